"""What the command line shows: the list of what can be run, the progress bar, the comparison of the arms."""

from __future__ import annotations

import math
import os
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from siyu_sim.scenario.folders import EXPERIMENT, SETTINGS, default_choices, find, groups, headline, read, search_order

if TYPE_CHECKING:
    from siyu_sim.study.plan import Plan

Advance = Callable[[int, int, str], None]
MAIN_QUESTION = "referral"  # the one to try first
OPTION_WIDTH = 26  # of a lever and its option in the list
NARROW = 70  # columns of a terminal with less room than for two things side by side
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
            for option in options:
                mark = "*" if defaults.get(group) == option else ""
                _entry(f"{group}={option}{mark}", _about(folders, f"{group}/{option}"), OPTION_WIDTH)
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


def _entry(name: str, text: str, name_width: int = 16) -> None:
    width = max(30, min(shutil.get_terminal_size((100, 24)).columns, 120))
    first, rest = f"  {name:<{name_width}} ", " " * (name_width + 3)
    if width < NARROW:  # the text below its name
        if name:
            print(f"  {name}")
        first = rest = "    "
    print(textwrap.fill(text or "-", width, initial_indent=first, subsequent_indent=rest))


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
    from siyu_sim.report import notices
    from siyu_sim.report.words import Words

    console, words, lang = Console(stderr=True), Words(plan.report.languages[0]), plan.report.languages[0]
    scenario, study = plan.scenario, plan.study
    what = "head" if len(plan.arms) > 1 else "head_one"
    head = SENTENCES[lang][what if runs is None else "head_runs"].format(
        kind=KINDS[lang].get(study.kind, study.kind),
        runs=f"{runs or 0:,}",
        arms=len(plan.arms),
        worlds=study.replications,
        people=f"{scenario.market.size:,}",
        days=f"{scenario.horizon_days:g}",
        seed=study.seed,
    )
    business = plan.business if lang == "en" else words.or_name("business", plan.business)
    console.print(" | ".join(part for part in (plan.name, business, head) if part), markup=False, highlight=False)
    for sentence in notices.statements(plan, lang):
        told = words.text("notice.told", sentence=words.plain(sentence))
        console.print(told, style="yellow", markup=False, highlight=False)
    if study.engine == "fast" and not is_warm():
        console.print(SENTENCES[lang]["compiling"], markup=False, highlight=False)
    total = len(plan.arms) * study.replications if runs is None else runs
    if not console.is_terminal:  # a log: a line now and then, nothing drawn again
        yield _lines(console, SENTENCES[lang]["step"])
        return
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(elapsed_when_finished=True),
    )
    with Progress(*columns, console=console) as bar:
        running = SENTENCES[lang]["running"]
        task = bar.add_task(running, total=total)

        def advance(done: int, total: int, note: str) -> None:
            bar.update(
                task, completed=done, total=total, description=note.replace("world", SENTENCES[lang]["world"]) or running
            )

        yield advance


def _lines(console: Any, step: str) -> Advance:
    """Tells each tenth that is done."""
    told = 0

    def advance(done: int, total: int, note: str) -> None:
        nonlocal told
        tenth = 10 * done // max(total, 1)
        if tenth > told:
            told = tenth
            console.print(step.format(done=f"{done:,}", total=f"{total:,}"), markup=False, highlight=False)

    return advance


# ------------------------------------------------------------------------------------------------- comparison

