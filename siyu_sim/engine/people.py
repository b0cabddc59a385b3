"""The people of one run and what has been booked about them: the state that both engines share."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from siyu_sim.behaviour.state import LEFT, MORE
from siyu_sim.engine.counters import COUNTERS, PER_SCRIPT
from siyu_sim.engine.desk import roster
from siyu_sim.engine.log import LOG
from siyu_sim.engine.parameters import DAYS_PER_MONTH, Compiled
from siyu_sim.engine.population import (
    ACCOUNT,
    GROUP,
    INVITATION,
    OPERATOR,
    POST,
    SLOW,
    new_groups,
    new_status,
    new_table,
)
from siyu_sim.language import Said
from siyu_sim.ledger.causes import CAUSES
from siyu_sim.scenario.mistakes import Mistake, ScenarioError


class Overflow(ScenarioError):
    """A contact's orders no longer fit its row, which counts 20 million yuan and 65,534 orders."""

    def __init__(self, *_):
        problem = Said("one contact orders for more than 20 million yuan, or more than 65,534 times")
        super().__init__([Mistake("product", problem, allowed=Said("a lower price_yuan, need.per_year or horizon_days"))])


ORDINARY = {
    "discount": 0.0,
    "impulse": 0.0,
    "strength": 0.0,
    "what": 0,
    "special": 0,
    "surface": 0,
    "rule": -1,
    "account": -1,
    "over_limit": 0,
}
POST_FIELDS = POST.names or ()


class Board:
    """What the business hands to the people: posts, in order of their instants, and the day's plans of exposures."""

    def __init__(self) -> None:
        self._posts = np.zeros(64, POST)
        self.n_posts = self.n_ordinary = 0  # scheduled; of these, ordinary
        self.first_post = 0  # first of the window
        self.plans: list[tuple[int, int, int, float]] = []
        self.momentum = 0.0  # of campaigns: log-odds of buying
        self.offer = 0.0  # share off the price for everybody
        # and what comes back to the business from what the last window showed
        self.gain = 1.0  # factor of the trust that posts gain
        self.useful_cost = 1.0  # factor of what a useful post costs
        self.bills = 0  # fen that deliveries have made due

    @property
    def ordinary_in_window(self) -> int:
        """Ordinary posts of the window."""
        return self.n_ordinary - (
            int(self._posts["before"][self.first_post]) if self.first_post < self.n_posts else self.n_ordinary
        )

    @property
    def posts(self) -> np.ndarray:
        return self._posts

    def post(self, **fields) -> None:
        """Schedule one post; instants must not decrease. Fields not given are those of an ordinary post."""
        if self.n_posts == len(self._posts):
            self._posts = np.concatenate([self._posts, np.zeros(len(self._posts), POST)])
        self._posts[self.n_posts] = tuple(map({**ORDINARY, **fields, "before": self.n_ordinary}.get, POST_FIELDS))
        self.n_ordinary += fields.get("special", 0) == 0
        self.n_posts += 1

    def plan(self, day: int, channel: int, exposures: int, span: float) -> None:
        """Exposures of one channel, spread over the first `span` (0 … 1] of a day."""
        self.plans.append((day, channel, exposures, span))

    def take(self, posts: np.ndarray, plans: list[tuple[int, int, int, float]]) -> None:
        """What really went out so far, and is planned for the day under way, in place of what stands here. Between two windows."""
        self._posts = np.zeros(max(64, 2 * len(posts)), POST)
        self._posts[: len(posts)] = posts
        self.n_posts = self.first_post = len(posts)
        self.n_ordinary = int(posts["before"][-1] + (posts["special"][-1] == 0)) if len(posts) else 0
        self.plans = list(plans)

    def next_window(self, t: float) -> None:
        """The window that ended at t is done: its posts are out, its plans used up."""
        self.first_post = self.n_posts
        self.plans = [plan for plan in self.plans if plan[0] + 1 > t]


