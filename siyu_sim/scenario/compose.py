"""From configs and overrides to plain data: the chosen files are merged, values are set by path on top.

Hydra never reports a user's mistake. Overrides are parsed with its grammar and checked one by one against the groups and keys
that exist; what is wrong is collected in `Composed.mistakes`, and the rest is applied, so that values can be validated too.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from siyu_sim.language import Said
from siyu_sim.scenario.bounded import DEEPEST, too_deep
from siyu_sim.scenario.checking import GROUP, entries, fields, has_place
from siyu_sim.scenario.files import Files, forbidden, merge
from siyu_sim.scenario.folders import EXPERIMENT, groups, search_order
from siyu_sim.scenario.mistakes import NOTHING, Mistake, ScenarioError, join, nearest, paths_of
from siyu_sim.scenario.references import at, resolve, step

OWN_KEYS = ("typical", "evidence", "study", "report", "engine", EXPERIMENT)  # beside those of the scenario


@dataclass(frozen=True)
class Change:
    """One parsed override. `action`: set, add (`+`, `++`) or delete (`~`)."""

    text: str
    path: str
    value: Any
    action: str
    sweep: tuple[str, ...] = ()  # the values of a sweep, each as text; empty: one value

    def with_value(self, value: str) -> str:
        prefix = {"set": "", "add": "+", "delete": "~"}[self.action]
        return f"{prefix}{self.path}={value}"


@dataclass(frozen=True)
class Composed:
    """Plain data with interpolations resolved, split by what reads it."""

    scenario: dict[str, Any]
    study: dict[str, Any]
    report: dict[str, Any]
    experiment: dict[str, Any] | None
    evidence: dict[str, Any]
    choices: dict[str, str]
    touched: dict[str, str]  # path -> the override that set it
    bypassed: dict[str, str]  # path -> the reference that an override replaced, such as ${typical.reward_low_yuan}
    known: tuple[str, ...]  # every path of the configuration that can be right
    mistakes: tuple[Mistake, ...] = ()  # overrides that could not be applied, references that lead nowhere


def parse(overrides: Iterable[str], where: str = "") -> tuple[list[Change], list[Mistake]]:
    """Read overrides in Hydra's grammar; those that are not well formed become mistakes."""
    from hydra.errors import HydraException

    changes, mistakes = [], []
    for text in overrides:
        if too_deep(text):
            problem = Said("the value nests deeper than {levels} levels", levels=DEEPEST)
            mistakes.append(Mistake(path=f"{text[:40]}…", problem=problem, allowed="key=value", where=where))
            continue
        try:
            override = _override(text)
        except HydraException:
            problem = Said("the value is not well formed") if "=" in text else Said("not of the form key=value")
            allowed = Said("key=value; quote text that holds commas, brackets, spaces or quotes: key='a, b'")
            mistakes.append(Mistake(path=text, problem=problem, allowed=allowed, where=where))
            continue
        if override.package is not None or override.is_hydra_override():
            problem = Said("Hydra's own settings and packages cannot be set")
            mistakes.append(Mistake(path=text, problem=problem, allowed="key=value", where=where))
            continue
        action = "delete" if override.is_delete() else "add" if override.is_add() or override.is_force_add() else "set"
        sweep: tuple[str, ...] = ()
        if override.is_sweep_override():
            try:
                sweep = _sweep_values(override)
            except NoListError as error:
                mistakes.append(Mistake(path=text, problem=error.args[0], allowed=LIST_OF_VALUES, where=where))
                continue
        changes.append(Change(text, override.key_or_group, None if sweep else override.value(), action, sweep))
    return changes, mistakes


@lru_cache(maxsize=2000)
def _override(text: str) -> Any:
    """One override in Hydra's grammar; an experiment has many that return in every arm. Raises `HydraException`."""
    from hydra.core.override_parser.overrides_parser import OverridesParser

    return OverridesParser.create().parse_override(text)


MAX_SWEEP = 1000
LIST_OF_VALUES = Said("key=a,b,c or key=range(1,4)")


class NoListError(ValueError):
    """A sweep that cannot be read as a list of values."""


