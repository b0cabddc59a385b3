"""What contacts see: posts, campaigns, touchpoints, group chats."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from siyu_sim.scenario.schema import WEEKDAYS
from tests.strategies.values import boolean, by_kind, often, parts_of_one, pull, share, weight, yuan


@st.composite
def contents(draw) -> dict[str, Any]:
    hours = draw(st.lists(st.sampled_from([0.0, 6.5, 12.2, 12.25, 20.5, 23.9]), min_size=4, max_size=6, unique=True))
    mix = draw(parts_of_one(3))
    return {
        "posts_per_day": draw(st.one_of(st.sampled_from([1.0, 0.5, 0.0]), st.floats(0.1, 4))),
        "hours": hours,
        "weekdays": draw(st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=7, unique=True)),
        "timing": draw(st.sampled_from(["fixed", "fixed", "random"])),
        "mix": dict(zip(("useful", "human", "promo"), mix, strict=True)),
        "quality": draw(pull.filter(lambda x: x <= 3)),
        "authenticity": draw(pull.filter(lambda x: x <= 3)),
        "cost_per_post_yuan": draw(by_kind(yuan)),
        "promo_discount": draw(st.sampled_from([0.0, 0.25, 0.95])),
        "start_day": draw(st.sampled_from([None, None, 2.5])),
        "stop_day": draw(st.sampled_from([None, None, 11.0])),
    }


@st.composite
def campaigns(draw) -> dict[str, Any]:
    drawn = {}
    for name in ("spring", "singles_day")[: draw(st.sampled_from([0, 0, 1, 2]))]:
        warmup, opened = draw(st.sampled_from([0, 2, 5])), draw(st.sampled_from([1, 3]))
        drawn[name] = {
            "start_day": draw(st.sampled_from([0.0, 1.5, 4.0])),
            "every_days": draw(st.one_of(st.none(), st.integers(warmup + opened, 20))),
            "warmup_days": warmup,
            "open_days": opened,
            "hours": draw(st.lists(st.sampled_from([0.0, 6.5, 12.2, 20.5]), max_size=2, unique=True)),
            "warmup_kind": draw(st.sampled_from(["useful", "human", "promo"])),
            "build": draw(share),
            "purchase_weight": draw(pull),
            "half_life_days": draw(st.sampled_from([0.5, 5.0])),
            "hangover": draw(share),
            "offer": draw(st.sampled_from([0.0, 0.25, 0.95])),
            "cost_yuan": draw(yuan),
        }
    return drawn


@st.composite
def touchpoints(draw, name: str) -> dict[str, Any]:
    hours = draw(st.lists(st.sampled_from([0.0, 6.5, 12.2, 12.25, 20.5, 23.9]), min_size=3, max_size=6, unique=True))
    days = draw(st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=7, unique=True))
    gated = name != "group" and draw(boolean)
    return {
        "posts_per_week": draw(st.sampled_from([1.0, 3.0, 0.5, 2.2, 0.0])) * len(days),
        "hours": hours,
        "weekdays": days,
        "mix": dict(zip(("useful", "human", "promo"), draw(parts_of_one(3)), strict=True)),
        "promo_discount": draw(st.sampled_from([None, 0.0, 0.5])),
        "join_share": None if name == "group" else draw(often),
        "min_orders": draw(st.sampled_from([0, 1, 3])) if gated else 0,
        "min_spend_yuan": draw(st.sampled_from([0.0, 20.0])) if gated else 0.0,
        "seen_shift": draw(weight),
        "habit_spread": draw(st.sampled_from([0.0, 1.0, 3.0])),
        "gain_factor": draw(pull),
        "fatigue_factor": draw(pull),
        "leave_shift": draw(weight),
        "impulse_shift": draw(weight),
        "ease_shift": draw(weight),
        "share_shift": draw(weight),
        "cost_per_post_yuan": draw(by_kind(yuan)),
        "cost_yuan_per_month": draw(yuan),
        "limit_per_day": draw(st.sampled_from([None, None, 1, 0])),
        "limit_per_month": draw(st.sampled_from([None, None, 4, 1])),
    }


@st.composite
def groups(draw) -> dict[str, Any]:
    size = draw(st.sampled_from([2, 30, 200, 500]))
    fields = {
        "join_share": often,
        "size": st.just(size),
        "open_size": st.integers(1, min(size, 200)),
        "manual_shift": weight,
        "cost_yuan_per_month": yuan,
        "first_mood": share,
        "half_life_days": st.sampled_from([0.1, 5.0, 60.0]),
        "lift": share,
        "order_lift": pull,
        "tolerance": st.sampled_from([0.0, 0.3, 0.9]),
        "memory_days": st.sampled_from([0.1, 10.0]),
        "breach_loss": share,
        "mood_seen": weight,
        "mood_gain": st.floats(0, 2),
        "mute_rate": st.sampled_from([0.1, 0.5, 0.0, 1.0]),
        "mute_promo_shift": weight,
        "mute_mood_weight": pull,
        "proof_gain": pull,
        "proof_weight": weight,
    }
    return draw(st.fixed_dictionaries(fields))


@st.composite
def touches(draw) -> dict[str, Any]:
    """Touchpoints and group chats, mostly some of both."""
    names = draw(st.lists(st.sampled_from(["chat", "official", "live", "fan", "mini"]), max_size=3, unique=True))
    chats = draw(groups()) if draw(boolean) else None
    if chats is not None and draw(st.sampled_from([True, True, False])):
        names.append("group")
    return {"touchpoints": {name: draw(touchpoints(name)) for name in names}, "groups": chats}
