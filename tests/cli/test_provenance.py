"""The command that a page gives is typed into a shell as it stands, and gives the same numbers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import siyu_sim

TINY = ("market.size=400", "horizon_days=12", "study.replications=2", "study.processes=1", "study.store=null")
LABEL = '+experiment.arms.none.label={en: "$HOME `id` it\'s; a & b | \\\\\\"c\\\\\\" *", zh: "甲 乙"}'
OWN = """# @package _global_
# Two hooks, cheaply.
experiment:
  name: cheap
  question: {en: Which hook?, zh: 哪种钩子？}
  baseline: none
  primary: contacts
  metrics: [contacts]
  arms:
    none: {overrides: [hook=none]}
    coupon: {overrides: [hook=coupon]}
"""


def again(command: str, folder: Path) -> None:
    """As typed into bash in this folder, with this Python and this tree."""
    assert command.startswith("python -m siyu_sim ")
    root = str(Path(siyu_sim.__file__).parent.parent)
    env = {**os.environ, "PYTHONPATH": root}
    subprocess.run(
        ["bash", "-c", command.replace("python", sys.executable, 1)], cwd=folder, env=env, check=True, capture_output=True
    )


@pytest.mark.parametrize(
    "argv",
    [
        ("+experiment=referral", LABEL),
        ("hook=none,coupon", "--multirun"),
        ("+experiment=cheap", "--config-dir", "my own folder"),
        ("+experiment=referral", "report.folder=out of $HOME", "report.lang=both"),
    ],
    ids=["quotes", "sweep", "own folder", "report folder"],
)
def test_the_command_of_a_page_gives_the_same_numbers(cli, tmp_path, argv):
    (tmp_path / "my own folder" / "experiment").mkdir(parents=True)
    (tmp_path / "my own folder" / "experiment" / "cheap.yaml").write_text(OWN, "utf-8")
    said = cli(*argv, *TINY, "--quiet")
    assert said.status == 0, said.err
    pages = {*tmp_path.rglob("index.html")}
    (first,) = pages
    known = json.loads((first.parent / "data" / "provenance.json").read_text("utf-8"))
    again(known["command"], tmp_path)
    (second,) = {*tmp_path.rglob("index.html")} - pages
    new = json.loads((second.parent / "data" / "provenance.json").read_text("utf-8"))
    assert (new["config_hash"], new["command"]) == (known["config_hash"], known["command"])
    one, two = (pd.read_parquet(page.parent / "data" / "runs.parquet") for page in (first, second))
    assert one.equals(two)
    figures = [(page.parent / "data" / "figures.json").read_text("utf-8") for page in (first, second)]
    assert figures[0] == figures[1]
