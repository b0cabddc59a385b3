"""Group chats: none, run, left alone, asked too much of."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import cases, with_footing
from siyu_sim.study.results import Study

METRICS = ("profit", "contribution", "running_costs", "customers", "group_mood", "group_active_share", "monthly_loss")
ARMS = ("none", "run", "asked_too_much", "moments_instead")


def _in_groups(words: str, business: str, *overrides: str) -> Case:
    return Case("groups", (f"business={business}", "study.replications=5", *overrides), ARMS, words)


CASES = tuple(
    _in_groups(words, business, *overrides)
    for business in ("coffee", "course")
    for words, overrides in (
        ("as shipped", ()),
        ("two years instead of one", ("horizon_days=730",)),
        ("people hardly look at anything", ("attention.seen_rate=0.05",)),
        ("members put up with six posts in ten that sell", ("groups.tolerance=0.6",)),
        ("people open groups before Moments", ("touchpoints.group.seen_shift=1.5",)),
    )
)


def _turns(studies: Sequence[Study]) -> str:
    questions = (
        ("groups that are run pay?", "yuan, run − none", "profit", "run", "none"),
        ("they beat the same posts in Moments?", "yuan, run − Moments", "profit", "run", "moments_instead"),
        ("asking too much still beats none?", "yuan, too much − none", "profit", "asked_too_much", "none"),
    )
    return cases(list(zip(CASES, studies, strict=True)), questions)


PAGE = Page(
    name="groups",
    mechanisms=("M9",),
    blocks=(
        Block(
            "coffee",
            (Case("groups", ("business=coffee", "study.replications=8")),),
            with_footing(METRICS, ("profit", "contribution")),
        ),
        Block(
            "course",
            (Case("groups", ("business=course", "study.replications=8")),),
            with_footing(METRICS, ("profit", "contribution")),
        ),
        Block("cases", CASES, _turns),
    ),
)
