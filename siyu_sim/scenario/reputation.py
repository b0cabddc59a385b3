"""What deliveries do beyond the buyer: public reviews (口碑), their control (控评), and cases that feed content (案例)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from siyu_sim.language import Said
from siyu_sim.scenario.values import Budget, Days, Group, Pull, Share, Yuan


class Control(Group):
    """Review control (控评): bad reviews are answered and settled before they count."""

    share: Share = Field(description="share of bad reviews that are steered: they do not count, and are no longer seen")
    cost_yuan: Yuan = Field(description="cost of each that is steered")
    believable_share: Share = Field(description="share of bad reviews that can be steered before people notice")
    doubt: Share = Field(
        description="share of the weight of reviews and of the trust gained by posts that is lost when all are steered"
    )


class Cases(Group):
    """Good reviews are the cases that content tells (UGC)."""

    enough: Annotated[float, Field(gt=0, le=10_000_000)] = Field(description="recent good reviews that give 63 % of the supply")
    gain: Pull = Field(description="growth of the trust that a post gains, at full supply")
    saving: Share = Field(description="share of the cost of useful posts that full supply saves")


class Reputation(Group):
    """One number from −1 to 1 for everybody: (good − bad) / (good + bad + enough) over recent reviews that count."""

    good_from: Share = Field(description="quality from which a delivery is good")
    bad_below: Share = Field(description="quality below which it is bad")
    good_review_rate: Share = Field(description="chance that a good delivery is reviewed in public")
    bad_review_rate: Share = Field(description="chance that a bad delivery is reviewed in public")
    memory_days: Days = Field(description="time constant with which reviews are forgotten")
    enough: Budget = Field(description="recent reviews that it takes to be half known")
    add_weight: Pull = Field(description="log-odds of adding, on every channel and at invitations, per unit of reputation")
    buy_weight: Pull = Field(description="log-odds of buying per unit of reputation")
    control: Control | None = Field(description="null: reviews are left alone")
    cases: Cases | None = Field(description="null: content takes nothing from deliveries")

    @model_validator(mode="after")
    def _consistent(self):
        if self.bad_below > self.good_from:
            raise ValueError(
                Said("bad_below ({bad:g}) lies above good_from ({good:g})", bad=self.bad_below, good=self.good_from)
            )
        return self