def _sweep_values(override: Any) -> tuple[str, ...]:
    """Each as text. Raises NoListError."""
    from hydra.errors import HydraException

    if not override.is_discrete_sweep():
        raise NoListError(Said("this kind of sweep has no list of values"))
    if override.value_type.name == "GLOB_CHOICE_SWEEP":
        raise NoListError(Said("patterns are not expanded here: list the values"))
    values: list[str] = []
    try:
        for value in override.sweep_string_iterator():
            values.append(value)
            if len(values) > MAX_SWEEP:
                raise NoListError(Said("a sweep of more than {most} values", most=MAX_SWEEP))
    except HydraException as error:
        raise NoListError(Said("the value is not well formed")) from error
    if not values:
        raise NoListError(Said("a sweep without values"))
    return tuple(values)


class Composer:
    """Composes any number of variants of the configs as they stand when it is made."""

    def __init__(self, config_dirs: Sequence[str | Path] = ()):
        mistakes = []
        for folder in config_dirs:
            if not Path(folder).expanduser().is_dir():
                mistakes.append(Mistake(path="--config-dir", problem=Said("no such folder"), given=str(folder)))
        if mistakes:
            raise ScenarioError(mistakes)
        self.folders = search_order(config_dirs)
        self.groups = groups(self.folders)
        self._files = Files(self.folders)
        self._shipped = _shipped_paths()

    def _choose(self, changes: Sequence[Change], where: str) -> tuple[dict[str, str], list[Change], list[Mistake]]:
        """Split changes into choices of files and settings of values."""
        choices, values, mistakes = {}, [], []
        for change in changes:
            group = change.path
            if group not in self.groups:
                values.append(change)
                continue
            if isinstance(change.value, Mapping) and change.action != "delete":
                values.append(change)
                continue
            options = self.groups[group]
            if change.action == "delete":
                problem = Said("a group cannot be removed: choose an option")
                mistakes.append(Mistake(change.text, problem, allowed=join(options), where=where))
            elif change.value not in options:
                near = nearest(str(change.value), options)
                unknown = Said("unknown option of the group '{group}'", group=group)
                problem = Said("unknown experiment") if group == EXPERIMENT else unknown
                mistakes.append(
                    Mistake(group, problem, change.value, join(options), f"{group}={near}" if near else "", where=where)
                )
            else:
                choices[group] = change.value
        return choices, values, mistakes

    # -------------------------------------------------------------------------------------------- the whole

    def compose(self, overrides: Sequence[str] = (), where: str = "") -> Composed:
        """The configuration under these overrides, with the mistakes in them. Raises `ScenarioError` for unusable files."""
        changes, mistakes = parse(overrides, where)
        for change in changes:
            if change.sweep:
                problem = Said("several values: a sweep needs --multirun (-m)")
                example = f"{change.path}=[{','.join(change.sweep)}]"
                allowed = Said("one value, or a list in brackets: {example}", example=example)
                mistakes.append(Mistake(change.text, problem, allowed=allowed, where=where))
        changes = [change for change in changes if not change.sweep]
        choices, values, wrong = self._choose(changes, where)
        mistakes += wrong
        data, all_choices = self._files.merged(choices)
        known = tuple(path for path in paths_of({k: v for k, v in data.items() if k != "evidence"}) if self._exists(path))
        touched, bypassed = {}, {}
        for change in values:
            parent, _, last = change.path.rpartition(".")
            code = list(forbidden({last: change.value}, where, parent))
            before = at(data, change.path)
            wrong_here = code or self._apply(data, change, known, where)
            mistakes += wrong_here
            if not wrong_here:
                touched[change.path] = change.text
                if isinstance(before, str) and "${" in before:
                    bypassed[change.path] = before
        if not isinstance(data["evidence"], dict):
            mistakes.append(Mistake("evidence", Said("not {what}", what=GROUP), data["evidence"], where=where))
            data["evidence"] = {}
        data, broken = resolve(data, where)
        mistakes += broken
        study = dict(data.get("study") or {})
        if "engine" in data:
            study["engine"] = data["engine"]
        return Composed(
            scenario={k: v for k, v in data.items() if k not in OWN_KEYS},
            study=study,
            report=dict(data.get("report") or {}),
            experiment=data.get(EXPERIMENT),
            evidence=data["evidence"],
            choices=all_choices,
            touched=touched,
            bypassed=bypassed,
            known=known,
            mistakes=tuple(mistakes),
        )

    def _apply(self, data: dict[str, Any], change: Change, known: Sequence[str], where: str) -> list[Mistake]:
        """Set, add or delete one value in place."""
        *parents, last = change.path.split(".")
        node: Any = data
        for depth, part in enumerate(parents):
            if isinstance(node, dict) and part not in node and change.action == "add":
                node[part] = {}
            node = step(node, part)
            if node is None:
                return [self._off(".".join(parents[: depth + 1]), change, where)]
            if node is NOTHING or not isinstance(node, (dict, list)):
                break
        here = step(node, last)
        if change.action == "delete":
            if here is NOTHING or not isinstance(node, dict):
                return [self._unknown(data, change, known, where)]
            del node[last]
            return []
        free = _may_hold(parents, last, change.value, node)
        if not isinstance(node, (dict, list)) or (here is NOTHING and change.action != "add" and not free):
            return [self._unknown(data, change, known, where)]
        value = copy.deepcopy(change.value)
        if isinstance(here, dict) and isinstance(value, dict):
            merge(here, value)
        elif isinstance(node, list):
            node[int(last)] = value
        else:
            node[last] = value
        return []

    def _off(self, group: str, change: Change, where: str) -> Mistake:
        """A key of a mechanism that is not there."""
        options = [f"{group}={name}" for name in self.groups.get(group, ()) if name != "none"]
        problem = Said("has no effect: {group} is off (null)", group=group)
        given = change.value if change.action != "delete" else NOTHING
        return Mistake(
            change.path,
            problem,
            given,
            join(options) if options else Said("{group} given whole", group=group),
            where=where,
            off=True,
        )

    def _exists(self, path: str) -> bool:
        """Whether there is such a key, or may be; a user's file may hold others, misspelt."""
        top = path.partition(".")[0]
        return is_key(path) if top not in OWN_KEYS else path in self._shipped or top not in ("study", "report", "engine")

    def _unknown(self, data: dict[str, Any], change: Change, known: Sequence[str], where: str) -> Mistake:
        parts = change.path.split(".")
        node: Any = data
        shown: list[str] = []
        for part in parts[:-1]:
            inner = step(node, part)
            if not isinstance(inner, dict):
                break
            node = inner
            shown.append(part)
        place = ".".join(shown)
        found = [key for key in node if key != "evidence"] if isinstance(node, dict) else []
        kept = [name for name in found if self._exists(f"{place}.{name}" if place else str(name))]
        names = list(dict.fromkeys([*kept, *(_keys(place) if place else ())]))
        siblings = [f"{place}.{name}" if place else str(name) for name in names]
        near = nearest(change.path, [*siblings, *known, *self.groups])
        allowed = (
            Said("in {place}: {names}", place=place, names=join(names))
            if place
            else join(dict.fromkeys([*names, *self.groups]))
        )
        given = change.value if change.action != "delete" else NOTHING
        return Mistake(change.path, Said("unknown key"), given, allowed, near, where)


