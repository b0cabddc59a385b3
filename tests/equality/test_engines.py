"""Two engines, one model: the compiled sweep and one SimPy process a person give the same events, money and people."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siyu_sim.engine.fast import in_order
from siyu_sim.simulation import simulate
from tests.same import assert_books_balance, assert_same_run
from tests.scenarios import blank, open_channel, preset, variant
from tests.strategies import grants_for, scenarios

EXAMPLES = 150


@settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
@given(data=st.data(), scenario=scenarios(), seed=st.integers(0, 2**64 - 1))
def test_engines_agree_on_any_scenario(data, scenario, seed):
    grants = data.draw(grants_for(scenario))
    fast = simulate(scenario, seed, engine="fast", log=True, grants=grants)
    reference = simulate(scenario, seed, engine="reference", log=True, grants=grants)
    assert_same_run(fast, reference)
    assert_books_balance(fast)
    # a run that keeps no log passes over what surely goes by unseen
    assert_same_run(simulate(scenario, seed, engine="fast", grants=grants), reference)


BUSY = {
    "market.size": 6000,
    "market.initial_contacts": 1500,
    "horizon_days": 45,
    "content.posts_per_day": 2,
    "channels.feed_ads.budget_yuan_per_day": 400,
    "sharing.after_delivery_rate": 0.2,
    "sharing.add_rate": 0.4,
}
COFFEE = ("business=coffee", "referral=two_sided", "desk=small")
COURSE = ("business=course", "referral=one_sided_high", "desk=small")


@pytest.mark.parametrize(
    ("overrides", "changes"),
    [
        (COFFEE, {"referral.pay_on": "add", "window_days": 0.5}),
        (COURSE, {"product.need.per_year": 20, "product.delivery_days": 3, "window_days": 2, "ads_off_day": 20}),
        ((*COFFEE, "touchpoints=full", "groups=asked_too_much"), {"groups.size": 60, "groups.open_size": 30}),
        (COFFEE, {"content.timing": "random", "content.posts_per_day": 4, "desk.ask_share": 0.9, "desk.operators": 1}),
    ],
    ids=["coffee", "course", "touchpoints and groups", "crowded desk"],
)
def test_engines_agree_on_a_whole_business(overrides, changes):
    scenario = variant(preset(*overrides), {**BUSY, **changes})
    fast = simulate(scenario, 11, engine="fast", log=True)
    reference = simulate(scenario, 11, engine="reference", log=True)
    assert fast.n_events > 100_000
    assert_same_run(fast, reference)
    assert_same_run(simulate(scenario, 11, engine="fast"), reference)
    assert_books_balance(fast)


def test_engines_agree_when_many_things_happen_at_one_instant():
    """Posts, replies and deliveries at midnight, invitations all due at the start of a window, contacts of day 0."""
    scenario = blank(
        {
            "horizon_days": 6,
            "market.size": 400,
            "market.initial_contacts": 100,
            "market.contacts.mean": 3,
            "content.posts_per_day": 2,
            "content.hours": [0.0, 12.0],
            "content.mix": {"useful": 0, "human": 0, "promo": 1.0},
            "product.need.per_year": 700,
            "product.need.rhythm": "clockwork",
            "purchase.first_rate": 0.7,
            "purchase.repeat_rate": 0.7,
            "purchase.impulse_rate": 0.7,
            "desk.active": True,
            "desk.ask_share": 0.8,
            "desk.handle_minutes": 1,
            "trust.gain_reply": 0.2,
            "trust.gain_delivery": 0.3,
            "product.quality": 0.9,
            "sharing.after_delivery_rate": 0.8,
            "sharing.invites": 3,
            "sharing.add_rate": 0.3,
            "sharing.repeat_shift": -0.5,
            "sharing.borrowed_trust": 0.5,
            "channels.live": open_channel(),
        }
    )
    for seed in range(5):
        fast = simulate(scenario, seed, engine="fast", log=True)
        assert (fast.log_lines["t"] == 3).sum() > 200
        assert_same_run(fast, simulate(scenario, seed, engine="reference", log=True))


def test_equal_instants_are_ordered_by_the_other_keys():
    rng = np.random.default_rng(3)
    for most in (5, 10**15):  # many ties; none
        t, first, second = rng.integers(0, most, 500) / 7, rng.integers(0, 3, 500), rng.integers(0, 3, 500)
        expected = sorted(range(500), key=lambda k: (t[k], first[k], second[k], k))
        assert in_order(t, first, second).tolist() == expected
