"""The calendar of posts, the referral programme, and money to the fen."""

import math

import numpy as np
import pytest

from siyu_sim.behaviour.effects import (
    DELIVERY,
    INVITATION,
    INVITED,
    TOUCH,
)
from siyu_sim.engine import counters as c
from siyu_sim.ledger import causes
from siyu_sim.simulation import simulate
from tests.chance import assert_mean, assert_share, odds
from tests.crowd import booked, count, crowd, lines
from tests.lives import invitations
from tests.same import assert_books_balance
from tests.scenarios import blank


def posts(**levers):
    """(instants of the posts that the only contact met, the run)."""
    costs = {"useful": 3, "human": 2, "promo": 1}
    one = {"market__size": 1, "market__initial_contacts": 1, "market__contacts__mean": 1}
    run = simulate(crowd(**one, content__cost_per_post_yuan=costs, **levers), log=True)
    return lines(run, TOUCH)["t"], run


@pytest.mark.parametrize(("rate", "number"), [(0.5, 15), (1, 30), (1.5, 45), (2, 60), (0.1, 3)])
def test_posts_a_day(rate, number):
    t, run = posts(content__posts_per_day=rate, content__hours=[20.0, 8.5])
    assert len(t) == number
    assert set(np.round((t % 1) * 24, 6).tolist()) <= {20.0, 8.5}
    assert booked(run, causes.CONTENT) == 300 * number
    if rate <= 1:
        assert set(np.round((t % 1) * 24, 6).tolist()) == {20.0}  # the first hour of the list


def test_weekdays():
    t, _ = posts(content__posts_per_day=1, content__weekdays=["tue", "sun"])
    assert set((t.astype(int) % 7).tolist()) == {1, 6}
    assert len(t) == 9


def test_random_posts_are_a_poisson_process():
    t = np.diff(posts(content__posts_per_day=2, content__timing="random", horizon_days=700)[0])
    assert_mean(t, 0.5)
    assert_mean((t - 0.5) ** 2, 0.25)


def test_mix_of_kinds_and_its_cost():
    mix = {"useful": 0.5, "human": 0.3, "promo": 0.2}
    t, run = posts(content__posts_per_day=4, content__hours=[6.0, 12.0, 18.0, 22.0], content__mix=mix, horizon_days=500)
    assert len(t) == 2000
    assert booked(run, causes.CONTENT) / 2000 == pytest.approx(300 * 0.5 + 200 * 0.3 + 100 * 0.2, abs=4 * 78 / math.sqrt(2000))


def referral(**levers):
    """5,000 contacts who buy and recommend often in a large market."""
    base = {
        "market.size": 400_000,
        "market.initial_contacts": 5000,
        "market.contacts.mean": 1000,
        "horizon_days": 12,
        "product.need.per_year": 73,
        "purchase.first_rate": 1,
        "purchase.repeat_rate": 1,
        "sharing.after_delivery_rate": 0.5,
        "sharing.invites": 2,
        "sharing.delay_days": 1.0,
        "sharing.add_rate": 0.2,
        "sharing.borrowed_trust": 0.6,
        "trust.half_life_days": 1e6,
    }
    return blank({**base, **{k.replace("__", "."): v for k, v in levers.items()}})


def acceptance(run):
    return count(run, c.ADDED, "referral"), count(run, c.EXPOSURES, "referral") - count(run, c.WASTED, "referral")


def test_acceptance_and_what_moves_it():
    assert_share(*acceptance(simulate(referral())), 0.2)
    assert_share(
        *acceptance(
            simulate(referral(sharing__referrer_trust_weight=2.0, market__initial_trust=0.9, sharing__borrowed_trust=1.0))
        ),
        odds(0.2, 0.8),
    )
    two_sided = {
        "referral__tools": True,
        "referral__invitee_reward_yuan": 8,
        "referral__invitee_weight": 0.5,
        "referral__reward_scale_yuan": 2,
    }
    assert_share(*acceptance(simulate(referral(**two_sided))), odds(0.2, 0.5 * math.log(5)))
    pull = {"hook__strength": 2.0, "hook__strength_weight": 0.7}  # the rate is that under an ordinary hook, of strength 1
    assert_share(*acceptance(simulate(referral(**pull))), odds(0.2, 0.7))


@pytest.mark.parametrize(("reward", "invitee", "crowding"), [(0, 0, 1.0), (10, 0, 0.75), (10, 10, 1.0), (0, 10, 1.0)])
def test_a_paid_word_is_trusted_less(reward, invitee, crowding):
    """Crowding lowers borrowed trust only where the referrer alone is paid."""
    run = simulate(
        referral(
            referral__tools=True, referral__reward_yuan=reward, referral__invitee_reward_yuan=invitee, referral__crowding=0.25
        )
    )
    rows = run.rows[run.rows["generation"] == 1]
    assert len(rows) > 1000
    np.testing.assert_allclose(rows["trust"], 0.5 * 0.6 * crowding, rtol=1e-4)


@pytest.mark.parametrize("pay_on", ["add", "first_purchase"])
def test_when_rewards_are_paid(pay_on):
    run = simulate(
        referral(
            referral__tools=True,
            referral__reward_yuan=4,
            referral__invitee_reward_yuan=2.5,
            referral__pay_on=pay_on,
            purchase__first_rate=0.3,
        )
    )
    success = c.ADDED if pay_on == "add" else c.FIRST_ORDERS
    assert 0 < count(run, c.FIRST_ORDERS, "referral") < count(run, c.ADDED, "referral")
    assert booked(run, causes.REWARD) == 650 * count(run, success, "referral")
    paid = run.rows["spend"] > 0
    referred = run.rows["referrer"] >= 0
    np.testing.assert_array_equal(paid, referred if pay_on == "add" else referred & (run.rows["orders"] > 0))
    assert_books_balance(run)


