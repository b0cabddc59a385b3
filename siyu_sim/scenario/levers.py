"""What the business decides, and what it sells: channels, hook, content, product, referral programme, desk, finance."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from siyu_sim.language import Said
from siyu_sim.scenario.values import Budget, Day, Factor, Group, Name, Pull, Share, SharesByKind, Weight, Yuan, YuanByKind


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
    cost_model: Literal["per_exposure", "per_day", "per_contact", "exchange"]
    cost_yuan: Yuan = Field(description="price of an exposure, a day or a contact added, on day 0")
    budget_yuan_per_day: Budget | None = Field(description="spending limit (per_exposure only); null: no limit")
    price_inflation_per_year: Annotated[float, Field(ge=-0.9, le=10)] = Field(description="yearly growth of cost_yuan")
    add_rate: Share = Field(
        description="mean chance that a first exposure with an ordinary hook (strength 1, relevance 1) adds"
    )
    repeat_shift: Weight = Field(
        description="log-odds of adding, or of buying in public, per earlier exposure or invitation, on any channel, that did not add"
    )
    first_trust: Share = Field(description="trust at the moment of adding")
    start_day: Day = Field(description="a fraction opens the channel on the next whole day")
    stop_day: Day | None = Field(description="null: never")
    public_buy_rate: Share | None = Field(
        default=None,
        description="share of first exposures, of people who are not contacts and do not add, that end in an order in public; null: none",
    )
    public_fee_share: Share = Field(default=0.0, description="of the net sales of such orders: the platform's cut")
    exposures_per_partner_post: Annotated[int, Field(ge=1, le=100_000_000)] | None = Field(
        default=None, description="exchange only: exposures that a partner gives us for each post of ours about them"
    )

    @model_validator(mode="after")
    def _consistent(self):
        if self.cost_model == "exchange":
            if self.exposures_per_partner_post is None:
                raise ValueError(Said("cost_model=exchange is paid in posts: set exposures_per_partner_post"))
            if self.cost_yuan > 0:
                raise ValueError(Said("cost_model=exchange is paid in posts, not in money: set cost_yuan to 0"))
        elif self.exposures_per_partner_post is not None:
            raise ValueError(
                Said("exposures_per_partner_post belongs to cost_model=exchange, not to {given}", given=self.cost_model)
            )
        if not self.active:
            return self
        if self.exposures_per_day == 0:
            raise ValueError(
                Said("the channel is on but has exposures_per_day=0: switch it off (active=false) or give it traffic")
            )
        if self.budget_yuan_per_day is not None:
            if self.cost_model != "per_exposure":
                raise ValueError(
                    Said(
                        "budget_yuan_per_day limits cost_model=per_exposure only, not {given}: set it to null",
                        given=self.cost_model,
                    )
                )
            if self.budget_yuan_per_day == 0:
                raise ValueError(
                    Said(
                        "the channel is on with a zero budget: switch it off (active=false) or set budget_yuan_per_day above 0"
                    )
                )
            if self.cost_yuan == 0:
                raise ValueError(Said("a budget needs a price: cost_yuan is 0"))
        if self.stop_day is not None and self.stop_day <= self.start_day:
            raise ValueError(
                Said("stop_day ({stop:g}) is not after start_day ({start:g})", stop=self.stop_day, start=self.start_day)
            )
        return self


class Hook(Group):
    """The benefit for adding us (钩子)."""

    strength: Annotated[float, Field(ge=0, le=5)] = Field(description="perceived value; 1 = ordinary, 0 = none")
    relevance: Share = Field(description="how far only people with the need want it")
    unit_cost_yuan: Yuan = Field(description="paid for each contact added through a channel or an invitation")
    strength_weight: Weight = Field(description="log-odds of adding per unit of strength × relevance")
    grab_and_go: Share = Field(description="chance that a person drawn by a wholly irrelevant hook deletes us within days")


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
    authenticity: Annotated[float, Field(ge=0, le=3)] = Field(
        description="multiplies the trust a post gains, too; 1 = ordinary"
    )
    cost_per_post_yuan: YuanByKind
    promo_discount: Annotated[float, Field(ge=0, le=0.95)] = Field(
        description="share off the price of an order placed from a promotional post"
    )
    start_day: Day | None = Field(default=None, description="no post before this day; null: from the first day on")
    stop_day: Day | None = Field(default=None, description="no post from this day on; null: never")

    @model_validator(mode="after")
    def _consistent(self):
        if self.stop_day is not None and self.stop_day <= (self.start_day or 0):
            raise ValueError(
                Said("stop_day ({stop:g}) is not after start_day ({start:g})", stop=self.stop_day, start=self.start_day or 0)
            )
        whole = -(-self.posts_per_day // 1)
        if self.timing == "fixed" and whole > len(self.hours):
            raise ValueError(
                Said(
                    "posts_per_day={posts:g} needs {needed:g} hours, but hours lists {listed}",
                    posts=self.posts_per_day,
                    needed=whole,
                    listed=len(self.hours),
                )
            )
        if len({round(h * 60) for h in self.hours}) < len(self.hours):
            raise ValueError(Said("hours names one minute twice"))
        return self


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
    quality_spread: Annotated[float, Field(ge=0, le=1)] = Field(description="standard deviation of quality between deliveries")
    delivery_days: Annotated[float, Field(ge=0, le=3650)]
    need: Need
    chat_only: bool = Field(default=False, description="true: bought only from an operator who answers a question")


class Referral(Group):
    """The programme that the operator runs (转介绍)."""

    tools: bool = Field(description="poster, mini-programme card, tracking: makes sharing easy; rewards need it")
    tools_shift: Weight = Field(description="log-odds of sharing that tools add")
    reward_yuan: Yuan = Field(description="reward to the referrer, for each success")
    invitee_reward_yuan: Yuan = Field(description="reward to the person invited, for each success")
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
            raise ValueError(Said("a reward needs a programme that tracks it: set tools=true or the rewards to 0"))
        return self


MAX_SHIFTS = 3


class Shift(Group):
    """Operators beside the desk's own: other hours, other days, other skills."""

    operators: Annotated[int, Field(ge=1, le=10_000)] = Field(description="people of this shift")
    open_hour: Annotated[float, Field(ge=0, lt=24)] = Field(description="hour of the day at which it begins")
    close_hour: Annotated[float, Field(gt=0, le=24)] = Field(description="hour at which it turns to no further question")
    weekdays: Annotated[list[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]], Field(min_length=1, max_length=7)] = (
        Field(description="working days; day 0 is a Monday")
    )
    skill: Weight = Field(description="log-odds of an order at their replies, against the desk's own operators")
    handle_factor: Annotated[float, Field(gt=0, le=100)] = Field(description="multiplies the desk's handle_minutes")
    salary_yuan_per_month: Yuan = Field(description="an operator, all in, for 30 days")

    @model_validator(mode="after")
    def _consistent(self):
        if self.close_hour <= self.open_hour:
            raise ValueError(
                Said("close_hour ({close:g}) is not after open_hour ({open:g})", close=self.close_hour, open=self.open_hour)
            )
        return self