class People:
    """Table, status and accounts. `money` and `counts` are those of the current window.

    keep: write the further row even if no mechanism of the scenario needs it, so that a later strategy finds it. That changes
    no life: it only takes down what has happened.
    """

    def __init__(self, compiled: Compiled, logging: bool, keep: bool = False) -> None:
        scenario = compiled.scenario
        self.compiled = compiled
        self._shows_further = bool(compiled.record["more_on"][0])
        if keep:
            compiled.record["more_on"] = 1.0
        self.logging = logging
        self.table = new_table(scenario.market.size)
        self.further = new_table(scenario.market.size, MORE)  # written only where a mechanism needs it
        self.groups = new_groups(scenario)
        self.accounts = np.zeros(scenario.platform.accounts if scenario.platform else 1, ACCOUNT)
        self.accounts["opened"] = np.inf
        self.status = new_status(scenario.market.size)
        self.n_rows = 0
        self.settled = 0  # rows that were there before the window
        channels = len(compiled.channel_names)
        self.money = np.zeros((len(CAUSES), channels), np.int64)
        self.counts = np.zeros((len(COUNTERS) + PER_SCRIPT * compiled.n_scripts, channels), np.int64)
        months = math.floor(scenario.horizon_days / DAYS_PER_MONTH) + 1
        self.cohort = np.zeros((3, months, months), np.int64)
        self.slow = np.zeros(1, SLOW)
        self.waiting = np.empty(256, INVITATION)
        self.n_waiting = 0
        self.operators = roster(scenario)
        self.events = 0
        self._logs: list[np.ndarray] = []

    @property
    def rows(self) -> np.ndarray:
        """The rows in use, a view of shape (n,)."""
        return self.table[: self.n_rows]

    def accounts_open(self, t: float) -> int:
        """Accounts in use or standing ready at t."""
        return int(((self.accounts["opened"] <= t) & (self.accounts["closed"] == 0)).sum())

    @property
    def further_rows(self) -> np.ndarray | None:
        """What optional mechanisms keep of the contacts, a view of shape (n,); None where none does."""
        return self.further[: self.n_rows] if self._shows_further else None

    @property
    def open_groups(self) -> np.ndarray | None:
        """The group chats opened so far, after number 0 that stands for none; None if the scenario has none."""
        return self.groups[: 1 + self.groups_open] if self.compiled.scenario.groups else None

    @property
    def groups_open(self) -> int:
        """Group chats opened so far."""
        return int(self.groups["members"][0])

    @property
    def held(self) -> np.ndarray:
        """Whether each contact in use has not left, bool of shape (n,)."""
        return self.rows["flags"] & LEFT == 0

    def state(self) -> dict[str, np.ndarray]:
        """Copies of all that the next window needs, and the log. Between two windows, where money and counts are booked."""
        parts = {
            "rows": self.rows,
            "further": self.further[: self.n_rows],
            "groups": self.groups,
            "accounts": self.accounts,
            "status": self.status,
            "waiting": self.waiting[: self.n_waiting],
            "operators": self.operators,
            "slow": self.slow,
            "cohort": self.cohort,
            "events": np.array(self.events, np.int64),
            "log": self.log(),
        }
        return {name: part.copy() for name, part in parts.items()}

    def restore(self, state: Mapping[str, np.ndarray]) -> None:
        """Go on from a `state` of this scenario."""
        self.n_rows = self.settled = len(state["rows"])
        self.rows[:] = state["rows"]
        if self.compiled.record["more_on"][0]:
            self.further[: self.n_rows] = state["further"]
        # into fresh arrays, as compiled code wants the layout to the letter
        self.groups = _fresh(state["groups"], GROUP)
        self.accounts = _fresh(state["accounts"], ACCOUNT)
        self.operators = _fresh(state["operators"], OPERATOR)
        self.waiting, self.n_waiting = np.empty(256, INVITATION), 0
        self.keep_invitations(_fresh(state["waiting"], INVITATION))
        self.status[:] = state["status"]
        self.slow[:] = state["slow"]
        self.cohort[:] = state["cohort"]
        self.events = int(state["events"])
        self._logs.clear()
        self.keep_log(_fresh(state["log"], LOG))

    def keep_invitations(self, new: np.ndarray) -> None:
        """Add invitations to those that wait."""
        needed = self.n_waiting + len(new)
        if needed > len(self.waiting):
            grown = np.empty(max(needed, len(self.waiting) * 5 // 4), INVITATION)
            grown[: self.n_waiting] = self.waiting[: self.n_waiting]
            self.waiting = grown
        self.waiting[self.n_waiting : needed] = new
        self.n_waiting = needed

    def keep_log(self, lines: np.ndarray) -> None:
        if len(lines):
            self._logs.append(lines.copy())

    def log(self) -> np.ndarray:
        """All log lines so far, in the order they were written."""
        return np.concatenate(self._logs) if self._logs else np.empty(0, LOG)


def _fresh(records: np.ndarray, dtype: np.dtype) -> np.ndarray:
    copy = np.zeros(len(records), dtype)
    copy[:] = records
    return copy
