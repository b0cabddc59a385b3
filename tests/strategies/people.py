"""The people of a market and what they do."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.strategies.values import by_kind, delay, often, parts_of_one, pull, rare, share, weight


@st.composite
def markets(draw) -> dict[str, Any]:
    size = draw(st.integers(200, 1500))
    names = ("core", "casual", "bargain", "super")[: draw(st.integers(1, 4))]
    shares = draw(parts_of_one(len(names)))
    segments = {
        name: {
            "share": part,
            "need_factor": draw(st.sampled_from([1.0, 0.3, 2.5, 0.0])),
            "attention_shift": draw(weight),
            "buy_shift": draw(weight),
            "price_sensitivity": draw(pull),
            "reward_sensitivity": draw(pull),
            "share_shift": draw(weight),
            "leave_factor": draw(pull),
            "hook_greed": draw(share),
        }
        for name, part in zip(names, shares, strict=True)
    }
    creators = draw(st.sampled_from([0.0, 0.01, 0.3]))
    return {
        "size": size,
        "initial_contacts": draw(st.sampled_from([40, 1, 150, 300, size]).filter(lambda n: n <= size)),
        "initial_trust": draw(share),
        "receptivity_spread": draw(st.sampled_from([0.0, 1.0, 2.5])),
        "communities": {
            "size": draw(st.sampled_from([1, 7, 120, 5000])),
            "inside_share": draw(share),
            "homophily": draw(share),
        },
        "contacts": {"mean": draw(st.sampled_from([80, 3, 1])), "spread": draw(st.sampled_from([0.0, 0.8, 1.5]))},
        "social": {
            "creators": creators,
            "commenters": draw(st.sampled_from([0.0, 0.09, 0.7])),
            "creator_shift": draw(weight),
            "commenter_shift": draw(weight),
        },
        "segments": segments,
    }


@st.composite
def behaviours(draw) -> dict[str, Any]:
    a = draw(st.one_of(st.none(), st.floats(0.05, 5)))
    return {
        "attention": {
            "seen_rate": draw(often),
            "spread": draw(pull),
            "trust_weight": draw(weight),
            "fatigue_weight": draw(pull),
            "by_hour": draw(st.lists(weight, min_size=24, max_size=24)),
            "by_weekday": draw(st.lists(weight, min_size=7, max_size=7)),
        },
        "trust": {
            "half_life_days": draw(st.sampled_from([0.1, 5.0, 60.0])),
            "gain": draw(by_kind(share)),
            "gain_delivery": draw(share),
            "gain_reply": draw(share),
            "promo_loss": draw(share),
            "bad_delivery_loss": draw(share),
            "ideal_useful_share": draw(share),
            "mix_penalty": draw(share),
            "taste_spread": draw(share),
            "social_proof": draw(pull),
        },
        "fatigue": {"half_life_days": draw(st.sampled_from([0.1, 5.0, 60.0])), "weight": draw(by_kind(pull))},
        "purchase": {
            "first_rate": draw(often),
            "repeat_rate": draw(often),
            "trust_weight": draw(weight),
            "satisfaction_weight": draw(weight),
            "proof_weight": draw(weight),
            "wait_weight": draw(pull),
            "impulse_rate": draw(often),
            "pull_forward": draw(share),
            "rival_pull": draw(share),
        },
        "dropout": {
            "a": a,
            "b": None if a is None else draw(st.floats(0.05, 5)),
            "satisfaction_weight": draw(pull),
            "learning": draw(share),
        },
        "leave": {
            "monthly_rate": draw(st.sampled_from([0.02, 0.0, 0.9])),
            "per_touch_rate": draw(st.sampled_from([0.0, 0.001, 0.02, 0.2, 1.0])),
            "fatigue_weight": draw(pull),
            "trust_weight": draw(pull),
            "shift": draw(by_kind(weight)),
        },
        "sharing": {
            "after_delivery_rate": draw(often),
            "after_post_rate": draw(st.one_of(rare, often)),
            "trust_weight": draw(weight),
            "satisfaction_weight": draw(weight),
            "invites": draw(st.sampled_from([1, 2, 7])),
            "delay_days": draw(delay),
            "add_rate": draw(often),
            "referrer_trust_weight": draw(weight),
            "borrowed_trust": draw(share),
            "repeat_shift": draw(weight),
        },
    }
