"""Summaries as one small Apache Parquet table, and back, to the last bit.

One row holds one named list: numbers in `values` (NumPy type in `dtype`) or words in `texts`. The schema's metadata holds what
the file is about and a digest of all rows, so that a damaged file is told from a sound one.
"""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Mapping
from io import BytesIO
from typing import Any, NamedTuple

import numpy as np

from siyu_sim.language import Said
from siyu_sim.operator.strategies.levers import Decision
from siyu_sim.study.summary import Summary

ABOUT = b"siyu_sim"
SCALARS = ("events", "seconds", "granted", "unspent")
TREE = ("node", "parent", "day", "orders")


class Damaged(ValueError):
    """The bytes are not those of a result as it was written."""


class _Line(NamedTuple):
    part: int
    name: str
    dtype: str  # of numbers; "": texts
    values: np.ndarray
    texts: list[str]


def encode(summaries: list[Summary], about: Mapping[str, Any]) -> bytes:
    """The file's content; `about` is plain JSON for its metadata."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    lines = [line for part, summary in enumerate(summaries) for line in _lines(part, summary)]
    text = json.dumps({**about, "digest": _digest(lines)}, ensure_ascii=False)
    table = pa.table(
        {
            "part": pa.array([line.part for line in lines], pa.int16()),
            "name": pa.array([line.name for line in lines], pa.string()),
            "dtype": pa.array([line.dtype for line in lines], pa.string()),
            "values": _lists(pa, [line.values for line in lines]),
            "texts": pa.array([line.texts for line in lines], pa.list_(pa.string())),
        }
    ).replace_schema_metadata({ABOUT: text})
    out = BytesIO()
    pq.write_table(table, out, compression="zstd", use_dictionary=["name", "dtype"], write_statistics=False)
    return out.getvalue()


def decode(content: bytes) -> list[Summary]:
    """Raises Damaged."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(BytesIO(content), use_threads=False)
        about = json.loads(table.schema.metadata[ABOUT])
        lines = [
            _Line(part, name, dtype, values, texts)
            for part, name, dtype, values, texts in zip(
                *(table[column].to_pylist() for column in ("part", "name", "dtype")),
                _arrays(table["values"]),
                table["texts"].to_pylist(),
                strict=True,
            )
        ]
        if about["digest"] != _digest(lines):
            raise Damaged(Said("its content differs from what was written"))
        return _summaries(lines)
    except Damaged:
        raise
    except (pa.ArrowException, OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        reason = next(iter(str(error).splitlines()), "") or type(error).__name__
        raise Damaged(reason) from error


def about(content: bytes) -> dict[str, Any]:
    """What a file says of itself, without reading its rows. Raises Damaged."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        found = json.loads(pq.read_schema(BytesIO(content)).metadata[ABOUT])
    except (pa.ArrowException, OSError, ValueError, LookupError, TypeError) as error:
        raise Damaged(next(iter(str(error).splitlines()), "") or type(error).__name__) from error
    return found


def _lists(pa, arrays: list[np.ndarray]):
    """A column of lists of doubles without a Python object for every number."""
    ends = np.cumsum([0, *(len(array) for array in arrays)]).astype(np.int32)
    flat = np.concatenate([np.empty(0), *arrays])
    return pa.ListArray.from_arrays(pa.array(ends), pa.array(flat, pa.float64()))


def _arrays(column) -> list[np.ndarray]:
    lists = column.combine_chunks()
    flat = lists.values.to_numpy(zero_copy_only=False)
    ends = lists.offsets.to_numpy()
    return [flat[a:b] for a, b in itertools.pairwise(ends.tolist())]


def _lines(part: int, s: Summary):
    nothing = np.empty(0)
    names = list(s.metrics)
    yield _Line(part, "scalars", "f8", np.array([getattr(s, name) for name in SCALARS], float), list(SCALARS))
    yield _Line(part, "metrics", "f8", np.array([s.metrics[name] for name in names], float), names)
    for table, columns in s.tables.items():
        for column, given in columns.items():
            values = np.asarray(given)
            if values.dtype.kind in "US":
                yield _Line(part, f"{table}/{column}", "", nothing, values.tolist())
            else:
                yield _Line(part, f"{table}/{column}", values.dtype.str, values.astype(float), [])
    for tree in s.trees:
        yield _Line(part, "tree", "f8", np.array(tree, float).reshape(-1), [])
    if s.decisions:
        for name, changed in zip(Decision._fields, zip(*s.decisions, strict=True), strict=True):
            if isinstance(changed[0], str):
                yield _Line(part, f"decisions.{name}", "", nothing, list(changed))
            else:
                yield _Line(part, f"decisions.{name}", "f8", np.array(changed, float), [])
    yield _Line(part, "seed", "", nothing, [str(s.seed)])  # beyond 2**53 a double would round it


def _digest(lines: list[_Line]) -> str:
    heads = json.dumps([[line.part, line.name, line.dtype, len(line.values), line.texts] for line in lines])
    numbers = np.concatenate([np.empty(0), *(line.values for line in lines)]).astype("<f8", copy=False)
    return hashlib.sha256(heads.encode() + numbers.tobytes()).hexdigest()


def _summaries(lines: list[_Line]) -> list[Summary]:
    found: dict[int, dict[str, Any]] = {}
    for part, name, dtype, values, texts in lines:
        s = found.setdefault(part, {"metrics": {}, "tables": {}, "trees": [], "decisions": {}})
        if name == "scalars":
            s.update(zip(texts, values.tolist(), strict=True))
        elif name == "metrics":
            s["metrics"] = dict(zip(texts, values.tolist(), strict=True))
        elif name == "seed":
            s["seed"] = int(texts[0])
        elif name == "tree":
            nodes = values.reshape(-1, len(TREE)).tolist()
            s["trees"].append([(int(node), int(parent), day, int(orders)) for node, parent, day, orders in nodes])
        elif name.startswith("decisions."):
            s["decisions"][name.partition(".")[2]] = values.tolist() if dtype else texts
        else:
            table, _, column = name.partition("/")
            s["tables"].setdefault(table, {})[column] = values.astype(dtype) if dtype else np.array(texts, str)
    return [_summary(s) for s in found.values()]


def _summary(s: dict[str, Any]) -> Summary:
    columns = [s["decisions"][name] for name in Decision._fields] if s["decisions"] else []
    decisions = tuple(Decision(*row) for row in zip(*columns, strict=True))
    numbers = int(s["events"]), s["seconds"], s["granted"], s["unspent"]
    return Summary("", s["seed"], s["metrics"], s["tables"], s["trees"], *numbers, decisions)
