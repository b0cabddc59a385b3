"""Group chats (社群): who is in one, how large they get, the mood in them, and what asking too much does to it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from siyu_sim.language import Said
from siyu_sim.scenario.values import Days, Group, Pull, Share, Weight, Yuan


class Groups(Group):
    """Contacts are put into groups as they add, one after another. `touchpoints.group` says what is posted there."""

    join_share: Share = Field(description="chance that a new contact joins the group offered to them")
    size: Annotated[int, Field(ge=2, le=500)] = Field(
        description="members at which the next group is opened; WeChat allows 500"
    )
    open_size: Annotated[int, Field(ge=1, le=500)] = Field(
        description="members up to which anybody may join by a code; beyond, by personal invitation only"
    )
    manual_shift: Weight = Field(description="log-odds of joining where it takes a personal invitation")
    cost_yuan_per_month: Yuan = Field(description="people who run one group, for 30 days")
    first_mood: Share = Field(description="mood of a new group; 0 dead, 1 everybody talks")
    half_life_days: Days = Field(description="days in which the mood halves when nobody runs the group")
    lift: Share = Field(description="share of the missing mood that one useful or human post restores")
    order_lift: Pull = Field(description="share of the missing mood that one order of each member restores, as a rate")
    tolerance: Annotated[float, Field(ge=0, lt=1)] = Field(
        description="share of promotion among the group's posts that its members put up with: the implicit contract"
    )
    memory_days: Days = Field(description="half-life of what members remember of the posts when they judge that share")
    breach_loss: Share = Field(
        description="share of the mood that a promotional post costs if all are; less in proportion, none up to the tolerance"
    )
    mood_seen: Weight = Field(description="log-odds of seeing a group post per unit of mood above 0.5")
    mood_gain: Annotated[float, Field(ge=0, le=2)] = Field(
        description="growth of the trust that a group post gains per unit of mood above 0.5"
    )
    mute_rate: Share = Field(description="chance to mute or leave the group at a post seen in it, at mood 0.5")
    mute_promo_shift: Weight = Field(description="log-odds of muting or leaving at a promotional post")
    mute_mood_weight: Pull = Field(description="log-odds less of muting or leaving per unit of mood above 0.5")
    proof_gain: Pull = Field(
        description="growth of the trust that a group post gains per weekly order for each active member (at most 1)"
    )
    proof_weight: Weight = Field(
        description="log-odds of an order at a promotional group post per weekly order for each active member (at most 1)"
    )

    @model_validator(mode="after")
    def _consistent(self):
        if self.open_size < self.size and self.open_size > 200:
            raise ValueError(
                Said("open_size ({size}) is above 200, from where WeChat asks for personal invitations", size=self.open_size)
            )
        if self.size > 200 and self.open_size >= self.size:
            raise ValueError(
                Said(
                    "size ({size}) is above 200, from where WeChat asks for personal invitations: set open_size to 200 or less",
                    size=self.size,
                )
            )
        return self
