"""Rules of the SOP: when messages go out, to whom, what they do, who is held out, what caps block, what a test of scripts decides."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from siyu_sim.behaviour.effects import BLOCKED, BOUGHT, HELD, MESSAGE, NEED, SEEN, SENT, TOUCH
from siyu_sim.engine import counters as c
from siyu_sim.engine.parameters.sop import scripts
from siyu_sim.ledger import causes
from siyu_sim.measure.retention import blocked_share, messages_sent, script_table, trial_table, uplift_table
from siyu_sim.scenario.checking import check
from siyu_sim.scenario.mistakes import ScenarioError
from siyu_sim.scenario.schema import Scenario
from siyu_sim.simulation import simulate
from tests.chance import assert_share, odds
from tests.crowd import FOREVER, PEOPLE, booked, count, crowd, lines, market, segments
from tests.same import assert_books_balance, assert_same_records

CALM = {"trust__half_life_days": FOREVER, "fatigue__half_life_days": FOREVER}


def what(kind: str = "useful", **fields: Any) -> dict[str, Any]:
    return {"kind": kind, "strength": 0.0, "discount": 0.0, "quality": 1.0, "cost_yuan": 0.0, **fields}


def after(event: str, hours: float) -> dict[str, Any]:
    return {"after": event, "delay_hours": hours}


def every(days: int, hour: float = 12.0, **fields: Any) -> dict[str, Any]:
    return {"every_days": days, "hour": hour, **fields}


def rule(when: dict[str, Any], message: dict[str, Any] | None = None, holdout: float = 0.0, **who: Any) -> dict[str, Any]:
    return {"when": when, "who": who, "where": "chat", "what": message or what(), "why": "", "holdout": holdout}


def sop(**rules: dict[str, Any]) -> dict[str, Any]:
    return {"sop": rules}


# ------------------------------------------------------------------------------------------------- when


def test_a_message_after_adding_comes_once_and_in_time():
    run = simulate(market(**sop(hello=rule(after("added", 6))), horizon_days=10), log=True)
    joined = dict(zip(run.rows["person"].tolist(), run.rows["joined"].tolist(), strict=True))
    got = lines(run, MESSAGE, SENT)
    assert len(got) == sum(t + 0.25 < 10 for t in joined.values())
    assert len(np.unique(got["person"])) == len(got)
    assert all(line["t"] == joined[int(line["person"])] + 0.25 for line in got)


BUYING = {"product__need__per_year": 36.5, "purchase__first_rate": 0.4, "purchase__repeat_rate": 0.4, "horizon_days": 60}
SECONDS = 60 / 86400  # instants of orders are kept to single precision


@pytest.mark.parametrize(("event", "delivery"), [("order", 0.0), ("delivery", 1.5)])
def test_a_message_follows_each_order_unless_another_comes_before(event, delivery):
    run = simulate(crowd(**sop(x=rule(after(event, 48))), **BUYING, product__delivery_days=delivery), log=True)
    orders, got = lines(run, NEED, BOUGHT), lines(run, MESSAGE, SENT)
    due: dict[int, list[float]] = {}
    for person in range(300):
        own = np.append(orders["t"][orders["person"] == person], np.inf)
        due[person] = [t + 2 + delivery for t, then in pairwise(own) if t + 2 + delivery < min(then, 60)]
    assert sum(map(len, due.values())) > 300
    for person, expected in due.items():
        np.testing.assert_allclose(got["t"][got["person"] == person], expected, rtol=0, atol=SECONDS)


def test_a_message_after_the_first_order_comes_once():
    run = simulate(crowd(**sop(x=rule(after("first_order", 48))), **BUYING), log=True)
    got = lines(run, MESSAGE, SENT)
    buyers = run.rows[run.rows["first_order"] < 58]
    assert len(got) == len(buyers) > 1000
    first = dict(zip(buyers["person"].tolist(), buyers["first_order"].tolist(), strict=True))
    np.testing.assert_allclose(got["t"], [first[p] + 2 for p in got["person"].tolist()], rtol=0, atol=SECONDS)


def test_rules_due_at_one_instant_go_out_in_their_order():
    rules = {name: rule(after("added", hours)) for name, hours in (("b", 2), ("a", 1), ("c", 2), ("d", 2))}
    run = simulate(market(sop=rules, horizon_days=5), log=True)
    early = run.rows["person"][run.rows["joined"] < 4]
    got = lines(run, MESSAGE, SENT)
    assert all((np.bincount(got["person"], minlength=30_000) == 4)[early])
    sent = script_table(run)
    assert {sent[name]["sent"] for name in "bcd"} == {sent["b"]["sent"]}


def test_a_rule_of_the_calendar_keeps_its_days():
    when = every(7, 9.5, weekdays=["mon", "fri"])  # day 0 is a Monday: days 0, 7, 14, … since Friday is only four days later
    run = simulate(crowd(**sop(x=rule(when)), horizon_days=30), log=True)
    assert sorted(set(lines(run, TOUCH, SENT)["t"].tolist())) == pytest.approx([day + 9.5 / 24 for day in (0, 7, 14, 21, 28)])
    assert count(run, c.MESSAGES) == 5 * PEOPLE
    run = simulate(crowd(**sop(x=rule(every(3, 9.5, weekdays=["mon", "fri"]))), horizon_days=15), log=True)
    assert {int(t) for t in lines(run, TOUCH, SENT)["t"].tolist()} == {0, 4, 7, 11, 14}


# ------------------------------------------------------------------------------------------------- who


@pytest.mark.parametrize(
    ("who", "belongs"),
    [
        ({"stage": ["lead"]}, lambda n, spent, idle, unread: n == 0),
        ({"stage": ["customer"]}, lambda n, spent, idle, unread: n == 1),
        ({"stage": ["lead", "repeat"]}, lambda n, spent, idle, unread: n != 1),
        ({"orders": {"min": 1, "max": 2}}, lambda n, spent, idle, unread: 1 <= n <= 2),
        ({"spent_yuan": {"min": 30}}, lambda n, spent, idle, unread: spent >= 30),
        ({"idle_days": {"min": 5, "max": 12}}, lambda n, spent, idle, unread: 5 <= idle <= 12),
        ({"unread_days": {"min": 7}}, lambda n, spent, idle, unread: unread >= 7),
        ({"stage": ["repeat"], "idle_days": {"max": 9}}, lambda n, spent, idle, unread: n > 1 and idle <= 9),
    ],
)
def test_the_audience_is_what_the_operator_could_have_looked_up(who, belongs):
    """Rebuilt for every contact from nothing but the log of orders and of messages seen, on each day of the rule."""
    run = simulate(
        crowd(**sop(x=rule(every(7, 12.0), **who)), **BUYING, product__price_yuan=10, attention__seen_rate=0.3, market__size=2000,
              market__initial_contacts=2000),
        log=True,
    )  # fmt: skip
    log = run.log_lines
    addressed = 0
    for day in range(0, 60, 7):
        t = day + 0.5
        orders = log[(log["outcome"] & BOUGHT > 0) & (log["t"] < t)]
        seen = log[(log["outcome"] & SEEN > 0) & (log["t"] < t)]
        n = np.bincount(orders["person"], minlength=2000)
        last, read = np.zeros(2000), np.zeros(2000)
        np.maximum.at(last, orders["person"], orders["t"])
        np.maximum.at(read, seen["person"], np.floor(seen["t"]))
        unread = np.where(np.bincount(seen["person"], minlength=2000) > 0, day - read, t)
        expected = [i for i in range(2000) if belongs(n[i], 10 * n[i], t - last[i], unread[i])]
        got = log[(log["event"] == TOUCH) & (log["t"] == t) & (log["outcome"] & SENT > 0)]
        assert sorted(got["person"].tolist()) == expected
        addressed += len(expected)
    assert 300 < addressed < 9 * 2000, "an audience of all or none tells nothing"


def test_sources():
    scenario = market(
        **sop(x=rule(after("added", 1), channels=["live"]), y=rule(after("added", 1), channels=["referral"])), horizon_days=3
    )
    sent = script_table(simulate(scenario))
    assert sent["x"]["sent"] > 10
    assert sent["y"]["sent"] == 0


def test_a_rule_for_nobody_changes_nothing():
    plain = simulate(crowd(**BUYING), log=True)
    ruled = simulate(
        crowd(**BUYING, **sop(x=rule(every(1), orders={"min": 1e6}), y=rule(after("order", 1), orders={"max": 0}))), log=True
    )
    assert_same_records(plain.rows, ruled.rows, "contact")
    silent = ruled.log_lines[ruled.log_lines["event"] != MESSAGE]
    assert_same_records(plain.log_lines, silent, "log line")
    np.testing.assert_array_equal(plain.counts, ruled.counts[:, : c.SCRIPTS_FROM])


# ------------------------------------------------------------------------------------------------- what


@pytest.mark.parametrize("when", [every(7), after("added", 24)], ids=["calendar", "personal"])
def test_strength_is_log_odds_of_noticing_and_quality_of_trust(when):
    message = what("human", strength=0.8, quality=1.5)
    run = simulate(
        crowd(**CALM, **sop(x=rule(when, message)), attention__seen_rate=0.3, trust__gain__human=0.1, horizon_days=5)
    )
    assert_share(count(run, c.SEEN), PEOPLE, odds(0.3, 0.8))
    trust = run.rows["trust"]
    assert np.isclose(trust, 0.5, atol=1e-6).sum() == PEOPLE - count(run, c.SEEN)
    np.testing.assert_allclose(trust[trust > 0.5 + 1e-6], 1 - 0.5 * (1 - 0.15), rtol=1e-5)


@pytest.mark.parametrize("when", [every(7), after("added", 24)], ids=["calendar", "personal"])
def test_an_offer_sells_by_strength_and_discount_and_costs_its_message(when):
    message = what("promo", strength=0.5, discount=0.25, cost_yuan=0.03)
    run = simulate(
        crowd(**CALM, **sop(x=rule(when, message)), market__segments=segments(price_sensitivity=2.0), purchase__impulse_rate=0.1,
              purchase__first_rate=0.5, purchase__repeat_rate=0.5, product__price_yuan=100,
              product__reference_price_yuan=100, horizon_days=5),
        log=True,
    )  # fmt: skip
    for segment, shift in ((0, 0.0), (1, -2 * math.log(0.75))):
        own = run.rows["segment"] == segment
        assert_share(int((run.rows["orders"][own] > 0).sum()), int(own.sum()), odds(0.1, 0.5, shift))
    orders = count(run, c.ORDERS)
    assert booked(run, causes.DISCOUNT) == orders * 2500
    assert booked(run, causes.CONTENT) == 3 * count(run, c.MESSAGES) == 3 * PEOPLE
    assert script_table(run)["x"]["orders"] == orders
    assert_books_balance(run)


def test_a_discount_to_buyers_takes_from_sales_at_full_price():
    """Everybody's next need would have been met at the full price: a coupon that all take and that replaces it halves the revenue."""
    levers = {
        "product__need__per_year": 365 / 4,
        "product__need__rhythm": "clockwork",
        "purchase__first_rate": 1,
        "purchase__repeat_rate": 1,
        "purchase__impulse_rate": 1,
        "purchase__pull_forward": 1,
        "horizon_days": 4,
    }
    plain = simulate(crowd(**levers))
    coupon = simulate(crowd(**levers, **sop(x=rule(after("added", 0.1), what("promo", discount=0.5)))))
    assert count(coupon, c.ORDERS) == pytest.approx(
        count(plain, c.ORDERS), rel=0.002
    )  # needs in the first six minutes are not skipped
    assert coupon.rows["revenue"].sum() == pytest.approx(plain.rows["revenue"].sum() / 2, rel=0.005)


