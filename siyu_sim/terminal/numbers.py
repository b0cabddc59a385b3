"""Numbers in few signs, for tables of a terminal."""

from __future__ import annotations

import math

from siyu_sim.language import Language
from siyu_sim.report.numbers import as_shown

MOST_PLACES = 18
MOST_FURTHER = 6  # digits; less is the rounding of floats
POINTS = {"en": "pp", "zh": "个百分点"}  # after a difference of shares
LARGE = {  # (from, divided by, sign): as each language counts
    "en": ((999_500, 1e6, "M"), (9_995, 1e3, "k")),
    "zh": ((99_950_000, 1e8, "亿"), (9_995, 1e4, "万")),
}


def further(low: float, high: float, *, unit: str) -> int:
    """Digits beyond the usual ones with which the ends of an interval read as two numbers, and none but 0 as 0; none if they
    are equal but for the rounding of floats."""
    for more in range(MOST_FURTHER + 1):
        ends = {value: number(value, unit, more) for value in (as_shown(low, unit), as_shown(high, unit))}
        as_zero = (value for value, text in ends.items() if math.isfinite(value) and not any(c in "123456789" for c in text))
        if len(set(ends.values())) == 2 and not any(as_zero):
            return more
    return 0


def number(value: float, unit: str = "", more: int = 0) -> str:
    """A readable number: shares in per cent, large ones with separators, others with three digits and `more`; '-' for nan."""
    if math.isnan(value):
        return "-"
    if unit == "share":
        return f"{value:.{1 + more}%}"
    if math.isfinite(value) and abs(value) >= 1000:
        return f"{value:,.{more}f}"
    return short(as_shown(value, unit), more)


def short(value: float, more: int = 0, lang: Language = "en") -> str:
    """Three digits, two below 0.1: 0.000012, 0.012, 4.56, 789, 12.3k (1.23万), 4.56M (456万), never an exponent. more: further digits."""
    if not math.isfinite(value):
        return "-" if math.isnan(value) else "inf" if value > 0 else "-inf"
    for limit, unit, sign in LARGE[lang]:
        if abs(value) >= limit:
            scaled = value / unit
            return f"{scaled:,.0f}{sign}" if abs(scaled) >= 999.5 else f"{scaled:.{3 + more}g}{sign}"
    if abs(value) >= 999.5:
        return f"{value:.{more}f}"
    figures = (3 if abs(value) >= 0.1 else 2) + more
    rounded = f"{value:.{figures}g}"
    if "e" not in rounded:  # 48 is exact, 48.0 rounded: beside 47.4 it has as many digits
        return rounded if math.isclose(float(rounded), value, rel_tol=1e-9) else f"{value:#.{figures}g}".removesuffix(".")
    places = min(-math.floor(math.log10(abs(value))) + 1 + more, MOST_PLACES)
    return f"{value:.{places}f}".rstrip("0")


def signed(value: float, unit: str = "", more: int = 0, lang: Language = "en") -> str:
    """The same for a difference, with its sign; shares in percentage points."""
    value = as_shown(value, unit)
    in_points = unit == "share" and not math.isnan(value)
    text = f"{100 * value:.{1 + more}f}{POINTS[lang]}" if in_points else number(value, more=more)
    return f"+{text}" if value > 0 else text


def bounds(low: str, high: str) -> str:
    """An interval after its mean; nothing where it has no width."""
    return "" if low == high else f" [{low}, {high}]"


def probability(p: float) -> str:
    """A probability in whole per cent, never rounded to certainty."""
    return ">99.9%" if p > 0.999 else "<0.1%" if p < 0.001 else f"{p:.1%}" if p > 0.99 or p < 0.01 else f"{p:.0%}"
