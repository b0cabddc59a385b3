"""Reputation among everybody, from public reviews, and the supply of cases for content."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from siyu_sim.engine.counters import BAD_REVIEWS, GOOD_REVIEWS, STEERED
from siyu_sim.engine.people import Board, People
from siyu_sim.ledger.causes import fen
from siyu_sim.scenario import reputation as levers

if TYPE_CHECKING:
    from siyu_sim.engine.slow import Window


def credibility(control: levers.Control | None) -> float:
    """Weight that reviews and posts keep when a share of bad reviews is steered: 1 while people do not notice."""
    if control is None or control.share <= control.believable_share:
        return 1.0
    return 1.0 - control.doubt * (control.share - control.believable_share) / (1.0 - control.believable_share)


class Reputation:
    """Recent reviews fade with a time constant; those steered do not count as bad ones."""

    def __init__(self, scenario: levers.Reputation) -> None:
        self._levers = scenario
        self._credible = credibility(scenario.control)
        self._good = self._bad = 0.0

    def open(self, people: People, t: float = 0.0) -> None:
        people.slow["reputation"] = people.slow["cases"] = 0.0

    def state(self) -> dict[str, np.ndarray | float]:
        return {"good": self._good, "bad": self._bad}

    def load(self, people: People, board: Board, state: Mapping[str, np.ndarray]) -> None:
        self._good, self._bad = float(state["good"]), float(state["bad"])
        self._show(people, board)

    def observe(self, people: People, window: Window) -> None:
        levers, counts = self._levers, people.counts
        steered = int(counts[STEERED].sum())
        keep = math.exp(-(window.end - window.start) / levers.memory_days)
        self._good = keep * self._good + int(counts[GOOD_REVIEWS].sum())
        self._bad = keep * self._bad + int(counts[BAD_REVIEWS].sum()) - steered
        self._show(people, window.board)
        if levers.control:
            window.board.bills += steered * fen(levers.control.cost_yuan)

    def _show(self, people: People, board: Board) -> None:
        """What the next window sees of it."""
        levers = self._levers
        weight = self._good + self._bad + levers.enough
        people.slow["reputation"] = self._credible * (self._good - self._bad) / weight if weight > 0 else 0.0
        cases = 1.0 - math.exp(-self._good / levers.cases.enough) if levers.cases else 0.0
        people.slow["cases"] = cases
        board.gain = self._credible * (1.0 + (levers.cases.gain * cases if levers.cases else 0.0))
        board.useful_cost = 1.0 - (levers.cases.saving * cases if levers.cases else 0.0)