# ------------------------------------------------------------------------------------------------- hold-outs


def test_the_control_gets_nothing_and_is_a_random_share():
    offer = what("promo", strength=0.0, discount=0.25)
    rules = {"x": rule(every(2), offer, holdout=0.2), "y": rule(after("added", 5), offer, holdout=0.2)}
    run = simulate(
        crowd(
            **CALM, sop=rules, purchase__impulse_rate=0.1, purchase__first_rate=0.5, purchase__repeat_rate=0.5, horizon_days=9
        ),
        log=True,
    )
    held, sent = {}, {}
    for name, event in (("x", TOUCH), ("y", MESSAGE)):
        held[name], sent[name] = (set(lines(run, event, bit)["person"].tolist()) for bit in (HELD, SENT))
        assert not held[name] & sent[name]
        assert len(held[name]) + len(sent[name]) == PEOPLE
        assert_share(len(held[name]), PEOPLE, 0.2)
        assert (lines(run, event, HELD)["outcome"] == HELD).all()
    assert_share(len(held["x"] & held["y"]), len(held["y"]), 0.2)  # another rule, other dice
    wider = simulate(crowd(**CALM, **sop(x=rule(every(2), offer, holdout=0.4)), horizon_days=2), log=True)
    assert held["x"] < set(lines(wider, TOUCH, HELD)["person"].tolist())


