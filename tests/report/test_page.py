"""The page of real studies, also of those in which most measures are not defined."""

from __future__ import annotations

import json
import math
import re
from html.parser import HTMLParser

import pytest

from siyu_sim.report.page import build, embed
from tests.report import studies


class Visible(HTMLParser):
    """Text a reader sees, without code and quotations in another language."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.hidden = 0
        self.stack: list[bool] = []

    def handle_starttag(self, tag, attrs):
        if tag in ("meta", "link", "br", "wbr", "img", "input"):
            return
        given = dict(attrs)
        quoted = tag != "html" and given.get("class") != "page" and given.get("lang") is not None
        hide = tag in ("script", "style", "code", "pre") or quoted
        self.stack.append(hide)
        self.hidden += hide

    def handle_endtag(self, tag):
        self.hidden -= self.stack.pop()

    def handle_data(self, data):
        if not self.hidden and data.strip():
            self.texts.append(" ".join(data.split()))


def visible(html: str) -> str:
    parser = Visible()
    parser.feed(html)
    assert not parser.stack, "a tag is not closed"
    return "\n".join(parser.texts)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", list(studies.ALL))
def test_every_study_makes_a_page(name, lang):
    page = build(studies.in_language(studies.ALL[name](), lang))
    text = visible(page.html)
    assert "nan" not in re.findall(r"\bnan\b", text.lower())
    assert "None" not in text.replace("None of", "")
    assert "{" not in text
    assert page.figures or name in ("short", "nobody")
    assert len({figure.key for figure in page.figures}) == len(page.figures)


def test_a_page_does_not_mix_languages():
    english = visible(build(studies.in_language(studies.small(), "en")).html)
    assert re.findall(r"[\u4e00-\u9fff]+", english) == []
    chinese = visible(build(studies.in_language(studies.small(), "zh")).html)
    assert re.findall(r"[a-z]{3,} [a-z]{3,}", chinese) == []


def test_a_label_missing_in_a_language_falls_back_to_the_name():
    study = studies.small()
    from dataclasses import replace

    arms = tuple(replace(arm, label={"zh": "中文"}) if arm.name == "tools" else arm for arm in study.plan.arms)
    text = visible(build(studies.with_plan(study, arms=arms)).html)
    assert "中文" not in text and "“tools”" in text


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_first_screen_holds_the_answer(lang):
    study = studies.in_language(studies.small(), lang)
    page = build(study)
    first = page.html[page.html.index('id="answer"') : page.html.index('id="value"')]
    text = visible("<html>" + first.rpartition("</section>")[0].replace('id="answer" class="first">', "", 1) + "</html>")
    assert study.plan.question[lang] in text
    for arm in study.plan.arms:
        assert arm.label[lang] in text
    squeezed = re.sub(r"\s", "", text)
    a = page.answer
    for statement in (a.headline, a.sure, a.banner, *a.reasons, *a.warnings):
        said = visible(f"<html>{page.view.words.say(statement)}</html>")
        assert said and re.sub(r"\s", "", said) in squeezed
    assert re.search(r'class="banner rests" role="note"', first)
    assert 3 <= first.count('class="card"') <= 5


@pytest.mark.parametrize("name", list(studies.ALL))
def test_figures_are_valid_plotly(name):
    import plotly.graph_objects as go

    for figure in build(studies.ALL[name]()).figures:
        spec = json.loads(embed({"data": figure.traces, "layout": figure.layout}))
        go.Figure(spec)  # raises on any unknown or ill-typed property
        assert spec["data"] and figure.alt and figure.takeaway and figure.title
        if figure.key == "flows":
            assert all(sum(trace["link"]["value"]) > 0 for trace in spec["data"])
            continue
        assert any(any(v is not None for v in (trace.get("x") or [])) for trace in spec["data"]), figure.key
        axes = [value for key, value in spec["layout"].items() if key.startswith(("xaxis", "yaxis"))]
        titled = [axis["title"] for axis in axes if axis.get("title")]
        assert titled and all(title["text"] for title in titled)


def test_one_colour_an_arm_in_every_figure():
    page = build(studies.small())
    colours = {look.name: look.colour for look in page.view.looks}
    assert len(set(colours.values())) == len(colours)
    for figure in page.figures:
        if figure.key == "life":  # whose traces are chosen by person; see test_lives
            continue
        for trace in figure.traces:
            if trace["type"] == "scatter" and trace.get("mode", "").startswith("lines") and trace.get("hoverinfo") != "skip":
                if "meta" in trace:
                    assert trace["line"]["color"] == colours[trace["meta"]["arm"]]
                else:  # what is published, of no arm
                    assert trace["line"]["color"] not in colours.values()


def test_the_data_of_the_page_is_json_without_nan():
    text = embed({"a": [1.0, math.nan, math.inf], "b": "</script>&\u2028"})
    assert json.loads(text) == {"a": [1.0, None, None], "b": "</script>&\u2028"}
    assert not set(text) & set("<>&\u2028")


def test_nothing_is_fetched_from_outside():
    html = build(studies.small()).html
    without = re.sub(r'<script type="text/plain" id="plotly">.*?</script>', "", html, flags=re.S)
    assert re.findall(r"""(?:src|href)=["'](?!#|data/|data:)""", without) == []
    assert "https://" not in without and "http://" not in without and "@import" not in without
    assert len(html.encode()) < 2.5e6


