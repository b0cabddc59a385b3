"""The cheap bounds that let the sweep skip most posts are bounds: what they rule out would not have happened."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numba import njit

from siyu_sim.behaviour.attention import see_at_most, see_at_most_ever, see_log_odds
from siyu_sim.behaviour.touchpoints import habit_at_most, mood_at_most
from siyu_sim.behaviour.trust import fade_at_least, fade_at_most, faded
from siyu_sim.dice.draw import decay, might_happen, normal, sigmoid
from siyu_sim.dice.philox import unit
from siyu_sim.engine.parameters import compile_scenario
from tests.scenarios import blank

SMALLEST, LARGEST = 0.5 / 2**32, 1 - 0.5 / 2**32
TIMES = np.concatenate([[0.0], np.geomspace(1e-12, 800, 4000), np.arange(0, 70, 0.25)])


@njit
def _fades(xs):
    out = np.empty((4, len(xs)))
    for i in range(len(xs)):
        out[0, i], out[1, i], out[2, i], out[3, i] = (
            fade_at_least(xs[i]),
            decay(xs[i]),
            fade_at_most(xs[i]),
            faded(0.7, xs[i], 1.0),
        )
    return out


def test_decay_is_the_exponential():
    _, ours, _, level = _fades(TIMES)
    small = TIMES < 700
    np.testing.assert_allclose(ours[small], np.exp(-TIMES[small]), rtol=1e-15)
    np.testing.assert_allclose(level, 0.7 * np.exp(-TIMES), rtol=1e-14, atol=1e-300)
    assert (ours[TIMES > 745] == 0).all()
    assert ours[0] == 1.0


def test_fading_lies_between_its_bounds():
    least, exact, most, _ = _fades(TIMES)
    assert (least <= exact * (1 + 1e-14)).all()
    assert (exact <= most * (1 + 1e-14)).all()
    assert most.max() <= 1
    assert least.min() >= 0
    near = TIMES < 0.1  # a few days: there the bounds are worth having
    assert (most - least)[near].max() < 3e-4


@njit
def _ruled_out_wrongly(us, xs):
    wrong = ruled_out = 0
    for u in us:
        for x in xs:
            if not might_happen(u, x):
                ruled_out += 1
                wrong += u < sigmoid(x)
    return wrong, ruled_out


def test_might_happen_rules_out_nothing_that_happens():
    rng = np.random.default_rng(2)
    steps = np.arange(-16 * 24, 16 * 24 + 1) / 16
    xs = np.concatenate([steps, np.nextafter(steps, 99), np.nextafter(steps, -99), rng.uniform(-40, 40, 500), [-200.0, 200.0]])
    us = np.concatenate(
        [[SMALLEST, LARGEST], rng.uniform(SMALLEST, LARGEST, 1500), 1 / (1 + np.exp(-rng.uniform(-23, 23, 1000)))]
    )
    wrong, ruled_out = _ruled_out_wrongly(us, xs)
    assert wrong == 0
    assert ruled_out > 0.3 * len(us) * len(xs)  # and it does rule out


@njit
def _see(ps, see, post_see, trust, fatigue, days):
    p = ps[0]
    now = see_log_odds(p, see, post_see, faded(trust, days, p.trust_decay), faded(fatigue, days, p.fatigue_decay))
    return now, see_at_most(p, see, post_see, trust, fatigue, days), see_at_most_ever(p, see, post_see)


@pytest.mark.parametrize("trust_weight", [1.5, -1.5, 0.0])
@pytest.mark.parametrize("fatigue_weight", [0.0, 2.0])
def test_nobody_sees_a_post_beyond_the_bounds(trust_weight, fatigue_weight):
    world = compile_scenario(
        blank({"attention.trust_weight": trust_weight, "attention.fatigue_weight": fatigue_weight, "trust.half_life_days": 9}),
        1,
    )

    @settings(derandomize=True, database=None, deadline=None, max_examples=300)
    @given(
        see=st.floats(-10, 10), post=st.floats(-4, 2), trust=st.floats(0, 1), fatigue=st.floats(0, 50), days=st.floats(0, 400)
    )
    def check(see, post, trust, fatigue, days):
        now, as_stored, ever = _see(world.record, see, post, trust, fatigue, days)
        assert now <= as_stored
        assert now <= ever

    check()


@njit
def _habits(words, spread):
    out = np.empty((2, len(words)))
    for i, word in enumerate(words):
        out[0, i], out[1, i] = spread * normal(unit(word)), habit_at_most(spread, word)
    return out


def test_a_habit_is_at_most_its_bound():
    """For the first and the last word of every step of the table, and many between; close, but for the outermost steps."""
    steps = np.arange(257, dtype=np.uint64) << np.uint64(24)
    edges = np.concatenate([steps[:-1], steps[1:] - np.uint64(1)])
    words = np.concatenate([edges, np.random.default_rng(1).integers(0, 2**32, 20_000, np.uint64)])
    exact, most = _habits(words, 1.3)
    assert (exact <= most).all()
    inner = (words >> np.uint64(24) > 2) & (words >> np.uint64(24) < 253)
    assert (most - exact)[inner].max() < 0.25


@pytest.mark.parametrize("weight", [2.0, -2.0])
def test_the_mood_of_a_group_adds_at_most_its_bound(weight):
    compiled = compile_scenario(blank(), 1)
    compiled.record["group_see"] = weight
    moods = np.linspace(0, 1, 101)
    assert (weight * (moods - 0.5)).max() == pytest.approx(_mood(compiled.record), abs=1e-8)
    assert (weight * (moods - 0.5)).max() <= _mood(compiled.record)


@njit
def _mood(ps):
    return mood_at_most(ps[0])
