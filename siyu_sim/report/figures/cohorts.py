"""Heat maps by month of adding and age: who is still there, who buys."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from siyu_sim.report.figures.theme import SEQUENTIAL, Figure, cell_texts, layout, plain

if TYPE_CHECKING:
    import pandas as pd

    from siyu_sim.report.numbers import Numbers
    from siyu_sim.report.view import View

TEXT_IN_CELLS = 15  # up to so many months a side


def heat(view: View, what: Literal["retention", "activity"]) -> Figure | None:
    """One heat map an arm, one arm shown at a time, one colour scale for all."""
    w, n = view.words, view.numbers
    table = view.table("cohorts")
    known = table[table[what].notna()]
    if known.empty:
        return None
    traces = []
    bottom = math.ceil(10 * float(known[what].min()) - 1) / 10 if what == "retention" else 0.0  # else all would look alike
    bottom = max(0.0, bottom)
    top = 1.0 if what == "retention" else max(0.01, float(known[what].max()))
    months, ages = int(known["month"].max()) + 1, int(known["age"].max()) + 1
    for look in view.looks:
        rows = known[known["arm"] == look.name]
        if rows.empty:
            continue
        grid = np.full((months, ages), np.nan)
        grid[rows["month"].to_numpy(), rows["age"].to_numpy()] = rows[what].to_numpy()
        hover = w.text(f"{what}.hover", label=plain(look.label)) + "<extra></extra>"
        trace: dict[str, Any] = {
            "type": "heatmap",
            "x": list(range(ages)),
            "y": list(range(1, months + 1)),
            "z": grid.tolist(),
            "zmin": bottom,
            "zmax": top,
            "colorscale": [list(stop) for stop in SEQUENTIAL],
            "xgap": 1,
            "ygap": 1,
            "name": plain(look.label),
            "meta": {"arm": look.name},
            "hovertemplate": hover,
            "hoverongaps": False,
            "colorbar": {"tickformat": ".0%" if top > 0.1 else ".1%", "thickness": 10, "outlinewidth": 0, "len": 1},
        }
        if max(months, ages) <= TEXT_IN_CELLS:
            places = 0 if top > 0.1 else 1
            texts = [["" if np.isnan(v) else f"{100 * v:.{places}f}" for v in row] for row in grid]
            of_arm = {"name": trace["name"], "meta": trace["meta"]}
            traces += [trace, cell_texts((grid - bottom) / (top - bottom), texts, trace["x"], trace["y"], **of_arm)]
        else:
            traces.append(trace)
    if not traces:
        return None
    form = layout(
        w.text(f"{what}.axis"),
        w.text("axis.cohort"),
        130 + 24 * max(months, 4),
        yaxis={"autorange": "reversed", "dtick": 1, "showgrid": False},
        xaxis={"dtick": 1, "showgrid": False},
    )
    shown = {trace["meta"]["arm"] for trace in traces}
    chosen = view.main if view.main in shown else next(iter(shown))
    frame = table[["arm", "month", "age", what, f"{what}_low", f"{what}_high"]].assign(month=table["month"] + 1)
    return Figure(
        what,
        w.text(f"{what}.title"),
        _takeaway(view, what, known, n),
        w.text(f"{what}.alt"),
        traces,
        form,
        frame,
        "choose",
        tuple(look for look in view.looks if look.name in shown),
        chosen,
        notes=(w.text(f"{what}.note"),),
    )


def _takeaway(view: View, what: str, known: pd.DataFrame, numbers: Numbers) -> str:
    """The first cohort of the main arm, early and as late as it was watched."""
    w = view.words
    rows = known[(known["arm"] == view.main) & (known["month"] == 0)].sort_values("age")
    first = 1 if what == "retention" else 0
    rows = rows[rows["age"] >= first]
    arm = view.look(view.main).label
    if rows.empty:
        return w.text("cohorts.takeaway_short")
    early, late = rows.iloc[0], rows.iloc[-1]
    if early["age"] == late["age"]:
        return w.text(f"{what}.takeaway_one", arm=arm, early=numbers.share(early[what]), age=int(early["age"]))
    return w.text(
        f"{what}.takeaway",
        arm=arm,
        early=numbers.value(float(early[what]), "share"),
        early_age=int(early["age"]),
        late=numbers.value(float(late[what]), "share"),
        late_age=int(late["age"]),
    )
