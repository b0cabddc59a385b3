"""The scenario: every lever and every assumption of one simulated business, typed, with units in the names.

One pydantic model per group of the configs. Unknown keys are refused, and all mistakes of a scenario are reported at once
(see `mistakes`). Defaults live in the configs beside their evidence; the schema itself holds only what is structural.
Probabilities that behaviour shifts (by trust, fatigue, price, …) are given at a stated reference point and turned into
log-odds by the engine.
"""

from __future__ import annotations

from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

Share = Annotated[float, Field(ge=0, le=1)]
Days = Annotated[float, Field(gt=0, le=1_000_000)]
Factor = Annotated[float, Field(ge=0, le=1000)]
Weight = Annotated[float, Field(ge=-20, le=20)]
Pull = Annotated[float, Field(ge=0, le=20)]  # a weight that cannot turn round
Yuan = Annotated[float, Field(ge=0, le=1_000_000)]  # for one contact, post, exposure
Budget = Annotated[float, Field(ge=0, le=1_000_000_000)]
Day = Annotated[float, Field(ge=0, le=36500)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,30}$")]

KINDS = ("useful", "human", "promo")
MAX_SEGMENTS = 8
MAX_CHANNELS = 30
MAX_WINDOWS = 100_000
MAX_MEAN_NEEDS = 5000  # a person, over the horizon
MAX_PRICE_YUAN = 10_000_000  # of an exposure, day or contact, after inflation


class Group(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, validate_default=True)


# ---------------------------------------------------------------------------------------------------- the market


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
    spread: Annotated[float, Field(ge=0, le=3)] = Field(description="standard deviation of its logarithm")


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
            raise ValueError(f"the shares of the segments add up to {total:.4g}, not to 1")
        if self.initial_contacts > self.size:
            raise ValueError(f"initial_contacts ({self.initial_contacts}) is larger than the market (size {self.size})")
        if self.social.creators + self.social.commenters > 1:
            raise ValueError("creators and commenters together are more than everybody")
        if self.contacts.mean > self.size:
            raise ValueError(
                f"the market (size {self.size}) is smaller than the contacts of one person (mean {self.contacts.mean:g})"
            )
        return self


# ---------------------------------------------------------------------------------------------------- channels and hook


class Channel(Group):
    """A source of exposures: a visit to a store, a click on an ad, a view of content, a live viewer, a parcel with a card."""

    active: bool
    bought: bool = Field(description="true: exposures cost money and stop in an ads-off test")
    audience_share: Annotated[float, Field(gt=0, le=1)] = Field(
        description="share of people, before the skew by segment, whom this channel can reach at all"
    )
    audience_skew: dict[Name, Factor] = Field(description="multiplies the audience share by segment (missing: 1)")
    exposures_per_day: Annotated[float, Field(ge=0, le=10_000_000)] = Field(
        description="most exposures a day that exist to be had"
    )
    cost_model: Literal["per_exposure", "per_day", "per_contact"]
    cost_yuan: Yuan = Field(description="price of an exposure, a day or a contact added, on day 0")
    budget_yuan_per_day: Budget | None = Field(description="spending limit (per_exposure only); null: no limit")
    price_inflation_per_year: Annotated[float, Field(ge=-0.9, le=10)] = Field(description="yearly growth of cost_yuan")
    add_rate: Share = Field(
        description="mean chance that a first exposure with an ordinary hook (strength 1, relevance 1) adds"
    )
    repeat_shift: Weight = Field(
        description="log-odds per earlier exposure or invitation, on any channel, that did not add (burn-out)"
    )
    first_trust: Share = Field(description="trust at the moment of adding")
    start_day: Day = Field(description="a fraction opens the channel on the next whole day")
    stop_day: Day | None = Field(description="null: never")

    @model_validator(mode="after")
    def _consistent(self):
        if not self.active:
            return self
        if self.exposures_per_day == 0:
            raise ValueError("the channel is on but has exposures_per_day=0: switch it off (active=false) or give it traffic")
        if self.budget_yuan_per_day is not None:
            if self.cost_model != "per_exposure":
                raise ValueError(
                    f"budget_yuan_per_day limits cost_model=per_exposure only, not {self.cost_model}: set it to null"
                )
            if self.budget_yuan_per_day == 0:
                raise ValueError(
                    "the channel is on with a zero budget: switch it off (active=false) or set budget_yuan_per_day above 0"
                )
            if self.cost_yuan == 0:
                raise ValueError("a budget needs a price: cost_yuan is 0")
        if self.stop_day is not None and self.stop_day <= self.start_day:
            raise ValueError(f"stop_day ({self.stop_day:g}) is not after start_day ({self.start_day:g})")
        return self


