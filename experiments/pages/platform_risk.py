"""Broken codes, a rule change, bans that promotion provokes."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import arms, footing
from experiments.casebook.words import table
from siyu_sim.study.results import Study

METRICS = ("profit", "contacts", "broken_share", "lost_with_accounts", "blocked_touches", "refused_adds", "contacts_held")


def expected(study: Study) -> str:
    """Long-run share of time in which a code is broken: repair / (repair + time between breaks)."""
    rows = []
    for arm in study.plan.arms:
        outages = arm.scenario.platform.outages if arm.scenario.platform else None
        if outages is not None:
            up = 365 / outages.per_year
            share = outages.repair_days / (outages.repair_days + up)
            rows.append([arm.label["en"], f"{100 * share:.1f} %"])
    return table(["arm", "share of exposures expected to meet a broken code"], rows)


def business(studies: Sequence[Study]) -> str:
    (study,) = studies
    return "\n\n".join([footing(study), arms(study, METRICS), "By hand, in the long run:", expected(study)])


PAGE = Page(
    name="platform_risk",
    mechanisms=("M19", "M17"),
    blocks=(
        Block("coffee", (Case("platform_risk", ("business=coffee", "study.replications=12")),), business),
        Block("course", (Case("platform_risk", ("business=course", "study.replications=12")),), business),
    ),
)
