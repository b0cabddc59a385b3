"""The business of one run: its clock, its processes, its spending, and what it sees."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from siyu_sim.engine.clock import Clock
from siyu_sim.engine.counters import ADDED, LEFT
from siyu_sim.engine.parameters import DAYS_PER_MONTH, DAYS_PER_YEAR, Compiled
from siyu_sim.engine.parameters.referring import reward
from siyu_sim.engine.people import Board
from siyu_sim.ledger.causes import CAUSES, CONTENT, LICENCE, OVERHEAD, SALARY
from siyu_sim.operator import strategies
from siyu_sim.operator.acquisition import acquire
from siyu_sim.operator.calendar import publish, publish_for_partner
from siyu_sim.operator.campaigns import run_campaign
from siyu_sim.operator.platform import PostLimit, break_the_news
from siyu_sim.operator.sop import Sop
from siyu_sim.operator.story import tell
from siyu_sim.operator.strategies.levers import Decision
from siyu_sim.operator.strategies.view import View
from siyu_sim.operator.touchpoints import SendingLimit, keep, send
from siyu_sim.scenario.schema import Scenario

BEFORE_EVERYTHING = -1  # priority among equal instants: what is decided at the boundary belongs to the next window


class Business:
    """Runs ahead of the people by one window at a time; hands them posts and exposures on its `board`.

    grants: extra spending by channel name, then by whole day, in fen (see `acquisition`). before: the scenario that the business
    was run by until day `since`; what this one brings begins on that day, and what both have goes on.
    """

    def __init__(
        self,
        compiled: Compiled,
        grants: Mapping[str, Mapping[int, int]],
        *,
        contacts_held: int = 0,
        allow_python: bool = False,
        before: Scenario | None = None,
        since: float = 0.0,
    ) -> None:
        self.compiled = compiled
        self.before, self.since = before, since
        self.scenario = compiled.scenario
        self.seed = np.uint64(compiled.seed)
        self.clock = Clock()
        self.board = Board()
        self.unspent_fen = 0.0  # of the grants, what is not spent yet
        self.contacts_held = contacts_held  # what an operator reads off the platform each day
        self.accounts_open = self.groups_open = 0
        self.post_limit = PostLimit(self)
        self.money = np.zeros((len(CAUSES), len(compiled.channel_names) + 1), np.int64)  # last column: no channel
        # what strategies pull; as the scenario has it until they do
        self.pace = [1.0] * len(self.scenario.channels)  # factor on the budget of each channel
        self.posts_per_day = self.scenario.content.posts_per_day
        self.cadence_changed = self.clock.event()
        self.rewards = self.scenario.referral.reward_yuan, self.scenario.referral.invitee_reward_yuan
        self.decisions: list[Decision] = []

        trading = [name for name, channel in self.scenario.channels.items() if channel.cost_model == "exchange"]
        self.posts_owed = dict.fromkeys(trading, 0)  # to partners, for exposures they gave
        self.clock.process(publish(self))
        self.campaigns = dict.fromkeys(self.scenario.campaigns, (0.0, 0.0))  # log-odds of buying now, share off now
        for name in self.scenario.campaigns:
            self.clock.process(run_campaign(self, name))
        self.clock.process(tell(self))
        for index, name in enumerate(self.scenario.channels):
            if self.scenario.channels[name].active:
                self.clock.process(acquire(self, index, name, dict(grants.get(name, {}))))
                if name in trading:
                    self.clock.process(publish_for_partner(self, name))
        self.sop = Sop(self)
        self.clock.process(self._run_costs())
        self.clock.process(break_the_news(self))
        self.sending_limits = {
            str(name): SendingLimit(touchpoint.limit_per_day, touchpoint.limit_per_month)
            for name, touchpoint in self.scenario.touchpoints.items()
        }
        for name in self.scenario.touchpoints:
            self.clock.process(send(self, name))
        if self.scenario.touchpoints or self.scenario.groups:
            self.clock.process(keep(self))
        chosen = strategies.processes(self.scenario, allow_python)
        self.view = View(self.clock, compiled.channel_names, contacts_held) if chosen else None
        known = strategies.settings(before)
        own = strategies.settings(self.scenario)
        for name, process in chosen:
            begins = since if before is not None and known.get(name) != own[name] else 0.0
            self.clock.process(strategies.run(self, name, process, begins))

    def spend(self, cause: int, fen: int, channel: int = -1) -> None:
        """Book integer fen under a cause, for a channel or for none."""
        self.money[cause, channel] += fen

    def set_posts_per_day(self, rate: float) -> None:
        """A new cadence, from the next morning on (at once, if posts go out at random)."""
        self.posts_per_day = rate
        changed, self.cadence_changed = self.cadence_changed, self.clock.event()
        changed.succeed()

    def set_rewards(self, reward_yuan: float, invitee_reward_yuan: float) -> None:
        """New rewards for a success, from the window on that is about to be lived."""
        self.rewards = reward_yuan, invitee_reward_yuan
        self.compiled.set(reward(self.scenario, reward_yuan, invitee_reward_yuan))

    def observe(self, end: float, money: np.ndarray, counts: np.ndarray) -> None:
        """A window has been lived up to `end`: its money (causes, channels + 1) and counts (counters, channels)."""
        self.contacts_held += int(counts[ADDED].sum() - counts[LEFT].sum())
        if self.view is not None:
            self.view.add(end, money, counts, self.contacts_held)

    def advance(self, until: float) -> None:
        """Run every process up to, not including, an instant."""
        self.clock.run(until=self.clock.at(until, BEFORE_EVERYTHING))

    def close_window(self, counts: np.ndarray) -> np.ndarray:
        """A window has been lived, its counts (counters, channels): pay what that has made due (reviews answered, messages sent) and
        hand over the money of the window (causes, channels + 1)."""
        self.spend(CONTENT, self.board.bills)
        self.board.bills = 0
        self.sop.observe(counts)
        spent = self.money.copy()
        self.money[:] = 0
        return spent

    def _run_costs(self):
        """Salaries, licences and overhead, day by day, rounded so that the sums are right to the fen."""
        finance, desk, horizon = self.scenario.finance, self.scenario.desk, self.scenario.horizon_days
        salary = desk.salary_yuan_per_month * 100 * desk.operators / DAYS_PER_MONTH if desk.active else 0.0
        for shift in desk.shifts.values() if desk.active else ():
            salary += shift.salary_yuan_per_month * 100 * shift.operators / DAYS_PER_MONTH
        account = self.scenario.platform.account_cost_yuan_per_month if self.scenario.platform else 0.0
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
            owed[LICENCE] += account * 100 / DAYS_PER_MONTH * self.accounts_open * span
            for cause, amount in owed.items():
                due = round(amount) - paid[cause]
                paid[cause] += due
                self.spend(cause, due)
            day += 1
