"""Where people come from and how far they go: from channels to contacts to customers to those who buy again, as bands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from siyu_sim.report.figures.theme import INK, Figure, plain, rgba

if TYPE_CHECKING:
    from siyu_sim.report.view import Look, View

Link = tuple[str, str, float]  # from, to, people
REST = ("not_yet", "once")  # who go no further


def people(view: View) -> Figure | None:
    """Means over worlds; one arm at a time."""
    w, n = view.words, view.numbers
    traces: list[dict[str, Any]] = []
    looks, records, told = [], [], {}
    for look in view.looks:
        links = flow(view, look.name)
        if not links:
            continue
        looks.append(look)
        traces.append(_bands(view, look, links))
        records += [{"arm": look.name, "from": a, "to": b, "people": value} for a, b, value in links]
        told[look.name] = _told(view, look, links)
    if not traces:
        return None
    chosen = view.main if view.main in told else looks[0].name
    form = {"height": 380, "margin": {"l": 8, "r": 8, "t": 12, "b": 16}, "hoverlabel": {"align": "left"}}
    return Figure(
        "flows",
        w.text("flows.title"),
        told[chosen],
        w.text("flows.alt"),
        traces,
        form,
        pd.DataFrame(records),
        "choose",
        tuple(looks),
        chosen,
        notes=(w.text("flows.note", worlds=n.whole(view.study.replications)),),
    )


def flow(view: View, arm: str) -> list[Link]:
    """(from, to, people) of an arm, means over worlds; empty where nobody was won. Channels stand under their keys."""
    table = view.table("channels")
    rows = table[(table["arm"] == arm) & (table["contacts"] > 0)].to_dict("records")
    stages = view.table("funnel")
    repeat = float(stages.loc[(stages["arm"] == arm) & (stages["stage"] == "repeat_customers"), "people"].iloc[0])
    contacts, customers = (sum(row[name] for row in rows) for name in ("contacts", "customers"))
    if contacts <= 0:
        return []
    links: list[Link] = [(row["channel"], "contacts", row["contacts"]) for row in sorted(rows, key=lambda r: -r["contacts"])]
    links += [("contacts", "customers", customers), ("contacts", "not_yet", contacts - customers)]
    if repeat <= customers:  # more where people held on day 0, who are of no channel, buy again
        links += [("customers", "again", repeat), ("customers", "once", customers - repeat)]
    return [link for link in links if link[2] > 0]


def _bands(view: View, look: Look, links: list[Link]) -> dict[str, Any]:
    w, n = view.words, view.numbers
    nodes = list(dict.fromkeys(name for a, b, _ in links for name in (a, b)))
    stages = {"contacts", "customers", "again", *REST}
    size = {node: max(sum(v for a, _, v in links if a == node), sum(v for _, b, v in links if b == node)) for node in nodes}
    names = [w.text(f"flows.{node}") if node in stages else view.channel(node) for node in nodes]
    labels = [f"{plain(name)} {n.whole(size[node])}" for node, name in zip(nodes, names, strict=True)]
    from_size = {node: sum(v for a, _, v in links if a == node) for node in nodes}
    return {
        "type": "sankey",
        "meta": {"arm": look.name},
        "name": plain(look.label),
        "arrangement": "fixed",
        "node": {
            "label": labels,
            "pad": 18,
            "thickness": 12,
            "color": [INK if node in REST else look.colour for node in nodes],
            "line": {"width": 0},
            "hovertemplate": "%{label}<extra></extra>",
        },
        "link": {
            "source": [nodes.index(a) for a, _, _ in links],
            "target": [nodes.index(b) for _, b, _ in links],
            "value": [value for *_, value in links],
            "color": [rgba(INK if b in REST else look.colour, 0.25 if b in REST else 0.35) for _, b, _ in links],
            "customdata": [
                w.text("flows.hover", people=n.whole(value), share=n.share(value / from_size[a])) for a, _, value in links
            ],
            "hovertemplate": "%{source.label} → %{target.label}<br>%{customdata}<extra></extra>",
        },
    }


def _told(view: View, look: Look, links: list[Link]) -> str:
    w, n = view.words, view.numbers
    of = {(a, b): value for a, b, value in links}
    contacts = sum(value for _, b, value in links if b == "contacts")
    channel, _, most = links[0]
    args = {
        "arm": look.label,
        "contacts": n.whole(contacts),
        "channel": view.channel(channel),
        "share": n.share(most / contacts),
        "customers": n.whole(of.get(("contacts", "customers"), 0.0)),
        "again": n.whole(of.get(("customers", "again"), 0.0)),
    }
    return w.text("flows.takeaway" if ("customers", "again") in of else "flows.takeaway_first", **args)
