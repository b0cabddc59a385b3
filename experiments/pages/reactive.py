"""A fixed plan against strategies that react."""

from __future__ import annotations

from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import with_footing

METRICS = ("profit", "contacts", "customers", "cac", "monthly_loss", "acquisition_spend")

PAGE = Page(
    name="reactive",
    mechanisms=("M23", "M6"),
    blocks=(
        Block("coffee", (Case("reactive", ("business=coffee", "study.replications=10")),), with_footing(METRICS)),
        Block("course", (Case("reactive", ("business=course", "study.replications=6")),), with_footing(METRICS)),
    ),
)
