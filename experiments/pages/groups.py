"""Group chats: none, run, left alone, asked too much of."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.casebook.language import Say, Text
from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import cases, with_footing
from siyu_sim.study.results import Study

METRICS = ("profit", "contribution", "running_costs", "customers", "group_mood", "group_active_share", "monthly_loss")
ARMS = ("none", "run", "asked_too_much", "moments_instead")


def _in_groups(words: Text, business: str, *overrides: str) -> Case:
    return Case("groups", (f"business={business}", "study.replications=5", *overrides), ARMS, words)


CASES = tuple(
    _in_groups(words, business, *overrides)
    for business in ("coffee", "course")
    for words, overrides in (
        (("as shipped", "默认设置"), ()),
        (("two years instead of one", "两年，而不是一年"), ("horizon_days=730",)),
        (("people hardly look at anything", "大家几乎什么都不看"), ("attention.seen_rate=0.05",)),
        (("members put up with six posts in ten that sell", "群友能忍六成广告"), ("groups.tolerance=0.6",)),
        (("people open groups before Moments", "先看群，再看朋友圈"), ("touchpoints.group.seen_shift=1.5",)),
    )
)


def _turns(studies: Sequence[Study], say: Say) -> str:
    questions = (
        (
            ("groups that are run pay?", "用心运营的社群划算吗？"),
            ("yuan, run − none", "元，运营 − 不建群"),
            "profit",
            "run",
            "none",
        ),
        (
            ("they beat the same posts in Moments?", "胜过把同样内容发朋友圈？"),
            ("yuan, run − Moments", "元，运营 − 朋友圈"),
            "profit",
            "run",
            "moments_instead",
        ),
        (
            ("asking too much still beats none?", "广告过多仍胜过不建群？"),
            ("yuan, too much − none", "元，广告过多 − 不建群"),
            "profit",
            "asked_too_much",
            "none",
        ),
    )
    return cases(list(zip(CASES, studies, strict=True)), say, questions)


PAGE = Page(
    name="groups",
    mechanisms=("M9",),
    blocks=(
        Block(
            "coffee",
            (Case("groups", ("business=coffee", "study.replications=8")),),
            with_footing(METRICS, ("profit", "contribution")),
        ),
        Block(
            "course",
            (Case("groups", ("business=course", "study.replications=8")),),
            with_footing(METRICS, ("profit", "contribution")),
        ),
        Block("cases", CASES, _turns),
    ),
)
