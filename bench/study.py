"""Studies: two processes against one, what a task costs beside its run, 10,000 tasks kept and read again, the runs that pairing saves.

The overhead is what is left when tasks find their results ready made: keys, pickling, waiting, encoding, writing, gathering. Memory
is that of the process that runs the study, measured in a process of its own. Runs saved: arms that share worlds against the same
arms in worlds of their own, to intervals of the same width.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from bench.measure import verdict
from bench.memory import own_peak
from siyu_sim.study import codec, execute, tasks
from siyu_sim.study.plan import Plan, load
from siyu_sim.study.run import run as run_study
from siyu_sim.study.store import Store
from siyu_sim.study.summary import Summary
from siyu_sim.study.tasks import Task

FEW, MANY = 100, 10_000  # tasks
TIMED = 60  # tasks by which processes are compared
YEAR = ("horizon_days=365", "market.size=2000")  # a result as large as those of real studies, soon computed
ARMS = ("none", "tools", "one_sided_low", "one_sided_high", "two_sided", "ads_instead")
WORLDS = 20
SHOWN = ("profit", "customers", "contacts", "gmv", "cac", "ltv_per_contact")


def run() -> None:
    _processes()
    _overhead()
    _memory()
    _pairing()


def _tasks(plan: Plan, n: int) -> Iterator[Task]:
    """n tasks of one arm, each in a world of its own."""
    first = next(tasks.of_world(plan, 1))
    return (replace(first, seed=seed) for seed in range(1, n + 1))


# ------------------------------------------------------------------------------------------------- processes


def _processes() -> None:
    """Tasks a second once every worker is warm; and the processor time of one task, which other programs disturb less."""
    plan = load("referral", overrides=["market.size=20000", "horizon_days=180"])
    rates, costs = {1: 0.0, 2: 0.0}, {1: float("inf"), 2: float("inf")}
    original, execute.perform = execute.perform, clocked
    try:
        for _ in range(2):  # in turn, so that a busy moment of the machine falls on both
            for processes in (1, 2):
                rate, cost = _timed(plan, processes)
                rates[processes], costs[processes] = max(rates[processes], rate), min(costs[processes], cost)
    finally:
        execute.perform = original
    for processes, rate in rates.items():
        print(
            f"on {processes}: {rate:6.2f} tasks a second, {costs[processes] * 1e3:.1f} ms of processor time each, the waiting study's too"
        )
    cores, load_now = os.cpu_count() or 1, os.getloadavg()[0]
    if load_now > cores / 2 + 1:
        print(f"load {load_now:.1f} on {cores} cores: other programs held the second core, so the first verdict says little")
    verdict("two processes against one, by the clock", rates[2] / rates[1], 1.85, "times", at_least=True)
    verdict("two processes against one, by processor time", 2 * costs[1] / costs[2], 1.85, "times", at_least=True)


def clocked(task: Task) -> list[Summary]:
    """The results of a task, its processor time in `seconds`."""
    begun = time.process_time()
    summaries = tasks.perform(task)
    return [replace(summary, seconds=time.process_time() - begun) for summary in summaries]


def _timed(plan: Plan, processes: int) -> tuple[float, float]:
    """(tasks a second, processor seconds a task in workers and here), without the first few, for which workers load their code."""
    ends: list[tuple[float, float]] = []

    def note(*_) -> None:
        ends.append((time.perf_counter(), time.process_time()))

    warm = 4 * processes
    seconds = [result[0].seconds for result in execute.execute(_tasks(plan, TIMED), processes=processes, advance=note)]
    (first, here), (last, here_last) = ends[warm], ends[-1]
    n = TIMED - warm - 1
    there = sum(seconds[warm + 1 :]) / n if processes > 1 else 0.0
    return n / (last - first), (here_last - here) / n + there


# ------------------------------------------------------------------------------------------------- overhead


@lru_cache(maxsize=1)
def _result() -> Summary:
    (summary,) = tasks.perform(next(_tasks(load("referral", overrides=YEAR), 1)))
    return summary


def ready(task: Task) -> list[Summary]:
    """A result of usual size at once: computed by the first task of a process, copied by all others."""
    return [replace(_result(), arm=part.arm, seed=task.seed) for part in task.parts]


def _overhead() -> None:
    plan = load("referral", overrides=YEAR)
    content = codec.encode([_result()], {})
    print(
        f"\na result of a year: {len(content) / 1000:.1f} kB on disk, a task: {_size(next(_tasks(plan, 1))) / 1000:.1f} kB pickled"
    )
    for name, work in (("encoded", lambda: codec.encode([_result()], {})), ("decoded", lambda: codec.decode(content))):
        print(f"  {name} in {min(_cpu(work) for _ in range(20)) * 1e3:.2f} ms")
    original, execute.perform = execute.perform, ready
    n = 500
    try:
        with tempfile.TemporaryDirectory() as folder:
            plain = _cpu(lambda: _drain(plan, n)) / n
            stored = _cpu(lambda: _drain(plan, n, store=Store(Path(folder)))) / n
            found = _cpu(lambda: _drain(plan, n, store=Store(Path(folder)))) / n
        with tempfile.TemporaryDirectory() as folder:
            ends: list[float] = []
            note = lambda *_: ends.append(time.perf_counter())  # noqa: E731
            two = _cpu(lambda: _drain(plan, n, store=Store(Path(folder)), processes=2, advance=note), time.process_time) / n
    finally:
        execute.perform = original
    clock = (ends[-1] - ends[n // 2]) / (n - 1 - n // 2)
    for label, seconds in (
        ("in this process", plain), ("  and kept", stored), ("  found again", found), ("on two processes, and kept", two)
    ):  # fmt: skip
        print(f"{label:28}{seconds * 1e3:6.2f} ms of processor time a task")
    print(f"{'  by the clock':28}{clock * 1e3:6.2f} ms a task")
    verdict("a task beside its run, kept, on two local processes", two * 1e3, 5, "ms of the main process")


def _drain(plan: Plan, n: int, **settings) -> None:
    for _ in execute.execute(_tasks(plan, n), **settings):
        pass


def _cpu(work, clock=time.thread_time) -> float:
    begun = clock()
    work()
    return clock() - begun


def _size(task: Task) -> int:
    import pickle

    return len(pickle.dumps(task, pickle.HIGHEST_PROTOCOL))


# ------------------------------------------------------------------------------------------------- memory


def _memory() -> None:
    print(f"\n{'tasks':>8}{'peak MB':>10}{'kept, s':>10}{'again, s':>10}")
    peaks = {}
    for n in (FEW, MANY // 2, MANY):
        done = subprocess.run([sys.executable, "-m", "bench.study", str(n)], check=True, capture_output=True, text=True)
        peak, first, again = json.loads(done.stdout)
        peaks[n] = peak / 1e6
        print(f"{n:8,}{peaks[n]:10.1f}{first:10.1f}{again:10.1f}")
    each = (peaks[MANY] - peaks[MANY // 2]) / (MANY // 2) * 1e3
    print(f"one more task, when there are many: {each:.1f} kB, of which {len(_result().metrics) * 8 / 1000:.1f} kB measures")
    verdict(f"{MANY:,} tasks beyond {FEW}", peaks[MANY] - peaks[FEW], 100, "MB")
    verdict(f"a study of {MANY:,} finished tasks, again", again / MANY * 1e3, 5, "ms a task")


def _alone(n: int) -> None:
    """A whole study of n tasks, gathered, compared and averaged, and the same once more, when all of them are found finished; prints
    the peak memory of the first in bytes, and the processor seconds of both."""
    plan = load(overrides=[*YEAR, f"study.replications={n}", "study.processes=1"])
    execute.perform = ready
    with tempfile.TemporaryDirectory() as folder:
        seconds, peaks = [], []
        for work in (ready, computed_again):
            execute.perform = work
            begun = time.process_time()
            study = run_study(plan, store=folder)
            study.compare()
            study.table("time")
            seconds.append(time.process_time() - begun)
            peaks.append(own_peak())
    print(json.dumps((peaks[0], *seconds)))


def computed_again(task: Task) -> list[Summary]:
    raise AssertionError(f"{task.name} was finished and kept, and is computed again")


# ------------------------------------------------------------------------------------------------- pairing


def _pairing() -> None:
    """Unpaired, the same width of every interval takes as many times more runs as sharing worlds divides the variance."""
    plan = load("referral", overrides=[f"study.replications={WORLDS}"])
    plan = replace(plan, arms=tuple(arm for arm in plan.arms if arm.name in ARMS))
    study = run_study(plan)
    frame = study.compare(metrics=SHOWN)
    frame = frame[frame.arm != plan.baseline]
    print(
        f"\n{len(ARMS)} arms x {WORLDS} worlds, {study.seconds:.0f} s; times as many runs unpaired, by arm against '{plan.baseline}'"
    )
    print(f"{'':18}" + "".join(f"{arm:>16}" for arm in ARMS if arm != plan.baseline))
    for name in SHOWN:
        saved = frame[frame.metric == name].set_index("arm").vrf
        print(f"{name:18}" + "".join(f"{saved[arm]:16.1f}" for arm in ARMS if arm != plan.baseline))
    least = float(frame[frame.metric == plan.primary].vrf.min())
    print(
        f"to the same intervals of {plan.primary}: {WORLDS} worlds paired, {WORLDS * least:.0f} unpaired: {study.seconds * least:.0f} s"
    )
    verdict(f"runs saved by pairing, {plan.primary}, the arm with the least", least, 10, "times", at_least=True)


if __name__ == "__main__":
    _alone(int(sys.argv[1]))
