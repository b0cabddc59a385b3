"""The arena: limits are enforced and counted, bans and departures cost contacts, codes break and are repaired."""

import math

import numpy as np
import pytest

from siyu_sim.behaviour.effects import ADDED, BLOCKED, EXPOSED, LEFT_US, TOUCH
from siyu_sim.behaviour.state import LEFT
from siyu_sim.engine import counters as c
from siyu_sim.engine.slow.platform import ban_hazard
from siyu_sim.ledger import causes
from siyu_sim.scenario.platform import Platform
from siyu_sim.simulation import simulate
from tests.chance import assert_mean, assert_share, odds
from tests.crowd import booked, count, crowd, lines, market
from tests.same import assert_books_balance, assert_same_records

NO_LIMITS = {"contacts": None, "adds_per_day": None, "posts_per_day": None}
FREE = {
    "accounts": 1, "account_cost_yuan_per_month": 0, "limits": NO_LIMITS, "change": None, "bans": None, "nurture": None,
    "staff": None, "outages": None,
}  # fmt: skip
BANS = {
    "per_year": 3.65, "safe_adds_per_day": 10, "adds_weight": 0.0, "promo_weight": 0.0, "plug_ins": False, "plug_in_factor": 8.0,
    "young_days": 0, "young_factor": 1.0, "temporary_share": 0.0, "temporary_days": 0, "recovered_share": 0.0,
}  # fmt: skip


ACCOUNTS = 2000


def platform(**changes):
    return {**FREE, **changes}


def limits(**changes):
    return {**NO_LIMITS, **changes}


def test_a_platform_without_limits_changes_nothing():
    levers = {"horizon_days": 20, "content__posts_per_day": 1, "product__need__per_year": 50, "purchase__first_rate": 0.5}
    channel = {"exposures_per_day": 50, "add_rate": 0.5}
    without, within = (
        simulate(market(channel, **levers), 3, log=True),
        simulate(market(channel, **levers, platform=platform()), 3, log=True),
    )
    assert_same_records(without.log_lines, within.log_lines, "log line")
    np.testing.assert_array_equal(without.counts, within.counts)
    np.testing.assert_array_equal(without.money, within.money)


def test_accounts_hold_no_more_than_the_limit_and_the_refused_are_counted():
    run = simulate(market({"exposures_per_day": 100}, platform=platform(accounts=3, limits=limits(contacts=200))), log=True)
    assert len(run.rows) == 600
    np.testing.assert_array_equal(np.bincount(run.further["account"]), [200, 200, 200])
    assert count(run, c.REFUSED) + count(run, c.WASTED) + 600 == count(run, c.EXPOSURES) == 3000
    assert len(lines(run, EXPOSED, BLOCKED)) == count(run, c.REFUSED) > 2000
    joined = run.rows["joined"]
    assert joined[run.further["account"] == 0].max() < joined[run.further["account"] == 1].min()


def test_leavers_make_room():
    levers = {"leave__monthly_rate": 0.9, "platform": platform(limits=limits(contacts=50))}
    run = simulate(market({"exposures_per_day": 100}, **levers))
    held = (run.rows["flags"] & LEFT == 0).sum()
    assert len(run.rows) > 100
    assert held <= 50


def test_adds_a_day():
    run = simulate(market({"exposures_per_day": 100}, platform=platform(accounts=2, limits=limits(adds_per_day=7))), log=True)
    a_day = np.bincount(lines(run, EXPOSED, ADDED)["t"].astype(int))
    assert (a_day == 14).all() and len(a_day) == 30


def test_a_rule_change_bites_from_its_day():
    change = {"day": 10.0, "limits": limits(adds_per_day=3), "ban_factor": 1.0}
    run = simulate(market({"exposures_per_day": 100}, platform=platform(change=change)), log=True)
    a_day = np.bincount(lines(run, EXPOSED, ADDED)["t"].astype(int))
    assert (a_day[10:] == 3).all()
    assert a_day[:10].min() > 80


