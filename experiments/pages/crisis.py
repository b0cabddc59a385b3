"""A public crisis and a rival's campaign, for those who trust us and for those who have been harvested."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import arms, cases, footing, ratio_interval
from experiments.casebook.words import estimate, percent, table, whole
from siyu_sim.study.results import Study
from siyu_sim.study.statistics import interval

METRICS = ("profit", "contacts_held", "customers", "repurchase_30d", "ltv_per_contact", "private_value")
SHOCKS = (("crisis", "crisis"), ("rival", "rival"))
WEEK = 25  # place of the week that holds day 180
TREATED = (("trusted", "trust built"), ("harvested", "harvested"))


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


def business(studies: Sequence[Study]) -> str:
    (study,) = studies
    rows = []
    for shock, words in SHOCKS:
        for arm, treated in TREATED:
            if shock == "crisis":
                rows.append([words, treated, "contacts, in the week of it", *left_at_once(study, f"{arm}_{shock}")])
            for metric, name in (
                ("contacts_held", "contacts held"),
                ("contribution", "contribution"),
                ("private_value", "private value"),
            ):
                rows.append([words, treated, name, *loss(study, f"{arm}_{shock}", metric)])
    return "\n\n".join([
        footing(study),
        arms(study, METRICS),
        "What each shock takes from the same people, treated the same way before:",
        table(["shock", "people", "measure", "loss", "share lost"], rows),
    ])  # fmt: skip


def turns(studies: Sequence[Study]) -> str:
    questions = (
        ("an answer pays?", "profit, answered − not answered", "profit", "trusted_answered", "trusted_crisis"),
        ("contacts held", "answered − not answered", "contacts_held", "trusted_answered", "trusted_crisis"),
    )
    return cases(list(zip(CASES, studies, strict=True)), questions, whole)


CASES = tuple(
    Case("crisis", ("study.replications=8", *overrides), ("trusted_calm", "trusted_crisis", "trusted_answered"), words)
    for words, overrides in (
        ("as shipped", ("business=coffee",)),
        ("everybody hears of it", ("business=coffee", "crisis.heard_share=1")),
        ("as shipped", ("business=course",)),
        ("everybody hears of it", ("business=course", "crisis.heard_share=1")),
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
