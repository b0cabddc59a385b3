"""What a business comes to, measured as the trade measures it: from the runs of one world to the numbers that are published.

Where the simulator has the measure, it is used; what it lacks (a first purchase within so many days, the share of first
exposures that add) is computed here from the contacts and the event log.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from siyu_sim.behaviour.effects import ADDED, EXPOSED, INVITATION, INVITED
from siyu_sim.behaviour.state import LEFT
from siyu_sim.engine import counters as c
from siyu_sim.engine.intake import exposure_occasion
from siyu_sim.engine.parameters.channels import channel_code
from siyu_sim.ledger import causes
from siyu_sim.measure import cohorts, flywheel, money
from siyu_sim.scenario.schema import Scenario
from siyu_sim.simulation import Run, simulate
from siyu_sim.study.plan import load

PLAIN = ("content=light", "hook=coupon", "referral=none")
REWARDED = ("content=light", "hook=coupon", "referral=one_sided_high")
REWARDED_DAILY = ("content=daily", "hook=coupon", "referral=one_sided_high")
YEAR, MONTH = 365.0, 30.0
QUARTER = YEAR / 4
REFERRAL = "referral"


@dataclass(frozen=True)
class World:
    """One business in one world: its first year as shipped, its first two years, and its first year with referrals rewarded.

    The three are of the same people, and each is simulated when a measure asks for it.
    """

    business: str
    seed: int

    @cached_property
    def year(self) -> Run:
        return simulate(scenario(self.business, *PLAIN), self.seed, log=True)

    @cached_property
    def two_years(self) -> Run:
        return simulate(scenario(self.business, *PLAIN, f"horizon_days={2 * YEAR:g}"), self.seed)

    @cached_property
    def rewarded(self) -> Run:
        return simulate(scenario(self.business, *REWARDED), self.seed)

    @cached_property
    def rewarded_daily(self) -> Run:
        """The first year with referrals rewarded and a post a day."""
        return simulate(scenario(self.business, *REWARDED_DAILY), self.seed)

    @cached_property
    def meetings(self) -> Meetings:
        return Meetings.of(self.year)


def scenario(business: str, *overrides: str) -> Scenario:
    """The shipped business with a marketing set-up."""
    return load(overrides=[f"business={business}", *overrides]).scenario


# ------------------------------------------------------------------------------------------------- adding


@dataclass(frozen=True)
class Meetings:
    """Everybody's meetings with us while no contact yet, in order of time: shape (meetings,)."""

    channel: np.ndarray  # index in Run.channels
    first: np.ndarray  # whether it was the person's first
    added: np.ndarray

    @classmethod
    def of(cls, run: Run) -> Meetings:
        log = run.log_lines
        assert log is not None
        log = log[(log["event"] == EXPOSED) | (log["event"] == INVITATION)]
        channel = np.full(len(log), run.channels.index(REFERRAL))
        exposed = log["event"] == EXPOSED
        channel[exposed] = channels_of_exposures(run, log["ref"][exposed])
        first = np.zeros(len(log), bool)
        first[np.unique(log["person"], return_index=True)[1]] = True
        return cls(channel, first, (log["outcome"] & ADDED) > 0)


def channels_of_exposures(run: Run, refs: np.ndarray) -> np.ndarray:
    """Index of the channel of each exposure, given what the log calls it."""
    days = len(run.counts)
    found = np.full(len(refs), -1)
    for name in run.scenario.channels:
        index = run.channels.index(name)
        found[np.isin(refs, occasions(name, days, int(run.counts[:, c.EXPOSURES, index].max())))] = index
    assert (found >= 0).all(), "an exposure of no channel"
    return found


@lru_cache(maxsize=64)
def occasions(channel: str, days: int, most: int) -> np.ndarray:
    """What a log calls the exposures of a channel, at most so many a day; the same in every world."""
    code = channel_code(channel)
    return np.array([exposure_occasion(code, day, j) for day in range(days) for j in range(most)], np.uint64)


def first_add_rate(world: World, channel: str) -> float:
    """Share of first meetings, when they are on this channel, that add."""
    met = world.meetings
    of = met.first & (met.channel == world.year.channels.index(channel))
    return money.ratio(float(met.added[of].sum()), float(of.sum()))


def add_rate(world: World, channel: str) -> float:
    """Share of all meetings on this channel that add, over the year; people who are or were contacts are not counted."""
    counts = world.year.counts[:, :, world.year.channels.index(channel)].sum(axis=0)
    return money.ratio(float(counts[c.ADDED]), float(counts[c.EXPOSURES] - counts[c.WASTED]))


def media_cost(world: World, channel: str) -> float:
    """Yuan paid to a channel for each contact of the year, without the hook."""
    index = world.year.channels.index(channel)
    paid = world.year.money[:, causes.MEDIA, index].sum() / money.FEN
    return money.ratio(float(paid), float(world.year.counts[:, c.ADDED, index].sum()))


