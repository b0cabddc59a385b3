"""Chance or ignorance on the page of a study that draws its assumptions."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pandas as pd
import pytest

from siyu_sim.report.answer.verdict import with_draws
from siyu_sim.report.estimate import UNKNOWN, Estimate
from siyu_sim.report.facts import Draws
from siyu_sim.report.figures import uncertainty
from siyu_sim.report.page import build
from siyu_sim.report.view import View
from siyu_sim.report.words import Words
from siyu_sim.study.plan import load
from siyu_sim.study.results import Study
from siyu_sim.study.run import run
from tests.report import studies
from tests.report.test_answer import around
from tests.report.test_answer import facts as some_facts
from tests.report.test_page import visible


@lru_cache
def drawn() -> Study:
    overrides = [
        "market.size=500",
        "horizon_days=40",
        "study.replications=4",
        "study.processes=1",
        "study.draw_assumptions=true",
    ]
    return run(load("referral", overrides=overrides))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_has_the_section_and_says_it_in_the_verdict(lang):
    study = drawn()
    plan = replace(study.plan, report=study.plan.report.model_copy(update={"lang": lang}))
    page = build(Study(plan, study.summaries, study.seconds, sisters=study.sisters))
    text = visible(page.html)
    assert page.view.words.text("section.uncertainty") in text
    assert page.answer.sure.key == "both" and page.answer.warnings[-1].key == "assumed.drawn"
    assert ("of the worlds that the assumptions allow" if lang == "en" else "让假设在各自范围内随机取值") in text


def test_a_study_that_draws_nothing_has_neither():
    page = build(studies.small())
    assert "uncertainty" not in {figure.key for figure in page.figures} and 'id="uncertainty"' not in page.html
    assert "draws" not in str(page.answer.sure)


def test_shares_of_each_bar_add_up_and_are_the_study_s():
    view = View(drawn(), "en")
    figure = uncertainty.split(view)
    ignorance, chance, whiskers = figure.traces
    assert [a + b for a, b in zip(ignorance["x"], chance["x"], strict=True)] == pytest.approx([1.0] * len(ignorance["x"]))
    known = drawn().uncertainty().dropna(subset=["ignorance"])
    assert ignorance["x"] == pytest.approx(known["ignorance"].tolist())
    upper = [m + up for m, up in zip(whiskers["x"], whiskers["error_x"]["array"], strict=True)]
    assert upper == pytest.approx(known["ignorance_high"].tolist())
    pd.testing.assert_frame_equal(figure.frame, drawn().uncertainty())


def test_who_is_ahead():
    view = View(drawn(), "en")
    assert uncertainty.ahead(view, {"arm": "tools", "metric": "profit", "mean": 1.0}) == "tools"
    assert uncertainty.ahead(view, {"arm": "tools", "metric": "profit", "mean": -1.0}) == "none"
    assert uncertainty.ahead(view, {"arm": "tools", "metric": "cac", "mean": -1.0}) == "tools"


def test_the_sentence_names_the_side_that_is_better_on_average():
    from siyu_sim.report.statements import Statement

    sure = Statement("sure.same", {"worlds": "9"})
    draws = Draws(20, -5.0, Estimate(0.8, 0.6, 0.9), Estimate(0.3, 0.1, 0.5))
    words = Words("en")

    def said(better: str | None, draws: Draws) -> str:
        return words.plain(with_draws(some_facts(around(2000, 500), 0.99, draws=draws), better, sure))

    assert "In 80% (60 to 90%) of the worlds that the assumptions allow, “Ads” is better." in said("high", draws)
    assert "“Reward” is better." in said("low", draws) and "“Ads” is better" not in said("low", draws)
    assert "Ignorance causes 30%" in said("high", draws) and "Ignorance" not in said("high", replace(draws, ignorance=UNKNOWN))
