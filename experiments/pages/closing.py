"""The four steps of closing: what each adds, and the last without the others."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.casebook.language import Say, Text
from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import arms, cases, footing, of
from experiments.casebook.words import difference, table
from siyu_sim.study.results import Study

METRICS = ("profit", "customers", "cac", "ltv_per_contact", "hours_waited", "monthly_loss")
STEPS = (
    ("hook", "moments"),
    ("moments", "campaign"),
    ("campaign", "four_steps"),
    ("hook", "chat_alone"),
    ("hook", "push_alone"),
)
BASE = ("business=course", "study.replications=10")
ARMS_OF_CASES = ("hook", "campaign", "four_steps", "chat_alone", "slow_chat")


def steps(study: Study, say: Say) -> str:
    """What each step adds to the one before it."""
    rows = []
    for before, after in STEPS:
        frame = study.compare(baseline=before, metrics=("profit", "customers"))
        label = {name: say.arm(study, name) for name in (before, after)}
        profit, customers = (of(frame, after, metric) for metric in ("profit", "customers"))
        rows.append([f"{label[before]} → {label[after]}", difference(profit), difference(customers)])
    return table([say("step", "步骤"), say("profit", "利润"), say("customers", "新客数")], rows)


def business(studies: Sequence[Study], say: Say) -> str:
    (study,) = studies
    return "\n\n".join(
        [footing(study, say), arms(study, say, METRICS), say("Step by step:", "一步一步看："), steps(study, say)]
    )


def _case(words: Text, *overrides: str) -> Case:
    return Case("closing", (*BASE, *overrides), ARMS_OF_CASES, words)


CASES = (
    _case(("as shipped", "默认设置")),
    _case(("waiting hardly matters", "几乎不在乎等多久"), "purchase.wait_weight=0.1"),
    _case(("trust hardly matters", "信任几乎不起作用"), "purchase.trust_weight=0.5"),
    _case(("momentum hardly matters", "趁热打铁几乎不起作用"), "purchase.impulse_rate=0.0005"),
)


def turns(studies: Sequence[Study], say: Say) -> str:
    questions = (
        (
            ("does chat add to campaigns?", "活动之上再加私聊有用吗？"),
            ("yuan, four steps − without chat", "元，四步 − 无私聊"),
            "profit",
            "four_steps",
            "campaign",
        ),
        (
            ("does slow chat?", "回复慢的私聊呢？"),
            ("yuan, slow chat − without chat", "元，慢私聊 − 无私聊"),
            "profit",
            "slow_chat",
            "campaign",
        ),
        (
            ("does chat alone beat campaigns on Moments?", "只靠私聊胜过朋友圈加活动？"),
            ("yuan, chat alone − three steps", "元，只靠私聊 − 前三步"),
            "profit",
            "chat_alone",
            "campaign",
        ),
    )
    return cases(list(zip(CASES, studies, strict=True)), say, questions)


PAGE = Page(
    name="closing",
    mechanisms=("M2",),
    blocks=(Block("course", (Case("closing", BASE),), business), Block("cases", CASES, turns)),
)
