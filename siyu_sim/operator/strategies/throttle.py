"""Throttle content when deletions rise, and return to the plan when they have fallen."""

from __future__ import annotations

from siyu_sim.operator.strategies.levers import Levers
from siyu_sim.operator.strategies.view import View


def throttle_posts(
    view: View,
    levers: Levers,
    most_monthly_loss: float,
    calm: float,
    review_days: float,
    cut: float,
    fewest_posts_per_day: float,
):
    """Loss above the limit: posts × cut. Loss below calm × limit: posts / cut, up to the plan. Between the two: as it is."""
    planned = levers.posts_per_day
    fewest = min(fewest_posts_per_day, planned)
    while True:
        yield view.wait(review_days)
        loss = view.last(review_days).monthly_loss
        rate = levers.posts_per_day
        if loss > most_monthly_loss:
            rate = max(rate * cut, fewest)
        elif loss < calm * most_monthly_loss:
            rate = min(rate / cut, planned) if rate > 0 else planned * cut
        levers.set_posts_per_day(rate, f"{loss:.2%} of contacts lost a month, limit {most_monthly_loss:.2%}")
