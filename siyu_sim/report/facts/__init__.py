"""The numbers that the answer rests on, read off a study. Nothing is judged here; `answer` does that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siyu_sim.report.estimate import UNKNOWN, Estimate
from siyu_sim.report.facts import certainty, channels, spending, survival
from siyu_sim.report.facts.arms import ahead as clearly_ahead
from siyu_sim.report.facts.arms import arm_facts, best_pair, label_of, not_apart, with_ads_on
from siyu_sim.report.facts.certainty import estimator
from siyu_sim.report.facts.records import ArmFacts, BurnOut, Cost, Draws, Facts, Survival, Use, Worth
from siyu_sim.report.facts.survival import late_growth

if TYPE_CHECKING:
    from siyu_sim.study.results import Study


def gather(study: Study, lang: str, parameters: int, assumed: int) -> Facts:
    """The facts of a study. parameters, assumed: of the baseline scenario, see `assumptions`."""
    from siyu_sim.measure.catalogue import METRICS
    from siyu_sim.study.statistics import probability_above

    plan = study.plan
    level = plan.study.confidence
    est = estimator(study)
    primary = plan.primary
    arms = tuple(arm_facts(study, arm, lang) for arm in plan.arms)
    by_name = {arm.name: arm for arm in arms}
    strategies = [arm for arm in arms if not arm.is_test and arm.primary.known]
    sign = -1 if METRICS[primary].better == "low" else 1
    ranked = sorted(strategies, key=lambda arm: -sign * arm.primary.mean)
    best = ranked[0].name if ranked and METRICS[primary].better else ""
    alike = not_apart(study, [arm.name for arm in ranked]) if best else ()
    a, b = plan.focus or best_pair(best, ranked, alike)
    facts: dict = {}
    if a:
        facts |= {
            "diff": Estimate(*study.differences(primary, b)[a]),
            "p_above": probability_above(study.pooled(a, primary) - study.pooled(b, primary), study.first),
            "draws": certainty.draws(study, a, b),
            "profit_diff": est(study.pooled(a, "profit") - study.pooled(b, "profit")),
            "ltv_to_cac_diff": est(study.pooled(a, "ltv_to_cac") - study.pooled(plan.baseline, "ltv_to_cac")),
        }
    main = a or plan.arms[0].name
    if a:
        reference = spending.reference(plan, a, b)
        ahead = clearly_ahead(study, ranked, a, b, sign, level) if best else ()
        facts |= {
            "ahead": ahead,
            "behind_by": est(study.pooled(ahead[0], primary) - study.pooled(a, primary)) if ahead else UNKNOWN,
            "reference": by_name[reference].label,
            "burn_out": channels.burn_out(study, a, b, reference),
            "uses": tuple(spending.use(study, arm, reference, by_name[arm].label) for arm in (a, b) if arm != reference),
        }
    return Facts(
        days=plan.scenario.horizon_days,
        confidence=level,
        worlds=study.replications,
        wanted=study.worlds.wanted,
        primary=primary,
        arms=arms,
        baseline=plan.baseline,
        a=a,
        b=b,
        focused=plan.focus is not None,
        best=best,
        not_apart=alike,
        k=by_name[main].of("k_factor"),
        k_first=est(study.worlds_of(main, "reproduction", "r")[:, 0]),
        k_days=min(90.0, plan.arm(main).scenario.horizon_days / 2),
        amplification=by_name[main].of("amplification"),
        worth=channels.worth(study, main, plan),
        survival=survival.survival(study, main, lang),
        cost=None if a else spending.largest_cost(study, plan.baseline),
        parameters=parameters,
        assumed=assumed,
        drawn=len(study.sisters) > 0,
        skewed=tuple(METRICS[name].label[lang] for name in certainty.skewed(study)),
        rough=tuple(METRICS[name].label[lang] for name in certainty.rough(study)),
        **facts,
    )


__all__ = [
    "ArmFacts",
    "BurnOut",
    "Cost",
    "Draws",
    "Facts",
    "Survival",
    "Use",
    "Worth",
    "gather",
    "label_of",
    "late_growth",
    "not_apart",
    "with_ads_on",
]
