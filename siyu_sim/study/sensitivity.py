"""Which assumption decides: how the difference between two arms changes with what nobody has measured.

Three steps, each on what the one before found. *Screening* (Morris 1991, with the absolute mean of Campolongo et al. 2007) moves one
assumption at a time from many starting points, and ranks all of them. *Shares of variance* (Sobol; estimators of Saltelli 2010 as in
SciPy) are estimated for those that matter most, the others staying as configured. *Curves* follow each of these alone over its whole
range, with every other as configured: the tornado, and the value at which the decision flips.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from siyu_sim.language import Said
from siyu_sim.scenario.mistakes import Mistake, ScenarioError, join, nearest
from siyu_sim.study.assumptions import Assumption, assumptions
from siyu_sim.study.probe import Point, Probe, only, pair_of, possible
from siyu_sim.study.settings import SensitivitySettings
from siyu_sim.study.statistics import interval
from siyu_sim.study.store import Store

if TYPE_CHECKING:
    import pandas as pd

    from siyu_sim.study.plan import Plan

LEVELS = 4  # of the grid of the screening
STEP = LEVELS / (2 * (LEVELS - 1))  # Morris's choice: every level is as likely before as after a move
RESAMPLES = 500


@dataclass(frozen=True)
class Sensitivity:
    """What a sensitivity study found. All tables are sorted, the most important assumption first.

    screening: path, value, low, high, effect (mean of the elementary effects: change of the difference over the whole range),
    strength (mean of their absolute values), strength_low, strength_high, spread (their standard deviation: interaction or curvature).
    shares: path, first, first_low, first_high (share of the variance that goes when it is known), total, total_low, total_high (share
    that stays when all others are known). curves: path, value, diff, diff_low, diff_high. flips: path, at (value at which the difference
    changes sign; nan: not within the range), unsure_low, unsure_high (values between which the interval holds 0; nan: none), swing
    (difference at the upper end less that at the lower), decides (the sign of the difference is another somewhere in the range, the
    interval leaving no doubt).
    """

    plan: Plan
    pair: tuple[str, str]
    metric: str
    assumptions: list[Assumption]
    screening: pd.DataFrame
    shares: pd.DataFrame
    curves: pd.DataFrame
    flips: pd.DataFrame
    runs: int

    def report(self, folder: str | Path) -> Path:
        """Write the page and the tables behind it under `folder`, all or nothing; returns the path of the page."""
        from siyu_sim.report.sensitivity import page
        from siyu_sim.report.write import write_plain

        return write_plain(page, self, Path(folder))


def runs_of(plan: Plan) -> int:
    """Runs (arms × worlds) that a sensitivity study takes at most: a value along a range may be the configured one."""
    settings = plan.study.sensitivity
    k = len(_chosen(plan, settings))
    keep = min(settings.keep, k)
    arms = len(only(plan, pair_of(plan, settings.arms)).arms)
    return arms * (
        settings.trajectories * (k + 1) + settings.base_samples * (keep + 2) + keep * (settings.steps + 1) * settings.worlds
    )


def sensitivity(plan: Plan, progress: Callable[[int, int, str], None] | None = None, store: Store | None = None) -> Sensitivity:
    """Run the sensitivity study that plan.study.sensitivity describes. progress(done, total, note) in runs. Raises ScenarioError if it
    names arms, measures or paths that do not exist, or if nothing is left to vary."""
    settings = plan.study.sensitivity
    known = _chosen(plan, settings)
    metric = settings.metric or plan.primary
    pair = pair_of(plan, settings.arms)
    plan = only(plan, pair)
    total, done = runs_of(plan), 0
    if progress:
        progress(0, total, "")

    def advance(runs: int, note: str) -> None:
        nonlocal done
        done += runs
        if progress:
            progress(done, total, note)

    probe = Probe(plan, store=store, advance=advance)
    study = _Study(plan, pair, metric, settings, probe)
    probe.stage = Said("screening the assumptions")
    screening = study.screen(known)
    by_path = {one.path: one for one in known}
    kept = [by_path[path] for path in screening["path"].head(settings.keep)]
    probe.stage = Said("shares of the variance")
    shares = study.share(kept)
    probe.stage = Said("along the range of each assumption")
    curves = study.curve(kept)
    flips = study.flip(kept, curves)
    if progress:
        progress(done, done, "")
    return Sensitivity(plan, pair, metric, known, screening, shares, curves, flips, done)


def _chosen(plan: Plan, settings: SensitivitySettings) -> list[Assumption]:
    """Raises ScenarioError with everything that the settings name in vain."""
    from siyu_sim.measure.catalogue import METRICS

    known = assumptions(only(plan, pair_of(plan, _known_arms(plan, settings))))
    mistakes = []
    if settings.metric is not None and settings.metric not in METRICS:
        near = nearest(settings.metric, METRICS)
        mistakes.append(Mistake("study.sensitivity.metric", Said("unknown metric"), settings.metric, join(METRICS), near))
    for name in settings.arms or ():
        names = [arm.name for arm in plan.arms]
        if name not in names:
            mistakes.append(Mistake("study.sensitivity.arms", Said("unknown arm"), name, join(names), nearest(name, names)))
    paths = [one.path for one in known]
    for path in settings.only:
        if not any(p == path or p.startswith(f"{path}.") for p in paths):
            groups = sorted({p.split(".")[0] for p in paths})
            problem = Said("no assumption at or below this path")
            mistakes.append(Mistake("study.sensitivity.only", problem, path, join(groups), nearest(path, [*groups, *paths])))
    if settings.base_samples & (settings.base_samples - 1):
        mistakes.append(
            Mistake("study.sensitivity.base_samples", Said("not a power of 2"), settings.base_samples, "16, 32, 64, 128, …")
        )
    if not known:
        mistakes.append(
            Mistake(
                "study",
                Said("nothing to vary: no number of this scenario has a prior range"),
                allowed=Said("evidence with a range"),
            )
        )
    if mistakes:
        raise ScenarioError(mistakes)
    if not settings.only:
        return known
    return [one for one in known if any(one.path == path or one.path.startswith(f"{path}.") for path in settings.only)]


def _known_arms(plan: Plan, settings: SensitivitySettings) -> list[str] | None:
    names = {arm.name for arm in plan.arms}
    return settings.arms if settings.arms and set(settings.arms) <= names else None


class _Study:
    def __init__(self, plan: Plan, pair: tuple[str, str], metric: str, settings: SensitivitySettings, probe: Probe) -> None:
        self.plan, self.pair, self.metric, self.settings, self.probe = plan, pair, metric, settings, probe

    def _point(self, known: Sequence[Assumption], u: np.ndarray, world: int) -> Point | None:
        plan = possible(self.plan, {one.path: one.at(float(x)) for one, x in zip(known, u, strict=True)})
        return Point(plan, world) if plan else None

    def _look(self, points: Iterator[Point | None]) -> np.ndarray:
        return self.probe.differences(points, self.pair, self.metric)

    def screen(self, known: Sequence[Assumption]) -> pd.DataFrame:
        """Elementary effects over random trajectories; the t-th trajectory lives in world t, so that chance moves no step of it."""
        import pandas as pd

        k, n = len(known), self.settings.trajectories
        dice = np.random.default_rng([self.plan.study.seed, 1])
        ways = [_trajectory(k, dice) for _ in range(n)]
        found = self._look(self._point(known, u, t) for t, (path, _, _) in enumerate(ways) for u in path).reshape(n, k + 1)
        effects = np.full((n, k), np.nan)
        for t, (_, order, signs) in enumerate(ways):
            effects[t, order] = np.diff(found[t]) / (STEP * signs)
        lines = []
        for j, one in enumerate(known):
            these = effects[:, j][~np.isnan(effects[:, j])]
            strength, low, high = interval(np.abs(these), self.plan.study.confidence)
            lines.append(
                {
                    "path": one.path, "value": one.value, "low": one.low, "high": one.high,
                    "effect": float(these.mean()) if len(these) else math.nan, "strength": strength,
                    "strength_low": max(0.0, low), "strength_high": high,
                    "spread": float(these.std(ddof=1)) if len(these) > 1 else math.nan,
                }
            )  # fmt: skip
        return pd.DataFrame(lines).sort_values("strength", ascending=False, ignore_index=True)

    def share(self, kept: Sequence[Assumption]) -> pd.DataFrame:
        """First-order and total shares of variance, with bootstrap intervals; all points share world 0."""
        import pandas as pd
        from scipy.stats import qmc, sobol_indices

        k, n = len(kept), self.settings.base_samples
        sample = qmc.Sobol(2 * k, scramble=True, seed=np.random.default_rng([self.plan.study.seed, 2])).random(n)
        a, b = sample[:, :k], sample[:, k:]
        blocks = [a, b]
        for j in range(k):
            mixed = a.copy()
            mixed[:, j] = b[:, j]
            blocks.append(mixed)
        found = self._look(self._point(kept, u, 0) for block in blocks for u in block).reshape(k + 2, n)
        lines: list[dict[str, Any]] = [{"path": one.path} for one in kept]
        usable = ~np.isnan(found).any(axis=0)
        found = found[:, usable]
        names = ("first", "first_low", "first_high", "total", "total_low", "total_high")
        if usable.sum() < 8 or np.ptp(found[:2]) == 0:
            return pd.DataFrame([{**line, **dict.fromkeys(names, math.nan)} for line in lines])
        evaluated = {"f_A": found[0][None], "f_B": found[1][None], "f_AB": found[2:, None, :]}
        estimate = sobol_indices(func=evaluated, n=int(usable.sum()))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of an assumption without any effect, whose share does not vary
            spread = estimate.bootstrap(confidence_level=self.plan.study.confidence, n_resamples=RESAMPLES)
        for j, line in enumerate(lines):
            for name, value, bounds in (
                ("first", estimate.first_order, spread.first_order),
                ("total", estimate.total_order, spread.total_order),
            ):
                line[name] = share = float(np.ravel(value)[j])
                for side in ("low", "high"):
                    bound = float(np.ravel(getattr(bounds.confidence_interval, side))[j])
                    line[f"{name}_{side}"] = share if math.isnan(bound) else bound
        return pd.DataFrame(lines).sort_values("total", ascending=False, ignore_index=True)

    def curve(self, kept: Sequence[Assumption]) -> pd.DataFrame:
        """The difference along the range of each, everything else as configured, in the same worlds."""
        import pandas as pd

        worlds, steps = self.settings.worlds, self.settings.steps
        grids = [sorted({one.at(u) for u in np.linspace(0, 1, steps).tolist()} | {one.value}) for one in kept]
        places = [(one, value) for one, grid in zip(kept, grids, strict=True) for value in grid]

        def points() -> Iterator[Point | None]:
            for one, value in places:
                plan = possible(self.plan, {one.path: value})
                for world in range(worlds):
                    yield Point(plan, world) if plan else None

        found = self._look(points()).reshape(len(places), worlds)
        lines = []
        for (one, value), these in zip(places, found, strict=True):
            diff, low, high = interval(these, self.plan.study.confidence)
            lines.append({"path": one.path, "value": value, "diff": diff, "diff_low": low, "diff_high": high})
        return pd.DataFrame(lines)

    @staticmethod
    def flip(kept: Sequence[Assumption], curves: pd.DataFrame) -> pd.DataFrame:
        """From the curves: where the sign of the difference changes."""
        import pandas as pd

        lines = [{"path": one.path, **flip_of(one, curves[curves["path"] == one.path])} for one in kept]
        table = pd.DataFrame(lines)
        return table.iloc[np.argsort(-table["swing"].abs().to_numpy(), kind="stable")].reset_index(drop=True)


def flip_of(one: Assumption, curve: pd.DataFrame) -> dict[str, Any]:
    """Where a curve (value, diff, diff_low, diff_high; values rising) crosses 0, nearest to the configured value."""
    value, diff, low, high = (curve[name].to_numpy(float) for name in ("value", "diff", "diff_low", "diff_high"))
    place = np.array([one.place(v) for v in value])
    here = float(np.interp(one.place(one.value), place, diff))
    crossings = [
        place[i] + (place[i + 1] - place[i]) * diff[i] / (diff[i] - diff[i + 1])
        for i in range(len(diff) - 1)
        if diff[i] * diff[i + 1] < 0
    ]
    at = min(crossings, key=lambda p: abs(p - one.place(one.value)), default=math.nan)
    unsure = value[(low <= 0) & (high >= 0)]
    against = (high < 0) if here > 0 else (low > 0)
    return {
        "at": math.nan if math.isnan(at) else _value(one, at),
        "unsure_low": float(unsure.min()) if len(unsure) else math.nan,
        "unsure_high": float(unsure.max()) if len(unsure) else math.nan,
        "swing": float(diff[-1] - diff[0]),
        "decides": bool(against.any()),
    }


def _value(one: Assumption, place: float) -> float:
    return one.low * (one.high / one.low) ** place if one.logarithmic else one.low + (one.high - one.low) * place


def _trajectory(k: int, dice: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(points, order, signs): k + 1 points of the grid, of which each differs from the one before in one place; the place that is
    moved at each step, and its direction. Shapes (k + 1, k), (k,), (k,)."""
    start = dice.integers(0, LEVELS // 2, k) / (LEVELS - 1)  # from the lower half, up by STEP …
    signs = dice.choice([-1.0, 1.0], k)
    start = np.where(signs > 0, start, start + STEP)  # … or from the upper half, down
    order = dice.permutation(k)
    points = np.tile(start, (k + 1, 1))
    for step, j in enumerate(order):
        points[step + 1 :, j] += STEP * signs[j]
    return points, order, signs[order]
