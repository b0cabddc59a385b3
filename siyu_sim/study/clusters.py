"""Clusters as pools: Dask and Ray, at an address or started on this machine. Neither is imported before it is asked for.

Both give a dead worker's tasks to others by themselves. What they say about it on stderr is hushed: the study tells what matters.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from siyu_sim.language import Said
from siyu_sim.study.backends import BackendError

PATIENCE = 10.0  # seconds for a cluster to answer
STARTING = 60.0  # seconds for the first worker that we start here
COUNT_SECONDS = 1.0  # between two looks at how many workers there are
REPEATS = 3  # other workers that are tried with what a dead one had
SHARED_MEMORY = 100 << 20  # bytes; of what Ray shares between processes we use nothing
HELLO = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes([0, 0, 0, 4, 0, 0, 0, 0, 0])  # RFC 9113, 3.4


class Dask:
    """A Dask cluster: the one at `address`, or one of this machine's processes."""

    repeats = True

    def __init__(self, address: str | None, processes: int) -> None:
        try:
            from cloudpickle import dumps
            from distributed import Client, KilledWorker
        except ImportError as error:
            raise BackendError(Said("backend=dask needs Dask: pip install 'siyu-sim[dask]'")) from error
        self.lost: tuple[Any, ...] = (KilledWorker,)
        if address is not None:
            _shake_hands(address)
        self._hushed = _hushed("distributed")
        self._hushed.__enter__()
        self._client: Any = None
        self._cluster: Any = None
        try:
            if address is None:
                self._cluster = _local_dask()
            self._client = Client(self._cluster or address, timeout=PATIENCE, set_as_default=False)
            if self._cluster is not None:
                self._cluster.scale(processes)
                self._client.wait_for_workers(1, timeout=STARTING)
        except (OSError, ValueError, RuntimeError, ImportError) as error:
            self.close()
            late = self._cluster is not None and isinstance(error, TimeoutError)
            idle = Said('no worker starts; a script needs `if __name__ == "__main__":`')
            raise _none("Dask", address, idle if late else _line(error)) from error
        except BaseException:
            self.close()
            raise
        self._perform, self._dumps = _performer(), dumps
        self._counted = 0.0  # when the workers were counted last
        self._workers = 0

    @property
    def workers(self) -> int:
        if not self._counted or time.monotonic() - self._counted >= COUNT_SECONDS:
            try:
                self._workers = sum(self._client.nthreads().values())
            except (OSError, RuntimeError, CancelledError) as error:
                raise _gone("Dask", error) from error
            self._counted = time.monotonic()
        return self._workers

    def submit(self, function: Callable[..., Any], *arguments: Any) -> Future:
        ours: Future = Future()
        ours.set_running_or_notify_cancel()
        remote = self._client.submit(self._perform, self._dumps((function, arguments)), pure=False)

        def hand_over(done: Any) -> None:
            _pass_on(done.result, ours, self._told)
            done.release()

        remote.add_done_callback(hand_over)
        return ours

    @staticmethod
    def _told(error: BaseException) -> BaseException:
        if isinstance(error, CancelledError):
            return _gone("Dask", error)
        return _readable(error)

    def restart(self) -> None:
        pass

    def close(self, idle: bool = False) -> None:
        try:
            if self._client is not None:
                self._client.close()
            if self._cluster is not None:
                self._cluster.close()
        finally:
            self._hushed.__exit__(None, None, None)


def _local_dask() -> Any:
    """A scheduler in this process, as yet without workers."""
    from multiprocessing import resource_tracker

    import dask
    from distributed import LocalCluster

    # started later, by a thread of the cluster, it would let Ctrl-C through to the workers
    resource_tracker.ensure_running()
    with _without_interrupts(), dask.config.set({"distributed.scheduler.allowed-failures": REPEATS}):
        return LocalCluster(n_workers=0, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=logging.CRITICAL)


