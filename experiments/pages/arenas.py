"""Personal WeChat against WeCom."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.casebook.language import Say
from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import arms, footing, pairs
from siyu_sim.study.results import Study

METRICS = ("profit", "contacts", "contacts_held", "lost_with_accounts", "refused_adds", "blocked_touches", "monthly_loss")
SMALL = ("business=coffee", "study.replications=30", "platform.limits.contacts=500", "platform.limits.adds_per_day=30")

COMPARED = (
    ("wecom_no_handover", "wecom"),
    ("personal", "wecom_no_handover"),
    ("personal", "personal_raw"),
    ("personal_plug_ins", "personal"),
)


def business(studies: Sequence[Study], say: Say) -> str:
    (study,) = studies
    return "\n\n".join([
        footing(study, say),
        arms(study, say, METRICS),
        say("Step by step:", "一步一步看："),
        pairs(study, say, COMPARED, ("profit", "contacts_held", "lost_with_accounts")),
    ])  # fmt: skip


PAGE = Page(
    name="arenas",
    mechanisms=("M17", "M19"),
    blocks=(
        Block("coffee", (Case("arenas", ("business=coffee", "study.replications=30")),), business),
        Block(
            "many_accounts",
            (Case("arenas", SMALL, ("wecom", "wecom_no_handover", "personal", "personal_raw", "personal_plug_ins")),),
            business,
        ),
    ),
)
