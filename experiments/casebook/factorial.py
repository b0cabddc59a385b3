"""Effects in a full two-level factorial: main effects, interactions of pairs, and how much main effects alone explain.

`cells` maps each set of factors that are at their high level to the result there, world by world, shape (worlds,).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np

Cells = Mapping[frozenset[str], np.ndarray]


def subsets(factors: Sequence[str]) -> list[frozenset[str]]:
    """All 2^n sets of factors, smaller ones first."""
    return [frozenset(group) for size in range(len(factors) + 1) for group in combinations(factors, size)]


def effect(cells: Cells, factors: Sequence[str], which: Sequence[str]) -> np.ndarray:
    """Main effect of one factor, or interaction of several, averaged over the levels of all others, shape (worlds,).

    One factor: high less low. Two: how much more the first does where the second is high than where it is low.
    """
    rest = [name for name in factors if name not in which]
    others = subsets(rest)
    total = np.zeros_like(next(iter(cells.values())), dtype=float)
    for other in others:
        for own in subsets(which):
            total += (-1) ** (len(which) - len(own)) * cells[other | own]
    return total / len(others)


def explained(cells: Cells, factors: Sequence[str]) -> np.ndarray:
    """Share of the variance among the cells that main effects alone account for, shape (worlds,)."""
    every = subsets(factors)
    values = np.array([cells[group] for group in every])  # (cells, worlds)
    mean = values.mean(axis=0)
    fitted = np.tile(mean, (len(every), 1))
    for name in factors:
        half = effect(cells, factors, [name]) / 2
        fitted += np.array([half if name in group else -half for group in every])
    return 1 - ((values - fitted) ** 2).sum(axis=0) / ((values - mean) ** 2).sum(axis=0)
