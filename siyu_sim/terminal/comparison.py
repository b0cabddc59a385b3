"""The comparison of the arms, as a terminal shows it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from siyu_sim.language import Language, Said, tell
from siyu_sim.terminal import NARROW, language
from siyu_sim.terminal.numbers import POINTS, bounds, further, number, probability, short, signed
from siyu_sim.terminal.prose import prose

if TYPE_CHECKING:
    from siyu_sim.study.plan import Plan

MOST_GAIN = 1e6  # beyond that the two arms are one but for the rounding of floats
BRIEF_RULES, BRIEF_TRIAL = (1, 2, 6, 7), (0, 3, 4)  # columns of the report's tables of messages that fit on a terminal


def print_comparison(study: Any, plan: Plan, told: Mapping[str, Any] | None = None, lang: Language | None = None) -> None:
    """Arms by metrics: the mean in each cell and, below it, the difference from the baseline with its interval; then what it
    comes to, where the eye is when a run ends. told: the words of the page in `lang`, as in figures.json; None if it could not
    be written."""
    from siyu_sim.report import limits
    from siyu_sim.terminal.console import Console

    console, lang = Console(), lang or language(plan)
    names = list(dict.fromkeys([plan.primary, *plan.metrics]))
    frame = limits.cut(study.compare(metrics=tuple(names)))
    rows = {(row.arm, row.metric): row for row in frame.itertuples(index=False)}
    for table in _tables(console, rows, plan, names, lang):
        console.print(table)
        console.print()
    _print_messages(console, study, lang)
    for note in _notes(study, plan, rows, lang):
        prose(console, note)
    if told:
        print_answer(console, told, lang)
    elif plan.focus:
        prose(console, tell(_focus(study, plan, plan.focus, lang), lang), "bold")


def print_answer(console: Any, told: Mapping[str, Any], lang: str) -> None:
    """The verdict, how sure it is, whether it rests on assumptions and what to beware of: the words of the page's first screen."""
    from siyu_sim.report.words import Words

    console.print()
    prose(console, told["headline"], "bold")
    prose(console, told["sure"])
    for sentence in (*filter(None, (told.get("banner"),)), *told.get("warnings", ())):
        prose(console, Words(lang).text("notice.told", sentence=sentence), "yellow")


def _notes(study: Any, plan: Plan, rows: Mapping[tuple[str, str], Any], lang: Language) -> Iterator[str]:
    """How to read the tables, and on what they rest."""
    from siyu_sim.measure.catalogue import METRICS
    from siyu_sim.report.view import PlanView

    if note := PlanView(plan, lang).branch_note:
        yield note
    if study.worlds.capped:
        told = Said(
            "The precision asked for would take {wanted} worlds; study.max_replications allowed {worlds}.",
            wanted=f"{study.worlds.wanted:,}",
            worlds=f"{study.replications:,}",
        )
        yield tell(told, lang)
    if len(plan.arms) == 1:
        return
    if len(study.sisters):
        yield from _draws(study, plan, lang)
    told = Said(
        "Below each mean: difference from '{base}' in the same worlds [{level} interval, all arms at once]; '{base}': its own. "
        "A probability of being better is of one difference by itself.",
        base=_in(plan.arm(plan.baseline).label, lang),
        level=PlanView(plan, lang).level_text,
    )
    yield tell(told, lang)
    gains = [row.vrf for (_, name), row in rows.items() if name == plan.primary and row.vrf < MOST_GAIN]
    if gains:
        low, high = short(min(gains), lang=lang), short(max(gains), lang=lang)
        gain = low if low == high else Said("{low} to {high}", low=low, high=high)
        metric = _in(METRICS[plan.primary].label, lang)
        yield tell(
            Said(
                "The same people in every arm do the work of {gain} times as many worlds ({metric}).", metric=metric, gain=gain
            ),
            lang,
        )


def _focus(study: Any, plan: Plan, pair: tuple[str, str], lang: Language) -> Said:
    """The difference that the question is about, in one sentence."""
    from siyu_sim.measure.catalogue import METRICS
    from siyu_sim.report.words import Words

    (first, second), primary = pair, METRICS[plan.primary]
    against = study.compare(baseline=second, metrics=(plan.primary,))
    row = next(row for row in against.itertuples(index=False) if row.arm == first)
    return Said(
        "{first} against {second}: {metric} {diff} {unit}{bounds}, better with probability {p}.",
        first=_in(plan.arm(first).label, lang),
        second=_in(plan.arm(second).label, lang),
        metric=_in(primary.label, lang),
        diff=signed(row.diff, primary.unit, more := further(row.diff_low, row.diff_high, unit=primary.unit), lang),
        unit=Words(lang).text(f"unit.{primary.unit}"),
        bounds=bounds(*(signed(end, primary.unit, more, lang) for end in (row.diff_low, row.diff_high))),
        p=probability(row.p_better),
    )


