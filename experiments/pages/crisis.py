"""A public crisis and a rival's campaign, for those who trust us and for those who have been harvested."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from experiments.casebook.language import Say, Text
from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import arms, cases, footing, ratio_interval
from experiments.casebook.words import estimate, percent, table, whole
from siyu_sim.study.results import Study
from siyu_sim.study.statistics import interval

METRICS = ("profit", "contacts_held", "customers", "repurchase_30d", "ltv_per_contact", "private_value")
SHOCKS: tuple[tuple[str, Text], ...] = (("crisis", ("crisis", "危机")), ("rival", ("rival", "对手大促")))
WEEK = 25  # place of the week that holds day 180
TREATED: tuple[tuple[str, Text], ...] = (("trusted", ("trust built", "养信任")), ("harvested", ("harvested", "收割式")))
LOST: tuple[tuple[str, Text], ...] = (
    ("contacts_held", ("contacts held", "好友存量")),
    ("contribution", ("contribution", "贡献毛利")),
    ("private_value", ("private value", "私域资产")),
)


def loss(study: Study, arm: str, metric: str) -> tuple[str, str]:
    """What a shock takes from an arm, and as a share of what the same arm has without it."""
    level = study.plan.study.confidence
    calm = study.values(f"{arm.partition('_')[0]}_calm", metric)
    hit = study.values(arm, metric)
    return estimate(*interval(hit - calm, level)), estimate(*ratio_interval(hit - calm, calm, level), percent)


def left_at_once(study: Study, arm: str) -> list[str]:
    """Contacts who leave in the week of the crisis beyond those who leave without it, of those held as the week begins."""
    calm = f"{arm.partition('_')[0]}_calm"
    tables = [[s.tables["weekly"] for s in study.summaries if s.arm == name] for name in (arm, calm)]
    more = np.array([a["left"][WEEK] - b["left"][WEEK] for a, b in zip(*tables, strict=True)], float)
    held = np.array([b["held"][WEEK - 1] for b in tables[1]], float)
    level = study.plan.study.confidence
    return [estimate(*interval(-more, level)), estimate(*ratio_interval(-more, held, level), percent)]


def business(studies: Sequence[Study], say: Say) -> str:
    (study,) = studies
    rows = []
    for shock, words in SHOCKS:
        for arm, treated in TREATED:
            head = [say(*words), say(*treated)]
            if shock == "crisis":
                rows.append([*head, say("contacts, in the week of it", "当周的好友"), *left_at_once(study, f"{arm}_{shock}")])
            for metric, name in LOST:
                rows.append([*head, say(*name), *loss(study, f"{arm}_{shock}", metric)])
    return "\n\n".join([
        footing(study, say),
        arms(study, say, METRICS),
        say(
            "What each shock takes from the same people, treated the same way before:",
            "同样的人、事先同样对待，每种冲击各带走多少：",
        ),
        table(
            [say("shock", "冲击"), say("people", "人群"), say("measure", "指标"), say("loss", "损失"), say("share lost", "损失占比")],
            rows,
        ),
    ])  # fmt: skip


def turns(studies: Sequence[Study], say: Say) -> str:
    questions = (
        (
            ("an answer pays?", "公开回应划算吗？"),
            ("profit, answered − not answered", "利润，回应 − 不回应"),
            "profit",
            "trusted_answered",
            "trusted_crisis",
        ),
        (
            ("contacts held", "好友存量"),
            ("answered − not answered", "回应 − 不回应"),
            "contacts_held",
            "trusted_answered",
            "trusted_crisis",
        ),
    )
    return cases(list(zip(CASES, studies, strict=True)), say, questions, whole)


CASES = tuple(
    Case("crisis", ("study.replications=8", *overrides), ("trusted_calm", "trusted_crisis", "trusted_answered"), words)
    for words, overrides in (
        (("as shipped", "默认设置"), ("business=coffee",)),
        (("everybody hears of it", "人人都听说了"), ("business=coffee", "crisis.heard_share=1")),
        (("as shipped", "默认设置"), ("business=course",)),
        (("everybody hears of it", "人人都听说了"), ("business=course", "crisis.heard_share=1")),
    )
)

PAGE = Page(
    name="crisis",
    mechanisms=("M8",),
    blocks=(
        Block("coffee", (Case("crisis", ("business=coffee", "study.replications=10")),), business),
        Block("course", (Case("crisis", ("business=course", "study.replications=10")),), business),
        Block("cases", CASES, turns),
    ),
)
