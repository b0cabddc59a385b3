"""The result does not depend on threads, buffers, processes or PYTHONHASHSEED."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from siyu_sim.engine import fast
from siyu_sim.simulation import simulate
from tests.digest import EXAMPLE_SEED, digest, example
from tests.same import assert_same_run

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def single():
    return simulate(example(), EXAMPLE_SEED, log=True)


@pytest.mark.parametrize("threads", [2, 3])
def test_threads(monkeypatch, single, threads):
    monkeypatch.setattr(fast, "ROWS_PER_THREAD", 40)
    assert len(single.rows) > 40 * threads  # so that every thread has work
    parts = []
    sweep = fast._Worker.sweep

    def watched(self, people, board, first, last):
        parts.append((first, last))
        sweep(self, people, board, first, last)

    monkeypatch.setattr(fast._Worker, "sweep", watched)
    assert_same_run(single, simulate(example(), EXAMPLE_SEED, threads=threads, log=True))
    assert len(parts) > len(single.ends) * (threads - 1), "the rows were not shared out"


@pytest.mark.parametrize("threads", [1, 2])
def test_buffers_that_overflow_in_the_middle_of_a_life(monkeypatch, single, threads):
    class Tight(fast._Worker):
        def __init__(self, people):
            super().__init__(people)
            self.grown = 0
            invites = people.compiled.scenario.sharing.invites
            self.invitations, self.questions, self.log = self.invitations[:invites], self.questions[:1], self.log[:1]
            people.waiting = people.waiting[:1]

        def _make_room(self):
            growth.append(1)
            super()._make_room()

    growth = []
    monkeypatch.setattr(fast, "_Worker", Tight)
    monkeypatch.setattr(fast, "BLOCK", 7)
    monkeypatch.setattr(fast, "ROWS_PER_THREAD", 40)
    assert_same_run(single, simulate(example(), EXAMPLE_SEED, threads=threads, log=True))
    assert len(growth) > 5


def test_processes_and_hash_seeds(single):
    """Two fresh processes under different PYTHONHASHSEEDs give this process's result, bit by bit."""
    command = [sys.executable, "-m", "tests.digest"]
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    running = [
        subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path}
        )
        for seed in ("0", "4242")
    ]
    assert [process.communicate(timeout=120)[0].strip() for process in running] == [digest(single)] * 2


def test_the_digest_notices_a_change_of_one_bit(single):
    changed = single.log_lines.copy()
    changed["fen"][len(changed) // 2] ^= 1
    assert digest(single, changed) != digest(single)


def test_another_seed_is_another_world(single):
    other = simulate(example(), EXAMPLE_SEED + 1, log=True)
    assert not np.array_equal(other.money, single.money)


def test_a_logged_run_is_the_same_run(single):
    silent = simulate(example(), EXAMPLE_SEED)
    assert silent.log_lines is None
    assert_same_run(silent, single)
