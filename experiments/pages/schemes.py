"""Every scheme of the programme against a plain reward."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import cases, with_footing
from experiments.casebook.words import whole
from siyu_sim.study.results import Study

METRICS = (
    "profit",
    "customers",
    "contacts",
    "k_factor",
    "referral_customer_share",
    "programme_cost_per_customer",
    "team_completion",
)
CASES = tuple(
    Case("schemes", ("study.replications=8", *overrides), ("plain", "group_buy", "help_me_cut"), words)
    for words, overrides in (
        ("as shipped", ("business=coffee",)),
        ("nobody is asked more than at a plain reward", ("business=coffee", "scheme.team.invites=2")),
        ("two helpers are needed", ("business=coffee", "scheme.team.helpers=2")),
        ("hardly anybody accepts", ("business=coffee", "sharing.add_rate=0.08")),
        ("as shipped", ("business=course",)),
        ("nobody is asked more than at a plain reward", ("business=course", "scheme.team.invites=2")),
        ("two helpers are needed", ("business=course", "scheme.team.helpers=2")),
    )
)


def turns(studies: Sequence[Study]) -> str:
    questions = (
        ("group-buy beats the small reward?", "yuan, group-buy − reward", "profit", "group_buy", "plain"),
        ("help-me-cut beats it?", "yuan, help-me-cut − reward", "profit", "help_me_cut", "plain"),
    )
    return cases(list(zip(CASES, studies, strict=True)), questions, whole)


PAGE = Page(
    name="schemes",
    mechanisms=("M11", "M12"),
    blocks=(
        Block("coffee", (Case("schemes", ("business=coffee", "study.replications=10")),), with_footing(METRICS)),
        Block("course", (Case("schemes", ("business=course", "study.replications=10")),), with_footing(METRICS)),
        Block("cases", CASES, turns),
    ),
)
