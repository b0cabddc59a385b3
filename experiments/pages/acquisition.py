"""Channels alone and together, a budget doubled, rivals who bid."""

from __future__ import annotations

from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import with_footing

METRICS = ("profit", "contacts", "customers", "cac", "contact_cost", "monthly_loss")

PAGE = Page(
    name="acquisition",
    mechanisms=("M6",),
    blocks=(
        Block(
            "coffee", (Case("acquisition", ("business=coffee", "study.replications=8")),), with_footing(METRICS, ("customers",))
        ),
        Block(
            "course", (Case("acquisition", ("business=course", "study.replications=8")),), with_footing(METRICS, ("customers",))
        ),
    ),
)
