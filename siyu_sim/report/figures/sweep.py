"""A sweep over levers: a curve for one, a heat map for two, parallel coordinates for more; and which settings may be the best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from siyu_sim.report.estimate import Estimate, estimate
from siyu_sim.report.figures.theme import INK, SEQUENTIAL, Figure, cell_texts, errors, layout, plain, rgba
from siyu_sim.report.parts import Table
from siyu_sim.report.paths import Paths
from siyu_sim.report.view import PALETTE, Look

if TYPE_CHECKING:
    from siyu_sim.report.view import View
    from siyu_sim.study.plan import Arm, Plan

NAME = "sweep"  # of a plan that lists combinations of values
BEST = 10  # settings in the table, and in colour among parallel coordinates
MOST_TEXTS = 100  # cells of a heat map that have room for their value
COLOUR, BEST_COLOUR = PALETTE[0], PALETTE[3]


@dataclass(frozen=True)
class Lever:
    """What a sweep varies. texts: its values as typed, numbers rising, words as listed."""

    key: str
    texts: tuple[str, ...]
    numeric: bool

    def of(self, arm: Arm) -> str:
        """The value in an arm."""
        return next(value for key, value in map(_split, arm.overrides) if key == self.key)

    def place(self, arm: Arm) -> int:
        return self.texts.index(self.of(arm))


def levers(plan: Plan) -> list[Lever]:
    """The levers of a sweep in the order in which they were typed; none of any other plan."""
    if plan.name != NAME:
        return []
    found: dict[str, list[str]] = {}
    for arm in plan.arms:
        for key, value in map(_split, arm.overrides):
            texts = found.setdefault(key, [])
            if value not in texts:
                texts.append(value)
    result = []
    for key, texts in found.items():
        numeric = all(_number(text) is not None for text in texts)
        if len(texts) > 1:
            result.append(Lever(key, tuple(sorted(texts, key=lambda t: _number(t) or 0.0) if numeric else texts), numeric))
    return result


def _split(override: str) -> tuple[str, str]:
    key, _, value = override.lstrip("+").partition("=")
    return key, value


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if np.isfinite(number) else None


# ------------------------------------------------------------------------------------------------- the figure


def over_levers(view: View) -> Figure | None:
    """The measures of the plan over whatever the sweep varies; None if this is no sweep, or its measure is nowhere defined."""
    varied = levers(view.plan)
    if not varied or not view.ranked:
        return None
    draw = _curve if len(varied) == 1 else _heat if len(varied) == 2 else _parallel
    traces, form, chosen = draw(view, varied)
    if not traces:
        return None
    w = view.words
    looks = _measures(view, [trace["meta"]["arm"] for trace in traces if trace.get("meta")])
    kind = "one" if len(varied) == 1 else "two" if len(varied) == 2 else "more"
    label = view.label(view.plan.primary)
    names = w.text("join").join(_titles(view, varied))
    note = w.text(f"sweep.note.{kind}", level=view.level_text, worlds=view.numbers.whole(view.study.replications))
    return Figure(
        NAME,
        w.text("sweep.title", metric=label, levers=names),
        _takeaway(view),
        w.text(f"sweep.alt.{kind}", metric=label, levers=names),
        traces,
        form,
        frame(view, varied),
        "choose" if looks else "",
        looks,
        chosen,
        w.text("sweep.measure"),
        (note,),
    )


def frame(view: View, varied: Sequence[Lever]) -> pd.DataFrame:
    """Every setting: its levers, each measure with its interval, whether it may be the best."""
    lines = []
    for arm in view.plan.arms:
        line: dict[str, Any] = {"arm": arm.name, **{lever.key: lever.of(arm) for lever in varied}}
        for metric in dict.fromkeys((view.plan.primary, *view.plan.metrics)):
            value = view.of(arm.name, metric)
            line |= {metric: value.mean, f"{metric}_low": value.low, f"{metric}_high": value.high}
        lines.append({**line, "may_be_best": arm.name in view.may_be_best})
    return pd.DataFrame(lines)


def _titles(view: View, varied: Sequence[Lever]) -> list[str]:
    """Names of levers in the page's language."""
    paths = Paths(view.words)
    return [paths.title(lever.key) for lever in varied]


def _measures(view: View, names: Sequence[str]) -> tuple[Look, ...]:
    """Measures to choose from, drawn as arms are elsewhere."""
    return tuple(Look(name, view.axis(name), COLOUR, "circle", "solid", False, False) for name in dict.fromkeys(names))


