"""What happens to our accounts between two windows: bans by behaviour, keepers who leave, spare accounts opened in time.

Looked at once for each day that has ended. What an account did is what the platform can see: people added and promotional posts,
spread evenly over the days since the last look.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from siyu_sim.behaviour.handlers import PROMO
from siyu_sim.behaviour.notices import ACCOUNT_LOST, CONTENT
from siyu_sim.dice.decisions import BAN, RESIGN
from siyu_sim.dice.philox import uniforms
from siyu_sim.engine.parameters.convert import DAYS_PER_YEAR
from siyu_sim.engine.people import Board, People
from siyu_sim.scenario.platform import Platform as Spec

if TYPE_CHECKING:
    from siyu_sim.engine.slow import Window

NOBODY = -1
CERTAIN = 500.0  # of an exponent: a ban on any day, and still a number


def ban_hazard(spec: Spec, adds_per_day: float, promos_per_day: float, age: float, day: float) -> float:
    """Bans a day of an account of `age` days that adds and promotes so much, on `day`."""
    bans = spec.bans
    if bans is None:
        return 0.0
    excess = max(0.0, adds_per_day / bans.safe_adds_per_day - 1.0)
    hazard = (
        bans.per_year / DAYS_PER_YEAR * math.exp(min(bans.adds_weight * excess + bans.promo_weight * promos_per_day, CERTAIN))
    )
    if age < bans.young_days:
        hazard *= bans.young_factor
    if bans.plug_ins:
        hazard *= bans.plug_in_factor
    if spec.change is not None and day >= spec.change.day:
        hazard *= spec.change.ban_factor
    return hazard


class Accounts:
    """All accounts of a run; how many contacts each holds is counted by the census before."""

    def __init__(self, spec: Spec) -> None:
        self._spec = spec
        self._promos = 0
        self._seen_to = 0  # days looked at so far
        self._notices: list[tuple[int, int, float]] = []  # account lost, account that takes over, share of contacts kept

    def open(self, people: People, t: float = 0.0) -> None:
        self._seen_to = math.floor(t)
        self._keep_spare(people, t)

    def state(self) -> dict[str, np.ndarray | float]:
        notices = np.array(self._notices, np.float64).reshape(-1, 3)
        return {"promos": self._promos, "seen_to": self._seen_to, "notices": notices}

    def load(self, people: People, board: Board, state: Mapping[str, np.ndarray]) -> None:
        self._promos, self._seen_to = int(state["promos"]), int(state["seen_to"])
        self._notices = [(int(lost), int(heir), float(kept)) for lost, heir, kept in state["notices"]]

    def announce(self, people: People, board: Board, start: float) -> None:
        """What has befallen accounts reaches their contacts at the start of the window."""
        for account, successor, kept in self._notices:
            name = (1 << 61) | (round(start * 1024) << 20) | account
            board.post(
                t=start, minute=name, kind=0, see=0.0, gain=0.0, fatigue=0.0, leave=0.0,
                special=1, what=ACCOUNT_LOST, account=account, surface=successor, strength=kept,
            )  # fmt: skip
        self._notices.clear()

    def observe(self, people: People, window: Window) -> None:
        accounts, board = people.accounts, window.board
        posts = board.posts[board.first_post : board.n_posts]
        self._promos += int(((posts["kind"] == PROMO) & (posts["what"] == CONTENT)).sum())
        days = math.floor(window.end) - self._seen_to
        if days == 0:
            return
        for day in range(self._seen_to, math.floor(window.end)):
            for a in np.flatnonzero((accounts["opened"] < day + 1) & (accounts["closed"] == 0)).tolist():
                self._one_day(people, a, day, days, window.end)
        accounts["adds"] = 0
        self._promos = 0
        self._seen_to += days
        self._keep_spare(people, window.end)

    def _one_day(self, people: People, a: int, day: int, days: int, end: float) -> None:
        spec, account = self._spec, people.accounts[a]
        seed = people.compiled.record["seed_bits"][0]
        if account["silent_until"] <= day:
            hazard = ban_hazard(spec, account["adds"] / days, self._promos / days, day + 1 - account["opened"], day)
            u_ban, u_ends, _, _ = uniforms(seed, a, BAN, day)
            if spec.bans is not None and u_ban < -math.expm1(-hazard):
                if u_ends < spec.bans.temporary_share:
                    account["silent_until"] = end + spec.bans.temporary_days
                else:
                    self._close(people, a, spec.bans.recovered_share, end)
                    return
        if spec.staff is not None:
            u_leaves, _, _, _ = uniforms(seed, a, RESIGN, day)
            if u_leaves < -math.expm1(-spec.staff.turnover_per_year / DAYS_PER_YEAR):
                if spec.staff.handover:
                    self._notices.append((a, a, spec.staff.kept_share))
                else:
                    self._close(people, a, spec.staff.kept_without, end)

    def _close(self, people: People, a: int, kept: float, end: float) -> None:
        accounts = people.accounts
        accounts["closed"][a] = 1
        successor = self._successor(accounts, end)
        self._notices.append((a, max(successor, 0), 0.0 if successor == NOBODY else kept))

    @staticmethod
    def _successor(accounts: np.ndarray, end: float) -> int:
        """The account in use with most room, else the next one opened; NOBODY if all are used up."""
        usable = np.flatnonzero((accounts["closed"] == 0) & (accounts["opened"] <= end))
        if len(usable):
            return int(usable[np.argmin(accounts["members"][usable])])
        fresh = np.flatnonzero(np.isinf(accounts["opened"]))
        if len(fresh) == 0:
            return NOBODY
        accounts["opened"][fresh[0]] = end
        return int(fresh[0])

    def _keep_spare(self, people: People, t: float) -> None:
        """Open accounts ahead of need, so that as many as wanted stand ready without contacts."""
        accounts = people.accounts
        wanted = self._spec.nurture.spare if self._spec.nurture else 0
        if wanted == 0:
            return
        ready = int(((accounts["opened"] <= t) & (accounts["closed"] == 0) & (accounts["members"] == 0)).sum())
        for a in np.flatnonzero(np.isinf(accounts["opened"]))[: max(0, wanted - ready)].tolist():
            accounts["opened"][a] = t
