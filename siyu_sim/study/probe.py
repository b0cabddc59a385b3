"""A measure of a plan at many points: the difference between two arms (or one arm's own value) under other assumptions or levers.

Every point is a variant of the plan; points share worlds, so that what differs between them is the point. Work goes through the
same store and backend as any study.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from siyu_sim.scenario.mistakes import ScenarioError
from siyu_sim.study.assumptions import varied
from siyu_sim.study.backends import Workers
from siyu_sim.study.execute import execute
from siyu_sim.study.plan import Arm, Plan
from siyu_sim.study.store import Store
from siyu_sim.study.tasks import Task, Worlds

Advance = Callable[[int, str], None]


@dataclass(frozen=True)
class Point:
    """A variant of the plan and the world (number from 0) in which it is looked at."""

    plan: Plan
    world: int


def pair_of(plan: Plan, arms: Sequence[str] | None = None) -> tuple[str, str]:
    """(arm, baseline) whose difference a study is about: those named, else the plan's focus, else its second arm and its baseline.
    With one arm both are the same: its own value is meant."""
    if arms is not None and len(arms) == 2:
        return plan.arm(arms[0]).name, plan.arm(arms[1]).name
    if plan.focus:
        first, second = plan.focus
        return (second, first) if first == plan.baseline else (first, second)
    others = [arm.name for arm in plan.arms if arm.name != plan.baseline]
    return (others[0] if others else plan.baseline), plan.baseline


def only(plan: Plan, names: Iterable[str]) -> Plan:
    """The plan without the arms that neither are named nor give their spending to one that is."""
    wanted = set(names)
    kept: list[Arm] = []
    for arm in reversed(plan.arms):
        if arm.name in wanted:
            kept.insert(0, arm)
            if arm.spend_like:
                wanted.add(arm.spend_like.arm)
    baseline = plan.baseline if plan.baseline in wanted else kept[0].name
    return replace(plan, arms=tuple(kept), baseline=baseline, focus=None)


class Probe:
    """Looks at the points of one study. backend, processes and the like are the plan's. Within a `with` all looks share one pool of
    workers, which a study that asks again and again should not start every time."""

    def __init__(self, plan: Plan, *, store: Store | None = None, advance: Advance | None = None) -> None:
        self._plan, self._store, self._advance = plan, store, advance
        self.stage = ""  # of the study, told with its progress
        self._workers: Workers | None = None

    def __enter__(self) -> Probe:
        self._workers = Workers(self._plan.study.backend, processes_of(self._plan))
        return self

    def __exit__(self, *error: object) -> None:
        if self._workers is not None:
            self._workers.__exit__(*error)
            self._workers = None

    def _told(self, runs: int, note: str) -> None:
        assert self._advance is not None
        self._advance(runs, self.stage or note)

    def measures(self, points: Iterable[Point | None], arms: Sequence[str]) -> Iterator[dict[str, dict[str, float]] | None]:
        """arm → measure → value at each point, in the order of points, which may be a long iterator; None for a point that is None."""
        asked: deque[int] = deque()  # tasks of each point whose results are not all there yet; 0: nothing to look at

        def tasks() -> Iterator[Task]:
            for point in points:
                found = [] if point is None else list(Worlds(only(point.plan, arms)).tasks(point.world))
                asked.append(len(found))
                yield from (replace(task, trees=False) for task in found)

        settings = self._plan.study
        advance = self._told if self._advance else None
        results = execute(
            tasks(), store=self._store, backend=settings.backend, processes=processes_of(self._plan), advance=advance,
            workers=self._workers,
        )  # fmt: skip
        part: dict[str, dict[str, float]] = {}
        n = 0
        for result in results:
            while asked and asked[0] == 0:
                asked.popleft()
                yield None
            part.update((summary.arm, summary.metrics) for summary in result)
            n += 1
            if n == asked[0]:
                asked.popleft()
                yield part
                part, n = {}, 0
        for _ in asked:
            yield None

    def differences(self, points: Iterable[Point | None], pair: tuple[str, str], metric: str) -> np.ndarray:
        """metric(arm) − metric(baseline) at each point, shape (points,); with a pair of one arm its own value. nan at a point that is
        None, or where the measure is not defined."""
        values = []
        for found in self.measures(points, sorted(set(pair))):
            if found is None:
                values.append(np.nan)
            else:
                one, other = (found[arm][metric] for arm in pair)
                values.append(one if pair[0] == pair[1] else one - other)
        return np.array(values, float)


def possible(plan: Plan, values: Mapping[str, float]) -> Plan | None:
    """The plan under other values of some assumptions, or None if they do not go together."""
    try:
        return varied(plan, values)
    except ScenarioError:
        return None


def processes_of(plan: Plan) -> int:
    """Workers that a study starts on this machine."""
    return plan.study.processes or os.cpu_count() or 1