def _takeaway(view: View) -> str:
    w, n, plan = view.words, view.numbers, view.plan
    better = view.metric(plan.primary).better
    best, unit = view.ranked[0], view.metric(plan.primary).unit
    value = view.of(best, plan.primary)
    args = {
        "setting": w.text("quoted", label=view.look(best).label),
        "metric": w.in_sentence(view.label(plan.primary)),
        "value": n.value(value, unit),
        "n": len(plan.arms),
        "m": len(view.may_be_best),
    }
    if better is None:
        return w.text("sweep.takeaway.highest", **args)
    return w.text("sweep.takeaway.clear" if len(view.may_be_best) == 1 else "sweep.takeaway.shared", **args)


# ------------------------------------------------------------------------------------------------- one lever


def _curve(view: View, varied: Sequence[Lever]) -> tuple[list[dict], dict, str]:
    """A curve with its band for each measure, or points with bars over words."""
    (lever,), (title,) = varied, _titles(view, varied)
    arms = sorted(view.plan.arms, key=lever.place)
    x: list[Any] = [float(lever.of(arm)) if lever.numeric else lever.of(arm) for arm in arms]
    traces: list[dict[str, Any]] = []
    for metric in dict.fromkeys((view.plan.primary, *view.plan.metrics)):
        values = [view.of(arm.name, metric) for arm in arms]
        if not any(value.known for value in values):
            continue
        unit, meta = view.metric(metric).unit, {"arm": metric}
        if lever.numeric:
            ok = [k for k, value in enumerate(values) if not np.isnan(value.low)]
            traces.append(
                {
                    "type": "scatter",
                    "mode": "lines",
                    "x": [*(x[k] for k in ok), *(x[k] for k in reversed(ok))],
                    "y": [*(values[k].high for k in ok), *(values[k].low for k in reversed(ok))],
                    "fill": "toself",
                    "fillcolor": rgba(COLOUR, 0.16),
                    "line": {"width": 0},
                    "hoverinfo": "skip",
                    "meta": meta,
                }
            )
        traces.append(
            {
                "type": "scatter",
                "mode": "lines+markers" if lever.numeric else "markers",
                "x": x,
                "y": [value.mean for value in values],
                "line": {"color": COLOUR, "width": 2},
                "marker": {
                    "size": 9,
                    "color": [COLOUR if metric != view.plan.primary or arm.name not in view.may_be_best else BEST_COLOUR for arm in arms],
                },
                "error_y": {} if lever.numeric else errors(values, COLOUR, 2),
                "hovertext": [
                    f"{plain(title)} = {plain(lever.of(arm))}<br>{plain(_with_bounds(view, value, unit))}"
                    for arm, value in zip(arms, values, strict=True)
                ],
                "hovertemplate": "%{hovertext}<extra></extra>",
                "meta": meta,
            }
        )  # fmt: skip
    axis = {} if lever.numeric else {"type": "category"}
    return traces, layout(title, "", 380, xaxis=axis, yaxis={"title": None, "tickformat": ","}), view.plan.primary


def _with_bounds(view: View, value: Estimate, unit: str) -> str:
    text = view.numbers.value(value, unit)
    return text if np.isnan(value.low) else text + view.words.text("hover.interval", bounds=view.numbers.bounds(value, unit))


# ------------------------------------------------------------------------------------------------- two levers


def _heat(view: View, varied: Sequence[Lever]) -> tuple[list[dict], dict, str]:
    """A field for each combination, one measure at a time."""
    down, across = sorted(varied, key=lambda lever: len(lever.texts))
    traces: list[dict[str, Any]] = []
    for metric in dict.fromkeys((view.plan.primary, *view.plan.metrics)):
        unit = view.metric(metric).unit
        shape = (len(down.texts), len(across.texts))
        z = np.full(shape, np.nan)
        text, hover = np.full(shape, "", object), np.full(shape, "", object)
        for arm in view.plan.arms:
            value, cell = view.of(arm.name, metric), (down.place(arm), across.place(arm))
            z[cell] = value.mean
            mark = "★ " if metric == view.plan.primary and arm.name in view.may_be_best else ""
            text[cell] = mark + view.numbers.bare(value, unit) if value.known else ""
            hover[cell] = f"{plain(view.look(arm.name).label)}<br>{plain(_with_bounds(view, value, unit))}"
        if np.isnan(z).all():
            continue
        traces.append(
            {
                "type": "heatmap",
                "x": list(across.texts),
                "y": list(down.texts),
                "z": z.tolist(),
                "colorscale": [list(stop) for stop in SEQUENTIAL],
                "showscale": False,
                "xgap": 2,
                "ygap": 2,
                "hovertext": hover.tolist(),
                "hovertemplate": "%{hovertext}<extra></extra>",
                "meta": {"arm": metric},
            }
        )
        if z.size <= MOST_TEXTS:
            low, high = float(np.nanmin(z)), float(np.nanmax(z))
            share = (z - low) / (high - low) if high > low else np.where(np.isnan(z), np.nan, 0.5)
            traces.append(cell_texts(share, text.tolist(), across.texts, down.texts, meta={"arm": metric}))
            traces[-2] |= {"zmin": low, "zmax": high} if high > low else {"zmin": low - 1, "zmax": low + 1}
    category = {"type": "category", "showgrid": False}
    x, y = _titles(view, (across, down))
    form = layout(x, y, 130 + 44 * max(len(down.texts), 3), xaxis=category, yaxis=category)
    return traces, form, view.plan.primary


