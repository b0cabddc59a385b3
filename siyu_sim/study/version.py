"""Which code computes: results are kept, and shared between machines, only under the same answer."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
# what a result depends on: everything but how it is asked for and shown
COMPUTING = ("dice", "scenario", "ledger", "behaviour", "world", "engine", "operator", "measure")
SINGLE = (
    "simulation.py", "saving.py", "jit.py", "study/tasks.py", "study/branch.py", "study/twins.py", "study/lives.py", "study/summary.py",
)  # fmt: skip


@lru_cache(maxsize=1)
def code_version() -> str:
    """Hex digest over the sources that results depend on and the versions of NumPy and Numba."""
    import numba
    import numpy as np

    digest = hashlib.sha256(f"numpy {np.__version__}, numba {numba.__version__}".encode())
    for path in (
        *(p for folder in COMPUTING for p in sorted((PACKAGE / folder).rglob("*.py"))),
        *(PACKAGE / s for s in SINGLE),
    ):
        if path.is_file():
            digest.update(path.relative_to(PACKAGE).as_posix().encode())
            digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:16]
