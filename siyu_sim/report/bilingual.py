"""One file in the plan's languages: a page is made in each, and the reader sees one at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from siyu_sim.report.furniture import shell

if TYPE_CHECKING:
    from siyu_sim.report.page import Page
    from siyu_sim.report.plain import PlainPage

P = TypeVar("P", "Page", "PlainPage")


def in_languages(languages: Sequence[str], make: Callable[[str], P]) -> P:
    """The page as it is made in the first language, with the file of all of them and what is told in each."""
    pages = [make(lang) for lang in languages]
    tolds: Mapping[str, Any] = {page.view.lang: page.told for page in pages}
    return replace(pages[0], html=shell([page.body for page in pages]), tolds=tolds)
