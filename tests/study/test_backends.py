"""Whatever computes a study, its results are the same, and a worker that dies takes nothing with it.

Dask runs as separate processes over TCP, Ray as a cluster of its own. Where the extras are not installed these tests are skipped,
unless the environment variable SIYU_SIM_REQUIRE_BROWSER is set, as on the machine that proves everything: then they fail.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pytest

from siyu_sim.cli import main
from siyu_sim.study.backends import BackendError, BackendSettings, open_pool
from siyu_sim.study.execute import AHEAD, TaskLost, execute
from siyu_sim.study.plan import Plan, load
from siyu_sim.study.run import run
from siyu_sim.study.tasks import OtherVersion, of_world, perform, together
from tests.study.test_store import TINY, all_same, children_of, files, forbid

ROOT = Path(__file__).resolve().parents[2]
LINUX = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
EARLY = 8  # of 48 runs: a study is killed into when so many are done
PATIENT_SECONDS = 120.0  # what takes a second on an idle machine may take long on a crowded one


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load("referral", overrides=TINY)


@pytest.fixture(scope="module")
def plain(plan):
    return run(plan)


@pytest.fixture(params=["dask", "ray"])
def cluster(request) -> str:
    need(request.param)
    return request.param


def need(extra: str) -> None:
    if importlib.util.find_spec({"dask": "distributed"}.get(extra, extra)) is None:
        missing = pytest.fail if os.environ.get("SIYU_SIM_REQUIRE_BROWSER") else pytest.skip
        missing(f"{extra} is not installed")


def on(plan: Plan, backend: str, address: str | None = None, **settings) -> Plan:
    """The same plan on two workers of a backend."""
    chosen = BackendSettings(kind=backend, address=address)
    return replace(plan, study=plan.study.model_copy(update={"processes": 2, "backend": chosen, **settings}))


def once(done: int, act: Callable[[], None]) -> Callable[[int, int, str], None]:
    """Progress that acts as soon as so many runs are done."""
    acted: list[int] = []

    def progress(now: int, total: int, note: str) -> None:
        if now >= done and not acted:
            acted.append(now)
            act()

    return progress


def family(pid: int) -> list[int]:
    """Every process below one."""
    return [p for child in children_of(pid) for p in (child, *family(child))]


def command_line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def kill_a_worker(of: str) -> None:
    """SIGKILL for one of our descendants that computes, or waits for its next task: while we look, it may have finished."""
    names = {"dask": ("multiprocessing.spawn",), "ray": ("ray::perform", "ray::IDLE")}[of]
    deadline = time.monotonic() + PATIENT_SECONDS
    while not (workers := [pid for pid in family(os.getpid()) if any(name in command_line(pid) for name in names)]):
        assert time.monotonic() < deadline, "there are no workers"
        time.sleep(0.01)
    workers.sort(key=lambda pid: "perform" not in command_line(pid))
    os.kill(workers[0], signal.SIGKILL)


# ------------------------------------------------------------------------------------------------- this machine


@pytest.mark.parametrize("backend", ["local", "threads"])
def test_processes_and_threads(plan, plain, backend, tmp_path, monkeypatch):
    assert all_same(run(on(plan, backend), store=tmp_path), plain)
    assert len(files(tmp_path)) == plan.study.replications * len(together(plan.arms))
    forbid(monkeypatch)
    assert all_same(run(plan, store=tmp_path), plain)


@LINUX
def test_a_cluster_of_its_own_loses_a_worker_and_nothing_else(plan, plain, cluster, tmp_path, monkeypatch, capfd):
    study = run(on(plan, cluster), once(EARLY, lambda: kill_a_worker(cluster)), tmp_path)
    assert all_same(study, plain) and study.told == ()
    assert capfd.readouterr().err == ""
    forbid(monkeypatch)
    assert all_same(run(plan, store=tmp_path), plain)


@LINUX
def test_a_task_that_kills_every_worker_is_named(plan, cluster, tmp_path, monkeypatch, capfd):
    def die(task):
        if task.seed == 2 and task.parts[0].arm == "none":
            os.kill(os.getpid(), signal.SIGKILL)
        return perform(task)

    monkeypatch.setattr("siyu_sim.study.execute.perform", die)
    monkeypatch.setattr("siyu_sim.study.clusters.REPEATS", 0)  # to be quick about it
    with pytest.raises(TaskLost, match="arm none in world 2"):
        run(on(plan, cluster, replications=2), store=tmp_path)
    assert len(files(tmp_path)) == 2 * len(together(plan.arms)) - 1
    assert capfd.readouterr().err == ""


@LINUX
def test_ctrl_c(cluster, tmp_path):
    """As from a terminal, to every process of the group: one line, status 130, nobody stays behind, what was finished is kept."""
    overrides = [*TINY[:2], "study.replications=1000", "study.processes=2", f"backend={cluster}"]
    command = [sys.executable, "-m", "siyu_sim", "+experiment=referral", *overrides, "-q"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        command, cwd=tmp_path, env=environment, start_new_session=True, stderr=subprocess.PIPE, text=True
    )
    while len(files(tmp_path)) < EARLY:
        assert process.poll() is None, process.communicate()[1]
        time.sleep(0.05)
    workers = family(process.pid)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err.strip() == "stopped; nothing half-written, and the runs that were finished are kept: the same command goes on"
    deadline = time.monotonic() + PATIENT_SECONDS
    while alive := [command_line(pid) for pid in workers if command_line(pid)]:
        assert time.monotonic() < deadline, alive
        time.sleep(0.1)
    assert len(files(tmp_path)) >= EARLY and not list(tmp_path.rglob("*.damaged"))


# ------------------------------------------------------------------------------------------------- Dask over TCP


class Scheduler:
    """A Dask scheduler and its workers, each a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.file = folder, folder / "scheduler.json"
        self.workers: list[subprocess.Popen] = []
        self.process = self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(self.file))
        while not self.file.exists() or not self.file.read_text().strip():
            assert self.process.poll() is None
            time.sleep(0.05)
        self.address = json.loads(self.file.read_text())["address"]

    def _start(self, kind: str, *words: str, code: Path = ROOT) -> subprocess.Popen:
        command = [sys.executable, "-m", "dask", kind, *words, "--no-dashboard"]
        environment = {**os.environ, "PYTHONPATH": str(code)}
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(command, cwd=self.folder, env=environment, stderr=log, stdout=log)

    def add_worker(self, code: Path = ROOT) -> None:
        """code: the folder from which it imports."""
        self.workers.append(self._start("worker", self.address, "--nthreads", "1", "--no-nanny", code=code))

    def stop(self) -> None:
        for process in (*self.workers, self.process):
            process.kill()
            process.wait()


