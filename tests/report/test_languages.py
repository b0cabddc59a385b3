"""One file with both languages: each is what its own page would be, figures share what they have in common, the ids stay apart."""

from __future__ import annotations

import json
import re

import pytest

from siyu_sim.report.furniture import shared
from siyu_sim.report.page import build
from siyu_sim.report.search import allocation_page, search_page
from siyu_sim.report.sensitivity import page as sensitivity_page
from siyu_sim.study.settings import ReportSettings
from tests.report import sensitivities, studies, test_search_page, test_sweep, test_uncertainty
from tests.report.test_page import visible


def search(lang: str) -> str:
    return search_page(_of(test_search_page.found("profit", "cac"), lang)).html


def allocation(lang: str) -> str:
    return allocation_page(_of(test_search_page.split(), lang)).html


def sensitivity(lang: str) -> str:
    return sensitivity_page(sensitivities.in_language(sensitivities.ALL["decides_two"], lang)).html


KINDS = {
    "compare": lambda lang: build(studies.in_language(studies.small(), lang)).html,
    "sweep": lambda lang: build(studies.in_language(test_sweep.swept(test_sweep.STRENGTHS, test_sweep.POSTS), lang)).html,
    "uncertainty": lambda lang: build(studies.in_language(test_uncertainty.drawn(), lang)).html,
    "sensitivity": sensitivity,
    "search": search,
    "allocate": allocation,
}


def _of(found, lang):
    from dataclasses import replace

    plan = found.plan
    return replace(found, plan=replace(plan, report=plan.report.model_copy(update={"lang": lang})))


def bodies(html: str) -> dict[str, str]:
    """Language → its part of the file."""
    parts = re.split(r'(?=<div class="page" id=")', html[: html.index('<script type="application/json" id="figures">')])[1:]
    return {re.match(r'<div class="page" id="(..)"', part)[1]: part for part in parts}


def figures(html: str) -> dict:
    return json.loads(re.search(r'<script type="application/json" id="figures">(.*?)</script>', html, re.DOTALL)[1])


def resolved(node, lang: str):
    if isinstance(node, list):
        return [resolved(one, lang) for one in node]
    if isinstance(node, dict):
        return node[lang] if set(node) == {"en", "zh"} else {key: resolved(one, lang) for key, one in node.items()}
    return node


def words(html: str, lang: str) -> str:
    return visible(bodies(html)[lang]).replace({"en": "中文", "zh": "English"}[lang], "", 1)


def test_the_settings_name_the_languages():
    assert ReportSettings(lang="both").languages == ("en", "zh") and ReportSettings(lang="zh").languages == ("zh",)
    assert ReportSettings().languages == ("en",)


@pytest.mark.parametrize("kind", list(KINDS))
def test_each_language_says_what_its_own_page_says(kind):
    both = KINDS[kind]("both")
    for lang in ("en", "zh"):
        alone = KINDS[kind](lang)
        assert words(both, lang) == words(alone, lang)
        assert resolved(figures(both), lang) == figures(alone)
    assert figures(KINDS[kind]("en")) != figures(KINDS[kind]("zh"))


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_id_is_there_once_and_every_link_leads_into_its_own_language(kind):
    both = KINDS[kind]("both")
    ids = re.findall(r' id="([^"]+)"', both)
    assert len(ids) == len(set(ids)) > 20
    for lang, body in bodies(both).items():
        inside = set(re.findall(r' id="([^"]+)"', body))
        links = set(re.findall(r'href="#([^"]+)"', body))
        assert links - inside == {"zh" if lang == "en" else "en"}


def test_neither_body_holds_words_of_the_other():
    both = bodies(build(studies.in_language(studies.small(), "both")).html)
    assert re.findall(r"[\u4e00-\u9fff]+", visible(both["en"]).replace("中文", "")) == []
    assert re.findall(r"[a-z]{3,} [a-z]{3,}", visible(both["zh"])) == []


def test_both_languages_are_not_much_larger_than_one():
    one, both = (len(KINDS["compare"](lang).encode()) for lang in ("zh", "both"))
    assert both < 1.5 * one and both < 2.5e6


def test_what_is_alike_stands_once():
    one, other = {"x": [1, 2], "name": "a", "n": [1]}, {"x": [1, 2], "name": "b", "n": [1, 2]}
    assert shared(one, other, "en", "zh") == {
        "x": [1, 2],
        "name": {"en": "a", "zh": "b"},
        "n": {"en": [1], "zh": [1, 2]},
    }
    assert shared(1, 1.0, "en", "zh") == {"en": 1, "zh": 1.0}
