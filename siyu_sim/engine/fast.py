"""The fast engine: each phase of a window is one compiled call (the sweep: one a thread)."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from siyu_sim.behaviour.effects import EFFECTS
from siyu_sim.engine.counters import ADDED, LEFT, TOUCHES
from siyu_sim.engine.desk import serve_all
from siyu_sim.engine.intake import admit, gather_exposures, gather_invitations, join_group, take_in
from siyu_sim.engine.log import LOG
from siyu_sim.engine.parameters import Compiled
from siyu_sim.engine.people import Board, Overflow, People
from siyu_sim.engine.placing import hold
from siyu_sim.engine.population import ARRIVAL, CONTACT, INVITATION, PLAN, QUESTION, SUCCESS
from siyu_sim.engine.screen import MOST_ROWS, WORKSPACE
from siyu_sim.engine.settle import settle_all
from siyu_sim.engine.sweep import (
    FILL_SIZE,
    N_INVITATIONS,
    N_LOG,
    N_QUESTIONS,
    N_SUCCESSES,
    OVERFLOW,
    PRIVATE_EVENTS,
    sweep_rows,
)
from siyu_sim.jit import jit

BLOCK = MOST_ROWS  # rows × posts whose dice are drawn ahead: 4 kB, and 32 kB of rows, which fit the nearest cache
FEWEST_ROWS = 16  # of a block, however many posts a window has
ROWS_PER_THREAD = 20_000  # below this, waking another thread costs more than it saves


@jit
def _admit_initial(parameters, table, further, groups, accounts, need_table, drop_table, n, channel, trust, status):
    p = parameters[0]
    for person in range(n):
        admit(p, table[person], further[person], need_table, drop_table, person, channel, 0.0, trust, -1, 0, False)
        if p.accounts_on != 0.0:
            further[person].account = hold(p, accounts)
        if p.groups_on != 0.0:
            join_group(p, table[person], further[person], groups)
        status[person] = CONTACT


@jit
def _ties(t, order):
    """Are any two of the sorted instants equal?"""
    equal = False
    for k in range(1, len(order)):
        equal |= t[order[k]] == t[order[k - 1]]
    return equal


def in_order(t: np.ndarray, *ties: np.ndarray) -> np.ndarray:
    """The indices that sort by t, then by each of `ties`, then as given. Instants are hardly ever equal, so the rest of the keys is
    looked at only if two are."""
    order = t.argsort()
    return np.lexsort((*reversed(ties), t)) if _ties(t, order) else order


class _Worker:
    """Buffers and accounts of one thread of the sweep."""

    def __init__(self, people: People) -> None:
        invites = people.compiled.scenario.sharing.invites
        self.money = np.zeros_like(people.money)
        self.counts = np.zeros_like(people.counts)
        self.cohort = np.zeros_like(people.cohort)
        self.invitations = np.empty(1024 + invites, INVITATION)
        self.questions = np.empty(1024, QUESTION)
        self.successes = np.empty(1024, SUCCESS)
        self.log = np.empty(65536 if people.logging else 2, LOG)
        self.fill = np.zeros(FILL_SIZE, np.int64)
        self.fx = np.zeros(1, EFFECTS)
        self.workspace = np.empty(1, WORKSPACE)
        self._make_block(1)

    def book_straight(self, people: People) -> None:
        """Book into the accounts of the people themselves: one thread may, which saves adding up after every window."""
        self.money, self.counts, self.cohort = people.money, people.counts, people.cohort

    def _make_block(self, posts: int) -> None:
        """Working space for a block of rows and the posts of a window."""
        rows = max(BLOCK // posts, min(BLOCK, FEWEST_ROWS))
        self.draws = np.empty((4, posts, rows), np.uint32)
        self.look = np.empty((posts, rows), np.uint8)

    def sweep(self, people: People, board: Board, first: int, last: int) -> None:
        self.fill[:] = 0
        posts = board.n_posts - board.first_post
        if posts > self.draws.shape[1]:
            self._make_block(posts)
        record = people.compiled.record
        while True:
            first = sweep_rows(
                record, people.slow, people.table, people.further, people.groups, people.accounts, people.compiled.rules,
                first, last, people.settled, board.posts, board.first_post, board.n_posts, self.money, self.counts, self.cohort,
                self.invitations, self.questions, self.successes, self.log, people.logging, self.fill, self.fx, self.workspace,
                self.draws, self.look,
            )  # fmt: skip
            if first == last:
                return
            self._make_room()

    def _make_room(self) -> None:
        """Twice the room in every buffer that is more than half full."""
        filled = zip(
            ("invitations", "questions", "successes", "log"), (N_INVITATIONS, N_QUESTIONS, N_SUCCESSES, N_LOG), strict=True
        )
        for name, place in filled:
            old, n = getattr(self, name), self.fill[place]
            if 2 * n > len(old):
                grown = np.empty(2 * len(old), old.dtype)
                grown[:n] = old[:n]
                setattr(self, name, grown)


class FastEngine:
    """Phases 2 to 4 for all people of a run. Results do not depend on `threads`."""

    def __init__(self, compiled: Compiled, threads: int = 1, logging: bool = False, keep: bool = False) -> None:
        self.people = People(compiled, logging, keep)
        self._threads = threads
        self._workers = [_Worker(self.people) for _ in range(threads)]
        self._workers[0].book_straight(self.people)
        self._pool = ThreadPoolExecutor(threads) if threads > 1 else None
        self._arrivals = np.empty(1024, ARRIVAL)
        self._questions = np.empty(0, QUESTION)
        self._greetings = np.empty(0, QUESTION)  # of the window
        self._successes: list[np.ndarray] = []  # of the window
        self._held = np.zeros(len(compiled.channel_names), np.int64)  # contacts in settled rows who have not left, by channel

    def open(self) -> None:
        """Day 0: the contacts held already."""
        people, compiled = self.people, self.people.compiled
        n = compiled.scenario.market.initial_contacts
        trust = compiled.scenario.market.initial_trust
        tables = compiled.need_table, compiled.drop_table
        _admit_initial(
            compiled.record, people.table, people.further, people.groups, people.accounts, *tables, n, compiled.initial, trust,
            people.status,
        )  # fmt: skip
        people.n_rows = people.settled = n
        self._held[compiled.initial] = n

    def state(self) -> dict[str, np.ndarray]:
        """All that the next window needs of the people. Between two windows, where nothing is under way."""
        self._gather()
        return self.people.state()

    def restore(self, state: Mapping[str, np.ndarray], day: float, board: Board) -> None:
        """Go on from a `state` on that day, instead of opening."""
        people = self.people
        people.restore(state)
        self._held[:] = np.bincount(people.rows["channel"][people.held], minlength=len(self._held))

    def intake(self, board: Board) -> None:
        people, compiled = self.people, self.people.compiled
        self._greetings = np.empty(0, QUESTION)
        plans = np.array(board.plans, PLAN) if board.plans else np.empty(0, PLAN)
        room = int(plans["exposures"].sum()) + people.n_waiting
        if room == 0:
            return
        if room > len(self._arrivals):
            self._arrivals = np.empty(2 * room, ARRIVAL)
        arrivals = self._arrivals
        n = gather_exposures(compiled.record, people.slow, compiled.channels, plans, len(plans), arrivals, 0)
        people.n_waiting, n = gather_invitations(
            compiled.record, people.slow, people.table, people.waiting, people.n_waiting, compiled.referral, arrivals, n
        )
        if n == 0:
            return
        log = np.empty(n if people.logging else 0, LOG)
        successes = np.empty(n, SUCCESS)
        greetings = np.empty(n if compiled.record["welcome_on"][0] else 0, QUESTION)
        order = in_order(arrivals["due"][:n], arrivals["referrer"][:n])
        people.n_rows, n_successes, n_greetings, n_log = take_in(
            compiled.record, people.slow, compiled.channels, compiled.outages, compiled.need_table, compiled.drop_table, arrivals,
            order, people.table, people.further, people.groups, people.accounts, people.n_rows, people.status, people.money,
            people.counts, successes, greetings, log, people.logging,
        )  # fmt: skip
        self._greetings = greetings[:n_greetings]
        people.events += n
        people.keep_log(log[:n_log])
        if n_successes:
            self._successes.append(successes[:n_successes])

    def sweep(self, board: Board) -> None:
        people, n = self.people, self.people.n_rows
        parts = max(1, min(self._threads, n // ROWS_PER_THREAD))
        bounds = [n * k // parts for k in range(parts + 1)]
        workers = self._workers[:parts]
        if self._pool is None or parts == 1:
            workers[0].sweep(people, board, 0, n)
        else:
            list(self._pool.map(lambda k: workers[k].sweep(people, board, bounds[k], bounds[k + 1]), range(parts)))
        people.settled = n
        if ordinary := board.ordinary_in_window:
            people.counts[TOUCHES] += self._held * ordinary
        for worker in workers:
            fill = worker.fill.tolist()
            if fill[OVERFLOW]:
                raise Overflow
            if fill[N_INVITATIONS]:
                people.keep_invitations(worker.invitations[: fill[N_INVITATIONS]])
            people.keep_log(worker.log[: fill[N_LOG]])
            people.events += fill[PRIVATE_EVENTS]
            if fill[N_SUCCESSES]:
                self._successes.append(worker.successes[: fill[N_SUCCESSES]].copy())
        for worker in workers[1:]:
            people.money += worker.money
            people.counts += worker.counts
            worker.money[:] = 0
            worker.counts[:] = 0
        people.events += int(people.counts[TOUCHES].sum())
        self._held += people.counts[ADDED] - people.counts[LEFT]
        asked = [w.questions[: w.fill[N_QUESTIONS]] for w in workers]
        if len(self._greetings):
            asked.append(self._greetings)
        self._questions = np.concatenate(asked) if len(asked) > 1 else asked[0]

    def desk(self) -> None:
        questions, people = self._questions, self.people
        if len(questions) == 0:
            return
        order = in_order(questions["t"], questions["row"])
        serve_all(
            people.compiled.record, people.slow, people.table, people.further, questions, order, people.operators, people.counts
        )

    def settle(self) -> None:
        """Rewards for the window's successes."""
        if self._successes:
            people = self.people
            successes = self._successes[0] if len(self._successes) == 1 else np.concatenate(self._successes)
            order = in_order(*(successes[name] for name in ("t", "row", "kind", "net")))
            settled = settle_all(
                people.compiled.record, people.slow, people.table, people.further, successes, order, people.money, people.counts
            )
            if not settled:
                raise Overflow
            self._successes.clear()

    def _gather(self) -> None:
        """Add up what the threads kept apart."""
        for worker in self._workers[1:]:
            self.people.cohort += worker.cohort
            worker.cohort[:] = 0

    def close(self) -> None:
        """End of the run."""
        self._gather()
        if self._pool is not None:
            self._pool.shutdown()
