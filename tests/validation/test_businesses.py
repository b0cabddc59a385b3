"""The five shipped businesses come out where businesses like them are published to be. The page: docs/businesses.md."""

from __future__ import annotations

from types import SimpleNamespace
from typing import get_args

import numpy as np
import pytest

from siyu_sim.engine import counters as c
from siyu_sim.scenario.folders import groups, search_order
from siyu_sim.simulation import simulate
from tests.validation import businesses_table as page
from tests.validation import outcomes as o
from tests.validation.businesses import BUSINESSES, Figure, Line, Subject, channels, figures, lines


def test_every_shipped_business_is_held_against_figures():
    assert sorted(BUSINESSES) == sorted(groups(search_order())["business"])


@pytest.mark.parametrize("business", BUSINESSES)
def test_every_subject_is_spoken_to(business):
    """Each has a line; what is not demanded says why. The cost and the add rate of every channel are demanded."""
    asked = figures(business)
    assert {figure.subject for figure in asked} == set(get_args(Subject))
    for figure in asked:
        assert figure.why or figure.demanded, f"{figure.quantity}: neither a range nor a reason"
        assert bool(figure.source) == bool(figure.confidence) == figure.demanded, figure.quantity
    demanded = {figure.quantity for figure in asked if figure.demanded}
    for name in channels(business):
        assert {f"cost per contact, {name}, yuan", f"add rate, {name}, first meeting"} <= demanded
    assert len({figure.quantity for figure in asked}) == len(asked)


@pytest.mark.slow
@pytest.mark.parametrize("business", BUSINESSES)
def test_outcomes_lie_in_the_published_ranges(business):
    found = [line for line in lines(business) if line.figure.demanded]
    assert len(found) >= 10
    wrong = [
        f"{x.figure.quantity}: {x.mean:.4g} ± {x.error:.2g}, published {page.published(x.figure)}" for x in found if not x.fits
    ]
    assert wrong == []


# ------------------------------------------------------------------------------------------------- the ranges can be missed


@pytest.mark.slow
@pytest.mark.parametrize(
    ("business", "override", "quantity"),
    [
        ("coffee", "purchase.first_rate=0.05", "contact → first purchase within 30 days"),
        ("coffee", "purchase.repeat_rate=0.1", "repurchase in 30 days"),
        ("coffee", "leave.monthly_rate=0.05", "contacts lost a month"),
        ("coffee", "channels.store.add_rate=0.1", "add rate, store, first meeting"),
        ("coffee", "channels.feed_ads.cost_yuan=2", "cost per contact, feed_ads, yuan"),
        ("coffee", "sharing.add_rate=0.1", "add rate, referral, first meeting"),
        ("course", "sharing.after_post_rate=0.0005", "new customers by referral, rewarded, a post a day"),
        ("course", "typical.hook_coupon_yuan=60", "CAC, yuan"),
        ("beauty", "purchase.repeat_rate=0.25", "repurchase by the end of the third quarter after"),
        ("beauty", "product.price_yuan=80", "revenue per customer, first year, yuan"),
        ("grocery", "content.promo_discount=0.5", "gross margin on what was paid"),
        ("mother_baby", "product.need.per_year=30", "revenue per active customer, second year, yuan"),
        ("mother_baby", "sharing.after_delivery_rate=0.1", "customers who recommend within 30 days"),
    ],
)
def test_a_business_turned_wrong_leaves_the_range(business, override, quantity, monkeypatch):
    figure = next(f for f in figures(business) if f.quantity == quantity)
    shipped = o.scenario
    monkeypatch.setattr(o, "scenario", lambda name, *more: shipped(name, *more, override))
    mean = float(np.mean([figure.measure(o.World(business, seed)) for seed in (1, 2)]))
    assert not Line(figure, mean, 0.0).fits, f"{quantity} is {mean:.4g} with {override}"


# ------------------------------------------------------------------------------------------------- the measures


def test_every_meeting_is_put_down_to_its_channel():
    """The channels of the event log, found by the names of exposures, add up to the counters of the run."""
    run = simulate(o.scenario("coffee", "horizon_days=60", *o.REWARDED), 5, log=True)
    met = o.Meetings.of(run)
    total = run.counts.sum(axis=0)
    for index, name in enumerate(run.channels):
        at = met.channel == index
        assert at.sum() == total[c.EXPOSURES, index] - total[c.WASTED, index], name
        assert met.added[at].sum() == total[c.ADDED, index], name
    assert met.added.sum() == len(run.rows)
    assert 0 < (met.first & met.added).sum() < met.added.sum() < met.first.sum() < len(met.first)


def contacts(**columns) -> np.ndarray:
    """Rows with the columns that a measure reads."""
    rows = np.zeros(len(next(iter(columns.values()))), [(name, "f8") for name in columns])
    for name, values in columns.items():
        rows[name] = values
    return rows


def world(rows: np.ndarray) -> SimpleNamespace:
    scenario = o.scenario("coffee")
    return SimpleNamespace(two_years=SimpleNamespace(rows=rows), year=SimpleNamespace(scenario=scenario))


def test_first_purchase_by_hand():
    """Bought after 29 days, after 31, never; the fourth joined too late to be watched for 30 days."""
    rows = contacts(joined=[0, 10, 20, 715], first_order=[29, 41, np.inf, 716])
    assert o.first_purchase(world(rows)) == pytest.approx(1 / 3)


def test_repurchase_by_the_third_quarter_by_hand():
    """Quarters are 91.25 days. The first two bought in quarter 0, whose third quarter after ends on day 365; the third bought in
    quarter 4 (365 … 456.25), watched to day 730; the fourth in quarter 5, not watched; the fifth never bought."""
    rows = contacts(first_order=[1, 91, 400, 460, np.inf], second_order=[364.9, 365.1, 729.9, 461, np.inf])
    assert o.repurchase_by_third_quarter(world(rows)) == pytest.approx(2 / 3)


@pytest.mark.parametrize(("business", "days"), [("coffee", 30), ("mother_baby", 365 / 12), ("course", 365 / 1.2)])
def test_the_period_of_a_first_purchase(business, days):
    assert o.cycle_days(o.scenario(business)) == pytest.approx(days)


# ------------------------------------------------------------------------------------------------- the page


def test_rounding_is_no_difference_but_a_result_is():
    figure = Figure("loss", "contacts lost a month", o.monthly_loss, "share", 0.03, 0.05, "somebody", "M")
    text = page.row(page.cells(Line(figure, 0.0401, 0.0004)))
    assert page.same(text, page.row(page.cells(Line(figure, 0.0403, 0.0004)))) == []
    assert page.same(text, page.row(page.cells(Line(figure, 0.0450, 0.0004)))) == [text]
    assert page.same(text, text.replace("somebody", "nobody")) == [text]
    assert page.same(text, "") == [text]


@pytest.mark.slow
def test_the_page_shows_these_results():
    assert page.same(page.page(), page.PATH.read_text(encoding="utf-8")) == [], (
        "run python -m tests.validation.businesses_table"
    )
