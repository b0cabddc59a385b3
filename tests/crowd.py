"""Plain crowds and markets for tests of one lever at a time."""

from __future__ import annotations

from typing import Any

import numpy as np

from siyu_sim.scenario.schema import Scenario
from siyu_sim.simulation import Run
from tests.scenarios import NEUTRAL_SEGMENT, blank, open_channel

PEOPLE = 20_000
MARKET = 30_000
FOREVER = 1_000_000  # days: a half-life with hardly any decay over a test


def _paths(levers: dict[str, Any]) -> dict[str, Any]:
    return {name.replace("__", "."): value for name, value in levers.items()}


def crowd(**levers: Any) -> Scenario:
    """Many contacts held on day 0, to whom nothing happens but by levers, given as path__with__double__underscores."""
    return blank({"market.size": PEOPLE, "market.initial_contacts": PEOPLE, **_paths(levers)})


def market(channel: dict[str, Any] | None = None, **levers: Any) -> Scenario:
    """Nobody is a contact on day 0; one channel, called live, that reaches everybody."""
    channel = open_channel(**(channel or {}))
    return blank({"market.size": MARKET, "market.initial_contacts": 0, "channels.live": channel, **_paths(levers)})


def segments(**changes: Any) -> dict[str, Any]:
    """Two kinds of people of equal number, the second with something changed."""
    return {"plain": {**NEUTRAL_SEGMENT, "share": 0.5}, "other": {**NEUTRAL_SEGMENT, "share": 0.5, **changes}}


def segment_of_person(run: Run) -> np.ndarray:
    """Segment of every person of a crowd, shape (PEOPLE,)."""
    segment = np.zeros(PEOPLE, int)
    segment[run.rows["person"]] = run.rows["segment"]
    return segment


def count(run: Run, counter: int, channel: str | None = None) -> int:
    """Total of a counter, of one channel or of all."""
    block = run.counts[:, counter]
    return int(block.sum() if channel is None else block[:, run.channels.index(channel)].sum())


def booked(run: Run, cause: int) -> int:
    """Fen under a cause."""
    return int(run.money[:, cause].sum())


def lines(run: Run, event: int, outcome: int = 0) -> np.ndarray:
    """Log lines of an event with an outcome."""
    log = run.log_lines
    assert log is not None
    return log[(log["event"] == event) & (log["outcome"] & outcome == outcome)]
