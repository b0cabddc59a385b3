"""Profit of the year against the value of the contacts held."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import arms, footing, pairs
from siyu_sim.study.results import Study

METRICS = ("private_value", "fan_value", "member_value", "brand_value", "profit", "contacts_held")

COMPARED = (("cultivate", "no_ads"), ("cultivate", "more_ads"), ("no_ads", "more_ads"))


def business(studies: Sequence[Study]) -> str:
    (study,) = studies
    return "\n\n".join([
        footing(study),
        arms(study, METRICS, ("private_value", "profit")),
        "Arms that are near one another, head to head:",
        pairs(study, COMPARED, ("private_value", "profit")),
    ])  # fmt: skip


PAGE = Page(
    name="asset",
    mechanisms=("M22",),
    blocks=(
        Block("coffee", (Case("asset", ("business=coffee", "study.replications=20")),), business),
        Block("course", (Case("asset", ("business=course", "study.replications=20")),), business),
    ),
)
