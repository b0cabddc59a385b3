"""A run as a user sees it: the table, the path, Ctrl-C, a full disk. The page itself has tests of its own."""

from __future__ import annotations

import errno
import math
import signal
import sys
import types
from pathlib import Path

import pytest

SMALL = ("market.size=600", "horizon_days=40", "study.replications=2", "study.processes=1")


@pytest.fixture
def pages(monkeypatch) -> list[Path]:
    """Replaces the writer of the page by one that writes an empty page, and lists what was written."""
    written: list[Path] = []

    def write_report(study, folder: Path) -> Path:
        page = folder / study.plan.name / str(len(written)) / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text("")
        written.append(page)
        return page

    monkeypatch.setitem(sys.modules, "siyu_sim.report.write", types.SimpleNamespace(write_report=write_report))
    return written


@pytest.fixture
def runs(monkeypatch):
    """Replaces the run by a function of the test's own."""

    def replace(run) -> None:
        monkeypatch.setitem(sys.modules, "siyu_sim.study.run", types.SimpleNamespace(run=run))

    return replace


def test_an_experiment_ends_with_a_table_and_the_path_of_the_report(cli, pages, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    said = cli("+experiment=referral", *SMALL)
    assert said.status == 0, said.err
    lines = said.out.splitlines()
    assert lines[-1] == f"report: {pages[0]}"
    assert pages[0].parts[:2] == ("reports", "referral")
    for label in ("No programme", "Large reward to the referrer", "Profit, yuan", "K-factor", "Below each mean"):
        assert label in said.out
    assert "Large reward to the referrer against Reward money spent on feed ads: Profit" in said.out
    assert "8 arms x 2 worlds | 600 people | 40 days | seed 1" in said.err


def test_quiet_prints_the_path_alone(cli, pages):
    said = cli("-q", "hook=none", *SMALL)
    assert (said.status, said.out, said.err) == (0, f"{pages[0]}\n", "")


def test_a_sweep_compares_its_combinations_in_chinese_too(cli, pages, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    said = cli("--multirun", "hook=none,cash", "report.lang=zh", *SMALL)
    assert said.status == 0, said.err
    assert "hook=none" in said.out
    assert "hook=cash" in said.out
    assert "利润, 元" in said.out
    assert "均值下方" in said.out
    assert pages[0].parts[:2] == ("reports", "sweep")


def test_the_reference_engine_by_its_short_name(cli, pages, runs):
    seen = []

    def run(plan, **_):
        seen.append(plan.study.engine)
        raise KeyboardInterrupt

    runs(run)
    assert cli("-q", "engine=reference", *SMALL).status == 130
    assert seen == ["reference"]


def test_ctrl_c_says_one_line_and_leaves_nothing(cli, pages, runs, tmp_path):
    def run(plan, **_):
        raise KeyboardInterrupt

    runs(run)
    said = cli("-q", "hook=none", *SMALL)
    assert said.status == 130
    assert said.err.strip().startswith("stopped; nothing half-written")
    assert pages == []
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_says_one_line(cli, runs):
    class Study:
        def report(self, folder):
            raise OSError(errno.ENOSPC, "No space left on device", str(folder / "page.html"))

    runs(lambda plan, **_: Study())
    said = cli("-q", "hook=none", *SMALL)
    assert said.status == 2
    assert said.err.count("\n") == 1
    assert "No space left on device" in said.err


def test_too_little_memory_says_one_line(cli, runs):
    def run(plan, **_):
        raise MemoryError

    runs(run)
    said = cli("-q", "hook=none", *SMALL)
    assert said.status == 2
    assert "not enough memory" in said.err


def test_a_bug_is_not_dressed_up_as_a_users_mistake(cli, runs):
    def run(plan, **_):
        raise ValueError("a bug")

    runs(run)
    with pytest.raises(ValueError, match="a bug"):
        cli("-q", "hook=none", *SMALL)


@pytest.mark.parametrize(
    ("value", "unit", "plain", "difference"),
    [
        (1234567.0, "yuan", "1,234,567", "+1,234,567"),
        (12345.0, "yuan", "12,345", "+12,345"),
        (999.7, "yuan", "1000", "+1000"),
        (0.01234, "ratio", "0.012", "+0.012"),
        (0.5678, "ratio", "0.568", "+0.568"),
        (0.0567, "share", "5.7%", "+5.7pp"),
        (-3.0, "days", "-3", "-3"),
        (0.0, "days", "0", "0"),
        (math.nan, "days", "-", "-"),
        (math.inf, "days", "inf", "+inf"),
    ],
)
def test_numbers(value, unit, plain, difference):
    from siyu_sim.terminal import number, signed

    assert (number(value, unit), signed(value, unit)) == (plain, difference)


def test_ctrl_c_that_a_library_turned_into_its_own_error_still_stops_quietly(cli, runs):
    def run(plan, **_):
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt as error:
            raise RuntimeError("cannot import") from error

    before = signal.getsignal(signal.SIGINT)
    runs(run)
    said = cli("-q", "hook=none", *SMALL)
    assert said.status == 130 and said.err.strip().startswith("stopped; nothing half-written")
    assert signal.getsignal(signal.SIGINT) is before


def test_a_sensitivity_study_ends_with_its_verdict_and_a_page_of_its_own(cli, tmp_path):
    small = [*SMALL, "study=sensitivity", "study.sensitivity.only=[product.gross_margin,purchase.repeat_rate]"]
    small += ["study.sensitivity.base_samples=8", "study.sensitivity.steps=3", "study.sensitivity.worlds=2"]
    said = cli("+experiment=referral", *small)
    assert said.status == 0, said.err
    page = Path(said.out.splitlines()[-1].removeprefix("report: "))
    assert page.parts[:2] == ("reports", "referral-sensitivity") and (tmp_path / page).is_file()
    assert "product.gross_margin" in said.out and "2 assumptions screened" in " ".join(said.out.split())
    assert "sensitivity: " in said.err and " runs | " in said.err
    again = cli("+experiment=referral", *small)
    found, total = again.err.split(" runs were finished before")[0].split()[-3::2]
    assert found == total and again.out.splitlines()[:-1] == said.out.splitlines()[:-1]


def test_mistakes_in_the_settings_of_a_kind_are_told_before_anything_runs(cli, tmp_path):
    said = cli("+experiment=referral", *SMALL, "study=sensitivity", "study.sensitivity.only=[purchace]")
    assert said.status == 2 and "purchase" in said.err and list(tmp_path.iterdir()) == []


def test_ignorance_is_told_in_the_terminal(cli, pages, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    said = cli("--multirun", "hook=none,cash", *SMALL, "study.draw_assumptions=true")
    assert said.status == 0, said.err
    assert "of the worlds that the assumptions allow" in said.out
