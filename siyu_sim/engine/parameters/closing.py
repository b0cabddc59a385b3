"""What decides a sale beyond the need: the ladder of products, what is only sold in chat, the desk's teams, the welcome."""

from __future__ import annotations

import math

from siyu_sim.behaviour.ladder import odds
from siyu_sim.scenario.ladder import CORE, MAX_RUNGS
from siyu_sim.scenario.levers import MAX_SHIFTS
from siyu_sim.scenario.schema import MAX_SEGMENTS, Scenario

PRODUCTS = MAX_RUNGS + 1  # the core product has number 0
TEAMS = MAX_SHIFTS + 1

FIELDS = (
    "ladder_on",  # there are products beside the core
    "shop_on",  # … or some are sold in chat only, or the skill of who answers counts
    "core_in_chat",
    ("rung_there", (PRODUCTS,)),
    ("rung_chat", (PRODUCTS,)),
    ("rung_new", (PRODUCTS,)),
    ("rung_after", (PRODUCTS,)),  # bits of the products of which one must have been bought
    ("rung_orders", (PRODUCTS,)),
    ("rung_odds", (MAX_SEGMENTS * PRODUCTS,)),  # against the core: products of the first segment, of the second, …
    ("rung_fen", (PRODUCTS,)),
    ("rung_goods", (PRODUCTS,)),
    ("rung_refund", (PRODUCTS,)),
    ("rung_quality", (PRODUCTS,)),
    ("team_skill", (TEAMS,)),
    "wait_decay",  # of trust, an hour
    "patience",  # mean, days; 0: nobody gives up
    "desk_limit",  # whether handling slows with the contacts held
    "greet_share", "greet_patience", "greet_leave", "greet_gain", "greet_fade",
)  # fmt: skip


def values(s: Scenario) -> dict[str, object]:
    product, desk = s.product, s.desk
    skills = [desk.skill, *(desk.skill + shift.skill for shift in desk.shifts.values())] if desk.active else [0.0]
    several_teams = len(skills) > 1
    flags = {}  # only what is on: others may switch the same on
    if s.ladder or product.chat_only or any(skills) or several_teams or s.welcome is not None:
        flags["more_on"] = 1.0
    if s.welcome is not None:
        flags["welcome_on"] = 1.0
    return flags | {
        "ladder_on": float(bool(s.ladder)),
        "shop_on": float(bool(s.ladder) or product.chat_only or any(skills)),
        "core_in_chat": float(product.chat_only),
        **_products(s),
        "team_skill": skills,
        "wait_decay": -math.log1p(-desk.trust_loss_per_hour),
        "patience": (desk.patience_hours or 0.0) / 24,
        "desk_limit": float(desk.active and desk.contacts_per_operator is not None),
        **_welcome(s),
    }


def _odds(s: Scenario, sensitivity: float) -> list[float]:
    """Odds of each product against the core, for somebody of this sensitivity to prices; the places of products not there stay 0."""
    # log(price / expected) of the rung less that of the core: what price_yuan and reference_price_yuan share cancels
    there = [odds(r.attraction, sensitivity, -math.log(r.price / r.reference_price)) for r in s.ladder.values()]
    return [1.0, *there] + [0.0] * (PRODUCTS - 1 - len(there))


def _products(s: Scenario) -> dict[str, object]:
    product, rungs = s.product, list(s.ladder.values())
    number = {name: k for k, name in enumerate((CORE, *s.ladder))}
    return {
        "rung_there": [1.0, *(1.0 for _ in rungs)],
        "rung_chat": [float(product.chat_only), *(float(r.chat_only) for r in rungs)],
        "rung_new": [0.0, *(float(r.only_new) for r in rungs)],
        "rung_after": [0.0, *(float(sum(1 << number[name] for name in set(r.after))) for r in rungs)],
        "rung_orders": [0.0, *(float(r.min_orders) for r in rungs)],
        "rung_odds": [odds for group in s.market.segments.values() for odds in _odds(s, group.price_sensitivity)],
        "rung_fen": [0.0, *(float(round(product.price_yuan * 100 * r.price)) for r in rungs)],
        "rung_goods": [0.0, *(float(round(product.price_yuan * 100 * r.price * (1 - r.gross_margin))) for r in rungs)],
        "rung_refund": [0.0, *(r.refund_share for r in rungs)],
        "rung_quality": [product.quality, *(product.quality if r.quality is None else r.quality for r in rungs)],
    }


def _welcome(s: Scenario) -> dict[str, object]:
    welcome = s.welcome
    if welcome is None:
        return {}
    return {
        "greet_share": welcome.writes_share,
        "greet_patience": welcome.patience_hours / 24,
        "greet_leave": welcome.leave_share,
        "greet_gain": welcome.gain,
        "greet_fade": math.log(2) / welcome.gain_half_life_hours,
    }
