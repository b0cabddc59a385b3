"""Price, frequency, neither, both; and a ladder of products on each."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import arms, footing, of
from experiments.casebook.words import difference, estimate, table, whole
from siyu_sim.study.results import Study
from siyu_sim.study.statistics import interval

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
    return Case("ladder", (*BASE, *overrides), ("neither", "price", "frequency", "both"), words)


CASES = (
    _case("as shipped"),
    _case("staff who are there anyway", "finance.overhead_yuan_per_month=0"),
    _case("a thin margin", "product.gross_margin=0.2"),
    _case("two years instead of one", "horizon_days=730"),
)


def turns(studies: Sequence[Study]) -> str:
    """Profit of each product under every case: does its private domain pay?"""
    rows = []
    for case, study in zip(CASES, studies, strict=True):
        row = [case.words, " ".join(f"`{text}`" for text in case.overrides[len(BASE) :]) or "–"]
        for arm in case.arms:
            row.append(estimate(*interval(study.values(arm, "profit"), study.plan.study.confidence), whole))
        rows.append(row)
    heads = [arm.label["en"] for arm in studies[0].plan.arms]
    return "Profit in yuan:\n\n" + table(["what changes", "overrides", *heads], rows)


PAGE = Page(
    name="ladder",
    mechanisms=("M15",),
    blocks=(Block("beauty", (Case("ladder", BASE),), business), Block("cases", CASES, turns)),
)