def test_hostile_names_do_not_leave_their_place():
    html = build(studies.hostile(studies.small())).html
    assert "<script>window.hurt" not in html and "<img src=x" not in html
    assert 'onerror="' not in html
    assert "49" not in re.findall(r"&amp;(\d+)%", html)  # no template runs inside a name
    scripts = re.findall(r"<script\b[^>]*>", html)
    assert len(scripts) == 4


def test_the_assumptions_table_covers_every_parameter_in_force():
    from siyu_sim.report.assumptions import counts, in_force, lines

    plan = studies.small().plan
    table = lines(plan)
    parameters = in_force(plan.scenario.model_dump(mode="json"))
    assert sum(counts(table).values()) == len(parameters)
    shown = {f"{line.path}.{path}".strip(".") for line in table for path, _ in line.values}
    assert shown == {path for path, _ in parameters}
    assert not any(path.startswith("channels.live.cost") for path in shown)  # switched off in this business
    by_path = {line.path: line for line in table}
    assert by_path["product.gross_margin"].kind == "published" and by_path["product.gross_margin"].confidence == "H"


def test_trees_are_drawn_without_crossing_rows():
    from siyu_sim.report.figures.trees import _depth, _heights

    tree = [(0, -1, 0.0, 1), (1, 0, 1.0, 0), (2, 0, 2.0, 0), (3, 1, 3.0, 0), (4, 1, 4.0, 0)]
    assert _heights(tree) == [0, 0, 2, 0, 1]
    assert _depth(tree) == 2


def test_rates_leave_out_a_last_week_cut_short_by_the_horizon():
    """150 days are 21 weeks and 3 days; cumulative curves keep them."""
    figures = {figure.key: figure for figure in build(studies.small()).figures}
    for key in ("ads_off", "referral_share"):
        assert figures[key].frame["day"].max() == 147
        assert max(max(trace["x"]) for trace in figures[key].traces) == 147
    assert max(max(trace["x"]) for trace in figures["cash"].traces) == 150


def test_a_note_on_bands_names_only_arms_of_its_figure():
    page = build(studies.small())
    for figure in page.figures:
        shown = {look.label for look in figure.arms}
        for note in figure.notes:
            if note.startswith("Bands:"):
                assert set(re.findall("“(.*?)”", note)) <= shown


def test_a_tree_of_one_generation_is_singular():
    words = build(studies.small()).view.words
    assert words.text("trees.generation", n=1) == "1 generation" and words.text("trees.generations", n=2) == "2 generations"


def test_a_channel_without_cost_does_not_break_the_axis_of_costs():
    from siyu_sim.report.figures import channels
    from siyu_sim.report.view import View

    view = View(studies.small(), "en")
    table = view.table("channels").copy()
    free = table["channel"] == "feed_ads"
    table.loc[free, ["cac", "cac_low", "cac_high"]] = 0.0
    view._tables["channels"] = table
    figure = channels.by_channel(view)
    assert figure.layout["xaxis"]["type"] == "log"
    assert all(math.isfinite(v) for v in figure.layout["xaxis"]["range"])
    assert all(x > 0 for trace in figure.traces for x in trace["x"])
    assert any("feed ads" in note for note in figure.notes)


def test_many_arms_show_those_that_matter_first():
    from siyu_sim.study.plan import load
    from siyu_sim.study.run import run

    values = ",".join(f"{0.5 + 0.1 * k:.1f}" for k in range(15))
    overrides = [f"hook.strength={values}", "market.size=300", "horizon_days=40", "study.replications=2", "study.processes=1"]
    page = build(run(load(None, overrides=overrides, multirun=True)))
    assert len(page.view.looks) == 15 and len(page.view.at_first) == 6
    assert len({(look.colour, look.symbol, look.dash) for look in page.view.looks}) == 15
    assert page.html.count('aria-pressed="false"') > 0
