"""The documents tell the truth where a machine can tell: imports, parameters, commands, links, file names."""

from __future__ import annotations

import ast
import importlib.util
import re
import shlex
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from types import ModuleType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import pytest
from pydantic import BaseModel

from siyu_sim import housekeeping
from siyu_sim.cli import read_options
from siyu_sim.export import command as export
from siyu_sim.scenario.schema import Scenario
from siyu_sim.study.plan import load
from tests.pages import FENCE, ROOT, blocks, run_python

PACKAGE = ROOT / "siyu_sim"
SAME = ("howto_business", "howto_channel", "howto_sweep", "howto_export", "tutorial_studies")  # typed alike in both languages
TRANSLATIONS = (
    {ROOT / "README.zh.md": ROOT / "README.md"}
    | {path: ROOT / "experiments" / path.name for path in sorted((ROOT / "experiments" / "zh").glob("*.md"))}
    | {ROOT / "docs" / "zh" / f"{name}.md": ROOT / "docs" / f"{name}.md" for name in SAME}
)  # each Chinese page: its English one
ORIGINALS = sorted(
    path
    for pattern in ("README.md", "docs/*.md", "docs/mechanisms/*.md", "docs/zh/*.md", "experiments/*.md")
    for path in ROOT.glob(pattern)
    if path not in TRANSLATIONS
)
PAGES = sorted([*ORIGINALS, *TRANSLATIONS])
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]


# ------------------------------------------------------------------------------------------------- imports

# lowest first; a module may import from its own layer and from any before it
LAYERS = (
    ("language",),
    ("jit", "dice", "scenario", "ledger"),
    ("behaviour",),
    ("world",),
    ("engine",),
    ("operator",),
    ("saving",),
    ("simulation",),
    ("measure",),
    ("study",),
    ("report",),
    ("export",),
    ("terminal", "housekeeping"),
    ("cli",),
    ("__main__",),
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
# what each leaf may import beside itself
LEAVES = {"language": set(), "jit": set(), "dice": {"jit"}, "scenario": {"language"}, "ledger": set()}
# methods that hand a result on to what can be done with it; they import when they are called
REACHING_UP = {
    ("simulation.py", "metrics", "measure"),
    ("study/results.py", "report", "report"),
    ("study/sensitivity.py", "report", "report"),
    ("study/search.py", "report", "report"),
    ("study/allocate.py", "report", "report"),
}


class Imports(ast.NodeVisitor):
    """(line, part of the package, enclosing function or "") of every import of our own, local ones and type hints included."""

    def __init__(self, package: tuple[str, ...]) -> None:
        self.package = package  # of the file, below siyu_sim
        self.function: list[str] = []
        self.found: list[tuple[int, str, str]] = []

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self.function.append(node.name)
        self.generic_visit(node)
        self.function.pop()

    visit_AsyncFunctionDef = visit_FunctionDef  # type: ignore[assignment]

    def note(self, line: int, name: str) -> None:
        parts = name.split(".")
        if parts[0] == "siyu_sim" and len(parts) > 1:
            self.found.append((line, parts[1], self.function[-1] if self.function else ""))

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            self.note(node.lineno, alias.name)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        if node.level:  # relative: from . import x
            above = ("siyu_sim", *self.package)[: 1 + len(self.package) - (node.level - 1)]
            base = ".".join([*above, *([node.module] if node.module else [])])
        else:
            base = node.module or ""
        if base == "siyu_sim":
            for alias in node.names:
                self.note(node.lineno, f"siyu_sim.{alias.name}")
        else:
            self.note(node.lineno, base)


def imports(path: Path) -> list[tuple[int, str, str]]:
    visitor = Imports(path.relative_to(PACKAGE).parts[:-1])
    visitor.visit(ast.parse(path.read_text(encoding="utf-8")))
    return [(line, part, function) for line, part, function in visitor.found if part in LEVEL or (PACKAGE / part).is_dir()]


def upward(path: Path, found: list[tuple[int, str, str]]) -> list[str]:
    """Imports of one file that break the direction."""
    relative = path.relative_to(PACKAGE)
    own = relative.parts[0].removesuffix(".py")
    wrong = []
    for line, part, function in found:
        allowed = part == own or (part in LEAVES[own] if own in LEAVES else LEVEL[part] <= LEVEL[own])
        if not allowed and (relative.as_posix(), function, part) not in REACHING_UP:
            wrong.append(f"siyu_sim/{relative}:{line} ({own}) imports {part}")
    return wrong


def test_imports_run_downwards():
    files = [path for path in sorted(PACKAGE.rglob("*.py")) if path.relative_to(PACKAGE).parts != ("__init__.py",)]
    unplaced = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in files} - LEVEL.keys()
    assert not unplaced, "give these a place among the layers"
    assert sum(len(imports(path)) for path in files) > 100, "the reader of imports has gone blind"
    assert [line for path in files for line in upward(path, imports(path))] == []


def test_the_methods_that_reach_up_are_still_there():
    found = {(name, function, part) for name, _, _ in REACHING_UP for _, part, function in imports(PACKAGE / name)}
    assert found >= REACHING_UP


