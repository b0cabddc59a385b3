"""What keeps customers: winning back, membership, after-sales care; and what a cheap offer does to those who pay well.

Sums that depend on the business are given in list prices of one item, so that one setting suits a cup of coffee and a course.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated

from pydantic import Field, model_validator

from siyu_sim.language import Said
from siyu_sim.scenario.mistakes import join
from siyu_sim.scenario.sop import What
from siyu_sim.scenario.values import Group, Share, Weight

MAX_LEVELS = 5
Prices = Annotated[float, Field(ge=0, le=100_000)]  # list prices of one item


class Winback(Group):
    """Winning back (流失挽回): a contact without needs for us may return at a message seen. It raises the *trigger*."""

    rate: Share = Field(description="chance to return at a message of the SOP seen: trust 0.5, full price, strength 0")
    trust_weight: Weight = Field(description="log-odds per unit of trust above 0.5")
    posts: bool = Field(description="whether a promotional post in Moments can win back too")


class Level(Group):
    """A level of membership, reached by what the contact has spent."""

    spent_prices: Prices = Field(description="net sales from which it is held")
    price_cut: Annotated[float, Field(ge=0, le=0.95)] = Field(description="share off the price at every order")
    buy_shift: Weight = Field(description="log-odds of meeting a need with us: rights, service, habit")


class Points(Group):
    share: Annotated[float, Field(gt=0, le=0.95)] = Field(description="worth of the points earned, as a share of what was paid")
    threshold_prices: Prices = Field(description="balance from which it is used, at the next order")
    most_share: Annotated[float, Field(gt=0, le=0.95)] = Field(description="largest share of an order that points pay")


class Ritual(Group):
    """The member day (会员日): a post that members alone get."""

    every_days: Annotated[int, Field(ge=1, le=36500)]
    hour: Annotated[float, Field(ge=0, lt=24)]
    what: What


class Membership(Group):
    """Membership (会员): a lower price and ease for those who belong. It raises the *ability*."""

    levels: Annotated[list[Level], Field(min_length=1, max_length=MAX_LEVELS)]
    fee_prices: Prices = Field(
        description="paid once to join, with an order that reaches the first level; 0: membership is free"
    )
    join_rate: Share = Field(description="chance to pay it, at each such order; without a fee everybody joins")
    points: Points | None
    ritual: Ritual | None

    @model_validator(mode="after")
    def _rising(self):
        spent = [level.spent_prices for level in self.levels]
        if any(after <= before for before, after in pairwise(spent)):
            raise ValueError(
                Said("each level asks for more spending than the one before: {spent}", spent=join(f"{x:g}" for x in spent))
            )
        return self


class AfterSales(Group):
    """After-sales care (售后): a word and a remedy after a bad delivery, quality below 0.5. It raises the *motivation*."""

    contact_share: Share = Field(description="share of bad deliveries that are followed up")
    cost_prices: Prices = Field(description="cost of each follow-up: the hour and the remedy")
    satisfaction_gain: Share = Field(description="share of the missing satisfaction that it restores")
    trust_gain: Share = Field(description="share of the missing trust that it restores")


class Affront(Group):
    """What a deep discount tells customers who pay well (低价误伤)."""

    trust_loss: Share = Field(description="share of trust lost at each deep offer seen")
    from_discount: Annotated[float, Field(gt=0, le=0.95)] = Field(
        description="an offer is deep from this share off the price on"
    )
    spent_prices: Prices = Field(description="customers who have spent this much take it amiss")
