"""The people of a scenario: the market, and how its people pay attention, trust, tire, buy, drop out, leave and share."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from siyu_sim.language import Said
from siyu_sim.scenario.values import Days, Factor, FactorByKind, Group, Name, Pull, Share, ShareByKind, Weight, WeightByKind

MAX_SEGMENTS = 8


class Segment(Group):
    """A kind of people. Factors multiply, shifts add to log-odds, relative to the market's ordinary person."""

    share: Share = Field(description="share of the market")
    need_factor: Factor = Field(description="multiplies the need rate")
    attention_shift: Weight = Field(description="log-odds of seeing a touch")
    buy_shift: Weight = Field(description="log-odds of meeting a need with us at full price")
    price_sensitivity: Pull = Field(description="weight of a price cut in log-odds per log(price ratio)")
    reward_sensitivity: Pull = Field(description="multiplies the pull of referral rewards")
    share_shift: Weight = Field(description="log-odds of sharing")
    leave_factor: Factor = Field(
        description="multiplies the background rate of deleting us, and the odds of doing so at a post"
    )
    hook_greed: Share = Field(description="0: drawn by a hook as far as it is relevant; 1: drawn by any hook, relevant or not")


class Communities(Group):
    size: Annotated[int, Field(ge=1)] = Field(description="people a community")
    inside_share: Share = Field(description="share of a person's contacts that lie in the own community")
    homophily: Share = Field(description="probability that a person is of the community's own segment rather than of any")


class Contacts(Group):
    mean: Annotated[float, Field(ge=1, le=100_000)] = Field(description="mean number of people whom a person might invite")
    spread: Annotated[float, Field(ge=0, le=3)] = Field(description="standard deviation of the logarithm of that number")


class SocialClasses(Group):
    """Creators, commenters, readers: 1 / 9 / 90."""

    creators: Share
    commenters: Share
    creator_shift: Weight = Field(description="log-odds of sharing, against a reader")
    commenter_shift: Weight = Field(description="log-odds of sharing, against a reader")


class Market(Group):
    size: Annotated[int, Field(ge=1, le=200_000_000)] = Field(description="people who could ever become contacts")
    initial_contacts: Annotated[int, Field(ge=0)] = Field(description="contacts held on day 0, the first people of the market")
    initial_trust: Share = Field(description="trust of the contacts held on day 0")
    receptivity_spread: Annotated[float, Field(ge=0, le=5)] = Field(
        description="standard deviation, in log-odds, of people's own inclination to add"
    )
    communities: Communities
    contacts: Contacts
    social: SocialClasses
    segments: Annotated[dict[Name, Segment], Field(min_length=1, max_length=MAX_SEGMENTS)]

    @model_validator(mode="after")
    def _consistent(self):
        total = sum(s.share for s in self.segments.values())
        if abs(total - 1) > 1e-6:
            raise ValueError(Said("the shares of the segments add up to {total:.4g}, not to 1", total=total))
        if self.initial_contacts > self.size:
            raise ValueError(
                Said(
                    "initial_contacts ({contacts}) is larger than the market (size {size})",
                    contacts=self.initial_contacts,
                    size=self.size,
                )
            )
        if self.social.creators + self.social.commenters > 1:
            raise ValueError(Said("creators and commenters together are more than everybody"))
        if self.contacts.mean > self.size:
            raise ValueError(
                Said(
                    "the market (size {size}) is smaller than the contacts of one person (mean {mean:g})",
                    size=self.size,
                    mean=self.contacts.mean,
                )
            )
        return self


class Attention(Group):
    seen_rate: Share = Field(
        description="mean chance over people to see a post, at trust 0.5, no fatigue, an hour and weekday with shift 0"
    )
    spread: Annotated[float, Field(ge=0, le=5)] = Field(description="standard deviation between people, log-odds")
    trust_weight: Weight
    fatigue_weight: Pull
    by_hour: Annotated[list[Weight], Field(min_length=24, max_length=24)] = Field(description="log-odds by hour of the day")
    by_weekday: Annotated[list[Weight], Field(min_length=7, max_length=7)] = Field(
        description="log-odds by weekday, Monday first"
    )


