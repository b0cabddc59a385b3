"""Broken codes, rules that tighten, bans that promotion provokes."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.casebook.language import Say
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


def expected(study: Study, say: Say) -> str:
    """Long-run share of time in which a code is broken: repair / (repair + time between breaks)."""
    rows = []
    for arm in study.plan.arms:
        outages = arm.scenario.platform.outages if arm.scenario.platform else None
        if outages is not None:
            up = 365 / outages.per_year
            share = outages.repair_days / (outages.repair_days + up)
            rows.append([say.label(arm.label), f"{100 * share:.1f} %"])
    return table(
        [say("arm", "方案"), say("share of exposures expected to meet a broken code", "预期遇到失效码的曝光占比")], rows
    )


def business(studies: Sequence[Study], say: Say) -> str:
    (study,) = studies
    return "\n\n".join([
        footing(study, say),
        say("**One WeCom account**, posts of `content=light`:", "**一个企微号**，内容按 `content=light`："),
        arms(study, say, METRICS, only=WECOM),
        say("Broken codes by hand, in the long run:", "失效码占比，按公式手算的长期值："),
        expected(study, say),
        say(
            "**Personal accounts**, with bans and without, one post a day or a flood; differences against *a post a day, no bans*:",
            "**个人号**，有无封号、每天一条或刷屏；差值以“个人号，每日一条，无封号”为基准：",
        ),
        arms(study, say, METRICS, ("profit",), "daily_safe", only=PERSONAL),
        say("**One step at a time**:", "**一步一步看**："),
        pairs(study, say, ONE_STEP, ("profit", "contacts", "contacts_held")),
    ])  # fmt: skip


PAGE = Page(
    name="platform_risk",
    mechanisms=("M19", "M17"),
    blocks=(
        Block("coffee", (Case("platform_risk", ("business=coffee",)),), business),
        Block("course", (Case("platform_risk", ("business=course",)),), business),
    ),
)
