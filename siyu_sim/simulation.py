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
from siyu_sim.engine.parameters import DAYS_PER_MONTH, compile_scenario
from siyu_sim.engine.people import Overflow, People
from siyu_sim.engine.reference import ReferenceEngine
from siyu_sim.engine.slow import SlowState
from siyu_sim.engine.takeover import take_over
from siyu_sim.language import Said
from siyu_sim.ledger.causes import CAUSES, SIGN
from siyu_sim.operator.business import Business
from siyu_sim.operator.memory import SHOWN, Memory, by_script, debts, grants_from, live_again, take_down
from siyu_sim.operator.strategies.levers import Decision
from siyu_sim.saving import Checkpoint
from siyu_sim.scenario.branching import branch_mistakes
from siyu_sim.scenario.forces import with_forces
from siyu_sim.scenario.mistakes import Mistake, ScenarioError
from siyu_sim.scenario.schema import Scenario

Grants = Mapping[str, Mapping[int, int]]  # extra media spending: channel → day → fen
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
    worth     (ended months, channels, ended months): discounted contribution up to the end of a month, fen, of the contacts by the
              channel and the month of joining; those held on day 0 left out
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
    worth: np.ndarray
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


class Simulation:
    """A run under way, which stands between two windows.

    keep: note what a later strategy may want to know, so that the run can be saved. See `simulate` for the other arguments.
    """

    def __init__(
        self,
        scenario: Scenario,
        seed: int = 1,
        *,
        engine: str = "fast",
        threads: int = 1,
        log: bool = False,
        grants: Grants | None = None,
        allow_python: bool = False,
        keep: bool = False,
    ) -> None:
        self._begin(scenario, seed, engine, threads, log, grants or {}, allow_python, keep)
        self._runner.open()
        self._slow = SlowState(self._people, self._business.board)
        self._show()

    @classmethod
    def resume(
        cls,
        saved: Checkpoint,
        scenario: Scenario | None = None,
        *,
        engine: str | None = None,
        threads: int = 1,
        grants: Grants | None = None,
        allow_python: bool = False,
        keep: bool = False,
    ) -> Simulation:
        """Go on from a checkpoint, see `resume`."""
        run = cls.__new__(cls)
        run._go_on(saved, scenario or saved.scenario, engine or saved.engine, threads, grants, allow_python, keep)
        return run

    def _begin(
        self, scenario: Scenario, seed: int, engine: str, threads: int, log: bool, grants: Grants, allow_python: bool, keep: bool,
        before: Scenario | None = None, since: float = 0.0,
    ) -> None:  # fmt: skip
        """Day 0, without people yet. before, since: see Business."""
        if engine not in ENGINES:
            raise ValueError(f"engine is {engine!r}; it can be {' or '.join(map(repr, ENGINES))}")
        self._begun = time.perf_counter()
        self._scenario, self._engine, self._log, self._grants, self._keep = scenario, engine, log, grants, keep
        self._compiled = compiled = compile_scenario(scenario, seed)
        held = scenario.market.initial_contacts
        self._business = Business(
            compiled, grants, contacts_held=held, allow_python=allow_python, before=before, since=since
        )  # fmt: skip
        self._runner = ENGINES[engine](compiled, threads=threads, logging=log, keep=keep)
        self._people = people = self._runner.people
        self._ends = window_ends(scenario)
        self._lived = 0  # windows
        self._money = np.zeros((len(self._ends), *self._business.money.shape), np.int64)
        self._counts = np.zeros((len(self._ends), *people.counts.shape), np.int64)
        self._shown = np.zeros(1 + len(self._ends), SHOWN)
        self._spent = np.zeros_like(self._business.money)  # by the business itself
        self._samples: list[list[float]] = []
        self._worth: list[np.ndarray] = []  # a month each, see _worth_now
        self.snapshot_day: float | None = None  # keep a copy of the contacts at the end of the first window that reaches it
        self._snapshot: Snapshot | None = None

    def _go_on(
        self, saved: Checkpoint, scenario: Scenario, engine: str, threads: int, grants: Grants | None, allow_python: bool, keep: bool
    ) -> None:  # fmt: skip
        memory, past, day = saved.memory, saved.scenario, saved.day
        money = grants_from(day, memory.grants, memory.grants if grants is None else grants)
        branch = scenario != past or money != memory.grants
        mistakes = branch_mistakes(past, scenario, day)
        windows = len(memory.ends)
        if not mistakes and not np.array_equal(window_ends(scenario)[:windows], memory.ends):
            problem = Said("the past ends on day {day:g} within a window: its own horizon cut it short", day=day)
            allowed = Said("{days:g}, as the past has it", days=past.horizon_days)
            mistakes = [Mistake("horizon_days", problem, scenario.horizon_days, allowed)]
        if mistakes:
            raise ScenarioError(mistakes)
        before = past if branch else None
        self._begin(scenario, saved.seed, engine, threads, saved.has_log, money, allow_python, keep, before, day)
        live_again(self._business, memory, past)
        state = saved.people
        if branch:
            state = take_over(state, with_forces(past), self._compiled, day)
        self._runner.restore(state, day, self._business.board)
        self._slow = SlowState(self._people, self._business.board, day, saved.slow)
        self._lived = windows
        self._money[:windows] = memory.money
        self._counts[:windows] = by_script(memory.counts, past, scenario)
        self._shown[: windows + 1] = memory.shown
        self._spent[:] = memory.spent
        self._samples = saved.samples.tolist()
        self._worth = [month[:, : k + 1] for k, month in enumerate(saved.worth)]
        self._look()

    @property
    def day(self) -> float:
        """Where the run stands: all before it has been lived."""
        return float(self._ends[self._lived - 1]) if self._lived else 0.0

    def run(self, until: float | None = None) -> None:
        """Live on up to a day at which a window ends, or to the horizon. Raises ScenarioError for another day."""
        windows = len(self._ends) if until is None else windows_until(self._scenario, until)
        while self._lived < windows:
            self._live_window()

    def _live_window(self) -> None:
        business, runner, people, slow = self._business, self._runner, self._people, self._slow
        k, start, board = self._lived, self.day, self._business.board
        end = float(self._ends[k])
        slow.announce(start, board)
        business.advance(end)
        slow.begin(start, end, board)
        runner.intake(board)
        runner.sweep(board)
        runner.desk()
        runner.settle()
        slow.observe(start, end, board)

        bills = board.bills
        spent = business.close_window(people.counts)
        self._spent += spent
        self._money[k] = spent
        self._money[k, :, :-1] += people.money
        self._counts[k] = people.counts
        people.money[:] = 0
        people.counts[:] = 0
        board.next_window(end)
        business.observe(end, self._money[k], self._counts[k])
        self._lived += 1
        self._show(bills)
        if not self._samples or end >= self._samples[-1][0] + SAMPLE_EVERY_DAYS - 1e-9:
            self._samples.append([end, *_sample(people, end)])
        while end >= (len(self._worth) + 1) * DAYS_PER_MONTH - 1e-9:
            self._worth.append(_worth_now(people.rows, len(self._compiled.channel_names), len(self._worth) + 1))
        if self.snapshot_day is not None and self._snapshot is None and end >= self.snapshot_day - 1e-9:
            further = people.further_rows
            self._snapshot = Snapshot(end, people.rows.copy(), None if further is None else further.copy())

    def _look(self) -> None:
        """Let the business see what it can see of its accounts and groups now."""
        self._business.accounts_open = self._people.accounts_open(self.day)
        self._business.groups_open = self._people.groups_open

    def _show(self, bills: int = 0) -> None:
        """The same, and take down all that it has been shown."""
        self._look()
        self._shown[self._lived] = take_down(self._business, bills)

    def checkpoint(self) -> Checkpoint:
        """Where the run stands now, from which it can go on as often as one likes. Raises ScenarioError for a branch."""
        if not self._keep:
            raise ValueError("this run took down too little to be saved: Simulation(…, keep=True)")
        business, n = self._business, self._lived
        if business.before is not None:
            problem = Said("has itself branched off, on day {day:g}, and cannot be saved again", day=business.since)
            raise ScenarioError(
                [Mistake("checkpoint", problem, allowed=Said("a checkpoint of the past it shares, on a later day"))]
            )
        board = business.board
        memory = Memory(
            self._ends[:n].copy(), self._money[:n].copy(), self._counts[:n].copy(), self._shown[: n + 1].copy(), self._spent.copy(),
            board.posts[: board.n_posts].copy(), list(board.plans), tuple(business.decisions), debts(business),
            business.unspent_fen, {name: dict(days) for name, days in self._grants.items()},
        )  # fmt: skip
        return Checkpoint(
            self._scenario, self._compiled.seed, self.day, self._engine, self._log, memory, self._runner.state(),
            self._slow.state() if n else {},  # before the first window all parts stand at their beginning
            np.array(self._samples).reshape(-1, 1 + 2 * (1 + len(QUANTILES))), self._worth_so_far(),
        )  # fmt: skip

    def _worth_so_far(self) -> np.ndarray:
        """As in Run."""
        months = len(self._worth)
        worth = np.zeros((months, len(self._compiled.channel_names), months))
        for k, month in enumerate(self._worth):
            worth[k, :, : k + 1] = month
        return worth

    def stop(self) -> None:
        """Live no further: let the threads go."""
        self._runner.close()

    def close(self) -> Run:
        """Live on to the horizon; the run."""
        self.run()
        self.stop()
        business, people = self._business, self._people
        return Run(
            self._scenario, self._compiled.seed, self._engine, self._compiled.channel_names, people.rows, people.further_rows,
            self._ends, self._money, self._counts, people.cohort, np.array(self._samples), self._worth_so_far(),
            business.unspent_fen, tuple(business.decisions), canonical(people.log()) if self._log else None,
            business.post_limit.refused, people.events,
            time.perf_counter() - self._begun, people.open_groups, self._snapshot, business.sop.rolled_out,
        )  # fmt: skip


