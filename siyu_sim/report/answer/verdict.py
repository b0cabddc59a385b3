"""Which of two arms is ahead, by how much, and how sure that is."""

from __future__ import annotations

from typing import Any

from siyu_sim.report.estimate import Verdict
from siyu_sim.report.facts import ArmFacts, Facts
from siyu_sim.report.statements import Quantity, Statement

FEW = 5  # worlds from which an interval by Student's t is worth something even where values are skewed
AMOUNTS = (
    "profit",
    "gmv",
    "contribution",
    "acquisition_spend",
    "running_costs",
    "private_value",
    "abuse_cost",
    "points_liability",
)


def headline(facts: Facts, verdict: Verdict, a: ArmFacts, b: ArmFacts, better: str | None, unit: str, label: str) -> Statement:
    diff = facts.diff
    args = {
        "a": a.label,
        "b": b.label,
        "metric": label,
        "days": Quantity(facts.days, "days"),
        "level": Quantity(facts.confidence, form="level"),
    }
    if verdict.kind == "undefined":
        return Statement("verdict.undefined", args)
    if verdict.kind == "same":
        return Statement("verdict.same", args)
    difference = {"diff": Quantity(diff, unit, "points"), "bounds": Quantity(diff, unit, "point_bounds")}
    if verdict.kind == "unclear":
        return Statement("verdict.unclear", args | difference)
    if (verdict.winner or verdict.higher) < 0:
        diff, args = -diff, args | {"a": b.label, "b": a.label}
        a, b = b, a
    args |= {"diff": Quantity(diff, unit, "size"), "bounds": Quantity(diff if diff.mean > 0 else -diff, unit, "size_bounds")}
    if not better:
        return Statement("verdict.has_more" if is_amount(facts.primary, unit) else "verdict.higher", args)
    if facts.primary == "profit" and a.primary.sign < 0:
        return Statement("verdict.loses_less", args)
    if facts.primary == "profit" and a.primary.mean > 0:
        return Statement("verdict.earns_more", args)
    way = direction(facts.primary, unit, 1 if diff.mean > 0 else -1)
    return Statement(f"verdict.better_{way}" if way in ("higher", "lower") else f"verdict.{way}", args)


def is_amount(metric: str, unit: str) -> bool:
    """Whether one has more or less of it, as of people or money; what is a price, a rate or a time is higher or lower."""
    return unit == "people" or metric in AMOUNTS


def direction(metric: str, unit: str, sign: int) -> str:
    """more, less, fewer, higher or lower."""
    if not is_amount(metric, unit):
        return "higher" if sign > 0 else "lower"
    return "more" if sign > 0 else "fewer" if unit == "people" else "less"


def few(facts: Facts, sure: Statement) -> Statement:
    """How sure, and that so few worlds make it rough."""
    if facts.worlds >= FEW:
        return sure
    return Statement("both", {"first": sure, "second": Statement("sure.few", {"worlds": Quantity(facts.worlds, form="whole")})})


def tied_with(facts: Facts, verdict: Verdict) -> tuple[str, ...]:
    """Where many strategies are ranked and no two were asked about: the best and those that cannot be told from it, if any."""
    strategies = sum(not arm.is_test for arm in facts.arms)
    if facts.focused or strategies < 3 or verdict.kind == "undefined" or not facts.not_apart:
        return ()
    return (facts.best, *facts.not_apart)


def tie(facts: Facts, tied: tuple[str, ...], unit: str) -> Statement:
    best, base = facts.arm(facts.best), facts.arm(facts.baseline)
    n = sum(not arm.is_test for arm in facts.arms)
    args = {
        "arms": Statement("list", {"labels": [facts.arm(name).label for name in tied]}),
        "n": Quantity(n, form="whole"),
        "m": Quantity(len(tied), form="whole"),
        "days": Quantity(facts.days, "days"),
    }
    if len(tied) == n:
        return Statement("verdict.tied_all", args)
    gains = [facts.arm(name).gain for name in tied]
    if base.name in tied or any(gain.sign != best.gain.sign or gain.sign == 0 for gain in gains):
        return Statement("verdict.tied", args)
    args |= {
        "best": best.label,
        "base": base.label,
        "diff": Quantity(best.gain, unit, "size"),
        "bounds": Quantity(best.gain if best.gain.mean > 0 else -best.gain, unit, "size_bounds"),
        "level": Quantity(facts.confidence, form="level"),
    }
    return Statement("verdict.tied_two" if len(tied) == 2 else "verdict.tied_more", args)


def sure(facts: Facts, verdict: Verdict, tied: tuple[str, ...], better: str | None) -> Statement:
    args: dict[str, Any] = {
        "p": Quantity(verdict.probability, form="probability"),
        "worlds": Quantity(facts.worlds, form="whole"),
    }
    if tied and verdict.kind == "same":
        level = Quantity(facts.confidence, form="level")
        return Statement("sure.tied_same", {"arm": facts.arm(facts.a).label, "other": facts.arm(facts.b).label, "level": level})
    if tied:
        more = {"arm": facts.arm(facts.a).label, "other": facts.arm(facts.b).label}
        return Statement("sure.tied", args | more | {"level": Quantity(facts.confidence, form="level")})
    if verdict.kind in ("undefined", "same"):
        return Statement(f"sure.{verdict.kind}", args)
    if verdict.kind == "unclear":
        ahead = facts.a if (verdict.higher > 0) == (better != "low") else facts.b
        args |= {"arm": facts.arm(ahead).label, "n": Quantity(len(facts.arms), form="whole")}
        key = "sure.unclear" if better else "sure.unclear_higher"
        clear_alone = len(facts.arms) > 2 and verdict.probability > (1 + facts.confidence) / 2
        return Statement(f"{key}_of_many" if clear_alone else key, args)
    return Statement(f"sure.{verdict.level}", args)


def with_draws(facts: Facts, better: str | None, sure: Statement) -> Statement:
    """How sure, and in how many of the worlds that the assumptions allow the side that is ahead is ahead."""
    draws = facts.draws
    if draws is None or not draws.right.known or draws.mean == 0:
        return sure
    higher = (draws.mean > 0) == (better != "low")
    args = {
        "arm": facts.arm(facts.a if higher else facts.b).label,
        "p": Quantity(draws.right.mean, form="share"),
        "bounds": Quantity(draws.right, "share", "bounds"),
        "share": Quantity(draws.ignorance.mean, form="share"),
        "share_bounds": Quantity(draws.ignorance, "share", "bounds"),
    }
    parts = Statement("draws.right" if better else "draws.higher", args)
    if draws.ignorance.known:
        parts = Statement("both", {"first": parts, "second": Statement("draws.ignorance", args)})
    return Statement("both", {"first": sure, "second": parts})
