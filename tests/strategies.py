"""Hypothesis strategies that draw small scenarios with every lever varied, extremes included."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from siyu_sim.scenario.schema import WEEKDAYS, Scenario
from tests.strategies_arena import arenas

# how often and how a property of any scenario is tried
DRAWN = settings(
    max_examples=60,
    derandomize=True,
    database=None,
    deadline=None,
    print_blob=True,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.large_base_example,
        HealthCheck.filter_too_much,
    ],
)

share = st.one_of(st.sampled_from([0.0, 1.0, 0.5]), st.floats(0.01, 0.99))
rare = st.one_of(st.sampled_from([0.0, 0.05]), st.floats(0.001, 0.2))
often = st.one_of(st.sampled_from([0.3, 0.6, 0.9, 0.3, 0.6, 0.9, 1.0, 0.0]), st.floats(0.05, 0.95))  # what much else hangs on
weight = st.one_of(st.sampled_from([0.0, 1.0, -1.0]), st.floats(-3, 3))
pull = st.one_of(st.sampled_from([0.0, 1.0]), st.floats(0, 4))
yuan = st.one_of(st.sampled_from([0.0, 1.0, 0.005]), st.floats(0.01, 50))
delay = st.one_of(st.sampled_from([0.0, 0.02, 1.0, 2.5]), st.floats(0, 6))
boolean = st.booleans()
scores = st.fixed_dictionaries(
    dict.fromkeys(("ip", "add", "product", "operations", "content"), st.sampled_from([1.0, 0.3, 10.0]))
)


def by_kind(values: st.SearchStrategy[float]) -> st.SearchStrategy[dict[str, float]]:
    return st.fixed_dictionaries(dict.fromkeys(("useful", "human", "promo"), values))


@st.composite
def parts_of_one(draw, n: int) -> list[float]:
    """n shares that add up to 1, some of them perhaps 0."""
    raw = draw(st.lists(st.sampled_from([0, 1, 2, 5]), min_size=n, max_size=n).filter(any))
    return [x / sum(raw) for x in raw]


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


def ranges(low: st.SearchStrategy[float], width: st.SearchStrategy[float]) -> st.SearchStrategy[dict[str, Any]]:
    """A range of a rule's audience, mostly open."""
    closed = st.tuples(low, width).map(lambda pair: {"min": pair[0], "max": pair[0] + pair[1]})
    return st.one_of(st.just({}), st.just({}), closed, low.map(lambda x: {"min": x}), low.map(lambda x: {"max": x}))


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


@st.composite
def ladders(draw, desk: bool) -> dict[str, Any]:
    names = ("lead", "bundle", "premium")[: draw(st.sampled_from([0, 0, 1, 3]))]
    rungs = {}
    for name in names:
        only_new = draw(boolean)
        rungs[name] = {
            "price": draw(st.sampled_from([0.1, 1.0, 5.0])),
            "reference_price": draw(st.sampled_from([0.1, 1.0, 4.0])),
            "gross_margin": draw(st.sampled_from([-0.5, 0.0, 0.306, 1.0])),
            "attraction": draw(weight),
            "only_new": only_new,
            "after": []
            if only_new
            else draw(st.lists(st.sampled_from(["core", *(n for n in names if n != name)]), max_size=2)),
            "min_orders": 0 if only_new else draw(st.sampled_from([0, 1, 3])),
            "chat_only": desk and draw(boolean),
            "refund_share": draw(share),
            "quality": draw(st.one_of(st.none(), share)),
        }
    return rungs


@st.composite
def shifts(draw) -> dict[str, Any]:
    opens = draw(st.sampled_from([0.0, 18.0]))
    return {
        name: {
            "operators": draw(st.sampled_from([1, 3])),
            "open_hour": opens,
            "close_hour": draw(st.sampled_from([19.5, 24.0])),
            "weekdays": draw(st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=7, unique=True)),
            "skill": draw(weight),
            "handle_factor": draw(st.sampled_from([0.5, 1.0, 2.0])),
            "salary_yuan_per_month": draw(yuan),
        }
        for name in ("night", "weekend", "experts")[: draw(st.sampled_from([0, 0, 1, 3]))]
    }


welcomes = st.fixed_dictionaries(
    {
        "writes_share": often,
        "patience_hours": st.sampled_from([0.01, 0.5, 12.0, 100.0]),
        "leave_share": share,
        "gain": share,
        "gain_half_life_hours": st.sampled_from([0.1, 2.0]),
    }
)


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


