"""The table of assumptions: a row a parameter in force in the baseline, its value in words and what it rests on."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from siyu_sim.report import assumptions
from siyu_sim.report.paths import Paths
from siyu_sim.report.spreadsheet import unguarded
from siyu_sim.report.words import Words

if TYPE_CHECKING:
    import pandas as pd

NAME = "assumptions"
TEXT = ("stated", "confidence", *assumptions.IN_WORDS)  # columns that stay text even where they look like numbers
# of the table as it is shown → how a sheet shows them
UNITS = {
    "name": "prose",
    "value": "given",
    "kind": "",
    "confidence": "",
    "low": "given",
    "high": "given",
    "text": "prose",
    "meaning": "prose",
    "path": "",
    "stated": "",
}


def has_all(frame: pd.DataFrame) -> bool:
    """Whether it is such a table; a folder from a stranger may have anything under that name."""
    return set(assumptions.COLUMNS) <= set(frame.columns)


def as_written(frame: pd.DataFrame) -> pd.DataFrame:
    """Without the guard against formulas that the file has."""
    return frame.map(unguarded)


def in_words(frame: pd.DataFrame, words: Words) -> pd.DataFrame:
    """With the columns of UNITS. Numbers stay numbers."""
    import pandas as pd

    paths = Paths(words)
    rows = []
    for row in frame.to_dict("records"):
        path, kind, sure = row["path"], row["kind"], row["confidence"]
        rows.append(
            {
                "name": row[f"name_{words.lang}"],
                "value": _value(paths, path, row["value"]),
                "kind": words.table.get(f"kind.{kind}", kind),
                "confidence": words.table.get(f"confidence.{sure}", sure),
                "low": row["low"],
                "high": row["high"],
                "text": row[f"text_{words.lang}"],
                "meaning": paths.meaning(path),
                "path": path,
                "stated": row["stated"],
            }
        )
    return pd.DataFrame(rows, columns=list(UNITS), dtype=object)


def _value(paths: Paths, path: str, cell: Any) -> Any:
    """A finite number as it is, anything else in words."""
    value = assumptions.read(cell) if isinstance(cell, str) else cell
    plain = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e300 and math.isfinite(value)
    return value if plain else paths.given(path, value)
