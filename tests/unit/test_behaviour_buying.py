"""Needs and orders: each lever has the effect it claims, with its size where a formula gives it, and none at zero."""

import math

import numpy as np
import pytest

from siyu_sim.behaviour.effects import (
    BOUGHT,
    NEED,
    SEEN,
    TOUCH,
)
from siyu_sim.behaviour.state import LAPSED, LEFT
from siyu_sim.engine import counters as c
from siyu_sim.ledger import causes
from siyu_sim.simulation import simulate
from tests.chance import assert_mean, assert_share, odds
from tests.crowd import FOREVER, PEOPLE, count, crowd, lines, segment_of_person, segments
from tests.same import assert_same_run

POSTS = {"content__posts_per_day": 1, "horizon_days": 4, "trust__half_life_days": FOREVER, "fatigue__half_life_days": FOREVER}

NEEDS = {"product__need__per_year": 36.5, "horizon_days": 10, "trust__half_life_days": FOREVER}


def chance_to_buy(first=0.2, **levers):
    """(orders, needs) of people whose chance to buy never changes."""
    run = simulate(crowd(**NEEDS, purchase__first_rate=first, purchase__repeat_rate=first, **levers))
    return count(run, c.ORDERS), count(run, c.NEEDS)


@pytest.mark.parametrize("trust", [0.0, 0.8])
def test_trust_sells(trust):
    assert_share(*chance_to_buy(market__initial_trust=trust, purchase__trust_weight=2.0), odds(0.2, 2.0 * (trust - 0.5)))


def test_trust_without_weight_changes_nothing():
    one, other = (simulate(crowd(**NEEDS, purchase__first_rate=0.2, market__initial_trust=t), log=True) for t in (0.1, 0.9))
    assert (one.log_lines["outcome"] == other.log_lines["outcome"]).all()


@pytest.mark.parametrize("price", [8, 24])
def test_price_against_expectation(price):
    kinds = segments(price_sensitivity=2.0)
    run = simulate(
        crowd(
            **NEEDS,
            market__segments=kinds,
            product__price_yuan=price,
            product__reference_price_yuan=12,
            purchase__first_rate=0.2,
            purchase__repeat_rate=0.2,
        ),
        log=True,
    )
    segment = segment_of_person(run)
    needs = lines(run, NEED)
    for k, sensitivity in enumerate((0.0, 2.0)):
        own = needs[segment[needs["person"]] == k]
        assert_share((own["outcome"] & BOUGHT > 0).sum(), len(own), odds(0.2, -sensitivity * math.log(price / 12)))


def test_customers_buy_at_another_rate():
    run = simulate(crowd(**NEEDS, purchase__first_rate=0.1, purchase__repeat_rate=0.4))
    first, orders, needs = count(run, c.FIRST_ORDERS), count(run, c.ORDERS), count(run, c.NEEDS)
    log = simulate(crowd(**NEEDS, purchase__first_rate=0.1, purchase__repeat_rate=0.4), log=True)
    customers = set()
    tried = bought = 0
    for line in lines(log, NEED):
        if line["person"] in customers:
            tried += 1
            bought += bool(line["outcome"] & BOUGHT)
        elif line["outcome"] & BOUGHT:
            customers.add(line["person"])
    assert len(customers) == first
    assert_share(bought, tried, 0.4)
    assert_share(first, needs - tried, 0.1)
    assert orders == first + bought


def test_quality_satisfies_and_satisfaction_brings_people_back():
    run = simulate(
        crowd(
            **NEEDS,
            purchase__first_rate=1,
            purchase__repeat_rate=0.3,
            purchase__satisfaction_weight=2.0,
            product__quality=0.9,
            dropout__learning=1.0,
        ),
        log=True,
    )
    assert_share(
        count(run, c.ORDERS) - count(run, c.FIRST_ORDERS),
        count(run, c.NEEDS) - count(run, c.FIRST_ORDERS),
        odds(0.3, 2.0 * 0.4),
    )
    customers = run.rows[run.rows["orders"] > 0]
    np.testing.assert_allclose(customers["satisfaction"], 0.9, rtol=1e-6)


