"""One touchpoint alone against several together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

import siyu_sim as ss
from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import arms, cases, footing, pairs
from experiments.casebook.words import percent
from siyu_sim.study.results import Study

METRICS = ("profit", "contribution", "running_costs", "customers", "touches", "blocked_touches", "monthly_loss")
LOOKED_INTO = 3
ARMS = ("moments", "groups", "combination", "pair", "plus_all")


def _case(words: str, *overrides: str) -> Case:
    return Case("touchpoints", ("study.replications=8", *overrides), ARMS, words)


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


SINGLE = ("moments", "chat", "official", "groups", "live")


def _gate(study: Study) -> str:
    """How many contacts reach the order at which they are asked into the fan community, in the first worlds."""
    scenario = study.plan.arm("plus_fan").scenario
    fan = scenario.touchpoints["fan"]
    runs = [ss.simulate(scenario, study.plan.study.seed + r) for r in range(LOOKED_INTO)]
    share = float(np.mean([(run.rows["orders"] >= fan.min_orders).mean() for run in runs]))
    return (
        f"In *{study.plan.arm('plus_fan').label['en']}*, {percent(share)} of contacts reach order number {fan.min_orders}, at "
        f"which they are asked in (the first {LOOKED_INTO} worlds)."
    )


def business(studies: Sequence[Study]) -> str:
    (study,) = studies
    return "\n\n".join([
        footing(study),
        arms(study, METRICS, ("profit", "contribution")),
        "All five together against each of them alone, at the same number of posts:",
        pairs(study, [("combination", single) for single in SINGLE], ("profit", "contribution", "customers")),
        _gate(study),
    ])  # fmt: skip


PAGE = Page(
    name="touchpoints",
    mechanisms=("M5", "M12"),
    blocks=(
        Block("coffee", (Case("touchpoints", ("business=coffee", "study.replications=12")),), business),
        Block("course", (Case("touchpoints", ("business=course", "study.replications=12")),), business),
        Block("cases", CASES, _turns),
    ),
)
