"""The GMV identity on ordinary runs, and the exact split of a difference."""

import math
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siyu_sim.behaviour.state import READ
from siyu_sim.engine import counters as c
from siyu_sim.measure import gmv, money
from siyu_sim.simulation import simulate
from tests.scenarios import preset, variant

values = st.fixed_dictionaries({name: st.one_of(st.just(0.0), st.floats(0.01, 1000)) for name in gmv.FACTORS})


def largest(before, after) -> float:
    """The largest mixed product, to which rounding is relative."""
    return gmv.product({name: max(before[name], after[name]) for name in gmv.FACTORS})


@given(values, values)
def test_contributions_add_up_to_the_difference(before, after):
    total = math.fsum(gmv.contributions(before, after).values())
    assert total == pytest.approx(gmv.product(after) - gmv.product(before), abs=1e-12 * largest(before, after))


def test_two_factors_by_hand():
    # 2 × 3 → 4 × 5: the first factor gives 2 × 3 or 2 × 5, on average 8; the second 2 × 2 or 4 × 2, on average 6
    ones = dict.fromkeys(gmv.FACTORS, 1.0) | dict.fromkeys(gmv.TRAFFIC, 0.0)
    before = ones | {"earned_traffic": 2.0, "paid_per_item": 3.0}
    after = ones | {"earned_traffic": 4.0, "paid_per_item": 5.0}
    shares = gmv.contributions(before, after)
    assert shares["earned_traffic"] == pytest.approx(8) and shares["paid_per_item"] == pytest.approx(6)
    assert sum(abs(shares[name]) for name in gmv.FACTORS if name not in ("earned_traffic", "paid_per_item")) < 1e-12


def test_traffic_that_only_changes_its_source_by_hand():
    # 6 bought + 2 earned → 3 + 5, everything else alike: −3 and +3 visits at 4 × 10 yuan each, and nothing in sum
    rest = dict.fromkeys(gmv.FACTORS, 1.0) | {
        "fission_traffic": 0.0,
        "held_at_start": 0.0,
        "activation": 4.0,
        "paid_per_item": 10.0,
    }
    shares = gmv.contributions(
        rest | {"bought_traffic": 6.0, "earned_traffic": 2.0}, rest | {"bought_traffic": 3.0, "earned_traffic": 5.0}
    )
    assert shares["bought_traffic"] == pytest.approx(-120) and shares["earned_traffic"] == pytest.approx(120)
    assert math.fsum(shares.values()) == pytest.approx(0, abs=1e-9)


@settings(max_examples=3, deadline=None)
@given(values, values)
def test_each_part_of_traffic_gets_what_it_would_get_as_a_factor_of_its_own(before, after):
    """Over every order of switching two parts of traffic and four factors, the others held alike."""
    same = ("fission_traffic", "held_at_start", "items_per_order", "paid_per_item")
    before, after = before | dict.fromkeys(same, 1.0), after | dict.fromkeys(same, 1.0)
    players = [name for name in gmv.FACTORS if name not in same]
    steps = dict.fromkeys(players, 0.0)
    for order in permutations(players):
        now = dict(before)
        for name in order:
            was = gmv.product(now)
            now[name] = after[name]
            steps[name] += gmv.product(now) - was
    shares = gmv.contributions(before, after)
    for name in players:
        expected = steps[name] / math.factorial(len(players))
        assert shares[name] == pytest.approx(expected, rel=1e-9, abs=1e-9 * largest(before, after))


@pytest.fixture(scope="module", params=["coffee", "course"])
def run(request):
    return simulate(variant(preset(f"business={request.param}"), {"horizon_days": 60, "market.size": 8000}), 4)


def test_identity_on_a_preset(run):
    assert money.gmv(run) > 0
    assert gmv.product(gmv.factors(run)) == pytest.approx(money.gmv(run), rel=1e-12)


def test_the_chain_narrows(run):
    """Each step counts some of those before it: conversions of people are shares."""
    factors = gmv.factors(run)
    for name in ("lead_conversion", "activation", "purchase_conversion"):
        assert 0 < factors[name] <= 1
    assert factors["activation"] < 1  # somebody has read nothing yet
    quiet = (run.rows["flags"] & READ == 0) & (run.rows["orders"] > 0)
    assert gmv.activated(run) == (run.rows["flags"] & READ > 0).sum() + quiet.sum()


def test_traffic_by_source_adds_up(run):
    traffic = gmv.traffic(run)
    assert sum(traffic.values()) == run.counts[:, c.EXPOSURES].sum() + run.scenario.market.initial_contacts
    ads = run.counts[:, c.EXPOSURES, run.channels.index("feed_ads")].sum()
    assert 0 < ads <= traffic["bought_traffic"] and traffic["earned_traffic"] > 0
    assert traffic["fission_traffic"] == run.counts[:, c.EXPOSURES, run.channels.index("referral")].sum() > 0


def test_identity_without_any_order():
    run = simulate(variant(preset("business=coffee"), {"horizon_days": 2, "market.size": 500, "purchase.first_rate": 0}), 4)
    assert money.gmv(run) == 0 == gmv.product(gmv.factors(run))
