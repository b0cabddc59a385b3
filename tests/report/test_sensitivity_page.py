"""The page of sensitivity studies whose answer is known."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace

import pandas as pd
import pytest

from siyu_sim.report.furniture import embed
from siyu_sim.report.sensitivity import page
from siyu_sim.report.words import Words
from tests.report import sensitivities, studies
from tests.report.test_page import visible

REWARD, ADS = "Large reward to the referrer", "Reward money spent on feed ads"


def said(name: str, lang: str = "en") -> str:
    found = page(sensitivities.in_language(sensitivities.ALL[name], lang)).said
    return Words(lang).plain(found.headline)


def test_the_headline_names_the_assumption_the_value_and_the_side():
    assert said("decides") == (
        f"One assumption decides between “{REWARD}” and “{ADS}”. If “trust: half-life (days)” (trust.half_life_days) is "
        f"above 90.8 instead of 60, “{ADS}” is better than “{REWARD}”."
    )
    assert "如果“信任：半衰期（天）”（trust.half_life_days）高于90.8（当前为60）" in said("decides", "zh")
    assert said("decides_two").startswith("2 assumptions decide")


def test_where_less_is_better_the_other_side_wins():
    """A difference of +1000 in CAC is worse: as configured the adverts are ahead."""
    assert said("lower_is_better").endswith(f"“{REWARD}” is better than “{ADS}”.")


def test_what_is_said_where_nothing_decides():
    assert said("robust").startswith(f"No assumption decides: “{REWARD}” is ahead of “{ADS}” by ¥5,000 in profit")
    assert "its lead is not clear" in said("shaky") and "trust: half-life (days)" in said("shaky")
    assert said("open").startswith("Open, and no assumption settles it") and said("undefined").startswith("Nothing can be said")
    assert "would settle it" in said("settles")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", list(sensitivities.ALL))
def test_every_page_is_whole(name, lang):
    made = page(sensitivities.in_language(sensitivities.ALL[name], lang))
    text = visible(made.html)
    assert not re.findall(r"\bnan\b", text.lower()) and "{" not in text and "None" not in text.replace("None of", "")
    if lang == "en":
        assert re.findall(r"[\u4e00-\u9fff]+", text) == []
    else:
        assert re.findall(r"[a-z]{3,} [a-z]{3,}", text) == []
    if name != "undefined":
        assert {"tornado", "shares", "screening", "curve_trust_half_life_days"} <= {figure.key for figure in made.figures}
    unit = {"en": "yuan", "zh": "元"}[lang]
    for figure in made.figures:
        if figure.key.startswith("curve_"):
            x, y = (figure.layout[axis]["title"]["text"] for axis in ("xaxis", "yaxis"))
            assert html.unescape(x) == figure.title and unit in y


@pytest.mark.parametrize("name", list(sensitivities.ALL))
def test_figures_are_valid_plotly(name):
    import plotly.graph_objects as go

    for figure in page(sensitivities.ALL[name]).figures:
        spec = json.loads(embed({"data": figure.traces, "layout": figure.layout}))
        go.Figure(spec)
        assert figure.title and figure.takeaway and figure.alt and len(figure.frame)


def test_the_tornado_runs_from_end_to_end():
    tornado = next(figure for figure in page(sensitivities.DECISIVE).figures if figure.key == "tornado")
    bars = tornado.traces[0]
    first = sensitivities.DECISIVE.curves.query("path == 'trust.half_life_days'")["diff"]
    assert bars["base"][0] == pytest.approx(first.iloc[0]) and bars["x"][0] == pytest.approx(-6000)
    assert {shape["x0"] for shape in tornado.layout["shapes"]} == {0.0, 1000.0}


def test_report_writes_the_page_and_its_tables(tmp_path):
    path = sensitivities.DECISIVE.report(tmp_path)
    assert path.parent.parent.name == "referral-sensitivity"
    data = path.parent / "data"
    pd.testing.assert_frame_equal(pd.read_csv(data / "flips.csv"), sensitivities.DECISIVE.flips)
    for name in ("screening", "shares", "curves", "tornado", "curve_sharing_invites"):
        assert len(pd.read_csv(data / f"{name}.csv"))
    assert "study=sensitivity" in json.loads((data / "provenance.json").read_text("utf-8"))["command"]
    assert path.stat().st_size < 2.6e6


def test_an_error_leaves_nothing_behind(tmp_path, monkeypatch):
    def fail(*_args, **_more):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pd.DataFrame, "to_csv", fail)
    with pytest.raises(OSError):
        sensitivities.DECISIVE.report(tmp_path / "new")
    assert list(tmp_path.iterdir()) == []


def test_hostile_labels_stay_in_their_place():
    plan = sensitivities.DECISIVE.plan
    arms = tuple(replace(arm, label={"en": studies.HOSTILE}) for arm in plan.arms)
    evil = [replace(one, why=studies.HOSTILE) for one in sensitivities.DECISIVE.assumptions]
    made = page(
        replace(sensitivities.DECISIVE, plan=replace(plan, arms=arms, question={"en": studies.HOSTILE}), assumptions=evil)
    )
    assert "<script>window.hurt" not in made.html and "<img src=x" not in made.html


def test_every_assumption_of_the_shipped_businesses_has_a_meaning_and_a_chinese_name():
    from siyu_sim.report.paths import Paths
    from siyu_sim.scenario.folders import groups, search_order
    from siyu_sim.study.assumptions import assumptions
    from siyu_sim.study.plan import load

    english, chinese = Paths(Words("en")), Paths(Words("zh"))
    for business in groups(search_order())["business"]:
        for one in assumptions(load("referral", overrides=[f"business={business}"])):
            assert english.meaning(one.path), one.path
            assert not re.search(r"[a-z]{2}", chinese.label(one.path).replace("Beta", "")), one.path
