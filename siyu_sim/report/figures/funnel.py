"""From exposure to recommendation: people at each stage, and the rate of each step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from siyu_sim.report.estimate import Estimate, estimate
from siyu_sim.report.figures.theme import Figure, errors, layout, plain

if TYPE_CHECKING:
    from siyu_sim.report.view import View


SPREAD = 0.66  # of a stage's height that its arms take
ROW, MOST = 13, 108  # pixels: of an arm within a stage, so that its mark hides no other; and most of a stage


def stages(view: View) -> list[str]:
    return view.study.summaries[0].tables["funnel"]["stage"].tolist()


def people(view: View) -> Figure | None:
    """People at each stage by arm, on a logarithmic axis."""
    table = view.table("funnel")
    if not table["people"].gt(0).any():
        return None
    w, n = view.words, view.numbers
    names = stages(view)
    traces = []
    looks = view.looks
    for k, look in enumerate(looks):
        rows = table[(table["arm"] == look.name) & table["people"].gt(0)].to_dict("records")
        if not rows:
            continue
        estimates = [Estimate(r["people"], max(r["people_low"], 0.1), r["people_high"]) for r in rows]
        shift = 0.0 if len(looks) == 1 else SPREAD * (k / (len(looks) - 1) - 0.5)  # arms side by side within a stage
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": [e.mean for e in estimates],
                "y": [names.index(r["stage"]) + shift for r in rows],
                "error_x": errors(estimates, look.colour, 1.5),
                "name": plain(look.label),
                "meta": {"arm": look.name},
                "marker": {
                    "color": look.colour,
                    "size": 9,
                    "symbol": look.symbol,
                    "line": {"width": 1.5, "color": look.colour},
                },
                "hovertext": [f"{plain(look.label)}<br>{w.text('stage.' + r['stage'])}: {n.whole(r['people'])}" for r in rows],
                "hovertemplate": "%{hovertext}<extra></extra>",
            }
        )
    y = {
        "tickvals": list(range(len(names))),
        "ticktext": [w.text(f"stage.{s}") for s in names],
        "range": [len(names) - 0.5, -0.5],
        "title": None,
        "showgrid": False,
    }
    form = layout(
        w.text("funnel.axis"),
        "",
        110 + max(56, min(ROW * len(looks), MOST)) * len(names),
        yaxis=y,
        xaxis={"type": "log", "tickformat": ",~g", "dtick": 1},
    )
    form["meta"] = {"wrap": "yaxis"}
    return Figure(
        "funnel",
        w.text("funnel.title"),
        _takeaway(view),
        w.text("funnel.alt"),
        traces,
        form,
        table,
        "toggle",
        looks,
        notes=(w.text("funnel.note"),),
    )


STEPS = (
    ("add", "contacts", "exposures"),
    ("buy", "customers", "contacts"),
    ("again", "repeat_customers", "customers"),
    ("share", "recommenders", "contacts"),
    ("bring", "brought_contacts", "recommenders"),
)


def step_rates(view: View, arm: str) -> dict[str, Estimate]:
    """Of each step, people who took it for each one who could, world by world."""
    names = stages(view)
    values = view.worlds(arm, "funnel", "people").astype(float)
    rates = {}
    for step, above, below in STEPS:
        part, whole = values[:, names.index(above)], values[:, names.index(below)]
        rates[step] = estimate(np.where(whole > 0, part / np.maximum(whole, 1), np.nan), view.level)
    return rates


def _takeaway(view: View) -> str:
    w, n = view.words, view.numbers
    rates = step_rates(view, view.main)
    if not (rates["add"].known and rates["buy"].known):
        return w.text("funnel.takeaway_none")
    shown = {step: n.bare(rate, "share") for step, rate in rates.items()}
    return w.text("funnel.takeaway", arm=view.look(view.main).label, **shown)
