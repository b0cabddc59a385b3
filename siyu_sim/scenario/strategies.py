"""Strategies that react: rules by which the operator changes course in mid-run, from what a dashboard shows."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from siyu_sim.language import Said
from siyu_sim.scenario.mistakes import Mistake
from siyu_sim.scenario.values import Days, Group, Name, Yuan

ReviewDays = Annotated[float, Field(ge=0.01, le=36500)]
PATH = "strategies.python"
TARGET = r"^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*:[A-Za-z_]\w*$"


class PaceByCac(Group):
    """Move a channel's budget until its customers cost what they may cost."""

    target_cac_yuan: Annotated[float, Field(gt=0, le=1_000_000)] = Field(
        description="what a first-time customer of the channel may cost"
    )
    review_days: ReviewDays = Field(description="days between two looks")
    look_back_days: Days = Field(description="days that a look takes in")
    most_step: Annotated[float, Field(gt=0, lt=1)] = Field(
        description="largest change of the budget at one look, as a share of it"
    )
    floor: Annotated[float, Field(gt=0, le=1)] = Field(description="smallest budget, as a share of the planned one")
    ceiling: Annotated[float, Field(ge=1, le=1000)] = Field(description="largest budget, in planned ones")


class ThrottlePosts(Group):
    """Post less when deletions rise, and return to the plan when they have fallen."""

    most_monthly_loss: Annotated[float, Field(gt=0, lt=1)] = Field(
        description="share of contacts lost in 30 days above which posts are cut"
    )
    calm: Annotated[float, Field(ge=0, le=1)] = Field(description="share of that limit below which posts are restored")
    review_days: ReviewDays = Field(description="days between two looks; a look takes in the days since the last")
    cut: Annotated[float, Field(gt=0, lt=1)] = Field(description="factor on posts per day at one look; restoring divides by it")
    fewest_posts_per_day: Annotated[float, Field(ge=0, le=48)] = Field(
        description="never fewer than this (or the plan, if lower)"
    )


class RaiseReward(Group):
    """Raise the referral reward while the last raise has paid, and take it back when it has not."""

    step_yuan: Annotated[float, Field(gt=0, le=1_000_000)] = Field(description="change of the whole reward at one look")
    floor_yuan: Yuan = Field(description="smallest whole reward, both sides together")
    ceiling_yuan: Annotated[float, Field(gt=0, le=1_000_000)] = Field(description="largest whole reward, both sides together")
    review_days: ReviewDays = Field(description="days between two looks; a look takes in the days since the last")
    worth_days: Days = Field(description="days of a referred customer's recent margin that a new one may cost")
    rest_reviews: Annotated[int, Field(ge=0, le=1000)] = Field(description="looks to rest after a raise that did not pay")

    @model_validator(mode="after")
    def _consistent(self):
        if self.ceiling_yuan < self.floor_yuan:
            raise ValueError(
                Said(
                    "ceiling_yuan ({ceiling:g}) is below floor_yuan ({floor:g})",
                    ceiling=self.ceiling_yuan,
                    floor=self.floor_yuan,
                )
            )
        return self


class PythonStrategy(Group):
    """A strategy of one's own by dotted name; local runs only (study.allow_python)."""

    target: Annotated[str, Field(pattern=TARGET, max_length=200)] = Field(
        description="module:function of a generator function (view, levers, **parameters)"
    )
    parameters: dict[Name, float | int | bool | str] = Field(default_factory=dict, description="passed to it by name")


class Strategies(Group):
    """At most one hand on each lever, but for those in Python."""

    pace_by_cac: dict[Name, PaceByCac] = Field(default_factory=dict, description="by channel")
    throttle_posts: ThrottlePosts | None = None
    raise_reward: RaiseReward | None = None
    python: dict[Name, PythonStrategy] = Field(default_factory=dict, description="by a name of one's own")


def refusal(name: str) -> Mistake:
    """Why a strategy in Python is not run."""
    return Mistake(
        f"{PATH}.{name}",
        Said("would run Python code: a scenario from somebody else could do anything to this machine"),
        allowed=Said(
            "study.allow_python=true on the command line (allow_python=True for simulate), once you know what it does"
        ),
    )
