"""The arms: what each measures, which is best, and which cannot be told from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from siyu_sim.report.estimate import UNKNOWN, Estimate, estimate
from siyu_sim.report.facts.certainty import estimator
from siyu_sim.report.facts.records import ArmFacts
from siyu_sim.report.limits import of_metric
from siyu_sim.study.plan import is_test

if TYPE_CHECKING:
    from siyu_sim.study.plan import Arm, Plan
    from siyu_sim.study.results import Study

ARM_METRICS = (
    "profit",
    "cac",
    "ltv_per_customer",
    "ltv_to_cac",
    "payback_months",
    "k_factor",
    "amplification",
    "acquisition_spend",
)


def label_of(arm: Arm, lang: str) -> str:
    """The arm's label in a language, or its name: a page does not mix languages."""
    return arm.label.get(lang) or arm.name


def with_ads_on(plan: Plan, arm: Arm) -> Arm | None:
    """The arm that differs from an ads-off test only in that the bought channels go on."""
    same = arm.scenario.model_copy(update={"ads_off_day": None})
    return next((other for other in plan.arms if other.scenario == same and other.spend_like == arm.spend_like), None)


def arm_facts(study: Study, arm: Arm, lang: str) -> ArmFacts:
    plan = study.plan
    est = estimator(study)
    gain = UNKNOWN if arm.name == plan.baseline else Estimate(*study.differences(plan.primary)[arm.name])
    measures = {name: est(study.pooled(arm.name, name)).within(of_metric(name)) for name in ARM_METRICS}
    return ArmFacts(
        arm.name, label_of(arm, lang), est(study.pooled(arm.name, plan.primary)), measures, gain, is_test(plan, arm)
    )


def best_pair(best: str, ranked: list[ArmFacts], not_apart: tuple[str, ...]) -> tuple[str, str]:
    """Without a focus: the best strategy against the next that cannot be told from it, or else the runner-up."""
    if not best or len(ranked) < 2:
        return "", ""
    return best, not_apart[0] if not_apart else ranked[1].name


def not_apart(study: Study, ranked: Sequence[str]) -> tuple[str, ...]:
    """Of strategies ranked from the best, those that may be the best in place of the first: those that Study.best keeps, and those whose
    difference from it, as the tables show it, holds 0, so that no sentence calls a lead clear that its own interval does not."""
    if len(ranked) < 2:
        return ()
    best, primary = ranked[0], study.plan.primary
    kept = study.best(primary, ranked)
    return tuple(name for name in ranked[1:] if name in kept or Estimate(*study.differences(primary, name)[best]).sign == 0)


def ahead(study: Study, ranked: list[ArmFacts], a: str, b: str, sign: int, level: float) -> tuple[str, ...]:
    """Strategies other than b that are clearly better than a, the best first, with intervals wide enough for all."""
    wide = 1 - (1 - level) / max(len(ranked) - 1, 1)
    of_a = study.pooled(a, study.plan.primary)

    def clearly_better(arm: ArmFacts) -> bool:
        return estimate(study.pooled(arm.name, study.plan.primary) - of_a, wide, study.first).sign == sign

    return tuple(arm.name for arm in ranked if arm.name not in (a, b) and clearly_better(arm))
