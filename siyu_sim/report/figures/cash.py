"""Money over time: cumulative profit, and which cohorts have paid back."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from siyu_sim.report.figures.theme import Figure, band, guide, layout, line, plain

if TYPE_CHECKING:
    from siyu_sim.report.view import View


def cumulative(view: View) -> Figure | None:
    """Cumulative profit by arm, with intervals."""
    w = view.words
    bands, lines = [], []
    for look in view.looks:
        days = view.worlds(look.name, "time", "day")[0]
        mean, low, high = view.over_worlds(view.worlds(look.name, "time", "cash"))
        bands.append(band(view, look, days, low, high))
        hover = w.text("cash.hover", label=plain(look.label))
        lines.append(line(look, days, mean, hover + "<extra></extra>"))
    form = layout(w.text("axis.day"), w.text("cash.axis"), 380, yaxis={"tickformat": ",.0f"})
    form["shapes"], form["annotations"] = [guide("y", 0.0, dash="solid")[0]], []
    for _, _, stop in view.tests[:1]:
        shape, notes = guide("x", stop, w.text("guide.ads_off"))
        form["shapes"].append(shape)
        form["annotations"] += notes
    traces = [trace for trace in (*bands, *lines) if trace]
    frame = view.table("time")
    return Figure(
        "cash",
        w.text("cash.title"),
        _break_even(view),
        w.text("cash.alt"),
        traces,
        form,
        frame,
        "toggle",
        view.looks,
        notes=(w.text("cash.note"), *view.bands_note(look.name for look in view.looks)),
    )


def _break_even(view: View) -> str:
    """The first arm to break even for good, and how many never do; an arm counts if it does in more than half of its worlds."""
    w, n = view.words, view.numbers
    days = {}
    for look in view.looks:
        values = view.study.values(look.name, "break_even_day")
        if np.isfinite(values).mean() > 0.5:
            days[look.name] = float(np.nanmedian(values))
    total = len(view.looks)
    horizon = n.whole(view.plan.scenario.horizon_days)
    if not days:
        return w.text("cash.takeaway_never" if total > 1 else "cash.takeaway_never_one", days=horizon)
    first = min(days, key=days.__getitem__)
    if total == 1:
        return w.text("cash.takeaway_one", day=n.whole(days[first]))
    return w.text("cash.takeaway", arm=view.look(first).label, day=n.whole(days[first]), n=len(days), total=total, days=horizon)


def payback(view: View) -> Figure | None:
    """Contribution up to the horizon for each yuan spent on acquisition, by month of adding."""
    from siyu_sim.study.statistics import pooled_ratios

    w, n = view.words, view.numbers
    table = view.table("cohort_payback")
    bands, lines, frames = [], [], 0
    for look in view.looks:
        spend = view.worlds(look.name, "cohort_payback", "spend").astype(float)
        worth = view.worlds(look.name, "cohort_payback", "contribution").astype(float)
        ratio = pooled_ratios(worth, spend)
        if np.isnan(ratio).all():
            continue
        frames += 1
        month = np.arange(ratio.shape[1]) + 1
        mean, low, high = view.over_worlds(ratio)
        keep = ~np.isnan(mean)
        bands.append(band(view, look, month, low, high))
        hover = w.text("payback.hover", label=plain(look.label)) + "<extra></extra>"
        lines.append(
            line(look, month[keep], mean[keep], hover, mode="lines+markers", marker={"symbol": look.symbol, "size": 7})
        )
    if not frames:
        return None
    form = layout(w.text("axis.cohort"), w.text("payback.axis"), 340, xaxis={"dtick": 1}, yaxis={"rangemode": "tozero"})
    shape, notes = guide("y", 1.0, w.text("payback.guide"), "dash")
    form["shapes"], form["annotations"] = [shape], notes
    main = view.of(view.main, "payback_months")
    arm = view.look(view.main).label
    never = math.isnan(main.mean)
    takeaway = w.text("payback.takeaway_never" if never else "payback.takeaway", arm=arm, months=n.value(main, "months"))
    frame = table.assign(month=table["month"] + 1)
    traces = [trace for trace in (*bands, *lines) if trace]
    shown = {trace["meta"]["arm"] for trace in traces}
    return Figure(
        "payback",
        w.text("payback.title"),
        takeaway,
        w.text("payback.alt"),
        traces,
        form,
        frame,
        "toggle",
        tuple(look for look in view.looks if look.name in shown),
        notes=(w.text("payback.note"), *view.bands_note(shown)),
    )
