"""Touchpoints beside Moments (触点): one-to-one mass messages, group chats, official account, live, fan community, mini-programme.

Moments posts are `content`. A touchpoint has a calendar of its own, reaches those who have it, and changes what a post does.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from siyu_sim.language import Said
from siyu_sim.scenario.values import Budget, Factor, Group, Share, SharesByKind, Weight, YuanByKind

Surface = Literal["chat", "group", "official", "live", "fan", "mini"]


class Touchpoint(Group):
    """One way of reaching contacts. Factors and shifts are against a Moments post of the same kind."""

    posts_per_week: Annotated[float, Field(ge=0, le=336)] = Field(
        description="planned posts (broadcasts, sessions) a week; 0: it is only there, like a shop"
    )
    hours: Annotated[list[Annotated[float, Field(ge=0, lt=24)]], Field(min_length=1, max_length=48)] = Field(
        description="hours of the day in order of preference: with n posts a day the first n are used"
    )
    weekdays: Annotated[list[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]], Field(min_length=1, max_length=7)] = (
        Field(description="posting days; day 0 is a Monday")
    )
    mix: SharesByKind
    promo_discount: Annotated[float, Field(ge=0, le=0.95)] | None = Field(
        description="share off the price of an order placed from a promotional post; null: as in Moments"
    )
    join_share: Share | None = Field(
        description="chance that a contact of ordinary attention has it, trust apart; null for group (groups.join_share says)"
    )
    min_orders: Annotated[int, Field(ge=0, le=65_534)] = Field(
        description="orders at which a contact is asked in; 0: on adding"
    )
    min_spend_yuan: Annotated[float, Field(ge=0, le=10_000_000)] = Field(
        description="net sales at which a contact is asked in, beside min_orders"
    )
    seen_shift: Weight = Field(description="log-odds that a post is seen by who has the touchpoint")
    habit_spread: Annotated[float, Field(ge=0, le=5)] = Field(
        description="standard deviation, in log-odds, of people's own habit of looking here, whatever else they look at"
    )
    gain_factor: Factor = Field(description="multiplies the trust that a post seen gains")
    fatigue_factor: Factor = Field(description="multiplies the fatigue that it adds")
    leave_shift: Weight = Field(description="log-odds of deleting us at it")
    impulse_shift: Weight = Field(description="log-odds of an order at once, at a promotional post")
    ease_shift: Weight = Field(description="log-odds of meeting a need with us, for who has the touchpoint")
    share_shift: Weight = Field(description="log-odds of sharing, for who has the touchpoint")
    cost_per_post_yuan: YuanByKind = Field(description="cost of one post of this kind")
    cost_yuan_per_month: Budget = Field(description="what keeps the touchpoint open, for 30 days")
    limit_per_day: Annotated[int, Field(ge=0, le=48)] | None = Field(
        description="posts a day that the platform lets through; null: no limit"
    )
    limit_per_month: Annotated[int, Field(ge=0, le=1440)] | None = Field(
        description="posts in 30 days that the platform lets through; null: no limit"
    )

    @model_validator(mode="after")
    def _consistent(self):
        whole = -(-self.posts_per_week // len(self.weekdays))
        if whole > len(self.hours):
            raise ValueError(
                Said(
                    "posts_per_week={posts:g} on {days} weekdays needs {needed:g} hours, but hours lists {listed}",
                    posts=self.posts_per_week,
                    days=len(self.weekdays),
                    needed=whole,
                    listed=len(self.hours),
                )
            )
        if len({round(h * 60) for h in self.hours}) < len(self.hours):
            raise ValueError(Said("hours names one minute twice"))
        return self

    @property
    def gated(self) -> bool:
        """Whether contacts are asked in for what they bought, instead of on adding."""
        return self.min_orders > 0 or self.min_spend_yuan > 0


def check_touchpoints(touchpoints: dict[Surface, Touchpoint], has_groups: bool) -> None:
    """How touchpoints and group chats fit together; raises ValueError."""
    for name, touchpoint in touchpoints.items():
        if name == "group":
            if not has_groups:
                raise ValueError(
                    Said("touchpoints.group posts into group chats, but there are none: choose groups=run or another")
                )
            if touchpoint.join_share is not None or touchpoint.gated:
                raise ValueError(
                    Said(
                        "touchpoints.group: groups.join_share says who is in a group: set join_share to null, "
                        "min_orders and min_spend_yuan to 0"
                    )
                )
        elif touchpoint.join_share is None:
            raise ValueError(Said("touchpoints.{name}.join_share is null: only a group's may be", name=name))
