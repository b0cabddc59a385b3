"""Peak memory for each contact, and for each prospect who never adds.

Every run is a process of its own. The cost of one person is the difference between a large and a small market, divided by the
difference in people: what both have in common (Python, libraries, compiled code) falls out. The baseline for contacts is the
row itself.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from bench.measure import EVERYTHING, held, scenario, verdict, warm_up
from siyu_sim.behaviour.state import MORE, ROW
from siyu_sim.engine import counters as c
from siyu_sim.scenario.schema import Scenario
from siyu_sim.simulation import simulate

SMALL, LARGE = 500_000, 3_000_000  # people
DAYS = 20
STATUS = Path("/proc/self/status")


def contacts(people: int) -> Scenario:
    """Everybody is a contact from day 0, and recommends."""
    return held(people, DAYS, "referral=one_sided_high")


def everything(people: int) -> Scenario:
    """The same with every mechanism on; groups of the largest size, accounts without number."""
    return held(people, DAYS, *EVERYTHING)


def prospects(people: int) -> Scenario:
    """Nearly everybody is exposed at least once, and nobody adds: the same traffic, whatever the size of the market."""
    closed = [f"channels.{name}.active=false" for name in scenario().channels if name != "store"]
    store = "channels.store.audience_share=1", "channels.store.exposures_per_day=100000", "channels.store.add_rate=0"
    return scenario(f"market.size={people}", "horizon_days=60", *closed, *store)


CASES = {"contacts": contacts, "everything": everything, "prospects": prospects}


def run() -> None:
    print(f"{'':12}{'people':>10}{'contacts':>11}{'exposures':>11}{'peak MB':>10}")
    per_contact, with_everything, per_prospect = (_bytes_a_person(kind) for kind in CASES)
    print(
        f"of a contact the row takes {ROW.itemsize} bytes, what mechanisms keep {MORE.itemsize}, the status of every person 1, "
        "the rest are invitations on their way"
    )
    verdict("a contact", per_contact, 128, "bytes")
    verdict("a contact with every mechanism on", with_everything, 192, "bytes")
    verdict("a prospect who never adds", per_prospect, 2, "bytes")


def _bytes_a_person(kind: str) -> float:
    """Difference in peak memory by difference in people."""
    small, large = (_peak(kind, people) for people in (SMALL, LARGE))
    if large <= small:
        raise AssertionError(f"{LARGE:,} people took no more memory than {SMALL:,}: the measurement is wrong")
    return (large - small) / (LARGE - SMALL)


def _peak(kind: str, people: int) -> int:
    """Peak memory in bytes of one market in a fresh process."""
    command = [sys.executable, "-m", "bench.memory", kind, str(people)]
    peak, rows, exposed = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    print(f"{kind:12}{people:10,}{rows:11,}{exposed:11,}{peak / 1e6:10.1f}")
    return peak


def _alone(kind: str, people: int) -> None:
    warm_up()
    run = simulate(CASES[kind](people), 1)
    exposures = int(run.counts[:, c.EXPOSURES].sum())
    print(json.dumps((own_peak(), len(run.rows), exposures)))


def own_peak() -> int:
    """Peak memory of this process in bytes.

    Not from getrusage, where Linux hands down the peak of the process that started this one.
    """
    if not STATUS.exists():
        raise SystemExit("the memory benchmark reads /proc/self/status, which this system does not have")
    (line,) = (line for line in STATUS.read_text().splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024


if __name__ == "__main__":
    _alone(sys.argv[1], int(sys.argv[2]))
