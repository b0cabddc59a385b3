"""Ratios over worlds: a ratio of sums, never a mean of ratios.

CAC over many worlds is all that was spent in them for each customer in any of them. The mean of the CACs of single worlds is
another number: it gives a world with few customers as much weight as one with many, is too high on average, and has no value as
soon as one world has no customer. A ratio of sums has none of these faults, but it is no mean, so its interval takes the
jackknife, which turns it into one.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np


def of_sums(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """∏ above / ∏ below of sums or means over worlds, quantities on the last axis; nan where one below is not above 0."""
    above, below = np.asarray(above, float), np.asarray(below, float)
    good = (below > 0).all(axis=-1)
    return np.where(good, above.prod(axis=-1) / np.where(good, below.prod(axis=-1), 1.0), np.nan)


def linearised(parts: np.ndarray, statistic: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    """A statistic of means over worlds as values by world, shape (worlds,), whose mean is the statistic.

    parts: shape (worlds, quantities). statistic: of means, shape (..., quantities), to values, shape (...,). World r gets
    θ + (n − 1)(mean of θ₋ − θ₋ᵣ), θ₋ᵣ being the statistic without world r (Tukey's jackknife, centred on θ itself). For a ratio
    R = Σa/Σb these are R + (aᵣ − R bᵣ)/b̄₋ᵣ but for a constant, b̄₋ᵣ being the mean of b over the other worlds: the influence
    values of the delta method, with a denominator that the world in question has no part in, which is what lets them cover when
    worlds are few and uneven. Whatever holds for means over worlds holds for these: t intervals, and differences of two arms
    world by world. Worlds in which a quantity is nan get nan; all do where the statistic is undefined without one of them.
    """
    parts = np.asarray(parts, float)
    result = np.full(len(parts), np.nan)
    known = ~np.isnan(parts).any(axis=1)
    x = parts[known]
    n = len(x)
    if n == 0:
        return result
    whole = float(statistic(x.mean(axis=0)))
    if n == 1:
        result[known] = whole
        return result
    without = statistic((x.sum(axis=0) - x) / (n - 1))
    result[known] = whole + (n - 1) * (without.mean() - without)
    return result


def pooled_ratios(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """`linearised` for many ratios at once, numerators and denominators of shape (worlds, n), to values of that shape."""
    above, below = np.asarray(above, float), np.asarray(below, float)
    known = ~(np.isnan(above) | np.isnan(below))
    a, b = np.where(known, above, 0.0), np.where(known, below, 0.0)
    n = known.sum(axis=0)
    whole = of_sums(a.sum(axis=0)[:, None], b.sum(axis=0)[:, None])
    without = np.where(known, of_sums((a.sum(axis=0) - a)[..., None], (b.sum(axis=0) - b)[..., None]), 0.0)
    several = np.where(n > 1, whole + (n - 1) * (without.sum(axis=0) / np.maximum(n, 1) - without), whole)
    return np.where(known, several, np.nan)


def ratio_interval(
    above: np.ndarray, below: np.ndarray, confidence: float, first: int | None = None
) -> tuple[float, float, float]:
    """(ratio of means, low, high) by Fieller's theorem (1954) on paired values, for a mean below that may be 0: the customers an
    arm brings more than another. (nan, nan, nan) if it is not clearly apart from 0, where a ratio says nothing. first: see
    `spread`."""
    from scipy.special import stdtrit

    above, below = np.asarray(above, float), np.asarray(below, float)
    early = slice(None) if first is None or first < 2 else slice(first)
    n = len(below[early])
    if n < 2:
        return math.nan, math.nan, math.nan
    (var_a, cov), (_, var_b) = np.cov(above[early], below[early]) / len(below)
    a, b, t2 = float(above.mean()), float(below.mean()), float(stdtrit(n - 1, (1 + confidence) / 2)) ** 2
    square, half, rest = b * b - t2 * var_b, a * b - t2 * cov, a * a - t2 * var_a
    if square <= 0:
        return math.nan, math.nan, math.nan
    root = math.sqrt(max(0.0, half * half - square * rest))
    return a / b, (half - root) / square, (half + root) / square
