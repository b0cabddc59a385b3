"""Variants of one arm of a plan under other values of levers, composed and validated as if typed on the command line."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace

from siyu_sim.language import Said
from siyu_sim.scenario.checking import check
from siyu_sim.scenario.compose import Composed, Composer
from siyu_sim.scenario.folders import EXPERIMENT
from siyu_sim.scenario.mistakes import Mistake, ScenarioError
from siyu_sim.scenario.schema import Scenario
from siyu_sim.scenario.strategies import refusal
from siyu_sim.study.experiment import AS_CONFIGURED, OF_THE_STUDY
from siyu_sim.study.plan import Arm, Plan
from siyu_sim.study.probe import only
from siyu_sim.study.search_settings import Value

BUDGET = re.compile(r"channels\.([a-z][a-z0-9_]*)\.budget_yuan_per_day")
SWEEP = "sweep"


class Variants:
    """Of one arm. The budget of a channel is a lever with a switch: 0 turns the channel off, more turns it on."""

    def __init__(self, plan: Plan, arm: str) -> None:
        if plan.name == SWEEP:
            problem = Said("moves the levers of one strategy, not of a sweep")
            raise ScenarioError(
                [Mistake("--multirun", problem, allowed=Said("levers of the study instead of lists of values"))]
            )
        self.name = arm
        self._plan = only(plan, (arm,))
        self._arm = plan.arm(arm)
        self._composer = Composer(plan.config_dirs)
        experiment = () if plan.name == AS_CONFIGURED else (f"{EXPERIMENT}={plan.name}",)
        self._texts = (*experiment, *plan.overrides, *self._arm.overrides)
        self._composed = self._composer.compose(self._texts)
        # a day that an experiment sets as a share of the horizon stands in no override
        same = self._composed.scenario.get("ads_off_day") == self._arm.scenario.ads_off_day
        self._also = {} if same else {"ads_off_day": self._arm.scenario.ads_off_day}

    @property
    def scenario(self) -> Scenario:
        """As configured."""
        return self._arm.scenario

    def label(self, lang: str) -> str:
        """What the arm is called in a language."""
        return self._arm.label.get(lang) or self.name

    @property
    def arms(self) -> int:
        """Runs that one look at a variant takes: the arm and those whose spending it repeats."""
        return len(self._plan.arms)

    def options(self, group: str) -> list[str]:
        """Of a group of configs, by name; empty if there is none of this name."""
        return list(self._composer.groups.get(group, ()))

    def today(self, path: str) -> Value:
        """The value, or the option of a group, as configured. Raises KeyError."""
        if path in self._composer.groups:
            return self._composed.choices[path]
        node = self._arm.scenario.model_dump()
        for part in path.split("."):
            node = node[part]
        if isinstance(node, (dict, list)):
            raise KeyError(path)
        channel = BUDGET.fullmatch(path)
        return node if not channel or self._arm.scenario.channels[channel[1]].active else 0.0

    def plan(self, values: Mapping[str, Value], *, strict: bool = False) -> Plan:
        """The plan with this arm (and those it needs) alone, under these values by path. A lever of a mechanism that other levers
        switch off has no say, unless strict. Raises ScenarioError if the values do not go together."""
        composed, applied = self._compose(dict(values), strict)
        scenario = check(Scenario, composed.scenario, known=composed.known)
        if self._also:
            scenario = scenario.model_copy(update=self._also)
        if scenario.strategies is not None and scenario.strategies.python and not self._plan.study.allow_python:
            raise ScenarioError([refusal(name) for name in scenario.strategies.python])
        return self.holding(scenario, {path: value for path, value in values.items() if path in applied})

    def holding(self, scenario: Scenario, values: Mapping[str, Value]) -> Plan:
        """The plan with another scenario for this arm, which is noted to set these values."""

        def put(arm: Arm) -> Arm:
            if arm.name != self.name:
                return arm
            return replace(arm, scenario=scenario, overrides=(*arm.overrides, *overrides_of(values)))

        return replace(self._plan, arms=tuple(put(arm) for arm in self._plan.arms))

    def _compose(self, values: dict[str, Value], strict: bool) -> tuple[Composed, dict[str, Value]]:
        wrong = [path for path in values if path.split(".")[0] in OF_THE_STUDY]
        if wrong:
            problem, allowed = Said("the same for the whole study, so no lever"), Said("groups and keys of the scenario")
            raise ScenarioError([Mistake(path, problem, allowed=allowed) for path in wrong])
        while True:
            composed = self._composer.compose((*self._texts, *overrides_of(values)))
            off = {m.path for m in composed.mistakes if m.off} & values.keys()
            if strict or not off:
                break
            values = {path: value for path, value in values.items() if path not in off}
        if composed.mistakes:
            raise ScenarioError(composed.mistakes)
        return composed, values


def overrides_of(values: Mapping[str, Value]) -> tuple[str, ...]:
    """As one would type them."""
    found: list[str] = []
    for path, value in values.items():
        channel = BUDGET.fullmatch(path)
        if channel:
            on = isinstance(value, (int, float)) and value > 0
            found.append(f"channels.{channel[1]}.active={'true' if on else 'false'}")
            if not on:
                continue
        found.append(f"{path}={text_of(value)}")
    return tuple(found)


def text_of(value: Value) -> str:
    """A value in the grammar of overrides."""
    if isinstance(value, str):
        plain = re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", value) and value.lower() not in ("true", "false", "null", "nan", "inf")
        return value if plain else "'" + value.replace("'", "\\'") + "'"
    return json.dumps(value)
