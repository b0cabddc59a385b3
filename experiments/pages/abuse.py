"""Cheats, and what stops them."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.casebook.language import Say
from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import cases, with_footing
from experiments.casebook.words import whole
from siyu_sim.study.results import Study

METRICS = (
    "profit",
    "contacts",
    "fake_contacts",
    "fake_share",
    "contact_cost",
    "reported_contact_cost",
    "abuse_cost",
    "programme_cost_per_customer",
    "customers",
)
ARMS = ("add_honest", "add_cheats", "add_checked", "buy_honest", "buy_cheats")
CASES = tuple(
    Case("abuse", ("study.replications=8", *overrides), ARMS, words)
    for words, overrides in (
        (("as shipped", "默认设置"), ("business=coffee",)),
        (("ten times as many cheats", "作弊的人多十倍"), ("business=coffee", "abuse.cheat_share=0.1")),
        (("a fake account costs 15 yuan", "一个小号成本15元"), ("business=coffee", "abuse.account_cost_yuan=15")),
        (("as shipped", "默认设置"), ("business=course",)),
        (("ten times as many cheats", "作弊的人多十倍"), ("business=course", "abuse.cheat_share=0.1")),
        (
            ("goods are worth nine tenths of their price to a cheat", "货在作弊者手里值原价九成"),
            ("business=course", "abuse.goods_worth=0.9"),
        ),
    )
)


def turns(studies: Sequence[Study], say: Say) -> str:
    questions = (
        (
            ("checking pays?", "核查划算吗？"),
            ("yuan, checked − unchecked", "元，核查 − 不核查"),
            "profit",
            "add_checked",
            "add_cheats",
        ),
        (
            ("paying on purchase is better?", "首单才奖励更好吗？"),
            ("yuan, purchase − adding, with cheats", "元，首单 − 加粉，有人作弊"),
            "profit",
            "buy_cheats",
            "add_cheats",
        ),
        (
            ("are cheats who buy a gain?", "会下单的作弊者反而带来收益？"),
            ("yuan, cheats − nobody cheats", "元，有人作弊 − 无人作弊"),
            "profit",
            "buy_cheats",
            "buy_honest",
        ),
    )
    return cases(list(zip(CASES, studies, strict=True)), say, questions, whole)


PAGE = Page(
    name="abuse",
    mechanisms=("M11",),
    blocks=(
        Block("coffee", (Case("abuse", ("business=coffee", "study.replications=10")),), with_footing(METRICS)),
        Block("course", (Case("abuse", ("business=course", "study.replications=10")),), with_footing(METRICS)),
        Block("cases", CASES, turns),
    ),
)
