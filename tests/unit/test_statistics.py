"""Intervals, paired comparison and ratios against known values."""

import math

import numpy as np
import pytest

from siyu_sim.study.statistics import (
    interval,
    intervals,
    linearised,
    may_be_best,
    of_sums,
    pooled_ratios,
    probability_above,
    quantile_interval,
    ratio_interval,
    shortfall,
    simultaneous,
    spread,
    variance_reduction,
    worlds_needed,
)
from siyu_sim.study.statistics.intervals import spreads


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


# ------------------------------------------------------------------------------------------------- ratios


def cac(spend, customers):
    return linearised(np.stack([spend, customers], axis=1), lambda m: of_sums(m[..., :1], m[..., 1:]))


SPEND, CUSTOMERS = np.array([100.0, 120, 80]), np.array([2.0, 4, 2])


def test_a_ratio_of_sums_by_hand():
    # 300/8 = 37.5; without one of the worlds 200/6, 180/4, 220/6; their mean 115/3
    expected = 37.5 + 2 * (115 / 3 - np.array([200 / 6, 45.0, 220 / 6]))
    values = cac(SPEND, CUSTOMERS)
    assert values == pytest.approx(expected)
    assert values.mean() == pytest.approx(37.5)
    assert pooled_ratios(SPEND[:, None], CUSTOMERS[:, None])[:, 0] == pytest.approx(expected)


def test_it_is_the_delta_method_with_the_mean_of_the_other_worlds():
    z = (SPEND - 37.5 * CUSTOMERS) / np.array([3.0, 2, 3])  # means of customers without world 0, 1, 2
    assert cac(SPEND, CUSTOMERS) == pytest.approx(37.5 + z - z.mean())


def test_a_ratio_of_ratios_by_hand():
    # (12 · 3) / (4 · 9) over means of (2, 1; 1, 2), (4, 1; 1, 1): 3 · 1 / (1 · 1.5) = 2
    parts = np.array([[2.0, 1, 1, 2], [4, 1, 1, 1]])
    values = linearised(parts, lambda m: of_sums(m[..., :2], m[..., 2:]))
    # without world 0: 4·1/(1·1) = 4; without world 1: 2·1/(1·2) = 1; mean 2.5
    assert values == pytest.approx([2 + 2.5 - 4, 2 + 2.5 - 1])


def test_worlds_without_a_denominator_count_in_the_sums():
    assert np.nanmean(cac(np.array([50.0, 50, 50]), np.array([0.0, 1, 2]))) == pytest.approx(50)


def test_a_ratio_that_one_world_alone_defines_has_no_interval():
    _, low, high = interval(cac(np.array([50.0, 50, 50]), np.array([0.0, 0, 2])), 0.95)
    assert math.isnan(low) and math.isnan(high)


def test_a_world_in_which_a_part_is_undefined_is_left_out():
    values = cac(np.append(SPEND, np.nan), np.append(CUSTOMERS, 5.0))
    assert math.isnan(values[3]) and values[:3] == pytest.approx(cac(SPEND, CUSTOMERS))
    many = pooled_ratios(np.append(SPEND, np.nan)[:, None], np.append(CUSTOMERS, 5.0)[:, None])[:, 0]
    np.testing.assert_allclose(many, values)


def test_a_ratio_nowhere_defined():
    assert np.isnan(cac(SPEND, np.zeros(3))).all()
    assert np.isnan(pooled_ratios(SPEND[:, None], np.zeros((3, 1)))).all()


# ------------------------------------------------------------------------------------------------- quantiles


def test_a_quantile_by_hand():
    # of 8 worlds 0 or 8 lie below the median with probability 1/256 each, at most 1 or at least 7 with 9/256 = 3.5 % > 2.5 %:
    # the bounds are the first and the last
    values = np.array([5.0, 1, 8, 3, 2, 7, 6, 4])
    assert quantile_interval(values, 0.5, 0.95) == (4.5, 1.0, 8.0)
    # at 90 % each side may miss by 5 % ≥ 3.5 %: the second and the seventh
    assert quantile_interval(values, 0.5, 0.90) == (4.5, 2.0, 7.0)


def test_too_few_worlds_for_a_bound():
    # 0.9^35 = 2.50 % is just too much, 0.9^36 = 2.25 % is not
    assert quantile_interval(np.arange(35.0), 0.1, 0.95)[1] == -math.inf
    assert quantile_interval(np.arange(36.0), 0.1, 0.95)[1] == 0
    assert quantile_interval(np.arange(36.0), 0.9, 0.95)[2] == 35
    assert all(math.isnan(x) for x in quantile_interval(np.array([np.nan]), 0.5, 0.95))


# ------------------------------------------------------------------------------------------------- two stages


def test_the_error_of_a_first_stage():
    # s of (1, 2, 3) is 1, the mean of all six is 4, the error 1/√6 with 2 degrees of freedom
    values = np.array([1.0, 2, 3, 6, 6, 6])
    assert spread(values, 3) == pytest.approx((4, 1 / math.sqrt(6), 2))
    mean, low, high = interval(values, 0.95, 3)
    assert (mean, high - mean) == pytest.approx((4, 4.302653 / math.sqrt(6)), rel=1e-6)
    assert probability_above(values, 3) == pytest.approx(_t_cdf(4 * math.sqrt(6), 2))
    np.testing.assert_allclose(np.array(intervals(values[:, None], 0.95, 3))[:, 0], (mean, low, high))
    # nobody bought in the first stage
    late = np.array([np.nan, np.nan, 1.0, 2, 3])
    assert interval(late, 0.95, 2) == interval(late[2:], 0.95)


