"""What is published about businesses like the shipped ones, and which figure belongs to which.

Sources have a confidence: H official document or filing, M trade article or interview, L anonymous or aggregated. A figure
without a range is not demanded, only shown, and says why: nothing is published, or what is cannot fit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Literal

import numpy as np

from tests.validation import outcomes as o
from tests.validation.outcomes import World

BUSINESSES = ("coffee", "course", "beauty", "grocery", "mother_baby")
WORLDS = 8
Unit = Literal["share", "yuan", "number"]
Subject = Literal["cost", "add", "first purchase", "repurchase", "loss", "referral", "money"]


@dataclass(frozen=True)
class Figure:
    """One outcome of a business beside what is published. `low` … `high` is the published range, None if there is none."""

    subject: Subject
    quantity: str
    measure: Callable[[World], float]
    unit: Unit
    low: float | None = None
    high: float | None = None
    source: str = ""
    confidence: str = ""
    why: str = ""  # why this figure, or why none

    @property
    def demanded(self) -> bool:
        return self.low is not None


@dataclass(frozen=True)
class Line:
    """A figure and what the simulator makes of it: mean over worlds, and its standard error."""

    figure: Figure
    mean: float
    error: float

    @property
    def fits(self) -> bool:
        figure = self.figure
        return figure.low is None or figure.high is None or figure.low <= self.mean <= figure.high


# ------------------------------------------------------------------------------------------------- the trade's figures

ADD = {  # base figures
    "store": (0.15, 0.25, "add rate in store, base"),
    "feed_ads": (0.02, 0.05, "add rate of Moments ads, base"),
    "content": (0.01, 0.03, "add rate of RED, base"),
    "live": (0.05, 0.10, "add rate of channels live, base"),
    "package_card": (0.03, 0.05, "add rate of package cards, base"),
    o.REFERRAL: (0.20, 0.30, "referred person adds"),
}
REPEATED = "base rates are read as first meetings; later the willing have added, and who declined is harder to win"
MET_BY_ADVERTS = "many of the invited have declined adverts, which the model holds against an invitation too"
COST = {  # yuan a contact
    "store": (1, 5, "cost per contact in store"),
    "feed_ads": (10, 50, "cost per contact of feed ads"),
    "content": (5, 20, "cost per contact of content"),
    "live": (3, 10, "cost per contact of live streams"),
    "package_card": (0.5, 2, "cost per contact of package cards"),
}
FISSION = (3, 8, "cost per contact of fission")


def channels(business: str) -> list[str]:
    """The channels that a business uses."""
    return [name for name, channel in o.scenario(business, *o.PLAIN).channels.items() if channel.active]


def acquisition(business: str) -> list[Figure]:
    """What each channel costs and adds, and what invitations add."""
    used = channels(business)
    found = []
    for name in used:
        low, high, source = COST[name]
        cost = partial(o.media_cost, channel=name)
        found.append(Figure("cost", f"cost per contact, {name}, yuan", cost, "yuan", low, high, source, "L"))
    for name in (*used, o.REFERRAL):
        low, high, source = ADD[name]
        rate = partial(o.first_add_rate, channel=name)
        found.append(Figure("add", f"add rate, {name}, first meeting", rate, "share", low, high, source, "L"))
    for name in (*used, o.REFERRAL):
        rate, why = partial(o.add_rate, channel=name), MET_BY_ADVERTS if name == o.REFERRAL else REPEATED
        found.append(Figure("add", f"add rate, {name}, all meetings", rate, "share", why=why))
    return found


def fission(low_price: bool, why: str = "") -> Figure:
    name = "cost per contact, referral (reward and hook), yuan"
    if not low_price:
        return Figure("cost", name, o.fission_cost, "yuan", why=why)
    low, high, source = FISSION
    return Figure("cost", name, o.fission_cost, "yuan", low, high, source, "L")


def loss() -> Figure:
    source = "MINISO: over 20 M added, 15 M kept over about 14 months; added evenly, that is 4.2 % a month"
    return Figure(
        "loss", "contacts lost a month", o.monthly_loss, "share", 0.03, 0.05, source, "M", why="about 4 %, read as 3 to 5"
    )


def first_purchase(business: str) -> Figure:
    days = o.cycle_days(o.scenario(business, *o.PLAIN))
    name = f"contact → first purchase within {days:.0f} days"
    return Figure("first purchase", name, o.first_purchase, "share", 0.05, 0.10, "contact → first purchase", "L")


def recommends(demanded: bool = True, why: str = "") -> Figure:
    name = "customers who recommend within 30 days"
    if not demanded:
        return Figure("referral", name, o.recommends, "share", why=why)
    return Figure("referral", name, o.recommends, "share", 0.03, 0.05, "customer → recommends", "L")


def referral_unknown() -> Figure:
    why = "published for education only"
    return Figure("referral", "new customers by referral, rewarded", o.referral_customers, "share", why=why)


def margin(low: float, high: float, source: str, confidence: str, why: str = "") -> Figure:
    return Figure("money", "gross margin on what was paid", o.gross_margin, "share", low, high, source, confidence, why)


def shown(quantity: str, measure: Callable[[World], float], unit: Unit, why: str = "not published", subject: Subject = "money"):
    return Figure(subject, quantity, measure, unit, why=why)


CAC = shown("CAC, yuan", o.cac, "yuan")
PROFIT = shown(
    "profit of the first year, yuan",
    o.profit,
    "yuan",
    "nothing to hold it against: starts from no contact, and pays all growth at once",
)
ORDER = shown("paid for an order, yuan", o.order_value, "yuan")
POINT = "a single figure, read as ± 1 point"


# ------------------------------------------------------------------------------------------------- one business at a time


def coffee() -> list[Figure]:
    return [
        Figure(
            "repurchase", "repurchase in 30 days", o.repurchase_30_days, "share", 0.49, 0.76,
            "百果园: members 49 %, paying members 76 % a month", "M",
            "the trade's 15–20 % cannot fit what is needed every five days; no coffee chain publishes its own; fruit is the "
            "nearest weekly purchase that does",
        ),
        Figure(
            "repurchase", "orders for each contact and year", o.orders_per_contact_year, "number", 7.1, 20.3,
            "Luckin: 1.8 M private users; 35,000 cups a day direct, 100,000+ prompted", "M", "each × 365 / 1.8 M",
        ),
        Figure(
            "money", "paid by each buyer of a month, yuan", o.revenue_per_monthly_buyer, "yuan", 53, 69,
            "Luckin: 53 yuan per monthly customer; frequency +30 % in the private domain", "M", "53, and 53 × 1.3",
        ),
        margin(0.296, 0.316, "Luckin: store-level margin 30.6 %", "H", POINT),
        recommends(),
        referral_unknown(),
        fission(low_price=True),
        ORDER, CAC, PROFIT,
    ]  # fmt: skip


def course() -> list[Figure]:
    return [
        shown(
            "repurchase in 30 days", o.repurchase_30_days, "share",
            "a course lasts a term: the trade's 15–20 % is of goods that are used up, and renewal is not published",
            "repurchase",
        ),
        shown(
            "repurchase by the end of the third quarter after", o.repurchase_by_third_quarter, "share",
            "not published for courses", "repurchase",
        ),
        Figure(
            "money", "paid for an order, yuan", o.order_value, "yuan", 2250, 2750, "trial-course model: order 2,500 yuan", "L",
            "a single figure, read as ± 10 %",
        ),
        margin(0.771, 0.791, "Gaotu (GSX): gross margin 78.1 %", "M", POINT),
        Figure("money", "CAC, yuan", o.cac, "yuan", 400, 545, "Gaotu (GSX), 2019: about 400–545 yuan", "M"),
        Figure(
            "referral", "new customers by referral, rewarded, a post a day", o.referral_customers_daily, "share", 0.30, 0.80,
            "荷小鱼: from single digits to about 30 %; others 40–80 %; VIPKID over 70 %", "M",
            "schools that grow by referral post daily; with a post every second day it is a quarter",
        ),
        recommends(
            demanded=False,
            why="the trade's 3–5 % cannot carry the 30–80 % of new pupils that schools report; their figure was preferred",
        ),
        fission(low_price=False, why="the trade's 3–8 yuan are for cheap goods; here a friend who enrols earns 300 yuan"),
        PROFIT,
    ]  # fmt: skip


def beauty() -> list[Figure]:
    yatsen = "Yatsen: 82.6 yuan of revenue per customer (2018), 114.1 (2019)"
    return [
        Figure(
            "repurchase", "repurchase by the end of the third quarter after", o.repurchase_by_third_quarter, "share",
            0.081, 0.415, "Yatsen prospectus: cohorts of the third quarters of 2017, 2018, 2019: 8.1, 38.9, 41.5 %", "H",
            "the 8.1 % are of the quarter in which the brand began",
        ),
        shown(
            "repurchase in 30 days", o.repurchase_30_days, "share",
            "the trade's 15–20 % is too much for a need every two months: Yatsen's cohorts take three quarters to reach 40 %",
            "repurchase",
        ),
        Figure("money", "revenue per customer, first year, yuan", o.revenue_per_buyer_first_year, "yuan", 82.6, 114.1, yatsen, "H"),
        Figure(
            "money", "revenue per customer, second year, yuan", o.revenue_per_buyer_second_year, "yuan", 82.6, 114.1, yatsen, "H"
        ),
        margin(0.631, 0.636, "Yatsen prospectus: 63.5 % (2018), 63.6 % (2019), 63.1 % (2020, nine months)", "H"),
        Figure(
            "money", "acquisition spend / GMV, first year", o.acquisition_share, "share", 0.413, 0.622,
            "Yatsen prospectus: selling and marketing 48.7 % (2018), 41.3 % (2019), 62.2 % (2020, nine months) of revenue", "H",
            "theirs holds some running costs too",
        ),
        recommends(),
        referral_unknown(),
        fission(low_price=True),
        ORDER, CAC, PROFIT,
    ]  # fmt: skip


def grocery() -> list[Figure]:
    return [
        Figure(
            "repurchase", "repurchase in 30 days", o.repurchase_30_days, "share", 0.49, 0.76,
            "百果园: members 49 %, paying members 76 % a month", "M",
            "the trade's 15–20 % cannot fit a weekly need; the period of the 49 % is not given, that of the 76 % is a month",
        ),
        margin(0.106, 0.126, "百果园: gross margin 11.6 %", "H", POINT),
        recommends(),
        referral_unknown(),
        fission(low_price=True),
        ORDER, CAC, PROFIT,
    ]  # fmt: skip


def mother_baby() -> list[Figure]:
    return [
        Figure(
            "repurchase", "repurchase in 30 days", o.repurchase_30_days, "share", 0.15, 0.20, "30-day repurchase", "L",
            "nothing nearer is published; a monthly need with several shops to meet it is what the figure can be of",
        ),
        Figure(
            "money", "revenue per active customer, second year, yuan", o.revenue_per_buyer_second_year, "yuan", 780, 965,
            "孩子王: revenue 9.05 (2021) and 8.52 (2022) bn yuan, 96 % of it from members, about 10 M of them active in a year",
            "M", "8.52 × 0.96 / 10.5 M to 9.05 × 0.96 / 9 M; the second year, as theirs is a grown stock",
        ),
        margin(0.299, 0.304, "孩子王 prospectus: 29.9–30.0 % of goods and services, 30.1–30.3 % of all, 2017–2019", "H"),
        recommends(),
        referral_unknown(),
        fission(low_price=True),
        ORDER, CAC, PROFIT,
    ]  # fmt: skip


_OWN = {"coffee": coffee, "course": course, "beauty": beauty, "grocery": grocery, "mother_baby": mother_baby}


def figures(business: str) -> list[Figure]:
    """All that a business is held against, in the order of the page."""
    return [*acquisition(business), first_purchase(business), loss(), *_OWN[business]()]


@lru_cache(maxsize=len(BUSINESSES))
def lines(business: str) -> tuple[Line, ...]:
    """Simulate a business in WORLDS worlds and measure every figure."""
    asked = figures(business)
    values = np.array([_measured(business, seed, asked) for seed in range(1, WORLDS + 1)])
    error = values.std(axis=0, ddof=1) / np.sqrt(WORLDS)
    return tuple(Line(*line) for line in zip(asked, values.mean(axis=0).tolist(), error.tolist(), strict=True))


def _measured(business: str, seed: int, asked: list[Figure]) -> list[float]:
    world = World(business, seed)
    return [figure.measure(world) for figure in asked]
