"""What is printed where: for people, for a log file, for a narrow window, for another program."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from siyu_sim.terminal.tables import Column, blocks

ROOT = Path(__file__).resolve().parents[2]
SMALL = ("+experiment=referral", "market.size=600", "horizon_days=40", "study.replications=2", "study.processes=1")
INTERVAL = re.compile(r"\[[-+\d.,kM%]+, [-+\d.,kM%]+\]")


@pytest.mark.parametrize("lang", ["en", "zh", "both"])
def test_quiet_is_the_verdict_and_the_path(cli, lang):
    said = cli("--quiet", *SMALL, f"report.lang={lang}")
    assert (said.status, said.err) == (0, "")
    verdict, page = said.out.splitlines()
    assert Path(page).is_file()
    told = json.loads((Path(page).parent / "data" / "figures.json").read_text("utf-8"))
    assert verdict == told["pages"]["zh" if lang == "zh" else "en"]["headline"]


def test_json_is_one_object_that_agrees_with_the_tables(cli):
    said = cli(*SMALL, "--json", "-q", "report.lang=zh")
    assert (said.status, said.err) == (0, "")
    answer = json.loads(said.out)
    table = pd.read_csv(Path(answer["data"]) / "comparison.csv").set_index(["arm", "metric"])
    arms = {arm["name"]: arm for arm in answer["arms"]}
    assert set(arms) == set(table.index.get_level_values("arm")) and answer["seeds"] == [1, 2] and answer["worlds"] == 2
    for (arm, metric), row in table.iterrows():
        measure = arms[arm]["measures"][metric]
        for name in ("mean", "low", "high", "diff", "diff_low", "diff_high", "p_better"):
            assert measure[name] == (None if pd.isna(row[name]) else pytest.approx(row[name])), (arm, metric, name)
    assert "利润" in answer["verdict"]["zh"]["headline"] and "profit" in answer["verdict"]["en"]["headline"].lower()
    assert Path(answer["report"]).is_file() and arms[answer["baseline"]]["label"]["en"] == "No programme"
    assert arms["none"]["measures"]["profit"]["diff"] is None


def test_both_languages_in_the_terminal_are_the_first(cli):
    said = cli(*SMALL, "report.lang=both")
    assert said.status == 0 and "Below each mean" in said.out and "running: 20 of 20" in said.err


def test_json_of_a_search(cli):
    small = ["study=search", "study.search.trials=3", "study.search.rungs=[2]", "study.search.fresh=2"]
    said = cli(*SMALL, *small, "--json")
    assert said.status == 0, said.err
    answer = json.loads(said.out)
    assert answer["kind"] == "search" and answer["arms"] == [] and answer["tables"]["confirmed"]
    assert "hook" in json.dumps(answer["tables"]["front"]) and answer["verdict"]["en"]["headline"]


def test_a_mistake_leaves_stdout_empty(cli):
    said = cli(*SMALL, "--json", "hook=cupon")
    assert said.status == 2 and said.out == "" and "cupon" in said.err
    said = cli("--jsn", *SMALL)
    assert said.status == 2 and "did you mean --json?" in said.err


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_is_wider_than_the_window_and_no_interval_is_broken(cli, lang, width, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(width))
    said = cli(*SMALL, f"report.lang={lang}")
    assert said.status == 0, said.err
    table, report = said.out.rsplit("\n", 2)[:2]
    assert report.startswith(("report: ", "报告："))
    assert max(cell_len(line.rstrip()) for line in table.splitlines()) <= width
    assert all(line.count("[") == line.count("]") for line in table.splitlines())
    assert len(INTERVAL.findall(table)) >= 10


def test_a_log_file_gets_lines_and_no_control_characters(tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100"}
    command = [sys.executable, "-m", "siyu_sim", *SMALL, "report.lang=zh"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, timeout=300, check=False)
    out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    assert done.returncode == 0, err
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", out + err)
    steps = re.findall(r"^运行中：(\d+)/(\d+)(?:，约剩\d+(?:秒|分钟))?$", err, re.MULTILINE)
    assert 2 <= len(steps) <= 10 and steps[-1][0] == steps[-1][1]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_list_in_a_narrow_window(cli, monkeypatch, lang):
    monkeypatch.setenv("COLUMNS", "44")
    said = cli(f"report.lang={lang}")
    rows = [line for line in said.out.splitlines() if line.startswith("    ")]
    assert len(rows) > 50 and max(cell_len(line) for line in rows if "python" not in line) <= 44


def test_a_reader_who_has_had_enough_is_no_mistake(tmp_path):
    """As `| head -1`: the report is written, and the status is that of a study that was done."""
    study = subprocess.Popen(
        [sys.executable, "-m", "siyu_sim", *SMALL],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    study.stdout.close()
    assert study.wait(timeout=300) == 0
    assert list(tmp_path.rglob("index.html"))


def test_intervals_end_at_what_is_possible_as_on_the_page(cli):
    """Few worlds: by Student's t a cost of a customer could be negative."""
    said = cli(*SMALL)
    answer = [line for line in said.out.splitlines() if re.search(r"\[0, [\d,.]+\]", line)]
    table = pd.read_csv(next(Path("reports/referral").glob("*/data/comparison.csv"))).set_index(["arm", "metric"])
    assert table.loc[("none", "cac"), "low"] < 0 and answer


def test_an_interval_stands_below_its_difference_where_there_is_little_room():
    from siyu_sim.terminal.comparison import _cell

    row = SimpleNamespace(mean=5.0, low=4.0, high=6.0, diff=1.0, diff_low=0.5, diff_high=1.5)
    metric = SimpleNamespace(unit="ratio", better=None)
    assert Text.from_markup(_cell(row, metric, stacked=True)).plain.split("\n") == ["5", "+1", "[+0.5, +1.5]"]
    assert Text.from_markup(_cell(row, metric)).plain.split("\n") == ["5", "+1 [+0.5, +1.5]"]


def test_blocks_hold_every_column_once():
    console = Console(width=60)
    names = [Text("a rather long name of an arm"), Text("b")]
    columns = [Column(f"head {k}", [Text(f"{k}" * 12), Text("x")]) for k in range(5)]
    tables = list(blocks(console, "Arm", names, columns))
    assert [str(column.header) for table in tables for column in table.columns if str(column.header) != "Arm"] == [
        f"head {k}" for k in range(5)
    ]
    assert len(tables) == 3
