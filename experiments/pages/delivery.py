"""Quality of delivery against review control."""

from __future__ import annotations

from collections.abc import Sequence

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
        ("as shipped", ("business=coffee",)),
        ("reviews count twice as much", ("business=coffee", "reputation.add_weight=1", "reputation.buy_weight=0.6")),
        ("as shipped", ("business=course",)),
        ("reviews count twice as much", ("business=course", "reputation.add_weight=1", "reputation.buy_weight=0.6")),
    )
)


def turns(studies: Sequence[Study]) -> str:
    questions = (
        ("better delivery pays?", "yuan, good − usual", "profit", "good_open", "usual_open"),
        ("steering pays, usual delivery?", "yuan, steered − open", "profit", "usual_steered", "usual_open"),
        ("steering pays, poor delivery?", "yuan, steered − open", "profit", "poor_steered", "poor_open"),
        ("making all vanish pays?", "yuan, overdone − steered", "profit", "usual_overdone", "usual_steered"),
    )
    return cases(list(zip(CASES, studies, strict=True)), questions, whole)


PAGE = Page(
    name="delivery",
    mechanisms=("M16", "M11"),
    blocks=(
        Block("coffee", (Case("delivery", ("business=coffee", "study.replications=10")),), with_footing(METRICS)),
        Block("course", (Case("delivery", ("business=course", "study.replications=10")),), with_footing(METRICS)),
        Block("cases", CASES, turns),
    ),
)