@pytest.fixture
def scheduler(tmp_path):
    need("dask")
    (tmp_path / "dask").mkdir()
    scheduler = Scheduler(tmp_path / "dask")
    yield scheduler
    scheduler.stop()


def test_dask_over_tcp(plan, plain, scheduler, tmp_path, capfd):
    """The study comes before its workers, waits for them, and goes on when one of them is killed."""
    notes = []
    kill = once(EARLY, lambda: os.kill(scheduler.workers[0].pid, signal.SIGKILL))

    def progress(done: int, total: int, note: str) -> None:
        if not scheduler.workers and "waiting for a worker" in note:
            scheduler.add_worker()
            scheduler.add_worker()
        notes.append(note)
        kill(done, total, note)

    study = run(on(plan, "dask", scheduler.address), progress, tmp_path / "store")
    assert all_same(study, plain)
    assert notes[1] == "waiting for a worker of the cluster" and scheduler.workers[0].wait() == -signal.SIGKILL
    assert len(files(tmp_path)) == plan.study.replications * len(together(plan.arms))
    assert capfd.readouterr().err == ""


def test_a_worker_with_other_code_computes_nothing(plan, scheduler, tmp_path, capsys):
    other = tmp_path / "other"
    shutil.copytree(ROOT / "siyu_sim", other / "siyu_sim")
    with (other / "siyu_sim" / "measure" / "catalogue.py").open("a") as file:
        file.write("# another version\n")
    scheduler.add_worker(other)
    with pytest.raises(OtherVersion, match="install the same everywhere"):
        run(on(plan, "dask", scheduler.address), store=tmp_path / "store")
    assert not files(tmp_path)
    where = f"study.backend.address={scheduler.address}"
    assert main(["-q", "hook=none", *TINY, "backend=dask", where, f"report.folder={tmp_path}"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_worker_without_siyu_sim_says_so(plan, scheduler, tmp_path):
    (tmp_path / "other" / "siyu_sim").mkdir(parents=True)
    (tmp_path / "other" / "siyu_sim" / "__init__.py").touch()
    scheduler.add_worker(tmp_path / "other")
    with pytest.raises(BackendError, match=r"cannot read its task \(No module named 'siyu_sim.study'\): install the same"):
        run(on(plan, "dask", scheduler.address), store=tmp_path / "store")


def test_a_scheduler_that_dies_ends_the_study_in_words(plan, plain, scheduler, tmp_path, capfd):
    scheduler.add_worker()
    with pytest.raises(BackendError, match=r"the Dask cluster is gone.*goes on from there"):
        run(on(plan, "dask", scheduler.address), once(EARLY, scheduler.process.kill), tmp_path / "store")
    assert 1 < len(files(tmp_path)) < plan.study.replications * len(together(plan.arms))
    assert capfd.readouterr().err == ""
    assert all_same(run(plan, store=tmp_path / "store"), plain)


# ------------------------------------------------------------------------------------------------- mistakes


def test_a_name_that_is_none(capsys):
    assert main(["hook=none", "backend=dsk"]) == 2
    err = capsys.readouterr().err
    assert "backend=dask" in err and "dask, local, ray, threads" in err


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "http://127.0.0.1:1", "nowhere"])
def test_an_address_where_nobody_answers(cluster, address, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("siyu_sim.study.clusters.PATIENCE", 1.0)
    words = ["-q", "hook=none", *TINY, f"backend={cluster}", f"study.backend.address={address}", f"report.folder={tmp_path}"]
    assert main(words) == 2
    err = capsys.readouterr().err
    assert err.startswith(f"no {cluster.title()} ") and address in err and err.count("\n") == 1


def test_something_else_listens_there(cluster, tmp_path, monkeypatch):
    """A web server, such as the cluster's own dashboard."""
    monkeypatch.setattr("siyu_sim.study.clusters.PATIENCE", 1.0)
    command = [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1"]
    server = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        port = server.stdout.readline().split(" port ")[1].split()[0]
        begun = time.monotonic()
        with pytest.raises(BackendError, match=f"no {cluster.title()} .* answers at 127.0.0.1:{port}"):
            open_pool(BackendSettings(kind=cluster, address=f"127.0.0.1:{port}"), 2)
        assert time.monotonic() - begun < PATIENT_SECONDS
    finally:
        server.kill()
        server.communicate()


@pytest.mark.parametrize(("backend", "module"), [("dask", "distributed"), ("ray", "ray")])
def test_an_extra_that_is_not_installed(backend, module, tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, module, None)
    assert main(["-q", "hook=none", *TINY, f"backend={backend}", f"report.folder={tmp_path}"]) == 2
    assert f"pip install 'siyu-sim[{backend}]'" in capsys.readouterr().err


def test_clusters_are_imported_only_when_asked_for(tmp_path):
    code = (
        "import sys\nfrom siyu_sim.cli import main\n"
        f"assert main(['-q', 'hook=none', *{TINY[:3]!r}, 'study.processes=2']) == 0\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules} & {'dask', 'distributed', 'ray', 'optuna'}))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


# ------------------------------------------------------------------------------------------------- a pool that grows


class Growing:
    """A pool that finishes what it has every few milliseconds, the youngest first. One worker at first, one more after ten tasks."""

    lost, repeats = (), False

    def __init__(self) -> None:
        self.waiting: list[tuple[Future, Callable, tuple]] = []
        self.finished = 0
        self.surplus: list[int] = []  # tasks beyond workers, at each submission
        self.open = True
        threading.Thread(target=self._work, daemon=True).start()

    @property
    def workers(self) -> int:
        return 1 + self.finished // 10

    def submit(self, function, *arguments) -> Future:
        future: Future = Future()
        self.waiting.append((future, function, arguments))
        self.surplus.append(len(self.waiting) - self.workers)
        return future

    def _work(self) -> None:
        while self.open:
            time.sleep(0.005)
            while self.waiting:
                future, function, arguments = self.waiting.pop()
                self.finished += 1
                future.set_result(function(*arguments))

    def close(self, idle: bool = False) -> None:
        self.open = False


def test_a_growing_cluster_is_used_and_never_flooded(plan, monkeypatch):
    """No more tasks are handed out or read than the workers can use; more as there are more workers; results come in order."""
    pool, read, given, most = Growing(), 0, 0, 0
    monkeypatch.setattr("siyu_sim.study.execute.open_pool", lambda settings, processes: pool)
    monkeypatch.setattr("siyu_sim.study.execute.perform", lambda task: [task.seed])
    first = next(iter(of_world(plan, 0)))

    def tasks():
        nonlocal read, most
        for seed in range(300):
            read += 1
            most = max(most, read - given)
            assert read - given <= AHEAD * pool.workers
            yield replace(first, seed=seed)

    for result in execute(tasks(), backend=BackendSettings(kind="dask"), processes=1):
        assert result == [given]
        given += 1
    assert given == 300 and not pool.open
    assert max(pool.surplus) <= max(1, pool.workers // 4) and most > 3 * AHEAD
