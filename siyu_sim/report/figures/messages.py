"""What rules of the SOP caused, against the people who were held out of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siyu_sim.report.estimate import Estimate
from siyu_sim.report.figures.theme import Figure, arms_of, errors, guide, layout, plain

if TYPE_CHECKING:
    from siyu_sim.report.view import View


def measured(view: View, arm: str) -> list[dict[str, Any]]:
    """Lines of the rules of an arm that have a control in two worlds at least, in the order of the scenario."""
    table = view.table("rules")
    return table[(table["arm"] == arm) & table["margin_uplift_low"].notna()].to_dict("records")


def uplift(view: View) -> Figure | None:
    """Contribution that each rule caused for each contact told, one arm at a time."""
    w, n = view.words, view.numbers
    traces: list[dict[str, Any]] = []
    takeaways: dict[str, str] = {}
    most = 0
    for look in view.looks:
        lines = measured(view, look.name)
        if not lines:
            continue
        values = [Estimate(line["margin_uplift"], line["margin_uplift_low"], line["margin_uplift_high"]) for line in lines]
        names = [w.or_name("rule", line["rule"]) for line in lines]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": [value.mean for value in values],
                "y": [plain(name) for name in names],
                "name": plain(look.label),
                "meta": {"arm": look.name},
                "marker": {"color": look.colour, "size": 11, "symbol": look.symbol, "line": {"width": 2, "color": look.colour}},
                "error_x": errors(values, look.colour, 2.5),
                "hovertext": [
                    plain(f"{name}: {n.signed(value, 'yuan')}{w.text('hover.interval', bounds=n.bounds(value, 'yuan'))}")
                    for name, value in zip(names, values, strict=True)
                ],
                "hovertemplate": "%{hovertext}<extra></extra>",
            }
        )
        most = max(most, len(lines))
        clear = [k for k, value in enumerate(values) if value.sign > 0]
        best = max(clear or range(len(values)), key=lambda k: values[k].mean)
        takeaways[look.name] = w.text(
            "uplift.takeaway" if clear else "uplift.takeaway_none",
            arm=look.label,
            clear=len(clear),
            lose=sum(value.sign < 0 for value in values),
            n=len(values),
            rule=names[best],
            value=n.value(values[best], "yuan"),
            bounds=n.bounds(values[best], "yuan"),
        )
    if not traces:
        return None
    chosen = view.main if view.main in takeaways else next(iter(takeaways))
    y = {"autorange": "reversed", "title": None, "showgrid": False}
    form = layout(w.text("uplift.axis"), "", 100 + 34 * max(most, 2), yaxis=y, xaxis={"tickformat": ",~r"})
    form["meta"] = {"wrap": "yaxis"}
    form["shapes"] = [guide("x", 0.0, dash="solid")[0]]
    table = view.table("rules")
    table = table[table["margin_uplift"].notna()]
    return Figure(
        "uplift",
        w.text("uplift.title"),
        takeaways[chosen],
        w.text("uplift.alt"),
        traces,
        form,
        table[["arm", "rule", "treated", "control", *(f"margin_uplift{end}" for end in ("", "_low", "_high"))]],
        "choose",
        arms_of(view, traces),
        chosen,
        notes=(w.text("uplift.note"),),
    )
