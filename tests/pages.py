"""The code on the pages of the documents: what stands in fenced blocks, and Python run as it stands."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(page: Path, language: str) -> list[str]:
    """The fenced blocks of that language, in their order."""
    return [block for found, block in FENCE.findall(page.read_text("utf-8")) if found == language]


def run_python(code: str, folder: Path, *beside: Path) -> str:
    """What a program prints that is run in a folder, which may import from the folders beside; fails with what it says."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (ROOT, *beside)))},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
