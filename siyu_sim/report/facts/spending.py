"""What money was spent on, and what it bought."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from siyu_sim.report.estimate import Estimate, estimate
from siyu_sim.report.facts.certainty import estimator
from siyu_sim.report.facts.records import Cost, Use

if TYPE_CHECKING:
    from siyu_sim.study.plan import Plan
    from siyu_sim.study.results import Study


def reference(plan: Plan, a: str, b: str) -> str:
    """The arm that spends what b (or a) spends but for the money granted on top; else the baseline."""
    for name in (b, a):
        arm = plan.arm(name)
        if arm.spend_like:
            for other in plan.arms:
                if other.spend_like is None and other.scenario == arm.scenario:
                    return other.name
    return plan.baseline


def use(study: Study, arm: str, reference: str, label: str) -> Use:
    from siyu_sim.study.statistics import ratio_interval

    level, est = study.plan.study.confidence, estimator(study)
    spend = study.values(arm, "acquisition_spend") - study.values(reference, "acquisition_spend")
    customers = study.values(arm, "customers") - study.values(reference, "customers")
    each = Estimate(*ratio_interval(spend, customers, level, study.first))
    return Use(label, est(spend), est(customers), each)


def largest_cost(study: Study, arm: str) -> Cost | None:
    from siyu_sim.ledger.causes import CAUSES, DISCOUNT, REFUND, SALES

    tables = [s.tables["ledger"] for s in study.summaries if s.arm == arm]
    names = tables[0]["cause"].tolist()
    paid = [k for k, name in enumerate(names) if CAUSES.index(name) not in (SALES, DISCOUNT, REFUND)]
    spent = -np.array([table["yuan"] for table in tables], float)[:, paid]  # (worlds, causes)
    first, second = np.argsort(-spent.mean(axis=0), kind="stable")[:2]
    total = spent.sum(axis=1)
    if spent[:, first].mean() <= 0:
        return None
    level = study.plan.study.confidence
    share = np.where(total > 0, spent[:, first] / np.where(total > 0, total, 1), np.nan)
    clear = estimate(spent[:, first] - spent[:, second], level).sign > 0
    rival = "" if clear else names[paid[second]]
    return Cost(names[paid[first]], estimate(spent[:, first], level), estimate(share, level), rival)
