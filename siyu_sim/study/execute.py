"""Tasks to results: from the store where they are kept, else computed, and kept as soon as each is finished.

Results come in the order of the tasks, whatever finishes first. No more tasks are under way than the workers can use, so memory
does not grow with their number. A task whose worker dies is tried again, alone, so that it harms no other; after three deaths it
is named, once everything else is done.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait

from siyu_sim.language import Said
from siyu_sim.study.backends import Pool, Workers, open_pool
from siyu_sim.study.settings import BackendSettings
from siyu_sim.study.store import Store
from siyu_sim.study.summary import Summary
from siyu_sim.study.tasks import Task, perform

Advance = Callable[[int, str], None]  # runs just finished (arms × worlds), what to say
DEATHS = 3
AHEAD = 4  # tasks under way or waiting their turn for each worker
LOOK_SECONDS = 1.0  # after which new workers of a cluster are noticed, even if no task has finished


class TaskLost(ChildProcessError):
    """Tasks that killed their worker again and again."""


def execute(
    tasks: Iterable[Task],
    *,
    store: Store | None = None,
    backend: BackendSettings | None = None,
    processes: int = 1,
    advance: Advance | None = None,
    workers: Workers | None = None,
) -> Iterator[list[Summary]]:
    """The summaries of each task, in the order of tasks, which may be a long iterator: it is read as it is needed.

    workers: a pool to use and leave open, for whoever executes again and again; it must be of the same backend.
    Raises TaskLost after all other tasks are done (and kept); what a task itself raises comes through at once.
    """
    backend = backend or BackendSettings()
    advance = advance or (lambda runs, note: None)
    if backend.kind == "local" and processes == 1:
        return _here(tasks, store, advance)
    return _Crew(iter(tasks), store, backend, processes, advance, workers).results()


def _here(tasks: Iterable[Task], store: Store | None, advance: Advance) -> Iterator[list[Summary]]:
    for task in tasks:
        result = _kept(task, store)
        if result is None:
            result = perform(task)
            if store:
                store.put(task, result)
            advance(len(task.parts), task.note)
        else:
            advance(len(task.parts), "")
        yield result


def _kept(task: Task, store: Store | None) -> list[Summary] | None:
    # event logs are not kept: who asks for them wants the task run
    return store.get(task) if store and not task.events else None


def _names(tasks: Sequence[Task]) -> str:
    """Of five at most, and how many more there are."""
    told: str = tasks[0].name
    for task in tasks[1:5]:
        told = Said("{names}; {name}", names=told, name=task.name)
    return Said("{names}; and {more} more", names=told, more=len(tasks) - 5) if len(tasks) > 5 else told


class _Crew:
    """The tasks under way on a pool, which is opened only when there is something to compute."""

    def __init__(
        self,
        tasks: Iterator[Task],
        store: Store | None,
        backend: BackendSettings,
        processes: int,
        advance: Advance,
        workers: Workers | None,
    ) -> None:
        self.lent = workers
        self.tasks, self.store, self.backend, self.processes, self.advance = tasks, store, backend, processes, advance
        self.pool: Pool | None = None
        self.running: dict[Future, int] = {}
        self.waiting: deque[int] = deque()  # read, not started
        self.suspects: deque[int] = deque()  # whose worker died; tried alone
        self.known: dict[int, Task] = {}  # read, not yet given out
        self.done: dict[int, list[Summary] | None] = {}  # None: lost for good
        self.deaths: dict[int, int] = {}
        self.lost: list[Task] = []
        self.n_read = self.n_given = 0
        self.exhausted = False

    def results(self) -> Iterator[list[Summary]]:
        try:
            while True:
                self._read_on()
                if self.n_given in self.done:
                    result = self.done.pop(self.n_given)
                    self.known.pop(self.n_given)
                    self.n_given += 1
                    if result is not None:
                        yield result
                elif self.exhausted and self.n_given == self.n_read:
                    break
                else:
                    self._start_some()
                    self._wait()
        finally:
            if self.pool is not None and self.lent is None:
                self.pool.close(idle=not self.running)
        if self.lost:
            raise TaskLost(
                Said(
                    "a worker process was killed again and again, perhaps for want of memory, by: {tasks}. {kept}. "
                    "A smaller market.size or fewer workers on a machine (study.processes) needs less",
                    tasks=_names(self.lost),
                    kept=Said("what else was finished is kept: the same command goes on from there")
                    if self.store
                    else Said("nothing is kept"),
                )
            )

    def _read_on(self) -> None:
        """Read tasks up to what the workers can use; those in the store are done at once."""
        room = AHEAD * max(1, self.pool.workers if self.pool else self.processes)
        while not self.exhausted and self.n_read - self.n_given < room:
            task = next(self.tasks, None)
            if task is None:
                self.exhausted = True
                return
            k, self.n_read = self.n_read, self.n_read + 1
            self.known[k] = task
            result = _kept(task, self.store)
            if result is not None:
                self.done[k] = result
                self.advance(len(task.parts), "")
            else:
                self.waiting.append(k)

    def _start_some(self) -> None:
        if self.pool is None:
            self.pool = self.lent.open() if self.lent else open_pool(self.backend, self.processes)
        if self.suspects:
            if not self.running:
                self._start(self.suspects.popleft())
            return
        # one task more than workers lies ready, so that none waits for us
        workers = self.pool.workers
        while self.waiting and len(self.running) < workers + max(1, workers // 4):
            self._start(self.waiting.popleft())

    def _start(self, k: int) -> None:
        assert self.pool is not None
        try:
            self.running[self.pool.submit(perform, self.known[k])] = k
        except self.pool.lost:
            self._broken([k])

    def _wait(self) -> None:
        if not self.running:
            return
        assert self.pool is not None
        finished, _ = wait(self.running, LOOK_SECONDS, return_when=FIRST_COMPLETED)
        if not finished and not self.pool.workers:
            self.advance(0, Said("waiting for a worker of the cluster"))
        dead = []
        for future in finished:
            k = self.running.pop(future)
            task = self.known[k]
            try:
                result = future.result()
            except self.pool.lost:
                dead.append(k)
                continue
            except Exception as error:
                error.add_note(f"(while computing {task.name})")
                raise
            if self.store:
                self.store.put(task, result)
            self.done[k] = result
            self.advance(len(task.parts), task.note)
        if dead:
            self._broken(dead)

    def _broken(self, dead: list[int]) -> None:
        """A worker died. Whose fault it was shows when each task that was under way is tried alone."""
        assert self.pool is not None
        if self.backend.kind == "local":  # one death breaks the pool, and all that was under way in it
            dead += self.running.values()
            self.running.clear()
        alone = len(dead) == 1 and not self.running
        strikes = 1 if self.pool.repeats else DEATHS
        for k in sorted(set(dead)):
            self.deaths[k] = self.deaths.get(k, 0) + alone
            if self.deaths[k] >= strikes:
                self.lost.append(self.known[k])
                self.done[k] = None
            else:
                self.suspects.append(k)
        self.pool.restart()
