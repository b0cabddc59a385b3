"""Finished tasks survive whatever happens: kept whole or not at all, found again, told when damaged."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from siyu_sim.study import codec
from siyu_sim.study.plan import load
from siyu_sim.study.run import run
from siyu_sim.study.store import Store
from siyu_sim.study.tasks import Task, of_world, perform, together

TINY = ["market.size=300", "horizon_days=40", "study.replications=6", "study.processes=1", "study.twins=0"]
KILLS = 20


def same(a, b) -> bool:
    """Whether two summaries agree to the last bit, but for the time they took."""
    a, b = replace(a, seconds=0.0), replace(b, seconds=0.0)
    return codec.encode([a], {}) == codec.encode([b], {}) and a.arm == b.arm


def all_same(one, other) -> bool:
    return len(one.summaries) == len(other.summaries) and all(map(same, one.summaries, other.summaries))


@pytest.fixture(scope="module")
def plan():
    return load("referral", overrides=TINY)


@pytest.fixture(scope="module")
def plain(plan):
    return run(plan)


@pytest.fixture(scope="module")
def filled(plan, tmp_path_factory):
    folder = tmp_path_factory.mktemp("store")
    run(plan, store=folder)
    return folder


@pytest.fixture
def store(filled, tmp_path):
    return Path(shutil.copytree(filled, tmp_path / "store"))


def files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.parquet"))


def forbid(monkeypatch):
    def perform(task):
        raise AssertionError(f"{task.name} was computed again")

    monkeypatch.setattr("siyu_sim.study.execute.perform", perform)


def test_a_repeated_study_computes_nothing(plan, plain, store, monkeypatch):
    forbid(monkeypatch)
    assert all_same(run(plan, store=store), plain)


def test_more_worlds_and_another_arm_compute_only_what_is_new(plan, store, monkeypatch):
    computed = []
    monkeypatch.setattr("siyu_sim.study.execute.perform", lambda task: computed.append(task.seed) or perform(task))
    run(load("referral", overrides=[*TINY, "study.replications=7"]), store=store)
    assert set(computed) == {7} and len(computed) == len(together(plan.arms))


def test_what_a_result_depends_on_is_in_the_key(plan):
    def key(*overrides, r=0):
        return [task.key for task in of_world(load("referral", overrides=[*TINY, *overrides]), r)]

    first = key()
    assert len(set(first)) == len(first)
    assert (
        key("study.threads=2")
        == key("study.processes=2")
        == key("study.replications=9")
        == key("study.confidence=0.9")
        == first
    )
    for other in (key("study.seed=2"), key("engine=reference"), key("horizon_days=41"), key(r=1)):
        assert not set(other) & set(first)
    task = next(iter(of_world(plan, 0)))
    assert replace(task, code="other").key != task.key
    assert replace(task, parts=(replace(task.parts[0], arm="renamed"), *task.parts[1:])).key == task.key


def test_other_code_finds_nothing(plan, store):
    task = next(iter(of_world(plan, 0)))
    assert Store(store).has(task) and not Store(store).has(replace(task, code="another"))


def test_a_summary_comes_back_to_the_last_bit(plain):
    odd = replace(
        plain.summaries[0], seed=2**63 - 1, metrics={**plain.summaries[0].metrics, "nan": float("nan"), "inf": float("inf")}
    )
    (back,) = codec.decode(codec.encode([odd], {}))
    assert same(replace(back, arm=odd.arm), odd) and back.seed == odd.seed and back.trees == odd.trees
    for name, columns in odd.tables.items():
        for column, values in columns.items():
            assert back.tables[name][column].dtype == np.asarray(values).dtype


def test_tables_of_rules_are_kept(tmp_path):
    rules = load("script_test", overrides=[*TINY, "study.replications=2", "study.twins=0"])
    first, again = (run(rules, store=tmp_path / "store") for _ in range(2))
    assert all_same(first, again) and "everybody" in again.table("rules")["rule"].tolist()


@pytest.mark.parametrize("harm", ["truncated", "empty", "flipped", "foreign", "of another task", "of another arm"])
def test_a_damaged_file_costs_its_task_alone(plan, plain, store, monkeypatch, harm):
    path, other = files(store)[3], files(store)[4]
    content = path.read_bytes()
    if harm == "of another arm":  # of the same world
        about = codec.about(content)
        found = next(
            p for p in files(store)
            if (its := codec.about(p.read_bytes()))["seed"] == about["seed"]
            and its["arms"] != about["arms"] and len(its["arms"]) == len(about["arms"])
        )  # fmt: skip
        path.write_bytes(found.read_bytes())
    elif harm == "of another task":
        found = next(p for p in files(store) if codec.about(p.read_bytes())["seed"] != codec.about(content)["seed"])
        path.write_bytes(found.read_bytes())
    else:
        middle = len(content) // 2
        harmed = {
            "truncated": content[:middle],
            "empty": b"",
            "flipped": content[:middle] + bytes([content[middle] ^ 0x10]) + content[middle + 1 :],
            "foreign": b"PAR1 this is not ours PAR1",
        }
        path.write_bytes(harmed[harm])
    computed = []
    monkeypatch.setattr("siyu_sim.study.execute.perform", lambda task: computed.append(task.key) or perform(task))
    study = run(plan, store=store)
    assert all_same(study, plain)
    assert computed == [path.parent.name + path.stem]
    assert len(study.told) == 1 and str(path) in study.told[0] and "computed again" in study.told[0]
    assert other.exists() and path.exists() and path.with_suffix(".damaged").exists()
    assert run(plan, store=store).told == ()


def test_every_flipped_byte_is_noticed(plain):
    content = codec.encode([plain.summaries[0]], {})
    good = plain.summaries[0]
    noticed = 0
    for place in range(0, len(content), 29):
        harmed = bytearray(content)
        harmed[place] ^= 0xFF
        try:
            (back,) = codec.decode(bytes(harmed))
        except codec.Damaged:
            noticed += 1
        else:  # a byte of no meaning
            assert same(replace(back, arm=good.arm), good)
    assert noticed > 100


def test_a_full_disk_costs_no_result(plan, plain, tmp_path, monkeypatch):
    def full(self, content):
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr(Path, "write_bytes", full)
    study = run(plan, store=tmp_path / "store")
    assert all_same(study, plain)
    assert len(study.told) == 1 and "No space left" in study.told[0]
    assert not files(tmp_path)


def test_a_store_that_is_a_file_is_told(plan, plain, tmp_path):
    (tmp_path / "store").write_text("mine")
    study = run(plan, store=tmp_path / "store")
    assert all_same(study, plain) and "cannot be kept" in study.told[-1]
    assert (tmp_path / "store").read_text() == "mine"


def test_tasks_with_code_of_others_are_not_kept(plan):
    task = next(iter(of_world(plan, 0)))
    part = task.parts[0]
    assert task.kept
    scenario = load(overrides=["strategies=throttle_posts", *TINY]).scenario
    own = scenario.strategies.model_copy(update={"python": {"x": object()}})
    assert not Task((replace(part, scenario=scenario.model_copy(update={"strategies": own})),), 1).kept


CODE = """
import sys
from siyu_sim.study.plan import load
from siyu_sim.study.run import run
run(load("referral", overrides=sys.argv[2:]), store=sys.argv[1])
"""


def start(folder: Path, *overrides: str) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-c", CODE, str(folder), *overrides])


def test_two_studies_at_once_in_one_folder(plan, plain, tmp_path):
    both = [start(tmp_path, *TINY) for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0]
    assert all_same(run(plan, store=tmp_path), plain)
    assert not list(tmp_path.rglob("*.part")) and not list(tmp_path.rglob("*.damaged"))


def killed_after(plan, folder: Path, seconds: float) -> None:
    """Run the study in a process of its own, and kill it some seconds after it has kept one more task."""
    before = len(files(folder))
    child = os.fork()
    if child == 0:
        try:
            run(plan, store=folder)
        finally:
            os._exit(0)
    while len(files(folder)) == before and os.waitpid(child, os.WNOHANG) == (0, 0):
        time.sleep(0.001)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def test_killed_again_and_again_it_ends_in_the_same_result(tmp_path):
    """SIGKILL at random moments; each start goes on where the last one was, and what was finished is not done again."""
    plan = load("referral", overrides=[*TINY, "market.size=2000", "horizon_days=100"])
    plain = run(plan)
    n_tasks = plan.study.replications * len(together(plan.arms))
    dice, kept, most = random.Random(5), {}, 0
    for _ in range(KILLS):
        killed_after(plan, tmp_path, dice.uniform(0.0, 2.0) * plain.seconds / n_tasks)
        now = {path: path.stat().st_mtime_ns for path in files(tmp_path)}
        assert kept.items() <= now.items(), "finished work was lost or done again"
        most = max(most, len(now))
        for path in files(tmp_path)[: len(now) // 2] if len(now) > n_tasks - 4 else ():
            path.unlink()  # nearly done: make it start over, so that there is something to kill
        kept = {path: path.stat().st_mtime_ns for path in files(tmp_path)}
    assert most > n_tasks // 2
    study = run(plan, store=tmp_path)
    assert study.told == () and not list(tmp_path.rglob("*.damaged"))
    assert all_same(study, plain)


def children_of(pid: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_workers_end_with_the_study_that_started_them(plan, plain, tmp_path):
    process = start(tmp_path, *TINY[:2], "study.replications=2000", "study.processes=2")
    while not files(tmp_path):
        assert process.poll() is None
        time.sleep(0.02)
    workers = children_of(process.pid)
    process.kill()
    process.wait()
    assert len(workers) >= 2
    deadline = time.monotonic() + 120  # on a crowded machine
    while alive := [pid for pid in workers if Path(f"/proc/{pid}/stat").exists()]:
        assert time.monotonic() < deadline, f"workers {alive} outlived the study"
        time.sleep(0.1)
    assert all_same(run(plan, store=tmp_path), plain)


# ------------------------------------------------------------------------------------------------- workers that die


def test_a_dead_worker_costs_its_task_one_more_try(plan, plain, tmp_path, monkeypatch):
    marker = tmp_path / "died"

    def die_once(task):
        if task.seed == 3 and not marker.exists():
            marker.write_text("")
            os.kill(os.getpid(), signal.SIGKILL)
        return perform(task)

    monkeypatch.setattr("siyu_sim.study.execute.perform", die_once)
    two = replace(plan, study=plan.study.model_copy(update={"processes": 2}))
    assert all_same(run(two, store=tmp_path / "store"), plain) and marker.exists()


def test_a_task_that_kills_every_worker_is_named_and_the_others_are_kept(plan, tmp_path, monkeypatch):
    from siyu_sim.study.execute import TaskLost

    def die(task):
        if task.seed == 3 and task.parts[0].arm == "none":
            os.kill(os.getpid(), signal.SIGKILL)
        return perform(task)

    monkeypatch.setattr("siyu_sim.study.execute.perform", die)
    two = replace(plan, study=plan.study.model_copy(update={"processes": 2}))
    with pytest.raises(TaskLost, match="arm none in world 3"):
        run(two, store=tmp_path)
    assert len(files(tmp_path)) == plan.study.replications * len(together(plan.arms)) - 1
