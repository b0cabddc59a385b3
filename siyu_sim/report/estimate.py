"""A mean over worlds with its interval, and what may be said of it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np


@dataclass(frozen=True)
class Estimate:
    """A mean and its interval; nan where a measure is not defined, nan bounds where one world alone defines it. least, most: what is
    possible, see `limits`; the interval itself may reach beyond."""

    mean: float
    low: float
    high: float
    least: float = -math.inf
    most: float = math.inf

    @property
    def known(self) -> bool:
        return not math.isnan(self.mean)

    @property
    def sign(self) -> int:
        """1 or −1 if the whole interval lies on that side of 0, else 0."""
        return 1 if self.low > 0 else -1 if self.high < 0 else 0

    @property
    def half(self) -> float:
        """Half the width of the interval; nan without one."""
        return (self.high - self.low) / 2

    @property
    def shown(self) -> tuple[float, float]:
        """The ends of the interval as they are shown: never beyond what is possible; nan without one."""
        if math.isnan(self.low) or math.isnan(self.high):
            return math.nan, math.nan
        return max(self.low, self.least), min(self.high, self.most)

    @property
    def cut(self) -> bool:
        """Whether the interval reaches beyond what is possible by more than the rounding of floats."""
        slack = 1e-9 * max(abs(self.low), abs(self.high), 1e-9)
        return self.low < self.least - slack or self.high > self.most + slack

    def within(self, limits: tuple[float, float]) -> Estimate:
        """The same, of something that lies between these."""
        return replace(self, least=limits[0], most=limits[1])

    def __neg__(self) -> Estimate:
        return Estimate(-self.mean, -self.high, -self.low, -self.most, -self.least)

    def apart(self, other: Estimate) -> bool:
        """Whether the two intervals do not overlap."""
        return self.high < other.low or other.high < self.low


UNKNOWN = Estimate(math.nan, math.nan, math.nan)


def estimate(values: np.ndarray, confidence: float, first: int | None = None) -> Estimate:
    """Of values by world, shape (worlds,). first: worlds of the first stage, see study.statistics."""
    from siyu_sim.study.statistics import interval

    return Estimate(*interval(values, confidence, first))


Level = Literal["certain", "very_likely", "likely", "unclear"]


def certainty(probability: float) -> Level:
    """The words that a probability earns."""
    if probability > 0.99:
        return "certain"
    if probability > 0.95:
        return "very_likely"
    return "likely" if probability > 0.8 else "unclear"


@dataclass(frozen=True)
class Verdict:
    """What may be said of a difference a − b.

    kind: "clear" (the interval leaves out 0), "unclear", "same" (no difference in any world), "undefined".
    winner: 1 for a, −1 for b, 0 for neither or where the measure has no better side; higher: the side with the larger value.
    probability: that the mean difference has the sign of the one observed.
    """

    kind: Literal["clear", "unclear", "same", "undefined"]
    level: Level
    winner: int
    higher: int
    probability: float


def judge(diff: Estimate, p_above: float, better: str | None) -> Verdict:
    """The verdict on a difference a − b, from its interval and the probability that it is above 0."""
    if not diff.known or math.isnan(diff.low) or math.isnan(p_above):
        return Verdict("undefined", "unclear", 0, 0, math.nan)
    if diff.mean == diff.low == diff.high == 0:
        return Verdict("same", "unclear", 0, 0, 0.5)
    higher = 1 if diff.mean > 0 else -1
    probability = max(p_above, 1 - p_above)
    level = certainty(probability)
    if diff.sign == 0 or level == "unclear":
        return Verdict("unclear", "unclear", 0, higher, probability)
    winner = {"high": higher, "low": -higher}.get(better or "", 0)
    return Verdict("clear", level, winner, higher, probability)
