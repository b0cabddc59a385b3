"""Arms against the baseline, and what a customer of each costs against what a customer brings."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from siyu_sim.report.estimate import Estimate
from siyu_sim.report.figures import front
from siyu_sim.report.figures.theme import INK, Figure, dots, errors, layout, plain, tick_format

if TYPE_CHECKING:
    from siyu_sim.report.view import View

HEALTHY = 3.0  # LTV / CAC that practitioners call healthy
ROOM = 0.8  # how far a whisker may reach beyond the outermost points, in widths of all points
SEEN = 0.08  # least part of the plot's width and height that a line of equal ratio has to cross


def differences(view: View) -> Figure | None:
    """The primary measure of each arm against the baseline, with intervals."""
    primary = view.plan.primary
    unit = view.metric(primary).unit
    values = {look.name: view.difference(look.name, primary) for look in view.others}
    values = {name: value for name, value in values.items() if value.known}
    if not values:
        return None
    w = view.words
    metric, base = view.label(primary), view.look(view.plan.baseline).label
    # a test is no choice: what it does against the baseline is no finding, and would dwarf what is
    drawn = {name: value for name, value in values.items() if not view.look(name).is_test} or values
    traces, form = dots(view, drawn, unit, w.text("arms.axis", metric=view.axis(primary)), zero=True)
    clear = sum(value.sign != 0 for value in drawn.values())
    takeaway = w.text(
        "arms.takeaway" if clear else "arms.takeaway_none",
        clear=clear,
        n=len(drawn),
        base=base,
        level=f"{100 * view.level:.4g}%",
    )
    if len(drawn) < len(values):
        takeaway = w.text("both", first=takeaway, second=w.text("arms.tests", n=len(values) - len(drawn)))
    frame = view.compared[view.compared["metric"] == primary]
    return Figure(
        "arms",
        w.text("arms.title", metric=metric, base=base),
        takeaway,
        w.text("arms.alt", metric=metric, base=base),
        traces,
        form,
        frame,
    )


def cac_ltv(view: View) -> Figure | None:
    """What a customer costs against what one brings, by arm, with the lines 1:1 and 3:1 and the Pareto front."""
    points = {look.name: (view.of(look.name, "cac"), view.of(look.name, "ltv_per_customer")) for look in view.looks}
    points = {name: p for name, p in points.items() if p[0].known and p[1].known}
    if not points:
        return None
    w, n = view.words, view.numbers
    traces: list[dict[str, Any]] = []
    for name, (cac, ltv) in points.items():
        look = view.look(name)
        ratio = view.of(name, "ltv_to_cac")
        hover = w.text(
            "value.hover",
            label=plain(look.label),
            cac=n.value(cac, "yuan"),
            ltv=n.value(ltv, "yuan"),
            ratio=n.bare(ratio, "ratio"),
        )
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": [cac.mean],
                "y": [ltv.mean],
                "name": plain(look.label),
                "meta": {"arm": name},
                "marker": {"color": look.colour, "size": 10, "symbol": look.symbol, "line": {"width": 2, "color": look.colour}},
                "error_x": errors([cac], look.colour, 1.5),
                "error_y": errors([ltv], look.colour, 1.5),
                "hovertemplate": hover + "<extra></extra>",
            }
        )
    x_range, y_range = _around(*(_reach([p[k] for p in points.values()]) for k in (0, 1)))
    form = layout(
        w.text("value.cac_axis"),
        w.text("value.ltv_axis"),
        420,
        xaxis={**tick_format("yuan"), "range": x_range},
        yaxis={**tick_format("yuan"), "range": y_range},
    )
    form["shapes"], form["annotations"] = ratio_lines(x_range, y_range)
    rivals = {name: p for name, p in points.items() if not view.look(name).is_test} or points  # a test is no choice
    ratios = {name: view.of(name, "ltv_to_cac") for name in rivals}
    ratios = {name: value for name, value in ratios.items() if value.known}
    takeaway = w.text("value.takeaway_none")
    if ratios:
        healthy = sum(r.low >= HEALTHY for r in ratios.values())
        lowest, highest = min(ratios, key=lambda a: ratios[a].mean), max(ratios, key=lambda a: ratios[a].mean)
        takeaway = w.text(
            "value.takeaway_one" if len(ratios) == 1 else "value.takeaway" if healthy else "value.takeaway_low",
            low=n.bare(ratios[lowest], "ratio"),
            low_arm=view.look(lowest).label,
            high=n.bare(ratios[highest], "ratio"),
            high_arm=view.look(highest).label,
            n=len(ratios),
            healthy=healthy,
        )
    first = front.front(rivals)
    if len(rivals) > 1:
        traces.insert(0, front.line(rivals, first, x_range[1]))
    takeaway += front.told(view, rivals, first)
    frame = view.compared[view.compared["metric"].isin(["cac", "ltv_per_customer", "ltv_to_cac"])]
    frame = frame.assign(on_front=frame["arm"].isin(first))
    return Figure(
        "cac_ltv",
        w.text("value.title"),
        takeaway,
        w.text("value.alt"),
        traces,
        form,
        frame,
        "toggle",
        tuple(look for look in view.looks if look.name in points),
        notes=(
            w.text("value.note", days=n.whole(view.plan.scenario.horizon_days)),
            *([w.text("front.note", level=view.level_text)] if len(rivals) > 1 else []),
        ),
    )


def _reach(values: list[Estimate]) -> list[float]:
    """The ends of what is drawn of points with intervals: all points, and of each whisker so much that it does not crowd them."""
    means = [value.mean for value in values]
    low, high = min(means), max(means)
    room = max(ROOM * (high - low), 0.35 * max(abs(low), abs(high)))
    ends = [end for value in values for end in value.shown if not math.isnan(end)]
    return [max(min([low, *ends]), low - room), min(max([high, *ends]), high + room)]


def _around(xs: list[float], ys: list[float]) -> tuple[list[float], list[float]]:
    """Ranges that hold the points, close enough to tell them apart, and as much of both lines as does not dwarf them."""
    left, right = min(xs), max(xs)
    pad = 0.06 * max(right, right - left) or 1.0
    left, right = max(0.0, left - pad), right + pad
    low, high = min(*ys, max(left, 0.5 * min(ys))), max(*ys, min(HEALTHY * (left + right) / 2, 1.5 * max(ys)))
    margin = 0.08 * (high - low) or 1.0
    return [left, right], [min(low - margin, max(0.0, low - margin)), high + margin]


def ratio_lines(x_range: list[float], y_range: list[float]) -> tuple[list[dict], list[dict]]:
    """The lines LTV = CAC and LTV = 3 CAC, clipped to the plot."""
    (left, right), (low, high) = x_range, y_range
    shapes, notes, ends = [], [], []
    for slope, dash in ((1.0, "dash"), (HEALTHY, "dot")):
        x0, x1 = max(left, low / slope), min(right, high / slope)
        if (x1 - x0) / (right - left) < SEEN or slope * (x1 - x0) / (high - low) < SEEN:
            continue  # a stump in a corner, with its label, says nothing
        shapes.append(
            {
                "type": "line",
                "x0": x0,
                "y0": slope * x0,
                "x1": x1,
                "y1": slope * x1,
                "line": {"color": INK, "width": 1.2, "dash": dash},
                "layer": "below",
            }
        )
        at_top = slope * right > high
        at = x1 - 0.03 * (x1 - x0)
        ends.append((at, slope * at))
        notes.append(
            {
                "x": at,
                "y": slope * at,
                "text": f"{slope:g}:1",
                "showarrow": False,
                "font": {"size": 12},
                "xanchor": "left" if at_top else "right",
                "yanchor": "top" if at_top else "bottom",
                "xshift": 6 if at_top else -2,
            }
        )
    if (
        len(ends) == 2
        and abs(ends[0][0] - ends[1][0]) < 0.07 * (right - left)
        and abs(ends[0][1] - ends[1][1]) < 0.07 * (high - low)
    ):
        notes = [notes[0] | {"text": f"{notes[1]['text']}, {notes[0]['text']}"}]  # they would lie on each other
    return shapes, notes
