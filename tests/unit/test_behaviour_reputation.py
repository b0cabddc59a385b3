"""Reviews, reputation, review control and cases: equilibria in closed form, and what they move."""

import math
from types import SimpleNamespace

import numpy as np
import pytest
from scipy import stats

from siyu_sim.engine import counters as c
from siyu_sim.engine.people import Board
from siyu_sim.engine.slow.reputation import Reputation, credibility
from siyu_sim.ledger import causes
from siyu_sim.scenario.reputation import Control
from siyu_sim.simulation import simulate
from tests.chance import assert_share, odds
from tests.crowd import FOREVER, PEOPLE, booked, count, crowd
from tests.same import assert_same_run
from tests.scenarios import open_channel

OPEN = {
    "good_from": 0.6,
    "bad_below": 0.3,
    "good_review_rate": 0.2,
    "bad_review_rate": 0.8,
    "memory_days": 1.0,
    "enough": 0,
    "add_weight": 0,
    "buy_weight": 0,
    "control": None,
    "cases": None,
}
GOOD, BAD = 0.5 * 0.2, float(stats.norm.cdf(-1.5)) * 0.8  # reviews a delivery: quality 0.6 ± 0.2
STEER = {"share": 0.5, "cost_yuan": 2.5, "believable_share": 0.5, "doubt": 0.4}
WARM = 10  # days after which the reviews of day 0 no longer count


def reviewed(reputation=None, **levers):
    """20,000 contacts who need and buy about once in two days, and a channel on which more people add."""
    base = {
        "market__size": 60_000,
        "horizon_days": 20,
        "product__need__per_year": 365,
        "purchase__first_rate": 0.5,
        "purchase__repeat_rate": 0.5,
        "product__quality": 0.6,
        "product__quality_spread": 0.2,
        "trust__half_life_days": FOREVER,
        "channels__live": open_channel(exposures_per_day=2000, add_rate=0.1),
        "reputation": {**OPEN, **(reputation or {})},
    }
    return crowd(**{**base, **levers})


def late(run, counter, channel=None):
    block = run.counts[WARM:, counter]
    return int(block.sum() if channel is None else block[:, run.channels.index(channel)].sum())


def test_shares_of_deliveries_that_are_reviewed():
    run = simulate(reviewed({"control": STEER}))
    assert_share(count(run, c.GOOD_REVIEWS), count(run, c.DELIVERIES), GOOD)
    assert_share(count(run, c.BAD_REVIEWS), count(run, c.DELIVERIES), BAD)
    assert_share(count(run, c.STEERED), count(run, c.BAD_REVIEWS), 0.5)
    assert booked(run, causes.CONTENT) == 250 * count(run, c.STEERED)


EQUILIBRIA = [
    ({}, (GOOD - BAD) / (GOOD + BAD)),
    ({"control": STEER}, (GOOD - BAD / 2) / (GOOD + BAD / 2)),
    ({"control": {**STEER, "share": 0.75}}, 0.8 * (GOOD - BAD / 4) / (GOOD + BAD / 4)),  # half of what can be overdone
    ({"control": {**STEER, "share": 1.0}}, 0.6),
]


@pytest.mark.parametrize(("reputation", "level"), EQUILIBRIA, ids=["open", "steered", "overdone", "all steered"])
def test_reputation_in_equilibrium_moves_adding_and_buying(reputation, level):
    """(good − bad) / (good + bad), bad reviews less those steered, times what people still believe."""
    run = simulate(reviewed({**reputation, "add_weight": 2.0, "buy_weight": 1.5}))
    met = late(run, c.EXPOSURES, "live") - late(run, c.WASTED, "live")
    assert_share(late(run, c.ADDED, "live"), met, odds(0.1, 2.0 * level))
    assert late(run, c.ORDERS) / late(run, c.NEEDS) == pytest.approx(odds(0.5, 1.5 * level), abs=0.01)


def test_a_new_name_is_little_known():
    """With as many recent reviews as it takes to be half known, reputation is half of what the reviews say."""
    per_day = (GOOD + BAD) * PEOPLE * 0.5
    few = open_channel(exposures_per_day=500, add_rate=0.1)  # newcomers would add to the reviews
    run = simulate(reviewed({"enough": per_day, "add_weight": 2.0}, channels__live=few))
    met = late(run, c.EXPOSURES, "live") - late(run, c.WASTED, "live")
    recent = per_day / (1 - math.exp(-1))  # windows of a day, seen at their ends
    level = (GOOD - BAD) / (GOOD + BAD) * recent / (recent + per_day)
    assert_share(late(run, c.ADDED, "live"), met, odds(0.1, 2.0 * level))


