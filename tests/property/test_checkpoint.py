"""A run that was stopped and goes on is the run that was never stopped; a branch shares its past, and both engines agree on it."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from siyu_sim.ledger.causes import OVERHEAD
from siyu_sim.operator.memory import by_script
from siyu_sim.saving import load_checkpoint
from siyu_sim.scenario.branching import OF_PEOPLE, branch_mistakes
from siyu_sim.scenario.schema import Scenario
from siyu_sim.simulation import Simulation, checkpoint, resume, simulate, window_ends
from tests.same import assert_books_balance, assert_same_records, assert_same_run
from tests.scenarios import variant
from tests.strategies import DRAWN, grants_for, scenarios

TRIED = settings(DRAWN, phases=[Phase.generate])  # a run or more an example: making a failing one smaller would take minutes


def days(scenario: Scenario) -> st.SearchStrategy[float]:
    """A day at which a run may stop, both ends included."""
    return st.sampled_from([0.0, *window_ends(scenario).tolist()])


@TRIED
@given(data=st.data(), scenario=scenarios(), seed=st.integers(0, 2**64 - 1))
def test_continued_is_uninterrupted(data, scenario, seed, tmp_path_factory):
    grants = data.draw(grants_for(scenario))
    whole = simulate(scenario, seed, log=True, grants=grants)
    saved = checkpoint(scenario, seed, data.draw(days(scenario)), log=True, grants=grants)
    assert_same_run(whole, resume(saved))
    path = tmp_path_factory.mktemp("saved") / "run.npz"
    saved.save(path)
    again = load_checkpoint(path)
    assert (again.scenario, again.seed, again.day) == (scenario, seed, saved.day)
    assert_same_run(whole, resume(again, engine="reference"))


@TRIED
@given(data=st.data(), scenario=scenarios(), seed=st.integers(0, 2**64 - 1))
def test_a_run_may_stop_again_and_change_its_engine(data, scenario, seed):
    first, second = sorted(data.draw(st.tuples(days(scenario), days(scenario))))
    run = Simulation.resume(checkpoint(scenario, seed, first, engine="reference", log=True), engine="fast", keep=True)
    run.run(until=second)
    assert_same_run(simulate(scenario, seed, log=True), resume(run.checkpoint()))


def mixed(past: Scenario, other: Scenario) -> Scenario:
    """`other` with the people and the channels of `past`, as a branch must have them."""
    ours, data = past.model_dump(), other.model_dump()
    for path in (*OF_PEOPLE, "window_days", "channels", "forces", "crisis", "rivals", "horizon_days"):
        *parents, last = path.split(".")
        here, there = data, ours
        for name in parents:
            here, there = here[name], there[name]
        here[last] = there[last]
    for rule in data["sop"].values():
        rule["who"]["channels"] = None
    if data["strategies"]:
        paced = {name for name, channel in past.channels.items() if channel.cost_model == "per_exposure"}
        data["strategies"]["pace_by_cac"] = {
            name: one for name, one in data["strategies"]["pace_by_cac"].items() if name in paced
        }
    if past.window_days > 1:
        data["campaigns"] = {}
    if past.scheme is not None and data["scheme"] is not None:
        data["scheme"]["cap_yuan"] = None  # what was earned under the old cap may lie above the new one
    return Scenario.model_validate(data)


@TRIED
@given(data=st.data(), past=scenarios(), other=scenarios(), seed=st.integers(0, 2**32))
def test_who_branches_off_on_day_0_has_no_past(data, past, other, seed):
    """Whatever is switched on then, or off, is on or off from the beginning."""
    scenario = mixed(past, other)
    both = past.model_dump()
    for name in ("touchpoints", "groups", "platform"):  # contacts of day 0 have these at once, and keep them
        if getattr(scenario, name):
            both[name] = data.draw(
                st.sampled_from([Scenario.model_fields[name].get_default(call_default_factory=True), "same"])
            )
            both[name] = scenario.model_dump()[name] if both[name] == "same" else both[name]
    if both["groups"] is None:
        both["touchpoints"].pop("group", None)
    past = Scenario.model_validate(both)
    saved = checkpoint(past, seed, 0.0, log=True)
    assert_same_run(simulate(scenario, seed, log=True), resume(saved, scenario))


def ahead(scenario: Scenario, day: float) -> Scenario:
    """What cannot have begun in the past, begins on `day`."""
    changes: dict[str, Any] = {f"campaigns.{name}.start_day": day for name in scenario.campaigns}
    test = scenario.script_test
    if test is not None and test.from_day < day:
        changes |= {"script_test.from_day": day, "script_test.until_day": day + test.until_day - test.from_day}
    return variant(scenario, changes)


@TRIED
@given(data=st.data(), past=scenarios(), other=scenarios(), seed=st.integers(0, 2**32))
def test_branches_share_the_past_and_engines_agree_on_the_future(data, past, other, seed):
    day = data.draw(days(past))
    scenario = ahead(mixed(past, other), day)
    if past.platform is not None and scenario.platform is not None:
        most = max(past.platform.accounts, scenario.platform.accounts)
        scenario = variant(scenario, {"platform.accounts": most})
    assert branch_mistakes(past, scenario, day) == []
    saved = checkpoint(past, seed, day, log=True)
    parent, branch = resume(saved), resume(saved, scenario)
    assert_same_run(branch, resume(saved, scenario, engine="reference"))
    assert_books_balance(branch)
    k = len(saved.memory.ends)
    np.testing.assert_array_equal(branch.money[:k], parent.money[:k])
    np.testing.assert_array_equal(branch.counts[:k], by_script(parent.counts[:k], past, scenario))
    here, there = (run.log_lines[run.log_lines["t"] < day] for run in (branch, parent))
    assert_same_records(here, there, "log line of the past")
    assert [d for d in branch.decided if d.day < day] == [d for d in parent.decided if d.day < day]


@TRIED
@given(data=st.data(), scenario=scenarios(), seed=st.integers(0, 2**32))
def test_a_branch_in_which_nothing_differs_for_people_lives_as_its_parent(data, scenario, seed):
    day = data.draw(days(scenario))
    other = variant(scenario, {"finance.overhead_yuan_per_month": scenario.finance.overhead_yuan_per_month + 3000})
    saved = checkpoint(scenario, seed, day, log=True)
    parent, branch = resume(saved), resume(saved, other)
    more = (branch.money - parent.money)[:, OVERHEAD, -1]
    k = len(saved.memory.ends)
    assert (more[:k] == 0).all() and (more >= 0).all()
    assert abs(more.sum() - 10_000 * (scenario.horizon_days - np.ceil(day))) <= 10_000 * (day % 1 > 0) + 1
    branch.money[:, OVERHEAD, -1] = parent.money[:, OVERHEAD, -1]
    assert_same_run(parent, branch)
