"""Summaries as they come in, in bounded memory: measures of all runs at hand, the tables of many runs on disk.

`Summaries` is a sequence of all of them. Up to a size they are kept as they are; beyond, they go to a temporary file without a
name, which vanishes with the process, and are read back one by one.
"""

from __future__ import annotations

import pickle
import tempfile
from array import array
from collections.abc import Iterator, Sequence
from typing import IO, overload

import numpy as np

from siyu_sim.study.summary import Summary

IN_MEMORY = 64 << 20  # bytes


class Summaries(Sequence[Summary]):
    """Append-only. Arms and measures of every summary are at hand without reading it."""

    def __init__(self, summaries: Sequence[Summary] = ()) -> None:
        self.arms: list[str] = []
        self.seeds: list[int] = []
        self._names: tuple[str, ...] = ()
        self._metrics = array("d")
        self._places: dict[str, list[int]] = {}  # of each arm
        self._live: list[Summary] = []
        self._bytes = 0
        self._file: IO[bytes] | None = None
        self._starts: list[int] = []
        for summary in summaries:
            self.append(summary)

    def append(self, summary: Summary) -> None:
        if not self.arms:
            self._names = tuple(summary.metrics)
        self._places.setdefault(summary.arm, []).append(len(self.arms))
        self.arms.append(summary.arm)
        self.seeds.append(summary.seed)
        self._metrics.extend(summary.metrics[name] for name in self._names)
        if self._file is None:
            self._live.append(summary)
            self._bytes += _size(summary)
            if self._bytes > IN_MEMORY:
                self._spill()
        else:
            self._write(summary)

    @property
    def metrics(self) -> dict[str, np.ndarray]:
        """Every measure of every summary, name → shape (len(self),)."""
        table = np.array(self._metrics).reshape(len(self.arms), len(self._names))
        return dict(zip(self._names, table.T, strict=True))

    def metric(self, arm: str, name: str) -> np.ndarray:
        """Of one arm by world, shape (worlds,). Raises KeyError."""
        if name not in self._names:
            raise KeyError(f"no measure '{name}'")
        table = np.frombuffer(self._metrics, float).reshape(len(self.arms), len(self._names))
        return table[self._places.get(arm, []), self._names.index(name)]

    def of(self, arm: str) -> Iterator[Summary]:
        """The summaries of one arm, by world."""
        return (self[k] for k in self._places.get(arm, []))

    def _spill(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="siyu_sim-")  # noqa: SIM115 (lives as long as this object)
        for summary in self._live:
            self._write(summary)
        self._live.clear()

    def _write(self, summary: Summary) -> None:
        assert self._file is not None
        self._file.seek(0, 2)
        self._starts.append(self._file.tell())
        pickle.dump(summary, self._file, pickle.HIGHEST_PROTOCOL)

    def __len__(self) -> int:
        return len(self.arms)

    @overload
    def __getitem__(self, k: int) -> Summary: ...

    @overload
    def __getitem__(self, k: slice) -> list[Summary]: ...

    def __getitem__(self, k):
        if isinstance(k, slice):
            return [self[i] for i in range(*k.indices(len(self)))]
        if self._file is None:
            return self._live[k]
        self._file.seek(self._starts[k])
        return pickle.load(self._file)  # written by this very process, to a file that has no name

    def __iter__(self) -> Iterator[Summary]:
        return (self[k] for k in range(len(self)))


def _size(summary: Summary) -> int:
    return 2000 + sum(values.nbytes + 100 for columns in summary.tables.values() for values in columns.values())
