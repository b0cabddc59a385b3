"""From the command to the finished report, compiling everything first and with compiled code at hand.

The command is `python -m siyu_sim +experiment=referral` in a process of its own, with a cache folder that is empty the first
time. The baseline is the first run.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.measure import verdict
from siyu_sim.study.plan import load

EXPERIMENT = "referral"
WARM_RUNS = 2
AIM_SECONDS = 15.0
FEWEST_WORLDS = 20


def run() -> None:
    plan = load(EXPERIMENT)
    worlds = plan.study.replications
    print(f"{len(plan.arms)} arms, {worlds} worlds each, {os.cpu_count()} cores")
    if worlds < FEWEST_WORLDS:
        raise AssertionError(f"the experiment runs {worlds} worlds; the aim speaks of at least {FEWEST_WORLDS}")
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "SIYU_SIM_CACHE_DIR": str(Path(folder) / "cache")}
        cold = _seconds(Path(folder) / "cold", environment)
        print(f"  first run, nothing compiled   {cold:6.1f} s")
        warm = min(_seconds(Path(folder) / f"warm{k}", environment) for k in range(WARM_RUNS))
        print(f"  later runs, least of {WARM_RUNS}        {warm:6.1f} s   {cold / warm:.1f} times faster")
    verdict("a warm run", warm, AIM_SECONDS, "s")


def _seconds(folder: Path, environment: dict[str, str]) -> float:
    """Run the experiment as a user would; fails unless a report was written."""
    command = [sys.executable, "-m", "siyu_sim", f"+experiment={EXPERIMENT}", f"report.folder={folder}", "--quiet"]
    begun = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - begun
    if done.returncode != 0 or not list(folder.rglob("*.html")):
        raise AssertionError(f"no report was written (exit status {done.returncode}):\n{done.stdout}{done.stderr}")
    return seconds
