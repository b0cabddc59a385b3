"""What the platform makes of the plan: posts that its limit lets through, the cost of accounts, a crisis at its hour."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from siyu_sim.behaviour.notices import CRISIS

if TYPE_CHECKING:
    from siyu_sim.operator.business import Business


class PostLimit:
    """Counts the day's posts against the platform's limit, that of the date."""

    def __init__(self, business: Business) -> None:
        self._platform = business.scenario.platform
        self._day, self._sent = -1, 0
        self.refused = 0  # posts not sent

    def lets_through(self, t: float) -> bool:
        platform, day = self._platform, math.floor(t)
        if platform is None:
            return True
        if day != self._day:
            self._day, self._sent = day, 0
        changed = platform.change is not None and t >= platform.change.day
        limit = (platform.change.limits if changed and platform.change else platform.limits).posts_per_day
        if limit is not None and self._sent >= limit:
            self.refused += 1
            return False
        self._sent += 1
        return True

    def state(self) -> list[int]:
        """Day, posts sent on it, posts refused so far."""
        return [self._day, self._sent, self.refused]

    def load(self, state: list[int]) -> None:
        self._day, self._sent, self.refused = state


def break_the_news(business: Business):
    """SimPy process: the crisis becomes public."""
    crisis = business.scenario.crisis
    if crisis is None or crisis.day >= business.scenario.horizon_days:
        return
    yield business.clock.at(crisis.day)
    business.board.post(
        t=crisis.day, minute=(1 << 60) | round(crisis.day * 1440), kind=0, see=0.0, gain=0.0, fatigue=0.0, leave=0.0,
        special=1, what=CRISIS,
    )  # fmt: skip
