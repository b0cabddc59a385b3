"""What a sensitivity study found: the tornado, curves through zero, shares of variance, and the screening of all assumptions."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from siyu_sim.report.estimate import Estimate
from siyu_sim.report.figures.theme import BAD, GOOD, INK, Figure, errors, guide, layout, plain, rgba, tick_format
from siyu_sim.report.numbers import MINUS, NONE
from siyu_sim.report.paths import Paths
from siyu_sim.report.verdicts import Findings
from siyu_sim.report.view import PALETTE

if TYPE_CHECKING:
    from siyu_sim.report.view import PlanView
    from siyu_sim.study.assumptions import Assumption
    from siyu_sim.study.sensitivity import Sensitivity

LOW, HIGH = PALETTE[0], PALETTE[3]  # ends of a range


@dataclass(frozen=True)
class Look:
    """A sensitivity study as its figures see it."""

    view: PlanView
    found: Sensitivity
    said: Findings

    @property
    def paths(self) -> Paths:
        return Paths(self.view.words)

    @property
    def unit(self) -> str:
        return self.view.metric(self.found.metric).unit

    @property
    def what(self) -> str:
        """The number that all figures are about, with its unit."""
        metric = self.view.axis(self.found.metric)
        a, b = (self.view.look(name).label for name in self.found.pair)
        w = self.view.words
        return w.text("sens.own", metric=metric, a=a) if self.own else w.text("sens.difference", metric=metric, a=a, b=b)

    @property
    def own(self) -> bool:
        """Whether one arm's own value is looked at, not a difference."""
        return self.found.pair[0] == self.found.pair[1]

    def one(self, path: str) -> Assumption:
        return next(one for one in self.found.assumptions if one.path == path)

    def amount(self, value: Estimate) -> str:
        """A difference with its sign and unit."""
        n = self.view.numbers
        return n.value(value, self.unit, points=True)

    def bounds(self, value: Estimate) -> str:
        if math.isnan(value.low):
            return ""
        return self.view.words.text("hover.interval", bounds=self.view.numbers.bounds(value, self.unit, points=True))

    def label(self, path: str) -> str:
        return plain(self.paths.label(path))


def size(value: float, digits: int = 4) -> str:
    """A value of an assumption: so many digits, no exponents."""
    if not math.isfinite(value):
        return NONE
    return np.format_float_positional(float(f"{value:.{digits}g}"), trim="-").replace("-", MINUS)


def crossing(value: float) -> str:
    """A value that was interpolated, and is known no better than to three digits."""
    return size(value, 3)


def _line(row: dict) -> Estimate:
    return Estimate(row["diff"], row["diff_low"], row["diff_high"])


def _rows(look: Look, paths: list[str]) -> dict[str, Any]:
    """An upright axis with an assumption in each row."""
    return {
        "tickvals": list(range(len(paths))),
        "ticktext": [look.label(path) for path in paths],
        "range": [len(paths) - 0.5, -0.5],
        "title": None,
        "showgrid": False,
    }


# ------------------------------------------------------------------------------------------------- tornado


def tornado(look: Look) -> Figure | None:
    """A bar for each assumption, from the difference at one end of its range to that at the other."""
    w, found = look.view.words, look.found
    paths = [path for path in found.flips["path"] if not math.isnan(_ends(look, path)[0].mean)]
    if not paths:
        return None
    ends = {path: _ends(look, path) for path in paths}
    rows = list(range(len(paths)))
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": rows,
        "base": [ends[path][0].mean for path in paths],
        "x": [ends[path][1].mean - ends[path][0].mean for path in paths],
        "marker": {"color": [GOOD if ends[path][1].mean >= ends[path][0].mean else BAD for path in paths], "opacity": 0.3},
        "width": 0.45,
        "hoverinfo": "skip",
    }
    traces: list[dict[str, Any]] = [bars]
    for k, (key, colour, symbol) in enumerate((("low", LOW, "circle"), ("high", HIGH, "square"))):
        values = [ends[path][k] for path in paths]
        at = [getattr(look.one(path), key) for path in paths]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": [value.mean for value in values],
                "y": [row + (0.09 if k else -0.09) for row in rows],
                "name": w.text(f"tornado.{key}"),
                "marker": {"color": colour, "size": 9, "symbol": symbol},
                "error_x": errors(values, colour, 1.5),
                "hovertext": [
                    w.text(
                        "tornado.hover",
                        label=look.label(path),
                        value=size(v),
                        diff=look.amount(value),
                        bounds=look.bounds(value),
                    )
                    for path, v, value in zip(paths, at, values, strict=True)
                ],
                "hovertemplate": "%{hovertext}<extra></extra>",
            }
        )
    form = layout(
        w.text("tornado.axis", what=look.what),
        "",
        110 + 40 * max(len(paths), 2),
        xaxis=tick_format(look.unit),
        yaxis=_rows(look, paths),
    )
    shapes, notes = [guide("x", 0.0, dash="solid")[0]], []
    if look.said.now.known:
        shape, words = guide("x", look.said.now.mean, w.text("tornado.now"), "dash")
        shapes, notes = [*shapes, shape], [{**word, "yanchor": "bottom", "y": 1} for word in words]
    form |= {"shapes": shapes, "annotations": notes, "meta": {"wrap": "yaxis"}}
    form["margin"] |= {"t": 26}
    first = look.one(paths[0])
    takeaway = w.text(
        "tornado.takeaway",
        path=look.paths.label(paths[0]),
        low=look.amount(ends[paths[0]][0]),
        low_at=size(first.low),
        high=look.amount(ends[paths[0]][1]),
        high_at=size(first.high),
    )
    note = w.text("tornado.note", level=look.view.level_text)
    return Figure(
        "tornado",
        w.text("tornado.title"),
        takeaway,
        w.text("tornado.alt"),
        traces,
        form,
        found.flips,
        notes=(note,),
    )


