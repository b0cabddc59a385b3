"""Which arms win customers at a price that no other arm beats on cost and on value at once: the Pareto front of CAC and LTV."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from siyu_sim.report.estimate import Estimate, estimate
from siyu_sim.report.figures.theme import INK

if TYPE_CHECKING:
    from siyu_sim.report.view import View

Points = Mapping[str, tuple[Estimate, Estimate]]  # arm → its CAC and LTV


def front(points: Points) -> list[str]:
    """Arms whose mean no other arm's beats, cheapest first: another would have to cost no more and bring no less, and differ."""

    def beaten(a: str) -> bool:
        (cac, ltv), others = points[a], [points[b] for b in points if b != a]
        return any(c.mean <= cac.mean and v.mean >= ltv.mean and (c.mean < cac.mean or v.mean > ltv.mean) for c, v in others)

    return sorted((arm for arm in points if not beaten(arm)), key=lambda arm: (points[arm][0].mean, points[arm][1].mean))


def clearly_beaten(view: View, points: Points) -> list[str]:
    """Arms than which another is clearly cheaper and clearly worth more: the intervals of both differences leave out 0."""

    def better(b: str, a: str) -> bool:
        cost, worth = (
            estimate(view.study.pooled(b, name) - view.study.pooled(a, name), view.level, view.study.first)
            for name in ("cac", "ltv_per_customer")
        )
        return cost.sign < 0 < worth.sign

    return [a for a in points if any(better(b, a) for b in points if b != a)]


def line(points: Points, arms: list[str], right: float) -> dict[str, Any]:
    """The front as stairs: up to an arm's cost, its value is the most that can be had. right: where the plot ends."""
    xs = [points[arm][0].mean for arm in arms]
    ys = [points[arm][1].mean for arm in arms]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [*xs, right],
        "y": [*ys, ys[-1]],
        "line": {"color": INK, "width": 1.5, "shape": "hv"},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def told(view: View, points: Points, arms: list[str]) -> str:
    """Who lies on the front, and who is clearly beaten; nothing for a single arm."""
    if len(points) < 2:
        return ""
    w = view.words
    beaten = clearly_beaten(view, points)
    first = w.text("front.alone" if len(arms) == 1 else "front.several", arms=view.listed(arms))
    return first + (w.text("front.beaten", arms=view.listed(beaten)) if beaten else w.text("front.none_beaten"))
