"""Cheats and the checks on them."""

from __future__ import annotations

from siyu_sim.ledger.causes import fen
from siyu_sim.scenario.schema import MAX_SEGMENTS, Scenario

FIELDS = (
    "abuse_on", ("seg_cheat", (MAX_SEGMENTS,)), "cheat_eager", "further_fakes",
    "check_on", "catch_rate", "false_alarm", "false_alarm_loss", "check_fen",
)  # fmt: skip


def values(s: Scenario) -> dict[str, object]:
    abuse = s.abuse
    if abuse is None:
        return {}
    numbers: dict[str, object] = {
        "abuse_on": 1.0,
        "more_on": 1.0,
        "seg_cheat": [_with_odds(abuse.cheat_share, g.reward_sensitivity) for g in s.market.segments.values()],
        "cheat_eager": abuse.eagerness,
        "further_fakes": abuse.fakes_mean - 1,
    }
    if abuse.check:
        numbers |= {
            "check_on": 1.0,
            "catch_rate": abuse.check.catch_rate,
            "false_alarm": abuse.check.false_alarm_rate,
            "false_alarm_loss": abuse.check.false_alarm_loss,
            "check_fen": fen(abuse.check.cost_yuan),
        }
    return numbers


def _with_odds(share: float, factor: float) -> float:
    """A share whose odds are `factor` times as high."""
    return 1.0 if share >= 1 and factor > 0 else share * factor / (1 - share + share * factor) if share < 1 else 0.0
