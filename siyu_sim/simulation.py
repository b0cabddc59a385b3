"""One run: a scenario and a world seed, moved window by window.

The life cycle of a window, in this order:

1. business  SimPy processes run up to the end of the window: posts, exposures bought, costs
2. intake    exposures and invitations due, in the order of their instants: who adds
3. sweep     every contact's own events in time order: posts seen, needs, orders, deliveries, sharing, leaving
4. desk      questions in order of arrival through a finite team; replies reach people in a later window
5. settle    rewards for what the invited did
6. observe   counters and money are kept; the slow state (social proof) is set for the next window

What passes from one person to another (invitations, social proof, queueing) takes effect in a later window, never in its own.
"""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from siyu_sim.behaviour.state import LEFT, ROW
from siyu_sim.engine.fast import FastEngine
from siyu_sim.engine.log import canonical, to_frame
from siyu_sim.engine.parameters import compile_scenario
from siyu_sim.engine.people import Overflow, People
from siyu_sim.engine.reference import ReferenceEngine
from siyu_sim.engine.slow import SlowState
from siyu_sim.ledger.causes import CAUSES, SIGN
from siyu_sim.operator.business import Business
from siyu_sim.operator.strategies.levers import Decision
from siyu_sim.scenario.schema import Scenario

ENGINES: dict[str, type[FastEngine] | type[ReferenceEngine]] = {"fast": FastEngine, "reference": ReferenceEngine}
SAMPLE_EVERY_DAYS = 7.0
SAMPLE_ROWS = 2000
QUANTILES = (0.1, 0.5, 0.9)


@dataclass(frozen=True)
class Snapshot:
    """The contacts as the business holds them at the end of a window in mid-run: copies of the tables of `Run`, fewer rows."""

    day: float
    rows: np.ndarray
    further: np.ndarray | None


@dataclass(frozen=True)
class Run:
    """What one run leaves behind. Money is integer fen; instants and spans are days.

    rows      contacts in order of adding, a structured array (behaviour.state.ROW)
    further   what optional mechanisms keep of them (behaviour.state.MORE); None if the scenario uses none
    ends      (windows,) end of each window
    money     (windows, causes, channels + 1); the last column is spending of no channel
    counts    (windows, counters, channels)
    cohort    (3, months, months): orders, distinct buyers, contribution; by month of joining × month of age
    samples   (samples, 1 + 2 × 4): day; mean and 10/50/90 % quantiles of trust, then of fatigue, over contacts held
    refused_posts posts that the platform's limit did not let through
    unspent   of the grants, fen left over: the channel was closed, or its traffic used up
    decided   what the strategies changed, in order of time
    log_lines event log in canonical order, or None
    groups    group chats at the horizon (engine.population.GROUP), number 0 being none; None if the scenario has none
    snapshot  the contacts at the end of the first window that reaches `snapshot_day`; None if none was asked for
    rolled_out variant that the test of scripts made the rule; None without a test, or if it was not over by the horizon
    """

    scenario: Scenario
    seed: int
    engine: str
    channels: tuple[str, ...]
    rows: np.ndarray
    further: np.ndarray | None
    ends: np.ndarray
    money: np.ndarray
    counts: np.ndarray
    cohort: np.ndarray
    samples: np.ndarray
    unspent: float
    decided: tuple[Decision, ...]
    log_lines: np.ndarray | None
    refused_posts: int
    n_events: int
    seconds: float
    groups: np.ndarray | None = None
    snapshot: Snapshot | None = None
    rolled_out: str | None = None

    @cached_property
    def people(self):
        """One row a contact, as a DataFrame: traits, state at the end, money in fen."""
        import pandas as pd

        frame = pd.DataFrame({name: self.rows[name] for name in ROW.names or ()})
        frame["channel"] = pd.Categorical.from_codes(frame["channel"].to_numpy(np.int16), list(self.channels))
        frame["segment"] = pd.Categorical.from_codes(frame["segment"].to_numpy(np.int16), list(self.scenario.market.segments))
        frame["left"] = (self.rows["flags"] & LEFT) > 0
        return frame

    @cached_property
    def events(self):
        """The event log as a DataFrame; needs a run with log=True."""
        if self.log_lines is None:
            raise ValueError("this run kept no event log: simulate(…, log=True)")
        return to_frame(self.log_lines)

    @cached_property
    def decisions(self):
        """What the strategies changed, as a DataFrame: day, strategy, lever, old, new, why."""
        import pandas as pd

        return pd.DataFrame(self.decided, columns=pd.Index(Decision._fields))

    @cached_property
    def ledger(self):
        """Every amount booked: day (end of its window), cause, channel ("" for none), yuan with its sign."""
        import pandas as pd

        w, cause, channel = np.nonzero(self.money)
        names = np.array([*self.channels, ""])
        yuan = self.money[w, cause, channel] * np.array(SIGN)[cause] / 100
        return pd.DataFrame({"day": self.ends[w], "cause": np.array(CAUSES)[cause], "channel": names[channel], "yuan": yuan})

    @cached_property
    def metrics(self):
        """Every measure of the run, by name (see siyu_sim.measure.catalogue)."""
        from siyu_sim.measure.catalogue import measure_run

        return measure_run(self)


