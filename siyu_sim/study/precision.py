"""What a study measures over its worlds, and how many worlds the precision it was asked for takes. Pure; `run` calls it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from siyu_sim.measure.catalogue import METRICS, parts_of
from siyu_sim.study.plan import Plan
from siyu_sim.study.statistics import Worlds, linearised, of_sums, worlds_needed

Columns = Mapping[str, np.ndarray]  # what was measured (see catalogue.measure_parts) -> its values by world, shape (worlds,)


def pooled(metric: str, columns: Columns) -> np.ndarray:
    """A measure of one arm as values by world, shape (worlds,), whose mean is the measure of the study.

    For a ratio that is the ratio of sums over worlds, and the values are those of `statistics.linearised`: fit for intervals and
    for differences between arms, but not the ratios of single worlds. For any other measure they are its values.
    """
    above, below = parts_of(metric, columns)
    if not below:
        return np.asarray(columns[metric], float)
    parts = np.column_stack([columns[name] for name in (*above, *below)])

    def measure(means: np.ndarray) -> np.ndarray:
        return METRICS[metric].of_ratio(of_sums(means[..., : len(above)], means[..., len(above) :]))

    return linearised(parts, measure)


def needed(plan: Plan, first: Mapping[str, Columns]) -> Worlds:
    """Worlds in all that the plan's precision takes, from what the first stage (study.replications worlds) measured in each arm.

    Every arm's difference from the baseline in the primary measure shall lie within ± study.precision × |the baseline's primary
    measure in the first stage|, or ± study.precision_absolute, the narrower if both are set; with a focus, every arm's difference
    from the second arm of it too; with a single arm, its measure itself. Without a precision: the first stage.
    """
    study = plan.study
    values = {arm.name: pooled(plan.primary, first[arm.name]) for arm in plan.arms}
    worlds = len(values[plan.baseline])
    wishes = [] if study.precision_absolute is None else [study.precision_absolute]
    if study.precision is not None:
        known = values[plan.baseline][~np.isnan(values[plan.baseline])]
        wishes.append(study.precision * abs(float(known.mean())) if len(known) else 0.0)
    if not wishes:
        return Worlds(worlds, worlds)
    if len(values) == 1:
        return worlds_needed(values[plan.baseline], min(wishes), study.confidence, study.max_replications)
    against = dict.fromkeys((plan.baseline, *(plan.focus or ())[1:]))
    found = [
        worlds_needed(
            np.array([values[name] - values[other] for name in values if name != other]),
            min(wishes),
            study.confidence,
            study.max_replications,
        )
        for other in against
    ]
    return max(found, key=lambda worlds: worlds.wanted)
