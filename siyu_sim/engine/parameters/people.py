"""The market and its people: traits, attention, trust, fatigue, leaving."""

from __future__ import annotations

import math

import numpy as np

from siyu_sim.engine.parameters.convert import DAYS_PER_MONTH, intercept, log_odds
from siyu_sim.scenario.schema import KINDS, MAX_SEGMENTS, Scenario

SEGMENT_FIELDS = (
    "cumulative", "need", "see", "buy", "price", "reward", "share", "leave_rate", "leave_shift", "hook_pull", "grab",
)  # fmt: skip
KIND_FIELDS = ("fatigue_weight", "leave_kind", "taste_sign")

FIELDS = (
    "market_size", "horizon",
    "community_size", "inside_share", "homophily", "contacts_log_mean", "contacts_log_sd",
    "creator_below", "commenter_below", "creator_shift", "commenter_shift", "receptivity_sd",
    "see_mean", "see_sd", "see_trust", "see_fatigue",
    "trust_decay", "fatigue_decay", "gain_delivery", "gain_reply", "promo_loss", "bad_loss", "taste_spread", "social_proof",
    "leave_touch", "leave_fatigue", "leave_trust",
    *((f"seg_{name}", (MAX_SEGMENTS,)) for name in SEGMENT_FIELDS),
    *((f"kind_{name}", (len(KINDS),)) for name in KIND_FIELDS),
)  # fmt: skip


def values(s: Scenario) -> dict[str, object]:
    market, trust = s.market, s.trust
    log_sd = market.contacts.spread
    return {
        "market_size": market.size,
        "horizon": s.horizon_days,
        "community_size": market.communities.size,
        "inside_share": market.communities.inside_share,
        "homophily": market.communities.homophily,
        "contacts_log_mean": math.log(market.contacts.mean) - log_sd**2 / 2,
        "contacts_log_sd": log_sd,
        "creator_below": market.social.creators,
        "commenter_below": market.social.creators + market.social.commenters,
        "creator_shift": market.social.creator_shift,
        "commenter_shift": market.social.commenter_shift,
        "receptivity_sd": market.receptivity_spread,
        "see_mean": intercept(s.attention.seen_rate, s.attention.spread),
        "see_sd": s.attention.spread,
        "see_trust": s.attention.trust_weight,
        "see_fatigue": s.attention.fatigue_weight,
        "trust_decay": math.log(2) / trust.half_life_days,
        "fatigue_decay": math.log(2) / s.fatigue.half_life_days,
        "gain_delivery": trust.gain_delivery,
        "gain_reply": trust.gain_reply,
        "promo_loss": trust.promo_loss,
        "bad_loss": trust.bad_delivery_loss,
        "taste_spread": trust.taste_spread,
        "social_proof": trust.social_proof,
        "leave_touch": log_odds(s.leave.per_touch_rate),
        "leave_fatigue": s.leave.fatigue_weight,
        "leave_trust": s.leave.trust_weight,
        **{f"seg_{name}": column for name, column in _by_segment(s).items()},
        "kind_fatigue_weight": [s.fatigue.weight.of(k) for k in KINDS],
        "kind_leave_kind": [s.leave.shift.of(k) for k in KINDS],
        "kind_taste_sign": [1.0, -1.0, 0.0],
    }


def _by_segment(s: Scenario) -> dict[str, list[float]]:
    segments = list(s.market.segments.values())
    hook = s.hook
    pull = [hook.strength_weight * hook.strength * (g.hook_greed + (1 - g.hook_greed) * hook.relevance) for g in segments]
    base_rate = -math.log1p(-s.leave.monthly_rate) / DAYS_PER_MONTH
    cumulative = np.cumsum([g.share for g in segments])
    cumulative[-1] = 2.0  # the last segment takes what rounding leaves
    return {
        "cumulative": list(cumulative),
        "need": [g.need_factor for g in segments],
        "see": [g.attention_shift for g in segments],
        "buy": [g.buy_shift for g in segments],
        "price": [g.price_sensitivity for g in segments],
        "reward": [g.reward_sensitivity for g in segments],
        "share": [g.share_shift for g in segments],
        "leave_rate": [base_rate * g.leave_factor for g in segments],
        "leave_shift": [math.log(max(g.leave_factor, 1e-12)) for g in segments],
        "hook_pull": pull,
        "grab": [hook.grab_and_go * min(hook.strength, 1.0) * g.hook_greed * (1 - hook.relevance) for g in segments],
    }
