"""Run a plan: every arm in every world, worlds side by side in local processes, results gathered into a `Study`.

A task is one world: all arms in it, in order, since an arm may spend what an earlier arm spent in the same world. Results depend
on the plan alone, not on the number of processes or the order in which worlds finish.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from siyu_sim.engine.log import write_parquet
from siyu_sim.ledger.causes import CAUSES, CAUSES_OF
from siyu_sim.simulation import Run, simulate
from siyu_sim.study.plan import Arm, Plan
from siyu_sim.study.precision import needed
from siyu_sim.study.results import Study, columns
from siyu_sim.study.summary import Summary, summarise

Progress = Callable[[int, int, str], None]


def run(plan: Plan, progress: Progress | None = None) -> Study:
    """Run all arms in all worlds: study.replications, and then as many more as study.precision takes.

    progress(done, total, note): called in this process, in runs (arms × worlds). If the plan asks for event logs (study.log), one
    Parquet file a run is written to a temporary folder, which the report takes over.
    """
    begun = time.perf_counter()
    first = plan.study.replications
    folder = Path(tempfile.mkdtemp(prefix="siyu_sim-events-")) if plan.study.log else None
    done: dict[int, list[Summary]] = {}

    def stage(begin: int, end: int) -> None:
        total = len(plan.arms) * end
        if progress:
            progress(len(done) * len(plan.arms), total, "")
        for r, summaries in _worlds(plan, range(begin, end), folder):
            done[r] = summaries
            if progress:
                progress(len(done) * len(plan.arms), total, f"world {plan.study.seed + r}")

    try:
        stage(0, first)
        wanted = needed(plan, columns([summary for r in sorted(done) for summary in done[r]]))
        if wanted.worlds > first:
            stage(first, wanted.worlds)
    except BaseException:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
        raise
    ordered = [summary for r in sorted(done) for summary in done[r]]
    return Study(plan, ordered, time.perf_counter() - begun, folder)


def _worlds(plan: Plan, replications: range, folder: Path | None):
    """(replication, summaries) as worlds finish."""
    processes = min(plan.study.processes or os.cpu_count() or 1, len(replications))
    if processes == 1:
        for r in replications:
            yield r, run_world(plan, r, plan.study.seed + r, folder)
        return
    from joblib import Parallel, delayed
    from joblib.externals.loky.process_executor import TerminatedWorkerError

    workers = Parallel(n_jobs=processes, backend="loky", return_as="generator_unordered", batch_size=1)
    try:
        yield from workers(delayed(_task)(plan, r, plan.study.seed + r, folder) for r in replications)
    except TerminatedWorkerError as error:
        raise ChildProcessError(
            "a worker process was killed, perhaps for want of memory; nothing was written. "
            "A smaller market.size or fewer study.processes needs less"
        ) from error


def _task(plan: Plan, r: int, seed: int, folder: Path | None) -> tuple[int, list[Summary]]:
    return r, run_world(plan, r, seed, folder)


def run_world(plan: Plan, r: int, seed: int, folder: Path | None = None) -> list[Summary]:
    """Every arm of a plan in one world, in the plan's order."""
    donors = {arm.spend_like.arm for arm in plan.arms if arm.spend_like}
    kept: dict[str, Run] = {}
    summaries = []
    for arm in plan.arms:
        grants = _grants(arm, kept)
        result = simulate(
            arm.scenario, seed, engine=plan.study.engine, threads=plan.study.threads, log=folder is not None, grants=grants,
            allow_python=plan.study.allow_python,
        )  # fmt: skip
        if folder is not None and result.log_lines is not None:
            write_parquet(result.log_lines, folder / f"{arm.name}-{seed}.parquet")
        if arm.name in donors:
            kept[arm.name] = result
        granted = sum(sum(days.values()) for days in grants.values()) / 100
        summaries.append(summarise(arm.name, result, granted, keep_trees=r == 0))
    return summaries


def _grants(arm: Arm, kept: dict[str, Run]) -> dict[str, dict[int, int]]:
    """What another arm spent on a cause, or on everything but orders, in this world, for a channel of this arm; by the day on which
    the window of the spending began."""
    if arm.spend_like is None:
        return {}
    donor = kept[arm.spend_like.arm]
    causes = [CAUSES.index(name) for name in CAUSES_OF.get(arm.spend_like.cause, (arm.spend_like.cause,))]
    spent = donor.money[:, causes, :].sum(axis=(1, 2))
    starts = np.concatenate([[0.0], donor.ends[:-1]])
    days: dict[int, int] = {}
    for start, fen in zip(starts.tolist(), spent.tolist(), strict=True):
        if fen:
            days[int(start)] = days.get(int(start), 0) + fen
    return {arm.spend_like.channel: days}
