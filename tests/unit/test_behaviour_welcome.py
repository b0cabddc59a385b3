"""Intake: newcomers who write first, what waiting does, what a prompt answer does."""

import numpy as np

from siyu_sim.behaviour.effects import GAVE_UP, REPLY
from siyu_sim.behaviour.state import LEFT
from siyu_sim.engine import counters as c
from siyu_sim.simulation import simulate
from tests.chance import assert_mean, assert_share
from tests.crowd import FOREVER, count, lines, market
from tests.same import assert_same_records

WELCOME = {"writes_share": 0.6, "patience_hours": 12, "leave_share": 0.5, "gain": 0.2, "gain_half_life_hours": 3}
NEWCOMERS = {"horizon_days": 10, "trust__half_life_days": FOREVER, "trust__gain_reply": 0.1}
FOR_A_DAY = {"exposures_per_day": 25_000, "stop_day": 1, "first_trust": 0.2}
DESK = {"desk__active": True, "desk__operators": 2000, "desk__handle_minutes": 0.01}


def test_without_a_desk_those_who_wrote_wait_in_vain():
    run = simulate(market(FOR_A_DAY, **NEWCOMERS, welcome=WELCOME), log=True)
    added, greeted, left = (count(run, k) for k in (c.ADDED, c.GREETINGS, c.LEFT))
    assert_share(greeted, added, 0.6)
    assert count(run, c.GAVE_UP) == greeted and count(run, c.REPLIES) == 0
    assert_share(left, greeted, 0.5)
    gone = run.rows[run.rows["flags"] & LEFT > 0]
    assert_mean(gone["t_leave"] - gone["joined"], 0.5)  # twelve hours of patience


def test_nobody_leaves_a_desk_that_answers_at_once():
    run = simulate(market(FOR_A_DAY, **NEWCOMERS, **DESK, welcome=WELCOME), log=True)
    assert count(run, c.LEFT) == count(run, c.GAVE_UP) == 0
    replies = lines(run, REPLY)
    assert len(replies) == count(run, c.GREETINGS) == count(run, c.QUESTIONS) == count(run, c.REPLIES)
    np.testing.assert_allclose(replies["trust"], 1 - 0.8 * 0.9 * 0.8, rtol=1e-4)
    others = ~np.isin(run.rows["person"], replies["person"])
    np.testing.assert_allclose(run.rows["trust"][others], 0.2, rtol=1e-6)


def test_a_late_answer_gains_less_and_comes_too_late_for_some():
    run = simulate(market(FOR_A_DAY, **NEWCOMERS, **DESK, desk__open_hour=12, welcome=WELCOME), log=True)
    answered = np.isin(run.rows["person"], lines(run, REPLY)["person"]) & (run.rows["asked"] >= 0)
    rows = run.rows[answered]
    assert len(rows) > 1000
    gain = 0.2 * 2.0 ** (-rows["asked"].astype(float) / 3)
    np.testing.assert_allclose(rows["trust"], 1 - 0.8 * 0.9 * (1 - gain), rtol=1e-4)
    # who adds in the morning waits until noon, with a patience of half a day on average
    waits = np.maximum(0.5 - run.rows["joined"], 0)
    assert_share(count(run, c.GAVE_UP), count(run, c.GREETINGS), (1 - np.exp(-waits / 0.5)).mean())
    assert len(lines(run, REPLY, GAVE_UP)) == count(run, c.GAVE_UP)
    assert_share(count(run, c.LEFT), count(run, c.GAVE_UP), 0.5)


def test_nobody_who_writes_nothing_is_touched():
    off = simulate(market(FOR_A_DAY, **NEWCOMERS), 4, log=True)
    silent = simulate(market(FOR_A_DAY, **NEWCOMERS, welcome={**WELCOME, "writes_share": 0}), 4, log=True)
    assert_same_records(off.rows, silent.rows, "contact")
    assert_same_records(off.log_lines, silent.log_lines, "log line")


def test_contacts_of_day_0_are_no_newcomers():
    run = simulate(market(FOR_A_DAY, **NEWCOMERS, market__initial_contacts=5000, welcome=WELCOME))
    assert count(run, c.GREETINGS, "initial") == 0 < count(run, c.GREETINGS, "live")
