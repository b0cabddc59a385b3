"""Lifetime value over time by channel: the curves are the runs', the sentence says what they say, names do not cover each other."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siyu_sim.report.estimate import estimate
from siyu_sim.report.figures import worth
from siyu_sim.report.view import View
from tests.report import studies


@pytest.fixture(scope="module")
def view() -> View:
    return View(studies.small(), "en")


def test_a_curve_adds_up_what_the_months_brought(view):
    found = worth.curves(view, view.plan.baseline)
    assert len(found) > 2 and "initial" not in {c.channel for c in found}
    tables = [s.tables["channel_ages"] for s in view.study.summaries.of(view.plan.baseline)]
    for curve in found:
        own = tables[0]["channel"] == curve.channel
        gained, people = (sum(t[name][own] for t in tables) for name in ("gained", "people"))
        by_hand = (gained / people)[: len(curve.days)].cumsum()
        np.testing.assert_allclose(curve.worlds.mean(axis=0), by_hand, rtol=1e-9)
        assert curve.days.tolist() == [15.0 + 30 * k for k in range(len(curve.days))]
        assert (people[: len(curve.days)] >= worth.FEWEST).all() and (people[len(curve.days) :] < worth.FEWEST).all()


def test_the_figure_has_a_curve_and_a_name_for_each_channel_of_an_arm(view):
    figure = worth.by_channel(view)
    assert figure is not None and figure.chosen == view.main and len(figure.frame)
    for look in figure.arms:
        traces = [t for t in figure.traces if t["meta"]["arm"] == look.name]
        names = next(t["text"] for t in traces if t["mode"] == "text")
        found = worth.curves(view, look.name)
        assert [name.strip() for name in names] == [view.channel(c.channel) for c in found]
        drawn = [t["y"] for t in traces if t["mode"] == "lines+markers"]
        assert [y[-1] for y in drawn] == pytest.approx([c.worlds[:, -1].mean() for c in found])
        ends = [t for t in traces if t["mode"] == "markers"]
        assert len(ends) == len(found) and all(t["error_y"]["array"][0] > 0 for t in ends)


def curve(channel: str, *worlds: float, ages: int = 2) -> worth.Curve:
    values = np.array(worlds)[:, None] * np.arange(1, ages + 1) / ages
    return worth.Curve(channel, 30.0 * (np.arange(ages) + 0.5), values, np.full(ages, 50.0))


@pytest.mark.parametrize(
    ("others", "words"),
    [
        ([curve("referral", 5, 5.2, 5.1)], "165 days after adding, ¥10.00; one from referral least"),
        ([curve("referral", 9, 11, 9.5)], "but chance could have made that difference"),
        ([], "a contact from stores has brought ¥10.00"),
        ([curve("referral", 20, 20, 20, ages=3)], "a contact from stores has brought ¥10.00"),  # watched for too short a time
    ],
)
def test_the_sentence_says_whether_chance_could_have_done_it(view, others, words):
    found = [curve("stores", 9.9, 10, 10.1, ages=6), *(worth.Curve(c.channel, *_longer(c)) for c in others)]
    assert words in worth.takeaway(view, view.look(view.plan.baseline), found)


def _longer(c: worth.Curve):
    """Curves of two ages, lived for six."""
    if len(c.days) != 2:
        return c.days, c.worlds, c.people
    worlds = np.repeat(c.worlds[:, -1:], 6, axis=1)
    return 30.0 * (np.arange(6) + 0.5), worlds, np.full(6, 50.0)


def test_the_sentence_agrees_with_the_runs(view):
    for look in view.looks:
        found = worth.curves(view, look.name)
        longest = max(len(c.days) for c in found)
        ends = {c.channel: c.worlds[:, -1] for c in found if len(c.days) == longest}
        best, worst = (pick(ends, key=lambda c: ends[c].mean()) for pick in (max, min))
        text = worth.takeaway(view, look, found)
        said = text.split("”", 1)[1]  # behind the name of the arm
        assert said.index(view.channel(best)) < said.index(view.channel(worst))
        clear = estimate(ends[best] - ends[worst], view.level, view.study.first).sign > 0
        assert ("chance" in text) != clear


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=9), st.floats(0.1, 20))
def test_names_are_moved_apart_in_their_order(values, least):
    places = worth.spread(values, least)
    for a, b in itertools.combinations(range(len(values)), 2):
        assert abs(places[a] - places[b]) >= least * (1 - 1e-6)
        assert (places[a] < places[b]) == (values[a] < values[b]) or values[a] == values[b]
    assert sum(places) == pytest.approx(sum(values), abs=1e-6)  # moved as little to one side as to the other


def test_names_with_room_stay_where_they_are():
    assert worth.spread([3.0, 10.0, 1.0], 1.5) == [3.0, 10.0, 1.0]
    assert worth.spread([2.0, 2.0], 1.0) == [1.5, 2.5]


@pytest.mark.parametrize("name", ["short", "nobody", "alone"])
def test_studies_with_little_to_show(name):
    figure = worth.by_channel(View(studies.ALL[name](), "zh"))
    assert figure is None or figure.takeaway
    assert (figure is None) == (name != "alone")
