"""The generator: known answers, every key counts, uniform and independent along every axis of the key.

Statistical tests use fixed keys and fail with a probability of at most ONE_IN_A_MILLION each if the dice are fair, so they
either always pass or show a defect.
"""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numba import njit
from scipy import stats

from siyu_sim.dice import decisions
from siyu_sim.dice.philox import bits, fine_uniform, philox4x32, uniforms

ONE_IN_A_MILLION = 1e-6
N = 200_000
WORD = st.integers(0, 2**32 - 1)

# Known answers of the authors' Random123 library (kat_vectors, philox4x32 10): counter, key, result.
KNOWN = [
    ("00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
    ("ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd"),
    ("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1"),
]


def words(text: str) -> list[int]:
    return [int(word, 16) for word in text.split()]


def plain_philox(counter, key):
    """Philox 4×32-10 in plain integers, from the paper."""
    (c0, c1, c2, c3), (k0, k1) = counter, key
    for _ in range(10):
        a, b = 0xD2511F53 * c0, 0xCD9E8D57 * c2
        c0, c1, c2, c3 = b >> 32 ^ c1 ^ k0, b & 0xFFFFFFFF, a >> 32 ^ c3 ^ k1, a & 0xFFFFFFFF
        k0, k1 = (k0 + 0x9E3779B9) & 0xFFFFFFFF, (k1 + 0xBB67AE85) & 0xFFFFFFFF
    return c0, c1, c2, c3


@pytest.mark.parametrize(("counter", "key", "answer"), KNOWN)
def test_known_answers(counter, key, answer):
    given_words = [np.uint64(word) for word in words(counter) + words(key)]
    assert [int(word) for word in philox4x32(*given_words)] == words(answer)
    assert list(plain_philox(words(counter), words(key))) == words(answer)


@settings(derandomize=True, database=None, deadline=None, max_examples=200)
@given(seed=st.integers(0, 2**64 - 1), who=WORD, decision=st.integers(0, 1000), occasion=st.integers(0, 2**64 - 1))
def test_bits_put_the_key_where_they_say(seed, who, decision, occasion):
    drawn = bits(np.uint64(seed), who, decision, np.uint64(occasion))
    counter = who, decision, occasion & 0xFFFFFFFF, occasion >> 32
    assert tuple(int(word) for word in drawn) == plain_philox(counter, (seed & 0xFFFFFFFF, seed >> 32))


def test_uniforms_are_the_words_at_the_middle_of_their_cell():
    drawn = bits(np.uint64(7), 1, 2, np.uint64(3))
    assert uniforms(np.uint64(7), 1, 2, np.uint64(3)) == tuple((int(word) + 0.5) / 2**32 for word in drawn)


@pytest.mark.parametrize(("high", "low", "value"), [(0, 0, 2.0**-54), (2**32 - 1, 2**32 - 1, 1 - 2.0**-53)])
def test_fine_uniform_stays_inside(high, low, value):
    u = fine_uniform(np.uint64(high), np.uint64(low))
    assert 0 < u <= 1
    assert u == pytest.approx(value, abs=2.0**-53)


def test_no_decision_number_is_used_twice():
    blocks = {"INCLINATION", "HABITS", "NATURE", "HONESTY"}  # occasions of TRAITS, not decisions
    numbers = {name: value for name, value in vars(decisions).items() if name.isupper() and name not in blocks}
    assert len(numbers) > 10
    assert len(set(numbers.values())) == len(numbers), "two decisions with one number would share luck"
    assert {getattr(decisions, name) for name in blocks} == {0, 1, 2, 3}


# ------------------------------------------------------------------------------------------------- along every axis


@njit
def _draw(seeds, persons, kinds, occasions):
    out = np.empty((4, len(persons)))
    for i in range(len(persons)):
        out[0, i], out[1, i], out[2, i], out[3, i] = uniforms(seeds[i], persons[i], kinds[i], occasions[i])
    return out


def along(axis: str, n: int = N, *, at: int = 0) -> np.ndarray:
    """Uniforms of shape (4, n) with one coordinate of the key counting up and the others held at small numbers."""
    columns = {
        "seed": np.full(n, 7 + at, np.uint64),
        "person": np.full(n, 11 + at, np.uint64),
        "decision": np.full(n, 4, np.int64),
        "occasion": np.full(n, 720 + at, np.uint64),
    }
    columns[axis] = np.arange(n).astype(columns[axis].dtype)
    return _draw(columns["seed"], columns["person"], columns["decision"], columns["occasion"])


AXES = ("seed", "person", "decision", "occasion")


@pytest.mark.parametrize("axis", AXES)
@pytest.mark.parametrize("lane", range(4))
def test_uniform(axis, lane):
    u = along(axis)[lane]
    assert stats.kstest(u, "uniform").pvalue > ONE_IN_A_MILLION
    word = (u * 2**32).astype(np.uint64)
    for cells in (word >> np.uint64(22), word & np.uint64(1023)):  # the coarse and the fine ten bits
        assert stats.chisquare(np.bincount(cells.astype(np.int64), minlength=1024)).pvalue > ONE_IN_A_MILLION


def assert_independent(a: np.ndarray, b: np.ndarray) -> None:
    """No correlation, and all 32 × 32 cells of the unit square equally full."""
    r = np.corrcoef(a, b)[0, 1]
    assert 2 * stats.norm.sf(abs(r) * np.sqrt(len(a))) > ONE_IN_A_MILLION
    cells = (a * 32).astype(np.int64) * 32 + (b * 32).astype(np.int64)
    assert stats.chisquare(np.bincount(cells, minlength=1024)).pvalue > ONE_IN_A_MILLION


@pytest.mark.parametrize("axis", AXES)
@pytest.mark.parametrize("gap", [1, 2, 1440])
def test_neighbours_are_independent(axis, gap):
    """Of neighbouring persons (posts, needs, seeds, …), and of the same minute a day later."""
    for u in along(axis):
        assert_independent(u[:-gap], u[gap:])


@pytest.mark.parametrize(("axis", "other"), list(itertools.permutations(("seed", "person", "occasion"), 2)))
def test_streams_are_independent(axis, other):
    """The same stretch of one axis at two neighbouring places of another, for example two posts over all persons."""
    del other  # `at` moves all coordinates but the axis
    for a, b in zip(along(axis, at=0), along(axis, at=1), strict=True):
        assert_independent(a, b)


def test_decisions_are_independent():
    """What one person's different decisions on the same occasion draw."""
    n = N // 4
    persons, fixed = np.arange(n).astype(np.uint64), np.full(n, 3, np.uint64)
    used = [value for name, value in vars(decisions).items() if name.isupper()]
    drawn = {kind: _draw(fixed, persons, np.full(n, kind, np.int64), fixed)[0] for kind in sorted(set(used) - {0})}
    for a, b in itertools.combinations(drawn.values(), 2):
        assert_independent(a, b)


@pytest.mark.parametrize(("a", "b"), list(itertools.combinations(range(4), 2)))
def test_lanes_are_independent(a, b):
    for axis in AXES:
        u = along(axis)
        assert_independent(u[a], u[b])


def test_one_bit_of_the_key_flips_half_of_the_result():
    """Each of the 32 + 32 + 64 + 64 bits of the key, over 200 keys: 64 of 128 bits of the result on average."""
    rng = np.random.default_rng(1)
    for width, place in ((64, 0), (32, 1), (10, 2), (64, 3)):
        for bit in range(width):
            flips = 0
            for _ in range(50):
                key = [int(rng.integers(2**63)), int(rng.integers(2**32)), int(rng.integers(1000)), int(rng.integers(2**63))]
                other = list(key)
                other[place] ^= 1 << bit
                one, two = (bits(np.uint64(s), np.uint64(w), d, np.uint64(o)) for s, w, d, o in (key, other))
                flips += sum(int(x ^ y).bit_count() for x, y in zip(one, two, strict=True))
            mean, sd = 50 * 64, np.sqrt(50 * 32)
            assert abs(flips - mean) < stats.norm.isf(ONE_IN_A_MILLION / 2) * sd