class Trust(Group):
    half_life_days: Days
    gain: ShareByKind = Field(description="share of the missing trust that one post seen restores")
    gain_delivery: Share = Field(description="share of the missing trust that a good delivery restores")
    gain_reply: Share = Field(description="share of the missing trust that a reply in chat restores")
    promo_loss: Share = Field(description="share of trust that a promotional post seen costs")
    bad_delivery_loss: Share = Field(description="share of trust that the worst delivery costs")
    ideal_useful_share: Share = Field(description="share of useful posts among useful and human ones that suits the business")
    mix_penalty: Share = Field(description="loss of gain when the mix is at the far end from the ideal")
    taste_spread: Share = Field(description="how far people differ in their taste for useful or human posts")
    social_proof: Pull = Field(description="growth of gain per weekly order for each contact held (at most 1)")


class Fatigue(Group):
    half_life_days: Days
    weight: FactorByKind = Field(description="fatigue that one post seen adds")


class Purchase(Group):
    """Chance that a need is met with us. Reference: trust 0.5, satisfaction 0.5, full price, no waiting."""

    first_rate: Share = Field(
        description="chance that a need is met with us by somebody who has never bought, at the reference point"
    )
    repeat_rate: Share = Field(description="chance that a need is met with us by a customer, at the reference point")
    trust_weight: Weight
    satisfaction_weight: Weight
    proof_weight: Weight = Field(description="log-odds per weekly order for each contact held (at most 1)")
    wait_weight: Pull = Field(description="log-odds lost per hour until an operator turns to the question")
    impulse_rate: Share = Field(
        description="chance that a customer who sees a promotional post orders at once, at the reference point and without a discount"
    )
    pull_forward: Share = Field(description="chance that such an order replaces the next need")
    rival_pull: Share = Field(description="chance, at zero trust, that a need met elsewhere is the last one we hear of")


class Dropout(Group):
    """The silent end of buying: drawn at each delivery, with a propensity Beta(a, b) of each person."""

    a: Annotated[float, Field(gt=0, le=10_000)] | None = Field(description="null: nobody drops out")
    b: Annotated[float, Field(gt=0, le=10_000)] | None
    satisfaction_weight: Pull = Field(description="log-odds against dropping out per unit of satisfaction above 0.5")
    learning: Share = Field(description="weight of the latest delivery in satisfaction")

    @model_validator(mode="after")
    def _consistent(self):
        if (self.a is None) != (self.b is None):
            raise ValueError(Said("a and b are given together or not at all"))
        return self


class Leave(Group):
    """Deleting or blocking us."""

    monthly_rate: Annotated[float, Field(ge=0, lt=1)] = Field(
        description="background share that leaves in 30 days, whatever we do"
    )
    per_touch_rate: Share = Field(
        description="chance at one post seen, at trust 0.5, before fatigue (of which the post itself adds some)"
    )
    fatigue_weight: Pull
    trust_weight: Pull
    shift: WeightByKind = Field(description="log-odds by kind of post")


class Sharing(Group):
    """What people do by themselves. Reference: a reader with trust 0.5 and satisfaction 0.5, no programme."""

    after_delivery_rate: Share = Field(description="chance to recommend after a delivery")
    after_post_rate: Share = Field(description="chance to pass on a post seen")
    trust_weight: Weight
    satisfaction_weight: Weight
    invites: Annotated[int, Field(ge=1, le=100)] = Field(description="people invited at one occasion")
    delay_days: Annotated[float, Field(ge=0, le=3650)] = Field(description="mean time until the invitation is looked at")
    add_rate: Share = Field(
        description="mean chance to add at a first invitation, at referrer's trust 0.5, with an ordinary hook, unrewarded"
    )
    referrer_trust_weight: Weight = Field(description="log-odds of adding per unit of the referrer's trust")
    borrowed_trust: Share = Field(description="share of the referrer's trust that a new contact starts with")
    repeat_shift: Weight = Field(
        description="log-odds of adding per earlier exposure or invitation, on any channel, that did not add"
    )
