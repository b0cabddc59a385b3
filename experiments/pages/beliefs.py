"""Beliefs that practitioners hold to be wrong, against a sound strategy of equal budget."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.casebook.language import Say, Text
from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import arms, cases, footing, mean_of
from experiments.casebook.words import whole
from siyu_sim.study.results import Study

METRICS = ("profit", "contacts", "contacts_held", "customers", "ltv_per_contact", "monthly_loss", "private_value")
SCALE = ("market.size=500000", "channels.feed_ads.budget_yuan_per_day=600", "channels.feed_ads.exposures_per_day=6000",
         "channels.store.exposures_per_day=600", "channels.content.exposures_per_day=700",
         "channels.content.cost_yuan=150", "channels.package_card.exposures_per_day=400")  # fmt: skip


def business(studies: Sequence[Study], say: Say) -> str:
    (study,) = studies
    spent = [
        whole(mean_of(study, arm.name, "acquisition_spend") + mean_of(study, arm.name, "running_costs"))
        for arm in study.plan.arms
    ]
    return "\n\n".join([footing(study, say), arms(study, say, METRICS, extra=[(say("spent in all", "总花费"), spent)])])


def turns(studies: Sequence[Study], say: Say) -> str:
    questions = (
        (
            ("sound beats moving?", "稳健胜过搬家？"),
            ("profit, sound − moving", "利润，稳健 − 搬家"),
            "profit",
            "sound",
            "moving",
        ),
        (
            ("sound beats no intake?", "稳健胜过不承接？"),
            ("profit, sound − no intake", "利润，稳健 − 不承接"),
            "profit",
            "sound",
            "no_intake",
        ),
        (
            ("sound beats no adverts?", "稳健胜过停投？"),
            ("profit, sound − no adverts", "利润，稳健 − 停投"),
            "profit",
            "sound",
            "no_public",
        ),
    )
    return cases(list(zip(CASES, studies, strict=True)), say, questions)


def _case(words: Text, *overrides: str) -> Case:
    return Case("beliefs", ("study.replications=5", *overrides), ("sound", "moving", "no_public", "no_intake"), words)


CASES = (
    _case(("as shipped", "默认设置"), "business=coffee"),
    _case(("a firm ten times as large", "规模大十倍的公司"), "business=coffee", *SCALE),
    _case(("two years instead of one", "两年，而不是一年"), "business=coffee", "horizon_days=730"),
    _case(("as shipped", "默认设置"), "business=course"),
    _case(("as shipped", "默认设置"), "business=beauty"),
)

PAGE = Page(
    name="beliefs",
    mechanisms=("M24", "M4", "M18", "M19"),
    blocks=(
        Block("coffee", (Case("beliefs", ("business=coffee", "study.replications=10")),), business),
        Block("course", (Case("beliefs", ("business=course", "study.replications=10")),), business),
        Block("cases", CASES, turns),
    ),
)
