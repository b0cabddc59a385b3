"""All pages, and the list of them in README.md and zh/README.md."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from experiments.casebook.language import LANGUAGES, Lang, Say
from experiments.casebook.page import FOLDER, Page, folder, link_to_other, put
from experiments.casebook.words import table


def names() -> list[str]:
    """Every page, in alphabetical order: one file each in experiments/pages/."""
    return sorted(path.stem for path in (FOLDER / "pages").glob("*.py") if path.stem != "__init__")


def page(name: str) -> Page:
    """The page declared in pages/<name>.py."""
    found = import_module(f"experiments.pages.{name}").PAGE
    if found.name != name:
        raise ValueError(f"pages/{name}.py declares a page of another name, {found.name}")
    return found


def path(lang: Lang = "en") -> Path:
    return folder(lang) / "README.md"


def filled(text: str, lang: Lang = "en") -> str:
    """The index with its list as it should be: question, page, mechanisms, in the order of the mechanisms' ids."""
    say = Say(lang)
    pages = sorted(map(page, names()), key=lambda p: (int(p.mechanisms[0][1:]), p.name))
    rows = [[f"[{p.question(lang)}]({p.name}.md)", ", ".join(p.mechanisms), f"`+experiment={p.name}`"] for p in pages]
    head = [say("question", "问题"), say("mechanisms", "机制"), say("experiment", "实验")]
    return put(text, "index", table(head, rows))


def problems(lang: Lang = "en") -> list[str]:
    text = path(lang).read_text(encoding="utf-8")
    found = [] if filled(text, lang) == text else ["its list of pages is out of date"]
    link = link_to_other(lang, "README.md")
    return found if f"\n{link}\n" in text.partition("<!-- index -->")[0] else [*found, f"no line says: {link}"]


def regenerate() -> None:
    for lang in LANGUAGES:
        path(lang).write_text(filled(path(lang).read_text(encoding="utf-8"), lang), encoding="utf-8")
