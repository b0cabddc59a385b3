"""A contact for 300 yuan, over one sale and over five years."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from experiments.casebook.language import Say, Text
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


def years(study: Study, say: Say) -> str:
    """Cumulative profit for each contact bought, as the years go by, and the month in which it turns positive for good."""
    rows = []
    for arm in study.plan.arms:
        day, cash = curve(study, arm.name)
        each = cash / bought(study, arm.name)
        below = np.nonzero(cash < 0)[0]
        after = 0 if len(below) == 0 else below[-1] + 1
        month = day[after] / 30 if after < len(day) else math.nan
        rows.append([say.label(arm.label), *(whole(float(each[np.searchsorted(day, d)])) for d in DAYS), tenths(float(month))])
    times = [say(f"year {d // 364}", f"第{d // 364}年") if d >= 364 else say(f"{d} days", f"{d}天") for d in DAYS]
    return table([say("arm", "方案"), *times, say("pays from month", "第几个月起回本")], rows)


def break_even(study: Study, say: Say) -> str:
    """The price of a contact at which each arm would come out even over five years: paid for it, and profit besides."""
    rows = []
    for arm in study.plan.arms:
        price = arm.scenario.channels["feed_ads"].cost_yuan
        even = price + mean_of(study, arm.name, "profit") / bought(study, arm.name)
        ratio = mean_of(study, arm.name, "ltv_per_contact") / price
        rows.append([say.label(arm.label), whole(bought(study, arm.name)), decimals(ratio), whole(even)])
    return table(
        [
            say("arm", "方案"),
            say("contacts bought", "买来的好友"),
            say("LTV per contact ÷ price", "单好友LTV ÷ 价格"),
            say("price that comes out even, yuan", "盈亏平衡的价格，元"),
        ],
        rows,
    )


def business(studies: Sequence[Study], say: Say) -> str:
    (study,) = studies
    return "\n\n".join([
        footing(study, say),
        arms(study, say, METRICS),
        say("Cumulative profit for each contact bought, yuan. A year is 52 weeks.", "每买一个好友的累计利润，元。一年按52周算。"),
        years(study, say),
        say("What a contact would have been worth paying:", "一个好友最多值多少钱："),
        break_even(study, say),
    ])  # fmt: skip


def turns(studies: Sequence[Study], say: Say) -> str:
    questions = (
        (
            ("looked after beats one sale?", "长期经营胜过卖一单？"),
            ("profit, looked after − one sale", "利润，长期经营 − 卖一单"),
            "profit",
            "five_years",
            "one_sale",
        ),
        (
            ("harvest beats one sale?", "收割胜过卖一单？"),
            ("profit, harvested − one sale", "利润，收割 − 卖一单"),
            "profit",
            "harvested",
            "one_sale",
        ),
    )
    rows = list(zip(CASES, studies, strict=True))
    each = [
        [
            say.business(study.plan.business),
            say(*case.words),
            *(whole(mean_of(study, arm, "profit") / bought(study, arm)) for arm in ("one_sale", "five_years")),
        ]
        for case, study in rows
    ]
    return "\n\n".join([
        cases(rows, say, questions),
        say("Profit for each contact bought at the end, yuan:", "到期末，每买一个好友的利润，元："),
        table(
            [
                say("business", "生意"),
                say("what changes", "改了什么"),
                say("one sale", "卖一单"),
                say("looked after", "长期经营"),
            ],
            each,
        ),
    ])  # fmt: skip


ARMS = ("one_sale", "five_years", "harvested")


def _case(words: Text, *overrides: str) -> Case:
    return Case("five_years", ("business=course", "study.replications=3", *overrides), ARMS, words)


CASES = (
    _case(("one year instead of five", "一年，而不是五年"), "horizon_days=365"),
    _case(("ten years", "十年"), "horizon_days=3650"),
    _case(("600 yuan for a contact", "一个好友600元"), "channels.feed_ads.cost_yuan=600"),
    _case(("a renewal each term is less likely", "每期续报的可能性更低"), "purchase.repeat_rate=0.2"),
    _case(("twice as many leave for reasons of their own", "因自身原因离开的人翻倍"), "leave.monthly_rate=0.04"),
    _case(
        ("two consultants are paid from these contacts alone", "两名顾问的工资全由这批好友承担"),
        "finance.overhead_yuan_per_month=14000",
    ),
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
