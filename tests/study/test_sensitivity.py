"""Sensitivity on functions whose answer is known, and once through the engine."""

from __future__ import annotations

import numpy as np
import pytest

from siyu_sim.scenario.mistakes import ScenarioError
from siyu_sim.study.assumptions import Assumption
from siyu_sim.study.plan import load
from siyu_sim.study.probe import Point, Probe, only, pair_of
from siyu_sim.study.sensitivity import STEP, _Study, _trajectory, flip_of, runs_of, sensitivity
from siyu_sim.study.settings import SensitivitySettings

TINY = ["study=sensitivity", "market.size=300", "horizon_days=30", "study.processes=1"]
KNOWN = [
    Assumption(name, 0.5, 0.0, 1.0, False, "") for name in ("trust.bad_delivery_loss", "trust.promo_loss", "trust.social_proof")
]


class Formula(Probe):
    """Stands for the engine: the difference is a function of the three numbers, and of the world."""

    def __init__(self, plan, function):
        super().__init__(plan)
        self.function = function

    def differences(self, points, pair, metric):
        values = []
        for point in points:
            trust = point.plan.scenario.trust
            values.append(self.function(trust.bad_delivery_loss, trust.promo_loss, trust.social_proof, point.world))
        return np.array(values)


@pytest.fixture(scope="module")
def plan():
    return load("referral", overrides=TINY)


def study(plan, function, **settings) -> _Study:
    return _Study(plan, ("a", "b"), "profit", SensitivitySettings(**settings), Formula(plan, function))


def test_screening_of_a_linear_function_is_exact(plan):
    """Effects over the whole range are the coefficients, whatever the trajectory and the world."""
    found = study(plan, lambda x, y, z, world: 3 * x - 5 * y + 0 * z + 100 * world).screen(KNOWN).set_index("path")
    assert list(found.index) == [KNOWN[1].path, KNOWN[0].path, KNOWN[2].path]
    assert found["effect"].to_list() == pytest.approx([-5, 3, 0]) and found["strength"].to_list() == pytest.approx([5, 3, 0])
    assert found["spread"].to_list() == pytest.approx([0, 0, 0], abs=1e-9)


def test_an_interaction_spreads(plan):
    found = study(plan, lambda x, y, z, world: x * y, trajectories=40).screen(KNOWN).set_index("path")
    assert found["strength"][KNOWN[0].path] == pytest.approx(0.5, abs=0.2) and found["spread"][KNOWN[0].path] > 0.15
    assert found["strength"][KNOWN[2].path] == 0


def test_a_trajectory_moves_each_place_once_within_the_cube():
    dice = np.random.default_rng(3)
    for _ in range(50):
        points, order, signs = _trajectory(5, dice)
        assert points.min() >= -1e-12 and points.max() <= 1 + 1e-12 and sorted(order) == [0, 1, 2, 3, 4]
        moves = np.diff(points, axis=0)
        assert np.count_nonzero(np.abs(moves) > 1e-12) == 5
        assert moves[np.arange(5), order] == pytest.approx(STEP * signs)


def test_shares_of_variance_by_hand(plan):
    """y = 2x + y', uniform: variances 4/12 and 1/12, so 0.8 and 0.2; then a pure product, whose first orders are 3/7 each."""
    found = study(plan, lambda x, y, z, world: 2 * x + y, base_samples=1024).share(KNOWN).set_index("path")
    assert found["first"].to_list() == pytest.approx([0.8, 0.2, 0.0], abs=0.04)
    assert found["total"].to_list() == pytest.approx([0.8, 0.2, 0.0], abs=0.04)
    assert (found["total_low"] <= found["total"]).all() and (found["total"] <= found["total_high"]).all()
    # Var(xy) = 1/9 − 1/16 = 7/144; Var(E[xy|x]) = 1/48 = 3/144
    found = study(plan, lambda x, y, z, world: x * y, base_samples=2048).share(KNOWN).set_index("path")
    assert found["first"][KNOWN[0].path] == pytest.approx(3 / 7, abs=0.05)
    assert found["total"][KNOWN[0].path] == pytest.approx(4 / 7, abs=0.05)
    assert study(plan, lambda x, y, z, world: 1.0).share(KNOWN)["total"].isna().all()


