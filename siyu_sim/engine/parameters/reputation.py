"""Public reviews of deliveries, and what they move."""

from __future__ import annotations

from siyu_sim.scenario.schema import Scenario

FIELDS = ("reviews_on", "good_from", "bad_below", "good_review", "bad_review", "steered", "add_reputation", "buy_reputation")


def values(s: Scenario) -> dict[str, object]:
    reputation = s.reputation
    if reputation is None:
        return {}
    return {
        "reviews_on": 1.0,
        "good_from": reputation.good_from,
        "bad_below": reputation.bad_below,
        "good_review": reputation.good_review_rate,
        "bad_review": reputation.bad_review_rate,
        "steered": reputation.control.share if reputation.control else 0.0,
        "add_reputation": reputation.add_weight,
        "buy_reputation": reputation.buy_weight,
    }
