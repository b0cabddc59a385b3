"""Without a second arm: what the business comes to."""

from __future__ import annotations

from typing import Any

from siyu_sim.report.facts import ArmFacts, Cost, Facts
from siyu_sim.report.statements import Quantity, Statement


def headline(facts: Facts, arm: ArmFacts) -> Statement:
    profit = arm.of("profit")
    args = {
        "arm": arm.label,
        "profit": Quantity(profit, "yuan", "size"),
        "bounds": Quantity(profit, "yuan", "bounds"),
        "days": Quantity(facts.days, "days"),
        "level": Quantity(facts.confidence, form="level"),
    }
    said = Statement({1: "one.earns", -1: "one.loses", 0: "one.open"}[profit.sign], args)
    return said if facts.cost is None else Statement("both", {"first": said, "second": _cost(facts.cost)})


def sure(facts: Facts, arm: ArmFacts) -> Statement:
    args = {"worlds": Quantity(facts.worlds, form="whole"), "level": Quantity(facts.confidence, form="level")}
    return Statement("sure.one" if arm.of("profit").sign else "sure.one_open", args)


def worth_of_customers(facts: Facts, arm: ArmFacts) -> list[Statement]:
    """What a customer costs and brings, and when that is paid back."""
    cac, ltv, ratio = arm.of("cac"), arm.of("ltv_per_customer"), arm.of("ltv_to_cac")
    if cac.known and ltv.known and ratio.known:
        kind = "above" if ratio.low > 1 else "below" if ratio.high < 1 else "around"
        values = {
            "cac": Quantity(cac, "yuan"),
            "ltv": Quantity(ltv, "yuan"),
            "ratio": Quantity(ratio, "ratio"),
            "days": Quantity(facts.days, "days"),
        }
        result = [Statement(f"one.ltv_{kind}", values)]
    else:
        result = [Statement("one.no_cac")]
    payback = arm.of("payback_months")
    if not payback.known:
        return [*result, Statement("one.no_payback")]
    return [*result, Statement("one.payback", {"months": Quantity(payback, "months")})]


def _cost(cost: Cost) -> Statement:
    args: dict[str, Any] = {
        "cause": Statement("cause", {"key": cost.cause}),
        "yuan": Quantity(cost.yuan, "yuan"),
        "share": Quantity(cost.share.mean, form="share"),
    }
    if not cost.rival:
        return Statement("one.cost", args)
    return Statement("one.cost_close", args | {"rival": Statement("cause", {"key": cost.rival})})
