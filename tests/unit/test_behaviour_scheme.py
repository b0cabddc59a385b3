"""Schemes of the referral programme: who takes part, the story, tiers, caps, commission, teams; sizes worked out beforehand."""

import math
from collections import defaultdict

import numpy as np
import pytest
from scipy import stats

from siyu_sim.behaviour.effects import BOUGHT, DELIVERY, INVITED, NEED, PRIZE
from siyu_sim.engine import counters as c
from siyu_sim.ledger import causes
from siyu_sim.simulation import simulate
from tests.chance import assert_share, odds
from tests.crowd import booked, count, lines
from tests.same import assert_books_balance, assert_same_run
from tests.scenarios import blank

ANYBODY = {"orders_at_least": 0, "spent_at_least_yuan": 0}
PLAIN_SCHEME = {"who": ANYBODY, "story": None, "tiers": [], "cap_yuan": None, "distribution": None, "team": None}
REFERRERS = 4000


def programme(scheme=None, **levers):
    """4,000 contacts who buy once and recommend at most once to two friends, of a very large market; a reward for adding."""
    base = {
        "market.size": 2_000_000,
        "market.initial_contacts": REFERRERS,
        "horizon_days": 12,
        "product.need.per_year": 73,
        "product.price_yuan": 19.99,
        "product.reference_price_yuan": 19.99,
        "purchase.first_rate": 1,
        "sharing.after_delivery_rate": 0.5,
        "sharing.invites": 2,
        "sharing.add_rate": 0.4,
        "sharing.borrowed_trust": 0.6,
        "trust.half_life_days": 1e6,
        "referral.tools": True,
        "referral.pay_on": "add",
        "scheme": None if scheme is None else {**PLAIN_SCHEME, **scheme},
    }
    return blank({**base, **{name.replace("__", "."): value for name, value in levers.items()}})


def test_a_scheme_that_changes_nothing_changes_nothing():
    """Everybody may take part, nothing is added: the same money and the same people as the plain programme, twice paid."""
    for pay_on in ("add", "first_purchase"):
        levers = {
            "referral__reward_yuan": 3,
            "referral__invitee_reward_yuan": 2,
            "referral__reward_weight": 0.5,
            "referral__invitee_weight": 0.4,
            "referral__pay_on": pay_on,
        }
        plain, scheme = simulate(programme(**levers), log=True), simulate(programme({}, **levers), log=True)
        np.testing.assert_array_equal(plain.log_lines, scheme.log_lines)
        np.testing.assert_array_equal(plain.money, scheme.money)
        assert (
            booked(plain, causes.REWARD) == 500 * count(plain, c.ADDED if pay_on == "add" else c.FIRST_ORDERS, "referral") > 0
        )


# ---------------------------------------------------------------------------------------------------- who takes part


SHARERS = {
    "product__need__per_year": 150,
    "purchase__repeat_rate": 0.5,
    "content__posts_per_day": 1,
    "sharing__after_post_rate": 0.1,
    "sharing__after_delivery_rate": 0,
    "referral__tools_shift": 0.9,
    "referral__reward_yuan": 8,
    "referral__reward_weight": 0.5,
    "referral__reward_scale_yuan": 2,
}


@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        (ANYBODY, lambda orders: orders >= 0),
        ({"orders_at_least": 1, "spent_at_least_yuan": 0}, lambda orders: orders >= 1),
        ({"orders_at_least": 2, "spent_at_least_yuan": 0}, lambda orders: orders >= 2),
        ({"orders_at_least": 0, "spent_at_least_yuan": 59}, lambda orders: orders >= 3),  # 19.99 each
        ({"orders_at_least": 2, "spent_at_least_yuan": 59}, lambda orders: orders >= 3),
    ],
    ids=["everybody", "customers", "repeat customers", "best customers", "both"],
)
def test_only_those_chosen_get_tools_and_rewards(who, allowed):
    run = simulate(programme({"who": who}, **SHARERS, purchase__first_rate=0.3), log=True)
    orders: dict[int, int] = defaultdict(int)
    shared, of, earns = {True: 0, False: 0}, {True: 0, False: 0}, 0
    old = set(run.rows["person"][:REFERRERS].tolist())
    for line in run.log_lines[run.log_lines["event"] != DELIVERY]:
        person, outcome = int(line["person"]), int(line["outcome"])
        if line["event"] == 1 and outcome & 1 and person in old:
            of[bool(allowed(orders[person]))] += 1
            shared[bool(allowed(orders[person]))] += outcome & INVITED > 0
        orders[person] += outcome & BOUGHT > 0
    assert_share(shared[True], of[True], odds(0.1, 0.9, 0.5 * math.log(5)))
    if of[False]:
        assert_share(shared[False], of[False], 0.1)
    earns = run.further["brought"].sum()
    assert booked(run, causes.REWARD) == 800 * earns
    referred = count(run, c.ADDED, "referral")
    assert earns == referred if who == ANYBODY else 0 < earns < referred