@pytest.mark.parametrize(
    ("name", "text", "wrong"),
    [
        ("dice/x.py", "from siyu_sim.engine import sweep", True),
        ("behaviour/x.py", "def f():\n    import siyu_sim.world.traits", True),
        ("engine/x.py", "from siyu_sim import study", True),
        ("engine/x.py", "from ..measure import money", True),
        ("scenario/x.py", "from siyu_sim.dice import draw", True),
        ("engine/x.py", "from siyu_sim.ledger import causes\nfrom . import clock\nimport numpy", False),
    ],
)
def test_the_reader_of_imports_sees_what_it_should(name, text, wrong):
    visitor = Imports(Path(name).parts[:-1])
    visitor.visit(ast.parse(text))
    assert bool(upward(PACKAGE / name, visitor.found)) == wrong


# ------------------------------------------------------------------------------------------------- parameters


def module(path: str) -> ModuleType:
    """A script outside the package as a module."""
    spec = importlib.util.spec_from_file_location(Path(path).stem, ROOT / path)
    assert spec is not None and spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def schema_paths(model: type[BaseModel], prefix: str = "") -> list[str]:
    """Every parameter of a group; a name that users give is written <name>."""
    found = []
    for name, field in model.model_fields.items():
        path = f"{prefix}{name}"
        kind, named = _unwrap(field.annotation)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            found += schema_paths(kind, f"{path}.<name>." if named else f"{path}.")
        else:
            found.append(f"{path}.<name>" if named else path)
    return found


def _unwrap(annotation: Any) -> tuple[Any, bool]:
    """(type, whether it is the value of a mapping)."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _unwrap(get_args(annotation)[0])
    if origin is dict:
        return _unwrap(get_args(annotation)[1])[0], True
    if origin in (Union, UnionType):
        return _unwrap(next(a for a in get_args(annotation) if a is not type(None)))
    return annotation, False


@pytest.fixture(scope="module")
def parameters() -> ModuleType:
    """The script that writes the page of parameters; it makes up the page once."""
    script = module("docs/parameters.py")
    script.page = lru_cache(script.page)
    return script


def test_the_page_of_parameters_is_up_to_date(parameters):
    assert parameters.main(["--check"]) == 0


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_check_notices_a_page_that_is_not(lang, parameters, tmp_path, monkeypatch, capsys):
    old = tmp_path / "parameters.md"
    old.write_text(parameters.page(lang).replace("product.price_yuan", "product.price"), encoding="utf-8")
    monkeypatch.setitem(parameters.PAGES, lang, old)
    assert parameters.main(["--check"]) == 1
    assert f"({lang}) is out of date" in capsys.readouterr().err


@pytest.mark.parametrize("page", ["parameters.md", "zh/parameters.md"])
def test_every_parameter_of_the_schema_is_named(page):
    named = set(re.findall(r"^\| `([a-z_0-9.&;<>]+)` \|", (ROOT / "docs" / page).read_text(encoding="utf-8"), re.MULTILINE))
    paths = schema_paths(Scenario)
    assert len(paths) > 100
    named = {name.replace("&lt;", "<") for name in named}
    missing = [
        p
        for p in paths
        if not {p, p.removesuffix(".<name>")} & named
        and not any(re.fullmatch(re.escape(p).replace("<name>", "[a-z_0-9]+"), name) for name in named)
    ]
    assert missing == []


# ------------------------------------------------------------------------------------------------- commands and files

FILES = {"yaml": "yaml", "python": "py"}  # language of a block -> suffix of the file it may be
COMMAND = re.compile(r"(?:^|[`\s/(])python3? -m siyu_sim\b([^`\n]*)")


def commands(text: str) -> list[str]:
    """Arguments of every `python -m siyu_sim …` on a page, in blocks and in running text; continued lines are joined."""
    return [" ".join(found.split()) for found in COMMAND.findall(text.replace("\\\n", " "))]


def shown() -> list[Any]:
    return [
        pytest.param(page, arguments, id=f"{page.relative_to(ROOT)}: {arguments or '(no arguments)'}")
        for page in ORIGINALS
        for arguments in dict.fromkeys(commands(page.read_text(encoding="utf-8")))
    ]


def lay_out(page: Path, folder: Path) -> None:
    """The files that a page tells its reader to make: blocks that begin with a comment naming a path, word for word, `mkdir` and `cp`."""
    (folder / "configs").symlink_to(ROOT / "configs")
    for language, block in FENCE.findall(page.read_text(encoding="utf-8")):
        head = "\n".join(block.splitlines()[:2])  # a config begins with its package, then says its name
        named = re.search(rf"^# ([\w/]+\.{FILES[language]})$", head, re.MULTILINE) if language in FILES else None
        if named:
            path = folder / named[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block, encoding="utf-8")
        for line in block.splitlines():
            if language == "bash" and re.match(r"(mkdir|cp) ", line):
                subprocess.run(["bash", "-euc", line], cwd=folder, check=True)


@pytest.mark.parametrize(("page", "arguments"), shown())
def test_commands_compose(page, arguments, tmp_path, monkeypatch, capsys):
    """Not run, only composed and validated, beside the files that the page tells to make."""
    lay_out(page, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)  # as `python -m` does
    monkeypatch.delitem(sys.modules, "mine", raising=False)
    words = shlex.split(arguments, comments=True)
    if words[:1] == ["store"]:
        assert housekeeping.main(words[1:]) == 0  # of an empty folder
        return
    if words[:1] == ["export"]:  # of a folder that is not there: nothing else may be wrong
        assert export.main(words[1:]) == 2 and capsys.readouterr().err.startswith("no such folder: ")
        return
    options = read_options(words)
    if options.overrides or options.multirun:
        plan = load(None, options.overrides, options.config_dirs, multirun=options.multirun)
        assert plan.arms


@pytest.mark.parametrize("page", TRANSLATIONS, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_translation_gives_the_commands_of_its_original(page):
    """Comments differ, and the language in which a label is asked for; nothing else that a reader could type."""

    def typed(path: Path) -> list[str]:
        text = path.read_text(encoding="utf-8")
        blocks = [block for language, block in FENCE.findall(text) if language in ("bash", "python")]
        return [
            re.sub(r"(?<=\[[\"'])(en|zh)(?=[\"']\])", "…", line.partition("  #")[0].strip())
            for line in [*re.findall(r"^    .*$", text, re.MULTILINE), *"".join(blocks).splitlines()]
        ]

    assert typed(page) == typed(TRANSLATIONS[page])
    assert [command.partition("#")[0].strip() for command in commands(page.read_text(encoding="utf-8"))] == [
        command.partition("#")[0].strip() for command in commands(TRANSLATIONS[page].read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize("name", [name for name in NAMES if "zh/" in name or name.endswith(".zh.md")])
def test_a_chinese_page_leads_to_chinese_pages(name):
    """Where there are any; a link called English leads out on purpose."""
    page, english = ROOT / name, []
    for text, target in re.findall(r"\[([^\]]*)\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
        path = (page.parent / target).resolve()
        if text != "English" and {path.parent / "zh" / path.name, path.with_suffix(".zh.md")} & set(PAGES):
            english.append(target)
    assert english == []


@pytest.mark.parametrize("name", SAME)
def test_a_translation_tells_to_make_the_same_files(name):
    """Words in quotes and comments are in the reader's language."""

    def bare(path: Path) -> list[str]:
        return [re.sub(r'"[^"]*"|#(?! (@|zh:|mine/)).*| +$', "", block, flags=re.MULTILINE) for block in blocks(path, "yaml")]

    english = ROOT / "docs" / f"{name}.md"
    assert bare(ROOT / "docs" / "zh" / f"{name}.md") == bare(english)
    assert f"[中文](zh/{name}.md)" in english.read_text("utf-8").splitlines()[2]
    assert f"[English](../{name}.md)" in (ROOT / "docs" / "zh" / f"{name}.md").read_text("utf-8").splitlines()[2]


