"""`python -m siyu_sim` alone, --help, --version, options that do not exist."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import siyu_sim

ROOT = Path(siyu_sim.__file__).resolve().parent.parent


def python(*args: str, cwd: Path, **env: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, *args],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **env},
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_the_list_tells_what_can_be_run(cli):
    said = cli()
    assert said.status == 0
    assert said.err == ""
    shown = " ".join(said.out.split())  # however wide the window is
    for text in (
        "Does rewarding referrals beat spending the same money on advertising?",
        "coffee",
        "course",
        "hook",
        "coupon*",
        "promo_flood",
        "python -m siyu_sim +experiment=referral",
    ):
        assert text in shown


def test_every_option_of_a_lever_says_what_it_means(cli, monkeypatch):
    from siyu_sim.scenario.folders import SETTINGS, find, groups, headline, search_order

    monkeypatch.setenv("COLUMNS", "120")
    folders = search_order()
    printed = " ".join(cli().out.split())
    told = 0
    levers = [group for group in groups(folders) if group not in ("business", *SETTINGS)]
    for group, options in groups(folders).items():
        if group in levers:
            for option in options:
                mark = "*" if f"{group}={option}* " in printed else ""
                about = headline(find(folders, f"{group}/{option}"))
                assert about and f" {group}={option}{mark} {about} " in printed
                told += bool(mark)
    assert told == len(levers), "each group has one default"


def test_the_list_shows_users_own_configs_and_survives_broken_ones(cli, tmp_path):
    mine = tmp_path / "mine"
    for name, text in {
        "experiment/tea": "# @package _global_\nexperiment: {question: {en: Is tea better?}}\n",
        "experiment/broken": "experiment: [",
        "business/tea": "# @package _global_\n# A tea house.\nx: 1\n",
    }.items():
        path = mine / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    said = cli("--config-dir", str(mine))
    assert said.status == 0
    assert "Is tea better?" in said.out
    assert "A tea house." in said.out
    assert "no question can be read" in said.out
    assert cli(f"--config-dir={mine}/nowhere").status == 2


def test_the_list_imports_nothing_heavy(tmp_path):
    code = (
        "import sys; from siyu_sim.cli import main; status = main([]);"
        "heavy = set('hydra omegaconf numba numpy pandas scipy pydantic plotly rich'.split()) & set(sys.modules);"
        "sys.exit(f'imported {heavy}' if heavy else status)"
    )
    done = python("-c", code, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def test_importing_the_package_imports_nothing_else(tmp_path):
    code = "import sys, siyu_sim; print([name for name in sys.modules if name.startswith('siyu_sim.')])"
    assert python("-c", code, cwd=tmp_path).stdout.strip() == "[]"


def test_the_module_runs_from_an_empty_folder_and_leaves_it_empty(tmp_path):
    done = python("-m", "siyu_sim", cwd=tmp_path)
    assert done.returncode == 0
    assert "+experiment=referral" in done.stdout
    done = python("-m", "siyu_sim", "+experiment=nothing", cwd=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_reader_that_closes_early_is_no_error(tmp_path):
    done = subprocess.run(
        f'"{sys.executable}" -m siyu_sim | head -1',
        shell=True,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout.startswith("siyu_sim")


def test_help_and_version(cli):
    assert "--multirun" in cli("--help").out
    assert cli("--version").out == f"siyu_sim {siyu_sim.__version__}\n"


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("--multrun", "did you mean --multirun?"),
        ("--seed=3", "settings are written without dashes: seed=3"),
        ("-x", "unknown option -x"),
        ("--config-dir", "--config-dir needs a folder"),
    ],
)
def test_unknown_options(cli, word, hint):
    said = cli(word)
    assert said.status == 2
    assert hint in said.err
    assert said.out == ""


def test_the_public_names():
    assert set(siyu_sim.__all__) == {
        "Scenario", "ScenarioError", "__version__", "allocate", "checkpoint", "load", "load_checkpoint", "resume", "run", "search",
        "sensitivity", "simulate",
    }  # fmt: skip
    assert siyu_sim.load.__module__ == "siyu_sim.study.plan"
    assert siyu_sim.Scenario.__module__ == "siyu_sim.scenario.schema"
    with pytest.raises(AttributeError, match="it has"):
        siyu_sim.nothing  # noqa: B018