def test_a_story_is_told_by_the_programme_alone():
    """Log-odds of acceptance and the trust lent move for those invited by it; what it costs is booked to the fen."""
    story = {"accept_shift": 0.7, "trust_factor": 1.5, "cost_once_yuan": 100, "cost_yuan_per_month": 45.5}
    told = simulate(programme({"story": story}))
    reached = count(told, c.EXPOSURES, "referral") - count(told, c.WASTED, "referral")
    assert_share(count(told, c.ADDED, "referral"), reached, odds(0.4, 0.7))
    first = told.rows[told.rows["generation"] == 1]
    np.testing.assert_allclose(first["trust"], 0.5 * 0.6 * 1.5, rtol=1e-5)  # 12 days of decay: 8e-6
    assert booked(told, causes.CONTENT) == 10000 + round(4550 * 12 / 30)

    chosen = {"orders_at_least": 50, "spent_at_least_yuan": 0}  # nobody
    beside = simulate(programme({"story": story, "who": chosen}))
    reached = count(beside, c.EXPOSURES, "referral") - count(beside, c.WASTED, "referral")
    assert_share(count(beside, c.ADDED, "referral"), reached, 0.4)
    np.testing.assert_allclose(
        beside.rows["trust"][beside.rows["generation"] == 1], 0.5 * 0.6, rtol=1e-5
    )  # 12 days of decay: 8e-6


def test_trust_lent_never_passes_one():
    run = simulate(programme({"story": {"accept_shift": 0, "trust_factor": 9, "cost_once_yuan": 0, "cost_yuan_per_month": 0}}))
    trust = run.rows["trust"][run.rows["generation"] > 0]  # 0.5 · 0.6 · 9, but for the cut
    assert trust.max() == 1
    np.testing.assert_allclose(trust, 1, rtol=1e-5)


# ---------------------------------------------------------------------------------------------------- what is paid

TIERS = [{"from_successes": n, "reward_yuan": yuan} for n, yuan in ((0, 1.25), (2, 4), (5, 0.5))]
BUSY = {"sharing__invites": 9, "sharing__after_delivery_rate": 0.9}


def rewards_by_hand(run, cap=math.inf):
    """Fen for each success, of the k-th success of each referrer in order of adding; keyed by row."""
    fen, done, earned = {}, defaultdict(int), defaultdict(int)
    rows = run.rows
    for i in sorted(np.flatnonzero(rows["referrer"] >= 0), key=lambda i: (rows["joined"][i], i)):
        who = rows["referrer"][i]
        due = 125 if done[who] < 2 else 400 if done[who] < 5 else 50
        done[who] += 1
        fen[int(i)] = min(due, cap - earned[who])
        earned[who] += fen[int(i)]
    return fen, earned


@pytest.mark.parametrize("cap", [None, 0, 6.5, 13])
def test_tiers_and_caps_to_the_fen(cap):
    """Each success is paid by the number of those before it, up to the cap: not a fen more to any referrer."""
    run = simulate(programme({"tiers": TIERS, "cap_yuan": cap}, **BUSY, hook__unit_cost_yuan=3))
    fen, earned = rewards_by_hand(run, math.inf if cap is None else round(cap * 100))
    for i, each in fen.items():
        assert run.rows["spend"][i] == each + 300
    assert run.further["earned"].max() == max(earned.values())
    if cap is not None:
        assert run.further["earned"].max() == round(cap * 100)  # and some referrer gets there
    referrers = run.rows["referrer"][run.rows["referrer"] >= 0]
    np.testing.assert_array_equal(run.further["brought"], np.bincount(referrers, minlength=len(run.rows)))
    assert run.further["brought"].max() > 6
    assert booked(run, causes.REWARD) == sum(fen.values())
    assert_books_balance(run)


def test_the_tier_at_hand_is_what_moves_people():
    """Whoever has two successes shares at the pull of the second tier; whoever is at the cap, by the tools alone."""
    tiers = [{"from_successes": 0, "reward_yuan": 0}, {"from_successes": 1, "reward_yuan": 20}]
    levers = {"product__need__per_year": 400, "purchase__repeat_rate": 1, "sharing__after_delivery_rate": 0.05,
              "sharing__invites": 1, "referral__reward_weight": 0.8, "referral__reward_scale_yuan": 5}  # fmt: skip
    for cap, after in ((None, 0.8 * math.log(5)), (20, 0.8 * math.log(5))):
        run = simulate(programme({"tiers": tiers, "cap_yuan": cap}, **levers), log=True)
        brought, shared, of = defaultdict(list), [0, 0, 0], [0, 0, 0]
        for child in run.rows[run.rows["referrer"] >= 0]:
            brought[int(run.rows["person"][child["referrer"]])].append(child["joined"])
        for line in lines(run, DELIVERY):
            # a success is settled at the end of its window
            k = min(2, sum(math.ceil(t + 1e-12) <= line["t"] for t in brought[int(line["person"])]))
            of[k] += 1
            shared[k] += line["outcome"] & INVITED > 0
        assert_share(shared[0], of[0], 0.05)
        assert_share(shared[1], of[1], odds(0.05, after))
        assert_share(shared[2], of[2], odds(0.05, after) if cap is None else 0.05)


