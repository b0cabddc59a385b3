"""One life as a timeline, in both arms of a pair: what the person saw, bought, and whom they brought, below what they felt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from siyu_sim.report.figures.theme import INK, Figure, layout, plain, rgba
from siyu_sim.report.view import Look
from siyu_sim.study.lives import BUYER, LIVES, REFERRER

if TYPE_CHECKING:
    from siyu_sim.report.view import View
    from siyu_sim.study.twins import Twins

# row → the kinds of events on it, with their symbols
ROWS: dict[str, dict[str, str]] = {
    "posts": {"post": "line-ns-open"},
    "messages": {"message": "diamond"},
    "orders": {"order": "circle"},
    "deliveries": {"delivery": "line-ns-open"},
    "referrals": {"invited": "triangle-up-open", "brought": "star"},
    "coming": {"added": "triangle-right", "left": "x"},
}
SMALLEST, LARGEST = 5.0, 17.0  # diameter of an order
MANY = 60  # orders, beyond which dots are smaller
ABOVE = 0.28  # share of the height that trust has


def one_life(view: View, twins: Twins) -> Figure | None:
    """Of the first world: who brought most, and a buyer drawn by lot; one of them at a time, with the control above the treatment."""
    table = twins.summaries[0].tables.get(LIVES)
    if table is None or not len(table["day"]):
        return None
    w, frame = view.words, pd.DataFrame(table)
    arms = {"control": view.look(twins.pair.control), "treatment": view.look(twins.pair.treatment)}
    roles = [role for role in (REFERRER, BUYER) if (frame["role"] == role).any()]
    rows = [row for row, kinds in ROWS.items() if frame["kind"].isin(list(kinds)).any()]
    largest = frame["yuan"].abs().max()
    traces: list[dict[str, Any]] = []
    for role in roles:
        for place, (arm, look) in enumerate(arms.items()):
            life = frame[(frame["role"] == role) & (frame["arm"] == arm)]
            traces += _trust(view, role, look, life, under=place == 0)
            for k, row in enumerate(rows):
                for kind, symbol in ROWS[row].items():
                    events = life[life["kind"] == kind]
                    if len(events):
                        y = _height(place, k, len(rows))
                        traces.append(_events(view, role, look, kind, symbol, events, y, largest))
    ticks = [(_height(place, k, len(rows)), w.text(f"life.row.{row}")) for place in (0, 1) for k, row in enumerate(rows)]
    axis = {
        "tickvals": [height for height, _ in ticks],
        "ticktext": [text for _, text in ticks],
        "range": [_height(1, len(rows), len(rows)) - 0.3, -0.6],
        "domain": [0, 1 - ABOVE - 0.05],
        "title": None,
    }
    form = layout(
        w.text("axis.day"), "", 230 + 46 * len(rows), yaxis=axis, xaxis={"range": [0, view.plan.scenario.horizon_days * 1.01]}
    )
    form["yaxis2"] = {
        "title": {"text": w.text("life.trust"), "standoff": 8},
        "domain": [1 - ABOVE, 1],
        "anchor": "x",
        "automargin": True,
        "zeroline": False,
        "rangemode": "tozero",
        "nticks": 4,
    }
    form["meta"] = {"wrap": "yaxis"}
    form["annotations"] = [_head(look, _height(place, -1, len(rows))) for place, look in enumerate(arms.values())]
    labels = {role: w.text(f"life.{role}", arm=arms["control"].label) for role in roles}
    people = tuple(Look(role, labels[role], INK, "circle", "solid", False, False) for role in roles)
    return Figure(
        "life",
        w.text("life.title"),
        w.text("life.then").join(_told(view, role, frame[frame["role"] == role], arms) for role in roles),
        w.text("life.alt", control=arms["control"].label, treatment=arms["treatment"].label),
        traces,
        form,
        frame.assign(arm=frame["arm"].map({arm: look.name for arm, look in arms.items()})),
        "choose",
        people,
        roles[0],
        chooser=w.text("life.choose"),
        notes=(w.text("life.note", seed=twins.summaries[0].seed),),
    )


def _height(place: int, row: int, rows: int) -> float:
    """Of a row of the upper (0) or lower (1) arm; row −1 is its heading."""
    return place * (rows + 1.6) + row + 1


def _head(look: Look, y: float) -> dict[str, Any]:
    return {
        "text": f"<b>{plain(look.label)}</b>",
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": y,
        "yref": "y",
        "showarrow": False,
        "font": {"size": 12},
    }


def _trust(view: View, role: str, look: Look, life: pd.DataFrame, *, under: bool) -> list[dict[str, Any]]:
    """under: a broad pale line, that shows beside another one that runs over it."""
    known = life.dropna(subset=["trust"])
    if not len(known):
        return []
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": known["day"].tolist(),
            "y": known["trust"].tolist(),
            "yaxis": "y2",
            "name": plain(look.label),
            "meta": {"arm": role},
            "line": {"color": rgba(look.colour, 0.4) if under else look.colour, "width": 6 if under else 2},
            "hovertemplate": view.words.text("life.trust_hover", label=plain(look.label)) + "<extra></extra>",
        }
    ]


def _events(
    view: View, role: str, look: Look, kind: str, symbol: str, events: pd.DataFrame, y: float, largest: float
) -> dict[str, Any]:
    w, n = view.words, view.numbers
    sizes: list[float] | float = 11.0 if symbol in ("star", "x", "triangle-right") else 9.0
    if kind == "order":
        most = LARGEST if len(events) <= MANY else (SMALLEST + LARGEST) / 2
        sizes = [SMALLEST + (most - SMALLEST) * (abs(yuan) / largest) ** 0.5 for yuan in events["yuan"]]
    hover = [
        w.text(f"life.hover.{kind}", day=n.whole(row.day), yuan=n.value(row.yuan, "yuan") if kind == "order" else "")
        for row in events.itertuples(index=False)
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": events["day"].tolist(),
        "y": [y] * len(events),
        "meta": {"arm": role},
        "name": plain(look.label),
        "marker": {
            "symbol": symbol,
            "size": sizes,
            "color": rgba(look.colour, 0.55) if kind == "order" else look.colour,
            "line": {"width": 1.2, "color": look.colour},
        },
        "hovertext": hover,
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _told(view: View, role: str, life: pd.DataFrame, arms: dict[str, Look]) -> str:
    """What a person came to in either arm."""
    w, n = view.words, view.numbers
    parts = {}
    for arm in arms:
        events = life[life["arm"] == arm]
        kinds = events["kind"].value_counts()
        if not len(events):
            parts[arm] = w.text("life.never")
            continue
        told = {
            "orders": n.whole(kinds.get("order", 0)),
            "yuan": n.value(events["yuan"].sum(), "yuan"),
            "invited": n.whole(kinds.get("invited", 0)),
            "brought": n.whole(kinds.get("brought", 0)),
            "posts": n.whole(kinds.get("post", 0)),
        }
        parts[arm] = w.text("life.lived_left" if kinds.get("left", 0) else "life.lived", **told)
    labels = {f"{arm}_label": look.label for arm, look in arms.items()}
    if parts["control"] == parts["treatment"]:
        return w.text(f"life.takeaway_same.{role}", lived=parts["control"], **labels)
    return w.text(f"life.takeaway.{role}", **parts, **labels)
