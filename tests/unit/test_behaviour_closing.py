"""Closing in chat: what is sold there alone, shifts and their skill, patience, trust lost by waiting, too many contacts."""

import math

import numpy as np
import pytest

from siyu_sim.behaviour.effects import BOUGHT, GAVE_UP, LOST, NEED, REPLY
from siyu_sim.engine import counters as c
from siyu_sim.engine.desk import roster, turns_to
from siyu_sim.jit import jit
from siyu_sim.ledger import causes
from siyu_sim.simulation import simulate
from tests.chance import assert_mean, assert_share, odds
from tests.crowd import FOREVER, PEOPLE, booked, count, crowd, lines
from tests.same import assert_same_records
from tests.scenarios import blank

NEEDS = {"product__need__per_year": 36.5, "horizon_days": 10, "trust__half_life_days": FOREVER}
BUY = {"purchase__first_rate": 0.2, "purchase__repeat_rate": 0.2}
DESK = {"desk__active": True, "desk__ask_share": 0.5, "desk__operators": 2000, "desk__handle_minutes": 0.01}
POSTS = {"content__posts_per_day": 1, "content__mix": {"useful": 0, "human": 0, "promo": 1}, "fatigue__half_life_days": FOREVER}


def shift(**changes):
    plain = {
        "operators": 1, "open_hour": 0, "close_hour": 24, "weekdays": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], "skill": 0,
        "handle_factor": 1, "salary_yuan_per_month": 0,
    }  # fmt: skip
    return {**plain, **changes}


def test_without_a_chat_nothing_is_sold_that_needs_one():
    run = simulate(crowd(**NEEDS, **BUY, **DESK, product__chat_only=True), log=True)
    replies, needs = lines(run, REPLY), lines(run, NEED)
    assert not (needs["outcome"] & BOUGHT).any()
    assert_share((replies["outcome"] & BOUGHT > 0).sum(), len(replies), 0.2)


def test_a_promotion_makes_people_ask_for_what_is_sold_in_chat():
    levers = {
        **DESK,
        "desk__ask_share": 0,
        "purchase__impulse_rate": 0.3,
        "purchase__pull_forward": 1,
        "product__chat_only": True,
    }
    run = simulate(crowd(**POSTS, **levers, **BUY, horizon_days=3, trust__half_life_days=FOREVER))
    seen, asked, replies = (count(run, k) for k in (c.SEEN, c.QUESTIONS, c.REPLIES))
    assert seen == 3 * PEOPLE and count(run, c.IMPULSE_ORDERS) == count(run, c.NEEDS) == count(run, c.LOST) == 0
    # who has asked on the day before has been answered at midnight; nobody's question blocks the next
    assert_share(asked, seen, 0.3)
    assert_share(count(run, c.ORDERS), replies, 0.2)
    assert replies == asked - int((run.rows["flags"] & 32 > 0).sum())
    buyers = run.rows[run.rows["orders"] > 0]
    assert (buyers["flags"] & 16).all(), "with pull_forward 1 every such order meets the next need"
    assert len(set(run.rows["orders"])) > 2, "two posts do not share their dice"


def test_shifts_of_equals_are_one_team():
    busy = {"product.need.per_year": 60, "purchase.first_rate": 0.5, "purchase.repeat_rate": 0.5, "desk.active": True}
    busy |= {"desk.ask_share": 1, "desk.handle_minutes": 20, "window_days": 0.5}
    together = simulate(blank({**busy, "desk.operators": 5}), 5, log=True)
    split = {"day": shift(operators=2), "late": shift()}
    apart = simulate(blank({**busy, "desk.operators": 2, "desk.shifts": split}), 5, log=True)
    assert count(together, c.WAIT_SECONDS) > 0
    assert_same_records(together.rows, apart.rows, "contact")
    assert_same_records(together.log_lines, apart.log_lines, "log line")


def test_skill_closes():
    teams = {"desk__close_hour": 12, "desk__shifts": {"late": shift(operators=2000, open_hour=12, skill=1.5)}}
    run = simulate(crowd(**NEEDS, **BUY, **DESK, **teams), log=True)
    replies = lines(run, REPLY)
    assert_share((replies["outcome"] & BOUGHT > 0).sum(), len(replies), (0.2 + odds(0.2, 1.5)) / 2)


def test_shifts_are_paid():
    teams = {"desk__shifts": {"late": shift(operators=3, salary_yuan_per_month=100)}, "desk__salary_yuan_per_month": 1}
    run = simulate(crowd(**{**DESK, "desk__operators": 2}, **teams, horizon_days=15))
    assert booked(run, causes.SALARY) == 15_000 + 100


@jit
def _turns_to(operators, k, t):
    return turns_to(operators[k], t)


