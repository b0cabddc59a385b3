"""The pages that teach by doing are done as they stand, command by command; the site builds without a warning."""

from __future__ import annotations

import importlib.util
import json
import re
import shlex
import subprocess
import sys

import pytest

from siyu_sim.cli import main
from tests.pages import ROOT, blocks, run_python
from tests.unit.test_docs import commands, lay_out, module

DONE = ("tutorial_first.md", "zh/tutorial_first.md", "howto_business.md", "howto_channel.md", "howto_sweep.md")
QUICK = {
    "market.size=3000": "market.size=600",
    "study.replications=3": "study.replications=2",
    '"study.replications=5"': '"study.replications=2", "market.size=600", "horizon_days=60"',
}
HORIZON = "horizon_days=40"


def quick(text: str) -> str:
    for long, short in QUICK.items():
        text = text.replace(long, short)
    return text


@pytest.mark.parametrize("name", DONE)
def test_the_commands_of_a_page_run_in_their_order(name, tmp_path, monkeypatch, capsys):
    page = ROOT / "docs" / name
    lay_out(page, tmp_path)
    monkeypatch.chdir(tmp_path)
    found = [quick(line) for line in commands(page.read_text("utf-8")) if "market.size" in line]
    assert found
    for line in found:
        capsys.readouterr()
        assert main([*shlex.split(line), HORIZON]) == 0, capsys.readouterr().err
        if "--json" not in line:
            path = capsys.readouterr().out.split()[-1].removeprefix("报告：")
            assert path.endswith("index.html") and (tmp_path / path).is_file()


@pytest.mark.parametrize("name", [*DONE, "api.md", "../README.md"])
def test_the_python_of_a_page_runs(name, tmp_path):
    page = ROOT / "docs" / name
    code = quick("\n".join(blocks(page, "python")))
    if not code:
        assert "```python" not in page.read_text("utf-8")
        return
    assert re.search(r"-?\d", run_python(code, tmp_path))


def test_the_stronger_hook_of_the_page_of_dice_loses_nobody(tmp_path):
    told = run_python("\n".join(blocks(ROOT / "docs" / "dice.md", "python")), tmp_path).splitlines()
    assert told[0] == told[2] != told[1]
    weak, strong, lost = map(int, re.findall(r"\d+", told[3]))
    assert strong > weak > 0 == lost


def test_both_languages_of_the_tutorial_have_the_same_steps():
    english, chinese = ((ROOT / "docs" / name).read_text("utf-8") for name in DONE[:2])

    def steps(text: str) -> list[str]:
        return [line.replace(" report.lang=zh", "") for line in commands(text)]

    assert steps(english) == steps(chinese)
    assert len(re.findall(r"^## ", english, re.MULTILINE)) == len(re.findall(r"^## ", chinese, re.MULTILINE))


def test_the_page_of_measures_is_up_to_date():
    assert module("docs/metrics.py").main(["--check"]) == 0


def test_every_page_has_a_place_on_the_site():
    index = (ROOT / "docs" / "index.md").read_text("utf-8")
    pages = {path.stem for path in (ROOT / "docs").glob("*.md")} - {"index", "README"}
    pages |= {
        f"zh/{path.stem}" for path in (ROOT / "docs" / "zh").glob("*.md") if not path.stem.startswith(("howto_", "param"))
    }
    pages |= {f"mechanisms/{path.stem}" for path in (ROOT / "docs" / "mechanisms").glob("*.md")}
    assert sorted(page for page in pages if not re.search(rf"^{page}$", index, re.MULTILINE)) == []


@pytest.mark.slow
def test_the_site_builds_without_a_warning(tmp_path):
    if importlib.util.find_spec("sphinx") is None:
        pytest.skip("Sphinx is not installed")
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-W",
        "--keep-going",
        "-c",
        "docs",
        "-d",
        str(tmp_path / "trees"),
        ".",
        str(tmp_path / "site"),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    index = (tmp_path / "site" / "docs" / "index.html").read_text("utf-8")
    assert "tutorial_first.html" in index and "metrics.html" in index
    captions = {
        name: re.findall(r'class="caption"[^>]*><span[^>]*>([^<]*)', (tmp_path / "site" / name).read_text("utf-8"))
        for name in ("docs/index.html", "docs/zh/index.html")
    }
    assert captions["docs/index.html"][0] == "Tutorial" and captions["docs/zh/index.html"][:2] == ["中文", "案例集"]
    found = (tmp_path / "site" / "searchindex.js").read_text("utf-8")
    assert all(f"{json.dumps(pair)}:" in found for pair in ("转介", "介绍")), "Chinese is found by pairs of signs"
    assert "siyu_sim.study.plan.load" in (tmp_path / "site" / "docs" / "api.html").read_text("utf-8")
