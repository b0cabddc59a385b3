"""Touchpoints beside Moments: who has them, what each lever does and by how much, and what the platform lets through."""

from itertools import takewhile

import numpy as np
import pytest

from siyu_sim.behaviour.effects import BLOCKED, BOUGHT, LEFT_US, NEED, SEEN, TOUCH
from siyu_sim.behaviour.state import SHARED
from siyu_sim.behaviour.touchpoints import CHAT, FAN, LIVE, MINI, OFFICIAL
from siyu_sim.engine import counters as c
from siyu_sim.ledger import causes
from siyu_sim.operator.touchpoints import SURFACE_BIT, SendingLimit, slots
from siyu_sim.scenario.checking import check
from siyu_sim.scenario.mistakes import ScenarioError
from siyu_sim.scenario.schema import Scenario
from siyu_sim.scenario.touchpoints import Touchpoint
from siyu_sim.simulation import simulate
from tests.chance import assert_mean, assert_share, odds
from tests.crowd import FOREVER, PEOPLE, booked, count, crowd, lines, market, segment_of_person, segments
from tests.lives import changed
from tests.same import assert_same_records
from tests.scenarios import blank
from tests.touch import PROMO, touchpoint

STILL = {"horizon_days": 4, "trust__half_life_days": FOREVER, "fatigue__half_life_days": FOREVER}


def on(name="official", *, levers=None, **changes):
    """A crowd with one touchpoint; `levers` of the scenario otherwise."""
    return crowd(**{**STILL, **(levers or {})}, touchpoints={name: touchpoint(**changes)})


def has(run, surface):
    return run.further["follows"] >> surface & 1 > 0


# ------------------------------------------------------------------------------------------------- who has it


def test_join_share_is_who_gets_the_posts_and_it_is_for_life():
    run = simulate(on(join_share=0.3))
    followers = int(has(run, OFFICIAL).sum())
    assert_share(followers, PEOPLE, 0.3)
    assert count(run, c.TOUCHES) == count(run, c.SEEN) == 4 * followers
    assert run.n_events == 4 * followers


def test_a_larger_share_keeps_those_who_had_it():
    few, many = (has(simulate(on(join_share=p)), OFFICIAL) for p in (0.3, 0.5))
    assert (many[few]).all()
    assert many.sum() > few.sum() + 1000


def test_segments_take_it_up_by_their_attention_but_not_by_trust():
    for trust in (0.1, 0.9):
        run = simulate(
            on(join_share=0.3, levers={"market__segments": segments(attention_shift=-1.0), "market__initial_trust": trust})
        )
        own = segment_of_person(run)[run.rows["person"]] == 1
        assert_share(has(run, OFFICIAL)[own].sum(), own.sum(), odds(0.3, -1.0))
        assert_share(has(run, OFFICIAL)[~own].sum(), (~own).sum(), 0.3)


def test_who_has_one_touchpoint_says_nothing_about_another():
    run = simulate(crowd(**STILL, touchpoints={"official": touchpoint(join_share=0.4), "mini": touchpoint(join_share=0.3)}))
    assert_share((has(run, OFFICIAL) & has(run, MINI)).sum(), PEOPLE, 0.4 * 0.3)


BUYING = {
    "product__need__per_year": 365,
    "product__need__rhythm": "clockwork",
    "purchase__first_rate": 1.0,
    "purchase__repeat_rate": 1.0,
}


