"""Which number of the weekly dashboard tells first."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from experiments.casebook.language import Say, Text
from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import arms, footing
from experiments.casebook.words import table
from siyu_sim.study.results import Study
from siyu_sim.study.statistics import interval

METRICS = ("profit", "contacts", "customers", "contacts_held", "private_value")
SHOCK_WEEK = 27  # the week that begins on day 182
COLUMNS: tuple[tuple[str, Text], ...] = (
    ("contacts", ("new contacts", "新增好友")),
    ("seen_rate", ("posts seen", "触达阅读率")),
    ("loss_hazard", ("loss", "流失率")),
    ("need_conversion", ("needs met", "需求成交率")),
    ("shares", ("recommendations", "推荐次数")),
    ("orders", ("orders", "订单")),
    ("gmv", ("GMV", "GMV")),
    ("cumulative_profit", ("profit so far", "累计利润")),
)
STEADY = 3  # weeks in a row: one week beyond its interval is often chance


def weekly(study: Study, arm: str, column: str) -> np.ndarray:
    """A column of the dashboard, shape (worlds, weeks)."""
    return np.array([s.tables["weekly"][column] for s in study.summaries if s.arm == arm])


def first_sign(study: Study, arm: str, column: str) -> str:
    """Weeks from the shock to the first of STEADY weeks in a row that differ from the calm arm, the same way."""
    diff = weekly(study, arm, column) - weekly(study, study.plan.baseline, column)
    level = study.plan.study.confidence
    signs = []
    for k in range(diff.shape[1]):
        own = diff[:, k][~np.isnan(diff[:, k])]
        if len(own) < 2:
            signs.append(0)
            continue
        _, low, high = interval(own, level)
        signs.append(1 if low > 0 else -1 if high < 0 else 0)
    start = 0 if arm == "worse_goods" else SHOCK_WEEK - 1
    for k in range(start, len(signs) - STEADY + 1):
        if signs[k] and all(s == signs[k] for s in signs[k : k + STEADY]):
            return f"{'↑' if signs[k] > 0 else '↓'} {k - start + 1}"
    return "–"


def business(studies: Sequence[Study], say: Say) -> str:
    (study,) = studies
    rows = [
        [say.label(arm.label), *(first_sign(study, arm.name, column) for column, _ in COLUMNS)]
        for arm in study.plan.arms
        if arm.name != study.plan.baseline
    ]
    return "\n\n".join([
        footing(study, say),
        arms(study, say, METRICS),
        say(
            "Week, counted from the shock (poorer delivery: from the start), from which a number of the dashboard lies beyond its "
            f"interval for {STEADY} weeks running; the arrow says which way. Nobody has a calm twin to compare with: a real team "
            "would see each later.",
            f"从冲击当周算起（交付变差：从一开始算起），看板上的数字从第几周起连续 {STEADY} 周超出区间；箭头是变化方向。"
            "现实里没有一个风平浪静的自己可作对照，真实团队只会看到得更晚。",
        ),
        table([say("what happens", "发生了什么"), *(say(*words) for _, words in COLUMNS)], rows),
    ])  # fmt: skip


PAGE = Page(
    name="dashboard",
    mechanisms=("M20", "M23"),
    blocks=(
        Block("coffee", (Case("dashboard", ("business=coffee", "study.replications=12")),), business),
        Block("course", (Case("dashboard", ("business=course", "study.replications=12")),), business),
    ),
)