def _ends(look: Look, path: str) -> tuple[Estimate, Estimate]:
    curve = look.found.curves[look.found.curves["path"] == path].to_dict("records")
    return _line(curve[0]), _line(curve[-1])


# ------------------------------------------------------------------------------------------------- curves


def curves(look: Look) -> list[Figure]:
    """One small figure for each assumption that was looked at closely."""
    return [figure for path in look.found.flips["path"] if (figure := _curve(look, path)) is not None]


def _curve(look: Look, path: str) -> Figure | None:
    w, one = look.view.words, look.one(path)
    frame = look.found.curves[look.found.curves["path"] == path]
    known = frame.dropna(subset=["diff"])
    if len(known) < 2:
        return None
    rows = known.to_dict("records")
    x = known["value"].tolist()
    banded = known.dropna(subset=["diff_low"])
    traces: list[dict[str, Any]] = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [*banded["value"], *banded["value"][::-1]],
            "y": [*banded["diff_high"], *banded["diff_low"][::-1]],
            "fill": "toself",
            "fillcolor": rgba(PALETTE[0], 0.16),
            "line": {"width": 0},
            "hoverinfo": "skip",
        },
        {
            "type": "scatter",
            "mode": "lines+markers",
            "x": x,
            "y": known["diff"].tolist(),
            "line": {"color": PALETTE[0], "width": 2},
            "marker": {"size": 6, "color": PALETTE[0]},
            "hovertext": [
                w.text(
                    "curve.hover",
                    label=look.label(path),
                    value=size(row["value"]),
                    diff=look.amount(_line(row)),
                    bounds=look.bounds(_line(row)),
                )
                for row in rows
            ],
            "hovertemplate": "%{hovertext}<extra></extra>",
        },
    ]
    axis = {"type": "log", "dtick": "D2", "tickformat": ",~g"} if one.logarithmic else {"tickformat": ",~g"}
    title = look.paths.label(path)
    metric = look.view.axis(look.found.metric)
    form = layout(
        title, metric if look.own else w.text("curve.axis", metric=metric), 250, xaxis=axis, yaxis=tick_format(look.unit)
    )
    shape, words = guide("x", one.value, w.text("curve.now"), "dash")
    if one.logarithmic:  # where annotations, unlike shapes, are placed by their logarithm
        words = [{**word, "x": math.log10(one.value)} for word in words]
    form |= {"shapes": [guide("y", 0.0, dash="solid")[0], shape], "annotations": words}
    flip = next(row for row in look.found.flips.to_dict("records") if row["path"] == path)
    kind = "decides" if flip["decides"] else "never" if math.isnan(flip["at"]) else "crosses"
    takeaway = w.text(
        f"curve.takeaway.{kind}",
        **({"low": size(one.low), "high": size(one.high)} if kind == "never" else {"at": crossing(flip["at"])}),
        value=size(one.value),
    )
    alt = w.text("curve.alt", label=title)
    return Figure(f"curve_{path.replace('.', '_')}", title, takeaway, alt, traces, form, frame)


# ------------------------------------------------------------------------------------------------- shares of variance


