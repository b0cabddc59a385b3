"""Which optional parts of the model a scenario uses; all of them are off where a number here is zero."""

from __future__ import annotations

from siyu_sim.scenario.schema import Scenario

FIELDS = (
    "more_on",  # the further row is kept
    "clocks_on",  # personal messages and prizes have instants of their own
    "groups_on",
    "accounts_on",
    "welcome_on",
    "aftersales_on",
    "commission_on",  # later orders of the invited count as successes too
)


def values(s: Scenario) -> dict[str, object]:
    needs_more = [
        bool(s.sop),
        s.membership is not None,
        s.winback is not None,
    ]
    has_clocks = [
        any(rule.when.after is not None for rule in s.sop.values()),
    ]
    return {
        "more_on": float(any(needs_more)),
        "clocks_on": float(any(has_clocks)),
        "aftersales_on": float(s.aftersales is not None),
    }
