"""How sure the numbers of a study are."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from siyu_sim.report.estimate import Estimate, estimate
from siyu_sim.report.facts.records import Draws
from siyu_sim.report.limits import of_metric

if TYPE_CHECKING:
    from siyu_sim.study.results import Study

LOST = 0.03  # coverage that an interval may lose by skewness before the page says so


def rough(study: Study) -> list[str]:
    """Measures of the plan of which the interval of some arm reaches beyond what is possible: worlds are too few for it."""
    plan, found = study.plan, []
    est = estimator(study)
    for name in dict.fromkeys([plan.primary, *plan.metrics]):
        if any(est(study.pooled(arm.name, name)).within(of_metric(name)).cut for arm in plan.arms):
            found.append(name)
    return found


def estimator(study: Study) -> Callable[[np.ndarray], Estimate]:
    """From values by world, shape (worlds,), to their mean with its interval."""
    return partial(estimate, confidence=study.plan.study.confidence, first=study.first)


def skewed(study: Study) -> list[str]:
    """Measures of the plan of which some interval, of an arm or of a difference from the baseline, is expected to hold less often than it
    says by more than LOST."""
    from siyu_sim.study.statistics import shortfall

    plan, found = study.plan, []
    for name in dict.fromkeys([plan.primary, *plan.metrics]):
        base = study.pooled(plan.baseline, name)
        others = [study.pooled(arm.name, name) for arm in plan.arms if arm.name != plan.baseline]
        if max(map(shortfall, (base, *others, *(values - base for values in others)))) > LOST:
            found.append(name)
    return found


def draws(study: Study, a: str, b: str) -> Draws | None:
    if not len(study.sisters):
        return None
    row = study.uncertainty(baseline=b).set_index("arm").loc[a]
    right, ignorance = (
        Estimate(*(float(row[name + end]) for end in ("", "_low", "_high"))) for name in ("p_right", "ignorance")
    )
    return Draws(study.replications, float(row["mean"]), right, ignorance)