@pytest.mark.parametrize(("quality", "trust"), [(0.9, 1 - 0.5 * (1 - 0.25 * 0.8)), (0.2, 0.5 * (1 - 0.3 * 0.6))])
def test_delivery_moves_trust(quality, trust):
    run = simulate(
        crowd(
            **NEEDS, purchase__first_rate=1, product__quality=quality, trust__gain_delivery=0.25, trust__bad_delivery_loss=0.3
        )
    )
    np.testing.assert_allclose(run.rows["trust"][run.rows["orders"] == 1], trust, rtol=1e-5)


def test_learning_weighs_the_latest_delivery():
    run = simulate(crowd(**NEEDS, purchase__first_rate=1, purchase__repeat_rate=1, product__quality=0.9, dropout__learning=0.3))
    rows = run.rows
    np.testing.assert_allclose(rows["satisfaction"], 0.9 - 0.4 * 0.7 ** rows["orders"].astype(float), rtol=1e-5)


def test_quality_varies_between_deliveries():
    run = simulate(
        crowd(**NEEDS, purchase__first_rate=1, product__quality=0.5, product__quality_spread=0.1, dropout__learning=1.0)
    )
    drawn = run.rows["satisfaction"][run.rows["orders"] == 1]
    assert_mean(drawn, 0.5)
    assert_mean((drawn - 0.5) ** 2, 0.01)


def test_drop_out_weakens_with_satisfaction():
    base = {
        **NEEDS,
        "purchase__first_rate": 1,
        "purchase__repeat_rate": 0,
        "dropout__a": 2.0,
        "dropout__b": 6.0,
        "dropout__learning": 1.0,
    }
    run = simulate(crowd(**base, product__quality=0.5, dropout__satisfaction_weight=5.0))
    assert_share(count(run, c.DROPPED), count(run, c.FIRST_ORDERS), 0.25)
    happy, unhappy = (
        count(simulate(crowd(**base, product__quality=q, dropout__satisfaction_weight=5.0)), c.DROPPED) for q in (0.9, 0.1)
    )
    assert happy < count(run, c.DROPPED) / 2
    assert unhappy > 2 * count(run, c.DROPPED)
    assert_same_run(simulate(crowd(**base, product__quality=0.5, dropout__satisfaction_weight=0.0)), run)
    lapsed = run.rows["flags"] & LAPSED > 0
    assert (run.rows["t_need"][lapsed] == np.inf).all()


def test_rivals_pull_those_who_do_not_trust():
    run = simulate(crowd(**NEEDS, purchase__first_rate=0.3, purchase__rival_pull=0.3, market__initial_trust=0.25))
    assert_share(count(run, c.DROPPED), count(run, c.LOST), 0.3 * 0.75)


def test_social_proof_sells():
    levers = {**NEEDS, "purchase__first_rate": 0.2, "purchase__repeat_rate": 0.2}
    plain, proof = (count(simulate(crowd(**levers, purchase__proof_weight=w)), c.ORDERS) for w in (0.0, 2.0))
    assert proof > 1.1 * plain


def test_impulse_orders():
    promo = {"content__mix": {"useful": 0.0, "human": 0.0, "promo": 1.0}, "content__promo_discount": 0.2}
    levers = {
        **POSTS,
        **promo,
        "market__segments": segments(price_sensitivity=3.0),
        "horizon_days": 1,
        "purchase__impulse_rate": 0.1,
        "purchase__first_rate": 0.3,
        "purchase__repeat_rate": 0.6,
        "product__price_yuan": 10,
        "product__reference_price_yuan": 10,
    }
    run = simulate(crowd(**levers))
    barrier = math.log(0.3 / 0.7) - math.log(0.6 / 0.4)  # nobody is a customer yet
    for k, sensitivity in enumerate((0.0, 3.0)):
        own = run.rows[run.rows["segment"] == k]
        assert_share((own["orders"] > 0).sum(), len(own), odds(0.1, barrier, -sensitivity * math.log(0.8)))
    assert run.money[:, causes.DISCOUNT].sum() == 200 * count(run, c.ORDERS)


