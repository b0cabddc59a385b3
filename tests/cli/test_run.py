"""A run as a user sees it: the table, the path, Ctrl-C, a full disk. The page itself has tests of its own."""

from __future__ import annotations

import errno
import json
import math
import signal
import sys
import types
from pathlib import Path

import pandas as pd
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
        words = {"headline": "who wins", "sure": "how sure"}
        (page.parent / "data").mkdir()
        (page.parent / "data" / "figures.json").write_text(json.dumps({"pages": {"en": words, "zh": words}}))
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
    for label in ("No programme", "Large reward to the referrer", "Profit, yuan", "K-factor", "Below each mean", "who wins"):
        assert label in said.out
    assert "8 arms x 2 worlds | 600 people | 40 days | seed 1" in said.err


def test_quiet_prints_the_verdict_and_the_path_alone(cli, pages):
    said = cli("-q", "hook=none", *SMALL)
    assert (said.status, said.out, said.err) == (0, f"who wins\n{pages[0]}\n", "")


def test_the_table_is_shown_though_the_page_cannot_be_written(cli, monkeypatch):
    def write_report(study, folder):
        raise OSError(errno.ENOSPC, "No space left on device", str(folder / "page.html"))

    monkeypatch.setitem(sys.modules, "siyu_sim.report.write", types.SimpleNamespace(write_report=write_report))
    said = cli("+experiment=referral", *SMALL)
    assert said.status == 2 and "No space left on device" in said.err
    sentence = " ".join(said.out.split())
    assert "Large reward to the referrer against Reward money spent on feed ads: Profit" in sentence


def test_a_sweep_compares_its_combinations_in_chinese_too(cli, pages, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    said = cli("--multirun", "hook=none,cash", "report.lang=zh", *SMALL)
    assert said.status == 0, said.err
    assert "hook=none" in said.out
    assert "hook=cash" in said.out
    assert "利润（元）" in said.out
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
        told = ()

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
        (1.5e15, "count", "1,500,000,000,000,000", "+1,500,000,000,000,000"),
        (0.01234, "ratio", "0.012", "+0.012"),
        (0.5678, "ratio", "0.568", "+0.568"),
        (0.0567, "share", "5.7%", "+5.7pp"),
        (-3.0, "days", "-3", "-3"),
        (19.97, "yuan", "20.0", "+20.0"),
        (0.0201, "ratio", "0.020", "+0.020"),
        (100.3, "days", "100", "+100"),
        (0.0, "days", "0", "0"),
        (4.1e-11, "ratio", "0", "0"),
        (-4.1e-11, "ratio", "0", "0"),
        (3.2e-5, "ratio", "0.000032", "+0.000032"),
        (-1.04e-5, "ratio", "-0.00001", "-0.00001"),
        (math.nan, "days", "-", "-"),
        (math.inf, "days", "inf", "+inf"),
    ],
)
def test_numbers(value, unit, plain, difference):
    from siyu_sim.terminal.numbers import number, signed

    assert (number(value, unit), signed(value, unit)) == (plain, difference)


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [(9_994, "9994", "9994"), (12_345, "12.3k", "1.23万"), (999_600, "1M", "100万"), (-431_000, "-431k", "-43.1万"),
     (4.56e6, "4.56M", "456万"), (99_940_000, "99.9M", "9,994万"), (1.234e8, "123M", "1.23亿"), (5e12, "5,000,000M", "50,000亿")],
)  # fmt: skip
def test_large_numbers_are_counted_as_the_language_counts(value, english, chinese):
    from siyu_sim.terminal.numbers import short

    assert (short(value), short(value, lang="zh")) == (english, chinese)


def test_percentage_points_have_a_chinese_name_and_the_ends_of_an_interval_go_without():
    from rich.text import Text

    from siyu_sim.terminal.comparison import _cell
    from siyu_sim.terminal.numbers import signed

    assert (signed(0.0567, "share"), signed(0.0567, "share", lang="zh")) == ("+5.7pp", "+5.7个百分点")
    assert signed(math.nan, "share", lang="zh") == "-"
    metric = types.SimpleNamespace(unit="share", better=None)
    row = types.SimpleNamespace(mean=0.3, low=0.2, high=0.4, diff=0.01, diff_low=-0.02, diff_high=0.04)
    told = Text.from_markup(_cell(row, metric, "zh")).plain
    assert told == "30.0%\n+1.0个百分点 [-2.0, +4.0]"


