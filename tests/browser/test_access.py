"""A page for everybody: the rules of WCAG 2, levels A and AA, as axe-core checks them; keyboard; large letters."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], "resultTypes": ["violations"]}
KINDS = [
    ("both", "#en"),
    ("both", "#zh"),
    ("alone", ""),
    ("sweep", ""),
    ("uncertainty", ""),
    ("sensitivity", "#zh"),
    ("front", ""),
    ("split", ""),
]
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}
DARK = ("both", "uncertainty", "sensitivity", "split")  # these have every colour between them
# the inside of a figure is a picture with a text of its own, for screen readers
LOOKED_AT = {"exclude": [[".plot > *"]]}
AXE = "([context, rules]) => axe.run(context, rules)"


@pytest.fixture(scope="module")
def axe() -> str:
    """The script of axe-core."""
    from axe_playwright_python.base import AXE_FILE_PATH

    return AXE_FILE_PATH.read_text("utf-8")


@pytest.mark.parametrize(("name", "at"), KINDS, ids=[name + at.replace("#", "-") for name, at in KINDS])
def test_everybody_can_read_it(chromium, pages, axe, name, at):
    """All rules in light; in dark, what colours can break."""
    with chromium.show(pages[name], at=at, drawn=False) as shown:
        shown.js(axe)
        for scheme, rules in (("light", RULES), ("dark", CONTRAST)):
            if scheme == "dark" and name not in DARK:
                continue
            shown.page.emulate_media(color_scheme=scheme)
            broken = shown.js(AXE, [LOOKED_AT, rules])["violations"]
            said = [
                f"{rule['id']}: {node['html'][:140]} {node['failureSummary']}" for rule in broken for node in rule["nodes"][:3]
            ]
            assert said == [], scheme


def test_every_figure_says_what_it_shows(chromium, pages):
    with chromium.show(pages["both"], at="#zh", drawn=False) as shown:
        assert shown.js("""[...document.querySelectorAll(".plot")].every(
            p => p.getAttribute("role") === "img" && p.getAttribute("aria-label").length > 8)""")


def test_the_focus_can_be_seen_on_everything_that_takes_it(chromium, pages):
    outline = "() => { const e = document.activeElement, s = getComputedStyle(e); return [e.tagName, s.outlineWidth, s.outlineStyle]; }"
    for dark in (False, True):
        with chromium.show(pages["both"], at="#en", dark=dark, drawn=False) as shown:
            tags = set()
            for _ in range(40):
                shown.page.keyboard.press("Tab")
                tag, width, style = shown.js(outline)
                assert (width, style) == ("2px", "solid"), tag
                tags.add(tag)
            assert {"A", "BUTTON"} <= tags


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_letters_twice_as_large_grow_and_nothing_is_lost(chromium, pages, lang):
    """The reader's own size of letters, not a zoom: everything grows with it, figures too."""
    with chromium.show(pages["both"], at=f"#{lang}", drawn=False) as shown:
        size = "e => parseFloat(getComputedStyle(document.querySelector(e)).fontSize)"
        tick = f"#{lang} .plot .xtick text"
        shown.page.wait_for_selector(tick, state="attached")
        words = [f"#{lang} h1", f"#{lang} td .mean", f"#{lang} .takeaway", tick]
        before = [shown.js(size, word) for word in words]
        shown.page.context.new_cdp_session(shown.page).send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
        shown.page.reload()
        shown.until_drawn()
        assert [shown.js(size, word) for word in words] == pytest.approx([2 * was for was in before], rel=0.1)
        assert {what: shown.measure(what) for what in ("cut", "overlapping", "page")} == {
            "cut": [],
            "overlapping": [],
            "page": [],
        }
