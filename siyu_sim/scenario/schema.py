"""The scenario: every lever and every assumption of one simulated business, typed, with units in the names.

One pydantic model per group of the configs: those about people stand in `people`, those about the business in `levers`. Unknown
keys are refused, and all mistakes of a scenario are reported at once (see `mistakes`). Defaults live in the configs beside their
evidence; the schema itself holds only what is structural. Probabilities that behaviour shifts (by trust, fatigue, price, …) are
given at a stated reference point and turned into log-odds by the engine.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from siyu_sim.language import Said
from siyu_sim.scenario.abuse import Abuse
from siyu_sim.scenario.campaigns import MAX_CAMPAIGNS, Campaign, check_campaigns
from siyu_sim.scenario.competition import Competition
from siyu_sim.scenario.forces import Forces
from siyu_sim.scenario.groups import Groups
from siyu_sim.scenario.ladder import MAX_RUNGS, Rung, check_ladder
from siyu_sim.scenario.levers import Channel, Content, Desk, Finance, Hook, Need, Product, Referral
from siyu_sim.scenario.mistakes import join
from siyu_sim.scenario.people import (
    MAX_SEGMENTS,
    Attention,
    Dropout,
    Fatigue,
    Leave,
    Market,
    Purchase,
    Segment,
    Sharing,
    Trust,
)
from siyu_sim.scenario.platform import Crisis, Platform, Rivals
from siyu_sim.scenario.reputation import Reputation
from siyu_sim.scenario.retention import Affront, AfterSales, Membership, Winback
from siyu_sim.scenario.scheme import Scheme
from siyu_sim.scenario.sop import MAX_RULES, Caps, Rule, ScriptTest, check_sop
from siyu_sim.scenario.strategies import Strategies
from siyu_sim.scenario.touchpoints import Surface, Touchpoint, check_touchpoints
from siyu_sim.scenario.values import KINDS, WEEKDAYS, Day, Group, Name
from siyu_sim.scenario.welcome import Welcome

MAX_CHANNELS = 30
MAX_WINDOWS = 100_000
MAX_MEAN_NEEDS = 5000  # a person, over the horizon
MAX_PRICE_YUAN = 10_000_000  # of an exposure, day or contact, after inflation

__all__ = [
    "KINDS", "MAX_SEGMENTS", "WEEKDAYS", "Attention", "Channel", "Content", "Desk", "Dropout", "Evidence", "Fatigue", "Finance", "Forces",
    "Group", "Hook", "Leave", "Market", "Name", "Need", "Product", "Purchase", "Referral", "Scenario", "Segment", "Sharing", "Trust",
]  # fmt: skip


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
    ladder: dict[Name, Rung] = Field(default={}, max_length=MAX_RUNGS, description="products beside the core one; empty: none")
    welcome: Welcome | None = Field(default=None, description="null: newcomers expect no answer")
    campaigns: dict[Name, Campaign] = Field(default={}, max_length=MAX_CAMPAIGNS, description="empty: none")
    scheme: Scheme | None = Field(default=None, description="null: the programme pays everybody the plain reward")
    abuse: Abuse | None = Field(default=None, description="null: nobody cheats")
    reputation: Reputation | None = Field(default=None, description="null: deliveries are not talked about in public")
    platform: Platform | None = Field(default=None, description="null: one account without limits or risks")
    crisis: Crisis | None = Field(default=None, description="null: none")
    rivals: Rivals | None = Field(default=None, description="null: no campaign of a rival")
    competition: Competition | None = Field(default=None, description="rivals for the same adverts; null: prices only inflate")
    strategies: Strategies | None = Field(
        default=None, description="processes that react to what the operator sees; null: none"
    )
    sop: Annotated[dict[Name, Rule], Field(max_length=MAX_RULES)] = Field(
        {}, description="rules of one-to-one messages, by name (SOP); empty: none"
    )
    script_test: ScriptTest | None = Field(None, description="a test of texts for one rule (话术测试); null: none")
    caps: Caps | None = Field(None, description="frequency caps on one-to-one messages; null: none")
    winback: Winback | None = Field(None, description="how people who stopped buying return (流失挽回); null: never")
    membership: Membership | None = Field(None, description="levels, points, member day (会员); null: none")
    aftersales: AfterSales | None = Field(None, description="follow-up of bad deliveries (售后); null: none")
    affront: Affront | None = Field(None, description="what a deep discount costs with those who pay well; null: nothing")
    touchpoints: dict[Surface, Touchpoint] = Field(default_factory=dict, description="touchpoints beside Moments, by name")
    groups: Groups | None = Field(default=None, description="group chats; null: none")
    forces: Forces | None = Field(default=None, description="scores of the five forces (五力); null: none are given")

    @model_validator(mode="after")
    def _consistent(self):
        if self.window_days > self.horizon_days:
            raise ValueError(
                Said(
                    "window_days ({window:g}) is longer than horizon_days ({horizon:g})",
                    window=self.window_days,
                    horizon=self.horizon_days,
                )
            )
        if self.horizon_days / self.window_days > MAX_WINDOWS:
            raise ValueError(Said("horizon_days / window_days is over {most} windows: use a longer window", most=MAX_WINDOWS))
        if {"referral", "initial"} & set(self.channels):
            raise ValueError(
                Said("the channel names 'referral' and 'initial' are taken by invitations and by the contacts held on day 0")
            )
        if self.market.initial_contacts == 0 and not any(c.active for c in self.channels.values()):
            raise ValueError(Said("nobody can ever add: every channel is off and market.initial_contacts is 0"))
        check_sop(self.sop, self.script_test, self.channels)
        most = max(s.need_factor for s in self.market.segments.values()) * self.product.need.per_year * self.horizon_days / 365
        if most > MAX_MEAN_NEEDS:
            raise ValueError(
                Said(
                    "a person would have {needs:,.0f} needs on average, over {most:,}: lower product.need.per_year or horizon_days",
                    needs=most,
                    most=MAX_MEAN_NEEDS,
                )
            )
        check_touchpoints(self.touchpoints, self.groups is not None)
        check_ladder(self)
        check_campaigns(self)
        if self.scheme is not None and not self.referral.tools:
            raise ValueError(Said("a scheme needs a programme that tracks it: set referral.tools=true, or scheme=null"))
        for name, channel in self.channels.items():
            last = channel.cost_yuan * (1 + channel.price_inflation_per_year) ** (self.horizon_days / 365)
            if self.competition is not None and channel.bought:
                last *= self.competition.most_price
            if last > MAX_PRICE_YUAN:
                raise ValueError(
                    Said(
                        "channels.{name}: cost_yuan grows to {last:,.0f} yuan by the end, over {most:,}: lower {path}",
                        name=name,
                        last=last,
                        most=MAX_PRICE_YUAN,
                        path=join(["price_inflation_per_year", *(["competition"] if self.competition else [])]),
                    )
                )
            for segment in channel.audience_skew:
                if segment not in self.market.segments:
                    raise ValueError(
                        Said(
                            "channels.{name}.audience_skew names an unknown segment '{segment}' (known: {known})",
                            name=name,
                            segment=segment,
                            known=join(self.market.segments),
                        )
                    )
        if self.strategies is not None:
            self._check_strategies(self.strategies)
        return self

    def _check_strategies(self, chosen: Strategies) -> None:
        for name in chosen.pace_by_cac:
            channel = self.channels.get(name)
            if channel is None:
                raise ValueError(
                    Said(
                        "strategies.pace_by_cac.{name}: no such channel (known: {known})", name=name, known=join(self.channels)
                    )
                )
            if channel.cost_model != "per_exposure":
                raise ValueError(
                    Said("strategies.pace_by_cac.{name}: only a channel paid per_exposure has a budget to pace", name=name)
                )
        if chosen.raise_reward is not None and not self.referral.tools:
            raise ValueError(Said("strategies.raise_reward needs a programme that tracks rewards: set referral.tools=true"))


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
            raise ValueError(Said("give exactly one of source, assumption, choice"))
        if (self.source is not None) != (self.confidence is not None):
            raise ValueError(Said("a source has a confidence: H, M or L"))
        if self.assumption is not None and self.range is None:
            raise ValueError(Said("an assumption has a prior range: [low, high]"))
        return self

    @property
    def kind(self) -> str:
        return "published" if self.source is not None else "assumption" if self.assumption is not None else "choice"
