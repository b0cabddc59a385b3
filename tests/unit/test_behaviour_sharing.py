"""Recommending, and the reply desk: each lever has the effect it claims, with its size where a formula gives it."""

import math

import numpy as np
import pytest

from siyu_sim.behaviour.effects import (
    ASKED,
    BOUGHT,
    INVITED,
    LOST,
    NEED,
    REPLY,
)
from siyu_sim.engine import counters as c
from siyu_sim.simulation import simulate
from tests.chance import assert_share, odds
from tests.crowd import FOREVER, PEOPLE, count, crowd, lines, segment_of_person, segments

POSTS = {"content__posts_per_day": 1, "horizon_days": 4, "trust__half_life_days": FOREVER, "fatigue__half_life_days": FOREVER}

NEEDS = {"product__need__per_year": 36.5, "horizon_days": 10, "trust__half_life_days": FOREVER}

SHARING = {**NEEDS, "purchase__first_rate": 1, "purchase__repeat_rate": 1, "sharing__after_delivery_rate": 0.1}


@pytest.mark.parametrize(
    ("levers", "shift"),
    [
        ({}, 0.0),
        ({"sharing__trust_weight": 2.0, "market__initial_trust": 0.9}, 0.8),
        ({"sharing__satisfaction_weight": 2.0, "product__quality": 0.8, "dropout__learning": 1.0}, 0.6),
        ({"referral__tools": True, "referral__tools_shift": 0.7}, 0.7),
        (
            {
                "referral__tools": True,
                "referral__reward_yuan": 20,
                "referral__reward_scale_yuan": 5,
                "referral__reward_weight": 0.6,
            },
            0.6 * math.log(5),
        ),
        ({"referral__tools_shift": 0.7, "referral__reward_weight": 0.6}, 0.0),  # no programme
    ],
    ids=["base", "trust", "satisfaction", "tools", "reward", "no programme"],
)
def test_what_moves_people_to_recommend(levers, shift):
    run = simulate(crowd(**SHARING, **levers))
    assert_share(count(run, c.SHARES), count(run, c.DELIVERIES), odds(0.1, shift))
    assert count(run, c.INVITATIONS) == count(run, c.SHARES)


def test_social_classes_share_more():
    social = {"creators": 0.1, "commenters": 0.3, "creator_shift": 1.5, "commenter_shift": 0.6}
    run = simulate(crowd(**SHARING, market__social=social))
    expected = 0.1 * odds(0.1, 1.5) + 0.3 * odds(0.1, 0.6) + 0.6 * 0.1
    assert count(run, c.SHARES) / count(run, c.DELIVERIES) == pytest.approx(expected, rel=0.03)


def test_reward_sensitivity_of_segments():
    kinds = segments(reward_sensitivity=0.0)
    run = simulate(
        crowd(**SHARING, market__segments=kinds, referral__tools=True, referral__reward_yuan=20, referral__reward_weight=0.5),
        log=True,
    )
    segment = segment_of_person(run)
    needs = run.log_lines[run.log_lines["event"] == 4]
    for k, shift in enumerate((0.5 * math.log(21), 0.0)):
        own = needs[segment[needs["person"]] == k]
        assert_share((own["outcome"] & INVITED > 0).sum(), len(own), odds(0.1, shift))


def test_posts_seen_are_passed_on():
    run = simulate(crowd(**POSTS, sharing__after_post_rate=0.05, sharing__invites=3))
    assert_share(count(run, c.SHARES), count(run, c.SEEN), 0.05)
    assert count(run, c.INVITATIONS) == 3 * count(run, c.SHARES)


DESK = {
    **NEEDS,
    "desk__active": True,
    "desk__ask_share": 1.0,
    "desk__operators": 500,
    "desk__handle_minutes": 1.0,
    "purchase__first_rate": 0.4,
}


def test_share_of_needs_that_start_in_chat():
    run = simulate(crowd(**{**DESK, "desk__ask_share": 0.3, "product__need__per_year": 3.65}), log=True)
    needs = lines(run, NEED)
    first = needs[needs["ref"] == 1]
    assert_share((first["outcome"] & ASKED > 0).sum(), len(first), 0.3)


def test_a_reply_builds_trust_and_is_decided_on():
    run = simulate(crowd(**DESK, trust__gain_reply=0.2), log=True)
    replies = lines(run, REPLY)
    once = replies[np.isin(replies["person"], np.flatnonzero(np.bincount(replies["person"], minlength=PEOPLE) == 1))]
    np.testing.assert_allclose(once["trust"], 0.6, rtol=1e-5)
    decided = lines(run, REPLY, BOUGHT)
    assert len(decided) + len(lines(run, REPLY, LOST)) == len(replies)
    _, first = np.unique(replies["person"], return_index=True)  # the log is in order of time
    assert_share((replies["outcome"][first] & BOUGHT > 0).sum(), len(first), 0.4)


def test_waiting_costs_orders():
    """With an opening hour far off everybody waits long, and the odds fall with every hour."""
    levers = {**DESK, "desk__open_hour": 23.9, "horizon_days": 4}
    patient, hasty = (simulate(crowd(**levers, purchase__wait_weight=w), log=True) for w in (0.0, 0.2))
    assert count(hasty, c.ORDERS) < 0.5 * count(patient, c.ORDERS)
    asked, waited, bought = {}, [], []
    for line in hasty.log_lines:
        person = int(line["person"])
        if line["event"] == NEED and line["outcome"] & ASKED:
            asked[person] = line["t"]
        elif line["event"] == REPLY and line["t"] == math.floor(line["t"]):  # served before the window ended
            t = asked.pop(person)
            waited.append(24 * max(0.0, math.floor(t) + 23.9 / 24 - t))
            bought.append(bool(line["outcome"] & BOUGHT))
    assert len(bought) > 3000
    # the queue at the opening adds minutes to the hours, so the formula is slightly too kind
    assert np.mean(bought) == pytest.approx(np.mean([odds(0.4, -0.2 * hours) for hours in waited]), rel=0.12)


def test_replies_reach_people_in_a_later_window():
    run = simulate(crowd(**DESK, window_days=0.5), log=True)
    asked = {}
    for line in run.log_lines[np.argsort(run.log_lines["t"], kind="stable")]:
        if line["event"] == NEED and line["outcome"] & ASKED:
            asked[int(line["person"])] = line["t"]
        elif line["event"] == REPLY:
            assert math.floor(line["t"] / 0.5) > math.floor(asked[int(line["person"])] / 0.5)
