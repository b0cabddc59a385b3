"""`python -m tests.digest` prints a hash over everything that one eventful run leaves behind."""

from __future__ import annotations

import hashlib

import numpy as np

from siyu_sim.scenario.schema import Scenario
from siyu_sim.simulation import Run, simulate
from tests.scenarios import preset, variant

EXAMPLE_SEED = 2024


def example() -> Scenario:
    """Two thousand people, five channels, posts, a desk and a programme, over five weeks."""
    return variant(
        preset("business=coffee", "referral=two_sided", "desk=small"),
        {
            "market.size": 2000,
            "market.initial_contacts": 400,
            "horizon_days": 35,
            "content.posts_per_day": 2,
            "window_days": 0.5,
            "sharing.after_delivery_rate": 0.4,
            "sharing.add_rate": 0.5,
            "sharing.invites": 3,
            "desk.ask_share": 0.6,
            "channels.live.active": True,
        },
    )


def digest(run: Run, log: np.ndarray | None = None) -> str:
    """SHA-256 over the event log, the money, the counters, the cohorts and the contacts."""
    total = hashlib.sha256()
    for table in (run.log_lines if log is None else log, run.rows):
        for name in table.dtype.names:
            total.update(np.ascontiguousarray(table[name]).tobytes())
    for block in (run.money, run.counts, run.cohort):
        total.update(block.tobytes())
    return total.hexdigest()


if __name__ == "__main__":
    print(digest(simulate(example(), EXAMPLE_SEED, log=True)))
