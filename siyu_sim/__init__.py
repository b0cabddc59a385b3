"""Simulate the growth of a private domain (私域), person by person, and compare strategies on the same people.

    import siyu_sim as ss
    plan = ss.load("referral", overrides=["business=course"])   # compose and validate
    study = ss.run(plan)                                        # arms x worlds
    study.compare()                                             # paired differences with intervals
    run = ss.simulate(plan.scenario, seed=7)                    # one world

Everything heavy is imported when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "load": "siyu_sim.study.plan",
    "run": "siyu_sim.study.run",
    "search": "siyu_sim.study.search",
    "allocate": "siyu_sim.study.allocate",
    "simulate": "siyu_sim.simulation",
    "checkpoint": "siyu_sim.simulation",
    "resume": "siyu_sim.simulation",
    "load_checkpoint": "siyu_sim.saving",
    "Scenario": "siyu_sim.scenario.schema",
    "ScenarioError": "siyu_sim.scenario.mistakes",
}
__all__ = [
    "Scenario", "ScenarioError", "__version__", "allocate", "checkpoint", "load", "load_checkpoint", "resume", "run", "search",
    "simulate",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'siyu_sim' has no attribute '{name}'; it has {', '.join(__all__)}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
