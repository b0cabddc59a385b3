"""Folders of small real reports to export from."""

from __future__ import annotations

import os
import shutil

import pytest

from siyu_sim.export.browser import has_browser
from tests.report import studies


@pytest.fixture(scope="session")
def reported(tmp_path_factory):
    """The folder of a report in Chinese, written once; not to be changed."""
    study = studies.in_language(studies.short(), "zh")
    return study.report(tmp_path_factory.mktemp("reported")).parent


@pytest.fixture
def run_folder(reported, tmp_path):
    """A copy of it."""
    return shutil.copytree(reported, tmp_path / "run")


@pytest.fixture
def browser():
    if not has_browser():
        (pytest.fail if os.environ.get("SIYU_SIM_REQUIRE_BROWSER") else pytest.skip)("no Chromium is installed")
