"""The weekly dashboard: by hand on a small world, and its columns add up to the totals of a run."""

import math

import numpy as np
import pytest

from siyu_sim.behaviour.state import LEFT
from siyu_sim.engine import counters as c
from siyu_sim.measure import dashboard, money
from siyu_sim.simulation import Run, simulate
from tests.digest import EXAMPLE_SEED, example
from tests.scenarios import variant
from tests.sixpeople import ORDER, live


@pytest.fixture(scope="module")
def weeks():
    return dashboard.weekly(live())


BY_HAND = {
    "week": [1, 2, 3, 4, 5, 6, 7, 8, 9],
    "day": [7, 14, 21, 28, 35, 42, 49, 56, 60],
    "days": [7, 7, 7, 7, 7, 7, 7, 7, 4],  # the horizon cuts the last week short
    "contacts": [0, 2, 1, 0, 1, 0, 0, 0, 0],
    "referred": [0, 1, 1, 0, 0, 0, 0, 0, 0],
    "referral_share": [math.nan, 1 / 2, 1, math.nan, 0, math.nan, math.nan, math.nan, math.nan],
    # media 2 and hook 1 for a contact of the channel, hook 1 for one referred, 3.50 for the first order of one referred
    "spend": [0, 3 + 1, 3.5 + 1, 0, 3 + 3.5, 0, 0, 0, 0],
    "contact_cost": [math.nan, 4 / 2, 4.5, math.nan, 6.5, math.nan, math.nan, math.nan, math.nan],
    "needs": [0, 2, 1, 1, 2, 1, 3, 1, 1],
    "orders": [0, 2, 1, 1, 1, 1, 1, 1, 1],
    "need_conversion": [math.nan, 1, 1, 1, 1 / 2, 1, 1 / 3, 1, 1],
    "first_orders": [0, 2, 1, 0, 1, 0, 0, 0, 1],
    "repeat_orders": [0, 0, 0, 1, 0, 1, 1, 1, 0],
    "gmv": [0, 20, 10, 10, 10, 10, 10, 10, 10],
    "left": [0, 0, 1, 0, 0, 0, 0, 0, 0],
    "held": [1, 3, 3, 3, 4, 4, 4, 4, 4],
    "contact_weeks": [
        1, 1 + (14 - 9.479) / 7 + (14 - 11.441) / 7, 2 + (14.186 - 14) / 7 + (21 - 18) / 7, 3, 3 + (35 - 29.337) / 7,
        4, 4, 4, 4 * 4 / 7,
    ],
    "shares": [0, 1, 1, 1, 1, 1, 0, 0, 1],
    "invitations": [0, 1, 1, 1, 1, 1, 0, 0, 1],
    "running_costs": [1.4] * 8 + [0.8],
    "profit": [
        -1.4, 2 * ORDER - 4 - 1.4, ORDER - 4.5 - 1.4, ORDER - 1.4, ORDER - 6.5 - 1.4, ORDER - 1.4, ORDER - 1.4, ORDER - 1.4, ORDER - 0.8,
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", BY_HAND)
def test_weeks_by_hand(weeks, name):
    np.testing.assert_allclose(weeks[name], BY_HAND[name], atol=2e-3 if name == "contact_weeks" else 1e-9)


def test_loss_hazard_and_cumulative_profit_by_hand(weeks):
    assert weeks["loss_hazard"][2] == pytest.approx(1 / BY_HAND["contact_weeks"][2], abs=1e-3)
    np.testing.assert_allclose(weeks["cumulative_profit"], np.cumsum(BY_HAND["profit"]))


def eventful(window_days: float, horizon_days: float = 35) -> Run:
    return simulate(variant(example(), {"window_days": window_days, "horizon_days": horizon_days}), EXAMPLE_SEED)


@pytest.mark.parametrize(("window_days", "horizon_days"), [(0.5, 35), (1, 31), (3, 35), (2.5, 33), (10, 35), (35, 35)])
def test_columns_add_up_to_the_run(window_days, horizon_days):
    run = eventful(window_days, horizon_days)
    table = dashboard.weekly(run)
    total = {name: float(table[name].sum()) for name in dashboard.FLOWS}
    counts = dict(zip(c.COUNTERS, run.counts.sum(axis=(0, 2)).tolist(), strict=True))
    for name in (
        "exposures",
        "seen",
        "questions",
        "needs",
        "orders",
        "first_orders",
        "left",
        "shares",
        "invitations",
    ):
        assert total[name] == counts[name] > 0, name
    assert total["contacts"] == counts["added"] > 0
    assert total["repeat_orders"] == counts["orders"] - counts["first_orders"] > 0
    assert total["needs_met"] == counts["needs"] - counts["lost"] > 0
    assert total["touches"] == counts["touches"] + counts["messages"] > 0
    assert total["hours_waited"] == pytest.approx(counts["wait_seconds"] / 3600)
    assert total["referred"] == run.counts[:, c.ADDED, run.channels.index("referral")].sum()
    assert total["referred"] > 0 or window_days == horizon_days  # what is written in a window arrives in the next
    for name, of_run in (
        ("spend", money.acquisition_spend),
        ("gmv", money.gmv),
        ("contribution", money.contribution),
        ("running_costs", money.running_costs),
        ("profit", money.profit),
    ):
        assert total[name] == pytest.approx(of_run(run), abs=1e-6) and total[name] != 0, name
    ends = np.where((run.rows["flags"] & LEFT) > 0, run.rows["t_leave"], horizon_days)
    assert total["contact_weeks"] == pytest.approx((ends - run.rows["joined"]).sum() / 7)
    assert table["days"].sum() == pytest.approx(horizon_days) and table["day"][-1] == horizon_days
    assert table["held"][-1] == ((run.rows["flags"] & LEFT) == 0).sum()
    assert table["cumulative_profit"][-1] == pytest.approx(money.profit(run))


def test_a_window_that_straddles_two_weeks_counts_in_the_week_in_which_it_ends():
    run = eventful(3)
    table = dashboard.weekly(run)
    assert table["day"].tolist() == [6, 12, 21, 27, 35] and table["days"].tolist() == [6, 6, 9, 6, 8]
    second = (run.ends > 7) & (run.ends <= 14)
    assert table["orders"][1] == run.counts[second][:, c.ORDERS].sum()


def test_weeks_in_which_no_window_ends_have_no_row():
    table = dashboard.weekly(eventful(10))  # windows end on days 10, 20, 30, 35
    assert table["week"].tolist() == [2, 3, 5] and table["days"].tolist() == [10, 10, 15]


def test_every_metric_has_a_stage_and_is_in_the_table(weeks):
    assert {column.name for column in dashboard.COLUMNS} | {"week", "day", "days"} | set(dashboard.PARTS) == set(weeks)
    for stage in dashboard.STAGES:
        kinds = {column.kind for column in dashboard.COLUMNS if column.stage == stage}
        assert kinds == {"process", "result"}
