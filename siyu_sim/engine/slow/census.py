"""Who is where, in one pass over the contacts after each window: by account of ours, and by group chat."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from siyu_sim.behaviour.state import LEFT, MUTED
from siyu_sim.engine.people import Board, People
from siyu_sim.jit import jit


@jit
def count(parameters, table, further, n, orders, held, active, new):
    """Count the first n contacts who have not left: those that each account holds into `held`, the active members of each group
    chat into `active`, and what these have ordered since the latest count into `new`. orders: of each contact at that count.

    Number 0 of the groups takes in all others. Without branches, which a processor could not guess.
    """
    p = parameters[0]
    for i in range(np.uint64(n)):
        row, more = table[i], further[i]
        here = row.flags & LEFT == 0
        if p.accounts_on != 0.0:
            held[more.account] += here
        if p.groups_on != 0.0:
            group = more.group * (here & (more.marks & MUTED == 0))
            active[group] += 1
            new[group] += np.int64(row.orders) - orders[i]
            orders[i] = row.orders


class Census:
    """Sets `members` of accounts and groups. active, new: of each group, members who have not muted it and what they ordered in
    the window."""

    def open(self, people: People, t: float = 0.0) -> None:
        self._orders = np.zeros(len(people.table), np.uint16)  # of each contact, at the end of the latest window
        self._take(people)

    def state(self) -> dict[str, np.ndarray | float]:
        return {}  # it stands in the rows

    def load(self, people: People, board: Board, state: Mapping[str, np.ndarray]) -> None:
        self.open(people)

    def observe(self, people: People, window: object) -> None:
        self._take(people)

    def _take(self, people: People) -> None:
        held = np.zeros(len(people.accounts), np.int64)
        self.active, self.new = np.zeros((2, len(people.groups)), np.int64)
        count(
            people.compiled.record, people.table, people.further, people.n_rows, self._orders, held, self.active, self.new
        )  # fmt: skip
        self.active[0] = self.new[0] = 0
        if people.compiled.scenario.platform is not None:
            people.accounts["members"] = held
        people.groups["members"][1:] = self.active[1:]  # of number 0 it is the number of groups open
