"""The four steps of closing: what each adds, and the last without the others."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import arms, cases, footing, of
from experiments.casebook.words import difference, table
from siyu_sim.study.results import Study

METRICS = ("profit", "customers", "cac", "ltv_per_contact", "hours_waited", "monthly_loss")
STEPS = (
    ("hook", "moments"),
    ("moments", "campaign"),
    ("campaign", "four_steps"),
    ("hook", "chat_alone"),
    ("hook", "push_alone"),
)
BASE = ("business=course", "study.replications=10")
ARMS_OF_CASES = ("hook", "campaign", "four_steps", "chat_alone", "slow_chat")


def steps(study: Study) -> str:
    """What each step adds to the one before it."""
    rows = []
    for before, after in STEPS:
        frame = study.compare(baseline=before, metrics=("profit", "customers"))
        label = {name: study.plan.arm(name).label["en"] for name in (before, after)}
        profit, customers = (of(frame, after, metric) for metric in ("profit", "customers"))
        rows.append([f"{label[before]} → {label[after]}", difference(profit), difference(customers)])
    return table(["step", "profit", "customers"], rows)


def business(studies: Sequence[Study]) -> str:
    (study,) = studies
    return "\n\n".join([footing(study), arms(study, METRICS), "Step by step:", steps(study)])


def _case(words: str, *overrides: str) -> Case:
    return Case("closing", (*BASE, *overrides), ARMS_OF_CASES, words)


CASES = (
    _case("as shipped"),
    _case("waiting hardly matters", "purchase.wait_weight=0.1"),
    _case("trust hardly matters", "purchase.trust_weight=0.5"),
    _case("momentum hardly matters", "purchase.impulse_rate=0.0005"),
)


def turns(studies: Sequence[Study]) -> str:
    questions = (
        ("does chat add to campaigns?", "yuan, four steps − without chat", "profit", "four_steps", "campaign"),
        ("does slow chat?", "yuan, slow chat − without chat", "profit", "slow_chat", "campaign"),
        ("does chat alone beat campaigns on Moments?", "yuan, chat alone − three steps", "profit", "chat_alone", "campaign"),
    )
    return cases(list(zip(CASES, studies, strict=True)), questions)


PAGE = Page(
    name="closing",
    mechanisms=("M2",),
    blocks=(Block("course", (Case("closing", BASE),), business), Block("cases", CASES, turns)),
)
