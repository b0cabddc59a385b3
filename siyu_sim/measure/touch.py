"""What went out to contacts, and what became of the group chats."""

from __future__ import annotations

import math

from siyu_sim.engine import counters as c
from siyu_sim.simulation import Run


def touches(run: Run) -> int:
    """Posts, on whatever touchpoint, times the contacts who could see each."""
    return int(run.counts[:, c.TOUCHES].sum())


def group_mood(run: Run) -> float:
    """Mean mood of the group chats opened, at the horizon; nan without any."""
    return float(run.groups["mood"][1:].mean()) if run.groups is not None and len(run.groups) > 1 else math.nan


def group_active_share(run: Run) -> float:
    """Of those who ever joined a group chat, the share who neither muted or left it nor deleted us; nan without any."""
    groups = run.scenario.groups
    if run.groups is None or groups is None:
        return math.nan
    joined = int((groups.size - run.groups["room"][1:]).sum())
    return int(run.groups["members"][1:].sum()) / joined if joined else math.nan
