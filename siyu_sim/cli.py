"""The command line: compose, validate, run, print the comparison, point at the report.

Exit status: 0 done, 2 a mistake of the user or of the disk (one message, no traceback), 130 stopped by Ctrl-C, 143 by SIGTERM.
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from siyu_sim.language import LANGUAGES, Language, Said, of_reader, tell
from siyu_sim.language.disk import of_disk, reason
from siyu_sim.language.help import HELP

if TYPE_CHECKING:
    from siyu_sim.study.plan import Plan

FLAGS = ("--multirun", "-m", "--config-dir", "--quiet", "-q", "--json", "--lang", "--version", "--help", "-h")
OK, MISTAKE, STOPPED = 0, 2, 130
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")  # a terminal, or the direction of writing


@dataclass
class Options:
    overrides: list[str] = field(default_factory=list)
    config_dirs: list[str] = field(default_factory=list)
    multirun: bool = False
    quiet: bool = False
    json: bool = False
    show: str = ""  # "help" or "version"


class UsageError(Exception):
    """A mistake in the options themselves."""

    def __init__(self, message: Said) -> None:
        super().__init__(message)
        self.message = message


def read_options(argv: Sequence[str]) -> Options:
    """Split flags from overrides. Raises UsageError."""
    options = Options()
    rest = list(argv)
    while rest:
        word = rest.pop(0)
        name, given, value = word.partition("=")
        if not word.startswith("-"):
            options.overrides.append(word)
        elif name in ("--config-dir", "--lang"):
            if not given:
                if not rest:
                    raise UsageError(_NEEDS[name])
                value = rest.pop(0)
            if name == "--lang":
                options.overrides.append(f"report.lang={value}")
            else:
                options.config_dirs.append(value)
        elif word in ("-m", "--multirun"):
            options.multirun = True
        elif word in ("-q", "--quiet"):
            options.quiet = True
        elif word == "--json":
            options.json = True
        elif word == "--version":
            options.show = "version"
        elif word in ("-h", "--help"):
            options.show = "help"
        else:
            raise UsageError(_unknown_flag(word, name))
    return options


_NEEDS = {
    "--config-dir": Said("--config-dir needs a folder: --config-dir DIR"),
    "--lang": Said("--lang needs a language: --lang zh"),
}


def _unknown_flag(word: str, name: str) -> Said:
    import difflib

    near, plain, flags = difflib.get_close_matches(name, FLAGS, 1), word.lstrip("-"), ", ".join(FLAGS)
    if near:
        return Said("unknown option {word}; did you mean {near}?\noptions: {flags}", word=word, near=near[0], flags=flags)
    if "=" in plain:
        return Said(
            "unknown option {word}; settings are written without dashes: {plain}\noptions: {flags}",
            word=word,
            plain=plain,
            flags=flags,
        )
    return Said("unknown option {word}\noptions: {flags}", word=word, flags=flags)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that lacks a sign must not cost a study
    argv = sys.argv[1:] if argv is None else argv
    lang = of_reader(argv)
    with _interrupts() as interrupted:
        try:
            return _main(argv, lang)
        except KeyboardInterrupt:
            pass
        except Exception:
            # libraries under way of being imported turn Ctrl-C into errors of their own
            if not interrupted:
                raise
        told = Said("stopped; nothing half-written, and the runs that were finished are kept: the same command goes on")
        print(f"\n{tell(told, lang)}", file=sys.stderr)
        return 128 + interrupted[0] if interrupted else STOPPED


@contextmanager
def _interrupts() -> Iterator[list[int]]:
    """A list that fills with the signals that ask to stop, Ctrl-C or SIGTERM; KeyboardInterrupt is raised for both."""
    pressed: list[int] = []
    ours = [number for number in (signal.SIGINT, signal.SIGTERM) if signal.getsignal(number) not in (signal.SIG_IGN, None)]
    if threading.current_thread() is not threading.main_thread() or not ours:
        yield pressed
        return
    before = {number: signal.getsignal(number) for number in ours}

    def note(number: int, _frame: object) -> None:
        pressed.append(number)
        raise KeyboardInterrupt

    for number in ours:
        signal.signal(number, note)
    try:
        yield pressed
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _main(argv: Sequence[str], lang: Language) -> int:
    from siyu_sim import __version__

    try:
        if argv and argv[0] in ("store", "export"):
            if argv[0] == "store":
                from siyu_sim.housekeeping import main as subcommand
            else:
                from siyu_sim.export.command import main as subcommand
            try:
                return subcommand(argv[1:], lang)
            except SystemExit as asked:  # of argparse, which has said why
                return asked.code if isinstance(asked.code, int) else MISTAKE
        options = read_options(argv)
        if options.show == "help":
            print(tell(Said(HELP), lang), end="")
        elif options.show == "version":
            print(f"siyu_sim {__version__}")
        elif not options.multirun and all(_is_language(override) for override in options.overrides):
            from siyu_sim.terminal.listing import print_list

            _check_config_dirs(options.config_dirs)
            print_list(options.config_dirs, lang)
        else:
            run_study(options)
        if sys.stdout is not None:
            sys.stdout.flush()
        return OK
    except UsageError as error:
        return _fail(error.message, lang)
    except BrokenPipeError:  # the reader of our output has closed it, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except ChildProcessError as error:
        return _fail(error.args[0] if error.args else str(error), lang)
    except OSError as error:
        return _fail(of_disk(error), lang)
    except MemoryError:
        told = Said("not enough memory: a smaller market.size, fewer study.processes or study.log=false needs less")
        return _fail(told, lang)
    except ValueError as error:
        from siyu_sim.scenario.mistakes import ScenarioError

        if isinstance(error, ScenarioError):
            return _fail(error.told(lang), lang)
        raise
    except RuntimeError as error:
        from siyu_sim.study.backends import BackendError
        from siyu_sim.study.tasks import OtherVersion

        if isinstance(error, (BackendError, OtherVersion)):
            return _fail(error.args[0], lang)
        raise


def _fail(message: str, lang: Language) -> int:
    told = STEERING.sub("\ufffd", tell(message, lang))
    print(_fitted(told) if sys.stderr.isatty() else told, file=sys.stderr)
    return MISTAKE


def _fitted(text: str) -> str:
    """Lines folded to the window with their indent kept; one with a word that no line can hold (a path) as it is, to be copied."""
    from siyu_sim.language.folding import fold, narrowest

    width = min(shutil.get_terminal_size((100, 24)).columns, 120)
    lines = []
    for line in text.split("\n"):
        words = line.lstrip(" ")
        first = " " * (len(line) - len(words))
        rest = first + "  "
        lines.append(fold(words, width, first, rest) if narrowest(words) <= width - len(rest) else line)
    return "\n".join(lines)


def _is_language(override: str) -> bool:
    """Whether it says no more than in which language to answer: then there is nothing to run yet. A language that there is not is a
    mistake, which the settings tell."""
    name, _, value = override.lstrip("+").partition("=")
    return name == "report.lang" and value.strip("'\" ") in (*LANGUAGES, "auto", "both")


def _check_config_dirs(folders: Sequence[str]) -> None:
    for folder in folders:
        if not Path(folder).expanduser().is_dir():
            raise UsageError(Said("--config-dir: no such folder: {folder}", folder=folder))


def run_study(options: Options) -> None:
    """Compose, validate, run and report. Raises ScenarioError, OSError."""
    plan = _load(options)
    folder = Path(plan.report.folder).expanduser()
    _require_writable(folder)

    # only now the imports that take a second
    from siyu_sim import terminal
    from siyu_sim.study.store import Store
    from siyu_sim.terminal.progress import progress

    lang = terminal.language(plan)
    store = Store(folder / plan.study.store, plan.name) if plan.study.store else None
    kind = KINDS[plan.study.kind](plan, lang)
    with progress(plan, lang, runs=kind.runs, quiet=options.quiet) as advance:
        result = kind.go(advance, store)
    for line in store.told if store else ():
        print(tell(line, lang), file=sys.stderr)
    if store and store.found and not options.quiet:
        found, every = f"{store.found:,}", f"{kind.count(result):,}"
        told = Said(
            "{found} of {all} runs were finished before and kept in {folder}", found=found, all=every, folder=store.folder
        )
        print(tell(told, lang), file=sys.stderr)
    try:
        page = result.report(folder)  # before anything is printed: a closed pipe must not cost the report
    except OSError:
        if not (options.quiet or options.json):
            kind.show(result, None)
        raise
    told_of_page = json.loads((page.parent / "data" / "figures.json").read_text("utf-8"))
    words = told_of_page["pages"][lang]
    if options.json:
        from siyu_sim.terminal.answer import as_json

        print(as_json(result, told_of_page, page))
    elif options.quiet:
        print(words["headline"])
        print(page)
    else:
        kind.show(result, words)
        print(tell(Said("report: {page}", page=page), lang))


class _Compare:
    """study.kind=compare: all arms in all worlds."""

    runs = None

    def __init__(self, plan: Plan, lang: Language) -> None:
        self.plan, self.lang = plan, lang

    def go(self, advance: Any, store: Any) -> Any:
        """The result, which can be reported."""
        from siyu_sim.study.run import run

        return run(self.plan, progress=advance, store=store)

    def count(self, study: Any) -> int:
        """Runs in it."""
        twins = len(study.twins.summaries) if study.twins else 0
        return len(study.summaries) + len(study.sisters) + twins

    def show(self, study: Any, told: Any) -> None:
        """told: the words of the page, None if it could not be written."""
        from siyu_sim.terminal.comparison import print_comparison

        print_comparison(study, self.plan, told, self.lang)


class _Other:
    """A study of another kind: `home` has the function `name` that runs it, and `runs_of`."""

    home, name, printer = "", "", ""

    def __init__(self, plan: Plan, lang: Language) -> None:
        from importlib import import_module

        self.plan, self.lang, self.module = plan, lang, import_module(self.home)
        self.runs = self.module.runs_of(plan)

    def go(self, advance: Any, store: Any) -> Any:
        return getattr(self.module, self.name)(self.plan, progress=advance, store=store)

    def count(self, found: Any) -> int:
        return found.runs

    def show(self, found: Any, told: Any) -> None:
        from siyu_sim.terminal import studies

        getattr(studies, self.printer)(found, self.lang)


class _Sensitivity(_Other):
    home, name, printer = "siyu_sim.study.sensitivity", "sensitivity", "print_sensitivity"


class _Search(_Other):
    home, name, printer = "siyu_sim.study.search", "search", "print_search"


class _Allocate(_Other):
    home, name, printer = "siyu_sim.study.allocate", "allocate", "print_allocation"


# of study.kind; each checks its settings when it is made, before anything runs
KINDS: dict[str, Any] = {"compare": _Compare, "sensitivity": _Sensitivity, "search": _Search, "allocate": _Allocate}


def _load(options: Options) -> Plan:
    """The plan. What a user's own files can do to YAML, Hydra and OmegaConf beyond a ScenarioError becomes a UsageError."""
    import yaml
    from hydra.errors import HydraException
    from omegaconf.errors import OmegaConfBaseException

    from siyu_sim.scenario.mistakes import ScenarioError
    from siyu_sim.study.plan import load

    try:
        return load(None, options.overrides, options.config_dirs, multirun=options.multirun)
    except (ScenarioError, OSError):
        raise
    except (
        HydraException,
        OmegaConfBaseException,
        yaml.YAMLError,
        RecursionError,
        TypeError,
        ValueError,
        LookupError,
        AttributeError,
    ) as error:
        if not options.config_dirs:
            raise
        why = next(iter(str(error).splitlines()), "") or type(error).__name__
        folders = ", ".join(options.config_dirs)
        raise UsageError(Said("the configs in {folders} cannot be composed: {why}", folders=folders, why=why)) from error


def _require_writable(folder: Path) -> None:
    """Raises OSError unless files could be written under `folder`; leaves nothing behind."""
    parent = folder
    while not parent.exists() and parent != parent.parent:
        parent = parent.parent
    if not parent.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, Said("a part of the path is a file, not a folder"), str(parent))
    try:
        with tempfile.TemporaryDirectory(prefix=".siyu_sim-", dir=parent) as trial:
            Path(trial, "trial").write_bytes(b"trial")
    except OSError as error:
        told = Said("the report folder cannot be written ({reason})", reason=reason(error))
        raise type(error)(error.errno, told, str(parent)) from None
