"""The scheme of the programme, and what its rewards are worth to both sides."""

from __future__ import annotations

import math

from siyu_sim.behaviour.cheats import ADDING, BUYING, NOTHING
from siyu_sim.behaviour.rewards import ADDED_US, ORDERED_FIRST
from siyu_sim.engine.parameters.convert import log_odds
from siyu_sim.ledger.causes import fen
from siyu_sim.scenario.schema import Scenario
from siyu_sim.scenario.scheme import MAX_TIERS

NO_CAP = 4e18  # fen

FIELDS = (
    "scheme_on", "who_orders", "who_spent", "story_accept", "borrowed_beside",
    "tiers", ("tier_from", (MAX_TIERS,)), ("tier_fen", (MAX_TIERS,)), ("tier_pull", (MAX_TIERS,)), "cap_fen",
    "commission", "commission_days",
    "team_on", "team_counts", "team_orders", "team_helpers", "team_days", "team_invites", "team_discount", "prize_fen",
    "opener_cut", "opener_base",
    "helper_discount", "helper_cut", "helper_base",
    "fake_by",
)  # fmt: skip


def values(s: Scenario) -> dict[str, object]:
    scheme = s.scheme
    numbers: dict[str, object] = {
        "tiers": 1, "cap_fen": NO_CAP, "team_invites": s.sharing.invites, "borrowed_beside": s.sharing.borrowed_trust
    }  # fmt: skip
    if scheme is None:
        return numbers
    numbers |= {
        "scheme_on": 1.0,
        "more_on": 1.0,
        "who_orders": scheme.who.orders_at_least,
        "who_spent": scheme.who.spent_at_least_yuan * 100,
        "story_accept": scheme.story.accept_shift if scheme.story else 0.0,
        "tiers": max(1, len(scheme.tiers)),
        "tier_from": [tier.from_successes for tier in scheme.tiers],
    }
    if scheme.cap_yuan is not None:
        numbers["cap_fen"] = int(scheme.cap_yuan * 100 + 1e-6)  # never above the cap
    if scheme.distribution:
        numbers |= {"commission_on": 1.0, "commission": scheme.distribution.share, "commission_days": scheme.distribution.days}
    if scheme.team:
        team = scheme.team
        numbers |= {
            "team_on": 1.0,
            "clocks_on": 1.0,
            "team_counts": ORDERED_FIRST if team.kind == "group_buy" else ADDED_US,
            "team_orders": float(team.kind == "group_buy"),
            "team_helpers": team.helpers,
            "team_days": team.hours / 24,
            "team_invites": team.invites,
            "team_discount": team.discount,
            "prize_fen": int(fen(s.product.price_yuan) * team.discount + 0.5),
            "opener_cut": -math.log(1 - team.discount) if team.discount < 1 else 0.0,
            "opener_base": log_odds(team.opener_rate),
            "helper_discount": team.helper_discount,
            "helper_cut": -math.log(1 - team.helper_discount),
            "helper_base": log_odds(team.helper_rate),
        }
    return numbers


def reward(s: Scenario, reward_yuan: float, invitee_reward_yuan: float) -> dict[str, object]:
    """All that hangs on the two rewards: what is paid, how far it moves both sides, the trust that is lent, whether faking pays.

    A commission counts as that on one order, a prize is shared by the helpers whom it takes.
    """
    programme, scheme = s.referral, s.scheme
    tiers, extra, guest, factor = [reward_yuan], 0.0, 0.0, 1.0
    price, prize_each = s.product.price_yuan, 0.0
    commission = 0.0
    if scheme:
        tiers = [tier.reward_yuan for tier in scheme.tiers] or [reward_yuan]
        commission = scheme.distribution.share * price if scheme.distribution else 0.0
        prize_each = scheme.team.discount * price / scheme.team.helpers if scheme.team else 0.0
        extra = commission + prize_each
        guest = scheme.team.helper_discount * price if scheme.team else 0.0
        factor = scheme.story.trust_factor if scheme.story else 1.0
    to_invitee = invitee_reward_yuan + guest
    paid_alone = programme.tools and max(tiers) + extra > 0 and to_invitee == 0
    scale = programme.reward_scale_yuan
    return {
        "reward_fen": fen(reward_yuan),
        "invitee_fen": fen(invitee_reward_yuan),
        "share_reward": programme.reward_weight * math.log1p(reward_yuan / scale),
        "tier_fen": [fen(each) for each in tiers],
        "tier_pull": [programme.reward_weight * math.log1p((each + extra) / scale) for each in tiers],
        "invite_reward": programme.invitee_weight * math.log1p(to_invitee / scale),
        "borrowed": s.sharing.borrowed_trust * (1 - programme.crowding * paid_alone) * factor,
        "fake_by": _fake_by(s, tiers[0] + invitee_reward_yuan, commission, prize_each),
    }


def _fake_by(s: Scenario, both_rewards: float, commission: float, prize_each: float) -> int:
    """What a cheat gains by, if anything: adding fakes, or buying through them."""
    if s.abuse is None:
        return NOTHING
    on_add = s.referral.pay_on == "add"
    prize = prize_each if s.scheme and s.scheme.team and s.scheme.team.kind == "help_me_cut" else 0.0
    adding = both_rewards * on_add + prize - s.abuse.account_cost_yuan
    goods = s.product.price_yuan * (1 - s.abuse.goods_worth)
    buying = both_rewards * (not on_add) + commission - goods - s.abuse.account_cost_yuan
    if max(adding, buying) <= 0:
        return NOTHING
    return ADDING if adding >= buying else BUYING
