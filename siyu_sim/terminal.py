"""What the command line shows: the list of what can be run, the progress bar, the comparison of the arms."""

from __future__ import annotations

import math
import os
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from siyu_sim.scenario.folders import EXPERIMENT, SETTINGS, default_choices, find, groups, headline, read, search_order

if TYPE_CHECKING:
    from siyu_sim.study.plan import Plan

Advance = Callable[[int, int, str], None]
NOT_LEVERS = (*SETTINGS, "business")


# ------------------------------------------------------------------------------------------------- the list


def print_list(config_dirs: Sequence[str] = ()) -> None:
    """Experiments with their question, businesses, levers, and commands to try. Reads YAML only."""
    folders = search_order(config_dirs)
    found, defaults = groups(folders), default_choices(folders)
    print("siyu_sim: grow a private domain person by person, and compare strategies on the same people")
    _section("Experiments: questions with their arms")
    for name in found.get(EXPERIMENT, ()):
        for row, text in enumerate(_questions(find(folders, f"{EXPERIMENT}/{name}"))):
            _entry("" if row else name, text)
    _section("Businesses")
    for name in found.get("business", ()):
        mark = " (default)" if defaults.get("business") == name else ""
        _entry(name, _about(folders, f"business/{name}") + mark)
    _section("Levers: group=option (* is the default)")
    for group, options in found.items():
        if group not in NOT_LEVERS:
            listed = ", ".join(f"{option}*" if defaults.get(group) == option else option for option in options)
            _entry(group, listed if len(options) > 1 else f"{listed}  {_about(folders, f'{group}/{options[0]}')}")
    _section("Any single value can be set too: hook.strength=1.5 horizon_days=730 study.replications=50")
    first = next(iter(found.get(EXPERIMENT, ())), None)
    other = next((name for name in found.get("business", ()) if name != defaults.get("business")), None)
    _section("Try")
    if first:
        print(f"  python -m siyu_sim +experiment={first}")
        if other:
            print(f"  python -m siyu_sim +experiment={first} business={other} report.lang=zh")
    print("  python -m siyu_sim --multirun hook=none,coupon,gift content.posts_per_day=0.5,1,2")
    print("  python -m siyu_sim --help")


def _section(title: str) -> None:
    print("\n" + (f"\033[1m{title}\033[0m" if sys.stdout.isatty() and "NO_COLOR" not in os.environ else title))


def _entry(name: str, text: str) -> None:
    width = max(60, min(shutil.get_terminal_size((100, 24)).columns, 120))
    print(textwrap.fill(text or "-", width, initial_indent=f"  {name:<16} ", subsequent_indent=" " * 19))


def _about(folders: Sequence[Path], name: str) -> str:
    path = find(folders, name)
    return headline(path) if path else ""


def _questions(path: Path | None) -> list[str]:
    """The question of an experiment in each of its languages."""
    try:
        if path is None:
            return []
        return [str(text) for text in read(path)[EXPERIMENT]["question"].values()]
    except (yaml.YAMLError, OSError, LookupError, TypeError, AttributeError):
        return [f"(no question can be read from {path})"]


# ------------------------------------------------------------------------------------------------- progress


@contextmanager
def progress(plan: Plan, *, quiet: bool = False) -> Iterator[Advance | None]:
    """A bar on stderr with the time left; gives `advance(done, total, note)`, or None when quiet."""
    if quiet:
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from siyu_sim.jit import is_warm

    console = Console(stderr=True)
    scenario, study = plan.scenario, plan.study
    parts = [plan.name, plan.business, f"{len(plan.arms)} arm{'s' * (len(plan.arms) > 1)} x {study.replications} worlds",
             f"{scenario.market.size:,} people", f"{scenario.horizon_days:g} days", f"seed {study.seed}"]
    console.print(" | ".join(part for part in parts if part), markup=False, highlight=False)
    if study.engine == "fast" and not is_warm():
        console.print("compiling the engine for the first time; this takes a minute and is kept for later runs", markup=False)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(),
               TimeRemainingColumn(elapsed_when_finished=True))
    with Progress(*columns, console=console) as bar:
        task = bar.add_task("running", total=len(plan.arms) * study.replications)

        def advance(done: int, total: int, note: str) -> None:
            bar.update(task, completed=done, total=total, description=note or "running")

        yield advance


# ------------------------------------------------------------------------------------------------- comparison


def print_comparison(study: Any, plan: Plan) -> None:
    """Arms by metrics: the mean in each cell and, below it, the difference from the baseline with its interval."""
    from rich.console import Console
    from rich.table import Table

    from siyu_sim.measure.catalogue import CATALOGUE

    console = Console()
    frame = study.compare()
    rows = {(row.arm, row.metric): row for row in frame.itertuples(index=False)}
    per_table = max(1, (console.width - 26) // 25)
    metrics = list(dict.fromkeys([plan.primary, *plan.metrics]))
    for start in range(0, len(metrics), per_table):
        table = Table(title=None, show_lines=len(plan.arms) > 1)
        table.add_column("")
        shown = metrics[start : start + per_table]
        for name in shown:
            metric = CATALOGUE[name]
            table.add_column(f"{_in(metric.label, plan.report.lang)}\n{metric.unit}".strip(), justify="right")
        for arm in plan.arms:
            table.add_row(_in(arm.label, plan.report.lang),
                          *(_cell(rows.get((arm.name, name)), CATALOGUE[name], arm.name == plan.baseline) for name in shown))
        console.print(table)
    if len(plan.arms) > 1:
        level = f"{plan.study.confidence:.0%}"
        base = _in(plan.arm(plan.baseline).label, plan.report.lang)
        console.print(f"Below each mean: the difference from '{base}' in the same worlds, with its {level} interval.",
                      markup=False, highlight=False)


def _in(texts: dict[str, str], lang: str) -> str:
    return texts.get(lang) or texts.get("en") or next(iter(texts.values()), "")


def _cell(row: Any, metric: Any, is_baseline: bool) -> str:
    if row is None:
        return "-"
    mean = number(row.mean, metric.unit)
    if is_baseline:
        return f"{mean}\n[dim]{number(row.low, metric.unit)} to {number(row.high, metric.unit)}[/dim]"
    difference = f"{signed(row.diff, metric.unit)}\n{signed(row.diff_low, metric.unit)} to {signed(row.diff_high, metric.unit)}"
    clear = row.diff_low > 0 or row.diff_high < 0
    if clear and metric.better in ("high", "low"):
        good = (row.diff > 0) == (metric.better == "high")
        difference = f"[{'green' if good else 'red'}]{difference}[/]"
    return f"{mean}\n{difference}"


def number(value: float, unit: str = "") -> str:
    """A readable number: shares as per cent, large numbers with separators, others with three digits."""
    if value is None or math.isnan(value):
        return "-"
    if math.isinf(value):
        return "never" if value > 0 else "-inf"
    if unit in ("share", "%"):
        return f"{value:.1%}"
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.0f}" if value == int(value) and abs(value) >= 1 else f"{value:.3g}"


def signed(value: float, unit: str = "") -> str:
    text = number(value, unit)
    return f"+{text}" if value is not None and value > 0 and text not in ("-", "never") else text
