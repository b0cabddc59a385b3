"""Whether the engine lies compiled in the cache, which decides if a first run is announced as a slow one."""

from __future__ import annotations

from types import SimpleNamespace

from siyu_sim.jit import is_warm


def kernel(path) -> SimpleNamespace:
    return SimpleNamespace(__name__="sweep_rows", stats=SimpleNamespace(cache_path=path))


def test_a_kernel_of_this_copy_is_looked_for(tmp_path):
    here, elsewhere = tmp_path / "engine_a", tmp_path / "engine_b"
    for folder in (here, elsewhere):
        folder.mkdir()
    (elsewhere / "sweep.sweep_rows-139.py311.nbi").touch()
    (here / "sweep.other_sweep_rows_too-9.py311.nbi").touch()
    assert is_warm(kernel(str(elsewhere))) and not is_warm(kernel(str(here)))


def test_without_a_cache_nothing_is_warm():
    assert not is_warm(kernel(None)) and not is_warm(lambda: None)


def test_numba_names_the_file_as_it_is_looked_for(tmp_path):
    from numba import njit
    from numba.core import config

    before, config.CACHE_DIR = config.CACHE_DIR, str(tmp_path)
    try:
        twice = njit(cache=True)(_twice)
    finally:
        config.CACHE_DIR = before
    assert not is_warm(twice)
    assert twice(2) == 4 and is_warm(twice)


def _twice(number):
    return 2 * number
