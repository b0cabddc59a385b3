"""How Hydra reads our configs, to say which files a choice of options stands for: a search path with users' folders first, and a
reader of YAML files that is fast and strict. Folders given by users come before the shipped one, so that a file of the same
name overrides. Hydra sees the defaults lists alone; data are merged in `files.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from hydra import initialize_config_dir
from hydra.core.config_search_path import ConfigSearchPath, SearchPathQuery
from hydra.core.global_hydra import GlobalHydra
from hydra.core.object_type import ObjectType
from hydra.core.plugins import Plugins
from hydra.errors import HydraException
from hydra.plugins.config_source import ConfigResult, ConfigSource
from hydra.plugins.search_path_plugin import SearchPathPlugin
from hydra.types import RunMode
from omegaconf import OmegaConf
from omegaconf.errors import OmegaConfBaseException

from siyu_sim.language import Said
from siyu_sim.scenario.files import plain_data
from siyu_sim.scenario.folders import ENCODING, SETTINGS, shipped_folder
from siyu_sim.scenario.mistakes import Mistake, ScenarioError

_folders: ContextVar[tuple[Path, ...]] = ContextVar("siyu_sim_config_folders", default=())


def defaults_list(folders: tuple[Path, ...], overrides: Sequence[str]) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """(the files in the order of merging, each with the dotted path that its data stand below; the option of every group)."""
    plugins = Plugins.instance()
    plugins.register(Folders)
    plugins.register(YamlFolder)
    try:
        with (
            _use(folders),
            initialize_config_dir(version_base="1.3", config_dir=str(shipped_folder()), job_name="siyu_sim"),
        ):
            loader = GlobalHydra.instance().config_loader()
            found = loader.compute_defaults_list("config", list(overrides), RunMode.RUN)
    except (HydraException, OmegaConfBaseException) as error:
        raise ScenarioError(
            [Mistake(path="configs", problem=Said("Hydra cannot put them together: {reason}", reason=_first_lines(error)))]
        ) from error
    except RecursionError as error:
        problem = Said("files name each other in their defaults lists, in a circle")
        allowed = Said("a file that brings others, none of which brings it again")
        raise ScenarioError(
            [Mistake(path=", ".join(map(str, folders[:-1])) or "configs", problem=problem, allowed=allowed)]
        ) from error
    files = [(part.config_path, part.package or "") for part in found.defaults if part.config_path]
    choices = found.overrides.known_choices
    return (
        [(name, package) for name, package in files if not name.startswith("hydra/")],
        {group: option for group, option in choices.items() if option is not None and not group.startswith("hydra/")},
    )


def _first_lines(error: Exception) -> str:
    """What went wrong, without Hydra's search path and its advice to add `+`."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    noise = ("To append", "full_key", "object_type", "provider=", "Config search")
    kept = [line for line in lines if not line.startswith(noise)]
    return " ".join(kept[:3]) or type(error).__name__


@contextmanager
def _use(folders: tuple[Path, ...]) -> Iterator[None]:
    """Hydra's search path holds `folders` while this is open."""
    token = _folders.set(folders)
    try:
        yield
    finally:
        _folders.reset(token)


class Folders(SearchPathPlugin):
    """Puts our folders before Hydra's main one, in the order given, while `_use` is open; else does nothing."""

    def manipulate_search_path(self, search_path: ConfigSearchPath) -> None:
        for folder in _folders.get():
            search_path.prepend("siyu_sim", f"{YamlFolder.scheme()}://{folder}", SearchPathQuery(provider="main"))


class YamlFolder(ConfigSource):
    """A folder of YAML files, of which Hydra is shown the defaults lists."""

    @staticmethod
    def scheme() -> str:
        return "siyu"

    def _file(self, config_path: str) -> Path:
        return Path(self.path, self._normalize_file_name(config_path))

    def load_config(self, config_path: str) -> ConfigResult:
        path = self._file(config_path)
        data = plain_data(path)
        with path.open(encoding=ENCODING) as file:
            header = self._get_header_dict(file.read(512))
        if header["package"] is None:
            _require_header(path, config_path.rpartition("/")[0], data)
        config = OmegaConf.create({"defaults": data["defaults"]} if "defaults" in data else {})
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
    problem = Said("the keys of this file end up below '{group}', for want of a header", group=group)
    allowed = Said("'{header}' as the first line, before any other comment", header=HEADER)
    raise ScenarioError([Mistake(path=str(path), problem=problem, allowed=allowed)])
