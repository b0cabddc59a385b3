"""Hooks: strength against cost, and what an irrelevant lure draws."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

import siyu_sim as ss
from experiments.casebook.language import Say
from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import arms, footing
from experiments.casebook.words import difference, percent, table, verdict, whole
from siyu_sim.behaviour.state import LEFT
from siyu_sim.study.results import Study

METRICS = ("profit", "contacts", "customers", "contact_cost", "cac", "ltv_per_contact", "monthly_loss")
PAIRS = (("relevant_1", "cash_1"), ("relevant_2", "cash_2"), ("relevant_3", "cash_3"))
DRAWN_WORLDS = 3
WEEK = 7.0


@lru_cache(maxsize=4)
def counted(study: Study) -> list[list[str]]:
    """(arm, cells) of `drawn`, the same in every language."""
    plan = study.plan
    rows = []
    for name in ("none", *(arm for pair in PAIRS for arm in pair)):
        scenario = plan.arm(name).scenario
        people = [ss.simulate(scenario, plan.study.seed + r).rows for r in range(DRAWN_WORLDS)]
        contacts = np.concatenate(people)
        names = list(scenario.market.segments)
        bargain = contacts["segment"] == names.index("bargain")
        gone = ((contacts["flags"] & LEFT) > 0) & (contacts["t_leave"] - contacts["joined"] <= WEEK)
        rows.append([
            name,
            whole(len(contacts) / DRAWN_WORLDS),
            percent(float(bargain.mean())),
            percent(float(gone.mean())),
            percent(float((contacts["orders"] > 0).mean())),
            percent(float((contacts["orders"][bargain] > 0).mean())),
        ])  # fmt: skip
    return rows


def drawn(study: Study, say: Say) -> str:
    """Whom a hook draws: segments of the contacts, who is gone within a week, who ever buys; from the first worlds."""
    head = [
        say("hook", "钩子"),
        say("contacts", "新增好友"),
        say("bargain hunters among them", "其中羊毛党"),
        say("gone within a week", "一周内流失"),
        say("ever bought", "买过"),
        say("bargain hunters who ever bought", "羊毛党里买过的"),
    ]
    return table(head, [[say.arm(study, name), *cells] for name, *cells in counted(study)])


def same_money(study: Study, say: Say) -> str:
    """Relevant against irrelevant at the same strength and cost."""
    rows = []
    for relevant, cash in PAIRS:
        frame = study.compare(baseline=cash, metrics=("profit", "customers"))
        found = {row.metric: row for row in frame.itertuples(index=False) if row.arm == relevant}
        row = found["profit"]
        hook = study.plan.arm(cash).scenario.hook
        rows.append([
            say(
                f"strength {hook.strength:g}, {hook.unit_cost_yuan:g} yuan",
                f"强度{hook.strength:g}，{hook.unit_cost_yuan:g}元",
            ),
            verdict(row.diff_low, row.diff_high, say),
            difference(row),
            difference(found["customers"]),
        ])  # fmt: skip
    return table(
        [
            say("hook", "钩子"),
            say("relevant earns more?", "相关钩子更赚？"),
            say("profit, relevant − cash", "利润，相关 − 现金"),
            say("customers, relevant − cash", "新客数，相关 − 现金"),
        ],
        rows,
    )


def business(studies: Sequence[Study], say: Say) -> str:
    (study,) = studies
    profit = {arm.name: study.values(arm.name, "profit").mean() for arm in study.plan.arms}
    best = study.plan.arm(max(profit, key=lambda name: profit[name]))
    return "\n\n".join([
        footing(study, say),
        arms(study, say, METRICS),
        say(f"The best of these arms is *{say.label(best.label)}*.", f"这些方案里最好的是“{say.label(best.label)}”。"),
        say("Relevant against irrelevant for the same money a contact:", "每个好友花同样的钱，相关与无关对比："),
        same_money(study, say),
        say(f"Whom they draw, in the first {DRAWN_WORLDS} worlds:", f"各吸引来什么人（前 {DRAWN_WORLDS} 个世界）："),
        drawn(study, say),
    ])  # fmt: skip


def _case(business: str) -> Case:
    return Case("hooks", (f"business={business}", "study.replications=10"))


PAGE = Page(
    name="hooks",
    mechanisms=("M3",),
    blocks=(Block("coffee", (_case("coffee"),), business), Block("course", (_case("course"),), business)),
)
