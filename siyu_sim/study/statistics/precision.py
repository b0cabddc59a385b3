"""How many worlds it takes for an interval to be as narrow as asked: Stein's two stages.

Adding worlds until an interval looks narrow enough, and then stating that interval, covers less often than it says: it stops
where the spread happens to look small. Stein (1945) looks once: the spread in n₀ worlds says how many there shall be in all, and
the interval keeps that spread. See `intervals.spread`.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from siyu_sim.study.statistics.comparisons import critical_values
from siyu_sim.study.statistics.intervals import spread


class Worlds(NamedTuple):
    """The answer of `worlds_needed`. worlds: to run in all; wanted: what the precision takes, more than that if the cap was hit."""

    worlds: int
    wanted: int

    @property
    def capped(self) -> bool:
        return self.wanted > self.worlds


def worlds_needed(contrasts: np.ndarray, half_width: float, confidence: float, most: int, simultaneous: bool = True) -> Worlds:
    """Worlds in all after which every contrast's interval is no wider than ± half_width: max(n₀, ⌈(c s₀ / half_width)²⌉) for the
    worst, c as in `comparisons.simultaneous` (or Student's t for each alone), at most `most`.

    contrasts: by comparison and world of the first stage, shape (k, n₀). One that is undefined in some worlds counts as often as
    it is defined: N worlds of which a share p define it are worth pN. One that never varies, or is nowhere defined, asks for nothing.
    A wish that no number of worlds grants (half_width 0 or nan) asks for more than `most`.
    """
    from scipy.special import stdtrit

    rows = np.atleast_2d(np.asarray(contrasts, float))
    n = rows.shape[1]
    spreads = [spread(row) for row in rows]
    varying = [k for k, s in enumerate(spreads) if s.freedom and s.error > 0]
    if not varying:
        return Worlds(n, n)
    if not half_width > 0:
        return Worlds(max(n, most), max(n, most) + 1)
    freedoms = [spreads[k].freedom for k in varying]
    points = critical_values(rows[varying], freedoms, confidence) if simultaneous else stdtrit(freedoms, (1 + confidence) / 2)
    errors = np.array([spreads[k].error for k in varying])
    wanted = max(n, math.ceil(float(np.max((points * errors / half_width) ** 2)) * n))
    return Worlds(min(wanted, max(n, most)), wanted)
