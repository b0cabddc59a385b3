"""What the story of a referral scheme costs: once, and for as long as it is kept alive."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from siyu_sim.engine.parameters import DAYS_PER_MONTH
from siyu_sim.ledger.causes import CONTENT, fen
from siyu_sim.scenario.schema import Scenario
from siyu_sim.scenario.scheme import Story

if TYPE_CHECKING:
    from siyu_sim.operator.business import Business


def tell(business: Business):
    """SimPy process: the outlay on the day the story begins, then day by day, rounded so that the sum is right to the fen."""
    scheme = business.scenario.scheme
    if scheme is None or scheme.story is None:
        return
    story, horizon = scheme.story, business.scenario.horizon_days
    begins = 0.0 if business.before is None or _story(business.before) == story else business.since
    owed, paid, day = 0.0, 0, math.ceil(begins)
    yield business.clock.at(begins)
    business.spend(CONTENT, fen(story.cost_once_yuan))
    while day < horizon:
        yield business.clock.at(float(day))
        owed += story.cost_yuan_per_month * 100 / DAYS_PER_MONTH * min(1.0, horizon - day)
        due = round(owed) - paid
        paid += due
        business.spend(CONTENT, due)
        day += 1


def _story(scenario: Scenario) -> Story | None:
    return scenario.scheme.story if scenario.scheme is not None else None
