"""How much traffic a scenario brings: what it is spread over, and how long it takes to live through."""

from __future__ import annotations

import math

from siyu_sim.scenario.schema import Scenario


def exposures(s: Scenario) -> float:
    """Exposures that all channels bring over the horizon, at most: as many a day as there are to be had, or as the budget pays for at
    the price of day 0. Invitations are not among them."""
    total = 0.0
    for channel in s.channels.values():
        if not channel.active:
            continue
        ends = [s.horizon_days]
        if channel.stop_day is not None:
            ends.append(channel.stop_day)
        if channel.bought and s.ads_off_day is not None:
            ends.append(s.ads_off_day)
        a_day = channel.exposures_per_day
        if channel.budget_yuan_per_day is not None:  # of a channel that is paid by exposure, and has a price
            a_day = min(a_day, channel.budget_yuan_per_day / channel.cost_yuan)
        total += a_day * max(0.0, min(ends) - math.ceil(channel.start_day))
    return total
