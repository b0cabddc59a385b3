"""Price, frequency, neither, both; and a ladder of products on each."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import arms, cases, footing, of
from experiments.casebook.words import difference, table
from siyu_sim.study.results import Study

METRICS = ("profit", "customers", "cac", "ltv_per_contact", "ltv_to_cac", "other_products_share")
LADDERS = (
    ("neither", "neither_lead"),
    ("neither", "neither_ladder"),
    ("price", "price_ladder"),
    ("frequency", "frequency_ladder"),
)
BASE = ("business=beauty", "study.replications=10")


def ladders(study: Study) -> str:
    """What a ladder adds to the same product without one."""
    rows = []
    for plain, with_ladder in LADDERS:
        frame = study.compare(baseline=plain, metrics=("profit", "customers"))
        rows.append([
            study.plan.arm(with_ladder).label["en"],
            *(difference(of(frame, with_ladder, metric)) for metric in ("profit", "customers")),
        ])  # fmt: skip
    return table(["with a ladder", "profit", "customers"], rows)


def business(studies: Sequence[Study]) -> str:
    (study,) = studies
    return "\n\n".join([footing(study), arms(study, METRICS), "What the ladder adds:", ladders(study)])


def _case(words: str, *overrides: str) -> Case:
    return Case("ladder", (*BASE, *overrides), ("neither", "price", "frequency"), words)


CASES = (
    _case("as shipped"),
    _case("a private domain that runs by itself", "finance.overhead_yuan_per_month=0", "content=light"),
    _case("a thin margin", "product.gross_margin=0.2"),
    _case("two years instead of one", "horizon_days=730"),
)


def turns(studies: Sequence[Study]) -> str:
    questions = (
        ("price beats neither?", "yuan, price − neither", "profit", "price", "neither"),
        ("frequency beats neither?", "yuan, frequency − neither", "profit", "frequency", "neither"),
        ("price beats frequency?", "yuan, price − frequency", "profit", "price", "frequency"),
    )
    return cases(list(zip(CASES, studies, strict=True)), questions)


PAGE = Page(
    name="ladder",
    mechanisms=("M15",),
    blocks=(Block("beauty", (Case("ladder", BASE),), business), Block("cases", CASES, turns)),
)
