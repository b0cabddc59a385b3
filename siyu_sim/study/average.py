"""Tables of many runs averaged as they come, each read once: rows are matched by their keys, means and variances updated in place
(Welford 1962), so that memory holds one table however many worlds there are."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd


class Average:
    """One table of one arm over worlds. keys: the columns that name a row; the others are values, nan where not defined."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        self._keys = keys
        self._place: dict[tuple, int] = {}  # in the order in which rows first appeared
        self._last: list[np.ndarray] = []
        self._rows = np.empty(0, int)
        self._columns: tuple[str, ...] = ()
        self._n = self._mean = self._squares = np.zeros((0, 0))  # rows × columns; squares: of deviations, summed
        self.worlds = 0

    def add(self, table: Mapping[str, np.ndarray]) -> None:
        """The table of one more world."""
        self.worlds += 1
        keys = [np.asarray(table[key]) for key in self._keys]
        if not self._columns:
            self._columns = tuple(column for column in table if column not in self._keys)
        if not self._last or not all(np.array_equal(a, b) for a, b in zip(keys, self._last, strict=True)):
            rows = zip(*(key.tolist() for key in keys), strict=True)
            self._rows = np.array([self._place.setdefault(row, len(self._place)) for row in rows], int)
            self._last = keys
            more = len(self._place) - len(self._n)
            if more:
                room = ((0, more), (0, len(self._columns) - self._n.shape[1]))
                self._n, self._mean, self._squares = (np.pad(block, room) for block in (self._n, self._mean, self._squares))
        if len(self._rows) == 0:
            return
        values = np.column_stack([np.asarray(table[column], float) for column in self._columns])
        known = ~np.isnan(values)
        n, mean = self._n[self._rows] + known, self._mean[self._rows]
        away = np.where(known, values - mean, 0.0)
        mean = mean + away / np.maximum(n, 1)
        self._squares[self._rows] += np.where(known, away * (values - mean), 0.0)
        self._n[self._rows], self._mean[self._rows] = n, mean

    def columns(self, confidence: float, *, absent_is_zero: bool = False) -> dict[str, list | np.ndarray]:
        """Name → column: the keys, and for each value its mean and the bounds of its t interval in `<value>`, `<value>_low`,
        `<value>_high`.

        absent_is_zero: a world without the row, or with nan in it, counts as 0; else it is left out.
        """
        from scipy.special import stdtrit

        n, mean, squares = self._n, self._mean, self._squares
        if absent_is_zero and self.worlds:
            total = n * mean
            power = squares + total * mean
            n = np.full_like(n, self.worlds)
            mean = total / self.worlds
            squares = power - self.worlds * mean**2
        with np.errstate(invalid="ignore", divide="ignore"):
            se = np.sqrt(np.maximum(squares, 0.0) / np.where(n > 1, n - 1, np.nan) / n)
            half = se * stdtrit(np.where(n > 1, n - 1, np.nan), (1 + confidence) / 2)
        mean = np.where(n > 0, mean, np.nan)
        columns: dict[str, list | np.ndarray] = {key: [row[k] for row in self._place] for k, key in enumerate(self._keys)}
        columns |= {column: mean[:, k] for k, column in enumerate(self._columns)}
        for k, column in enumerate(self._columns):
            columns |= {f"{column}_low": mean[:, k] - half[:, k], f"{column}_high": mean[:, k] + half[:, k]}
        return columns


def frame_of(averages: Mapping[str, Average], confidence: float, *, absent_is_zero: bool = False) -> pd.DataFrame:
    """The averages of one table for many arms as one table, with a column `arm` before the others. One frame for all, filled by whole
    columns: with two hundred arms, a frame for each takes many times as long."""
    import pandas as pd

    parts = {arm: average.columns(confidence, absent_is_zero=absent_is_zero) for arm, average in averages.items()}
    names = list(dict.fromkeys(name for part in parts.values() for name in part))
    sizes = [len(next(iter(part.values()))) for part in parts.values()]
    found: dict[str, list | np.ndarray] = {"arm": [arm for arm, n in zip(parts, sizes, strict=True) for _ in range(n)]}
    for name in names:
        columns = [part.get(name, [math.nan] * n) for part, n in zip(parts.values(), sizes, strict=True)]
        found[name] = [value for column in columns for value in (column.tolist() if isinstance(column, np.ndarray) else column)]
    return pd.DataFrame(found)
