"""From the units of the configs to those of the compiled code: probabilities to log-odds, means over people to intercepts."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

CERTAIN = 60.0  # log-odds that stand for 0 and 1: beyond any draw and any shift
DAYS_PER_MONTH = 30.0
DAYS_PER_YEAR = 365.0


def log_odds(p: float) -> float:
    """log(p / (1 − p)), with 0 and 1 as ∓CERTAIN."""
    if p <= 0:
        return -CERTAIN
    if p >= 1:
        return CERTAIN
    return math.log(p / (1 - p))


@lru_cache(maxsize=4096)
def intercept(mean: float, sd: float) -> float:
    """The c for which sigmoid(c + sd·Z), Z standard normal, has the given mean (bisection over Gauss–Hermite quadrature)."""
    if sd == 0 or mean <= 0 or mean >= 1:
        return log_odds(mean)
    nodes, weights = _hermite()
    low, high = -80.0, 80.0
    for _ in range(80):
        middle = (low + high) / 2
        if float(weights @ (1 / (1 + np.exp(-(middle + sd * nodes))))) < mean:
            low = middle
        else:
            high = middle
    return (low + high) / 2


@lru_cache(maxsize=1)
def _hermite():
    nodes, weights = np.polynomial.hermite_e.hermegauss(80)
    return nodes, weights / weights.sum()
