"""The difference that the verdict is about, drawn beside its sentence: an interval on a line, and where zero lies."""

from __future__ import annotations

import math
from dataclasses import dataclass

from siyu_sim.report.answer import Answer
from siyu_sim.report.facts import Facts
from siyu_sim.report.view import View

ROOM = 0.3  # at either end, in widths of what is drawn, for the numbers there


@dataclass(frozen=True)
class Strip:
    """Where zero, the ends of the interval and its mean lie, in per cent of the line's length, and the words beside them."""

    zero: float
    low: float
    mean: float
    high: float
    from_: str
    to: str
    less: str  # what is so on the left of zero, if the interval reaches there
    more: str


def of_verdict(view: View, facts: Facts, answer: Answer) -> Strip | None:
    """As the headline puts it: of a clear difference the winner less the other, else the first less the second. None where the headline
    is about more than two arms, or there is no interval."""
    verdict, diff = answer.verdict, facts.diff
    if verdict is None or verdict.kind not in ("clear", "unclear") or answer.headline.key.startswith("verdict.tied"):
        return None
    low, high = diff.shown
    if math.isnan(low) or low == high:
        return None
    first, second = facts.a, facts.b
    if verdict.kind == "clear" and (verdict.winner or verdict.higher) < 0:
        first, second, diff = second, first, -diff
        low, high = diff.shown
    least, most = min(low, 0.0), max(high, 0.0)
    room = ROOM * (most - least)

    def at(value: float) -> float:
        return round(100 * (value - least + room) / (most - least + 2 * room), 2)

    w, metric = view.words, view.plan.primary
    label = w.in_sentence(view.label(metric))
    from_, to = view.numbers.ends(diff, view.metric(metric).unit, points=True)
    return Strip(
        at(0.0),
        at(low),
        at(diff.mean),
        at(high),
        from_,
        to,
        less=w.text("strip.less", metric=label, arm=view.look(second).label) if low < 0 else "",
        more=w.text("strip.more", metric=label, arm=view.look(first).label) if high > 0 else "",
    )
