"""The page that holds both languages, in a real browser."""

from __future__ import annotations

import pytest

from siyu_sim.report.write import write_report
from tests.browser.driving import show, until_drawn
from tests.report import sensitivities, studies
from tests.report.test_plotly import in_bundle

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    return write_report(studies.in_language(studies.small(), "both"), tmp_path_factory.mktemp("both"))


@pytest.fixture
def fresh(chromium, both):
    """The page as somebody sees it who was never there."""
    show(chromium, both)
    chromium.execute_script("localStorage.clear()")
    return chromium


def seen(driver) -> tuple[str, list[str], str]:
    """(language of the document, bodies on the screen, title)."""
    bodies = "[...document.querySelectorAll('.page')].filter(p => p.getClientRects().length).map(p => p.id)"
    return tuple(driver.execute_script(f"return [document.documentElement.lang, {bodies}, document.title]"))


def test_the_hash_chooses_and_one_language_is_seen(fresh, both):
    for lang, tag, title in (("zh", "zh-CN", "把钱用于"), ("en", "en", "Does rewarding")):
        show(fresh, both, at=f"#{lang}")
        shown, bodies, words = seen(fresh)
        assert (shown, bodies) == (tag, [lang]) and words.startswith(title)


def test_a_link_to_a_section_opens_its_language(fresh, both):
    show(fresh, both, at="#zh-cash")
    assert seen(fresh)[1] == ["zh"]
    fresh.execute_script("location.hash = '#en-value'")
    until_drawn(fresh)
    assert seen(fresh)[1] == ["en"]


def test_the_switch_works_from_the_keyboard_keeps_the_place_and_is_remembered(fresh, both):
    from selenium.webdriver.common.keys import Keys

    show(fresh, both, at="#en")
    fresh.execute_script("document.querySelector('#en-cash').scrollIntoView()")
    before = fresh.execute_script("return document.querySelector('#en-cash').getBoundingClientRect().top")
    fresh.execute_script("document.querySelector('#en a.switch').focus({preventScroll: true})")
    fresh.switch_to.active_element.send_keys(Keys.ENTER)
    until_drawn(fresh)
    assert seen(fresh)[:2] == ("zh-CN", ["zh"])
    after = fresh.execute_script("return document.querySelector('#zh-cash').getBoundingClientRect().top")
    assert abs(after - before) < 60
    assert fresh.execute_script("return document.activeElement.className") == "switch"
    assert fresh.execute_script("return location.hash") == "#zh"
    show(fresh, both)
    assert seen(fresh)[1] == ["zh"]
    show(fresh, both, at="#en")  # what is asked for goes before what is remembered
    assert seen(fresh)[1] == ["en"]


def test_figures_are_those_of_the_language_and_what_is_chosen_stays(fresh, both):
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support.select import Select

    show(fresh, both, at="#en")
    Select(fresh.find_element(By.CSS_SELECTOR, '#en select[data-for="retention"]')).select_by_value("none")
    fresh.execute_script("document.querySelector('#en .legend[data-for=cash] button[data-arm=tools]').click()")
    fresh.execute_script("document.querySelector('#en a.switch').click()")
    until_drawn(fresh)
    traces = "document.getElementById('zh-plot-{}').data.filter(t => t.visible !== false).map(t => t.meta.arm)"
    assert set(fresh.execute_script(f"return {traces.format('retention')}")) == {"none"}
    assert "tools" not in fresh.execute_script(f"return {traces.format('cash')}")
    title = fresh.execute_script("return document.querySelector('#zh-plot-cash .xtitle').textContent")
    assert any("\u4e00" <= c <= "\u9fff" for c in title)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_print_prints_the_language_on_the_screen(fresh, both, lang):
    show(fresh, both, at=f"#{lang}")
    fresh.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert seen(fresh)[1] == [lang]
    assert fresh.execute_script(f"return document.querySelector('#{lang} nav').getClientRects().length") == 0


def test_without_a_script_the_hash_switches(fresh, both):
    fresh.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        for lang in ("zh", "en"):
            fresh.get("about:blank")
            fresh.get(both.as_uri() + f"#{lang}")
            assert [p.get_attribute("id") for p in fresh.find_elements("css selector", ".page") if p.is_displayed()] == [lang]
    finally:
        fresh.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_other_kinds_of_pages_switch_too(chromium, tmp_path):
    page = sensitivities.in_language(sensitivities.ALL["decides_two"], "both").report(tmp_path)
    for lang in ("zh", "en"):
        show(chromium, page, at=f"#{lang}")
        assert seen(chromium)[1] == [lang]
        assert chromium.get_log("browser") == []


def test_the_bundle_draws_what_it_says(fresh, both):
    show(fresh, both)
    assert set(fresh.execute_script("return Object.keys(Plotly.PlotSchema.get().traces)")) == in_bundle()
