"""Private value (私域资产): what the private domain is worth at the horizon, as fan + member + brand value, yuan.

Fans are contacts alive to us who have never ordered, members those who have. Alive: held, and not dropped out for good; no order
of who has dropped out will ever reach us (nobody outside the model sees that at once: an operator reads it off a long silence).
Brand value is that of people who are no contacts yet and will come unpaid. Nobody is counted twice, and the parts add up.

The rates come from the recent days, see `recent`. For members, and likewise for fans,

    value = people alive × contribution for each of them and day / (δ + λ)      δ = ln(1 + discount_rate_per_year) / 365

where contribution a day and λ, the hazard of loss (leaving or dropping out), are those of the people who were members (fans)
when the recent days began, whatever became of them since: the orders of fans who turned customers are theirs. Rates for a day
are for a day of somebody alive.

    brand value = newcomers a day × ∫₀ᵀ e^(−(δ+η)t) dt × (worth of a newcomer − cost of a newcomer)

counts the newcomers of a year to come (T; less if that were more people than the market still has) by referral and by channels
that are not bought. They come at the recent rate, and fewer by η a day if there were fewer in the recent days than in as many
days before. A newcomer is worth what those of the run have brought so far plus what they are worth now as fans or members,
discounted to the day of adding, and costs what the recent ones have (hooks and rewards, mostly). It is below zero where
newcomers cost more than they are worth.

Running costs are not deducted: they do not go with the single contact. Within a class people are taken as alike, and what they
did in the recent days as what they will go on doing: rough where trust is still being built, or where the eager have bought and
the others remain. A test holds the parts against what the same people bring in eight more years.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from siyu_sim.behaviour.state import LAPSED, LEFT
from siyu_sim.engine import counters as c
from siyu_sim.engine.parameters import DAYS_PER_YEAR
from siyu_sim.ledger.causes import ACQUISITION_CAUSES, ORDER_CAUSES, SIGN
from siyu_sim.measure.flywheel import maturity
from siyu_sim.measure.money import FEN
from siyu_sim.measure.ratio import ratio
from siyu_sim.simulation import Run

BRAND_DAYS = 365.0  # over which newcomers are counted


@dataclass(frozen=True)
class Group:
    """Those who were members, or fans, when the recent days began: what they lived, lost and brought since."""

    days: float  # lived alive
    lost: float  # who left or dropped out
    contribution: float  # yuan

    def worth(self, discount: float) -> float:
        """Of one of them alive, yuan: a constant flow that ends at a constant hazard, discounted. nan if it has no end."""
        if self.contribution == 0 or self.days == 0:
            return 0.0
        return ratio(self.contribution / self.days, discount + self.lost / self.days)


@dataclass(frozen=True)
class Recent:
    """What was observed in the recent days: the last 90, or half the horizon if shorter, from the start of a window on."""

    begin: float
    members: Group
    fans: Group
    newcomers: int  # who came unpaid
    newcomers_before: float  # … in as many days just before
    newcomer_spend: float  # on the ways they came, yuan


@dataclass(frozen=True)
class Asset:
    """The three parts, and the worth of one fan, one member, one newcomer, yuan. nan where a flow has no end: neither a discount
    rate nor a loss in the recent days."""

    fan: float
    member: float
    brand: float
    per_fan: float
    per_member: float
    per_newcomer: float

    @property
    def total(self) -> float:
        return self.fan + self.member + self.brand


def recent(run: Run) -> Recent:
    """Observations of the recent days, by group.

    Contribution is exact: all that fans have ever brought falls into these days, so does all that the newcomers of these days
    have, and the rest is the members'. Days alive are the mean of the numbers alive at both ends times the days. When
    somebody dropped out is known only as a count by window (less those won back): those who cannot be placed are split between
    the groups as all who ever dropped out of them.
    """
    horizon = run.scenario.horizon_days
    starts = np.append(0.0, run.ends[:-1])
    first = min(int(np.searchsorted(starts, horizon - maturity(run) - 1e-9)), len(starts) - 1)
    begin = float(starts[first])
    before = int(np.searchsorted(starts, 2 * begin - horizon - 1e-9))

    rows = run.rows
    left, lapsed = (rows["flags"] & LEFT) > 0, (rows["flags"] & LAPSED) > 0
    new = rows["joined"] >= begin
    there = ~new & ~(left & (rows["t_leave"] < begin))
    fan, member = there & (rows["first_order"] >= begin), there & (rows["first_order"] < begin)
    turned = fan & (rows["orders"] > 0)

    sums = run.money[first:].sum(axis=(0, 2))
    total = sum(SIGN[k] * int(sums[k]) for k in ORDER_CAUSES)
    of_new, of_fans = int(rows["margin"][new].sum(dtype=np.int64)), int(rows["margin"][fan].sum(dtype=np.int64))
    placed = int((lapsed & (new | turned)).sum())
    net = int(run.counts[first:, c.DROPPED].sum()) - int(run.counts[first:, c.RETURNED].sum())
    unplaced = max(0, net - placed)
    as_fan, as_member = int((lapsed & fan & ~turned).sum()), int((lapsed & member).sum())
    share = as_member / (as_fan + as_member) if as_fan + as_member else 0.0

    def group(who: np.ndarray, dropped: float, fen: int) -> Group:
        lost = float((who & left & ~lapsed).sum()) + dropped
        alive = int((who & ~left & ~lapsed).sum())
        return Group((alive + lost / 2) * (horizon - begin), lost, fen / FEN)

    ways = _unpaid(run)
    added = run.counts[:, c.ADDED, :][:, ways].sum(axis=1)
    spend = run.money[first:, list(ACQUISITION_CAUSES), :-1].sum(axis=(0, 1))[ways].sum()
    scale = (horizon - begin) / (begin - starts[before]) if before < first else 0.0
    return Recent(
        begin,
        members=group(member, unplaced * share, total - of_new - of_fans),
        fans=group(fan, int((lapsed & turned).sum()) + unplaced * (1 - share), of_fans),
        newcomers=int(added[first:].sum()),
        newcomers_before=float(added[before:first].sum()) * scale,
        newcomer_spend=float(spend) / FEN,
    )


def asset(run: Run) -> Asset:
    """Private value of a run at its horizon."""
    seen = recent(run)
    discount = math.log1p(run.scenario.finance.discount_rate_per_year) / DAYS_PER_YEAR
    member, fan = seen.members.worth(discount), seen.fans.worth(discount)
    rows = run.rows
    alive = (rows["flags"] & (LEFT | LAPSED)) == 0
    bought = rows["orders"] > 0
    members, fans = int((alive & bought).sum()), int((alive & ~bought).sum())
    parts = fans * fan if fans else 0.0, members * member if members else 0.0
    if not seen.newcomers:
        return Asset(*parts, 0.0, fan, member, 0.0)
    came = _unpaid(run)[rows["channel"]]
    now = np.where(alive, np.where(bought, member, fan), 0.0) * np.exp(-discount * (run.scenario.horizon_days - rows["joined"]))
    newcomer = float((rows["discounted"].astype(float) / FEN + now)[came].mean())
    return Asset(
        *parts, _expected(run, seen, discount) * (newcomer - seen.newcomer_spend / seen.newcomers), fan, member, newcomer
    )


def _expected(run: Run, seen: Recent, discount: float) -> float:
    """Newcomers of the year to come, each discounted from the day of coming."""
    span = run.scenario.horizon_days - seen.begin
    per_day = seen.newcomers / span
    fall = max(0.0, math.log(seen.newcomers_before / seen.newcomers) / span) if seen.newcomers_before else 0.0
    days = min(BRAND_DAYS, (run.scenario.market.size - len(run.rows)) / per_day)
    rate = discount + fall
    return per_day * (-math.expm1(-rate * days) / rate if rate else days)


def _unpaid(run: Run) -> np.ndarray:
    """Whether newcomers of a channel come unpaid: by referral, or by a channel that is not bought, shape (channels,)."""
    bought = {name for name, channel in run.scenario.channels.items() if channel.bought}
    return np.array([name != "initial" and name not in bought for name in run.channels])


def private_value(run: Run) -> float:
    """Fan + member + brand value, yuan."""
    return asset(run).total


def fan_value(run: Run) -> float:
    """Worth of the contacts alive who have not ordered yet, yuan."""
    return asset(run).fan


def member_value(run: Run) -> float:
    """Worth of the customers alive, yuan."""
    return asset(run).member


def brand_value(run: Run) -> float:
    """Worth of the people who will come unpaid within a year, less what they cost, yuan."""
    return asset(run).brand
