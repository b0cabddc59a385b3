"""Sweeps over one, two and three levers, each a small real run, and pages with too many arms to show them all."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pytest

from siyu_sim.report.figures import sweep
from siyu_sim.report.page import build
from siyu_sim.report.view import MOST_SHOWN, View
from siyu_sim.study.plan import load
from siyu_sim.study.results import Study
from siyu_sim.study.run import run
from tests.report import studies

TINY = ("market.size=300", "horizon_days=30", "study.replications=3", "study.processes=1")
STRENGTHS, POSTS = "hook.strength=2,0.5,1", "content.posts_per_day=1,3"
MANY = ("hook=none,coupon", "content.posts_per_day=0,0.5,1,2", "product.price_yuan=12,16,20")


@lru_cache
def swept(*overrides: str) -> Study:
    return run(load(None, overrides=[*TINY, *overrides], multirun=True))


def figure(study: Study):
    return sweep.over_levers(View(study, "en"))


def test_only_a_sweep_has_levers():
    assert sweep.levers(studies.small().plan) == []
    assert figure(studies.small()) is None
    assert "sweep" not in {figure.key for figure in build(studies.small()).figures}


def test_numbers_rise_and_words_stay_as_listed():
    strength, hook = sweep.levers(load(None, overrides=[STRENGTHS, "hook=gift,coupon"], multirun=True))
    assert (strength.key, strength.texts, strength.numeric) == ("hook.strength", ("0.5", "1", "2"), True)
    assert (hook.key, hook.texts, hook.numeric) == ("hook", ("gift", "coupon"), False)


def test_one_numeric_lever_is_a_curve_with_a_band():
    study = swept(STRENGTHS)
    made = figure(study)
    line = next(trace for trace in made.traces if trace["mode"] == "lines+markers" and trace["meta"]["arm"] == "profit")
    band = next(trace for trace in made.traces if trace.get("fill") and trace["meta"]["arm"] == "profit")
    assert line["x"] == [0.5, 1.0, 2.0]
    assert line["y"] == pytest.approx([study.values(f"hook.strength={x}", "profit").mean() for x in ("0.5", "1", "2")])
    assert max(band["y"]) > max(line["y"]) and made.legend == "choose" and made.chosen == "profit"
    assert {look.name for look in made.arms} >= {"profit", "contacts"}


def test_one_lever_of_words_has_points_with_bars():
    made = figure(swept("hook=none,coupon,gift"))
    assert made.layout["xaxis"]["type"] == "category" and made.traces[0]["mode"] == "markers"
    assert made.traces[0]["error_y"]["array"]


def test_two_levers_are_a_heat_map_with_the_means_in_place():
    study = swept(STRENGTHS, POSTS)
    heat, texts = figure(study).traces[:2]
    assert heat["type"] == "heatmap" and texts["mode"] == "text" and texts["meta"] == heat["meta"]
    assert heat["x"] == ["0.5", "1", "2"] and heat["y"] == ["1", "3"]
    for i, posts in enumerate(heat["y"]):
        for j, strength in enumerate(heat["x"]):
            arm = f"hook.strength={strength} content.posts_per_day={posts}"
            assert heat["z"][i][j] == pytest.approx(study.values(arm, "profit").mean())
    best = View(study, "en").ranked[0]
    cells = set(texts["text"])
    assert any(text.startswith("★") for text in cells) and best in View(study, "en").may_be_best


def test_three_levers_are_parallel_coordinates_and_a_table():
    study = swept(*MANY)
    view = View(study, "en")
    made = sweep.over_levers(view)
    best = made.traces[2]  # the last of the lines
    assert len(best["x"]) == 5 and best["y"][3] == 1.0
    arm = study.plan.arm(view.ranked[0])
    assert best["y"][:3] == pytest.approx([lever.place(arm) / (len(lever.texts) - 1) for lever in sweep.levers(study.plan)])
    assert made.frame["may_be_best"].sum() == len(view.may_be_best) >= 1
    (table,) = sweep.tables(view)
    assert len(table.rows) == 10 and table.rows[0][1:4] == [lever.of(arm) for lever in sweep.levers(study.plan)]
    assert 0 in table.marked and table.rows[0][-1] == "" and table.rows[1][-1]
    assert set(table.marked) == {k for k, name in enumerate(view.ranked[:10]) if name in view.may_be_best}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_many_arms_leave_a_page_that_can_be_read(lang):
    study = studies.in_language(swept(*MANY), lang)
    page = build(study)
    assert len(study.plan.arms) == 24 and len(page.view.looks) == MOST_SHOWN
    assert {study.plan.baseline, page.view.main, *page.view.ranked[:5]} <= page.view.shown
    for figure in page.figures:
        assert len(figure.arms) <= MOST_SHOWN
    words = page.view.words
    assert str(words("table.shown", n=MOST_SHOWN, all=24)) in page.html and words.text("table.others", n=12) in page.html
    assert all(look.label in page.html for look in page.view.every)
    assert page.html.count("<pre") == MOST_SHOWN  # scenarios in full
    assert len(page.html) < 2.8e6
    assert set(page.view.compared["arm"]) == {arm.name for arm in study.plan.arms}


def test_shown_arms_have_the_distinct_colours():
    view = View(swept(*MANY), "en")
    assert len({(look.colour, look.symbol) for look in view.looks}) == MOST_SHOWN
    assert len({look.colour for look in view.looks}) >= 11


def test_a_measure_that_is_nowhere_defined_makes_no_figure():
    study = swept("purchase.first_rate=0,0.0001")
    empty = studies.with_plan(study, primary="payback_months")
    assert np.isnan(study.values(study.plan.baseline, "payback_months")).all() and figure(empty) is None
