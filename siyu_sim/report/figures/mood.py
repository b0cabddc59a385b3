"""Trust and fatigue over time: what people feel, which no real operator can see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from siyu_sim.report.estimate import estimate
from siyu_sim.report.figures.theme import Figure, layout, line, plain, rgba

if TYPE_CHECKING:
    from siyu_sim.report.view import View


def over_time(view: View, what: Literal["trust", "fatigue"]) -> Figure | None:
    """Mean over contacts held, and the middle 80 % of people for the main arm and the baseline."""
    w, n = view.words, view.numbers
    traces, ends = [], {}
    shaded = (view.main, view.plan.baseline)
    for look in view.looks:
        days = view.worlds(look.name, "trust", "day")[0]
        values = view.worlds(look.name, "trust", f"{what}_mean")
        mean, _, _ = view.over_worlds(values)
        if np.isnan(mean).all():
            continue
        if look.name in shaded:
            low, _, _ = view.over_worlds(view.worlds(look.name, "trust", f"{what}_q10"))
            high, _, _ = view.over_worlds(view.worlds(look.name, "trust", f"{what}_q90"))
            ok = ~(np.isnan(low) | np.isnan(high))
            if ok.sum() > 1:
                traces.append(
                    {
                        "type": "scatter",
                        "mode": "lines",
                        "x": [*days[ok], *days[ok][::-1]],
                        "y": [*high[ok], *low[ok][::-1]],
                        "fill": "toself",
                        "fillcolor": rgba(look.colour, 0.13),
                        "line": {"width": 0},
                        "hoverinfo": "skip",
                        "meta": {"arm": look.name},
                        "showlegend": False,
                        "name": plain(look.label),
                    }
                )
        traces.append(line(look, days, mean, w.text(f"{what}.hover", label=plain(look.label)) + "<extra></extra>"))
        ends[look.name] = estimate(values[:, -1], view.level)
    if not ends:
        return None
    form = layout(w.text("axis.day"), w.text(f"{what}.axis"), 320, yaxis={"rangemode": "tozero"})
    main = view.main if view.main in ends else next(iter(ends))
    base = view.plan.baseline
    pair = main != base and base in ends
    takeaway = w.text(
        f"{what}.takeaway" if pair else f"{what}.takeaway_one",
        arm=view.look(main).label,
        end=n.bare(ends[main], "ratio"),
        base=view.look(base).label,
        base_end=n.bare(ends[base], "ratio") if pair else "",
    )
    table = view.table("trust")
    columns = ["arm", "day", *(c for c in table.columns if c.startswith(what))]
    shaded_labels = [view.look(name).label for name in (main, base) if name in ends]
    note = w.text("mood.note", arms=w.text("join").join(dict.fromkeys(shaded_labels)))
    return Figure(
        what,
        w.text(f"{what}.title"),
        takeaway,
        w.text(f"{what}.alt"),
        traces,
        form,
        table[columns],
        "toggle",
        tuple(look for look in view.looks if look.name in ends),
        notes=(note,),
    )
