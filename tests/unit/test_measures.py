"""Every measure against a calculation by hand, on one world of six people of whom five become contacts.

Prices are round on purpose: an order brings 10.00 yuan, costs 4.00 in goods and 0.10 in fees, and so contributes 5.90. A contact
of the channel costs 2.00, every contact added gets a hook of 1.00, a referred person's first order costs a reward of 3.00 + 0.50.
Overhead is 0.20 a day. Bought exposures stop on day 30 of 60.
"""

import math

import numpy as np
import pytest

from siyu_sim.measure import cohorts, flywheel, funnel, gmv, money
from siyu_sim.measure.catalogue import METRICS
from siyu_sim.simulation import simulate
from tests.scenarios import blank, open_channel

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


@pytest.fixture(scope="module")
def run():
    scenario = blank(
        {
            "horizon_days": 60, "ads_off_day": 30, "market.size": 6, "market.initial_contacts": 1, "market.contacts.mean": 3,
            "channels.content": open_channel(exposures_per_day=0.1, cost_model="per_contact", cost_yuan=2, first_trust=0.4),
            "hook.unit_cost_yuan": 1, "leave.monthly_rate": 0.35,
            "product.price_yuan": 10, "product.reference_price_yuan": 10, "product.gross_margin": 0.6,
            "product.need.per_year": 24, "product.need.rhythm": "clockwork",
            "purchase.first_rate": 0.6, "purchase.repeat_rate": 0.7,
            "sharing.after_delivery_rate": 0.6, "sharing.add_rate": 1, "sharing.delay_days": 1, "sharing.borrowed_trust": 0.5,
            "referral.tools": True, "referral.reward_yuan": 3, "referral.invitee_reward_yuan": 0.5,
            "finance.overhead_yuan_per_month": 6, "finance.discount_rate_per_year": 0.2, "finance.platform_fee_share": 0.01,
        }
    )  # fmt: skip
    return simulate(scenario, 251, log=True)


def worth(person: int) -> float:
    """Contribution of a person's orders, discounted to the day of adding."""
    joined, orders = LIVES[person]
    return sum(ORDER * math.exp(-RATE * (t - joined)) for t in orders)


def test_the_world_is_the_one_listed(run):
    frame = run.events
    names = ("added", "bought", "first", "invited", "left", "dropped", "lost")
    told = [
        (round(line.t, 3), line.person, line.event, " ".join(n for n in names if getattr(line, n)))
        for line in frame.itertuples()
    ]
    assert told == EVENTS


BY_HAND = {
    "gmv": 9 * 10.00,
    "contribution": 9 * ORDER,
    "acquisition_spend": 2 * 2.00 + 4 * 1.00 + 2 * 3.50,  # two contacts of the channel, four hooks, two referred first orders
    "running_costs": 60 * 0.20,
    "profit": 9 * ORDER - 15.00 - 12.00,
    "contacts": 4,  # person 0 was there before
    "customers": 5,
    "contact_cost": 15.00 / 4,
    "cac": 15.00 / 5,
    "ltv_per_contact": sum(map(worth, LIVES)) / 5,
    "ltv_per_customer": sum(map(worth, LIVES)) / 5,  # everybody ordered
    "ltv_to_cac": sum(map(worth, LIVES)) / 5 / 3.00,
    # roots 0, 3, 2; the tree of 3 holds 5 and 4, each acquired for hook and reward, discounted to the day on which 3 added
    "ltv_with_referrals": (
        worth(0) + worth(2) + worth(3)
        + (worth(5) - 4.50) * math.exp(-RATE * (11.441 - 9.479)) + (worth(4) - 4.50) * math.exp(-RATE * (18.000 - 9.479))
    ) / 3,
    # month 0 spends 2 × 2 + 4 × 1 and the reward of day 17; the four who added in it order three times before they are a month old
    "payback_months": (8.00 + 3.50) / (3 * ORDER),
    # overhead eats 0.20 a day until the order of day 8 (end of day 8: −1.60; of day 9: 5.90 − 1.80); never below zero after
    "break_even_day": 9,
    # first orders that can be watched for 30 days: 0, 3, 5; only 0 orders again within 30 (5 takes 30.4 days)
    "repurchase_30d": 1 / 3,
    "monthly_loss": 1 - math.exp(-30 / (60 + (14.186 - 9.479) + (60 - 11.441) + (60 - 18.000) + (60 - 29.337))),
    # all five joined at least 30 days before the end (half the horizon); 3 brought 5, 5 brought 4, within 30 days
    "k_factor": 2 / 5,
    "cycle_days": ((11.441 - 9.479) + (18.000 - 11.441)) / 2,
    "referral_share": 2 / 4,
    "referral_customer_share": 2 / 5,
    "amplification": 5 / 3,
    "mean_depth": (1 + 2) / 2,
    "max_depth": 2,
    "reward_per_referred_customer": (2 * 1.00 + 2 * 3.50) / 2,
    "ads_off_survival": 0 / 2,  # two adds in days 15–30, none in 45–60
    "held_after_ads_off": 4 / 4,  # 0, 5, 4, 2 both times
    "top_fifth_share": 4 / 9,  # one contact of five: person 0
}  # fmt: skip


