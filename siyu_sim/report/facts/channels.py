"""Channels: referred people beside bought ones, and what more exposures on a bought channel did."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from siyu_sim.report.facts.certainty import estimator
from siyu_sim.report.facts.records import BurnOut, Worth

if TYPE_CHECKING:
    from siyu_sim.study.plan import Plan
    from siyu_sim.study.results import Study


def channel_values(study: Study, arm: str, channel: str, column: str) -> np.ndarray | None:
    """A column of the channel table by world, shape (worlds,), as Study.worlds_of has it; None if the arm has no such channel."""
    names = study.worlds_of(arm, "channels", "channel")[0].tolist()
    return study.worlds_of(arm, "channels", column)[:, names.index(channel)].astype(float) if channel in names else None


def worth(study: Study, arm: str, plan: Plan) -> Worth | None:
    """Referred contacts beside those of the channel that the question is about, or the bought channel with most spending."""
    paid = next((plan.arm(name).spend_like for name in (plan.focus or ()) if plan.arm(name).spend_like), None)
    channel = paid.channel if paid else _dearest_bought(study, arm, plan)
    if channel is None:
        return None
    est = estimator(study)
    n_worlds = len(study.worlds_of(arm, "channels", "channel"))  # whose tables are averaged: not all, if there are very many

    def of(name: str, column: str) -> np.ndarray:
        values = channel_values(study, arm, name, column)
        return np.full(n_worlds, np.nan) if values is None else values

    referred, bought = of("referral", "ltv_per_contact"), of(channel, "ltv_per_contact")
    worth = Worth(
        channel,
        est(referred),
        est(of("referral", "contact_cost")),
        est(bought),
        est(of(channel, "contact_cost")),
        est(referred - bought),
    )
    return worth if worth.referred_ltv.known and worth.bought_ltv.known else None


def _dearest_bought(study: Study, arm: str, plan: Plan) -> str | None:
    spending = {}
    for name, channel in plan.arm(arm).scenario.channels.items():
        values = channel_values(study, arm, name, "spend") if channel.bought and channel.active else None
        if values is not None and values.mean() > 0:
            spending[name] = values.mean()
    return max(spending, key=spending.__getitem__) if spending else None


def burn_out(study: Study, a: str, b: str, reference: str) -> BurnOut | None:
    from siyu_sim.study.statistics import ratio_interval

    for name in (b, a):
        paid = study.plan.arm(name).spend_like
        if paid is None or name == reference:
            continue
        level, est = study.plan.study.confidence, estimator(study)
        shown, added, wasted = (
            channel_values(study, name, paid.channel, column) for column in ("exposures", "contacts", "wasted")
        )
        shown0, added0 = (channel_values(study, reference, paid.channel, column) for column in ("exposures", "contacts"))
        if shown is None or added is None or wasted is None or shown0 is None or added0 is None:
            return None
        exposures = est(shown - shown0)
        if exposures.sign <= 0 or shown0.sum() == 0:
            return None
        extra_rate = ratio_interval(added - added0, shown - shown0, level)[0]
        return BurnOut(paid.channel, exposures, extra_rate, added0.sum() / shown0.sum(), wasted.sum() / shown.sum())
    return None
