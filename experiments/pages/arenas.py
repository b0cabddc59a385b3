"""Personal WeChat against WeCom."""

from __future__ import annotations

from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import with_footing

METRICS = ("profit", "contacts", "contacts_held", "lost_with_accounts", "refused_adds", "blocked_touches", "monthly_loss")
SMALL = ("business=coffee", "study.replications=30", "platform.limits.contacts=500", "platform.limits.adds_per_day=30")

PAGE = Page(
    name="arenas",
    mechanisms=("M17", "M19"),
    blocks=(
        Block("coffee", (Case("arenas", ("business=coffee", "study.replications=30")),), with_footing(METRICS)),
        Block(
            "many_accounts",
            (Case("arenas", SMALL, ("wecom", "wecom_no_handover", "personal", "personal_raw", "personal_plug_ins")),),
            with_footing(METRICS),
        ),
    ),
)
