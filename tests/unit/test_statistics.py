"""Intervals, paired comparison and ratios against known values."""

import math

import numpy as np
import pytest

from siyu_sim.study.statistics import interval, probability_above, ratio_interval, variance_reduction


def test_interval_by_hand():
    # mean 3, s = sqrt(2.5), n = 5, t(4, 97.5 %) = 2.7764
    mean, low, high = interval(np.array([1.0, 2, 3, 4, 5]), 0.95)
    half = 2.776445 * math.sqrt(2.5 / 5)
    assert (mean, low, high) == pytest.approx((3, 3 - half, 3 + half), rel=1e-6)


def test_undefined_worlds_are_left_out():
    assert interval(np.array([1.0, np.nan, 3.0]), 0.95)[0] == 2
    assert all(math.isnan(x) for x in interval(np.array([np.nan]), 0.95))
    assert math.isnan(interval(np.array([4.0]), 0.95)[1])


def test_interval_covers_as_often_as_it_says():
    rng = np.random.default_rng(3)
    n = 4000
    hits = 0
    for _ in range(n):
        _, low, high = interval(rng.normal(2.0, 5.0, 12), 0.9)
        hits += low <= 2.0 <= high
    assert abs(hits / n - 0.9) < 4 * math.sqrt(0.09 / n)


def test_probability_above():
    assert probability_above(np.array([1.0, 1.0, 1.0])) == 1
    assert probability_above(np.zeros(4)) == 0.5
    assert probability_above(np.array([-1.0, 1.0])) == pytest.approx(0.5)
    t = 3 / math.sqrt(2.5 / 5)
    assert probability_above(np.array([1.0, 2, 3, 4, 5])) == pytest.approx(_t_cdf(t, 4), abs=1e-9)


def _t_cdf(t, df):
    from scipy.stats import t as student

    return student.cdf(t, df)


def test_variance_reduction():
    rng = np.random.default_rng(1)
    world, a, b = rng.normal(0, 10, 5000), rng.normal(0, 1, 5000), rng.normal(0, 1, 5000)
    assert variance_reduction(world + a, world + b) == pytest.approx(202 / 2, rel=0.1)  # (101 + 101) / (1 + 1)
    assert variance_reduction(a, a) == math.inf
    assert math.isnan(variance_reduction(np.ones(3), np.ones(3)))


def test_ratio_interval():
    above, below = np.array([10.0, 12, 8, 11, 9]), np.array([2.0, 2.1, 1.9, 2.0, 2.0])
    mean, low, high = ratio_interval(above, below, 0.95)
    assert mean == pytest.approx(5.0) and low < 5 < high < 7
    assert all(math.isnan(x) for x in ratio_interval(above, np.array([-1.0, 1, -1, 1, 0]), 0.95))  # nothing to divide by
