"""The weekly dashboard: one figure a stage of the funnel, process metrics above, result metrics below."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from siyu_sim.measure.dashboard import COLUMNS, STAGES, WEEK, Column
from siyu_sim.report.estimate import UNKNOWN, Estimate, estimate
from siyu_sim.report.figures.theme import Figure, band, guide, layout, line, plain

if TYPE_CHECKING:
    from siyu_sim.report.view import View

BY_NAME = {column.name: column for column in COLUMNS}
# drawn, from above to below; the table below the figures and the CSV have all
DRAWN = {
    "acquisition": ("add_rate", "contacts", "contact_cost"),
    "intake": ("seen_rate", "wait_hours", "questions", "seen"),
    "conversion": ("need_conversion", "first_orders", "gmv"),
    "retention": ("loss_hazard", "held", "repeat_orders"),
    "referral": ("invitations", "referred", "referral_share"),
    "money": ("running_costs", "profit", "cumulative_profit"),
}
LOSSES = ("profit", "cumulative_profit")  # may lie below 0
MOST_PANELS = 3
PANEL, TITLE = 118, 32  # pixels: a panel with its title, and the title above it
SPAN = 4  # weeks compared, first and last
HOVER = {"share": ".2~%", "yuan": ",.0f", "people": ",.1f", "count": ",.1f", "hours": ",.1f"}
TICKS = {"share": ".2~%", "yuan": ",~r", "people": ",~r", "count": ",~r", "hours": ",~r"}


def values(view: View, arm: str, column: Column) -> np.ndarray:
    """A metric by world and full week, shape (worlds, weeks); flows for 7 days, also where windows do not divide weeks."""
    full = len(view.weeks(arm))
    table = view.worlds(arm, "weekly", column.name).astype(float)[:, :full]
    return table * WEEK / view.worlds(arm, "weekly", "days")[:, :full] if column.form == "flow" else table


def over(view: View, arm: str, column: Column, weeks: slice) -> Estimate:
    """A metric over some of the full weeks, world by world: mean of a flow or stock, ratio of the sums."""
    from siyu_sim.study.statistics import pooled_ratios

    full = len(view.weeks(arm))
    if column.form != "ratio":
        some = values(view, arm, column)[:, weeks]
        return estimate(some.mean(axis=1), view.level, view.study.first) if some.shape[1] else UNKNOWN
    above, below = (view.worlds(arm, "weekly", name)[:, :full][:, weeks].sum(axis=1) for name in (column.above, column.below))
    return estimate(pooled_ratios(above[:, None], below[:, None])[:, 0], view.level, view.study.first)


def label(view: View, column: Column) -> str:
    """Name with its unit."""
    name, unit = view.words.text(f"weekly.{column.name}"), view.words.text(f"unit.{column.unit}")
    return view.words.text("axis", what=name, unit=unit) if unit else name


def has_data(view: View, column: Column) -> bool:
    """Whether any arm has anything but zero or undefined values in a metric."""
    return any(np.nansum(np.abs(values(view, look.name, column))) > 0 for look in view.looks)


def stage(view: View, name: str) -> Figure | None:
    """One stage over the weeks, a line an arm in each panel."""
    w = view.words
    shown = [BY_NAME[metric] for metric in DRAWN[name] if has_data(view, BY_NAME[metric])][:MOST_PANELS]
    if not shown:
        return None
    traces, form = [], layout(w.text("weekly.axis"), "", 60 + PANEL * len(shown))
    form["annotations"], form["shapes"] = [], []
    title, whole = TITLE / PANEL / len(shown), 1 / len(shown)
    for k, column in enumerate(shown):
        axis = "y" if k == 0 else f"y{k + 1}"
        top = 1 - k * whole - title
        form["yaxis" + axis[1:]] = {
            "domain": [max(0.0, top + title - whole), top],
            "anchor": "x",
            "automargin": True,
            "zeroline": False,
            "title": None,
            "nticks": 4,
            "tickformat": TICKS[column.unit],
            "rangemode": "normal" if column.name in LOSSES else "tozero",
        }
        text = w.text("weekly.panel", label=label(view, column), kind=w.text(f"weekly.{column.kind}"))
        form["annotations"].append(
            {"text": plain(text), "x": 0, "xref": "x domain", "xanchor": "left", "y": top, "yref": "paper", "yanchor": "bottom",
             "showarrow": False, "font": {"size": 12}}
        )  # fmt: skip
        traces += _lines(view, column, axis)
    form["xaxis"] |= {"anchor": "y" if len(shown) == 1 else f"y{len(shown)}", "rangemode": "tozero", "tickformat": "d"}
    for _, _, stop in view.tests[:1]:
        shape, notes = guide("x", stop / WEEK, w.text("guide.ads_off"))
        form["shapes"].append(shape | {"yref": "paper", "y1": 1 - title})
        form["annotations"] += [note | {"yref": "paper", "y": 1 - title, "yanchor": "bottom"} for note in notes]
    table = view.table("weekly")
    names = [column.name for column in COLUMNS if column.stage == name]
    columns = ["arm", "week", "day", "days", *(f"{metric}{end}" for metric in names for end in ("", "_low", "_high"))]
    return Figure(
        f"weekly_{name}",
        w.text(f"weekly.title.{name}"),
        _takeaway(view, shown),
        w.text("weekly.alt", stage=w.in_sentence(w.text(f"weekly.title.{name}"))),
        traces,
        form,
        table[columns],
        "toggle",
        view.looks,
        notes=view.bands_note(trace["meta"]["arm"] for trace in traces if trace.get("fill")),
    )


def _lines(view: View, column: Column, axis: str) -> list[dict[str, Any]]:
    """A line an arm, the mean over worlds, on an axis; behind them the intervals of the arms that have a band."""
    w, bands, traces = view.words, [], []
    for look in view.looks:
        weeks = view.worlds(look.name, "weekly", "week")[0][: len(view.weeks(look.name))]
        mean, low, high = view.over_worlds(values(view, look.name, column))
        if not np.isnan(mean).all():
            if column.name not in LOSSES:  # less than nothing is not possible, nor more than all
                low, high = np.maximum(low, 0), np.minimum(high, 1) if column.unit == "share" else high
            if (behind := band(view, look, weeks, low, high)) is not None:
                bands.append(behind | {"yaxis": axis})
            hover = w.text("weekly.hover", label=plain(look.label), value=f"%{{y:{HOVER[column.unit]}}}")
            traces.append(line(look, weeks, mean, hover + "<extra></extra>", yaxis=axis))
    return [*bands, *traces]


def span(view: View, arm: str) -> int:
    """How many full weeks at the beginning are held against as many at the end; 0 if there are too few."""
    return min(SPAN, len(view.weeks(arm)) // 2)


def _takeaway(view: View, shown: list[Column]) -> str:
    """The first process and the first result metric of the main arm, in the first weeks and in the last."""
    w, n = view.words, view.numbers
    weeks = span(view, view.main)
    process = next((column for column in shown if column.kind == "process"), None)
    result = next((column for column in shown if column.kind == "result"), None)
    told = []
    for column in (process, result):
        if column is None or not weeks:
            continue
        early, late = (over(view, view.main, column, part) for part in (slice(0, weeks), slice(-weeks, None)))
        if early.known and late.known:
            name = w.in_sentence(w.text(f"weekly.{column.name}"))
            told.append(w.text("weekly.change", name=name, early=n.value(early, column.unit), late=n.value(late, column.unit)))
    if not told:
        return w.text("weekly.takeaway_short")
    return w.text("weekly.takeaway", arm=view.look(view.main).label, told=w.text("weekly.and").join(told), n=weeks)


STAGE_FIGURES = tuple(partial(stage, name=name) for name in STAGES)
