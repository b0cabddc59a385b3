"""The files behind a choice of options: Hydra says which and in what order, their plain data are merged here.

Hydra's own merge builds a tree of OmegaConf nodes, which takes a fifth of a second for every variant of a study. The rule is
the same: a mapping merges into an earlier one, anything else replaces what was there. One thing differs: an entry of
`evidence` is replaced as a whole by a later file's. Nothing that runs code is let in: no `_target_`, no resolver.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from siyu_sim.language import Said
from siyu_sim.language.disk import reason
from siyu_sim.scenario.checking import GROUP
from siyu_sim.scenario.folders import ENCODING, default_choices, find, read, stamp
from siyu_sim.scenario.mistakes import Mistake, ScenarioError

RESOLVER = re.compile(r"\$\{[^{}]*:")
FORBIDDEN_KEYS = ("_target_", "_partial_", "_args_", "_recursive_", "_convert_", "hydra")
# what the readers of YAML, the fast one and the other, say of the usual slips
OF_YAML = {
    str(said): said
    for said in (
        Said("mapping values are not allowed in this context"),
        Said("mapping values are not allowed here"),
        Said("mapping keys are not allowed in this context"),
        Said("block sequence entries are not allowed in this context"),
        Said("sequence entries are not allowed here"),
        Said("could not find expected ':'"),
        Said("did not find expected key"),
        Said("did not find expected '-' indicator"),
        Said("did not find expected ',' or ']'"),
        Said("did not find expected ',' or '}'"),
        Said("did not find expected node content"),
        Said("did not find expected <document start>"),
        Said("did not find expected whitespace or line break"),
        Said("did not find expected comment or line break"),
        Said("did not find expected alphabetic or numeric character"),
        Said("did not find expected hexdecimal number"),
        Said("found a tab character that violates indentation"),
        Said("found a tab character where an indentation space is expected"),
        Said("found character that cannot start any token"),
        Said("found unexpected end of stream"),
        Said("found unexpected document indicator"),
        Said("found unexpected ':'"),
        Said("found unknown escape character"),
        Said("found undefined alias"),
        Said("found undefined tag handle"),
        Said("found duplicate anchor; first occurrence"),
        Said("but found another document"),
        Said("control characters are not allowed"),
        Said("special characters are not allowed"),
    )
}
AT_THE_TOP = "# @package _global_\n"  # first line of an option whose keys are those of the whole


class Part(NamedTuple):
    """A file of a composition."""

    name: str  # group/option
    package: str  # dotted path that its data stand below; empty: the top


class Listing(NamedTuple):
    """What Hydra makes of a choice of options."""

    parts: tuple[Part, ...]  # in the order of merging
    choices: dict[str, str]  # the option of every group


_listings: dict[tuple, Listing] = {}  # (folders and their files as they stand, choices) -> what Hydra made of them
MAX_LISTINGS = 500


class Files:
    """The configs of some folders, in order of precedence, as they stand now."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self.folders = folders
        self.defaults = default_choices(folders)
        self._stamp = (folders, stamp(folders))

    def merged(self, choices: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
        """(data without interpolations resolved, the option of every group). Raises `ScenarioError` for unusable files."""
        listing = self._listing(choices)
        data: dict[str, Any] = {"evidence": {}}
        for part in listing.parts:
            own = {key: value for key, value in self._data(part.name).items() if key != "defaults"}
            for name in reversed(part.package.split(".") if part.package else ()):
                own = {name: own}
            for path, entry in (own.pop("evidence", None) or {}).items():
                data["evidence"][path] = _copied(entry)
            merge(data, own)
        return data, dict(listing.choices)

    def _listing(self, chosen: Mapping[str, str]) -> Listing:
        """Hydra is asked once for all options without a defaults list: each of them only takes the place of another."""
        plain = {g: o for g, o in chosen.items() if g in self.defaults and self._is_plain(g, o)}
        parts, choices = self._asked({g: o for g, o in chosen.items() if g not in plain})
        places = {part.name: place for place, part in enumerate(parts)}
        replaced = list(parts)
        for group, option in plain.items():
            before = choices.get(group, "")
            if f"{group}/{before}" not in places or not self._is_plain(group, before):
                return self._asked(chosen)
            replaced[places[f"{group}/{before}"]] = Part(f"{group}/{option}", "")
        return Listing(tuple(replaced), {**choices, **plain})

    def _asked(self, chosen: Mapping[str, str]) -> Listing:
        key = (self._stamp, tuple(sorted(chosen.items())))
        if key not in _listings:
            from siyu_sim.scenario.sources import defaults_list

            if len(_listings) >= MAX_LISTINGS:
                _listings.clear()
            overrides = [f"{'' if group in self.defaults else '+'}{group}={option}" for group, option in chosen.items()]
            parts, choices = defaults_list(self.folders, overrides)
            _listings[key] = Listing(tuple(Part(*part) for part in parts), choices)
        return _listings[key]

    def _is_plain(self, group: str, option: str) -> bool:
        """True for an option that brings no other file and stands at the top."""
        path = find(self.folders, f"{group}/{option}")
        if path is None or "defaults" in self._data(f"{group}/{option}"):
            return False
        with path.open(encoding=ENCODING) as file:
            return file.readline() == AT_THE_TOP

    def _data(self, name: str) -> dict[str, Any]:
        path = find(self.folders, name)
        assert path is not None, "Hydra has found it"
        return plain_data(path)


def merge(into: dict[str, Any], new: Mapping[str, Any]) -> None:
    """Mappings merge, key by key; anything else replaces. Nothing of `new` is shared that could be changed."""
    for key, value in new.items():
        if isinstance(value, dict) and isinstance(into.get(key), dict):
            merge(into[key], value)
        else:
            into[key] = _copied(value)


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(entry) for key, entry in value.items()}
    return [_copied(entry) for entry in value] if isinstance(value, list) else value


