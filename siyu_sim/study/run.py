"""Run a plan: every arm in every world, and gather the results into a `Study`.

Results depend on the plan alone: not on the backend, the number of workers, the order in which tasks finish, or on what was found
finished in the store.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from siyu_sim.study.execute import execute
from siyu_sim.study.gather import Summaries
from siyu_sim.study.plan import Plan
from siyu_sim.study.results import Study
from siyu_sim.study.store import Store
from siyu_sim.study.summary import Summary
from siyu_sim.study.tasks import Task, Worlds, of_world, perform

MOST_SISTERS = 50  # second worlds of the same assumptions: enough to tell chance from ignorance
Progress = Callable[[int, int, str], None]


def run(plan: Plan, progress: Progress | None = None, store: Store | str | Path | None = None) -> Study:
    """Run all arms in all worlds.

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
    counter = _Counter(len(plan.arms) * (n + n_sisters), progress)
    summaries, sisters = Summaries(), Summaries()
    try:
        for summary in worlds(plan, range(n), keep, counter.advance, folder):
            summaries.append(summary)
        for summary in worlds(plan, range(n_sisters), keep, counter.advance, sister=True):
            sisters.append(summary)
    except BaseException:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
        raise
    return Study(plan, summaries, time.perf_counter() - begun, folder, tuple(keep.told) if keep else (), sisters)


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
    processes = min(plan.study.processes or os.cpu_count() or 1, max(1, len(source.groups) * len(which)))
    found: list[Summary] = []
    for result in execute(tasks, store=store, backend=plan.study.backend, processes=processes, advance=advance):
        found += result
        if len(found) == len(plan.arms):
            yield from sorted(found, key=lambda summary: order[summary.arm])
            found.clear()


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
