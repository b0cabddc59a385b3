"""Winning back, membership and after-sales care as a 2^3 factorial."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from experiments.casebook.factorial import effect, explained, subsets
from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import with_footing
from experiments.casebook.words import estimate, percent, table, whole
from siyu_sim.study.results import Study
from siyu_sim.study.statistics import interval

LEVERS = ("winback", "membership", "aftersales")
WORDS = {"winback": "winning back", "membership": "membership", "aftersales": "after-sales"}
TABLE = ("contribution", "profit", "repurchase_30d", "monthly_loss", "ltv_per_customer", "won_back", "points_liability")
RESULTS = {"contribution": "contribution, yuan", "profit": "profit, yuan", "gmv": "GMV, yuan"}


def arm_of(on: frozenset[str]) -> str:
    """The arm in which just these levers are on."""
    return "all" if len(on) == len(LEVERS) else "_".join(name for name in LEVERS if name in on) or "none"


def effects(studies: Sequence[Study]) -> str:
    """Main effects and interactions of all orders, averaged over the levels of the others."""
    (study,) = studies
    cells = {name: {on: study.values(arm_of(on), name) for on in subsets(LEVERS)} for name in RESULTS}
    rows = []
    for size in (1, 2, 3):
        for which in combinations(LEVERS, size):
            row = [estimate(*interval(effect(cells[name], LEVERS, which), 0.95), whole) for name in RESULTS]
            rows.append([" × ".join(WORDS[name] for name in which), *row])
    share = [percent(interval(explained(cells[name], LEVERS), 0.95)[0]) for name in RESULTS]
    rows.append(["explained by the three alone", *share])
    return table(["effect", *RESULTS.values()], rows)


COFFEE, COURSE = (Case("retention", (f"business={name}",)) for name in ("coffee", "course"))
POOR = Case("retention", ("business=coffee", "product.quality=0.5", "product.quality_spread=0.25"))

NOBODY_RETURNS = Case("retention", ("business=coffee", "winback.rate=0"), ("none", "winback"))

PAGE = Page(
    name="retention",
    mechanisms=("M10",),
    blocks=(
        Block("coffee", (COFFEE,), with_footing(TABLE)),
        Block("coffee_effects", (COFFEE,), effects),
        Block("nobody_returns", (NOBODY_RETURNS,), with_footing(TABLE)),
        Block("course", (COURSE,), with_footing(TABLE)),
        Block("course_effects", (COURSE,), effects),
        Block("poor_effects", (POOR,), effects),
    ),
)
