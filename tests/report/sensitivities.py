"""Sensitivity studies whose curves are straight lines, made without a run: what they should say is known beforehand."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pandas as pd

from siyu_sim.study.assumptions import Assumption, assumptions
from siyu_sim.study.plan import Plan, load
from siyu_sim.study.probe import only, pair_of
from siyu_sim.study.sensitivity import Sensitivity, _Study

PATHS = ("trust.half_life_days", "sharing.after_delivery_rate", "sharing.invites")
STEPS = 9


@lru_cache
def plan() -> Plan:
    return load("referral", overrides=["study=sensitivity"])


def straight(now: float, slopes: dict[str, float], half: float, *, own: bool = False, metric: str = "profit") -> Sensitivity:
    """The difference is `now` as configured, and grows by a slope over the range of each assumption; intervals are ± half."""
    pair = pair_of(plan())
    some = only(plan(), pair)
    known = [one for one in assumptions(some) if one.path in PATHS]
    order = sorted(known, key=lambda one: -abs(slopes.get(one.path, 0.0)))
    curves = pd.concat([_curve(one, now, slopes.get(one.path, 0.0), half) for one in order], ignore_index=True)
    names = ("path", "value", "low", "high", "effect", "strength", "strength_low", "strength_high", "spread")
    screening = pd.DataFrame(
        [(o.path, o.value, o.low, o.high, s, abs(s), 0.5 * abs(s), 1.5 * abs(s), 0.1) for o in order for s in [slopes.get(o.path, 0)]],
        columns=pd.Index(names),
    )  # fmt: skip
    total = sum(abs(s) for s in slopes.values()) or 1.0
    shares = pd.DataFrame([{"path": o.path, **_share(abs(slopes.get(o.path, 0.0)) / total)} for o in order])
    flips = _Study.flip(order, curves)
    sides = (pair[0], pair[0]) if own else pair
    return Sensitivity(some, sides, metric, known, screening, shares, curves, flips, 1234)


def _curve(one: Assumption, now: float, slope: float, half: float) -> pd.DataFrame:
    values = sorted({one.at(u) for u in np.linspace(0, 1, STEPS).tolist()} | {one.value})
    here = one.place(one.value)
    diff = np.array([now + slope * (one.place(value) - here) for value in values])
    return pd.DataFrame({"path": one.path, "value": values, "diff": diff, "diff_low": diff - half, "diff_high": diff + half})


def _share(share: float) -> dict[str, float]:
    near = {"": share, "_low": share - 0.05, "_high": share + 0.05}
    return {f"{name}{end}": value for name in ("first", "total") for end, value in near.items()}


DECISIVE = straight(1000.0, {PATHS[0]: -6000.0, PATHS[1]: 500.0}, 200.0)
ALL = {
    "decides": DECISIVE,
    "decides_two": straight(1000.0, {PATHS[0]: -6000.0, PATHS[1]: 5000.0}, 200.0),
    "robust": straight(5000.0, {PATHS[0]: -600.0, PATHS[1]: 500.0}, 200.0),
    "shaky": straight(1000.0, {PATHS[0]: -1700.0}, 400.0),
    "settles": straight(0.0, {PATHS[0]: 9000.0}, 400.0),
    "open": straight(0.0, {PATHS[0]: 100.0}, 400.0),
    "undefined": straight(float("nan"), {}, 100.0),
    "own": straight(1000.0, {PATHS[0]: -6000.0}, 200.0, own=True),
    "lower_is_better": straight(1000.0, {PATHS[0]: -6000.0}, 200.0, metric="cac"),
}


def in_language(found: Sensitivity, lang: str) -> Sensitivity:
    return replace(found, plan=replace(found.plan, report=found.plan.report.model_copy(update={"lang": lang})))
