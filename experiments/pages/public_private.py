"""The same money in the private domain, in public, and in both."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.casebook.language import Say, Text
from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import arms, cases, footing
from experiments.casebook.words import whole
from siyu_sim.study.results import Study

METRICS = ("profit", "gmv", "customers", "cac", "repeat_order_share", "public_share", "acquisition_spend", "running_costs")


def business(studies: Sequence[Study], say: Say) -> str:
    (study,) = studies
    given = [s for s in study.summaries if s.arm == "public"]
    granted = sum(s.granted for s in given) / len(given)
    left = sum(max(s.unspent, 0.0) for s in given) / len(given)
    return "\n\n".join([
        footing(study, say),
        arms(study, say, METRICS),
        say(
            f"The arm in public was given {whole(granted)} yuan a world; {whole(left)} of it could not be spent.",
            f"公域方案每个世界拿到 {whole(granted)} 元；其中 {whole(left)} 元没能花出去。",
        ),
    ])  # fmt: skip


def _case(words: Text, *overrides: str) -> Case:
    return Case("public_private", ("study.replications=10", *overrides), (), words)


CASES = (
    _case(("as shipped", "默认设置"), "business=coffee"),
    _case(("public buyers four times as ready", "公域买家爽快四倍"), "business=coffee", "typical.public_buy_rate=0.08"),
    _case(("as shipped", "默认设置"), "business=beauty"),
    _case(("public buyers twice as ready", "公域买家爽快两倍"), "business=beauty", "typical.public_buy_rate=0.024"),
    _case(("two years instead of one", "两年，而不是一年"), "business=beauty", "horizon_days=730"),
    _case(("as shipped", "默认设置"), "business=course"),
    _case(("public buyers half as ready", "公域买家只有一半爽快"), "business=course", "typical.public_buy_rate=0.00125"),
    _case(("two years instead of one", "两年，而不是一年"), "business=course", "horizon_days=730"),
)


def turns(studies: Sequence[Study], say: Say) -> str:
    questions = (
        (
            ("private beats public?", "私域胜过公域？"),
            ("yuan, private − public", "元，私域 − 公域"),
            "profit",
            "private",
            "public",
        ),
        (
            ("both beat private?", "联动胜过只做私域？"),
            ("yuan, both − private", "元，联动 − 私域"),
            "profit",
            "both",
            "private",
        ),
        (("both beat public?", "联动胜过只做公域？"), ("yuan, both − public", "元，联动 − 公域"), "profit", "both", "public"),
    )
    return cases(list(zip(CASES, studies, strict=True)), say, questions)


PAGE = Page(
    name="public_private",
    mechanisms=("M24", "M6"),
    blocks=(
        Block("coffee", (Case("public_private", ("business=coffee", "study.replications=10")),), business),
        Block("course", (Case("public_private", ("business=course", "study.replications=10")),), business),
        Block("cases", CASES, turns),
    ),
)
