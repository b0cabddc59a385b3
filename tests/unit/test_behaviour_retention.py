"""Winning back, membership, points, after-sales care: each lever with its size, and which term of the decision it raises."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from siyu_sim.behaviour.effects import BOUGHT, DELIVERY, DROPPED, NEED, RETURNED, SENT, TOUCH
from siyu_sim.behaviour.state import LAPSED, LEFT, WON_BACK
from siyu_sim.engine import counters as c
from siyu_sim.ledger import causes
from siyu_sim.measure.retention import members, points_liability, returned
from siyu_sim.simulation import simulate
from tests.chance import assert_share, odds
from tests.crowd import FOREVER, PEOPLE, booked, count, crowd, lines, market, segments
from tests.same import assert_books_balance
from tests.unit.test_behaviour_sop import every, rule, sop, what

CALM = {"trust__half_life_days": FOREVER, "fatigue__half_life_days": FOREVER}

# ------------------------------------------------------------------------------------------------- winning back

# one need a day, none met with us, and at trust 0 every one is the last that we hear of: all have lapsed before day 2
LAPSING = {
    "product__need__per_year": 365,
    "product__need__rhythm": "clockwork",
    "purchase__rival_pull": 1.0,
    "market__initial_trust": 0.0,
    "horizon_days": 4,
}
WINBACK = {"rate": 0.1, "trust_weight": 1.5, "posts": False}
COUPON = rule(every(100, 12.0, weekdays=["wed"]), what("promo", strength=0.4, discount=0.3))  # day 2


def test_who_lapsed_returns_at_a_message_by_strength_discount_and_trust():
    scenario = crowd(**CALM, **LAPSING, **sop(x=COUPON), winback=WINBACK, market__segments=segments(price_sensitivity=2.0))
    run = simulate(scenario, log=True)
    back = set(lines(run, TOUCH, RETURNED)["person"].tolist())
    assert len(lines(run, TOUCH, SENT)) == PEOPLE
    segment = run.rows["segment"]
    for k, pull in ((0, 0.0), (1, -2 * math.log(0.7))):
        own = np.flatnonzero(segment == k)
        assert_share(len(back & set(own.tolist())), len(own), odds(0.1, 0.4, -0.5 * 1.5, pull))
    assert count(run, c.RETURNED) == returned(run) == len(back)
    assert set(np.flatnonzero(run.further["marks"] & WON_BACK).tolist()) == back
    # needs go on by their own clock: one a day at the same phase, so one more before the end of which all are lost again
    needs = lines(run, NEED)
    later = needs[needs["t"] > 2.5]
    assert sorted(later["person"].tolist()) == sorted(back)
    first = dict(zip(needs["person"][::-1].tolist(), needs["t"][::-1].tolist(), strict=True))
    gaps = [t - first[person] for person, t in zip(later["person"].tolist(), later["t"].tolist(), strict=True)]
    np.testing.assert_allclose(gaps, np.round(gaps), atol=1e-9)
    assert (run.rows["flags"] & LAPSED > 0).all()


def test_without_winning_back_nobody_returns():
    run = simulate(crowd(**CALM, **LAPSING, **sop(x=COUPON)), log=True)
    assert count(run, c.RETURNED) == 0
    assert (lines(run, NEED)["t"] < 1).all()


@pytest.mark.parametrize("posts", [True, False])
def test_whether_a_post_wins_back(posts):
    promo = {"content__posts_per_day": 1, "content__weekdays": ["wed"], "content__mix": {"useful": 0, "human": 0, "promo": 1}}
    run = simulate(crowd(**CALM, **LAPSING, **promo, winback={**WINBACK, "posts": posts}))
    if posts:
        assert_share(count(run, c.RETURNED), PEOPLE, odds(0.1, -0.5 * 1.5))
    else:
        assert count(run, c.RETURNED) == 0


def test_a_useful_message_wins_back_too_but_sells_nothing_itself():
    message = rule(every(100, 12.0, weekdays=["wed"]), what("useful", strength=0.0))
    levers = {**LAPSING, "purchase__impulse_rate": 1.0, "purchase__first_rate": 0.0}
    run = simulate(crowd(**CALM, **levers, **sop(x=message), winback=WINBACK))
    assert_share(count(run, c.RETURNED), PEOPLE, odds(0.1, -0.5 * 1.5))
    assert count(run, c.ORDERS) == 0


# ------------------------------------------------------------------------------------------------- membership

CLOCKWORK = {"product__need__per_year": 73, "product__need__rhythm": "clockwork", "horizon_days": 25}  # a need each 5 days
ALWAYS = {
    **CLOCKWORK,
    "purchase__first_rate": 1,
    "purchase__repeat_rate": 1,
    "product__price_yuan": 10,
    "product__reference_price_yuan": 10,
}


def membership(*levels: tuple[float, float, float], **fields: Any) -> dict[str, Any]:
    """levels: (spent_prices, price_cut, buy_shift)."""
    names = ("spent_prices", "price_cut", "buy_shift")
    whole = {"fee_prices": 0.0, "join_rate": 1.0, "points": None, "ritual": None, **fields}
    return {"membership": {"levels": [dict(zip(names, level, strict=True)) for level in levels], **whole}}


def test_levels_follow_spending_and_cut_the_price():
    run = simulate(crowd(**ALWAYS, **membership((1, 0.0, 0.0), (2, 0.1, 0.0), (3.5, 0.2, 0.0))), log=True)
    # orders of 10, 10, 9, 9, 8 yuan: level 1 after 10, 2 after 20, still 2 after 29, 3 after 38
    np.testing.assert_array_equal(run.rows["orders"], 5)
    np.testing.assert_array_equal(run.rows["revenue"], 4600)
    np.testing.assert_array_equal(run.further["level"], 3)
    assert booked(run, causes.DISCOUNT) == 400 * PEOPLE
    assert members(run) == PEOPLE
    assert_books_balance(run)


def test_rights_and_price_are_log_odds_of_meeting_a_need():
    levers = {**ALWAYS, "purchase__repeat_rate": 0.3, "market__segments": segments(price_sensitivity=2.0)}
    run = simulate(crowd(**CALM, **levers, **membership((1, 0.2, 0.5))), log=True)
    assert (run.rows["orders"] > 0).all()  # the first need is always met; all later ones are those of members
    needs = lines(run, NEED)
    needs = needs[needs["t"] >= 5]
    segment = run.rows["segment"][needs["person"]]  # rows of day 0 lie in the order of persons
    for k, pull in ((0, 0.0), (1, -2 * math.log(0.8))):
        own = needs[segment == k]
        assert_share((own["outcome"] & BOUGHT > 0).sum(), len(own), odds(0.3, 0.5, pull))


def test_points_are_earned_kept_and_used_to_the_fen():
    """Orders of 10 yuan: 0 points at the first (not yet a member), 100, 100, then 200 used and 80 earned, then 100."""
    points = {"share": 0.1, "threshold_prices": 0.15, "most_share": 0.5}
    run = simulate(crowd(**ALWAYS, **membership((1, 0.0, 0.0), points=points)))
    np.testing.assert_array_equal(run.rows["orders"], 5)
    np.testing.assert_array_equal(run.further["points"], 100 + 100 - 200 + 80 + 100)
    assert booked(run, causes.POINTS) == 380 * PEOPLE
    assert count(run, c.REDEEMED) == 200 * PEOPLE
    assert points_liability(run) == 1.8 * PEOPLE
    assert run.rows["revenue"][0] == 5000, "points pay like money: what they are worth was booked when they were earned"
    assert_books_balance(run)


def test_points_pay_at_most_a_share_of_an_order():
    points = {"share": 0.9, "threshold_prices": 0.0, "most_share": 0.25}
    run = simulate(crowd(**ALWAYS, **membership((1, 0.0, 0.0), points=points)))
    # order 2 earns 900; each later one uses 250 and earns 0.9 × 750
    np.testing.assert_array_equal(run.further["points"], 900 + 3 * (675 - 250))
    assert count(run, c.REDEEMED) == 750 * PEOPLE


def test_what_is_earned_is_held_or_used_whoever_leaves():
    points = {"share": 0.07, "threshold_prices": 0.1, "most_share": 0.5}
    run = simulate(
        crowd(**{**ALWAYS, "purchase__repeat_rate": 0.6, "horizon_days": 120, "product__extra_items_mean": 0.7}, leave__monthly_rate=0.2,
              **membership((1, 0.05, 0.2), (6, 0.1, 0.4), points=points))
    )  # fmt: skip
    held = run.further["points"].sum(dtype=np.int64)
    assert booked(run, causes.POINTS) == held + count(run, c.REDEEMED)
    gone = run.rows["flags"] & LEFT > 0
    assert points_liability(run) * 100 == pytest.approx(run.further["points"][~gone].sum(dtype=np.int64))
    assert 0 < run.further["points"][gone].sum() < held
    assert_books_balance(run)


def test_points_about_to_be_used_pull():
    """With the balance of the second order a fifth of the third is paid: the log-odds rise by −sensitivity · ln(1 − 0.2)."""
    points = {"share": 0.2, "threshold_prices": 0.1, "most_share": 0.9}
    levers = {**ALWAYS, "purchase__repeat_rate": 0.3, "market__segments": segments(price_sensitivity=3.0)}
    run = simulate(crowd(**CALM, **levers, **membership((1, 0.0, 0.0), points=points)), log=True)
    needs = lines(run, NEED)
    n = np.zeros(PEOPLE, int)
    asked, met = np.zeros(4), np.zeros(4)  # by segment × whether points will be used
    for line in needs[np.argsort(needs["t"], kind="stable")]:
        person = int(line["person"])
        if n[person] in (1, 2):
            k = 2 * int(run.rows["segment"][person]) + (n[person] == 2)
            asked[k] += 1
            met[k] += line["outcome"] & BOUGHT > 0
        n[person] += line["outcome"] & BOUGHT > 0
    for k, pull in enumerate((0.0, 0.0, 0.0, -3 * math.log(0.8))):
        assert_share(int(met[k]), int(asked[k]), odds(0.3, pull))


def test_a_fee_is_a_sale_without_goods_and_opens_the_rights():
    fee = membership((1, 0.1, 0.0), fee_prices=1.5, join_rate=0.3)
    run = simulate(crowd(**{**ALWAYS, "horizon_days": 10}, finance__platform_fee_share=0.01, **fee), log=True)
    # two orders each, at 10 yuan or, for who joined with the first, at 9; the fee is 15
    level, orders = run.further["level"], lines(run, NEED, BOUGHT)
    early = np.isin(np.arange(PEOPLE), orders["person"][(orders["t"] < 5) & (orders["fen"] > 1000)])
    assert_share(early.sum(), PEOPLE, 0.3)
    late = (level == 1) & ~early
    assert_share(late.sum(), int((~early).sum()), 0.3)
    np.testing.assert_array_equal(run.rows["revenue"], np.where(early, 1000 + 1500 + 900, np.where(late, 3500, 2000)))
    assert booked(run, causes.GOODS) == 2 * 500 * PEOPLE
    assert booked(run, causes.FEE) == 10 * 2 * PEOPLE - early.sum() + 15 * (level == 1).sum()
    assert_books_balance(run)


def test_the_member_day_is_for_members_alone():
    day = {"every_days": 10, "hour": 12.0, "what": what("human", quality=2.0, cost_yuan=0.01)}
    levers = {**ALWAYS, "purchase__first_rate": 0.5, "horizon_days": 21}
    run = simulate(crowd(**CALM, **levers, trust__gain__human=0.1, **membership((1, 0.0, 0.0), ritual=day)), log=True)
    for t in (0.5, 10.5, 20.5):
        orders = run.log_lines[(run.log_lines["outcome"] & BOUGHT > 0) & (run.log_lines["t"] < t)]
        got = lines(run, TOUCH, SENT)
        assert set(got["person"][got["t"] == t].tolist()) == set(orders["person"].tolist())
    seen = np.bincount(lines(run, TOUCH, SENT)["person"], minlength=PEOPLE)
    faded = 21 * math.log(2) / FOREVER  # what even this half-life takes from trust over the run, relative
    np.testing.assert_allclose(run.rows["trust"], 1 - 0.5 * 0.8**seen, rtol=faded)
    assert booked(run, causes.CONTENT) == seen.sum()


# ------------------------------------------------------------------------------------------------- after-sales

BAD = {
    **ALWAYS,
    "horizon_days": 5,
    "product__quality": 0.3,
    "dropout__learning": 0.4,
    "trust__bad_delivery_loss": 0.5,
    "purchase__rival_pull": 0.0,
}
CARE = {"contact_share": 0.6, "cost_prices": 0.25, "satisfaction_gain": 0.5, "trust_gain": 0.2}


def test_care_restores_satisfaction_and_trust_and_costs():
    run = simulate(crowd(**CALM, **BAD, aftersales=CARE))
    satisfaction, trust = 0.5 + 0.4 * (0.3 - 0.5), 0.5 * (1 - 0.5 * 0.4)
    cared = run.rows["satisfaction"] > satisfaction + 0.01
    assert_share(cared.sum(), PEOPLE, 0.6)
    np.testing.assert_allclose(run.rows["satisfaction"], np.where(cared, 1 - (1 - satisfaction) * 0.5, satisfaction), rtol=1e-5)
    np.testing.assert_allclose(run.rows["trust"], np.where(cared, 1 - (1 - trust) * 0.8, trust), rtol=1e-5)
    assert booked(run, causes.SERVICE) == 250 * cared.sum()
    np.testing.assert_array_equal(run.rows["margin"], np.where(cared, 250, 500))
    assert_books_balance(run)


def test_care_lowers_dropping_out_by_the_satisfaction_it_restores():
    """Everybody's propensity is 0.3 (a narrow Beta); a bad delivery alone leaves satisfaction 0.42, care lifts it to 0.71."""
    levers = {**BAD, "dropout__a": 3_000, "dropout__b": 7_000, "dropout__satisfaction_weight": 3.0}
    run = simulate(crowd(**CALM, **levers, aftersales=CARE), log=True)
    cared = run.rows["margin"] == 250
    dropped = np.zeros(PEOPLE, bool)
    dropped[lines(run, DELIVERY, DROPPED)["person"]] = True
    assert_share(dropped[cared].sum(), int(cared.sum()), odds(0.3, -3 * 0.21))
    assert_share(dropped[~cared].sum(), int((~cared).sum()), odds(0.3, 3 * 0.08))


