"""Where people come from: channels, and rivals who take some of it."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.strategies.values import boolean, share, weight, yuan


@st.composite
def channels(draw, segments: list[str]) -> dict[str, Any]:
    cost_model = draw(st.sampled_from(["per_exposure", "per_exposure", "per_day", "per_contact", "exchange"]))
    cost = 0.0 if cost_model == "exchange" else draw(yuan)
    budget = draw(st.one_of(st.none(), st.floats(0.1, 60))) if cost_model == "per_exposure" and cost > 0 else None
    start = draw(st.sampled_from([0.0, 0.4, 3.0]))
    return {
        "active": draw(st.sampled_from([True, True, True, False])),
        "bought": draw(boolean),
        "audience_share": draw(st.one_of(st.just(1.0), st.floats(0.02, 1))),
        "audience_skew": draw(st.dictionaries(st.sampled_from(segments), st.sampled_from([0.5, 2.0]))),
        "exposures_per_day": draw(st.one_of(st.sampled_from([0.4, 25.0]), st.floats(0.1, 60))),
        "cost_model": cost_model,
        "cost_yuan": cost,
        "budget_yuan_per_day": budget,
        "price_inflation_per_year": draw(st.sampled_from([-0.5, 0.0, 0.2, 3.0])),
        "add_rate": draw(share),
        "repeat_shift": draw(weight),
        "first_trust": draw(share),
        "public_buy_rate": draw(st.one_of(st.none(), share)),
        "public_fee_share": draw(share),
        "start_day": start,
        "stop_day": draw(st.one_of(st.none(), st.floats(0.5, 30).map(lambda d: start + d))),
        "exposures_per_partner_post": draw(st.sampled_from([3, 40])) if cost_model == "exchange" else None,
    }


@st.composite
def competitions(draw) -> dict[str, Any] | None:
    if draw(boolean):
        return None
    return {
        "start_day": draw(st.sampled_from([0.0, 3.0])),
        "entry_half_life_days": draw(st.sampled_from([0.5, 10.0])),
        "traffic_taken": draw(st.sampled_from([0.0, 0.6])),
        "price_rise": draw(st.sampled_from([0.0, 1.5])),
        "auction_slope": draw(st.sampled_from([0.0, 2.0])),
    }