def test_the_uplift_is_measured_against_the_control():
    """No needs: whoever is held out never orders; others order at each of five messages with chance 0.1."""
    offer = rule(every(2), what("promo"), holdout=0.5)
    run = simulate(
        crowd(
            **CALM,
            **sop(x=offer),
            purchase__impulse_rate=0.1,
            purchase__first_rate=0.5,
            purchase__repeat_rate=0.5,
            horizon_days=9,
        )
    )
    found = uplift_table(run)["x"]
    assert found["treated"] + found["control"] == PEOPLE
    assert found["orders_control"] == 0
    n = int(found["treated"])
    assert_share(round(found["orders_treated"] * n), 5 * n, 0.1)
    assert found["credited"] == found["orders_treated"], "every order is one at the message"
    assert found["sent"] == 5 * n
    assert found["low"] < 0.5 < found["high"]


def test_the_uplift_does_not_count_what_was_only_brought_forward():
    """Every order at the message replaces a need that would have been met: orders at it, but no uplift."""
    levers = {
        "product__need__per_year": 73,
        "purchase__first_rate": 1,
        "purchase__repeat_rate": 1,
        "purchase__impulse_rate": 0.5,
        "purchase__pull_forward": 1,
    }
    run = simulate(crowd(**CALM, **levers, **sop(x=rule(after("added", 1), what("promo"), holdout=0.5)), horizon_days=200))
    found, sent = uplift_table(run)["x"], script_table(run)["x"]
    assert sent["orders_per_message"] > 0.45
    assert found["low"] < 0 < found["high"]
    assert found["high"] - found["low"] < 0.5, "narrow enough to tell 0 from the half an order at the message"