# ------------------------------------------------------------------------------------------------- three and more


def _parallel(view: View, varied: Sequence[Lever]) -> tuple[list[dict], dict, str]:
    """A line for each setting across an upright axis for each lever, the last axis being the primary measure."""
    plan, unit = view.plan, view.metric(view.plan.primary).unit
    values = {name: view.of(name, plan.primary) for name in view.ranked}
    low, high = min(v.mean for v in values.values()), max(v.mean for v in values.values())
    span = high - low or 1.0

    def heights(name: str) -> list[float]:
        arm = plan.arm(name)
        return [*(lever.place(arm) / (len(lever.texts) - 1) for lever in varied), (values[name].mean - low) / span]

    last = len(varied)
    groups = (
        (view.ranked[BEST:], rgba(INK, 0.35), 1.0),
        (view.ranked[1:BEST], COLOUR, 1.6),
        (view.ranked[:1], BEST_COLOUR, 3.5),
    )
    traces: list[dict[str, Any]] = []
    for names, colour, width in groups:
        if not names:
            continue
        xs: list[float | None] = []
        ys: list[float | None] = []
        for name in names:
            xs += [*range(last + 1), None]
            ys += [*heights(name), None]
        line = {"color": colour, "width": width}
        traces.append({"type": "scatter", "mode": "lines", "x": xs, "y": ys, "line": line, "hoverinfo": "skip"})
    for names, colour, _ in groups:
        if names:
            traces.append(
                {
                    "type": "scatter",
                    "mode": "markers",
                    "x": [last] * len(names),
                    "y": [heights(name)[-1] for name in names],
                    "marker": {"size": 8, "color": colour},
                    "hovertext": [
                        f"{plain(view.look(name).label)}<br>{plain(_with_bounds(view, values[name], unit))}" for name in names
                    ],
                    "hovertemplate": "%{hovertext}<extra></extra>",
                }
            )
    ends = [(last, 0.0, view.numbers.bare(low, unit)), (last, 1.0, view.numbers.bare(high, unit))]
    ticks = [(k, i / (len(lever.texts) - 1), text) for k, lever in enumerate(varied) for i, text in enumerate(lever.texts)]
    form = layout(
        view.words.text("sweep.axes"),
        "",
        430,
        xaxis={
            "tickvals": list(range(last + 1)),
            "ticktext": [
                *(plain(title).replace(".", ".\u200b").replace("_", "_\u200b") for title in _titles(view, varied)),
                view.axis(plan.primary),
            ],
            "range": [-0.25, last + 0.45],
            "tickangle": 0,
        },
        yaxis={"visible": False, "range": [-0.06, 1.06]},
    )
    form["meta"] = {"wrap": "xaxis"}
    form["annotations"] = [
        {
            "x": k,
            "y": y,
            "text": plain(text),
            "showarrow": False,
            "xanchor": "left",
            "xshift": 7,
            "font": {"size": 11},
            "bgcolor": "page",
        }
        for k, y, text in [*ticks, *ends]
    ]
    return traces, form, ""


# ------------------------------------------------------------------------------------------------- the best of many


def tables(view: View) -> list[Table]:
    """The best settings, where there are too many to be read off the figure and the table of all arms."""
    varied = levers(view.plan)
    if len(varied) < 3 and len(view.plan.arms) <= BEST:
        return []
    w, n, primary = view.words, view.numbers, view.plan.primary
    unit, ranked = view.metric(primary).unit, view.ranked
    top = view.study.pooled(ranked[0], primary) if ranked else np.array([])
    rows, marked = [], set()
    for k, name in enumerate(ranked[:BEST]):
        arm = view.plan.arm(name)
        behind = estimate(view.study.pooled(name, primary) - top, view.level, view.study.first)
        rows.append(
            [
                str(k + 1),
                *(lever.of(arm) for lever in varied),
                f"{n.bare(view.of(name, primary), unit)} {n.spread(view.of(name, primary), unit)}".strip(),
                f"{n.signed(behind, unit)} {n.spread(behind, unit)}".strip() if k else "",
            ]
        )
        if name in view.may_be_best:
            marked.add(k)
    heads = [w.text("sweep.rank"), *(Paths(w).lever(lever.key) for lever in varied), view.axis(primary), w.text("sweep.behind")]
    note = w.text("sweep.table_note", level=view.level_text, m=len(view.may_be_best), n=len(view.plan.arms))
    return [Table(w.text("sweep.table", n=len(rows)), heads, rows, note, marked=frozenset(marked))] if rows else []
