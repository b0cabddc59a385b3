"""Two lives out of a pair of twin runs, event by event: who brought most, and a buyer drawn by lot, each in both arms.

Both people are chosen in the control. The table is the only one that holds single people, to be looked at: no number rests on it.
"""

from __future__ import annotations

import numpy as np

from siyu_sim.behaviour.effects import BOUGHT, DELIVERY, INVITED, LEFT_US, MESSAGE, REPLY, SEEN, TOUCH
from siyu_sim.simulation import Run

LIVES = "twin_lives"  # the table, which is of one world and has no mean
REFERRER, BUYER = "referrer", "buyer"
KINDS = ("added", "post", "message", "order", "delivery", "invited", "brought", "left")
LOT = np.uint64(0x9E3779B97F4A7C15)


def lives(control: Run, treatment: Run) -> dict[str, np.ndarray]:
    """Columns role (REFERRER, BUYER), arm (control, treatment), kind (KINDS), day, yuan (contribution of an order, else nan) and trust
    after the event (nan where none is known). A person who is no contact in an arm has no rows there. Both runs need their logs."""
    lines: list[tuple[str, str, str, float, float, float]] = []
    for role, person in chosen(control).items():
        for arm, run in (("control", control), ("treatment", treatment)):
            lines += [(role, arm, *event) for event in _life(run, person)]
    columns = list(zip(*lines, strict=True)) or [()] * 6
    texts = {name: np.array(columns[k], str) for k, name in enumerate(("role", "arm", "kind"))}
    return texts | {name: np.array(columns[k], float) for k, name in enumerate(("day", "yuan", "trust"), start=3)}


def chosen(run: Run) -> dict[str, int]:
    """Role → person: who brought most contacts (the first of them to add), if anybody did; one of those who bought, by lot."""
    rows = run.rows
    brought = np.bincount(rows["referrer"][rows["referrer"] >= 0], minlength=len(rows))
    found = {}
    if brought.any():
        found[REFERRER] = int(rows["person"][np.argmax(brought)])
    buyers = np.sort(rows["person"][rows["orders"] > 0]).astype(np.uint64)
    if len(buyers):
        lots = (buyers + np.uint64(run.seed % 2**32)) * LOT  # wraps round: a spread of the numbers that repeats
        found[BUYER] = int(buyers[np.argmin(lots)])
    return found


def _life(run: Run, person: int) -> list[tuple[str, float, float, float]]:
    """(kind, day, yuan, trust) of one person, by day."""
    places = np.flatnonzero(run.rows["person"] == person)
    if not len(places):
        return []
    assert run.log_lines is not None
    row = run.rows[places[0]]
    nan = float("nan")
    log = run.log_lines[run.log_lines["person"] == person]
    first = log["trust"][log["t"] >= row["joined"]]
    events = [("added", float(row["joined"]), nan, float(first[0]) if len(first) else nan)]
    events += [("brought", float(t), nan, nan) for t in run.rows["joined"][run.rows["referrer"] == places[0]]]
    for line in log[log["t"] >= row["joined"]]:
        event, outcome, day, trust = int(line["event"]), int(line["outcome"]), float(line["t"]), float(line["trust"])
        if event == TOUCH and outcome & SEEN:
            events.append(("post", day, nan, trust))
        if event in (MESSAGE, REPLY):
            events.append(("message", day, nan, trust))
        if outcome & BOUGHT:
            events.append(("order", day, float(line["fen"]) / 100, trust))
        if event == DELIVERY:
            events.append(("delivery", day, nan, trust))
        if outcome & INVITED:
            events.append(("invited", day, nan, trust))
        if outcome & LEFT_US:
            events.append(("left", day, nan, trust))
    return sorted(events, key=lambda event: (event[1], KINDS.index(event[0])))
