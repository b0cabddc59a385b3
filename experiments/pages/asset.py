"""Profit of the year against the value of the contacts held."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.casebook.language import Say
from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import arms, footing, pairs
from siyu_sim.study.results import Study

METRICS = ("private_value", "fan_value", "member_value", "brand_value", "profit", "contacts_held")

COMPARED = (("cultivate", "no_ads"), ("cultivate", "more_ads"), ("no_ads", "more_ads"))


def business(studies: Sequence[Study], say: Say) -> str:
    (study,) = studies
    return "\n\n".join([
        footing(study, say),
        arms(study, say, METRICS, ("private_value", "profit")),
        say("Arms that are near one another, head to head:", "接近的方案两两比较："),
        pairs(study, say, COMPARED, ("private_value", "profit")),
    ])  # fmt: skip


PAGE = Page(
    name="asset",
    mechanisms=("M22",),
    blocks=(
        Block("coffee", (Case("asset", ("business=coffee", "study.replications=20")),), business),
        Block("course", (Case("asset", ("business=course", "study.replications=20")),), business),
    ),
)
