"""What a contact of each channel has brought, by the time since adding: lifetime value as it grows."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from siyu_sim.report.estimate import Estimate, estimate
from siyu_sim.report.figures.theme import INK, Figure, arms_of, errors, guide, layout, plain
from siyu_sim.report.view import DASHES, SYMBOLS

if TYPE_CHECKING:
    from siyu_sim.report.view import Look, View

MONTH = 30.0
FEWEST = 20  # contacts of a channel over all worlds, for its curve to say something
APART = 0.052  # least distance of two labels, in heights of the plot
ROOM = 1.9  # how far the plot reaches, in heights of the highest curve, if whiskers go beyond it
STEP = 0.02  # from whisker to whisker, in widths of the longest curve


@dataclass(frozen=True)
class Curve:
    """Lifetime value of a contact of one channel. days: since adding, mean, shape (ages,); worlds: yuan, shape (worlds, ages), whose
    mean over worlds is the curve; people: contacts behind each point, mean over worlds."""

    channel: str
    days: np.ndarray
    worlds: np.ndarray
    people: np.ndarray


def by_channel(view: View) -> Figure | None:
    """A curve a channel, one arm at a time."""
    w, n = view.words, view.numbers
    traces: list[dict[str, Any]] = []
    frames, told = [], {}
    every = {look.name: curves(view, look.name) for look in view.looks}
    bounds = [_over(view, c) for found in every.values() for c in found]
    if not bounds or not any(mean.any() for mean, _, _ in bounds):
        return None
    low, high = _reach(bounds)
    days = max(float(c.days[-1]) for found in every.values() for c in found)
    size = max(len(found) for found in every.values())
    for look in view.looks:
        found = every[look.name]
        if not found:
            continue
        traces += _drawn(view, look, found, days, size, APART * (high - low))
        frames += [_frame(view, look, c) for c in found]
        told[look.name] = takeaway(view, look, found)
    chosen = view.main if view.main in told else next(iter(told))
    every_so = MONTH * math.ceil(days / (12 * MONTH))
    ticks = np.arange(0, days + 1, every_so).tolist()  # what lies beyond is room for whiskers and names, no time
    form = layout(
        w.text("worth.axis_x"),
        w.text("worth.axis"),
        400,
        xaxis={"range": [0, (1.25 + STEP * size) * days], "tickmode": "array", "tickvals": ticks},
        yaxis={"tickformat": ",~r", "range": [low, high]},
    )
    form["shapes"] = [guide("y", 0.0, dash="solid")[0]]
    return Figure(
        "ltv_channels",
        w.text("worth.title"),
        told[chosen],
        w.text("worth.alt"),
        traces,
        form,
        pd.concat(frames),
        "choose",
        arms_of(view, traces),
        chosen,
        notes=(w.text("worth.note", level=view.level_text, least=n.whole(FEWEST)),),
    )


def curves(view: View, arm: str) -> list[Curve]:
    """Of the channels of an arm that have enough contacts, in the scenario's order."""
    from siyu_sim.study.statistics import pooled_ratios

    names = view.worlds(arm, "channel_ages", "channel")[0]
    gained, people = (view.worlds(arm, "channel_ages", name).astype(float) for name in ("gained", "people"))
    found = []
    for channel in dict.fromkeys(names.tolist()):
        own = names == channel
        worlds = pooled_ratios(gained[:, own], people[:, own])
        enough = (people[:, own].sum(axis=0) >= FEWEST) & ~np.isnan(worlds).any(axis=0)  # ever fewer with age
        last = int(enough.sum())
        if not last:
            continue
        worlds = worlds[:, :last].cumsum(axis=1)
        ages = MONTH * (np.arange(last) + 0.5)
        found.append(Curve(str(channel), ages, worlds, people[:, own].mean(axis=0)[:last]))
    return found


def takeaway(view: View, look: Look, found: list[Curve]) -> str:
    """Who has brought most and least of those who can be watched for longest, and whether chance could have done it."""
    w, n = view.words, view.numbers
    longest = max(len(c.days) for c in found)
    last = {c.channel: c.worlds[:, -1] for c in found if len(c.days) == longest}
    values = {channel: estimate(v, view.level, view.study.first) for channel, v in last.items()}
    best, worst = max(values, key=lambda c: values[c].mean), min(values, key=lambda c: values[c].mean)
    apart = estimate(last[best] - last[worst], view.level, view.study.first).sign > 0
    key = "worth.takeaway_one" if len(values) == 1 else "worth.takeaway" if apart else "worth.takeaway_alike"
    return w.text(
        key,
        arm=look.label,
        days=n.whole(MONTH * (longest - 0.5)),
        best=view.channel(best),
        best_value=n.value(values[best], "yuan"),
        worst=view.channel(worst),
        worst_value=n.value(values[worst], "yuan"),
    )


