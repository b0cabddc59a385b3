"""Tables of a terminal of any width: no cell is broken; what does not fit beside the names comes below, in a block of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

NAMES, LEAST_NAMES = 28, 10  # columns that names of rows may take, and must have
GAP = 3  # between columns
HEAD = 22  # a head is folded to so many columns, or to as many as its cells take


@dataclass(frozen=True)
class Column:
    """head: plain text. cells: one a row, with lines of their own."""

    head: str
    cells: Sequence[Text]


def blocks(
    console: Console, names_head: str, names: Sequence[Text], columns: Sequence[Column], most_names: int = NAMES
) -> Iterator[Any]:
    """Tables that together hold all columns, each as wide as the console at most, in which every row has its name."""
    widths = [_width(console, column) for column in columns]
    room = console.width - max(widths, default=0) - GAP
    longest = max(_cells(names_head), *(name.cell_len for name in names))
    names_width = max(LEAST_NAMES, min(most_names, longest, room))
    start = 0
    while start < len(columns):
        end, used = start + 1, names_width + GAP + widths[start]
        while end < len(columns) and used + GAP + widths[end] <= console.width:
            used += GAP + widths[end]
            end += 1
        yield _table(names_head, names, columns[start:end], names_width, widths[start:end])
        start = end


def _width(console: Console, column: Column) -> int:
    """That no cell is broken in, nor a word of the head."""
    cells = max((line.cell_len for cell in column.cells for line in cell.split("\n")), default=0)
    words = max((_cells(word) for word in column.head.split()), default=0) if column.head.isascii() else 0
    head = min(_cells(column.head), max(HEAD, cells))
    return max(1, min(max(cells, words, head), console.width - LEAST_NAMES - GAP))


def _cells(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(text)


def _table(names_head: str, names: Sequence[Text], columns: Sequence[Column], names_width: int, widths: Sequence[int]) -> Any:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False, show_edge=False)
    table.add_column(Text(names_head), width=names_width, overflow="fold")
    for column, width in zip(columns, widths, strict=True):
        table.add_column(Text(column.head), justify="right", width=width, overflow="fold")
    for k, name in enumerate(names):
        table.add_row(name, *(column.cells[k] for column in columns))
    return table