def _print_messages(console: Any, study: Any, lang: Language) -> None:
    """Rules of one arm against their hold-outs, and what its test of scripts decided, if any; the report has all arms."""
    from rich.text import Text

    from siyu_sim.report import tables
    from siyu_sim.report.view import View
    from siyu_sim.terminal.tables import Column, blocks

    view = View(study, lang)
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
        prose(console, title)
        heads = [Column(columns[k], [Text(cells[k]) for _, _, cells in rows]) for k in shown]
        for table in blocks(console, w.text(first), [Text(name) for name, _, _ in rows], heads):
            console.print(table)
        console.print()
    note = w.text("table.note_one", level=view.level_text, worlds=study.replications)
    prose(console, note, "dim")


def _draws(study: Any, plan: Plan, lang: Language) -> Iterator[str]:
    """In how many of the worlds that the assumptions allow each arm is better, and how much of the spread is ignorance."""
    from siyu_sim.measure.catalogue import METRICS

    better = METRICS[plan.primary].better
    for row in study.uncertainty().itertuples(index=False):
        ahead = row.arm if (row.mean >= 0) == (better != "low") else plan.baseline
        behind = plan.baseline if ahead == row.arm else row.arm
        yield tell(
            Said(
                "In {p} [{low}, {high}] of the worlds that the assumptions allow, {first} is ahead of {second}.",
                p=f"{row.p_right:.0%}",
                low=f"{row.p_right_low:.0%}",
                high=f"{row.p_right_high:.0%}",
                first=_in(plan.arm(ahead).label, lang),
                second=_in(plan.arm(behind).label, lang),
            ),
            lang,
        )
        if math.isfinite(row.ignorance):
            share = f"{row.ignorance:.0%}"
            yield tell(Said("Of the variance of that difference, ignorance is {share}.", share=share), lang)


def _tables(console: Any, rows: dict, plan: Plan, names: Sequence[str], lang: Language) -> Iterator[Any]:
    from rich.text import Text

    from siyu_sim.measure.catalogue import METRICS
    from siyu_sim.report import limits
    from siyu_sim.report.words import Words
    from siyu_sim.terminal.tables import Column, blocks

    words, stacked = Words(lang), console.width < NARROW
    columns = []
    for name in names:
        metric, possible = METRICS[name], limits.of_metric(name)
        found = [_cell(rows[arm.name, name], metric, lang, stacked=stacked, possible=possible) for arm in plan.arms]
        columns.append(Column(words.axis(metric.label[lang], metric.unit), [Text.from_markup(cell) for cell in found]))
    yield from blocks(console, words.text("table.arm"), [Text(_in(arm.label, lang)) for arm in plan.arms], columns)


def _in(texts: dict[str, str], lang: str) -> str:
    return texts.get(lang) or texts.get("en") or next(iter(texts.values()), "")


def _cell(
    row: Any,
    metric: Any,
    lang: Language = "en",
    *,
    stacked: bool = False,
    possible: tuple[float, float] = (-math.inf, math.inf),
) -> str:
    """Mean and, below it, the difference with its interval, or an interval of its own, cut to what is possible, as on the page;
    stacked: the interval on a third line."""
    from rich.markup import escape

    if math.isnan(row.mean):
        return number(row.mean)
    unit = metric.unit
    if math.isnan(row.diff):
        more = further(row.low, row.high, unit=unit)
        low, high = max(row.low, possible[0]), min(row.high, possible[1])
        interval = "" if math.isnan(row.low) else bounds(number(low, unit, more), number(high, unit, more))
        return f"{number(row.mean, unit, more)}\n[dim]{escape(interval.strip())}[/dim]"
    mean, more = number(row.mean, unit), further(row.diff_low, row.diff_high, unit=unit)
    ends = (signed(end, unit, more, lang).removesuffix(POINTS[lang]) for end in (row.diff_low, row.diff_high))
    around = bounds(*ends)
    below = around.replace(" [", "\n[", 1) if stacked else around
    difference = escape(f"{signed(row.diff, unit, more, lang)}{below}")
    style = "dim"
    if metric.better in ("high", "low") and (row.diff_low > 0 or row.diff_high < 0):
        style = "green" if (row.diff > 0) == (metric.better == "high") else "red"
    return f"{mean}\n[{style}]{difference}[/{style}]"
