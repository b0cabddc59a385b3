"""What searches and allocations found: every strategy tried, the front, what fresh worlds confirm, and what the next yuan brings."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from siyu_sim.report.estimate import Estimate
from siyu_sim.report.figures.theme import INK, Figure, errors, guide, layout, plain, rgba, tick_format
from siyu_sim.report.paths import Paths
from siyu_sim.report.view import PALETTE

if TYPE_CHECKING:
    import pandas as pd

    from siyu_sim.report.view import PlanView
    from siyu_sim.study.allocate import Allocation
    from siyu_sim.study.search import Search

PER_YUAN = 1000  # gains are told for so many
SPENDING = "spending"  # beside the measures of the catalogue
TRIED, CHOSEN, TODAY = PALETTE[0], PALETTE[3], INK


def label(view: PlanView, metric: str) -> str:
    return view.words.text("search.spending") if metric == SPENDING else view.label(metric)


def unit(view: PlanView, metric: str) -> str:
    return "yuan" if metric == SPENDING else view.metric(metric).unit


def axis(view: PlanView, metric: str) -> str:
    return (
        view.words.text("axis", what=label(view, metric), unit=view.words.text("unit.yuan"))
        if metric == SPENDING
        else view.axis(metric)
    )


def value_text(value: Any) -> str:
    """A value of a lever."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return "–"
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def levers_of(trials: pd.DataFrame) -> list[str]:
    """Columns of levers: those between the number of the trial and what was measured."""
    names = list(trials.columns)
    last = names.index("worlds") if "worlds" in names else len(names) - 2
    return names[1:last]


# ------------------------------------------------------------------------------------------------- what was tried


def tried(view: PlanView, trials: pd.DataFrame, x: str, y: str, chosen: set[int], key: str = "trials") -> Figure | None:
    """Every strategy by two of its measures, in the worlds of the search; what was chosen stands out."""
    known = trials.dropna(subset=[x, y])
    if not len(known):
        return None
    w, n = view.words, view.numbers
    levers, paths = levers_of(trials), Paths(w)
    rows = known.to_dict("records")
    others = [r for r in rows if r["trial"] and r["trial"] not in chosen]
    groups = (
        ("search.broken", rgba(INK, 0.4), "x", [r for r in others if not r.get("feasible", True)]),
        ("search.tried", TRIED, "circle", [r for r in others if r.get("feasible", True)]),
        ("search.today", TODAY, "circle-open", [r for r in rows if not r["trial"]]),
        ("search.chosen", CHOSEN, "star", [r for r in rows if r["trial"] in chosen and r["trial"]]),
    )  # fmt: skip
    traces = []
    for name, colour, symbol, some in groups:
        if not some:
            continue
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": [row[x] for row in some],
                "y": [row[y] for row in some],
                "name": w.text(name),
                "marker": {
                    "color": colour,
                    "symbol": symbol,
                    "size": 13 if symbol == "star" else 8,
                    "line": {"width": 1.5, "color": colour},
                },
                "hovertext": [
                    "<br>".join(
                        [
                            *(f"{plain(paths.title(path))} = {plain(value_text(row[path]))}" for path in levers),
                            *(f"{plain(label(view, m))}: {n.value(row[m], unit(view, m))}" for m in (x, y)),
                        ]
                    )
                    for row in some
                ],
                "hovertemplate": "%{hovertext}<extra></extra>",
            }
        )  # fmt: skip
    form = layout(axis(view, x), axis(view, y), 420, xaxis=tick_format(unit(view, x)), yaxis=tick_format(unit(view, y)))
    form |= {"showlegend": True, "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0}}
    form["margin"] |= {"t": 40}
    broken = sum(not row.get("feasible", True) for row in rows)
    takeaway = w.text("search.tried_broken" if broken else "search.tried_takeaway", n=len(rows), broken=broken)
    names = {"x": label(view, x), "y": label(view, y)}
    today, best = (next(iter(some), None) for some in (groups[2][3], groups[3][3]))
    if today and best:
        values = {
            f"{axis_name}{end}": n.value(row[m], unit(view, m))
            for axis_name, m in (("x", x), ("y", y))
            for end, row in (("_value", best), ("_today", today))
        }
        takeaway = w.text("both", first=takeaway, second=w.text("search.tried_found", **names, **values))
    title, alt = w.text("search.tried_title", **names), w.text("search.tried_alt", **names)
    return Figure(key, title, takeaway, alt, traces, form, trials, notes=(w.text("search.tried_note"),))


# ------------------------------------------------------------------------------------------------- what fresh worlds confirm


def confirmed(view: PlanView, found: Search | Allocation, goal: str) -> Figure | None:
    """The difference to the arm as configured: as the search saw it, and in fresh worlds."""
    rows = [r for r in found.confirmed.to_dict("records") if r["metric"] == goal and not math.isnan(r["diff"])]
    if not rows:
        return None
    w, n, kind = view.words, view.numbers, unit(view, goal)
    fresh = [Estimate(r["diff"], r["diff_low"], r["diff_high"]) for r in rows]
    y = list(range(len(rows)))
    traces: list[dict[str, Any]] = [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [row["searched"] for row in rows],
            "y": y,
            "name": w.text("search.promised"),
            "marker": {"color": INK, "size": 9, "symbol": "circle-open", "line": {"width": 2, "color": INK}},
            "hovertext": [f"{w.text('search.promised')}: {n.signed(row['searched'], kind)}" for row in rows],
            "hovertemplate": "%{hovertext}<extra></extra>",
        },
        {
            "type": "scatter",
            "mode": "markers",
            "x": [one.mean for one in fresh],
            "y": y,
            "name": w.text("search.confirmed"),
            "marker": {"color": CHOSEN, "size": 11},
            "error_x": errors(fresh, CHOSEN, 2.5),
            "hovertext": [
                f"{w.text('search.confirmed')}: {n.signed(one, kind)}{w.text('hover.interval', bounds=n.bounds(one, kind, points=True))}"
                for one in fresh
            ],
            "hovertemplate": "%{hovertext}<extra></extra>",
        },
    ]
    rows_axis = {
        "tickvals": y,
        "ticktext": [plain(strategy(view, row["strategy"])) for row in rows],
        "range": [len(rows) - 0.5, -0.5],
        "title": None,
        "showgrid": False,
    }
    base = view.look(found.arm).label
    form = layout(
        w.text("search.confirmed_axis", metric=axis(view, goal), base=base),
        "",
        140 + 34 * max(len(rows), 2),
        xaxis=tick_format(kind),
        yaxis=rows_axis,
    )
    form |= {
        "showlegend": True,
        "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        "meta": {"wrap": "yaxis"},
    }
    form["margin"] |= {"t": 40}
    form["shapes"] = [guide("x", 0.0, dash="solid")[0]]
    first, row = fresh[0], rows[0]
    takeaway = w.text(
        "search.confirmed_takeaway",
        name=strategy(view, row["strategy"]),
        diff=n.value(first, kind, points=True),
        bounds=n.bounds(first, kind, points=True),
        searched=n.value(row["searched"], kind, points=True),
    )
    names = {"metric": label(view, goal), "base": base}
    title, alt = w.text("search.confirmed_title", **names), w.text("search.confirmed_alt", **names)
    note = w.text("search.confirmed_note", level=view.level_text)
    return Figure("confirmed", title, takeaway, alt, traces, form, found.confirmed, notes=(note,))


