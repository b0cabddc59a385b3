"""Content: how often, and what."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.casebook.language import Say, Text
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


def best(study: Study, say: Say, metric: str) -> str:
    means = {name: study.values(name, metric).mean() for name in CURVE}
    return say.arm(study, max(means, key=lambda name: means[name]))


def business(studies: Sequence[Study], say: Say) -> str:
    (study,) = studies
    profit, contribution = (best(study, say, metric) for metric in ("profit", "contribution"))
    extra = [(say("held at the end", "期末存量"), held), (say("trust at the end, %", "期末信任，%"), trust)]
    return "\n\n".join([
        footing(study, say),
        say("**How often**, everything else as in `content=light`:", "**发多少**，其余同 `content=light`："),
        arms(study, say, METRICS, only=CURVE, extra=[(head, of(study, CURVE)) for head, of in extra]),
        say(
            f"Profit is highest at *{profit}*, contribution, which leaves out what posts cost, at *{contribution}*.",
            f"利润最高的是“{profit}”；贡献毛利不算内容成本，最高的是“{contribution}”。",
        ),
        say(
            "**What**, at one post a day; differences against *1 a day* of `content=light`:",
            "**发什么**，每天一条；差值以 `content=light` 的“每天1条”为基准：",
        ),
        arms(study, say, METRICS, baseline="posts_1", only=WHAT, extra=[(head, of(study, WHAT)) for head, of in extra]),
    ])  # fmt: skip


def turns(studies: Sequence[Study], say: Say) -> str:
    """Where the best cadence lies when something else changes."""
    rows = []
    for case, study in zip(CASES, studies, strict=True):
        given = " ".join(f"`{text}`" for text in case.overrides[2:])
        rows.append(
            [
                say.business(study.plan.business),
                say(*case.words),
                given,
                best(study, say, "profit"),
                best(study, say, "contribution"),
            ]
        )
    return table(
        [
            say("business", "生意"),
            say("what changes", "改了什么"),
            say("overrides", "覆盖项"),
            say("best for profit", "利润最高"),
            say("best for contribution", "贡献毛利最高"),
        ],
        rows,
    )


def _case(business: str, words: Text = ("", ""), *overrides: str, only: Sequence[str] = ()) -> Case:
    return Case("cadence", (f"business={business}", f"study.replications={3 if only else 6}", *overrides), tuple(only), words)


CASES = tuple(
    _case(business, words, override, only=CURVE)
    for business in ("coffee", "course")
    for words, override in (
        (("tired people look all the same", "疲劳了照样看"), "attention.fatigue_weight=0.05"),
        (("tired people delete far sooner", "疲劳了删得快得多"), "leave.fatigue_weight=1"),
        (("trust lasts four times as long", "信任留存时间是四倍"), "trust.half_life_days=240"),
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
