"""Measures of fission, from made-up runs counted by hand."""

from types import SimpleNamespace

import numpy as np
import pytest

from siyu_sim.behaviour.state import ROW
from siyu_sim.engine import counters as c
from siyu_sim.ledger import causes
from siyu_sim.measure import fission
from siyu_sim.simulation import simulate
from tests.unit.test_behaviour_scheme import ONE_POST, programme, team


def made_up(referrers=(), counts=(), money=()):
    """One window, channels live, referral, initial; `counts`: (counter, channel, number); `money`: (cause, channel, fen)."""
    rows = np.zeros(len(referrers), ROW)
    rows["referrer"] = referrers
    run = SimpleNamespace(
        rows=rows,
        counts=np.zeros((1, len(c.COUNTERS), 3), np.int64),
        money=np.zeros((1, len(causes.CAUSES), 4), np.int64),
    )
    for counter, channel, number in counts:
        run.counts[0, counter, channel] = number
    for cause, channel, fen in money:
        run.money[0, cause, channel] = fen
    return run


def test_the_few_who_bring_most():
    """20 referrers bring 1 each but for two who bring 10 and 5: of 33, the top tenth (2) brought 15, the top 1 % (1) brought 10."""
    referrers = [-1] * 20 + [0] * 10 + [1] * 5 + list(range(2, 20))
    run = made_up(referrers)
    assert fission.top_tenth_share(run) == pytest.approx(15 / 33)
    assert fission.top_percent_share(run) == pytest.approx(10 / 33)
    assert np.isnan(fission.top_tenth_share(made_up([-1, -1])))


def test_teams_fakes_and_reviews():
    run = made_up(
        counts=[
            (c.TEAMS, 0, 8), (c.COMPLETED, 0, 2), (c.ADDED, 0, 70), (c.ADDED, 1, 10), (c.FAKES, 0, 30), (c.CAUGHT, 0, 10),
            (c.FIRST_ORDERS, 1, 4), (c.GOOD_REVIEWS, 0, 12), (c.BAD_REVIEWS, 0, 6), (c.STEERED, 0, 2),
        ],
        money=[(causes.HOOK, 1, 1000), (causes.REWARD, 1, 2000), (causes.ABUSE, 0, 5000), (causes.MEDIA, 0, 4000)],
    )  # fmt: skip
    assert fission.team_completion(run) == 0.25
    assert fission.fake_contacts(run) == 20
    assert fission.fake_share(run) == 0.2
    assert fission.abuse_cost(run) == 50
    assert fission.reported_contact_cost(run) == pytest.approx(120 / 100)
    assert fission.programme_cost_per_customer(run) == pytest.approx(80 / 4)
    assert fission.review_balance(run) == pytest.approx((12 - 4) / (12 + 4))


def test_who_carries_the_spread_by_class():
    """Everybody shares one post alike, so each class brings what its share of the crowd is; the three add up."""
    social = {"creators": 0.1, "commenters": 0.3, "creator_shift": 0.0, "commenter_shift": 0.0}
    run = simulate(programme({"team": team()}, **ONE_POST, market__social=social))
    shares = [f(run) for f in (fission.creators_share, fission.commenters_share, fission.readers_share)]
    assert sum(shares) == pytest.approx(1)
    brought = (run.rows["referrer"] >= 0).sum()
    for share, expected in zip(shares, (0.1, 0.3, 0.6), strict=True):
        # three invitations of one person stand or fall with its class: three times the variance of independent ones
        assert share == pytest.approx(expected, abs=5 * np.sqrt(3 * expected * (1 - expected) / brought))
