"""Rules of the SOP, messages, tests of scripts."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from siyu_sim.scenario.schema import WEEKDAYS
from tests.strategies.values import boolean, ranges, weight, yuan


@st.composite
def messages(draw, kinds: tuple[str, ...] = ("useful", "human", "promo", "promo")) -> dict[str, Any]:
    kind = draw(st.sampled_from(kinds))
    return {
        "kind": kind,
        "strength": draw(weight),
        "discount": draw(st.sampled_from([0.0, 0.25, 0.95])) if kind == "promo" else 0.0,
        "quality": draw(st.sampled_from([0.0, 1.0, 3.0])),
        "cost_yuan": draw(yuan),
    }


@st.composite
def rules(draw, channels: list[str]) -> dict[str, Any]:
    if draw(boolean):
        hours = st.sampled_from([0.1, 12.0, 24.0, 60.0])
        when = {"after": draw(st.sampled_from(["added", "first_order", "order", "delivery"])), "delay_hours": draw(hours)}
    else:
        when = {"every_days": draw(st.sampled_from([1, 2, 7])), "hour": draw(st.sampled_from([0.0, 12.2, 23.9]))}
        if draw(boolean):
            when["weekdays"] = draw(st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=4, unique=True))
    stages = st.lists(st.sampled_from(["lead", "customer", "repeat", "member"]), min_size=1, max_size=3)
    days = ranges(st.sampled_from([0.0, 1.0, 5.0]), st.sampled_from([0.0, 2.0, 9.0]))
    sources = st.lists(st.sampled_from([*channels, "referral", "initial"]), min_size=1, max_size=3)
    return {
        "when": when,
        "who": {
            "stage": draw(st.one_of(st.none(), stages)),
            "orders": draw(ranges(st.sampled_from([0, 1, 3]), st.sampled_from([0, 2]))),
            "spent_yuan": draw(ranges(st.sampled_from([0.0, 16.0, 200.0]), st.sampled_from([5.0, 500.0]))),
            "idle_days": draw(days),
            "unread_days": draw(days),
            "age_days": draw(days),
            "level": draw(ranges(st.sampled_from([0, 1]), st.sampled_from([0, 2]))),
            "channels": draw(st.one_of(st.none(), st.none(), sources)),
        },
        "where": "chat",
        "what": draw(messages()),
        "why": "",
        "holdout": draw(st.sampled_from([0.0, 0.3, 1.0])),
    }


@st.composite
def sops(draw, channels: list[str]) -> dict[str, Any]:
    """Rules, their caps and a test of scripts; often none."""
    names = draw(st.lists(st.sampled_from(["welcome", "wake", "second", "refill", "news"]), max_size=4, unique=True))
    found = {name: draw(rules(channels)) for name in names}
    test = None
    if found and draw(boolean):
        start = draw(st.sampled_from([0.0, 2.5]))
        test = {
            "rule": draw(st.sampled_from(names)),
            "variants": {name: draw(messages(("promo",))) for name in ("a", "b", "c")[: draw(st.integers(2, 3))]},
            "share": draw(st.sampled_from([1.0, 0.5])),
            "from_day": start,
            "until_day": start + draw(st.sampled_from([1.0, 9.5, 60.0])),
        }
    caps = st.fixed_dictionaries({"per_day": st.sampled_from([1, None]), "per_month": st.sampled_from([1, 4, 30, None])})
    return {"sop": found, "script_test": test, "caps": draw(st.one_of(st.none(), caps))}