def test_every_measure_is_checked():
    assert set(BY_HAND) == set(METRICS)


@pytest.mark.parametrize("name", BY_HAND)
def test_measure_by_hand(run, name):
    # the instants above are rounded to 0.001 days, contributions in the rows to float32
    assert run.metrics[name] == pytest.approx(BY_HAND[name], rel=2e-5)


def test_channels_by_hand(run):
    table = money.channel_table(run)
    k = {name: i for i, name in enumerate(table["channel"])}
    content, referral = k["content"], k["referral"]
    assert table["exposures"].tolist() == [
        3,
        5,
        0,
    ]  # one of the three met a contact; five of six invitations were due before day 60
    assert table["contacts"].tolist() == [2, 2, 0]
    assert table["customers"].tolist() == [2, 2, 1]
    assert table["spend"].tolist() == [2 * 3.00, 2 * 4.50, 0]
    assert table["contact_cost"][content] == 3.00
    assert table["cac"][referral] == 4.50
    assert table["add_rate"][content] == pytest.approx(2 / 3)
    assert table["ltv_per_contact"][referral] == pytest.approx((worth(5) + worth(4)) / 2, rel=2e-5)
    assert np.isnan(table["cac"][k["initial"]]) == 0 and table["cac"][k["initial"]] == 0


def test_cohorts_by_hand(run):
    retention, activity = cohorts.retention(run), cohorts.activity(run)
    assert cohorts.sizes(run).tolist() == [4, 0, 0]  # not person 0, a contact from the start
    assert retention[0, :2].tolist() == [1.0, 3 / 4]  # person 3 left after five days
    assert np.isnan(retention[0, 2]) and np.isnan(retention[1]).all()
    assert activity[0, 0] == 3 / 4  # person 2 ordered in the second month of age
    assert np.isnan(activity[0, 1])
    spend, margin = cohorts.cohort_cash(run)
    assert spend.tolist() == pytest.approx([11.50, 3.50, 0])
    assert margin[0].tolist() == pytest.approx([3 * ORDER, 5 * ORDER, 5 * ORDER])


def test_flywheel_by_hand(run):
    assert flywheel.maturity(run) == 30  # half of 60 days, which is less than 90
    r = flywheel.reproduction_by_month(run)
    assert r[0] == 2 / 5 and np.isnan(r[1:]).all()
    assert sorted(flywheel.tree_sizes(run).tolist()) == [1, 1, 3]
    assert flywheel.roots(run).tolist() == [0, 1, 1, 1, 4]


def test_funnel_and_gmv_by_hand(run):
    assert funnel.funnel(run) == {
        "exposures": 8, "contacts": 5, "customers": 5, "repeat_customers": 2, "recommenders": 5, "brought_contacts": 2,
    }  # fmt: skip
    factors = gmv.factors(run)
    assert factors == {
        "traffic": 9, "lead_conversion": 5 / 9, "purchase_conversion": 1.0, "orders_per_customer": 9 / 5, "items_per_order": 1.0,
        "paid_per_item": 10.0,
    }  # fmt: skip
    assert math.prod(factors.values()) == pytest.approx(90.0, rel=1e-12)


def test_ledger_frame_adds_up(run):
    by_cause = run.ledger.groupby("cause").yuan.sum().round(2).to_dict()
    assert by_cause == {
        "sales": 90.0, "goods": -36.0, "fee": -0.9, "media": -4.0, "hook": -4.0, "reward": -7.0, "overhead": -12.0,
    }  # fmt: skip
