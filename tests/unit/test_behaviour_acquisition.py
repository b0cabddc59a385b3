"""Channels, hook and budget: who adds, and what it costs."""

import math

import numpy as np
import pytest

from siyu_sim.behaviour.effects import (
    ADDED,
    EXPOSED,
)
from siyu_sim.behaviour.state import LEFT
from siyu_sim.engine import counters as c
from siyu_sim.engine.parameters import channel_code, compile_scenario
from siyu_sim.ledger import causes
from siyu_sim.simulation import simulate
from tests.chance import assert_mean, assert_share, odds
from tests.crowd import MARKET, booked, count, lines, market, segments
from tests.lives import exposures
from tests.same import assert_books_balance
from tests.scenarios import open_channel


@pytest.mark.parametrize("spread", [0.0, 2.0])
def test_add_rate_is_the_mean_at_a_first_exposure(spread):
    run = simulate(market({"add_rate": 0.1, "exposures_per_day": 300}, market__receptivity_spread=spread), log=True)
    log = run.log_lines
    order = np.lexsort((log["t"], log["person"]))
    _, first = np.unique(log["person"][order], return_index=True)
    assert_share((log["outcome"][order][first] & ADDED > 0).sum(), len(first), 0.1)


@pytest.mark.parametrize("shift", [-1.0, 0.0])
def test_an_audience_burns_out(shift):
    """The k-th exposure that did not add lowers the odds of the next."""
    run = simulate(market({"add_rate": 0.2, "repeat_shift": shift, "exposures_per_day": 4000}), log=True)
    log = run.log_lines[np.lexsort((run.log_lines["t"], run.log_lines["person"]))]
    start = np.r_[True, log["person"][1:] != log["person"][:-1]]
    number = np.arange(len(log)) - np.maximum.accumulate(np.where(start, np.arange(len(log)), 0))
    for k in range(4):
        own = log[number == k]
        assert_share((own["outcome"] & ADDED > 0).sum(), len(own), odds(0.2, shift * k))


def test_a_finite_audience_saturates():
    """Exposures go again and again to the same audience: added by day t is A (1 − (1 − 1/A)^exposures)."""
    run = simulate(market({"audience_share": 0.1, "exposures_per_day": 300}))
    audience = 0.1 * MARKET
    expected = audience * (1 - (1 - 1 / audience) ** (300 * 30))
    assert count(run, c.ADDED) == pytest.approx(expected, rel=0.06)  # the audience itself is drawn: ±2 %
    assert count(run, c.EXPOSURES) == 300 * 30
    assert count(run, c.EXPOSURES) == count(run, c.ADDED) + count(run, c.WASTED)


def test_segments_are_reached_by_audience_skew():
    channel = {"audience_share": 0.2, "audience_skew": {"other": 2.0}, "exposures_per_day": 3000}
    run = simulate(market(channel, market__segments=segments()))
    added = np.bincount(run.rows["segment"], minlength=2)
    assert added[1] / added[0] == pytest.approx(2.0, rel=0.1)


@pytest.mark.parametrize("relevance", [0.0, 0.4, 1.0])
def test_hook_relevance_decides_whom_it_draws(relevance):
    """Strength 1 at relevance 1 is the ordinary hook. An irrelevant one draws the greedy as before, and others less."""
    levers = {
        "hook__strength": 1.5,
        "hook__strength_weight": 1.2,
        "hook__relevance": relevance,
        "market__segments": segments(hook_greed=1.0),
    }
    run = simulate(market({"add_rate": 0.1, "exposures_per_day": 300}, **levers), log=True)
    population = simulate(market({"exposures_per_day": 300}, market__segments=segments(hook_greed=1.0)), log=True)
    segment = dict(zip(population.rows["person"].tolist(), population.rows["segment"].tolist(), strict=True))
    log = run.log_lines
    for k, pull in enumerate((1.5 * relevance, 1.5)):
        own = log[[segment.get(person) == k for person in log["person"].tolist()]]
        assert_share((own["outcome"] & ADDED > 0).sum(), len(own), odds(0.1, 1.2 * (pull - 1)))


