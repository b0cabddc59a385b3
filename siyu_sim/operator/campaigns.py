"""Campaigns: a warm-up whose posts build momentum, open days on which it sells, and what it leaves behind."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from siyu_sim.behaviour.notices import CONTENT as CONTENT_OF_A_POST
from siyu_sim.engine.parameters import channel_code
from siyu_sim.ledger.causes import CONTENT, fen
from siyu_sim.operator.calendar import MINUTES, gain_of, put_post, shift_at

if TYPE_CHECKING:
    from siyu_sim.operator.business import Business

KEY_SHIFT = 44  # above any minute: posts of a campaign share no dice with others of the same minute


def run_campaign(business: Business, name: str):
    """SimPy process of one campaign: each midnight it takes stock of momentum and says what holds on that day.

    Momentum M builds with each post that went out during the warm-up, M ← 1 − (1 − M)(1 − build), and decays after the last open
    day. On open days the log-odds of buying rise by purchase_weight · M and everybody is offered `offer`; afterwards they lie lower
    by purchase_weight · hangover · M(close), which wears off with the same half-life, until it opens again.
    """
    scenario = business.scenario
    campaign = scenario.campaigns[name]
    first = math.ceil(campaign.start_day)
    opens, closes = campaign.warmup_days, campaign.warmup_days + campaign.open_days
    keep = 2.0 ** (-1.0 / campaign.half_life_days)
    momentum = spent = 0.0  # spent: what was left of momentum when the campaign closed, and is wearing off
    sent = 0  # posts that had gone out by the midnight before
    was_open = was_idle = False
    day = first
    while day < scenario.horizon_days:
        yield business.clock.at(float(day))
        phase = (day - first) % campaign.every_days if campaign.every_days is not None else day - first
        is_open = opens <= phase < closes
        if 0 < phase <= opens:
            momentum = 1.0 - (1.0 - momentum) * (1.0 - campaign.build) ** _posts_since(business, sent)
        if was_idle:
            momentum *= keep
        spent = 0.0 if is_open else momentum if was_open else spent * keep
        was_open, was_idle = is_open, phase >= closes
        sent = business.board.n_posts
        if is_open:
            business.campaigns[name] = campaign.purchase_weight * momentum, campaign.offer
        else:
            business.campaigns[name] = -campaign.purchase_weight * campaign.hangover * spent, 0.0
        if phase == opens:
            business.spend(CONTENT, fen(campaign.cost_yuan))
        _show(business)
        if phase < closes:
            yield from _posts(business, name, day, "promo" if phase >= opens else campaign.warmup_kind)
        day += 1


def _posts_since(business: Business, first: int) -> int:
    """Posts that went out since the `first`, notices left out."""
    board = business.board
    return int((board.posts["what"][first : board.n_posts] == CONTENT_OF_A_POST).sum())


def _show(business: Business) -> None:
    """What all campaigns together offer people now: their log-odds add up, the best offer counts."""
    business.board.momentum = math.fsum(shift for shift, _ in business.campaigns.values())
    business.board.offer = max(offer for _, offer in business.campaigns.values())


def campaign_key(name: str) -> int:
    """What sets the slots of a campaign's posts apart from others of the same minute; it is added to the minute."""
    return (channel_code(name) & 0x3FF | 0x400) << KEY_SHIFT


def _posts(business: Business, name: str, day: int, kind: str):
    """The campaign's own posts of one day, in Moments."""
    scenario = business.scenario
    campaign = scenario.campaigns[name]
    key = campaign_key(name)
    for hour in sorted(campaign.hours):
        minute = day * MINUTES + round(hour * 60)
        t = minute / MINUTES
        if t >= scenario.horizon_days:
            return
        yield business.clock.at(t)
        discount = campaign.offer if kind == "promo" else 0.0
        see = shift_at(scenario, *divmod(minute, MINUTES))
        put_post(business, t, minute | key, kind, see, gain=gain_of(scenario, kind), discount=discount)
