"""Buying in public: chances, amounts by hand, what it leaves alone, how measures count it."""

import math

import numpy as np
import pytest

from siyu_sim.engine import counters as c
from siyu_sim.ledger import causes
from siyu_sim.measure import gmv, money
from siyu_sim.simulation import simulate
from tests.chance import assert_share
from tests.crowd import booked, count, market, segments
from tests.same import assert_books_balance, assert_same_records

EXPOSED = {"exposures_per_day": 2000, "add_rate": 0.0, "cost_yuan": 0.5}
SHOP = {"horizon_days": 10, "product__price_yuan": 10, "product__reference_price_yuan": 10, "product__refund_share": 0.05}


def test_a_share_of_exposures_buys_and_pays_the_platform():
    channel = {**EXPOSED, "public_buy_rate": 0.1, "public_fee_share": 0.2}
    run = simulate(market(channel, **SHOP, finance__platform_fee_share=0.01))
    orders = count(run, c.PUBLIC_ORDERS)
    assert_share(orders, count(run, c.EXPOSURES), 0.1)
    assert count(run, c.ORDERS) == count(run, c.FIRST_ORDERS) == len(run.rows) == 0
    assert (booked(run, causes.SALES), booked(run, causes.GOODS)) == (1000 * orders, 500 * orders)
    assert (booked(run, causes.FEE), booked(run, causes.REFUND)) == (200 * orders, 50 * orders)
    assert_books_balance(run)
    assert money.customers(run) == orders and money.private_customers(run) == 0
    assert money.cac(run) == pytest.approx(0.5 * count(run, c.EXPOSURES) / orders)
    assert money.public_gmv(run) == money.gmv(run) == 10 * orders
    assert money.channel_table(run)["customers"][0] == orders


def test_only_those_who_do_not_add_buy_in_public():
    run = simulate(market({**EXPOSED, "add_rate": 0.3, "public_buy_rate": 0.5}, **SHOP))
    free = count(run, c.EXPOSURES) - count(run, c.WASTED) - count(run, c.ADDED)
    assert_share(count(run, c.PUBLIC_ORDERS), free, 0.5)


def test_price_and_segment_matter_in_public_too():
    kinds = {"market__segments": segments(buy_shift=math.log(3), price_sensitivity=2.0), "product__price_yuan": 20}
    run = simulate(market({**EXPOSED, "public_buy_rate": 0.2}, **{**SHOP, **kinds}))
    # half as in the config; the others 3 times the odds for their taste, a quarter for the doubled price
    odds = 0.25 * 3 / 4
    assert_share(count(run, c.PUBLIC_ORDERS), count(run, c.EXPOSURES), (0.2 + odds / (1 + odds)) / 2)


def test_contacts_live_as_without_it():
    levers = {**SHOP, "product__need__per_year": 100, "purchase__first_rate": 0.3, "purchase__repeat_rate": 0.3}
    off = simulate(market({**EXPOSED, "add_rate": 0.2}, **levers), 8)
    on = simulate(market({**EXPOSED, "add_rate": 0.2, "public_buy_rate": 0.2, "public_fee_share": 0.1}, **levers), 8)
    assert_same_records(off.rows, on.rows, "contact")
    np.testing.assert_array_equal(off.counts[:, : c.PUBLIC_ORDERS], on.counts[:, : c.PUBLIC_ORDERS])
    assert count(on, c.PUBLIC_ORDERS) > 1000
    assert money.gmv(on) == pytest.approx(money.gmv(off) + money.public_gmv(on), rel=1e-12)
    with_, without = gmv.factors(on), gmv.factors(off)
    assert gmv.product(with_) == pytest.approx(money.gmv(on), rel=1e-12)
    assert with_ == pytest.approx({**without, "public_sales": money.public_gmv(on)}, rel=1e-12)
    shares = gmv.contributions(without, with_)
    assert shares.pop("public_sales") == money.public_gmv(on)
    assert max(map(abs, shares.values())) < 1e-6
    assert_books_balance(on)
