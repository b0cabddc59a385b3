"""Campaigns (活动): days of warm-up that build momentum (势能), then a few days with an offer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, model_validator

from siyu_sim.language import Said
from siyu_sim.scenario.values import Budget, Day, Group, Pull, Share

if TYPE_CHECKING:
    from siyu_sim.scenario.schema import Scenario

MAX_CAMPAIGNS = 8


class Campaign(Group):
    """One campaign, once or again and again. Days are whole days from midnight.

    What a campaign of one's own leaves out: it comes once, without a warm-up, posts or costs of its own, and what momentum does
    if it is built is assumed as in the shipped campaigns.
    """

    start_day: Day = Field(description="first day of the warm-up; a fraction begins on the next whole day")
    every_days: Annotated[int, Field(ge=1, le=36500)] | None = Field(
        None, description="days from one start to the next; null: once"
    )
    warmup_days: Annotated[int, Field(ge=0, le=365)] = Field(0, description="days whose posts build momentum")
    open_days: Annotated[int, Field(ge=1, le=365)] = Field(description="days on which the offer stands")
    hours: list[Annotated[float, Field(ge=0, lt=24)]] = Field(
        [], max_length=24, description="hours of the campaign's own posts on each of these days; empty: it sends none"
    )
    warmup_kind: Literal["useful", "human", "promo"] = Field(
        "human", description="kind of its warm-up posts; on open days: promo"
    )
    build: Share = Field(
        0.12, description="share of missing momentum that each post sent during the warm-up builds, ours or its own"
    )
    purchase_weight: Pull = Field(1.5, description="log-odds of buying on open days at full momentum")
    half_life_days: Annotated[float, Field(gt=0, le=10_000)] = Field(
        5.0, description="half-life of momentum after the last open day"
    )
    hangover: Share = Field(0.3, description="share of the momentum left that works against buying after the last open day")
    offer: Annotated[float, Field(ge=0, le=0.95)] = Field(description="share off the price for everybody on open days")
    cost_yuan: Budget = Field(
        0.0, description="cost each time: design, gifts, streams; booked as content on the first open day"
    )

    @model_validator(mode="after")
    def _consistent(self):
        days = self.warmup_days + self.open_days
        if self.every_days is not None and self.every_days < days:
            raise ValueError(
                Said("every_days ({every}) is shorter than warmup_days + open_days ({days})", every=self.every_days, days=days)
            )
        if len({round(h * 60) for h in self.hours}) < len(self.hours):
            raise ValueError(Said("hours names one minute twice"))
        return self


def check_campaigns(s: Scenario) -> None:
    """Raises ValueError where the windows are too long for the days of a campaign."""
    if s.campaigns and s.window_days > 1:
        raise ValueError(
            Said("campaigns open and close at midnight: window_days ({days:g}) must be at most 1", days=s.window_days)
        )