SENTENCES = {
    "en": {
        "head": "{arms} arms x {worlds} worlds | {people} people | {days} days | seed {seed}",
        "head_one": "1 arm x {worlds} worlds | {people} people | {days} days | seed {seed}",
        "head_runs": "{kind}: at most {runs} runs | {people} people | {days} days | seed {seed}",
        "compiling": "first run of this version: compiling the engine, about a minute",
        "running": "running",
        "step": "running: {done} of {total}",
        "found": "{found} of {all} runs were finished before and kept in {folder}",
        "world": "world",
        "report": "report: {page}",
        "below": "Below each mean: difference from '{base}' in the same worlds [{level} interval, all arms at once]; '{base}': its own. "
        "A probability of being better is of one difference by itself.",
        "capped": "The precision asked for would take {wanted} worlds; study.max_replications allowed {worlds}.",
        "focus": "{first} against {second}: {metric} {diff} {unit}{bounds}, better with probability {p}.",
        "draws": "In {p} [{low}, {high}] of the worlds that the assumptions allow, {first} is ahead of {second}; of the variance, "
        "ignorance is {share}.",
        "draws_only": "In {p} [{low}, {high}] of the worlds that the assumptions allow, {first} is ahead of {second}.",
        "pairing": "Shared worlds divide the variance of these differences in {metric} by {gain}.",
        "to": "{low} to {high}",
    },
    "zh": {
        "head": "{arms}个方案 × {worlds}个世界 | {people}人 | {days}天 | 种子{seed}",
        "head_one": "1个方案 × {worlds}个世界 | {people}人 | {days}天 | 种子{seed}",
        "head_runs": "{kind}：最多{runs}次运行 | {people}人 | {days}天 | 种子{seed}",
        "compiling": "本版本首次运行：正在编译引擎，约需一分钟",
        "running": "运行中",
        "step": "运行中：{done}/{total}",
        "found": "{all}次运行中有{found}次此前已完成，保存在{folder}",
        "world": "世界",
        "report": "报告：{page}",
        "below": "均值下方：同一批模拟世界中与“{base}”之差 [{level} 区间，各方案同时成立]；“{base}”自身则为其区间。"
        "“更优的概率”只就单个差值而言。",
        "capped": "要达到所要求的精度需要 {wanted} 个世界，study.max_replications 只允许 {worlds} 个。",
        "focus": "{first} 对比 {second}：{metric} {diff} {unit}{bounds}，更优的概率 {p}。",
        "draws": "在假设所允许的世界里，有{p} [{low}, {high}] 是{first}领先于{second}；方差中无知占{share}。",
        "draws_only": "在假设所允许的世界里，有{p} [{low}, {high}] 是{first}领先于{second}。",
        "pairing": "共用同一批世界，使各方案{metric}之差的方差缩小 {gain} 倍。",
        "to": "{low} 到 {high}",
    },
}
KINDS: dict[str, dict[str, str]] = {"en": {}, "zh": {"sensitivity": "敏感性分析", "search": "策略寻优", "allocate": "预算分配"}}
MOST_FURTHER = 6  # digits; less is the rounding of floats
BRIEF_RULES, BRIEF_TRIAL = (1, 2, 6, 7), (0, 3, 4)  # columns of the report's tables of messages that fit on a terminal


def print_comparison(study: Any, plan: Plan, told: Mapping[str, Any] | None = None) -> None:
    """Arms by metrics: the mean in each cell and, below it, the difference from the baseline with its interval. told: the words of the
    page in its language, as in figures.json; None if it could not be written."""
    from rich.console import Console

    from siyu_sim.measure.catalogue import METRICS
    from siyu_sim.report.view import PlanView

    console = Console()
    lang = plan.report.languages[0]
    names = list(dict.fromkeys([plan.primary, *plan.metrics]))
    frame = study.compare(metrics=tuple(names))
    rows = {(row.arm, row.metric): row for row in frame.itertuples(index=False)}
    if told:
        console.print(told["headline"], style="bold", markup=False, highlight=False)
        console.print(told["sure"], markup=False, highlight=False)
        console.print()
    elif plan.focus:
        _print_focus(console, study, plan)
    for table in _tables(console, rows, plan, names):
        console.print(table)
        console.print()
    _print_messages(console, study, plan)

    if note := PlanView(plan, lang).branch_note:
        console.print(note, markup=False, highlight=False)

    def say(key: str, **values: str) -> None:
        console.print(SENTENCES[lang][key].format(**values), markup=False, highlight=False)

    if study.worlds.capped:
        say("capped", wanted=f"{study.worlds.wanted:,}", worlds=f"{study.replications:,}")
    if len(plan.arms) == 1:
        return
    primary = METRICS[plan.primary]
    if len(study.sisters):
        _print_draws(console, study, plan)
    say("below", base=_in(plan.arm(plan.baseline).label, lang), level=f"{100 * plan.study.confidence:.4g}%")
    gains = [row.vrf for (_, name), row in rows.items() if name == plan.primary and math.isfinite(row.vrf)]
    if gains:
        low, high = short(min(gains)), short(max(gains))
        gain = low if low == high else SENTENCES[lang]["to"].format(low=low, high=high)
        say("pairing", metric=_in(primary.label, lang), gain=gain)