def strategy(view: PlanView, name: str) -> str:
    """The name of a strategy that was found: "best", "front 3"; an arm's label."""
    if name in {arm.name for arm in view.plan.arms}:
        return view.look(name).label
    word, _, number = name.partition(" ")
    known = view.words.table.get(f"search.name.{word}")
    return f"{known} {number}".strip() if known else name


# ------------------------------------------------------------------------------------------------- the next yuan


def marginal(view: PlanView, found: Allocation) -> Figure | None:
    """What one yuan more would gain on each lever."""
    rows = [row for row in found.marginal.to_dict("records") if not math.isnan(row["per_yuan"])]
    if not rows:
        return None
    w, n, paths = view.words, view.numbers, Paths(view.words)
    values = [Estimate(*(PER_YUAN * row[f"per_yuan{end}"] for end in ("", "_low", "_high"))) for row in rows]
    kind = unit(view, found.goal)
    y = list(range(len(rows)))
    trace = {
        "type": "scatter",
        "mode": "markers",
        "x": [value.mean for value in values],
        "y": y,
        "marker": {"color": [CHOSEN if row["lever"] == found.next_lever else TRIED for row in rows], "size": 11},
        "error_x": errors(values, TRIED, 2),
        "hovertext": [
            f"{plain(paths.title(row['lever']))}<br>{n.signed(value, kind)}"
            f"{w.text('hover.interval', bounds=n.bounds(value, kind, points=True))}"
            for row, value in zip(rows, values, strict=True)
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    form = layout(
        w.text("allocate.marginal_axis", metric=axis(view, found.goal)),
        "",
        110 + 34 * max(len(rows), 2),
        xaxis={"tickformat": ",~g"},
        yaxis={
            "tickvals": y,
            "ticktext": [plain(paths.title(row["lever"])).replace(".", ".\u200b").replace("_", "_\u200b") for row in rows],
            "range": [len(rows) - 0.5, -0.5],
            "title": None,
            "showgrid": False,
        },
    )
    form["shapes"] = [guide("x", 0.0, dash="solid")[0]]
    form["meta"] = {"wrap": "yaxis"}
    takeaway = (
        w.text("allocate.marginal_takeaway", lever=paths.title(found.next_lever))
        if found.next_lever
        else w.text("allocate.marginal_none")
    )
    title, alt = w.text("allocate.marginal_title"), w.text("allocate.marginal_alt")
    return Figure("marginal", title, takeaway, alt, [trace], form, found.marginal, notes=(w.text("allocate.marginal_note"),))
