"""One touchpoint alone against several together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

import siyu_sim as ss
from experiments.casebook.language import Say, Text
from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import arms, cases, footing, pairs
from experiments.casebook.words import percent
from siyu_sim.study.results import Study

METRICS = ("profit", "contribution", "running_costs", "customers", "touches", "blocked_touches", "monthly_loss")
LOOKED_INTO = 3
ARMS = ("moments", "groups", "combination", "pair", "plus_all")


def _case(words: Text, *overrides: str) -> Case:
    return Case("touchpoints", ("study.replications=8", *overrides), ARMS, words)


CASES = tuple(
    _case(words, f"business={business}", *overrides)
    for business in ("coffee", "course")
    for words, overrides in (
        (("as shipped", "默认设置"), ()),
        (("people hardly look at anything", "大家几乎什么都不看"), ("attention.seen_rate=0.05",)),
        (("touches tire much longer", "触达的疲劳持续更久"), ("fatigue.half_life_days=20",)),
        (
            ("a post in a mass of others: everything is seen less by who is tired", "信息过载：疲劳的人什么都看得更少"),
            ("attention.fatigue_weight=1",),
        ),
    )
)


def _turns(studies: Sequence[Study], say: Say) -> str:
    questions = (
        (
            ("five beat Moments?", "五个触点胜过朋友圈？"),
            ("yuan, five − Moments", "元，五触点 − 朋友圈"),
            "profit",
            "combination",
            "moments",
        ),
        (
            ("a pair beats Moments?", "两个触点胜过朋友圈？"),
            ("yuan, pair − Moments", "元，两触点 − 朋友圈"),
            "profit",
            "pair",
            "moments",
        ),
        (
            ("everything on top pays?", "其余全加上划算吗？"),
            ("yuan, all on top − Moments", "元，全加上 − 朋友圈"),
            "profit",
            "plus_all",
            "moments",
        ),
    )
    return cases(list(zip(CASES, studies, strict=True)), say, questions)


SINGLE = ("moments", "chat", "official", "groups", "live")


@lru_cache(maxsize=4)
def _asked_in(study: Study) -> tuple[float, int]:
    """What share of contacts reach the order at which they are asked into the fan community, in the first worlds; and that order."""
    scenario = study.plan.arm("plus_fan").scenario
    fan = scenario.touchpoints["fan"]
    runs = [ss.simulate(scenario, study.plan.study.seed + r) for r in range(LOOKED_INTO)]
    return float(np.mean([(run.rows["orders"] >= fan.min_orders).mean() for run in runs])), fan.min_orders


def _gate(study: Study, say: Say) -> str:
    share, order = _asked_in(study)
    arm = say.arm(study, "plus_fan")
    return say(
        f"In *{arm}*, {percent(share)} of contacts reach order number {order}, at which they are asked in (the first "
        f"{LOOKED_INTO} worlds).",
        f"在“{arm}”里，{percent(share)}的好友走到第 {order} 单，这时才被邀请进圈（前 {LOOKED_INTO} 个世界）。",
    )


def business(studies: Sequence[Study], say: Say) -> str:
    (study,) = studies
    return "\n\n".join([
        footing(study, say),
        arms(study, say, METRICS, ("profit", "contribution")),
        say(
            "All five together against each of them alone, at the same number of posts:",
            "五个触点一起，对各自单独用（发送条数相同）：",
        ),
        pairs(study, say, [("combination", single) for single in SINGLE], ("profit", "contribution", "customers")),
        _gate(study, say),
    ])  # fmt: skip


PAGE = Page(
    name="touchpoints",
    mechanisms=("M5", "M12"),
    blocks=(
        Block("coffee", (Case("touchpoints", ("business=coffee", "study.replications=12")),), business),
        Block("course", (Case("touchpoints", ("business=course", "study.replications=12")),), business),
        Block("cases", CASES, _turns),
    ),
)
