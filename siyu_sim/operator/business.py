"""The business of one run: its clock, its processes, its spending, and what it sees."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from siyu_sim.engine.clock import Clock
from siyu_sim.engine.parameters import DAYS_PER_MONTH, DAYS_PER_YEAR, Compiled
from siyu_sim.engine.people import Board
from siyu_sim.ledger.causes import CAUSES, CONTENT, LICENCE, OVERHEAD, SALARY
from siyu_sim.operator.acquisition import acquire
from siyu_sim.operator.calendar import publish
from siyu_sim.operator.story import tell


class Business:
    """Runs ahead of the people by one window at a time; hands them posts and exposures on its `board`.

    grants: extra spending by channel name, then by whole day, in fen (see `acquisition`).
    """

    def __init__(self, compiled: Compiled, grants: Mapping[str, Mapping[int, int]]) -> None:
        self.scenario = compiled.scenario
        self.seed = np.uint64(compiled.seed)
        self.clock = Clock()
        self.board = Board()
        self.unspent_fen = 0.0  # of the grants, what is not spent yet
        self.contacts_held = 0  # what an operator reads off the platform each day
        self.money = np.zeros((len(CAUSES), len(compiled.channel_names) + 1), np.int64)  # last column: no channel
        self.clock.process(publish(self))
        self.clock.process(tell(self))
        for index, name in enumerate(self.scenario.channels):
            if self.scenario.channels[name].active:
                self.clock.process(acquire(self, index, name, dict(grants.get(name, {}))))
        self.clock.process(self._run_costs())

    def spend(self, cause: int, fen: int, channel: int = -1) -> None:
        """Book integer fen under a cause, for a channel or for none."""
        self.money[cause, channel] += fen

    def advance(self, until: float) -> None:
        """Run every process up to, not including, an instant."""
        self.clock.run(until=until)

    def pay_bills(self) -> None:
        """Pay what the window's deliveries have made due: reviews answered."""
        self.spend(CONTENT, self.board.bills)
        self.board.bills = 0

    def _run_costs(self):
        """Salaries, licences and overhead, day by day, rounded so that the sums are right to the fen."""
        finance, desk, horizon = self.scenario.finance, self.scenario.desk, self.scenario.horizon_days
        salary = desk.salary_yuan_per_month * 100 * desk.operators / DAYS_PER_MONTH if desk.active else 0.0
        owed = {SALARY: 0.0, OVERHEAD: 0.0, LICENCE: 0.0}
        paid = dict.fromkeys(owed, 0)
        day = 0
        while day < horizon:
            yield self.clock.at(float(day))
            span = min(1.0, horizon - day)
            licensed = max(0, self.contacts_held - finance.free_contacts)
            owed[SALARY] += salary * span
            owed[OVERHEAD] += finance.overhead_yuan_per_month * 100 / DAYS_PER_MONTH * span
            owed[LICENCE] += finance.contact_fee_yuan_per_year * 100 / DAYS_PER_YEAR * licensed * span
            for cause, amount in owed.items():
                due = round(amount) - paid[cause]
                paid[cause] += due
                self.spend(cause, due)
            day += 1
