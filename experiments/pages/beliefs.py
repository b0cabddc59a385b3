"""Beliefs that practitioners hold to be wrong, against a sound strategy of equal budget."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import arms, cases, footing, mean_of
from experiments.casebook.words import whole
from siyu_sim.study.results import Study

METRICS = ("profit", "contacts", "contacts_held", "customers", "ltv_per_contact", "monthly_loss", "private_value")
SCALE = ("market.size=500000", "channels.feed_ads.budget_yuan_per_day=600", "channels.feed_ads.exposures_per_day=6000",
         "channels.store.exposures_per_day=600", "channels.content.exposures_per_day=700",
         "channels.content.cost_yuan=150", "channels.package_card.exposures_per_day=400")  # fmt: skip


def business(studies: Sequence[Study]) -> str:
    (study,) = studies
    spent = [
        whole(mean_of(study, arm.name, "acquisition_spend") + mean_of(study, arm.name, "running_costs"))
        for arm in study.plan.arms
    ]
    return "\n\n".join([footing(study), arms(study, METRICS, extra=[("spent in all", spent)])])


def turns(studies: Sequence[Study]) -> str:
    questions = (
        ("sound beats moving?", "profit, sound − moving", "profit", "sound", "moving"),
        ("sound beats no intake?", "profit, sound − no intake", "profit", "sound", "no_intake"),
        ("sound beats no adverts?", "profit, sound − no adverts", "profit", "sound", "no_public"),
    )
    return cases(list(zip(CASES, studies, strict=True)), questions)


def _case(words: str, *overrides: str) -> Case:
    return Case("beliefs", ("study.replications=5", *overrides), ("sound", "moving", "no_public", "no_intake"), words)


CASES = (
    _case("as shipped", "business=coffee"),
    _case("a firm ten times as large", "business=coffee", *SCALE),
    _case("two years instead of one", "business=coffee", "horizon_days=730"),
    _case("as shipped", "business=course"),
    _case("as shipped", "business=beauty"),
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
