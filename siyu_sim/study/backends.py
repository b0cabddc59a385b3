"""Where tasks are computed: processes or threads of this machine, a Dask cluster, a Ray cluster.

Every backend is a `Pool` of workers that takes calls and gives `concurrent.futures` futures; nothing else about it is known
elsewhere. Results do not depend on the choice. Clusters stand in study/clusters.py.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Protocol

from siyu_sim.study.settings import BackendSettings

WATCH_SECONDS = 1.0


class Pool(Protocol):
    """Workers. `lost`: exceptions that mean a worker died with its task; `repeats`: the pool itself has then tried other workers."""

    lost: tuple[Any, ...]
    repeats: bool

    @property
    def workers(self) -> int:
        """How many tasks run at a time, now: a cluster grows and shrinks, and has none until its first worker reports."""

    def submit(self, function: Callable[..., Any], *arguments: Any) -> Future: ...

    def restart(self) -> None:
        """After a loss: make the pool usable again."""

    def close(self) -> None:
        """End the workers that this pool started, whatever they are doing."""


class BackendError(RuntimeError):
    """A backend cannot be used: not installed, or no cluster answers."""


def open_pool(settings: BackendSettings, processes: int) -> Pool:
    """processes: workers to start where this process starts them. Raises BackendError."""
    if settings.kind == "threads":
        return Threads(processes)
    if settings.kind == "dask":
        from siyu_sim.study.clusters import Dask

        return Dask(settings.address, processes)
    if settings.kind == "ray":
        from siyu_sim.study.clusters import Ray

        return Ray(settings.address, processes)
    return Processes(processes)


class Workers:
    """A pool that several executions use one after the other: opened when it is first needed, closed at the end of the `with`."""

    def __init__(self, settings: BackendSettings, processes: int) -> None:
        self._settings, self._processes = settings, processes
        self._pool: Pool | None = None

    def open(self) -> Pool:
        """Raises BackendError."""
        if self._pool is None:
            self._pool = open_pool(self._settings, self._processes)
        return self._pool

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.close()
            self._pool = None


class Threads:
    """Threads of this process: nothing is copied, but only the compiled part of a run goes on side by side."""

    lost: tuple[Any, ...] = ()
    repeats = False

    def __init__(self, workers: int) -> None:
        from concurrent.futures import ThreadPoolExecutor

        self.workers = workers
        self._executor = ThreadPoolExecutor(workers, thread_name_prefix="siyu_sim")

    def submit(self, function, *arguments) -> Future:
        return self._executor.submit(function, *arguments)

    def restart(self) -> None:
        pass

    def close(self) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)  # a thread cannot be ended: its run goes to its end


class Processes:
    """Processes of this machine, started afresh (not forked), which end when this one does."""

    repeats = False

    def __init__(self, workers: int) -> None:
        from joblib.externals.loky import BrokenProcessPool

        self.workers = workers
        self.lost: tuple[Any, ...] = (BrokenProcessPool,)
        self._start()

    def _start(self) -> None:
        from joblib.externals.loky import ProcessPoolExecutor

        self._executor = ProcessPoolExecutor(self.workers, initializer=_end_with, initargs=(os.getpid(),))

    def submit(self, function, *arguments) -> Future:
        return self._executor.submit(function, *arguments)

    def restart(self) -> None:
        self._executor.shutdown(wait=True, kill_workers=True)
        self._start()

    def close(self) -> None:
        self._executor.shutdown(wait=True, kill_workers=True)


def _end_with(parent: int) -> None:
    """In a worker: end as soon as the process that started it is gone, even killed; and leave Ctrl-C to that process."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(WATCH_SECONDS)
        os._exit(1)

    if hasattr(os, "getppid") and os.getppid() == parent:
        threading.Thread(target=watch, daemon=True).start()
