"""Reward abuse (薅羊毛): cheats who bring fake accounts or buy from themselves, and the operator's checks."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from siyu_sim.scenario.values import Group, Share, Weight, Yuan


class Check(Group):
    """Every success of a referrer is looked at before the reward is paid."""

    catch_rate: Share = Field(description="chance that a fake is caught; its reward is not paid")
    false_alarm_rate: Share = Field(description="chance that an honest success is refused its reward")
    false_alarm_loss: Share = Field(description="share of trust that the refused referrer loses")
    cost_yuan: Yuan = Field(description="cost of each success checked")


class Abuse(Group):
    """A cheat who may take part in a programme that pays uses a sharing occasion to bring fakes instead of friends.

    Paid on adding, a fake costs the cheat an account. Paid on a first purchase it must buy, so the cheat also pays for goods that
    are worth only a part of their price to him. He does it only if the rewards are worth more.
    """

    cheat_share: Share = Field(description="share of cheats at reward_sensitivity 1; the odds are proportional to it")
    eagerness: Annotated[Weight, Field(ge=0)] = Field(
        description="log-odds of using a sharing occasion that a cheat has above others"
    )
    fakes_mean: Annotated[float, Field(ge=1, le=50)] = Field(
        description="mean fakes an occasion (at least 1) where adding is paid; where buying is, 1"
    )
    account_cost_yuan: Yuan = Field(description="what a fake account costs the cheat")
    goods_worth: Share = Field(description="worth to the cheat of goods bought for the reward, as a share of their price")
    check: Check | None = Field(description="null: nothing is checked")