def test_worlds_needed_by_hand():
    # s² = 2.5, t(4) = 2.7764: (2.7764² · 2.5)/0.5² = 77.09 → 78
    values = np.array([1.0, 2, 3, 4, 5])
    assert worlds_needed(values, 0.5, 0.95, 1000) == (78, 78)
    assert not worlds_needed(values, 0.5, 0.95, 1000).capped
    assert worlds_needed(values, 0.5, 0.95, 50) == (50, 78)
    assert worlds_needed(values, 0.5, 0.95, 50).capped
    assert worlds_needed(values, 10, 0.95, 1000) == (5, 5)  # narrow enough as it is
    assert worlds_needed(np.ones(5), 0.5, 0.95, 1000) == (5, 5)  # nothing varies
    assert worlds_needed(values, 0.0, 0.95, 1000).capped  # no number of worlds will do
    # the worst of two, with Bonferroni's t(4, 1 − 2.5 %/2) = 3.4954 for so few worlds
    both = np.array([values, 3 * values])
    assert worlds_needed(both, 0.5, 0.95, 10_000) == (math.ceil(3.495406**2 * 22.5 / 0.25),) * 2


# ------------------------------------------------------------------------------------------------- many arms


def test_one_comparison_needs_no_widening():
    values = np.array([1.0, 2, 3, 4, 6])
    assert simultaneous(values, 0.95) == [interval(values, 0.95)]


def test_many_comparisons_lie_between_one_and_bonferroni():
    rng = np.random.default_rng(1)
    common, own = rng.normal(0, 1, 30), rng.normal(0, 1, (4, 30))
    alike, apart = simultaneous(common + 0.2 * own, 0.95), simultaneous(own, 0.95)

    def points(rows, bounds):
        return [(high - mean) / spread(row).error for row, (mean, _, high) in zip(rows, bounds, strict=True)]

    near, far = points(common + 0.2 * own, alike)[0], points(own, apart)[0]
    assert 2.045 < near < 2.35  # t(29, 97.5 %) = 2.045
    assert 2.6 < far < 2.6633  # t(29, 1 − 2.5 %/4)


def test_equal_rows_count_once_and_constant_rows_not():
    rng = np.random.default_rng(2)
    x = rng.normal(0, 1, 20)
    (mean, low, high), _, constant, undefined = simultaneous(np.array([x, x, np.full(20, 3.0), np.full(20, np.nan)]), 0.95)
    alone = interval(x, 0.95)
    assert (mean, low, high) == pytest.approx(alone, rel=0.01)
    assert constant == (3, 3, 3) and all(math.isnan(v) for v in undefined)


def test_the_set_of_the_best_by_hand():
    # b − a has mean 1 and s = 1 in 16 worlds: t = 4. One rival: dropped if t > t(15, 95 %) = 1.753. c is b again, d far behind
    d = np.tile([0.0, 2.0], 8)
    unit = (d - 1) * math.sqrt(15 / 16)  # s = 1
    world = np.linspace(0, 100, 16)
    arms = {"a": world, "b": world + 1 + unit, "c": world + 1 + unit, "d": world - 50}
    assert may_be_best(arms, "high") == ("b", "c")
    assert may_be_best(arms, "low") == ("d",)
    assert may_be_best({"a": world, "b": world + 0.4 + unit}, "high") == ("b", "a")  # t = 1.6
    assert may_be_best({"a": world, "b": world + 0.45 + unit}, "high") == ("b",)  # t = 1.8
    assert may_be_best({"a": world, "b": world + 0.45 + unit, "c": world - 9}, "high") == (
        "b",
        "a",
    )  # two rivals: t(15, 97.5 %) = 2.13
    assert may_be_best({"a": world, "b": np.full(16, np.nan)}, "high") == ("a",)


@pytest.mark.parametrize("first", [None, 5, 1])
def test_rows_at_once_are_as_each_alone(first):
    rows = np.random.default_rng(8).normal(size=(6, 12))
    rows[1, :3], rows[2], rows[3, 1:] = np.nan, np.nan, np.nan
    rows[4] = 7.0
    for mean, error, freedom, row in zip(*spreads(rows, first), rows, strict=True):
        np.testing.assert_equal((mean, error, freedom), spread(row, first))


def test_what_skewness_costs_by_hand():
    """One world of 20 apart: skewness 18/√19, adjusted by √(20·19)/18 to √20, so that γ²/n is 1."""
    one = np.append(np.zeros(19), 1.0)
    assert shortfall(one) == pytest.approx(0.14) == pytest.approx(shortfall(np.append(5 - 3 * one, np.nan)))
    for nothing in (np.append(np.zeros(13), 1.0), np.full(20, 0.1), np.full(20, np.nan), np.array([])):
        assert shortfall(nothing) == 0


@pytest.mark.parametrize(("shape", "lost", "told"), [(0.25, (0.08, 0.13), (0.5, 0.7)), (100.0, (-0.02, 0.02), (0.0, 0.02))])
def test_skewness_is_told_where_intervals_miss(shape, lost, told):
    """Gamma totals, skewness 2/√shape, 20 worlds: what is lost, and how often more than 3 points are told; see docs/statistics.md."""
    rows = np.random.default_rng(6).gamma(shape, size=(4000, 20))
    inside = np.mean([low <= shape <= high for _, low, high in (interval(row, 0.95) for row in rows)])
    said = np.array([shortfall(row) for row in rows])
    assert lost[0] < 0.95 - inside < lost[1] and told[0] <= np.mean(said > 0.03) <= told[1]
    assert said.mean() < max(0.95 - inside, 0.005)
