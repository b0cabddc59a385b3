"""Acquisition with and without somebody to answer."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import arms, footing, of
from experiments.casebook.words import difference, estimate, percent, table
from siyu_sim.study.results import Study
from siyu_sim.study.statistics import interval

METRICS = ("profit", "contacts", "contacts_held", "customers", "hours_waited", "given_up_share", "monthly_loss")
TEAMS = (("nobody", "nobody_double"), ("one", "one_double"), ("two", "two_double"))


def doubling(study: Study) -> str:
    """What doubling the adverts brings under each team, and how many of the further contacts stay."""
    rows = []
    for plain, double in TEAMS:
        frame = study.compare(baseline=plain, metrics=("profit", "contacts", "contacts_held", "customers"))
        more = {metric: of(frame, double, metric) for metric in ("profit", "contacts", "contacts_held", "customers")}
        rows.append([
            study.plan.arm(plain).label["en"],
            *(difference(more[metric]) for metric in ("contacts", "contacts_held", "customers", "profit")),
            percent(more["contacts_held"].diff / more["contacts"].diff),
        ])  # fmt: skip
    return table(["who answers", "contacts", "contacts held", "customers", "profit", "kept"], rows)


def together(study: Study) -> str:
    """By how much doubling brings more where somebody answers: the difference of two differences in the same worlds."""
    rows = []
    level = study.plan.study.confidence
    for plain, double in TEAMS[1:]:
        row = [study.plan.arm(plain).label["en"]]
        for metric in ("contacts_held", "customers", "profit"):
            value = {arm: study.values(arm, metric) for arm in (plain, double, *TEAMS[0])}
            more = (value[double] - value[plain]) - (value[TEAMS[0][1]] - value[TEAMS[0][0]])
            row.append(estimate(*interval(more, level)))
        rows.append(row)
    return table(["who answers", "contacts held", "customers", "profit"], rows)


def business(studies: Sequence[Study]) -> str:
    (study,) = studies
    return "\n\n".join([
        footing(study),
        arms(study, METRICS),
        "What doubling the adverts brings:",
        doubling(study),
        "And by how much that is more than with nobody to answer:",
        together(study),
    ])  # fmt: skip


PAGE = Page(
    name="intake",
    mechanisms=("M18", "M6"),
    blocks=(
        Block("one_year", (Case("intake", ("business=course", "study.replications=10")),), business),
        Block("two_years", (Case("intake", ("business=course", "horizon_days=730", "study.replications=10")),), business),
    ),
)
