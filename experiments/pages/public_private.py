"""The same money in the private domain, in public, and in both."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import arms, cases, footing
from experiments.casebook.words import whole
from siyu_sim.study.results import Study

METRICS = ("profit", "gmv", "customers", "cac", "repeat_order_share", "public_share", "acquisition_spend", "running_costs")


def business(studies: Sequence[Study]) -> str:
    (study,) = studies
    given = [s for s in study.summaries if s.arm == "public"]
    granted = sum(s.granted for s in given) / len(given)
    left = sum(max(s.unspent, 0.0) for s in given) / len(given)
    return "\n\n".join([
        footing(study),
        arms(study, METRICS),
        f"The arm in public was given {whole(granted)} yuan a world; {whole(left)} of it could not be spent.",
    ])  # fmt: skip


def _case(words: str, *overrides: str) -> Case:
    return Case("public_private", ("study.replications=10", *overrides), (), words)


CASES = (
    _case("as shipped", "business=coffee"),
    _case("public buyers four times as ready", "business=coffee", "typical.public_buy_rate=0.08"),
    _case("as shipped", "business=beauty"),
    _case("public buyers twice as ready", "business=beauty", "typical.public_buy_rate=0.024"),
    _case("two years instead of one", "business=beauty", "horizon_days=730"),
    _case("as shipped", "business=course"),
    _case("public buyers half as ready", "business=course", "typical.public_buy_rate=0.00125"),
    _case("two years instead of one", "business=course", "horizon_days=730"),
)


def turns(studies: Sequence[Study]) -> str:
    questions = (
        ("private beats public?", "yuan, private − public", "profit", "private", "public"),
        ("both beat private?", "yuan, both − private", "profit", "both", "private"),
        ("both beat public?", "yuan, both − public", "profit", "both", "public"),
    )
    return cases(list(zip(CASES, studies, strict=True)), questions)


PAGE = Page(
    name="public_private",
    mechanisms=("M24", "M6"),
    blocks=(
        Block("coffee", (Case("public_private", ("business=coffee", "study.replications=10")),), business),
        Block("course", (Case("public_private", ("business=course", "study.replications=10")),), business),
        Block("cases", CASES, turns),
    ),
)
