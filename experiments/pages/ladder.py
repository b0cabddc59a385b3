"""Price, frequency, neither, both; and a ladder of products on each."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.casebook.language import Say, Text
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


def ladders(study: Study, say: Say) -> str:
    """What a ladder adds to the same product without one."""
    rows = []
    for plain, with_ladder in LADDERS:
        frame = study.compare(baseline=plain, metrics=("profit", "customers"))
        rows.append([
            say.arm(study, with_ladder),
            *(difference(of(frame, with_ladder, metric)) for metric in ("profit", "customers")),
        ])  # fmt: skip
    return table([say("with a ladder", "加上产品阶梯"), say("profit", "利润"), say("customers", "新客数")], rows)


def business(studies: Sequence[Study], say: Say) -> str:
    (study,) = studies
    return "\n\n".join(
        [
            footing(study, say),
            arms(study, say, METRICS),
            say("What the ladder adds:", "产品阶梯带来什么："),
            ladders(study, say),
        ]
    )


def _case(words: Text, *overrides: str) -> Case:
    return Case("ladder", (*BASE, *overrides), ("neither", "price", "frequency", "both"), words)


CASES = (
    _case(("as shipped", "默认设置")),
    _case(("staff who are there anyway", "人手本来就有"), "finance.overhead_yuan_per_month=0"),
    _case(("a thin margin", "毛利薄"), "product.gross_margin=0.2"),
    _case(("two years instead of one", "两年，而不是一年"), "horizon_days=730"),
)


def turns(studies: Sequence[Study], say: Say) -> str:
    """Profit of each product under every case: does its private domain pay?"""
    rows = []
    for case, study in zip(CASES, studies, strict=True):
        row = [say(*case.words), " ".join(f"`{text}`" for text in case.overrides[len(BASE) :]) or "–"]
        for arm in case.arms:
            row.append(estimate(*interval(study.values(arm, "profit"), study.plan.study.confidence), whole))
        rows.append(row)
    heads = [say.label(arm.label) for arm in studies[0].plan.arms]
    return (
        say("Profit in yuan:", "利润，元：")
        + "\n\n"
        + table([say("what changes", "改了什么"), say("overrides", "覆盖项"), *heads], rows)
    )


PAGE = Page(
    name="ladder",
    mechanisms=("M15",),
    blocks=(Block("beauty", (Case("ladder", BASE),), business), Block("cases", CASES, turns)),
)
