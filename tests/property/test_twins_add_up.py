"""Twins of any two arms of any business: everybody is counted once, and what persons gained is what the arms differ by."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from siyu_sim.engine import counters as c
from siyu_sim.ledger.causes import ORDER_CAUSES, SIGN
from siyu_sim.measure import attribution, money, tags, twins
from siyu_sim.simulation import Run, simulate
from siyu_sim.study.twins import KEYS, credit_metrics, twin_tables
from tests.scenarios import variant
from tests.strategies import DRAWN, scenarios

PLAIN_HOOK = {"strength": 1.0, "relevance": 1.0, "unit_cost_yuan": 1, "strength_weight": 0.5, "grab_and_go": 0.1}


def fen_of_orders(run: Run) -> int:
    total = run.money.sum(axis=(0, 2))
    return sum(SIGN[k] * int(total[k]) for k in ORDER_CAUSES)


def public(run: Run, counter: int) -> int:
    return int(run.counts[:, counter].sum())


@DRAWN
@given(scenario=scenarios(), seed=st.integers(0, 2**32), rate=st.floats(0, 1), need=st.sampled_from([0.0, 100.0, 400.0]))
def test_twins_add_up(scenario, seed, rate, need):
    other = variant(scenario, {"hook": PLAIN_HOOK, "sharing.after_delivery_rate": rate, "product.need.per_year": need})
    day = scenario.horizon_days / 2
    a, b = (simulate(arm, seed, log=True, snapshot_day=day) for arm in (scenario, other))
    pair = twins.match(a, b)
    size = scenario.market.size

    # every outcome's quadrants are the market, and hold all that the arms differ by
    table = twins.quadrant_table(pair)
    for outcome in twins.OUTCOMES:
        own = table["outcome"] == outcome
        assert table["people"][own].sum() == size
        assert np.isclose(table["share"][own].sum(), 1)
        assert table["orders"][own].sum() == pair.more_orders.sum()
    persons = int(pair.more_contribution.sum()) + public(b, c.PUBLIC_MARGIN) - public(a, c.PUBLIC_MARGIN)
    assert persons == fen_of_orders(b) - fen_of_orders(a)
    assert pair.more_orders.sum() + public(b, c.PUBLIC_ORDERS) - public(a, c.PUBLIC_ORDERS) == money.orders(b) - money.orders(a)

    # every grouping holds everybody once
    tables = twin_tables(a, b)
    assert set(tables) == {*KEYS, "twin_lives"}
    for name in ("twin_segments", "twin_sources", "twin_stages", "twin_tiers", "twin_rfm", "twin_moves"):
        assert tables[name]["people"].sum() == size, name
    later = tags.after_snapshot(pair, a, b)
    for name, whole in (("twin_segments", pair), ("twin_sources", pair), ("twin_stages", later), ("twin_rfm", later)):
        assert tables[name]["orders"].sum() == whole.more_orders.sum(), name
        assert np.isclose(100 * tables[name]["contribution"].sum(), whole.more_contribution.sum()), name
    for lives in (later.control, later.treatment):
        assert (lives.orders >= 0).all()

    # both rules credit every result once
    for run in (a, b):
        true = [money.contacts_added(run), money.customers(run), money.orders(run), fen_of_orders(run)]
        for rule in (attribution.first_touch, attribution.last_touch):
            assert [int(amount.sum()) for amount in rule(run).values()] == true


@DRAWN
@given(scenario=scenarios(), seed=st.integers(0, 2**32))
def test_identical_arms_persuade_nobody_and_drive_nobody_away(scenario, seed):
    a, b = (simulate(scenario, seed, log=True, snapshot_day=scenario.horizon_days / 3) for _ in range(2))
    tables = twin_tables(a, b)
    quadrants = tables["twin_quadrants"]
    moved = np.isin(quadrants["quadrant"], ["persuaded", "driven_away"])
    assert quadrants["people"][moved].sum() == 0
    for name in ("twin_quadrants", "twin_segments", "twin_sources", "twin_stages", "twin_tiers", "twin_rfm"):
        assert not tables[name]["orders"].any() and not tables[name]["contribution"].any()
    assert set(credit_metrics(a, b).values()) == {0.0}
