"""What a study may say of numbers by world: intervals, ratios, quantiles, comparisons of many arms, and how many worlds it takes.

Pure functions on arrays with one entry a world, nan where a measure is not defined. Replication r of every arm runs in the same
world, so arms are compared world by world. `first` is the size of the first stage where worlds were added to reach a precision
(see `precision`); None where the number of worlds was fixed beforehand. docs/statistics.md states every method and how well it
covers.
"""

from siyu_sim.study.statistics.comparisons import may_be_best, simultaneous
from siyu_sim.study.statistics.intervals import (
    interval,
    intervals,
    probability_above,
    quantile_interval,
    shortfall,
    spread,
    variance_reduction,
)
from siyu_sim.study.statistics.precision import Worlds, worlds_needed
from siyu_sim.study.statistics.ratios import linearised, of_sums, pooled_ratios, ratio_interval

__all__ = [
    "Worlds",
    "interval",
    "intervals",
    "linearised",
    "may_be_best",
    "of_sums",
    "pooled_ratios",
    "probability_above",
    "quantile_interval",
    "ratio_interval",
    "shortfall",
    "simultaneous",
    "spread",
    "variance_reduction",
    "worlds_needed",
]
