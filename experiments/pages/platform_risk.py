"""Broken codes, rules that tighten, bans that promotion provokes."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import arms, footing, pairs
from experiments.casebook.words import table
from siyu_sim.study.results import Study

METRICS = ("profit", "contacts", "broken_share", "lost_with_accounts", "blocked_touches", "refused_adds", "contacts_held")
WECOM = ("calm", "fast_repair", "slow_repair", "no_posts", "few_adds")
PERSONAL = ("daily_safe", "daily_bans", "flood_safe", "flood_bans")
ONE_STEP = (
    ("slow_repair", "fast_repair"),
    ("fast_repair", "calm"),
    ("slow_repair", "calm"),
    ("no_posts", "calm"),
    ("few_adds", "calm"),
    ("few_adds", "slow_repair"),
    ("daily_bans", "daily_safe"),
    ("flood_bans", "flood_safe"),
    ("flood_safe", "daily_safe"),
)


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
    return "\n\n".join([
        footing(study),
        "**One WeCom account**, posts of `content=light`:",
        arms(study, METRICS, only=WECOM),
        "Broken codes by hand, in the long run:",
        expected(study),
        "**Personal accounts**, with bans and without, one post a day or a flood; differences against *a post a day, no bans*:",
        arms(study, METRICS, ("profit",), "daily_safe", only=PERSONAL),
        "**One step at a time**:",
        pairs(study, ONE_STEP, ("profit", "contacts", "contacts_held")),
    ])  # fmt: skip


PAGE = Page(
    name="platform_risk",
    mechanisms=("M19", "M17"),
    blocks=(
        Block("coffee", (Case("platform_risk", ("business=coffee",)),), business),
        Block("course", (Case("platform_risk", ("business=course",)),), business),
    ),
)
