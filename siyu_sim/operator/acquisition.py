"""Buying and earning exposures: one SimPy process a channel, paced by budget, traffic and price."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from siyu_sim.ledger.causes import MEDIA

if TYPE_CHECKING:
    from siyu_sim.operator.business import Business


def acquire(business: Business, index: int, name: str, grants: dict[int, int]):
    """SimPy process of one channel: each morning, plan the day's exposures and pay for them.

    grants: extra fen to spend on day d (whole days), for channels that charge by exposure; what the day's traffic cannot
    absorb is carried over, and what is left when the channel closes is reported as unspent. A channel opens on a whole day.
    """
    scenario = business.scenario
    channel = scenario.channels[name]
    end = _end(scenario, channel)
    bought = whole = 0.0
    saved_fen = 0.0
    business.unspent_fen += sum(grants.values())
    day = math.ceil(channel.start_day)
    while day < end:
        yield business.clock.at(float(day))
        span = min(1.0, end - day)
        price = 100 * channel.cost_yuan * (1 + channel.price_inflation_per_year) ** (day / 365)
        number = channel.exposures_per_day * span
        if channel.cost_model == "per_exposure":
            if channel.budget_yuan_per_day is not None:
                number = min(number, channel.budget_yuan_per_day * 100 * span / price)
            saved_fen += grants.get(day, 0)
            if saved_fen > 0:
                extra = min(saved_fen / price, channel.exposures_per_day * span - number)
                number += extra
                saved_fen -= extra * price
                business.unspent_fen -= extra * price
        bought += number
        exposures = math.floor(bought + 1e-9) - int(whole)
        whole += exposures
        if channel.cost_model == "per_exposure":
            business.spend(MEDIA, round(exposures * price), index)
        elif channel.cost_model == "per_day":
            business.spend(MEDIA, round(price * span), index)
        if exposures:
            business.board.plan(day, index, exposures, span)
        day += 1


def _end(scenario, channel) -> float:
    ends = [scenario.horizon_days]
    if channel.stop_day is not None:
        ends.append(channel.stop_day)
    if channel.bought and scenario.ads_off_day is not None:
        ends.append(scenario.ads_off_day)
    return min(ends)