def test_a_platform_lets_through_so_many_posts_and_the_rest_costs_nothing():
    content = {"content__posts_per_day": 3, "content__hours": [9.0, 12.0, 15.0]}
    cost = {"useful": 2, "human": 2, "promo": 2}
    run = simulate(crowd(**content, content__cost_per_post_yuan=cost, platform=platform(limits=limits(posts_per_day=2))))
    assert count(run, c.TOUCHES) == 20_000 * 60
    assert booked(run, causes.CONTENT) == 60 * 200
    assert run.refused_posts == 30


def test_accounts_cost_while_they_are_open():
    run = simulate(
        crowd(platform=platform(accounts=5, account_cost_yuan_per_month=30, limits=limits(contacts=5000)), horizon_days=45)
    )
    assert booked(run, causes.LICENCE) == 4 * 3000 * 1.5


def many_accounts(**bans):
    """2,000 accounts of 10 contacts each."""
    spec = platform(accounts=ACCOUNTS, limits=limits(contacts=10), bans={**BANS, **bans})
    return crowd(platform=spec)


def lost_accounts(run):
    """Accounts all of whose contacts are gone."""
    gone = (run.rows["flags"] & LEFT) > 0
    return int(gone.reshape(ACCOUNTS, 10).all(axis=1).sum())


def test_bans_come_at_their_hazard():
    """1 % a day; the bans of the last day reach contacts after the end, so 29 days count."""
    run = simulate(many_accounts())
    assert_share(lost_accounts(run), ACCOUNTS, 1 - math.exp(-0.01 * 29))
    assert count(run, c.PLATFORM_LOST) == 10 * lost_accounts(run) == count(run, c.LEFT)


def test_promotion_raises_the_hazard():
    content = {"useful": 0.0, "human": 0.0, "promo": 1.0}
    scenario = many_accounts(promo_weight=0.5, per_year=1.0)
    scenario = scenario.model_copy(
        update={"content": scenario.content.model_copy(update={"posts_per_day": 2, "hours": [9.0, 12.0]})}
    )
    promo = scenario.model_copy(
        update={"content": scenario.content.model_copy(update={"mix": scenario.content.mix.model_copy(update=content)})}
    )
    assert_share(lost_accounts(simulate(scenario)), ACCOUNTS, 1 - math.exp(-29 / 365))
    assert_share(lost_accounts(simulate(promo)), ACCOUNTS, 1 - math.exp(-29 / 365 * math.e))


@pytest.mark.parametrize(
    ("changes", "adds", "promos", "age", "day", "factor"),
    [
        ({}, 10, 0, 99, 0, 1),
        ({"adds_weight": 0.7}, 30, 0, 99, 0, math.exp(1.4)),
        ({"adds_weight": 0.7}, 5, 0, 99, 0, 1),
        ({"promo_weight": 0.2}, 0, 3, 99, 0, math.exp(0.6)),
        ({"young_days": 30, "young_factor": 4}, 0, 0, 29, 0, 4),
        ({"young_days": 30, "young_factor": 4}, 0, 0, 30, 0, 1),
        ({"plug_ins": True}, 0, 0, 99, 0, 8),
        ({}, 0, 0, 99, 50, 6),
    ],
)
def test_hazard_of_a_ban(changes, adds, promos, age, day, factor):
    change = {"day": 50.0, "limits": NO_LIMITS, "ban_factor": 6.0}
    spec = Platform.model_validate(platform(bans={**BANS, **changes}, change=change))
    assert ban_hazard(spec, adds, promos, age, day) == pytest.approx(0.01 * factor)


def test_a_ban_is_certain_where_adds_are_beyond_all_measure():
    spec = Platform.model_validate(platform(bans={**BANS, "adds_weight": 5.0}))
    hazard = ban_hazard(spec, np.float64(1e6), 0, 99, 0)
    assert math.isfinite(hazard) and -math.expm1(-hazard) == 1.0


