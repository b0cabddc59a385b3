"""The five forces: which parameter each moves, by how much, and nothing at a score of 1."""

from __future__ import annotations

from functools import reduce

import numpy as np
import pytest
from pydantic import BaseModel

from siyu_sim.behaviour.effects import ADDED
from siyu_sim.behaviour.state import LEFT, READ
from siyu_sim.engine import counters as c
from siyu_sim.engine.parameters import compile_scenario
from siyu_sim.scenario.forces import EFFECTS, Forces, odds, with_forces
from siyu_sim.simulation import simulate
from tests.chance import assert_share
from tests.crowd import FOREVER, PEOPLE, count, crowd, market
from tests.same import assert_same_run
from tests.scenarios import blank, open_channel, preset, variant

ORDINARY = dict.fromkeys(Forces.model_fields, 1.0)


def scores(**changed: float) -> dict[str, float]:
    return {**ORDINARY, **changed}


def at(scenario, path: str):
    """The value at a dotted path."""
    return reduce(
        lambda place, name: place[name] if isinstance(place, dict) else getattr(place, name), path.split("."), scenario
    )


# parameter: (force, value, value under a score of 3), worked out by hand; odds p/(1 − p) times or over 3
BY_HAND = {
    "channels.live.first_trust": ("ip", 0.25, 0.5),  # odds 1/3 → 1
    "sharing.borrowed_trust": ("ip", 0.6, 9 / 11),  # 3/2 → 9/2
    "content.authenticity": ("ip", 0.8, 2.4),
    "channels.live.add_rate": ("add", 0.1, 0.25),  # 1/9 → 1/3
    "sharing.add_rate": ("add", 0.25, 0.5),
    "product.quality": ("product", 0.5, 0.75),
    "purchase.first_rate": ("product", 0.1, 0.25),
    "purchase.repeat_rate": ("operations", 0.25, 0.5),
    "purchase.impulse_rate": ("operations", 0.0, 0.0),
    "sharing.after_delivery_rate": ("operations", 1.0, 1.0),
    "trust.gain_reply": ("operations", 0.1, 0.25),
    "leave.monthly_rate": ("operations", 0.25, 0.1),  # 1/3 → 1/9
    "desk.handle_minutes": ("operations", 6.0, 2.0),
    "content.quality": ("content", 1.0, 3.0),
    "attention.seen_rate": ("content", 0.25, 0.5),
    "sharing.after_post_rate": ("content", 0.1, 0.25),
    "leave.per_touch_rate": ("content", 0.5, 0.25),
}


def plain():
    values = {path: value for path, (_, value, _) in BY_HAND.items() if not path.startswith("channels.")}
    return blank({"channels.live": open_channel(first_trust=0.25, add_rate=0.1), **values})


@pytest.mark.parametrize("force", Forces.model_fields)
def test_a_force_moves_its_own_parameters_by_its_score_and_no_other(force):
    before = plain()
    after = with_forces(variant(before, {"forces": scores(**{force: 3.0})}))
    expected = before.model_dump()
    for path, (owner, _, strong) in BY_HAND.items():
        if owner == force:
            assert at(after, path) == pytest.approx(strong, rel=1e-12), path
            *parents, last = path.split(".")
            reduce(lambda place, name: place[name], parents, expected)[last] = at(after, path)
    assert after.model_dump() == expected


def test_every_parameter_stands_under_one_force():
    named = [path.replace("*", "live") for effects in EFFECTS.values() for path, _ in effects]
    assert sorted(named) == sorted(BY_HAND)
    assert list(EFFECTS) == list(Forces.model_fields)
    for path in named:
        assert not isinstance(at(plain(), path), BaseModel)


def test_odds_keep_what_is_certain_and_undo_each_other():
    assert odds(0.0, 5) == 0.0
    assert odds(1.0, 5) == 1.0
    assert odds(odds(0.3, 4), 1 / 4) == pytest.approx(0.3)
    assert odds(1e-12, 10) == pytest.approx(1e-11)


def test_the_given_scenario_stays_as_it_was_and_forces_apply_once():
    scenario = variant(plain(), {"forces": scores(ip=2.0)})
    before = scenario.model_dump_json()
    once = with_forces(scenario)
    assert scenario.model_dump_json() == before
    assert once.forces is None
    assert with_forces(once) is once
    assert compile_scenario(scenario, 1).record == compile_scenario(once, 1).record


@pytest.mark.parametrize("business", ["coffee", "course"])
def test_ordinary_forces_are_the_same_as_none(business):
    short = {"market.size": 3000, "horizon_days": 60}
    levers = (f"business={business}", "desk=small", "referral=tools")
    none, ordinary = (variant(preset(*levers, f"forces={option}"), short) for option in ("none", "ordinary"))
    assert none.forces is None
    assert ordinary.forces == Forces(**ORDINARY)
    a, b = simulate(none, 3, log=True), simulate(ordinary, 3, log=True)
    assert len(a.rows) > 100
    assert_same_run(a, b)


def test_what_people_leave_behind_is_kept_with_the_scores_they_were_simulated_under():
    scenario = variant(plain(), {"forces": scores(ip=2.0)})
    assert simulate(scenario).scenario == scenario


# ------------------------------------------------------------------------------------------------- what people do


