"""The options of a subcommand, read by argparse, whose own words are told in the reader's language like ours."""

from __future__ import annotations

import argparse
import gettext
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NoReturn

from siyu_sim.language import LANGUAGES, Language, Said, tell
from siyu_sim.language.folding import fold


class Options(argparse.ArgumentParser):
    """A parser whose help and errors are in `lang`: descriptions and helps may be `Said`. A wrong option ends with status 2."""

    def __init__(self, *, lang: Language = "en", add_help: bool = True, **settings: Any) -> None:
        self.lang = lang
        for key in ("description", "epilog"):
            if settings.get(key):
                settings[key] = tell(settings[key], lang)
        with _told_in(lang):
            super().__init__(add_help=add_help, formatter_class=_Folded, **settings)

    def add_argument(self, *names: Any, **settings: Any) -> argparse.Action:
        if settings.get("help"):
            settings["help"] = tell(settings["help"], self.lang).replace("%", "%%")
        return super().add_argument(*names, **settings)

    def add_language(self) -> None:
        """`--lang`, which `of_reader` has read already."""
        self.add_argument("--lang", choices=LANGUAGES, help=Said("the language to answer in (that of the computer)"))

    def read(self, args: Sequence[str]) -> argparse.Namespace:
        """What `parse_args` gives, its errors in our language, too."""
        with _told_in(self.lang):
            return self.parse_args(args)

    def format_help(self) -> str:
        told = super().format_help()
        if self.lang == "zh":
            for group in self._action_groups:
                told = told.replace(f"\n{group.title}:\n", f"\n{group.title}：\n")
        return told

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {message}\n")


class _Folded(argparse.RawDescriptionHelpFormatter):
    """argparse folds by signs; this one by columns of the window."""

    def _split_lines(self, text: str, width: int) -> list[str]:
        return fold(" ".join(text.split()), width).split("\n")


@contextmanager
def _told_in(lang: Language) -> Iterator[None]:
    """argparse asks gettext for its words; here it asks our table."""
    if lang == "en":
        yield
        return
    names = {"_": gettext.gettext, "ngettext": gettext.ngettext}
    before = {name: getattr(argparse, name, asked) for name, asked in names.items()}
    words = {
        "_": lambda text: tell(Said(text), lang),
        "ngettext": lambda one, many, n: tell(Said(one if n == 1 else many), lang),
    }
    try:
        for name, told in words.items():
            setattr(argparse, name, told)
        yield
    finally:
        for name, asked in before.items():
            setattr(argparse, name, asked)
