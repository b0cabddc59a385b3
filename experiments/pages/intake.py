"""Acquisition with and without somebody to answer."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.casebook.language import Say
from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import arms, footing, of
from experiments.casebook.words import difference, estimate, percent, table
from siyu_sim.study.results import Study
from siyu_sim.study.statistics import interval

METRICS = ("profit", "contacts", "contacts_held", "customers", "hours_waited", "given_up_share", "monthly_loss")
TEAMS = (("nobody", "nobody_double"), ("one", "one_double"), ("two", "two_double"))


def doubling(study: Study, say: Say) -> str:
    """What doubling the adverts brings under each team, and how many of the further contacts stay."""
    rows = []
    for plain, double in TEAMS:
        frame = study.compare(baseline=plain, metrics=("profit", "contacts", "contacts_held", "customers"))
        more = {metric: of(frame, double, metric) for metric in ("profit", "contacts", "contacts_held", "customers")}
        rows.append([
            say.arm(study, plain),
            *(difference(more[metric]) for metric in ("contacts", "contacts_held", "customers", "profit")),
            percent(more["contacts_held"].diff / more["contacts"].diff),
        ])  # fmt: skip
    return table(
        [
            say("who answers", "谁来承接"),
            say("contacts", "新增好友"),
            say("contacts held", "好友存量"),
            say("customers", "新客数"),
            say("profit", "利润"),
            say("kept", "留存比例"),
        ],
        rows,
    )


def together(study: Study, say: Say) -> str:
    """By how much doubling brings more where somebody answers: the difference of two differences in the same worlds."""
    rows = []
    level = study.plan.study.confidence
    for plain, double in TEAMS[1:]:
        row = [say.arm(study, plain)]
        for metric in ("contacts_held", "customers", "profit"):
            value = {arm: study.values(arm, metric) for arm in (plain, double, *TEAMS[0])}
            more = (value[double] - value[plain]) - (value[TEAMS[0][1]] - value[TEAMS[0][0]])
            row.append(estimate(*interval(more, level)))
        rows.append(row)
    return table(
        [say("who answers", "谁来承接"), say("contacts held", "好友存量"), say("customers", "新客数"), say("profit", "利润")],
        rows,
    )


def business(studies: Sequence[Study], say: Say) -> str:
    (study,) = studies
    return "\n\n".join([
        footing(study, say),
        arms(study, say, METRICS),
        say("What doubling the adverts brings:", "广告翻倍带来什么："),
        doubling(study, say),
        say("And by how much that is more than with nobody to answer:", "比无人承接时多出多少："),
        together(study, say),
    ])  # fmt: skip


PAGE = Page(
    name="intake",
    mechanisms=("M18", "M6"),
    blocks=(
        Block("one_year", (Case("intake", ("business=course", "study.replications=10")),), business),
        Block("two_years", (Case("intake", ("business=course", "horizon_days=730", "study.replications=10")),), business),
    ),
)
