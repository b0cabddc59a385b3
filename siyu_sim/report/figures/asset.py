"""What the private domain is worth at the end: fan, member and brand value of each arm."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from siyu_sim.report.figures.theme import INK, Figure, errors, guide, layout, plain, tick_format
from siyu_sim.report.view import PALETTE

if TYPE_CHECKING:
    from siyu_sim.report.view import View

PARTS = {"fan_value": PALETTE[5], "member_value": PALETTE[0], "brand_value": PALETTE[3]}


def private_value(view: View) -> Figure | None:
    """Stacked bars, one an arm, and the sum with its interval."""
    looks = [look for look in view.looks if view.of(look.name, "private_value").known]
    total = {look.name: view.of(look.name, "private_value") for look in looks}
    if not any(value.mean for value in total.values()):
        return None
    w, n = view.words, view.numbers
    rows = list(range(len(looks)))
    traces: list[dict[str, Any]] = []
    for part, colour in PARTS.items():
        amounts = [view.of(look.name, part) for look in looks]
        hover = [
            f"{plain(look.label)}<br>{view.label(part)}: {n.value(a, 'yuan')}" for look, a in zip(looks, amounts, strict=True)
        ]
        traces.append(
            {
                "type": "bar",
                "orientation": "h",
                "x": [a.mean for a in amounts],
                "y": rows,
                "name": view.label(part),
                "marker": {"color": colour},
                "hovertext": hover,
                "hovertemplate": "%{hovertext}<extra></extra>",
            }
        )
    traces.append(
        {
            "type": "scatter",
            "mode": "markers",
            "x": [value.mean for value in total.values()],
            "y": rows,
            "name": view.label("private_value"),
            "marker": {"color": INK, "size": 7, "symbol": "diamond"},
            "error_x": errors(list(total.values()), INK, 1.5),
            "hovertext": [
                f"{plain(look.label)}<br>{view.label('private_value')}: {n.value(total[look.name], 'yuan')}" for look in looks
            ],
            "hovertemplate": "%{hovertext}<extra></extra>",
        }
    )
    y = {
        "tickvals": rows,
        "ticktext": [plain(view.named(look)) for look in looks],
        "range": [len(looks) - 0.5, -0.5],
        "showgrid": False,
        "title": None,
    }
    form = layout(w.text("asset.axis"), "", 150 + 34 * max(len(looks), 2), yaxis=y, xaxis=tick_format("yuan"), bargap=0.35)
    form |= {"barmode": "relative", "showlegend": True, "shapes": [guide("x", 0.0, dash="solid")[0]]}
    form["legend"] = {"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0, "traceorder": "normal"}
    form["margin"] = {**form["margin"], "t": 40}
    form["meta"] = {"wrap": "yaxis"}
    main = view.main if view.main in total else looks[0].name
    told = {part.removesuffix("_value"): n.value(view.of(main, part), "yuan") for part in PARTS}
    bounds = "" if math.isnan(total[main].low) else w.text("hover.interval", bounds=n.bounds(total[main], "yuan"))
    takeaway = w.text("asset.takeaway", arm=view.look(main).label, total=n.value(total[main], "yuan"), bounds=bounds, **told)
    if view.of(main, "brand_value").sign < 0:
        takeaway = w.text("both", first=takeaway, second=w.text("asset.brand_negative"))
    frame = view.compared[view.compared["metric"].isin(["private_value", *PARTS])]
    note = w.text("asset.note", days=n.day(min(90.0, view.plan.scenario.horizon_days / 2)))
    return Figure("private_value", w.text("asset.title"), takeaway, w.text("asset.alt"), traces, form, frame, notes=(note,))
