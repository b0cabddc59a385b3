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
    "traffic": "traffic",
    "lead_conversion": "lead conversion",
    "purchase_conversion": "purchase conversion",
    "orders_per_customer": "orders a customer",
    "items_per_order": "items an order",
    "paid_per_item": "paid an item",
}
FORMS: dict[str, Format] = {
    "traffic": whole,
    "lead_conversion": percent,
    "purchase_conversion": percent,
    "orders_per_customer": decimals,
    "items_per_order": decimals,
    "paid_per_item": tenths,
}


def factors(study: Study) -> str:
    """Mean factors of each arm."""
    frame = study.table("gmv")
    rows = []
    for arm in study.plan.arms:
        own = frame[frame["arm"] == arm.name].set_index("factor")["value"]
        rows.append([arm.label["en"], *(FORMS[name](float(own[name])) for name in FACTORS)])
    return table(["arm", *(HEADS[name] for name in FACTORS)], rows)


def contributions(study: Study, pairs: Sequence[tuple[str, str]]) -> str:
    """The difference in GMV of two arms, factor by factor, and the sum beside the difference itself."""
    plan = study.plan
    rows = []
    for arm, baseline in pairs:
        shares = study.gmv_contributions(arm, baseline).set_index("factor")
        total = float((study.values(arm, "gmv") - study.values(baseline, "gmv")).mean())
        assert np.isclose(shares["mean"].sum(), total), "the contributions do not add up"
        cells = [estimate(*(float(shares.loc[name, column]) for column in ("mean", "low", "high"))) for name in FACTORS]
        title = plan.arm(arm).label["en"]
        rows.append(
            [title if baseline == plan.baseline else f"{title} − {plan.arm(baseline).label['en']}", *cells, signed(total)]
        )
    return table(["arm", *(HEADS[name] for name in FACTORS), "sum = difference in GMV"], rows)


def business(studies: Sequence[Study]) -> str:
    (study,) = studies
    plan = study.plan
    against = [(arm.name, plan.baseline) for arm in plan.arms if arm.name != plan.baseline]
    return "\n\n".join([
        footing(study),
        arms(study, ("gmv", "contribution", "profit", "contacts", "customers", "acquisition_spend"), ("gmv", "profit")),
        "The factors. Their product is GMV in every single world, but not of these means over worlds:",
        factors(study),
        f"What each contributes to the difference from *{plan.arm(plan.baseline).label['en']}*, and, in the last row, of one whole "
        "strategy from the other, yuan:",
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
