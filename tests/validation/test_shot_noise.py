"""Trust as shot noise with saturation.

Trust decays at rate δ = ln 2 / half-life, and each post seen restores the share g of what is missing: T ← T + g (1 − T).

*Random posts* (Poisson, rate λ a day, all seen): what happens at a post does not depend on when it comes, so
dE[T]/dt = −δ E[T] + λ g (1 − E[T]), and E[T(t)] = T∞ + (T(0) − T∞) e^−(δ + λg)t with T∞ = λg / (δ + λg).

*Daily posts* (at noon, each seen with probability s): from noon to noon m ← m e^−δ (1 − s g) + s g, half a day after the
first and half a day before the horizon decaying alone.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
import pytest

from siyu_sim.simulation import simulate
from tests.scenarios import blank
from tests.validation.check import Check, assert_all, mean_and_error

HALF_LIFE, GAIN, RATE = 20.0, 0.08, 1.5
START = 0.5
DAYS = (3, 10, 30, 120)
SEEN = 0.3
RUNS = 600
PEOPLE = 50_000


def trust_at_the_end(run) -> np.ndarray:
    rows = run.rows
    return rows["trust"] * np.exp(-(run.ends[-1] - rows["t_last"]) * math.log(2) / HALF_LIFE)


def business(days: int, **more):
    return blank(
        {
            "horizon_days": days,
            "window_days": days,
            "market.initial_trust": START,
            "trust.half_life_days": HALF_LIFE,
            "trust.gain.useful": GAIN,
            **more,
        }
    )


def after_random_posts(t: float) -> float:
    decay = math.log(2) / HALF_LIFE + RATE * GAIN
    limit = RATE * GAIN / decay
    return limit + (START - limit) * math.exp(-decay * t)


def after_daily_posts(days: int) -> float:
    day = math.exp(-math.log(2) / HALF_LIFE)
    mean = START * math.sqrt(day)
    for k in range(days):
        mean = mean * (day if k else 1.0) * (1 - SEEN * GAIN) + SEEN * GAIN
    return mean * math.sqrt(day)


@lru_cache(maxsize=1)
def checks() -> list[Check]:
    found = []
    for days in DAYS:
        # all contacts see the same posts, so one contact a world, and many worlds
        scenario = business(
            days,
            **{
                "market.size": 1,
                "market.initial_contacts": 1,
                "market.contacts.mean": 1,
                "content.timing": "random",
                "content.posts_per_day": RATE,
            },
        )
        values = [trust_at_the_end(simulate(scenario, seed))[0] for seed in range(RUNS)]
        mean, se, df = mean_and_error(values)
        found.append(
            Check("Shot-noise trust, random posts", f"mean trust after {days} days", after_random_posts(days), mean, se, df=df)
        )
    for days in DAYS:
        scenario = business(
            days,
            **{
                "market.size": PEOPLE,
                "market.initial_contacts": PEOPLE,
                "content.posts_per_day": 1,
                "attention.seen_rate": SEEN,
            },
        )
        values = trust_at_the_end(simulate(scenario, 1909))
        mean, se, _ = mean_and_error(values)
        found.append(Check("Shot-noise trust, daily posts", f"mean trust after {days} days", after_daily_posts(days), mean, se))
    return found


@pytest.mark.slow
def test_mean_trust():
    assert_all(checks())