def test_a_ban_for_a_time_silences_the_account():
    """Each account is silent a share of the time; its contacts miss the posts of that time, nobody is lost."""
    scenario = many_accounts(temporary_share=1.0, temporary_days=3.0)
    scenario = scenario.model_copy(update={"content": scenario.content.model_copy(update={"posts_per_day": 1})})
    run = simulate(scenario, log=True)
    assert count(run, c.LEFT) == 0
    blocked = lines(run, TOUCH, BLOCKED)
    assert len(blocked) == count(run, c.BLOCKED) > 5000
    assert count(run, c.TOUCHES) + count(run, c.BLOCKED) == 20_000 * 30
    one = np.sort(blocked["t"][blocked["person"] == blocked["person"][0]])
    assert len(one) % 3 == 0 and np.allclose(np.diff(one)[:2], 1)  # noon of three days in a row
    share = 3 / (3 + 100)  # of the time, once it has settled
    assert 0.5 * share < count(run, c.BLOCKED) / (20_000 * 30) < 1.2 * share


def test_some_contacts_are_found_again():
    run = simulate(many_accounts(recovered_share=0.8, per_year=36.5).model_copy(update={"horizon_days": 2}))
    lost = count(run, c.PLATFORM_LOST)
    moved = (run.further["account"] != np.arange(20_000) // 10).sum()
    assert_share(int(moved), int(moved) + lost, 0.8)


@pytest.mark.parametrize(("handover", "kept"), [(True, 0.9), (False, 0.25)])
def test_keepers_leave(handover, kept):
    """Their accounts are handed over with a share of the contacts, or go with them."""
    staff = {"turnover_per_year": 3.65, "handover": handover, "kept_share": 0.9, "kept_without": 0.25}
    run = simulate(crowd(platform=platform(accounts=ACCOUNTS, limits=limits(contacts=10), staff=staff), horizon_days=11))
    gone = (run.rows["flags"] & LEFT) > 0
    assert count(run, c.PLATFORM_LOST) == gone.sum()
    a_day = 1 - math.exp(-0.01)
    if handover:  # an account may be handed over more than once in the ten days
        assert (run.further["account"] == np.arange(20_000) // 10).all()
        assert_mean(gone.reshape(ACCOUNTS, 10).mean(axis=1), 1 - (1 - a_day * (1 - kept)) ** 10)
    else:
        moved = run.further["account"] != np.arange(20_000) // 10
        assert_share(int((moved | gone).reshape(ACCOUNTS, 10).all(axis=1).sum()), ACCOUNTS, 1 - (1 - a_day) ** 10)
        assert_share(int(moved.sum()), int((moved | gone).sum()), kept)


def test_a_young_account_is_used_gently_and_spare_ones_are_ready():
    nurture = {"days": 10, "adds_per_day": 4, "spare": 0}
    run = simulate(market({"exposures_per_day": 60}, platform=platform(nurture=nurture)), log=True)
    a_day = np.bincount(lines(run, EXPOSED, ADDED)["t"].astype(int))
    assert (a_day[:10] == 4).all() and a_day[11:].min() > 40
    spare = simulate(
        market({"exposures_per_day": 60, "start_day": 12}, platform=platform(nurture={**nurture, "spare": 1})), log=True
    )
    a_day = np.bincount(lines(spare, EXPOSED, ADDED)["t"].astype(int))
    assert a_day[12:].min() > 40


def test_codes_break_and_are_repaired():
    """Up 10 days on average, down 5: a third of the exposures meet a broken code, paid for like all others."""
    outages = {"per_year": 36.5, "repair_days": 5.0}
    channel = {"exposures_per_day": 5, "cost_yuan": 1}
    shares = []
    for seed in range(60):
        run = simulate(market(channel, horizon_days=365, platform=platform(outages=outages)), seed)
        shares.append(count(run, c.BROKEN) / (count(run, c.EXPOSURES) - count(run, c.WASTED)))
        assert booked(run, causes.MEDIA) == 100 * count(run, c.EXPOSURES)
    mean, error = np.mean(shares), np.std(shares, ddof=1) / math.sqrt(len(shares))
    early = 1 / 3 - 1 / 3 * (1 - math.exp(-365 * 0.3)) / (365 * 0.3)  # all codes work on day 0
    assert abs(mean - early) < 4 * error < 0.05


def test_books_balance_with_everything_on():
    spec = platform(
        accounts=30, account_cost_yuan_per_month=50, limits=limits(contacts=100, adds_per_day=20, posts_per_day=1),
        bans={**BANS, "temporary_share": 0.5, "temporary_days": 2, "recovered_share": 0.5},
        outages={"per_year": 20, "repair_days": 2},
    )  # fmt: skip
    run = simulate(
        market(
            {"exposures_per_day": 80, "cost_yuan": 0.5},
            platform=spec,
            content__posts_per_day=1,
            product__need__per_year=50,
            purchase__first_rate=0.5,
        )
    )
    assert count(run, c.PLATFORM_LOST) > 0
    assert_books_balance(run)


def crisis(**changes):
    spec = {
        "day": 10.5, "heard_share": 1.0, "trust_loss": 0.4, "leave_rate": 0.0, "trust_weight": 0.0, "answered": False,
        "answer_factor": 0.25,
    }  # fmt: skip
    return {**spec, **changes}


@pytest.mark.parametrize(("answered", "left"), [(False, 0.6), (True, 0.9)])
def test_a_crisis_costs_trust(answered, left):
    run = simulate(crowd(crisis=crisis(answered=answered), trust__half_life_days=10, market__initial_trust=0.8))
    np.testing.assert_allclose(run.rows["trust"], 0.8 * 2**-1.05 * left, rtol=1e-5)
    assert (run.rows["t_last"] == 10.5).all()
    assert count(run, c.TOUCHES) == count(run, c.SEEN) == 0


@pytest.mark.parametrize(("trust", "rate"), [(0.5, 0.1), (0.9, odds(0.1, -1.2)), (0.1, odds(0.1, 1.2))])
def test_who_trusts_us_stays(trust, rate):
    run = simulate(
        crowd(crisis=crisis(leave_rate=0.1, trust_weight=3.0, heard_share=0.5), market__initial_trust=trust,
              trust__half_life_days=1e6), log=True
    )  # fmt: skip
    heard = lines(run, TOUCH)
    assert_share(len(heard), 20_000, 0.5)
    assert_share(count(run, c.LEFT), len(heard), rate)
    assert len(lines(run, TOUCH, LEFT_US)) == count(run, c.LEFT)


@pytest.mark.parametrize(("trust", "inside"), [(0.5, odds(0.5, -1.0)), (1.0, 0.5), (0.0, odds(0.5, -2.0))])
def test_a_rival_wins_those_who_trust_us_least(trust, inside):
    levers = {
        "product__need__per_year": 36.5, "purchase__first_rate": 0.5, "purchase__repeat_rate": 0.5, "trust__half_life_days": 1e6,
        "market__initial_trust": trust, "rivals": {"day": 10, "days": 5, "pull": 2.0, "keep": 0.0},
    }  # fmt: skip
    run = simulate(crowd(**levers))
    needs, orders = run.counts[:, c.NEEDS].sum(1), run.counts[:, c.ORDERS].sum(1)
    assert_share(int(orders[10:15].sum()), int(needs[10:15].sum()), inside)
    assert_share(int(orders[:10].sum() + orders[15:].sum()), int(needs[:10].sum() + needs[15:].sum()), 0.5)


def test_a_rival_keeps_some_for_good():
    levers = {
        "product__need__per_year": 36.5, "trust__half_life_days": 1e6, "market__initial_trust": 0.25,
        "rivals": {"day": 0, "days": 30, "pull": 0.0, "keep": 0.4},
    }  # fmt: skip
    run = simulate(crowd(**levers))
    assert_share(count(run, c.DROPPED), count(run, c.NEEDS), 0.4 * 0.75)
