"""Programmes of referral, schemes on top of them, cheats, and what people say."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.strategies.values import boolean, often, pull, share, weight, yuan


@st.composite
def programmes(draw) -> dict[str, Any]:
    tools = draw(boolean)
    return {
        "tools": tools,
        "tools_shift": draw(weight),
        "reward_yuan": draw(yuan) if tools else 0,
        "invitee_reward_yuan": draw(yuan) if tools else 0,
        "pay_on": draw(st.sampled_from(["add", "first_purchase"])),
        "reward_weight": draw(pull),
        "invitee_weight": draw(pull),
        "reward_scale_yuan": draw(st.sampled_from([0.5, 5.0, 50.0])),
        "crowding": draw(share),
    }


@st.composite
def schemes(draw) -> dict[str, Any]:
    steps = sorted({0, *draw(st.lists(st.sampled_from([1, 2, 5]), max_size=2))})
    group_buy = draw(boolean)
    team = {
        "kind": "group_buy" if group_buy else "help_me_cut",
        "helpers": draw(st.sampled_from([1, 2, 4])),
        "hours": draw(st.sampled_from([1.0, 30.0, 200.0])),
        "discount": draw(share),
        "opener_rate": draw(often),
        "helper_discount": draw(st.sampled_from([0.0, 0.3, 0.95])) if group_buy else 0,
        "helper_rate": draw(often) if group_buy else 0,
        "invites": draw(st.sampled_from([1, 4, 9])),
    }
    story = {
        "accept_shift": draw(weight),
        "trust_factor": draw(st.sampled_from([0.5, 1.0, 3.0])),
        "cost_once_yuan": draw(yuan),
        "cost_yuan_per_month": draw(yuan),
    }
    distribution = {"share": draw(share), "days": draw(st.sampled_from([0.5, 7.0, 400.0]))}
    return {
        "who": {
            "orders_at_least": draw(st.sampled_from([0, 1, 2])),
            "spent_at_least_yuan": draw(st.sampled_from([0, 30])),
        },
        "story": draw(st.sampled_from([None, story])),
        "tiers": [{"from_successes": n, "reward_yuan": draw(yuan)} for n in steps] if draw(boolean) else [],
        "cap_yuan": draw(st.sampled_from([None, 0, 3.5, 40])),
        "distribution": draw(st.sampled_from([None, distribution])),
        "team": draw(st.sampled_from([None, team, team])),
    }


@st.composite
def abuses(draw) -> dict[str, Any]:
    check = {
        "catch_rate": draw(share),
        "false_alarm_rate": draw(share),
        "false_alarm_loss": draw(share),
        "cost_yuan": draw(yuan),
    }
    return {
        "cheat_share": draw(st.sampled_from([0.0, 0.2, 0.6, 1.0])),
        "eagerness": draw(pull),
        "fakes_mean": draw(st.sampled_from([1.0, 3.0, 20.0])),
        "account_cost_yuan": draw(st.sampled_from([0.0, 0.1, 5.0])),
        "goods_worth": draw(st.sampled_from([0.5, 1.0])),
        "check": draw(st.sampled_from([None, check, check])),
    }


@st.composite
def reputations(draw) -> dict[str, Any]:
    low, high = sorted([draw(share), draw(share)])
    control = {"share": draw(share), "cost_yuan": draw(yuan), "believable_share": draw(share), "doubt": draw(share)}
    return {
        "good_from": high,
        "bad_below": low,
        "good_review_rate": draw(share),
        "bad_review_rate": draw(share),
        "memory_days": draw(st.sampled_from([0.5, 30.0])),
        "enough": draw(st.sampled_from([0.0, 20.0])),
        "add_weight": draw(pull),
        "buy_weight": draw(pull),
        "control": draw(st.sampled_from([None, control])),
        "cases": draw(st.sampled_from([None, {"enough": 30.0, "gain": 1.5, "saving": 0.7}])),
    }
