"""Every scheme of the programme against a plain reward."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.casebook.language import Say
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
        (("as shipped", "默认设置"), ("business=coffee",)),
        (
            ("nobody is asked more than at a plain reward", "邀请的人不比普通奖励多"),
            ("business=coffee", "scheme.team.invites=2"),
        ),
        (("two helpers are needed", "需要两个人助力"), ("business=coffee", "scheme.team.helpers=2")),
        (("hardly anybody accepts", "几乎没人接受邀请"), ("business=coffee", "sharing.add_rate=0.08")),
        (("as shipped", "默认设置"), ("business=course",)),
        (
            ("nobody is asked more than at a plain reward", "邀请的人不比普通奖励多"),
            ("business=course", "scheme.team.invites=5"),
        ),
        (("two helpers are needed", "需要两个人助力"), ("business=course", "scheme.team.helpers=2")),
    )
)


def turns(studies: Sequence[Study], say: Say) -> str:
    questions = (
        (
            ("group-buy beats the small reward?", "拼团胜过小额奖励？"),
            ("yuan, group-buy − reward", "元，拼团 − 奖励"),
            "profit",
            "group_buy",
            "plain",
        ),
        (
            ("help-me-cut beats it?", "助力胜过它？"),
            ("yuan, help-me-cut − reward", "元，助力 − 奖励"),
            "profit",
            "help_me_cut",
            "plain",
        ),
    )
    return cases(list(zip(CASES, studies, strict=True)), say, questions, whole)


PAGE = Page(
    name="schemes",
    mechanisms=("M11", "M12"),
    blocks=(
        Block("coffee", (Case("schemes", ("business=coffee", "study.replications=10")),), with_footing(METRICS)),
        Block("course", (Case("schemes", ("business=course", "study.replications=10")),), with_footing(METRICS)),
        Block("cases", CASES, turns),
    ),
)