@lru_cache(maxsize=1)
def _shipped_paths() -> frozenset[str]:
    """Every path of the configuration as it is shipped."""
    return frozenset(paths_of(Files(search_order()).merged({})[0]))


@lru_cache(maxsize=20_000)
def is_key(path: str) -> bool:
    """Whether the schema of a scenario has a place for this path."""
    from siyu_sim.scenario.schema import Scenario

    return has_place(Scenario, path.split("."))


def _keys(place: str) -> list[str]:
    """The keys that the schema of a scenario has at a place; none for a mapping from free names."""
    from siyu_sim.scenario.schema import Scenario

    return fields(Scenario, place.split("."))


def _may_hold(path: Sequence[str], name: str, value: Any, siblings: Any) -> bool:
    """Whether a new name may be set at a place of the scenario without `+`: a key that the files leave out, or a whole entry of a
    mapping from free names. One that lacks something, and is named almost as another, is that other one misspelt."""
    from siyu_sim.scenario.schema import Scenario

    held = entries(Scenario, path)
    if held is None:
        return bool(path) and isinstance(siblings, dict) and is_key(".".join((*path, name)))
    if value is None or not isinstance(siblings, dict):
        return False
    if not hasattr(held, "model_fields"):
        return True
    lacks = isinstance(value, Mapping) and any(f.is_required() and key not in value for key, f in held.model_fields.items())
    return isinstance(value, Mapping) and not (lacks and nearest(name, siblings))


def evidence_key(path: str, evidence: Iterable[str]) -> str | None:
    """The entry of the evidence that covers a dotted path: the path itself or its nearest ancestor."""
    keys = set(evidence)
    while path:
        if path in keys:
            return path
        path = path.rpartition(".")[0]
    return None
