"""Assumptions of a study: which they are, other values of them, draws, and chance told from ignorance."""

from __future__ import annotations

import numpy as np
import pytest

from siyu_sim.scenario.mistakes import ScenarioError
from siyu_sim.study.assumptions import Assumption, assumptions, drawn, varied, vary
from siyu_sim.study.ignorance import probability_right, split
from siyu_sim.study.plan import load
from siyu_sim.study.run import run

TINY = ["market.size=300", "horizon_days=30", "study.processes=1"]


@pytest.fixture(scope="module")
def plan():
    return load("referral", overrides=TINY)


@pytest.fixture(scope="module")
def known(plan):
    return {one.path: one for one in assumptions(plan)}


def test_what_an_arm_sets_is_a_strategy_and_no_assumption(plan, known):
    assert "referral.reward_yuan" not in known
    assert (
        not any(path.startswith("market.size") and path in ("market.size",) for path in known) or known["market.size"].low > 0
    )
    assert {"purchase.repeat_rate", "trust.half_life_days", "channels.store.first_trust", "market.segments.core.share"} <= set(
        known
    )


def test_channels_that_are_off_bring_none(plan, known):
    off = {name for name, channel in plan.scenario.channels.items() if not channel.active}
    assert off and not any(path.split(".")[1] in off for path in known if path.startswith("channels."))


def test_every_range_holds_its_value_and_both_ends_are_possible(plan, known):
    for one in known.values():
        assert one.low <= one.value <= one.high
        for u in (0.0, 1.0):
            vary(plan.scenario, {one.path: one.at(u)})


def test_a_wide_range_is_even_on_a_logarithmic_scale():
    wide = Assumption("x", 10.0, 1.0, 100.0, False, "")
    narrow = Assumption("x", 2.0, 1.0, 3.0, False, "")
    whole = Assumption("x", 2.0, 1.0, 5.0, True, "")
    assert [wide.at(u) for u in (0, 0.5, 1)] == pytest.approx([1, 10, 100])
    assert [narrow.at(u) for u in (0, 0.5, 1)] == pytest.approx([1, 2, 3])
    assert [whole.at(u) for u in (0, 0.3, 1)] == [1, 2, 5]
    for one in (wide, narrow):
        assert one.place(one.at(0.3)) == pytest.approx(0.3)


def test_other_values_reach_every_arm_and_shares_add_up(plan):
    other = varied(plan, {"trust.half_life_days": 33.0, "market.segments.core.share": 0.3, "no.such.path": 1.0})
    for arm in other.arms:
        assert arm.scenario.trust.half_life_days == 33.0
        shares = [segment.share for segment in arm.scenario.market.segments.values()]
        assert sum(shares) == pytest.approx(1) and shares[0] == pytest.approx(0.3 / 1.05)
    with pytest.raises(ScenarioError, match="half_life_days"):
        varied(plan, {"trust.half_life_days": -1.0})


def test_a_draw_depends_on_its_own_path_alone(plan, known):
    all_of_them = drawn(plan, 3)
    one = known["trust.half_life_days"]
    assert drawn(plan, 3, [one]) == {one.path: all_of_them[one.path]}
    assert drawn(plan, 4)[one.path] != all_of_them[one.path]
    places = [one.place(drawn(plan, k, [one])[one.path]) for k in range(400)]
    assert abs(np.mean(places) - 0.5) < 3 * (1 / 12) ** 0.5 / 20  # uniform over its prior


def test_chance_and_ignorance_by_hand():
    """Ignorance of variance 9 beside chance of variance 1: nine tenths; and none at all."""
    dice = np.random.default_rng(1)
    shared = 3 * dice.normal(size=4000)
    first, second = shared + dice.normal(size=4000), shared + dice.normal(size=4000)
    found = split(first, second, 0.95)
    assert found["ignorance"] == pytest.approx(0.9, abs=3 * (1 - 0.81) / 4000**0.5)
    assert found["ignorance_low"] < 0.9 < found["ignorance_high"]
    assert found["sd_ignorance"] ** 2 + found["sd_chance"] ** 2 == pytest.approx(found["sd"] ** 2)
    assert split(dice.normal(size=4000), dice.normal(size=4000), 0.95)["ignorance"] < 3 / 4000**0.5
    four, two = np.array([1.0, 2.0, 3.0, 6.0]), np.array([2.0, 2.0, 4.0, 4.0])
    # pair means 1.5 2 3.5 5: variance 2.5 ; within (1+0+1+4)/8 = 0.75 ; (5 − 0.75) / (5 + 0.75)
    assert split(four, two, 0.95)["ignorance"] == pytest.approx(4.25 / 5.75)


def test_probability_of_being_right_by_hand():
    found = probability_right(np.array([1.0, 2.0, -1.0, 3.0, 5.0]), np.array([1.0, -4.0]), 0.95)
    assert found["p_right"] == pytest.approx(3 / 5)  # the second draw's two worlds come to −1
    assert 0.2 < found["p_right_low"] < 0.6 < found["p_right_high"] < 0.95


def test_a_study_that_draws(plan):
    study = run(load("referral", overrides=[*TINY, "study.draw_assumptions=true", "study.replications=4"]))
    table = study.uncertainty()
    assert len(study.sisters) == 4 * len(plan.arms) and set(table["arm"]) == {arm.name for arm in plan.arms} - {plan.baseline}
    steady = run(load("referral", overrides=[*TINY, "study.replications=4"]))
    assert np.std(study.values("none", "profit")) > 2 * np.std(steady.values("none", "profit"))
    with pytest.raises(ValueError, match="draws no assumptions"):
        steady.uncertainty()
