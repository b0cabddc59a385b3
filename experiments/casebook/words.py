"""Numbers as the casebook prints them, and tables in Markdown."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from experiments.casebook.language import Say

Format = Callable[[float], str]


def fixed(digits: int) -> Format:
    """A format with so many decimals; an undefined number is a dash, and minus is a minus."""

    def text(x: float) -> str:
        if math.isnan(x):
            return "–"
        shown = f"{x:,.{digits}f}"
        return (shown if float(shown.replace(",", "")) else shown.removeprefix("-")).replace("-", "−")

    return text


whole, tenths, decimals, thousandths = fixed(0), fixed(1), fixed(2), fixed(3)


def percent(x: float) -> str:
    return "–" if math.isnan(x) else tenths(100 * x) + " %"


def signed(x: float, form: Format = whole) -> str:
    """With a plus above zero, unless it rounds to nothing."""
    text = form(x)
    return f"+{text}" if x > 0 and any(c in "123456789" for c in text) else text


def certainty(p: float, say: Say) -> str:
    """A probability; never a false 0 or 1."""
    if 0.001 <= p <= 0.999:
        return percent(p)
    return say("over 99.9 %", "99.9 % 以上") if p > 0.999 else say("under 0.1 %", "不到 0.1 %")


def span(low: float, high: float, form: Format = whole) -> str:
    return f"[{signed(low, form)}, {signed(high, form)}]"


def estimate(mean: float, low: float, high: float, form: Format = whole) -> str:
    """A signed estimate with its interval: a difference, an elasticity."""
    return "–" if math.isnan(mean) else f"{signed(mean, form)} {span(low, high, form)}"


def difference(row: Any, form: Format = whole) -> str:
    """A paired difference of `Study.compare` with its interval."""
    return estimate(row.diff, row.diff_low, row.diff_high, form)


def verdict(low: float, high: float, say: Say) -> str:
    """What the interval of a difference says about "is it better?"."""
    if low > 0:
        return say("yes", "是")
    return say("**no**", "**否**") if high < 0 else say("**unclear**", "**分不清**")


def for_metric(name: str, values: Iterable[float]) -> Format:
    """How a measure is printed, by its unit; small sums of yuan get their fen, large counts no fraction."""
    from siyu_sim.measure.catalogue import METRICS

    unit = METRICS[name].unit
    largest = max((abs(v) for v in values if not math.isnan(v)), default=0.0)
    if unit == "yuan":
        return decimals if 0 < largest < 10 else whole
    if unit == "count" and (largest >= 10 or largest == 0):  # a mean over worlds: its decimals would say more than it knows
        return whole
    return {"people": whole, "share": percent, "ratio": decimals, "days": tenths, "months": tenths, "count": decimals}[unit]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown. Raises ValueError if a row has not as many cells as the head."""
    lines = [list(head), ["---"] * len(head), *map(list, rows)]
    if any(len(line) != len(head) for line in lines):
        raise ValueError("a row of the table has not as many cells as its head")
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
