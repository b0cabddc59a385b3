"""`python -m siyu_sim export`: what is written can be opened by other programs and says what the report says."""

from __future__ import annotations

import io
import json
import re

import openpyxl
import pandas as pd
import pytest
from PIL import Image
from pptx import Presentation

from siyu_sim.cli import main
from siyu_sim.export.folder import read_folder
from siyu_sim.export.pictures import wrap
from siyu_sim.export.tables import read_tables
from siyu_sim.measure.catalogue import METRICS
from siyu_sim.report.words import TABLES
from tests.report import studies


def chinese(text: str) -> bool:
    return any("\u4e00" <= sign <= "\u9fff" for sign in text)


def test_a_workbook_has_the_numbers_of_the_report(run_folder, capsys):
    assert main(["export", str(run_folder), "--to", "xlsx", "--lang", "zh"]) == 0
    path = run_folder / "export" / "report.zh.xlsx"
    assert capsys.readouterr().out.split() == [str(path)]
    book = openpyxl.load_workbook(path)
    told = json.loads((run_folder / "data" / "figures.json").read_text("utf-8"))
    assert book["摘要"]["A2"].value == told["pages"]["zh"]["headline"]
    sheet = book["全部指标"]
    heads = [cell.value for cell in sheet[1]]
    assert heads[:4] == ["方案", "指标", "单位", "均值"] and sheet.freeze_panes == "B2"
    csv = pd.read_csv(run_folder / "data" / "comparison.csv")
    labels = {arm["label"]: arm["name"] for arm in told["pages"]["zh"]["arms"]}
    names = {metric.label["zh"]: metric.name for metric in METRICS.values()}
    means = {(row.arm, row.metric): row.mean for row in csv.itertuples()}
    formats = {}
    for row in sheet.iter_rows(min_row=2):
        key = labels[row[0].value], names[row[1].value]
        expected = means.pop(key)
        assert row[3].value == pytest.approx(expected) if pd.notna(expected) else row[3].value is None
        formats[METRICS[key[1]].unit, row[3].value is None] = row[3].number_format
    assert not means
    assert formats["yuan", False].startswith("#,##0.00") and formats["share", False] == "0.0%"
    assert len(book["摘要"]._charts) == 2
    money = next(sheet for sheet in book if sheet.title.startswith("成交额为什么变了"))
    assert {row[2].number_format for row in money.iter_rows(min_row=2)} == {formats["yuan", False]}
    assert all(chinese(cell.value) or cell.value in ("CAC", "GMV", "SKU") for cell in book["渠道"][1])


def test_text_never_becomes_a_formula_or_a_link(run_folder):
    path = run_folder / "data" / "figures.json"
    told = json.loads(path.read_text("utf-8"))
    for page in told["pages"].values():
        page["headline"] = '=HYPERLINK("https://x.test")'
        for arm in page["arms"]:
            arm["label"] = f"=1+1 {arm['name']}"
    path.write_text(json.dumps(told), "utf-8")
    assert main(["export", str(run_folder), "--to", "xlsx,csv"]) == 0
    book = openpyxl.load_workbook(run_folder / "export" / "report.zh.xlsx")
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert book["摘要"]["A2"].value.startswith("=HYPERLINK") and book["摘要"]["A2"].hyperlink is None
    text = (run_folder / "export" / "csv" / "comparison.zh.csv").read_text("utf-8-sig")
    assert "'=1+1" in text and not re.search(r"(^|,)=", text, re.MULTILINE)


def test_csv_is_in_words_and_parquet_in_names(run_folder):
    assert main(["export", str(run_folder), "--to", "csv,parquet", "--lang", "en"]) == 0
    export = run_folder / "export"
    words = pd.read_csv(export / "csv" / "table_funnel.en.csv", encoding="utf-8-sig")
    names = pd.read_parquet(export / "parquet" / "table_funnel.parquet")
    assert list(words.columns) == ["Arm", "Stage", "People", "People, lower", "People, upper"]
    assert list(names.columns) == ["arm", "stage", "people", "people_low", "people_high"]
    assert words["People"].tolist() == pytest.approx(names["people"].tolist()) and str(names["people"].dtype) == "float64"


