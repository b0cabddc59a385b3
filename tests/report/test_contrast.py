"""Words and marks stand out from what they lie on, in light, in dark and for readers of any colour vision (WCAG 2.2 AA)."""

from __future__ import annotations

import itertools
import re

import numpy as np
import pytest

from siyu_sim.report.figures import asset, cohorts, sensitivity, twins, uncertainty
from siyu_sim.report.figures.theme import BAD, GOOD, INK, SEQUENTIAL, ink_on, shade
from siyu_sim.report.furniture import TEMPLATES
from siyu_sim.report.view import BASELINE, PALETTE, View
from tests.report import studies

CSS = (TEMPLATES / "page.css").read_text("utf-8")
TEXT, MARK = 4.5, 3.0


def variables(block: str) -> dict[str, str]:
    return dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{3,6})", block))


def scheme(name: str) -> dict[str, str]:
    light = variables(CSS[: CSS.index("@media")])
    return (
        light if name == "light" else light | variables(CSS[CSS.index("@media (prefers-color-scheme: dark)") :].split("}")[0])
    )


def linear(colour: str) -> np.ndarray:
    full = colour if len(colour) == 7 else "#" + "".join(2 * c for c in colour[1:])
    v = np.array([int(full[k : k + 2], 16) / 255 for k in (1, 3, 5)])
    return np.where(v <= 0.04045, v / 12.92, ((v + 0.055) / 1.055) ** 2.4)


def contrast(a: str, b: str) -> float:
    low, high = sorted(float(linear(c) @ [0.2126, 0.7152, 0.0722]) for c in (a, b))
    return (high + 0.05) / (low + 0.05)


def test_the_formula():
    assert contrast("#000", "#ffffff") == pytest.approx(21) and contrast("#767676", "#fff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("ground", ["--bg", "--surface", "--soft", "--warn"])
@pytest.mark.parametrize("words", ["--ink", "--muted", "--accent", "--better", "--worse"])
def test_words_can_be_read(name, ground, words):
    colours = scheme(name)
    assert contrast(colours[words], colours[ground]) >= TEXT


def test_words_on_the_bar_of_evidence_can_be_read():
    found = re.findall(r"\.shares \.\w+ \{ background: (#\w+)", CSS)
    assert len(found) == 4 and all(contrast("#fff", colour) >= TEXT for colour in found)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_marks_of_figures_stand_out_from_the_page(name):
    parts = [*asset.PARTS.values(), *twins.RULE_COLOURS.values(), uncertainty.IGNORANCE, uncertainty.CHANCE, sensitivity.LOW]
    for colour in (*PALETTE, BASELINE, INK, GOOD, BAD, sensitivity.HIGH, *parts):
        assert contrast(colour, scheme(name)["--surface"]) >= MARK, colour
    assert contrast(scheme(name)["--accent"], scheme(name)["--bg"]) >= MARK  # the ring of the focus


def test_numbers_in_cells_stand_out_whatever_the_cell():
    inks = set()
    for share in np.linspace(0, 1, 501):
        cell = "#" + "".join(f"{round(part):02x}" for part in shade(float(share)))
        inks.add(ink_on(shade(float(share))))
        assert contrast(ink_on(shade(float(share))), cell) >= TEXT, (share, cell)
    assert len(inks) == 2
    assert [shade(stop) for stop, _ in SEQUENTIAL] == [tuple(int(c[k : k + 2], 16) for k in (1, 3, 5)) for _, c in SEQUENTIAL]


@pytest.mark.parametrize("what", ["retention", "activity"])
def test_numbers_in_cells_are_drawn_in_these_inks(what):
    figure = cohorts.heat(View(studies.small(), "en"), what)
    maps, texts = ([t for t in figure.traces if t["type"] == kind] for kind in ("heatmap", "scatter"))
    assert len(maps) == len(texts) > 1
    for cells, text in zip(maps, texts, strict=True):
        assert 0 <= cells["zmin"] < np.nanmin(np.array(cells["z"], float)) <= cells["zmax"] or what == "activity"
        assert cells["meta"] == text["meta"] and "texttemplate" not in cells and len(text["text"]) > 3
        for x, y, ink in zip(text["x"], text["y"], text["textfont"]["color"], strict=True):
            assert ink == ink_on(shade((cells["z"][y - 1][x] - cells["zmin"]) / (cells["zmax"] - cells["zmin"])))


# linear RGB as seen without green (deuteranopia) and without red (protanopia): Machado, Oliveira & Fernandes 2009
SEEN = {
    "all": np.eye(3),
    "no green": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]]),
    "no red": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
}
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def lab(colour: str, seen: np.ndarray) -> np.ndarray:
    x = XYZ @ np.clip(seen @ linear(colour), 0, 1) / np.array([0.9505, 1, 1.089])
    f = np.where(x > 0.008856, np.cbrt(x), 7.787 * x + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("vision", list(SEEN))
@pytest.mark.parametrize(("first", "apart"), [(6, 25), (10, 14)])
def test_arms_can_be_told_apart_by_colour(vision, first, apart):
    """By the distance in CIE Lab; about 2 can just be told apart side by side. Symbols and dashes differ as well."""
    for a, b in itertools.combinations(PALETTE[:first], 2):
        assert np.linalg.norm(lab(a, SEEN[vision]) - lab(b, SEEN[vision])) > apart, (a, b)


def test_the_script_knows_the_colour_of_what_belongs_to_no_arm():
    assert f'NO_ARM = "{INK}"' in (TEMPLATES / "page.js").read_text("utf-8")
