"""One touchpoint alone against several together."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import cases, with_footing
from siyu_sim.study.results import Study

METRICS = ("profit", "contribution", "running_costs", "customers", "touches", "blocked_touches", "monthly_loss")
ARMS = ("moments", "groups", "combination", "pair", "plus_all")


def _case(words: str, *overrides: str) -> Case:
    return Case("touchpoints", ("study.replications=5", *overrides), ARMS, words)


CASES = tuple(
    _case(words, f"business={business}", *overrides)
    for business in ("coffee", "course")
    for words, overrides in (
        ("as shipped", ()),
        ("people hardly look at anything", ("attention.seen_rate=0.05",)),
        ("touches tire much longer", ("fatigue.half_life_days=20",)),
        ("a post in a mass of others: everything is seen less by who is tired", ("attention.fatigue_weight=1",)),
    )
)


def _turns(studies: Sequence[Study]) -> str:
    questions = (
        ("five beat Moments?", "yuan, five − Moments", "profit", "combination", "moments"),
        ("a pair beats Moments?", "yuan, pair − Moments", "profit", "pair", "moments"),
        ("everything on top pays?", "yuan, all on top − Moments", "profit", "plus_all", "moments"),
    )
    return cases(list(zip(CASES, studies, strict=True)), questions)


PAGE = Page(
    name="touchpoints",
    mechanisms=("M5", "M12"),
    blocks=(
        Block(
            "coffee",
            (Case("touchpoints", ("business=coffee", "study.replications=8")),),
            with_footing(METRICS, ("profit", "contribution")),
        ),
        Block(
            "course",
            (Case("touchpoints", ("business=course", "study.replications=8")),),
            with_footing(METRICS, ("profit", "contribution")),
        ),
        Block("cases", CASES, _turns),
    ),
)
