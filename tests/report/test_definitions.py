"""The definition of a measure is one click away from its name, and every link of a page leads somewhere on it."""

from __future__ import annotations

import re

import pytest

from siyu_sim.measure.catalogue import METRICS
from siyu_sim.report import definitions
from siyu_sim.report.page import build
from siyu_sim.report.sensitivity import page as sensitivity_page
from tests.report import sensitivities, studies

PAGES = {
    "study": lambda lang: build(studies.in_language(studies.small(), lang)),
    "sweep": lambda lang: build(studies.in_language(studies.told(), lang)),
    "one": lambda lang: build(studies.in_language(studies.alone(), lang)),
    "sensitivity": lambda lang: sensitivity_page(sensitivities.in_language(sensitivities.DECISIVE, lang)),
}


@pytest.mark.parametrize("lang", ["en", "zh", "both"])
@pytest.mark.parametrize("name", list(PAGES))
def test_every_link_leads_somewhere(name, lang):
    html = PAGES[name](lang).html
    ids = set(re.findall(r'\sid="([^"]+)"', html))
    links = set(re.findall(r'href="#([^"]+)"', html))
    assert links <= ids, links - ids
    assert len(re.findall(r'\sid="(?:en-)?def-\w+"', html)) == len(METRICS)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_cards_heads_and_figures_lead_to_definitions(lang):
    page = PAGES["study"](lang)
    html = page.html
    cards = re.findall(r'<div class="card">\s*<p class="name">(.*?)</p>', html, re.S)
    assert len(cards) == 5 and all(re.match(r'<a class="term" href="#def-\w+">', card) for card in cards)
    heads = re.search(r'<table class="arms">\s*<thead>(.*?)</thead>', html, re.S).group(1)
    plan = page.view.plan
    wanted = dict.fromkeys((plan.primary, *plan.metrics))
    assert re.findall(r'<a class="what" href="#def-(\w+)"', heads) == list(wanted)
    linked = {figure.key for figure in page.figures if definitions.of_figure(page.view, figure)}
    assert {"cac_ltv", "k_factor", "ads_off", "payback"} & {f.key for f in page.figures} <= linked
    for key in linked:
        figure = html[html.index(f'id="fig-{key}"') :]
        assert 'class="terms"' in figure[: figure.index("</figure>")]


def test_what_pairing_saves_leads_to_the_measures_that_it_shows():
    page = build(studies.small())
    figure = next(figure for figure in page.figures if figure.key == "pairing")
    shown = figure.layout["yaxis"]["ticktext"]
    linked = [re.search(">(.+?)<", str(term))[1] for term in definitions.of_figure(page.view, figure)]
    assert linked == shown[: definitions.MOST] and len(linked) > 2


def test_figures_that_are_named_are_figures_and_measures_are_measures():
    known = {figure.key for study in studies.ALL.values() for figure in build(study()).figures}
    assert set(definitions.FIGURES) <= known, set(definitions.FIGURES) - known
    assert {name for names in definitions.FIGURES.values() for name in names} <= set(METRICS)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", list(PAGES))
def test_every_page_says_what_the_model_leaves_out(name, lang):
    page = PAGES[name](lang)
    w = page.view.words
    part = page.html[page.html.index('id="left_out"') :]
    part = part[: part.index("</section>")]
    for key in ("people", "product", "referral", "channels", "operation", "counting"):
        assert str(w(f"left_out.{key}.text")) in part
