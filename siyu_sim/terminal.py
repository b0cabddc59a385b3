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
MAIN_QUESTION = "referral"  # the one to try first
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
    questions = found.get(EXPERIMENT, ())
    first = MAIN_QUESTION if MAIN_QUESTION in questions else next(iter(questions), None)
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
def progress(plan: Plan, *, runs: int | None = None, quiet: bool = False) -> Iterator[Advance | None]:
    """A bar on stderr with the time left; gives `advance(done, total, note)`, or None when quiet. runs: of a study of another kind than a
    comparison of all arms in all worlds."""
    if quiet:
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from siyu_sim.jit import is_warm

    console = Console(stderr=True)
    scenario, study = plan.scenario, plan.study
    arms = f"{len(plan.arms)} arm{'s' * (len(plan.arms) > 1)}"
    parts = [
        plan.name,
        plan.business,
        f"{arms} x {study.replications} worlds" if runs is None else f"{study.kind}: {runs:,} runs",
        f"{scenario.market.size:,} people",
        f"{scenario.horizon_days:g} days",
        f"seed {study.seed}",
    ]
    console.print(" | ".join(part for part in parts if part), markup=False, highlight=False)
    if study.engine == "fast" and not is_warm():
        console.print("first run of this version: compiling the engine, about a minute", markup=False, highlight=False)
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(elapsed_when_finished=True),
    )
    with Progress(*columns, console=console) as bar:
        task = bar.add_task("running", total=len(plan.arms) * study.replications if runs is None else runs)

        def advance(done: int, total: int, note: str) -> None:
            bar.update(task, completed=done, total=total, description=note or "running")

        yield advance


# ------------------------------------------------------------------------------------------------- comparison

SENTENCES = {
    "en": {
        "below": "Below each mean: difference from '{base}' in the same worlds [{level} interval]; '{base}': its own interval.",
        "focus": "{first} against {second}: {metric} {diff} {unit} [{low}, {high}], better with probability {p}.",
        "draws": "In {p} [{low}, {high}] of the worlds that the assumptions allow, {first} is ahead of {second}; of the variance, "
        "ignorance is {share}.",
        "draws_only": "In {p} [{low}, {high}] of the worlds that the assumptions allow, {first} is ahead of {second}.",
        "pairing": "Shared worlds divide the variance of these differences in {metric} by {low} to {high}.",
    },
    "zh": {
        "below": "均值下方：同一批模拟世界中与“{base}”之差 [{level} 区间]；“{base}”自身则为其区间。",
        "focus": "{first} 对比 {second}：{metric} {diff} {unit} [{low}, {high}]，更优的概率 {p}。",
        "draws": "在假设所允许的世界里，有{p} [{low}, {high}] 是{first}领先于{second}；方差中无知占{share}。",
        "draws_only": "在假设所允许的世界里，有{p} [{low}, {high}] 是{first}领先于{second}。",
        "pairing": "共用同一批世界，使各方案{metric}之差的方差缩小 {low} 到 {high} 倍。",
    },
}
UNITS = {
    "zh": {"yuan": "元", "people": "人", "share": "", "ratio": "", "days": "天", "months": "月", "count": ""},
    "en": {"share": "", "ratio": "", "count": ""},
}
LABEL_WIDTH, METRIC_WIDTH = 24, 26


