"""The ladder of products: shares of a multinomial logit, gates, prices, what is sold in chat only."""

import math

import numpy as np
import pytest

from siyu_sim.behaviour.effects import ASKED, BOUGHT, FIRST, NEED, REPLY
from siyu_sim.engine import counters as c
from siyu_sim.ledger import causes
from siyu_sim.measure.closing import orders_by_product
from siyu_sim.scenario.checking import check
from siyu_sim.scenario.mistakes import ScenarioError
from siyu_sim.scenario.schema import Scenario
from siyu_sim.simulation import simulate
from tests.chance import assert_share
from tests.crowd import FOREVER, booked, count, crowd, lines, segments
from tests.same import assert_books_balance, assert_same_records
from tests.scenarios import blank

NEEDS = {"product__need__per_year": 36.5, "horizon_days": 10, "trust__half_life_days": FOREVER}
BUY = {"purchase__first_rate": 0.2, "purchase__repeat_rate": 0.2}
CERTAINLY = {"purchase__first_rate": 1, "purchase__repeat_rate": 1}


def rung(**changes):
    """A product that is open to everybody and as attractive as the core."""
    plain = {
        "price": 1, "reference_price": 1, "gross_margin": 0.5, "attraction": 0, "only_new": False, "after": [], "min_orders": 0,
        "chat_only": False, "refund_share": 0, "quality": None,
    }  # fmt: skip
    return {**plain, **changes}


def rung_orders(run, k):
    return count(run, c.FIRST_RUNG + k - 1)


def test_shares_are_those_of_a_multinomial_logit():
    run = simulate(crowd(**NEEDS, **BUY, ladder={"a": rung(attraction=math.log(2)), "b": rung(attraction=-1)}))
    needs = count(run, c.NEEDS)
    weights = np.array([1, 2, math.exp(-1)]) * 0.25  # the core's odds against nothing: 0.2 / 0.8
    expected = weights / (1 + weights.sum())
    others = rung_orders(run, 1), rung_orders(run, 2)
    assert orders_by_product(run) == {"core": count(run, c.ORDERS) - sum(others), "a": others[0], "b": others[1]}
    assert run.metrics["other_products_share"] == sum(others) / count(run, c.ORDERS)
    for orders, share in zip((count(run, c.ORDERS) - sum(others), *others), expected, strict=True):
        assert_share(orders, needs, share)
    assert rung_orders(run, 3) == 0


def test_price_moves_the_choice_by_its_sensitivity():
    dear = {"ladder": {"a": rung(price=4, reference_price=2)}, "market__segments": segments(price_sensitivity=2.0)}
    run = simulate(crowd(**NEEDS, **BUY, **dear), log=True)
    # half are indifferent: 0.25 against 0.25; the others find the dear one a factor (4 / 2)**2 less attractive
    half = [0.25 / (1 + 0.5), 0.0625 / (1 + 0.25 + 0.0625)]
    assert_share(rung_orders(run, 1), count(run, c.NEEDS), sum(half) / 2)


def test_a_product_that_is_closed_changes_nothing_to_the_bit():
    shop = {**NEEDS, **BUY, "purchase__rival_pull": 0.1, "dropout__a": 1, "dropout__b": 9}
    without = simulate(crowd(**shop), 3, log=True)
    closed = simulate(crowd(**shop, ladder={"a": rung(min_orders=10_000)}), 3, log=True)
    assert_same_records(without.log_lines, closed.log_lines, "log line")
    assert_same_records(without.rows, closed.rows, "contact")


def test_a_lead_product_is_for_those_who_never_bought():
    run = simulate(crowd(**NEEDS, **BUY, ladder={"lead": rung(only_new=True, attraction=math.log(3))}), log=True)
    first = lines(run, NEED, FIRST)
    assert len(first) == count(run, c.FIRST_ORDERS)
    assert_share(rung_orders(run, 1), len(first), 0.75)
    tried = count(run, c.NEEDS) - (
        count(run, c.ORDERS) - len(first)
    )  # needs of those who had not bought, and refusals of others
    assert tried > 0
    # the first order is made easy: odds 0.25 × (1 + 3), so half of all needs of newcomers end in one
    seen, newcomers, bought = set(), 0, 0
    for line in lines(run, NEED):
        if line["person"] not in seen:
            newcomers += 1
            if line["outcome"] & BOUGHT:
                bought += 1
                seen.add(line["person"])
    assert_share(bought, newcomers, 0.5)


