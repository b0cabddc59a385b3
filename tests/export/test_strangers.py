"""A folder from a stranger, and mistakes: all of them in one message, status 2, nothing written elsewhere, nothing run."""

from __future__ import annotations

import errno
import json
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from choreographer import Browser
from choreographer.errors import BrowserFailedError

from siyu_sim.cli import main
from siyu_sim.export import command
from siyu_sim.export.browser import BrowserError, draw, harmless
from siyu_sim.export.folder import TRACES, FolderError, read_folder
from tests.report import studies
from tests.report.test_plotly import in_bundle

HOSTILE = """<!doctype html><html><head><base href="https://x.test/"><meta http-equiv="refresh" content="0;url=https://x.test">
<link rel="stylesheet" href="https://x.test/a.css"><script src="https://x.test/a.js"></script></head>
<body onload="document.title='hurt'"><p>words &amp; more</p><a href="javascript:alert(1)" onclick="x()">a</a><img src="https://x.test/i.png">
<iframe src="file:///etc/passwd"></iframe><object data="file:///etc/passwd"></object><svg onload="x()"><a xlink:href="https://x.test"/></svg>
<script type="application/json" id="figures">{}</script><script type="application/json" id="phrases">{}</script>
<script type="text/plain" id="plotly">AAAA</script>
<script>document.title='hurt'</script><script type="module">document.title='hurt'</script><SCRIPT>document.title='hurt'</SCRIPT>
</body></html>"""


def test_names_that_try_to_be_html_or_formulas(tmp_path, browser):
    folder = studies.hostile(studies.short()).report(tmp_path).parent
    assert main(["export", str(folder), "--to", "xlsx,csv,svg,pptx,pdf"]) == 0
    svgs = list((folder / "export" / "svg").glob("*.svg"))
    assert len(svgs) > 10
    for path in svgs:
        for element in ElementTree.fromstring(path.read_text("utf-8")).iter():
            assert "script" not in str(element.tag) and not [name for name in element.attrib if name.lower().startswith("on")]
    book = openpyxl.load_workbook(folder / "export" / "report.en.xlsx")
    assert book["Summary"]["A1"].value == studies.HOSTILE
    assert {path.parent for path in tmp_path.rglob("*") if path.is_file()} == {
        folder, folder / "data", *(folder / "export" / name for name in ("", "csv", "svg")),
    }  # fmt: skip


def test_all_mistakes_in_one_message(tmp_path, capsys):
    assert main(["export", str(tmp_path / "none"), "--to", "xlsx,doc,gif", "--lang", "fr"]) == 2
    err = capsys.readouterr().err
    assert "doc, gif is not one of" in err and "fr is not one of" in err and "no such folder" in err
    assert "Traceback" not in err


def test_what_is_not_there_is_not_said_to_lack_programs_too(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(command, "lacking", lambda forms: ["nothing is installed"])
    assert main(["export", str(tmp_path / "none")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(
    ("argv", "told"), [([], "folder"), (["x", "--too"], "--too"), (["x", "--to", ","], "nothing is not one of")]
)
def test_wrong_words(argv, told, capsys):
    assert main(["export", *argv]) == 2
    assert told in capsys.readouterr().err


def test_not_a_report(tmp_path, capsys):
    assert main(["export", str(tmp_path)]) == 2
    assert "not the folder of a report" in capsys.readouterr().err
    assert not (tmp_path / "export").exists()


def test_an_older_report(run_folder, capsys):
    (run_folder / "data" / "figures.json").unlink()
    assert main(["export", str(run_folder), "--to", "csv"]) == 2
    assert "figures.json" in capsys.readouterr().err


def test_a_missing_library_or_browser_is_named(run_folder, monkeypatch, capsys):
    monkeypatch.setattr(command, "find_spec", lambda name: None)
    assert main(["export", str(run_folder), "--to", "xlsx,pptx,csv"]) == 2
    err = capsys.readouterr().err
    assert 'pip install "siyu_sim[export]"' in err and len(err.strip().splitlines()) == 1
    monkeypatch.undo()
    monkeypatch.setenv("BROWSER_PATH", "")
    monkeypatch.setattr("siyu_sim.export.browser.has_browser", lambda: False)
    assert main(["export", str(run_folder), "--to", "png,pdf"]) == 2
    assert "no browser" in capsys.readouterr().err
    assert not (run_folder / "export").exists()


def test_what_cannot_be_made_is_left_out_of_the_usual(run_folder, monkeypatch, capsys):
    monkeypatch.setattr("siyu_sim.export.browser.has_browser", lambda: False)
    assert main(["export", str(run_folder)]) == 0
    said = capsys.readouterr()
    assert "report.zh.xlsx" in said.out and "left out: png (no browser" in said.err and ".png" not in said.out


def changed(folder, change):
    path = folder / "data" / "figures.json"
    told = json.loads(path.read_text("utf-8"))
    change(told)
    path.write_text(json.dumps(told), "utf-8")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda t: t["pages"]["zh"]["figures"][0].update(key="../../evil"), "figures.0.key"),
        (lambda t: t["pages"]["zh"]["figures"][0]["layout"].update(images=[{"source": "https://x.test"}]), "images"),
        (lambda t: t["pages"]["zh"]["figures"][0]["data"].append({"type": "scattermapbox"}), "scattermapbox"),
        (lambda t: t["pages"]["zh"]["figures"].append(t["pages"]["zh"]["figures"][0]), "two figures of one name"),
        (lambda t: t["pages"]["zh"]["arms"][0].update(colour="url(https://x.test)"), "colour"),
        (lambda t: t.update(form=99), "another version"),
        (lambda t: t.update(lang="../zh"), "languages"),
        (lambda t: t.pop("pages"), "pages"),
    ],
)
def test_figures_that_no_report_has(run_folder, change, told):
    changed(run_folder, change)
    with pytest.raises(FolderError, match=told):
        read_folder(run_folder)


