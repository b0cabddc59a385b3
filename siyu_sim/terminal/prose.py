"""Sentences on a terminal, folded where a reader of Chinese or English would fold them."""

from __future__ import annotations

from typing import Any

from siyu_sim.language.folding import fold


def prose(console: Any, text: str, style: str = "", first: str = "", rest: str = "") -> None:
    """Print a paragraph to a Rich console; first, rest: before its first line, before the others."""
    for paragraph in text.split("\n"):
        folded = fold(paragraph, console.width, first, rest)
        console.print(folded, style=style, markup=False, highlight=False, soft_wrap=True)