class Ray:
    """A Ray cluster: the one at `address` ("auto": the one of this machine), the one this process has opened, or one started here."""

    repeats = True

    def __init__(self, address: str | None, processes: int) -> None:
        try:
            import ray
        except ImportError as error:
            raise BackendError(Said("backend=ray needs Ray: pip install 'siyu-sim[ray]'")) from error
        self._ray = ray
        failures = ray.exceptions
        self.lost: tuple[Any, ...] = (
            failures.WorkerCrashedError,
            failures.OutOfMemoryError,
            failures.NodeDiedError,
            failures.ObjectLostError,
        )
        self._own = not ray.is_initialized()
        if self._own:
            if address not in (None, "auto"):
                _greet(str(address))
            where: dict[str, Any] = {"address": address}
            if address is None:
                where = {"address": "local", "num_cpus": processes, "object_store_memory": SHARED_MEMORY}
            try:
                with _handlers_kept():
                    ray.init(include_dashboard=False, logging_level=logging.CRITICAL, log_to_driver=False, **where)
            except (ConnectionError, RuntimeError, ValueError, OSError) as error:
                refused = "Unauthenticated" in str(error.__cause__) or "InvalidAuthToken" in str(error.__cause__)
                token = Said("it wants a token: set RAY_AUTH_MODE=token and RAY_AUTH_TOKEN")
                raise _none("Ray", address, token if refused else _line(error)) from error
        self._perform = ray.remote(num_cpus=1, max_retries=REPEATS)(_performer())
        self._counted = 0.0
        self._workers = 0

    @property
    def workers(self) -> int:
        if not self._counted or time.monotonic() - self._counted >= COUNT_SECONDS:
            self._workers = int(self._ray.cluster_resources().get("CPU", 0))
            self._counted = time.monotonic()
        return self._workers

    def submit(self, function: Callable[..., Any], *arguments: Any) -> Future:
        ours: Future = Future()
        ours.set_running_or_notify_cancel()
        theirs = self._perform.remote(self._ray.cloudpickle.dumps((function, arguments))).future()
        theirs.add_done_callback(lambda done: _pass_on(done.result, ours, self._told))
        return ours

    def _told(self, error: BaseException) -> BaseException:
        failures = self._ray.exceptions
        if isinstance(error, failures.RayTaskError):
            cause = getattr(error, "cause", None)  # what the task itself raised, without the pages of Ray around it
            if isinstance(cause, BaseException):
                return _readable(cause)
        if isinstance(error, failures.LocalRayletDiedError):
            return _gone("Ray", error)
        return error

    def restart(self) -> None:
        pass

    def close(self, idle: bool = False) -> None:
        if self._own:
            self._ray.shutdown()


def _shake_hands(address: str) -> None:
    """Raises BackendError unless a Dask scheduler answers. (A client that finds something else waits for ever.)"""
    from distributed import Security
    from distributed.comm import connect

    async def meet() -> None:
        arguments = Security().get_connection_args("client")
        comm = await asyncio.wait_for(connect(address, timeout=PATIENCE, **arguments), PATIENCE + 1)
        await comm.close()

    try:
        with ThreadPoolExecutor(1) as beside:  # a notebook's own loop runs in this thread
            beside.submit(lambda: asyncio.run(meet())).result()
    except (OSError, ValueError, RuntimeError) as error:
        raise _none("Dask", address, _line(error)) from error


def _greet(address: str) -> None:
    """Raises BackendError unless host:port speaks HTTP/2, as Ray does. (Ray itself takes minutes to find out, and is loud about it.)"""
    try:
        parts = urlsplit(address if "://" in address else f"ray://{address}")
        if not parts.hostname or not parts.port:
            raise ValueError(Said("an address is host:port"))
        with socket.create_connection((parts.hostname, parts.port), PATIENCE) as line:
            line.sendall(HELLO)
            if line.recv(9)[3:4] != b"\x04":  # the type of the first frame: settings
                raise ValueError(Said("something else listens there; Ray's own port is 6379, not that of its dashboard"))
    except (OSError, ValueError) as error:
        raise _none("Ray", address, _line(error)) from error


def _none(library: str, address: str | None, reason: str) -> BackendError:
    if address:
        return BackendError(
            Said("no {library} cluster answers at {address} ({reason})", library=library, address=address, reason=reason)
        )
    return BackendError(Said("no {library} cluster can be started on this machine ({reason})", library=library, reason=reason))


def _gone(library: str, error: BaseException) -> BackendError:
    told = Said(
        "the {library} cluster is gone ({reason}). What was finished is kept: the same command goes on from there",
        library=library,
        reason=_line(error),
    )
    return BackendError(told)


def _performer() -> Callable[[bytes], Any]:
    """What is called on the workers. It travels as it is, with nothing of ours in it, so that one who lacks siyu_sim, or has another
    version, says so instead of ending."""

    def perform(packed: bytes) -> Any:
        import pickle

        function, arguments = pickle.loads(packed)
        return function(*arguments)

    return perform


def _readable(error: BaseException) -> BaseException:
    """The same error, in plainer words if it is that a task cannot be read."""
    if isinstance(error, (ImportError, AttributeError)) and "siyu_sim" in str(error):
        return BackendError(
            Said(
                "a worker of the cluster cannot read its task ({reason}): install the same siyu_sim on all of them",
                reason=_line(error),
            )
        )
    return error


def _pass_on(result: Callable[[], Any], target: Future, told: Callable[[BaseException], BaseException]) -> None:
    try:
        target.set_result(result())
    except BaseException as error:  # in a thread of the library: whatever it is, it is for whoever waits
        target.set_exception(told(error))


def _line(error: BaseException) -> str:
    """The first line that an error says, or its name."""
    if error.args and isinstance(error.args[0], Said):
        return error.args[0]
    return next((line.strip() for line in str(error).splitlines() if line.strip()), "") or type(error).__name__


@contextmanager
def _hushed(name: str) -> Iterator[None]:
    """Without the messages of a logger's handlers."""
    handlers = logging.getLogger(name).handlers
    levels = [(handler, handler.level) for handler in handlers]
    for handler in handlers:
        handler.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for handler, level in levels:
            handler.setLevel(level)


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Threads started here are never chosen for Ctrl-C, nor do processes that they start hear it: the main thread does."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _handlers_kept() -> Iterator[None]:
    """Whoever sets signal handlers meanwhile, ours are back afterwards."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            if handler is not None:
                signal.signal(number, handler)