def test_invitations_take_time():
    """Delays are exponential. An invitation due in the window in which it was written waits for the next: look beyond it."""
    run = simulate(
        referral(sharing__delay_days=3.0, horizon_days=60, product__need__per_year=10, sharing__add_rate=0.0001), log=True
    )
    shares = lines(run, DELIVERY, INVITED)
    orders = zip(shares["person"].tolist(), shares["ref"].tolist(), strict=True)
    sent = dict(zip(orders, shares["t"].tolist(), strict=True))
    about, looked = invitations(run.log_lines, 2), lines(run, INVITATION)
    lags = []
    for t, ref in zip(looked["t"].tolist(), looked["ref"].tolist(), strict=True):
        writer, occasion = about[ref]
        written = sent[writer, occasion >> 8]  # the number of the order
        if written < 40:
            lags.append(t - written)
    lags = np.array(lags)
    assert (lags > 0).all()
    late = lags[(lags > 1) & (lags < 19)]
    cut = 3 - 18 * math.exp(-6) / (1 - math.exp(-6))  # an exponential cut off after 18 days
    assert_mean(late - 1, cut)


def test_invitations_never_arrive_in_the_window_they_were_written_in():
    run = simulate(referral(sharing__delay_days=0, window_days=2), log=True)
    arrived = run.log_lines["t"][run.log_lines["event"] == INVITATION]
    assert len(arrived) > 1000
    assert (arrived % 2 == 0).all()  # as soon as the next window begins


def test_generations_and_referrers():
    run = simulate(referral(sharing__add_rate=0.6, horizon_days=20))
    rows = run.rows
    referred = rows["referrer"] >= 0
    parents = rows[rows["referrer"][referred]]
    np.testing.assert_array_equal(rows["generation"][referred], parents["generation"] + 1)
    assert (rows["joined"][referred] > parents["joined"]).all()
    assert (rows["generation"][~referred] == 0).all()
    assert rows["generation"].max() >= 2


def test_an_order_to_the_fen():
    """Two items at 19.99: list 39.98, goods 27.75, fee 0.6 % and refunds 2 % of net sales, each rounded to the fen."""
    run = simulate(
        blank(
            {
                "product.need.per_year": 12,
                "purchase.first_rate": 1,
                "purchase.repeat_rate": 1,
                "product.price_yuan": 19.99,
                "product.reference_price_yuan": 19.99,
                "product.gross_margin": 0.306,
                "product.extra_items_mean": 1.0,
                "product.refund_share": 0.02,
                "finance.platform_fee_share": 0.006,
            }
        ),
        log=True,
    )
    goods = round(1999 * 0.694)
    for fen in np.unique(run.log_lines["fen"][run.log_lines["fen"] > 0]).tolist():
        candidates = [n * 1999 - n * goods - int(n * 1999 * 0.006 + 0.5) - int(n * 1999 * 0.02 + 0.5) for n in range(1, 30)]
        assert fen in candidates
    assert_books_balance(run)
    items = count(run, c.ITEMS) / count(run, c.ORDERS)
    assert items == pytest.approx(2.0, abs=5 * math.sqrt(2 / count(run, c.ORDERS)))
    assert booked(run, causes.SALES) == 1999 * count(run, c.ITEMS)
    assert booked(run, causes.GOODS) == goods * count(run, c.ITEMS)


def test_running_costs():
    run = simulate(
        blank(
            {
                "horizon_days": 45,
                "desk.active": True,
                "desk.operators": 3,
                "desk.salary_yuan_per_month": 5000.01,
                "finance.overhead_yuan_per_month": 777.77,
                "finance.contact_fee_yuan_per_year": 0.1,
                "finance.free_contacts": 400,
            }
        )
    )
    assert booked(run, causes.SALARY) == pytest.approx(500001 * 3 * 1.5, abs=0.5)
    assert booked(run, causes.OVERHEAD) == pytest.approx(77777 * 1.5, abs=0.5)
    assert booked(run, causes.LICENCE) == round(10 * 600 * 45 / 365)


@pytest.mark.parametrize("rate", [0.0, 0.1, 3.0])
def test_discounted_contribution(rate):
    run = simulate(
        blank(
            {
                "horizon_days": 400,
                "product.need.per_year": 6,
                "purchase.first_rate": 1,
                "purchase.repeat_rate": 1,
                "product.price_yuan": 100,
                "product.reference_price_yuan": 100,
                "finance.discount_rate_per_year": rate,
            }
        ),
        log=True,
    )
    log = run.log_lines
    expected = np.bincount(log["person"], log["fen"] * (1 + rate) ** (-log["t"] / 365), minlength=1000)
    np.testing.assert_allclose(run.rows["discounted"], expected, rtol=1e-5)
    if rate == 0:
        np.testing.assert_array_equal(run.rows["discounted"], run.rows["margin"])
    else:
        assert (run.rows["discounted"] <= run.rows["margin"]).all()


def test_delivery_takes_its_time():
    run = simulate(
        blank({"product.need.per_year": 12, "purchase.first_rate": 1, "product.delivery_days": 3, "horizon_days": 20}), log=True
    )
    log = run.log_lines
    for person in np.unique(log["person"][log["event"] == 4])[:200]:
        own = log[log["person"] == person]
        assert own["t"][own["event"] == 4][0] == own["t"][(own["event"] == 2) & (own["outcome"] & 2 > 0)][0] + 3
