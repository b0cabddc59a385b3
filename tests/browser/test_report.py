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
            p.querySelectorAll(".trace, .points path, .lines path, .heatmaplayer image, .hm, .waterfalllayer path, .sankey-link").length,
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


def test_rows_sort_by_a_column_from_the_keyboard(chromium, pages):
    """The better end first, then the other, then as they were; what is not known stays last."""
    from selenium.webdriver.common.keys import Keys

    show(chromium, pages["small-en"])

    def column(k: int) -> list[float | None]:
        cells = f"[...document.querySelectorAll('table.arms tbody tr')].map(r => parseFloat(r.cells[{k}].dataset.value))"
        return chromium.execute_script(f"return {cells}.map(v => isNaN(v) ? null : v)")

    def press(k: int) -> str | None:
        head = f"document.querySelectorAll('table.arms thead th')[{k}]"
        chromium.execute_script(f"{head}.querySelector('button').focus()")
        chromium.switch_to.active_element.send_keys(Keys.ENTER)
        return chromium.execute_script(f"return {head}.getAttribute('aria-sort')")

    before = column(1)
    assert press(1) == "descending" and column(1) == sorted(before, reverse=True) != before
    assert press(1) == "ascending" and column(1) == sorted(before)
    assert press(1) is None and column(1) == before
    cac = column(3)
    assert press(3) == "ascending" and column(3) == sorted(cac)  # a low cost is the better end
    last = len(chromium.execute_script("return [...document.querySelectorAll('table.arms thead th')].map(h => 1)")) - 1
    assert None in column(last)
    press(last)
    assert column(last)[-1] is None and column(last)[0] is not None


@pytest.mark.parametrize("name", ["small-en", "small-zh"])
def test_words_inside_figures_lie_apart_and_ticks_differ(chromium, pages, name):
    for size in SIZES:
        show(chromium, pages[name], size)
        found = chromium.execute_script("""
            const out = [];
            const clash = (a, b) => a.left < b.right - 2 && b.left < a.right - 2 && a.top < b.bottom - 3 && b.top < a.bottom - 3;
            for (const plot of document.querySelectorAll(".plot")) {
                const labels = [...plot.querySelectorAll(".sankey-node .node-label, .annotation-text")]
                    .map(t => [t.textContent, t.getBoundingClientRect()]).filter(b => b[1].width);
                for (let i = 0; i < labels.length; i++) for (let j = 0; j < i; j++)
                    if (clash(labels[i][1], labels[j][1])) out.push([plot.id, labels[i][0], labels[j][0]]);
                const box = plot.getBoundingClientRect();
                for (const [text, b] of labels) if (b.left < box.left - 1 || b.right > box.right + 1) out.push([plot.id, text]);
                for (const axis of plot.querySelectorAll(".xaxislayer-above, .yaxislayer-above")) {
                    const ticks = [...axis.querySelectorAll(":scope > .xtick text, :scope > .ytick text")].map(t => t.textContent);
                    if (plot.id !== "plot-life" && new Set(ticks).size !== ticks.length) out.push([plot.id, "ticks", ...ticks]);
                }
            }
            return out""")
        assert found == [], size


def test_a_chosen_arm_changes_the_flow(chromium, pages):
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support.select import Select

    show(chromium, pages["small-en"])
    links = "return document.querySelectorAll('#plot-flows .sankey-link').length"
    assert chromium.execute_script(links) > 4
    Select(chromium.find_element(By.CSS_SELECTOR, 'select[data-for="flows"]')).select_by_value("none")
    assert chromium.execute_script(links) > 4
    data = "document.getElementById('plot-flows').data.filter(t => t.visible !== false).map(t => t.meta.arm)"
    assert chromium.execute_script(f"return {data}") == ["none"]


def test_the_focus_can_be_seen_on_everything_that_takes_it(chromium, pages):
    from selenium.webdriver.common.keys import Keys

    for dark in (False, True):
        show(chromium, pages["small-en"], dark=dark)
        seen = set()
        for _ in range(40):
            chromium.switch_to.active_element.send_keys(Keys.TAB)
            tag, width, style = chromium.execute_script(
                "const e = document.activeElement, s = getComputedStyle(e); return [e.tagName, s.outlineWidth, s.outlineStyle]"
            )
            assert (width, style) == ("2px", "solid"), tag
            seen.add(tag)
        assert {"A", "BUTTON"} <= seen


def test_a_print_holds_every_figure_whole(chromium, pages):
    """On A4: figures as wide as the paper, none higher than a page, and a PDF comes out of it."""
    import base64

    show(chromium, pages["small-en"])
    pdf = base64.b64decode(
        chromium.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True})["data"]
    )
    assert pdf.startswith(b"%PDF") and b"/MediaBox [0 0 594.9" in pdf
    chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    metrics = {"width": 703, "height": 1008, "deviceScaleFactor": 1, "mobile": False}  # A4 less its margins, in CSS pixels
    chromium.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    chromium.execute_script("dispatchEvent(new Event('beforeprint'))")
    sizes = chromium.execute_script("""
        return [...document.querySelectorAll(".fig")].map(f => {
            const a = f.getBoundingClientRect(), b = f.querySelector("svg.main-svg").getBoundingClientRect();
            return [f.id, a.height, b.left >= a.left - 1 && b.right <= a.right + 1, getComputedStyle(f).breakInside];
        })""")
    chromium.execute_script("dispatchEvent(new Event('afterprint'))")
    assert len(sizes) > 20
    for figure, height, inside, breaks in sizes:
        assert inside and breaks == "avoid", figure
        assert height < 1008 or figure in ("fig-trees",), figure