@pytest.mark.parametrize("cap", [None, 2.0])
def test_commission_is_a_share_of_every_order_for_a_while(cap):
    """Of each order within 4 days of adding, rounded to the fen, in order of time and up to the cap; later orders pay nothing."""
    scheme = {"distribution": {"share": 0.07, "days": 4}, "cap_yuan": cap}
    run = simulate(
        programme(
            scheme, product__need__per_year=200, purchase__repeat_rate=1, sharing__after_delivery_rate=0.2, horizon_days=20
        ),
        log=True,
    )
    row_of = {int(person): i for i, person in enumerate(run.rows["person"])}
    earned: dict[int, int] = defaultdict(int)
    late = 0
    bought = run.log_lines[run.log_lines["outcome"] & BOUGHT > 0]
    for t, person in zip(bought["t"].tolist(), bought["person"].tolist(), strict=True):
        i = row_of[person]
        referrer = int(run.rows["referrer"][i])
        if referrer >= 0 and t <= run.rows["joined"][i] + 4:
            earned[referrer] += min(140, math.inf if cap is None else 200 - earned[referrer])  # 7 % of 19.99
        late += referrer >= 0 and t > run.rows["joined"][i] + 4
    assert late > 1000
    assert booked(run, causes.REWARD) == sum(earned.values()) > 0
    assert run.further["earned"].max() == (200 if cap else max(earned.values()))
    assert_books_balance(run)


# ---------------------------------------------------------------------------------------------------- teams


def team(**changes):
    cut = {"kind": "help_me_cut", "helpers": 2, "hours": 48, "discount": 0.35, "invites": 3, "opener_rate": 1}
    return {**cut, "helper_discount": 0, "helper_rate": 0, **changes}


# everybody sees one post at noon of day 0 and shares it; invitations are looked at as soon as the next window begins
ONE_POST = {
    "content__posts_per_day": 1,
    "content__weekdays": ["mon"],
    "sharing__after_post_rate": 1,
    "sharing__after_delivery_rate": 0,
    "product__need__per_year": 0,
    "horizon_days": 6,
}
GROUP_BUY = team(kind="group_buy", helper_rate=0.5, helper_discount=0.2, discount=0.1)


@pytest.mark.parametrize(
    ("kind", "chance"),
    [(team(), 0.4), (team(helpers=1), 0.4), (team(invites=7, helpers=4), 0.4), (GROUP_BUY, 0.2), ({**GROUP_BUY, "invites": 9}, 0.2)],
)  # fmt: skip
def test_how_many_teams_are_completed(kind, chance):
    """Of n friends each helps with the same chance, independently: complete with P(Binomial(n, chance) ≥ helpers)."""
    run = simulate(programme({"team": kind}, **ONE_POST), log=True)
    assert count(run, c.TEAMS) == REFERRERS
    assert count(run, c.INVITATIONS) == kind["invites"] * REFERRERS
    assert_share(count(run, c.COMPLETED), REFERRERS, stats.binom.sf(kind["helpers"] - 1, kind["invites"], chance))
    prizes = lines(run, PRIZE, BOUGHT)
    prizes = prizes[np.isin(prizes["person"], run.rows["person"][:REFERRERS])]
    assert len(prizes) == count(run, c.COMPLETED)
    helped = count(run, c.FIRST_ORDERS, "referral")
    net = 1999 - int(1999 * kind["discount"] + 0.5)
    guest_net = 1999 - int(1999 * kind["helper_discount"] + 0.5)
    assert booked(run, causes.SALES) - booked(run, causes.DISCOUNT) == net * len(prizes) + guest_net * helped
    if kind["kind"] == "help_me_cut":
        assert helped == 0
    else:
        assert_share(helped, count(run, c.ADDED, "referral"), 0.5)
    assert (run.further["earned"][:REFERRERS] % (1999 - net) == 0).all()
    assert_books_balance(run)


def test_a_helper_buys_by_price():
    """The helper's discount works like any price cut: −price_sensitivity · ln(1 − discount) in log-odds."""
    run = simulate(programme({"team": GROUP_BUY}, **ONE_POST, market__segments__all__price_sensitivity=2.0))
    assert_share(count(run, c.FIRST_ORDERS, "referral"), count(run, c.ADDED, "referral"), odds(0.5, -2 * math.log(0.8)))


