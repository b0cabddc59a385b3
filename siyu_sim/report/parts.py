"""What a page is made of: sections of figures and tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from siyu_sim.report.figures.theme import Figure


@dataclass(frozen=True)
class Table:
    """Cells of text or of safe HTML; the first of a row names it. text: cells are words; marked: rows that stand out; folded: what is to
    be pressed to see it."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""
    text: bool = False
    marked: frozenset[int] = frozenset()
    folded: str = ""


@dataclass(frozen=True)
class Section:
    key: str
    title: str
    nav: str
    figures: list[Figure] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    lead: str = ""


def figures_of(sections: Iterable[Section]) -> list[Figure]:
    return [figure for section in sections for figure in section.figures]