@pytest.mark.parametrize("share", [0.0, 0.4, 1.0])
def test_an_impulse_order_may_replace_the_next_need(share):
    levers = {
        "content__mix": {"useful": 0.0, "human": 0.0, "promo": 1.0},
        "content__posts_per_day": 1,
        "content__weekdays": ["mon"],
        "purchase__impulse_rate": 1,
        "purchase__repeat_rate": 1,
        "purchase__first_rate": 1,
        "horizon_days": 3,
        "product__need__per_year": 365,
        "product__need__rhythm": "clockwork",
        "purchase__pull_forward": share,
    }
    run = simulate(crowd(**levers))
    skipped = count(run, c.NEEDS) + count(run, c.IMPULSE_ORDERS) - count(run, c.ORDERS)
    assert count(run, c.IMPULSE_ORDERS) == PEOPLE
    if share in (0, 1):
        assert skipped == share * PEOPLE
    else:
        assert_share(skipped, PEOPLE, share)


@pytest.mark.parametrize(("rhythm", "variance"), [("poisson", 1), ("erlang2", 1 / 2), ("erlang3", 1 / 3), ("clockwork", 0)])
def test_rhythm_of_needs(rhythm, variance):
    """Gaps have the mean 365 / per_year and the squared coefficient of variation 1 / k."""
    run = simulate(crowd(product__need__per_year=36.5, product__need__rhythm=rhythm, horizon_days=200), log=True)
    needs = lines(run, NEED)
    needs = needs[np.lexsort((needs["t"], needs["person"]))]
    number = needs["ref"]
    third, fourth = needs[number == 3], needs[number == 4]  # hardly anybody misses the fourth in 20 mean gaps
    both = np.intersect1d(third["person"], fourth["person"])
    assert len(both) > 0.99 * PEOPLE
    gaps = fourth["t"][np.isin(fourth["person"], both)] - third["t"][np.isin(third["person"], both)]
    if variance:
        assert_mean(gaps, 10)
        assert_mean((gaps - 10) ** 2, 100 * variance)
    else:
        np.testing.assert_allclose(gaps, 10, rtol=1e-6)
    first = needs["t"][number == 1]
    if rhythm == "clockwork":
        assert_mean(first, 5)  # at a random phase


def test_heterogeneous_needs_are_negative_binomial():
    run = simulate(crowd(product__need__per_year=36.5, product__need__heterogeneity=0.8, horizon_days=50), log=True)
    needs = np.bincount(lines(run, NEED)["person"], minlength=PEOPLE)
    assert_mean(needs, 5)
    assert_mean((needs - 5) ** 2, 5 + 25 / 0.8)


def test_segments_scale_need_attention_buying_and_leaving():
    kinds = segments(need_factor=2.0, buy_shift=-1.0, attention_shift=0.9, leave_factor=3.0)
    run = simulate(
        crowd(
            **NEEDS,
            market__segments=kinds,
            purchase__first_rate=0.2,
            purchase__repeat_rate=0.2,
            leave__monthly_rate=0.1,
            content__posts_per_day=1,
            attention__seen_rate=0.3,
        ),
        log=True,
    )
    segment = segment_of_person(run)
    needs, posts = lines(run, NEED), lines(run, TOUCH)
    for k, (buy, see, leave) in enumerate(((0.0, 0.0, 1.0), (-1.0, 0.9, 3.0))):
        own = needs[segment[needs["person"]] == k]
        assert_share((own["outcome"] & BOUGHT > 0).sum(), len(own), odds(0.2, buy))
        own = posts[segment[posts["person"]] == k]
        assert_share((own["outcome"] & SEEN > 0).sum(), len(own), odds(0.3, see))
        rows = run.rows[run.rows["segment"] == k]
        assert_share((rows["flags"] & LEFT > 0).sum(), len(rows), 1 - 0.9 ** (leave * 10 / 30))
    ratio = np.bincount(segment[needs["person"]]) / np.bincount(run.rows["segment"])
    assert ratio[1] / ratio[0] == pytest.approx(2.0 * _days_held(3) / _days_held(1), rel=0.06)


def _days_held(factor: float) -> float:
    hazard = -factor * math.log(0.9) / 30
    return (1 - math.exp(-10 * hazard)) / hazard
