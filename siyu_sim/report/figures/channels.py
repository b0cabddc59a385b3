"""What a customer costs against what a customer brings, by channel."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from siyu_sim.report.estimate import Estimate
from siyu_sim.report.figures.theme import INK, Figure, arms_of, errors, layout, plain
from siyu_sim.report.figures.value import HEALTHY, ratio_lines

if TYPE_CHECKING:
    import pandas as pd

    from siyu_sim.report.view import View


def by_channel(view: View) -> Figure | None:
    """The same by channel, for one arm at a time."""
    table = view.table("channels")
    table = table[table["customers"].gt(0) & table["cac"].notna() & table["ltv_per_customer"].notna()]
    if table.empty:
        return None
    w, n = view.words, view.numbers
    # a logarithmic axis has no place for a channel without cost: such channels are named below the figure instead
    costly = table[table["cac"] > 0]
    log = bool(len(costly) and (costly["ltv_per_customer"] > 0).all())
    drawn = costly if log else table
    traces = []
    for look in view.looks:
        rows = drawn[drawn["arm"] == look.name].to_dict("records")
        if not rows:
            continue
        cac = [Estimate(r["cac"], r["cac_low"], r["cac_high"]) for r in rows]
        ltv = [Estimate(r["ltv_per_customer"], r["ltv_per_customer_low"], r["ltv_per_customer_high"]) for r in rows]
        names = [view.channel(r["channel"]) for r in rows]
        hover = [
            w.text(
                "channels.hover",
                channel=plain(name),
                cac=n.value(c, "yuan"),
                ltv=n.value(v, "yuan"),
                customers=n.whole(r["customers"]),
            )
            for name, c, v, r in zip(names, cac, ltv, rows, strict=True)
        ]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers+text",
                "x": [c.mean for c in cac],
                "y": [v.mean for v in ltv],
                "text": [plain(t) for t in names],
                "textposition": _places(cac, ltv, names, log),
                "textfont": {"size": 12},
                "name": plain(look.label),
                "meta": {"arm": look.name},
                "cliponaxis": False,
                "marker": {"color": look.colour, "size": 11, "symbol": look.symbol, "line": {"width": 2, "color": look.colour}},
                "error_x": errors(_above_zero(cac, log), look.colour, 1.2),
                "error_y": errors(_above_zero(ltv, log), look.colour, 1.2),
                "hovertext": hover,
                "hovertemplate": "%{hovertext}<extra></extra>",
            }
        )
    xs, ys = drawn["cac"].to_numpy(float), drawn["ltv_per_customer"].to_numpy(float)
    form = layout(w.text("value.cac_axis"), w.text("value.ltv_axis"), 400)
    if log:
        low, high = min(xs.min(), ys.min()) / 1.9, max(xs.max() * 1.6, ys.max() * 1.9)
        span = {"type": "log", "dtick": "D2", "tickformat": ",.0f"}
        form["xaxis"] |= span | {"range": [math.log10(xs.min() / 1.9), math.log10(xs.max() * 1.9)]}
        form["yaxis"] |= span | {"range": [math.log10(min(ys.min(), xs.min() * 1.2) / 1.3), math.log10(ys.max() * 1.9)]}
        form["shapes"], form["annotations"] = _log_lines(form, low, high)
    else:
        x_range = [0.0, float(xs.max()) * 1.2 or 1.0]
        y_range = [min(0.0, float(ys.min())), float(max(ys.max(), 0)) * 1.3 or 1.0]
        form["xaxis"]["range"], form["yaxis"]["range"] = x_range, y_range
        form["shapes"], form["annotations"] = ratio_lines(x_range, y_range)
    free = [view.channel(key) for key in table[table["cac"] <= 0]["channel"].unique()] if log else []
    return Figure(
        "cac_ltv_channels",
        w.text("channels.title"),
        _channel_takeaway(view, table),
        w.text("channels.alt"),
        traces,
        form,
        view.table("channels"),
        "choose",
        arms_of(view, traces),
        view.main,
        notes=(w.text("channels.note"), *([w.text("channels.free", channels=w.text("join").join(free))] if free else [])),
    )


WIDTH, HEIGHT, LINE, LETTER = 280.0, 260.0, 18.0, 7.0  # about, in pixels
COVERED, CROSSED = 10, 1  # how bad it is for a label to lie on a point or a label, and on an error bar

Box = tuple[float, float, float, float]


def _places(cac: list[Estimate], ltv: list[Estimate], names: list[str], log: bool) -> list[str]:
    """Where each label goes: of four corners of its point, off its own error bars, the one that covers no point and no label placed
    before, and crosses the fewest error bars; near the right edge, to the left."""
    on_x, on_y = _scale([c.mean for c in cac], WIDTH, log), _scale([v.mean for v in ltv], HEIGHT, log)
    xs, ys = [on_x(c.mean) for c in cac], [on_y(v.mean) for v in ltv]
    taken: list[Box] = [(x - 5, y - 5, x + 5, y + 5) for x, y in zip(xs, ys, strict=True)]
    bars: list[Box] = []
    for c, v, x, y in zip(_above_zero(cac, log), _above_zero(ltv, log), xs, ys, strict=True):
        if not math.isnan(c.low):
            bars.append((on_x(c.shown[0]), y - 1, on_x(c.shown[1]), y + 1))
        if not math.isnan(v.low):
            bars.append((x - 1, on_y(v.shown[0]), x + 1, on_y(v.shown[1])))
    places = []
    for x, y, name in zip(xs, ys, names, strict=True):
        width = LETTER * sum(2 if ord(letter) > 0x2E80 else 1 for letter in name)
        boxes = {
            "top right": (x + 5, y + 5, x + 5 + width, y + 5 + LINE),
            "bottom right": (x + 5, y - 5 - LINE, x + 5 + width, y - 5),
            "top left": (x - 5 - width, y + 5, x - 5, y + 5 + LINE),
            "bottom left": (x - 5 - width, y - 5 - LINE, x - 5, y - 5),
        }
        order = sorted(boxes, key=lambda place: ("left" in place) != (x > WIDTH / 2))
        places.append(min(order, key=lambda place: _badness(boxes[place], taken, bars)))
        taken.append(boxes[places[-1]])
    return places


def _scale(values: list[float], size: float, log: bool) -> Callable[[float], float]:
    """From a value of an axis to about its place in pixels."""
    ends = [math.log10(v) if log else v for v in (min(values), max(values))]
    span = ends[1] - ends[0]
    wide = max(span, 0.8) if log else span or 1.0
    return lambda value: size * ((math.log10(value) if log else value) - ends[0]) / wide


def _badness(box: Box, taken: list[Box], bars: list[Box]) -> int:
    return COVERED * sum(_overlap(box, other) for other in taken) + CROSSED * sum(_overlap(box, bar) for bar in bars)


def _overlap(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _above_zero(estimates: list[Estimate], log: bool) -> list[Estimate]:
    """On a logarithmic axis, an interval that reaches 0 is not drawn downwards."""
    if not log:
        return estimates
    return [e if e.low > 0 or math.isnan(e.low) else Estimate(e.mean, e.mean, e.high) for e in estimates]


def _log_lines(form: dict, low: float, high: float) -> tuple[list[dict], list[dict]]:
    (x0, x1), (y0, y1) = form["xaxis"]["range"], form["yaxis"]["range"]
    shapes, notes = [], []
    for slope, dash in ((1.0, "dash"), (HEALTHY, "dot")):
        shift = math.log10(slope)
        left, right = max(x0, y0 - shift), min(x1, y1 - shift)
        if left >= right:
            continue
        shapes.append(
            {
                "type": "line",
                "x0": 10**left,
                "y0": 10 ** (left + shift),
                "x1": 10**right,
                "y1": 10 ** (right + shift),
                "line": {"color": INK, "width": 1.2, "dash": dash},
                "layer": "below",
            }
        )
        at_top = right + shift >= y1 - 1e-9
        notes.append(
            {
                "x": right - 0.02 * (x1 - x0),
                "y": right - 0.02 * (x1 - x0) + shift,
                "text": f"{slope:g}:1",
                "showarrow": False,
                "font": {"size": 12},
                "xanchor": "left" if at_top else "right",
                "yanchor": "top" if at_top else "bottom",
                "xshift": 4 if at_top else -4,
            }
        )
    return shapes, notes


def _channel_takeaway(view: View, table: pd.DataFrame) -> str:
    """Cheapest and dearest customers of the main arm, and channels that cost more than they have brought."""
    w, n = view.words, view.numbers
    rows = table[table["arm"] == view.main]
    if rows.empty:
        rows = table[table["arm"] == table["arm"].iloc[0]]
    arm = view.look(rows["arm"].iloc[0]).label
    cheap, dear = rows.loc[rows["cac"].idxmin()], rows.loc[rows["cac"].idxmax()]
    if len(rows) == 1:
        return w.text(
            "channels.takeaway_one", arm=arm, channel=view.channel(cheap["channel"]), cac=n.value(float(cheap["cac"]), "yuan")
        )
    text = w.text(
        "channels.takeaway",
        arm=arm,
        cheap=view.channel(cheap["channel"]),
        cheap_cac=n.value(float(cheap["cac"]), "yuan"),
        dear=view.channel(dear["channel"]),
        dear_cac=n.value(float(dear["cac"]), "yuan"),
    )
    losing = [view.channel(c) for c in rows[rows["cac_low"] > rows["ltv_per_customer_high"]]["channel"]]
    if losing:
        text += w.text("channels.losing", channels=w.text("join").join(losing), days=n.whole(view.plan.scenario.horizon_days))
    return text
