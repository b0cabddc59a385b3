"""Whether a result rests on assumptions: by what was found where they were varied; where they were not, that is said."""

from __future__ import annotations

from siyu_sim.report.facts import Facts
from siyu_sim.report.statements import Quantity, Statement

SAFE = 0.8  # share of the worlds that the assumptions allow in which the side ahead must be ahead, to the end of its interval
MOSTLY = 0.5  # share of the variance over worlds from which ignorance is more than luck


def banner(facts: Facts) -> Statement | None:
    """What the first screen warns of. With assumptions drawn in every world: that they decide, or matter more than luck. Without: that
    they were not varied, and how to. None where nothing is assumed, or where it was varied and decides nothing."""
    if facts.draws is not None and facts.draws.right.known:
        return _of_draws(facts)
    if facts.drawn or not facts.assumed:
        return None
    return untested(facts.assumed, facts.parameters)


def untested(assumed: int, parameters: int) -> Statement:
    return Statement("rests.untested", {"n": Quantity(assumed, form="whole"), "m": Quantity(parameters, form="whole")})


def _of_draws(facts: Facts) -> Statement | None:
    draws = facts.draws
    assert draws is not None
    args = {
        "p": Quantity(draws.right.mean, form="share"),
        "bounds": Quantity(draws.right, "share", "bounds"),
        "share": Quantity(draws.ignorance.mean, form="share"),
        "share_bounds": Quantity(draws.ignorance, "share", "bounds"),
    }
    if draws.right.low < SAFE:
        return Statement("rests.decide", args)
    if draws.ignorance.known and draws.ignorance.low > MOSTLY:
        return Statement("rests.mostly", args)
    return None


def varied(facts: Facts) -> list[Statement]:
    """That assumptions were drawn, or that there are none."""
    if not facts.parameters or (facts.assumed and not facts.drawn):
        return []
    args = {
        "n": Quantity(facts.assumed, form="whole"),
        "m": Quantity(facts.parameters, form="whole"),
        "share": Quantity(facts.assumed / facts.parameters, form="share"),
    }
    return [Statement("assumed.drawn" if facts.assumed else "assumed.none", args)]
