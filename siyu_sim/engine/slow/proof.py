"""Social proof: orders a week for each contact held, at most 1, as an exponential average over one week."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from siyu_sim.engine.counters import ORDERS
from siyu_sim.engine.people import Board, People

if TYPE_CHECKING:
    from siyu_sim.engine.slow import Window

WEEK = 7.0


class Proof:
    def __init__(self) -> None:
        self._orders_per_day = 0.0

    def open(self, people: People, t: float = 0.0) -> None:
        people.slow["proof"] = 0.0

    def state(self) -> dict[str, np.ndarray | float]:
        return {"orders_per_day": self._orders_per_day}

    def load(self, people: People, board: Board, state: Mapping[str, np.ndarray]) -> None:
        self._orders_per_day = float(state["orders_per_day"])

    def observe(self, people: People, window: Window) -> None:
        days = window.end - window.start
        keep = math.exp(-days / WEEK)
        self._orders_per_day = keep * self._orders_per_day + (1 - keep) * int(people.counts[ORDERS].sum()) / days
        people.slow["proof"] = min(1.0, WEEK * self._orders_per_day / window.held) if window.held else 0.0