def test_the_two_languages_of_the_first_page_lead_to_each_other():
    for path, link in ((ROOT / "README.md", "[中文](README.zh.md)"), (ROOT / "README.zh.md", "[English](README.md)")):
        assert link in path.read_text(encoding="utf-8").splitlines()[:4]


def test_commands_are_found():
    assert commands("`python -m siyu_sim a=1` and\n\n```bash\n.venv/bin/python -m siyu_sim b=2 \\\n  c=3\n```") == [
        "a=1",
        "b=2 c=3",
    ]
    assert sum(len(commands(page.read_text(encoding="utf-8"))) for page in PAGES) >= 5


def test_the_tutorial_runs_as_it_stands(tmp_path):
    """All Python of the page in one session, beside the files that it tells to make, from the folder that holds them."""
    page = ROOT / "docs" / "tutorial_strategy.md"
    lay_out(page, tmp_path)
    code = [block for block in blocks(page, "python") if not re.match(r"# [\w/]+\.py\n", block)]
    assert len(code) == 2
    told = run_python("\n".join(code), tmp_path, tmp_path)
    assert "channels.moments_ads.budget" in told
    assert re.search(r"shifted +[\d.]+ +-?[\d.]+", told), "the comparison"
    assert re.search(r"^day +\d+  channels.feed_ads.budget: 1.00 -> ", told, re.MULTILINE), "what one run decided"


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_somewhere(name):
    page = ROOT / name
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        path = (page.parent / file).resolve() if file else page
        if not path.exists() or (anchor and anchor not in anchors(path)):
            broken.append(target)
    assert broken == []


def anchors(path: Path) -> set[str]:
    """Anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", NAMES)
def test_files_that_are_named_exist(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:[\w.]+/)+[\w.]*\w\.(?:py|yaml|md))`", text)) - set(
        re.findall(r"^# ([\w/]+\.(?:yaml|py))$", text, re.MULTILINE)
    )
    folders = (ROOT, PACKAGE, ROOT / name.rpartition("/")[0])
    assert sorted(file for file in named if not any((folder / file).exists() for folder in folders)) == []