@pytest.mark.parametrize("gate", [{"min_orders": 2}, {"min_spend_yuan": 1.5}])
def test_who_has_bought_enough_is_asked_in(gate):
    """An item costs 1 yuan: the second order opens either gate; seen and bought are exact, from the log."""
    run = simulate(on("fan", join_share=0.6, levers={**BUYING, "window_days": 0.5}, **gate), log=True)
    orders, posts = lines(run, NEED, BOUGHT), lines(run, TOUCH)
    willing = np.zeros(PEOPLE, bool)
    willing[run.rows["person"]] = has(run, FAN)  # by now everybody has bought often enough
    assert_share(willing.sum(), PEOPLE, 0.6)
    for day in range(4):
        before = np.bincount(orders["person"][orders["t"] < day + 0.5], minlength=PEOPLE)
        saw = np.zeros(PEOPLE, bool)
        saw[posts["person"][posts["t"] == day + 0.5]] = True
        np.testing.assert_array_equal(saw, willing & (before >= 2))
    assert 0 < saw.sum() < PEOPLE


# ------------------------------------------------------------------------------------------------- what a post does


def test_seen_shift():
    run = simulate(on(seen_shift=-1.0, levers={"attention__seen_rate": 0.3}))
    assert_share(count(run, c.SEEN), 4 * PEOPLE, odds(0.3, -1.0))


def test_people_have_habits_of_their_own_for_each_touchpoint():
    """With log-odds Z·3 around an even chance, E[p] = 1/2 and Var[p] = E[p²] − 1/4, by quadrature; none of it shared by two."""
    pair = {name: touchpoint(habit_spread=3.0) for name in ("official", "live")}
    run = simulate(crowd(**STILL, attention__seen_rate=0.5, touchpoints=pair), log=True)
    saw = lines(run, TOUCH, SEEN)
    of = {s: np.bincount(saw["person"][saw["ref"] >> SURFACE_BIT == s], minlength=PEOPLE) for s in (OFFICIAL, LIVE)}
    nodes, weights = np.polynomial.hermite_e.hermegauss(80)
    variance = (weights / weights.sum()) @ (1 / (1 + np.exp(-3 * nodes))) ** 2 - 0.25
    for seen in of.values():
        assert_mean(seen, 4 * 0.5)
        # of four posts: 4 p(1 − p) by chance and 16 Var[p] by habit
        assert_mean((seen - 2.0) ** 2, 4 * (0.25 - variance) + 16 * variance)
    assert abs(np.corrcoef(of[OFFICIAL], of[LIVE])[0, 1]) < 5 / np.sqrt(PEOPLE)


def test_hour_and_weekday_count_as_in_moments():
    by_hour = [0.0] * 24
    by_hour[21] = 0.9
    run = simulate(
        on(
            hours=[21.25],
            posts_per_week=1,
            weekdays=["wed"],
            levers={
                "attention__seen_rate": 0.3,
                "attention__by_hour": by_hour,
                "attention__by_weekday": [0, 0, -0.4, 0, 0, 0, 0],
            },
        )
    )
    assert_share(count(run, c.SEEN), PEOPLE, odds(0.3, 0.9, -0.4))


def test_gain_factor_and_fit_of_its_own_mix():
    run = simulate(
        on(
            gain_factor=1.5,
            levers={
                "trust__gain__useful": 0.1,
                "content__quality": 1.2,
                "content__mix": {"useful": 0.0, "human": 1.0, "promo": 0.0},  # fits, but is not what is posted here
                "trust__ideal_useful_share": 0.25,
                "trust__mix_penalty": 0.4,
            },
        )
    )
    np.testing.assert_allclose(run.rows["trust"], 1 - 0.5 * (1 - 0.1 * 1.5 * 1.2 * (1 - 0.4)) ** 4, rtol=1e-5)


def test_fatigue_factor():
    run = simulate(on(fatigue_factor=0.25, levers={"fatigue__weight__useful": 2.0}))
    np.testing.assert_allclose(run.rows["fatigue"], 4 * 0.5, rtol=1e-4)


def test_leave_shift():
    log = simulate(on(leave_shift=1.0, levers={"leave__per_touch_rate": 0.05}), log=True).log_lines
    for day in range(4):
        posts = log[log["t"] == day + 0.5]
        assert_share((posts["outcome"] & LEFT_US > 0).sum(), len(posts), odds(0.05, 1.0))


