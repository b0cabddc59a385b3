"""Stands for the engine in tests of searches: measures are a formula of the scenario and the world."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from siyu_sim.measure.catalogue import METRICS
from siyu_sim.scenario.schema import Scenario
from siyu_sim.study.probe import Probe


class Formula(Probe):
    """function(scenario, seed of the world) → some measures; the others are 0. seen: how often each point was looked at."""

    def __init__(self, plan, function: Callable[[Scenario, int], dict[str, float]]) -> None:
        super().__init__(plan)
        self.function = function
        self.seen: Counter = Counter()

    def measures(self, points, arms):
        (name,) = arms
        for point in points:
            scenario = point.plan.arm(name).scenario
            self.seen[scenario.model_dump_json(), point.world] += 1
            yield {name: dict.fromkeys(METRICS, 0.0) | self.function(scenario, point.plan.study.seed + point.world)}
