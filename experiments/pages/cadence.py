"""Content: how often, and what."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import arms, footing
from experiments.casebook.words import table, whole
from siyu_sim.study.results import Study

METRICS = ("profit", "contribution", "customers", "repurchase_30d", "monthly_loss", "running_costs")
CURVE = ("none", "posts_025", "posts_05", "posts_1", "posts_2", "posts_3", "posts_4", "posts_6", "posts_8")
WHAT = ("posts_1", "promo_0", "promo_50", "promo_100", "dry", "wet", "fake", "genuine", "burst")


def held(study: Study, names: Sequence[str]) -> list[str]:
    """Contacts held at the end, by arm."""
    frame = study.table("time")
    last = frame.groupby("arm").last()
    return [whole(float(last.loc[name, "held"])) for name in names]


def trust(study: Study, names: Sequence[str]) -> list[str]:
    """Mean trust of the contacts held at the end, in hundredths."""
    last = study.table("trust").groupby("arm").last()
    return [whole(100 * float(last.loc[name, "trust_mean"])) for name in names]


def best(study: Study, metric: str) -> str:
    means = {name: study.values(name, metric).mean() for name in CURVE}
    return study.plan.arm(max(means, key=lambda name: means[name])).label["en"]


def business(studies: Sequence[Study]) -> str:
    (study,) = studies
    extra = [("held at the end", held), ("trust at the end, %", trust)]
    return "\n\n".join([
        footing(study),
        "**How often**, everything else as in `content=light`:",
        arms(study, METRICS, only=CURVE, extra=[(head, of(study, CURVE)) for head, of in extra]),
        f"Profit is highest at *{best(study, 'profit')}*, contribution, which leaves out what posts cost, at "
        f"*{best(study, 'contribution')}*.",
        "**What**, at one post a day; differences against *1 a day* of `content=light`:",
        arms(study, METRICS, baseline="posts_1", only=WHAT, extra=[(head, of(study, WHAT)) for head, of in extra]),
    ])  # fmt: skip


def turns(studies: Sequence[Study]) -> str:
    """Where the best cadence lies when something else changes."""
    rows = []
    for case, study in zip(CASES, studies, strict=True):
        given = " ".join(f"`{text}`" for text in case.overrides[2:])
        rows.append([study.plan.business, case.words, given, best(study, "profit"), best(study, "contribution")])
    return table(["business", "what changes", "overrides", "best for profit", "best for contribution"], rows)


def _case(business: str, words: str = "", *overrides: str, only: Sequence[str] = ()) -> Case:
    return Case("cadence", (f"business={business}", f"study.replications={3 if only else 6}", *overrides), tuple(only), words)


CASES = tuple(
    _case(business, words, override, only=CURVE)
    for business in ("coffee", "course")
    for words, override in (
        ("tired people look all the same", "attention.fatigue_weight=0.05"),
        ("tired people delete far sooner", "leave.fatigue_weight=1"),
        ("trust lasts four times as long", "trust.half_life_days=240"),
    )
)

PAGE = Page(
    name="cadence",
    mechanisms=("M4",),
    blocks=(
        Block("coffee", (_case("coffee"),), business),
        Block("course", (_case("course"),), business),
        Block("cases", CASES, turns),
    ),
)
