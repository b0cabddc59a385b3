"""Who is asked to recommend."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.casebook.language import Say
from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import cases, with_footing
from experiments.casebook.words import whole
from siyu_sim.study.results import Study

METRICS = (
    "profit",
    "customers",
    "k_factor",
    "referral_customer_share",
    "programme_cost_per_customer",
    "top_tenth_share",
    "creators_share",
    "commenters_share",
    "readers_share",
)
CASES = tuple(
    Case("super_users", ("study.replications=20", *overrides), ("nobody", "everybody", "best"), words)
    for words, overrides in (
        (("as shipped", "默认设置"), ("business=coffee",)),
        (("a referrer's trust matters more", "推荐人的信任更关键"), ("business=coffee", "sharing.referrer_trust_weight=3")),
        (("people mind a paid word more", "大家更反感拿钱说好话"), ("business=coffee", "referral.crowding=0.6")),
        (("as shipped", "默认设置"), ("business=course",)),
        (("a referrer's trust matters more", "推荐人的信任更关键"), ("business=course", "sharing.referrer_trust_weight=3")),
    )
)


def turns(studies: Sequence[Study], say: Say) -> str:
    questions = (
        (
            ("best customers beat everybody?", "只奖高价值顾客胜过奖所有人？"),
            ("yuan, best − everybody", "元，高价值 − 所有人"),
            "profit",
            "best",
            "everybody",
        ),
        (
            ("any programme beats none?", "有奖励胜过没有？"),
            ("yuan, everybody − nobody", "元，所有人 − 不做"),
            "profit",
            "everybody",
            "nobody",
        ),
    )
    return cases(list(zip(CASES, studies, strict=True)), say, questions, whole)


PAGE = Page(
    name="super_users",
    mechanisms=("M12", "M11"),
    blocks=(
        Block("coffee", (Case("super_users", ("business=coffee", "study.replications=20")),), with_footing(METRICS)),
        Block("course", (Case("super_users", ("business=course", "study.replications=20")),), with_footing(METRICS)),
        Block("cases", CASES, turns),
    ),
)
