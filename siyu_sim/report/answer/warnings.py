"""What a reader should keep in mind beside the verdict."""

from __future__ import annotations

import math

from siyu_sim.report.facts import Facts
from siyu_sim.report.statements import Quantity, Statement


def of_worlds(facts: Facts) -> list[Statement]:
    """Whether the worlds are enough for what is said."""
    return [*_capped(facts), *_rough(facts), *_skewed(facts)]


def _capped(facts: Facts) -> list[Statement]:
    """Whether the precision asked for takes more worlds than were allowed."""
    if facts.wanted <= facts.worlds:
        return []
    return [
        Statement("capped", {"worlds": Quantity(facts.worlds, form="whole"), "wanted": Quantity(facts.wanted, form="whole")})
    ]


def _rough(facts: Facts) -> list[Statement]:
    """Whether worlds are so few that intervals reach beyond what is possible."""
    if not facts.rough:
        return []
    args = {"measures": Statement("list", {"labels": list(facts.rough)}), "worlds": Quantity(facts.worlds, form="whole")}
    return [Statement("rough", args)]


def _skewed(facts: Facts) -> list[Statement]:
    """Whether a few worlds weigh so much that intervals hold clearly less often than they say."""
    if not facts.skewed:
        return []
    args = {
        "measures": Statement("list", {"labels": list(facts.skewed)}),
        "level": Quantity(facts.confidence, form="level"),
    }
    return [Statement("skewed", args)]


def earns(facts: Facts) -> list[Statement]:
    """Whether the business earns at all, with the strategy that does best (in whatever is asked about)."""
    name = facts.best or facts.a or facts.arms[0].name
    arm = facts.arm(name)
    profit = arm.of("profit")
    if not profit.known or math.isnan(profit.low):
        return []
    args = {
        "arm": arm.label,
        "profit": Quantity(profit, "yuan", "size"),
        "days": Quantity(facts.days, "days"),
        "bounds": Quantity(profit, "yuan", "bounds"),
    }
    loses = (
        "earns.no" if facts.best and facts.primary == "profit" else "earns.loses"
    )  # of the most profitable one, or of another
    return [Statement({1: "earns.yes", -1: loses, 0: "earns.open"}[profit.sign], args)]


def stop_gain(facts: Facts) -> list[Statement]:
    s = facts.survival
    if s is None or s.stop_gain.sign == 0:
        return []
    args = {
        "day": Quantity(s.day, form="day"),
        "diff": Quantity(s.stop_gain, "yuan", "size"),
        "days": Quantity(facts.days, "days"),
    }
    return [Statement("stop.gains" if s.stop_gain.sign > 0 else "stop.costs", args)]
