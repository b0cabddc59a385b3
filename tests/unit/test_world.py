"""The market: who people are, whom they know, whom a channel meets. All of it from the dice, nothing stored."""

import math

import numpy as np
import pytest
from numba import njit
from scipy import stats

from siyu_sim.engine.parameters import compile_scenario
from siyu_sim.engine.parameters.convert import intercept, log_odds
from siyu_sim.world.exposure import draw_exposure, exposed_person, in_audience
from siyu_sim.world.network import contact_of, number_of_contacts
from siyu_sim.world.traits import habits, leaves_at, segment_and_receptivity, taste_of
from tests.chance import ONE_IN_A_MILLION, assert_mean, assert_share
from tests.scenarios import NEUTRAL_SEGMENT, blank, open_channel

N = 60_000
SHARES = (0.25, 0.5, 0.2, 0.05)


def town(size=N, seed=5, **levers):
    """A compiled market with four segments that differ in nothing."""
    segments = {
        name: {**NEUTRAL_SEGMENT, "share": s} for name, s in zip(("core", "casual", "bargain", "super"), SHARES, strict=True)
    }
    levers = {"market.segments": segments, **{k.replace("__", "."): v for k, v in levers.items()}}
    return compile_scenario(blank({"market.size": size, "market.initial_contacts": 1, **levers}), seed)


@njit
def _segments(ps, n):
    out, receptive = np.empty(n, np.int64), np.empty(n)
    for i in range(n):
        out[i], receptive[i] = segment_and_receptivity(ps[0], i)
    return out, receptive


@njit
def _habits(ps, needs, drops, n):
    out = np.empty((3, n))
    for i in range(n):
        out[0, i], out[1, i], out[2, i] = habits(ps[0], needs, drops, i, 0)
    return out


@njit
def _tastes_and_leaving(ps, n, t, hooked):
    taste, leaving = np.empty(n, np.int64), np.empty(n)
    for i in range(n):
        taste[i], leaving[i] = taste_of(ps[0], i), leaves_at(ps[0], i, 0, t, hooked)
    return taste, leaving


@njit
def _contacts(ps, people, js):
    number, whom = np.empty(len(people), np.int64), np.empty((len(people), js), np.int64)
    for k in range(len(people)):
        number[k] = number_of_contacts(ps[0], people[k])
        for j in range(js):
            whom[k, j] = contact_of(ps[0], people[k], j)
    return number, whom


@njit
def _exposures(ps, channels, days, per_day):
    t, person = np.empty((days, per_day)), np.empty((days, per_day), np.int64)
    for day in range(days):
        for j in range(per_day):
            t[day, j], high, low = draw_exposure(ps[0], channels[0], day, j)
            person[day, j] = exposed_person(ps[0], channels[0], high, low)
    return t, person


@njit
def _audience(ps, channels, k, n):
    out = np.empty(n, np.bool_)
    for i in range(n):
        out[i] = in_audience(ps[0], channels[k], i)
    return out


# ------------------------------------------------------------------------------------------------- people


def test_segments_have_their_shares():
    segment, _ = _segments(town().record, N)
    assert stats.chisquare(np.bincount(segment), np.array(SHARES) * N).pvalue > ONE_IN_A_MILLION


@pytest.mark.parametrize("homophily", [0.0, 0.4, 1.0])
def test_homophily_keeps_the_shares_and_makes_friends_alike(homophily):
    """Two members of a community are of one segment with probability h² + (1 − h²) Σ s²."""
    world = town(market__communities={"size": 2, "inside_share": 0.5, "homophily": homophily})
    segment, _ = _segments(world.record, N)
    pairs = segment.reshape(-1, 2)
    assert_share(
        (pairs[:, 0] == pairs[:, 1]).sum(),
        len(pairs),
        homophily**2 + (1 - homophily**2) * sum(s * s for s in SHARES) if homophily < 1 else 1 - 1e-12,
    )
    share = np.bincount(pairs[:, 0], minlength=4)  # one of each pair: independent
    assert stats.chisquare(share, np.array(SHARES) * len(pairs)).pvalue > ONE_IN_A_MILLION


