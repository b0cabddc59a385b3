"""Choosing one of n: uniform, and hardly disturbed when n grows by one."""

import numpy as np
import pytest
from numba import njit
from scipy import stats

from siyu_sim.dice.pick import pick

ONE_IN_A_MILLION = 1e-6
N = 100_000


@njit
def _picks(words, n):
    out = np.empty(len(words), np.int64)
    for i in range(len(words)):
        out[i] = pick(words[i] >> np.uint64(32), words[i] & np.uint64(0xFFFFFFFF), n)
    return out


WORDS = np.random.default_rng(5).integers(0, 2**64, N, np.uint64)
SIZES = [1, 2, 3, 4, 5, 7, 8, 9, 31, 32, 33, 63, 64, 65, 100, 1000, 1023, 1024, 1025]


@pytest.mark.parametrize("n", SIZES)
def test_uniform(n):
    picks = _picks(WORDS, n)
    assert picks.min() >= 0
    assert picks.max() < n
    if n > 1:
        assert stats.chisquare(np.bincount(picks, minlength=n)).pvalue > ONE_IN_A_MILLION


@pytest.mark.parametrize("n", [50_000, 2**20 + 1, 200_000_000])
def test_uniform_among_many(n):
    """In 100 equal parts, and in its lowest digits."""
    picks = _picks(WORDS, n)
    assert stats.chisquare(np.bincount(picks * 100 // n, minlength=100), _part_sizes(n, 100) * N / n).pvalue > ONE_IN_A_MILLION
    assert stats.chisquare(
        np.bincount(picks % 16, minlength=16), np.array([len(range(r, n, 16)) for r in range(16)]) * N / n
    ).pvalue > (ONE_IN_A_MILLION)


def _part_sizes(n, parts):
    """How many of 0 … n−1 fall into each of the parts of `i * parts // n`."""
    starts = -(-np.arange(parts + 1) * n // parts)
    return np.diff(starts)


@pytest.mark.parametrize("n", [*range(1, 70), 127, 128, 255, 256, 1000, 1023, 1024, 50_000, 65_535, 65_536])
def test_one_more_takes_its_share_from_all_and_moves_nothing_else(n):
    before, after = _picks(WORDS, n), _picks(WORDS, n + 1)
    moved = before != after
    assert (after[moved] == n).all(), "a choice moved to somebody other than the newcomer"
    assert stats.binomtest(int(moved.sum()), N, 1 / (n + 1)).pvalue > ONE_IN_A_MILLION


def test_words_that_differ_pick_apart():
    """Words that count up, in either half, choose as if drawn."""
    k = np.arange(N, dtype=np.uint64)
    for words in (k, k << np.uint64(32)):
        picks = _picks(words, 1000)
        assert stats.chisquare(np.bincount(picks, minlength=1000)).pvalue > ONE_IN_A_MILLION
        pairs = picks[:-1] // 32 * 32 + picks[1:] // 32
        sizes = np.bincount(np.arange(1000) // 32)
        assert (
            stats.chisquare(np.bincount(pairs, minlength=1024), np.outer(sizes, sizes).ravel() * (N - 1) / 1e6).pvalue
            > ONE_IN_A_MILLION
        )
