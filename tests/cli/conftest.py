"""The command line called in process, from an empty folder."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from siyu_sim.cli import main


@dataclass
class Said:
    status: int
    out: str
    err: str


@pytest.fixture
def cli(capsys, tmp_path, monkeypatch):
    """`cli("+experiment=referral", ...)` -> status, stdout, stderr."""
    monkeypatch.chdir(tmp_path)

    def call(*argv: str) -> Said:
        capsys.readouterr()
        status = main(list(argv))
        out, err = capsys.readouterr()
        return Said(status, out, err)

    return call
