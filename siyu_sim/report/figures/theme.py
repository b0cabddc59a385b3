"""What a figure is, and what all figures share. Figures are plain Plotly JSON; the page adds the colours of light and dark."""

from __future__ import annotations

import html
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from siyu_sim.report.estimate import Estimate

if TYPE_CHECKING:
    import pandas as pd

    from siyu_sim.report.view import Look, View

INK = "#777c85"  # lines that belong to no arm; readable on white and on black
GOOD, BAD = "#0072b2", "#d55e00"
SEQUENTIAL = ((0.0, "#f2f7fb"), (0.35, "#a6cbe3"), (0.7, "#3f8fc0"), (1.0, "#084a7a"))


@dataclass(frozen=True)
class Figure:
    """One figure. `frame` is the data behind it, written beside the page as `<key>.csv`.

    legend: "toggle" shows and hides arms, "choose" shows one of them at a time, "" has none. notes: sentences below it.
    """

    key: str
    title: str
    takeaway: str
    alt: str
    traces: list[dict[str, Any]]
    layout: dict[str, Any]
    frame: pd.DataFrame
    legend: Literal["toggle", "choose", ""] = ""
    arms: tuple[Look, ...] = ()
    chosen: str = ""
    chooser: str = ""  # what is chosen, where it is not an arm
    notes: tuple[str, ...] = field(default=())

    @property
    def height(self) -> int:
        return self.layout["height"]


def plain(text: str) -> str:
    """Text for Plotly, which reads some HTML in it."""
    return html.escape(text, quote=False)


def layout(x: str, y: str, height: int = 340, **more: Any) -> dict[str, Any]:
    """The layout shared by all figures; x, y: titles of the axes, with their units."""
    base: dict[str, Any] = {
        "height": height,
        "margin": {"l": 56, "r": 18, "t": 12, "b": 48},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {"align": "left"},
        "xaxis": {"title": {"text": plain(x), "standoff": 8}, "automargin": True, "zeroline": False},
        "yaxis": {"title": {"text": plain(y), "standoff": 8}, "automargin": True, "zeroline": False},
    }
    for key, value in more.items():
        base[key] = {**base[key], **value} if isinstance(base.get(key), dict) and isinstance(value, dict) else value
    return base


def tick_format(unit: str) -> dict[str, Any]:
    """Tick labels of an axis in a unit."""
    if unit == "share":
        return {"tickformat": "~%"}
    return {"tickformat": ",.0f"} if unit in ("yuan", "people") else {"tickformat": ","}


def rgba(colour: str, alpha: float) -> str:
    r, g, b = (int(colour[k : k + 2], 16) for k in (1, 3, 5))
    return f"rgba({r},{g},{b},{alpha})"


def shade(share: float) -> tuple[float, float, float]:
    """The colour of SEQUENTIAL at a share of its range, as Plotly draws it: red, green, blue from 0 to 255."""
    stops = [stop for stop, _ in SEQUENTIAL]
    parts = np.array([[int(colour[k : k + 2], 16) for k in (1, 3, 5)] for _, colour in SEQUENTIAL])
    r, g, b = (float(np.interp(share, stops, parts[:, k])) for k in range(3))
    return r, g, b


def ink_on(colour: tuple[float, float, float]) -> str:
    """Black or white, whichever stands out more: one of them always has a contrast of at least 4.5 (WCAG 2.2)."""
    v = np.array(colour) / 255
    light = float(np.where(v <= 0.04045, v / 12.92, ((v + 0.055) / 1.055) ** 2.4) @ [0.2126, 0.7152, 0.0722])
    return "#000000" if (light + 0.05) / 0.05 >= 1.05 / (light + 0.05) else "#ffffff"


def cell_texts(share: np.ndarray, texts: Sequence[Sequence[str]], x: Sequence, y: Sequence, **more: Any) -> dict[str, Any]:
    """Texts in the cells of a heat map, each in the ink that stands out from its cell: Plotly's own would be too faint on some. share:
    where the colour of each cell lies in SEQUENTIAL, shape (rows, columns), nan where there is no cell. x, y: of columns and rows."""
    rows, columns = np.nonzero(~np.isnan(share))
    cells = list(zip(rows.tolist(), columns.tolist(), strict=True))
    return {
        "type": "scatter",
        "mode": "text",
        "x": [x[column] for _, column in cells],
        "y": [y[row] for row, _ in cells],
        "text": [texts[row][column] for row, column in cells],
        "textfont": {"size": 12, "color": [ink_on(shade(float(share[cell]))) for cell in cells]},
        "hoverinfo": "skip",
        **more,
    }


