"""Opening hours of the desk, and the queue by hand."""

import numpy as np
import pytest

from siyu_sim.engine.desk import in_opening_hours
from siyu_sim.simulation import simulate
from tests.scenarios import blank

NINE, TEN_PM = 9 / 24, 22 / 24


@pytest.mark.parametrize(
    ("t", "served"),
    [
        (3 + 8.99 / 24, 3 + NINE),  # before opening: the same morning
        (3 + NINE, 3 + NINE),
        (3.5, 3.5),
        (3 + 22.01 / 24, 4 + NINE),  # after closing: the next morning
        (3.99, 4 + NINE),
        (4.0, 4 + NINE),
    ],
)
def test_questions_outside_the_hours_wait_for_the_next_opening(t, served):
    assert in_opening_hours(t, NINE, TEN_PM) == pytest.approx(served, abs=1e-12)


def test_a_shorter_day_makes_people_wait_longer():
    busy = {
        "product.need.per_year": 60, "purchase.first_rate": 0.5, "purchase.repeat_rate": 0.5, "desk.active": True, "desk.ask_share": 1,
        "desk.operators": 5, "desk.handle_minutes": 4,
    }  # fmt: skip
    waits = []
    for close in (24, 12):
        run = simulate(blank({**busy, "desk.close_hour": close}), 5)
        questions, waited = run.counts[:, 14].sum(), run.counts[:, 16].sum()
        assert questions > 1000
        waits.append(waited / questions)
    # half of the questions come while it is closed and wait six hours on average
    assert waits[1] - waits[0] == pytest.approx(0.5 * 6 * 3600, rel=0.15)
    assert np.isfinite(waits).all()


def test_a_reply_is_decided_by_the_dice_of_the_need_asked_about():
    """Asked or not, the same needs end in an order when waiting costs nothing: chat delays a decision, it does not redraw it."""
    shop = {
        "horizon_days": 90, "product.need.per_year": 8, "purchase.first_rate": 0.4, "purchase.repeat_rate": 0.4,
    }  # fmt: skip
    desk = {"desk.active": True, "desk.ask_share": 1, "desk.operators": 50, "desk.handle_minutes": 0.01, "window_days": 0.1}
    direct, asked = simulate(blank(shop), 9), simulate(blank({**shop, **desk}), 9)
    same = direct.rows["orders"] == asked.rows["orders"]
    assert direct.rows["orders"].sum() > 500
    assert same.mean() > 0.98  # the others asked again within a window, or at the very end
