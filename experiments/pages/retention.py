"""Winning back, membership and after-sales care as a 2^3 factorial."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from experiments.casebook.factorial import effect, explained, subsets
from experiments.casebook.language import Say, Text
from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import with_footing
from experiments.casebook.words import estimate, percent, table, whole
from siyu_sim.study.results import Study
from siyu_sim.study.statistics import interval

LEVERS = ("winback", "membership", "aftersales")
WORDS: dict[str, Text] = {
    "winback": ("winning back", "挽回"),
    "membership": ("membership", "会员"),
    "aftersales": ("after-sales", "售后"),
}
TABLE = ("contribution", "profit", "repurchase_30d", "monthly_loss", "ltv_per_customer", "won_back", "points_liability")
RESULTS: dict[str, Text] = {
    "contribution": ("contribution, yuan", "贡献毛利，元"),
    "profit": ("profit, yuan", "利润，元"),
    "gmv": ("GMV, yuan", "GMV，元"),
}


def arm_of(on: frozenset[str]) -> str:
    """The arm in which just these levers are on."""
    return "all" if len(on) == len(LEVERS) else "_".join(name for name in LEVERS if name in on) or "none"


def effects(studies: Sequence[Study], say: Say) -> str:
    """Main effects and interactions of all orders, averaged over the levels of the others."""
    (study,) = studies
    cells = {name: {on: study.values(arm_of(on), name) for on in subsets(LEVERS)} for name in RESULTS}
    rows = []
    for size in (1, 2, 3):
        for which in combinations(LEVERS, size):
            row = [estimate(*interval(effect(cells[name], LEVERS, which), 0.95), whole) for name in RESULTS]
            rows.append([" × ".join(say(*WORDS[name]) for name in which), *row])
    share = [percent(interval(explained(cells[name], LEVERS), 0.95)[0]) for name in RESULTS]
    rows.append([say("explained by the three alone", "三者单独能解释的"), *share])
    return table([say("effect", "效应"), *(say(*words) for words in RESULTS.values())], rows)


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
