"""Posts: who sees them, what they do to trust and fatigue, whom they drive out. Each lever with its size, and none at zero."""

import math

import numpy as np
import pytest

from siyu_sim.behaviour.effects import (
    LEFT_US,
    SEEN,
    TOUCH,
)
from siyu_sim.behaviour.state import LEFT
from siyu_sim.engine import counters as c
from siyu_sim.simulation import simulate
from tests.chance import assert_mean, assert_share, odds
from tests.crowd import FOREVER, PEOPLE, count, crowd, lines

POSTS = {"content__posts_per_day": 1, "horizon_days": 4, "trust__half_life_days": FOREVER, "fatigue__half_life_days": FOREVER}


def test_seen_rate_hour_and_weekday():
    by_hour = [0.0] * 24
    by_hour[12] = 0.7
    run = simulate(
        crowd(**POSTS, attention__seen_rate=0.3, attention__by_hour=by_hour, attention__by_weekday=[0.4, -0.5, 0, 0, 0, 0, 0]),
        log=True,
    )
    for day, shift in ((0, 0.4), (1, -0.5), (2, 0.0)):
        posts = lines(run, TOUCH)
        posts = posts[posts["ref"] // 1440 == day]
        assert_share((posts["outcome"] & SEEN > 0).sum(), len(posts), odds(0.3, 0.7, shift))


def test_people_differ_in_attention_but_the_mean_rate_is_kept():
    run = simulate(crowd(**{**POSTS, "horizon_days": 1}, attention__seen_rate=0.3, attention__spread=2.0))
    assert_share(count(run, c.SEEN), PEOPLE, 0.3)
    days = 30
    run = simulate(crowd(**{**POSTS, "horizon_days": days}, attention__seen_rate=0.3, attention__spread=2.0), log=True)
    seen = np.bincount(lines(run, TOUCH, SEEN)["person"], minlength=PEOPLE)
    assert seen.var() > 2 * days * 0.3 * 0.7  # far more than by chance alone


@pytest.mark.parametrize("trust", [0.0, 0.9])
def test_trust_is_read_more(trust):
    run = simulate(crowd(**POSTS, attention__seen_rate=0.3, attention__trust_weight=1.5, market__initial_trust=trust))
    assert_share(count(run, c.SEEN), count(run, c.TOUCHES), odds(0.3, 1.5 * (trust - 0.5)))


def test_fatigue_lowers_the_chance_to_be_seen():
    run = simulate(
        crowd(**POSTS, attention__seen_rate=0.4, attention__fatigue_weight=0.8, fatigue__weight__useful=1.0), log=True
    )
    log = lines(run, TOUCH)
    first, second = (log[log["ref"] // 1440 == day] for day in (0, 1))
    saw = np.zeros(PEOPLE, bool)
    saw[first["person"]] = first["outcome"] & SEEN > 0
    again = second["outcome"] & SEEN > 0
    assert_share(again[saw[second["person"]]].sum(), saw.sum(), odds(0.4, -0.8))
    assert_share(again[~saw[second["person"]]].sum(), (~saw).sum(), 0.4)


def test_fatigue_wears_off():
    run = simulate(crowd(**{**POSTS, "horizon_days": 5, "fatigue__half_life_days": 2}, fatigue__weight__useful=1.0))
    rows = run.rows
    now = rows["fatigue"] * 2.0 ** (-(5 - rows["t_last"]) / 2)
    np.testing.assert_allclose(now, sum(2.0 ** (-(5 - (day + 0.5)) / 2) for day in range(5)), rtol=1e-5)


def test_posts_build_trust_by_quality_authenticity_and_fit():
    mix = {"useful": 0.0, "human": 1.0, "promo": 0.0}
    run = simulate(
        crowd(
            **POSTS,
            content__mix=mix,
            trust__gain__human=0.1,
            content__quality=1.5,
            content__authenticity=0.8,
            trust__ideal_useful_share=0.75,
            trust__mix_penalty=0.4,
        )
    )
    gain = 0.1 * 1.5 * 0.8 * (1 - 0.4)  # at the far end from the ideal
    np.testing.assert_allclose(run.rows["trust"], 1 - 0.5 * (1 - gain) ** 4, rtol=1e-5)


def test_taste_spreads_the_gain_and_keeps_its_mean():
    run = simulate(crowd(**{**POSTS, "horizon_days": 1}, trust__gain__useful=0.2, trust__taste_spread=0.5))
    gains = (run.rows["trust"] - 0.5) / 0.5
    assert_mean(gains, 0.2)
    assert gains.min() == pytest.approx(0.1, abs=1e-3)
    assert gains.max() == pytest.approx(0.3, abs=1e-3)


def test_promotion_costs_trust():
    run = simulate(
        crowd(**POSTS, content__mix={"useful": 0.0, "human": 0.0, "promo": 1.0}, trust__promo_loss=0.1, trust__gain__promo=0.02)
    )
    trust = 0.5
    for _ in range(4):
        trust = (1 - (1 - trust) * 0.98) * 0.9
    np.testing.assert_allclose(run.rows["trust"], trust, rtol=1e-5)


def test_social_proof_strengthens_posts():
    buying = {
        "product__need__per_year": 365,
        "purchase__first_rate": 0.3,
        "purchase__repeat_rate": 0.3,
        "trust__gain__useful": 0.05,
    }
    plain, proof = (simulate(crowd(**POSTS, **buying, trust__social_proof=x)) for x in (0.0, 3.0))
    assert proof.rows["trust"].mean() > plain.rows["trust"].mean() + 0.02


NEEDS = {"product__need__per_year": 36.5, "horizon_days": 10, "trust__half_life_days": FOREVER}


def test_background_leaving_is_the_monthly_rate():
    run = simulate(crowd(leave__monthly_rate=0.25, horizon_days=30))
    assert_share(count(run, c.LEFT), PEOPLE, 0.25)
    assert (run.rows["t_leave"][run.rows["flags"] & LEFT > 0] < 30).all()


LEAVING = {**POSTS, "leave__per_touch_rate": 0.05}


def hazards(**levers):
    """(leavers, contacts) at each of four posts that everybody sees."""
    log = simulate(crowd(**{**LEAVING, **levers}), log=True).log_lines
    posts = log[log["event"] == TOUCH]
    for day in range(4):
        own = posts[posts["ref"] // 1440 == day]
        yield (own["outcome"] & LEFT_US > 0).sum(), len(own)


def test_leaving_at_a_post():
    for left, of in hazards():
        assert_share(left, of, 0.05)


def test_fatigue_drives_people_out():
    for day, (left, of) in enumerate(hazards(leave__fatigue_weight=0.5, fatigue__weight__useful=1.0)):
        assert_share(left, of, odds(0.05, 0.5 * (day + 1)))


def test_promotion_drives_people_out():
    for left, of in hazards(
        leave__shift={"useful": -0.5, "human": 0, "promo": 1.0}, content__mix={"useful": 0, "human": 0, "promo": 1.0}
    ):
        assert_share(left, of, odds(0.05, 1.0))
    for left, of in hazards(leave__shift={"useful": -0.5, "human": 0, "promo": 1.0}):
        assert_share(left, of, odds(0.05, -0.5))


def test_more_promotion_in_the_mix_drives_more_out():
    shares = (0.0, 0.3, 0.6, 1.0)
    left = [
        count(
            simulate(
                crowd(
                    **{**LEAVING, "horizon_days": 30},
                    leave__shift={"useful": 0, "human": 0, "promo": 1.5},
                    leave__trust_weight=1.0,
                    trust__promo_loss=0.05,
                    content__mix={"useful": 1 - p, "human": 0, "promo": p},
                )
            ),
            c.LEFT,
        )
        for p in shares
    ]
    assert left == sorted(left)
    assert left[-1] > 1.2 * left[0]


@pytest.mark.parametrize("trust", [0.0, 1.0])
def test_trust_keeps_people(trust):
    for left, of in hazards(leave__trust_weight=2.0, market__initial_trust=trust):
        assert_share(left, of, odds(0.05, -2.0 * (trust - 0.5)))


def test_whoever_left_does_nothing_more():
    run = simulate(
        crowd(
            **NEEDS,
            content__posts_per_day=2,
            content__hours=[9.0, 21.0],
            leave__per_touch_rate=0.1,
            purchase__first_rate=1,
            product__delivery_days=3,
        ),
        log=True,
    )
    log = run.log_lines
    gone = log[log["outcome"] & LEFT_US > 0]
    at = dict(zip(gone["person"].tolist(), gone["t"].tolist(), strict=True))
    assert len(at) > 1000
    assert all(t <= at.get(person, math.inf) for person, t in zip(log["person"].tolist(), log["t"].tolist(), strict=True))
