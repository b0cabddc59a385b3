"""The GMV identity: factors of every arm, and whose doing a difference is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from experiments.casebook.language import Say, Text
from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import arms, footing
from experiments.casebook.words import Format, decimals, estimate, percent, signed, table, tenths, whole
from siyu_sim.measure.gmv import FACTORS
from siyu_sim.study.results import Study

HEADS: dict[str, Text] = {
    "bought_traffic": ("bought traffic", "付费流量"),
    "earned_traffic": ("earned traffic", "自然流量"),
    "fission_traffic": ("invitations", "裂变流量"),
    "held_at_start": ("held on day 0", "期初存量"),
    "lead_conversion": ("lead conversion", "加粉转化率"),
    "activation": ("activation", "激活率"),
    "purchase_conversion": ("purchase conversion", "成交转化率"),
    "orders_per_customer": ("orders a customer", "人均单数"),
    "items_per_order": ("items an order", "每单件数"),
    "paid_per_item": ("paid an item", "件单价"),
    "public_sales": ("sales in public", "公域直接成交"),
}
FORMS: dict[str, Format] = {
    "lead_conversion": percent,
    "activation": percent,
    "purchase_conversion": percent,
    "orders_per_customer": decimals,
    "items_per_order": decimals,
    "paid_per_item": lambda yuan: whole(yuan) if yuan >= 1000 else tenths(yuan),
}  # the others are numbers of people and yuan


def present(study: Study) -> list[str]:
    """The factors that are not zero in every arm: without contacts on day 0 or a public shop two say nothing."""
    frame = study.table("gmv")
    return [name for name in FACTORS if (frame[frame["factor"] == name]["value"] != 0).any()]


def factors(study: Study, say: Say) -> str:
    """Mean factors of each arm."""
    frame, names = study.table("gmv"), present(study)
    rows = []
    for arm in study.plan.arms:
        own = frame[frame["arm"] == arm.name].set_index("factor")["value"]
        rows.append([say.label(arm.label), *(FORMS.get(name, whole)(float(own[name])) for name in names)])
    return table([say("arm", "方案"), *(say(*HEADS[name]) for name in names)], rows)


def contributions(study: Study, say: Say, pairs: Sequence[tuple[str, str]]) -> str:
    """The difference in GMV of two arms, factor by factor, and the sum beside the difference itself."""
    plan, names = study.plan, present(study)
    rows = []
    for arm, baseline in pairs:
        shares = study.gmv_contributions(arm, baseline).set_index("factor")
        total = float((study.values(arm, "gmv") - study.values(baseline, "gmv")).mean())
        assert np.isclose(shares["mean"].sum(), total), "the contributions do not add up"
        cells = [estimate(*(float(shares.loc[name, column]) for column in ("mean", "low", "high"))) for name in names]
        title = say.arm(study, arm)
        rows.append([title if baseline == plan.baseline else f"{title} − {say.arm(study, baseline)}", *cells, signed(total)])
    return table(
        [say("arm", "方案"), *(say(*HEADS[name]) for name in names), say("sum = difference in GMV", "合计 = GMV 之差")], rows
    )


def business(studies: Sequence[Study], say: Say) -> str:
    (study,) = studies
    plan = study.plan
    against = [(arm.name, plan.baseline) for arm in plan.arms if arm.name != plan.baseline]
    return "\n\n".join([
        footing(study, say),
        arms(study, say, ("gmv", "contribution", "profit", "contacts", "customers", "acquisition_spend"), ("gmv", "profit")),
        say(
            "The factors, traffic in people. (Traffic, added up, × the rest) is GMV in every single world, but not of these means "
            "over worlds:",
            "各因子，流量单位是人。（各项流量相加 × 其余因子）在每个世界里都等于 GMV，但对下面这些跨世界的均值不成立：",
        ),
        factors(study, say),
        say(
            f"What each contributes to the difference from *{say.arm(study, plan.baseline)}*, and, in the last row, of one "
            "whole strategy from the other, yuan:",
            f"与“{say.arm(study, plan.baseline)}”之差里，各因子各占多少；最后一行是两套完整打法之差，元：",
        ),
        contributions(study, say, [*against, ("cultivate", "harvest")]),
    ])  # fmt: skip


PAGE = Page(
    name="gmv",
    mechanisms=("M7", "M20"),
    blocks=(
        Block("coffee", (Case("gmv", ("business=coffee", "study.replications=10")),), business),
        Block("course", (Case("gmv", ("business=course", "study.replications=10", "typical.double_ads_yuan=240")),), business),
    ),
)
