"""Chance or ignorance: what the spread of a difference comes from, in a study that draws what nobody has measured."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from siyu_sim.report.estimate import Estimate
from siyu_sim.report.figures.theme import INK, Figure, errors, layout, plain
from siyu_sim.report.parts import Table
from siyu_sim.report.view import PALETTE

if TYPE_CHECKING:
    from siyu_sim.report.view import View

IGNORANCE, CHANCE = PALETTE[3], INK


def split(view: View) -> Figure | None:
    """Of each arm against the baseline: the share of the variance over worlds that ignorance causes, and that of chance; None if the study
    draws nothing, or too few worlds were lived twice."""
    rows = {row["arm"]: row for row in view.uncertain if not math.isnan(row["ignorance"])}
    looks = [look for look in view.others if look.name in rows]
    if not looks:
        return None
    w, n = view.words, view.numbers
    shares = [_of(rows[look.name], "ignorance") for look in looks]
    y = list(range(len(looks)))
    traces: list[dict[str, Any]] = []
    for key, colour, values in (
        ("ignorance", IGNORANCE, [share.mean for share in shares]),
        ("chance", CHANCE, [1 - share.mean for share in shares]),
    ):
        name = w.text(f"uncertainty.{key}")
        hover = [
            f"{plain(look.label)}<br>{name}: {n.share(value)}"
            + (w.text("hover.interval", bounds=n.bounds(share, "share")) if key == "ignorance" else "")
            for look, value, share in zip(looks, values, shares, strict=True)
        ]
        traces.append(
            {
                "type": "bar",
                "orientation": "h",
                "x": values,
                "y": y,
                "name": name,
                "marker": {"color": colour},
                "hovertext": hover,
                "hovertemplate": "%{hovertext}<extra></extra>",
            }
        )
    whiskers = errors(shares, INK, 1.5)
    point = {"size": 6, "color": INK}
    traces.append(
        {
            "type": "scatter",
            "mode": "markers",
            "x": [share.mean for share in shares],
            "y": y,
            "error_x": whiskers,
            "marker": point,
            "hoverinfo": "skip",
            "showlegend": False,
        }
    )
    axis = {
        "tickvals": y,
        "ticktext": [plain(look.label) for look in looks],
        "range": [len(looks) - 0.5, -0.5],
        "title": None,
        "showgrid": False,
    }
    form = layout(
        w.text("uncertainty.axis"),
        "",
        110 + 34 * max(len(looks), 2),
        xaxis={"tickformat": ".0%", "range": [0, 1]},
        yaxis=axis,
        barmode="stack",
        bargap=0.35,
    )
    form |= {"showlegend": True, "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0}}
    form["margin"] |= {"t": 40}
    form["meta"] = {"wrap": "yaxis"}
    first = looks[0] if view.main not in rows else view.look(view.main)
    row = rows[first.name]
    takeaway = w.text(
        "uncertainty.takeaway",
        ahead=w.text("quoted", label=view.look(ahead(view, row)).label),
        arm=w.text("quoted", label=first.label),
        base=w.text("quoted", label=view.look(view.plan.baseline).label),
        p=n.share(row["p_right"]),
        bounds=n.bounds(_of(row, "p_right"), "share"),
        share=n.share(row["ignorance"]),
        share_bounds=n.bounds(_of(row, "ignorance"), "share"),
    )
    return Figure(
        "uncertainty",
        w.text("uncertainty.title"),
        takeaway,
        w.text("uncertainty.alt"),
        traces,
        form,
        view.study.uncertainty(),
        notes=(w.text("uncertainty.note", pairs=len(view.study.sisters) // len(view.plan.arms), level=view.level_text),),
    )


def ahead(view: View, row: dict) -> str:
    """The arm of a line of Study.uncertainty that is better on average: the arm of the line, or the baseline."""
    better = view.metric(row["metric"]).better
    return row["arm"] if (row["mean"] >= 0) == (better != "low") else view.plan.baseline


def tables(view: View) -> list[Table]:
    """The same in numbers, with the share of draws in which the better arm is better."""
    w, n, unit = view.words, view.numbers, view.metric(view.plan.primary).unit
    rows = []
    for row in view.uncertain:
        if row["arm"] not in view.shown:
            continue
        known = not math.isnan(row["ignorance"])
        rows.append(
            [
                view.look(row["arm"]).label,
                n.signed(row["mean"], unit),
                n.bare(row["sd"], unit),
                f"{n.share(row['ignorance'])}{w.text('hover.interval', bounds=n.bounds(_of(row, 'ignorance'), 'share'))}" if known else "–",
                view.look(ahead(view, row)).label,
                f"{n.share(row['p_right'])}{w.text('hover.interval', bounds=n.bounds(_of(row, 'p_right'), 'share'))}",
            ]
        )  # fmt: skip
    heads = [w.text("table.arm"), *(w.text(f"uncertainty.head.{key}") for key in ("diff", "sd", "ignorance", "ahead", "right"))]
    base = view.look(view.plan.baseline).label
    return [Table(w.text("uncertainty.table", metric=view.axis(view.plan.primary), base=base), heads, rows)] if rows else []


def _of(row: dict, name: str) -> Estimate:
    return Estimate(row[name], row[f"{name}_low"], row[f"{name}_high"])
