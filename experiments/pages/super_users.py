"""Who is asked to recommend."""

from __future__ import annotations

from collections.abc import Sequence

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
        ("as shipped", ("business=coffee",)),
        ("a referrer's trust matters more", ("business=coffee", "sharing.referrer_trust_weight=3")),
        ("people mind a paid word more", ("business=coffee", "referral.crowding=0.6")),
        ("as shipped", ("business=course",)),
        ("a referrer's trust matters more", ("business=course", "sharing.referrer_trust_weight=3")),
    )
)


def turns(studies: Sequence[Study]) -> str:
    questions = (
        ("best customers beat everybody?", "yuan, best − everybody", "profit", "best", "everybody"),
        ("any programme beats none?", "yuan, everybody − nobody", "profit", "everybody", "nobody"),
    )
    return cases(list(zip(CASES, studies, strict=True)), questions, whole)


PAGE = Page(
    name="super_users",
    mechanisms=("M12", "M11"),
    blocks=(
        Block("coffee", (Case("super_users", ("business=coffee", "study.replications=20")),), with_footing(METRICS)),
        Block("course", (Case("super_users", ("business=course", "study.replications=20")),), with_footing(METRICS)),
        Block("cases", CASES, turns),
    ),
)
