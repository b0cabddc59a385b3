"""From the curves of a sensitivity study to what may be said: which assumption decides, at which value, or that none does.

Pure rules on numbers. `words` says them in a language.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np

from siyu_sim.report.estimate import UNKNOWN, Estimate

if TYPE_CHECKING:
    import pandas as pd

    from siyu_sim.study.assumptions import Assumption
    from siyu_sim.study.sensitivity import Sensitivity

Kind = Literal["decides", "robust", "shaky", "settles", "open", "undefined"]
Side = Literal["above", "below"]


WIDE = 0.5  # an interval of a share that says little
IMPOSSIBLE = 0.05  # an estimate of a share so far beyond 0…1 comes of too few samples


@dataclass(frozen=True)
class Turn:
    """An assumption beyond whose value `at` the other side is ahead. side: where, seen from the configured value. unsure: the values
    between which the difference is not clear; nan: none."""

    path: str
    value: float
    at: float
    side: Side
    sign: int  # of the difference there
    unsure: tuple[float, float] = (math.nan, math.nan)


@dataclass(frozen=True)
class Findings:
    """now: the difference as configured. turns: what decides, or, where nothing is clear as configured, what would settle it; the
    farthest-reaching first. shaky: paths over part of whose range the lead is not clear. screened, kept: numbers of assumptions."""

    kind: Kind
    now: Estimate
    turns: tuple[Turn, ...] = ()
    shaky: tuple[str, ...] = ()
    screened: int = 0
    kept: int = 0
    missed: int = 0  # assumptions left out that may matter as much as one that was kept
    carrier: str = ""  # the assumption that carries most of the variance
    carries: Estimate = field(default=UNKNOWN)
    carries_clearly: bool = False
    alone_at_most: float = math.nan  # share of the variance that first orders explain at most
    rough: bool = False  # whether so few samples were drawn that shares are hardly known


def findings(found: Sensitivity) -> Findings:
    """What a sensitivity study lets one say."""
    by_path = {one.path: one for one in found.assumptions}
    order = found.flips["path"].tolist()
    curves = {path: found.curves[found.curves["path"] == path] for path in order}
    now = as_configured([by_path[path] for path in order], curves)
    common = {
        "now": now,
        "screened": len(found.screening),
        "kept": len(order),
        "missed": _missed(found.screening, order),
        **_carrier(found.shares),
        "rough": _rough(found.shares),
    }
    if not now.known or math.isnan(now.low):
        return Findings("undefined", **common)
    if now.sign == 0:
        wider = _wider(found.plan.study.confidence, found.plan.study.sensitivity.worlds, len(order))
        turns = [turn for path in order for turn in settles(by_path[path], curves[path], wider)]
        return Findings("settles" if turns else "open", turns=tuple(turns), **common)
    found_turns = {path: turn_of(by_path[path], curves[path], now.sign) for path in order}
    decisive = tuple(turn for turn in found_turns.values() if turn is not None)
    shaky = tuple(path for path in order if found_turns[path] is None and _unclear(curves[path]))
    return Findings("decides" if decisive else "shaky" if shaky else "robust", turns=decisive, shaky=shaky, **common)


def _unclear(curve: pd.DataFrame) -> bool:
    return bool(((curve["diff_low"] <= 0) & (curve["diff_high"] >= 0)).any())


def as_configured(known: Sequence[Assumption], curves: dict[str, pd.DataFrame]) -> Estimate:
    """The difference with every assumption as configured, which every curve passes through."""
    for one in known:
        curve = curves[one.path]
        here = curve[np.isclose(curve["value"], one.value)]
        if len(here):
            line = here.iloc[0]
            return Estimate(float(line["diff"]), float(line["diff_low"]), float(line["diff_high"]))
    return UNKNOWN


def turn_of(one: Assumption, curve: pd.DataFrame, sign: int) -> Turn | None:
    """The nearest place on either side of the configured value beyond which the difference clearly has the other sign; None without one.
    sign: of the difference as configured."""
    curve = curve.dropna(subset=["diff", "diff_low", "diff_high"])
    value, diff, low, high = (curve[name].to_numpy(float) for name in ("value", "diff", "diff_low", "diff_high"))
    against = np.flatnonzero(high < 0 if sign > 0 else low > 0)
    if not len(against):
        return None
    place, here = np.array([one.place(v) for v in value]), one.place(one.value)
    there = int(against[np.argmin(np.abs(place[against] - here))])
    back = -1 if place[there] > here else 1  # towards the configured value
    k = there
    while diff[k] * sign < 0:  # ends at the configured value at the latest, where the sign is another
        k += back
    scale, unscale = (np.log, np.exp) if one.logarithmic else (np.asarray, float)
    x0, x1 = scale(value[k]), scale(value[k - back])
    at = float(unscale(x0 + (x1 - x0) * diff[k] / (diff[k] - diff[k - back])))
    between = (np.minimum(place[there], here) < place) & (place < np.maximum(place[there], here)) & (low <= 0) & (high >= 0)
    unsure = (float(value[between].min()), float(value[between].max())) if between.any() else (math.nan, math.nan)
    return Turn(one.path, one.value, at, "above" if back < 0 else "below", -sign, unsure)


def settles(one: Assumption, curve: pd.DataFrame, wider: float = 1.0) -> list[Turn]:
    """Where along a curve the difference is clear to the end of the range, though it is not as configured. wider: by what intervals are
    widened, for many curves are looked at."""
    value, diff, low, high = (curve[name].to_numpy(float) for name in ("value", "diff", "diff_low", "diff_high"))
    low, high = diff - wider * (diff - low), diff + wider * (high - diff)
    turns = []
    for sign, clear in ((1, low > 0), (-1, high < 0)):
        if clear[-1]:
            first = len(clear) - int(np.argmin(clear[::-1])) if not clear.all() else 0
            turns.append(Turn(one.path, one.value, float(value[first]), "above", sign))
        elif clear[0]:
            last = int(np.argmin(clear)) - 1
            turns.append(Turn(one.path, one.value, float(value[last]), "below", sign))
    return turns


def _wider(confidence: float, worlds: int, curves: int) -> float:
    """How much wider intervals over `worlds` must be to hold for the two ends of so many curves at once (Bonferroni)."""
    from scipy.special import stdtrit

    plain, all_at_once = (stdtrit(worlds - 1, 1 - (1 - confidence) / 2 / n) for n in (1, 2 * curves))
    return float(all_at_once / plain)


def _missed(screening: pd.DataFrame, kept: Sequence[str]) -> int:
    """How many assumptions that were left out have a strength whose interval reaches the weakest of those kept."""
    chosen = screening["path"].isin(list(kept))
    weakest = screening.loc[chosen, "strength"].min()
    return int((screening.loc[~chosen, "strength_high"] >= max(weakest, 1e-12)).sum())


def _rough(shares: pd.DataFrame) -> bool:
    """Whether a total share or its interval is off by so much that samples were too few to tell shares."""
    known = shares.dropna(subset=["total"])
    outside = (known["total"] < -IMPOSSIBLE) | (known["total"] > 1 + IMPOSSIBLE)
    return bool((outside | (known["total_high"] - known["total_low"] > WIDE)).any())


def _carrier(shares: pd.DataFrame) -> dict:
    """The largest total share, cut to 0…1; clear if its interval lies above the means of all others."""
    known = shares.dropna(subset=["total"])
    if not len(known):
        return {}
    first, others = known.iloc[0], known.iloc[1:]
    low, high = (min(max(float(first[name]), 0.0), 1.0) for name in ("total_low", "total_high"))
    return {
        "carrier": str(first["path"]),
        "carries": Estimate(min(max(float(first["total"]), 0.0), 1.0), low, high),
        "carries_clearly": bool(first["total_low"] > 0 and (others["total_high"] < first["total_low"]).all()),
        "alone_at_most": min(1.0, float(known["first_high"].clip(lower=0).sum())),
    }
