"""Matching the message to the stage of a contact against one message for all."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

import siyu_sim as ss
from experiments.casebook.language import Say, Text
from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import cases, with_footing
from experiments.casebook.words import decimals, estimate, percent, table, thousandths, whole
from siyu_sim.measure.retention import script_table, uplift_table
from siyu_sim.scenario.schema import Scenario
from siyu_sim.study.results import Study
from siyu_sim.study.statistics import interval

TABLE = ("profit", "gmv", "customers", "repurchase_30d", "monthly_loss", "messages_sent")
LOOKED_INTO = 12  # worlds in which rules are looked at one by one
HOLDOUT = 0.3


def _case(words: Text, *overrides: str) -> Case:
    return Case("tiers", overrides, ("silent", "one_for_all", "advice_for_all", "matched"), words)


CASES = (
    _case(("as shipped", "默认设置"), "business=coffee"),
    _case(("regulars take a deep discount amiss", "老客反感大折扣"), "business=coffee", "affront=luxury"),
    _case(
        ("an offer at the message takes nothing from later orders", "触达成交不透支后面的单"),
        "business=coffee",
        "purchase.pull_forward=0",
    ),
    _case(
        ("promotion in chat drives nobody out", "私聊促销不会把人赶走"),
        "business=coffee",
        "leave.shift.promo=-0.3",
        "trust.promo_loss=0",
    ),
    _case(
        ("people who have bought answer an offer three times as often", "老客对优惠的响应是三倍"),
        "business=coffee",
        "purchase.impulse_rate=0.09",
    ),
    _case(("as shipped", "默认设置"), "business=course"),
    _case(
        ("regulars take a deep discount amiss", "老客反感大折扣"), "business=course", "affront=luxury", "affront.spent_prices=1"
    ),
)


def _runs(plan_arm: Scenario, first: int):
    return [ss.simulate(plan_arm, first + r) for r in range(LOOKED_INTO)]


@lru_cache(maxsize=4)
def sent_by_rule(study: Study) -> list[list[str]]:
    """Rows of `rules`, the same in every language."""
    rows = []
    for arm in ("one_for_all", "matched"):
        tables = [script_table(run) for run in _runs(study.plan.arm(arm).scenario, study.plan.study.seed)]
        for name in tables[0]:
            sent, seen, orders, left = (np.mean([t[name][key] for t in tables]) for key in ("sent", "seen", "orders", "left"))
            rows.append([f"`{name}`", whole(sent), percent(seen / sent), percent(orders / sent), percent(left / sent)])
    return rows


def rules(studies: Sequence[Study], say: Say) -> str:
    """What each rule of the two focus arms did, in the first worlds."""
    (study,) = studies
    head = [
        say("rule", "规则"),
        say("messages", "触达条数"),
        say("seen", "已读"),
        say("orders at the message", "触达成交"),
        say("deleted us at it", "触达即删"),
    ]
    means = say(f"Means of the first {LOOKED_INTO} worlds.", f"前 {LOOKED_INTO} 个世界的均值。")
    return f"{means}\n\n{table(head, sent_by_rule(study))}"


@lru_cache(maxsize=4)
def answers(study: Study) -> list[list[str]]:
    """(arm, cells) of `measured`, the same in every language."""
    plan = study.plan
    rows = []
    for arm, rule in (
        ("one_for_all", "everybody"),
        ("advice_for_all", "everybody"),
        ("matched", "active"),
        ("matched", "idle"),
    ):
        scenario = plan.arm(arm).scenario
        own = scenario.sop[rule]
        trial = scenario.model_copy(update={"sop": {**scenario.sop, rule: own.model_copy(update={"holdout": HOLDOUT})}})
        silent = scenario.model_copy(update={"sop": {**scenario.sop, rule: own.model_copy(update={"holdout": 1.0})}})
        at, uplift, truth = [], [], []
        seed = plan.study.seed
        for run, with_it, without in zip(*(_runs(x, seed) for x in (trial, scenario, silent)), strict=True):
            found = uplift_table(run)[rule]
            at.append(script_table(run)[rule]["orders"] / found["treated"])
            uplift.append(found["uplift"])
            truth.append(uplift_table(with_it)[rule]["orders_treated"] - uplift_table(without)[rule]["orders_control"])
        bounds = [estimate(*interval(np.array(values), 0.95), thousandths) for values in (uplift, truth)]
        rows.append([arm, f"`{rule}`", decimals(float(np.mean(at))), *bounds])
    return rows


def measured(studies: Sequence[Study], say: Say) -> str:
    """Three answers to "what did the coupon bring?": attribution, a hold-out inside the operation, and the twins."""
    (study,) = studies
    head = [
        say("arm", "方案"),
        say("rule", "规则"),
        say("orders at the message", "触达成交"),
        say("uplift by hold-out", "对照组测得的增量"),
        say("uplift by twins", "孪生测得的增量"),
    ]
    what = say(
        f"Orders for each contact that the rule ever addressed, {percent(HOLDOUT)} of them held out, {LOOKED_INTO} worlds. "
        "Twins: the same worlds, once with nobody and once with everybody held out.",
        f"规则触达过的每位好友的订单数，其中 {percent(HOLDOUT)} 留作对照不发，{LOOKED_INTO} 个世界。"
        "孪生：同样的世界，一次全发、一次全不发。",
    )
    rows = [[say.arm(study, arm), *cells] for arm, *cells in answers(study)]
    return f"{what}\n\n{table(head, rows)}"


def turns(studies: Sequence[Study], say: Say) -> str:
    questions = (
        (
            ("matched beats one for all?", "分层胜过全员同券？"),
            ("yuan, matched − one for all", "元，分层 − 全员同券"),
            "profit",
            "matched",
            "one_for_all",
        ),
        (
            ("beats advice for all?", "胜过全员发干货？"),
            ("yuan, matched − advice", "元，分层 − 干货"),
            "profit",
            "matched",
            "advice_for_all",
        ),
    )
    return cases(list(zip(CASES, studies, strict=True)), say, questions)


COFFEE, COURSE = (Case("tiers", (f"business={name}",)) for name in ("coffee", "course"))

PAGE = Page(
    name="tiers",
    mechanisms=("M13",),
    blocks=(
        Block("coffee", (COFFEE,), with_footing(TABLE)),
        Block("rules", (COFFEE,), rules),
        Block("measured", (COFFEE,), measured),
        Block("course", (COURSE,), with_footing(TABLE)),
        Block("cases", CASES, turns),
    ),
)