def simulate(
    scenario: Scenario,
    seed: int = 1,
    *,
    engine: str = "fast",
    threads: int = 1,
    log: bool = False,
    grants: Grants | None = None,
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
    run = Simulation(scenario, seed, engine=engine, threads=threads, log=log, grants=grants, allow_python=allow_python)
    run.snapshot_day = snapshot_day
    return run.close()


def checkpoint(
    scenario: Scenario,
    seed: int = 1,
    day: float = 0.0,
    *,
    engine: str = "fast",
    threads: int = 1,
    log: bool = False,
    grants: Grants | None = None,
    allow_python: bool = False,
) -> Checkpoint:
    """Run a scenario up to a day, and keep where it stands. Arguments as for `simulate`.

    day: from 0 to the horizon, at which a window ends; ScenarioError for another, naming the nearest. A log that is to cover the past
    has to be kept from the beginning.
    """
    run = Simulation(
        scenario, seed, engine=engine, threads=threads, log=log, grants=grants, allow_python=allow_python, keep=True
    )  # fmt: skip
    run.run(until=day)
    saved = run.checkpoint()
    run.stop()
    return saved


def resume(
    saved: Checkpoint,
    scenario: Scenario | None = None,
    *,
    engine: str | None = None,
    threads: int = 1,
    grants: Grants | None = None,
    allow_python: bool = False,
) -> Run:
    """Live on from a checkpoint to the horizon: the whole run, past included.

    Without a scenario, the result is that of the run that was never stopped, to the bit. With another one, the past stays as it was
    and the other strategy takes over on that day (docs/checkpoint.md says what it finds). engine: None: that of the past; either
    can go on from either. grants: from the day on; None: those of the past go on. Raises ScenarioError for a scenario that cannot
    have this past, with every reason.
    """
    return Simulation.resume(
        saved, scenario, engine=engine, threads=threads, grants=grants, allow_python=allow_python
    ).close()  # fmt: skip


def window_ends(scenario: Scenario) -> np.ndarray:
    """End of each window, days; the last may be shorter."""
    windows = math.ceil(scenario.horizon_days / scenario.window_days - 1e-9)
    return np.minimum(np.arange(1, windows + 1) * scenario.window_days, scenario.horizon_days)


def windows_until(scenario: Scenario, day: float, path: str = "day") -> int:
    """Number of windows up to a day; ScenarioError, about `path`, if none ends there."""
    stops = np.concatenate([[0.0], window_ends(scenario)])
    k = int(np.argmin(np.abs(stops - day)))
    if not abs(stops[k] - day) <= 1e-9 * max(1.0, day):
        window, horizon = scenario.window_days, scenario.horizon_days
        problem = Said(
            "no window ends on this day, and a run can only stop between two (window_days={window:g})", window=window
        )
        allowed = Said(
            "a multiple of {window:g} from 0 on, or the horizon ({horizon:g}); nearest: {nearest:g}",
            window=window,
            horizon=horizon,
            nearest=float(stops[k]),
        )
        raise ScenarioError([Mistake(path, problem, day, allowed)])
    return k


def _worth_now(rows: np.ndarray, channels: int, months: int) -> np.ndarray:
    """Discounted contribution so far of those who joined in the first months, fen: by channel and month of joining, shape (channels,
    months). The last channel, of those held on day 0, stays empty: nobody knows when they added."""
    month = (rows["joined"] / DAYS_PER_MONTH).astype(np.int64)
    some = rows[(month < months) & (rows["channel"] < channels - 1)]
    place = some["channel"].astype(np.int64) * months + (some["joined"] / DAYS_PER_MONTH).astype(np.int64)
    return np.bincount(place, weights=some["discounted"], minlength=channels * months).reshape(channels, months)


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


__all__ = ["Overflow", "Run", "Simulation", "Snapshot", "checkpoint", "resume", "simulate"]
