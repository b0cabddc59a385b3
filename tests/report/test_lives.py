"""The timeline of one life: what is said of it is what is drawn."""

from dataclasses import replace

import numpy as np
import pytest

from siyu_sim.report.figures.lives import one_life
from siyu_sim.report.page import build
from siyu_sim.report.view import View
from siyu_sim.study.lives import LIVES
from siyu_sim.study.twins import PairOfArms, Twins
from tests.report import studies
from tests.report.test_twins_figures import twins

EVENTS = [  # role, arm, kind, day, yuan, trust
    *[
        ("referrer", "control", kind, day, yuan, 0.3)
        for kind, day, yuan in (("added", 1, np.nan), ("order", 2, 5.0), ("order", 9, 7.0))
    ],
    ("referrer", "control", "brought", 20.0, np.nan, np.nan),
    ("referrer", "treatment", "added", 1.0, np.nan, 0.2),
    ("referrer", "treatment", "left", 4.0, np.nan, 0.1),
    ("buyer", "control", "added", 3.0, np.nan, 0.2),
    ("buyer", "control", "order", 5.0, 6.0, 0.2),
]


def told(events) -> Twins:
    names = ("role", "arm", "kind", "day", "yuan", "trust")
    columns = {name: np.array(values) for name, values in zip(names, zip(*events, strict=True), strict=True)}
    one, *others = twins().summaries
    first = replace(one, tables={**one.tables, LIVES: columns})
    return Twins(PairOfArms("one_sided_high", "none"), [first, *others], 0.95)


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        ("en", ("orders: 2 (contribution ¥12)", "invitations: 0, friends brought: 1", "then leaves", "never a contact")),
        ("zh", ("下单2次（贡献12元）", "邀请0次、带来好友1人", "之后流失", "从未成为好友")),
    ],
)
def test_the_takeaway_counts_the_events(lang, parts):
    figure = one_life(View(studies.small(), lang), told(EVENTS))
    for part in parts:
        assert part in figure.takeaway
    assert [look.name for look in figure.arms] == ["referrer", "buyer"] and figure.chosen == "referrer"
    assert {trace["meta"]["arm"] for trace in figure.traces} == {"referrer", "buyer"}


def test_a_larger_order_is_a_larger_dot_and_arms_keep_their_colours():
    view = View(studies.small(), "en")
    figure = one_life(view, told(EVENTS))
    orders = [t for t in figure.traces if t["mode"] == "markers" and isinstance(t["marker"]["size"], list)]
    first = next(t for t in orders if t["meta"]["arm"] == "referrer")
    assert first["marker"]["size"][0] < first["marker"]["size"][1] == 17
    assert first["marker"]["line"]["color"] == view.look("none").colour


def test_the_same_life_in_both_arms_is_said_to_be_the_same():
    same = [event for event in EVENTS if event[0] == "buyer"]
    same += [("buyer", "treatment", *event[2:]) for event in same]
    figure = one_life(View(studies.small(), "en"), told(same))
    assert "and the same with" in figure.takeaway and [look.name for look in figure.arms] == ["buyer"]


def test_without_a_life_there_is_no_figure():
    assert one_life(View(studies.small(), "en"), twins()) is None
    assert "life" in {figure.key for figure in build(studies.small()).figures}
