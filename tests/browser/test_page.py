"""Every kind of page in real browsers, at the sizes of a phone, a laptop and a projector."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

KINDS = [
    ("both", "#en"),
    ("both", "#zh"),
    ("short", ""),
    ("alone", ""),
    ("hostile", ""),
    ("messages", ""),
    ("sweep", ""),
    ("map", ""),
    ("curve", ""),
    ("uncertainty", ""),
    ("sensitivity", "#en"),
    ("sensitivity", "#zh"),
    ("front", ""),
    ("split", ""),
]
SIZES = ("phone", "laptop", "projector")
CASES = [
    *(("chromium", name, at, size) for name, at in KINDS for size in SIZES),
    ("chromium", "both", "#en", "zoomed"),
    ("chromium", "both", "#zh", "zoomed"),
    *(("firefox", "both", "#zh", size) for size in SIZES),
    ("firefox", "both", "#en", "phone"),
    ("firefox", "sensitivity", "#en", "phone"),
    ("firefox", "sweep", "", "laptop"),
]
REPEATED = "plot-life:"  # two arms, one beneath the other, each with the same rows


@pytest.mark.parametrize(("browser", "name", "at", "size"), CASES, ids=["-".join(case).replace("#", "") for case in CASES])
def test_the_page_works(request, pages, browser, name, at, size):
    """No errors, nothing asked of others; no figure empty, nothing cut off or on top of something else; every tick once and by its name."""
    with request.getfixturevalue(browser).show(pages[name], size, at=at) as shown:
        wrong = {
            measure: shown.measure(measure) for measure in ("empty", "cut", "overlapping", "same_ticks", "unnamed", "page")
        }
        wrong["same_ticks"] = [what for what in wrong["same_ticks"] if REPEATED not in what]
        if name == "hostile":  # names that nobody can read anyhow need not fit into figures
            assert shown.js("window.hurt === undefined")
            del wrong["cut"], wrong["overlapping"], wrong["unnamed"]
        assert shown.js("document.querySelectorAll('.plot').length") > 0
        assert (shown.complaints, shown.outside) == ([], [])
        assert {measure: what for measure, what in wrong.items() if what} == {}


FAULTS = {  # what spoils a sound page → the measure that must say so
    "empty": "document.querySelector('#en-plot-cash svg.main-svg').remove()",
    "cut": "document.querySelector('#en-plot-cash .xtitle').setAttribute('x', 0)",
    "overlapping": "for (const t of document.querySelectorAll('#en-plot-cash .xtick text')) { t.setAttribute('x', 200); "
    "t.removeAttribute('transform'); }",
    "same_ticks": "document.querySelectorAll('#en-plot-cash .xtick text').forEach(t => { t.textContent = '1'; })",
    "unnamed": "document.querySelector('#en-plot-arms .ytick text').textContent = '0'",
    "page": "document.querySelector('#en .card .name').style.cssText = 'white-space: nowrap; overflow: hidden; width: 1rem'",
}


def test_the_measures_see_what_is_wrong(chromium, pages):
    with chromium.show(pages["both"], at="#en") as shown:
        for measure in ("cut", "overlapping", "unnamed", "same_ticks", "page", "empty"):
            before = shown.measure(measure)
            shown.js(FAULTS[measure])
            assert len(shown.measure(measure)) > len(before), measure
        shown.js("console.error('spoilt')")
        shown.js("new Image().src = 'https://example.org/'")
        shown.page.wait_for_timeout(300)
        assert "spoilt" in shown.complaints[0] and any("example.org" in text for text in shown.complaints + shown.outside)
