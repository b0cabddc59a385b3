"""Run a plan: every arm in every world, and gather the results into a `Study`.

Results depend on the plan alone: not on the backend, the number of workers, the order in which tasks finish, or on what was found
finished in the store.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from siyu_sim.study.execute import execute
from siyu_sim.study.gather import Summaries
from siyu_sim.study.plan import Plan
from siyu_sim.study.precision import needed
from siyu_sim.study.results import Study, columns
from siyu_sim.study.store import Store
from siyu_sim.study.summary import Summary
from siyu_sim.study.tasks import Task, Worlds, of_world, perform
from siyu_sim.study.twins import PairOfArms, from_summary, pair_of

MOST_SISTERS = 50  # second worlds of the same assumptions: enough to tell chance from ignorance
Progress = Callable[[int, int, str], None]


def run(plan: Plan, progress: Progress | None = None, store: Store | str | Path | None = None) -> Study:
    """Run all arms in all worlds: study.replications, and then as many more as study.precision takes.

    progress(done, total, note): called in this process, in runs (arms × worlds). store: a folder that keeps every finished task, so
    that a study that was stopped goes on from there and a repeated one computes nothing; None: nothing is kept. If the plan asks
    for event logs (study.log), one Parquet file a run is written to a temporary folder, which the report takes over.
    Raises TaskLost (a ChildProcessError) if tasks kill their workers, BackendError if the backend cannot be used.
    """
    begun = time.perf_counter()
    keep = Store(Path(store), plan.name) if isinstance(store, (str, Path)) else store
    folder = Path(tempfile.mkdtemp(prefix="siyu_sim-events-")) if plan.study.log else None
    n = plan.study.replications
    n_sisters = min(n, MOST_SISTERS) if plan.study.draw_assumptions else 0
    source, pair = Worlds(plan), twin_pair(plan)
    twins = [source.twins(r, pair) for r in range(min(n, plan.study.twins))] if pair else []
    counter = _Counter(len(plan.arms) * (n + n_sisters) + sum(len(task.parts) for task in twins), progress)
    summaries, sisters = Summaries(), Summaries()
    try:
        for summary in worlds(plan, range(n), keep, counter.advance, folder):
            summaries.append(summary)
        wanted = needed(plan, columns(summaries)).worlds
        if wanted > n:
            counter.total += len(plan.arms) * (wanted - n)
            for summary in worlds(plan, range(n, wanted), keep, counter.advance, folder):
                summaries.append(summary)
        for summary in worlds(plan, range(n_sisters), keep, counter.advance, sister=True):
            sisters.append(summary)
        compared = [from_summary(one) for (one,) in _execute(plan, twins, keep, counter.advance)]
    except BaseException:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
        raise
    return Study(
        plan,
        summaries,
        time.perf_counter() - begun,
        folder,
        tuple(keep.told) if keep else (),
        sisters,
        (pair, compared) if pair and compared else None,
    )


def worlds(
    plan: Plan,
    which: range,
    store: Store | None = None,
    advance: Callable[[int, str], None] | None = None,
    events: Path | None = None,
    sister: bool = False,
) -> Iterator[Summary]:
    """Summaries of some of the plan's worlds, or of their sisters (tasks.Worlds): by world, then by arm in the plan's order."""
    order = {arm.name: k for k, arm in enumerate(plan.arms)}
    source = Worlds(plan, str(events or ""))
    tasks = (task for r in which for task in source.tasks(r, sister))
    found: list[Summary] = []
    for result in _execute(plan, tasks, store, advance):
        found += result
        if len(found) == len(plan.arms):
            yield from sorted(found, key=lambda summary: order[summary.arm])
            found.clear()


def _execute(
    plan: Plan, tasks: Iterable[Task], store: Store | None, advance: Callable[[int, str], None] | None
) -> Iterator[list[Summary]]:
    processes = plan.study.processes or os.cpu_count() or 1
    return execute(tasks, store=store, backend=plan.study.backend, processes=processes, advance=advance)


def twin_pair(plan: Plan) -> PairOfArms | None:
    """The treatment and the control whose people a study compares one by one; None if it has one arm."""
    if plan.study.twin_pair:
        return PairOfArms(*plan.study.twin_pair)
    return pair_of(plan) if any(arm.name != plan.baseline for arm in plan.arms) else None


def run_world(plan: Plan, r: int) -> list[Summary]:
    """Every arm of a plan in its r-th world, in the plan's order, in this process."""
    order = {arm.name: k for k, arm in enumerate(plan.arms)}
    return sorted((s for task in of_world(plan, r) for s in perform(task)), key=lambda summary: order[summary.arm])


class _Counter:
    def __init__(self, total: int, progress: Progress | None) -> None:
        self.done, self.total, self.progress = 0, total, progress
        if progress:
            progress(0, total, "")

    def advance(self, runs: int, note: str) -> None:
        self.done += runs
        if self.progress:
            self.progress(self.done, self.total, note)


__all__ = ["Study", "Task", "run", "run_world", "worlds"]
