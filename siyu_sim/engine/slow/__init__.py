"""The slow state of the world: what everybody shares during a window, and how it moves between two.

Each part is a module with a class: `open(people)` before the first window, `observe(people, window)` after each. Parts read
what the window left (counters, rows), so that both engines share them; they write `people.slow` or an array of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from siyu_sim.engine.counters import ADDED, LEFT
from siyu_sim.engine.people import Board, People
from siyu_sim.engine.slow.proof import Proof
from siyu_sim.engine.slow.reputation import Reputation


@dataclass(frozen=True)
class Window:
    """A window that has ended. held: contacts held at its end."""

    start: float
    end: float
    held: int
    board: Board


class Part(Protocol):
    def open(self, people: People) -> None: ...

    def observe(self, people: People, window: Window) -> None: ...


class SlowState:
    """All parts that a scenario uses, in a fixed order."""

    def __init__(self, people: People) -> None:
        self._people = people
        self.held = people.n_rows  # contacts held now
        self._parts: list[Part] = [Proof()]
        reputation = people.compiled.scenario.reputation
        if reputation is not None:
            self._parts.append(Reputation(reputation))
        for part in self._parts:
            part.open(people)

    def begin(self, start: float, end: float, board: Board) -> None:
        """A window begins: its bounds, and what the business offers everybody during it."""
        slow = self._people.slow
        slow["t0"], slow["t1"] = start, end
        slow["momentum"], slow["offer"] = board.momentum, board.offer

    def observe(self, start: float, end: float, board: Board) -> None:
        """A window has ended, its counters not yet cleared."""
        people = self._people
        self.held += int(people.counts[ADDED].sum() - people.counts[LEFT].sum())
        window = Window(start, end, self.held, board)
        for part in self._parts:
            part.observe(people, window)