def fission_cost(world: World) -> float:
    """Yuan for each contact who came by referral, referrals being rewarded: rewards, and the hook, which is the friend's part."""
    index = world.rewarded.channels.index(REFERRAL)
    paid = world.rewarded.money[:, [causes.REWARD, causes.HOOK], index].sum() / money.FEN
    return money.ratio(float(paid), float(world.rewarded.counts[:, c.ADDED, index].sum()))


def monthly_loss(world: World) -> float:
    return cohorts.monthly_loss(world.year)


def referral_customers(world: World) -> float:
    """Share of the first year's new customers who came by referral, referrals being rewarded."""
    return flywheel.referral_customer_share(world.rewarded)


def referral_customers_daily(world: World) -> float:
    """The same with a post a day."""
    return flywheel.referral_customer_share(world.rewarded_daily)


# ------------------------------------------------------------------------------------------------- buying


def cycle_days(business: Scenario) -> float:
    """Days in which a contact can be expected to have met a need: a month, or the mean gap between needs if that is longer."""
    return max(MONTH, YEAR / business.product.need.per_year)


def first_purchase(world: World) -> float:
    """Share of contacts who order within `cycle_days` of adding, among those who can be watched for so long."""
    rows, days = world.two_years.rows, cycle_days(world.year.scenario)
    watched = rows["joined"] <= 2 * YEAR - days
    return float((rows["first_order"] - rows["joined"] <= days)[watched].mean())


def repurchase_30_days(world: World) -> float:
    return cohorts.repurchase_30_days(world.year)


def repurchase_by_third_quarter(world: World) -> float:
    """Of those who first ordered in one quarter, the share who ordered again by the end of the third quarter after it."""
    rows = world.two_years.rows
    buyers = rows[np.isfinite(rows["first_order"])]
    quarter = np.floor(buyers["first_order"] / QUARTER)
    buyers, quarter = buyers[quarter <= 4], quarter[quarter <= 4]
    return float((buyers["second_order"] < (quarter + 4) * QUARTER).mean())


def recommends(world: World) -> float:
    """Share of customers who recommend us to somebody within 30 days of their first order."""
    log, rows = world.year.log_lines, world.year.rows
    assert log is not None
    buyers = rows[rows["first_order"] <= YEAR - MONTH]
    first = np.full(world.year.scenario.market.size, np.inf)
    first[buyers["person"]] = buyers["first_order"]
    told = log[(log["outcome"] & INVITED) > 0]
    since = told["t"] - first[told["person"]]
    return money.ratio(float(len(np.unique(told["person"][(since >= 0) & (since <= MONTH)]))), float(len(buyers)))


def orders_per_contact_year(world: World) -> float:
    """Orders for each contact held for a year."""
    rows = world.year.rows
    end = np.where((rows["flags"] & LEFT) > 0, rows["t_leave"], YEAR)
    return float(rows["orders"].sum() / ((end - rows["joined"]).sum() / YEAR))


def order_value(world: World) -> float:
    """Yuan paid for an order."""
    return money.ratio(money.gmv(world.year), float(world.year.counts[:, c.ORDERS].sum()))


def revenue_per_monthly_buyer(world: World) -> float:
    """Yuan a month for each contact who ordered in that month of theirs."""
    return money.ratio(money.gmv(world.year), float(world.year.cohort[c.COHORT_BUYERS].sum()))


def revenue_per_buyer_first_year(world: World) -> float:
    """Yuan of the first year for each contact who ordered in it."""
    return money.ratio(money.gmv(world.year), float((world.year.rows["orders"] > 0).sum()))


def revenue_per_buyer_second_year(world: World) -> float:
    """Yuan of the second year for each contact who ordered in it."""
    before, after = world.year.rows, world.two_years.rows
    n = len(before)
    assert (before["person"] == after["person"][:n]).all(), "a longer run begins as the shorter one"
    orders, revenue = after["orders"].astype(np.int64), after["revenue"].astype(np.int64)
    orders[:n] -= before["orders"]
    revenue[:n] -= before["revenue"]
    return float(revenue.sum() / money.FEN / (orders > 0).sum())


def gross_margin(world: World) -> float:
    """Share of GMV left after goods."""
    total = world.year.money.sum(axis=(0, 2))
    net = int(total[causes.SALES] - total[causes.DISCOUNT])
    return money.ratio(float(net - total[causes.GOODS]), float(net))


def cac(world: World) -> float:
    return money.cac(world.year)


def acquisition_share(world: World) -> float:
    """Acquisition spend of the first year as a share of its GMV."""
    return money.ratio(money.acquisition_spend(world.year), money.gmv(world.year))


def profit(world: World) -> float:
    return money.profit(world.year)