def line(look: Look, x, y, hover: str, **more: Any) -> dict[str, Any]:
    """A line of one arm. hover: a Plotly hovertemplate."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": list(x),
        "y": list(y),
        "name": plain(look.label),
        "meta": {"arm": look.name},
        "line": {"color": look.colour, "width": 2, "dash": look.dash},
        "hovertemplate": hover,
        **more,
    }


def band(view: View, look: Look, x, low, high) -> dict[str, Any] | None:
    """The interval around a line; None if there is none, or if this arm has no band (see View.banded)."""
    if look.name not in view.banded:
        return None
    x, low, high = np.asarray(x, float), np.asarray(low, float), np.asarray(high, float)
    ok = ~(np.isnan(low) | np.isnan(high))
    if ok.sum() < 2:
        return None
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [*x[ok], *x[ok][::-1]],
        "y": [*high[ok], *low[ok][::-1]],
        "fill": "toself",
        "fillcolor": rgba(look.colour, 0.16),
        "line": {"width": 0},
        "hoverinfo": "skip",
        "name": plain(look.label),
        "showlegend": False,
        "meta": {"arm": look.name},
    }


def guide(axis: Literal["x", "y"], at: float, text: str = "", dash: str = "dot") -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """(shape, annotations) of a straight line across the plot at a value of an axis, with a word beside it."""
    other = "y" if axis == "x" else "x"
    shape = {
        "type": "line",
        f"{axis}0": at,
        f"{axis}1": at,
        f"{axis}ref": axis,
        f"{other}0": 0,
        f"{other}1": 1,
        f"{other}ref": f"{other} domain",
        "line": {"color": INK, "width": 1.2, "dash": dash},
        "layer": "below",
    }
    if not text:
        return shape, []
    place = (
        {"x": at, "xref": "x", "y": 1, "yref": "y domain", "xanchor": "left", "yanchor": "top", "xshift": 4}
        if axis == "x"
        else {"y": at, "yref": "y", "x": 1, "xref": "x domain", "xanchor": "right", "yanchor": "bottom"}
    )
    return shape, [{"text": plain(text), "showarrow": False, "font": {"size": 11}, **place}]


def errors(estimates: list[Estimate], colour: str, width: float = 2) -> dict[str, Any]:
    """Error bars from intervals, cut to what is possible; none where there is no interval."""
    ends = [e.shown for e in estimates]
    up = [high - e.mean if not math.isnan(high) else None for e, (_, high) in zip(estimates, ends, strict=True)]
    down = [e.mean - low if not math.isnan(low) else None for e, (low, _) in zip(estimates, ends, strict=True)]
    return {
        "type": "data",
        "symmetric": False,
        "array": up,
        "arrayminus": down,
        "color": colour,
        "thickness": width,
        "width": 0,
    }


def dots(view: View, values: dict[str, Estimate], unit: str, x_title: str, *, zero: bool = False) -> tuple[list[dict], dict]:
    """One row an arm: mean and interval, with a line at 0 if `zero`. Returns traces and layout."""
    looks = [look for look in view.looks if look.name in values and values[look.name].known]
    traces: list[dict[str, Any]] = []
    for k, look in enumerate(looks):
        value = values[look.name]
        text = view.numbers.value(value, unit)
        if not math.isnan(value.low):
            text += view.words.text("hover.interval", bounds=view.numbers.bounds(value, unit))
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": [value.mean],
                "y": [k],
                "meta": {"arm": look.name},
                "name": plain(look.label),
                "marker": {"color": look.colour, "size": 11, "symbol": look.symbol, "line": {"width": 2, "color": look.colour}},
                "error_x": errors([value], look.colour, 2.5),
                "hovertemplate": f"{plain(look.label)}<br>{plain(text)}<extra></extra>",
            }
        )
    labels = [plain(view.named(look)) for look in looks]
    y = {
        "tickvals": list(range(len(looks))),
        "ticktext": labels,
        "range": [len(looks) - 0.5, -0.5],
        "showgrid": False,
        "title": None,
    }
    form = layout(x_title, "", 76 + 34 * max(len(looks), 2), yaxis=y, xaxis=tick_format(unit))
    form["meta"] = {"wrap": "yaxis"}
    if zero:
        form["shapes"] = [guide("x", 0.0, dash="solid")[0]]
    return traces, form


def arms_of(view: View, traces: list[dict[str, Any]]) -> tuple[Look, ...]:
    """The arms that have a trace, in the plan's order."""
    shown = {trace["meta"]["arm"] for trace in traces}
    return tuple(look for look in view.looks if look.name in shown)
