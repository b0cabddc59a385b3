"""Simulate the growth of a private domain (私域), person by person, and compare strategies on the same people.

    import siyu_sim as ss
    plan = ss.load("referral", overrides=["business=course"])   # compose and validate
    study = ss.run(plan)                                        # arms x worlds
    study.compare()                                             # paired differences with intervals
    ss.sensitivity(plan).flips                                  # which assumption decides, and at which value
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
    "sensitivity": "siyu_sim.study.sensitivity",
    "search": "siyu_sim.study.search",
    "allocate": "siyu_sim.study.allocate",
    "simulate": "siyu_sim.simulation",
    "Scenario": "siyu_sim.scenario.schema",
    "ScenarioError": "siyu_sim.scenario.mistakes",
}
__all__ = [
    "Scenario", "ScenarioError", "__version__", "allocate", "load", "run", "search", "sensitivity", "simulate",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'siyu_sim' has no attribute '{name}'; it has {', '.join(__all__)}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
