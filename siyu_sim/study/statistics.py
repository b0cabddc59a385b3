"""Means, intervals and paired comparisons over replications.

Replication r of every arm runs in the same world, so arms are compared world by world: the interval of a difference rests on the
spread of the differences, which is far smaller than that of the arms themselves. The variance-reduction factor says how many
times more unpaired replications the same interval would have taken.
"""

from __future__ import annotations

import math

import numpy as np


def interval(values: np.ndarray, confidence: float) -> tuple[float, float, float]:
    """(mean, low, high) of the mean by Student's t; worlds where the measure is undefined (nan) are left out. nan if fewer than two."""
    from scipy.special import stdtrit

    values = np.asarray(values, float)
    values = values[~np.isnan(values)]
    n = len(values)
    if n == 0:
        return math.nan, math.nan, math.nan
    mean = float(values.mean())
    if n < 2:
        return mean, math.nan, math.nan
    half = float(stdtrit(n - 1, (1 + confidence) / 2)) * float(values.std(ddof=1)) / math.sqrt(n)
    return mean, mean - half, mean + half


def probability_above(values: np.ndarray) -> float:
    """Probability that the mean is above 0, read off the t distribution of the sample (flat prior); 0.5 if nothing varies and it is 0."""
    from scipy.special import stdtr

    values = np.asarray(values, float)
    values = values[~np.isnan(values)]
    n = len(values)
    if n < 2:
        return math.nan
    mean, se = float(values.mean()), float(values.std(ddof=1)) / math.sqrt(n)
    if se == 0:
        return 0.5 if mean == 0 else float(mean > 0)
    return float(stdtr(n - 1, mean / se))


def variance_reduction(a: np.ndarray, b: np.ndarray) -> float:
    """(Var a + Var b) / Var(a − b) over worlds in which both are defined: how much pairing saved. inf if every difference is the same."""
    a, b = np.asarray(a, float), np.asarray(b, float)
    both = ~(np.isnan(a) | np.isnan(b))
    a, b = a[both], b[both]
    if len(a) < 2:
        return math.nan
    paired = float((a - b).var(ddof=1))
    unpaired = float(a.var(ddof=1) + b.var(ddof=1))
    if paired == 0:
        return math.nan if unpaired == 0 else math.inf
    return unpaired / paired


def ratio_interval(above: np.ndarray, below: np.ndarray, confidence: float) -> tuple[float, float, float]:
    """(ratio of means, low, high) by Fieller's theorem (1954) on paired values; (nan, nan, nan) if the mean below is not clearly
    apart from 0, where a ratio says nothing."""
    from scipy.special import stdtrit

    above, below = np.asarray(above, float), np.asarray(below, float)
    n = len(below)
    if n < 2:
        return math.nan, math.nan, math.nan
    (var_a, cov), (_, var_b) = np.cov(above, below) / n
    a, b, t2 = float(above.mean()), float(below.mean()), float(stdtrit(n - 1, (1 + confidence) / 2)) ** 2
    square, half, rest = b * b - t2 * var_b, a * b - t2 * cov, a * a - t2 * var_a
    if square <= 0:
        return math.nan, math.nan, math.nan
    root = math.sqrt(max(0.0, half * half - square * rest))
    return a / b, (half - root) / square, (half + root) / square