def test_bargain_hunters_take_the_hook_and_go():
    greedy = segments(hook_greed=0.8)
    run = simulate(
        market(
            {"exposures_per_day": 2000},
            hook__strength=1.0,
            hook__relevance=0.25,
            hook__grab_and_go=0.5,
            market__segments=greedy,
            horizon_days=40,
            channels__live=open_channel(exposures_per_day=2000, stop_day=10),
        )
    )
    rows = run.rows
    plain, other = (rows[rows["segment"] == k] for k in (0, 1))
    assert (plain["flags"] & LEFT == 0).all()
    assert_share((other["flags"] & LEFT > 0).sum(), len(other), 0.5 * 0.8 * 0.75)
    gone = other[other["flags"] & LEFT > 0]
    assert_mean(gone["t_leave"] - gone["joined"], 2.0)


def test_first_trust_and_spend():
    run = simulate(market({"first_trust": 0.3, "cost_model": "per_contact", "cost_yuan": 2.5}, hook__unit_cost_yuan=1.5))
    assert (run.rows["trust"] == np.float32(0.3)).all()
    assert (run.rows["spend"] == 400).all()
    assert booked(run, causes.HOOK) == 150 * len(run.rows)
    assert_books_balance(run)


def test_budget_buys_less_as_prices_rise():
    channel = {"exposures_per_day": 10_000, "cost_yuan": 0.5, "budget_yuan_per_day": 100}
    flat, dear = (simulate(market({**channel, "price_inflation_per_year": i}, horizon_days=365)) for i in (0.0, 0.5))
    assert count(flat, c.EXPOSURES) == 200 * 365
    bought = sum(100 / (0.5 * 1.5 ** (day / 365)) for day in range(365))
    assert abs(count(dear, c.EXPOSURES) - bought) <= 1
    for run in (flat, dear):
        assert booked(run, causes.MEDIA) == pytest.approx(100 * 100 * 365, abs=100 * 365 / 2)  # at most one exposure a day off


def test_traffic_limits_what_money_can_buy():
    run = simulate(market({"exposures_per_day": 50, "cost_yuan": 0.5, "budget_yuan_per_day": 100}))
    assert count(run, c.EXPOSURES) == 50 * 30
    assert booked(run, causes.MEDIA) == 50 * 50 * 30


def test_cost_models():
    by_day = simulate(market({"cost_model": "per_day", "cost_yuan": 12.34}))
    assert booked(by_day, causes.MEDIA) == 30 * 1234
    rising = simulate(market({"cost_model": "per_contact", "cost_yuan": 2, "price_inflation_per_year": 1.0}, horizon_days=365))
    expected = [math.floor(200 * 2 ** (t / 365) + 0.5) for t in rising.rows["joined"]]
    assert rising.rows["spend"].tolist() == expected
    assert booked(rising, causes.MEDIA) == sum(expected)


def test_grants_buy_more_and_keep_what_traffic_cannot_absorb():
    channel = {"exposures_per_day": 30, "cost_yuan": 1, "budget_yuan_per_day": 10}
    run = simulate(market(channel), grants={"live": {3: 5000}})  # 50 exposures more, 20 a day can be had
    by_day = run.counts[:, c.EXPOSURES, 0].tolist()
    assert by_day == [10] * 3 + [30, 30, 20] + [10] * 24
    assert booked(run, causes.MEDIA) == 10 * 100 * 30 + 5000


def test_a_channel_runs_from_its_start_to_its_stop():
    run = simulate(market({"exposures_per_day": 20, "start_day": 4, "stop_day": 9.5, "cost_yuan": 1}))
    assert run.counts[:, c.EXPOSURES, 0].tolist() == [0] * 4 + [20] * 5 + [10] + [0] * 20


def test_ads_off_stops_bought_channels_only():
    both = {"channels__own": open_channel(bought=False), "ads_off_day": 12}
    run = simulate(market({"bought": True}, **both), log=True)
    shown = lines(run, EXPOSED)
    about = exposures(compile_scenario(run.scenario, 1))
    code = np.array([about[ref][0] for ref in shown["ref"].tolist()])
    bought, own = (shown["t"][code == channel_code(name)] for name in ("live", "own"))
    assert 11 < bought.max() < 12
    assert own.max() > 29
    assert run.counts[12:, c.EXPOSURES, 0].sum() == 0
