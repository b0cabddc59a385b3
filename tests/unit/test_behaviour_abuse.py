"""Reward abuse: who cheats, when it pays, what it costs to the fen, and what checks catch; sizes worked out beforehand."""

import numpy as np
import pytest

from siyu_sim.behaviour.effects import BOUGHT, INVITED, TOUCH
from siyu_sim.engine import counters as c
from siyu_sim.ledger import causes
from siyu_sim.simulation import simulate
from tests.chance import assert_mean, assert_share, odds
from tests.crowd import booked, count, lines, segments
from tests.same import assert_books_balance, assert_same_run
from tests.unit.test_behaviour_scheme import ONE_POST, PLAIN_SCHEME, REFERRERS, programme, team

CHEATS = {"cheat_share": 0.2, "eagerness": 0, "fakes_mean": 3, "account_cost_yuan": 1, "goods_worth": 0.6, "check": None}
CHECK = {"catch_rate": 0.7, "false_alarm_rate": 0, "false_alarm_loss": 0, "cost_yuan": 0}
PAID = {**ONE_POST, "referral__reward_yuan": 5, "referral__invitee_reward_yuan": 0.5, "hook__unit_cost_yuan": 3}


def abused(abuse=None, scheme=None, **levers):
    """4,000 contacts share one post for a reward of 5 + 0.50 yuan on adding, on a hook that costs 3; some of them cheat."""
    return programme(scheme, **{**PAID, **levers}, abuse={**CHEATS, **(abuse or {})})


def those_who_faked(run):
    """Rows of the 4,000 who brought fakes: nothing else is spent on contacts held on day 0."""
    rows = run.rows[:REFERRERS]
    return rows[rows["spend"] > 0]


def test_cheats_bring_fakes_instead_of_friends():
    run = simulate(abused(), log=True)
    cheats = those_who_faked(run)
    assert_share(len(cheats), REFERRERS, 0.2)
    assert len(lines(run, TOUCH, INVITED)) == REFERRERS - len(cheats)
    assert count(run, c.INVITATIONS) == 2 * (REFERRERS - len(cheats))
    fakes = cheats["spend"] / (300 + 550)
    assert (fakes == fakes.astype(int)).all()
    assert fakes.min() == 1
    assert_mean(fakes, 3)
    assert fakes.sum() == count(run, c.FAKES)
    assert booked(run, causes.ABUSE) == 850 * count(run, c.FAKES)
    assert booked(run, causes.REWARD) == 550 * count(run, c.ADDED, "referral")
    assert len(run.rows) == REFERRERS + count(run, c.ADDED), "a fake is no contact"
    assert_books_balance(run)


def test_cheating_by_segment():
    """The odds of being a cheat are proportional to reward sensitivity: 1/4 at 1, 3/4 at 3, none at 0."""
    for sensitivity, share in ((3.0, 0.75 / 1.75), (0.0, 0.0)):
        run = simulate(abused(market__segments=segments(reward_sensitivity=sensitivity)), log=True)
        other = (run.rows["segment"][:REFERRERS] == 1).sum()
        faked = (those_who_faked(run)["segment"] == 1).sum()
        if share:
            assert_share(faked, other, share)
        else:
            assert faked == 0


def test_cheats_are_eager():
    run = simulate(abused({"cheat_share": 1.0, "eagerness": 1.5}, sharing__after_post_rate=0.1), log=True)
    assert_share(len(those_who_faked(run)), REFERRERS, odds(0.1, 1.5))


@pytest.mark.parametrize(
    ("levers", "fakes"),
    [
        ({"referral__reward_yuan": 0.5}, False),  # 1 yuan for both sides, and an account costs 1
        ({"referral__reward_yuan": 0.51}, True),
        # a fake has to buy: 19.99 for goods worth 60 % of it to the cheat, and the account: 8.996 yuan
        ({"referral__pay_on": "first_purchase", "referral__reward_yuan": 8.49}, False),
        ({"referral__pay_on": "first_purchase", "referral__reward_yuan": 8.50}, True),
    ],
    ids=["add, does not pay", "add, pays", "purchase, does not pay", "purchase, pays"],
)
def test_people_cheat_only_where_it_pays(levers, fakes):
    """A reward on a first purchase, below what the cheat loses on the goods, cannot be cheated out of us at all."""
    run, honest = simulate(abused(**levers), log=True), simulate(programme(**{**PAID, **levers}), log=True)
    assert (count(run, c.FAKES) > 0) == fakes
    if not fakes:
        np.testing.assert_array_equal(run.log_lines, honest.log_lines)
        np.testing.assert_array_equal(run.money, honest.money)