def _reach(bounds: list[tuple[np.ndarray, np.ndarray, np.ndarray]]) -> tuple[float, float]:
    """Range of the axis: all curves, and of the whiskers at their ends as much as does not dwarf them."""
    top, bottom = max(float(mean.max()) for mean, _, _ in bounds), min(float(mean.min()) for mean, _, _ in bounds)
    ends = [float(end) for _, low, high in bounds for end in (low[-1], high[-1]) if not math.isnan(end)]
    size = max(top, 0.0) - min(bottom, 0.0)
    high, low = min(max([*ends, top]), top + (ROOM - 1) * size), max(min([*ends, bottom, 0.0]), min(bottom, 0.0) - 0.25 * size)
    return low, high + 0.05 * size


def _over(view: View, curve: Curve) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return view.over_worlds(curve.worlds)


def _drawn(view: View, look: Look, found: list[Curve], days: float, size: int, least: float) -> list[dict[str, Any]]:
    """The curves in the colour of the arm; behind the end of each its interval, side by side, and its name. days: of the longest curve
    of all arms; size: most channels of one arm; least: distance of two names, in yuan."""
    w, n = view.words, view.numbers
    shared: dict[str, Any] = {"type": "scatter", "name": plain(look.label), "meta": {"arm": look.name}}
    traces, ends, names = [], [], []
    for k, curve in enumerate(found):
        points = [Estimate(*map(float, point)) for point in zip(*_over(view, curve), strict=True)]
        names.append(plain(view.channel(curve.channel)))
        hover = [
            w.text("worth.hover", channel=names[-1], days=n.whole(d), value=n.value(p, "yuan"), people=n.whole(people))
            + ("" if math.isnan(p.low) else w.text("hover.interval", bounds=n.bounds(p, "yuan")))
            for d, p, people in zip(curve.days, points, curve.people, strict=True)
        ]
        style = {"color": look.colour, "symbol": SYMBOLS[k % len(SYMBOLS)], "size": 7}
        traces.append(
            {
                **shared,
                "mode": "lines+markers",
                "x": curve.days.tolist(),
                "y": [point.mean for point in points],
                "line": {"color": look.colour, "width": 2, "dash": DASHES[k % len(DASHES)]},
                "marker": style,
                "hovertext": hover,
                "hovertemplate": "%{hovertext}<extra></extra>",
            }
        )
        ends.append((float(curve.days[-1]), points[-1], style, hover[-1]))
    names_at, places = (1.03 + STEP * (size + 1)) * days, spread([end.mean for _, end, _, _ in ends], least)
    for k, ((x, end, style, told), place) in enumerate(zip(ends, places, strict=True)):
        at = (1 + STEP * (k + 1)) * days
        traces.append(
            {
                **shared,
                "mode": "lines",
                "x": [x, (1 + STEP * (size + 1)) * days, names_at],
                "y": [end.mean, end.mean, place],
                "line": {"color": INK, "width": 1},
                "hoverinfo": "skip",
            }
        )
        traces.append(
            {
                **shared,
                "mode": "markers",
                "x": [at],
                "y": [end.mean],
                "marker": style,
                "error_y": errors([end], look.colour, 1.5),
                "hovertext": [told],
                "hovertemplate": "%{hovertext}<extra></extra>",
            }
        )
    traces.append(
        {
            **shared,
            "mode": "text",
            "x": [names_at] * len(ends),
            "y": places,
            "text": [f" {name}" for name in names],
            "textposition": "middle right",
            "textfont": {"size": 12},
            "cliponaxis": False,
            "hoverinfo": "skip",
        }
    )
    return traces


def spread(values: list[float], least: float) -> list[float]:
    """Values moved so that any two are `least` apart, in their order and each little from where it was."""
    order = sorted(range(len(values)), key=values.__getitem__)
    groups: list[list[int]] = []  # neighbours that touch, moved as one around their common middle

    def bounds(group: list[int]) -> tuple[float, float]:
        middle, half = sum(values[k] for k in group) / len(group), least * (len(group) - 1) / 2
        return middle - half, middle + half

    for k in order:
        groups.append([k])
        while len(groups) > 1 and bounds(groups[-1])[0] - bounds(groups[-2])[1] < least:
            last = groups.pop()
            groups[-1] += last
    places = [0.0] * len(values)
    for group in groups:
        low, _ = bounds(group)
        for i, k in enumerate(group):
            places[k] = low + least * i
    return places


def _frame(view: View, look: Look, curve: Curve) -> pd.DataFrame:
    mean, low, high = _over(view, curve)
    return pd.DataFrame(
        {
            "arm": look.name, "channel": curve.channel, "days": curve.days, "contacts": curve.people, "ltv_per_contact": mean,
            "ltv_per_contact_low": low, "ltv_per_contact_high": high,
        }
    )  # fmt: skip