def test_invitations_move_too():
    levers = {
        "sharing__after_delivery_rate": 0.2,
        "sharing__add_rate": 0.1,
        "market__size": 400_000,
        "channels__live": open_channel(active=False),
    }
    run = simulate(reviewed({"add_weight": 2.0}, **levers))
    met = late(run, c.EXPOSURES, "referral") - late(run, c.WASTED, "referral")
    level = (GOOD - BAD) / (GOOD + BAD)
    assert late(run, c.ADDED, "referral") / met == pytest.approx(odds(0.1, 2.0 * level), rel=0.05)


@pytest.mark.parametrize(("share", "weight"), [(0.0, 1.0), (0.5, 1.0), (0.75, 0.8), (1.0, 0.6)])
def test_credibility(share, weight):
    assert credibility(Control(**{**STEER, "share": share})) == pytest.approx(weight)
    assert credibility(None) == 1


def test_the_average_fades_with_its_time_constant():
    """Constant reviews in windows of 3 days: recent reviews tend to n / (1 − e^(−3/memory))."""
    levers = SimpleNamespace(memory_days=5.0, enough=40.0, control=None, cases=None)
    people = SimpleNamespace(counts=np.zeros((len(c.COUNTERS), 2), np.int64), slow={"reputation": 0.0, "cases": 0.0})
    part = Reputation(levers)
    part.open(people)
    people.counts[c.GOOD_REVIEWS], people.counts[c.BAD_REVIEWS] = [5, 4], [1, 2]
    for k in range(100):
        part.observe(people, SimpleNamespace(start=3.0 * k, end=3.0 * k + 3, board=Board()))
    recent = 1 / (1 - math.exp(-3 / 5))
    assert people.slow["reputation"] == pytest.approx((9 - 3) * recent / (12 * recent + 40))


CASES = {"enough": 0.001, "gain": 1.5, "saving": 0.25}
POSTS = {
    "content__posts_per_day": 1,
    "content__cost_per_post_yuan": {"useful": 40, "human": 40, "promo": 40},
    "trust__gain": {"useful": 0.04, "human": 0.04, "promo": 0.04},
    "product__need__rhythm": "clockwork",
    "horizon_days": 12,
}


def test_cases_feed_content():
    """With any number of good reviews the supply is full: posts gain 2.5 times as much and useful ones cost a quarter less.

    The first two posts may go out before a window with a good review has ended.
    """
    run, plain = (simulate(reviewed({"cases": cases}, **POSTS)) for cases in (CASES, None))
    assert booked(plain, causes.CONTENT) == 12 * 4000
    assert booked(run, causes.CONTENT) == 4000 + 11 * 3000
    first = run.rows[:PEOPLE]["trust"]
    np.testing.assert_allclose(first, 1 - 0.5 * 0.96 * 0.9**11, rtol=1e-4)
    np.testing.assert_allclose(plain.rows[:PEOPLE]["trust"], 1 - 0.5 * 0.96**12, rtol=1e-4)
    human = simulate(reviewed({"cases": CASES}, **POSTS, content__mix={"useful": 0, "human": 1, "promo": 0}))
    assert booked(human, causes.CONTENT) == 12 * 4000, "cases save on useful posts alone"


def test_who_overdoes_it_is_believed_less_in_posts_too():
    run = simulate(reviewed({"control": {**STEER, "share": 1.0, "cost_yuan": 0}}, **POSTS))
    np.testing.assert_allclose(run.rows[:PEOPLE]["trust"], 1 - 0.5 * 0.96 * (1 - 0.04 * 0.6) ** 11, rtol=1e-4)


def test_reviews_that_nobody_heeds_change_no_life():
    heedless = {"control": {**STEER, "doubt": 0, "cost_yuan": 0}}
    off, on = (
        simulate(reviewed(horizon_days=6, **x), log=True) for x in ({"reputation": None}, {"reputation": {**OPEN, **heedless}})
    )
    np.testing.assert_array_equal(off.log_lines, on.log_lines)
    np.testing.assert_array_equal(off.money, on.money)


def test_engines_agree_on_reputation():
    small = {"market__size": 2000, "market__initial_contacts": 400}
    levers = {**POSTS, **small, "sharing__after_delivery_rate": 0.1, "sharing__add_rate": 0.3}
    scenario = reviewed({"add_weight": 1.0, "buy_weight": 1.0, "control": STEER, "cases": {**CASES, "enough": 50}}, **levers)
    fast, reference = (simulate(scenario, 3, engine=engine, log=True) for engine in ("fast", "reference"))
    assert min(count(fast, c.GOOD_REVIEWS), count(fast, c.STEERED)) > 50
    assert_same_run(fast, reference)


def test_a_delivery_cannot_be_good_and_bad():
    with pytest.raises(ValueError, match="lies above good_from"):
        reviewed({"good_from": 0.4, "bad_below": 0.5})
