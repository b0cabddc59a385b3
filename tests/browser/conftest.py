"""Real browsers without a network, driven by Playwright: Chromium, and Firefox.

A browser of the system is taken where there is one, else Playwright's own. Where neither is there the tests are skipped and say why,
unless the environment variable SIYU_SIM_REQUIRE_BROWSER is set: then they fail. Browsers live as long as this folder's tests: while
Playwright's synchronous interface is up, nothing else in the process may start an event loop of asyncio.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from siyu_sim.study.allocate import Allocation
from siyu_sim.study.results import Study
from siyu_sim.study.search import Search
from siyu_sim.study.sensitivity import Sensitivity
from tests.browser.screens import Browser
from tests.report import sensitivities, studies, test_search_page, test_sweep, test_uncertainty

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FIREFOX = ("firefox-esr", "firefox")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update")
DARK_FIREFOX = {"ui.systemUsesDarkTheme": 1}


def missing(why: str) -> None:
    (pytest.fail if os.environ.get("SIYU_SIM_REQUIRE_BROWSER") else pytest.skip)(why)


@pytest.fixture(scope="package")
def playwright():
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("Playwright is not installed (pip install playwright)")
    with sync_playwright() as running:
        yield running


def found(names: tuple[str, ...], own: str) -> str | None:
    """The path of a browser of the system, or None for Playwright's own, which must then be there."""
    here = next((path for path in map(shutil.which, names) if path), None)
    if here is None and not Path(own).exists():
        missing(f"no browser found: none of {', '.join(names)} is installed, nor Playwright's own (playwright install)")
    return here


@pytest.fixture(scope="package")
def chromium(playwright):
    """One Chromium for all tests."""
    path = found(CHROMIUM, playwright.chromium.executable_path)
    with playwright.chromium.launch(executable_path=path, args=[*FLAGS]) as running:
        yield Browser(running)


def fire(playwright, **prefs):
    path = found(FIREFOX, playwright.firefox.executable_path)
    # Playwright's own Firefox is patched; a stock one is spoken to by WebDriver BiDi
    kind = {"channel": "moz-firefox", "executable_path": path} if path else {}
    return playwright.firefox.launch(**kind, firefox_user_prefs=prefs)


@pytest.fixture(scope="package")
def firefox(playwright):
    """One Firefox for all tests, in light colours."""
    with fire(playwright) as running:
        yield Browser(running)


@pytest.fixture
def dark_firefox(playwright):
    """A Firefox on a system with dark colours: BiDi cannot change them while it runs."""
    with fire(playwright, **DARK_FIREFOX) as running:
        yield Browser(running)


def told(result: Search | Allocation | Sensitivity, lang: str) -> Search | Allocation | Sensitivity:
    report = result.plan.report.model_copy(update={"lang": lang})
    return replace(result, plan=replace(result.plan, report=report))


def study(name: str, lang: str) -> Study:
    return studies.in_language(studies.ALL[name](), lang)


# every kind of page, each with what it holds at most
KINDS: dict[str, Callable[[], Study | Search | Allocation | Sensitivity]] = {
    "both": lambda: study("small", "both"),
    "short": lambda: study("short", "en"),
    "alone": lambda: study("alone", "zh"),
    "hostile": lambda: studies.hostile(studies.small()),
    "messages": lambda: study("told", "en"),
    "sweep": lambda: test_sweep.swept(*test_sweep.MANY),
    "map": lambda: studies.in_language(test_sweep.swept(test_sweep.STRENGTHS, test_sweep.POSTS), "zh"),
    "curve": lambda: test_sweep.swept(test_sweep.STRENGTHS),
    "uncertainty": lambda: studies.in_language(test_uncertainty.drawn(), "zh"),
    "sensitivity": lambda: told(sensitivities.ALL["decides_two"], "both"),
    "front": lambda: told(test_search_page.found("profit", "cac"), "zh"),
    "split": lambda: told(test_search_page.split(), "en"),
}


class Pages(dict[str, Path]):
    """Paths of pages by kind; each is written when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __missing__(self, kind: str) -> Path:
        self[kind] = KINDS[kind]().report(self.folder / kind)
        return self[kind]


@pytest.fixture(scope="package")
def pages(tmp_path_factory) -> Pages:
    return Pages(tmp_path_factory.mktemp("reports"))
