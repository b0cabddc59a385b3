"""How to split a budget over channels and rewards, and which lever deserves the next yuan.

Marginal allocation (Fox 1966): starting with every lever at its lowest, the next step always goes to the lever that gains most for each
yuan that it really costs, until the budget is spent or nothing gains. Then steps are taken away or moved from one lever to another as
long as that gains. Where returns diminish this is the best split on the grid of steps; where a lever needs a threshold, two and
four steps at once are tried when no single one gains. All splits are compared in the same worlds, so what differs is the split.

What comes out is told from fresh worlds only: against the arm as configured, each lever with and without its money, and each lever
with one step more.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from siyu_sim.language import Said
from siyu_sim.scenario.mistakes import Mistake, ScenarioError
from siyu_sim.study.candidates import SPENDING, Candidate, Candidates, fresh
from siyu_sim.study.confirm import against, amount, confirm, shown, words
from siyu_sim.study.levers import Axis, axis, chosen_arm, usual_doses, wrong_goals, wrong_levers
from siyu_sim.study.probe import Probe
from siyu_sim.study.search_settings import SPENT, AllocateSettings, Bound, Value
from siyu_sim.study.statistics import interval
from siyu_sim.study.store import Store
from siyu_sim.study.variants import Variants, overrides_of

if TYPE_CHECKING:
    import pandas as pd

    from siyu_sim.study.plan import Plan

Progress = Callable[[int, int, str], None]
Split = tuple[int, ...]  # steps of each lever above its lowest
STRIDES = (1, 2, 4)
BEST = "best"
NOTHING = 0.001  # share of a budget up to which nothing is spent
LEFT_OVER = 0.98  # share of a budget below which money is left


@dataclass(frozen=True)
class Allocation:
    """The split that was found. Gains are changes of the goal for the better: less, where less is better.

    trials: one line a split in the order in which they were looked at, the first as configured: trial, a column for each lever, goal and
    spending. split: lever, today, value, and by taking its money away in fresh worlds: spend (yuan over the horizon), gain, each with
    _low and _high. marginal, the best lever first: lever, step (what is added), extra_spend, extra_gain, per_yuan (gain for each extra
    yuan; nan if the step does not clearly cost more), behind (per_yuan of next_lever, else of the best, less this, in the same worlds),
    each with _low and _high. confirmed: see `confirm.confirm`. overrides: what to type for the split. next_lever: the lever that
    deserves the next yuan, or None if none clearly gains. statement: language → the answer in words. feasible: whether the levers at
    their lowest leave anything of the budget. finished: whether the search ended before settings.looks were used up.
    """

    plan: Plan
    arm: str
    goal: str
    budget_yuan: float
    trials: pd.DataFrame
    split: pd.DataFrame
    marginal: pd.DataFrame
    confirmed: pd.DataFrame
    overrides: tuple[str, ...]
    next_lever: str | None
    statement: dict[str, str]
    feasible: bool
    finished: bool
    runs: int

    def report(self, folder: str | Path) -> Path:
        """Write the page and the tables behind it under `folder`, all or nothing; returns the path of the page."""
        from siyu_sim.report.search import allocation_page
        from siyu_sim.report.write import write_plain

        return write_plain(allocation_page, self, Path(folder))


def allocate(plan: Plan, progress: Progress | None = None, store: Store | str | Path | None = None) -> Allocation:
    """Split the budget as plan.study.allocate describes. progress(done, total, note) in runs; store: a folder that keeps finished
    tasks. Raises ScenarioError with all mistakes before anything is run."""
    task = _checked(plan)
    total, done = _runs(task), 0
    keep = Store(Path(store), plan.name) if isinstance(store, (str, Path)) else store

    def advance(runs: int, note: str) -> None:
        nonlocal done
        done += runs
        if progress:
            progress(done, total, note)

    if progress:
        progress(0, total, "")
    with Probe(plan, store=keep, advance=advance) as probe:
        found = _Allocate(task, probe).run()
    if progress:
        progress(done, done, "")
    return Allocation(plan, task.variants.name, task.goal, **found, runs=done)


def runs_of(plan: Plan) -> int:
    """Runs (arms × worlds) that an allocation takes at most. Raises ScenarioError with all mistakes in its settings."""
    return _runs(_checked(plan))


@dataclass(frozen=True)
class _Task:
    """An allocation whose settings are sound."""

    plan: Plan
    settings: AllocateSettings
    variants: Variants
    axes: tuple[Axis, ...]
    goal: str


def _checked(plan: Plan) -> _Task:
    settings, at = plan.study.allocate, "study.allocate"
    arm, mistakes = chosen_arm(settings.arm, [one.name for one in plan.arms], plan.baseline, f"{at}.arm")
    goal = settings.goal or plan.primary
    mistakes += wrong_goals([goal], f"{at}.goal")
    variants = Variants(plan, arm)
    levers = settings.levers or usual_doses(variants)
    if len(levers) < 2:
        problem = Said("a budget is split over two levers at least")
        mistakes.append(Mistake(f"{at}.levers", problem, sorted(levers), Said("budgets of channels, rewards, posts a day, …")))
    axes = tuple(axis(path, lever, variants) for path, lever in levers.items())
    mistakes += wrong_levers(axes, variants, f"{at}.levers")
    if mistakes:
        raise ScenarioError(mistakes)
    variants.plan({one.path: one.value(one.low) for one in axes})  # where every allocation begins
    return _Task(plan, settings, variants, axes, goal)


def _runs(task: _Task) -> int:
    settings = task.settings
    looks = settings.looks * settings.worlds + (2 + 2 * len(task.axes)) * settings.fresh
    return looks * task.variants.arms


class _Allocate:
    def __init__(self, task: _Task, probe: Probe) -> None:
        from siyu_sim.measure.catalogue import METRICS

        self.task, self.axes, self.settings = task, task.axes, task.settings
        self.metric = METRICS[task.goal]
        self.sign = 1.0 if self.metric.better == "high" else -1.0
        self.metrics = shown([task.goal, *task.plan.metrics])
        measures = [name for name in self.metrics if name != SPENDING]
        paths = [one.path for one in task.axes]
        self.candidates = Candidates(task.variants, paths, probe, measures, SPENT[task.settings.spending])
        self.worlds = range(task.settings.worlds)
        self.known: dict[Split, Candidate] = {}
        self.most = tuple(round((one.high - one.low) / (one.step or 1.0)) for one in task.axes)
        self.finished = True

    def run(self) -> dict[str, Any]:
        today = self.candidates.today
        self.candidates.look([today], self.worlds)
        budget = self.settings.budget_yuan or self.candidates.mean(today, SPENDING, self.worlds)
        split: Split = (0,) * len(self.axes)
        self._look([split])
        feasible = self._spent(split) <= budget
        if feasible:
            split = self._climb(split, budget)
        return {**self._told(split, budget, feasible), "budget_yuan": budget, "feasible": feasible, "finished": self.finished}

    # -------------------------------------------------------------------------------------------- the search

    def _climb(self, split: Split, budget: float) -> Split:
        """Steps up as long as one gains, then steps down and moves; again and again, as long as anything gains."""
        while True:
            better = self._step_up(split, budget) or self._rearranged(split, budget)
            if better is None:
                return split
            split = better

    def _step_up(self, split: Split, budget: float) -> Split | None:
        """The next step for the lever that gains most for each yuan, or None if none gains or all cost too much."""
        for stride in STRIDES:
            ups = [up for k in range(len(split)) if (up := self._moved(split, {k: stride})) is not None]
            if not self._look(ups):
                return None
            gains = {up: self._gain(split, up) for up in ups if self._spent(up) <= budget and self._gain(split, up) > 0}
            if gains:
                cost = {up: self._spent(up) - self._spent(split) for up in gains}
                # what gains and costs nothing more comes first, the larger gain before the smaller
                return max(gains, key=lambda up: (cost[up] <= 0, gains[up] / cost[up] if cost[up] > 0 else gains[up]))
        return None

    def _rearranged(self, split: Split, budget: float) -> Split | None:
        """The best of all splits with a step less somewhere, and perhaps one more elsewhere; None if none gains within the budget."""
        n = len(split)
        moves = [{k: -1} for k in range(n)] + [{k: -1, j: 1} for k in range(n) for j in range(n) if j != k]
        others = [other for move in moves if (other := self._moved(split, move)) is not None]
        if not self._look(others):
            return None
        gains = {other: self._gain(split, other) for other in others if self._spent(other) <= budget}
        best = max(gains, key=lambda other: gains[other], default=None)
        return best if best is not None and gains[best] > 0 else None

    def _moved(self, split: Split, move: dict[int, int]) -> Split | None:
        moved = tuple(steps + move.get(k, 0) for k, steps in enumerate(split))
        return moved if all(0 <= steps <= most for steps, most in zip(moved, self.most, strict=True)) else None

    def _look(self, splits: Sequence[Split]) -> bool:
        """False if there are none, or too few looks left for all of them."""
        new = [split for split in splits if split not in self.known]
        if len(self.known) + 1 + len(new) > self.settings.looks:  # one for the arm as configured
            self.finished = False
            return False
        self.known |= {split: self.candidates.of(self._values(split)) for split in new}
        self.candidates.look([self.known[split] for split in new], self.worlds)
        return bool(splits)

    def _values(self, split: Split) -> dict[str, Value]:
        return {one.path: one.value(one.low + steps * (one.step or 1.0)) for one, steps in zip(self.axes, split, strict=True)}

    def _spent(self, split: Split) -> float:
        """Mean over worlds; inf if the split cannot be."""
        spent = self.candidates.mean(self.known[split], SPENDING, self.worlds)
        return math.inf if math.isnan(spent) else spent

    def _gain(self, split: Split, other: Split) -> float:
        """Mean over worlds; −inf where the goal is not defined in all of them, +inf if it only is in the other."""
        before, after = (self.sign * self.candidates.mean(self.known[s], self.task.goal, self.worlds) for s in (split, other))
        if math.isnan(after):
            return -math.inf
        return math.inf if math.isnan(before) else after - before

    # -------------------------------------------------------------------------------------------- in fresh worlds

    def _told(self, split: Split, budget: float, feasible: bool) -> dict[str, Any]:
        plan, arm, here = self.task.plan, self.task.variants.name, self.known[split]
        worlds = fresh(self.settings.fresh)
        low, more = (self._neighbours(split, steps) for steps in (None, 1))
        today = self.candidates.today
        self.candidates.look([today, here, *low, *more], worlds)  # all at once, for the workers' sake
        named = {arm: today, BEST: here}
        bounds = {SPENDING: Bound(max=budget)}
        confirmed = confirm(self.candidates, named, self.metrics, bounds, self.worlds, worlds, plan.study.confidence)
        marginal = self._marginal(here, more, worlds)
        clear = marginal[marginal["per_yuan_low"] > 0]
        next_lever = str(clear.iloc[0]["lever"]) if len(clear) else None
        return {
            "trials": self._trials(),
            "split": self._split(split, here, low, worlds),
            "marginal": marginal,
            "confirmed": confirmed,
            "overrides": overrides_of(here.values),
            "next_lever": next_lever,
            "statement": self._statement(here, marginal, next_lever, confirmed, budget, feasible),
        }

    def _neighbours(self, split: Split, steps: int | None) -> list[Candidate]:
        """For each lever the split with so many steps more of it, also beyond its highest; None: with it at its lowest."""
        return [
            self.candidates.of(
                self._beyond(tuple(0 if steps is None and j == k else s + (steps or 0) * (j == k) for j, s in enumerate(split)))
            )
            for k in range(len(split))
        ]

    def _beyond(self, split: Split) -> dict[str, Value]:
        return {
            one.path: replace(one, high=math.inf).value(one.low + steps * (one.step or 1.0))
            for one, steps in zip(self.axes, split, strict=True)
        }

    def _differences(self, a: Candidate, b: Candidate, worlds: range) -> tuple[np.ndarray, np.ndarray]:
        """(spending, gain) of a less those of b, by world."""
        spent, goal = (
            self.candidates.values(a, name, worlds) - self.candidates.values(b, name, worlds)
            for name in (SPENDING, self.task.goal)
        )
        return spent, self.sign * goal

    def _split(self, split: Split, here: Candidate, low: list[Candidate], worlds: range) -> pd.DataFrame:
        import pandas as pd

        level, values = self.task.plan.study.confidence, self._values(split)
        lines = []
        for one, without in zip(self.axes, low, strict=True):
            spent, gain = self._differences(here, without, worlds)
            line: dict[str, Value] = {
                "lever": one.path, "today": self.candidates.today.values.get(one.path), "value": values[one.path],
            }  # fmt: skip
            line |= _three("spend", interval(spent, level)) | _three("gain", interval(gain, level))
            lines.append(line)
        return pd.DataFrame(lines)

    def _marginal(self, here: Candidate, more: list[Candidate], worlds: range) -> pd.DataFrame:
        """Intervals hold for all levers together (Bonferroni), so that the best may be picked from them."""
        import pandas as pd

        level = 1 - (1 - self.task.plan.study.confidence) / len(self.axes)
        lines, parts = [], []
        for one, extra in zip(self.axes, more, strict=True):
            spent, gain = self._differences(extra, here, worlds)
            part = influence(gain, spent, level)
            parts.append(part)
            line: dict[str, Any] = {"lever": one.path, "step": one.step}
            line |= _three("extra_spend", interval(spent, level)) | _three("extra_gain", interval(gain, level))
            line |= _three("per_yuan", interval(part, level))
            lines.append(line)
        order = sorted(range(len(lines)), key=lambda k: (math.isnan(lines[k]["per_yuan"]), -lines[k]["per_yuan"]))
        # the one to compare with: the best of which it is clear that it gains anything, else the best
        first = next((k for k in order if lines[k]["per_yuan_low"] > 0), order[0])
        behind = [
            _three("behind", interval(parts[first] - part, level) if k != first else (0.0,) * 3) for k, part in enumerate(parts)
        ]
        return pd.DataFrame([lines[k] | behind[k] for k in order])

    def _trials(self) -> pd.DataFrame:
        import pandas as pd

        lines: list[dict[str, Value]] = []
        for one in dict.fromkeys([self.candidates.today, *self.known.values()]):
            line: dict[str, Value] = {"trial": one.number} | {axis.path: one.values.get(axis.path) for axis in self.axes}
            line |= {name: self.candidates.mean(one, name, self.worlds) for name in (self.task.goal, SPENDING)}
            lines.append(line)
        return pd.DataFrame(lines)

    def _statement(
        self,
        here: Candidate,
        marginal: pd.DataFrame,
        next_lever: str | None,
        confirmed: pd.DataFrame,
        budget: float,
        feasible: bool,
    ) -> dict[str, str]:
        label, n = self.metric.label, self.settings.fresh
        arm_en, arm_zh = (self.task.variants.label(lang) for lang in ("en", "zh"))
        if not feasible:
            return {
                "en": f"Even with every lever at its lowest more is spent than {amount(budget)} yuan: there is nothing to split.",
                "zh": f"所有抓手都取最低值时，花费仍超过{amount(budget)}元：没有可分配的预算。",
            }
        line = confirmed[(confirmed["strategy"] == BEST) & (confirmed["metric"] == self.task.goal)]
        spent = confirmed[(confirmed["strategy"] == BEST) & (confirmed["metric"] == SPENDING)]["mean"]
        en, zh = _split_in_words(words(here.values), budget, float(spent.iloc[0]) if len(spent) else math.nan)
        if len(line):
            arms = {"en": arm_en, "zh": arm_zh}
            told = against(line.iloc[0].to_dict(), label, arms, self.task.plan.study.confidence, self.metric.unit)
            en += f" In {n} fresh worlds {told['en']}."
            zh += f"在{n}个全新的世界里，{told['zh']}。"
        if next_lever is None:
            return {
                "en": en + " No lever clearly gains from a further yuan: keep it.",
                "zh": zh + "再多花一块钱，没有哪个抓手看得出回报：不必再投。",
            }
        best = marginal.set_index("lever").loc[next_lever]
        rate, low, high = (amount(best[name]) for name in ("per_yuan", "per_yuan_low", "per_yuan_high"))
        # nan counts as no doubt: a step that costs nothing has no return
        near = [str(one.lever) for one in marginal.itertuples() if one.lever != next_lever and one.behind_low <= 0]
        en += f" The next yuan belongs to {next_lever}: it improves {label['en']} by {rate} for each yuan ({low} to {high})."
        zh += f"下一块钱该投给{next_lever}：每多花1元，{label['zh']}改善{rate}（{low}～{high}）。"
        if near:
            en += f" Not clearly worse: {', '.join(near)}."
            zh += f"不明显更差的还有：{'、'.join(near)}。"
        return {"en": en, "zh": zh}


def _split_in_words(values: str, budget: float, spent: float) -> tuple[str, str]:
    """(English, Chinese). spent: of the budget, yuan; nan if not known. A split may leave money unspent, or all of it."""
    if spent <= NOTHING * budget:
        return (
            f"The best use of {amount(budget)} yuan is to spend none of it: {values}.",
            f"这{amount(budget)}元最好一分不花：{values}。",
        )
    en, zh = f"Best split of {amount(budget)} yuan: {values}", f"{amount(budget)}元的最佳分配：{values}"
    if spent < LEFT_OVER * budget:
        return f"{en}. It spends {amount(spent)} yuan and keeps the rest.", f"{zh}。只花其中{amount(spent)}元，其余留着不花。"
    return f"{en}.", f"{zh}。"


def influence(above: np.ndarray, below: np.ndarray, confidence: float) -> np.ndarray:
    """Values by world whose mean is the ratio of means and whose spread gives its standard error (delta method), so that ratios can be
    compared world by world; nan unless the mean below is clearly above 0, where a ratio says something."""
    low = interval(below, confidence)[1]
    mean = float(np.mean(below))
    if not (low > 0 or (mean > 0 and np.ptp(below) == 0)):
        return np.full(len(below), np.nan)
    ratio = float(np.mean(above)) / mean
    return ratio + (above - ratio * below) / mean


def _three(name: str, values: tuple[float, ...]) -> dict[str, float]:
    return dict(zip((name, f"{name}_low", f"{name}_high"), values, strict=True))
