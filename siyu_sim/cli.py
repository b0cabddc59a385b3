"""The command line: compose, validate, run, print the comparison, point at the report.

Exit status: 0 done, 2 a mistake of the user or of the disk (one message, no traceback), 130 stopped by Ctrl-C, 143 by SIGTERM.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from siyu_sim.study.plan import Plan

HELP = """usage: python -m siyu_sim [+experiment=NAME] [GROUP=OPTION ...] [KEY=VALUE ...] [options]

Without arguments: a list of the experiments, businesses and levers.

  +experiment=NAME       run a question with all its arms
  GROUP=OPTION           choose a file: business=course, hook=cash, content=daily
  KEY=VALUE              set one value: hook.strength=1.5, horizon_days=730, study.replications=50,
                         study.seed=7, engine=reference, report.lang=zh (or both), report.folder=DIR
  GROUP.NAME=null        leave one entry out: sop.wake_idle=null, channels.live=null
  study=sensitivity      which assumption decides between two arms, and at which value the answer flips
  study=search           the best strategy under a budget; study=allocate: how to split a budget
  -m, --multirun         one arm for each combination of listed values: hook=none,coupon
  --config-dir DIR       a folder of your own configs; its files add to the shipped ones and override
                         those of the same name (may be given several times)
  -q, --quiet            print only the verdict, in one line, and the path of the report, in the last
  --json                 print one JSON object: verdict, arms with their measures, seeds, paths
  --version              print the version
  -h, --help             print this

A study that was stopped goes on where it was when the same command is given again: finished runs are kept in
reports/.store.

  python -m siyu_sim store     what is kept there; store --help: how to look into it and make room
  python -m siyu_sim export    a report as XLSX, CSV, Parquet, PNG, SVG, PDF and PPTX; see export --help
