"""The GMV identity on ordinary runs, and the exact split of a difference."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siyu_sim.measure import gmv, money
from siyu_sim.simulation import simulate
from tests.scenarios import preset, variant

values = st.fixed_dictionaries({name: st.one_of(st.just(0.0), st.floats(0.01, 1000)) for name in gmv.FACTORS})


@given(values, values)
def test_contributions_add_up_to_the_difference(before, after):
    shares = gmv.contributions(before, after)
    largest = math.prod(
        max(before[name], after[name]) for name in gmv.FACTORS
    )  # rounding is relative to the largest mixed product
    assert math.fsum(shares.values()) == pytest.approx(
        math.prod(after.values()) - math.prod(before.values()), abs=1e-12 * largest
    )


def test_two_factors_by_hand():
    # 2 × 3 → 4 × 5: the first factor gives 2 × 3 or 2 × 5, on average 8; the second 2 × 2 or 4 × 2, on average 6
    ones = dict.fromkeys(gmv.FACTORS, 1.0)
    before = ones | {"traffic": 2.0, "paid_per_item": 3.0}
    after = ones | {"traffic": 4.0, "paid_per_item": 5.0}
    shares = gmv.contributions(before, after)
    assert shares["traffic"] == pytest.approx(8) and shares["paid_per_item"] == pytest.approx(6)
    assert sum(abs(shares[name]) for name in gmv.FACTORS if name not in ("traffic", "paid_per_item")) < 1e-12


@pytest.mark.parametrize("business", ["coffee", "course"])
def test_identity_on_a_preset(business):
    run = simulate(variant(preset(f"business={business}"), {"horizon_days": 60, "market.size": 8000}), 4)
    assert money.gmv(run) > 0
    assert math.prod(gmv.factors(run).values()) == pytest.approx(money.gmv(run), rel=1e-12)


def test_identity_without_any_order():
    run = simulate(variant(preset("business=coffee"), {"horizon_days": 2, "market.size": 500, "purchase.first_rate": 0}), 4)
    assert money.gmv(run) == 0 == math.prod(gmv.factors(run).values())