@pytest.mark.parametrize(
    ("t", "start"),
    [(5.5, 5.5), (5.2, 5 + 9 / 24), (6.99, 12 + 9 / 24), (4.9, 5 + 9 / 24), (7.0, 12 + 9 / 24)],
    ids=["at work", "before opening", "Sunday night", "Friday", "Monday"],
)
def test_a_weekend_shift_works_on_weekends(t, start):
    weekend = shift(weekdays=["sun", "sat"], open_hour=9, close_hour=21)
    operators = roster(blank({"desk.active": True, "desk.shifts": {"weekend": weekend}}))
    assert _turns_to(operators, 1, t) == pytest.approx(start, abs=1e-12)
    assert _turns_to(operators, 0, t) == t


def erlang_a(load, patience, most=400):
    """P(giving up) with one operator, exponential handling of mean 1 and patience: a birth-death chain of people present."""
    weights = [1.0]
    for n in range(1, most):
        weights.append(weights[-1] * load / (1 + (n - 1) / patience))
    p = np.array(weights) / sum(weights)
    return float((np.maximum(np.arange(most) - 1, 0) * p).sum() / patience / load)


def test_erlang_a_itself():
    # patience as long as handling: every person present leaves at rate 1, so their number is Poisson with mean the load
    assert erlang_a(1.0, 1.0) == pytest.approx(1 - (1 - math.exp(-1)))


def test_who_waits_too_long_gives_up():
    """Half an hour of handling, an hour of patience, 1.2 questions for each that one operator can serve: M/M/1+M."""
    per_day = 1.2 * 48
    shop = {"product__need__per_year": per_day * 365 / PEOPLE, "horizon_days": 40, "window_days": 0.25}
    desk = {
        "desk__active": True,
        "desk__ask_share": 1,
        "desk__operators": 1,
        "desk__handle_minutes": 30,
        "desk__patience_hours": 1,
    }
    shares = []
    for seed in range(12):
        run = simulate(crowd(**shop, **desk), seed)
        shares.append(count(run, c.GAVE_UP) / (count(run, c.REPLIES) + count(run, c.GAVE_UP)))
    assert_mean(shares, erlang_a(1.2, 2.0))


def test_a_question_given_up_is_a_need_lost():
    shop = {
        **NEEDS,
        "purchase__first_rate": 1,
        "purchase__repeat_rate": 1,
        "purchase__rival_pull": 1,
        "market__initial_trust": 0,
    }
    slow = {
        "desk__active": True,
        "desk__ask_share": 1,
        "desk__open_hour": 23.9,
        "desk__operators": 1,
        "desk__handle_minutes": 600,
    }
    run = simulate(crowd(**shop, **slow, desk__patience_hours=0.1), log=True)
    given_up = lines(run, REPLY, GAVE_UP)
    assert len(given_up) == count(run, c.GAVE_UP) > 1000
    assert (given_up["outcome"] & LOST).all() and not (given_up["outcome"] & BOUGHT).any()
    assert count(run, c.DROPPED) >= len(given_up), "at zero trust a rival keeps everybody"


def test_trust_is_lost_hour_by_hour():
    late = {"desk__open_hour": 12, "desk__trust_loss_per_hour": 0.1, "desk__ask_share": 1}
    run = simulate(crowd(**NEEDS, **{**DESK, **late}, window_days=0.5), log=True)
    rows = run.rows[(run.rows["need_index"] > 0) & (run.rows["flags"] & 32 == 0)]
    once = rows[[n == 1 for n in _questions(run, rows["person"])]]
    assert len(once) > 1000
    np.testing.assert_allclose(once["trust"], 0.5 * 0.9 ** once["asked"].astype(float), rtol=1e-5)
    assert once["asked"].max() > 11


def _questions(run, people):
    asked = lines(run, REPLY)["person"]
    number = dict(zip(*np.unique(asked, return_counts=True), strict=True))
    return [number.get(person, 0) for person in people]


def test_too_many_contacts_slow_the_desk():
    """Twice as many contacts as one can look after: handling takes twice as long, to the bit."""
    busy = {"product.need.per_year": 20, "purchase.first_rate": 0.5, "purchase.repeat_rate": 0.5, "desk.active": True}
    busy |= {"desk.ask_share": 1, "desk.operators": 2}
    crowded = simulate(blank({**busy, "desk.handle_minutes": 5, "desk.contacts_per_operator": 250}), 5)
    slow = simulate(blank({**busy, "desk.handle_minutes": 10}), 5)
    few = simulate(blank({**busy, "desk.handle_minutes": 5, "desk.contacts_per_operator": 500}), 5)
    plain = simulate(blank({**busy, "desk.handle_minutes": 5}), 5)
    assert_same_records(crowded.rows, slow.rows, "contact")
    assert_same_records(few.rows, plain.rows, "contact")
    assert count(slow, c.WAIT_SECONDS) > 1.5 * count(plain, c.WAIT_SECONDS)
