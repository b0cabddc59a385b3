"""Tables averaged as they come, against pandas on all of them at once."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from siyu_sim.study.average import Average
from siyu_sim.study.statistics import interval

WORLDS = [
    {"size": np.array([1, 2]), "trees": np.array([10.0, 4.0])},
    {"size": np.array([1, 3]), "trees": np.array([8.0, np.nan])},
    {"size": np.array([], int), "trees": np.array([])},
    {"size": np.array([2, 1]), "trees": np.array([2.0, 9.0])},
]


def average(worlds) -> Average:
    found = Average(("size",))
    for world in worlds:
        found.add(world)
    return found


def test_rows_are_matched_by_their_keys_and_left_out_where_unknown():
    frame = average(WORLDS).frame(0.9).set_index("size")
    assert frame["trees"].to_list()[:2] == pytest.approx([9.0, 3.0]) and np.isnan(frame["trees"][3])
    mean, low, high = interval(np.array([10.0, 8.0, 9.0]), 0.9)
    assert frame.loc[1].to_list() == pytest.approx([mean, low, high])


def test_absent_rows_can_count_as_nothing():
    frame = average(WORLDS).frame(0.9, absent_is_zero=True).set_index("size")
    for size, values in ((1, [10.0, 8.0, 0.0, 9.0]), (2, [4.0, 0.0, 0.0, 2.0]), (3, [0.0, 0.0, 0.0, 0.0])):
        assert frame.loc[size].to_list() == pytest.approx(interval(np.array(values), 0.9))


def test_many_worlds_agree_with_pandas():
    dice = np.random.default_rng(1)
    worlds = [{"day": np.arange(5), "x": dice.normal(1e6, 1.0, 5), "y": dice.normal(size=5)} for _ in range(200)]
    found = Average(("day",))
    for world in worlds:
        found.add(world)
    frame = found.frame(0.95)
    whole = pd.concat([pd.DataFrame(world) for world in worlds]).groupby("day")
    assert np.allclose(frame[["x", "y"]], whole.mean(), rtol=1e-12)
    assert np.allclose(frame["x_high"] - frame["x"], whole["x"].std() / 200**0.5 * 1.9719565, rtol=1e-6)


def test_a_table_without_rows_has_its_columns():
    assert list(average(WORLDS[2:3]).frame(0.9).columns) == ["size", "trees", "trees_low", "trees_high"]
