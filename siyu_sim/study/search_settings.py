"""What the groups `study.search` and `study.allocate` of the configs may say."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field, model_validator

from siyu_sim.language import Said
from siyu_sim.scenario.schema import Group

Value = str | int | float | bool | None
MAX_LEVERS = 30
Positive = Annotated[float, Field(gt=0)]
Spending = Literal["acquisition", "all"]
SPENT = {"acquisition": ("acquisition_spend",), "all": ("acquisition_spend", "running_costs")}  # measures that add up to it


class Lever(Group):
    """Either a range of numbers, low to high, or a list of options."""

    low: float | None = None
    high: float | None = None
    step: Positive | None = Field(default=None, description="low, low + step, … up to high; null: every value between")
    log: bool = Field(default=False, description="true: searched on a logarithmic scale")
    options: Annotated[list[Value], Field(min_length=2, max_length=50)] | None = Field(
        default=None, description="options of a group (hook: [none, gift]) or values of a key"
    )

    @model_validator(mode="after")
    def _consistent(self):
        if self.options is not None:
            if (self.low, self.high, self.step) != (None, None, None) or self.log:
                raise ValueError(Said("options and a range at once: give one of the two"))
            if len(set(self.options)) < len(self.options):
                raise ValueError(Said("an option is listed twice"))
            return self
        if self.low is None or self.high is None:
            raise ValueError(Said("give low and high, or options"))
        if self.low >= self.high:
            raise ValueError(Said("low ({low:g}) is not below high ({high:g})", low=self.low, high=self.high))
        if self.log and (self.low <= 0 or self.step is not None):
            raise ValueError(Said("a logarithmic scale needs low above 0 and no step"))
        if self.step is not None and self.step > self.high - self.low:
            raise ValueError(Said("step ({step:g}) is larger than the range", step=self.step))
        return self


class Bound(Group):
    """What the mean of a measure over worlds may be."""

    min: float | None = None
    max: float | None = None

    @model_validator(mode="after")
    def _consistent(self):
        if self.min is None and self.max is None:
            raise ValueError(Said("give min, max or both"))
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(Said("min ({min:g}) is above max ({max:g})", min=self.min, max=self.max))
        return self


class SearchSettings(Group):
    arm: str | None = Field(
        default=None, description="arm whose levers are moved, and that is compared with; null: the baseline"
    )
    goals: Annotated[list[str], Field(max_length=4)] = Field(
        default_factory=list, description="measures; one: the best strategy, several: the front; empty: the primary measure"
    )
    levers: Annotated[dict[str, Lever], Field(max_length=MAX_LEVERS)] = Field(
        default_factory=dict, description="group or dotted path → range or options; empty: the usual ones of the scenario"
    )
    constraints: dict[str, Bound] = Field(default_factory=dict, description="measure → min, max")
    budget_yuan: Positive | None = Field(default=None, description="most that may be spent over the horizon; null: no limit")
    spending: Spending = Field(
        default="all", description="what counts against the budget: acquisition, or all (running costs, too)"
    )
    trials: Annotated[int, Field(ge=2, le=10_000)] = Field(default=60, description="strategies tried in the first rung")
    batch: Annotated[int, Field(ge=1, le=1000)] = Field(
        default=8, description="strategies proposed at a time; more keeps more processes busy, fewer learns faster"
    )
    rungs: Annotated[list[Annotated[int, Field(ge=1, le=10_000)]], Field(min_length=1, max_length=10)] = Field(
        default=[2, 6, 20], description="worlds that a strategy has been looked at in after each rung"
    )
    keep: Annotated[float, Field(gt=1, le=100)] = Field(default=3.0, description="one in so many goes on to the next rung")
    fresh: Annotated[int, Field(ge=2, le=10_000)] = Field(
        default=30, description="worlds of the confirmation, used nowhere else"
    )

    @model_validator(mode="after")
    def _consistent(self):
        if any(b <= a for a, b in pairwise(self.rungs)):
            raise ValueError(Said("rungs ({rungs}) must grow from one to the next", rungs=self.rungs))
        if len(set(self.goals)) < len(self.goals):
            raise ValueError(Said("goals name a measure twice"))
        return self


class Dose(Group):
    """A lever that takes money: from low, step by step, up to high."""

    low: Annotated[float, Field(ge=0)] = 0.0
    high: Positive
    step: Positive

    @model_validator(mode="after")
    def _consistent(self):
        if self.low >= self.high:
            raise ValueError(Said("low ({low:g}) is not below high ({high:g})", low=self.low, high=self.high))
        if self.step > self.high - self.low:
            raise ValueError(Said("step ({step:g}) is larger than the range", step=self.step))
        return self


class AllocateSettings(Group):
    arm: str | None = Field(default=None, description="arm whose budget is split; null: the baseline")
    goal: str | None = Field(default=None, description="measure; null: the primary measure")
    levers: Annotated[dict[str, Dose], Field(max_length=MAX_LEVERS)] = Field(
        default_factory=dict, description="dotted path → low, high, step; empty: the usual ones of the scenario"
    )
    budget_yuan: Positive | None = Field(
        default=None, description="most that may be spent over the horizon; null: what the arm spends as it is configured"
    )
    spending: Spending = Field(default="acquisition", description="what counts against the budget: acquisition, or all")
    worlds: Annotated[int, Field(ge=2, le=10_000)] = Field(default=8, description="in which every split is looked at")
    looks: Annotated[int, Field(ge=2, le=100_000)] = Field(default=200, description="most splits looked at")
    fresh: Annotated[int, Field(ge=2, le=10_000)] = Field(
        default=30, description="worlds of the confirmation and of the marginal returns, used nowhere else"
    )
