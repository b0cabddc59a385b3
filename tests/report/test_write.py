"""The report on disk: whole or not at all, inside its folder, with the data behind every figure."""

from __future__ import annotations

import json
import re

import numpy as np
import pandas as pd
import pytest

from siyu_sim.report import write
from siyu_sim.report.page import build
from siyu_sim.report.write import safe_name, write_report
from tests.report import studies


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    return write_report(studies.small(), tmp_path_factory.mktemp("reports"))


def test_place_and_files(report):
    folder = report.parent
    assert report.name == "index.html"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d_\d{6}", folder.name) and folder.parent.name == "referral"
    assert {p.name for p in folder.iterdir()} == {"index.html", "data"}
    assert [p for p in folder.parent.iterdir() if p.name.startswith(".")] == []


def test_the_page_is_utf8_and_says_so(report):
    text = report.read_bytes().decode("utf-8")
    assert '<meta charset="utf-8">' in text


def test_there_is_data_behind_every_figure(report):
    for figure in build(studies.small()).figures:
        frame = pd.read_csv(report.parent / "data" / f"{figure.key}.csv")
        assert len(frame) > 0
        assert f'href="data/{figure.key}.csv"' in report.read_text("utf-8")


def test_the_data_are_the_study(report):
    study, data = studies.small(), report.parent / "data"
    runs = pd.read_parquet(data / "runs.parquet")
    pd.testing.assert_frame_equal(runs, study.runs)
    cash = pd.read_csv(data / "cash.csv").groupby("arm")["cash"].last()
    for arm in study.plan.arms:
        assert cash[arm.name] == pytest.approx(study.values(arm.name, "profit").mean())
    ledger = pd.read_csv(data / "ledger.csv").query("arm == 'tools' and cause == 'profit'")["yuan"].item()
    assert ledger == pytest.approx((study.values("tools", "profit") - study.values("none", "profit")).mean())
    comparison = pd.read_csv(data / "comparison.csv")
    np.testing.assert_allclose(comparison["mean"], study.compare()["mean"])
    assert json.loads((data / "provenance.json").read_text("utf-8"))["config_hash"] == study.provenance["config_hash"]


def test_excel_reads_the_tables_as_utf8(report):
    assert (report.parent / "data" / "cash.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("name", list(studies.ALL))
def test_every_study_can_be_written(name, tmp_path):
    page = write_report(studies.ALL[name](), tmp_path)
    assert page.is_file() and (page.parent / "data" / "runs.parquet").is_file()


def test_two_reports_in_one_second(tmp_path, monkeypatch):
    monkeypatch.setattr(write.time, "strftime", lambda _: "2030-01-01_000000")
    pages = [write_report(studies.short(), tmp_path) for _ in range(3)]
    assert [p.parent.name for p in pages] == ["2030-01-01_000000", "2030-01-01_000000-2", "2030-01-01_000000-3"]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt(), RuntimeError("bug")])
@pytest.mark.parametrize("where", ["to_parquet", "to_csv"])
def test_an_error_leaves_nothing_behind(error, where, tmp_path, monkeypatch):
    study = studies.short()

    def fail(*_args, **_more):
        raise error

    monkeypatch.setattr(pd.DataFrame, where, fail)
    with pytest.raises(type(error)):
        write_report(study, tmp_path / "new" / "folder")
    assert list(tmp_path.iterdir()) == []


def test_an_error_leaves_older_reports_alone(tmp_path, monkeypatch):
    old = write_report(studies.short(), tmp_path)
    monkeypatch.setattr(pd.DataFrame, "to_parquet", lambda *_a, **_k: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError):
        write_report(studies.short(), tmp_path)
    assert [p.name for p in old.parent.parent.iterdir()] == [old.parent.name] and old.is_file()


def test_a_folder_that_is_a_file_is_an_os_error(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError):
        write_report(studies.short(), tmp_path / "file")


@pytest.mark.parametrize("text", ["../../x", "/etc/passwd", "..", "", "a\\b", "con<>|?*", "x" * 500, studies.HOSTILE])
def test_names_stay_inside_the_folder(text):
    name = safe_name(text)
    assert re.fullmatch(r"[\w-]{1,80}", name)


def test_a_hostile_study_stays_inside_the_folder(tmp_path):
    inside = tmp_path / "deep" / "er"
    page = write_report(studies.hostile(studies.short()), inside)
    assert page.resolve().is_relative_to(inside.resolve())
    assert {p.name for p in tmp_path.iterdir()} == {"deep"}


def test_chinese_names_are_kept():
    assert safe_name("转介绍 实验") == "转介绍_实验"


def test_a_page_in_both_languages_tells_the_first_to_what_reads_it(tmp_path):
    page = write_report(studies.in_language(studies.short(), "both"), tmp_path)
    told = json.loads((page.parent / "data" / "figures.json").read_text("utf-8"))
    assert told["lang"] == "en" and set(told["pages"]) == {"en", "zh"}
    alone = write_report(studies.in_language(studies.short(), "zh"), tmp_path)
    assert json.loads((alone.parent / "data" / "figures.json").read_text("utf-8"))["pages"] == told["pages"]
