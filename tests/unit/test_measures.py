"""Every measure against a calculation by hand, on the world of `tests.sixpeople`."""

import math

import numpy as np
import pytest

from siyu_sim.measure import cohorts, flywheel, funnel, gmv, money
from siyu_sim.measure.catalogue import METRICS
from siyu_sim.simulation import simulate
from tests.digest import example
from tests.scenarios import variant
from tests.sixpeople import EVENTS, LIVES, ORDER, RATE, live, worth


@pytest.fixture(scope="module")
def run():
    return live()


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
    # the four who added, all by day 30: person 2 takes 30.3 days to the first order
    "first_purchase_30d": 3 / 4,
    "order_value": 90.00 / 9,
    "revenue_per_customer": 90.00 / 5,
    "repeat_order_share": 4 / 9,
    "later_share": 2 / 5,  # of the five orders of those who added, 5's second and 2's came after 30 days
    "orders_to_pay_back": 3.00 / ORDER,
    "cost_per_repeat": 12.00 / 4,
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
    # from day 30 on, members 0 and 5 order three times in 60 days lived and nobody leaves; at the end all four held are members,
    # and nobody has come by referral since
    "private_value": 4 * (3 * ORDER / 60) / RATE,
    "fan_value": 0,
    "member_value": 4 * (3 * ORDER / 60) / RATE,
    "brand_value": 0,
    "hours_waited": math.nan,  # no desk
    "given_up_share": math.nan,
    "other_products_share": 0,
    "public_share": 0,
    "contacts_held": 4,
    "refused_adds": 0,
    "blocked_touches": 0,
    "lost_with_accounts": 0,
    "broken_share": 0,
    "top_fifth_share": 4 / 9,  # one contact of five: person 0
    # no rules, no membership
    "messages_sent": 0,
    "blocked_share": math.nan,
    "won_back": 0,
    "members": 0,
    "points_liability": 0,
    "touches": 0,
    "group_mood": math.nan,  # no groups; test_groups has some
    "group_active_share": math.nan,
    # person 3 brings 5, person 5 brings 4; all are readers, nobody cheats, nothing is reviewed
    "top_percent_share": 1 / 2,
    "top_tenth_share": 1 / 2,
    "creators_share": 0,
    "commenters_share": 0,
    "readers_share": 1,
    "team_completion": math.nan,
    "fake_contacts": 0,
    "fake_share": 0,
    "reported_contact_cost": 15.00 / 4,
    "abuse_cost": 0,
    "programme_cost_per_customer": (2 * 1.00 + 2 * 3.50) / 2,
    "review_balance": math.nan,
}  # fmt: skip


def test_every_measure_is_checked():
    assert set(BY_HAND) == set(METRICS)


@pytest.mark.parametrize("name", BY_HAND)
def test_measure_by_hand(run, name):
    # the instants above are rounded to 0.001 days, contributions in the rows to float32
    assert run.metrics[name] == pytest.approx(BY_HAND[name], rel=2e-5, nan_ok=True)


def test_first_purchases_are_those_of_contacts_watched_for_30_days():
    # to day 45: 3 and 5 added by day 15 and ordered; 4, who ordered, and 2, who did not, have not been watched long enough
    assert cohorts.first_purchase_30_days(live(45)) == 1.0
    assert np.isnan(cohorts.first_purchase_30_days(live(30)))


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


def test_lifetime_value_by_age_and_channel_by_hand(run):
    table = cohorts.ltv_by_age(run)
    assert table["channel"].tolist() == ["content", "content", "referral", "referral"]  # without person 0
    assert table["age"].tolist() == [0, 1, 0, 1]
    # all four added in the first month, 3 and 2 by content; in it 3 ordered, and 5 of the other two
    assert table["people"].tolist() == [2, 2, 2, 2]
    by_hand = [worth(3, 30), worth(2), worth(5, 30), worth(5) - worth(5, 30) + worth(4)]
    assert table["gained"] == pytest.approx(by_hand, rel=2e-5)
    assert table["gained_per_contact"] == pytest.approx([value / 2 for value in by_hand], rel=2e-5)


def test_a_month_counts_for_cohorts_that_have_lived_it():
    table = cohorts.ltv_by_age(live(45))  # one month is over
    assert table["age"].tolist() == [0, 0] and table["gained"] == pytest.approx([worth(3, 30), worth(5, 30)], rel=2e-5)
    assert cohorts.ltv_by_age(live(20))["age"].tolist() == []


def test_lifetime_value_by_age_is_what_shorter_runs_of_the_same_world_show():
    scenario = variant(example(), {"window_days": 1.0, "market.size": 800, "horizon_days": 100})
    table = cohorts.ltv_by_age(simulate(scenario, 7))
    until = [simulate(variant(scenario, {"horizon_days": 30.0 * month}), 7) for month in (1, 2, 3)]
    for channel, name in enumerate(until[-1].channels[:-1]):
        worth, people = np.zeros((4, 3)), np.zeros(3)  # at the end of month k of those who joined in month j
        for k, run in enumerate(until, start=1):
            rows = run.rows[run.rows["channel"] == channel]
            joined = (rows["joined"] // 30).astype(int)
            worth[k] = np.bincount(joined, weights=rows["discounted"], minlength=3) / 100
            people = np.bincount(joined, minlength=3)
        own = table["channel"] == name
        for age in range(3):
            gained = sum(worth[j + age + 1, j] - worth[j + age, j] for j in range(3 - age))
            assert table["gained"][own][age] == pytest.approx(gained, abs=1e-9)
            assert table["people"][own][age] == people[: 3 - age].sum()
    assert table["gained"].sum() > 100 and (table["people"] > 0).sum() > 5


def test_flywheel_by_hand(run):
    assert flywheel.maturity(run) == 30  # half of 60 days, which is less than 90
    r = flywheel.reproduction_by_month(run)["r"]
    assert r[0] == 2 / 5 and np.isnan(r[1:]).all()
    assert sorted(flywheel.tree_sizes(run).tolist()) == [1, 1, 3]
    assert flywheel.roots(run).tolist() == [0, 1, 1, 1, 4]


def test_funnel_and_gmv_by_hand(run):
    assert funnel.funnel(run) == {
        "exposures": 8, "contacts": 5, "customers": 5, "repeat_customers": 2, "recommenders": 5, "brought_contacts": 2,
    }  # fmt: skip
    factors = gmv.factors(run)
    assert factors == {
        "bought_traffic": 3, "earned_traffic": 0, "fission_traffic": 5, "held_at_start": 1, "lead_conversion": 5 / 9,
        "activation": 1.0, "purchase_conversion": 1.0, "orders_per_customer": 9 / 5, "items_per_order": 1.0, "paid_per_item": 10.0,
        "public_sales": 0,
    }  # fmt: skip
    assert gmv.product(factors) == pytest.approx(90.0, rel=1e-12)


def test_who_has_neither_read_nor_ordered_is_not_activated():
    factors = gmv.factors(live(30))  # nobody posts, and persons 4 and 2 have not ordered by day 30
    assert factors["activation"] == pytest.approx(3 / 5) and factors["purchase_conversion"] == 1
    assert gmv.product(factors) == pytest.approx(40.0, rel=1e-12)


def test_ledger_frame_adds_up(run):
    by_cause = run.ledger.groupby("cause").yuan.sum().round(2).to_dict()
    assert by_cause == {
        "sales": 90.0, "goods": -36.0, "fee": -0.9, "media": -4.0, "hook": -4.0, "reward": -7.0, "overhead": -12.0,
    }  # fmt: skip
