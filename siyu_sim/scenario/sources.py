"""How Hydra reads our configs: a search path with users' folders first, and a reader of YAML files that is fast and strict.

Three things differ from Hydra's own reader. Folders given by users come before the shipped one, so that a file of the same
name overrides. An entry of `evidence` is replaced as a whole by a later file instead of being merged with it (it travels as
one piece of JSON text). And nothing that runs code is let in: no `_target_`, no resolver.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import yaml
from hydra.core.config_search_path import ConfigSearchPath, SearchPathQuery
from hydra.core.object_type import ObjectType
from hydra.core.plugins import Plugins
from hydra.plugins.config_source import ConfigLoadError, ConfigResult, ConfigSource
from hydra.plugins.search_path_plugin import SearchPathPlugin
from omegaconf import OmegaConf

from siyu_sim.scenario.folders import SETTINGS, read
from siyu_sim.scenario.mistakes import Mistake, ScenarioError

_folders: ContextVar[tuple[Path, ...]] = ContextVar("siyu_sim_config_folders", default=())
RESOLVER = re.compile(r"\$\{[^{}]*:")
FORBIDDEN_KEYS = ("_target_", "_partial_", "_args_", "_recursive_", "_convert_", "hydra")


class Folders(SearchPathPlugin):
    """Puts our folders before Hydra's main one, in the order given, while `use_folders` is open; else does nothing."""

    def manipulate_search_path(self, search_path: ConfigSearchPath) -> None:
        for folder in _folders.get():
            search_path.prepend("siyu_sim", f"{YamlFolder.scheme()}://{folder}", SearchPathQuery(provider="main"))


class YamlFolder(ConfigSource):
    """A folder of YAML files."""

    @staticmethod
    def scheme() -> str:
        return "siyu"

    def _file(self, config_path: str) -> Path:
        return Path(self.path, self._normalize_file_name(config_path))

    def load_config(self, config_path: str) -> ConfigResult:
        path = self._file(config_path)
        try:
            data = read(path)
            stamp = path.stat().st_mtime_ns
            with path.open(encoding="utf-8") as file:
                header = self._get_header_dict(file.read(512))
        except FileNotFoundError as error:
            raise ConfigLoadError(f"config not found: {path}") from error
        except (OSError, UnicodeDecodeError, ValueError) as error:
            raise ScenarioError([Mistake(path=str(path), problem=f"the file cannot be read: {error}")]) from error
        except yaml.YAMLError as error:
            raise ScenarioError([Mistake(path=str(path), problem=f"not valid YAML: {describe(error)}")]) from error
        if header["package"] is None:
            _require_header(path, config_path.rpartition("/")[0], data)
        if _converted.get(path, (None,))[0] != stamp:
            _converted[path] = (stamp, OmegaConf.create(_prepared(path, data)))
        # Hydra takes the defaults out of what it is given; a copy costs half of a conversion
        config = copy.deepcopy(_converted[path][1])
        return ConfigResult(config=config, path=self.full_path(), provider=self.provider, header=header)

    def available(self) -> bool:
        return self.is_group("")

    def is_group(self, config_path: str) -> bool:
        return Path(self.path, config_path).is_dir()

    def is_config(self, config_path: str) -> bool:
        return self._file(config_path).is_file()

    def list(self, config_path: str, results_filter: ObjectType | None) -> list[str]:
        found: list[str] = []
        for entry in Path(self.path, config_path).iterdir():
            self._list_add_result(found, f"{config_path}/{entry.name}".lstrip("/"), entry.name, results_filter)
        return sorted(set(found))


HEADER = "# @package _global_"


def _require_header(path: Path, group: str, data: Any) -> None:
    """Without a header Hydra puts the keys of a group's file below the name of the group. Raises ScenarioError where that
    cannot have been meant: the file names its group itself, brings its evidence, or its group is no part of a scenario."""
    from siyu_sim.scenario.schema import Scenario

    keys = set(data) if isinstance(data, dict) else set()
    if not group or (group in (*Scenario.model_fields, *SETTINGS) and not keys & {group, "evidence"}):
        return
    problem = f"the keys of this file end up below '{group}', for want of a header"
    raise ScenarioError(
        [Mistake(path=str(path), problem=problem, allowed=f"'{HEADER}' as the first line, before any other comment")]
    )


_converted: dict[Path, tuple[int, Any]] = {}  # file -> (time of its last change, its data as OmegaConf)


def _prepared(path: Path, data: Any) -> dict[str, Any]:
    """The data of one file, checked and with its evidence packed."""
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise ScenarioError([Mistake(path=str(path), problem="not a group of keys", allowed="key: value lines")])
    mistakes = list(forbidden(data, where=str(path)))
    if mistakes:
        raise ScenarioError(mistakes)
    if isinstance(data.get("evidence"), dict):
        return {**data, "evidence": {key: json.dumps(entry) for key, entry in data["evidence"].items()}}
    return data


def describe(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error)
    return f"{problem} (line {mark.line + 1}, column {mark.column + 1})" if mark else problem


def forbidden(data: Any, where: str = "", path: str = "") -> Iterator[Mistake]:
    """What configs may not hold because it could run code or read the machine: instantiation keys and resolvers."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            inner = f"{path}.{key}" if path else str(key)
            if key in FORBIDDEN_KEYS:
                yield Mistake(path=inner, problem=f"'{key}' is not allowed: configs hold values, they run nothing", where=where)
            else:
                yield from forbidden(value, where, inner)
    elif isinstance(data, (list, tuple)):
        for position, value in enumerate(data):
            yield from forbidden(value, where, f"{path}[{position}]")
    elif isinstance(data, str) and RESOLVER.search(data):
        yield Mistake(
            path=path,
            problem="functions in ${...} are not allowed: configs hold values, they run nothing",
            given=data,
            allowed="a value, or the path of another one, like ${typical.reward_low_yuan}",
            where=where,
        )


@contextmanager
def use_folders(folders: tuple[Path, ...]) -> Iterator[None]:
    """Hydra's search path holds `folders` while this is open."""
    plugins = Plugins.instance()
    plugins.register(Folders)
    plugins.register(YamlFolder)
    token = _folders.set(folders)
    try:
        yield
    finally:
        _folders.reset(token)
