"""Scenarios for the tests: a blank business in which nothing happens, and copies with some levers moved.

`blank` is written out in full here, not taken from the configs, so that a validation does not move when a default does.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from siyu_sim.scenario.schema import Scenario

NEUTRAL_SEGMENT = {
    "share": 1.0,
    "need_factor": 1.0,
    "attention_shift": 0.0,
    "buy_shift": 0.0,
    "price_sensitivity": 0.0,
    "reward_sensitivity": 1.0,
    "share_shift": 0.0,
    "leave_factor": 1.0,
    "hook_greed": 0.0,
}

# Everybody is within reach, whoever is met adds, and it costs nothing.
OPEN_CHANNEL = {
    "active": True,
    "bought": True,
    "audience_share": 1.0,
    "audience_skew": {},
    "exposures_per_day": 10,
    "cost_model": "per_exposure",
    "cost_yuan": 0,
    "budget_yuan_per_day": None,
    "price_inflation_per_year": 0,
    "add_rate": 1.0,
    "repeat_shift": 0,
    "first_trust": 0.5,
    "start_day": 0,
    "stop_day": None,
}

_KINDS_ZERO = {"useful": 0.0, "human": 0.0, "promo": 0.0}

_BLANK = {
    "horizon_days": 30,
    "window_days": 1,
    "ads_off_day": None,
    "market": {
        "size": 1000,
        "initial_contacts": 1000,
        "initial_trust": 0.5,
        "receptivity_spread": 0.0,
        "communities": {"size": 1, "inside_share": 0.0, "homophily": 0.0},
        "contacts": {"mean": 1000, "spread": 0.0},
        "social": {"creators": 0.0, "commenters": 0.0, "creator_shift": 0.0, "commenter_shift": 0.0},
        "segments": {"all": NEUTRAL_SEGMENT},
    },
    "channels": {},
    "hook": {"strength": 0.0, "relevance": 1.0, "unit_cost_yuan": 0, "strength_weight": 0.0, "grab_and_go": 0.0},
    "content": {
        "posts_per_day": 0,
        "hours": [12.0],
        "weekdays": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
        "timing": "fixed",
        "mix": {"useful": 1.0, "human": 0.0, "promo": 0.0},
        "quality": 1.0,
        "authenticity": 1.0,
        "cost_per_post_yuan": _KINDS_ZERO,
        "promo_discount": 0.0,
    },
    "attention": {
        "seen_rate": 1.0,
        "spread": 0.0,
        "trust_weight": 0.0,
        "fatigue_weight": 0.0,
        "by_hour": [0.0] * 24,
        "by_weekday": [0.0] * 7,
    },
    "trust": {
        "half_life_days": 60,
        "gain": _KINDS_ZERO,
        "gain_delivery": 0.0,
        "gain_reply": 0.0,
        "promo_loss": 0.0,
        "bad_delivery_loss": 0.0,
        "ideal_useful_share": 1.0,
        "mix_penalty": 0.0,
        "taste_spread": 0.0,
        "social_proof": 0.0,
    },
    "fatigue": {"half_life_days": 5, "weight": _KINDS_ZERO},
    "product": {
        "price_yuan": 1,
        "reference_price_yuan": 1,
        "gross_margin": 0.5,
        "extra_items_mean": 0,
        "refund_share": 0,
        "quality": 0.5,
        "quality_spread": 0,
        "delivery_days": 0,
        "need": {"per_year": 0, "heterogeneity": None, "rhythm": "poisson"},
    },
    "purchase": {
        "first_rate": 0,
        "repeat_rate": 0,
        "trust_weight": 0,
        "satisfaction_weight": 0,
        "proof_weight": 0,
        "wait_weight": 0,
        "impulse_rate": 0,
        "pull_forward": 0,
        "rival_pull": 0,
    },
    "dropout": {"a": None, "b": None, "satisfaction_weight": 0, "learning": 0},
    "leave": {"monthly_rate": 0, "per_touch_rate": 0, "fatigue_weight": 0, "trust_weight": 0, "shift": _KINDS_ZERO},
    "sharing": {
        "after_delivery_rate": 0,
        "after_post_rate": 0,
        "trust_weight": 0,
        "satisfaction_weight": 0,
        "invites": 1,
        "delay_days": 0,
        "add_rate": 0,
        "referrer_trust_weight": 0,
        "borrowed_trust": 0,
        "repeat_shift": 0,
    },
    "referral": {
        "tools": False,
        "tools_shift": 0,
        "reward_yuan": 0,
        "invitee_reward_yuan": 0,
        "pay_on": "first_purchase",
        "reward_weight": 0,
        "invitee_weight": 0,
        "reward_scale_yuan": 1,
        "crowding": 0,
    },
    "desk": {
        "active": False,
        "ask_share": 0,
        "operators": 1,
        "handle_minutes": 6,
        "open_hour": 0,
        "close_hour": 24,
        "salary_yuan_per_month": 0,
    },
    "finance": {
        "discount_rate_per_year": 0,
        "platform_fee_share": 0,
        "contact_fee_yuan_per_year": 0,
        "free_contacts": 0,
        "overhead_yuan_per_month": 0,
    },
}


def variant(scenario: Scenario, changes: Mapping[str, Any]) -> Scenario:
    """A copy with values replaced, by dotted path, and validated anew. Only a channel or a segment may be new."""
    data = scenario.model_dump()
    for path, value in changes.items():
        *parents, last = path.split(".")
        place = data
        for name in parents:
            place = place[name]
        if last not in place and parents not in (["channels"], ["market", "segments"]):
            raise KeyError(f"no lever {path}")
        place[last] = value
    return Scenario.model_validate(data)


def blank(changes: Mapping[str, Any] | None = None) -> Scenario:
    """1,000 contacts to whom nothing happens for 30 days, with some levers moved."""
    return variant(Scenario.model_validate(_BLANK), changes or {})


@lru_cache(maxsize=8)
def preset(*overrides: str) -> Scenario:
    """A scenario as the shipped configs compose it."""
    from siyu_sim.study.plan import load

    return load(overrides=list(overrides)).scenario


def open_channel(**changes: Any) -> dict[str, Any]:
    """A channel as `blank` takes it under `channels.<name>`."""
    return {**OPEN_CHANNEL, **changes}
