"""The best strategy under a budget, or the front of several goals.

Many strategies are looked at in few worlds, the better ones in more (successive halving, Jamieson & Talwalkar 2016), all in the same
worlds. What is left is confirmed against today's strategy in worlds that the search never saw.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from siyu_sim.scenario.mistakes import ScenarioError
from siyu_sim.study.candidates import SPENDING, Candidate, Candidates, fresh
from siyu_sim.study.confirm import against, amount, confirm, shown, violation, words
from siyu_sim.study.levers import Axis, axis, chosen_arm, usual_levers, wrong_constraints, wrong_goals, wrong_levers
from siyu_sim.study.probe import Probe
from siyu_sim.study.proposals import Proposals, require_optuna
from siyu_sim.study.search_settings import SPENT, Bound, SearchSettings, Value
from siyu_sim.study.store import Store
from siyu_sim.study.variants import Variants, overrides_of

if TYPE_CHECKING:
    import pandas as pd

    from siyu_sim.study.plan import Plan

Progress = Callable[[int, int, str], None]
BEST = "best"


@dataclass(frozen=True)
class Search:
    """What a search found.

    trials: one line a strategy, in the order in which they were proposed, the first as configured: trial, a column for each lever, worlds
    (in which it was looked at), the mean of each goal, constraint and the spending there, feasible. front: the best strategy, or with
    several goals those that no other beats in all of them: strategy (its name in `confirmed`) and the same columns. confirmed: see
    `confirm.confirm`; its first strategy is the arm as configured. overrides: strategy → what to type for it. statement: language →
    the answer in words. feasible: whether anything meets all constraints; if not, the front is what comes nearest to it.
    """

    plan: Plan
    arm: str
    goals: tuple[str, ...]
    trials: pd.DataFrame
    front: pd.DataFrame
    confirmed: pd.DataFrame
    overrides: dict[str, tuple[str, ...]]
    statement: dict[str, str]
    feasible: bool
    runs: int

    def report(self, folder: str | Path) -> Path:
        """Write the page and the tables behind it under `folder`, all or nothing; returns the path of the page."""
        from siyu_sim.report.search import search_page
        from siyu_sim.report.write import write_plain

        return write_plain(search_page, self, Path(folder))


def search(plan: Plan, progress: Progress | None = None, store: Store | str | Path | None = None) -> Search:
    """Run the search that plan.study.search describes. progress(done, total, note) in runs; store: a folder that keeps finished tasks.
    Raises ScenarioError with all mistakes before anything is run, also if Optuna is not installed."""
    task = _checked(plan)
    require_optuna()
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
        found = _Search(task, probe).run()
    if progress:
        progress(done, done, "")  # strategies that came up twice were looked at once
    return Search(plan, task.variants.name, task.goals, **found, runs=done)


def runs_of(plan: Plan) -> int:
    """Runs (arms × worlds) that a search takes at most. Raises ScenarioError with all mistakes in its settings."""
    return _runs(_checked(plan))


@dataclass(frozen=True)
class _Task:
    """A search whose settings are sound."""

    plan: Plan
    settings: SearchSettings
    variants: Variants
    axes: tuple[Axis, ...]
    goals: tuple[str, ...]

    @property
    def bounds(self) -> dict[str, Bound]:
        budget = self.settings.budget_yuan
        return {**self.settings.constraints, **({SPENDING: Bound(max=budget)} if budget is not None else {})}

    def sizes(self) -> list[int]:
        """Strategies in each rung, the arm as configured not counted."""
        n, keep = self.settings.trials, self.settings.keep
        return [math.ceil(n / keep**k) for k in range(len(self.settings.rungs))]


def _checked(plan: Plan) -> _Task:
    settings, at = plan.study.search, "study.search"
    arm, mistakes = chosen_arm(settings.arm, [one.name for one in plan.arms], plan.baseline, f"{at}.arm")
    goals = tuple(settings.goals or (plan.primary,))
    mistakes += wrong_goals(goals, f"{at}.goals")
    mistakes += wrong_constraints(settings.constraints, f"{at}.constraints")
    variants = Variants(plan, arm)
    levers = settings.levers or usual_levers(variants)
    axes = tuple(axis(path, lever, variants) for path, lever in levers.items())
    mistakes += wrong_levers(axes, variants, f"{at}.levers")
    if mistakes:
        raise ScenarioError(mistakes)
    return _Task(plan, settings, variants, axes, goals)


def _runs(task: _Task) -> int:
    settings, sizes = task.settings, task.sizes()
    more = np.diff(settings.rungs, prepend=0).tolist()
    last = 1 if len(task.goals) == 1 else sizes[-1]
    looks = sum((size + 1) * worlds for size, worlds in zip(sizes, more, strict=True)) + (last + 1) * settings.fresh
    return looks * task.variants.arms


class _Search:
    def __init__(self, task: _Task, probe: Probe) -> None:
        from siyu_sim.measure.catalogue import METRICS

        self.task, self.settings = task, task.settings
        self.signs = np.array([1.0 if METRICS[goal].better == "high" else -1.0 for goal in task.goals])
        constrained = [name for name in task.bounds if name != SPENDING]
        self.columns = list(dict.fromkeys([*task.goals, *constrained, SPENDING]))
        self.metrics = shown([*task.goals, *constrained, *task.plan.metrics])
        measures = [name for name in self.metrics if name != SPENDING]
        paths = [one.path for one in task.axes]
        self.candidates = Candidates(task.variants, paths, probe, measures, SPENT[task.settings.spending])

    def run(self) -> dict[str, Any]:
        left = self._propose()
        rungs, sizes = self.settings.rungs, self.task.sizes()
        today = self.candidates.today
        for k in range(1, len(rungs)):
            left = self._best(left, sizes[k], range(rungs[k - 1]))
            self.candidates.look([today, *left], range(rungs[k]))
        searched = range(rungs[-1])
        # today's strategy is in the running, and was in every rung
        entries = list(dict.fromkeys([today, *left]))
        feasible = any(self._sound(one, searched) for one in entries)
        front = self._front(entries, searched)
        return {**self._told(front, searched), "trials": self._table(self.candidates.all), "feasible": feasible}

    def _propose(self) -> list[Candidate]:
        """The first rung: every strategy that was proposed, each once; those that cannot be are left out."""
        settings, worlds = self.settings, range(self.settings.rungs[0])
        proposals = Proposals(self.task.axes, [bool(s > 0) for s in self.signs], self.task.plan.study.seed, settings.batch)
        today = self.candidates.today
        self.candidates.look([today], worlds)
        proposals.suggest(today.values)
        seen: dict[Candidate, None] = {}
        for begun in range(0, settings.trials, settings.batch):
            asked = proposals.ask(min(settings.batch, settings.trials - begun))
            batch = [(ticket, self.candidates.of(values)) for ticket, values in asked]
            self.candidates.look([one for _, one in batch], worlds)
            for ticket, one in batch:
                goals = self._goals(one, worlds) * self.signs
                told = None if np.isnan(goals).any() else goals.tolist()
                proposals.tell(ticket, told, self._violations(one, worlds))
                if one.plan is not None:
                    seen[one] = None
        return list(seen)

    # -------------------------------------------------------------------------------------------- what is better

    def _goals(self, one: Candidate, worlds: range) -> np.ndarray:
        """More is better in each; nan where not defined."""
        return self.signs * [self.candidates.mean(one, goal, worlds) for goal in self.task.goals]

    def _violations(self, one: Candidate, worlds: range) -> list[float]:
        return [violation(self.candidates.mean(one, name, worlds), bound) for name, bound in self.task.bounds.items()]

    def _sound(self, one: Candidate, worlds: range) -> bool:
        """It meets all constraints, and its goals are defined."""
        return not any(v > 0 for v in self._violations(one, worlds)) and not np.isnan(self._goals(one, worlds)).any()

    def _best(self, entries: Sequence[Candidate], n: int, worlds: range) -> list[Candidate]:
        """The n best: those that meet the constraints by goals, then the others by how little they miss them."""
        sound = [one for one in entries if self._sound(one, worlds)]
        others = [one for one in entries if one not in sound]
        missed = {one: sum(self._violations(one, worlds)) for one in others}
        goals = np.array([self._goals(one, worlds) for one in sound]).reshape(len(sound), len(self.signs))
        order = [sound[k] for k in ranked(goals)] + sorted(others, key=lambda one: missed[one])
        return order[:n]

    def _front(self, entries: list[Candidate], worlds: range) -> list[Candidate]:
        """What no other beats in all goals, sorted by the first; one strategy if there is one goal, or if nothing meets the
        constraints."""
        sound = [one for one in entries if self._sound(one, worlds)]
        if len(self.signs) == 1 or not sound:
            return self._best(entries, 1, worlds)
        goals = np.array([self._goals(one, worlds) for one in sound])
        on = [k for k in range(len(sound)) if not _beaten(goals, k)]
        return [sound[k] for k in sorted(on, key=lambda k: -goals[k, 0])]

    # -------------------------------------------------------------------------------------------- what is told

    def _told(self, front: list[Candidate], searched: range) -> dict[str, Any]:
        today, arm = self.candidates.today, self.task.variants.name
        several = len(self.signs) > 1
        names = {one: (f"front {k}" if several else BEST) for k, one in enumerate(front, 1)}
        names[today] = arm
        settings, plan = self.settings, self.task.plan
        named = {arm: today, **{names[one]: one for one in front if one is not today}}
        confirmed = confirm(
            self.candidates, named, self.metrics, self.task.bounds, searched, fresh(settings.fresh), plan.study.confidence
        )
        table = self._table(front)
        table.insert(0, "strategy", [names[one] for one in front])
        return {
            "front": table,
            "confirmed": confirmed,
            "overrides": {name: overrides_of(one.values) if one is not today else () for name, one in named.items()},
            "statement": self._statement(front, names, confirmed),
        }

    def _table(self, entries: Sequence[Candidate]) -> pd.DataFrame:
        import pandas as pd

        lines: list[dict[str, Value]] = []
        for one in entries:
            worlds = range(len(one.found.keys() & set(range(self.settings.rungs[-1]))))
            line: dict[str, Value] = {"trial": one.number}
            line |= {axis.path: one.values.get(axis.path) for axis in self.task.axes}
            line["worlds"] = len(worlds)
            line |= {name: self.candidates.mean(one, name, worlds) if worlds else math.nan for name in self.columns}
            line["feasible"] = bool(worlds) and self._sound(one, worlds)
            lines.append(line)
        return pd.DataFrame(lines)

    def _statement(self, front: list[Candidate], names: dict[Candidate, str], confirmed: pd.DataFrame) -> dict[str, str]:
        from siyu_sim.measure.catalogue import METRICS

        goal, plan = self.task.goals[0], self.task.plan
        arm_en, arm_zh = (self.task.variants.label(lang) for lang in ("en", "zh"))
        if not any(self._sound(one, range(self.settings.rungs[-1])) for one in front):
            one = front[0]
            return {
                "en": f"No strategy was found that meets all constraints. What comes nearest: {words(one.values)}.",
                "zh": f"没有找到满足全部约束的策略。最接近的是：{words(one.values)}。",
            }
        if front == [self.candidates.today]:
            return {
                "en": f"Nothing better than “{arm_en}” as it is configured was found.",
                "zh": f"没有找到比“{arm_zh}”现有配置更好的方案。",
            }
        if len(front) > 1:
            goals_en = ", ".join(METRICS[name].label["en"] for name in self.task.goals)
            goals_zh = "、".join(METRICS[name].label["zh"] for name in self.task.goals)
            n = self.settings.fresh
            return {
                "en": f"{len(front)} strategies of which none beats another in all of {goals_en}; each confirmed in {n} fresh worlds.",
                "zh": f"看{goals_zh}，各有所长、谁也不能样样胜出的策略共{len(front)}种，都已在{n}个全新的世界里验证。",
            }
        one = front[0]
        line = confirmed[(confirmed["strategy"] == names[one]) & (confirmed["metric"] == goal)].iloc[0]
        before = amount(line["searched"])
        signs = "more is better" if METRICS[goal].better == "high" else "less is better"
        signs_zh = "越高越好" if METRICS[goal].better == "high" else "越低越好"
        n = self.settings.fresh
        told = against(
            line.to_dict(), METRICS[goal].label, {"en": arm_en, "zh": arm_zh}, plan.study.confidence, METRICS[goal].unit
        )
        broken = [name for name, state in self._constraints(names[one], confirmed).items() if state != "yes"]
        warn_en = f" Not sure to stay within its limit: {', '.join(broken)}." if broken else ""
        warn_zh = f"不能确定守得住约束：{'、'.join(broken)}。" if broken else ""
        return {
            "en": (
                f"Best found: {words(one.values)}. In {n} fresh worlds {told['en']}; {signs}. In the search the difference looked "
                f"like {before}.{warn_en}"
            ),
            "zh": (
                f"找到的最佳策略：{words(one.values)}。在{n}个全新的世界里，{told['zh']}；{signs_zh}。"
                f"搜索时看起来相差{before}。{warn_zh}"
            ),
        }

    def _constraints(self, name: str, confirmed: pd.DataFrame) -> dict[str, str]:
        mine = confirmed[confirmed["strategy"] == name].set_index("metric")["within"]
        return {metric: str(mine[metric]) for metric in self.task.bounds}


def _beaten(goals: np.ndarray, k: int) -> bool:
    """Whether another line is at least as good in all columns and better in one; more is better."""
    return bool(((goals >= goals[k]).all(axis=1) & (goals > goals[k]).any(axis=1)).any())


def ranked(goals: np.ndarray) -> list[int]:
    """Lines of goals (more is better), the best first: by front, within a front those in emptier places first (crowding distance of
    NSGA-II); equal ones in their order. Shape (lines, goals)."""
    left = list(range(len(goals)))
    order: list[int] = []
    while left:
        here = goals[left]
        on = [k for i, k in enumerate(left) if not _beaten(here, i)]
        room = _crowding(goals[on])
        order += [on[i] for i in sorted(range(len(on)), key=lambda i: -room[i])]
        left = [k for k in left if k not in on]
    return order


def _crowding(goals: np.ndarray) -> np.ndarray:
    """Size of the box around each line that holds no other; inf at the ends."""
    room = np.zeros(len(goals))
    if goals.shape[1] == 1:
        return room
    for column in goals.T:
        order = np.argsort(column, kind="stable")
        span = column[order[-1]] - column[order[0]]
        room[order[[0, -1]]] = np.inf
        if span > 0:
            room[order[1:-1]] += (column[order[2:]] - column[order[:-2]]) / span
    return room
