"""The unit of work: one world, and the arms that must live it together.

Arms are independent of each other unless one spends what another spent in the same world (`spend_like`). A task sends home the
summaries of its arms, never their people. Its key names everything its result depends on, and nothing else: neither the names of
arms nor the machine that computes it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from siyu_sim.language import Said
from siyu_sim.scenario.schema import Scenario
from siyu_sim.study.assumptions import assumptions, drawn, vary
from siyu_sim.study.summary import Summary, summarise
from siyu_sim.study.version import code_version

if TYPE_CHECKING:
    from siyu_sim.simulation import Grants, Run
    from siyu_sim.study.plan import Arm, Plan


@dataclass(frozen=True)
class Part:
    """One arm of a task. donor: position in the task of the arm whose spending on `cause` goes to `channel`; −1: none."""

    arm: str
    scenario: Scenario
    donor: int = -1
    cause: str = ""
    channel: str = ""

    @cached_property
    def text(self) -> str:
        """The scenario as canonical JSON."""
        return canonical(self.scenario)

    def __reduce__(self):
        return Part, (self.arm, self.scenario, self.donor, self.cause, self.channel)


@dataclass(frozen=True)
class Branch:
    """All parts of a task live what `past` has lived up to `day`, and each its own scenario from there."""

    day: float
    past: Scenario


def canonical(scenario: Scenario) -> str:
    return json.dumps(scenario.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)


@dataclass(frozen=True)
class Task:
    """parts: the arms, donors before those who spend like them. trees: keep a few invitation trees to look at. twins: positions of
    the treatment and the control whose people are compared one by one; such a task gives the one summary of that comparison. branch:
    the past that the parts share; None: each lives its own life from day 0."""

    parts: tuple[Part, ...]
    seed: int
    engine: str = "fast"
    threads: int = 1
    trees: bool = False
    twins: tuple[int, int] | None = None
    allow_python: bool = False
    events: str = ""  # folder for the event logs; "": none
    branch: Branch | None = None
    code: str = field(default_factory=code_version)

    @property
    def name(self) -> Said:
        arms = ", ".join(part.arm for part in self.parts)
        if len(self.parts) == 1:
            return Said("arm {arm} in world {seed}", arm=arms, seed=self.seed)
        return Said("arms {arms} in world {seed}", arms=arms, seed=self.seed)

    @property
    def note(self) -> Said:
        """What is done, in a few words."""
        if self.twins is not None:
            return Said("person by person in world {seed}", seed=self.seed)
        return Said("world {seed}", seed=self.seed)

    @property
    def n_results(self) -> int:
        return len(self.parts) if self.twins is None else 1

    @property
    def kept(self) -> bool:
        """Whether the result may be kept: not if code that we cannot name has a hand in it."""
        lived = [part.scenario for part in self.parts] + ([self.branch.past] if self.branch else [])
        return not any(scenario.strategies and scenario.strategies.python for scenario in lived)

    @cached_property
    def key(self) -> str:
        """64 hex digits. Two tasks of one key have one result."""
        what = [
            self.code,
            self.engine,
            self.seed,
            self.trees,
            self.twins,
            [[p.text, p.donor, p.cause, p.channel] for p in self.parts],
            [self.branch.day, canonical(self.branch.past)] if self.branch else None,
        ]
        return hashlib.sha256(json.dumps(what, ensure_ascii=False).encode()).hexdigest()

    def __reduce__(self):
        return Task, (
            self.parts,
            self.seed,
            self.engine,
            self.threads,
            self.trees,
            self.twins,
            self.allow_python,
            self.events,
            self.branch,
            self.code,
        )


class OtherVersion(RuntimeError):
    """A worker runs other code than the study that asks it."""


def perform(task: Task) -> list[Summary]:
    """Live one world in every arm of the task; the summaries in the order of its parts. Raises OtherVersion on a worker whose
    installation differs from that of the study."""
    if task.code != code_version():
        raise OtherVersion(
            Said("a worker runs another version of siyu_sim, NumPy or Numba than this study: install the same everywhere")
        )
    wanted = {part.donor for part in task.parts} | set(task.twins or ())
    live, since = _lives(task), task.branch.day if task.branch else 0.0
    runs: dict[int, Run] = {}
    summaries = []
    for k, part in enumerate(task.parts):
        grants = _grants(part, runs, since)
        run = live(part.scenario, grants, task.twins is not None and k in task.twins)
        if k in wanted:
            runs[k] = run
        if task.twins is not None:
            continue
        if task.events and run.log_lines is not None:
            from siyu_sim.engine.log import write_parquet

            write_parquet(run.log_lines, Path(task.events) / f"{part.arm}-{task.seed}.parquet")
        granted = sum(sum(days.values()) for days in grants.values()) / 100
        summaries.append(summarise(part.arm, run, granted, keep_trees=task.trees))
    return summaries if task.twins is None else [_compare(task, runs)]


def _lives(task: Task) -> Callable[[Scenario, Grants, bool], Run]:
    """How a scenario, with extra media money, is lived in the world of a task: from day 0, or on from the past that all share. The last
    argument: whether its people are to be compared, which takes the log and a snapshot: of mid-run, or of the day of the branch."""
    if task.branch is not None:
        from siyu_sim.study.branch import branched

        on = branched(
            task.branch.past, task.seed, task.branch.day, engine=task.engine, threads=task.threads,
            log=task.twins is not None or bool(task.events), allow_python=task.allow_python,
        )  # fmt: skip
        return lambda scenario, grants, twin: on(scenario, grants)
    from siyu_sim.simulation import simulate

    def live(scenario: Scenario, grants: Grants, twin: bool) -> Run:
        return simulate(
            scenario, task.seed, engine=task.engine, threads=task.threads, log=twin or bool(task.events), grants=grants,
            allow_python=task.allow_python, snapshot_day=SNAPSHOT_SHARE * scenario.horizon_days if twin else None,
        )  # fmt: skip

    return live


def _compare(task: Task, runs: dict[int, Run]) -> Summary:
    """Two arms person by person."""
    from siyu_sim.study.twins import Granted, summary_of, twins_of

    assert task.twins is not None
    treatment, control = task.twins
    also = Granted(*(_taken_over(task.parts[k]) for k in task.twins))
    events, seconds = (sum(getattr(runs[k], name) for k in task.twins) for name in ("n_events", "seconds"))
    return summary_of(twins_of(runs[control], runs[treatment], also), int(events), seconds)


def _taken_over(part: Part) -> frozenset[str]:
    from siyu_sim.measure.attribution import channel_source

    return frozenset() if part.donor < 0 else frozenset({channel_source(part.channel)})


def _grants(part: Part, runs: dict[int, Run], since: float) -> dict[str, dict[int, int]]:
    """What another arm spent on a cause, or on everything but orders, in this world, for a channel of this arm; by the day on which
    the window of the spending began. Before `since`, on which both part from a shared past, nothing is taken over."""
    if part.donor < 0:
        return {}
    import numpy as np

    from siyu_sim.ledger.causes import CAUSES, CAUSES_OF

    donor = runs[part.donor]
    causes = [CAUSES.index(name) for name in CAUSES_OF.get(part.cause, (part.cause,))]
    spent = donor.money[:, causes, :].sum(axis=(1, 2))
    starts = np.concatenate([[0.0], donor.ends[:-1]])
    days: dict[int, int] = {}
    for start, fen in zip(starts.tolist(), spent.tolist(), strict=True):
        if fen and start >= since:
            days[int(start)] = days.get(int(start), 0) + fen
    return {part.channel: days}


# ------------------------------------------------------------------------------------------------- of a plan


def together(arms: Sequence[Arm]) -> list[list[Arm]]:
    """Arms that must live a world together, each group in the plan's order; a donor stands before whoever spends like it."""
    home: dict[str, list[Arm]] = {}
    groups: list[list[Arm]] = []
    for arm in arms:
        group = home[arm.spend_like.arm] if arm.spend_like else []
        if not group:
            groups.append(group)
        group.append(arm)
        home[arm.name] = group
    return groups