def _print_focus(console: Any, study: Any, plan: Plan) -> None:
    """The difference that the question is about, in one sentence."""
    from siyu_sim.measure.catalogue import METRICS
    from siyu_sim.report.words import Words

    lang, (first, second), primary = plan.report.languages[0], plan.focus or ("", ""), METRICS[plan.primary]
    against = study.compare(baseline=second, metrics=(plan.primary,))
    row = next(row for row in against.itertuples(index=False) if row.arm == first)
    sentence = SENTENCES[lang]["focus"].format(
        first=_in(plan.arm(first).label, lang),
        second=_in(plan.arm(second).label, lang),
        metric=_in(primary.label, lang),
        diff=signed(row.diff, primary.unit, more := further(row.diff_low, row.diff_high, unit=primary.unit)),
        unit=Words(lang).text(f"unit.{primary.unit}"),
        bounds=_bounds(signed(row.diff_low, primary.unit, more), signed(row.diff_high, primary.unit, more)),
        p=probability(row.p_better),
    )
    console.print(sentence, style="bold", markup=False, highlight=False)


def _print_messages(console: Any, study: Any, plan: Plan) -> None:
    """Rules of one arm against their hold-outs, and what its test of scripts decided, if any; the report has all arms."""
    from rich.text import Text

    from siyu_sim.report import tables
    from siyu_sim.report.view import View
    from siyu_sim.terminal_tables import Column, blocks

    view = View(study, plan.report.languages[0])
    arms = {told.look.name: told for told in tables.messages(view)}
    if not arms:
        return
    told, w = arms.get(view.main) or next(iter(arms.values())), view.words
    for rows, title, first, columns, shown in (
        (told.rules, w.text("rules.table", arm=told.look.label), "rules.rule", tables.rule_heads(view), BRIEF_RULES),
        (told.trial, told.trial_title, "trial.text", tables.trial_heads(view), BRIEF_TRIAL),
    ):
        if not rows:
            continue
        console.print(title, markup=False, highlight=False)
        heads = [Column(columns[k], [Text(cells[k]) for _, _, cells in rows]) for k in shown]
        for table in blocks(console, w.text(first), [Text(name) for name, _, _ in rows], heads):
            console.print(table)
        console.print()
    note = w.text("table.note_one", level=f"{100 * view.level:.4g}%", worlds=study.replications)
    console.print(note, style="dim", markup=False, highlight=False)


def _print_draws(console: Any, study: Any, plan: Plan) -> None:
    """In how many of the worlds that the assumptions allow each arm is better, and how much of the spread is ignorance."""
    from siyu_sim.measure.catalogue import METRICS

    lang, better = plan.report.languages[0], METRICS[plan.primary].better
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


