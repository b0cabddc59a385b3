"""A scheme on top of the referral programme: who may take part, the story told, tiers, caps, commission, teams (拼团, 助力)."""

from __future__ import annotations

import itertools
from typing import Annotated, Literal

from pydantic import Field, model_validator

from siyu_sim.language import Said
from siyu_sim.scenario.values import Budget, Days, Factor, Group, Share, Weight, Yuan

MAX_TIERS = 8
MAX_HELPERS = 100


class Who(Group):
    """Who may take part, by what the operator can observe. All others share as if there were no programme."""

    orders_at_least: Annotated[int, Field(ge=0, le=60_000)] = Field(
        description="0: everybody, 1: customers, 2: repeat customers"
    )
    spent_at_least_yuan: Budget = Field(description="net sales so far; 0: no condition")


class Story(Group):
    """What an invitation tells: why we are worth a friend's word."""

    accept_shift: Weight = Field(description="log-odds of adding that it gives an invitation of the programme")
    trust_factor: Factor = Field(description="multiplies the trust borrowed from the referrer, up to 1")
    cost_once_yuan: Budget
    cost_yuan_per_month: Budget = Field(description="cost of keeping it fresh, for 30 days")


class Tier(Group):
    from_successes: Annotated[int, Field(ge=0, le=65_000)] = Field(description="successes of the referrer so far")
    reward_yuan: Yuan = Field(description="reward for each further success")


class Distribution(Group):
    """Distribution (分销): a share of what the invited spend. One level only: more than two are unlawful in China."""

    share: Share = Field(description="share of the net sales of each order of a person invited")
    days: Days = Field(description="days after that person added for which it is paid")


class Team(Group):
    """Sharing opens a team that needs helpers in time; when it is complete, the one who opened it takes the prize."""

    kind: Literal["group_buy", "help_me_cut"] = Field(
        description="group_buy (拼团): a helper must order; help_me_cut (助力): it is enough to add"
    )
    helpers: Annotated[int, Field(ge=1, le=MAX_HELPERS)] = Field(description="people who complete the team")
    hours: Annotated[float, Field(gt=0, le=8760)] = Field(description="hours for which it stays open")
    discount: Share = Field(description="share off one item for the opener of a complete team; 1: a gift, always taken")
    opener_rate: Share = Field(
        description="chance that the opener takes the prize (not a gift), at full price and the reference point of purchase"
    )
    helper_discount: Annotated[float, Field(ge=0, le=0.95)] = Field(
        description="group_buy: share off the item that a helper orders"
    )
    helper_rate: Share = Field(
        description="group_buy: chance that a helper who adds orders at once, at full price and the reference point of purchase"
    )
    invites: Annotated[int, Field(ge=1, le=100)] = Field(description="people invited when a team is opened")

    @model_validator(mode="after")
    def _consistent(self):
        if self.kind == "help_me_cut" and (self.helper_discount > 0 or self.helper_rate > 0):
            raise ValueError(Said("a helper of help_me_cut only adds: set helper_discount and helper_rate to 0"))
        return self


class Scheme(Group):
    who: Who
    story: Story | None = Field(description="null: none")
    tiers: Annotated[list[Tier], Field(max_length=MAX_TIERS)] = Field(
        description="rewards to the referrer by successes so far, instead of referral.reward_yuan; []: that reward"
    )
    cap_yuan: Budget | None = Field(description="most that one referrer gets: rewards, commission, prizes; null: no limit")
    distribution: Distribution | None = Field(description="null: no commission")
    team: Team | None = Field(description="null: no teams")

    @model_validator(mode="after")
    def _consistent(self):
        steps = [tier.from_successes for tier in self.tiers]
        if steps and (steps[0] != 0 or any(b <= a for a, b in itertools.pairwise(steps))):
            raise ValueError(Said("tiers begin at from_successes=0 and rise; given: {steps}", steps=steps))
        return self