"""
FLAGS = ("--multirun", "-m", "--config-dir", "--quiet", "-q", "--json", "--version", "--help", "-h")
OK, MISTAKE, STOPPED = 0, 2, 130


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


def read_options(argv: Sequence[str]) -> Options:
    """Split flags from overrides. Raises UsageError."""
    options = Options()
    rest = list(argv)
    while rest:
        word = rest.pop(0)
        name, given, value = word.partition("=")
        if not word.startswith("-"):
            options.overrides.append(word)
        elif name == "--config-dir":
            if not given:
                if not rest:
                    raise UsageError("--config-dir needs a folder: --config-dir DIR")
                value = rest.pop(0)
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


def _unknown_flag(word: str, name: str) -> str:
    import difflib

    near = difflib.get_close_matches(name, FLAGS, 1)
    hint = f"; did you mean {near[0]}?" if near else ""
    plain = word.lstrip("-")
    if not hint and "=" in plain:
        hint = f"; settings are written without dashes: {plain}"
    return f"unknown option {word}{hint}\noptions: {', '.join(FLAGS)}"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that lacks a sign must not cost a study
    with _interrupts() as interrupted:
        try:
            return _main(sys.argv[1:] if argv is None else argv)
        except KeyboardInterrupt:
            pass
        except Exception:
            # libraries under way of being imported turn Ctrl-C into errors of their own
            if not interrupted:
                raise
        print(
            "\nstopped; nothing half-written, and the runs that were finished are kept: the same command goes on",
            file=sys.stderr,
        )
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


def _main(argv: Sequence[str]) -> int:
    from siyu_sim import __version__

    try:
        if argv and argv[0] in ("store", "export"):
            if argv[0] == "store":
                from siyu_sim.housekeeping import main as subcommand
            else:
                from siyu_sim.export.command import main as subcommand
            try:
                return subcommand(argv[1:])
            except SystemExit as asked:  # of argparse, which has said why
                return asked.code if isinstance(asked.code, int) else MISTAKE
        options = read_options(argv)
        if options.show == "help":
            print(HELP, end="")
        elif options.show == "version":
            print(f"siyu_sim {__version__}")
        elif not options.overrides and not options.multirun:
            from siyu_sim.terminal import print_list

            _check_config_dirs(options.config_dirs)
            print_list(options.config_dirs)
        else:
            run_study(options)
        if sys.stdout is not None:
            sys.stdout.flush()
        return OK
    except UsageError as error:
        return _fail(str(error))
    except BrokenPipeError:  # the reader of our output has closed it, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except ChildProcessError as error:
        return _fail(str(error))
    except OSError as error:
        where = f": {error.filename}" if error.filename else ""
        return _fail(f"cannot read or write{where}: {error.strerror or error}")
    except MemoryError:
        return _fail("not enough memory: a smaller market.size, fewer study.processes or study.log=false needs less")
    except ValueError as error:
        from siyu_sim.scenario.mistakes import ScenarioError

        if isinstance(error, ScenarioError):
            from siyu_sim.language import of_reader

            return _fail(error.told(of_reader(argv)))
        raise
    except RuntimeError as error:
        from siyu_sim.study.backends import BackendError
        from siyu_sim.study.tasks import OtherVersion

        if isinstance(error, (BackendError, OtherVersion)):
            return _fail(str(error))
        raise


def _fail(message: str) -> int:
    print(message, file=sys.stderr)
    return MISTAKE


def _check_config_dirs(folders: Sequence[str]) -> None:
    for folder in folders:
        if not Path(folder).expanduser().is_dir():
            raise UsageError(f"--config-dir: no such folder: {folder}")


def run_study(options: Options) -> None:
    """Compose, validate, run and report. Raises ScenarioError, OSError."""
    plan = _load(options)
    folder = Path(plan.report.folder).expanduser()
    _require_writable(folder)

    # only now the imports that take a second
    from siyu_sim import terminal
    from siyu_sim.study.store import Store

    store = Store(folder / plan.study.store, plan.name) if plan.study.store else None
    kind = KINDS[plan.study.kind](plan)
    with terminal.progress(plan, runs=kind.runs, quiet=options.quiet) as advance:
        result = kind.go(advance, store)
    for line in store.told if store else ():
        print(line, file=sys.stderr)
    if store and store.found and not options.quiet:
        found, every = f"{store.found:,}", f"{kind.count(result):,}"
        print(
            terminal.SENTENCES[plan.report.languages[0]]["found"].format(found=found, all=every, folder=store.folder),
            file=sys.stderr,
        )
    try:
        page = result.report(folder)  # before anything is printed: a closed pipe must not cost the report
    except OSError:
        if not (options.quiet or options.json):
            kind.show(result, None)
        raise
    told = json.loads((page.parent / "data" / "figures.json").read_text("utf-8"))
    words = told["pages"][plan.report.languages[0]]
    if options.json:
        from siyu_sim.terminal_json import as_json

        print(as_json(result, told, page))
    elif options.quiet:
        print(words["headline"])
        print(page)
    else:
        kind.show(result, words)
        print(terminal.SENTENCES[plan.report.languages[0]]["report"].format(page=page))


class _Compare:
    """study.kind=compare: all arms in all worlds."""

    runs = None

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

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
        from siyu_sim.terminal import print_comparison

        print_comparison(study, self.plan, told)


class _Other:
    """A study of another kind: `home` has the function `name` that runs it, and `runs_of`."""

    home, name, printer = "", "", ""

    def __init__(self, plan: Plan) -> None:
        from importlib import import_module

        self.plan, self.module = plan, import_module(self.home)
        self.runs = self.module.runs_of(plan)

    def go(self, advance: Any, store: Any) -> Any:
        return getattr(self.module, self.name)(self.plan, progress=advance, store=store)

    def count(self, found: Any) -> int:
        return found.runs

    def show(self, found: Any, told: Any) -> None:
        from siyu_sim import terminal_studies

        getattr(terminal_studies, self.printer)(found)


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
        reason = next(iter(str(error).splitlines()), "") or type(error).__name__
        raise UsageError(f"the configs in {', '.join(options.config_dirs)} cannot be composed: {reason}") from error


def _require_writable(folder: Path) -> None:
    """Raises OSError unless files could be written under `folder`; leaves nothing behind."""
    parent = folder
    while not parent.exists() and parent != parent.parent:
        parent = parent.parent
    if not parent.is_dir():
        raise NotADirectoryError(20, "a part of the path is a file, not a folder", str(parent))
    try:
        with tempfile.TemporaryDirectory(prefix=".siyu_sim-", dir=parent) as trial:
            Path(trial, "trial").write_bytes(b"trial")
    except OSError as error:
        raise type(error)(error.errno, f"the report folder cannot be written ({error.strerror})", str(parent)) from None
