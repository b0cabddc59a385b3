"""The Pareto front of CAC and LTV, by rules that are checked one arm against another."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siyu_sim.report.estimate import Estimate
from siyu_sim.report.figures import front, value
from siyu_sim.report.view import View
from tests.report import studies


def points(**values: tuple[float, float]) -> dict[str, tuple[Estimate, Estimate]]:
    return {arm: (Estimate(c, c - 1, c + 1), Estimate(v, v - 1, v + 1)) for arm, (c, v) in values.items()}


@pytest.mark.parametrize(
    ("given_points", "wanted"),
    [
        (points(a=(10, 50), b=(20, 60), c=(30, 55)), ["a", "b"]),  # c costs more than b and brings less
        (points(a=(10, 50), b=(10, 60)), ["b"]),  # the same cost, more value
        (points(a=(10, 50), b=(12, 50)), ["a"]),
        (points(a=(10, 50), b=(10, 50)), ["a", "b"]),  # alike in both: neither beats the other
        (points(b=(30, 90), a=(10, 50)), ["a", "b"]),  # cheapest first
        (points(a=(10, 50)), ["a"]),
    ],
)
def test_who_lies_on_the_front(given_points, wanted):
    assert front.front(given_points) == wanted


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), min_size=1, max_size=8))
def test_the_front_is_what_no_one_beats(found):
    made = points(**{f"a{k}": (float(c), float(v)) for k, (c, v) in enumerate(found)})
    first = front.front(made)
    assert first
    costs, worths = ([made[arm][k].mean for arm in first] for k in (0, 1))
    assert costs == sorted(costs) and worths == sorted(worths)
    for arm, (cac, ltv) in made.items():
        beaten = any(
            c.mean <= cac.mean and v.mean >= ltv.mean and (c.mean, v.mean) != (cac.mean, ltv.mean) for c, v in made.values()
        )
        assert beaten == (arm not in first)


class Told:
    """A study of three arms in four worlds, with CAC and LTV of each."""

    first = None

    def __init__(self, cac, ltv):
        self.values = {"cac": cac, "ltv_per_customer": ltv}

    def pooled(self, arm, metric):
        return np.array(self.values[metric][arm])


@pytest.mark.parametrize(
    ("cac", "ltv", "wanted"),
    [
        ([20, 21, 20, 21], [40, 41, 40, 41], ["b"]),  # dearer and worth less in every world
        ([20, 21, 20, 21], [50, 49, 51, 50], []),  # dearer, but its value cannot be told from the other's
        ([10, 30, 5, 35], [40, 41, 40, 41], []),  # worth less, but its cost cannot be told
        ([5, 5, 5, 6], [40, 41, 40, 41], []),  # cheaper
    ],
)
def test_clearly_beaten_takes_both_differences(cac, ltv, wanted):
    view = View(studies.small(), "en")
    view.study = Told({"a": [10, 10.5, 10, 10.2], "b": cac}, {"a": [50, 50.5, 49.9, 50], "b": ltv})
    made = points(a=(10, 50), b=(float(np.mean(cac)), float(np.mean(ltv))))
    assert front.clearly_beaten(view, made) == wanted


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_figure_draws_the_front_and_names_it(lang):
    view = View(studies.small(), lang)
    figure = value.cac_ltv(view)
    assert figure is not None
    rivals = {
        look.name: (view.of(look.name, "cac"), view.of(look.name, "ltv_per_customer"))
        for look in view.looks
        if not look.is_test
    }
    first = front.front(rivals)
    stairs = next(t for t in figure.traces if "meta" not in t)
    assert stairs["x"][:-1] == [rivals[arm][0].mean for arm in first] and stairs["line"]["shape"] == "hv"
    assert all(view.look(arm).label in figure.takeaway for arm in first[:4])
    assert set(figure.frame[figure.frame["on_front"]]["arm"]) == set(first)


def test_a_single_arm_has_no_front():
    figure = value.cac_ltv(View(studies.alone(), "en"))
    assert figure is not None and all("meta" in t for t in figure.traces) and "beaten" not in figure.takeaway