@pytest.mark.parametrize(
    ("mean", "low", "high", "unit", "own", "difference"),
    [
        (6.59, 6.588, 6.592, "ratio", "6.59 [6.588, 6.592]", "+6.59 [+6.588, +6.592]"),
        (0.05, 0.04996, 0.05004, "share", "5.000% [4.996%, 5.004%]", "+5.000pp [+4.996, +5.004]"),
        (12345.0, 12344.9, 12345.1, "yuan", "12,345.0 [12,344.9, 12,345.1]", "+12,345.0 [+12,344.9, +12,345.1]"),
        (0.001, -0.0003, 0.0023, "share", "0.10% [-0.03%, 0.23%]", "+0.10pp [-0.03, +0.23]"),
        (6.59, 6.59, 6.59, "ratio", "6.59", "+6.59"),
        (6.59, 6.59 - 1e-15, 6.59 + 1e-15, "ratio", "6.59", "+6.59"),
        (0.0, 0.0, 0.0, "yuan", "0", "0"),
        (0.0, -5.0, 5.0, "yuan", "0 [-5, 5]", "0 [-5, +5]"),
        (4e-11, -3e-11, 9e-11, "ratio", "0", "0"),
        (0.2, 4e-11, 0.4, "ratio", "0.2 [0, 0.4]", "+0.2 [0, +0.4]"),
        (100.0, math.nan, math.nan, "yuan", "100", "+100"),
    ],
)
def test_an_interval_shows_its_width_or_is_one_number(mean, low, high, unit, own, difference):
    from rich.text import Text

    from siyu_sim.terminal.comparison import _cell

    metric = types.SimpleNamespace(unit=unit, better=None)
    nothing = dict.fromkeys(("diff", "diff_low", "diff_high"), math.nan)
    alone = types.SimpleNamespace(mean=mean, low=low, high=high, **nothing)
    assert Text.from_markup(_cell(alone, metric)).plain.replace("\n", " ").strip() == own
    against = types.SimpleNamespace(mean=mean, low=low, high=high, diff=mean, diff_low=low, diff_high=high)
    assert Text.from_markup(_cell(against, metric)).plain.split("\n")[1] == difference


def test_one_gain_of_pairing_is_one_number(cli, pages, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    said = cli("--multirun", "hook=none,cash", *SMALL)
    (line,) = [line for line in said.out.splitlines() if line.startswith("The same people in every arm")]
    assert " to " not in line


def test_chinese_is_chinese_from_the_first_line_to_the_last(cli, pages, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    said = cli("hook=cash", "report.lang=zh", *SMALL)
    assert "as_configured | 咖啡店 | 1个方案 × 2个模拟世界 | 600人 | 40天 | 种子1" in said.err
    head = said.out.splitlines()[0]
    for word in ("方案", "利润（元）", "新增好友（人）", "获客成本（CAC，元）"):
        assert word in head
    assert said.out.splitlines()[-1] == f"报告：{pages[0]}"


def test_ctrl_c_that_a_library_turned_into_its_own_error_still_stops_quietly(cli, runs):
    def run(plan, **_):
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt as error:
            raise RuntimeError("cannot import") from error

    inherited = signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored, where tests run in the background
    try:
        runs(run)
        said = cli("-q", "hook=none", *SMALL)
        assert said.status == 130 and said.err.strip().startswith("stopped; nothing half-written")
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, inherited)


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        (
            "en",
            ("warning: crisis.day has no effect: it lies beyond the horizon (horizon_days).", "have one and the same scenario"),
        ),
        ("zh", ("注意：crisis.day不起作用：它在模拟期（horizon_days）之外。", "的设置完全相同")),
    ],
)
def test_what_was_hardly_meant_is_told_before_the_run(cli, pages, monkeypatch, lang, expected):
    monkeypatch.setenv("COLUMNS", "200")
    own = ("crisis=public", "crisis.day=300", "hook.strength=1,1.0", f"report.lang={lang}", *SMALL)
    said = cli("--multirun", *own)
    assert said.status == 0
    for text in expected:
        assert said.err.count(text) == 1
    assert cli("-q", "--multirun", *own).err == ""


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


def test_a_search_ends_with_its_answer_and_a_page_of_its_own(cli, tmp_path):
    small = [*SMALL, "study=search", "study.search.trials=4", "study.search.rungs=[2]", "study.search.fresh=2"]
    said = cli("+experiment=referral", *small, "study.search.goals=[profit,customers]")
    assert said.status == 0, said.err
    page = Path(said.out.splitlines()[-1].removeprefix("report: "))
    assert page.parts[:2] == ("reports", "referral-search") and "search: at most " in said.err
    trials = pd.read_csv(tmp_path / page.parent / "data" / "trials.csv")
    assert (tmp_path / page).is_file() and 2 <= len(trials) <= 5 and "profit" in trials
    assert "hook" in said.out


def test_an_allocation_ends_with_its_split_and_a_page_of_its_own(cli, tmp_path):
    levers = "{channels.feed_ads.budget_yuan_per_day: {low: 0, high: 60, step: 30}, content.posts_per_day: {low: 0, high: 2, step: 1}}"
    small = [*SMALL, "study=allocate", "study.allocate.looks=4", "study.allocate.worlds=2", "study.allocate.fresh=2"]
    said = cli("+experiment=referral", *small, f"+study.allocate.levers={levers}", "report.lang=zh")
    assert said.status == 0, said.err
    page = Path(said.out.splitlines()[-1].removeprefix("报告："))
    assert page.parts[:2] == ("reports", "referral-allocate") and "预算分配：最多" in said.err
    split = pd.read_csv(tmp_path / page.parent / "data" / "split.csv")
    assert split["lever"].tolist() == ["channels.feed_ads.budget_yuan_per_day", "content.posts_per_day"]
    assert "content.posts_per_day" in said.out


def test_mistakes_in_the_settings_of_a_kind_are_told_before_anything_runs(cli, tmp_path):
    said = cli("+experiment=referral", *SMALL, "study=sensitivity", "study.sensitivity.only=[purchace]")
    assert said.status == 2 and "purchase" in said.err and list(tmp_path.iterdir()) == []


def test_ignorance_is_told_in_the_terminal(cli, pages, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    said = cli("--multirun", "hook=none,cash", *SMALL, "study.draw_assumptions=true")
    assert said.status == 0, said.err
    assert "of the worlds that the assumptions allow" in said.out