def test_a_gate_opens_with_what_was_bought_or_how_often():
    behind_core = simulate(crowd(**NEEDS, **CERTAINLY, ladder={"premium": rung(after=["core"], attraction=math.log(3))}))
    later = count(behind_core, c.ORDERS) - count(behind_core, c.FIRST_ORDERS)
    assert_share(rung_orders(behind_core, 1), later, 0.75)
    behind_other = simulate(crowd(**NEEDS, **CERTAINLY, ladder={"a": rung(min_orders=2), "b": rung(after=["a"])}), log=True)
    orders = behind_other.rows["orders"]
    assert (orders >= 3).sum() > 1000
    third_on = np.maximum(orders.astype(int) - 2, 0).sum()
    assert 0 < rung_orders(behind_other, 2) < rung_orders(behind_other, 1) < third_on
    nobody = simulate(crowd(**NEEDS, **CERTAINLY, ladder={"a": rung(min_orders=10_000), "b": rung(after=["a"])}))
    assert rung_orders(nobody, 1) == rung_orders(nobody, 2) == 0
    assert (behind_core.further["bought"] & 15 <= 3).all()


def test_amounts_by_product_to_the_fen():
    products = {"a": rung(price=2.5, gross_margin=0.8, refund_share=0.1), "b": rung(price=0.1, gross_margin=-0.5)}
    run = simulate(crowd(**NEEDS, **BUY, ladder=products, product__price_yuan=10, product__reference_price_yuan=10))
    n = count(run, c.ORDERS), rung_orders(run, 1), rung_orders(run, 2)
    core = n[0] - n[1] - n[2]
    assert min(core, *n[1:]) > 1000
    assert booked(run, causes.SALES) == 1000 * core + 2500 * n[1] + 100 * n[2]
    assert booked(run, causes.GOODS) == 500 * core + 500 * n[1] + 150 * n[2]
    assert booked(run, causes.REFUND) == 250 * n[1]
    assert_books_balance(run)


def test_each_product_is_delivered_with_its_own_quality():
    products = {"good": rung(only_new=True, attraction=20, quality=0.9)}
    run = simulate(crowd(**NEEDS, **CERTAINLY, ladder=products, product__quality=0.3, dropout__learning=1.0))
    orders, satisfaction = run.rows["orders"], run.rows["satisfaction"]
    assert (orders == 1).sum() > 1000 < (orders > 1).sum()
    np.testing.assert_allclose(satisfaction[orders == 1], 0.9, rtol=1e-6)
    np.testing.assert_allclose(satisfaction[orders > 1], 0.3, rtol=1e-6)


DESK = {"desk__active": True, "desk__ask_share": 0.5, "desk__operators": 2000, "desk__handle_minutes": 0.01}


def test_a_product_for_chat_is_bought_in_chat_alone():
    premium = {"premium": rung(chat_only=True, attraction=math.log(3))}
    silent = simulate(crowd(**NEEDS, **BUY, **{**DESK, "desk__ask_share": 0}, ladder=premium))
    assert rung_orders(silent, 1) == 0 < count(silent, c.ORDERS)
    run = simulate(crowd(**NEEDS, **BUY, **DESK, ladder=premium), log=True)
    replies, at_once = lines(run, REPLY), lines(run, NEED)
    at_once = at_once[at_once["outcome"] & ASKED == 0]
    assert_share((at_once["outcome"] & BOUGHT > 0).sum(), len(at_once), 0.2)
    assert_share((replies["outcome"] & BOUGHT > 0).sum(), len(replies), 0.5)  # odds 0.25 × (1 + 3)
    assert_share(rung_orders(run, 1), len(replies), 0.375)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"ladder": {"core": rung()}}, "is taken"),
        ({"ladder": {"a": rung(after=["b"])}}, "after names 'b'"),
        ({"ladder": {"a": rung(only_new=True, after=["core"])}}, "never be bought"),
        ({"ladder": {"a": rung(chat_only=True)}}, "ladder.a.chat_only needs"),
        ({"product.chat_only": True}, "product.chat_only needs"),
    ],
)
def test_impossible_ladders_are_refused(changes, says):
    data = blank().model_dump()
    for path, value in changes.items():
        *parents, last = path.split(".")
        place = data
        for name in parents:
            place = place[name]
        place[last] = value
    with pytest.raises(ScenarioError, match=says):
        check(Scenario, data)
