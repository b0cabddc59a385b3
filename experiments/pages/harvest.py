"""Harvest against cultivate: the same people, treated two ways, and how the money runs over time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from experiments.casebook.language import Say, Text
from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import arms, cases, footing
from experiments.casebook.words import estimate, table, whole
from siyu_sim.study.results import Study
from siyu_sim.study.statistics import interval

METRICS = ("profit", "gmv", "customers", "ltv_per_contact", "repurchase_30d", "monthly_loss", "referral_share")
DAYS = (28, 56, 91, 182, 273, 364)


def at(study: Study, arm: str, column: str, day: int) -> np.ndarray:
    """A column of the weekly table on a day, world by world."""
    tables = [s.tables["time"] for s in study.summaries if s.arm == arm]
    return np.array([t[column][np.searchsorted(t["day"], day)] for t in tables])


def over_time(study: Study, say: Say) -> str:
    """Cumulative profit and contacts held, harvest less cultivate, day by day."""
    level = study.plan.study.confidence
    rows = []
    for day in DAYS:
        row = [whole(day)]
        for column in ("cash", "customers", "held"):
            row.append(estimate(*interval(at(study, "harvest", column, day) - at(study, "cultivate", column, day), level)))
        rows.append(row)
    return table(
        [
            say("day", "天"),
            say("profit so far", "累计利润"),
            say("customers so far", "累计新客"),
            say("contacts held", "好友存量"),
        ],
        rows,
    )


def business(studies: Sequence[Study], say: Say) -> str:
    (study,) = studies
    return "\n\n".join([
        footing(study, say),
        arms(study, say, METRICS),
        say("*Harvest* less *cultivate* as the year goes on:", "一年里“收割”减“经营”的走势："),
        over_time(study, say),
    ])  # fmt: skip


def turns(studies: Sequence[Study], say: Say) -> str:
    questions = (
        (
            ("harvest earns more?", "收割更赚？"),
            ("profit, harvest − cultivate", "利润，收割 − 经营"),
            "profit",
            "harvest",
            "cultivate",
        ),
        (
            ("with the coupon?", "收割但用优惠券呢？"),
            ("profit, harvest with coupon − cultivate", "利润，收割用券 − 经营"),
            "profit",
            "harvest_coupon",
            "cultivate",
        ),
    )
    return cases(list(zip(CASES, studies, strict=True)), say, questions)


def _case(words: Text, business: str, *overrides: str) -> Case:
    return Case(
        "harvest",
        (f"business={business}", "study.replications=6", *overrides),
        ("cultivate", "harvest", "harvest_coupon"),
        words,
    )


TRUSTING = ("horizon_days=30", "market.initial_contacts=3000", "market.initial_trust=0.8")
EAGER = {"coffee": "purchase.impulse_rate=0.3", "course": "purchase.impulse_rate=0.02"}  # ten times the default

CASES = tuple(
    _case(words, business, *overrides)
    for business, eager in EAGER.items()
    for words, overrides in (
        (("two months only", "只做两个月"), ("horizon_days=60",)),
        (("one month, 3,000 contacts who trust on day 0", "一个月，第0天就有3,000名信任我们的好友"), TRUSTING),
        (
            ("the same, and people buy on a promotion ten times as readily", "同上，且见促销就买的冲动是十倍"),
            (*TRUSTING, eager),
        ),
        (("ten times as readily, the whole year", "冲动是十倍，做满一年"), (eager,)),
        (
            ("nobody minds adverts", "没人反感广告"),
            ("leave.shift.promo=-0.3", "trust.promo_loss=0", "fatigue.weight.promo=0.4"),
        ),
    )
)

PAGE = Page(
    name="harvest",
    mechanisms=("M24", "M4"),
    blocks=(
        Block("coffee", (Case("harvest", ("business=coffee", "study.replications=10")),), business),
        Block("course", (Case("harvest", ("business=course", "study.replications=10")),), business),
        Block("cases", CASES, turns),
    ),
)
