"""Many arms at once: intervals that hold all together, and the set of arms that may be the best.

Of ten comparisons at 95 % each, two in five studies have at least one that misses. Simultaneous intervals miss anywhere in one
study of twenty. They are as narrow as the arms are alike: arms that share worlds err together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal

import numpy as np

from siyu_sim.study.statistics.intervals import spreads

MOST_ROWS = 16  # beyond this many comparisons at once Bonferroni's bound is used: little wider, and free
DRAWS = 20_000  # half as many for more than eight rows; the critical value is off by 0.01 or so, coverage by 0.1 %
SEED = 1945


def simultaneous(differences: np.ndarray, confidence: float, first: int | None = None) -> list[tuple[float, float, float]]:
    """(mean, low, high) of each row of differences, shape (comparisons, worlds): all intervals hold at once with the confidence.

    Half widths are c × standard error, c being the point that max |t| stays below: Monte Carlo, with a fixed seed, from the
    distribution of the t statistics of normal rows with the correlations of these. Bonferroni's bound instead, each row with its
    own freedom, for more than MOST_ROWS rows, for too few worlds to tell the correlations (fewer than two for each row), or where
    a row is undefined in some world. Rows that do not vary need no room and take none. A single row gets Student's t.
    first: see `spread`.
    """
    rows = np.atleast_2d(np.asarray(differences, float))
    mean, error, freedom = spreads(rows, first)
    varying = np.flatnonzero((freedom > 0) & (error > 0))
    points = np.zeros(len(rows))
    if len(varying):
        points[varying] = critical_values(rows[varying][:, :first], freedom[varying], confidence)
    half = np.where(freedom > 0, points * error, np.nan)
    return list(zip(mean.tolist(), (mean - half).tolist(), (mean + half).tolist(), strict=True))


def critical_values(rows: np.ndarray, freedoms: Sequence[int] | np.ndarray, confidence: float) -> np.ndarray:
    """What |t| of each row stays below, all at once, with the confidence. rows: shape (k, worlds), each varying."""
    from scipy.special import stdtrit

    k, n = rows.shape
    freedom = np.array(freedoms, float)
    bonferroni = stdtrit(freedom, 1 - (1 - confidence) / (2 * k))
    if k == 1 or k > MOST_ROWS or n < 2 * k + 2 or np.isnan(rows).any():
        return bonferroni
    alone = float(stdtrit(n - 1, (1 + confidence) / 2))
    point = float(np.quantile(_largest(np.corrcoef(rows), n - 1), confidence))
    return np.full(k, min(max(point, alone), float(bonferroni[0])))


def _largest(correlation: np.ndarray, freedom: int) -> np.ndarray:
    """Draws of max |t| over rows with this correlation, freedom ≥ number of rows, shape (draws,).

    Means and sample variances of normal rows are independent: the first are L z, the second the squared row lengths of L A, with
    L L' the correlation and A A' a Wishart draw (Bartlett, 1933).
    """
    k = len(correlation)
    values, vectors = np.linalg.eigh(correlation)
    root = vectors * np.sqrt(np.maximum(values, 0))
    z, a = _draws(k, freedom)
    rows = np.einsum("ij,jdk->idk", root.astype(np.float32), a)  # einsum, for BLAS rounds as its threads please
    variances = np.einsum("idj,idj->id", rows, rows) / freedom
    means = np.einsum("ij,jd->id", root, z)
    return np.sqrt((np.square(means) / variances).max(axis=0))


@lru_cache(maxsize=4)
def _draws(k: int, freedom: int) -> tuple[np.ndarray, np.ndarray]:
    """Standard normals, shape (k, draws), and the rows of Bartlett's lower triangles, shape (k, draws, k)."""
    draws = DRAWS if k <= 8 else DRAWS // 2
    rng = np.random.default_rng(SEED)
    z = rng.standard_normal((k, draws))
    a = np.zeros((k, draws, k), np.float32)
    for row in range(k):
        a[row, :, :row] = rng.standard_normal((draws, row), dtype=np.float32)
        a[row, :, row] = np.sqrt(rng.chisquare(freedom - row, draws))
    return z, a


def may_be_best(
    values: Mapping[str, np.ndarray], better: Literal["high", "low"], confidence: float = 0.95, first: int | None = None
) -> tuple[str, ...]:
    """The arms that may be the best: with at least the confidence, the truly best one is among them. The best mean comes first.

    An arm stays unless another beats it by more than their paired difference leaves to chance, one-sided at
    (1 − confidence)/(arms − 1) (screening: Nelson, Swann, Goldsman & Song, 2001). The best arm is compared with arms − 1 others, each of
    which drops it wrongly with at most that probability. Arms that are nowhere defined are left out. first: see `spread`.
    """
    from scipy.special import stdtrit

    sign = 1.0 if better == "high" else -1.0
    known = {arm: sign * np.asarray(v, float) for arm, v in values.items() if not np.isnan(v).all()}
    level = 1 - (1 - confidence) / max(len(known) - 1, 1)

    rows = np.array(list(known.values()))

    def beaten(arm: str) -> bool:
        mean, error, freedom = spreads(rows - known[arm], first)  # by itself no arm is beaten
        told = freedom > 0
        return bool((mean[told] > stdtrit(freedom[told].astype(float), level) * error[told]).any())

    kept = [arm for arm in known if not beaten(arm)]
    return tuple(sorted(kept, key=lambda arm: -float(np.nanmean(known[arm]))))
