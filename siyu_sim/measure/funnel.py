"""The funnel: exposed → added → ordered → ordered again → recommended, people at each stage."""

from __future__ import annotations

from siyu_sim.behaviour.state import SHARED
from siyu_sim.engine import counters as c
from siyu_sim.simulation import Run

STAGES = ("exposures", "contacts", "customers", "repeat_customers", "recommenders", "brought_contacts")


def funnel(run: Run) -> dict[str, int]:
    """People at each stage over the whole run. exposures counts meetings, one person may have several; recommenders invited at least
    one person; brought_contacts had at least one invited person add."""
    rows = run.rows
    return {
        "exposures": int(run.counts[:, c.EXPOSURES].sum()),
        "contacts": len(rows),
        "customers": int((rows["orders"] > 0).sum()),
        "repeat_customers": int((rows["orders"] > 1).sum()),
        "recommenders": int(((rows["flags"] & SHARED) > 0).sum()),
        "brought_contacts": len(set(rows["referrer"][rows["referrer"] >= 0].tolist())),
    }
