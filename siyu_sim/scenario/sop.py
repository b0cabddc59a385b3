"""Rules of the SOP as data, in the practitioners' 5W: when, who, where, what, why. A rule addresses people by what an operator can
observe (orders, spending, reading, source, level), never by trust or segment.

Limits here that are not null mean "no condition" or "no limit" when left out: that is structure, not a default of behaviour.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Annotated, Literal

from pydantic import Field, model_validator

from siyu_sim.language import Said
from siyu_sim.scenario.mistakes import join
from siyu_sim.scenario.values import Day, Group, Name, Share, Weight, Yuan

MAX_RULES = 16  # a further row remembers in 16 bits which rules have addressed the contact
MAX_VARIANTS = 4
SHORTEST_DELAY_HOURS = 0.1  # instants of orders are kept to a few minutes at the longest horizon


class Between(Group):
    """A closed range; an end left out is open."""

    min: Annotated[float, Field(ge=0, le=1e9)] | None = None
    max: Annotated[float, Field(ge=0, le=1e9)] | None = None

    @model_validator(mode="after")
    def _in_order(self):
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(Said("min ({min:g}) is above max ({max:g})", min=self.min, max=self.max))
        return self


class When(Group):
    """Either a delay after something the contact did, or a day of the calendar."""

    after: Literal["added", "first_order", "order", "delivery"] | None = Field(
        None, description="what the message follows; another such event before it is due starts the delay anew"
    )
    delay_hours: Annotated[float, Field(ge=SHORTEST_DELAY_HOURS, le=876_000)] | None = None
    every_days: Annotated[int, Field(ge=1, le=36500)] | None = Field(None, description="days between two messages of the rule")
    hour: Annotated[float, Field(ge=0, lt=24)] | None = None
    weekdays: (
        Annotated[list[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]], Field(min_length=1, max_length=7)] | None
    ) = Field(None, description="days on which it may go out; day 0 is a Monday")

    @model_validator(mode="after")
    def _one_kind(self):
        if (self.after is None) == (self.every_days is None):
            raise ValueError(Said("give either after (with delay_hours) or every_days (with hour)"))
        if self.after is not None:
            if self.delay_hours is None or self.hour is not None or self.weekdays is not None:
                raise ValueError(Said("after takes delay_hours, and neither hour nor weekdays"))
        elif self.hour is None or self.delay_hours is not None:
            raise ValueError(Said("every_days takes hour, and no delay_hours"))
        return self


class Who(Group):
    """The audience: everybody who meets every condition given."""

    stage: Annotated[list[Literal["lead", "customer", "repeat", "member"]], Field(min_length=1, max_length=4)] | None = Field(
        None,
        description="lead: no order; customer: one; repeat: two or more; member: of any level. Any of those listed will do",
    )
    orders: Between = Between()
    spent_yuan: Between = Field(Between(), description="net sales so far: the value tier")
    idle_days: Between = Field(Between(), description="days since the last order, or since adding if there is none")
    unread_days: Between = Field(Between(), description="days since they last opened a touch of ours, or since adding")
    age_days: Between = Field(Between(), description="days since adding")
    level: Between = Field(Between(), description="level of membership; 0: no member")
    channels: Annotated[list[str], Field(min_length=1)] | None = Field(
        None, description="where they came from; also referral and initial"
    )


class What(Group):
    """The message."""

    kind: Literal["useful", "human", "promo"]
    strength: Weight = Field(description="log-odds of noticing it, and of an order or a return at it, against an ordinary post")
    discount: Annotated[float, Field(ge=0, le=0.95)] = Field(
        0.0, description="share off the price of an order at it (promo only)"
    )
    quality: Annotated[float, Field(ge=0, le=3)] = Field(1.0, description="multiplies the trust it gains; 1 = ordinary")
    cost_yuan: Yuan = Field(description="cost of each message sent")

    @model_validator(mode="after")
    def _consistent(self):
        if self.discount > 0 and self.kind != "promo":
            raise ValueError(Said("a {kind} message makes no offer: set kind=promo or discount=0", kind=self.kind))
        return self


class Rule(Group):
    """One rule: when, who, where, what, why."""

    when: When
    who: Who = Who()
    where: Literal["chat"] = Field(description="a one-to-one message, which the frequency caps count")
    what: What
    why: str
    holdout: Share = Field(
        description="share of people, by dice of their own for each rule, to whom it never goes: the control"
    )


class ScriptTest(Group):
    """A test inside the operation: variants of one rule on random shares, then the better by observed orders for everybody."""

    rule: Name
    variants: Annotated[dict[Name, What], Field(min_length=2, max_length=MAX_VARIANTS)]
    share: Annotated[float, Field(gt=0, le=1)] = Field(
        description="share of people, split evenly over the variants; the others get the rule as it is"
    )
    from_day: Day
    until_day: Day = Field(description="then the variant with most orders placed at it, for each sent, is the rule")

    @model_validator(mode="after")
    def _consistent(self):
        if self.until_day <= self.from_day:
            raise ValueError(
                Said("until_day ({until:g}) is not after from_day ({start:g})", until=self.until_day, start=self.from_day)
            )
        mute = [name for name, what in self.variants.items() if what.kind != "promo"]
        if mute:
            raise ValueError(
                Said("variants are judged by orders at them, and only promo makes an offer: {variants}", variants=join(mute))
            )
        return self


class Caps(Group):
    """How many one-to-one messages of the SOP a contact may get; more are blocked, and counted."""

    per_day: Annotated[int, Field(ge=1, le=1)] | None = Field(description="messages a day; null: no limit")
    per_month: Annotated[int, Field(ge=1, le=200)] | None = Field(description="messages in a month of 30 days; null: no limit")


def check_sop(sop: Mapping[str, Rule], test: ScriptTest | None, channels: Collection[str]) -> None:
    """Raise ValueError where a rule names a channel, or a test names a rule, that does not exist."""
    for name, rule in sop.items():
        for channel in rule.who.channels or ():
            if channel not in {*channels, "referral", "initial"}:
                raise ValueError(
                    Said(
                        "sop.{rule}.who.channels names an unknown channel '{channel}' (known: {known})",
                        rule=name,
                        channel=channel,
                        known=join([*channels, "referral", "initial"]),
                    )
                )
    if test is not None and test.rule not in sop:
        raise ValueError(
            Said("script_test.rule names an unknown rule '{rule}' (known: {known})", rule=test.rule, known=join(sop))
        )
