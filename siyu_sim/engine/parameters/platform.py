"""Accounts and their limits, crisis, rivals."""

from __future__ import annotations

import math

import numpy as np

from siyu_sim.dice.decisions import OUTAGE
from siyu_sim.dice.draw import exponential
from siyu_sim.dice.philox import uniforms
from siyu_sim.engine.parameters.convert import DAYS_PER_YEAR, log_odds
from siyu_sim.scenario.platform import Limits
from siyu_sim.scenario.schema import Scenario

UNLIMITED = 2.0**60

FIELDS = (
    "most_accounts", "most_contacts", "most_adds", "rules_change", "then_contacts", "then_adds", "nurture_days", "nurture_adds",
    "crisis_heard", "crisis_loss", "crisis_leave", "crisis_trust", "rival_offer", "rival_keep",
)  # fmt: skip

# when a channel's code does not work: channel, from, until; by channel and instant
OUTAGES = np.dtype([("channel", "i8"), ("start", "f8"), ("end", "f8")], align=True)


def values(s: Scenario) -> dict[str, object]:
    found: dict[str, object] = {}
    if s.platform is not None:
        platform = s.platform
        then = platform.change.limits if platform.change else platform.limits
        found |= {
            "accounts_on": 1.0,
            "more_on": 1.0,
            "most_accounts": platform.accounts,
            "most_contacts": _limit(platform.limits, "contacts"),
            "most_adds": _limit(platform.limits, "adds_per_day"),
            "rules_change": platform.change.day if platform.change else math.inf,
            "then_contacts": _limit(then, "contacts"),
            "then_adds": _limit(then, "adds_per_day"),
            "nurture_days": platform.nurture.days if platform.nurture else 0.0,
            "nurture_adds": platform.nurture.adds_per_day if platform.nurture else UNLIMITED,
        }
    if s.crisis is not None:
        crisis = s.crisis
        found |= {
            "crisis_heard": crisis.heard_share,
            "crisis_loss": crisis.trust_loss * (crisis.answer_factor if crisis.answered else 1.0),
            "crisis_leave": log_odds(crisis.leave_rate),
            "crisis_trust": crisis.trust_weight,
        }
    if s.rivals is not None:
        found |= {"rival_offer": s.rivals.pull, "rival_keep": s.rivals.keep}
    return found


def _limit(limits: Limits, name: str) -> float:
    value = getattr(limits, name)
    return UNLIMITED if value is None else float(value)


def outages(s: Scenario, seed: int, codes: np.ndarray) -> np.ndarray:
    """OUTAGES of every channel and of invitations over the run: breaks by a Poisson process while it works, exponential repairs.

    codes: (channels,) names of the channels for the dice.
    """
    spec = s.platform.outages if s.platform else None
    found = []
    if spec is not None and spec.per_year > 0:
        for channel, code in enumerate(codes[:-1]):  # the last is not a channel: contacts held on day 0
            t, k = 0.0, 0
            while True:
                u_break, u_repair, _, _ = uniforms(np.uint64(seed), int(code), OUTAGE, k)
                start = t + exponential(u_break) * DAYS_PER_YEAR / spec.per_year
                if start >= s.horizon_days:
                    break
                t = start + exponential(u_repair) * spec.repair_days
                found.append((channel, start, t))
                k += 1
    return np.array(found, OUTAGES) if found else np.empty(0, OUTAGES)