def print_comparison(study: Any, plan: Plan) -> None:
    """Arms by metrics: the mean in each cell and, below it, the difference from the baseline with its interval."""
    from rich.console import Console

    from siyu_sim.measure.catalogue import METRICS

    console = Console()
    lang = plan.report.lang
    names = list(dict.fromkeys([plan.primary, *plan.metrics]))
    frame = study.compare(metrics=tuple(names))
    rows = {(row.arm, row.metric): row for row in frame.itertuples(index=False)}
    if plan.focus:
        _print_focus(console, study, plan)
    per_table = max(1, (console.width - LABEL_WIDTH - 2) // METRIC_WIDTH)
    for start in range(0, len(names), per_table):
        console.print(_table(rows, plan, names[start : start + per_table]))
    if len(plan.arms) == 1:
        return

    def say(key: str, **values: str) -> None:
        console.print(SENTENCES[lang][key].format(**values), markup=False, highlight=False)

    primary = METRICS[plan.primary]
    if len(study.sisters):
        _print_draws(console, study, plan)
    say("below", base=_in(plan.arm(plan.baseline).label, lang), level=f"{100 * plan.study.confidence:.4g}%")
    gains = [row.vrf for (_, name), row in rows.items() if name == plan.primary and math.isfinite(row.vrf)]
    if gains:
        say("pairing", metric=_in(primary.label, lang), low=short(min(gains)), high=short(max(gains)))


def _print_focus(console: Any, study: Any, plan: Plan) -> None:
    """The difference that the question is about, in one sentence."""
    from siyu_sim.measure.catalogue import METRICS

    lang, (first, second), primary = plan.report.lang, plan.focus or ("", ""), METRICS[plan.primary]
    against = study.compare(baseline=second, metrics=(plan.primary,))
    row = next(row for row in against.itertuples(index=False) if row.arm == first)
    sentence = SENTENCES[lang]["focus"].format(
        first=_in(plan.arm(first).label, lang),
        second=_in(plan.arm(second).label, lang),
        metric=_in(primary.label, lang),
        diff=signed(row.diff, primary.unit),
        unit=_unit(primary.unit, lang),
        low=signed(row.diff_low, primary.unit),
        high=signed(row.diff_high, primary.unit),
        p=probability(row.p_better),
    )
    console.print(sentence, style="bold", markup=False, highlight=False)


def _print_draws(console: Any, study: Any, plan: Plan) -> None:
    """In how many of the worlds that the assumptions allow each arm is better, and how much of the spread is ignorance."""
    from siyu_sim.measure.catalogue import METRICS

    lang, better = plan.report.lang, METRICS[plan.primary].better
    for row in study.uncertainty().itertuples(index=False):
        ahead = row.arm if (row.mean >= 0) == (better != "low") else plan.baseline
        behind = plan.baseline if ahead == row.arm else row.arm
        sentence = SENTENCES[lang]["draws" if math.isfinite(row.ignorance) else "draws_only"].format(
            first=_in(plan.arm(ahead).label, lang),
            second=_in(plan.arm(behind).label, lang),
            p=f"{row.p_right:.0%}",
            low=f"{row.p_right_low:.0%}",
            high=f"{row.p_right_high:.0%}",
            share=f"{row.ignorance:.0%}" if math.isfinite(row.ignorance) else "",
        )
        console.print(sentence, markup=False, highlight=False)


def probability(p: float) -> str:
    """A probability in whole per cent, never rounded to certainty."""
    return ">99.9%" if p > 0.999 else "<0.1%" if p < 0.001 else f"{p:.1%}" if p > 0.99 or p < 0.01 else f"{p:.0%}"


def _table(rows: dict, plan: Plan, names: Sequence[str]) -> Any:
    from rich import box
    from rich.markup import escape
    from rich.table import Table

    from siyu_sim.measure.catalogue import METRICS

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False)
    table.add_column("", max_width=LABEL_WIDTH, overflow="fold")
    for name in names:
        parts = (_in(METRICS[name].label, plan.report.lang), _unit(METRICS[name].unit, plan.report.lang))
        table.add_column(", ".join(filter(None, parts)), justify="right", max_width=METRIC_WIDTH)
    for arm in plan.arms:
        cells = [_cell(rows[arm.name, name], METRICS[name]) for name in names]
        table.add_row(escape(_in(arm.label, plan.report.lang)), *cells)
    return table


def _unit(unit: str, lang: str) -> str:
    return UNITS[lang].get(unit, unit)


def _in(texts: dict[str, str], lang: str) -> str:
    return texts.get(lang) or texts.get("en") or next(iter(texts.values()), "")


def _cell(row: Any, metric: Any) -> str:
    mean = number(row.mean, metric.unit)
    if math.isnan(row.mean):
        return mean
    if math.isnan(row.diff):
        interval = "" if math.isnan(row.low) else f"\\[{number(row.low, metric.unit)}, {number(row.high, metric.unit)}]"
        return f"{mean}\n[dim]{interval}[/dim]"
    bounds = f"{signed(row.diff_low, metric.unit)}, {signed(row.diff_high, metric.unit)}".replace("pp", "")
    difference = f"{signed(row.diff, metric.unit)} \\[{bounds}]"
    style = "dim"
    if metric.better in ("high", "low") and (row.diff_low > 0 or row.diff_high < 0):
        style = "green" if (row.diff > 0) == (metric.better == "high") else "red"
    return f"{mean}\n[{style}]{difference}[/{style}]"


def number(value: float, unit: str = "") -> str:
    """A readable number: shares in per cent, large ones with separators, others with three digits; '-' for nan."""
    if math.isnan(value):
        return "-"
    if unit == "share":
        return f"{value:.1%}"
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return short(value)


def short(value: float) -> str:
    """Three digits, two below 0.1: 0.012, 4.56, 789, 12.3k, 4.56M."""
    if not math.isfinite(value):
        return "-" if math.isnan(value) else "inf" if value > 0 else "-inf"
    for limit, sign in ((999_500, "M"), (9_995, "k")):
        if abs(value) >= limit:
            return f"{value / (1e6 if sign == 'M' else 1e3):.3g}{sign}"
    return f"{value:.0f}" if abs(value) >= 999.5 else f"{value:.3g}" if abs(value) >= 0.1 else f"{value:.2g}"


def signed(value: float, unit: str = "") -> str:
    """The same for a difference: short, with its sign; shares in percentage points."""
    text = "-" if math.isnan(value) else f"{100 * value:.1f}pp" if unit == "share" else number(value)
    return f"+{text}" if value > 0 else text