def test_a_good_delivery_needs_no_care():
    run = simulate(crowd(**CALM, **{**BAD, "product__quality": 0.5}, aftersales={**CARE, "contact_share": 1.0}))
    assert booked(run, causes.SERVICE) == 0


def test_service_is_charged_to_the_contact_and_its_cohort():
    run = simulate(
        market(
            **{**BAD, "horizon_days": 70, "product__quality_spread": 0.2, "finance__discount_rate_per_year": 1.0},
            aftersales=CARE,
        ),
        log=True,
    )
    assert booked(run, causes.SERVICE) > 0
    assert_books_balance(run)
    assert run.rows["discounted"].sum() < run.rows["margin"].sum()


# ------------------------------------------------------------------------------------------------- three terms, three levers


def test_each_lever_raises_its_own_term():
    """A need that is met: ability (membership) and motivation (care) count; a trigger for who lapsed does not."""
    base = {
        **CALM,
        **BAD,
        "horizon_days": 30,
        "purchase__repeat_rate": 0.3,
        "purchase__satisfaction_weight": 3.0,
        "purchase__trust_weight": 2.0,
    }
    met = {}
    for name, lever in {
        "none": {},
        "winback": {"winback": WINBACK},
        "membership": membership((1, 0.0, 0.6)),
        "aftersales": {"aftersales": {**CARE, "contact_share": 1.0}},
    }.items():
        run = simulate(crowd(**base, **lever), log=True)
        needs = lines(run, NEED)
        later = needs[(needs["t"] >= 5) & (needs["t"] < 10)]  # the second need: everybody has had one bad delivery
        met[name] = (later["outcome"] & BOUGHT > 0).sum()
        assert len(later) == PEOPLE
    assert met["winback"] == met["none"]
    satisfaction, trust = 0.42, 0.4
    motivation = 3 * (satisfaction - 0.5) + 2 * (trust - 0.5)
    cared = 3 * (1 - 0.58 * 0.5 - 0.5) + 2 * (1 - 0.6 * 0.8 - 0.5)
    for name, shift in (("none", motivation), ("membership", motivation + 0.6), ("aftersales", cared)):
        assert_share(int(met[name]), PEOPLE, odds(0.3, shift))
