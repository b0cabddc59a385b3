"""The numbers that an answer rests on."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from siyu_sim.report.estimate import UNKNOWN, Estimate


@dataclass(frozen=True)
class ArmFacts:
    """One arm: its measures, and its difference from the baseline in the primary one."""

    name: str
    label: str
    primary: Estimate
    measures: dict[str, Estimate] = field(default_factory=dict)
    gain: Estimate = UNKNOWN  # primary, against the baseline in the same worlds
    is_test: bool = False  # stops bought channels part way: a test of survival, not a strategy to choose

    def of(self, metric: str) -> Estimate:
        return self.measures.get(metric, UNKNOWN)


@dataclass(frozen=True)
class Use:
    """What an arm does with money that the reference arm does not spend."""

    label: str
    spend: Estimate  # extra acquisition spend, yuan
    customers: Estimate  # extra first-time customers
    cost_each: Estimate  # the one divided by the other; unknown where the second is not clearly apart from 0


@dataclass(frozen=True)
class Worth:
    """A contact who came by referral beside one from a bought channel, in the same arm."""

    channel: str  # key of the bought channel
    referred_ltv: Estimate
    referred_cost: Estimate
    bought_ltv: Estimate
    bought_cost: Estimate
    ltv_diff: Estimate  # referred − bought, world by world


@dataclass(frozen=True)
class BurnOut:
    """What extra exposures on a channel did."""

    channel: str
    exposures: Estimate  # extra ones
    extra_rate: float  # contacts for each extra exposure
    mean_rate: float  # contacts for each exposure before
    wasted: float  # share of all exposures there that fell on people who were or had been contacts


@dataclass(frozen=True)
class Survival:
    """The ads-off test of one arm, and of another to hold it against."""

    label: str
    day: float
    after: Estimate  # new contacts a day after bought channels stopped, against just before
    other_label: str = ""
    other_after: Estimate = UNKNOWN
    diff: Estimate = UNKNOWN
    on: Estimate = UNKNOWN  # the same ratio of the arm with the channels left on: growth may fall without any stop
    other_on: Estimate = UNKNOWN
    stop_gain: Estimate = UNKNOWN  # profit against the same arm with the channels left on


@dataclass(frozen=True)
class Cost:
    """The largest cause of spending. Spending is all that is paid: neither discounts nor refunds, which are never taken in."""

    cause: str
    yuan: Estimate
    share: Estimate  # of all spending
    rival: str = ""  # the next cause where it is not clearly smaller


@dataclass(frozen=True)
class Draws:
    """What the difference of the verdict depends on where every world draws what nobody has measured."""

    number: int  # draws
    mean: float  # primary, a − b
    right: Estimate  # share of draws in which the side that is ahead on average is ahead
    ignorance: Estimate  # share of the variance over worlds; unknown if too few draws were lived twice


@dataclass(frozen=True)
class Facts:
    days: float
    confidence: float
    worlds: int
    primary: str
    arms: tuple[ArmFacts, ...]
    baseline: str
    a: str = ""  # the two arms of the verdict; "" with a single arm
    b: str = ""
    diff: Estimate = UNKNOWN  # primary, a − b, world by world
    p_above: float = math.nan
    profit_diff: Estimate = UNKNOWN
    focused: bool = False  # a and b were named by the experiment, not found by ranking
    best: str = ""  # strategy with the best primary measure
    not_apart: tuple[str, ...] = ()  # strategies that cannot be told from it
    ahead: tuple[str, ...] = ()  # strategies other than b that do clearly better than a, the best first
    behind_by: Estimate = UNKNOWN  # primary, the first of these − a
    k: Estimate = UNKNOWN
    k_first: Estimate = UNKNOWN  # the same for those who added in the first month, before people run out
    k_days: float = 90
    amplification: Estimate = UNKNOWN
    ltv_to_cac_diff: Estimate = UNKNOWN  # a against the baseline
    reference: str = ""  # label of the arm against which the two uses of money are measured
    uses: tuple[Use, ...] = ()
    worth: Worth | None = None
    burn_out: BurnOut | None = None
    survival: Survival | None = None
    cost: Cost | None = None  # of the only arm; with more arms the question is another
    drawn: bool = False  # whether every world draws its assumptions from their ranges
    draws: Draws | None = None  # of such a study with two arms to compare
    parameters: int = 0
    assumed: int = 0
    skewed: tuple[str, ...] = ()  # labels of measures whose intervals hold clearly less often than they say
    rough: tuple[str, ...] = ()  # labels of measures with an interval that reaches beyond what is possible
    wanted: int = 0  # worlds that the precision asked for takes; above `worlds` if the cap kept them back

    def arm(self, name: str) -> ArmFacts:
        return next(arm for arm in self.arms if arm.name == name)