# ------------------------------------------------------------------------------------------------- caps


@pytest.mark.parametrize(("per_day", "per_month"), [(1, None), (None, 4), (1, 4)])
def test_caps_are_kept_and_what_they_block_is_counted(per_day, per_month):
    rules = {
        "a": rule(every(3, 9.0)),
        "b": rule(every(3, 18.0)),
        "c": rule(after("order", 30)),
        "d": rule(every(1, 20.0), holdout=0.5),
    }
    run = simulate(crowd(**CALM, **BUYING, sop=rules, caps={"per_day": per_day, "per_month": per_month}), log=True)
    log = run.log_lines[(run.log_lines["outcome"] & SENT) > 0]
    days = np.bincount(log["person"].astype(np.int64) * 60 + log["t"].astype(int), minlength=60 * PEOPLE)
    months = days.reshape(PEOPLE, 2, 30).sum(axis=2)
    if per_day:
        assert days.max() == per_day
    if per_month:
        assert months.max() == per_month
        assert (months == per_month).all(), "there is more to send than the cap lets through"
    blocked = run.log_lines[(run.log_lines["outcome"] & BLOCKED) > 0]
    assert len(blocked) == count(run, c.BLOCKED) == sum(line["blocked"] for line in script_table(run).values()) > 1000
    assert not (blocked["outcome"] & (SENT | SEEN | HELD)).any()
    assert count(run, c.MESSAGES) == messages_sent(run) == len(log)
    assert blocked_share(run) == len(blocked) / (len(blocked) + len(log))


def test_who_is_held_out_uses_up_no_cap():
    rules = {"a": rule(every(1, 9.0), holdout=1.0), "b": rule(every(1, 18.0))}
    run = simulate(crowd(sop=rules, caps={"per_day": 1, "per_month": None}, horizon_days=5))
    assert script_table(run)["b"]["sent"] == 5 * PEOPLE
    assert count(run, c.BLOCKED) == 0


# ------------------------------------------------------------------------------------------------- testing scripts


def script_test(weak: float, strong: float, **fields: Any) -> dict[str, Any]:
    test = {
        "rule": "x",
        "variants": {"a": what("promo", strength=weak), "b": what("promo", strength=strong), "c": what("promo", strength=weak)},
        "share": 0.6,
        "from_day": 4,
        "until_day": 12,
        **fields,
    }
    return {**sop(x=rule(every(2), what("promo"))), "script_test": test, "horizon_days": 20, "purchase__impulse_rate": 0.05}


SOLD = {"purchase__first_rate": 0.5, "purchase__repeat_rate": 0.5}


@pytest.mark.parametrize("when", [every(2), after("order", 12)], ids=["calendar", "personal"])
def test_a_test_splits_people_and_rolls_out_what_sold_more(when):
    levers = {**script_test(0.0, 1.5), **SOLD, "product__need__per_year": 73}
    levers["sop"] = {"x": rule(when, what("promo"))}
    scenario = crowd(**CALM, **levers)
    run = simulate(scenario, log=True)
    names = [script.name for script in scripts(scenario)]
    assert names == ["x", "x.a", "x.b", "x.c"]
    sent = run.counts[:, c.SCRIPTS_FROM :].reshape(20, 4, c.PER_SCRIPT, -1)[:, :, c.SCRIPT_SENT].sum(axis=2)
    assert (sent[:4, 1:] == 0).all() and sent[:4, 0].sum() > 0
    during = sent[4:12].sum(axis=0)
    for k, part in enumerate((0.4, 0.2, 0.2, 0.2)):
        if when == every(2):
            people = during[k] // 4  # four posts, to the same people each
            assert_share(people, PEOPLE, part)
    assert during[1] == pytest.approx(during[3], rel=0.1), "equal texts for equal shares"
    assert (sent[12:, [0, 1, 3]] == 0).all() and sent[12:, 2].sum() > 0, "the strongest is for everybody"
    trial = trial_table(run)
    assert [line["sent"] for line in trial.values()] == during.tolist()
    assert {name: line["rolled_out"] for name, line in trial.items()} == {"x": 0, "x.a": 0, "x.b": 1, "x.c": 0}


