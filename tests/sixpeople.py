"""One world of six people of whom five become contacts, small enough to work every measure out by hand.

Prices are round on purpose: an order brings 10.00 yuan, costs 4.00 in goods and 0.10 in fees, and so contributes 5.90. A contact
of the channel costs 2.00, every contact added gets a hook of 1.00, a referred person's first order costs a reward of 3.00 + 0.50.
Overhead is 0.20 a day. Bought exposures stop on day 30 of 60. A shorter horizon cuts the same lives off.
"""

import math
from typing import Any

from siyu_sim.scenario.schema import Scenario
from siyu_sim.simulation import Run, simulate
from tests.scenarios import blank, open_channel

SEED = 251
ORDER = 10.00 - 4.00 - 0.10

# (instant, person, event, what came of it): all that happens, as the log tells it
EVENTS = [
    (8.400, 0, "need", "bought first"),
    (8.400, 0, "delivery", ""),
    (9.479, 3, "exposed", "added"),
    (10.885, 3, "need", "bought first"),
    (10.885, 3, "delivery", "invited"),
    (11.441, 5, "invitation", "added"),
    (14.186, 3, "leave", "left"),
    (17.283, 5, "need", "bought first"),
    (17.283, 5, "delivery", "invited"),
    (18.000, 4, "invitation", "added"),
    (23.609, 0, "need", "bought"),
    (23.609, 0, "delivery", "invited"),
    (29.337, 2, "exposed", "added"),
    (31.429, 4, "need", "bought first"),
    (31.429, 4, "delivery", "invited"),
    (32.492, 5, "need", "lost"),
    (38.817, 0, "need", "bought"),
    (38.817, 0, "delivery", "invited"),
    (44.395, 2, "need", "lost"),
    (46.638, 4, "need", "lost"),
    (47.700, 5, "need", "bought"),
    (47.700, 5, "delivery", ""),
    (54.025, 0, "need", "bought"),
    (54.025, 0, "delivery", ""),
    (59.603, 2, "need", "bought first"),
    (59.603, 2, "delivery", "invited"),
]
# person → (day of adding, days of orders); person 0 is a contact from day 0, 5 was referred by 3 and 4 by 5
LIVES = {
    0: (0.0, [8.400, 23.609, 38.817, 54.025]),
    3: (9.479, [10.885]),
    5: (11.441, [17.283, 47.700]),
    4: (18.000, [31.429]),
    2: (29.337, [59.603]),
}
RATE = math.log(1.2) / 365  # 20 % a year


def scenario(horizon_days: float = 60, **changes: Any) -> Scenario:
    """The business, up to a day, with levers changed, given as path__with__double__underscores."""
    return blank(
        {
            "horizon_days": horizon_days, "ads_off_day": 30,
            "market.size": 6, "market.initial_contacts": 1, "market.contacts.mean": 3,
            "channels.content": open_channel(exposures_per_day=0.1, cost_model="per_contact", cost_yuan=2, first_trust=0.4),
            "hook.unit_cost_yuan": 1, "leave.monthly_rate": 0.35,
            "product.price_yuan": 10, "product.reference_price_yuan": 10, "product.gross_margin": 0.6,
            "product.need.per_year": 24, "product.need.rhythm": "clockwork",
            "purchase.first_rate": 0.6, "purchase.repeat_rate": 0.7,
            "sharing.after_delivery_rate": 0.6, "sharing.add_rate": 1, "sharing.delay_days": 1, "sharing.borrowed_trust": 0.5,
            "referral.tools": True, "referral.reward_yuan": 3, "referral.invitee_reward_yuan": 0.5,
            "finance.overhead_yuan_per_month": 6, "finance.discount_rate_per_year": 0.2, "finance.platform_fee_share": 0.01,
            **{name.replace("__", "."): value for name, value in changes.items()},
        }
    )  # fmt: skip


def live(horizon_days: float = 60) -> Run:
    """The world up to a day."""
    return simulate(scenario(horizon_days), SEED, log=True)


def worth(person: int, until: float = 60) -> float:
    """Contribution of a person's orders, discounted to the day of adding."""
    joined, orders = LIVES[person]
    return sum(ORDER * math.exp(-RATE * (t - joined)) for t in orders if t < until)
