"""What is told while a study runs, on stderr: a bar with the time left, or lines now and then in a log."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from siyu_sim.language import Language, Said, tell

if TYPE_CHECKING:
    from siyu_sim.study.plan import Plan

Advance = Callable[[int, int, str], None]
KINDS = {"sensitivity": Said("sensitivity"), "search": Said("search"), "allocate": Said("allocation")}
BAR = 76  # columns of a window from which a bar has room beside its words
NOTE, REST = 32, 26  # columns of what is being done, and of the count and the time left


@contextmanager
def progress(plan: Plan, lang: Language, *, runs: int | None = None, quiet: bool = False) -> Iterator[Advance | None]:
    """Gives `advance(done, total, note)`, or None when quiet. runs: of a study of another kind than a comparison of all arms in
    all worlds."""
    if quiet:
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from siyu_sim.terminal.prose import prose

    console = Console(stderr=True)
    for line, style in _head(plan, lang, runs):
        prose(console, line, style)
    total = len(plan.arms) * plan.study.replications if runs is None else runs
    if not console.is_terminal:  # a log: a line now and then, nothing drawn again
        yield _lines(console, lang)
        return
    from rich.table import Column

    room = max(12, min(NOTE, console.width - REST))  # all notes have the same, so that nothing jumps
    note = Column(overflow="ellipsis", no_wrap=True, min_width=room, max_width=room)
    columns = (
        TextColumn("{task.description}", markup=False, table_column=note),
        *([BarColumn(bar_width=min(40, console.width - room - REST))] if console.width >= BAR else []),
        MofNCompleteColumn(),
        TimeRemainingColumn(elapsed_when_finished=True),
    )
    with Progress(*columns, console=console) as bar:
        running = tell(Said("running"), lang)
        task = bar.add_task(running, total=total)

        def advance(done: int, total: int, note: str) -> None:
            bar.update(task, completed=done, total=total, description=tell(note, lang) or running)

        yield advance


def _head(plan: Plan, lang: Language, runs: int | None) -> Iterator[tuple[str, str]]:
    """(line, style): what is going to be run, and what was hardly meant."""
    from siyu_sim.report import notices
    from siyu_sim.report.words import Words

    words, scenario, study = Words(lang), plan.scenario, plan.study
    size = Said(
        "{people} people | {days} days | seed {seed}",
        people=f"{scenario.market.size:,}",
        days=f"{scenario.horizon_days:g}",
        seed=study.seed,
    )
    worlds = f"{study.replications:,}"
    if runs is not None:
        kind = KINDS.get(study.kind, study.kind)
        head = Said("{kind}: at most {runs} runs | {size}", kind=kind, runs=f"{runs:,}", size=size)
    elif len(plan.arms) > 1:
        head = Said("{arms} arms x {worlds} worlds | {size}", arms=f"{len(plan.arms):,}", worlds=worlds, size=size)
    else:
        head = Said("1 arm x {worlds} worlds | {size}", worlds=worlds, size=size)
    business = plan.business if lang == "en" else words.or_name("business", plan.business)
    yield " | ".join(part for part in (plan.name, business, tell(head, lang)) if part), ""
    for sentence in notices.statements(plan, lang):
        yield words.text("notice.told", sentence=words.plain(sentence)), "yellow"
    if study.engine == "fast" and not _compiled():
        yield tell(Said("first run of this version: compiling the engine, about a minute"), lang), ""


def _compiled() -> bool:
    from siyu_sim.engine.sweep import sweep_rows
    from siyu_sim.jit import is_warm

    return is_warm(sweep_rows)


def _lines(console: Any, lang: Language) -> Advance:
    """Tells each tenth that is done and how long the rest may take, by the pace since the first: before it lies the compiling."""
    told, since, first = 0, 0.0, 0

    def advance(done: int, total: int, note: str) -> None:
        nonlocal told, since, first
        tenth = 10 * done // max(total, 1)
        if tenth <= told:
            return
        told = tenth
        if not first:
            since, first = time.monotonic(), done
        left = (time.monotonic() - since) * (total - done) / max(done - first, 1)
        if first < done < total and left >= 1:
            pace = _duration(left)
            line = Said("running: {done} of {total}, about {left} left", done=f"{done:,}", total=f"{total:,}", left=pace)
        else:
            line = Said("running: {done} of {total}", done=f"{done:,}", total=f"{total:,}")
        console.print(tell(line, lang), markup=False, highlight=False, soft_wrap=True)

    return advance


def _duration(seconds: float) -> Said:
    if seconds < 60:
        return Said("{seconds} s", seconds=f"{seconds:.0f}")
    if seconds < 3600:
        return Said("{minutes} min", minutes=f"{seconds / 60:.0f}")
    return Said("{hours} h {minutes} min", hours=f"{seconds // 3600:.0f}", minutes=f"{seconds % 3600 // 60:.0f}")
