"""One line of the validation table: a number that is known exactly, and what the simulator makes of it."""

from __future__ import annotations

import math
from dataclasses import dataclass

MOST_STANDARD_ERRORS = 4.0  # a fair check fails with probability 6e-5


@dataclass(frozen=True)
class Check:
    """A simulated mean beside its closed form and, where there is one, the published number.

    df: degrees of freedom if the standard error is estimated from few runs; z is then the normal score of Student's t, so
    that a limit on z means the same probability everywhere. shift: how far the expectation of the simulated model is known to
    lie from the closed form (by its window), with its sign. bias: a bound on what else may lie between them (a finite market).
    """

    study: str
    quantity: str
    exact: float
    simulated: float
    se: float
    published: float | None = None
    df: int | None = None
    shift: float = 0.0
    bias: float = 0.0

    @property
    def z(self) -> float:
        """Normal score of simulated − (exact + shift), beyond the bound on the bias."""
        gap = self.simulated - self.exact - self.shift
        gap = math.copysign(max(0.0, abs(gap) - self.bias), gap)
        score = gap / self.se if self.se > 0 else (0.0 if gap == 0 else math.copysign(math.inf, gap))
        if self.df is None:
            return score
        from scipy import stats

        return float(math.copysign(stats.norm.isf(stats.t.sf(abs(score), self.df)), score))


def assert_all(checks: list[Check]) -> None:
    """Every check within MOST_STANDARD_ERRORS, the failures named."""
    assert checks
    wrong = [
        f"{c.quantity}: simulated {c.simulated:.6g}, exact {c.exact:.6g}, z = {c.z:.1f}"
        for c in checks
        if not abs(c.z) < MOST_STANDARD_ERRORS
    ]
    assert not wrong, "\n".join(wrong)


def mean_and_error(values) -> tuple[float, float, int]:
    """(mean, standard error, degrees of freedom) of independent results."""
    import numpy as np

    values = np.asarray(values, float)
    return float(values.mean()), float(values.std(ddof=1) / math.sqrt(len(values))), len(values) - 1
