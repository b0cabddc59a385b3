"""The folders that configs come from, read as plain YAML: which groups, options and experiments exist.

Light on purpose: the list of what can be run imports neither Hydra nor pydantic. Folders are given in order of precedence,
users' own first, the shipped one last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar

import yaml

from siyu_sim.language import Said
from siyu_sim.scenario.bounded import check_file

ENCODING = "utf-8-sig"  # with or without the mark that editors on Windows put first
EXPERIMENT = "experiment"
IN_OTHER_LANGUAGES = ("zh",)  # marks of lines of comment that say in Chinese what the file is
SETTINGS = ("study", "backend", "report", EXPERIMENT)  # groups that are not part of the scenario


_Safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one is ten times faster, where it was built


class Loader(_Safe):
    """Safe YAML in which `on` is a word, 5e4 a number, 12:30 and 2024-01-01 text, and a key given twice an error."""

    yaml_implicit_resolvers: ClassVar[dict] = {}

    def construct_mapping(self, node, deep=False):
        seen = set()
        for key_node, _ in node.value:
            if key_node.tag != "tag:yaml.org,2002:merge":
                key = self.construct_object(key_node, deep=True)
                if key in seen:
                    problem = Said("the key '{key}' is given twice", key=key)
                    raise yaml.constructor.ConstructorError(None, None, problem, key_node.start_mark)
                seen.add(key)
        return super().construct_mapping(node, deep)


_FLOAT = r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?|[-+]?[0-9]+[eE][-+]?[0-9]+|[-+]?\.(?:inf|Inf)|\.(?:nan|NaN)"
for _tag, _pattern, _first in (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", f"^(?:{_FLOAT})$", "-+0123456789."),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("merge", r"^(?:<<)$", "<"),
):
    Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), list(_first))


def shipped_folder() -> Path:
    """The configs inside the wheel or, in a source tree, those beside the package."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "configs"
    return inside if inside.is_dir() else package.parent / "configs"


def search_order(config_dirs: Sequence[str | Path] = ()) -> tuple[Path, ...]:
    return (*(Path(folder).expanduser().resolve() for folder in config_dirs), shipped_folder())


def groups(folders: Sequence[Path]) -> dict[str, list[str]]:
    """Options of each group, by name; in the order of the shipped defaults first."""
    found: dict[str, set[str]] = {}
    for folder in folders:
        for path in folder.glob("*/*.yaml"):
            found.setdefault(path.parent.name, set()).add(path.stem)
    order = [*default_choices(folders), *sorted(found)]
    return {group: sorted(found[group]) for group in dict.fromkeys(order) if group in found}


def default_choices(folders: Sequence[Path]) -> dict[str, str]:
    """The option that config.yaml chooses for each group, in its order."""
    path = find(folders, "config")
    entries = (read(path) or {}).get("defaults", []) if path else []
    return {str(group): str(option) for entry in entries if isinstance(entry, dict) for group, option in entry.items()}


def stamp(folders: Sequence[Path]) -> tuple[tuple[str, int, int], ...]:
    """Name, size and time of change of every config: equal as long as nothing has changed."""
    files = [path for folder in folders for path in sorted(folder.rglob("*.yaml"))]
    return tuple((str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in files)


def find(folders: Sequence[Path], name: str) -> Path | None:
    """The file of `group/option`, from the first folder that has it."""
    for folder in folders:
        path = folder / f"{name}.yaml"
        if path.is_file():
            return path
    return None


def read(path: Path) -> Any:
    """A YAML file as plain data. Raises yaml.YAMLError or OSError."""
    return _parse(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=256)
def _parse(path: Path, _changed: int) -> Any:
    text = path.read_text(ENCODING)
    check_file(text, Loader)
    return yaml.load(text, Loader)


def headline(path: Path, lang: str = "en") -> str:
    """What a file says about itself: its first line of comment that is not a Hydra header, in any language; in another language than
    English the line that begins with it, as `# zh: 咖啡店`, where there is one above the first key."""
    first = ""
    with path.open(encoding=ENCODING) as file:
        for line in file:
            text = line.strip()
            if text and not text.startswith("#"):
                break
            text = text.lstrip("# ").strip()
            if not text or text.startswith("@"):
                continue
            of, given, rest = text.partition(":")
            if given and of in IN_OTHER_LANGUAGES:
                if of == lang:
                    return rest.strip()
            else:
                first = first or text
    return first
