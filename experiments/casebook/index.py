"""All pages, and the list of them in README.md."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from experiments.casebook.page import FOLDER, Page, put
from experiments.casebook.words import table

INDEX = FOLDER / "README.md"


def names() -> list[str]:
    """Every page, in alphabetical order: one file each in experiments/pages/."""
    return sorted(path.stem for path in (FOLDER / "pages").glob("*.py") if path.stem != "__init__")


def page(name: str) -> Page:
    """The page declared in pages/<name>.py."""
    found = import_module(f"experiments.pages.{name}").PAGE
    if found.name != name:
        raise ValueError(f"pages/{name}.py declares a page of another name, {found.name}")
    return found


def filled(text: str) -> str:
    """The index with its list as it should be: question, page, mechanisms, in the order of the mechanisms' ids."""
    pages = sorted(map(page, names()), key=lambda p: (int(p.mechanisms[0][1:]), p.name))
    rows = [[f"[{p.question}]({p.path.name})", ", ".join(p.mechanisms), f"`+experiment={p.name}`"] for p in pages]
    return put(text, "index", table(["question", "mechanisms", "experiment"], rows))


def problems(path: Path = INDEX) -> list[str]:
    text = path.read_text(encoding="utf-8")
    return [] if filled(text) == text else ["its list of pages is out of date"]


def regenerate(path: Path = INDEX) -> None:
    path.write_text(filled(path.read_text(encoding="utf-8")), encoding="utf-8")