def test_what_may_be_drawn_is_what_can_be():
    assert in_bundle() == TRACES


@pytest.mark.parametrize("text", ["{", "[" * 100_000, "[]", '{"form": 1, "pages": NaN}', "\udcff"])
def test_files_that_are_no_json(run_folder, text):
    (run_folder / "data" / "figures.json").write_text(text, "utf-8", errors="surrogateescape")
    with pytest.raises(FolderError):
        read_folder(run_folder)


def test_links_are_not_followed(run_folder, tmp_path, capsys):
    secret = tmp_path / "secret.csv"
    secret.write_text("a,b\n1,2\n")
    (run_folder / "data" / "secret.csv").symlink_to(secret)
    assert "secret" not in read_folder(run_folder).csv()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (run_folder / "export").symlink_to(elsewhere)
    assert main(["export", str(run_folder), "--to", "csv"]) == 2
    (run_folder / "export").unlink()
    (run_folder / "export").mkdir()
    (run_folder / "export" / "csv").symlink_to(elsewhere)
    assert main(["export", str(run_folder), "--to", "csv"]) == 2
    assert not list(elsewhere.iterdir())
    target = tmp_path / "target"
    target.write_text("mine")
    (run_folder / "export" / "report.zh.xlsx").symlink_to(target)
    assert main(["export", str(run_folder), "--to", "xlsx"]) == 0
    assert target.read_text() == "mine" and not (run_folder / "export" / "report.zh.xlsx").is_symlink()


def test_tables_that_are_none(run_folder, capsys):
    (run_folder / "data" / "broken.csv").write_bytes(b'a,b\n"1,2\n3')
    (run_folder / "data" / "bytes.csv").write_bytes(b"\xff\xfe\x00\x00")
    assert main(["export", str(run_folder), "--to", "csv,xlsx"]) == 2
    err = capsys.readouterr().err
    assert "broken.csv" in err and "bytes.csv" in err and "Traceback" not in err


def test_a_strange_page_is_rebuilt_without_its_scripts():
    page = harmless(HOSTILE)
    assert "hurt" not in page and "x.test" not in page and "passwd" not in page and "javascript:" not in page
    assert "words &amp; more" in page and ">AAAA<" not in page
    assert page.index("Content-Security-Policy") < page.index("<body")


def test_a_script_that_got_through_would_not_run(browser, monkeypatch):
    """Nothing but ours has the nonce. If this one ran, ours would fail, and the page would never be ready."""
    monkeypatch.setattr("siyu_sim.export.browser.PATIENCE", 20.0)
    page = harmless(HOSTILE)
    sabotage = "<script>JSON.parse = null</script><p>words"
    _, pdf = draw([], (), page.replace("<p>words", sabotage))
    assert pdf is not None and pdf.startswith(b"%PDF")
    with pytest.raises(BrowserError):
        draw([], (), page.replace("Content-Security-Policy", "nothing").replace("<p>words", sabotage))


def test_a_full_disk_is_told_and_leaves_no_part(run_folder, monkeypatch, capsys):
    """The second table finds no room: the first stands whole, of the second there is nothing."""
    opened, written = Path.open, []

    def full(self, mode="r", *args, **kwargs):
        written.extend([self] if "x" in mode else [])
        file = opened(self, mode, *args, **kwargs)
        if len(written) == 2:
            file.write(b"half")
            file.close()
            raise OSError(errno.ENOSPC, "No space left on device")
        return file

    monkeypatch.setattr(Path, "open", full)
    assert main(["export", str(run_folder), "--to", "csv"]) == 2
    said = capsys.readouterr()
    (whole,) = (run_folder / "export" / "csv").iterdir()
    assert said.out == f"{whole}\n" and said.err.endswith(".csv: No space left on device\n")


def test_a_browser_that_does_not_start_is_named(run_folder, monkeypatch, browser, capsys):
    async def fails(self):
        raise BrowserFailedError("advice", "on many", "lines")

    monkeypatch.setattr(Browser, "open", fails)
    assert main(["export", str(run_folder), "--to", "png"]) == 2
    err = capsys.readouterr().err
    assert err.startswith("the browser did not start, or was stopped: /") and err.count("\n") == 1
    monkeypatch.setenv("BROWSER_PATH", "/nowhere/chromium")
    assert main(["export", str(run_folder), "--to", "png"]) == 2
    assert "no browser" in capsys.readouterr().err and not (run_folder / "export").exists()
