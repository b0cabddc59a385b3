"""The part of Plotly that stands in the page: what it holds, against what figures use."""

from __future__ import annotations

import gzip
import json
import re
from base64 import b64decode

import pytest

from siyu_sim.report.furniture import PLOTLY
from siyu_sim.report.page import build
from tests.report import sensitivities, studies, test_search_page, test_sweep, test_uncertainty


def in_bundle() -> set[str]:
    """Trace types that entry.js names; scatter is in Plotly's core."""
    return {"scatter", *re.findall(r"lib/(\w+)\"\)", (PLOTLY.parent / "entry.js").read_text("utf-8"))} - {"core"}


def used(figures) -> set[str]:
    return {trace["type"] for figure in figures for trace in figure.traces}


@pytest.mark.parametrize("name", list(studies.ALL))
def test_every_trace_of_a_comparison_is_in_the_bundle(name):
    assert used(build(studies.ALL[name]()).figures) <= in_bundle()


def test_every_trace_of_the_other_pages_is_in_the_bundle():
    from siyu_sim.report.search import allocation_page, search_page
    from siyu_sim.report.sensitivity import page

    found = [
        *build(test_sweep.swept(test_sweep.STRENGTHS, test_sweep.POSTS)).figures,
        *build(test_sweep.swept(*test_sweep.MANY)).figures,
        *build(test_uncertainty.drawn()).figures,
        *search_page(test_search_page.found("profit", "cac")).figures,
        *allocation_page(test_search_page.split()).figures,
        *(figure for found in sensitivities.ALL.values() for figure in page(found).figures),
    ]
    assert used(found) <= in_bundle()


def test_the_bundle_is_of_the_version_that_is_written_beside_it_and_registers_each_trace():
    text = PLOTLY.read_text("utf-8")
    version = json.loads((PLOTLY.parent / "package.json").read_text("utf-8"))["dependencies"]["plotly.js"]
    assert f"plotly.js v{version}" in text[:200]
    for name in in_bundle():
        assert re.search(rf'moduleType:"trace",name:"{name}"', text), name
    assert not re.search(r'moduleType:"trace",name:"(?:mesh3d|scattermap|scattergeo)"', text)


def test_the_page_holds_the_bundle_as_it_is():
    packed = re.search(r'id="plotly">([^<]+)<', build(studies.short()).html)[1]
    assert gzip.decompress(b64decode(packed)) == PLOTLY.read_bytes()
    assert len(packed) < 0.7e6


def test_every_package_in_the_bundle_has_its_licence_beside_it():
    text = (PLOTLY.parent / "LICENSES.txt").read_text("utf-8")
    assert "plotly.js" in text and "d3-sankey" in text and text.count("-" * 80) > 30
