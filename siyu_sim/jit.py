"""How the engine compiles: one decorator, one disk cache that notices every edit.

Numba's disk cache looks at the file a kernel stands in, not at the files it inlines from. The cache folder is therefore
keyed by a hash over every compiled module of the package, the Numba version and the Python version: an edit anywhere
means a new folder. Where no folder can be written, kernels are compiled in memory for each process.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

import numba
import numba.core.config

_numba_config: Any = numba.core.config
PACKAGE = Path(__file__).resolve().parent
COMPILED = ("dice", "behaviour", "world", "engine")


@lru_cache(maxsize=1)
def source_hash() -> str:
    """Hex digest over the sources of all compiled modules, Numba and Python: the name of the cache folder."""
    digest = hashlib.sha256(f"{numba.__version__} {sys.version}".encode())
    for folder in COMPILED:
        for path in sorted((PACKAGE / folder).rglob("*.py")):
            digest.update(str(path.relative_to(PACKAGE)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _base_folders():
    if os.environ.get("SIYU_SIM_CACHE_DIR"):
        yield Path(os.environ["SIYU_SIM_CACHE_DIR"])
    if os.environ.get("XDG_CACHE_HOME"):
        yield Path(os.environ["XDG_CACHE_HOME"]) / "siyu_sim"
    yield Path.home() / ".cache" / "siyu_sim"
    yield Path(tempfile.gettempdir()) / f"siyu_sim-{os.getuid() if hasattr(os, 'getuid') else 'user'}"


@lru_cache(maxsize=1)
def cache_folder() -> Path | None:
    """The folder of compiled kernels, made on first use; None where nothing can be written."""
    for base in _base_folders():
        folder = base / source_hash()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                return folder
        except OSError:
            continue
    return None


def is_warm(kernel: Any) -> bool:
    """True when a kernel lies compiled in the cache: of exactly this code, and of this copy of it, since Numba keeps each path's own."""
    stats = getattr(kernel, "stats", None)  # a plain function has none
    if stats is None or stats.cache_path is None:
        return False
    return any(Path(stats.cache_path).glob(f"*.{kernel.__name__}-*.nbi"))


def jit(function=None, **options):
    """Compile with the package's rules: no fastmath (both engines must round alike), no GIL, disk cache if possible."""
    if function is None:
        return lambda f: jit(f, **options)
    settings = {"nogil": True, "fastmath": False, "error_model": "numpy", **options}
    folder = cache_folder()
    before = _numba_config.CACHE_DIR
    try:
        if folder is not None and settings.get("inline") != "always":
            # Numba reads the folder while it decorates; putting it back leaves a host program's own kernels alone.
            _numba_config.CACHE_DIR = str(folder)
            settings["cache"] = True
        return numba.njit(**settings)(function)
    finally:
        _numba_config.CACHE_DIR = before
