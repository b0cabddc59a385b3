"""Channels alone and together, a budget doubled, rivals who bid."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.casebook.language import Say
from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import arms, footing, ratio_interval
from experiments.casebook.words import table, whole
from siyu_sim.study.results import Study

METRICS = ("profit", "contacts", "customers", "cac", "contact_cost", "monthly_loss")

NEXT = (("ads", "ads_double"), ("ads_double", "ads_fourfold"), ("ads_rivals", "ads_double_rivals"))


def next_customer(study: Study, say: Say) -> str:
    """Further spend for each further customer when the budget is doubled, beside the CAC that the smaller budget had."""
    rows = []
    for less, more in NEXT:
        spend, customers = (
            {arm: study.values(arm, metric) for arm in (less, more)} for metric in ("acquisition_spend", "customers")
        )
        level = study.plan.study.confidence
        extra = ratio_interval(spend[more] - spend[less], customers[more] - customers[less], level)
        before = ratio_interval(spend[less], customers[less], level)
        labels = [say.arm(study, arm) for arm in (less, more)]
        rows.append(
            [f"{labels[0]} → {labels[1]}", *(f"{whole(m)} [{whole(low)}, {whole(high)}]" for m, low, high in (before, extra))]
        )
    return table(
        [
            say("budget doubled", "预算翻倍"),
            say("CAC before", "翻倍前的 CAC"),
            say("CAC of the further customers", "新增顾客的 CAC"),
        ],
        rows,
    )


def business(studies: Sequence[Study], say: Say) -> str:
    (study,) = studies
    return "\n\n".join([
        footing(study, say),
        arms(study, say, METRICS, ("customers",)),
        say("What the next customers cost, yuan:", "多得一位顾客要花多少（元）："),
        next_customer(study, say),
    ])  # fmt: skip


PAGE = Page(
    name="acquisition",
    mechanisms=("M6",),
    blocks=(
        Block("coffee", (Case("acquisition", ("business=coffee", "study.replications=8")),), business),
        Block("course", (Case("acquisition", ("business=course", "study.replications=8")),), business),
    ),
)
