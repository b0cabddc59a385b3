"""Quality of delivery against review control."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.casebook.language import Say
from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import cases, with_footing
from experiments.casebook.words import whole
from siyu_sim.study.results import Study

METRICS = ("profit", "customers", "contacts", "review_balance", "referral_customer_share", "ltv_per_customer", "running_costs")
CASES = tuple(
    Case(
        "delivery",
        ("study.replications=8", *overrides),
        ("poor_open", "poor_steered", "usual_open", "usual_steered", "usual_overdone", "good_open"),
        words,
    )
    for words, overrides in (
        (("as shipped", "默认设置"), ("business=coffee",)),
        (
            ("reviews count twice as much", "评价的分量翻倍"),
            ("business=coffee", "reputation.add_weight=1", "reputation.buy_weight=0.6"),
        ),
        (("as shipped", "默认设置"), ("business=course",)),
        (
            ("reviews count twice as much", "评价的分量翻倍"),
            ("business=course", "reputation.add_weight=1", "reputation.buy_weight=0.6"),
        ),
    )
)


def turns(studies: Sequence[Study], say: Say) -> str:
    questions = (
        (
            ("better delivery pays?", "交付做好划算吗？"),
            ("yuan, good − usual", "元，好 − 普通"),
            "profit",
            "good_open",
            "usual_open",
        ),
        (
            ("steering pays, usual delivery?", "交付普通时控评划算吗？"),
            ("yuan, steered − open", "元，控评 − 放任"),
            "profit",
            "usual_steered",
            "usual_open",
        ),
        (
            ("steering pays, poor delivery?", "交付差时控评划算吗？"),
            ("yuan, steered − open", "元，控评 − 放任"),
            "profit",
            "poor_steered",
            "poor_open",
        ),
        (
            ("making all vanish pays?", "差评全压下去划算吗？"),
            ("yuan, overdone − steered", "元，过度 − 控评"),
            "profit",
            "usual_overdone",
            "usual_steered",
        ),
    )
    return cases(list(zip(CASES, studies, strict=True)), say, questions, whole)


PAGE = Page(
    name="delivery",
    mechanisms=("M16", "M11"),
    blocks=(
        Block("coffee", (Case("delivery", ("business=coffee", "study.replications=10")),), with_footing(METRICS)),
        Block("course", (Case("delivery", ("business=course", "study.replications=10")),), with_footing(METRICS)),
        Block("cases", CASES, turns),
    ),
)
