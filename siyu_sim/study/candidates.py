"""Strategies that are looked at in world after world, each world once, so that all are compared in the same worlds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from siyu_sim.language import Said
from siyu_sim.scenario.mistakes import ScenarioError
from siyu_sim.study.plan import Plan
from siyu_sim.study.probe import Point, Probe
from siyu_sim.study.search_settings import Value
from siyu_sim.study.tasks import Part
from siyu_sim.study.variants import Variants

FRESH = 2**32  # number of the first world of a confirmation: no study counts its own worlds that far
SPENDING = "spending"  # what counts against a budget, beside the measures of the catalogue


@dataclass(eq=False)
class Candidate:
    """A strategy. plan: None if its values do not go together. found: world → measures, in the order of Candidates.measures."""

    number: int
    values: dict[str, Value]
    plan: Plan | None
    found: dict[int, np.ndarray] = field(default_factory=dict)


class Candidates:
    """All strategies of a study; number 0 is the arm as it is configured. spent: measures that add up to the spending."""

    def __init__(
        self, variants: Variants, paths: Iterable[str], probe: Probe, measures: Iterable[str], spent: Sequence[str]
    ) -> None:
        self.variants, self.probe = variants, probe
        self.spent = tuple(spent)
        self.measures = tuple(dict.fromkeys([*measures, *spent]))
        self.all: list[Candidate] = []
        self._same: dict[str, Candidate] = {}
        today = {path: variants.today(path) for path in paths if _has(variants, path)}
        self.today = self._add(today, variants.holding(variants.scenario, today))

    def of(self, values: Mapping[str, Value]) -> Candidate:
        """The strategy with these values; one that comes to the same scenario as an earlier one is that one."""
        try:
            plan = self.variants.plan(values)
        except ScenarioError:
            return self._add(values, None)
        return self._add(values, plan)

    def _add(self, values: Mapping[str, Value], plan: Plan | None) -> Candidate:
        text = Part("", plan.arm(self.variants.name).scenario).text if plan else repr(sorted(values.items()))
        if text not in self._same:
            self._same[text] = Candidate(len(self.all), dict(values), plan)
            self.all.append(self._same[text])
        return self._same[text]

    def look(self, candidates: Iterable[Candidate], worlds: range) -> None:
        """Look at each in each of these worlds, unless that was done; all of them at once, for the workers' sake."""
        todo = [
            (one, world)
            for one in dict.fromkeys(candidates)
            if one.plan is not None
            for world in worlds
            if world not in one.found
        ]
        points = (Point(one.plan, world) for one, world in todo if one.plan is not None)
        name, n = self.variants.name, len({one.number for one, _ in todo})
        if worlds == fresh(len(worlds)):
            self.probe.stage = Said("strategies in fresh worlds: {n}", n=n)
        else:
            self.probe.stage = Said("strategies: {n}, in {worlds} worlds", n=n, worlds=len(worlds))
        for (one, world), found in zip(todo, self.probe.measures(points, [name]), strict=True):
            assert found is not None
            one.found[world] = np.array([found[name][measure] for measure in self.measures])

    def values(self, one: Candidate, measure: str, worlds: range) -> np.ndarray:
        """By world, shape (len(worlds),); nan where the measure is not defined or the strategy was not looked at."""
        if one.plan is None:
            return np.full(len(worlds), np.nan)
        names = self.spent if measure == SPENDING else (measure,)
        places = [self.measures.index(name) for name in names]
        return np.array([one.found[world][places].sum() if world in one.found else np.nan for world in worlds])

    def mean(self, one: Candidate, measure: str, worlds: range) -> float:
        """Mean over worlds; nan unless the measure is defined in all of them: what is rarely defined must not look good."""
        return float(self.values(one, measure, worlds).mean())


def fresh(worlds: int) -> range:
    """Numbers of worlds that no search sees."""
    return range(FRESH, FRESH + worlds)


def _has(variants: Variants, path: str) -> bool:
    try:
        variants.today(path)
    except (KeyError, TypeError):
        return False
    return True
