"""The arena: the accounts that hold our contacts, what the platform allows, and what can happen to them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from siyu_sim.language import Said
from siyu_sim.scenario.values import Day, Days, Factor, Group, Pull, Share, Yuan

MAX_ACCOUNTS = 10_000
Count = Annotated[int, Field(ge=1, le=100_000_000)]
Rate = Annotated[float, Field(ge=0, le=100)]


class Limits(Group):
    """What the platform allows one account. null: no limit."""

    contacts: Count | None = Field(description="contacts that one account can hold")
    adds_per_day: Count | None = Field(description="people that one account can add in a day; whoever comes later is lost")
    posts_per_day: Annotated[int, Field(ge=0, le=1000)] | None = Field(
        description="Moments posts an account may publish in a day; further ones are not sent"
    )


class RuleChange(Group):
    """The platform tightens (or loosens) its rules on a date."""

    day: Day
    limits: Limits
    ban_factor: Factor = Field(description="multiplies the hazard of a ban from that day on")


class Bans(Group):
    """The hazard of a ban, an account and day, given how it behaves."""

    per_year: Rate = Field(description="bans a year of an established account that adds and promotes within what is safe")
    safe_adds_per_day: Annotated[float, Field(gt=0, le=1_000_000)] = Field(description="adds a day that raise no suspicion")
    adds_weight: Pull = Field(description="log hazard per multiple of safe_adds_per_day above it")
    promo_weight: Pull = Field(description="log hazard per promotional post of the day")
    plug_ins: bool = Field(description="whether adds and messages are made by plug-in")
    plug_in_factor: Factor = Field(description="multiplies the hazard with plug-ins")
    young_days: Annotated[float, Field(ge=0, le=3650)] = Field(description="age up to which an account is young")
    young_factor: Factor = Field(description="multiplies the hazard of a young account")
    temporary_share: Share = Field(description="share of bans that end")
    temporary_days: Annotated[float, Field(ge=0, le=3650)] = Field(description="how long such a ban silences the account")
    recovered_share: Share = Field(description="share of contacts found again after an account is closed for good")


class Nurture(Group):
    """New accounts are opened ahead of need and used gently at first (养号)."""

    days: Annotated[float, Field(ge=0, le=3650)]
    adds_per_day: Annotated[int, Field(ge=0, le=1_000_000)] = Field(description="most adds a day while it is nurtured")
    spare: Annotated[int, Field(ge=0, le=1000)] = Field(description="accounts without contacts that stand ready")


class Staff(Group):
    """The people behind the accounts leave."""

    turnover_per_year: Rate = Field(description="departures a year behind one account")
    handover: bool = Field(description="contacts are handed over to a successor; else the account leaves with the person")
    kept_share: Share = Field(description="share of its contacts that stay after a hand-over")
    kept_without: Share = Field(description="share of its contacts found again without a hand-over")


class Outages(Group):
    """QR codes and links break or are blocked, and stay so until somebody notices and repairs them."""

    per_year: Rate = Field(description="breaks a year of one channel's code")
    repair_days: Annotated[float, Field(ge=0, le=3650)] = Field(description="mean time until it works again")


class Platform(Group):
    accounts: Annotated[int, Field(ge=1, le=MAX_ACCOUNTS)] = Field(description="accounts that we may open")
    account_cost_yuan_per_month: Yuan = Field(description="phone, number, certification of an open account, for 30 days")
    limits: Limits
    change: RuleChange | None = Field(description="null: the rules stay")
    bans: Bans | None = Field(description="null: no account is ever banned")
    nurture: Nurture | None = Field(description="null: accounts are used fully from the day they are opened")
    staff: Staff | None = Field(description="null: nobody leaves")
    outages: Outages | None = Field(description="null: codes never break")

    @model_validator(mode="after")
    def _consistent(self):
        if self.limits.posts_per_day == 0 and self.change is None:
            raise ValueError(Said("limits.posts_per_day=0 lets no post through: set content.posts_per_day=0 instead"))
        return self


class Crisis(Group):
    """A public crisis: those who hear of it lose trust, and some delete us."""

    day: Day
    heard_share: Share = Field(description="share of contacts who hear of it")
    trust_loss: Share = Field(description="share of trust lost by those who hear")
    leave_rate: Share = Field(description="chance that one who hears deletes us, at trust 0.5 before the crisis")
    trust_weight: Pull = Field(description="log-odds less per unit of trust above 0.5")
    answered: bool = Field(description="whether we answer openly and at once")
    answer_factor: Share = Field(description="what an open answer leaves of the loss of trust")


class Rivals(Group):
    """A rival's campaign: for some days needs are met there more often, the less people trust us."""

    day: Day
    days: Days
    pull: Pull = Field(description="log-odds of buying from us lost at zero trust; none is lost at full trust")
    keep: Share = Field(description="added to rival_pull while it lasts: chance, at zero trust, that a need lost is the last")
