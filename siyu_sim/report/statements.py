"""What a page says, before it is said in a language: a key of the words table and what goes into its gaps."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from siyu_sim.report.estimate import Estimate


@dataclass(frozen=True)
class Quantity:
    """A number for a sentence. form: value, size (without sign), signed, bounds, probability, whole, day, share, level (of
    confidence)."""

    value: Estimate | float
    unit: str = ""
    form: Literal[
        "value",
        "size",
        "signed",
        "bounds",
        "points",
        "point_bounds",
        "probability",
        "whole",
        "day",
        "share",
        "level",
        "size_bounds",
    ] = "value"


@dataclass(frozen=True)
class Statement:
    """A sentence: a key of the words table and what goes into its gaps (text, quantities, labels, other statements)."""

    key: str
    args: dict[str, Any] = field(default_factory=dict)
