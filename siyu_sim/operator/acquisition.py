"""Buying and earning exposures: one SimPy process a channel, paced by budget, traffic, price and rivals."""

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
    competition = scenario.competition if channel.bought else None
    slope = competition.auction_slope if competition else 0.0
    end = _end(scenario, channel)
    bought = whole = 0.0
    saved_fen = 0.0
    owed = 0  # exposures that a partner gave and no post has paid for yet
    business.unspent_fen += sum(grants.values())
    day = math.ceil(channel.start_day)
    while day < end:
        yield business.clock.at(float(day))
        span = min(1.0, end - day)
        pace = business.pace[index]  # the lever of a strategy; 1 = as planned
        price = 100 * channel.cost_yuan * (1 + channel.price_inflation_per_year) ** (day / 365)
        traffic = channel.exposures_per_day * span
        if competition:
            price *= competition.price(day)
            traffic *= competition.traffic(day)
        number = min(traffic, traffic * pace)
        if channel.cost_model == "per_exposure":
            if channel.budget_yuan_per_day is not None:
                number = min(traffic, affordable(channel.budget_yuan_per_day * 100 * span * pace, price, traffic, slope))
            saved_fen += grants.get(day, 0)
            if saved_fen > 0:
                extra, used = _extra(number, saved_fen, price, traffic, slope)
                number += extra
                saved_fen -= used
                business.unspent_fen -= used
        bought += number
        exposures = math.floor(bought + 1e-9) - int(whole)
        whole += exposures
        if channel.cost_model == "per_exposure":
            business.spend(MEDIA, round(exposures * unit_price(number, price, traffic, slope)), index)
        elif channel.cost_model == "per_day":
            business.spend(MEDIA, round(price * span * pace), index)
        elif channel.exposures_per_partner_post is not None:
            posts, owed = divmod(owed + exposures, channel.exposures_per_partner_post)
            business.posts_owed[name] += posts
        if exposures:
            business.board.plan(day, index, exposures, span)
        day += 1


def _extra(number: float, fen: float, price: float, traffic: float, slope: float) -> tuple[float, float]:
    """(exposures that `fen` more buy on top of `number`, fen used for them): no more than the day's traffic."""
    if not slope:
        extra = min(fen / price, traffic - number)
        return extra, extra * price
    before = number * unit_price(number, price, traffic, slope)
    total = min(affordable(before + fen, price, traffic, slope), traffic)
    return total - number, total * unit_price(total, price, traffic, slope) - before


def unit_price(number: float, price: float, traffic: float, slope: float) -> float:
    """Fen for each of `number` exposures on a day that has `traffic`: an auction asks more of all of them as we buy more."""
    return price * (1 + slope * number / traffic) if slope and traffic else price


def affordable(fen: float, price: float, traffic: float, slope: float) -> float:
    """The number of exposures that `fen` buys at that price: n with n · unit_price(n) = fen."""
    if not slope or not traffic:
        return fen / price
    return traffic / (2 * slope) * (math.sqrt(1 + 4 * slope * fen / (price * traffic)) - 1)


def _end(scenario, channel) -> float:
    ends = [scenario.horizon_days]
    if channel.stop_day is not None:
        ends.append(channel.stop_day)
    if channel.bought and scenario.ads_off_day is not None:
        ends.append(scenario.ads_off_day)
    return min(ends)
