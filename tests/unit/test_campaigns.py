"""Campaigns: momentum by hand, the offer, what they sell, cost and leave behind."""

import numpy as np
import pytest

from siyu_sim.behaviour.effects import BOUGHT, NEED
from siyu_sim.engine.parameters import compile_scenario
from siyu_sim.ledger import causes
from siyu_sim.operator.business import Business
from siyu_sim.simulation import simulate
from siyu_sim.study.plan import load
from tests.chance import assert_share, odds
from tests.crowd import FOREVER, booked, crowd, lines
from tests.scenarios import blank

CAMPAIGN = {
    "start_day": 2, "every_days": None, "warmup_days": 3, "open_days": 2, "hours": [10, 20.5], "warmup_kind": "human", "build": 0.2,
    "purchase_weight": 2.0, "half_life_days": 4, "hangover": 0.5, "offer": 0.3, "cost_yuan": 70,
}  # fmt: skip


def business(campaigns, **levers):
    return Business(compile_scenario(blank({"campaigns": campaigns, **levers}), 1), {})


def days(plan, n):
    """(log-odds, offer) of each of n days."""
    shown = []
    for day in range(n):
        plan.advance(day + 1)
        shown.append((plan.board.momentum, plan.board.offer))
    return shown


def test_momentum_by_hand():
    full = 1 - 0.8**6  # two posts on each of three days
    expected = [0, 0, 0, 0, 0, 2 * full, 2 * full, -full, -full * 2 ** (-1 / 4), -full * 2 ** (-2 / 4)]
    shown = days(business({"one": CAMPAIGN}), 10)
    np.testing.assert_allclose([shift for shift, _ in shown], expected, rtol=1e-12)
    assert [offer for _, offer in shown] == [0, 0, 0, 0, 0, 0.3, 0.3, 0, 0, 0]


def test_posts_of_the_calendar_build_momentum_too_and_no_posts_build_none():
    both = days(business({"one": CAMPAIGN}, **{"content.posts_per_day": 1}), 6)
    assert both[5][0] == pytest.approx(2 * (1 - 0.8**9))
    silent = days(business({"one": {**CAMPAIGN, "hours": []}}), 10)
    assert {shift for shift, _ in silent} == {0.0}
    assert silent[5][1] == 0.3, "the offer stands without any momentum"


def test_momentum_is_carried_into_the_next_campaign():
    again = {**CAMPAIGN, "every_days": 9}  # idle for four days between
    shown = days(business({"one": again}), 20)
    left = (1 - 0.8**6) * 2 ** (-4 / 4)
    assert shown[14][0] == pytest.approx(2 * (1 - (1 - left) * 0.8**6))


def test_campaigns_add_up_and_the_best_offer_counts():
    other = {**CAMPAIGN, "hours": [10], "offer": 0.5, "purchase_weight": 1.0}
    shown = days(business({"one": CAMPAIGN, "two": other}), 6)
    # each counts all nine posts
    assert shown[5] == (pytest.approx(3 * (1 - 0.8**9)), 0.5)


def test_open_days_sell_and_the_days_after_sell_less():
    shop = {"product__need__per_year": 365, "horizon_days": 9, "trust__half_life_days": FOREVER, "purchase__first_rate": 0.2}
    levers = {**shop, "purchase__repeat_rate": 0.2, "fatigue__half_life_days": FOREVER}
    run = simulate(crowd(**levers, campaigns={"one": CAMPAIGN}), log=True)
    needs = lines(run, NEED)
    full = 1 - 0.8**6
    for day, shift in [(1, 0), (4, 0), (5, 2 * full), (6, 2 * full), (7, -full), (8, -full * 2 ** (-1 / 4))]:
        own = needs[np.floor(needs["t"]) == day]
        assert_share((own["outcome"] & BOUGHT > 0).sum(), len(own), odds(0.2, shift))
    open_days = run.money[5:7]
    assert open_days[:, causes.SALES].sum() > 0
    assert open_days[:, causes.DISCOUNT].sum() == pytest.approx(0.3 * open_days[:, causes.SALES].sum(), rel=1e-12)
    assert run.money[[0, 1, 2, 3, 4, 7, 8], causes.DISCOUNT].sum() == 0
    assert booked(run, causes.CONTENT) == 7000
    assert run.money[5, causes.CONTENT].sum() == 7000


def test_its_posts_are_seen_bought_from_and_share_no_dice_with_the_calendar():
    promo = {"content__posts_per_day": 1, "content__hours": [10.0], "content__mix": {"useful": 0, "human": 0, "promo": 1}}
    buy = {
        "purchase__first_rate": 0.5,
        "purchase__repeat_rate": 0.5,
        "purchase__impulse_rate": 0.3,
        "trust__half_life_days": FOREVER,
    }
    one = {**CAMPAIGN, "start_day": 0, "warmup_days": 0, "open_days": 1, "hours": [10], "purchase_weight": 0}
    run = simulate(crowd(**promo, **buy, horizon_days=1, fatigue__half_life_days=FOREVER, campaigns={"one": one}))
    orders = run.rows["orders"]
    assert_share((orders == 2).sum(), len(orders), 0.09)
    assert_share((orders == 0).sum(), len(orders), 0.49)


def test_what_a_campaign_of_ones_own_leaves_out():
    """An offer on three days; nothing before, beside or after it."""
    shown = days(business({"own": {"start_day": 2, "open_days": 3, "offer": 0.3}}, **{"content.posts_per_day": 1}), 8)
    assert shown == [(0.0, 0.0)] * 2 + [(0.0, 0.3)] * 3 + [(0.0, 0.0)] * 3
    shipped = load(overrides=["campaigns=monthly"]).scenario.campaigns["monthly"]
    own = load(overrides=["campaigns.own={start_day: 20, open_days: 3, offer: 0.15}"]).scenario.campaigns["own"]
    for name in ("build", "purchase_weight", "half_life_days", "hangover"):
        assert getattr(own, name) == getattr(shipped, name), "the docs say so"


def test_long_windows_are_refused():
    with pytest.raises(ValueError, match="window_days"):
        blank({"campaigns": {"one": CAMPAIGN}, "window_days": 2})
    with pytest.raises(ValueError, match="every_days"):
        blank({"campaigns": {"one": {**CAMPAIGN, "every_days": 4}}})