def test_impulse_shift_and_discount():
    levers = {"horizon_days": 1, "purchase__impulse_rate": 0.1, "product__price_yuan": 8, "product__reference_price_yuan": 8}
    levers |= {"purchase__first_rate": 0.5, "purchase__repeat_rate": 0.5, "content__promo_discount": 0.25}
    run = simulate(on("live", mix=PROMO, impulse_shift=2.0, levers=levers))
    assert_share(count(run, c.IMPULSE_ORDERS), PEOPLE, odds(0.1, 2.0))
    assert booked(run, causes.DISCOUNT) == count(run, c.ORDERS) * 200
    run = simulate(on("live", mix=PROMO, promo_discount=0.5, levers=levers))
    assert_share(count(run, c.IMPULSE_ORDERS), PEOPLE, 0.1)
    assert booked(run, causes.DISCOUNT) == count(run, c.ORDERS) * 400


def test_two_touchpoints_at_one_minute_have_luck_of_their_own():
    run = simulate(
        crowd(
            **{**STILL, "horizon_days": 1},
            attention__seen_rate=0.5,
            touchpoints={"chat": touchpoint(), "official": touchpoint()},
        ),
        log=True,
    )
    saw = lines(run, TOUCH, SEEN)
    chat, official = (set(saw["person"][saw["ref"] >> SURFACE_BIT == s].tolist()) for s in (CHAT, OFFICIAL))
    assert_share(len(chat & official), PEOPLE, 0.25)


# ------------------------------------------------------------------------------------------------- ease


def test_a_mini_programme_makes_buying_easier_for_who_has_it():
    levers = {**BUYING, "horizon_days": 1, "purchase__first_rate": 0.2}
    run = simulate(on("mini", join_share=0.37, posts_per_week=0, ease_shift=0.8, levers=levers))
    with_it = has(run, MINI)
    bought = run.rows["orders"] > 0
    assert_share(bought[with_it].sum(), with_it.sum(), odds(0.2, 0.8))
    assert_share(bought[~with_it].sum(), (~with_it).sum(), 0.2)


def test_share_shift():
    levers = {"horizon_days": 1, "content__posts_per_day": 1, "sharing__after_post_rate": 0.1}
    run = simulate(on("fan", join_share=0.5, posts_per_week=0, share_shift=0.7, levers=levers))
    shared = run.rows["flags"] & SHARED > 0
    assert_share(shared[has(run, FAN)].sum(), has(run, FAN).sum(), odds(0.1, 0.7))
    assert_share(shared[~has(run, FAN)].sum(), (~has(run, FAN)).sum(), 0.1)


# ------------------------------------------------------------------------------------------------- limits and costs

COST = {"useful": 12.34, "human": 0.0, "promo": 0.0}


def test_a_day_lets_one_through_and_the_rest_is_counted():
    run = simulate(
        on(posts_per_week=21, hours=[9.0, 12.0, 18.0], limit_per_day=1, cost_per_post_yuan=COST, join_share=0.5), log=True
    )
    followers = int(has(run, OFFICIAL).sum())
    assert count(run, c.TOUCHES) == count(run, c.SEEN) == 4 * followers
    assert count(run, c.BLOCKED) == 8 * followers == len(lines(run, TOUCH, BLOCKED))
    assert set((lines(run, TOUCH, SEEN)["t"] % 1 * 24).round(6)) == {9.0}
    assert booked(run, causes.CONTENT) == 4 * 1234  # what does not go out costs nothing
    assert run.n_events == count(run, c.TOUCHES)


def test_a_month_lets_four_through():
    """A service account: 35 daily posts planned; days 0-29 are one month, 30-34 the beginning of the next."""
    run = simulate(blank({"horizon_days": 35, "touchpoints": {"official": touchpoint(limit_per_month=4)}}))
    assert count(run, c.TOUCHES) == 1000 * (4 + 4)
    assert count(run, c.BLOCKED) == 1000 * (26 + 1)
    np.testing.assert_array_equal(np.flatnonzero(run.counts[:, c.SEEN].sum(axis=1)), [0, 1, 2, 3, 30, 31, 32, 33])


