"""The unit of work: one world, and the arms that must live it together.

Arms are independent of each other unless one spends what another spent in the same world (`spend_like`). A task sends home the
summaries of its arms, never their people. Its key names everything its result depends on, and nothing else: neither the names of
arms nor the machine that computes it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from siyu_sim.scenario.schema import Scenario
from siyu_sim.study.assumptions import assumptions, drawn, vary
from siyu_sim.study.summary import Summary, summarise
from siyu_sim.study.version import code_version

if TYPE_CHECKING:
    from siyu_sim.simulation import Run
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
        return json.dumps(self.scenario.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)

    def __reduce__(self):
        return Part, (self.arm, self.scenario, self.donor, self.cause, self.channel)


@dataclass(frozen=True)
class Task:
    """parts: the arms, donors before those who spend like them. trees: keep a few invitation trees to look at. twins: positions of
    the treatment and the control whose people are compared one by one; such a task gives the one summary of that comparison."""

    parts: tuple[Part, ...]
    seed: int
    engine: str = "fast"
    threads: int = 1
    trees: bool = False
    twins: tuple[int, int] | None = None
    allow_python: bool = False
    events: str = ""  # folder for the event logs; "": none
    code: str = field(default_factory=code_version)

    @property
    def name(self) -> str:
        arms = ", ".join(part.arm for part in self.parts)
        return f"arm{'s' * (len(self.parts) > 1)} {arms} in world {self.seed}"

    @property
    def n_results(self) -> int:
        return len(self.parts) if self.twins is None else 1

    @property
    def kept(self) -> bool:
        """Whether the result may be kept: not if code that we cannot name has a hand in it."""
        return not any(part.scenario.strategies and part.scenario.strategies.python for part in self.parts)

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
            self.code,
        )


class OtherVersion(RuntimeError):
    """A worker runs other code than the study that asks it."""


def perform(task: Task) -> list[Summary]:
    """Live one world in every arm of the task; the summaries in the order of its parts. Raises OtherVersion on a worker whose
    installation differs from that of the study."""
    from siyu_sim.simulation import simulate

    if task.code != code_version():
        raise OtherVersion(
            "a worker runs another version of siyu_sim, NumPy or Numba than this study: install the same everywhere"
        )
    wanted = {part.donor for part in task.parts} | set(task.twins or ())
    runs: dict[int, Run] = {}
    summaries = []
    for k, part in enumerate(task.parts):
        grants = _grants(part, runs)
        twin = task.twins is not None and k in task.twins
        run = simulate(
            part.scenario, task.seed, engine=task.engine, threads=task.threads, log=twin or bool(task.events), grants=grants,
            allow_python=task.allow_python, snapshot_day=SNAPSHOT_SHARE * part.scenario.horizon_days if twin else None,
        )  # fmt: skip
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


def _grants(part: Part, runs: dict[int, Run]) -> dict[str, dict[int, int]]:
    """What another arm spent on a cause, or on everything but orders, in this world, for a channel of this arm; by the day on which
    the window of the spending began."""
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
        if fen:
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
        self.groups = together(plan.arms)
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
            allow_python=study.allow_python,
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
            )

    def _parts(self, arms: Sequence[Arm], r: int) -> tuple[Part, ...]:
        values = drawn(self.plan, r, self._known) if self._known else {}
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