class Hook(Group):
    """The benefit for adding us (钩子)."""

    strength: Annotated[float, Field(ge=0, le=5)] = Field(description="perceived value; 1 = ordinary, 0 = none")
    relevance: Share = Field(description="how far only people with the need want it")
    unit_cost_yuan: Yuan = Field(description="paid for each contact added through a channel or an invitation")
    strength_weight: Weight = Field(description="log-odds of adding per unit of strength × relevance")
    grab_and_go: Share = Field(description="chance that a person drawn by a wholly irrelevant hook deletes us within days")


# ---------------------------------------------------------------------------------------------------- content


Value = TypeVar("Value")


class ByKind(Group, Generic[Value]):
    """One value for each kind of touch."""

    useful: Value
    human: Value
    promo: Value

    def of(self, kind: str) -> Value:
        return getattr(self, kind)


# Named, because plans travel to other processes and a nameless class cannot.
class YuanByKind(ByKind[Yuan]):
    """Yuan for each kind of touch."""


class ShareByKind(ByKind[Share]):
    """A share, 0 to 1, for each kind of touch; they need not add up."""


class FactorByKind(ByKind[Factor]):
    """A factor for each kind of touch."""


class WeightByKind(ByKind[Weight]):
    """Log-odds for each kind of touch."""


class SharesByKind(Group):
    useful: Share
    human: Share
    promo: Share

    @model_validator(mode="after")
    def _whole(self):
        total = self.useful + self.human + self.promo
        if abs(total - 1) > 1e-6:
            raise ValueError(f"useful + human + promo add up to {total:.4g}, not to 1")
        return self


WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Content(Group):
    """The calendar of posts that every contact may see."""

    posts_per_day: Annotated[float, Field(ge=0, le=48)] = Field(
        description="mean posts on a posting day; 0.5 = every second day"
    )
    hours: Annotated[list[Annotated[float, Field(ge=0, lt=24)]], Field(min_length=1, max_length=48)] = Field(
        description="hours of the day in order of preference: with n posts a day the first n are used"
    )
    weekdays: Annotated[list[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]], Field(min_length=1, max_length=7)] = (
        Field(description="posting days; day 0 is a Monday")
    )
    timing: Literal["fixed", "random"] = Field(description="fixed: at the hours; random: a Poisson process of the same rate")
    mix: SharesByKind
    quality: Annotated[float, Field(ge=0, le=3)] = Field(description="multiplies the trust a post gains; 1 = ordinary")
    authenticity: Annotated[float, Field(ge=0, le=3)] = Field(description="multiplies it too; 1 = ordinary")
    cost_per_post_yuan: YuanByKind
    promo_discount: Annotated[float, Field(ge=0, le=0.95)] = Field(
        description="share off the price of an order placed from a promotional post"
    )

    @model_validator(mode="after")
    def _consistent(self):
        whole = -(-self.posts_per_day // 1)
        if self.timing == "fixed" and whole > len(self.hours):
            raise ValueError(f"posts_per_day={self.posts_per_day:g} needs {whole:g} hours, but hours lists {len(self.hours)}")
        if len({round(h * 60) for h in self.hours}) < len(self.hours):
            raise ValueError("hours names one minute twice")
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
    gain_delivery: Share = Field(description="the same for a good delivery")
    gain_reply: Share = Field(description="the same for a reply in chat")
    promo_loss: Share = Field(description="share of trust that a promotional post seen costs")
    bad_delivery_loss: Share = Field(description="share of trust that the worst delivery costs")
    ideal_useful_share: Share = Field(description="share of useful posts among useful and human ones that suits the business")
    mix_penalty: Share = Field(description="loss of gain when the mix is at the far end from the ideal")
    taste_spread: Share = Field(description="how far people differ in their taste for useful or human posts")
    social_proof: Pull = Field(description="growth of gain per weekly order for each contact held (at most 1)")


class Fatigue(Group):
    half_life_days: Days
    weight: FactorByKind = Field(description="fatigue that one post seen adds")


# ---------------------------------------------------------------------------------------------------- product and purchase


class Need(Group):
    per_year: Annotated[float, Field(ge=0, le=10_000)] = Field(
        description="mean needs of an ordinary person for this kind of product, ours or another's"
    )
    heterogeneity: Annotated[float, Field(gt=0, le=1000)] | None = Field(
        description="Gamma shape of the rates over people; null: all alike"
    )
    rhythm: Literal["poisson", "erlang2", "erlang3", "clockwork"] = Field(
        description="gaps: exponential, Erlang-2, Erlang-3, constant"
    )


class Product(Group):
    price_yuan: Annotated[float, Field(gt=0, le=1_000_000)]
    reference_price_yuan: Annotated[float, Field(gt=0, le=1_000_000)] = Field(
        description="what people expect to pay: dearer sells less, cheaper more"
    )
    gross_margin: Annotated[float, Field(ge=-1, le=1)] = Field(
        description="share of the price left after the cost of goods and delivery"
    )
    extra_items_mean: Annotated[float, Field(ge=0, le=100)] = Field(description="mean items in an order beyond the first")
    refund_share: Share = Field(description="share of net sales that is refunded, booked with each order")
    quality: Share = Field(description="mean quality delivered; 0.5 = as expected")
    quality_spread: Annotated[float, Field(ge=0, le=1)] = Field(description="its standard deviation between deliveries")
    delivery_days: Annotated[float, Field(ge=0, le=3650)]
    need: Need


class Purchase(Group):
    """Chance that a need is met with us. Reference: trust 0.5, satisfaction 0.5, full price, no waiting."""

    first_rate: Share = Field(description="for somebody who has never bought")
    repeat_rate: Share = Field(description="for a customer")
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
            raise ValueError("a and b are given together or not at all")
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


# ---------------------------------------------------------------------------------------------------- referral


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


class Referral(Group):
    """The programme that the operator runs (转介绍)."""

    tools: bool = Field(description="poster, mini-programme card, tracking: makes sharing easy; rewards need it")
    tools_shift: Weight = Field(description="log-odds of sharing that tools add")
    reward_yuan: Yuan = Field(description="to the referrer, for each success")
    invitee_reward_yuan: Yuan = Field(description="to the person invited, for each success")
    pay_on: Literal["add", "first_purchase"] = Field(description="what counts as a success")
    reward_weight: Pull = Field(description="log-odds of sharing per log(1 + reward / reward_scale_yuan)")
    invitee_weight: Pull = Field(description="log-odds of adding per log(1 + invitee reward / reward_scale_yuan)")
    reward_scale_yuan: Annotated[float, Field(gt=0, le=1_000_000)]
    crowding: Share = Field(
        description="share of borrowed trust lost when the referrer is seen to be paid and the invited person is not"
    )

    @model_validator(mode="after")
    def _consistent(self):
        if not self.tools and (self.reward_yuan > 0 or self.invitee_reward_yuan > 0):
            raise ValueError("a reward needs a programme that tracks it: set tools=true or the rewards to 0")
        return self


# ---------------------------------------------------------------------------------------------------- desk and finance


class Desk(Group):
    """The reply desk: customers who ask before they buy wait for a free operator."""

    active: bool
    ask_share: Share = Field(description="share of needs that start with a question in chat")
    operators: Annotated[int, Field(ge=1, le=10_000)]
    handle_minutes: Annotated[float, Field(gt=0, le=100_000)] = Field(description="mean handling time, exponential")
    open_hour: Annotated[float, Field(ge=0, lt=24)]
    close_hour: Annotated[float, Field(gt=0, le=24)]
    salary_yuan_per_month: Yuan = Field(description="an operator, all in, for 30 days")

    @model_validator(mode="after")
    def _consistent(self):
        if self.close_hour <= self.open_hour:
            raise ValueError(f"close_hour ({self.close_hour:g}) is not after open_hour ({self.open_hour:g})")
        return self


class Finance(Group):
    discount_rate_per_year: Annotated[float, Field(ge=0, le=10)]
    platform_fee_share: Share = Field(description="of net sales: payment and platform")
    contact_fee_yuan_per_year: Yuan = Field(description="licence for each contact held")
    free_contacts: Annotated[int, Field(ge=0)] = Field(description="contacts held without that licence")
    overhead_yuan_per_month: Budget = Field(description="people and systems that run the private domain, for 30 days")


# ---------------------------------------------------------------------------------------------------- the whole


class Scenario(Group):
    """One business, one market, one strategy."""

    horizon_days: Annotated[float, Field(gt=0, le=36500)]
    window_days: Annotated[float, Field(gt=0, le=365)] = Field(
        description="what passes from one person to another arrives in a later window"
    )
    ads_off_day: Day | None = Field(description="day on which every bought channel stops; null: never")
    market: Market
    channels: Annotated[dict[Name, Channel], Field(max_length=MAX_CHANNELS)]
    hook: Hook
    content: Content
    attention: Attention
    trust: Trust
    fatigue: Fatigue
    product: Product
    purchase: Purchase
    dropout: Dropout
    leave: Leave
    sharing: Sharing
    referral: Referral
    desk: Desk
    finance: Finance

    @model_validator(mode="after")
    def _consistent(self):
        if self.window_days > self.horizon_days:
            raise ValueError(f"window_days ({self.window_days:g}) is longer than horizon_days ({self.horizon_days:g})")
        if self.horizon_days / self.window_days > MAX_WINDOWS:
            raise ValueError(f"horizon_days / window_days is over {MAX_WINDOWS} windows: use a longer window")
        if {"referral", "initial"} & set(self.channels):
            raise ValueError(
                "the channel names 'referral' and 'initial' are taken by invitations and by the contacts held on day 0"
            )
        if self.market.initial_contacts == 0 and not any(c.active for c in self.channels.values()):
            raise ValueError("nobody can ever add: every channel is off and market.initial_contacts is 0")
        most = max(s.need_factor for s in self.market.segments.values()) * self.product.need.per_year * self.horizon_days / 365
        if most > MAX_MEAN_NEEDS:
            raise ValueError(
                f"a person would have {most:,.0f} needs on average, over {MAX_MEAN_NEEDS:,}: lower product.need.per_year or horizon_days"
            )
        for name, channel in self.channels.items():
            last = channel.cost_yuan * (1 + channel.price_inflation_per_year) ** (self.horizon_days / 365)
            if last > MAX_PRICE_YUAN:
                raise ValueError(
                    f"channels.{name}: cost_yuan grows to {last:,.0f} yuan by the end, over {MAX_PRICE_YUAN:,}: "
                    "lower price_inflation_per_year"
                )
            for segment in channel.audience_skew:
                if segment not in self.market.segments:
                    known = ", ".join(self.market.segments)
                    raise ValueError(f"channels.{name}.audience_skew names an unknown segment '{segment}' (known: {known})")
        return self


class Evidence(Group):
    """Why a value is what it is: a published figure, a strategist's choice, or an assumption."""

    source: str | None = None
    confidence: Literal["H", "M", "L"] | None = None
    assumption: str | None = None
    choice: str | None = None
    range: list[float] | None = None

    @model_validator(mode="after")
    def _one_kind(self):
        kinds = [self.source is not None, self.assumption is not None, self.choice is not None]
        if sum(kinds) != 1:
            raise ValueError("give exactly one of source, assumption, choice")
        if (self.source is not None) != (self.confidence is not None):
            raise ValueError("a source has a confidence: H, M or L")
        if self.assumption is not None and self.range is None:
            raise ValueError("an assumption has a prior range: [low, high]")
        return self

    @property
    def kind(self) -> str:
        return "published" if self.source is not None else "assumption" if self.assumption is not None else "choice"
