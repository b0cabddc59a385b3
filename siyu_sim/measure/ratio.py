"""A ratio that remembers what it was divided from, so that many worlds can be pooled: sums over worlds are divided, not ratios
averaged (see siyu_sim.study.statistics.ratios)."""

from __future__ import annotations

import math
from collections.abc import Callable


class Ratio(float):
    """∏ above / ∏ below of one run; nan unless everything below is above 0. Each of above and below adds up over worlds."""

    above: tuple[float, ...]
    below: tuple[float, ...]

    def through(self, curve: Callable[[float], float]) -> Ratio:
        """The same quantities with another value: curve of the ratio."""
        return _make(curve(float(self)), self.above, self.below)


def ratio(above: float, below: float) -> Ratio:
    """above / below, nan unless below is above 0. Either may be a ratio itself."""
    up, down = _parts(above), _parts(below)
    tops, bottoms = (*up[0], *down[1]), (*up[1], *down[0])
    value = math.prod(tops) / math.prod(bottoms) if all(part > 0 for part in bottoms) else math.nan
    return _make(value, tops, bottoms)


def _parts(value: float) -> tuple[tuple[float, ...], tuple[float, ...]]:
    return (value.above, value.below) if isinstance(value, Ratio) else ((float(value),), ())


def _make(value: float, above: tuple[float, ...], below: tuple[float, ...]) -> Ratio:
    result = Ratio(value)
    result.above, result.below = above, below
    return result
