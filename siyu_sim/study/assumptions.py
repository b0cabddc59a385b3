"""What a study takes for granted: the assumptions of its scenarios with their prior ranges, and arms under other values of them.

An assumption belongs to the world: it is the same in every arm. What an arm itself sets is its strategy, and is left alone.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from siyu_sim.language import Said
from siyu_sim.scenario.checking import told
from siyu_sim.scenario.mistakes import ScenarioError
from siyu_sim.scenario.schema import Evidence, Scenario
from siyu_sim.study.plan import Arm, Plan

WIDE = 8.0  # a positive range whose ends differ by more is even on a logarithmic scale


@dataclass(frozen=True)
class Assumption:
    """A number that nobody has measured. `path`: dotted, in the scenario. `value`: as configured. `why`: the evidence's words."""

    path: str
    value: float
    low: float
    high: float
    whole: bool  # takes whole numbers only
    why: str

    @property
    def logarithmic(self) -> bool:
        return self.low > 0 and self.high / self.low > WIDE

    def at(self, u: float) -> float:
        """The value at quantile u ∈ [0, 1] of its prior: even over the range, or over its logarithm where that is wide."""
        ratio = self.high / self.low if self.logarithmic else 0.0
        x = self.low * ratio**u if ratio else self.low + (self.high - self.low) * u
        return float(round(x)) if self.whole else min(max(x, self.low), self.high)

    def place(self, value: float) -> float:
        """The quantile of a value, the inverse of `at`; 0 or 1 beyond the range."""
        value = min(max(value, self.low), self.high)
        if self.high == self.low:
            return 0.5
        if self.logarithmic:
            return math.log(value / self.low) / math.log(self.high / self.low)
        return (value - self.low) / (self.high - self.low)


def assumptions(plan: Plan) -> list[Assumption]:
    """The assumptions on which the arms of a plan rest, in the order of their paths.

    Left out are lists (hours, weekdays), values that an arm sets itself or that differ between arms, and whatever belongs to a
    mechanism or channel that is off in every arm. A number that has no range of its own, but stands in a group that has one, is
    taken between half and twice its value, within that range.
    """
    own = {path for arm in plan.arms for path in _set_by(arm)}
    found = {}
    leaves = [dict(_leaves(arm.scenario)) for arm in plan.arms]
    for path in sorted({path for one in leaves for path in one}):
        values = {one[path] for one in leaves if path in one}
        entry = _nearest(path, plan.evidence)
        prior = entry[1].range if entry else None
        if entry is None or prior is None or len(values) != 1 or any(_below(path, p) for p in own):
            continue
        where, evidence = entry
        value, (low, high) = values.pop(), prior
        if where != path:
            low, high = max(low, min(value / 2, value * 2)), min(high, max(value / 2, value * 2))
            if not (low <= value <= high and low < high and _possible(plan, path, low, high)):
                continue
        why = evidence.assumption or evidence.source or evidence.choice or ""
        found[path] = Assumption(path, float(value), min(low, value), max(high, value), isinstance(value, int), why)
    return list(found.values())


def drawn(plan: Plan, draw: int, known: list[Assumption] | None = None) -> dict[str, float]:
    """One set of values of all assumptions, by path, each from its prior. A value depends on the study's seed, the path and the number
    of the draw alone: another assumption more or less changes none."""
    values = {}
    for one in assumptions(plan) if known is None else known:
        digest = hashlib.sha256(f"{plan.study.seed} {draw} {one.path}".encode()).digest()
        values[one.path] = one.at((int.from_bytes(digest[:7], "big") + 0.5) / 2**56)
    return values


def varied(plan: Plan, values: Mapping[str, float]) -> Plan:
    """The plan in a world where some assumptions have other values, in every arm that has them. Raises ScenarioError if the values
    do not go together."""
    return replace(plan, arms=tuple(replace(arm, scenario=vary(arm.scenario, values)) for arm in plan.arms))


def vary(scenario: Scenario, values: Mapping[str, float]) -> Scenario:
    """The scenario with numbers replaced by path; paths that it lacks are passed over. Shares of the segments are made to add up to
    1 again. Raises ScenarioError."""
    data = scenario.model_dump()
    for path, value in values.items():
        holder, key = _holder(data, path)
        if holder is None or not isinstance(holder.get(key), (int, float)) or isinstance(holder[key], bool):
            continue
        holder[key] = round(value) if isinstance(holder[key], int) and float(value).is_integer() else value
    if any(path.startswith("market.segments.") and path.endswith(".share") for path in values):
        segments = data["market"]["segments"]
        total = sum(segment["share"] for segment in segments.values())
        for segment in segments.values():
            segment["share"] /= total
    from pydantic import ValidationError

    try:
        return Scenario.model_validate(data)
    except ValidationError as error:
        found = told(error.errors(include_url=False)[:1], Scenario)
        allowed = Said("assumptions that go together")
        raise ScenarioError([replace(mistake, allowed=mistake.allowed or allowed) for mistake in found]) from error


def _possible(plan: Plan, path: str, *values: float) -> bool:
    scenario = next(arm.scenario for arm in plan.arms if any(path == p for p, _ in _leaves(arm.scenario)))
    try:
        for value in values:
            vary(scenario, {path: value})
    except ScenarioError:
        return False
    return True


def _leaves(scenario: Scenario):
    """(path, number) of every number in force: nothing of channels and mechanisms that are off."""

    def walk(node: Any, path: str):
        if isinstance(node, dict):
            if node.get("active") is False:
                return
            for key, value in node.items():
                yield from walk(value, f"{path}.{key}" if path else str(key))
        elif isinstance(node, (int, float)) and not isinstance(node, bool):
            yield path, node

    return walk(scenario.model_dump(), "")


def _holder(data: dict, path: str) -> tuple[dict | None, str]:
    *way, key = path.split(".")
    node: Any = data
    for step in way:
        node = node.get(step) if isinstance(node, dict) else None
    return (node, key) if isinstance(node, dict) and key in node else (None, key)


def _nearest(path: str, evidence: Mapping[str, Evidence]) -> tuple[str, Evidence] | None:
    """The evidence of a path, or of the group closest above it."""
    where = path
    while where:
        if where in evidence:
            return where, evidence[where]
        where = where.rpartition(".")[0]
    return None


def _set_by(arm: Arm) -> list[str]:
    from siyu_sim.scenario.compose import parse

    return [change.path.replace("/", ".") for change in parse(arm.overrides)[0]]


def _below(path: str, top: str) -> bool:
    return path == top or path.startswith(f"{top}.")
