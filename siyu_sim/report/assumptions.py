"""What each parameter rests on: a published figure, a choice of the strategist, or an assumption.

Evidence is stated for dotted paths and covers what lies below them; the longest path that covers a value decides.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from siyu_sim.report.paths import Paths
from siyu_sim.report.spreadsheet import guarded
from siyu_sim.report.words import TABLES, Words

if TYPE_CHECKING:
    import pandas as pd

    from siyu_sim.scenario.schema import Evidence
    from siyu_sim.study.plan import Plan

Kind = Literal["published", "assumption", "choice", "unstated"]
KINDS: tuple[Kind, ...] = ("published", "assumption", "choice", "unstated")
IN_WORDS = tuple(f"{name}_{lang}" for name in ("name", "text") for lang in TABLES)
COLUMNS = ("path", "value", "kind", "confidence", "low", "high", "stated", *IN_WORDS)  # of `frame`


@dataclass(frozen=True)
class Line:
    """One statement of evidence with the values it covers in the baseline scenario. values: (path below, value)."""

    path: str
    kind: Kind
    text: str
    confidence: str
    range: tuple[float, ...]
    values: tuple[tuple[str, Any], ...]


def leaves(data: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """(dotted path, value) of every value; lists are values."""
    if isinstance(data, Mapping) and data:
        for key, value in data.items():
            yield from leaves(value, f"{path}.{key}" if path else str(key))
    else:
        yield path, data


def in_force(scenario: dict[str, Any]) -> list[tuple[str, Any]]:
    """Every parameter that does something in a scenario: switched-off channels and an absent desk keep only their switch."""
    result = []
    for path, value in leaves(scenario):
        parts = path.split(".")
        off = (parts[0] == "channels" and len(parts) > 2 and not scenario["channels"][parts[1]]["active"]) or (
            parts[0] == "desk" and not scenario["desk"]["active"]
        )
        if not off or parts[-1] == "active":
            result.append((path, value))
    return result


def governing(path: str, evidence: Mapping[str, Evidence]) -> str | None:
    """The longest stated path that covers a value."""
    while path:
        if path in evidence:
            return path
        path = path.rpartition(".")[0]
    return None


def lines(plan: Plan) -> list[Line]:
    """One line for each statement that covers a parameter in force, and one for those without any."""
    from siyu_sim.study.experiment import one_line

    covered: dict[str | None, list[tuple[str, Any]]] = {}
    for path, value in in_force(plan.scenario.model_dump(mode="json")):
        covered.setdefault(governing(path, plan.evidence), []).append((path, value))
    result = []
    for stated, values in covered.items():
        if stated is None:
            result.append(Line("", "unstated", "", "", (), tuple(values)))
            continue
        evidence = plan.evidence[stated]
        text = one_line(evidence.source or evidence.assumption or evidence.choice or "")
        below = tuple((path[len(stated) + 1 :], value) for path, value in values)
        kind: Kind = evidence.kind  # type: ignore[assignment]
        result.append(Line(stated, kind, text, evidence.confidence or "", tuple(evidence.range or ()), below))
    order = {kind: k for k, kind in enumerate(KINDS)}
    return sorted(result, key=lambda line: (order[line.kind], line.path))


def counts(table: list[Line]) -> dict[Kind, int]:
    """Parameters by kind of evidence."""
    number: Counter[Kind] = Counter()
    for line in table:
        number[line.kind] += len(line.values)
    return {kind: number[kind] for kind in KINDS}


def frame(table: list[Line]) -> pd.DataFrame:
    """A row a parameter, for a file: its path and value as they are typed, kind, confidence, the range of a number (low, high; NaN
    where none is stated), the path that the evidence is stated for, and in each language its name and what it rests on. Text is
    guarded against being taken for a formula."""
    import pandas as pd

    languages = {lang: Paths(Words(lang)) for lang in TABLES}
    rows = []
    for line in table:
        for below, value in line.values:
            path = f"{line.path}.{below}".strip(".")
            number = isinstance(value, int | float) and not isinstance(value, bool)
            low, high = (line.range[0], line.range[-1]) if number and line.range else (math.nan, math.nan)
            row = {
                "path": path,
                "kind": line.kind,
                "confidence": line.confidence,
                "low": low,
                "high": high,
                "stated": line.path,
            }
            row |= {f"name_{lang}": paths.label(path) for lang, paths in languages.items()}
            row |= {f"text_{lang}": paths.evidence(line.text)[0] for lang, paths in languages.items()}
            row = {name: guarded(cell) for name, cell in row.items()}
            rows.append({**row, "value": typed(value) if number else guarded(typed(value))})
    return pd.DataFrame(rows, columns=list(COLUMNS))


def typed(value: Any) -> str:
    """As JSON, a word without quotes unless it would read as something else."""
    return value if isinstance(value, str) and read(value) == value else json.dumps(value, ensure_ascii=False)


def read(cell: str) -> Any:
    """The value that was `typed`."""
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        return cell
