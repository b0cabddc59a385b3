"""Which assumption decides: rules on curves whose crossings are known by hand."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from siyu_sim.report.verdicts import findings, settles, turn_of
from siyu_sim.study.assumptions import Assumption
from tests.report import sensitivities
from tests.report.sensitivities import PATHS

ONE = Assumption("x", 4.0, 0.0, 10.0, False, "")


def curve(*diff: float, half: float = 0.5) -> pd.DataFrame:
    """At 0, 2, 4, …"""
    middle = np.array(diff, float)
    value = np.linspace(0, 10, len(diff))
    return pd.DataFrame({"value": value, "diff": middle, "diff_low": middle - half, "diff_high": middle + half})


@pytest.mark.parametrize("name", ["decides", "robust", "shaky", "settles", "open", "undefined"])
def test_each_kind(name):
    assert findings(sensitivities.ALL[name]).kind == name


def test_the_crossing_of_a_straight_line():
    """1000 − 6000 (u − u₀) is 0 at u₀ + 1/6 of the (logarithmic) range from 20 to 240."""
    found = findings(sensitivities.DECISIVE)
    (turn,) = found.turns
    place = math.log(60 / 20) / math.log(240 / 20) + 1 / 6
    assert (turn.path, turn.value, turn.side, turn.sign) == (PATHS[0], 60.0, "above", -1)
    assert turn.at == pytest.approx(20 * 12**place, rel=0.001)
    assert found.now.mean == 1000 and (found.screened, found.kept) == (3, 3)


def test_between_two_turns_the_nearer_is_told_and_only_where_it_is_clear():
    """The difference crosses 0 below without ever being clear there, and above for certain."""
    turn = turn_of(ONE, curve(-0.2, 1, 2, -1, -2, -3), 1)
    assert turn.side == "above" and turn.at == pytest.approx(4 + 2 * 2 / 3)
    assert turn_of(ONE, curve(-0.2, 1, 2, 1, 1, 1), 1) is None
    turn = turn_of(ONE, curve(3, -3, -2, -1, -2, -3), -1)
    assert turn.side == "below" and turn.at == pytest.approx(1.0) and turn.sign == 1


def test_values_between_which_it_is_not_clear():
    turn = turn_of(ONE, curve(3, 2, 1, 0.4, -0.3, -2), 1)
    assert turn.unsure == (6.0, 8.0) and turn.at == pytest.approx(6 + 2 * 0.4 / 0.7)
    assert math.isnan(turn_of(ONE, curve(3, 2, 1, -1, -2, -3), 1).unsure[0])


def test_a_gap_in_a_curve_is_passed_over():
    gap = curve(3, 2, 1, 1, -2, -3)
    gap.loc[3, ["diff", "diff_low", "diff_high"]] = np.nan
    assert turn_of(ONE, gap, 1).at == pytest.approx(4 + 4 * 1 / 3)


def test_what_settles_an_open_question_holds_to_the_end_of_the_range():
    above, below = settles(ONE, curve(-2, -1, 0, 0, 1, 2))
    assert (above.at, above.side, above.sign) == (8.0, "above", 1)
    assert (below.at, below.side, below.sign) == (2.0, "below", -1)
    assert settles(ONE, curve(0, 0, 0, 2, 0, 0)) == []
    assert settles(ONE, curve(-2, -1, 0, 0, 1, 2), wider=5.0) == []


def test_many_curves_ask_for_wider_intervals():
    """Six worlds, 95 %, three curves: t(5) at 1 − 0.025/6 is 4.22 against 2.57, so ± 400 becomes ± 657; the ends lie at 558 and −442."""
    barely = sensitivities.straight(0.0, {PATHS[0]: 1000.0}, 400.0)
    assert (barely.curves["diff_low"] > 0).any()
    assert findings(barely).kind == "open"
    assert findings(sensitivities.straight(0.0, {PATHS[0]: 2000.0}, 400.0)).kind == "settles"


def test_assumptions_left_out_are_told_where_they_may_matter_as_much():
    from dataclasses import replace

    found = sensitivities.DECISIVE
    fewer = replace(found, flips=found.flips.head(2))
    assert findings(fewer).missed == 0
    screening = found.screening.copy()
    screening.loc[screening["path"] == PATHS[2], "strength_high"] = 600.0
    assert findings(replace(fewer, screening=screening)).missed == 1


def test_who_carries_the_variance():
    said = findings(sensitivities.DECISIVE)
    assert said.carrier == PATHS[0] and said.carries_clearly and said.carries.mean == pytest.approx(6000 / 6500)
    assert said.carries.high <= 1
    level = sensitivities.straight(1000.0, dict.fromkeys(PATHS, 100.0), 10.0)
    assert not findings(level).carries_clearly
