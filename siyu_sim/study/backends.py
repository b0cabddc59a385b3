"""Where tasks are computed: processes or threads of this machine, a Dask cluster, a Ray cluster.

Every backend is a `Pool` of workers that takes calls and gives `concurrent.futures` futures; nothing else about it is known
elsewhere. Results do not depend on the choice.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Protocol

from siyu_sim.study.settings import BackendSettings

WATCH_SECONDS = 1.0


class Pool(Protocol):
    """Workers. `workers`: how many tasks run at a time. `lost`: exceptions that mean a worker died with its task."""

    workers: int
    lost: tuple[Any, ...]

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
        return Dask(settings.address, processes)
    if settings.kind == "ray":
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

    def __init__(self, workers: int) -> None:
        from concurrent.futures import ThreadPoolExecutor

        self.workers = workers
        self._executor = ThreadPoolExecutor(workers, thread_name_prefix="siyu_sim")

    def submit(self, function, *arguments) -> Future:
        return self._executor.submit(function, *arguments)

    def restart(self) -> None:
        pass

    def close(self) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)


class Processes:
    """Processes of this machine, started afresh (not forked), which end when this one does."""

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


class Dask:
    """A Dask cluster: the one at `address`, or one of this machine's processes. Dask itself gives a dead worker's tasks to others."""

    def __init__(self, address: str | None, processes: int) -> None:
        try:
            from distributed import Client, KilledWorker, LocalCluster
        except ImportError as error:
            raise BackendError("backend=dask needs Dask: pip install 'siyu-sim[dask]'") from error
        self.lost: tuple[Any, ...] = (KilledWorker,)
        self._cluster = None
        try:
            if address is None:
                self._cluster = LocalCluster(n_workers=processes, threads_per_worker=1, dashboard_address=None)
            self._client = Client(self._cluster or address, timeout="20s")
        except (OSError, ValueError) as error:
            raise BackendError(f"no Dask scheduler answers at {address} ({error})") from error
        self.workers = max(1, sum(self._client.nthreads().values()))

    def submit(self, function, *arguments) -> Future:
        future: Future = Future()
        future.set_running_or_notify_cancel()
        remote = self._client.submit(function, *arguments, pure=False)

        def hand_over(done) -> None:
            try:
                result = done.result()
            except BaseException as error:
                future.set_exception(error)
            else:
                future.set_result(result)
            done.release()

        remote.add_done_callback(hand_over)
        return future

    def restart(self) -> None:
        self.workers = max(1, sum(self._client.nthreads().values()))

    def close(self) -> None:
        self._client.close()
        if self._cluster is not None:
            self._cluster.close()


class Ray:
    """A Ray cluster: the one at `address` ("auto": the one of this machine), or one started here. Ray repeats a dead worker's task."""

    def __init__(self, address: str | None, processes: int) -> None:
        try:
            import ray
        except ImportError as error:
            raise BackendError("backend=ray needs Ray: pip install 'siyu-sim[ray]'") from error
        self._ray = ray
        self.lost: tuple[Any, ...] = (
            ray.exceptions.WorkerCrashedError,
            ray.exceptions.RayActorError,
            ray.exceptions.NodeDiedError,
        )
        self._own = not ray.is_initialized()
        if self._own:
            start = {"num_cpus": processes, "include_dashboard": False} if address is None else {"address": address}
            try:
                ray.init(logging_level=logging.ERROR, log_to_driver=False, **start)
            except (ConnectionError, RuntimeError, ValueError) as error:
                raise BackendError(f"no Ray cluster answers at {address} ({error})") from error
        self.workers = max(1, int(ray.cluster_resources().get("CPU", 1)))
        self._remote: dict[Callable, Any] = {}

    def submit(self, function, *arguments) -> Future:
        if function not in self._remote:
            self._remote[function] = self._ray.remote(num_cpus=1, max_retries=3)(function)
        return self._remote[function].remote(*arguments).future()

    def restart(self) -> None:
        pass

    def close(self) -> None:
        if self._own:
            self._ray.shutdown()
