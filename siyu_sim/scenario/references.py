"""References between values of the configs: `${path}` stands for the value there."""

from __future__ import annotations

import copy
import difflib
import re
from collections.abc import Iterable
from typing import Any

from siyu_sim.language import Said
from siyu_sim.scenario.mistakes import NOTHING, Mistake, join


def at(data: Any, path: str) -> Any:
    for part in path.split("."):
        data = step(data, part)
    return data


def step(node: Any, part: str) -> Any:
    if isinstance(node, dict):
        return node.get(part, NOTHING)
    if isinstance(node, list) and part.isdigit() and int(part) < len(node):
        return node[int(part)]
    return NOTHING


REFERENCE = re.compile(r"\$\{(\.*)([A-Za-z0-9_.]*)\}")
MAX_DEPTH = 10  # references to references; more is a circle


def resolve(data: dict[str, Any], where: str) -> tuple[dict[str, Any], list[Mistake]]:
    """Replace `${path}` by the value there, in place; `${.name}` is a neighbour, as in OmegaConf. What a business lacks of `typical`
    is told once, there, and not at each value that is taken from it."""
    typical: dict[str, list[str]] = {}  # a key of it that does not exist -> what refers to it
    mistakes = []
    for path, text in [(p, v) for p, v in _leaves(data) if isinstance(v, str) and "${" in v and p[0] != "evidence"]:
        name = ".".join(map(str, path))
        try:
            value = _lookup(data, path, text, 0)
        except _Missing as error:
            if error.path.startswith("typical."):
                typical.setdefault(error.path, []).append(name)
            else:
                problem = Said("refers to {path}, which does not exist", path=error.path)
                mistakes.append(Mistake(name, problem, text, nearest=_likest(data, error.path), where=where))
            continue
        except _Broken as error:
            mistakes.append(Mistake(name, error.args[0], text, where=where))
            continue
        node: Any = data
        for part in path[:-1]:
            node = node[part]
        node[path[-1]] = value
    allowed = Said("a value below `typical` in the file of the business; the shipped businesses have all of them")
    for key, takers in typical.items():
        problem = Said("missing, though {takers} is taken from it", takers=join(takers))
        mistakes.append(Mistake(key, problem, allowed=allowed, nearest=_likest(data, key), where=where))
    return data, mistakes


def _likest(data: dict[str, Any], path: str) -> str:
    """The path of a neighbour that may have been meant, or ''."""
    parent, _, last = path.rpartition(".")
    siblings = at(data, parent)
    near = difflib.get_close_matches(last, siblings if isinstance(siblings, dict) else (), 1, 0.8)
    return f"{parent}.{near[0]}" if near else ""


def unresolved(mistake: Mistake) -> bool:
    """Whether a value is wrong only because what it refers to is missing, which is told there."""
    return isinstance(mistake.given, str) and "${" in mistake.given


class _Missing(LookupError):
    """A reference to a value that does not exist."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class _Broken(LookupError):
    """A reference that cannot be followed, and why."""


def _lookup(data: dict[str, Any], path: tuple, text: Any, depth: int) -> Any:
    """The value that `text` at `path` stands for. Raises _Missing, _Broken."""
    if not isinstance(text, str) or "${" not in text:
        return copy.deepcopy(text)
    if depth > MAX_DEPTH:
        raise _Broken(Said("refers to itself, in a circle"))
    found = []
    for match in REFERENCE.finditer(text):
        dots, name = match.groups()
        target = (*(path[: len(path) - len(dots)] if dots else ()), *name.split("."))
        node = at(data, ".".join(map(str, target)))
        if node is NOTHING:
            raise _Missing(".".join(map(str, target)))
        value = _lookup(data, target, node, depth + 1)
        if match.group() == text:
            return value
        found.append(str(value))
    pieces = iter(found)
    filled = REFERENCE.sub(lambda _: next(pieces), text)
    if "${" in filled:
        raise _Broken(Said("not the path of a value between ${ and }"))
    return filled


def _leaves(data: Any, path: tuple = ()) -> Iterable[tuple[tuple, Any]]:
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else None
    if items is None:
        yield path, data
    else:
        for key, value in items:
            yield from _leaves(value, (*path, key))
