"""Profit of the year against the value of the contacts held."""

from __future__ import annotations

from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import with_footing

METRICS = ("private_value", "fan_value", "member_value", "brand_value", "profit", "contacts_held")

PAGE = Page(
    name="asset",
    mechanisms=("M22",),
    blocks=(
        Block(
            "coffee",
            (Case("asset", ("business=coffee", "study.replications=12")),),
            with_footing(METRICS, ("private_value", "profit")),
        ),
        Block(
            "course",
            (Case("asset", ("business=course", "study.replications=12")),),
            with_footing(METRICS, ("private_value", "profit")),
        ),
    ),
)
