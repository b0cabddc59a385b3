"""One mean over worlds, or one quantile: its interval, and the probability that it lies above 0."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

# coverage for each unit of sample skewness² a world: twice that of true skewness, of which a sample shows less
LOST_BY_SKEW = 0.14
LEAST_FOR_SKEW = 15  # worlds; fewer cannot show it


class Spread(NamedTuple):
    """A mean over worlds, its standard error and the degrees of freedom of that error; nan where undefined."""

    mean: float
    error: float
    freedom: int


def spread(values: np.ndarray, first: int | None = None) -> Spread:
    """Mean, standard error, degrees of freedom; worlds where the measure is undefined (nan) are left out.

    first: size of the first stage, if the number of worlds was chosen after looking at the spread in these. The mean is then that
    of all N worlds, while its error is s₀/√N with s₀ and the freedom from the first stage alone (Stein, 1945): s₀ says how many
    worlds were added, the mean of none of them does, so that (mean − μ)/error has a t distribution whatever N came to. Where
    fewer than two worlds of the first stage define the measure, all worlds count as one stage.
    """
    values = np.asarray(values, float)
    early = values[:first]
    early = early[~np.isnan(early)]
    known = values[~np.isnan(values)]
    if len(known) == 0:
        return Spread(math.nan, math.nan, 0)
    if len(early) < 2:
        early = known
    mean = float(known.mean())
    if len(early) < 2:
        return Spread(mean, math.nan, 0)
    return Spread(mean, float(early.std(ddof=1)) / math.sqrt(len(known)), len(early) - 1)


def spreads(rows: np.ndarray, first: int | None = None) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(means, errors, freedoms) of rows, shape (n, worlds), each row as `spread` has it; those that are defined everywhere, all at once."""
    rows = np.asarray(rows, float)
    mean, error, freedom = np.full(len(rows), np.nan), np.full(len(rows), np.nan), np.zeros(len(rows), np.int64)
    early = rows[:, :first]
    whole = ~np.isnan(rows).any(axis=1) if early.shape[1] > 1 else np.zeros(len(rows), bool)
    if whole.any():
        mean[whole] = rows[whole].mean(axis=1)
        error[whole] = early[whole].std(axis=1, ddof=1) / math.sqrt(rows.shape[1])
        freedom[whole] = early.shape[1] - 1
    for k in np.flatnonzero(~whole).tolist():
        mean[k], error[k], freedom[k] = spread(rows[k], first)
    return mean, error, freedom


def interval(values: np.ndarray, confidence: float, first: int | None = None) -> tuple[float, float, float]:
    """(mean, low, high) of the mean by Student's t; nan bounds if fewer than two worlds define it. first: see `spread`."""
    from scipy.special import stdtrit

    mean, error, freedom = spread(values, first)
    if not freedom:
        return mean, math.nan, math.nan
    half = float(stdtrit(freedom, (1 + confidence) / 2)) * error
    return mean, mean - half, mean + half


def intervals(values: np.ndarray, confidence: float, first: int | None = None) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(mean, low, high) down the columns of values, shape (worlds, n), each as `interval` has it; nan is left out."""
    from scipy.special import stdtrit

    values = np.asarray(values, float)
    known = ~np.isnan(values)
    count, mean, _ = _moments(values, known)
    early = known & (np.arange(len(values)) < (len(values) if first is None else first))[:, None]
    early = np.where(early.sum(axis=0) > 1, early, known)
    some, _, squares = _moments(values, early)
    freedom = np.maximum(some - 1, 1)
    half = stdtrit(freedom, (1 + confidence) / 2) * np.sqrt(squares / freedom / np.maximum(count, 1))
    half = np.where(count > 1, half, np.nan)
    return mean, mean - half, mean + half


def _moments(values: np.ndarray, chosen: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """How many are chosen, their mean (nan without any) and sum of squares about it, down the columns."""
    count = chosen.sum(axis=0)
    mean = np.where(count > 0, np.where(chosen, values, 0.0).sum(axis=0) / np.maximum(count, 1), np.nan)
    return count, mean, np.where(chosen, (values - mean) ** 2, 0.0).sum(axis=0)


def probability_above(values: np.ndarray, first: int | None = None) -> float:
    """Probability that the mean is above 0, read off the t distribution of the sample (flat prior); 0.5 if nothing varies and it
    is 0. first: see `spread`."""
    from scipy.special import stdtr

    mean, error, freedom = spread(values, first)
    if not freedom:
        return math.nan
    if error == 0:
        return 0.5 if mean == 0 else float(mean > 0)
    return float(stdtr(freedom, mean / error))


def variance_reduction(a: np.ndarray, b: np.ndarray) -> float:
    """(Var a + Var b) / Var(a − b) over worlds in which both are defined: how many times more unpaired worlds the same interval
    would take. inf if every difference is the same."""
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


def shortfall(values: np.ndarray) -> float:
    """By how much a stated interval of the mean of these values covers less than it says because they are skewed, a share (0.03: 92 %
    instead of 95 %): 0.14 γ²/n, γ being the adjusted skewness of Fisher & Pearson. Of heavy tails that is on average about half of what
    is lost; docs/statistics.md has the numbers. 0 for fewer than LEAST_FOR_SKEW worlds, or if nothing varies."""
    values = np.asarray(values, float)
    values = values[~np.isnan(values)]
    n = len(values)
    deviation = values - values.mean() if n else values
    spread_of = float(np.sqrt(np.mean(deviation**2))) if n else 0.0
    if n < LEAST_FOR_SKEW or spread_of <= 1e-12 * float(np.abs(values).max()):
        return 0.0
    skewness = float(np.mean((deviation / spread_of) ** 3)) * math.sqrt(n * (n - 1)) / (n - 2)
    return LOST_BY_SKEW * skewness**2 / n


def quantile_interval(values: np.ndarray, q: float, confidence: float) -> tuple[float, float, float]:
    """(quantile, low, high): the value that a share q of worlds stays below, 0 < q < 1.

    The bounds are two of the values themselves. How many of n worlds lie below the true quantile is binomial(n, q) whatever the
    distribution, so a value of the right rank lies above it too rarely to matter: each side misses with at most
    (1 − confidence)/2. A bound is infinite where no rank is far enough out: the 10 % quantile has a lower bound from 36 worlds on
    (0.9³⁶ < 2.5 %). The quantile itself is the median-unbiased one (Hyndman & Fan, 1996, no. 8).
    """
    from scipy.stats import binom

    values = np.asarray(values, float)
    values = np.sort(values[~np.isnan(values)])
    n = len(values)
    if n == 0:
        return math.nan, math.nan, math.nan
    miss = (1 - confidence) / 2
    below, above = (int(k) for k in binom.ppf([miss, 1 - miss], n, q))  # ranks count from 1; the upper bound is the next one
    low = float(values[below - 1]) if below > 0 else -math.inf
    high = float(values[above]) if above < n else math.inf
    return float(np.quantile(values, q, method="median_unbiased")), low, high
