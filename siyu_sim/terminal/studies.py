"""What the command line shows at the end of a study that is no comparison of arms."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import compress
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from siyu_sim.language import Language
from siyu_sim.language.folding import fold, narrowest
from siyu_sim.terminal import language
from siyu_sim.terminal.comparison import print_answer
from siyu_sim.terminal.numbers import short, signed
from siyu_sim.terminal.prose import prose

if TYPE_CHECKING:
    from siyu_sim.report.parts import Table
    from siyu_sim.report.plain import Said
    from siyu_sim.report.view import PlanView
    from siyu_sim.study.allocate import Allocation
    from siyu_sim.study.search import Search
    from siyu_sim.study.sensitivity import Sensitivity

MOST_ROWS = 20
NAMES = 24
LEAST = 20  # columns of a terminal that a cell needs at most before it is folded
WIDE = 120  # columns of a terminal from which the ends of the ranges have room


def print_sensitivity(found: Sensitivity, lang: Language | None = None) -> None:
    """The verdict in a sentence or two, and a line for each assumption that was looked at closely."""
    from siyu_sim.report.figures.sensitivity import Look, crossing, size
    from siyu_sim.report.sensitivity import said
    from siyu_sim.report.verdicts import findings
    from siyu_sim.report.view import PlanView
    from siyu_sim.terminal.console import Console

    console = Console()
    lang = lang or language(found.plan)
    look = Look(PlanView(found.plan, lang), found, findings(found))
    w, answer = look.view.words, said(look)
    shares = dict(zip(found.shares["path"], found.shares["total"], strict=True))
    columns = ["path", "value", "range", "at", "low", "high", "share"][: None if console.width >= WIDE else 4]
    rows = []
    for flip in found.flips.head(MOST_ROWS).to_dict("records"):
        one = look.one(flip["path"])
        curve = found.curves[found.curves["path"] == one.path].to_dict("records")
        share = shares.get(one.path, math.nan)
        cells = (
            one.path,
            size(one.value),
            w.text("sens.between", low=size(one.low), high=size(one.high)),
            w.text("sens.never") if math.isnan(flip["at"]) else crossing(flip["at"]),
            *(_difference(end, look.unit, lang) for end in (curve[0], curve[-1])),
            "-" if math.isnan(share) else f"{min(max(share, 0.0), 1.0):.0%}",
        )
        rows.append((cells[: len(columns)], "bold" if flip["decides"] else ""))
    _print_table(console, [w.text(f"sens.head.{key}") for key in columns], rows)
    prose(console, look.what)
    _print_said(console, look.view, answer)


def print_search(found: Search, lang: Language | None = None) -> None:
    """The answer in words, what fresh worlds say of it, and what to type."""
    from siyu_sim.report.search import confirmed, search_page, what_to_type
    from siyu_sim.report.view import PlanView

    view = PlanView(found.plan, lang or language(found.plan))
    _print_page(view, search_page(found).said, [confirmed(view, found), what_to_type(view, found.overrides, found.arm)])


def print_allocation(found: Allocation, lang: Language | None = None) -> None:
    """The answer in words, the split, and what one step more of each lever would bring."""
    from siyu_sim.report.search import allocation_page, next_yuan, split, what_to_type
    from siyu_sim.report.view import PlanView

    view = PlanView(found.plan, lang or language(found.plan))
    tables = [split(view, found), next_yuan(view, found), what_to_type(view, {"best": found.overrides}, found.arm)]
    _print_page(view, allocation_page(found).said, tables)


def _print_page(view: PlanView, said: Said, tables: Sequence[Table]) -> None:
    from siyu_sim.terminal.console import Console

    console = Console()
    for k, table in enumerate(table for table in tables if table.rows):
        if k:
            console.print()
        console.print(_grid(table, console.width))
    _print_said(console, view, said)


def _print_said(console: Any, view: PlanView, said: Said) -> None:
    """The answer last, where the eye is when a run ends."""
    w = view.words
    for k, reason in enumerate(said.reasons):
        if k == 0:
            console.print()
        prose(console, w.plain(reason), first="- ", rest="  ")
    warnings = [w.plain(warning) for warning in said.warnings]
    banner = w.plain(said.banner) if said.banner else None
    told = {"headline": w.plain(said.headline), "sure": w.plain(said.sure), "banner": banner, "warnings": warnings}
    print_answer(console, told, view.lang)


def _grid(table: Table, width: int) -> Any:
    """A table of the page for a terminal of so many columns: where it is too wide, halves of intervals and ends of paths take lines of
    their own, and no number is broken."""
    from rich import box
    from rich.cells import cell_len
    from rich.markup import escape
    from rich.table import Table as Drawn

    rows = [[str(cell.striptags()) if isinstance(cell, Markup) else cell for cell in row] for row in table.rows]
    told = [k == 0 or any(row[k] for row in rows) for k in range(len(table.heads))]  # what no row has takes no room
    heads, rows = list(compress(table.heads, told)), [list(compress(row, told)) for row in rows]
    room = width - 3 * len(heads)
    if sum(_widths(heads, rows, cell_len)) > room:
        rows = [[_narrow(cell) for cell in row] for row in rows]
    words = [
        max(narrowest(line.replace("± ", "±")) for cell in column for line in cell.split("\n")) + 1
        for column in zip(heads, *rows, strict=True)
    ]
    cells = _widths([""] * len(heads), rows, cell_len)
    lines = [max(narrowest(head), wide) for head, wide in zip(heads, cells, strict=True)]
    widths = _widths(heads, rows, cell_len)
    while sum(widths) > room:  # heads are folded first, then texts between their words, then whatever is widest
        for least in (lines, words, [1] * len(widths)):
            spare = [k for k, wide in enumerate(widths) if wide > min(least[k], LEAST)]
            if spare:
                break
        widths[max(spare, key=lambda k: widths[k])] -= 1
    drawn = Drawn(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False, show_edge=False)
    for k, (head, wide) in enumerate(zip(heads, widths, strict=True)):
        left = k == 0 or table.text
        drawn.add_column(escape(_folded(head, wide)), justify="left" if left else "right", overflow="fold", width=wide)
    for k, row in enumerate(rows):
        folded = [escape(_folded(cell, wide)) for cell, wide in zip(row, widths, strict=True)]
        drawn.add_row(*folded, style="bold" if k in table.marked else None)
    return drawn


def _folded(cell: str, width: int) -> str:
    return "\n".join(fold(line, width) for line in cell.split("\n"))


def _widths(heads: Sequence[str], rows: Sequence[Sequence[str]], size: Callable[[str], int]) -> list[int]:
    """Of each column, the longest line."""
    return [max(size(line) for cell in column for line in cell.split("\n")) for column in zip(heads, *rows, strict=True)]


def _narrow(cell: str) -> str:
    if " " not in cell and cell.count(".") > 1:  # a path
        return "\n.".join(cell.rsplit(".", 1))
    return cell.replace(" ±", "\n±")


def _difference(end: dict[str, float], unit: str, lang: Language) -> str:
    low, high = (short(end[key], lang=lang) for key in ("diff_low", "diff_high"))
    return signed(end["diff"], unit, lang=lang) + (f" [{low}, {high}]" if unit != "share" else "")


def _print_table(console: Any, heads: Sequence[str], rows: Sequence[tuple[Sequence[str], str]]) -> None:
    """rows: (cells, style); the first cell names the row."""
    from rich.text import Text

    from siyu_sim.terminal.tables import Column, blocks

    columns = [Column(head, [Text(cells[k], style) for cells, style in rows]) for k, head in enumerate(heads)][1:]
    names = [Text(cells[0], style) for cells, style in rows]
    for table in blocks(console, heads[0], names, columns, most_names=max(NAMES, console.width // 2)):
        console.print(table)
        console.print()
