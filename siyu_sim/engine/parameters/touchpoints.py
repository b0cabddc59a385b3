"""Touchpoints beside Moments, and group chats."""

from __future__ import annotations

from siyu_sim.behaviour.touchpoints import GROUP, N_SURFACES, SURFACES
from siyu_sim.engine.parameters.convert import log_odds
from siyu_sim.ledger.causes import fen
from siyu_sim.scenario.schema import Scenario

N = (N_SURFACES,)

FIELDS = (
    "follow_on", "gated_on", "ease_on",
    ("touch_known", N), ("touch_gated", N), ("touch_join", N), ("touch_min_orders", N), ("touch_min_fen", N),
    ("touch_habit", N), ("had_ease", (1 << N_SURFACES,)), ("had_share", (1 << N_SURFACES,)),
    "group_join", "group_size", "group_open", "group_manual", "group_first_mood", "group_see", "group_gain",
    "group_mute", "group_mute_promo", "group_mute_mood", "group_proof_gain", "group_proof_buy",
)  # fmt: skip


def values(s: Scenario) -> dict[str, object]:
    return {**_touchpoints(s), **_groups(s)}


def _touchpoints(s: Scenario) -> dict[str, object]:
    if not s.touchpoints:
        return {}
    every = {SURFACES.index(name): touchpoint for name, touchpoint in s.touchpoints.items()}
    own = {k: touchpoint for k, touchpoint in every.items() if k != GROUP}  # who is in a group is settled otherwise
    columns: dict[str, dict[int, float]] = {
        "touch_known": dict.fromkeys(own, 1.0),
        "touch_gated": {k: float(t.gated) for k, t in own.items()},
        "touch_join": {k: log_odds(t.join_share or 0.0) for k, t in own.items()},
        "touch_min_orders": {k: t.min_orders for k, t in own.items()},
        "touch_min_fen": {k: fen(t.min_spend_yuan) for k, t in own.items()},
        "touch_habit": {k: t.habit_spread for k, t in every.items()},
    }
    eased = any(t.ease_shift or t.share_shift for t in every.values())
    return {
        "more_on": 1.0,
        "follow_on": float(bool(own)),
        "gated_on": float(any(t.gated for t in own.values())),
        "ease_on": float(eased),
        **{name: [column.get(k, 0.0) for k in range(N_SURFACES)] for name, column in columns.items()},
        "had_ease": _by_what_is_had({k: t.ease_shift for k, t in every.items()}),
        "had_share": _by_what_is_had({k: t.share_shift for k, t in every.items()}),
    }


def _by_what_is_had(shifts: dict[int, float]) -> list[float]:
    """What the touchpoints add up to, for every set of them that a contact may have, a bit each."""
    totals = []
    for had in range(1 << N_SURFACES):
        total = 0.0
        for k in range(N_SURFACES):
            if had >> k & 1:
                total += shifts.get(k, 0.0)
        totals.append(total)
    return totals


def _groups(s: Scenario) -> dict[str, object]:
    groups = s.groups
    if groups is None:
        return {}
    return {
        "more_on": 1.0,
        "groups_on": 1.0,
        "group_join": log_odds(groups.join_share),
        "group_size": groups.size,
        "group_open": groups.open_size,
        "group_manual": groups.manual_shift,
        "group_first_mood": groups.first_mood,
        "group_see": groups.mood_seen,
        "group_gain": groups.mood_gain,
        "group_mute": log_odds(groups.mute_rate),
        "group_mute_promo": groups.mute_promo_shift,
        "group_mute_mood": groups.mute_mood_weight,
        "group_proof_gain": groups.proof_gain,
        "group_proof_buy": groups.proof_weight,
    }
