"""The ads-off test: what goes on when bought channels stop."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from siyu_sim.report.estimate import UNKNOWN, Estimate
from siyu_sim.report.facts.arms import label_of, with_ads_on
from siyu_sim.report.facts.certainty import estimator
from siyu_sim.report.facts.records import Survival
from siyu_sim.study.plan import is_test
from siyu_sim.study.statistics import linearised, of_sums

if TYPE_CHECKING:
    from siyu_sim.study.plan import Arm
    from siyu_sim.study.results import Study


def survival(study: Study, main: str, lang: str) -> Survival | None:
    """The ads-off test of the main arm if there is one, else the first; beside it the test of another arm."""
    plan = study.plan
    est = estimator(study)
    tests = [arm for arm in plan.arms if is_test(plan, arm)]
    if not tests:
        return None
    twins = {arm.name: with_ads_on(plan, arm) for arm in tests}
    tests.sort(key=lambda arm: 0 if (twin := twins[arm.name]) and twin.name == main else 1)
    first, *others = tests
    after = study.pooled(first.name, "ads_off_survival")
    survival = Survival(label_of(first, lang), first.scenario.ads_off_day or 0.0, est(after))
    if not survival.after.known:
        return None
    survival = replace(survival, on=_kept_on(study, twins[first.name], survival.day))
    if others:
        other = study.pooled(others[0].name, "ads_off_survival")
        survival = replace(
            survival,
            other_label=label_of(others[0], lang),
            other_after=est(other),
            other_on=_kept_on(study, twins[others[0].name], others[0].scenario.ads_off_day or 0.0),
            diff=est(after - other),
        )
    twin = twins[first.name]
    if twin is not None:
        gain = study.pooled(first.name, "profit") - study.pooled(twin.name, "profit")
        survival = replace(survival, stop_gain=est(gain))
    return survival


def _kept_on(study: Study, arm: Arm | None, stop: float) -> Estimate:
    return UNKNOWN if arm is None else estimator(study)(late_growth(study, arm.name, stop))


def late_growth(study: Study, arm: str, stop: float) -> np.ndarray:
    """The ratio of `ads_off_survival` for an arm that goes on: new contacts a day in the second half of the time after day `stop`
    against an equally long span just before it, shape (worlds,); nan without any before. Read off the weekly table, between
    whose rows contacts are taken to come evenly. Pooled as ratios are: their mean is the ratio of sums over worlds."""
    horizon = study.plan.arm(arm).scenario.horizon_days
    span = (horizon - stop) / 2
    if not 0 < stop < horizon:
        return np.full(study.replications, np.nan)
    tables = [s.tables["time"] for s in study.summaries.of(arm)]
    at = np.array([horizon - span, horizon, max(stop - span, 0.0), stop])
    late_from, late_to, early_from, early_to = np.array(
        [np.interp(at, np.append(0.0, table["day"]), np.append(0.0, table["contacts"])) for table in tables]
    ).T
    late, early = (late_to - late_from) / span, (early_to - early_from) / min(span, stop)
    return linearised(np.column_stack([late, early]), lambda means: of_sums(means[..., :1], means[..., 1:]))
