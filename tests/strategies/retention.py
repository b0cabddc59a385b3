"""What keeps customers: win-back, membership, care after the sale, and what affronts them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.strategies.sop import messages
from tests.strategies.values import boolean, often, share, weight


@st.composite
def memberships(draw) -> dict[str, Any]:
    spent = draw(st.lists(st.sampled_from([0.0, 1.0, 2.5, 6.0]), min_size=1, max_size=3, unique=True).map(sorted))
    points = st.fixed_dictionaries(
        {
            "share": st.sampled_from([0.01, 0.3, 0.95]),
            "threshold_prices": st.sampled_from([0.0, 0.05, 2.0]),
            "most_share": st.sampled_from([0.1, 0.95]),
        }
    )
    ritual = st.fixed_dictionaries(
        {"every_days": st.sampled_from([3, 30]), "hour": st.sampled_from([0.0, 12.2]), "what": messages()}
    )
    return {
        "levels": [
            {"spent_prices": x, "price_cut": draw(st.sampled_from([0.0, 0.1, 0.95])), "buy_shift": draw(weight)} for x in spent
        ],
        "fee_prices": draw(st.sampled_from([0.0, 0.0, 1.5])),
        "join_rate": draw(share),
        "points": draw(st.one_of(st.none(), points)),
        "ritual": draw(st.one_of(st.none(), ritual)),
    }


@st.composite
def retentions(draw) -> dict[str, Any]:
    winback = st.fixed_dictionaries({"rate": often, "trust_weight": weight, "posts": boolean})
    care = st.fixed_dictionaries(
        {
            "contact_share": share,
            "cost_prices": st.sampled_from([0.0, 0.3, 5.0]),
            "satisfaction_gain": share,
            "trust_gain": share,
        }
    )
    affront = st.fixed_dictionaries(
        {"trust_loss": share, "from_discount": st.sampled_from([0.2, 0.95]), "spent_prices": st.sampled_from([0.0, 2.0])}
    )
    return {
        "winback": draw(st.one_of(st.none(), winback)),
        "membership": draw(st.one_of(st.none(), memberships())),
        "aftersales": draw(st.one_of(st.none(), care)),
        "affront": draw(st.one_of(st.none(), affront)),
    }
