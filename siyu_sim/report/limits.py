"""What a measure can be at all: a count is not below 0, a share not above 1.

The interval of a mean by Student's t knows nothing of that, and with few worlds reaches beyond. Its ends are shown cut to what is
possible; verdicts, tables of statistics (comparison.csv) and every calculation keep the interval itself.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

Limits = tuple[float, float]
NONE: Limits = (-math.inf, math.inf)
NOT_NEGATIVE: Limits = (0.0, math.inf)
PART: Limits = (0.0, 1.0)
BY_UNIT: dict[str, Limits] = {
    "people": NOT_NEGATIVE,
    "yuan": NONE,  # earnings and worths may be losses; prices and spending are named below
    "share": PART,
    "ratio": NOT_NEGATIVE,
    "days": NOT_NEGATIVE,
    "months": NOT_NEGATIVE,
    "count": NOT_NEGATIVE,
}
OTHERS: dict[str, Limits] = {
    **dict.fromkeys(
        (
            "gmv",
            "acquisition_spend",
            "running_costs",
            "contact_cost",
            "cac",
            "order_value",
            "revenue_per_customer",
            "cost_per_repeat",
            "reward_per_referred_customer",
            "points_liability",
            "reported_contact_cost",
            "abuse_cost",
            "programme_cost_per_customer",
        ),
        NOT_NEGATIVE,
    ),
    "ltv_to_cac": NONE,  # of what is brought, which may be a loss, as are the next three
    "later_share": NONE,
    "top_fifth_share": NONE,
    "orders_to_pay_back": NONE,
    "amplification": (1.0, math.inf),  # everybody counts at least for himself
    "group_mood": PART,
    "review_balance": (-1.0, 1.0),
}

# of the tables of channels, weeks and messages
LOSSES = ("contribution", "profit", "cumulative_profit", "ltv_per_contact", "ltv_per_customer", "uplift", "margin_uplift")
PARTS = ("seen_rate", "referral_share", "loss_hazard")


def of_column(name: str) -> Limits:
    """Of a column of those tables."""
    return NONE if name in LOSSES else PART if name in PARTS else NOT_NEGATIVE


def of_metric(name: str) -> Limits:
    """Of a measure of the catalogue; none for what is not in it."""
    from siyu_sim.measure.catalogue import METRICS

    metric = METRICS.get(name)
    return NONE if metric is None else OTHERS.get(name, BY_UNIT[metric.unit])


def cut(frame: pd.DataFrame) -> pd.DataFrame:
    """A copy of a comparison (columns metric, low, high) whose intervals of arms end at what is possible."""
    result = frame.copy()
    limits = [of_metric(name) for name in frame["metric"]]
    result["low"] = frame["low"].clip(lower=[least for least, _ in limits])
    result["high"] = frame["high"].clip(upper=[most for _, most in limits])
    return result


def cut_shares(frame: pd.DataFrame) -> pd.DataFrame:
    """A copy of shares of a variance whose estimates and intervals lie in 0…1."""
    result = frame.copy()
    for column in frame.columns:
        if column.startswith(("first", "total")):
            result[column] = frame[column].clip(0.0, 1.0)
    return result
