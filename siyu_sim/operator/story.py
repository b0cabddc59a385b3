"""What the story of a referral scheme costs: once, and for as long as it is kept alive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siyu_sim.engine.parameters import DAYS_PER_MONTH
from siyu_sim.ledger.causes import CONTENT, fen

if TYPE_CHECKING:
    from siyu_sim.operator.business import Business


def tell(business: Business):
    """SimPy process: the outlay on day 0, then day by day, rounded so that the sum is right to the fen."""
    scheme = business.scenario.scheme
    if scheme is None or scheme.story is None:
        return
    story, horizon = scheme.story, business.scenario.horizon_days
    owed, paid, day = 0.0, 0, 0
    yield business.clock.at(0.0)
    business.spend(CONTENT, fen(story.cost_once_yuan))
    while day < horizon:
        yield business.clock.at(float(day))
        owed += story.cost_yuan_per_month * 100 / DAYS_PER_MONTH * min(1.0, horizon - day)
        due = round(owed) - paid
        paid += due
        business.spend(CONTENT, due)
        day += 1
