"""The table of mechanisms in docs/model.md names what exists: every id once, its levers, experiments with a page, and tests."""

import re
from pathlib import Path

import pytest

from siyu_sim.scenario.schema import Scenario

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(r"^\| (M\d+) \|(.*)\|(.*)\|(.*)\|(.*)\|$", re.MULTILINE)
ROWS = {row[0]: row[1:] for row in ROW.findall((ROOT / "docs" / "model.md").read_text(encoding="utf-8"))}
NOT_IN_THE_SCENARIO = {"public"}  # a Hydra group that sets values of others


def names(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def test_every_mechanism_stands_there_once():
    assert list(ROWS) == [f"M{k}" for k in range(1, 25)]


@pytest.mark.parametrize("mechanism", list(ROWS))
def test_what_a_row_names_exists(mechanism):
    _, levers, experiments, tests = ROWS[mechanism]
    for lever in names(levers):
        assert lever.split(".")[0] in {*Scenario.model_fields, *NOT_IN_THE_SCENARIO}, lever
    assert names(experiments), "no experiment shows it"
    for name in names(experiments):
        assert (ROOT / "configs" / "experiment" / f"{name}.yaml").exists(), name
        page = (ROOT / "experiments" / f"{name}.md").read_text(encoding="utf-8")
        line = re.search(r"^Mechanisms: (.*)$", page, re.MULTILINE)
        assert line is not None
        assert mechanism in line[1].split(", "), f"{name}.md does not say that it shows {mechanism}"
    assert names(tests), "no test proves it"
    for name in names(tests):
        path = name if "/" in name else f"tests/unit/{name}"
        assert (ROOT / path).exists(), path
