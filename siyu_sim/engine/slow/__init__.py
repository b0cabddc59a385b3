"""The slow state of the world: what everybody shares during a window, and how it moves between two.

Each part is a module with a class: `open(people, t)` before its first window, `observe(people, window)` after each. Parts read
what the window left (counters, rows), so that both engines share them; they write `people.slow` or an array of their own.
What a part remembers beside these is its `state`, plain numbers and arrays, from which `load` goes on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from siyu_sim.engine.counters import ADDED, LEFT
from siyu_sim.engine.people import Board, People
from siyu_sim.engine.slow.census import Census
from siyu_sim.engine.slow.groups import GroupChats
from siyu_sim.engine.slow.load import Load
from siyu_sim.engine.slow.platform import Accounts
from siyu_sim.engine.slow.proof import Proof
from siyu_sim.engine.slow.reputation import Reputation
from siyu_sim.engine.slow.rivals import overlap


@dataclass(frozen=True)
class Window:
    """A window that has ended. held: contacts held at its end."""

    start: float
    end: float
    held: int
    board: Board


class Part(Protocol):
    def open(self, people: People, t: float = 0.0) -> None: ...

    def state(self) -> dict[str, np.ndarray | float]: ...

    def load(self, people: People, board: Board, state: Mapping[str, np.ndarray]) -> None: ...

    def observe(self, people: People, window: Window) -> None: ...


class SlowState:
    """All parts that a scenario uses, in a fixed order.

    saved: `state` of an earlier run that goes on at t; a part that is not in it begins at t.
    """

    def __init__(
        self, people: People, board: Board, t: float = 0.0, saved: Mapping[str, Mapping[str, np.ndarray]] | None = None
    ) -> None:
        self._people = people
        self.held = int(people.held.sum())  # contacts held now
        scenario = people.compiled.scenario
        self._accounts = Accounts(scenario.platform) if scenario.platform else None
        census = Census()
        self._parts: list[Part] = [Proof()]
        if self._accounts is not None or scenario.groups is not None:
            self._parts.append(census)
        if people.compiled.record["desk_limit"][0]:
            self._parts.append(Load())
        if self._accounts is not None:
            self._parts.append(self._accounts)
        if scenario.groups is not None:
            self._parts.append(GroupChats(scenario.groups, census))
        if scenario.reputation is not None:
            self._parts.append(Reputation(scenario.reputation))
        for part in self._parts:
            known = (saved or {}).get(type(part).__name__)
            if known is None:
                part.open(people, t)
            else:
                part.load(people, board, known)

    def state(self) -> dict[str, dict[str, np.ndarray]]:
        """What each part remembers, by its name."""
        return {type(part).__name__: {name: np.array(value) for name, value in part.state().items()} for part in self._parts}

    def announce(self, start: float, board: Board) -> None:
        """What happened between windows reaches people first."""
        if self._accounts is not None:
            self._accounts.announce(self._people, board, start)

    def begin(self, start: float, end: float, board: Board) -> None:
        """A window begins: its bounds, and what the business offers everybody during it."""
        slow = self._people.slow
        slow["t0"], slow["t1"] = start, end
        slow["momentum"], slow["offer"] = board.momentum, board.offer
        slow["rival"] = overlap(self._people.compiled.scenario.rivals, start, end)

    def observe(self, start: float, end: float, board: Board) -> None:
        """A window has ended, its counters not yet cleared."""
        people = self._people
        self.held += int(people.counts[ADDED].sum() - people.counts[LEFT].sum())
        window = Window(start, end, self.held, board)
        for part in self._parts:
            part.observe(people, window)
