"""One record a channel, and the names by which money and counts are kept."""

from __future__ import annotations

import math

import numpy as np

from siyu_sim.engine.parameters.convert import DAYS_PER_YEAR, intercept, log_odds
from siyu_sim.scenario.schema import MAX_SEGMENTS, Scenario

CHANNEL = np.dtype(
    [
        ("on", "i8"), ("add", "f8"), ("repeat", "f8"), ("first_trust", "f8"), ("contact_cost_growth", "f8"),
        ("contact_cost", "f8"),  # fen for each contact added (per_contact only)
        ("code", "u8"),  # names the channel for the dice: from its name, so that adding a channel disturbs no other
        ("public_on", "f8"), ("public_buy", "f8"), ("public_fee", "f8"),  # orders in public: log-odds, share of net sales
        ("audience", "f8", (MAX_SEGMENTS,)),
        ("audience_least", "f8"), ("audience_most", "f8"),  # over the segments that there are
    ],
    align=True,
)  # fmt: skip


def channel_code(name: str) -> int:
    """A number below 2**32 that names a channel for the dice: FNV-1a of its name, the same in every process."""
    code = 2166136261
    for byte in name.encode():
        code = ((code ^ byte) * 16777619) & 0xFFFFFFFF
    return code


def channel_table(s: Scenario) -> tuple[tuple[str, ...], np.ndarray]:
    """(names, CHANNEL records); the last two are "referral" and "initial"."""
    names = (*s.channels, "referral", "initial")
    table = np.zeros(len(names), CHANNEL)
    reference = s.hook.strength_weight  # add rates are published for an ordinary hook: strength 1, relevance 1
    for i, channel in enumerate(s.channels.values()):
        row = table[i]
        row["on"] = channel.active
        row["add"] = intercept(channel.add_rate, s.market.receptivity_spread) - reference
        row["repeat"] = channel.repeat_shift
        row["first_trust"] = channel.first_trust
        row["contact_cost"] = channel.cost_yuan * 100 if channel.cost_model == "per_contact" else 0
        row["contact_cost_growth"] = math.log1p(channel.price_inflation_per_year) / DAYS_PER_YEAR
        row["public_on"] = channel.public_buy_rate is not None
        row["public_buy"] = log_odds(channel.public_buy_rate or 0.0)
        row["public_fee"] = channel.public_fee_share
        for k, name in enumerate(s.market.segments):
            row["audience"][k] = min(1.0, channel.audience_share * channel.audience_skew.get(name, 1.0))
        reached = row["audience"][: len(s.market.segments)]
        row["audience_least"], row["audience_most"] = reached.min(), reached.max()
    for i, name in enumerate(names):
        table[i]["code"] = channel_code(name)
    table[len(names) - 1]["first_trust"] = s.market.initial_trust
    return names, table