def shares(look: Look) -> Figure | None:
    """First-order and total shares with their intervals."""
    w, n, found = look.view.words, look.view.numbers, look.found
    rows = found.shares.dropna(subset=["total"]).to_dict("records")
    if not rows:
        return None
    paths = [row["path"] for row in rows]
    traces = []
    for key, colour, shift in (("first", PALETTE[5], -0.18), ("total", PALETTE[0], 0.18)):
        values = [_cut(row, key) for row in rows]
        name = w.text(f"shares.{key}")
        traces.append(
            {
                "type": "bar",
                "orientation": "h",
                "x": [value.mean for value in values],
                "y": [k + shift for k in range(len(rows))],
                "width": 0.32,
                "name": name,
                "marker": {"color": colour},
                "error_x": errors(values, INK, 1.5),
                "hovertext": [
                    w.text(
                        "shares.hover",
                        label=look.label(path),
                        kind=name,
                        share=n.share(value.mean),
                        bounds=w.text("hover.interval", bounds=n.bounds(value, "share")),
                    )
                    for path, value in zip(paths, values, strict=True)
                ],
                "hovertemplate": "%{hovertext}<extra></extra>",
            }
        )
    form = layout(
        w.text("shares.axis"),
        "",
        110 + 40 * max(len(rows), 2),
        xaxis={"tickformat": ".0%", "range": [0, 1]},
        yaxis=_rows(look, paths),
        barmode="overlay",
        showlegend=True,
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
    )
    form["margin"] |= {"t": 36}
    form["meta"] = {"wrap": "yaxis"}
    said = look.said
    takeaway = w.text(
        "shares.takeaway" if said.carries_clearly else "shares.takeaway_open",
        path=look.paths.label(said.carrier),
        share=n.share(said.carries.mean),
        bounds=n.bounds(said.carries, "share"),
    )
    note = w.text("shares.note", n=found.plan.study.sensitivity.base_samples, level=look.view.level_text)
    title, alt = w.text("shares.title"), w.text("shares.alt")
    return Figure("shares", title, takeaway, alt, traces, form, found.shares, notes=(note,))


def _cut(row: dict, key: str) -> Estimate:
    """A share and its interval within 0 … 1, where the truth must lie."""
    return Estimate(*(min(max(row[f"{key}{end}"], 0.0), 1.0) for end in ("", "_low", "_high")))


# ------------------------------------------------------------------------------------------------- screening


def screening(look: Look) -> Figure | None:
    """Strength against spread of every assumption."""
    w, found = look.view.words, look.found
    table = found.screening.dropna(subset=["strength"])
    rows = table.to_dict("records")
    if not rows or not table["strength"].any():
        return None
    kept = set(found.flips["path"])
    hover, text = [], []
    for k, row in enumerate(rows):
        value = Estimate(row["strength"], row["strength_low"], row["strength_high"])
        hover.append(
            w.text(
                "screening.hover",
                label=look.label(row["path"]),
                strength=look.amount(value),
                bounds=look.bounds(value),
                spread=look.amount(Estimate(row["spread"], math.nan, math.nan)),
            )
        )
        text.append(str(k + 1) if row["path"] in kept else "")
    near = [row["path"] in kept for row in rows]
    trace = {
        "type": "scatter",
        "mode": "markers+text",
        "x": [row["strength"] for row in rows],
        "y": [row["spread"] for row in rows],
        "text": text,
        "textposition": [("top center", "middle right", "bottom center", "middle left")[k % 4] for k in range(len(rows))],
        "marker": {"size": [9 if close else 6 for close in near], "color": [PALETTE[0] if close else INK for close in near]},
        "error_x": {
            **errors([Estimate(r["strength"], r["strength_low"], r["strength_high"]) for r in rows], rgba(INK, 0.25), 1),
        },
        "hovertext": hover,
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    form = layout(w.text("screening.x"), w.text("screening.y"), 420, xaxis=tick_format(look.unit), yaxis=tick_format(look.unit))
    edge = float(max(table["strength"].max(), table["spread"].max()))
    line = {"color": INK, "width": 1.2, "dash": "dot"}
    form["shapes"] = [{"type": "line", "x0": 0, "y0": 0, "x1": edge, "y1": edge, "line": line, "layer": "below"}]
    takeaway = w.text("screening.takeaway", n=len(rows), none=int((table["strength"] == 0).sum()), k=len(kept))
    note = w.text("screening.note", n=found.plan.study.sensitivity.trajectories, level=look.view.level_text)
    title, alt = w.text("screening.title"), w.text("screening.alt")
    return Figure("screening", title, takeaway, alt, [trace], form, table, notes=(note,))
