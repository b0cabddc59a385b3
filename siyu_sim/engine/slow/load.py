"""How many contacts are held for each that the desk's operators can look after."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from siyu_sim.engine.people import Board, People

if TYPE_CHECKING:
    from siyu_sim.engine.slow import Window


class Load:
    """Writes `load`; above 1 handling a question takes that many times longer. Not made for a desk without such a limit."""

    def open(self, people: People, t: float = 0.0) -> None:
        self._most = (people.compiled.scenario.desk.contacts_per_operator or 1) * len(people.operators)
        people.slow["load"] = int(people.held.sum()) / self._most

    def state(self) -> dict[str, np.ndarray | float]:
        return {}

    def load(self, people: People, board: Board, state: Mapping[str, np.ndarray]) -> None:
        self.open(people, 0.0)  # it remembers nothing: the desk, which may be another, has those held to look after

    def observe(self, people: People, window: Window) -> None:
        people.slow["load"] = window.held / self._most
