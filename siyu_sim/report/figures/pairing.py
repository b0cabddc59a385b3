"""What comparing arms in the same worlds saves."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from siyu_sim.report.figures.theme import Figure, arms_of, guide, layout, plain
from siyu_sim.report.numbers import NONE

if TYPE_CHECKING:
    from siyu_sim.report.view import View


def saved(view: View) -> Figure | None:
    """The variance-reduction factor of each measure in each arm."""
    from siyu_sim.measure.catalogue import METRICS

    table = view.compared
    table = table[np.isfinite(table["vrf"].astype(float)) & table["vrf"].gt(0)]
    names = [name for name in dict.fromkeys((view.plan.primary, *view.plan.metrics, *METRICS)) if name in set(table["metric"])]
    names = [name for name in names if name in (view.plan.primary, *view.plan.metrics)]
    if not names:
        return None
    w, n = view.words, view.numbers
    traces = []
    for look in view.others:
        rows = table[(table["arm"] == look.name) & table["metric"].isin(names)].to_dict("records")
        if rows:
            traces.append(
                {
                    "type": "scatter",
                    "mode": "markers",
                    "x": [r["vrf"] for r in rows],
                    "y": [names.index(r["metric"]) for r in rows],
                    "name": plain(look.label),
                    "meta": {"arm": look.name},
                    "marker": {"color": look.colour, "size": 10, "symbol": look.symbol},
                    "hovertext": [
                        w.text(
                            "pairing.hover",
                            label=plain(look.label),
                            metric=view.label(r["metric"]),
                            vrf=n.bare(r["vrf"], "count"),
                        )
                        for r in rows
                    ],
                    "hovertemplate": "%{hovertext}<extra></extra>",
                }
            )
    y = {
        "tickvals": list(range(len(names))),
        "ticktext": [view.label(m) for m in names],
        "range": [len(names) - 0.5, -0.5],
        "title": None,
    }
    form = layout(
        w.text("pairing.axis"), "", 90 + 34 * len(names), yaxis=y, xaxis={"type": "log", "tickformat": ",~g", "dtick": "D2"}
    )
    form["meta"] = {"wrap": "yaxis"}
    form["shapes"], form["annotations"] = [guide("x", 1.0, dash="solid")[0]], []
    primary = table[table["metric"] == view.plan.primary]["vrf"].astype(float)
    median = float(primary.median()) if len(primary) else math.nan
    takeaway = w.text(
        "pairing.takeaway",
        metric=w.in_sentence(view.label(view.plan.primary)),
        vrf=n.bare(median, "count"),
        worlds=view.study.replications,
        unpaired=n.whole(median * view.study.replications),
    )
    if n.bare(median, "count") == NONE:
        takeaway = w.text("pairing.takeaway_none")
    frame = table.loc[table["metric"].isin(names), ["arm", "metric", "vrf"]]
    frame = frame.sort_values("metric", key=lambda column: column.map(names.index), kind="stable")
    return Figure(
        "pairing",
        w.text("pairing.title"),
        takeaway,
        w.text("pairing.alt"),
        traces,
        form,
        frame,
        "toggle",
        arms_of(view, traces),
    )
