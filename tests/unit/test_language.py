"""Everything that is said in English has a Chinese sentence, and nothing is said past the table."""

from __future__ import annotations

import ast
import errno
import os
import pickle
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import siyu_sim
from siyu_sim.language import Said, tell
from siyu_sim.language.zh import SENTENCES, command, foreign, mistakes
from siyu_sim.scenario.mistakes import Mistake, ScenarioError

PACKAGE = Path(siyu_sim.__file__).parent
CHINESE = re.compile(r"[\u4e00-\u9fff]")
WORD = re.compile(r"[A-Za-z]{2,}")
SPEAKERS = ("Mistake", "ScenarioError", "UsageError", "ValueError", "BackendError", "TaskLost", "OtherVersion", "Damaged")
# raised at whoever writes Python against the API or inside the package; the command line never gets there
FOR_PROGRAMMERS = {
    "study/results.py": "a method of a finished study, called with what it does not have",
    "study/twins.py": "called with fewer than two arms, which the plan has ruled out",
}


def gaps(template: str) -> set[str]:
    return {name.partition(".")[0] for _, name, _, _ in Formatter().parse(template) if name}


def speaks(tree: ast.Module) -> bool:
    """Whether a file uses our `Said`; the report has another class of that name."""
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == "siyu_sim.language"
        and any(alias.name == "Said" for alias in node.names)
        for node in ast.walk(tree)
    )


def files() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path, ast.parse(path.read_text("utf-8"))


def literals(node: ast.AST) -> list[str]:
    if isinstance(node, ast.IfExp):
        return literals(node.body) + literals(node.orelse)
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def said() -> Iterator[tuple[str, str, set[str]]]:
    """(place, English sentence, gaps) of every call of `Said` with a literal, or with a name that is set to one in the same file."""
    for path, tree in files():
        if not speaks(tree):
            continue
        named: dict[str, list[str]] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                named.setdefault(node.targets[0].id, []).extend(literals(node.value))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Said":
                place = f"{path.relative_to(PACKAGE).as_posix()}:{node.lineno}"
                given = {keyword.arg for keyword in node.keywords if keyword.arg}
                if any(keyword.arg is None for keyword in node.keywords):
                    given = set()  # more of them come from elsewhere
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    yield place, first.value, given
                else:  # one of several, which need not have all gaps
                    several = named.get(first.id, []) if isinstance(first, ast.Name) else literals(first)
                    yield from ((place, text, set()) for text in several)


ALL_SAID = list(said())


def test_every_sentence_can_be_told_in_chinese():
    assert len(ALL_SAID) > 200, "the reader of sentences has gone blind"
    assert [f"{place} {text!r}" for place, text, _ in ALL_SAID if text not in SENTENCES] == []


def test_a_sentence_names_the_gaps_that_it_is_given():
    assert [f"{place} {text!r}" for place, text, given in ALL_SAID if given and gaps(text) != given] == []


def test_the_chinese_sentence_has_the_same_gaps():
    filled = {text for _, text, given in ALL_SAID if given}
    assert [english for english in filled & SENTENCES.keys() if gaps(SENTENCES[english]) != gaps(english)] == []


def test_no_sentence_of_the_table_is_left_over():
    assert sorted(mistakes.SENTENCES.keys() - {text for _, text, _ in ALL_SAID}) == []
    assert not mistakes.SENTENCES.keys() & command.SENTENCES.keys()
    # headings of tables are said one by one from a list
    written = {
        node.value
        for path, tree in files()
        if path.parent.name != "zh"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert sorted(command.SENTENCES.keys() - written) == []
    assert sorted(foreign.SYSTEM.keys() - set(map(os.strerror, errno.errorcode))) == []


def test_chinese_is_chinese():
    worded = [english for english in SENTENCES if WORD.search(re.sub(r"\{[^{}]*\}", "", english))]
    assert [english for english in worded if not CHINESE.search(SENTENCES[english])] == []


def bare(node: ast.AST) -> bool:
    """Words that are no sentence of ours: a literal of several words (but for what is to be typed), or an f-string with some."""
    if isinstance(node, ast.Constant):
        text = node.value if isinstance(node.value, str) else ""
        return bool(re.search(r"[a-z]{2,} [a-z(]", text)) and not text.startswith("pip install ")
    if isinstance(node, ast.JoinedStr):
        return bool(
            re.search(r"[a-z]{2,} |: [a-z]", "".join(v.value if isinstance(v, ast.Constant) else "x" for v in node.values))
        )
    if isinstance(node, ast.BinOp):
        return bare(node.left) or bare(node.right)
    if isinstance(node, ast.IfExp):
        return bare(node.body) or bare(node.orelse)
    return False


def unsaid(tree: ast.Module) -> Iterator[int]:
    """Lines on which a mistake is given bare words: as an argument, or by a name that was set to them."""
    bound = {
        target.id: node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name) and bare(node.value)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in SPEAKERS:
            for argument in [*node.args, *(keyword.value for keyword in node.keywords)]:
                if bare(argument) or (isinstance(argument, ast.Name) and argument.id in bound):
                    yield node.lineno


def test_no_mistake_is_told_in_bare_words():
    places = []
    for path, tree in files():
        name = path.relative_to(PACKAGE).as_posix()
        if name.startswith(("scenario/", "study/")) or name == "cli.py":
            places += [f"{name}:{line}" for line in unsaid(tree) if name not in FOR_PROGRAMMERS]
    assert places == [], "\n".join(places)


def test_the_exceptions_are_still_needed():
    for name in FOR_PROGRAMMERS:
        assert list(unsaid(ast.parse((PACKAGE / name).read_text("utf-8")))), name


@pytest.mark.parametrize(
    "text",
    [
        'raise ValueError("a budget needs a price")',
        'Mistake(path, f"unknown option of {group}")',
        'problem = "not a name"\nMistake(path, problem)',
        'Mistake(path, Said("x"), allowed="one value or two")',
        'raise BackendError("no cluster " + where)',
    ],
)
def test_the_reader_finds_bare_words(text):
    assert list(unsaid(ast.parse(text)))


def test_a_sentence_inside_a_sentence_is_told_too():
    text = Said("not {what}", what=Said("a number"))
    assert (str(text), tell(text, "zh")) == ("not a number", "不是数字")
    assert tell(pickle.loads(pickle.dumps(text)), "zh") == "不是数字"


def test_all_mistakes_in_chinese():
    error = ScenarioError(
        [
            Mistake("hook.strength", Said("too large"), 9, Said("{noun} {bounds}", noun=Said("a number"), bounds="0 到 5")),
            Mistake("hook.strenght", Said("unknown key"), 1, nearest="hook.strength", where=Said("arm {arm}", arm="cash")),
        ]
    )
    assert error.told("zh").splitlines() == [
        "2 处错误，没有运行，也没有写入任何文件",
        "  hook.strength：太大",
        "      给的是：9",
        "      允许的：0 到 5 的数字",
        "  hook.strenght：没有这个参数   [方案 cash]",
        "      给的是：1",
        "      最接近：hook.strength",
    ]
    assert pickle.loads(pickle.dumps(error)).told("zh") == error.told("zh")
    assert str(error).startswith("2 mistakes, nothing was run or written\n  hook.strength: too large\n      given:    9")
