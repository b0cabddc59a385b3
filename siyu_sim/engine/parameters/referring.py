"""Sharing, invitations, and the referral programme."""

from __future__ import annotations

from siyu_sim.dice.draw import ROUNDING
from siyu_sim.engine.parameters.convert import intercept, log_odds
from siyu_sim.engine.parameters.scheme import reward
from siyu_sim.scenario.schema import Scenario

FIELDS = (
    "share_delivery", "share_post", "share_trust", "share_satisfaction", "share_tools", "share_reward", "share_slack",
    "invites", "invite_delay",
    "invite_add", "invite_trust", "invite_repeat", "invite_reward", "borrowed",
    "reward_fen", "invitee_fen", "pay_on_add",
)  # fmt: skip


def values(s: Scenario) -> dict[str, object]:
    share, market, programme = s.sharing, s.market, s.referral
    return {
        "share_delivery": log_odds(share.after_delivery_rate),
        "share_post": log_odds(share.after_post_rate),
        "share_trust": share.trust_weight,
        "share_satisfaction": share.satisfaction_weight,
        "share_tools": programme.tools_shift * programme.tools,
        "share_slack": max(market.social.creator_shift, market.social.commenter_shift, 0.0)
        + max(g.share_shift for g in market.segments.values())
        + ROUNDING,
        "invites": share.invites,
        "invite_delay": share.delay_days,
        "invite_add": intercept(share.add_rate, market.receptivity_spread) - s.hook.strength_weight,
        "invite_trust": share.referrer_trust_weight,
        "invite_repeat": share.repeat_shift,
        "pay_on_add": float(programme.pay_on == "add"),
        **reward(s, programme.reward_yuan, programme.invitee_reward_yuan),
    }


__all__ = ["FIELDS", "reward", "values"]