def test_receptivity():
    _, receptive = _segments(town(market__receptivity_spread=1.5).record, N)
    assert stats.kstest(receptive / 1.5, "norm").pvalue > ONE_IN_A_MILLION


def test_people_do_not_change_with_the_market_or_the_strategy():
    one, other = town(), town(N * 3, product__price_yuan=9, market__initial_contacts=100, hook__strength=3)
    for a, b in zip(_segments(one.record, 5000), _segments(other.record, 5000), strict=True):
        np.testing.assert_array_equal(a, b)


def test_another_world_has_other_people():
    one, other = (_segments(town(seed=seed, market__receptivity_spread=1.0).record, N)[1] for seed in (5, 6))
    assert abs(np.corrcoef(one, other)[0, 1]) < 5 / math.sqrt(N)


def test_rates_attention_and_propensity():
    world = town(
        product__need__per_year=73,
        product__need__heterogeneity=0.8,
        attention__seen_rate=0.3,
        attention__spread=1.2,
        dropout__a=0.8,
        dropout__b=2.4,
    )
    rate, see, drop = _habits(world.record, world.need_table, world.drop_table, N)
    assert stats.kstest(rate / 0.2, stats.gamma(0.8, scale=1 / 0.8).cdf).pvalue > ONE_IN_A_MILLION
    assert_mean(1 / (1 + np.exp(-see)), 0.3)
    assert stats.kstest(1 / (1 + np.exp(-drop)), stats.beta(0.8, 2.4).cdf).pvalue > ONE_IN_A_MILLION
    for a, b in ((rate, see), (rate, drop), (see, drop)):
        assert abs(stats.spearmanr(a, b)[0]) < 5 / math.sqrt(N)


def test_taste_is_uniform():
    taste, _ = _tastes_and_leaving(town().record, N, 0.0, True)
    assert stats.chisquare(np.bincount(taste, minlength=256)).pvalue > ONE_IN_A_MILLION


def test_background_leaving_is_exponential():
    _, leaving = _tastes_and_leaving(town(leave__monthly_rate=0.2).record, N, 10.0, True)
    assert stats.kstest(leaving - 10, stats.expon(scale=-30 / math.log(0.8)).cdf).pvalue > ONE_IN_A_MILLION
    _, never = _tastes_and_leaving(town().record, N, 10.0, True)
    assert np.isinf(never).all()


def test_only_those_who_took_a_hook_may_grab_and_go():
    greedy = {"all": {**NEUTRAL_SEGMENT, "hook_greed": 1.0}}
    world = town(market__segments=greedy, hook__strength=1.0, hook__relevance=0.0, hook__grab_and_go=0.3)
    _, hooked = _tastes_and_leaving(world.record, N, 0.0, True)
    assert_share(np.isfinite(hooked).sum(), N, 0.3)
    _, held = _tastes_and_leaving(world.record, N, 0.0, False)  # contacts of day 0
    assert np.isinf(held).all()


@pytest.mark.parametrize(("mean", "sd"), [(0.03, 1.0), (0.5, 2.0), (0.9, 0.5), (0.2, 5.0)])
def test_intercept_keeps_the_mean(mean, sd):
    c = intercept(mean, sd)
    z = np.linspace(-9, 9, 20_001)
    assert np.trapezoid(stats.norm.pdf(z) / (1 + np.exp(-(c + sd * z))), z) == pytest.approx(mean, rel=1e-3)


@pytest.mark.parametrize(("p", "value"), [(0.0, -60.0), (1.0, 60.0), (0.5, 0.0)])
def test_log_odds(p, value):
    assert log_odds(p) == value