class Desk(Group):
    """The reply desk: customers who ask before they buy wait for a free operator."""

    active: bool
    ask_share: Share = Field(description="share of needs that start with a question in chat")
    operators: Annotated[int, Field(ge=1, le=10_000)]
    handle_minutes: Annotated[float, Field(gt=0, le=100_000)] = Field(description="mean handling time, exponential")
    open_hour: Annotated[float, Field(ge=0, lt=24)]
    close_hour: Annotated[float, Field(gt=0, le=24)]
    salary_yuan_per_month: Yuan = Field(description="an operator, all in, for 30 days")
    skill: Weight = Field(default=0.0, description="log-odds of an order at a reply, against deciding alone")
    shifts: dict[Name, Shift] = Field(default={}, max_length=MAX_SHIFTS, description="further operators beside these")
    patience_hours: Annotated[float, Field(gt=0, le=100_000)] | None = Field(
        default=None, description="mean wait after which a customer gives the question up, exponential; null: nobody does"
    )
    trust_loss_per_hour: Annotated[float, Field(ge=0, lt=1)] = Field(
        default=0.0, description="share of trust lost for each hour that a question waits"
    )
    contacts_per_operator: Annotated[int, Field(ge=1)] | None = Field(
        default=None,
        description="contacts held for each operator beyond which handling takes longer, in proportion; null: no such limit",
    )

    @model_validator(mode="after")
    def _consistent(self):
        if self.close_hour <= self.open_hour:
            raise ValueError(
                Said("close_hour ({close:g}) is not after open_hour ({open:g})", close=self.close_hour, open=self.open_hour)
            )
        return self


class Finance(Group):
    discount_rate_per_year: Annotated[float, Field(ge=0, le=10)]
    platform_fee_share: Share = Field(description="share of net sales: payment and platform")
    contact_fee_yuan_per_year: Yuan = Field(description="licence for each contact held")
    free_contacts: Annotated[int, Field(ge=0)] = Field(description="contacts held without that licence")
    overhead_yuan_per_month: Budget = Field(description="people and systems that run the private domain, for 30 days")