SNAPSHOT_SHARE = 0.5  # of the horizon: the day on which twins are given the tags that an operator sees
SISTER = 2**40  # added to the seed of a world to name another one of the same assumptions


class Worlds:
    """The tasks of a plan, world by world. With study.draw_assumptions every world has its own draw of what nobody has measured."""

    def __init__(self, plan: Plan, events: str = "") -> None:
        self.plan, self.events = plan, events
        self.groups = together(plan.arms) if plan.study.branch_day is None else [list(plan.arms)]
        self._known = assumptions(plan) if plan.study.draw_assumptions else []

    def twins(self, r: int, pair: tuple[str, str]) -> Task:
        """The comparison, person by person, of the treatment and the control of a pair in the r-th world."""
        wanted = set(pair)
        for arm in reversed(self.plan.arms):
            if arm.name in wanted and arm.spend_like:
                wanted.add(arm.spend_like.arm)
        arms = [arm for arm in self.plan.arms if arm.name in wanted]
        place = {arm.name: k for k, arm in enumerate(arms)}
        parts = self._parts(arms, r)
        study = self.plan.study
        return Task(
            parts, study.seed + r, study.engine, study.threads, twins=(place[pair[0]], place[pair[1]]),
            allow_python=study.allow_python, branch=self._branch(r),
        )  # fmt: skip

    def tasks(self, r: int, sister: bool = False) -> Iterator[Task]:
        """Of the r-th world, or of another world with the same draw of assumptions. Only the first world keeps invitation trees."""
        study = self.plan.study
        seed = study.seed + r + (SISTER if sister else 0)
        trees = r == 0 and not sister
        for group in self.groups:
            yield Task(
                self._parts(group, r),
                seed,
                study.engine,
                study.threads,
                trees,
                allow_python=study.allow_python,
                events=self.events,
                branch=self._branch(r),
            )

    def _branch(self, r: int) -> Branch | None:
        """The past of the baseline, with which the arms of a world begin if the study says so."""
        day = self.plan.study.branch_day
        return (
            None
            if day is None
            else Branch(day, vary(self.plan.scenario, values) if (values := self._drawn(r)) else self.plan.scenario)
        )

    def _drawn(self, r: int) -> dict[str, float]:
        return drawn(self.plan, r, self._known) if self._known else {}

    def _parts(self, arms: Sequence[Arm], r: int) -> tuple[Part, ...]:
        values = self._drawn(r)
        place = {arm.name: k for k, arm in enumerate(arms)}
        parts = []
        for arm in arms:
            like = arm.spend_like
            link = (place[like.arm], like.cause, like.channel) if like else ()
            parts.append(Part(arm.name, vary(arm.scenario, values) if values else arm.scenario, *link))
        return tuple(parts)


def of_world(plan: Plan, r: int) -> Iterator[Task]:
    """The tasks of the plan's r-th world."""
    return Worlds(plan).tasks(r)