def test_the_value_at_which_the_answer_flips(plan):
    """x − 0.3 with the same luck in every world crosses 0 at 0.3, for certain; beside noise of ±0.2 it is unsure around it."""
    sure = study(plan, lambda x, y, z, world: x - 0.3, steps=11)
    found = sure.flip(KNOWN[:1], sure.curve(KNOWN[:1])).iloc[0]
    assert found["at"] == pytest.approx(0.3) and found["swing"] == pytest.approx(1.0) and bool(found["decides"])
    noisy = study(plan, lambda x, y, z, world: x - 0.3 + 0.2 * (-1) ** world, steps=11)
    found = noisy.flip(KNOWN[:1], noisy.curve(KNOWN[:1])).iloc[0]
    assert found["unsure_low"] < 0.3 < found["unsure_high"] < 1
    never = study(plan, lambda x, y, z, world: x + 1)
    found = never.flip(KNOWN[:1], never.curve(KNOWN[:1])).iloc[0]
    assert np.isnan(found["at"]) and not found["decides"]


def test_of_two_crossings_the_one_nearest_to_today_is_named():
    import pandas as pd

    one = Assumption("x", 10.0, 1.0, 100.0, False, "")
    value = [one.at(u) for u in np.linspace(0, 1, 5)]
    curve = pd.DataFrame({"value": value, "diff": [-1.0, 1, 1, -3, -5], "diff_low": -9.0, "diff_high": 9.0})
    assert flip_of(one, curve)["at"] == pytest.approx(one.at(0.5 + 0.25 / 4))


def test_the_pair_and_the_arms_it_needs(plan):
    assert pair_of(plan) == ("one_sided_high", "ads_instead")
    assert [arm.name for arm in only(plan, ("ads_instead",)).arms] == [
        "one_sided_high",
        "ads_instead",
    ]  # whose spending it repeats
    alone = load(overrides=TINY)
    assert pair_of(alone) == ("as_configured", "as_configured")


def test_points_that_cannot_be_give_nan(plan):
    small = only(plan, ("none",))
    found = Probe(small).differences([None, Point(small, 0), None, Point(small, 0), None], ("none", "none"), "contacts")
    assert np.isnan(found[[0, 2, 4]]).all() and found[1] == found[3] > 0


def test_through_the_engine(plan, tmp_path, monkeypatch):
    """Small, but all of it: the tables agree with each other, the count of runs holds, and a repetition computes nothing."""
    from siyu_sim.study.store import Store

    overrides = [
        *TINY,
        "study.sensitivity.only=[purchase.repeat_rate,product.gross_margin]",
        "study.sensitivity.base_samples=8",
    ]
    plan = load("referral", overrides=[*overrides, "study.sensitivity.worlds=2", "study.sensitivity.steps=3"])
    seen = []
    found = sensitivity(plan, lambda done, total, note: seen.append((done, total)), Store(tmp_path))
    assert set(found.screening["path"]) == {"purchase.repeat_rate", "product.gross_margin"}
    assert seen[-1][0] == found.runs and abs(found.runs - runs_of(plan)) <= 2 * 2 * len(only(plan, found.pair).arms)
    again = []
    monkeypatch.setattr("siyu_sim.study.execute.perform", again.append)
    assert sensitivity(plan, None, Store(tmp_path)).flips.equals(found.flips) and not again


def test_all_mistakes_at_once(plan):
    wrong = ["study.sensitivity.arms=[none,nobody]", "study.sensitivity.metric=profits", "study.sensitivity.only=[purchace]"]
    with pytest.raises(ScenarioError) as error:
        sensitivity(load("referral", overrides=[*TINY, *wrong, "study.sensitivity.base_samples=10"]))
    assert len(error.value.mistakes) == 4 and "purchase" in str(error.value)
