"""`python -m siyu_sim` alone: the list of what can be run."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import yaml

from siyu_sim.language import Language, Said, of_environment, tell
from siyu_sim.language.folding import columns, fold
from siyu_sim.scenario.folders import EXPERIMENT, SETTINGS, default_choices, find, groups, headline, read, search_order
from siyu_sim.terminal import NARROW

MAIN_QUESTION = "referral"  # the one to try first
NAME_WIDTH, OPTION_WIDTH = 16, 26  # of what is listed; of a lever and its option
NOT_LEVERS = (*SETTINGS, "business")


def print_list(config_dirs: Sequence[str] = (), lang: Language = "en") -> None:
    """Experiments with their question, businesses, levers, and commands to try. Reads YAML only."""
    folders = search_order(config_dirs)
    found, defaults = groups(folders), default_choices(folders)
    _prose(tell(Said("siyu_sim: grow a private domain person by person, and compare strategies on the same people"), lang))
    _section(tell(Said("Experiments: questions with their arms"), lang))
    for name in found.get(EXPERIMENT, ()):
        _entry(name, _question(find(folders, f"{EXPERIMENT}/{name}"), lang))
    _section(tell(Said("Businesses"), lang))
    for name in found.get("business", ()):
        about = _about(folders, f"business/{name}", lang)
        told = Said("{about} (default)", about=about) if defaults.get("business") == name else about
        _entry(name, tell(told, lang))
    _section(tell(Said("Levers: group=option (* is the default)"), lang))
    for group, options in found.items():
        if group not in NOT_LEVERS:
            for option in options:
                mark = "*" if defaults.get(group) == option else ""
                _entry(f"{group}={option}{mark}", _about(folders, f"{group}/{option}", lang), OPTION_WIDTH)
    values = "hook.strength=1.5 horizon_days=730 study.replications=50"
    _section(tell(Said("Any single value can be set too: {values}", values=values), lang))
    questions = found.get(EXPERIMENT, ())
    first = MAIN_QUESTION if MAIN_QUESTION in questions else next(iter(questions), None)
    other = next((name for name in found.get("business", ()) if name != defaults.get("business")), None)
    _section(tell(Said("Try"), lang))
    asked = "" if lang == of_environment() else f" report.lang={lang}"
    if first:
        print(f"  python -m siyu_sim +experiment={first}{asked}")
        if other:
            print(f"  python -m siyu_sim +experiment={first} business={other} report.lang=both")
    print(f"  python -m siyu_sim --multirun hook=none,coupon,gift content.posts_per_day=0.5,1,2{asked}")
    print(f"  python -m siyu_sim --help{asked}")


def _width() -> int:
    return max(30, min(shutil.get_terminal_size((100, 24)).columns, 120))


def _prose(text: str) -> None:
    print(fold(text, _width()))


def _section(title: str) -> None:
    bold = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    print()
    print(f"\033[1m{fold(title, _width())}\033[0m" if bold else fold(title, _width()))


def _entry(name: str, text: str, name_width: int = NAME_WIDTH) -> None:
    padded = name + " " * (name_width - columns(name))
    first, rest = f"  {padded} ", " " * (name_width + 3)
    width = _width()
    if width < NARROW or columns(padded) > name_width:  # the text below its name
        print(f"  {name}")
        first = rest = "    " if width < NARROW else rest
    print(fold(text or "-", width, first, rest))


def _about(folders: Sequence[Path], name: str, lang: Language) -> str:
    path = find(folders, name)
    return headline(path, lang) if path else ""


def _question(path: Path | None, lang: Language) -> str:
    """The question of an experiment, in another language if it has none in ours."""
    try:
        texts = {str(of): str(text) for of, text in read(path)[EXPERIMENT]["question"].items()} if path else {}
    except (yaml.YAMLError, OSError, LookupError, TypeError, AttributeError):
        return tell(Said("(no question can be read from {path})", path=path), lang)
    return texts.get(lang) or next(iter(texts.values()), "")
