"""A contact for 300 yuan, over one sale and over five years."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import arms, cases, footing, mean_of
from experiments.casebook.words import decimals, table, tenths, whole
from siyu_sim.study.results import Study

METRICS = (
    "profit",
    "contribution",
    "customers",
    "contact_cost",
    "cac",
    "ltv_per_contact",
    "ltv_per_customer",
    "ltv_to_cac",
    "monthly_loss",
)
DAYS = (91, 182, 364, 728, 1092, 1456, 1820)


def curve(study: Study, arm: str) -> tuple[np.ndarray, np.ndarray]:
    """(day, mean over worlds of cumulative profit)."""
    tables = [s.tables["time"] for s in study.summaries if s.arm == arm]
    return tables[0]["day"], np.mean([t["cash"] for t in tables], axis=0)


def bought(study: Study, arm: str) -> float:
    """Contacts bought for 300 yuan, mean over worlds; those whom friends brought are not among them."""
    frame = study.table("channels")
    return float(frame[(frame["arm"] == arm) & (frame["channel"] == "feed_ads")]["contacts"].iloc[0])


def years(study: Study) -> str:
    """Cumulative profit for each contact bought, as the years go by, and the month in which it turns positive for good."""
    rows = []
    for arm in study.plan.arms:
        day, cash = curve(study, arm.name)
        each = cash / bought(study, arm.name)
        below = np.nonzero(cash < 0)[0]
        after = 0 if len(below) == 0 else below[-1] + 1
        month = day[after] / 30 if after < len(day) else math.nan
        rows.append([arm.label["en"], *(whole(float(each[np.searchsorted(day, d)])) for d in DAYS), tenths(float(month))])
    return table(["arm", *(f"year {d // 364}" if d >= 364 else f"{d} days" for d in DAYS), "pays from month"], rows)


def break_even(study: Study) -> str:
    """The price of a contact at which each arm would come out even over five years: paid for it, and profit besides."""
    rows = []
    for arm in study.plan.arms:
        price = arm.scenario.channels["feed_ads"].cost_yuan
        even = price + mean_of(study, arm.name, "profit") / bought(study, arm.name)
        ratio = mean_of(study, arm.name, "ltv_per_contact") / price
        rows.append([arm.label["en"], whole(bought(study, arm.name)), decimals(ratio), whole(even)])
    return table(["arm", "contacts bought", "LTV per contact ÷ price", "price that comes out even, yuan"], rows)


def business(studies: Sequence[Study]) -> str:
    (study,) = studies
    return "\n\n".join([
        footing(study),
        arms(study, METRICS),
        "Cumulative profit for each contact bought, yuan. A year is 52 weeks.",
        years(study),
        "What a contact would have been worth paying:",
        break_even(study),
    ])  # fmt: skip


def turns(studies: Sequence[Study]) -> str:
    questions = (
        ("looked after beats one sale?", "profit, looked after − one sale", "profit", "five_years", "one_sale"),
        ("harvest beats one sale?", "profit, harvested − one sale", "profit", "harvested", "one_sale"),
    )
    rows = list(zip(CASES, studies, strict=True))
    each = [
        [
            study.plan.business,
            case.words,
            *(whole(mean_of(study, arm, "profit") / bought(study, arm)) for arm in ("one_sale", "five_years")),
        ]
        for case, study in rows
    ]
    return "\n\n".join([
        cases(rows, questions),
        "Profit for each contact bought at the end, yuan:",
        table(["business", "what changes", "one sale", "looked after"], each),
    ])  # fmt: skip


ARMS = ("one_sale", "five_years", "harvested")


def _case(words: str, *overrides: str) -> Case:
    return Case("five_years", ("business=course", "study.replications=3", *overrides), ARMS, words)


CASES = (
    _case("one year instead of five", "horizon_days=365"),
    _case("ten years", "horizon_days=3650"),
    _case("600 yuan for a contact", "channels.feed_ads.cost_yuan=600"),
    _case("a renewal each term is less likely", "purchase.repeat_rate=0.2"),
    _case("twice as many leave for reasons of their own", "leave.monthly_rate=0.04"),
    _case("two consultants are paid from these contacts alone", "finance.overhead_yuan_per_month=14000"),
)

PAGE = Page(
    name="five_years",
    mechanisms=("M21",),
    blocks=(
        Block("course", (Case("five_years", ("business=course", "study.replications=4")),), business),
        Block("coffee", (Case("five_years", ("business=coffee", "study.replications=4")),), business),
        Block("cases", CASES, turns),
    ),
)
