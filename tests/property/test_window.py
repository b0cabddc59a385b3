"""Halving the window moves no main metric beyond its interval.

What passes between people waits for the next window, so the window is part of the model; it must be a detail of it. Worlds are
paired: the same people with windows of a day and of half a day. Two intervals are looked at, both Student's, with 5 % shared
among the metrics (Bonferroni):

* the interval of the metric itself, as a study of as many worlds reports it: no business may leave it;
* the far narrower interval of the paired difference: with nobody at the desk, where only invitations and social proof wait,
  even that holds. A reply from the desk always waits for the next window, which the paired interval does show: under
  1 % of any metric, and vanishing with the window.
"""

from functools import lru_cache

import numpy as np
import pytest
from scipy import stats

from siyu_sim.engine import counters as c
from siyu_sim.ledger.causes import SIGN
from siyu_sim.simulation import simulate
from tests.scenarios import preset, variant

WORLDS = 16
LEVEL = 0.05
NO_DESK = {
    "coffee": ("business=coffee", "referral=two_sided"),
    "course": ("business=course", "referral=two_sided"),
}
BUSINESSES = {**NO_DESK, "coffee with a desk": ("business=coffee", "referral=two_sided", "desk=small")}


def metrics(name: str, window: float, seed: int) -> dict[str, float]:
    run = simulate(variant(preset(*BUSINESSES[name]), {"window_days": window}), seed)
    total = run.counts.sum(axis=0)
    return {
        "contacts added": total[c.ADDED].sum(),
        "customers": total[c.FIRST_ORDERS].sum(),
        "orders": total[c.ORDERS].sum(),
        "net contribution": (run.money.sum(axis=(0, 2)) * np.array(SIGN)).sum() / 100,
        "referral adds": total[c.ADDED, run.channels.index("referral")],
    }


@lru_cache(maxsize=8)
def levels(name: str, window: float) -> dict[str, np.ndarray]:
    """Metric -> its value in each world, shape (WORLDS,)."""
    worlds = [metrics(name, window, seed) for seed in range(WORLDS)]
    return {metric: np.array([world[metric] for world in worlds], float) for metric in worlds[0]}


def half_width(values: np.ndarray, number_of_metrics: int) -> float:
    quantile = stats.t.ppf(1 - LEVEL / 2 / number_of_metrics, len(values) - 1)
    return float(quantile * values.std(ddof=1) / np.sqrt(len(values)))


@pytest.mark.slow
@pytest.mark.parametrize("name", BUSINESSES)
def test_no_metric_leaves_its_interval(name):
    day, half = levels(name, 1.0), levels(name, 0.5)
    for metric, value in day.items():
        assert abs((half[metric] - value).mean()) < half_width(value, len(day)), metric


@pytest.mark.slow
@pytest.mark.parametrize("name", NO_DESK)
def test_without_a_desk_not_even_the_paired_interval(name):
    day, half = levels(name, 1.0), levels(name, 0.5)
    for metric, value in day.items():
        difference = half[metric] - value
        assert abs(difference.mean()) <= half_width(difference, len(day)), f"{metric}: {difference.mean():+.4g}"


@pytest.mark.slow
@pytest.mark.parametrize("name", NO_DESK)
def test_the_paired_interval_is_narrow_enough_to_mean_something(name):
    """A tenth of the metric's own interval: a window that mattered would show."""
    day, half = levels(name, 1.0), levels(name, 0.5)
    for metric, value in day.items():
        assert half_width(half[metric] - value, len(day)) < 0.1 * half_width(value, len(day)), metric


@pytest.mark.slow
def test_what_the_window_does_to_replies_vanishes_with_it():
    """The shift from a day to half a day is under 1 %, and a further halving moves about half as much again."""
    name = "coffee with a desk"
    day, half, quarter = (levels(name, w) for w in (1.0, 0.5, 0.25))
    for metric in ("contacts added", "customers", "orders"):
        first, second = (half[metric] - day[metric]).mean(), (quarter[metric] - half[metric]).mean()
        assert abs(first) < 0.01 * day[metric].mean()
        assert abs(second) < 0.8 * abs(first)
