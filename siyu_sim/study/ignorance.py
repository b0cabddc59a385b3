"""Chance told from ignorance: how much of the spread of a difference comes from luck, and how much from what nobody has measured.

Worlds are drawn with their assumptions; of the first draws a second world is lived. Two worlds of one draw share their assumptions
and nothing else, so their covariance is the variance that ignorance causes, and what is left of the whole variance is chance.
"""

from __future__ import annotations

import math

import numpy as np

RESAMPLES = 2000


def split(first: np.ndarray, second: np.ndarray, confidence: float) -> dict[str, float]:
    """Variance of a difference over worlds, split. first: shape (worlds,), one a draw; second: shape (pairs,), another world of each of
    the first draws. Returns mean, sd, sd_ignorance, sd_chance, and the share ignorance with its percentile-bootstrap interval over
    draws. nan with fewer than 3 pairs."""
    mean, sd = float(np.mean(first)), float(np.std(first, ddof=1)) if len(first) > 1 else math.nan
    nothing = dict.fromkeys(("sd_ignorance", "sd_chance", "ignorance", "ignorance_low", "ignorance_high"), math.nan)
    n = len(second)
    if n < 3:
        return {"mean": mean, "sd": sd, **nothing}
    share = _share(first[:n], second)
    dice = np.random.default_rng(20_240_501)
    picked = dice.integers(0, n, (RESAMPLES, n))
    shares = np.array([_share(first[k], second[k]) for k in picked])
    low, high = (
        np.nanquantile(shares, [(1 - confidence) / 2, (1 + confidence) / 2]) if not np.isnan(shares).all() else (math.nan,) * 2
    )
    return {
        "mean": mean, "sd": sd, "sd_ignorance": sd * math.sqrt(share), "sd_chance": sd * math.sqrt(1 - share),
        "ignorance": share, "ignorance_low": float(low), "ignorance_high": float(high),
    }  # fmt: skip


def _share(first: np.ndarray, second: np.ndarray) -> float:
    """Intraclass correlation of pairs (one-way random effects), between 0 and 1."""
    middle = (first + second) / 2
    between = 2 * middle.var(ddof=1)
    within = ((first - second) ** 2).sum() / (2 * len(first))
    if between + within == 0:
        return math.nan
    return float(min(max((between - within) / (between + within), 0.0), 1.0))


def probability_right(first: np.ndarray, second: np.ndarray, confidence: float) -> dict[str, float]:
    """Share of draws of the assumptions in which the side that wins on average wins, with Wilson's interval.

    Of a draw with two worlds their mean decides, else its one world; luck in single worlds makes the share too small rather than
    too large when it is above one half.
    """
    from scipy.special import ndtri

    values = np.array(first, float)
    values[: len(second)] = (values[: len(second)] + second) / 2
    n = len(values)
    side = np.sign(values.mean()) or 1.0
    share = float((values * side > 0).mean())
    z2 = float(ndtri((1 + confidence) / 2)) ** 2
    middle, half = (
        (share + z2 / (2 * n)) / (1 + z2 / n),
        math.sqrt(z2 * (share * (1 - share) / n + z2 / (4 * n * n))) / (1 + z2 / n),
    )
    return {"p_right": share, "p_right_low": max(0.0, middle - half), "p_right_high": min(1.0, middle + half)}
