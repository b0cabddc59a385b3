"""What an operator can see: counts and money of the windows that are over. Never trust, fatigue, satisfaction, or who lapsed."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable

import numpy as np

from siyu_sim.engine import counters as c
from siyu_sim.engine.clock import Clock
from siyu_sim.language import Said
from siyu_sim.ledger.causes import ACQUISITION_CAUSES, CAUSES, DISCOUNT, FEE, GOODS, REFUND, REWARD, SALES

# what platforms and order systems report; the other counters are in people's heads
VISIBLE = (c.EXPOSURES, c.ADDED, c.ORDERS, c.FIRST_ORDERS, c.SHARES, c.LEFT)
BEFORE_ALL = 0  # priority among equal instants: a decision of the morning holds for the day
DAYS_PER_MONTH = 30.0


class Period:
    """Sums over some days. Money is in yuan. `channel`: that by which a contact came to us; None: all."""

    def __init__(
        self, days: float, contact_days: float, money: np.ndarray, counts: np.ndarray, channels: tuple[str, ...]
    ) -> None:
        self.days = days
        self.contact_days = contact_days
        self._money = money  # (causes, channels + 1)
        self._counts = counts  # (VISIBLE, channels)
        self._channels = channels

    def _count(self, counter: int, channel: str | None) -> int:
        line = self._counts[VISIBLE.index(counter)]
        return int(line.sum() if channel is None else line[self._channels.index(channel)])

    def _yuan(self, causes: Iterable[int], channel: str | None) -> float:
        block = self._money[list(causes)]
        return float(block.sum() if channel is None else block[:, self._channels.index(channel)].sum()) / 100

    def exposures(self, channel: str | None = None) -> int:
        return self._count(c.EXPOSURES, channel)

    def added(self, channel: str | None = None) -> int:
        """New contacts."""
        return self._count(c.ADDED, channel)

    def first_orders(self, channel: str | None = None) -> int:
        """New customers."""
        return self._count(c.FIRST_ORDERS, channel)

    def orders(self, channel: str | None = None) -> int:
        return self._count(c.ORDERS, channel)

    def shares(self, channel: str | None = None) -> int:
        """Occasions on which somebody recommended us."""
        return self._count(c.SHARES, channel)

    def deleted(self, channel: str | None = None) -> int:
        """Contacts who deleted or blocked us."""
        return self._count(c.LEFT, channel)

    def spend(self, *causes: str, channel: str | None = None) -> float:
        """Yuan booked under causes of the ledger, such as "media"; without any: media, hooks and rewards."""
        return self._yuan([CAUSES.index(cause) for cause in causes] or ACQUISITION_CAUSES, channel)

    def rewards(self) -> float:
        """Yuan of referral rewards paid."""
        return self._yuan([REWARD], None)

    def gmv(self, channel: str | None = None) -> float:
        """Sales less discounts."""
        return self._yuan([SALES], channel) - self._yuan([DISCOUNT], channel)

    def margin(self, channel: str | None = None) -> float:
        """GMV less goods, fees and refunds."""
        return self.gmv(channel) - self._yuan([GOODS, FEE, REFUND], channel)

    def cac(self, channel: str | None = None) -> float:
        """Acquisition spend for each new customer; infinite if money brought none, nan if there was neither."""
        spent, customers = self.spend(channel=channel), self.first_orders(channel)
        return spent / customers if customers else math.inf if spent else math.nan

    @property
    def monthly_loss(self) -> float:
        """Share of contacts lost in 30 days at this period's pace."""
        return 1 - math.exp(-DAYS_PER_MONTH * self.deleted() / self.contact_days) if self.contact_days else 0.0


class View:
    """The operator's dashboard. It knows the windows that are over, not the one under way."""

    def __init__(self, clock: Clock, channels: tuple[str, ...], held: int) -> None:
        self._clock = clock
        self.channels = channels  # names; the last two are "referral" and "initial"
        self.held = held  # contacts who have not deleted us
        zero = np.zeros((len(CAUSES), len(channels) + 1), np.int64), np.zeros((len(VISIBLE), len(channels)), np.int64)
        self._ends = [0.0]
        self._sums = [(0.0, *zero)]  # up to each end: contact-days, money, counts

    @property
    def day(self) -> float:
        """Now."""
        return float(self._clock.now)

    @property
    def until(self) -> float:
        """End of the last window that is known."""
        return self._ends[-1]

    def wait(self, days: float):
        """`yield view.wait(7)` sleeps seven days and wakes before the day's posts and purchases are decided."""
        if not 0 < days < math.inf:
            raise ValueError(Said("a strategy cannot wait {days} days: more than 0 is possible", days=days))
        return self._clock.at(self._clock.now + days, BEFORE_ALL)

    def last(self, days: float) -> Period:
        """The windows that ended within so many days before the last one known did, as far back as the run goes."""
        first = max(0, bisect_right(self._ends, self.until - days + 1e-9) - 1)
        (held0, money0, counts0), (held1, money1, counts1) = self._sums[first], self._sums[-1]
        return Period(self.until - self._ends[first], held1 - held0, money1 - money0, counts1 - counts0, self.channels)

    def all(self) -> Period:
        """Everything since day 0."""
        return self.last(math.inf)

    def add(self, end: float, money: np.ndarray, counts: np.ndarray, held: int) -> None:
        """A window is over: its money, its counts (all of them; what cannot be seen is dropped), contacts held at its end."""
        contact_days, money_before, counts_before = self._sums[-1]
        contact_days += (self.held + held) / 2 * (end - self.until)
        self._sums.append((contact_days, money_before + money, counts_before + counts[list(VISIBLE)]))
        self._ends.append(end)
        self.held = held