def test_an_opener_takes_a_price_but_always_a_gift():
    """35 % off: logit 0.3 − price_sensitivity · ln(0.65)."""
    levers = {**ONE_POST, "market__segments__all__price_sensitivity": 2.0}
    run = simulate(programme({"team": team(opener_rate=0.3)}, **levers))
    assert_share(count(run, c.ORDERS), count(run, c.COMPLETED), odds(0.3, -2 * math.log(0.65)))
    gift = simulate(programme({"team": team(opener_rate=0.0, discount=1.0)}, **levers))
    assert count(gift, c.ORDERS) == count(gift, c.COMPLETED) == count(run, c.COMPLETED)


def test_a_team_closes():
    """Invitations are looked at 12 hours after the share: in time for a team of 13 hours, too late for one of 11."""
    for hours, share in ((13, stats.binom.sf(1, 3, 0.4)), (11, 0.0)):
        run = simulate(programme({"team": team(hours=hours)}, **ONE_POST))
        if share:
            assert_share(count(run, c.COMPLETED), REFERRERS, share)
        else:
            assert count(run, c.COMPLETED) == 0
        assert_share(count(run, c.ADDED, "referral"), 3 * REFERRERS, 0.4)


def test_a_gift_is_a_cost_of_goods():
    run = simulate(programme({"team": team(discount=1.0)}, **ONE_POST))
    done = count(run, c.COMPLETED)
    assert done > 1000
    assert booked(run, causes.SALES) == booked(run, causes.DISCOUNT) == 1999 * done
    assert booked(run, causes.GOODS) == 999 * done
    assert run.rows["margin"].sum() == -999 * done


def test_no_team_is_opened_whose_prize_would_pass_the_cap():
    prize = int(1999 * 0.35 + 0.5)
    several = {**ONE_POST, "content__weekdays": ["mon", "wed", "fri", "sun"], "horizon_days": 8}
    run = simulate(programme({"team": team(), "cap_yuan": 2 * prize / 100}, **several))
    assert run.further["earned"].max() == 2 * prize
    assert simulate(programme({"team": team()}, **several)).further["earned"].max() > 2 * prize
    assert count(simulate(programme({"team": team(), "cap_yuan": prize / 100 - 0.01}, **several)), c.TEAMS) == 0


def test_a_prize_pulls_as_a_reward_of_its_worth_for_each_helper():
    """35 % of 19.99 for two helpers: 3.498 yuan a success."""
    levers = {"referral__reward_weight": 1.0, "sharing__after_delivery_rate": 0.1, "product__need__per_year": 365}
    run = simulate(programme({"team": team()}, **levers))
    assert_share(count(run, c.SHARES, "initial"), count(run, c.DELIVERIES, "initial"), odds(0.1, math.log1p(19.99 * 0.35 / 2)))


@pytest.mark.parametrize("kind", [team(helpers=1, discount=1.0), {**GROUP_BUY, "helpers": 1, "invites": 6}], ids=["cut", "buy"])
def test_engines_agree_on_teams(kind):
    """Prizes, deliveries of prizes, teams of newcomers, commissions and caps, for weeks."""
    scheme = {"team": kind, "tiers": TIERS, "cap_yuan": 60, "distribution": {"share": 0.1, "days": 9}}
    levers = {"market__size": 6000, "market__contacts__mean": 60, "market__initial_contacts": 60, "horizon_days": 25,
              "sharing__delay_days": 0.4, "purchase__repeat_rate": 0.6, "desk__active": True, "desk__ask_share": 0.4,
              "purchase__rival_pull": 0.2}  # fmt: skip
    scenario = programme(scheme, **levers)
    fast, reference = (simulate(scenario, 5, engine=engine, log=True) for engine in ("fast", "reference"))
    assert count(fast, c.COMPLETED) > 100
    assert (fast.log_lines["event"] == NEED).sum() > 1000
    assert_same_run(fast, reference)
    assert_books_balance(fast)


@pytest.mark.parametrize(
    ("levers", "says"),
    [
        ({"scheme": {"tiers": [{"from_successes": 1, "reward_yuan": 5}]}}, "begin at from_successes=0 and rise"),
        (
            {"scheme": {"tiers": [{"from_successes": n, "reward_yuan": 5} for n in (0, 3, 3)]}},
            "begin at from_successes=0 and rise",
        ),
        ({"scheme": {}, "referral__tools": False}, "a scheme needs a programme"),
        ({"scheme": {"team": team(helper_discount=0.2)}}, "a helper of help_me_cut only adds"),
    ],
)
def test_schemes_that_make_no_sense_are_refused(levers, says):
    with pytest.raises(ValueError, match=says):
        programme(**levers)