def test_a_fake_that_must_buy_is_an_order_of_the_cheat():
    """One an occasion, at full price, with its reward; the goods it brings are no occasion for the next."""
    levers = {"referral__pay_on": "first_purchase", "referral__reward_yuan": 10, "sharing__after_delivery_rate": 1}
    run = simulate(abused({"cheat_share": 1.0}, **levers), log=True)
    faked = lines(run, TOUCH, BOUGHT)
    assert len(faked) == REFERRERS == count(run, c.FAKES) == count(run, c.ORDERS)
    assert (faked["fen"] == 1999 - 999).all()
    assert booked(run, causes.ABUSE) == (300 + 1050) * REFERRERS
    assert booked(run, causes.SALES) == 1999 * REFERRERS
    assert count(run, c.SHARES) == count(run, c.DELIVERIES) == REFERRERS  # at those deliveries they invite friends, honestly
    assert_books_balance(run)


def test_checks_catch_their_share_and_cost():
    """A fake that is caught has cost its hook, and every success its check, honest or not."""
    check = {**CHECK, "cost_yuan": 0.4}
    run = simulate(abused({"check": check}))
    fakes, caught, referred = count(run, c.FAKES), count(run, c.CAUGHT), count(run, c.ADDED, "referral")
    assert_share(caught, fakes, 0.7)
    assert count(run, c.CHECKED) == fakes + referred
    assert count(run, c.UNREWARDED) == 0
    assert booked(run, causes.ABUSE) == 300 * fakes + 550 * (fakes - caught) + 40 * (fakes + referred)
    assert booked(run, causes.REWARD) == 550 * referred
    assert_books_balance(run)


def test_false_alarms_refuse_honest_people_and_cost_their_trust():
    """Of two friends none, one or both may be refused: trust 0.5 · 0.8**refused."""
    check = {**CHECK, "false_alarm_rate": 0.3, "false_alarm_loss": 0.2}
    run = simulate(abused({"check": check, "cheat_share": 0.0}))
    referred, refused = count(run, c.ADDED, "referral"), count(run, c.UNREWARDED)
    assert_share(refused, referred, 0.3)
    assert booked(run, causes.REWARD) == 550 * (referred - refused)
    assert run.further["brought"].sum() == referred - refused
    refusals = np.round(np.log(run.rows["trust"][:REFERRERS] / 0.5) / np.log(0.8), 3)
    assert set(refusals.tolist()) == {0, 1, 2}
    assert refusals.sum() == refused


def test_cheats_outside_the_programme_and_at_the_cap_gain_nothing():
    nobody = {**PLAIN_SCHEME, "who": {"orders_at_least": 1, "spent_at_least_yuan": 0}}
    assert count(simulate(abused(scheme=nobody)), c.FAKES) == 0
    capped = simulate(abused({"cheat_share": 1.0}, scheme={"cap_yuan": 12}))
    assert capped.further["earned"].max() == 1200
    fakes = count(capped, c.FAKES)
    assert booked(capped, causes.ABUSE) == 350 * fakes + capped.further["earned"].sum(dtype=np.int64)  # hook and invitee part


@pytest.mark.parametrize(("helpers", "complete"), [(1, True), (2, False)])
def test_fakes_help_to_cut(helpers, complete):
    """A prize for helpers who only add is cheated like a reward for adding: here one fake a cheat."""
    scheme = {"team": team(helpers=helpers)}
    run = simulate(
        abused({"cheat_share": 1.0, "fakes_mean": 1}, scheme, referral__pay_on="first_purchase", referral__reward_yuan=0)
    )
    assert count(run, c.TEAMS) == count(run, c.FAKES) == REFERRERS
    assert count(run, c.COMPLETED) == (REFERRERS if complete else 0)


def test_engines_agree_on_cheats():
    levers = {"market__size": 6000, "market__contacts__mean": 60, "market__initial_contacts": 300, "horizon_days": 25,
              "content__weekdays": ["mon", "thu"], "sharing__delay_days": 0.4, "purchase__first_rate": 0.5,
              "purchase__repeat_rate": 0.6, "product__need__per_year": 100, "sharing__after_delivery_rate": 0.6}  # fmt: skip
    check = {"catch_rate": 0.5, "false_alarm_rate": 0.2, "false_alarm_loss": 0.3, "cost_yuan": 0.1}
    for pay_on in ("add", "first_purchase"):
        scheme = {"cap_yuan": 50, "team": team(helpers=3)}
        abuse = {"check": check, "eagerness": 1.0}
        scenario = abused(abuse, scheme, **levers, referral__pay_on=pay_on, referral__reward_yuan=12)
        fast, reference = (simulate(scenario, 3, engine=engine, log=True) for engine in ("fast", "reference"))
        assert min(count(fast, c.FAKES), count(fast, c.CAUGHT), count(fast, c.UNREWARDED)) > 30
        assert_same_run(fast, reference)
        assert_books_balance(fast)
