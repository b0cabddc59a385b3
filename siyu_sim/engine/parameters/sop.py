"""Rules of the SOP: whom each addresses, when, and what it says.

A *script* is one text that can go out: rule r is script r, the variants of a script test follow, then the member day. `low` …
`high` is the part of the unit interval whose people (by their dice for the rule) get this script of the rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from siyu_sim.behaviour.sop import ADDED, DELIVERED, FIRST_ORDERED, LEAD, MEMBER, ONE_ORDER, ORDERED, REPEAT
from siyu_sim.behaviour.touchpoints import CHAT, MOMENTS
from siyu_sim.engine.parameters.channels import channel_code
from siyu_sim.engine.population import POST
from siyu_sim.scenario.schema import KINDS, Scenario
from siyu_sim.scenario.sop import MAX_RULES, MAX_VARIANTS, Between, What, When, Who

MAX_SCRIPTS = MAX_RULES + MAX_VARIANTS + 1
AFTER = {None: 0, "added": ADDED, "first_order": FIRST_ORDERED, "order": ORDERED, "delivery": DELIVERED}
STAGES = {"lead": LEAD, "customer": ONE_ORDER, "repeat": REPEAT, "member": MEMBER}
MEMBER_DAY = "member_day"
NO_LIMIT = 1e18

_COLUMNS = (
    "base",  # the rule that it belongs to
    "code",  # names the rule for the dice: from its name, so that adding a rule disturbs no other
    "after", "delay", "holdout", "low", "high", "capped",
    "stages", "channels",  # a bit each
    *(f"{what}_{end}" for what in ("orders", "spent", "idle", "unread", "age", "level") for end in ("min", "max")),
)  # fmt: skip

FIELDS = (
    "sop_on",  # there are scripts
    "n_rules",
    "tested",  # some rule has variants: the rule − 1
    "n_scripts",
    "cap_day", "cap_month",  # 0: no limit
    *((f"script_{name}", (MAX_SCRIPTS,)) for name in _COLUMNS),
)  # fmt: skip


@dataclass(frozen=True)
class Script:
    """One text. base: index of its rule; low, high: whose people get it at the start of the run."""

    name: str
    base: int
    when: When
    who: Who
    what: What
    surface: int
    holdout: float
    low: float
    high: float


class Shares(NamedTuple):
    """Whose people get which script: lower and upper ends, shape (scripts,)."""

    low: list[float]
    high: list[float]


def scripts(s: Scenario) -> list[Script]:
    """Every text of the scenario, in the order of their numbers. Named as the rule, `rule.variant`, or `member_day`."""
    rules = list(s.sop)
    found = [
        Script(name, r, rule.when, rule.who, rule.what, CHAT, rule.holdout, 0.0, 1.0)
        for r, (name, rule) in enumerate(s.sop.items())
    ]
    test = s.script_test
    if test is not None:
        r = rules.index(test.rule)
        rule = s.sop[test.rule]
        for name, what in test.variants.items():
            found.append(Script(f"{test.rule}.{name}", r, rule.when, rule.who, what, CHAT, rule.holdout, 0.0, 0.0))
    if s.membership is not None and s.membership.ritual is not None:
        ritual = s.membership.ritual
        when = When(every_days=ritual.every_days, hour=ritual.hour)
        found.append(Script(MEMBER_DAY, len(found), when, Who(stage=["member"]), ritual.what, MOMENTS, 0.0, 0.0, 1.0))
    return found


def shares_in_test(s: Scenario) -> Shares:
    """During the test: each variant an equal part of `share`, the rule as it is the rest."""
    test = s.script_test
    assert test is not None
    low, high = ends(s)
    first, part = len(s.sop), test.share / len(test.variants)
    for k in range(len(test.variants)):
        low[first + k], high[first + k] = k * part, (k + 1) * part
    low[list(s.sop).index(test.rule)] = high[first + len(test.variants) - 1]
    return Shares(low, high)


def shares_after_test(s: Scenario, winner: int) -> Shares:
    """After it: variant number `winner` is the rule."""
    test = s.script_test
    assert test is not None
    low, high = ends(s)
    rule, chosen = list(s.sop).index(test.rule), len(s.sop) + winner
    low[rule], high[rule] = 0.0, 0.0
    low[chosen], high[chosen] = 0.0, 1.0
    return Shares(low, high)


def ends(s: Scenario) -> Shares:
    """Before any test."""
    texts = scripts(s)
    return Shares([text.low for text in texts], [text.high for text in texts])


def posts(s: Scenario) -> np.ndarray:
    """What each script says, as a POST; the instant and the name of the slot are filled in by whoever sends it."""
    texts = scripts(s)
    table = np.zeros(max(1, len(texts)), POST)
    for k, text in enumerate(texts):
        what, post = text.what, table[k]
        post["kind"] = KINDS.index(what.kind)
        post["see"] = what.strength
        post["impulse"] = what.strength
        post["gain"] = s.trust.gain.of(what.kind) * what.quality * s.content.authenticity
        post["discount"] = what.discount
        post["fatigue"] = s.fatigue.weight.of(what.kind)
        post["leave"] = s.leave.shift.of(what.kind)
        post["special"] = 1
        post["surface"] = text.surface
        post["rule"] = k
        post["account"] = -1
    return table


def values(s: Scenario) -> dict[str, object]:
    texts = scripts(s)
    if not texts:
        return {}
    columns = [_row(s, text) for text in texts]
    return {
        "sop_on": 1.0,
        "more_on": 1.0,
        "reading_on": 1.0,
        "clocks_on": float(any(rule.when.after is not None for rule in s.sop.values())),
        "n_rules": len(s.sop),
        "n_scripts": len(texts),
        "tested": 0.0 if s.script_test is None else 1.0 + list(s.sop).index(s.script_test.rule),
        "cap_day": 0 if s.caps is None else s.caps.per_day or 0,
        "cap_month": 0 if s.caps is None else s.caps.per_month or 0,
        **{f"script_{name}": [column[name] for column in columns] for name in _COLUMNS},
    }


def _row(s: Scenario, text: Script) -> dict[str, float]:
    who, names = text.who, [*s.channels, "referral", "initial"]
    fen = Between(
        min=None if who.spent_yuan.min is None else who.spent_yuan.min * 100,
        max=None if who.spent_yuan.max is None else who.spent_yuan.max * 100,
    )
    row = {
        "base": text.base,
        "code": channel_code(text.name.partition(".")[0]),
        "after": AFTER[text.when.after],
        "delay": (text.when.delay_hours or 0.0) / 24,
        "holdout": text.holdout,
        "low": text.low,
        "high": text.high,
        "capped": float(text.surface == CHAT),
        "stages": sum(STAGES[stage] for stage in set(who.stage or STAGES)),
        "channels": sum(1 << names.index(name) for name in set(who.channels or names)),
    }
    ranges = {
        "orders": who.orders,
        "spent": fen,
        "idle": who.idle_days,
        "unread": who.unread_days,
        "age": who.age_days,
        "level": who.level,
    }
    for name, between in ranges.items():
        row[f"{name}_min"] = -NO_LIMIT if between.min is None else between.min
        row[f"{name}_max"] = NO_LIMIT if between.max is None else between.max
    return row
