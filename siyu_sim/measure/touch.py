"""What went out to contacts, and what became of the group chats."""

from __future__ import annotations

from siyu_sim.engine import counters as c
from siyu_sim.measure.ratio import Ratio, ratio
from siyu_sim.simulation import Run


def touches(run: Run) -> int:
    """Posts, on whatever touchpoint, times the contacts who could see each."""
    return int(run.counts[:, c.TOUCHES].sum())


def group_mood(run: Run) -> Ratio:
    """Mean mood of the group chats opened, at the horizon; nan without any."""
    moods = [] if run.groups is None else run.groups["mood"][1:].tolist()
    return ratio(sum(moods), len(moods))


def group_active_share(run: Run) -> Ratio:
    """Of those who ever joined a group chat, the share who neither muted or left it nor deleted us; nan without any."""
    groups = run.scenario.groups
    if run.groups is None or groups is None:
        return ratio(0, 0)
    joined = int((groups.size - run.groups["room"][1:]).sum())
    return ratio(int(run.groups["members"][1:].sum()), joined)
