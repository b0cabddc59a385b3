"""Strategies that react to what they see."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.strategies.values import boolean, share


@st.composite
def reactions(draw, channels: dict[str, Any], tools: bool) -> dict[str, Any] | None:
    """Strategies that react often, so that they do something within a few weeks."""
    if draw(boolean):
        return None
    paced = [name for name, channel in channels.items() if channel["cost_model"] == "per_exposure"]
    review = draw(st.sampled_from([1.0, 2.5, 7.0]))
    return {
        "pace_by_cac": {
            name: {
                "target_cac_yuan": draw(st.sampled_from([0.5, 20.0])),
                "review_days": review,
                "look_back_days": draw(st.sampled_from([1.0, 7.0])),
                "most_step": draw(st.sampled_from([0.1, 0.9])),
                "floor": 0.05,
                "ceiling": 5.0,
            }
            for name in paced
            if draw(boolean)
        },
        "throttle_posts": draw(
            st.one_of(
                st.none(),
                st.fixed_dictionaries(
                    {
                        "most_monthly_loss": st.sampled_from([0.01, 0.3, 0.9]),
                        "calm": share,
                        "review_days": st.just(review),
                        "cut": st.sampled_from([0.01, 0.5]),
                        "fewest_posts_per_day": st.sampled_from([0.0, 0.3]),
                    }
                ),
            )
        ),
        "raise_reward": None
        if not tools
        else {
            "step_yuan": draw(st.sampled_from([0.5, 7.0])),
            "floor_yuan": draw(st.sampled_from([0.0, 2.0])),
            "ceiling_yuan": 30.0,
            "review_days": review,
            "worth_days": draw(st.sampled_from([10.0, 1000.0])),
            "rest_reviews": draw(st.sampled_from([0, 2])),
        },
    }
