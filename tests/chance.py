"""Statistical assertions with a stated chance of a false alarm. Seeds are fixed, so what passes once always passes."""

from __future__ import annotations

import math

import numpy as np
from scipy import stats

ONE_IN_A_MILLION = 1e-6


def assert_share(happened: int, of: int, p: float) -> None:
    """`happened` of `of` independent trials is what a chance p gives."""
    assert of >= 1000, f"only {of} trials: the test has no power"
    assert stats.binomtest(int(happened), int(of), p).pvalue > ONE_IN_A_MILLION, (
        f"{happened} of {of} = {happened / of:.4f}, not {p:.4f}"
    )


def assert_mean(values, expected: float) -> None:
    """Independent values have this mean."""
    values = np.asarray(values, float)
    se = values.std(ddof=1) / math.sqrt(len(values))
    z = (values.mean() - expected) / se
    assert abs(z) < stats.norm.isf(ONE_IN_A_MILLION / 2), f"mean {values.mean():.5g}, not {expected:.5g} (z = {z:.1f})"


def odds(p: float, *shifts: float) -> float:
    """The chance p after shifts in log-odds."""
    return 1 / (1 + math.exp(-math.log(p / (1 - p)) - sum(shifts)))
