"""Touchpoints and group chats that change nothing, for tests of one lever at a time."""

from __future__ import annotations

from typing import Any

WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
USEFUL = {"useful": 1.0, "human": 0.0, "promo": 0.0}
PROMO = {"useful": 0.0, "human": 0.0, "promo": 1.0}


def touchpoint(**changes: Any) -> dict[str, Any]:
    """One that everybody has, with a useful post at noon every day that works like one in Moments."""
    plain = {
        "posts_per_week": 7.0,
        "hours": [12.0],
        "weekdays": WEEK,
        "mix": USEFUL,
        "promo_discount": None,
        "join_share": 1.0,
        "min_orders": 0,
        "min_spend_yuan": 0.0,
        "seen_shift": 0.0,
        "habit_spread": 0.0,
        "gain_factor": 1.0,
        "fatigue_factor": 1.0,
        "leave_shift": 0.0,
        "impulse_shift": 0.0,
        "ease_shift": 0.0,
        "share_shift": 0.0,
        "cost_per_post_yuan": {"useful": 0.0, "human": 0.0, "promo": 0.0},
        "cost_yuan_per_month": 0.0,
        "limit_per_day": None,
        "limit_per_month": None,
    }
    assert plain.keys() >= changes.keys()
    return {**plain, **changes}


def group_posts(**changes: Any) -> dict[str, Any]:
    """The same in group chats."""
    return touchpoint(join_share=None, **changes)


def groups(**changes: Any) -> dict[str, Any]:
    """Group chats of 200 whose mood of 0.5 stays, and matters to nothing."""
    plain = {
        "join_share": 1.0,
        "size": 200,
        "open_size": 200,
        "manual_shift": 0.0,
        "cost_yuan_per_month": 0.0,
        "first_mood": 0.5,
        "half_life_days": 1_000_000,
        "lift": 0.0,
        "order_lift": 0.0,
        "tolerance": 0.0,
        "memory_days": 1_000_000,
        "breach_loss": 0.0,
        "mood_seen": 0.0,
        "mood_gain": 0.0,
        "mute_rate": 0.0,
        "mute_promo_shift": 0.0,
        "mute_mood_weight": 0.0,
        "proof_gain": 0.0,
        "proof_weight": 0.0,
    }
    assert plain.keys() >= changes.keys()
    return {**plain, **changes}
