"""Arms that share a past: each lives what the baseline has lived up to a day, and only then differs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from siyu_sim.language import Said
from siyu_sim.scenario.branching import branch_mistakes
from siyu_sim.scenario.mistakes import Mistake, ScenarioError
from siyu_sim.scenario.schema import Scenario
from siyu_sim.simulation import Grants, Run, Snapshot, checkpoint, resume, windows_until

PATH = "study.branch_day"


def branching_mistakes(baseline: Scenario, arms: Mapping[str, Scenario], day: float) -> list[Mistake]:
    """Why a study of these arms (by name) cannot branch off from the baseline's past on `day`; empty if it can.

    What only the state on that day can tell (fewer accounts than were opened by then) stops the run instead.
    """
    found = day_mistakes(baseline, day)
    if found:
        return found
    return [
        mistake
        for name, scenario in arms.items()
        for mistake in branch_mistakes(baseline, scenario, day, Said("arm {arm}", arm=name))
    ]


def day_mistakes(baseline: Scenario, day: float) -> list[Mistake]:
    """Why the baseline's past cannot end on a day: no window ends then, or nothing lies behind it."""
    if day >= baseline.horizon_days:
        problem = Said("nothing lies behind the day of the branch, so the arms could not differ")
        return [Mistake(PATH, problem, day, Said("below the horizon ({days:g})", days=baseline.horizon_days))]
    try:
        windows_until(baseline, day, PATH)
    except ScenarioError as error:
        return list(error.mistakes)
    return []


def branched(
    baseline: Scenario,
    seed: int,
    day: float,
    *,
    engine: str = "fast",
    threads: int = 1,
    log: bool = False,
    allow_python: bool = False,
) -> Callable[[Scenario, Grants], Run]:
    """Live the baseline's past in a world once; the function that is returned lives an arm on from it.

    It takes the arm's scenario and its extra media money (channel → day → fen, of which the days from `day` on count), and gives the
    whole run, past included, with the contacts on `day` as its snapshot. The baseline itself, lived on, is the run that it would be
    without stopping.
    """
    saved = checkpoint(baseline, seed, day, engine=engine, threads=threads, log=log, allow_python=allow_python)

    def live(scenario: Scenario, grants: Grants) -> Run:
        run = resume(saved, scenario, threads=threads, grants=grants, allow_python=allow_python)
        further = None if run.further is None else saved.people["further"]
        return replace(run, snapshot=Snapshot(saved.day, saved.people["rows"], further))

    return live