def simulate(
    scenario: Scenario,
    seed: int = 1,
    *,
    engine: str = "fast",
    threads: int = 1,
    log: bool = False,
    grants: Mapping[str, Mapping[int, int]] | None = None,
    allow_python: bool = False,
    snapshot_day: float | None = None,
) -> Run:
    """Run one scenario in one world.

    seed: 0 ≤ seed < 2**64, names the world: people, their luck, the audience. engine: "fast" or "reference", same result.
    threads: of the fast engine's sweep, same result. log: keep the event log. grants: extra media spending, channel → day → fen.
    allow_python: run the strategies that the scenario names by module:function (strategies.python), which is code of whoever wrote
    them; without it such a scenario is refused with a ScenarioError. snapshot_day: keep a copy of the contacts at about that day.
    Raises ValueError for an unknown engine, Overflow if one contact's orders exceed 20 million yuan.
    """
    if engine not in ENGINES:
        raise ValueError(f"engine is {engine!r}; it can be {' or '.join(map(repr, ENGINES))}")
    begun = time.perf_counter()
    compiled = compile_scenario(scenario, seed)
    business = Business(compiled, grants or {}, contacts_held=scenario.market.initial_contacts, allow_python=allow_python)
    runner = ENGINES[engine](compiled, threads=threads, logging=log)
    people = runner.people
    runner.open()
    business.accounts_open, business.groups_open = people.accounts_open(0.0), people.groups_open

    windows = math.ceil(scenario.horizon_days / scenario.window_days - 1e-9)
    ends = np.minimum(np.arange(1, windows + 1) * scenario.window_days, scenario.horizon_days)
    money = np.zeros((windows, *business.money.shape), np.int64)
    counts = np.zeros((windows, *people.counts.shape), np.int64)
    samples: list[list[float]] = []
    slow = SlowState(people)
    snapshot: Snapshot | None = None
    start = 0.0
    for k, end in enumerate(ends.tolist()):
        slow.announce(start, business.board)
        business.advance(end)
        slow.begin(start, end, business.board)
        runner.intake(business.board)
        runner.sweep(business.board)
        runner.desk()
        runner.settle()
        slow.observe(start, end, business.board)
        business.pay_bills()

        business.sop.observe(people.counts)
        money[k] = business.money
        money[k, :, :-1] += people.money
        counts[k] = people.counts
        for block in (business.money, people.money, people.counts):
            block[:] = 0
        business.board.next_window(end)
        business.observe(end, money[k], counts[k])
        business.accounts_open, business.groups_open = people.accounts_open(end), people.groups_open
        if not samples or end >= samples[-1][0] + SAMPLE_EVERY_DAYS - 1e-9:
            samples.append([end, *_sample(people, end)])
        if snapshot_day is not None and snapshot is None and end >= snapshot_day - 1e-9:
            further = people.further_rows
            snapshot = Snapshot(end, people.rows.copy(), None if further is None else further.copy())
        start = end
    runner.close()
    return Run(
        scenario, seed, engine, compiled.channel_names, people.rows, people.further_rows, ends, money, counts, people.cohort,
        np.array(samples), business.unspent_fen, tuple(business.decisions), canonical(people.log()) if log else None,
        business.post_limit.refused, people.events,
        time.perf_counter() - begun, people.open_groups, snapshot, business.sop.rolled_out,
    )  # fmt: skip


def _sample(people: People, t: float) -> list[float]:
    """Mean and quantiles of trust and fatigue at t, over an even sample of the contacts held."""
    rows = people.rows[:: max(1, people.n_rows // SAMPLE_ROWS)]
    held = np.flatnonzero((rows["flags"] & LEFT) == 0)
    if len(held) == 0:
        return [math.nan] * (2 * (1 + len(QUANTILES)))
    record = people.compiled.record
    since = t - rows["t_last"][held]
    ranks = np.arange(len(held))
    values = []
    for name, rate in (("trust", record["trust_decay"][0]), ("fatigue", record["fatigue_decay"][0])):
        now = np.sort(rows[name][held] * np.exp(-since * rate))
        values += [float(now.mean()), *np.interp(np.multiply(QUANTILES, len(now) - 1), ranks, now).tolist()]
    return values


__all__ = ["Overflow", "Run", "Snapshot", "simulate"]
