"""The same person in both arms: who was persuaded, which groups were moved, and what attribution makes of it.

Each figure is a function from the view and a pair's `Twins` (study.twins), whose arms are arms of the view's plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siyu_sim.measure.twins import NO_CONTACT
from siyu_sim.report.estimate import Estimate, estimate
from siyu_sim.report.figures.lives import one_life
from siyu_sim.report.figures.theme import BAD, GOOD, INK, Figure, errors, guide, layout, plain, rgba, tick_format
from siyu_sim.report.view import PALETTE
from siyu_sim.study.twins import UPLIFTS

if TYPE_CHECKING:
    from siyu_sim.report.view import View
    from siyu_sim.study.twins import Twins

# quadrant → (column, row) of its field, colour and depth of its ground
FIELDS: dict[str, tuple[int, int, str, float]] = {
    "persuaded": (0, 1, GOOD, 0.22),
    "sure": (1, 1, INK, 0.16),
    "lost_cause": (0, 0, INK, 0.07),
    "driven_away": (1, 0, BAD, 0.22),
}
RULE_COLOURS = {"true": GOOD, "first": PALETTE[3], "last": PALETTE[4]}
CLAIM_DEPTH = 0.45
TAGS = UPLIFTS[2:]


def _labels(view: View, twins: Twins) -> dict[str, str]:
    return {"treatment": view.look(twins.pair.treatment).label, "control": view.look(twins.pair.control).label}


def _of(row: dict, column: str) -> Estimate:
    return Estimate(row[column], row[f"{column}_low"], row[f"{column}_high"])


def _level(view: View) -> str:
    return f"{100 * view.level:.4g}%"


def figures(view: View, twins: Twins) -> list[Figure]:
    """All figures of a pair, in the order of the page."""
    made = [quadrants(view, twins), attributed(view, twins), *(uplift(view, twins, table) for table in UPLIFTS)]
    made.append(one_life(view, twins))
    return [figure for figure in made if figure is not None]


# ------------------------------------------------------------------------------------------------- quadrants


def quadrants(view: View, twins: Twins) -> Figure | None:
    """Four fields: people by whether they buy in either arm."""
    w, n, labels = view.words, view.numbers, _labels(view, twins)
    frame = twins.quadrants
    rows = {row["quadrant"]: row for row in frame[frame["outcome"] == "bought"].to_dict("records")}
    hover, notes, shapes = [], [], []
    for name, (x, y, colour, depth) in FIELDS.items():
        people, money = _of(rows[name], "people"), _of(rows[name], "contribution")
        title = w.text(f"twins.quadrant.{name}")
        lines = [
            f"<b>{title}</b>",
            w.text("twins.quadrants.tile", people=n.bare(people, "people"), spread=n.spread(people, "people")).strip(),
            w.text("twins.quadrants.money", yuan=n.value(money, "yuan")),
            n.spread(money, "yuan"),
        ]
        notes.append({"x": x, "y": y, "text": "<br>".join(lines), "showarrow": False})
        bounds = {
            "bounds": w.text("hover.interval", bounds=n.bounds(people, "count")),
            "yuan_bounds": w.text("hover.interval", bounds=n.bounds(money, "yuan")),
        }
        hover.append(
            w.text(
                "twins.quadrants.hover",
                name=title,
                people=n.bare(people, "people"),
                share=n.value(_of(rows[name], "share"), "share"),
                yuan=n.value(money, "yuan"),
                **bounds,
            )
        )
        box = {"type": "rect", "x0": x - 0.49, "x1": x + 0.49, "y0": y - 0.49, "y1": y + 0.49, "layer": "below"}
        shapes.append({**box, "line": {"width": 0}, "fillcolor": rgba(colour, depth)})
    trace = {
        "type": "scatter",
        "mode": "markers",
        "x": [field[0] for field in FIELDS.values()],
        "y": [field[1] for field in FIELDS.values()],
        "marker": {"size": 90, "opacity": 0},
        "hovertext": hover,
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    words = [w.text("twins.buys_not"), w.text("twins.buys")]
    axis = {"tickvals": [0, 1], "ticktext": words, "range": [-0.5, 1.5], "showgrid": False, "zeroline": False}
    names = {key: w.text(f"twins.quadrants.{key}", **labels) for key in ("with", "without")}
    form = layout(names["without"], names["with"], 340, xaxis=axis, yaxis={**axis, "tickangle": -90})
    form |= {"shapes": shapes, "annotations": notes}
    takeaway = w.text(
        "twins.quadrants.takeaway",
        size=n.whole(sum(row["people"] for row in rows.values())),
        persuaded=n.bare(_of(rows["persuaded"], "people"), "people"),
        driven=n.bare(_of(rows["driven_away"], "people"), "people"),
        **labels,
    )
    note = w.text("twins.quadrants.note", worlds=len(twins.summaries), level=_level(view), **labels)
    title = w.text("twins.quadrants.title", **labels)
    return Figure("twin_quadrants", title, takeaway, w.text("twins.quadrants.alt"), [trace], form, frame, notes=(note,))


# ------------------------------------------------------------------------------------------------- uplift


def uplift(view: View, twins: Twins, table: str) -> Figure | None:
    """Bars with intervals, one a group of a table of uplift (study.twins.UPLIFTS); None without the table, or if nobody buys."""
    if table not in twins.tables:
        return None
    w, n, labels = view.words, view.numbers, _labels(view, twins)
    frame = twins.table(table)
    rows = [row for row in frame.to_dict("records") if row["people"] > 0]
    if not any(row["control"] or row["treatment"] for row in rows):
        return None
    names = [_group(view, table, row["group"]) for row in rows]
    values = [_of(row, "uplift") for row in rows]
    hover = [
        w.text(
            "twins.uplift.hover",
            name=plain(name),
            people=n.bare(_of(row, "people"), "people"),
            treatment=n.value(_of(row, "treatment"), "share"),
            control=n.value(_of(row, "control"), "share"),
            persuaded=n.bare(_of(row, "persuaded"), "people"),
            driven=n.bare(_of(row, "driven_away"), "people"),
            each=n.value(_of(row, "each"), "yuan"),
        )
        for name, row in zip(names, rows, strict=True)
    ]
    places = list(range(len(rows)))
    trace = {
        "type": "bar",
        "orientation": "h",
        "x": [value.mean for value in values],
        "y": places,
        "marker": {"color": [BAD if value.mean < 0 else GOOD for value in values]},
        "error_x": errors(values, INK, 1.5),
        "hovertext": hover,
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    y = {
        "tickvals": places,
        "ticktext": [plain(name) for name in names],
        "range": [len(rows) - 0.5, -0.5],
        "showgrid": False,
        "title": None,
    }
    form = layout(
        w.text("twins.uplift.axis", **labels),
        "",
        90 + 28 * max(len(rows), 3),
        yaxis=y,
        xaxis={"tickformat": ".2~%"},
        bargap=0.4,
    )
    form["shapes"] = [guide("x", 0.0, dash="solid")[0]]
    form["meta"] = {"wrap": "yaxis"}
    kind = "tags" if table in TAGS else table
    day = n.whole(twins.snapshot_day) if twins.snapshot_day is not None else ""
    return Figure(
        table,
        w.text(f"twins.uplift.title.{table}"),
        _uplift_takeaway(view, names, values),
        w.text("twins.uplift.alt"),
        [trace],
        form,
        frame,
        notes=(w.text(f"twins.uplift.note.{kind}", day=day, **labels),),
    )


def _group(view: View, table: str, key: str) -> str:
    if table == "twin_segments":
        return view.words.or_name("segment", key)
    if table in TAGS or key == NO_CONTACT:
        return view.words.text(f"twins.group.{key}")
    return view.channel(key)


def _uplift_takeaway(view: View, names: list[str], values: list[Estimate]) -> str:
    w = view.words
    clear = [(value, name) for value, name in zip(values, names, strict=True) if value.sign]
    if not clear:
        return w.text("twins.uplift.takeaway_none")
    most, name = max(clear, key=lambda pair: abs(pair[0].mean))
    harmed = [w.text("quoted", label=name) for value, name in clear if value.sign < 0]
    key = "takeaway_harm" if harmed else "takeaway"
    uplift = view.numbers.value(most, "share", points=True)
    told = {"most": w.text("quoted", label=name), "uplift": uplift, "harmed": w.text("join").join(harmed)}
    return w.text(f"twins.uplift.{key}", **told)


# ------------------------------------------------------------------------------------------------- attribution


def attributed(view: View, twins: Twins) -> Figure | None:
    """Four fields, one an increment: the true one, and what each rule of attribution credits and claims."""
    w, n, labels = view.words, view.numbers, _labels(view, twins)
    frame = twins.attribution
    increments = list(dict.fromkeys(frame["increment"]))
    rules = list(dict.fromkeys(frame["rule"]))
    bars = ["true", *(f"{rule}{kind}" for rule in rules for kind in ("_claim", ""))]
    traces: list[dict[str, Any]] = []
    form = layout("", "", 130 + 2 * 30 * len(bars))
    del form["xaxis"], form["yaxis"]
    for k, increment in enumerate(increments):
        axis = "" if k == 0 else str(k + 1)
        unit = "yuan" if increment == "contribution" else "count"
        values = [estimate(twins.values(f"{bar}.{increment}"), view.level) for bar in bars]
        rows = {row["rule"]: row for row in frame[frame["increment"] == increment].to_dict("records")}
        name = w.text(f"twins.increment.{increment}")
        hover = []
        for bar, value in zip(bars, values, strict=True):
            told = {"increment": name, "rule": w.text(f"twins.rule.{bar}"), "value": n.value(value, unit)}
            text = w.text("twins.credit.hover", bounds=w.text("hover.interval", bounds=n.bounds(value, unit)), **told)
            if bar != "true":
                rule, _, claim = bar.partition("_")
                ratio = _of(rows[rule], "claim_ratio" if claim else "ratio")
                if ratio.known:
                    bounds = w.text("hover.interval", bounds=n.bounds(ratio, "ratio"))
                    text += w.text("twins.credit.hover_ratio", ratio=n.bare(ratio, "ratio"), bounds=bounds)
            hover.append(text)
        traces.append(
            {
                "type": "bar",
                "orientation": "h",
                "x": [value.mean for value in values],
                "y": list(range(len(bars))),
                "xaxis": f"x{axis}",
                "yaxis": f"y{axis}",
                "marker": {"color": [_bar_colour(bar) for bar in bars]},
                "error_x": errors(values, INK, 1.5),
                "hovertext": hover,
                "hovertemplate": "%{hovertext}<extra></extra>",
            }
        )
        column, row = k % 2, k // 2
        heading = w.text("axis", what=name, unit=w.text("unit.yuan")) if unit == "yuan" else name
        left, bottom = (0.0, 0.54)[column], (0.62, 0.0)[row]
        form[f"xaxis{axis}"] = {
            "domain": [left, left + 0.46], "anchor": f"y{axis}", "zeroline": True, "automargin": True, "nticks": 4,
            "title": {"text": f"<b>{plain(heading)}</b>", "standoff": 4},
            **tick_format("people"),
        }  # fmt: skip
        form[f"yaxis{axis}"] = {
            "domain": [bottom, bottom + 0.38], "anchor": f"x{axis}", "range": [len(bars) - 0.5, -0.5], "showgrid": False,
            "tickvals": list(range(len(bars))), "ticktext": [w.text(f"twins.rule.{bar}") for bar in bars],
            "showticklabels": column == 0, "automargin": True, "zeroline": False,
        }  # fmt: skip
    form["bargap"] = 0.3
    form["margin"] = {**form["margin"], "b": 44}
    credits = twins.table("twin_credits")
    differing = dict.fromkeys(credits[credits["differs"] > 0]["source"])
    sources = w.text("join").join(w.or_name(*source.split(".", 1)) for source in differing)
    note = w.text("twins.credit.note", sources=sources, worlds=len(twins.summaries), level=_level(view), **labels)
    return Figure(
        "twin_attribution",
        w.text("twins.credit.title"),
        _credit_takeaway(view, twins, list(differing)),
        w.text("twins.credit.alt"),
        traces,
        form,
        frame,
        notes=(note,) if differing else (),
    )


def _bar_colour(bar: str) -> str:
    rule, _, claim = bar.partition("_")
    return rgba(RULE_COLOURS[rule], CLAIM_DEPTH) if claim else RULE_COLOURS[rule]


def _credit_takeaway(view: View, twins: Twins, differing: list[str]) -> str:
    """Customers, or the first increment that is clear where customers are not; by first touch, or by last touch where the arms differ
    in touches alone, which the first never credits."""
    w, n, labels = view.words, view.numbers, _labels(view, twins)
    if not differing:
        return w.text("twins.credit.takeaway_none", **labels)
    frame = twins.attribution
    by_channel = any(source.startswith("channel.") for source in differing)
    rule = "first" if by_channel or "last" not in set(frame["rule"]) else "last"
    rows = {row["increment"]: row for row in frame[frame["rule"] == rule].to_dict("records")}
    order = ("customers", *(name for name in rows if name != "customers"))
    clear = [name for name in order if _of(rows[name], "claim_ratio").known and _of(rows[name], "true").sign > 0]
    name = clear[0] if clear else "customers"
    row, unit = rows[name], "yuan" if name == "contribution" else "count"
    told = {
        "increment": w.text(f"twins.increment.{name}"),
        "claimed": n.value(_of(row, "claimed"), unit),
        "rule": w.text(f"twins.touch.{rule}"),
        **labels,
    }
    if not clear:
        return w.text("twins.credit.takeaway_unclear", **told)
    ratio = n.bare(_of(row, "claim_ratio"), "ratio")
    return w.text("twins.credit.takeaway", true=n.value(_of(row, "true"), unit), ratio=ratio, **told)
