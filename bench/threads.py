"""The sweep on one and on two threads: same result, how much faster.

The baseline is the same run on one thread. A barrier a window costs some 50 microseconds, so small tables do not gain.
"""

from __future__ import annotations

import os
import time

import numpy as np

from bench.measure import held, least, timed_run, verdict, warm_up
from siyu_sim.simulation import Run

CASES = ((10_000, 200), (100_000, 60), (400_000, 20))  # contacts, days
REPEATS = 4
MANY, AIM = 100_000, 1.5  # contacts from which two threads should gain


def run() -> None:
    warm_up()
    print(f"{'':16}{'ns an event':>22}{'ns a contact-day':>22}")
    print(f"{'contacts':>10}{'days':>6}" + f"{'1 thread':>11}{'2':>11}" * 2 + f"{'faster':>9}")
    ratios = {}
    for contacts, days in CASES:
        case = held(contacts, days, "referral=one_sided_high", "desk=small")
        # in turn, so that a busy moment of the machine falls on both
        pairs = [[timed_run(case, 1, threads, time.perf_counter) for threads in (1, 2)] for _ in range(REPEATS)]
        one, two = (least(list(column)) for column in zip(*pairs, strict=True))
        _require_same(one.run, two.run)
        ratios[contacts] = one.sweep / two.sweep
        per_event = "".join(f"{t.sweep / t.run.n_events * 1e9:11.1f}" for t in (one, two))
        per_day = "".join(f"{t.sweep / t.contact_days * 1e9:11.1f}" for t in (one, two))
        print(f"{contacts:10,}{days:6}{per_event}{per_day}{ratios[contacts]:9.2f}")
    cores, load = os.cpu_count() or 1, os.getloadavg()[0]
    if cores < 2:
        print("one core: nothing to gain, no verdict")
        return
    if load > cores / 2 + 1:  # this benchmark itself is a load of one to two
        print(f"load {load:.1f} on {cores} cores: other programs held the second core, so the verdict says little")
    gain = min(ratio for contacts, ratio in ratios.items() if contacts >= MANY)
    verdict(f"two threads against one, from {MANY:,} contacts on", gain, AIM, "times", at_least=True)


def _require_same(one: Run, two: Run) -> None:
    same = all(np.array_equal(getattr(one, name), getattr(two, name)) for name in ("money", "counts", "cohort"))
    if not same or any(not np.array_equal(one.rows[name], two.rows[name]) for name in one.rows.dtype.names):
        raise AssertionError("two threads gave another result than one")
