"""Money, people, shares and their intervals as text.

A number is rounded to one or two digits of the half width of its interval (to three digits without one), so that it claims no
more than is known; money to three, so that a reader who subtracts two cells of a table comes to the difference that is
stated. Never so far that a bound beside 0, or the half width itself, would read as 0.
"""

from __future__ import annotations

import math

from siyu_sim.report.estimate import Estimate

NONE = "–"
MINUS = "−"
FINEST = {
    "yuan": 0.01,
    "people": 0.1,
    "share": 0.01,
    "ratio": 0.001,
    "days": 0.1,
    "months": 0.01,
    "count": 0.01,
}  # share: per cent
TWO_DIGITS_BELOW = 5  # leading digit of the half width from which one digit of it is enough
WHOLE_YUAN_FROM = 100  # fen do not matter beside so much
WIDEST_STEP = 1e6
FINER = 1e-4  # what lies below the finest step is shown down to this share of it; less is 0 for every purpose


def as_shown(value: float, unit: str) -> float:
    """0 for what no reader would tell from it: a mood of 4e-11 that has died away, the rounding of floats."""
    return 0.0 if abs(value) * _scale(unit) < FINEST.get(unit, 0.001) * FINER else value


def step_of(estimate: Estimate, unit: str) -> float:
    """The step to which an estimate is rounded, a power of ten, in the unit's own scale (shares in per cent)."""
    scale = _scale(unit)
    mean, half, *ends = (as_shown(v, unit) * scale for v in (abs(estimate.mean), estimate.half, *estimate.shown))
    finest = FINEST.get(unit, 0.001)
    if unit == "share" and mean >= 10:
        finest = 0.1
    elif unit == "yuan" and mean >= WHOLE_YUAN_FROM:
        finest = 1.0
    bounds = [abs(v) for v in ends if math.isfinite(v) and v != 0]
    if half > 0 and math.isfinite(half):
        half *= 1 + 1e-9  # so that 0.1 found as 0.0999… counts as 0.1
        power = math.floor(math.log10(half))
        if half <= finest / 2 * (1 + 1e-6):
            finest = 10.0**power
        power -= 2 if unit == "yuan" else half / 10.0**power < TWO_DIGITS_BELOW
    elif mean > 0 and math.isfinite(mean):
        power = math.floor(math.log10(mean)) - (1 if unit == "share" else 2)
        power = max(power, 0) if mean == round(mean) else power
        bounds.append(mean)
    else:
        power = 0
    step = 10.0 ** min(power, math.log10(WIDEST_STEP))
    step = max(step, finest)
    while step > FINEST.get(unit, 0.001) and any(v <= step / 2 for v in bounds):  # a half is rounded to even
        step /= 10
    return step


def _scale(unit: str) -> float:
    return 100.0 if unit == "share" else 1.0


def digits(value: float, step: float) -> str:
    """A number rounded to a step, with thousands separators; no sign if it rounds to 0."""
    if math.isnan(value):
        return NONE
    if math.isinf(value):
        return "∞" if value > 0 else f"{MINUS}∞"
    places = max(0, -round(math.log10(step)))
    rounded = round(value / step) * step
    text = f"{abs(rounded):,.{places}f}"
    return f"{MINUS}{text}" if rounded < 0 and float(text.replace(",", "")) != 0 else text


