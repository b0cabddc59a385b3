"""The report in a real browser, at the sizes of a phone, a laptop and a projector."""

from __future__ import annotations

import time

import pytest

from siyu_sim.report.write import write_report
from tests.browser.driving import SIZES, requests, show
from tests.report import sensitivities, studies, test_sweep, test_uncertainty

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports")
    made = {
        f"{name}-{lang}": studies.in_language(studies.ALL[name](), lang)
        for name in ("small", "short", "alone")
        for lang in ("en", "zh")
    }
    made["hostile-en"] = studies.hostile(studies.small())
    made["sweep-en"] = test_sweep.swept(*test_sweep.MANY)
    made["map-zh"] = studies.in_language(test_sweep.swept(test_sweep.STRENGTHS, test_sweep.POSTS), "zh")
    made["curve-en"] = test_sweep.swept(test_sweep.STRENGTHS)
    made["drawn-en"] = test_uncertainty.drawn()
    written = {name: write_report(study, folder / name) for name, study in made.items()}
    for lang in ("en", "zh"):
        found = sensitivities.in_language(sensitivities.ALL["decides_two"], lang)
        written[f"sensitivity-{lang}"] = found.report(folder / f"sensitivity-{lang}")
    return written


@pytest.mark.parametrize("size", list(SIZES))
@pytest.mark.parametrize(
    "name",
    [
        "small-en",
        "small-zh",
        "short-en",
        "alone-zh",
        "hostile-en",
        "sensitivity-en",
        "sensitivity-zh",
        "sweep-en",
        "map-zh",
        "curve-en",
        "drawn-en",
    ],
)
def test_the_page_works(chromium, pages, name, size):
    show(chromium, pages[name], size)
    assert chromium.get_log("browser") == []
    outside = [url for url in requests(chromium) if not url.startswith(("file://", "data:", "blob:", "about:"))]
    assert outside == []

    drawn = chromium.execute_script("""
        return [...document.querySelectorAll(".plot")].map(p => [p.id,
            p.querySelectorAll(".trace, .points path, .lines path, .heatmaplayer image, .hm, .waterfalllayer path").length,
            p.getBoundingClientRect().width, p.querySelector("svg.main-svg")?.getBoundingClientRect().width])""")
    assert drawn
    for figure, marks, width, svg in drawn:
        assert marks > 0, f"{figure} is empty"
        assert svg == pytest.approx(width, abs=2), f"{figure} does not fill its box"

    overflow = chromium.execute_script("return [document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert overflow[0] <= overflow[1], "the page scrolls sideways"
    assert chromium.execute_script("return window.hurt") is None


@pytest.mark.parametrize("size", list(SIZES))
@pytest.mark.parametrize("name", ["small-en", "small-zh"])
def test_nothing_is_cut_off_or_on_top_of_each_other(chromium, pages, name, size):
    show(chromium, pages[name], size)
    cut = chromium.execute_script("""
        const out = [];
        for (const plot of document.querySelectorAll(".plot")) {
            const box = plot.getBoundingClientRect();
            for (const text of plot.querySelectorAll(".xtick text, .ytick text, .xtitle, .ytitle")) {
                const t = text.getBoundingClientRect();
                const across = t.left > box.left - 1 && t.right < box.right + 1;
                const inside = across && t.top > box.top - 1 && t.bottom < box.bottom + 1;
                if (t.width && !inside)
                    out.push([plot.id, text.textContent]);
            }
        }
        return out""")
    assert cut == []
    overlapping = chromium.execute_script("""
        const out = [];
        for (const plot of document.querySelectorAll(".plot"))
            for (const kind of [".xtick text", ".ytick text"]) {
                const boxes = [...plot.querySelectorAll(kind)]
                    .map(t => [t.textContent, t.getBoundingClientRect()]).filter(b => b[1].width);
                for (let i = 0; i < boxes.length; i++) for (let j = 0; j < i; j++) {
                    const [a, b] = [boxes[i][1], boxes[j][1]];
                    if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 2 && b.top < a.bottom - 2)
                        out.push([plot.id, boxes[i][0], boxes[j][0]]);
                }
            }
        return out""")
    assert overlapping == []


def test_arms_can_be_hidden_and_chosen(chromium, pages):
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support.select import Select

    show(chromium, pages["small-en"])

    def shown(key: str) -> set[str]:
        traces = f"document.getElementById('plot-{key}').data.filter(t => t.visible !== false)"
        return set(chromium.execute_script(f"return {traces}.map(t => t.meta.arm)"))

    button = chromium.find_element(By.CSS_SELECTOR, '.legend[data-for="cash"] button[data-arm="tools"]')
    assert "tools" in shown("cash")
    chromium.execute_script("arguments[0].click()", button)
    assert "tools" not in shown("cash") and button.get_attribute("aria-pressed") == "false"
    chromium.execute_script("arguments[0].click()", button)
    assert "tools" in shown("cash")

    assert shown("retention") == {"one_sided_high"}
    Select(chromium.find_element(By.CSS_SELECTOR, 'select[data-for="retention"]')).select_by_value("none")
    assert shown("retention") == {"none"}


def test_the_link_to_the_assumptions_opens_them(chromium, pages):
    from selenium.webdriver.common.by import By

    show(chromium, pages["small-en"])
    assert not chromium.execute_script("return document.querySelector('#assumptions details.long').open")
    chromium.execute_script("arguments[0].click()", chromium.find_element(By.CSS_SELECTOR, 'a[href="#assumptions"]'))
    time.sleep(0.2)
    assert chromium.execute_script("return document.querySelector('#assumptions details.long').open")


def test_dark_figures_have_light_words(chromium, pages):
    def ink() -> str:
        return chromium.execute_script("return getComputedStyle(document.querySelector('#plot-cash .xtick text')).fill")

    show(chromium, pages["small-en"], dark=True)
    dark = ink()
    show(chromium, pages["small-en"])
    assert dark != ink()


def test_every_figure_says_what_it_shows(chromium, pages):
    show(chromium, pages["small-zh"])
    assert chromium.execute_script("""
        return [...document.querySelectorAll(".plot")].every(
            p => p.getAttribute("role") === "img" && p.getAttribute("aria-label").length > 8)""")