# ------------------------------------------------------------------------------------------------- network


def test_number_of_contacts_is_log_normal():
    number, _ = _contacts(town(market__contacts={"mean": 80, "spread": 0.8}).record, np.arange(N), 1)
    assert_mean(number, 80)
    assert np.log(number).std() == pytest.approx(0.8, rel=0.02)
    assert number.min() >= 1


@pytest.mark.parametrize("inside", [0.0, 0.6, 1.0])
def test_contacts_inside_the_community(inside):
    world = town(market__communities={"size": 100, "inside_share": inside, "homophily": 0.0})
    people = np.arange(0, N, 7)
    _, whom = _contacts(world.record, people, 20)
    own = whom // 100 == people[:, None] // 100
    assert_share(own.sum(), own.size, min(1 - 1e-12, inside + (1 - inside) * 100 / N))
    assert whom.min() >= 0
    assert whom.max() < N


def test_contacts_anywhere_are_uniform():
    _, whom = _contacts(town().record, np.arange(5000), 40)
    assert stats.chisquare(np.bincount(whom.ravel() * 100 // N, minlength=100)).pvalue > ONE_IN_A_MILLION


def test_the_last_community_may_be_small():
    world = town(size=1005, market__communities={"size": 100, "inside_share": 1.0, "homophily": 0.0}, market__contacts__mean=50)
    _, whom = _contacts(world.record, np.arange(1000, 1005), 300)
    assert set(whom.ravel().tolist()) == {1000, 1001, 1002, 1003, 1004}


def test_one_person_more_moves_contacts_to_nobody_else():
    people = np.arange(3000)
    before, after = (_contacts(town(n).record, people, 30)[1] for n in (3000, 3001))
    moved = before != after
    assert (after[moved] == 3000).all()
    assert_share(moved.sum(), moved.size, 1 / 3001)


# ------------------------------------------------------------------------------------------------- exposures


def live(**levers):
    return town(channels__live=open_channel(**levers))


def test_audience_is_a_share_of_each_segment_and_grows_from_within():
    small, large = live(audience_share=0.2, audience_skew={"core": 2.0}), live(audience_share=0.3, audience_skew={"core": 2.0})
    segment, _ = _segments(small.record, N)
    reached = _audience(small.record, small.channels, 0, N)
    for k, share in enumerate((0.4, 0.2, 0.2, 0.2)):
        assert_share(reached[segment == k].sum(), (segment == k).sum(), share)
    assert (_audience(large.record, large.channels, 0, N) >= reached).all()


def test_channels_reach_people_independently():
    world = town(channels__live=open_channel(audience_share=0.3), channels__store=open_channel(audience_share=0.3))
    a, b = (_audience(world.record, world.channels, k, N) for k in (0, 1))
    assert_share((a & b).sum(), N, 0.09)


def test_exposures_are_uniform_over_the_audience_and_the_day():
    world = live(audience_share=0.25)
    t, person = _exposures(world.record, world.channels, 30, 2000)
    assert (t.astype(int) == np.arange(30)[:, None]).all()
    assert stats.kstest((t % 1).ravel(), "uniform").pvalue > ONE_IN_A_MILLION
    reached = _audience(world.record, world.channels, 0, N)
    assert reached[person].all()
    hits = np.bincount(person.ravel(), minlength=N)[reached]
    # counts of a multinomial: their dispersion is that of a Poisson
    assert stats.chi2.sf(((hits - hits.mean()) ** 2).sum() / hits.mean(), len(hits) - 1) > ONE_IN_A_MILLION
    assert stats.chi2.cdf(((hits - hits.mean()) ** 2).sum() / hits.mean(), len(hits) - 1) > ONE_IN_A_MILLION


def test_an_empty_audience_finds_nobody():
    world = live(audience_share=1e-9)
    _, person = _exposures(world.record, world.channels, 1, 3)
    assert (person == -1).all()