class Numbers:
    """Numbers in one language. `unit` is one of measure.catalogue.Unit; a difference of shares is in percentage points."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    # --------------------------------------------------------------------------------------------- one number

    def value(self, value: float | Estimate, unit: str, *, points: bool = False) -> str:
        """With its unit: ¥1,234 · 1,234 people · 12.6% · 3.4 months."""
        estimate = _as_estimate(value)
        return self._unit(digits(estimate.mean * _scale(unit), step_of(estimate, unit)), unit, points)

    def bare(self, value: float | Estimate, unit: str) -> str:
        """Without a unit, but for the per-cent sign, for cells under a heading that states it."""
        estimate = _as_estimate(value)
        text = digits(estimate.mean * _scale(unit), step_of(estimate, unit))
        return f"{text}%" if unit == "share" and text != NONE else text

    def signed(self, value: float | Estimate, unit: str) -> str:
        """A difference, with + or −, without a unit but for percentage points."""
        estimate = _as_estimate(value)
        text = digits(estimate.mean * _scale(unit), step_of(estimate, unit))
        plus = "+" if estimate.mean > 0 and any(c in "123456789" for c in text) else ""
        return plus + text

    def change(self, value: float | Estimate, unit: str) -> str:
        """A difference with + or − and its unit: +¥1,234 · −12 days · +3.1 points."""
        text = self.signed(value, unit)
        plus = "+" if text.startswith("+") else ""
        return plus + self._unit(text.removeprefix("+"), unit, True)

    def spread(self, estimate: Estimate, unit: str) -> str:
        """± half the interval, in the digits of the mean; empty without an interval or where nothing varies. Where that would reach beyond
        what is possible, the ends instead: (0–35)."""
        if math.isnan(estimate.half) or estimate.half == 0:
            return ""
        if estimate.cut:
            step, (low, high) = step_of(estimate, unit), estimate.shown
            ends = [digits(end * _scale(unit), step) for end in (low, high)]
            return f"（{ends[0]}～{ends[1]}）" if self.lang == "zh" else f"({ends[0]}–{ends[1]})"
        text = digits(estimate.half * _scale(unit), step_of(estimate, unit))
        return f"± {text}" if any(c in "123456789∞" for c in text) else ""

    # --------------------------------------------------------------------------------------------- intervals

    def bounds(self, estimate: Estimate, unit: str, *, points: bool = False) -> str:
        """The interval with its unit, ¥4,600 to ¥8,800, cut to what is possible; one number where it has no width."""
        low, high = self._ends(estimate, unit)
        if low == high:  # nothing varies but the last bits of a float
            return self._unit(low, unit, points)
        if self.lang == "zh":
            return self._unit(f"{low}～{high}", unit, points)
        if unit == "yuan":
            return f"{self._unit(low, unit, points)} to {self._unit(high, unit, points)}"
        return self._unit(f"{low} to {high}", unit, points)

    def ends(self, estimate: Estimate, unit: str, *, points: bool = False) -> tuple[str, str]:
        """The two ends of the interval, each with its unit, as `bounds` has them."""
        low, high = self._ends(estimate, unit)
        return self._unit(low, unit, points), self._unit(high, unit, points)

    def _ends(self, estimate: Estimate, unit: str) -> tuple[str, str]:
        step, scale = step_of(estimate, unit), _scale(unit)
        low, high = (digits(end * scale, step) for end in estimate.shown)
        return low, high

    def probability(self, p: float) -> str:
        if math.isnan(p):
            return NONE
        if p > 0.999:
            return ">99.9%"
        if p < 0.001:
            return "<0.1%"
        return f"{p:.1%}" if p > 0.95 or p < 0.05 else f"{p:.0%}"

    def whole(self, value: float) -> str:
        return NONE if math.isnan(value) else digits(value, 1)

    def day(self, value: float) -> str:
        """A day or a number of days: whole if it is one, else with its part, so that half a day is not day 0."""
        return self.whole(value) if math.isnan(value) or value == round(value) else f"{value:,.2f}".rstrip("0").rstrip(".")

    def level(self, confidence: float) -> str:
        """The level of an interval as it was set; never rounded up to certainty."""
        return f"{100 * confidence:.12g}%"

    def share(self, value: float) -> str:
        """A plain share in whole per cent."""
        return NONE if math.isnan(value) else f"{value:.0%}"

    # --------------------------------------------------------------------------------------------- units

    def _unit(self, text: str, unit: str, points: bool) -> str:
        if text == NONE:
            return text
        if unit == "share":
            if not points:
                return f"{text}%"
            return f"{text}个百分点" if self.lang == "zh" else f"{text} points"
        if self.lang == "zh":
            return text + {"yuan": "元", "people": "人", "days": "天", "months": "个月"}.get(unit, "")
        if unit == "yuan":
            return f"{MINUS}¥{text[1:]}" if text.startswith(MINUS) else f"¥{text}"
        noun = {"days": "day", "months": "month"}.get(unit, "")
        return f"{text} {noun}{'' if text == '1' else 's'}" if noun else text


def _as_estimate(value: float | Estimate) -> Estimate:
    return value if isinstance(value, Estimate) else Estimate(value, math.nan, math.nan)
