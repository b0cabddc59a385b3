"""Tables of many runs averaged as they come, each read once: rows are matched by their keys, means and variances updated in place
(Welford 1962), so that memory holds one table however many worlds there are."""

from __future__ import annotations

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
            self._n = self._mean = self._squares = np.zeros((0, len(self._columns)))
        if not self._last or not all(np.array_equal(a, b) for a, b in zip(keys, self._last, strict=True)):
            rows = zip(*(key.tolist() for key in keys), strict=True)
            self._rows = np.array([self._place.setdefault(row, len(self._place)) for row in rows], int)
            self._last = keys
            more = len(self._place) - len(self._n)
            if more:
                room = ((0, more), (0, 0))
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

    def frame(self, confidence: float, *, absent_is_zero: bool = False) -> pd.DataFrame:
        """The keys, and for each value its mean and the bounds of its t interval in `<value>`, `<value>_low`, `<value>_high`.

        absent_is_zero: a world without the row, or with nan in it, counts as 0; else it is left out.
        """
        import pandas as pd
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
        frame = pd.DataFrame(list(self._place), columns=pd.Index(self._keys))
        for k, column in enumerate(self._columns):
            frame[column] = mean[:, k]
        for k, column in enumerate(self._columns):
            frame[f"{column}_low"], frame[f"{column}_high"] = mean[:, k] - half[:, k], mean[:, k] + half[:, k]
        return frame