@pytest.mark.parametrize("name", ["small", "told", "nobody"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_column_and_name_has_a_word(name, lang, tmp_path):
    """Levers of a sweep, which users may add to, keep their names."""
    folder = studies.ALL[name]().report(tmp_path).parent
    bare = set()
    for table in read_tables(read_folder(folder), lang):
        for column, heading in zip(table.units, table.shown.columns, strict=True):
            if heading.split(" (")[0] == column and "." not in column and len(column) > 1:
                bare.add(f"{table.name}: {column}")
        assert len(set(table.shown.columns)) == len(table.shown.columns)
    assert bare == set()


def test_pictures_show_something_and_chinese_letters(run_folder, browser):
    assert main(["export", str(run_folder), "--to", "png,svg,pptx,pdf", "--lang", "zh"]) == 0
    export, page = run_folder / "export", read_folder(run_folder).told.pages["zh"]
    keys = {figure.key for figure in page.figures}
    for form in ("png", "svg"):
        assert {path.name.split(".")[0] for path in (export / form).iterdir()} == keys
    for figure in page.figures:
        image = Image.open(export / "png" / f"{figure.key}.zh.png").convert("L")
        dark = sum(image.histogram()[:160]) / (image.width * image.height)
        assert image.width == 1920 and dark > 0.002, figure.key
        svg = (export / "svg" / f"{figure.key}.zh.svg").read_text("utf-8")
        assert chinese("".join(re.findall(r">([^<]*)</t", svg))) and "<script" not in svg, figure.key
    assert (export / "report.zh.pdf").read_bytes().startswith(b"%PDF")

    deck = Presentation(export / "report.zh.pptx")
    slides = list(deck.slides)
    assert page.headline in [shape.text_frame.text for shape in slides[0].shapes if shape.has_text_frame]
    for figure, slide in zip(page.figures, slides[1:], strict=False):
        texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        pictures = [shape for shape in slide.shapes if shape.shape_type == 13]
        assert slide.shapes.title.text_frame.text == figure.takeaway and len(pictures) == 1
        assert figure.title in texts and figure.alt in slide.notes_slide.notes_text_frame.text
        png = Image.open(io.BytesIO(pictures[0].image.blob)).convert("L")
        assert png.getextrema()[0] < 160 and pictures[0]._element.nvPicPr.cNvPr.get("descr") == figure.alt
        assert all(
            s.left >= 0 and s.left + s.width <= deck.slide_width and s.top + s.height <= deck.slide_height for s in pictures
        )
        assert all(
            run.font.name
            for shape in slide.shapes
            if shape.has_text_frame
            for p in shape.text_frame.paragraphs
            for run in p.runs
        )
    assert len(slides) >= 1 + len(page.figures)


def test_a_page_of_both_languages_is_printed_in_the_one_asked_for(tmp_path, browser):
    folder = studies.in_language(studies.short(), "both").report(tmp_path).parent
    for lang in ("en", "zh"):
        assert main(["export", str(folder), "--to", "pdf", "--lang", lang]) == 0
    english, chinese = ((folder / "export" / f"report.{lang}.pdf").read_bytes() for lang in ("en", "zh"))
    assert english.startswith(b"%PDF") and (b"/Lang (zh" in chinese) > (b"/Lang (zh" in english)


def test_a_second_export_takes_the_place_of_the_first(run_folder):
    target = run_folder / "export" / "report.zh.xlsx"
    target.parent.mkdir()
    target.write_bytes(b"old")
    assert main(["export", str(run_folder), "--to", "xlsx"]) == 0
    assert target.read_bytes().startswith(b"PK") and [path.name for path in target.parent.iterdir()] == [target.name]


def test_the_page_itself_may_be_named(run_folder):
    assert main(["export", str(run_folder / "index.html"), "--to", "csv"]) == 0
    assert (run_folder / "export" / "csv").is_dir()


def test_labels_are_folded_as_on_the_page():
    assert wrap("Large reward to the referrer", 12) == "Large reward<br>to the<br>referrer"
    assert wrap("单边奖励（高），半程停投", 10) == "单边奖励（<br>高），半程<br>停投"


def test_headings_are_of_both_languages():
    assert {key for key in TABLES["en"] if key.startswith(("column.", "sheet.", "export."))} == {
        key for key in TABLES["zh"] if key.startswith(("column.", "sheet.", "export."))
    }
