"""What a run rests on goes with it: data/assumptions.csv, its sheet and its tables say what the page says, and harm nobody."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace

import openpyxl
import pandas as pd
import pytest

from siyu_sim.cli import main
from siyu_sim.export.folder import read_folder
from siyu_sim.export.tables import read_tables
from siyu_sim.report import assumptions
from siyu_sim.report.spreadsheet import FORMULA, guarded, unguarded
from siyu_sim.scenario.schema import Evidence
from tests.report import studies

SHEET = {"en": "Assumptions", "zh": "假设"}


def rows(folder, lang: str) -> list[dict]:
    assert main(["export", str(folder), "--to", "xlsx", "--lang", lang]) == 0
    head, *body = openpyxl.load_workbook(folder / "export" / f"report.{lang}.xlsx")[SHEET[lang]].values
    return [dict(zip(head, row, strict=True)) for row in body]


def test_the_file_has_every_parameter_once_with_its_evidence(run_folder):
    lines = assumptions.lines(studies.short().plan)
    found = pd.read_csv(
        run_folder / "data" / "assumptions.csv", dtype={"value": str}, keep_default_na=False, encoding="utf-8-sig"
    )
    assert tuple(found.columns) == assumptions.COLUMNS
    in_force = dict(assumptions.in_force(studies.short().plan.scenario.model_dump(mode="json")))
    assert {row.path: assumptions.read(row.value) for row in found.itertuples()} == in_force and len(found) == len(in_force)
    assert Counter(found["kind"]) == Counter({kind: n for kind, n in assumptions.counts(lines).items() if n})
    for line in lines:
        own = found[found["stated"] == line.path]
        assert set(own["text_en"]) == {line.text} and set(own["confidence"]) == {line.confidence}
    trust = found.set_index("path").loc["channels.feed_ads.add_rate"]
    assert (trust["kind"], trust["value"], float(trust["low"]), float(trust["high"])) == ("published", "0.035", 0.02, 0.08)


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", ("Parameter", "Path, as typed", "Value in the baseline", "Kind", "Confidence", "Range, low", "Range, high")),
        ("zh", ("参数", "配置路径", "基准取值", "类别", "可信度", "范围下限", "范围上限")),
    ],
)
def test_a_sheet_says_it_in_words_and_numbers(run_folder, lang, expected):
    found = rows(run_folder, lang)
    name, path, value, kind, confidence, low, high = expected
    by_path = {row[path]: row for row in found}
    assert len(by_path) == len(found) == len(assumptions.in_force(studies.short().plan.scenario.model_dump(mode="json")))
    ads = by_path["channels.feed_ads.add_rate"]
    assert (ads[value], ads[low], ads[high]) == (0.035, 0.02, 0.08)
    assert (ads[kind], ads[confidence]) == {"en": ("Published", "low"), "zh": ("公开数据", "低")}[lang]
    assert by_path["channels.store.active"][value] == {"en": "yes", "zh": "是"}[lang]
    assert not any(isinstance(row[value], str) and row[value] in ("true", "null", "{}", "[]") for row in found)
    if lang == "zh":  # the words of the configs that come with the program
        assert all(any("\u4e00" <= sign <= "\u9fff" for sign in row["来源或理由"]) for row in found if row["来源或理由"])
        bare = {row[name] for row in found if not any("\u4e00" <= sign <= "\u9fff" for sign in row[name])}
        assert bare <= {"SOP"}  # said so in Chinese


def test_small_values_are_shown_whole(run_folder):
    """0.0004 is not 0.000."""
    assert main(["export", str(run_folder), "--to", "xlsx", "--lang", "en"]) == 0
    sheet = openpyxl.load_workbook(run_folder / "export" / "report.en.xlsx")["Assumptions"]
    numbers = [cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.data_type == "n" and cell.value is not None]
    assert len(numbers) > 100 and {cell.number_format for cell in numbers} == {"General"}


@pytest.mark.parametrize("begin", ["=", "\r", "＠"])
def test_what_a_user_wrote_never_becomes_a_formula(tmp_path, begin):
    study = studies.short()
    text = f'{begin}HYPERLINK("https://x.test","see")'
    entry = Evidence(assumption=text, range=[0, 1])
    folder = studies.with_plan(study, evidence=dict.fromkeys(study.plan.evidence, entry)).report(tmp_path).parent
    written = (folder / "data" / "assumptions.csv").read_bytes().decode("utf-8-sig")
    assert f"'{begin}" in written
    file = pd.read_csv(folder / "data" / "assumptions.csv", dtype=str, keep_default_na=False)
    texts = file.drop(columns=["value", "low", "high"])  # numbers may be negative
    assert not texts.map(lambda cell: cell.startswith(FORMULA)).any(axis=None)
    assert main(["export", str(folder), "--to", "xlsx,csv,parquet", "--lang", "en"]) == 0
    sheet = openpyxl.load_workbook(folder / "export" / "report.en.xlsx")["Assumptions"]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert pd.read_parquet(folder / "export" / "parquet" / "assumptions.parquet")["text_en"].tolist() == [text] * len(file)
    shown = pd.read_csv(folder / "export" / "csv" / "assumptions.en.csv", dtype=str, keep_default_na=False)
    assert set(shown["Source or reason"]) == {f"'{text}"}


def test_a_folder_of_before_exports_without_it(run_folder):
    (run_folder / "data" / "assumptions.csv").unlink()
    assert main(["export", str(run_folder), "--to", "xlsx,csv,parquet", "--lang", "zh"]) == 0
    assert "假设" not in openpyxl.load_workbook(run_folder / "export" / "report.zh.xlsx").sheetnames
    assert not (run_folder / "export" / "csv" / "assumptions.zh.csv").exists()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a,b\n1,2\n",
        ",".join(assumptions.COLUMNS) + "\n",
        ",".join(assumptions.COLUMNS) + "\n=1,2,x,y,z,,,,,,\n",
        ",".join(assumptions.COLUMNS) + f"\nno.such.path,{'[' * 5000},kind,Q,nan,1e999,,,,,\n",
        ",".join(assumptions.COLUMNS) + f"\ntrust.half,{'9' * 400},choice,,-inf,inf,,1,2,3,4\n",
        ",".join(assumptions.COLUMNS) + "\n,Infinity,,,,,,,,,\n,NaN,,,,,,,,,\n",
    ],
    ids=["empty", "another", "no rows", "a formula", "deep", "huge", "no number"],
)
def test_a_strangers_file_does_no_harm(run_folder, text):
    (run_folder / "data" / "assumptions.csv").write_text(text, "utf-8")
    assert main(["export", str(run_folder), "--to", "xlsx,csv,parquet", "--lang", "zh"]) == 0
    book = openpyxl.load_workbook(run_folder / "export" / "report.zh.xlsx")
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


@pytest.mark.parametrize(
    "value", [0.02, 3, -1.5, True, None, "poisson", "true", "null", "1", '"x"', "", [1, 2.5], ["mon"], {}, {"a": 1}]
)
def test_a_value_that_was_typed_can_be_read(value):
    found = assumptions.read(assumptions.typed(value))
    assert found == value and type(found) is type(value)


def test_a_guard_can_be_taken_off():
    for text in ("=1", "-0.5", "＝1", "plain", "'quoted'", "", "'", *FORMULA):
        assert unguarded(guarded(text)) == text
    assert all(guarded(f"{sign}1") == f"'{sign}1" for sign in "=+-@\t\r\n＝＋－＠")
    assert guarded(-0.5) == -0.5


def test_what_is_no_number_has_no_range(tmp_path):
    """A range of a group is one of its numbers."""
    study = studies.short()
    whole = {"channels": Evidence(assumption="counted", range=[0, 1])}
    plan = replace(study.plan, evidence=whole)
    found = assumptions.frame(assumptions.lines(plan)).set_index("path")
    store = found.loc["channels.store.add_rate"]
    assert (store["kind"], store["low"], store["high"], store["stated"]) == ("assumption", 0, 1, "channels")
    for path in ("channels.store.cost_model", "channels.store.active", "channels.store.stop_day", "purchase.first_rate"):
        assert math.isnan(found.loc[path, "low"]) and math.isnan(found.loc[path, "high"])
    assert (found.loc["purchase.first_rate", "kind"], found.loc["purchase.first_rate", "stated"]) == ("unstated", "")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_stands_before_the_sheets_of_single_figures(run_folder, lang):
    names = [table.name for table in read_tables(read_folder(run_folder), lang)]
    figures = {figure.key for figure in read_folder(run_folder).told.pages[lang].figures}
    at = names.index("assumptions")
    assert names[0] == "comparison" and not figures & set(names[:at]) and figures & set(names[at:])