def _tables(console: Any, rows: dict, plan: Plan, names: Sequence[str]) -> Iterator[Any]:
    from rich.text import Text

    from siyu_sim.measure.catalogue import METRICS
    from siyu_sim.report.words import Words
    from siyu_sim.terminal_tables import Column, blocks

    lang, words = plan.report.languages[0], Words(plan.report.languages[0])
    stacked = console.width < NARROW
    columns = []
    for name in names:
        cells = [Text.from_markup(_cell(rows[arm.name, name], METRICS[name], stacked=stacked)) for arm in plan.arms]
        columns.append(Column(words.axis(METRICS[name].label[lang], METRICS[name].unit), cells))
    yield from blocks(console, words.text("table.arm"), [Text(_in(arm.label, lang)) for arm in plan.arms], columns)


def _in(texts: dict[str, str], lang: str) -> str:
    return texts.get(lang) or texts.get("en") or next(iter(texts.values()), "")


def _cell(row: Any, metric: Any, *, stacked: bool = False) -> str:
    """Mean and, below it, the difference with its interval, or an interval of its own; stacked: the interval on a third line."""
    from rich.markup import escape

    if math.isnan(row.mean):
        return number(row.mean)
    unit = metric.unit
    if math.isnan(row.diff):
        more = further(row.low, row.high, unit=unit)
        interval = "" if math.isnan(row.low) else _bounds(number(row.low, unit, more), number(row.high, unit, more))
        return f"{number(row.mean, unit, more)}\n[dim]{escape(interval.strip())}[/dim]"
    mean, more = number(row.mean, unit), further(row.diff_low, row.diff_high, unit=unit)
    bounds = _bounds(signed(row.diff_low, unit, more), signed(row.diff_high, unit, more)).replace("pp", "")
    below = bounds.replace(" [", "\n[", 1) if stacked else bounds
    difference = escape(f"{signed(row.diff, unit, more)}{below}")
    style = "dim"
    if metric.better in ("high", "low") and (row.diff_low > 0 or row.diff_high < 0):
        style = "green" if (row.diff > 0) == (metric.better == "high") else "red"
    return f"{mean}\n[{style}]{difference}[/{style}]"


def _bounds(low: str, high: str) -> str:
    """An interval after its mean; nothing where it has no width."""
    return "" if low == high else f" [{low}, {high}]"


def further(low: float, high: float, *, unit: str) -> int:
    """Digits beyond the usual ones with which the ends of an interval read as two numbers, and none but 0 as 0; none if they
    are equal but for the rounding of floats."""
    for more in range(MOST_FURTHER + 1):
        ends = {value: number(value, unit, more) for value in (low, high)}
        as_zero = (value for value, text in ends.items() if math.isfinite(value) and not any(c in "123456789" for c in text))
        if len(set(ends.values())) == 2 and not any(as_zero):
            return more
    return 0


def number(value: float, unit: str = "", more: int = 0) -> str:
    """A readable number: shares in per cent, large ones with separators, others with three digits and `more`; '-' for nan."""
    if math.isnan(value):
        return "-"
    if unit == "share":
        return f"{value:.{1 + more}%}"
    if math.isfinite(value) and abs(value) >= 1000:
        return f"{value:,.{more}f}"
    return short(value, more)


def short(value: float, more: int = 0) -> str:
    """Three digits, two below 0.1: 0.012, 4.56, 789, 12.3k, 4.56M. more: further digits."""
    if not math.isfinite(value):
        return "-" if math.isnan(value) else "inf" if value > 0 else "-inf"
    for limit, sign in ((999_500, "M"), (9_995, "k")):
        if abs(value) >= limit:
            return f"{value / (1e6 if sign == 'M' else 1e3):.{3 + more}g}{sign}"
    if abs(value) >= 999.5:
        return f"{value:.{more}f}"
    return f"{value:.{3 + more}g}" if abs(value) >= 0.1 else f"{value:.{2 + more}g}"


def signed(value: float, unit: str = "", more: int = 0) -> str:
    """The same for a difference: short, with its sign; shares in percentage points."""
    text = "-" if math.isnan(value) else f"{100 * value:.{1 + more}f}pp" if unit == "share" else number(value, more=more)
    return f"+{text}" if value > 0 else text