def test_the_choice_is_by_observed_orders_a_message():
    """On a handful of messages the better text often loses; the choice is still the one with most orders a message."""
    wrong = 0
    for seed in range(12):
        scenario = crowd(**CALM, **script_test(0.0, 0.4, share=0.02, until_day=6), **SOLD)
        run = simulate(scenario, seed)
        counts = run.counts[:, c.SCRIPTS_FROM :].reshape(20, 4, c.PER_SCRIPT, -1).sum(axis=3)
        seen = counts[4:6, 1:].sum(axis=0)
        rates = seen[:, c.SCRIPT_ORDERS] / seen[:, c.SCRIPT_SENT]
        chosen = np.flatnonzero(counts[6:, 1:, c.SCRIPT_SENT].sum(axis=0))
        assert chosen.tolist() == [int(np.argmax(rates))]
        trial = list(trial_table(run).values())
        assert [line["orders"] for line in trial[1:]] == seen[:, c.SCRIPT_ORDERS].tolist()
        assert [line["rolled_out"] for line in trial].index(1) == chosen[0] + 1
        wrong += chosen[0] != 1
    assert 0 < wrong < 12


def test_a_test_that_is_not_over_by_the_horizon_decides_nothing():
    run = simulate(crowd(**CALM, **script_test(0.0, 1.5, until_day=20), **SOLD))
    trial = trial_table(run)
    assert run.rolled_out is None and all(math.isnan(line["rolled_out"]) for line in trial.values())
    assert all(line["sent"] > 0 for line in trial.values())
    assert trial_table(simulate(crowd(**SOLD))) == {}


def test_variants_share_their_luck():
    """The same text under two names: a test changes nothing but the names."""
    plain = simulate(crowd(**CALM, **{**script_test(0.0, 0.0), "script_test": None}, **SOLD), log=True)
    tested = simulate(crowd(**CALM, **script_test(0.0, 0.0), **SOLD), log=True)
    assert_same_records(plain.log_lines, tested.log_lines, "log line")


# ------------------------------------------------------------------------------------------------- affront


def test_a_deep_offer_affronts_who_has_paid_well():
    affront = {"trust_loss": 0.3, "from_discount": 0.2, "spent_prices": 2.0}
    levers = {
        "product__need__per_year": 365 / 4,
        "product__need__rhythm": "clockwork",
        "purchase__first_rate": 1,
        "purchase__repeat_rate": 1,
    }
    for discount, lost in ((0.25, 0.3), (0.15, 0.0)):
        message = rule(every(100, 12.0, weekdays=["sat"]), what("promo", discount=discount))  # day 5: one or two orders so far
        run = simulate(crowd(**CALM, **levers, **sop(x=message), affront=affront, horizon_days=6), log=True)
        orders = run.log_lines[(run.log_lines["outcome"] & BOUGHT > 0) & (run.log_lines["t"] < 5.5)]
        paid = np.bincount(orders["person"], minlength=PEOPLE) >= 2
        assert 0.2 < paid.mean() < 0.8
        np.testing.assert_allclose(run.rows["trust"], np.where(paid, 0.5 * (1 - lost), 0.5), rtol=1e-5)


# ------------------------------------------------------------------------------------------------- mistakes


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"when": {"after": "added"}}, "after takes delay_hours"),
        ({"when": {"every_days": 7}}, "every_days takes hour"),
        ({"when": {}}, "either after"),
        ({"when": {"after": "added", "delay_hours": 0}}, "too small"),
        ({"who": {"orders": {"min": 3, "max": 1}}}, "above max"),
        ({"who": {"channels": ["nowhere"]}}, "unknown channel"),
        ({"who": {"trust": {"min": 0.5}}}, "unknown key"),
        ({"what": what("useful", discount=0.2)}, "makes no offer"),
    ],
)
def test_mistakes_are_told(changes, problem):
    data = crowd().model_dump()
    data["sop"] = {"x": {**rule(every(7)), **changes}}
    with pytest.raises(ScenarioError) as error:
        check(Scenario, data)
    assert problem in str(error.value)