def test_what_the_day_refuses_does_not_use_up_the_month():
    limit = SendingLimit(per_day=1, per_month=2)
    assert [limit.lets_through(t) for t in (0.1, 0.2, 0.3, 1.1, 2.1, 30.0)] == [True, False, False, True, False, True]


def test_keeping_a_touchpoint_costs_by_the_day():
    run = simulate(
        blank({"horizon_days": 45, "touchpoints": {"mini": touchpoint(posts_per_week=0, cost_yuan_per_month=100.01)}})
    )
    assert booked(run, causes.CONTENT) == round(100.01 * 1.5 * 100)


@pytest.mark.parametrize(("per_week", "first_days"), [(3, [2, 4, 6, 9, 11, 13]), (7, [0, 1, 2, 3, 4, 5]), (0.5, [13])])
def test_posts_are_spread_over_the_week(per_week, first_days):
    plan = Touchpoint(**touchpoint(posts_per_week=per_week))
    days = [int(t) for t, _ in takewhile(lambda slot: slot[0] < 14, slots(plan))]
    assert days[: len(first_days)] == first_days
    assert len(days) == 2 * per_week


# ------------------------------------------------------------------------------------------------- off, and mistakes


def test_a_touchpoint_that_nobody_has_or_that_does_nothing_changes_nothing():
    levers = {
        **BUYING, "channel": {"exposures_per_day": 200}, "content__posts_per_day": 1, "attention__seen_rate": 0.5,
        "sharing__after_post_rate": 0.1, "sharing__add_rate": 0.3, "horizon_days": 10,
    }  # fmt: skip
    plain = simulate(market(**levers), log=True)
    for name, idle in (
        ("official", touchpoint(join_share=0.0)),
        ("mini", touchpoint(posts_per_week=0.0)),
        ("chat", touchpoint(limit_per_day=0)),
    ):
        run = simulate(market(**levers, touchpoints={name: idle}), log=True)
        if name == "chat":
            assert count(run, c.BLOCKED) > 1000
            log = run.log_lines[run.log_lines["outcome"] & BLOCKED == 0]
            assert not changed(plain.log_lines, log)
        else:
            assert_same_records(run.log_lines, plain.log_lines, "log line")
            np.testing.assert_array_equal(run.counts, plain.counts)
            assert run.n_events == plain.n_events
        assert_same_records(run.rows, plain.rows, "contact")


def test_a_touchpoint_touches_only_those_who_have_it():
    levers = {
        "content__posts_per_day": 1,
        "attention__seen_rate": 0.5,
        "trust__gain__useful": 0.1,
        "leave__per_touch_rate": 0.02,
    }
    plain, more = simulate(crowd(**STILL, **levers), log=True), simulate(on(join_share=0.4, levers=levers), log=True)
    followers = set(more.rows["person"][has(more, OFFICIAL)].tolist())
    touched = changed(plain.log_lines, more.log_lines)
    assert touched
    assert touched <= followers


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"touchpoints": {"group": touchpoint(join_share=None)}}, "there are none"),
        ({"touchpoints": {"chat": touchpoint(join_share=None)}}, "only a group's may be"),
        ({"touchpoints": {"chat": touchpoint(posts_per_week=8)}}, "needs 2 hours"),
        ({"touchpoints": {"chat": touchpoint(hours=[9.0, 9.001])}}, "one minute twice"),
        ({"touchpoints": {"offical": touchpoint()}}, "nearest:  official"),
    ],
)
def test_mistakes_are_told(changes, message):
    data = {**blank().model_dump(), **changes}
    with pytest.raises(ScenarioError, match=message):
        check(Scenario, data)
