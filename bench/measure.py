"""What the benchmarks share: scenarios, a stopwatch inside the engine, and verdicts.

One thread is timed by the processor time it took, so that other programs on the machine disturb little; several threads by the
clock on the wall.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from siyu_sim.engine.fast import FastEngine
from siyu_sim.scenario.schema import Scenario
from siyu_sim.simulation import Run, simulate
from siyu_sim.study.plan import load

# one option of every group that has one beside `none`; the desk answers, and the operator reacts
EVERYTHING = (
    "touchpoints=full", "groups=run", "sop=lifecycle", "welcome=expected", "campaigns=monthly", "membership=levels",
    "winback=by_message", "aftersales=care", "affront=luxury", "scheme=group_buy", "abuse=checked", "reputation=open",
    "ladder=full", "competition=rivals", "rivals=campaign", "platform=wecom", "caps=wecom", "crisis=public", "desk=shifts",
    "forces=ordinary", "referral=two_sided", "public=shop", "strategies=throttle_posts",
)  # fmt: skip

PHASES = ("intake", "sweep", "desk")


def scenario(*overrides: str) -> Scenario:
    """The coffee business with overrides."""
    return load(overrides=overrides).scenario


def held(contacts: int, days: float, *overrides: str) -> Scenario:
    """A business that only looks after the contacts it holds on day 0: one post a day, no acquisition."""
    names = scenario().channels
    closed = [f"channels.{name}.active=false" for name in names]
    size = f"market.size={contacts}", f"market.initial_contacts={contacts}", f"horizon_days={days:g}"
    return scenario("content=daily", *size, *closed, *overrides)


@dataclass(frozen=True)
class Timing:
    """The fastest of some runs. Spans in seconds."""

    run: Run
    whole: float  # simulate() from scenario to result
    sweep: float  # phase 3 alone, and nothing of Python but its call
    engine: float  # phases 2 to 4

    @property
    def contact_days(self) -> float:
        return len(self.run.rows) * float(self.run.ends[-1])


@contextmanager
def _stopwatch(clock: Callable[[], float]) -> Iterator[dict[str, float]]:
    """Add up the time spent in each phase of every fast engine while the context lasts."""
    spent = dict.fromkeys(PHASES, 0.0)
    originals = {name: getattr(FastEngine, name) for name in PHASES}

    def timed(name):
        def phase(*arguments):
            begun = clock()
            originals[name](*arguments)
            spent[name] += clock() - begun

        return phase

    for name in PHASES:
        setattr(FastEngine, name, timed(name))
    try:
        yield spent
    finally:
        for name, original in originals.items():
            setattr(FastEngine, name, original)


def fastest(case: Scenario, repeats: int, seed: int = 1) -> Timing:
    """Time the fast engine on one thread: the least of `repeats` runs of one world, by each measure on its own."""
    return least([timed_run(case, seed, 1, time.thread_time) for _ in range(repeats)])


def least(timings: list[Timing]) -> Timing:
    """The least of several timings, by each measure on its own."""
    spans = [min(getattr(t, name) for t in timings) for name in ("whole", "sweep", "engine")]
    return Timing(timings[-1].run, *spans)


def timed_run(case: Scenario, seed: int, threads: int, clock: Callable[[], float]) -> Timing:
    """One run by a clock that counts seconds."""
    with _stopwatch(clock) as spent:
        begun = clock()
        run = simulate(case, seed, threads=threads)
        return Timing(run, clock() - begun, spent["sweep"], sum(spent.values()))


def warm_up() -> None:
    """Load or compile every kernel before the clock runs."""
    simulate(held(100, 3, "desk=small", "channels.store.active=true"), 1)


def verdict(what: str, measured: float, aim: float, unit: str, *, at_least: bool = False) -> None:
    """Print aim, measurement, and by how much the aim was met or missed."""
    met = measured >= aim if at_least else measured <= aim
    margin = abs(measured - aim) / aim
    side = "at least" if at_least else "at most"
    print(f"aim: {what} {side} {aim:g} {unit}; measured {measured:.3g}: {'met' if met else 'MISSED'} by {margin:.0%}")
