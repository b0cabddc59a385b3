"""Pace a budget by CAC: spend more while customers are cheaper than they may be, less when they are dearer."""

from __future__ import annotations

from siyu_sim.operator.strategies.levers import Levers
from siyu_sim.operator.strategies.view import View


def pace_by_cac(
    view: View,
    levers: Levers,
    channel: str,
    target_cac_yuan: float,
    review_days: float,
    look_back_days: float,
    most_step: float,
    floor: float,
    ceiling: float,
):
    """At each look: new budget = old × target / CAC, by at most `most_step` either way, between floor and ceiling.

    Where a budget b times as large makes a customer b^e times as dear, a look closes a share e of what is missing (in logarithms):
    slow where adverts hardly get dearer, steady up to e = 1, swinging up to e = 2. Money that brought no customer counts as an
    infinite CAC; a time without money or customers says nothing.
    """
    while True:
        yield view.wait(review_days)
        cac = view.last(look_back_days).cac(channel)
        if not cac >= 0:
            continue
        wish = target_cac_yuan / cac if cac else 1 + most_step
        factor = min(max(wish, 1 - most_step), 1 + most_step)
        budget = min(max(levers.budget(channel) * factor, floor), ceiling)
        levers.set_budget(channel, budget, f"CAC {cac:.4g} yuan over {look_back_days:g} days, target {target_cac_yuan:g}")