# ------------------------------------------------------------------------------------------------- one file

_checked: dict[Path, tuple[int, dict[str, Any]]] = {}  # file -> (time of its last change, its data)


def plain_data(path: Path) -> dict[str, Any]:
    """The data of one file. Raises `ScenarioError` if it cannot be read or holds what configs may not hold."""
    try:
        changed = path.stat().st_mtime_ns
        if path in _checked and _checked[path][0] == changed:
            return _checked[path][1]
        data = read(path)
    except UnicodeDecodeError as error:
        problem = Said("not text in UTF-8, from byte {place} on", place=error.start)
        raise ScenarioError([Mistake(path=str(path), problem=problem)]) from error
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else str(error)
        raise ScenarioError([Mistake(str(path), Said("the file cannot be read: {reason}", reason=why))]) from error
    except yaml.YAMLError as error:
        problem = Said("not valid YAML: {problem}", problem=describe(error))
        raise ScenarioError([Mistake(path=str(path), problem=problem)]) from error
    data = {} if data is None else data
    if not isinstance(data, dict):
        raise ScenarioError([Mistake(path=str(path), problem=Said("not a group of keys"), allowed=Said("key: value lines"))])
    mistakes = list(forbidden(data, where=str(path)))
    if not isinstance(data.get("evidence") or {}, dict):
        mistakes.append(Mistake("evidence", Said("not {what}", what=GROUP), data["evidence"], where=str(path)))
    if mistakes:
        raise ScenarioError(mistakes)
    _checked[path] = (changed, data)
    return data


def describe(error: yaml.YAMLError) -> str:
    """What is wrong in a file, and where."""
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or next(iter(error.args), "")
    problem = OF_YAML.get(str(problem), problem)
    if mark is None:
        return problem or type(error).__name__
    return Said("{problem} (line {line}, column {column})", problem=problem, line=mark.line + 1, column=mark.column + 1)


def forbidden(data: Any, where: str = "", path: str = "") -> Iterator[Mistake]:
    """What configs may not hold: what could run code or read the machine (instantiation keys, resolvers), and what is no plain
    data (a date, a set, a key that is not text)."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            inner = f"{path}.{key}" if path else str(key)
            if not isinstance(key, str):
                yield Mistake(path=inner, problem=Said("a key is not a word"), given=key, allowed=Said("text"), where=where)
            elif key in FORBIDDEN_KEYS:
                problem = Said("'{key}' is not allowed: configs hold values, they run nothing", key=key)
                yield Mistake(path=inner, problem=problem, where=where)
            else:
                yield from forbidden(value, where, inner)
    elif isinstance(data, (list, tuple)):
        for position, value in enumerate(data):
            yield from forbidden(value, where, f"{path}[{position}]")
    elif isinstance(data, str):
        if RESOLVER.search(data):
            yield Mistake(
                path=path,
                problem=Said("functions in ${...} are not allowed: configs hold values, they run nothing"),
                given=data,
                allowed=Said("a value, or the path of another one, like ${typical.reward_low_yuan}"),
                where=where,
            )
    elif not (data is None or isinstance(data, (bool, int, float))):
        allowed = Said("numbers, text, true, false, null, lists and groups")
        yield Mistake(path, Said("not a plain value"), str(data), allowed, where=where)
