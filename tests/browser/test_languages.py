"""The page that holds both languages, in real browsers."""

from __future__ import annotations

import pytest

from tests.report.test_plotly import in_bundle

pytestmark = pytest.mark.browser

SEEN = """() => [document.documentElement.lang,
    [...document.querySelectorAll(".page")].filter(p => p.getClientRects().length).map(p => p.id), document.title]"""


@pytest.mark.parametrize("browser", ["chromium", "firefox"])
def test_the_hash_chooses_and_one_language_is_seen(request, pages, browser):
    for lang, tag, title in (("zh", "zh-CN", "把钱用于"), ("en", "en", "Does rewarding")):
        with request.getfixturevalue(browser).show(pages["both"], at=f"#{lang}", drawn=False) as shown:
            words, bodies, name = shown.js(SEEN)
            assert (words, bodies) == (tag, [lang]) and name.startswith(title)


def test_a_link_to_a_section_opens_its_language(chromium, pages):
    with chromium.show(pages["both"], at="#zh-cash") as shown:
        assert shown.js(SEEN)[1] == ["zh"]
        shown.js("location.hash = '#en-value'")
        shown.page.wait_for_selector("#en", state="visible")
        shown.until_drawn()
        assert shown.js(SEEN)[1] == ["en"]


@pytest.mark.parametrize("browser", ["chromium", "firefox"])
def test_the_switch_works_from_the_keyboard_keeps_the_place_and_is_remembered(request, pages, browser):
    top = "id => document.getElementById(id).getBoundingClientRect().top"
    with request.getfixturevalue(browser).show(pages["both"], at="#en") as shown:
        shown.js("document.querySelector('#en-cash').scrollIntoView()")
        before = shown.js(top, "en-cash")
        shown.press("#en a.switch")
        shown.page.wait_for_selector("#zh", state="visible")
        shown.until_drawn()
        assert shown.js(SEEN)[:2] == ["zh-CN", ["zh"]]
        assert abs(shown.js(top, "zh-cash") - before) < 60
        assert shown.js("[document.activeElement.className, location.hash]") == ["switch", "#zh"]

        shown.page.goto(pages["both"].as_uri() + "?again")
        assert shown.js(SEEN)[1] == ["zh"]
        shown.page.goto(pages["both"].as_uri() + "?again#en")  # what is asked for goes before what is remembered
        assert shown.js(SEEN)[1] == ["en"]


def test_figures_are_those_of_the_language_and_what_is_chosen_stays(chromium, pages):
    arms = "id => document.getElementById(id).data.filter(t => t.visible !== false).map(t => t.meta.arm)"
    with chromium.show(pages["both"], at="#en") as shown:
        shown.page.locator('#en select[data-for="retention"]').select_option("none")
        shown.page.locator("#en .legend[data-for=cash] button[data-arm=tools]").click()
        shown.page.locator("#en a.switch").click()
        shown.page.wait_for_selector("#zh", state="visible")
        shown.until_drawn()
        assert set(shown.js(arms, "zh-plot-retention")) == {"none"}
        assert "tools" not in shown.js(arms, "zh-plot-cash")
        title = shown.js("document.querySelector('#zh-plot-cash .xtitle').textContent")
        assert any("\u4e00" <= c <= "\u9fff" for c in title)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_print_prints_the_language_on_the_screen(chromium, pages, lang):
    with chromium.show(pages["both"], at=f"#{lang}", drawn=False) as shown:
        shown.page.emulate_media(media="print")
        assert shown.js(SEEN)[1] == [lang]
        assert not shown.page.locator(f"#{lang} nav").is_visible()


def test_without_a_script_the_hash_switches(chromium, pages):
    for lang, other in (("zh", "en"), ("en", "zh")):
        with chromium.show(pages["both"], at=f"#{lang}", scripts=False) as shown:
            assert shown.page.locator(f"#{lang}").is_visible() and not shown.page.locator(f"#{other}").is_visible()


def test_the_bundle_draws_what_it_says(chromium, pages):
    with chromium.show(pages["both"], drawn=False) as shown:
        shown.page.wait_for_selector("svg.main-svg", state="attached")
        assert set(shown.js("Object.keys(Plotly.PlotSchema.get().traces)")) == in_bundle()
