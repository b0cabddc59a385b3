"""The GMV identity: factors of every arm, and whose doing a difference is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import arms, footing
from experiments.casebook.words import Format, decimals, estimate, percent, signed, table, tenths, whole
from siyu_sim.measure.gmv import FACTORS
from siyu_sim.study.results import Study

HEADS = {
    "bought_traffic": "bought traffic",
    "earned_traffic": "earned traffic",
    "fission_traffic": "invitations",
    "held_at_start": "held on day 0",
    "lead_conversion": "lead conversion",
    "activation": "activation",
    "purchase_conversion": "purchase conversion",
    "orders_per_customer": "orders a customer",
    "items_per_order": "items an order",
    "paid_per_item": "paid an item",
    "public_sales": "sales in public",
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


def factors(study: Study) -> str:
    """Mean factors of each arm."""
    frame, names = study.table("gmv"), present(study)
    rows = []
    for arm in study.plan.arms:
        own = frame[frame["arm"] == arm.name].set_index("factor")["value"]
        rows.append([arm.label["en"], *(FORMS.get(name, whole)(float(own[name])) for name in names)])
    return table(["arm", *(HEADS[name] for name in names)], rows)


def contributions(study: Study, pairs: Sequence[tuple[str, str]]) -> str:
    """The difference in GMV of two arms, factor by factor, and the sum beside the difference itself."""
    plan, names = study.plan, present(study)
    rows = []
    for arm, baseline in pairs:
        shares = study.gmv_contributions(arm, baseline).set_index("factor")
        total = float((study.values(arm, "gmv") - study.values(baseline, "gmv")).mean())
        assert np.isclose(shares["mean"].sum(), total), "the contributions do not add up"
        cells = [estimate(*(float(shares.loc[name, column]) for column in ("mean", "low", "high"))) for name in names]
        title = plan.arm(arm).label["en"]
        rows.append(
            [title if baseline == plan.baseline else f"{title} − {plan.arm(baseline).label['en']}", *cells, signed(total)]
        )
    return table(["arm", *(HEADS[name] for name in names), "sum = difference in GMV"], rows)


def business(studies: Sequence[Study]) -> str:
    (study,) = studies
    plan = study.plan
    against = [(arm.name, plan.baseline) for arm in plan.arms if arm.name != plan.baseline]
    return "\n\n".join([
        footing(study),
        arms(study, ("gmv", "contribution", "profit", "contacts", "customers", "acquisition_spend"), ("gmv", "profit")),
        "The factors, traffic in people. (Traffic, added up, × the rest) is GMV in every single world, but not of these means "
        "over worlds:",
        factors(study),
        f"What each contributes to the difference from *{plan.arm(plan.baseline).label['en']}*, and, in the last row, of one "
        "whole strategy from the other, yuan:",
        contributions(study, [*against, ("cultivate", "harvest")]),
    ])  # fmt: skip


PAGE = Page(
    name="gmv",
    mechanisms=("M7", "M20"),
    blocks=(
        Block("coffee", (Case("gmv", ("business=coffee", "study.replications=10")),), business),
        Block("course", (Case("gmv", ("business=course", "study.replications=10", "typical.double_ads_yuan=240")),), business),
    ),
)
