"""The scenario as the compiled code reads it: one flat record of numbers, one record a channel, tables of quantiles.

Probabilities become log-odds, half-lives become rates, yuan become fen. Means that the configs give over a heterogeneous
population (an add rate, the chance to see a post) are turned into the intercept that yields this mean.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from siyu_sim.dice.draw import beta_table, constant_table, gamma_table
from siyu_sim.ledger.causes import fen
from siyu_sim.scenario.schema import KINDS, MAX_SEGMENTS, Scenario

CERTAIN = 60.0  # log-odds that stand for 0 and 1: beyond any draw and any shift
DAYS_PER_MONTH = 30.0
DAYS_PER_YEAR = 365.0

_SEGMENT_FIELDS = (
    "cumulative", "need", "see", "buy", "price", "reward", "share", "leave_rate", "leave_shift", "hook_pull", "grab",
)  # fmt: skip
_KIND_FIELDS = ("fatigue_weight", "leave_kind", "taste_sign")
_SCALARS = (
    "seed", "market_size", "horizon",
    "community_size", "inside_share", "homophily", "contacts_log_mean", "contacts_log_sd",
    "creator_below", "commenter_below", "creator_shift", "commenter_shift", "receptivity_sd",
    "need_rate", "rhythm", "see_mean", "see_sd", "see_trust", "see_fatigue",
    "trust_decay", "fatigue_decay", "gain_delivery", "gain_reply", "promo_loss", "bad_loss", "taste_spread", "social_proof",
    "buy_first", "buy_repeat", "buy_trust", "buy_satisfaction", "buy_proof", "buy_wait", "buy_price", "impulse", "pull_forward",
    "rival_pull", "ask_share", "desk_on",
    "price_fen", "goods_fen", "fee_share", "refund_share", "extra_items", "quality", "quality_sd", "delivery_days",
    "learning", "drop_on", "drop_satisfaction",
    "leave_touch", "leave_fatigue", "leave_trust",
    "share_delivery", "share_post", "share_trust", "share_satisfaction", "share_tools", "share_reward", "share_slack",
    "invites", "invite_delay",
    "invite_add", "invite_trust", "invite_repeat", "invite_reward", "borrowed",
    "hook_fen", "reward_fen", "invitee_fen", "pay_on_add",
    "discount_rate",
)  # fmt: skip

PARAMETERS = np.dtype(
    [("seed_bits", "u8")]
    + [(name, "f8") for name in _SCALARS if name != "seed"]
    + [(f"seg_{name}", "f8", (MAX_SEGMENTS,)) for name in _SEGMENT_FIELDS]
    + [(f"kind_{name}", "f8", (3,)) for name in _KIND_FIELDS],
    align=True,
)

CHANNEL = np.dtype(
    [
        ("on", "i8"), ("add", "f8"), ("repeat", "f8"), ("first_trust", "f8"), ("contact_cost_growth", "f8"),
        ("contact_cost", "f8"),  # fen for each contact added (per_contact only)
        ("code", "u8"),  # names the channel for the dice: from its name, so that adding a channel disturbs no other
        ("audience", "f8", (MAX_SEGMENTS,)),
        ("audience_least", "f8"), ("audience_most", "f8"),  # over the segments that there are
    ],
    align=True,
)  # fmt: skip

RHYTHMS = {"poisson": 1, "erlang2": 2, "erlang3": 3, "clockwork": 0}


def log_odds(p: float) -> float:
    """log(p / (1 − p)), with 0 and 1 as ∓CERTAIN."""
    if p <= 0:
        return -CERTAIN
    if p >= 1:
        return CERTAIN
    return math.log(p / (1 - p))


@lru_cache(maxsize=4096)
def intercept(mean: float, sd: float) -> float:
    """The c for which sigmoid(c + sd·Z), Z standard normal, has the given mean (bisection over Gauss–Hermite quadrature)."""
    if sd == 0 or mean <= 0 or mean >= 1:
        return log_odds(mean)
    nodes, weights = _hermite()
    low, high = -80.0, 80.0
    for _ in range(80):
        middle = (low + high) / 2
        if float(weights @ (1 / (1 + np.exp(-(middle + sd * nodes))))) < mean:
            low = middle
        else:
            high = middle
    return (low + high) / 2


@lru_cache(maxsize=1)
def _hermite():
    nodes, weights = np.polynomial.hermite_e.hermegauss(80)
    return nodes, weights / weights.sum()


@lru_cache(maxsize=64)
def _gamma(shape):
    return constant_table(0.0) if shape is None else gamma_table(shape)


@lru_cache(maxsize=64)
def _beta(a, b):
    return constant_table(-CERTAIN) if a is None else beta_table(a, b)


@dataclass(frozen=True)
class Compiled:
    """A scenario and a world seed, ready for the engines."""

    scenario: Scenario
    seed: int
    record: np.ndarray  # (1,) PARAMETERS
    channels: np.ndarray  # (n + 2,) CHANNEL; the last two are "referral" and "initial"
    channel_names: tuple[str, ...]
    need_table: np.ndarray
    drop_table: np.ndarray

    @property
    def referral(self) -> int:
        return len(self.channel_names) - 2

    @property
    def initial(self) -> int:
        return len(self.channel_names) - 1


def channel_code(name: str) -> int:
    """A number below 2**32 that names a channel for the dice: FNV-1a of its name, the same in every process."""
    code = 2166136261
    for byte in name.encode():
        code = ((code ^ byte) * 16777619) & 0xFFFFFFFF
    return code


def compile_scenario(scenario: Scenario, seed: int) -> Compiled:
    """Everything the engines read, from a valid scenario and a world seed (0 ≤ seed < 2**64)."""
    record = np.zeros(1, PARAMETERS)
    record["seed_bits"] = np.uint64(seed)
    for name, value in _scalars(scenario).items():
        record[name] = value
    for name, values in _by_segment(scenario).items():
        record[f"seg_{name}"][0, : len(values)] = values
    for name, values in _by_kind(scenario).items():
        record[f"kind_{name}"][0] = values
    names, channels = _channels(scenario)
    return Compiled(
        scenario, seed, record, channels, names,
        _gamma(scenario.product.need.heterogeneity), _beta(scenario.dropout.a, scenario.dropout.b),
    )  # fmt: skip


def _scalars(s: Scenario) -> dict[str, float]:
    """Every scalar of PARAMETERS but the seed."""
    market, trust, buy, share, programme = s.market, s.trust, s.purchase, s.sharing, s.referral
    product, sd = s.product, s.market.receptivity_spread
    paid_alone = programme.tools and programme.reward_yuan > 0 and programme.invitee_reward_yuan == 0
    log_sd = market.contacts.spread
    return {
        "market_size": market.size,
        "horizon": s.horizon_days,
        "community_size": market.communities.size,
        "inside_share": market.communities.inside_share,
        "homophily": market.communities.homophily,
        "contacts_log_mean": math.log(market.contacts.mean) - log_sd**2 / 2,
        "contacts_log_sd": log_sd,
        "creator_below": market.social.creators,
        "commenter_below": market.social.creators + market.social.commenters,
        "creator_shift": market.social.creator_shift,
        "commenter_shift": market.social.commenter_shift,
        "receptivity_sd": sd,
        "need_rate": product.need.per_year / DAYS_PER_YEAR,
        "rhythm": RHYTHMS[product.need.rhythm],
        "see_mean": intercept(s.attention.seen_rate, s.attention.spread),
        "see_sd": s.attention.spread,
        "see_trust": s.attention.trust_weight,
        "see_fatigue": s.attention.fatigue_weight,
        "trust_decay": math.log(2) / trust.half_life_days,
        "fatigue_decay": math.log(2) / s.fatigue.half_life_days,
        "gain_delivery": trust.gain_delivery,
        "gain_reply": trust.gain_reply,
        "promo_loss": trust.promo_loss,
        "bad_loss": trust.bad_delivery_loss,
        "taste_spread": trust.taste_spread,
        "social_proof": trust.social_proof,
        "buy_first": log_odds(buy.first_rate),
        "buy_repeat": log_odds(buy.repeat_rate),
        "buy_trust": buy.trust_weight,
        "buy_satisfaction": buy.satisfaction_weight,
        "buy_proof": buy.proof_weight,
        "buy_wait": buy.wait_weight,
        "buy_price": -math.log(product.price_yuan / product.reference_price_yuan),
        "impulse": log_odds(buy.impulse_rate),
        "pull_forward": buy.pull_forward,
        "rival_pull": buy.rival_pull,
        "ask_share": s.desk.ask_share if s.desk.active else 0.0,
        "desk_on": float(s.desk.active),
        "price_fen": fen(product.price_yuan),
        "goods_fen": round(product.price_yuan * 100 * (1 - product.gross_margin)),
        "fee_share": s.finance.platform_fee_share,
        "refund_share": product.refund_share,
        "extra_items": product.extra_items_mean,
        "quality": product.quality,
        "quality_sd": product.quality_spread,
        "delivery_days": product.delivery_days,
        "learning": s.dropout.learning,
        "drop_on": float(s.dropout.a is not None),
        "drop_satisfaction": s.dropout.satisfaction_weight,
        "leave_touch": log_odds(s.leave.per_touch_rate),
        "leave_fatigue": s.leave.fatigue_weight,
        "leave_trust": s.leave.trust_weight,
        "share_delivery": log_odds(share.after_delivery_rate),
        "share_post": log_odds(share.after_post_rate),
        "share_trust": share.trust_weight,
        "share_satisfaction": share.satisfaction_weight,
        "share_tools": programme.tools_shift * programme.tools,
        "share_reward": programme.reward_weight * math.log1p(programme.reward_yuan / programme.reward_scale_yuan),
        "share_slack": max(market.social.creator_shift, market.social.commenter_shift, 0.0)
        + max(g.share_shift for g in market.segments.values()),
        "invites": share.invites,
        "invite_delay": share.delay_days,
        "invite_add": intercept(share.add_rate, sd) - s.hook.strength_weight,
        "invite_trust": share.referrer_trust_weight,
        "invite_repeat": share.repeat_shift,
        "invite_reward": programme.invitee_weight * math.log1p(programme.invitee_reward_yuan / programme.reward_scale_yuan),
        "borrowed": share.borrowed_trust * (1 - programme.crowding * paid_alone),
        "hook_fen": fen(s.hook.unit_cost_yuan),
        "reward_fen": fen(programme.reward_yuan),
        "invitee_fen": fen(programme.invitee_reward_yuan),
        "pay_on_add": float(programme.pay_on == "add"),
        "discount_rate": math.log1p(s.finance.discount_rate_per_year) / DAYS_PER_YEAR,
    }


def _by_segment(s: Scenario) -> dict[str, list[float]]:
    segments = list(s.market.segments.values())
    hook = s.hook
    pull = [hook.strength_weight * hook.strength * (g.hook_greed + (1 - g.hook_greed) * hook.relevance) for g in segments]
    base_rate = -math.log1p(-s.leave.monthly_rate) / DAYS_PER_MONTH
    cumulative = np.cumsum([g.share for g in segments])
    cumulative[-1] = 2.0  # the last segment takes what rounding leaves
    return {
        "cumulative": list(cumulative),
        "need": [g.need_factor for g in segments],
        "see": [g.attention_shift for g in segments],
        "buy": [g.buy_shift for g in segments],
        "price": [g.price_sensitivity for g in segments],
        "reward": [g.reward_sensitivity for g in segments],
        "share": [g.share_shift for g in segments],
        "leave_rate": [base_rate * g.leave_factor for g in segments],
        "leave_shift": [math.log(max(g.leave_factor, 1e-12)) for g in segments],
        "hook_pull": pull,
        "grab": [hook.grab_and_go * min(hook.strength, 1.0) * g.hook_greed * (1 - hook.relevance) for g in segments],
    }


def _by_kind(s: Scenario) -> dict[str, list[float]]:
    return {
        "fatigue_weight": [s.fatigue.weight.of(k) for k in KINDS],
        "leave_kind": [s.leave.shift.of(k) for k in KINDS],
        "taste_sign": [1.0, -1.0, 0.0],
    }


def _channels(s: Scenario) -> tuple[tuple[str, ...], np.ndarray]:
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
        for k, name in enumerate(s.market.segments):
            row["audience"][k] = min(1.0, channel.audience_share * channel.audience_skew.get(name, 1.0))
        reached = row["audience"][: len(s.market.segments)]
        row["audience_least"], row["audience_most"] = reached.min(), reached.max()
    for i, name in enumerate(names):
        table[i]["code"] = channel_code(name)
    table[len(names) - 1]["first_trust"] = s.market.initial_trust
    return names, table
