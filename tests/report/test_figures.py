"""Sentences above figures against the numbers in them."""

from __future__ import annotations

import numpy as np
import pytest

from siyu_sim.measure.catalogue import METRICS
from siyu_sim.report.estimate import Estimate, estimate
from siyu_sim.report.figures import channels, flywheel, measures, money, value
from siyu_sim.report.view import View
from siyu_sim.study.plan import load
from siyu_sim.study.run import run
from tests.report import studies


@pytest.fixture(scope="module")
def limited() -> View:
    """A business that can lose accounts: two arms hit by nothing, one by bans for a flood of adverts."""
    overrides = ["market.size=2000", "horizon_days=60", "study.replications=2", "study.processes=1"]
    return View(run(load("platform_risk", overrides=overrides)), "en")


def test_limits_tell_of_the_arm_that_is_hit_most_and_have_room_for_dots_at_zero(limited):
    figures = measures.limits(limited)
    assert {figure.key for figure in figures} <= set(measures.LIMITS) and figures
    for figure in figures:
        means = {look.name: limited.of(look.name, figure.key).mean for look in limited.looks}
        known = {name: mean for name, mean in means.items() if not np.isnan(mean)}
        hit = max(known, key=known.__getitem__)
        assert figure.takeaway.startswith(f"{METRICS[figure.key].label['en']}: most with “{limited.look(hit).label}”")
        low, high = figure.layout["xaxis"]["range"]
        ends = [t["x"][0] - (t["error_x"]["arrayminus"][0] or 0.0) for t in figure.traces]
        tops = [t["x"][0] + (t["error_x"]["array"][0] or 0.0) for t in figure.traces]
        assert low < 0 and min(ends) >= -1e-9 and max(tops) < high


def amounts(view: View, arm: str, against: str | None) -> dict[str, float]:
    table = view.table("ledger").set_index(["arm", "cause"])["yuan"]
    base = table[against] if against else 0.0
    return (table[arm] - base).to_dict()


@pytest.mark.parametrize("name", ["small", "alone", "nobody", "told"])
def test_the_ledger_names_what_moves_most_and_what_stands_against_it(name):
    view = View(studies.ALL[name](), "en")
    figure = money.ledger(view)
    if figure is None:
        return
    found = amounts(view, figure.chosen, None if not view.others else view.plan.baseline)
    largest = max(found.values(), key=abs)
    words = view.words
    if largest == 0:
        assert "nothing" in figure.takeaway
        return
    other = min(found.values(), key=lambda v: v * np.sign(largest))
    names = {v: words.in_sentence(words.text(f"cause.{cause}")) for cause, v in found.items()}
    assert names[largest] in figure.takeaway
    opposed = "furthest the other way goes" in figure.takeaway or "the largest against it" in figure.takeaway
    assert opposed == (other * largest < 0)
    if opposed:
        assert figure.takeaway.rindex(names[other]) > figure.takeaway.index(names[largest])


def test_differences_of_money_have_the_interval_of_the_table_of_arms():
    view = View(studies.small(), "en")
    for figure, metric in ((money.ledger(view), "profit"), (money.gmv(view), "gmv")):
        assert figure is not None
        told = Estimate(*view.study.differences(metric)[figure.chosen])
        assert f"({view.numbers.bounds(told, 'yuan')})" in figure.takeaway and " yuan" not in figure.takeaway


def test_published_cascades_stand_beside_trees_of_two():
    figure = flywheel.cascades(View(studies.small(), "en"))
    assert figure is not None
    published = next(t for t in figure.traces if "meta" not in t)
    # 70 to 95 % of published cascades are single, so 5 to 30 % have two at least
    assert published["x"] == [2, 2] and published["y"] == [0.05, 0.30] and "5–30%" in published["name"]


def test_tests_without_adverts_are_no_strategies():
    view = View(studies.small(), "en")
    assert view.tests
    labels = [look.label for look in view.looks if look.is_test]
    for figure in (value.cac_ltv(view), flywheel.k_factor(view), flywheel.share(view)):
        assert figure is not None and not any(f"“{label}”" in figure.takeaway for label in labels)
    strategies = [look.name for look in view.looks if not look.is_test]
    best = max(strategies, key=lambda name: view.of(name, "k_factor").mean)
    assert view.look(best).label in flywheel.k_factor(view).takeaway


def test_differences_are_counted_and_drawn_of_strategies_alone():
    view = View(studies.small(), "en")
    figure = value.differences(view)
    strategies = [look.name for look in view.others if not look.is_test]
    assert [trace["meta"]["arm"] for trace in figure.traces] == strategies
    clear = sum(view.difference(name, view.plan.primary).sign != 0 for name in strategies)
    assert figure.takeaway.startswith(f"{clear or 'None'} of {len(strategies)} arms differ")
    assert f"Left out: tests that stop bought channels part way ({len(view.tests)})." in figure.takeaway


@pytest.mark.parametrize("name", ["small", "alone"])
def test_a_share_and_its_band_lie_between_nothing_and_all(name):
    view = View(studies.ALL[name](), "en")
    figure = flywheel.share(view)
    ends = [end for trace in figure.traces for end in trace["y"] if not np.isnan(end)]
    assert min(ends) >= 0 and max(ends) <= 1
    assert figure.frame["share_high"].max() <= 1


def test_one_arm_alone_has_no_highest_k():
    assert "highest" not in flywheel.k_factor(View(studies.alone(), "en")).takeaway
    view = View(studies.small(), "en")
    own = {look.name: view.study.pooled(look.name, "k_factor") for look in view.looks if not look.is_test}
    top = max(own, key=lambda name: view.of(name, "k_factor").mean)
    alike = [name for name, other in own.items() if name != top and estimate(own[top] - other, view.level).sign <= 0]
    takeaway = flywheel.k_factor(view).takeaway
    assert ("cannot be told from" in takeaway) == bool(alike) and ("has the highest K," in takeaway) == (not alike)
    assert {name for name in own if name != top and f"“{view.look(name).label}”" in takeaway} == set(alike)


def test_wide_whiskers_do_not_crowd_the_points():
    points = [Estimate(60.0, 59.0, 61.0), Estimate(80.0, -400.0, 900.0)]
    low, high = value._reach(points)
    assert low == 60 - 0.35 * 80 and high == 80 + 0.35 * 80
    assert value._reach(points[:1]) == [59.0, 61.0]


def test_a_line_of_equal_ratio_is_drawn_where_it_is_seen():
    def texts(*ranges: list[float]) -> list[str]:
        return [note["text"] for note in value.ratio_lines(*ranges)[1]]

    assert texts([0, 100], [0, 100]) == ["1:1", "3:1"]
    assert texts([58, 120], [20, 60]) == []  # a stump in the corner
    assert texts([40, 120], [20, 60]) == ["1:1"]


def test_names_of_channels_keep_off_error_bars():
    tall = Estimate(60.0, 10.0, 200.0)
    # the second point's bar runs up to the right of the first, where its name would go
    places = channels._places(
        [Estimate(20.0, 20.0, 20.0), Estimate(22.0, 22.0, 22.0)], [Estimate(30.0, 29.0, 31.0), tall], ["ab", "c"], True
    )
    assert "left" in places[0]
    alone = channels._places(
        [Estimate(20.0, 20.0, 20.0), Estimate(90.0, 90.0, 90.0)], [Estimate(30.0, 29.0, 31.0), tall], ["ab", "c"], True
    )
    assert alone[0] == "top right"
