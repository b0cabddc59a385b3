"""The referral flywheel: how many a contact brings, when, how deep, and whether it goes on without bought channels."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from siyu_sim.report.estimate import UNKNOWN, Estimate, estimate
from siyu_sim.report.facts import late_growth
from siyu_sim.report.figures.theme import INK, Figure, band, dots, errors, guide, layout, line, plain, rgba

if TYPE_CHECKING:
    from siyu_sim.report.view import Look, View

SMOOTH_WEEKS = 4
# Goel, Watts & Goldstein 2012, over six domains, in per cent
PUBLISHED = {"single": (70, 95), "deeper": (1, 4), "beyond": (1, 6)}


def k_factor(view: View) -> Figure | None:
    """K of each arm with its interval."""
    values = {look.name: view.of(look.name, "k_factor") for look in view.looks}
    values = {name: value for name, value in values.items() if value.known}
    if not values:
        return None
    w, n = view.words, view.numbers
    days = n.day(min(90.0, view.plan.scenario.horizon_days / 2))
    traces, form = dots(view, values, "ratio", w.text("k.axis", days=days))
    form["xaxis"]["rangemode"] = "tozero"
    strategies = [name for name in values if not view.look(name).is_test] or list(values)
    top = max(strategies, key=lambda name: values[name].mean)
    peak = max(value.mean for value in values.values())
    form["shapes"], form["annotations"] = [], []
    if peak > 0.4:
        shape, notes = guide("x", 1.0, w.text("k.guide"), "dash")
        form["shapes"], form["annotations"] = [shape], notes
    bounded = [v for v in values.values() if not math.isnan(v.half)]
    kind = "mixed"
    if bounded and all(v.high < 1 for v in bounded):
        kind = "below"
    elif bounded and all(v.low >= 1 for v in bounded):
        kind = "above"
    own = view.study.pooled(top, "k_factor")
    alike = [
        name
        for name in strategies
        if name != top and estimate(own - view.study.pooled(name, "k_factor"), view.level, view.study.first).sign <= 0
    ]
    form_of_top = "one" if len(strategies) == 1 else "alike" if alike else "clear"
    first = w.text(f"k.top_{form_of_top}", arm=view.look(top).label, k=n.bare(values[top], "ratio"), others=view.listed(alike))
    takeaway = w.text("both", first=first, second=w.text(f"k.takeaway_{kind}"))
    frame = view.compared[view.compared["metric"] == "k_factor"]
    return Figure("k_factor", w.text("k.title"), takeaway, w.text("k.alt"), traces, form, frame)


def reproduction(view: View) -> Figure | None:
    """R(t): the same by month of adding."""
    w, n = view.words, view.numbers
    bands, lines, ends = [], [], {}
    for look in view.looks:
        mean, low, high = view.over_worlds(view.worlds(look.name, "reproduction", "r"))
        keep = ~np.isnan(mean)
        if not keep.any():
            continue
        month = np.arange(len(mean)) + 1
        bands.append(band(view, look, month, np.maximum(low, 0), high))
        hover = w.text("r.hover", label=plain(look.label)) + "<extra></extra>"
        lines.append(
            line(look, month[keep], mean[keep], hover, mode="lines+markers", marker={"symbol": look.symbol, "size": 7})
        )
        ends[look.name] = (float(mean[keep][0]), float(mean[keep][-1]), int(month[keep][-1]))
    if not lines:
        return None
    form = layout(w.text("axis.cohort"), w.text("r.axis"), 320, xaxis={"dtick": 1}, yaxis={"rangemode": "tozero"})
    arm = view.main if view.main in ends else next(iter(ends))
    first, last, last_month = ends[arm]
    takeaway = w.text(
        "r.takeaway", arm=view.look(arm).label, first=n.bare(first, "ratio"), last=n.bare(last, "ratio"), month=last_month
    )
    frame = view.table("reproduction")
    return Figure(
        "reproduction",
        w.text("r.title"),
        takeaway,
        w.text("r.alt"),
        [t for t in (*bands, *lines) if t],
        form,
        frame.assign(month=frame["month"] + 1),
        "toggle",
        tuple(look for look in view.looks if look.name in ends),
        notes=(w.text("r.note"), *view.bands_note(ends)),
    )


def share(view: View) -> Figure | None:
    """Share of new contacts who came by referral, over the last four weeks."""
    w, n = view.words, view.numbers
    bands, lines, ends, last, frames = [], [], {}, {}, []
    for look in view.looks:
        days = view.weeks(look.name)
        span = np.diff(days, prepend=0.0)
        referred = (view.worlds(look.name, "time", "referred_per_day")[:, : len(days)] * span).cumsum(axis=1)
        added = (view.worlds(look.name, "time", "added_per_day")[:, : len(days)] * span).cumsum(axis=1)
        before = np.maximum(np.arange(len(days)) - SMOOTH_WEEKS, -1)
        part, whole = _last(referred, before), _last(added, before)
        with np.errstate(invalid="ignore", divide="ignore"):
            ratio = np.where(whole > 0, part / whole, np.nan)
        mean, low, high = view.over_worlds(ratio)
        if np.isnan(mean).all():
            continue
        low, high = np.maximum(low, 0), np.minimum(high, 1)  # a share cannot lie outside
        bands.append(band(view, look, days, low, high))
        lines.append(line(look, days, mean, w.text("share.hover", label=plain(look.label)) + "<extra></extra>"))
        ends[look.name] = Estimate(float(mean[-1]), float(low[-1]), float(high[-1]))
        last[look.name] = ratio[:, -1]
        frames.append(pd.DataFrame({"arm": look.name, "day": days, "share": mean, "share_low": low, "share_high": high}))
    if not lines or all(not v.mean > 0 for v in ends.values()):
        return None
    form = layout(w.text("axis.day"), w.text("share.axis"), 340, yaxis={"tickformat": ".0%", "rangemode": "tozero"})
    _stops(view, form)
    strategies = [name for name in ends if not view.look(name).is_test] or list(ends)  # a test has fewer contacts to share
    top = max(strategies, key=lambda name: ends[name].mean if ends[name].known else -1)
    base = ends.get(view.plan.baseline, UNKNOWN)
    key = "share.takeaway_one"
    if top != view.plan.baseline and base.known:
        apart = estimate(last[top] - last[view.plan.baseline], view.level, view.study.first).sign
        key = "share.takeaway" if apart else "share.takeaway_alike"
    takeaway = w.text(
        key,
        arm=view.look(top).label,
        share=n.share(ends[top].mean),
        bounds="" if math.isnan(ends[top].low) else w.text("hover.interval", bounds=n.bounds(ends[top], "share")),
        base=view.look(view.plan.baseline).label,
        base_share=n.share(base.mean),
    )
    return Figure(
        "referral_share",
        w.text("share.title"),
        takeaway,
        w.text("share.alt"),
        [t for t in (*bands, *lines) if t],
        form,
        pd.concat(frames),
        "toggle",
        tuple(look for look in view.looks if look.name in ends),
        notes=view.bands_note(ends),
    )


def _last(cumulated: np.ndarray, before: np.ndarray) -> np.ndarray:
    """What was added since the row `before` (−1: the start), shape (worlds, rows)."""
    padded = np.concatenate([np.zeros((len(cumulated), 1)), cumulated], axis=1)
    return cumulated - padded[:, before + 1]


def _stops(view: View, form: dict[str, Any]) -> None:
    """Mark the day on which bought channels stop in a test."""
    if view.tests:
        shape, notes = guide("x", view.tests[0][2], view.words.text("guide.ads_off"))
        form["shapes"], form["annotations"] = [shape], notes


def generations(view: View) -> Figure | None:
    """Contacts by generation, on a logarithmic axis."""
    table = view.table("generations")
    table = table[table["people"].gt(0)]
    if not (table["generation"] > 0).any():
        return None
    w, n = view.words, view.numbers
    traces, depth = [], {}
    for look in view.looks:
        rows = table[table["arm"] == look.name].sort_values("generation")
        if rows.empty:
            continue
        hover = w.text("generations.hover", label=plain(look.label)) + "<extra></extra>"
        marker = {"symbol": look.symbol, "size": 8}
        traces.append(line(look, rows["generation"], rows["people"], hover, mode="lines+markers", marker=marker))
        if look.name in view.banded:
            found = [Estimate(*row) for row in rows[["people", "people_low", "people_high"]].itertuples(index=False)]
            traces[-1]["error_y"] = errors(
                [e if e.low > 0 else Estimate(e.mean, e.mean, e.high) for e in found], look.colour, 1.2
            )
        deep = rows[rows["generation"] > 0]["people"]
        later = rows[rows["generation"] > 1]["people"]
        depth[look.name] = (float(deep.sum()), float(later.sum()))
    form = layout(
        w.text("generations.axis_x"),
        w.text("generations.axis"),
        320,
        xaxis={"dtick": 1},
        yaxis={"type": "log", "tickformat": ",~g", "dtick": 1},
    )
    arm = view.main if depth.get(view.main, (0, 0))[0] > 0 else max(depth, key=lambda name: depth[name][0])
    brought, later = depth[arm]
    takeaway = w.text("generations.takeaway", arm=view.look(arm).label, n=n.whole(brought), share=n.share(later / brought))
    return Figure(
        "generations",
        w.text("generations.title"),
        takeaway,
        w.text("generations.alt"),
        traces,
        form,
        view.table("generations"),
        "toggle",
        tuple(look for look in view.looks if look.name in depth),
        notes=view.bands_note(depth, "whiskers"),
    )


def shape_of_cascades(view: View, arm: str) -> dict[str, Estimate]:
    """What is published of cascades, of one arm, in per cent: single = trees of one contact; deeper = trees deeper than one
    generation; beyond = contacts beyond the first generation."""
    rows: dict[str, list[float]] = {name: [] for name in PUBLISHED}
    for summary in view.study.summaries.of(arm):
        depths, people = summary.tables["tree_depths"]["trees"], summary.tables["generations"]["people"]
        trees, everybody = depths.sum(), people.sum()
        rows["single"].append(100 * depths[0] / trees if trees else math.nan)
        rows["deeper"].append(100 * depths[2:].sum() / trees if trees else math.nan)
        rows["beyond"].append(100 * people[2:].sum() / everybody if everybody else math.nan)
    return {name: estimate(np.array(values), view.level) for name, values in rows.items()}


def cascades(view: View) -> Figure | None:
    """Share of trees of at least n contacts, both axes logarithmic."""
    w, n = view.words, view.numbers
    traces, frames = [], []
    table = view.table("tree_sizes")
    for look in view.looks:
        rows = table[(table["arm"] == look.name) & table["trees"].gt(0)].sort_values("size")
        if rows.empty or rows["size"].max() < 2:
            continue
        at_least = rows["trees"].to_numpy()[::-1].cumsum()[::-1] / rows["trees"].sum()
        hover = w.text("cascades.hover", label=plain(look.label)) + "<extra></extra>"
        traces.append(
            line(look, rows["size"], at_least, hover, mode="lines+markers", marker={"symbol": look.symbol, "size": 6})
        )
        frames.append(
            pd.DataFrame(
                {
                    "arm": look.name,
                    "size": rows["size"].to_numpy(),
                    "trees": rows["trees"].to_numpy(),
                    "share_at_least": at_least,
                }
            )
        )
    if not traces:
        return None
    x = {"type": "log", "tickformat": ",~g", "dtick": "D2"}
    form = layout(
        w.text("cascades.axis_x"), w.text("cascades.axis"), 340, xaxis=x, yaxis={"type": "log", "tickformat": "~%", "dtick": 1}
    )
    shown = {trace["meta"]["arm"] for trace in traces}
    traces.insert(0, _published(view))
    arm = view.main if view.main in shown else next(iter(shown))
    shape = shape_of_cascades(view, arm)
    said = {}
    for name, (low, high) in PUBLISHED.items():
        value = shape[name].mean
        said[name] = f"{n.bare(value, 'count')}%"
        said[f"{name}_fit"] = w.text("cascades.inside" if low <= value <= high else "cascades.outside", low=low, high=high)
    takeaway = w.text("cascades.takeaway", arm=view.look(arm).label, single=said["single"])
    return Figure(
        "cascades",
        w.text("cascades.title"),
        takeaway,
        w.text("cascades.alt"),
        traces,
        form,
        pd.concat(frames),
        "toggle",
        tuple(look for look in view.looks if look.name in shown),
        notes=(w.text("cascades.published", arm=view.look(arm).label, **said), w.text("cascades.note")),
    )


def _published(view: View) -> dict[str, Any]:
    """Where published cascades lie at two contacts: the trees that are not a single one."""
    low, high = (100 - single for single in reversed(PUBLISHED["single"]))
    text = view.words.text("cascades.range", low=low, high=high)
    return {
        "type": "scatter",
        "mode": "lines+text",
        "x": [2, 2],
        "y": [low / 100, high / 100],
        "text": ["", f"  {text}"],
        "textposition": "middle right",
        "textfont": {"size": 12},
        "cliponaxis": False,
        "line": {"color": rgba(INK, 0.55), "width": 7},
        "name": text,
        "showlegend": False,
        "hovertemplate": f"{text}<extra></extra>",
    }


def ads_off(view: View) -> Figure | None:
    """New contacts a day with and without bought channels from the stop on."""
    if not view.tests:
        return None
    w, n = view.words, view.numbers
    looks: dict[str, Look] = {}
    for test, twin, _ in view.tests:
        looks |= {look.name: look for look in (twin, test) if look}
    bands, lines, frames = [], [], []
    for look in looks.values():
        days = view.weeks(look.name)
        mean, low, high = view.over_worlds(view.worlds(look.name, "time", "added_per_day")[:, : len(days)])
        columns = {"added_per_day": mean, "added_per_day_low": low, "added_per_day_high": high}
        frames.append(pd.DataFrame({"arm": look.name, "day": days, **columns}))
        bands.append(band(view, look, days, np.maximum(low, 0), high))
        lines.append(line(look, days, mean, w.text("off.hover", label=plain(look.label)) + "<extra></extra>"))
    form = layout(w.text("axis.day"), w.text("off.axis"), 340, yaxis={"rangemode": "tozero"})
    _stops(view, form)
    parts = []
    for test, twin, stop in view.tests:
        after = view.of(test.name, "ads_off_survival")
        kept = estimate(late_growth(view.study, twin.name, stop), view.level) if twin else UNKNOWN
        if after.known:
            key = "off.part_on" if kept.known else "off.part"
            parts.append(w.text(key, arm=test.label, after=n.share(after.mean), on=n.share(kept.mean)))
    takeaway = (
        w.text("off.takeaway", day=n.day(view.tests[0][2]), parts=w.text("join").join(parts))
        if parts
        else w.text("off.takeaway_none")
    )
    return Figure(
        "ads_off",
        w.text("off.title"),
        takeaway,
        w.text("off.alt"),
        [t for t in (*bands, *lines) if t],
        form,
        pd.concat(frames),
        "toggle",
        tuple(looks.values()),
        notes=(w.text("off.note"), *view.bands_note(looks)),
    )
