"""What lies behind a verdict: the baseline, the money, the people who came by referral."""

from __future__ import annotations

import math

from siyu_sim.report.answer.verdict import direction
from siyu_sim.report.facts import ArmFacts, Facts, Use
from siyu_sim.report.statements import Quantity, Statement

SAME_SPEND = 0.1  # spending that differs by less than this share is called about the same


def against_baseline(facts: Facts, arm: ArmFacts, better: str | None, unit: str, label: str) -> list[Statement]:
    """What the winner does against the baseline, unless the verdict says that already."""
    if facts.baseline in (facts.a, facts.b) or not arm.gain.known:
        return []
    args = {
        "arm": arm.label,
        "base": facts.arm(facts.baseline).label,
        "metric": label,
        "diff": Quantity(arm.gain, unit, "size"),
        "bounds": Quantity(arm.gain if arm.gain.mean > 0 else -arm.gain, unit, "size_bounds"),
    }
    if arm.gain.sign == 0:
        return [Statement("base.none", args | {"bounds": Quantity(arm.gain, unit, "point_bounds")})]
    way = direction(facts.primary, unit, arm.gain.sign)
    if better and (arm.gain.sign > 0) != (better == "high"):
        return [Statement(f"base.worse_{way}", args)]
    return [Statement(f"base.{way}", args)]


def behind(facts: Facts, a: ArmFacts, unit: str) -> list[Statement]:
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


def profit_too(facts: Facts, a: ArmFacts, b: ArmFacts) -> list[Statement]:
    """What happens to profit where the question is about another measure."""
    diff = facts.profit_diff
    if facts.primary == "profit" or not diff.known:
        return []
    args = {"a": a.label, "b": b.label, "diff": Quantity(diff, "yuan", "size"), "bounds": Quantity(diff, "yuan", "bounds")}
    return [Statement({1: "profit.more", -1: "profit.less", 0: "profit.none"}[diff.sign], args)]


def spending(facts: Facts, a: ArmFacts, b: ArmFacts) -> list[Statement]:
    x, y = a.of("acquisition_spend"), b.of("acquisition_spend")
    if not facts.focused or not x.known or not y.known or max(x.mean, y.mean) <= 0:
        return []
    alike = abs(x.mean - y.mean) <= SAME_SPEND * max(x.mean, y.mean)
    args = {"a": a.label, "b": b.label, "x": Quantity(x, "yuan"), "y": Quantity(y, "yuan")}
    return [Statement("spend.alike" if alike else "spend.apart", args)]


def uses(facts: Facts) -> list[Statement]:
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


def worth(facts: Facts) -> list[Statement]:
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


def burn_out(facts: Facts) -> list[Statement]:
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


def flywheel(facts: Facts, a: ArmFacts) -> list[Statement]:
    if not facts.k.known or not facts.amplification.known or facts.k.mean == 0:
        return []
    args = {
        "arm": a.label,
        "k": Quantity(facts.k, "ratio"),
        "days": Quantity(facts.k_days, form="day"),
        "amp": Quantity(facts.amplification, "ratio"),
        "horizon": Quantity(facts.days, "days"),
    }
    # As people run out K falls below 1 whatever it began as, so the first cohort says whether referral can carry itself.
    k = facts.k_first if facts.k_first.known and not facts.k_first.high < 1 else facts.k
    alive = "open" if k.low < 1 <= k.high else "alone" if k.low >= 1 else "amplifies"
    return [Statement(f"k.{alive}", args | {"k": Quantity(k, "ratio")})]


def survival(facts: Facts) -> list[Statement]:
    s = facts.survival
    if s is None:
        return []
    args = {
        "arm": s.label,
        "day": Quantity(s.day, form="day"),
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


def best(facts: Facts) -> list[Statement]:
    """Which of all strategies does best, if there is more to say than the verdict says."""
    n = sum(not arm.is_test for arm in facts.arms)
    if not facts.best or n < 3 or (not facts.focused and facts.not_apart) or _all_even(facts):
        return []
    args = {
        "arm": facts.arm(facts.best).label,
        "n": Quantity(n, form="whole"),
        "others": Statement("list", {"labels": [facts.arm(name).label for name in facts.not_apart]}),
        "level": Quantity(facts.confidence, form="level"),
    }
    return [Statement("best.shared" if facts.not_apart else "best.clear", args)]


def _all_even(facts: Facts) -> bool:
    """Whether all strategies come out the same, so that none does best."""
    return len({arm.primary.mean for arm in facts.arms if not arm.is_test}) == 1


def ltv_to_cac(facts: Facts, a: ArmFacts) -> list[Statement]:
    base = facts.arm(facts.baseline)
    before, after, diff = base.of("ltv_to_cac"), a.of("ltv_to_cac"), facts.ltv_to_cac_diff
    if a.name == base.name or not before.known or not after.known:
        return []
    args = {"arm": a.label, "base": base.label, "before": Quantity(before, "ratio"), "after": Quantity(after, "ratio")}
    return [Statement({1: "ltv_cac.up", -1: "ltv_cac.down", 0: "ltv_cac.flat"}[diff.sign], args)]


def _channel(key: str) -> Statement:
    return Statement("channel", {"key": key})
