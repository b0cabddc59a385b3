"""What is wrong with a scenario: all mistakes at once, each with path, what was given and what is allowed.

What a mistake says is `Said` (see siyu_sim.language), so that it can be told in the reader's language; names, paths and values
stay as they were typed.
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from siyu_sim.language import Said, tell


class _Nothing:
    def __repr__(self) -> str:
        return "nothing"

    def __reduce__(self) -> str:
        return "NOTHING"  # there is one of it, also when a mistake comes home from another process


NOTHING = _Nothing()


@dataclass(frozen=True)
class Mistake:
    """One thing that the user has to put right.

    `path` is a dotted path or the override as typed; `where` an arm, a file or empty.
    """

    path: str
    problem: str
    given: Any = NOTHING
    allowed: str = ""
    nearest: str = ""
    where: str = ""
    off: bool = False  # of a mechanism that is not there, though it may be in another arm

    def lines(self, lang: str = "en") -> list[str]:
        rows = [Said("{path}: {problem}", path=self.path or Said("the scenario"), problem=self.problem)]
        if self.where:
            rows = [Said("{head}   [{where}]", head=rows[0], where=self.where)]
        if self.given is not NOTHING:
            rows.append(Said("    given:    {given}", given=shorten(show(self.given))))
        if self.allowed:
            rows.append(Said("    allowed:  {allowed}", allowed=self.allowed))
        if self.nearest:
            rows.append(Said("    nearest:  {nearest}", nearest=self.nearest))
        return [tell(row, lang) for row in rows]

    def __str__(self) -> str:
        return "\n".join(self.lines())


class ScenarioError(ValueError):
    """Raised with every mistake that was found; nothing has been run or written. `str` of it is English."""

    def __init__(self, mistakes: Iterable[Mistake]):
        self.mistakes = tuple(mistakes)
        super().__init__(self.mistakes)

    def __str__(self) -> str:
        return self.told("en")

    def told(self, lang: str) -> str:
        """The same in a language: en or zh."""
        count = len(self.mistakes)
        one = Said("1 mistake, nothing was run or written")
        head = one if count == 1 else Said("{count} mistakes, nothing was run or written", count=count)
        return "\n".join([tell(head, lang), *("  " + line for mistake in self.mistakes for line in mistake.lines(lang))])


def show(value: Any) -> str:
    """A value as a user would write it in a config."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"'{value}'"
    if isinstance(value, float):
        return format(value, "g") if math.isfinite(value) else str(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{k}: {show(v)}" for k, v in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(show(v) for v in value) + "]"
    return str(value)


def shorten(text: str, width: int = 100) -> str:
    return text if len(text) <= width else text[: width - 3] + "..."


def join(words: Iterable[str]) -> str:
    words = [str(word) for word in words]
    return shorten(", ".join(words), 400) if words else Said("nothing")


def nearest(word: str, known: Iterable[str]) -> str:
    """The known name most like `word`, or '' when none is close. Dotted paths also match by their last part alone."""
    best, best_score = "", 0.6
    tail = word.rsplit(".", 1)[-1]
    for name in known:
        score = difflib.SequenceMatcher(None, word, name).ratio()
        if "." in name or "." in word:
            score = max(score, 0.9 * difflib.SequenceMatcher(None, tail, name.rsplit(".", 1)[-1]).ratio())
        if score > best_score:
            best, best_score = name, score
    return best


def paths_of(data: Any, prefix: str = "") -> list[str]:
    """All dotted paths of nested mappings, groups and leaves alike."""
    if not isinstance(data, Mapping):
        return []
    found = []
    for key, value in data.items():
        path = f"{prefix}.{key}" if prefix else str(key)
        found += [path, *paths_of(value, path)]
    return found
