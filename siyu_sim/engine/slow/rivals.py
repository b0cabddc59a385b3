"""A rival's campaign: the share of each window in which it runs."""

from __future__ import annotations

from siyu_sim.scenario.platform import Rivals as Spec


def overlap(spec: Spec | None, start: float, end: float) -> float:
    """Share of the window start … end in which the rival campaigns."""
    if spec is None:
        return 0.0
    return max(0.0, min(end, spec.day + spec.days) - max(start, spec.day)) / (end - start)
