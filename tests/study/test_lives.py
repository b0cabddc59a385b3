"""Two lives out of twin runs: who they are, and that their events are those of the log."""

import numpy as np
import pytest

from siyu_sim.behaviour.effects import BOUGHT, SEEN
from siyu_sim.simulation import simulate
from siyu_sim.study.lives import BUYER, REFERRER, chosen, lives
from siyu_sim.study.plan import load


@pytest.fixture(scope="module")
def runs():
    plan = load("referral", overrides=["market.size=3000", "horizon_days=150"])
    return tuple(simulate(plan.arm(name).scenario, 3, log=True) for name in ("none", "one_sided_high"))


def of(table, role, arm, kind):
    return (table["role"] == role) & (table["arm"] == arm) & (table["kind"] == kind)


def test_both_are_chosen_in_the_control(runs):
    control, _ = runs
    people = control.rows["person"].tolist()
    who = chosen(control)
    brought = [int((control.rows["referrer"] == k).sum()) for k in range(len(people))]
    if any(brought):
        assert brought[people.index(who[REFERRER])] == max(brought)
    assert control.rows["orders"][people.index(who[BUYER])] > 0
    assert chosen(control) == who


def test_the_events_are_those_of_the_log_in_either_arm(runs):
    table = lives(*runs)
    assert len(table["day"]) > 20
    for role, person in chosen(runs[0]).items():
        for arm, run in zip(("control", "treatment"), runs, strict=True):
            place = np.flatnonzero(run.rows["person"] == person)
            mine = (table["role"] == role) & (table["arm"] == arm)
            if not len(place):
                assert not mine.any()
                continue
            row, log = run.rows[place[0]], run.log_lines[run.log_lines["person"] == person]
            bought = of(table, role, arm, "order")
            assert bought.sum() == row["orders"] == ((log["outcome"] & BOUGHT) > 0).sum()
            assert table["yuan"][bought].sum() == pytest.approx(row["margin"] / 100)
            assert of(table, role, arm, "post").sum() == ((log["event"] == 1) & ((log["outcome"] & SEEN) > 0)).sum()
            assert of(table, role, arm, "brought").sum() == (run.rows["referrer"] == place[0]).sum()
            assert of(table, role, arm, "added").sum() == 1
            assert (np.diff(table["day"][mine]) >= 0).all() and table["day"][mine][0] == row["joined"]


def test_the_lot_falls_on_another_buyer_in_another_world(runs):
    control, _ = runs
    from dataclasses import replace

    drawn = {chosen(replace(control, seed=seed))[BUYER] for seed in range(1, 12)}
    assert len(drawn) > 4


def test_nobody_without_contacts(runs):
    from dataclasses import replace

    control, treatment = runs
    nobody = replace(control, rows=control.rows[:0])
    assert chosen(nobody) == {} and len(lives(nobody, treatment)["day"]) == 0