def test_ip_is_trust_at_first_sight():
    """Odds 3/7 → 6/7: trust 6/13 instead of 0.3."""
    levers = {"trust__half_life_days": FOREVER, "horizon_days": 5}
    for score, trust in ((1.0, 0.3), (2.0, 6 / 13)):
        run = simulate(market({"first_trust": 0.3, "exposures_per_day": 300}, **levers, forces=scores(ip=score)))
        assert len(run.rows) > 1000
        np.testing.assert_allclose(run.rows["trust"], trust, rtol=1e-6)


def test_ip_makes_a_post_believed():
    """One post seen by everybody restores 0.1 × score of the missing half of trust."""
    levers = {"content__posts_per_day": 1, "horizon_days": 1, "trust__half_life_days": FOREVER}
    for score in (1.0, 2.0):
        run = simulate(crowd(**levers, trust__gain={"useful": 0.1, "human": 0, "promo": 0}, forces=scores(ip=score)))
        np.testing.assert_allclose(run.rows["trust"], 1 - 0.5 * (1 - 0.1 * score), rtol=1e-5)


def test_ip_is_lent_by_a_friend():
    """Every contact, at trust 0.8, brings one friend, who starts with 0.25 or, at a score of 3, 0.5 of it."""
    levers = {
        "market__size": 4 * PEOPLE,
        "market__initial_trust": 0.8,
        "content__posts_per_day": 1,
        "horizon_days": 2,
        "trust__half_life_days": FOREVER,
        "sharing__after_post_rate": 1.0,
        "sharing__add_rate": 1.0,
        "sharing__borrowed_trust": 0.25,
    }
    for score, share in ((1.0, 0.25), (3.0, 0.5)):
        run = simulate(crowd(**levers, forces=scores(ip=score)))
        friends = run.rows[run.rows["generation"] == 1]
        assert len(friends) > 1000
        np.testing.assert_allclose(friends["trust"], 0.8 * share, rtol=1e-5)


@pytest.mark.parametrize(("score", "rate"), [(1.0, 0.2), (2.0, 1 / 3), (0.5, 1 / 9)])
def test_add_brings_contacts(score, rate):
    run = simulate(market({"add_rate": 0.2, "exposures_per_day": 300}, forces=scores(add=score)), log=True)
    log = run.log_lines[np.lexsort((run.log_lines["t"], run.log_lines["person"]))]
    _, first = np.unique(log["person"], return_index=True)
    assert_share((log["outcome"][first] & ADDED > 0).sum(), len(first), rate)


@pytest.mark.parametrize(("score", "rate"), [(1.0, 0.1), (3.0, 0.25)])
def test_product_is_tried(score, rate):
    """Needs every ten days at a phase of one's own: one each in ten days, of which a share `rate` is met with us."""
    needs = {"product__need__per_year": 36.5, "product__need__rhythm": "clockwork", "horizon_days": 10}
    run = simulate(crowd(**needs, purchase__first_rate=0.1, forces=scores(product=score)))
    assert count(run, c.NEEDS) == PEOPLE
    assert_share(count(run, c.FIRST_ORDERS), PEOPLE, rate)


def test_product_satisfies():
    """Quality 0.5 → 0.75 at a score of 3, met exactly by every delivery; satisfaction takes a half of the step."""
    levers = {"product__need__per_year": 36.5, "purchase__first_rate": 1.0, "dropout__learning": 0.5, "horizon_days": 10}
    for score, satisfaction in ((1.0, 0.5), (3.0, 0.625)):
        run = simulate(crowd(**levers, forces=scores(product=score)))
        once = run.rows[run.rows["orders"] == 1]
        assert len(once) > 1000
        np.testing.assert_allclose(once["satisfaction"], satisfaction, rtol=1e-6)


@pytest.mark.parametrize(("score", "rate"), [(1.0, 0.25), (3.0, 0.1)])
def test_operations_keep_people(score, rate):
    run = simulate(crowd(leave__monthly_rate=0.25, forces=scores(operations=score)))
    assert_share(((run.rows["flags"] & LEFT) > 0).sum(), PEOPLE, rate)


@pytest.mark.parametrize(("score", "rate"), [(1.0, 0.25), (3.0, 0.5)])
def test_operations_bring_customers_back(score, rate):
    """Everybody buys at the first need, and a share `rate` at each later one."""
    needs = {"product__need__per_year": 36.5, "horizon_days": 20, "purchase__first_rate": 1.0}
    run = simulate(crowd(**needs, purchase__repeat_rate=0.25, forces=scores(operations=score)))
    first = count(run, c.FIRST_ORDERS)
    assert_share(count(run, c.ORDERS) - first, count(run, c.NEEDS) - first, rate)


@pytest.mark.parametrize(("score", "rate"), [(1.0, 0.25), (3.0, 0.5)])
def test_content_is_read(score, rate):
    run = simulate(crowd(content__posts_per_day=1, horizon_days=1, attention__seen_rate=0.25, forces=scores(content=score)))
    assert_share(((run.rows["flags"] & READ) > 0).sum(), PEOPLE, rate)


@pytest.mark.parametrize(("score", "rate"), [(1.0, 0.5), (3.0, 0.25)])
def test_content_drives_fewer_out(score, rate):
    run = simulate(crowd(content__posts_per_day=1, horizon_days=1, leave__per_touch_rate=0.5, forces=scores(content=score)))
    assert_share(((run.rows["flags"] & LEFT) > 0).sum(), PEOPLE, rate)
