"""One measure of every arm, with what is clearly apart from the baseline: for measures that only some businesses have."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from siyu_sim.report.figures.theme import Figure, arms_of, dots

if TYPE_CHECKING:
    from siyu_sim.report.view import View

# what limits, bans and a finite team do to a private domain
LIMITS = ("refused_adds", "blocked_touches", "lost_with_accounts", "hours_waited", "given_up_share")


def of_arms(view: View, metric: str, limit: bool = False) -> Figure | None:
    """None where no arm has it, or all have none of it. limit: of what limits do, which is never below 0, and told of the arm that is
    hit most."""
    values = {look.name: view.of(look.name, metric) for look in view.looks}
    known = {name: value for name, value in values.items() if value.known}
    if not any(value.mean for value in known.values()):
        return None
    w, n, unit = view.words, view.numbers, view.metric(metric).unit
    traces, form = dots(view, values, unit, view.axis(metric))
    if limit:
        top = max(value.mean if math.isnan(value.high) else value.shown[1] for value in known.values())
        form["xaxis"]["range"] = [-0.03 * top, 1.05 * top]  # room for the dots at 0
    arm = view.main if view.main in known else next(iter(known))
    if limit:
        arm = max(known, key=lambda name: known[name].mean)
    value = known[arm]
    bounds = "" if math.isnan(value.low) else w.text("hover.interval", bounds=n.bounds(value, unit))
    label = view.label(metric)
    told = [
        w.text(
            "measure.most" if limit else "measure.is",
            arm=view.look(arm).label,
            value=n.value(value, unit),
            bounds=bounds,
            metric=label if limit else w.in_sentence(label),
        )
    ]
    diff = view.difference(arm, metric)
    if diff.known and not math.isnan(diff.low):
        key = {1: "measure.more", -1: "measure.less", 0: "measure.alike"}[diff.sign]
        size = n.value(diff if diff.mean >= 0 else -diff, unit, points=True)
        told.append(w.text(key, base=view.look(view.plan.baseline).label, diff=size))
    frame = view.compared[view.compared["metric"] == metric]
    alt, note = w.text("measure.alt", metric=label), view.metric(metric).definition[view.lang]
    return Figure(
        metric, label, w.text("measure.then").join(told), alt, traces, form, frame, "", arms_of(view, traces), notes=(note,)
    )


def limits(view: View) -> list[Figure]:
    """Those of LIMITS that this business has."""
    return [figure for metric in LIMITS if (figure := of_arms(view, metric, limit=True)) is not None]
