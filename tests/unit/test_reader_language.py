"""Sentences that are told in the reader's language: whose language it is, the Chinese table, the folding of lines."""

from __future__ import annotations

import ast
import pickle
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import siyu_sim
from siyu_sim.language import Said, of_environment, of_reader, tell
from siyu_sim.language.folding import columns, fold
from siyu_sim.language.zh import FOREIGN, SENTENCES, command, foreign

PACKAGE = Path(siyu_sim.__file__).parent
COMMAND_LINE = ("cli.py", "housekeeping.py", "terminal/*.py", "export/*.py", "language/*.py")
CHINESE = re.compile("[\u4e00-\u9fff]")


# ------------------------------------------------------------------------------------------------- whose language


@pytest.mark.parametrize(
    ("environ", "lang"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "Chinese_China.936"}, "zh"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "", "LC_MESSAGES": "zh_CN"}, "zh"),
    ],
)
def test_the_language_of_the_environment(environ, lang):
    assert of_environment(environ) == lang


@pytest.mark.parametrize(
    ("words", "lang"),
    [
        ([], "en"),
        (["report.lang=zh"], "zh"),
        (["+report.lang='zh'", "--help"], "zh"),
        (["--lang", "zh"], "zh"),
        (["--lang=zh", "store"], "zh"),
        (["--lang", "zh", "report.lang=en"], "en"),
        (["report.lang=both"], "en"),
        (["report.lang=zh", "report.lang=auto"], "en"),
        (["report.lang=fr"], "en"),
        (["--lang"], "en"),
        (["--config-dir", "zh"], "en"),
    ],
)
def test_the_language_of_a_command_line(words, lang):
    assert of_reader(words, {"LANG": "en_US.UTF-8"}) == lang


def test_both_languages_are_answered_in_that_of_the_environment():
    assert of_reader(["report.lang=both"], {"LANG": "zh_CN.UTF-8"}) == "zh"


# ------------------------------------------------------------------------------------------------- sentences


def test_a_sentence_keeps_its_parts():
    said = Said("report: {page}", page=Said("nothing"))
    assert said == "report: nothing" and isinstance(said, str)
    assert tell(said, "en") == "report: nothing" and tell(said, "zh") == "报告：空"
    assert tell(pickle.loads(pickle.dumps(said)), "zh") == "报告：空"
    assert tell("report: {page}", "zh") == "report: {page}", "no sentence of ours"
    assert tell(Said("nobody has {this}", this=1), "zh") == "nobody has 1"


def gaps(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("english", sorted({**command.SENTENCES, **foreign.SYSTEM}), ids=lambda text: text[:50])
def test_a_sentence_has_the_same_gaps_in_chinese(english):
    chinese = {**SENTENCES, **FOREIGN}[english]
    if english not in (command.HELP, command.STORE, command.EXPORT):
        assert gaps(chinese) == gaps(english)
    assert CHINESE.search(chinese), chinese


@pytest.mark.parametrize("english", foreign.ARGPARSE)
def test_words_of_argparse_have_the_same_gaps_in_chinese(english):
    holes = set(re.findall(r"%(?:\(\w+\))?[sr]", english))
    assert set(re.findall(r"%(?:\(\w+\))?[sr]", foreign.ARGPARSE[english])) <= holes


def said_in(tree: ast.AST) -> Iterator[str]:
    """The templates of all `Said(…)`: literal ones, and those behind a name that is set to a literal in the same file."""
    named: dict[str, list[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            named.setdefault(node.targets[0].id, []).extend(literals(node.value))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Said" and node.args:
            first = node.args[0]
            yield from named.get(first.id, []) if isinstance(first, ast.Name) else literals(first)


def literals(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return literals(node.body) + literals(node.orelse)
    return []


def sentences() -> dict[str, str]:
    """Each sentence of the command line: the file that says it."""
    files = [path for pattern in COMMAND_LINE for path in sorted(PACKAGE.glob(pattern))]
    return {text: str(path.relative_to(PACKAGE)) for path in files for text in said_in(ast.parse(path.read_text("utf-8")))}


def test_every_sentence_of_the_command_line_is_there_in_chinese():
    found = sentences()
    assert len(found) > 80
    assert {text: where for text, where in found.items() if text not in SENTENCES} == {}


# ------------------------------------------------------------------------------------------------- folding


@pytest.mark.parametrize("width", [16, 24, 40, 80])
def test_folded_lines_fit_and_lose_nothing(width):
    text = "企业微信：单号容量大，员工离职可继承客户（很少封号）；规则以 2025 年 11 月为准。 See hook.strength=1.5 and “这个”。"
    lines = fold(text, width, "* ", "  ").split("\n")
    assert max(map(columns, lines)) <= width
    assert re.sub(r"\s", "", "".join(lines)) == "*" + re.sub(r"\s", "", text)
    for line in lines:
        assert line[2] not in "。，、；：）”" and line[-1] not in "（“"


def test_words_and_intervals_are_not_broken():
    assert fold("one hook.strength two", 16) == "one\nhook.strength\ntwo"
    assert fold("about [+0.5, +1.5] more", 14) == "about\n[+0.5, +1.5]\nmore"
    assert fold("a[b c", 3) == "a[b\nc"
    assert fold("averyverylongword", 6).split("\n") == ["averyv", "erylon", "gword"]
    assert fold("", 10, "- ") == "- "
    assert fold("channels.feed_ads.budget_yuan_per_day", 18).split("\n") == ["channels.feed_ads", ".budget_yuan_per_", "day"]


def test_a_chinese_sign_takes_two_columns():
    assert columns("私域 a") == 6 and columns("（%）") == 5 and columns("e\u0301") == 1
