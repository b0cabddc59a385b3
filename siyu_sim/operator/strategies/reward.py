"""Raise the referral reward while it pays: climb as long as the last step brought more margin than it cost."""

from __future__ import annotations

from siyu_sim.operator.strategies.levers import Levers
from siyu_sim.operator.strategies.view import Period, View

CHANNEL = "referral"


def raise_reward(
    view: View,
    levers: Levers,
    step_yuan: float,
    floor_yuan: float,
    ceiling_yuan: float,
    review_days: float,
    worth_days: float,
    rest_reviews: int,
):
    """Compare the time since the last step with the time before it, both for each contact held.

    A new referred customer is worth `worth_days` of the margin that referred customers brought of late. Let n be new referred
    customers and c rewards and hooks paid for them, for each contact and day. A step from period 0 to period 1 paid if

        worth × (n1 − n0) > c1 − c0

    Then the next step follows; otherwise it is taken back, and nothing is tried for `rest_reviews` looks. A first step is tried
    when a referred customer is worth more than the whole reward. The reward is split between both sides as it was on day 0.
    """
    first, invitee = levers.rewards
    to_invitee = invitee / (first + invitee) if first + invitee > 0 else 0.0
    before: Period | None = None  # the period that the last raise is judged by
    rest = 0
    yield view.wait(review_days)
    while True:
        now = view.last(review_days)
        worth = _worth(view, now, worth_days)
        total = sum(levers.rewards)
        if before is not None and worth * (_rate(now) - _rate(before)) <= _cost(now) - _cost(before):
            wish, why, before, rest = total - step_yuan, "the last raise did not pay", None, rest_reviews
        elif rest > 0:
            rest -= 1
            wish, why = total, "within its bounds"
        elif worth > total:
            wish, why, before = total + step_yuan, "the last raise paid" if before else "worth more than the reward", now
        else:
            wish, why, before = total, "within its bounds", None
        wish = min(max(wish, floor_yuan), ceiling_yuan)
        if wish <= total:
            before = None
        why = f"{why}: a referred customer is worth {worth:.4g} yuan in {worth_days:g} days"
        levers.set_rewards(wish * (1 - to_invitee), wish * to_invitee, why)
        yield view.wait(review_days)


def _rate(period: Period) -> float:
    """New referred customers for each contact held and day."""
    return period.first_orders(CHANNEL) / period.contact_days if period.contact_days else 0.0


def _cost(period: Period) -> float:
    """Rewards and hooks paid for the referred, for each contact held and day."""
    return period.spend(channel=CHANNEL) / period.contact_days if period.contact_days else 0.0


def _worth(view: View, period: Period, worth_days: float) -> float:
    """Margin of `worth_days` days of a referred customer, as they were in the period; 0 while there are none."""
    customers = view.all().first_orders(CHANNEL) - period.first_orders(CHANNEL) / 2  # in the middle of it
    return period.margin(CHANNEL) / period.days * worth_days / customers if customers > 0 and period.days else 0.0
