"""`python -m siyu_sim store`, and a study that is stopped and given again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from siyu_sim.cli import main

TINY = ["-q", "+experiment=referral", "market.size=300", "horizon_days=20", "study.replications=2", "study.processes=1"]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path / "reports" / ".store"


def kept(folder: Path) -> int:
    return len(list(folder.rglob("*.parquet")))


def test_an_empty_store(folder, capsys):
    assert main(["store"]) == 0
    assert "nothing is kept" in capsys.readouterr().out


def test_list_show_and_prune(folder, capsys):
    assert main(TINY) == 0
    n = kept(folder)
    capsys.readouterr()
    assert main(["store", "list"]) == 0
    line = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("referral"))
    assert line.split()[1:3] == [str(n), "2"] and line.endswith("this")

    assert main(["store", "show", "referral"]) == 0
    lines = capsys.readouterr().out.splitlines()[1:]
    assert len(lines) == n
    assert main(["store", "show", lines[0].split()[0]]) == 0
    assert "profit" in capsys.readouterr().out
    assert main(["store", "show", "nonsense"]) == 2
    assert "studies: referral" in capsys.readouterr().err

    assert main(["store", "prune"]) == 2 and kept(folder) == n
    assert main(["store", "prune", "--other-code"]) == 0 and kept(folder) == n
    assert main(["store", "prune", "--older", "1"]) == 0 and kept(folder) == n
    assert main(["store", "prune", "--all", "--dry-run"]) == 0 and kept(folder) == n
    old = time.time() - 3 * 86_400
    os.utime(next(folder.rglob("*.parquet")), (old, old))
    assert main(["store", "prune", "--older", "2", "--study", "other"]) == 0 and kept(folder) == n
    assert main(["store", "prune", "--older", "2", "--study", "referral"]) == 0 and kept(folder) == n - 1
    assert main(["store", "prune", "--all"]) == 0 and kept(folder) == 0


def test_wrong_words_end_with_status_2(folder, capsys):
    assert main(["store", "burn"]) == 2
    assert "burn" in capsys.readouterr().err


def test_no_store_when_none_is_wanted(folder):
    assert main([*TINY, "study.store=null"]) == 0
    assert not folder.exists()


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_stopped_study_goes_on(folder, number, status, capsys):
    """Its workers end with it; what was finished is kept."""
    command = [sys.executable, "-m", "siyu_sim", *TINY[:4], "study.replications=500", "study.processes=2"]
    # tests that run in the background hand on that Ctrl-C is ignored
    hears = partial(signal.signal, signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, preexec_fn=hears)  # noqa: PLW1509
    while kept(folder) < 3:
        assert process.poll() is None
        time.sleep(0.02)
    process.send_signal(number)
    _, err = process.communicate(timeout=30)
    assert process.returncode == status and "the same command goes on" in err and "Traceback" not in err
    before = kept(folder)
    assert not list(folder.parent.rglob("index.html"))
    assert main([word for word in TINY if word != "-q"]) == 0
    assert "were finished before and kept" in capsys.readouterr().err
    assert kept(folder) >= before
