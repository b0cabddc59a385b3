"""What the command line says beside a study's own words (mistakes, help, errors), in the language of whoever reads it.

A sentence is written once, in English, where it is said: `Said("{day:g} is not after {start:g}", day=3, start=5)`. It is a
`str`, so it can be raised, joined and printed as it is, and it remembers its parts: `tell` says it in another language by the
table that has the English sentence as its key. Nothing is imported from the rest of the package.
"""

from __future__ import annotations

import locale
import os
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, Literal, get_args

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
CHINESE = ("zh", "chinese")  # as locales begin, on Windows too: zh_CN.UTF-8, Chinese_China.936


class Said(str):
    """A sentence in English with gaps as of `str.format`; a gap may be filled with another one."""

    template: str
    gaps: dict[str, Any]

    def __new__(cls, template: str, **gaps: Any) -> Said:
        said = super().__new__(cls, template.format(**gaps) if gaps else template)
        said.template, said.gaps = template, gaps
        return said

    def __reduce__(self) -> tuple[Any, ...]:
        return _said, (self.template, self.gaps)  # a mistake may come home from another process


def _said(template: str, gaps: dict[str, Any]) -> Said:
    return Said(template, **gaps)


def tell(text: str, lang: str) -> str:
    """The sentence in `lang`; what no table has, and text that is no sentence of ours, as it is."""
    if not isinstance(text, Said) or lang == "en":
        return str(text)
    template = _told(text.template, lang)
    gaps = {name: tell(value, lang) if isinstance(value, Said) else value for name, value in text.gaps.items()}
    return template.format(**gaps) if gaps else template


def _told(template: str, lang: str) -> str:
    from siyu_sim.language import zh

    tables = {"zh": (zh.SENTENCES, zh.FOREIGN)}[lang]
    return next((table[template] for table in tables if template in table), template)


def of_environment(environ: Mapping[str, str] = os.environ) -> Language:
    """The language that the reader's computer is set to, by LC_ALL, LC_MESSAGES, LANG, then the system; English if none of ours."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(name):
            return "zh" if environ[name].lower().startswith(CHINESE) else "en"
    system = locale.getlocale()[0] or ""
    return "zh" if system.lower().startswith(CHINESE) else "en"


def of_reader(words: Sequence[str], environ: Mapping[str, str] = os.environ) -> Language:
    """The language to answer a command line in: that of `report.lang=` or `--lang`, the last one given, else of the environment."""
    for before, word in reversed(list(pairwise(["", *words]))):
        name, given, value = word.partition("=")
        if before == "--lang" and not word.startswith("-"):
            value = word
        elif not given or name.lstrip("+") not in ("report.lang", "--lang"):
            continue
        if (value := value.strip("'\" ")) in LANGUAGES:
            return value
        if value in ("auto", "both"):
            break
    return of_environment(environ)
