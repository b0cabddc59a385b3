"""From facts to statements: who wins, by how much, how sure, and why. Pure rules on numbers; `words` says them in a language.

A statement never goes beyond its interval: what does not leave out 0 is called no clear difference, and costs or values are
compared only where their intervals lie apart.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from siyu_sim.report.estimate import Estimate, Verdict, certainty, judge
from siyu_sim.report.facts import ArmFacts, Cost, Facts, Use

SAME_SPEND = 0.1  # spending that differs by less than this share is called about the same


@dataclass(frozen=True)
class Quantity:
    """A number for a sentence. form: value, size (without sign), signed, bounds, probability, whole, share."""

    value: Estimate | float
    unit: str = ""
    form: Literal[
        "value", "size", "signed", "bounds", "points", "point_bounds", "probability", "whole", "share", "size_bounds"
    ] = "value"


@dataclass(frozen=True)
class Statement:
    """A sentence: a key of the words table and what goes into its gaps (text, quantities, labels, other statements)."""

    key: str
    args: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    verdict: Verdict | None  # None for a single arm
    main: str  # the arm that the key figures are about
    headline: Statement
    sure: Statement
    reasons: tuple[Statement, ...]
    warnings: tuple[Statement, ...]


def answer(facts: Facts, better: str | None, unit: str, label: str) -> Answer:
    """better, unit, label: of the primary measure."""
    if not facts.a:
        return _one_arm(facts)
    a, b = facts.arm(facts.a), facts.arm(facts.b)
    verdict = judge(facts.diff, facts.p_above, better)
    tied = _tied(facts, verdict)
    if tied:
        verdict = replace(verdict, kind="unclear", level="unclear", winner=0)
    winner = b if verdict.winner < 0 else a
    reasons = [
        _against_baseline(facts, winner, better, unit, label),
        *_behind(facts, a, unit),
        *_profit_too(facts, a, b),
        *_spending(facts, a, b),
        *_uses(facts),
        *_worth(facts),
        *_burn_out(facts),
        *_flywheel(facts, a),
        *_survival(facts),
        *_best(facts),
        *_ltv_to_cac(facts, a),
    ]
    return Answer(
        verdict=verdict,
        main=winner.name if verdict.kind == "clear" else a.name,
        headline=_tie(facts, tied, unit) if tied else _headline(facts, verdict, a, b, better, unit, label),
        sure=_with_draws(facts, better, _sure(facts, verdict, tied)),
        reasons=tuple(r for r in reasons if r is not None),
        warnings=(*_capped(facts), *_skewed(facts), *_earns(facts), *_stop_gain(facts), *_assumptions(facts)),
    )


# ------------------------------------------------------------------------------------------------- the verdict


def _headline(facts: Facts, verdict: Verdict, a: ArmFacts, b: ArmFacts, better: str | None, unit: str, label: str) -> Statement:
    diff = facts.diff
    args = {
        "a": a.label,
        "b": b.label,
        "metric": label,
        "days": Quantity(facts.days, "days"),
        "level": Quantity(facts.confidence, form="share"),
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
        return Statement("verdict.higher", args)
    if facts.primary == "profit":
        return Statement("verdict.loses_less" if a.primary.mean < 0 else "verdict.earns_more", args)
    return Statement("verdict.more" if diff.mean > 0 else "verdict.less", args)


def _tied(facts: Facts, verdict: Verdict) -> tuple[str, ...]:
    """Where many strategies are ranked and no two were asked about: the best and those that cannot be told from it, if any."""
    strategies = sum(not arm.is_test for arm in facts.arms)
    if facts.focused or strategies < 3 or verdict.kind == "undefined" or not facts.not_apart:
        return ()
    return (facts.best, *facts.not_apart)


def _tie(facts: Facts, tied: tuple[str, ...], unit: str) -> Statement:
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
        "level": Quantity(facts.confidence, form="share"),
    }
    return Statement("verdict.tied_two" if len(tied) == 2 else "verdict.tied_more", args)


def _sure(facts: Facts, verdict: Verdict, tied: tuple[str, ...]) -> Statement:
    args = {"p": Quantity(verdict.probability, form="probability"), "worlds": Quantity(facts.worlds, form="whole")}
    if tied:
        more = {"arm": facts.arm(facts.a).label, "other": facts.arm(facts.b).label}
        return Statement("sure.tied", args | more | {"level": Quantity(facts.confidence, form="share")})
    if verdict.kind in ("undefined", "same"):
        return Statement(f"sure.{verdict.kind}", args)
    if verdict.kind == "unclear":
        ahead = facts.a if verdict.higher > 0 else facts.b
        return Statement("sure.unclear", args | {"arm": facts.arm(ahead).label})
    return Statement(f"sure.{verdict.level}", args)


def _with_draws(facts: Facts, better: str | None, sure: Statement) -> Statement:
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


# ------------------------------------------------------------------------------------------------- reasons


def _against_baseline(facts: Facts, arm: ArmFacts, better: str | None, unit: str, label: str) -> Statement | None:
    """What the winner does against the baseline, unless the verdict says that already."""
    if facts.baseline in (facts.a, facts.b) or not arm.gain.known:
        return None
    args = {
        "arm": arm.label,
        "base": facts.arm(facts.baseline).label,
        "metric": label,
        "diff": Quantity(arm.gain, unit, "size"),
        "bounds": Quantity(arm.gain if arm.gain.mean > 0 else -arm.gain, unit, "size_bounds"),
    }
    if arm.gain.sign == 0:
        return Statement("base.none", args | {"bounds": Quantity(arm.gain, unit, "point_bounds")})
    direction = "more" if arm.gain.sign > 0 else "less"
    if better and (arm.gain.sign > 0) != (better == "high"):
        return Statement(f"base.worse_{direction}", args)
    return Statement(f"base.{direction}", args)


def _behind(facts: Facts, a: ArmFacts, unit: str) -> list[Statement]:
    """Strategies outside the question that do clearly better than the arm it asks about."""
    if not facts.focused or not facts.ahead:
        return []
    gap = facts.behind_by
    args = {
        "a": a.label,
        "arm": facts.arm(facts.ahead[0]).label,
        "diff": Quantity(gap, unit, "size"),
        "bounds": Quantity(gap if gap.mean > 0 else -gap, unit, "size_bounds"),
        "others": Statement("list", {"labels": [facts.arm(name).label for name in facts.ahead[1:]]}),
    }
    return [Statement("behind.one" if len(facts.ahead) == 1 else "behind.more", args)]


def _profit_too(facts: Facts, a: ArmFacts, b: ArmFacts) -> list[Statement]:
    """What happens to profit where the question is about another measure."""
    diff = facts.profit_diff
    if facts.primary == "profit" or not diff.known:
        return []
    args = {"a": a.label, "b": b.label, "diff": Quantity(diff, "yuan", "size"), "bounds": Quantity(diff, "yuan", "bounds")}
    return [Statement({1: "profit.more", -1: "profit.less", 0: "profit.none"}[diff.sign], args)]


def _spending(facts: Facts, a: ArmFacts, b: ArmFacts) -> list[Statement]:
    x, y = a.of("acquisition_spend"), b.of("acquisition_spend")
    if not facts.focused or not x.known or not y.known or max(x.mean, y.mean) <= 0:
        return []
    alike = abs(x.mean - y.mean) <= SAME_SPEND * max(x.mean, y.mean)
    args = {"a": a.label, "b": b.label, "x": Quantity(x, "yuan"), "y": Quantity(y, "yuan")}
    return [Statement("spend.alike" if alike else "spend.apart", args)]


def _uses(facts: Facts) -> list[Statement]:
    """The price of an additional customer, either way of using the money."""
    if not facts.uses:
        return []
    parts = [_use(use) for use in facts.uses]
    result = [
        Statement(
            "uses.one" if len(parts) == 1 else "uses.two", {"ref": facts.reference, "first": parts[0], "second": parts[-1]}
        )
    ]
    if len(facts.uses) == 2:
        x, y = facts.uses
        if _bought(x) and _bought(y) and x.cost_each.apart(y.cost_each):
            cheap = x if x.cost_each.mean < y.cost_each.mean else y
            return [Statement("both", {"first": result[0], "second": Statement("uses.cheaper", {"arm": cheap.label})})]
    return result


def _bought(use: Use) -> bool:
    """More customers for more money."""
    return use.customers.sign > 0 and use.spend.sign > 0 and use.cost_each.known


def _use(use: Use) -> Statement:
    args = {
        "arm": use.label,
        "n": Quantity(use.customers, "people", "size"),
        "spend": Quantity(use.spend, "yuan", "size"),
        "each": Quantity(use.cost_each, "yuan"),
        "bounds": Quantity(use.cost_each, "yuan", "bounds"),
    }
    if _bought(use):
        return Statement("use.bought", args)
    if use.customers.sign > 0:
        return Statement("use.saved" if use.spend.sign < 0 else "use.free", args)
    if use.customers.sign < 0:
        return Statement("use.fewer_saved" if use.spend.sign < 0 else "use.fewer", args)
    return Statement({1: "use.nothing", -1: "use.nothing_saved", 0: "use.nothing_free"}[use.spend.sign], args)


def _worth(facts: Facts) -> list[Statement]:
    worth = facts.worth
    if worth is None:
        return []
    args = {
        "channel": Statement("in_channel", {"channel": _channel(worth.channel)}),
        "referred": Quantity(worth.referred_ltv, "yuan"),
        "bought": Quantity(worth.bought_ltv, "yuan"),
        "referred_cost": Quantity(worth.referred_cost, "yuan"),
        "bought_cost": Quantity(worth.bought_cost, "yuan"),
    }
    return [Statement({1: "worth.more", -1: "worth.less", 0: "worth.alike"}[worth.ltv_diff.sign], args)]


def _burn_out(facts: Facts) -> list[Statement]:
    burn = facts.burn_out
    if burn is None or math.isnan(burn.extra_rate):
        return []
    args = {
        "channel": _channel(burn.channel),
        "n": Quantity(burn.exposures, "people"),
        "extra": Quantity(burn.extra_rate, "share"),
        "mean": Quantity(burn.mean_rate, "share"),
        "wasted": Quantity(burn.wasted, "share"),
    }
    return [Statement("burn.worn" if burn.extra_rate < burn.mean_rate else "burn.fresh", args)]


def _flywheel(facts: Facts, a: ArmFacts) -> list[Statement]:
    if not facts.k.known or not facts.amplification.known or facts.k.mean == 0:
        return []
    args = {
        "arm": a.label,
        "k": Quantity(facts.k, "ratio"),
        "days": Quantity(facts.k_days, form="whole"),
        "amp": Quantity(facts.amplification, "ratio"),
        "horizon": Quantity(facts.days, "days"),
    }
    # As people run out K falls below 1 whatever it began as, so the first cohort says whether referral can carry itself.
    k = facts.k_first if facts.k_first.known and not facts.k_first.high < 1 else facts.k
    alive = "open" if k.low < 1 <= k.high else "alone" if k.low >= 1 else "amplifies"
    return [Statement(f"k.{alive}", args | {"k": Quantity(k, "ratio")})]


def _survival(facts: Facts) -> list[Statement]:
    s = facts.survival
    if s is None:
        return []
    args = {
        "arm": s.label,
        "day": Quantity(s.day, form="whole"),
        "after": Quantity(s.after.mean, form="share"),
        "other": s.other_label,
        "other_after": Quantity(s.other_after.mean, form="share"),
    }
    key = {1: "off.more", -1: "off.less", 0: "off.alike"}[s.diff.sign] if s.other_after.known else "off.one"
    said = Statement(key, args)
    if not s.on.known:
        return [said]
    two = s.other_after.known and s.other_on.known
    on = {"arm": s.label, "on": Quantity(s.on.mean, form="share"), "other_on": Quantity(s.other_on.mean, form="share")}
    return [Statement("both", {"first": said, "second": Statement("off.on_two" if two else "off.on_one", on)})]


def _best(facts: Facts) -> list[Statement]:
    """Which of all strategies does best, if there is more to say than the verdict says."""
    n = sum(not arm.is_test for arm in facts.arms)
    if not facts.best or n < 3 or (not facts.focused and facts.not_apart):
        return []
    args = {
        "arm": facts.arm(facts.best).label,
        "n": Quantity(n, form="whole"),
        "others": Statement("list", {"labels": [facts.arm(name).label for name in facts.not_apart]}),
        "level": Quantity(facts.confidence, form="share"),
    }
    return [Statement("best.shared" if facts.not_apart else "best.clear", args)]


def _ltv_to_cac(facts: Facts, a: ArmFacts) -> list[Statement]:
    base = facts.arm(facts.baseline)
    before, after, diff = base.of("ltv_to_cac"), a.of("ltv_to_cac"), facts.ltv_to_cac_diff
    if a.name == base.name or not before.known or not after.known:
        return []
    args = {"arm": a.label, "base": base.label, "before": Quantity(before, "ratio"), "after": Quantity(after, "ratio")}
    return [Statement({1: "ltv_cac.up", -1: "ltv_cac.down", 0: "ltv_cac.flat"}[diff.sign], args)]


# ------------------------------------------------------------------------------------------------- warnings


def _capped(facts: Facts) -> list[Statement]:
    """Whether the precision asked for takes more worlds than were allowed."""
    if facts.wanted <= facts.worlds:
        return []
    return [
        Statement("capped", {"worlds": Quantity(facts.worlds, form="whole"), "wanted": Quantity(facts.wanted, form="whole")})
    ]


def _skewed(facts: Facts) -> list[Statement]:
    """Whether a few worlds weigh so much that intervals hold clearly less often than they say."""
    if not facts.skewed:
        return []
    args = {
        "measures": Statement("list", {"labels": list(facts.skewed)}),
        "level": Quantity(facts.confidence, form="share"),
    }
    return [Statement("skewed", args)]


def _earns(facts: Facts) -> list[Statement]:
    """Whether the business earns at all, with the strategy that does best."""
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
    return [Statement({1: "earns.yes", -1: "earns.no", 0: "earns.open"}[profit.sign], args)]


def _stop_gain(facts: Facts) -> list[Statement]:
    s = facts.survival
    if s is None or s.stop_gain.sign == 0:
        return []
    args = {
        "day": Quantity(s.day, form="whole"),
        "diff": Quantity(s.stop_gain, "yuan", "size"),
        "days": Quantity(facts.days, "days"),
    }
    return [Statement("stop.gains" if s.stop_gain.sign > 0 else "stop.costs", args)]


def _assumptions(facts: Facts) -> list[Statement]:
    if not facts.parameters:
        return []
    share = facts.assumed / facts.parameters
    args = {
        "n": Quantity(facts.assumed, form="whole"),
        "m": Quantity(facts.parameters, form="whole"),
        "share": Quantity(share, form="share"),
    }
    if facts.draws is not None:
        return [Statement("assumed.drawn", args)]
    return [Statement("assumed.most" if share > 0.5 else "assumed.some" if facts.assumed else "assumed.none", args)]


# ------------------------------------------------------------------------------------------------- one arm


def _one_arm(facts: Facts) -> Answer:
    """Without a second arm: what the business comes to."""
    arm = facts.arms[0] if len(facts.arms) == 1 else facts.arm(facts.baseline)
    profit, days = arm.of("profit"), Quantity(facts.days, "days")
    args = {
        "arm": arm.label,
        "profit": Quantity(profit, "yuan", "size"),
        "bounds": Quantity(profit, "yuan", "bounds"),
        "days": days,
        "level": Quantity(facts.confidence, form="share"),
    }
    reasons = []
    cac, ltv, ratio = arm.of("cac"), arm.of("ltv_per_customer"), arm.of("ltv_to_cac")
    if cac.known and ltv.known and ratio.known:
        kind = "above" if ratio.low > 1 else "below" if ratio.high < 1 else "around"
        values = {"cac": Quantity(cac, "yuan"), "ltv": Quantity(ltv, "yuan"), "ratio": Quantity(ratio, "ratio"), "days": days}
        reasons.append(Statement(f"one.ltv_{kind}", values))
    else:
        reasons.append(Statement("one.no_cac"))
    payback = arm.of("payback_months")
    reasons.append(
        Statement("one.payback", {"months": Quantity(payback, "months")}) if payback.known else Statement("one.no_payback")
    )
    headline = Statement({1: "one.earns", -1: "one.loses", 0: "one.open"}[profit.sign], args)
    if facts.cost is not None:
        headline = Statement("both", {"first": headline, "second": _cost(facts.cost)})
    probability = 1.0 if profit.sign else math.nan
    reasons += [*_worth(facts), *_flywheel(facts, arm)]
    return Answer(
        verdict=None,
        main=arm.name,
        headline=headline,
        sure=Statement(
            "sure.one" if probability == 1.0 else "sure.one_open",
            {"worlds": Quantity(facts.worlds, form="whole"), "level": Quantity(facts.confidence, form="share")},
        ),
        reasons=tuple(reasons),
        warnings=(*_capped(facts), *_skewed(facts), *_assumptions(facts)),
    )


def _cost(cost: Cost) -> Statement:
    args: dict[str, Any] = {
        "cause": Statement("cause", {"key": cost.cause}),
        "yuan": Quantity(cost.yuan, "yuan"),
        "share": Quantity(cost.share.mean, form="share"),
    }
    if not cost.rival:
        return Statement("one.cost", args)
    return Statement("one.cost_close", args | {"rival": Statement("cause", {"key": cost.rival})})


def _channel(key: str) -> Statement:
    return Statement("channel", {"key": key})


__all__ = ["Answer", "Quantity", "Statement", "answer", "certainty"]