@st.composite
def scenarios(draw) -> Scenario:
    """A valid scenario of 200–1,500 people over 5–40 days."""
    horizon = draw(st.one_of(st.sampled_from([5.0, 14.0, 31.0]), st.floats(5, 40)))
    market = draw(markets())
    names = draw(st.lists(st.sampled_from(["store", "feed_ads", "content", "live", "package_card"]), max_size=5, unique=True))
    drawn = {name: draw(channels(list(market["segments"]))) for name in names}
    delivery = draw(delay)
    price = draw(st.sampled_from([0.01, 16.0, 99.99]))
    opens = draw(st.sampled_from([0.0, 9.0, 22.5]))
    desk_active = draw(st.sampled_from([True, True, False]))
    planned = draw(campaigns())
    window = draw(st.one_of(st.sampled_from([0.25, 0.5, 1.0, 2.0, 3.0]), st.floats(0.25, 3)))
    programme = draw(programmes())
    return Scenario.model_validate(
        {
            "horizon_days": horizon,
            "window_days": min(window, 1.0) if planned else window,
            "ads_off_day": draw(st.one_of(st.none(), st.floats(0, 40))),
            "market": market,
            "channels": drawn,
            "hook": {
                "strength": draw(pull),
                "relevance": draw(share),
                "unit_cost_yuan": draw(yuan),
                "strength_weight": draw(weight),
                "grab_and_go": draw(share),
            },
            "content": draw(contents()),
            **draw(behaviours()),
            **draw(sops(names)),
            **draw(retentions()),
            "product": {
                "price_yuan": price,
                "reference_price_yuan": draw(st.sampled_from([1.0, 16.0])),
                "gross_margin": draw(st.sampled_from([-0.5, 0.0, 0.306, 1.0])),
                "extra_items_mean": draw(st.sampled_from([0.0, 0.15, 4.0])),
                "refund_share": draw(share),
                "quality": draw(share),
                "quality_spread": draw(share),
                "delivery_days": delivery,
                "chat_only": desk_active and draw(st.sampled_from([False, False, True])),
                "need": {
                    "per_year": draw(st.sampled_from([100.0, 400.0, 12.0, 0.0])),
                    "heterogeneity": draw(st.one_of(st.none(), st.floats(0.1, 5))),
                    "rhythm": draw(st.sampled_from(["poisson", "erlang2", "erlang3", "clockwork"])),
                },
            },
            "referral": programme,
            **draw(touches()),
            "competition": draw(competitions()),
            "strategies": draw(reactions(drawn, programme["tools"])),
            "scheme": draw(st.one_of(st.none(), schemes())) if programme["tools"] else None,
            "abuse": draw(st.one_of(st.none(), abuses())),
            "reputation": draw(st.one_of(st.none(), reputations())),
            "desk": {
                "active": desk_active,
                "ask_share": draw(often),
                "operators": draw(st.sampled_from([1, 2, 5])),
                "handle_minutes": draw(st.sampled_from([1.0, 6.0, 90.0])),
                "open_hour": opens,
                "close_hour": draw(st.sampled_from([23.0, 24.0])),
                "salary_yuan_per_month": draw(yuan),
                "skill": draw(weight),
                "shifts": draw(shifts()),
                "patience_hours": draw(st.sampled_from([None, 0.2, 8.0])),
                "trust_loss_per_hour": draw(st.sampled_from([0.0, 0.1, 0.9])),
                "contacts_per_operator": draw(st.sampled_from([None, 20, 1000])),
            },
            "ladder": draw(ladders(desk_active)),
            "welcome": draw(st.one_of(st.none(), welcomes)),
            "campaigns": planned,
            **draw(arenas()),
            "finance": {
                "discount_rate_per_year": draw(st.sampled_from([0.0, 0.1, 3.0])),
                "platform_fee_share": draw(share),
                "contact_fee_yuan_per_year": draw(yuan),
                "free_contacts": draw(st.sampled_from([0, 100])),
                "overhead_yuan_per_month": draw(yuan),
            },
            "forces": draw(st.one_of(st.none(), scores)),
        }
    )


@st.composite
def grants_for(draw, scenario: Scenario) -> dict[str, dict[int, int]]:
    """Extra fen by channel and day, for the channels that can take them."""
    able = [n for n, c in scenario.channels.items() if c.active and c.cost_model == "per_exposure" and c.cost_yuan > 0]
    days = st.dictionaries(st.integers(0, 40), st.integers(0, 20_000), max_size=4)
    return {name: draw(days) for name in able if draw(boolean)}
