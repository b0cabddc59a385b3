"""Effects of a factorial against functions whose effects are known."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.casebook.factorial import effect, explained, subsets

FACTORS = ("a", "b", "c")


def test_a_sum_with_one_interaction_is_taken_apart():
    """y = 1 + 2a + 3b + 5ab + 0c, levels 0 and 1: main effect of a is 2 + 5/2, of b 3 + 5/2; only a and b interact."""
    worlds = np.array([0.0, 10.0])  # what is common to a world drops out
    cells = {g: 1 + 2 * ("a" in g) + 3 * ("b" in g) + 5 * ({"a", "b"} <= g) + worlds for g in subsets(FACTORS)}
    assert effect(cells, FACTORS, ["a"]) == pytest.approx([4.5, 4.5])
    assert effect(cells, FACTORS, ["b"]) == pytest.approx([5.5, 5.5])
    assert effect(cells, FACTORS, ["c"]) == pytest.approx([0, 0])
    assert effect(cells, FACTORS, ["a", "b"]) == pytest.approx([5, 5])
    assert effect(cells, FACTORS, ["a", "c"]) == pytest.approx([0, 0])
    assert effect(cells, FACTORS, FACTORS) == pytest.approx([0, 0])


def test_a_product_is_explained_by_main_effects_of_its_logarithm_alone():
    cells = {g: np.array([2.0 ** ("a" in g) * 3.0 ** ("b" in g) * 1.5 ** ("c" in g)]) for g in subsets(FACTORS)}
    assert explained({g: np.log(v) for g, v in cells.items()}, FACTORS) == pytest.approx([1])
    assert explained(cells, FACTORS)[0] < 0.95


def test_what_main_effects_leave_is_the_interaction():
    """y = ab of two factors at −1, +1 has no main effects at all; y = a + ab has half of its variance in one."""
    factors = ("a", "b")
    sign = {g: (1 if "a" in g else -1, 1 if "b" in g else -1) for g in subsets(factors)}
    assert explained({g: np.array([a * b]) for g, (a, b) in sign.items()}, factors) == pytest.approx([0])
    assert explained({g: np.array([a + a * b]) for g, (a, b) in sign.items()}, factors) == pytest.approx([0.5])


def test_there_are_two_to_the_n_subsets():
    assert len(set(subsets(("a", "b", "c", "d", "e")))) == 32
