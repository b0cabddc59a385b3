"""Where the money came from: factors of GMV, and every cause of the ledger."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from siyu_sim.report.estimate import Estimate
from siyu_sim.report.figures.theme import BAD, GOOD, INK, Figure, errors, guide, layout, plain

if TYPE_CHECKING:
    from siyu_sim.report.view import View


def gmv(view: View) -> Figure | None:
    """How much of the difference in GMV from the baseline each factor accounts for, exactly; one arm at a time."""
    w, n = view.words, view.numbers
    traces: list[dict[str, Any]] = []
    frames, looks, takeaways = [], [], {}
    for look in view.others:
        table = view.study.gmv_contributions(look.name)
        shares = [Estimate(*row) for row in table[["mean", "low", "high"]].itertuples(index=False)]
        total = Estimate(*view.study.differences("gmv")[look.name])  # with the interval of the table of arms
        if not total.known:
            continue
        looks.append(look)
        frames.append(table.assign(arm=look.name)[["arm", "factor", "mean", "low", "high"]])
        names = [w.text(f"factor.{f}") for f in table["factor"]] + [w.text("factor.total")]
        ends = [*np.cumsum([s.mean for s in shares]).tolist(), total.mean]
        hover = [
            f"{name}: {n.signed(s, 'yuan')}{w.text('hover.interval', bounds=n.bounds(s, 'yuan'))}"
            for name, s in zip(names, [*shares, total], strict=True)
        ]
        traces.append(
            {
                "type": "waterfall",
                "orientation": "h",
                "y": names,
                "x": [*(s.mean for s in shares), total.mean],
                "measure": ["relative"] * len(shares) + ["total"],
                "increasing": {"marker": {"color": GOOD}},
                "decreasing": {"marker": {"color": BAD}},
                "totals": {"marker": {"color": look.colour}},
                "connector": {"line": {"color": INK, "width": 1}},
                "name": plain(look.label),
                "meta": {"arm": look.name},
                "hovertext": hover,
                "hovertemplate": "%{hovertext}<extra></extra>",
                "width": 0.6,
            }
        )
        whiskers = [Estimate(end, end - s.half, end + s.half) for end, s in zip(ends, [*shares, total], strict=True)]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "y": names,
                "x": ends,
                "error_x": errors(whiskers, INK, 1.5),
                "hoverinfo": "skip",
                "marker": {"size": 1, "color": INK},
                "name": plain(look.label),
                "meta": {"arm": look.name},
            }
        )
        largest = int(np.argmax([abs(s.mean) for s in shares]))
        takeaways[look.name] = w.text(
            "gmv.takeaway",
            arm=look.label,
            total=n.change(total, "yuan"),
            factor=w.in_sentence(names[largest]),
            part=n.change(shares[largest], "yuan"),
            base=view.look(view.plan.baseline).label,
            bounds="" if math.isnan(total.low) else w.text("hover.interval", bounds=n.bounds(total, "yuan")),
        )
    if not looks:
        return None
    chosen = view.main if view.main in takeaways else looks[0].name
    y = {"autorange": "reversed", "title": None, "showgrid": False}
    form = layout(w.text("gmv.axis"), "", 400, yaxis=y, xaxis={"tickformat": ",.0f"})
    form["meta"] = {"wrap": "yaxis"}
    form["shapes"] = [guide("x", 0.0, dash="solid")[0]]
    return Figure(
        "gmv",
        w.text("gmv.title"),
        takeaways[chosen],
        w.text("gmv.alt"),
        traces,
        form,
        pd.concat(frames),
        "choose",
        tuple(looks),
        chosen,
        notes=(w.text("gmv.note", level=f"{100 * view.level:.4g}%"),),
    )


def ledger(view: View) -> Figure | None:
    """By cause: the difference from the baseline, one arm at a time; the amounts themselves where there is no other arm."""
    w, n = view.words, view.numbers
    every = view.study.summaries[0].tables["ledger"]["cause"].tolist()
    used = np.flatnonzero(sum(np.abs(view.worlds(look.name, "ledger", "yuan")).sum(axis=0) for look in view.looks)).tolist()
    causes = [every[k] for k in used]
    alone = not view.others
    traces, looks, largest, records = [], [], {}, []
    for look in view.looks if alone else view.others:
        values = view.worlds(look.name, "ledger", "yuan").astype(float)
        if not alone:
            values = values - view.worlds(view.plan.baseline, "ledger", "yuan")
        values = np.column_stack([values[:, used], values.sum(axis=1)])
        amounts = [Estimate(*map(float, row)) for row in zip(*view.over_worlds(values), strict=True)]
        if not alone:
            told = Estimate(*view.study.differences("profit")[look.name])
            if math.isclose(told.mean, amounts[-1].mean, rel_tol=1e-6):  # of the same worlds: one interval on the whole page
                amounts[-1] = told
        names = [w.text(f"cause.{cause}") for cause in causes] + [w.text("cause.profit")]
        looks.append(look)
        colours = [GOOD if a.mean > 0 else BAD for a in amounts[:-1]] + [look.colour]
        traces.append(
            {
                "type": "bar",
                "orientation": "h",
                "x": [a.mean for a in amounts],
                "y": names,
                "marker": {"color": colours},
                "meta": {"arm": look.name},
                "name": plain(look.label),
                "error_x": errors(amounts, INK, 1.5),
                "hovertext": [
                    f"{name}: {n.signed(a, 'yuan')}{w.text('hover.interval', bounds=n.bounds(a, 'yuan'))}"
                    for name, a in zip(names, amounts, strict=True)
                ],
                "hovertemplate": "%{hovertext}<extra></extra>",
            }
        )
        sums = [a.mean for a in amounts[:-1]]
        most = int(np.argmax(np.abs(sums)))
        against = int(np.argmin(np.multiply(sums, np.sign(sums[most]))))  # what goes furthest the other way
        largest[look.name] = (most, against, names, amounts)
        records += [
            {"arm": look.name, "cause": c, "yuan": a.mean, "low": a.low, "high": a.high}
            for c, a in zip([*causes, "profit"], amounts, strict=True)
        ]
    if not any(record["yuan"] for record in records):
        return None
    chosen = view.main if view.main in largest else looks[0].name
    most, against, names, amounts = largest[chosen]
    ways = "" if amounts[most].mean * amounts[against].mean < 0 else "_same" if amounts[most].mean else "_none"
    profit = amounts[-1]
    takeaway = w.text(
        f"ledger.takeaway{ways}{'_one' if alone else ''}",
        arm=view.look(chosen).label,
        cause=w.in_sentence(names[most]),
        part=n.change(amounts[most], "yuan"),
        other=w.in_sentence(names[against]),
        back=n.change(amounts[against], "yuan"),
        profit=n.change(profit, "yuan"),
        bounds="" if math.isnan(profit.low) else w.text("hover.interval", bounds=n.bounds(profit, "yuan")),
    )
    title = w.text("ledger.title_one") if alone else w.text("ledger.title", base=view.look(view.plan.baseline).label)
    y = {"autorange": "reversed", "title": None, "showgrid": False}
    form = layout(
        w.text("ledger.axis_one" if alone else "ledger.axis"), "", 430, yaxis=y, xaxis={"tickformat": ",.0f"}, bargap=0.35
    )
    form["shapes"] = [guide("x", 0.0, dash="solid")[0]]
    return Figure(
        "ledger",
        title,
        takeaway,
        w.text("ledger.alt"),
        traces,
        form,
        pd.DataFrame(records),
        "" if alone else "choose",
        tuple(looks),
        chosen,
        notes=(w.text("ledger.note"),),
    )
