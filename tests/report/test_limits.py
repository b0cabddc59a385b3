"""No interval that is shown reaches beyond what is possible, and what is possible is what runs can be."""

from __future__ import annotations

import math
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siyu_sim.measure.catalogue import METRICS
from siyu_sim.report import limits, tables
from siyu_sim.report.estimate import Estimate
from siyu_sim.report.facts import gather
from siyu_sim.report.numbers import Numbers
from siyu_sim.report.page import build
from siyu_sim.report.sensitivity import page as sensitivity_page
from siyu_sim.report.verdicts import findings
from siyu_sim.report.view import View
from tests.report import sensitivities, studies

EN, ZH = Numbers("en"), Numbers("zh")


@pytest.mark.parametrize("name", list(studies.ALL))
def test_every_run_lies_within_the_limits(name):
    runs = studies.ALL[name]().runs
    for metric in METRICS:
        least, most = limits.of_metric(metric)
        values = runs[metric].dropna()
        assert ((values >= least) & (values <= most)).all(), metric


@pytest.mark.parametrize("name", list(studies.ALL))
def test_every_cell_of_channels_and_weeks_lies_within_the_limits(name):
    view = View(studies.ALL[name](), "en")
    for table, columns in (
        ("channels", [c for c, _ in tables.CHANNEL_COLUMNS]),
        ("weekly", [*limits.PARTS, "contacts", "gmv"]),
    ):
        for column in columns:
            least, most = limits.of_column(column)
            values = view.table(table)[column].dropna()
            assert ((values >= least) & (values <= most)).all(), (table, column)


def test_every_measure_named_here_is_in_the_catalogue():
    assert set(limits.OTHERS) <= set(METRICS)


@given(mean=st.floats(0, 100), half=st.floats(0.01, 500))
def test_a_count_is_never_shown_below_zero(mean, half):
    value = Estimate(mean, mean - half, mean + half).within(limits.NOT_NEGATIVE)
    for n in (EN, ZH):
        texts = (n.bounds(value, "people"), n.spread(value, "people"))
        assert "−" not in "".join(texts)
        assert ("±" in texts[1]) == (not value.cut) or texts[1] == ""
    assert value.low == mean - half and value.half == pytest.approx(half)  # the statistic stays


@given(mean=st.floats(0, 1), half=st.floats(0.001, 3))
def test_a_share_is_shown_between_none_and_all(mean, half):
    text = EN.bounds(Estimate(mean, mean - half, mean + half).within(limits.PART), "share")
    assert all(0 <= float(end) <= 100 for end in re.findall(r"[−\d.]+", text))


def test_the_ends_stand_where_half_the_interval_would_pass_the_limit():
    value = Estimate(10.0, -15.0, 35.0).within(limits.NOT_NEGATIVE)
    assert (EN.spread(value, "people"), ZH.spread(value, "people")) == ("(0–35)", "（0～35）")
    assert EN.bounds(value, "people") == "0 to 35" and EN.spread(Estimate(10.0, -15.0, 35.0), "people") == "± 25"


def test_no_limit_without_an_interval_and_none_turned_round():
    assert not Estimate(3.0, math.nan, math.nan).within(limits.PART).cut
    turned = -Estimate(10.0, -15.0, 35.0).within(limits.NOT_NEGATIVE)
    assert turned.shown == (-35.0, 0.0) and turned.cut


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_page_of_few_worlds_says_so_and_shows_nothing_impossible(lang):
    study = studies.in_language(studies.short(), lang)
    page = build(study)
    rough = [warning for warning in page.answer.warnings if warning.key == "rough"]
    assert len(rough) == 1 and gather(study, lang, 1, 1).rough
    told = page.view.words.plain(page.answer.sure)
    assert ("Only 2 worlds" if lang == "en" else "只有2个世界") in told
    for name in METRICS:
        for arm in study.plan.arms:
            least, most = limits.of_metric(name)
            low, high = page.view.of(arm.name, name).shown
            assert math.isnan(low) or (low >= least and high <= most), name


def test_enough_worlds_and_nothing_cut_need_no_such_word():
    study = studies.small()
    names = {warning.key for warning in build(study).answer.warnings}
    cut = [
        m for m in (study.plan.primary, *study.plan.metrics) for arm in study.plan.arms if View(study, "en").of(arm.name, m).cut
    ]
    assert ("rough" in names) == bool(cut)


def test_a_comparison_is_cut_for_readers_only():
    frame = pd.DataFrame(
        {"metric": ["customers", "profit", "monthly_loss"], "low": [-5.0, -5.0, -0.1], "high": [9.0, 9.0, 1.2]}
    )
    shown = limits.cut(frame)
    assert shown["low"].tolist() == [0.0, -5.0, 0.0] and shown["high"].tolist() == [9.0, 9.0, 1.0]
    assert frame["low"].tolist() == [-5.0, -5.0, -0.1]


def test_shares_of_a_variance_are_cut_and_rough_ones_told():
    found = sensitivities.DECISIVE
    assert not findings(found).rough
    wild = found.shares.assign(total=[1.3, -0.2, 0.1], total_low=[0.2, -0.9, -0.4], total_high=[2.4, 0.5, 0.6])
    from dataclasses import replace

    page = sensitivity_page(replace(found, shares=wild))
    assert {"sens.warn.shares"} <= {warning.key for warning in page.said.warnings}
    shown = page.frames["shares"].drop(columns="path")
    assert (shown.min().min(), shown.max().max()) == (0.0, 1.0)
    assert wild["total"].max() == 1.3
