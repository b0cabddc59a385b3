"""A sample of the invitation trees of the first world, drawn along the time axis."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from siyu_sim.report.figures.theme import INK, Figure, layout, plain

if TYPE_CHECKING:
    from siyu_sim.report.view import View

Tree = list[tuple[int, int, float, int]]  # (node, parent or −1, day of adding, orders)
MOST_ROWS = 60
LARGEST = 4  # so many trees at the head of the sample are the largest ones; the others are spread evenly over the rest
GAP = 1.2  # rows between two trees


def sample(view: View) -> Figure | None:
    """The largest trees and some smaller ones; one arm at a time."""
    w = view.words
    traces, records, rows = [], [], 0.0
    chosen_trees: dict[str, list[Tree]] = {}
    for look in view.looks:
        trees = next((s.trees for s in view.study.summaries.of(look.name) if s.trees), [])
        if not trees:
            continue
        chosen_trees[look.name] = trees
        edge_x: list[float | None] = []
        edge_y: list[float | None] = []
        kinds: dict[bool, tuple[list, list, list]] = {True: ([], [], []), False: ([], [], [])}
        top = 0.0
        for number, tree in enumerate([trees[0], *trees[LARGEST:], *trees[1:LARGEST]]):
            heights = _heights(tree)
            if top + max(heights) + 1 > MOST_ROWS and number:
                continue
            for node, parent, day, orders in tree:
                y = top + heights[node]
                xs, ys, texts = kinds[orders > 0]
                xs.append(day)
                ys.append(y)
                texts.append(w.text("trees.hover", day=f"{day:.0f}", orders=orders))
                records.append(
                    {"arm": look.name, "tree": number + 1, "node": node, "parent": parent, "day": day, "orders": orders}
                )
                if parent >= 0:
                    edge_x += [tree[parent][2], tree[parent][2], day, None]
                    edge_y += [top + heights[parent], y, y, None]
            top += max(heights) + GAP
        rows = max(rows, top)
        meta = {"arm": look.name}
        traces.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": edge_x,
                "y": edge_y,
                "line": {"color": INK, "width": 1},
                "hoverinfo": "skip",
                "meta": meta,
                "name": plain(look.label),
            }
        )
        for bought, (xs, ys, texts) in kinds.items():
            if xs:
                traces.append(
                    {
                        "type": "scatter",
                        "mode": "markers",
                        "x": xs,
                        "y": ys,
                        "meta": meta,
                        "name": plain(look.label),
                        "hovertext": texts,
                        "hovertemplate": "%{hovertext}<extra></extra>",
                        "marker": {
                            "size": 8,
                            "symbol": "circle" if bought else "circle-open",
                            "color": look.colour,
                            "line": {"width": 1.5, "color": look.colour},
                        },
                    }
                )
    if not traces:
        return None
    y_axis = {"range": [rows, -1], "showticklabels": False, "showgrid": False, "title": None}
    form = layout(w.text("axis.day"), "", int(90 + 12 * rows), yaxis=y_axis, xaxis={"rangemode": "tozero"})
    form["margin"] = {**form["margin"], "l": 18}
    arm = view.main if view.main in chosen_trees else next(iter(chosen_trees))
    largest = chosen_trees[arm][0]
    depth = _depth(largest)
    generations = w.text("trees.generation" if depth == 1 else "trees.generations", n=depth)
    takeaway = w.text("trees.takeaway", arm=view.look(arm).label, n=len(largest), generations=generations)
    return Figure(
        "trees",
        w.text("trees.title"),
        takeaway,
        w.text("trees.alt"),
        traces,
        form,
        pd.DataFrame(records),
        "choose",
        tuple(look for look in view.looks if look.name in chosen_trees),
        arm,
        notes=(w.text("trees.note"),),
    )


def _heights(tree: Tree) -> list[int]:
    """A row for each node: the first person brought stays on the row of the one who brought them, the others go below."""
    children: dict[int, list[int]] = {node: [] for node, *_ in tree}
    roots: list[int] = []
    for node, parent, *_ in tree:
        (children[parent] if parent >= 0 else roots).append(node)
    heights = [0] * len(tree)
    row = -1
    stack = [(root, True) for root in reversed(roots)]
    while stack:
        node, new_row = stack.pop()
        if new_row:
            row += 1
        heights[node] = row
        below = children[node]
        stack += [(child, True) for child in reversed(below[1:])]
        stack += [(child, False) for child in below[:1]]
    return heights


def _depth(tree: Tree) -> int:
    depth: dict[int, int] = {}
    for node, parent, *_ in tree:
        depth[node] = depth[parent] + 1 if parent >= 0 else 0
    return max(depth.values())
