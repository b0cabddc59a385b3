"""Searches on formulas whose optimum is known, and through the engine."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from dataclasses import replace

import numpy as np
import pytest

from siyu_sim.scenario.mistakes import ScenarioError
from siyu_sim.study.candidates import FRESH
from siyu_sim.study.plan import load
from siyu_sim.study.search import _checked, _Search, ranked, runs_of, search
from siyu_sim.study.store import Store
from siyu_sim.study.variants import Variants, overrides_of
from tests.study.formula import Formula

TINY = ["study=search", "market.size=300", "horizon_days=30", "study.processes=1"]
KILLS = 10
POSTS = "content.posts_per_day"
LEVERS = f"study.search.levers={{{POSTS}:{{low:0,high:4}},hook:{{options:[none,gift]}}}}"


def small(*overrides: str, levers: str = LEVERS, experiment: str | None = None):
    return load(experiment, overrides=[*TINY, levers, "study.search.fresh=8", *overrides])


def find(plan, function):
    """(what a search finds, the probe) with a formula for the engine."""
    probe = Formula(plan, function)
    return _Search(_checked(plan), probe).run(), probe


def hill(scenario, _world=0):
    """Best at 1.7 posts a day with a hook: 110; as configured (0.5 posts, a hook) 81.2."""
    return {"profit": 100 - 20 * (scenario.content.posts_per_day - 1.7) ** 2 + 10 * (scenario.hook.strength > 0)}


@pytest.fixture(scope="module")
def plan():
    return small("study.search.trials=40", "study.search.rungs=[2,4]")


# ------------------------------------------------------------------------------------------------ the optimum


def test_the_optimum_is_found(plan):
    found, _ = find(plan, hill)
    best = found["front"].iloc[0]
    assert (
        best[POSTS] == pytest.approx(1.7, abs=0.25) and best["hook"] == "gift"
    )  # 40 trials of random search: about 0.05 a side
    assert best["profit"] > 108 and best["profit"] == found["trials"].query("hook == 'gift'")["profit"].max()
    assert found["overrides"]["best"] == ("content.posts_per_day=" + format(best[POSTS], "g"), "hook=gift")
    line = found["confirmed"].query("strategy == 'best' and metric == 'profit'").iloc[0]
    assert line["diff"] == line["searched"] == pytest.approx(best["profit"] - 81.2)
    assert "hook=gift" in found["statement"]["en"] and "hook=gift" in found["statement"]["zh"]


def test_less_is_better_of_a_cost(plan):
    plan = small("study.search.goals=[cac]", "study.search.trials=30", "study.search.rungs=[2]")
    found, _ = find(plan, lambda scenario, world: {"cac": -hill(scenario)["profit"]})
    assert found["front"].iloc[0]["cac"] < -105


def test_no_winners_curse():
    """Noise of its own in every world and strategy, sd 30: what wins was lucky in the search, by about a standard error of its mean in
    four worlds or more, and is not in the fresh worlds."""

    def noisy(scenario, world):
        key = [round(scenario.content.posts_per_day * 1e4), int(scenario.hook.strength > 0), world % 2**31, world // 2**31]
        return {"profit": hill(scenario)["profit"] + 30 * np.random.default_rng(key).standard_normal()}

    plan = small("study.search.trials=24", "study.search.rungs=[2,4]")
    searched, confirmed, won, shares = [], [], [], []
    for seed in range(24):
        found, _ = find(replace(plan, study=plan.study.model_copy(update={"seed": 10_000 * seed})), noisy)
        lines = found["confirmed"].query("strategy == 'best' and metric == 'profit'")
        if not len(lines):  # today's strategy won
            continue
        line, best = lines.iloc[0], found["front"].iloc[0]
        true = 100 - 20 * (best[POSTS] - 1.7) ** 2 + 10 * (best["hook"] == "gift") - 81.2
        searched.append(line["searched"] - true)
        confirmed.append(line["diff"] - true)
        shares.append(line["diff_low"] <= true <= line["diff_high"])
        won.append(true)
    n = len(searched)
    assert n >= 20
    se = np.std(confirmed, ddof=1) / np.sqrt(n)
    assert se == pytest.approx(30 * np.sqrt(2 / 8) / np.sqrt(n), rel=0.5)  # 8 fresh worlds, two independent noises
    assert abs(np.mean(confirmed)) < 3 * se
    assert np.mean(searched) > 3 * np.std(searched, ddof=1) / np.sqrt(n)  # the search promises too much
    assert np.mean(shares) > 0.95 - 3 * np.sqrt(0.95 * 0.05 / n)
    assert np.mean(won) > 0  # and still finds something better than today


def test_worlds_of_the_search_are_shared_and_never_confirm(plan):
    """Every strategy lives the same worlds, each once; those of the confirmation are others."""
    found, probe = find(plan, hill)
    worlds = sorted({world for _, world in probe.seen})
    assert worlds == [0, 1, 2, 3, *range(FRESH, FRESH + 8)]
    assert set(probe.seen.values()) == {1}
    by_world = {w: {s for s, world in probe.seen if world == w} for w in worlds}
    assert by_world[0] == by_world[1] and by_world[2] == by_world[3] and by_world[2] < by_world[0]
    assert len(by_world[2]) in (14, 15)  # a third of 40, and today's if it is not among them
    assert len(by_world[FRESH]) == 2
    assert sum(probe.seen.values()) <= runs_of(plan)
    assert found["trials"]["worlds"].max() == 4 and found["trials"]["trial"].is_unique


# ------------------------------------------------------------------------------------------------ constraints, budget, front


def test_a_budget_binds(plan):
    """A post a day costs 10 yuan, today's hook and a gift 5: of 20 yuan 1.5 posts are left with a hook, 2 without."""

    def costly(scenario, world):
        spent = {"acquisition_spend": 5.0 * (scenario.hook.strength > 0), "running_costs": 10 * scenario.content.posts_per_day}
        return {"profit": scenario.content.posts_per_day + 10 * (scenario.hook.strength > 0), **spent}

    found, _ = find(small("study.search.budget_yuan=20", "study.search.trials=60"), costly)
    best = found["front"].iloc[0]
    assert best["hook"] == "gift" and 1.2 < best[POSTS] <= 1.5 and best["feasible"] and best["spending"] <= 20
    line = found["confirmed"].query("strategy == 'best' and metric == 'spending'").iloc[0]
    assert line["within"] == "yes" and line["max"] == 20
    only_media = small("study.search.budget_yuan=20", "study.search.spending=acquisition")
    assert find(only_media, costly)[0]["front"].iloc[0][POSTS] > 3.5  # posts are free now
    never, _ = find(small("study.search.constraints={contacts:{min:1}}", "study.search.trials=10"), costly)
    assert not never["feasible"] and "No strategy" in never["statement"]["en"]
    assert never["confirmed"].query("metric == 'contacts'")["within"].eq("no").all()


def test_what_is_not_defined_is_no_answer():
    """CAC is undefined without customers: such a strategy neither meets a limit on it nor wins by it."""

    def rare(scenario, world):
        few = scenario.content.posts_per_day < 1 or world % 2
        return {"profit": -scenario.content.posts_per_day, "cac": float("nan") if few else 50.0}

    found, _ = find(small("study.search.constraints={cac:{max:60}}", "study.search.trials=10"), rare)
    assert not found["feasible"] and not found["trials"]["feasible"].any()
    goal, _ = find(small("study.search.goals=[cac]", "study.search.trials=10"), rare)
    assert not goal["feasible"]


def test_the_front_of_two_goals():
    """Profit is best at 1 post, contacts at 3: between them more of one is less of the other, outside both lose."""

    def torn(scenario, world):
        x = scenario.content.posts_per_day
        return {"profit": -((x - 1) ** 2), "contacts": -((x - 3) ** 2)}

    plan = small("study.search.goals=[profit,contacts]", "study.search.trials=60", "study.search.rungs=[1,2]", levers=LEVERS)
    found, _ = find(plan, torn)
    front = found["front"]
    assert len(front) >= 5 and front[POSTS].between(0.9, 3.1).all() and np.ptp(front[POSTS]) > 1
    assert front["profit"].is_monotonic_decreasing and front["contacts"].is_monotonic_increasing
    assert set(found["confirmed"]["strategy"]) == {"as_configured", *front["strategy"]}
    assert runs_of(plan) >= 61 + 21 + 8 * (len(front) + 1)


def test_ranks_by_hand():
    goals = np.array([[1.0, 1], [3, 0], [0, 3], [2, 2], [1.9, 2], [1.9, 2.05]])
    assert ranked(goals)[:2] == [1, 2]  # the ends of the first front,
    assert set(ranked(goals)[2:4]) == {3, 5}  # its middle,
    assert ranked(goals)[4:] == [4, 0]  # and what these beat
    assert ranked(np.array([[1.0], [3], [2]])) == [1, 2, 0]


def test_today_may_be_best():
    found, _ = find(
        small("study.search.trials=10"), lambda scenario, world: {"profit": -abs(scenario.content.posts_per_day - 0.5)}
    )
    assert list(found["overrides"]) == ["as_configured"] and "Nothing better" in found["statement"]["en"]
    assert found["front"].iloc[0]["strategy"] == "as_configured" and found["feasible"]


# ------------------------------------------------------------------------------------------------ levers


def test_kinds_of_levers():
    levers = (
        "study.search.levers={referral.reward_yuan:{low:0,high:10,step:2.5},desk.operators:{low:1,high:3},"
        f"{POSTS}:{{low:0.01,high:4,log:true}}}}"
    )
    plan = small("referral=tools", "desk=small", "study.search.trials=60", levers=levers)
    found, _ = find(plan, hill)
    trials = found["trials"].iloc[1:]
    assert set(trials["referral.reward_yuan"]) <= {0, 2.5, 5, 7.5, 10} and set(trials["desk.operators"]) == {1, 2, 3}
    assert (trials[POSTS] < 0.2).mean() > 0.15  # half of a logarithmic range lies below 0.2, a twentieth of an even one


def test_a_budget_of_zero_switches_a_channel_off():
    variants = Variants(small(), "as_configured")
    path = "channels.live.budget_yuan_per_day"
    assert variants.today(path) == 0.0
    on, off = (variants.plan({path: yuan}).scenario.channels["live"] for yuan in (30.0, 0.0))
    assert on.active and on.budget_yuan_per_day == 30 and not off.active
    assert overrides_of({path: 0}) == ("channels.live.active=false",)


def test_a_lever_of_what_is_off_has_no_say():
    variants = Variants(small(), "as_configured")
    key = next(key for key in variants.plan({"winback": "by_message"}).scenario.winback.model_dump())
    values = {"winback": "none", f"winback.{key}": 3.0}
    assert variants.plan(values).scenario == variants.scenario
    with pytest.raises(ScenarioError, match="winback is off"):
        variants.plan(values, strict=True)


def test_the_arm_of_an_experiment_stays_what_it_is():
    """Its own overrides and the day on which adverts stop."""
    plan = small("study.search.arm=ads_off", experiment="referral")
    arm = plan.arm("ads_off").scenario
    found = Variants(plan, "ads_off").plan({POSTS: 3.0}).scenario
    assert found.ads_off_day == arm.ads_off_day == 15 and found.referral == arm.referral and found.content.posts_per_day == 3
    follower = Variants(plan, "ads_instead")  # spends what another arm spends
    assert [a.name for a in follower.plan({POSTS: 3.0}).arms] == ["one_sided_high", "ads_instead"] and follower.arms == 2


def test_all_mistakes_at_once_before_anything_runs(monkeypatch):
    monkeypatch.setattr("siyu_sim.study.execute.perform", lambda task: pytest.fail("something ran"))
    levers = (
        "study.search.levers={content.post_per_day:{low:0,high:4},hook:{options:[none,gifts]},study.seed:{low:1,high:3},"
        f"{POSTS}:{{low:0,high:400}}}}"
    )
    plan = small("study.search.goals=[profits,acquisition_spend]", "study.search.constraints={cack:{max:3}}",
                 "study.search.arm=nobody", levers=levers)  # fmt: skip
    with pytest.raises(ScenarioError) as error:
        search(plan)
    text = str(error.value)
    assert len(error.value.mistakes) == 8
    for part in ("nearest:  content.posts_per_day", "hook=gift", "no lever", "0 to 48", "profits", "no goal", "cack", "nobody"):
        assert part in text


@pytest.mark.parametrize(
    ("lever", "says"),
    [
        ("{low:4,high:4}", "not below"), ("{low:1}", "give low and high"), ("{low:0,high:1,log:true}", "logarithmic"),
        ("{options:[1]}", "2 or more"), ("{options:[1,2],low:1}", "at once"), ("{low:0,high:1,step:2}", "larger"),
    ],
)  # fmt: skip
def test_a_lever_that_says_nothing(lever, says):
    with pytest.raises(ScenarioError, match=says):
        small(levers=f"study.search.levers={{{POSTS}:{lever}}}")


def test_the_usual_levers_and_no_sweep():
    task = _checked(small(levers="study.search.levers={}"))
    assert [one.path for one in task.axes] == ["hook", "referral", POSTS, "channels.feed_ads.budget_yuan_per_day"]
    with pytest.raises(ScenarioError, match="sweep"):
        search(load(overrides=[*TINY, "hook=none,coupon"], multirun=True))


def test_without_optuna_there_is_one_clear_message(monkeypatch):
    monkeypatch.setitem(sys.modules, "optuna", None)
    with pytest.raises(ScenarioError, match=r"siyu-sim\[search\]"):
        search(small())


# ------------------------------------------------------------------------------------------------ through the engine


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    folder = tmp_path_factory.mktemp("store")
    plan = small("study.search.trials=6", "study.search.batch=3", "study.search.rungs=[1,2]", "study.search.fresh=2")
    seen = []
    found = search(plan, lambda done, total, note: seen.append((done, total)), folder)
    return plan, folder, found, seen


def test_through_the_engine(finished, monkeypatch):
    """Progress ends where the runs do, and a repetition computes nothing."""
    plan, folder, found, seen = finished
    assert seen[0] == (0, runs_of(plan)) and seen[-1] == (found.runs, found.runs) and found.runs <= runs_of(plan)
    assert found.trials["worlds"].to_list().count(2) >= 2 and found.trials["spending"].gt(0).all()
    again = []
    monkeypatch.setattr("siyu_sim.study.execute.perform", again.append)
    repeated = search(plan, None, Store(folder))
    assert repeated.confirmed.equals(found.confirmed) and repeated.trials.equals(found.trials) and not again


def test_the_number_of_processes_changes_nothing(finished):
    plan, _, found, _ = finished
    two = search(replace(plan, study=plan.study.model_copy(update={"processes": 2})))
    assert two.trials.equals(found.trials) and two.confirmed.equals(found.confirmed) and two.statement == found.statement


def test_a_stopped_search_goes_on(finished, tmp_path, monkeypatch):
    from siyu_sim.study import execute

    plan, _, found, _ = finished
    perform, n = execute.perform, 0

    def counted(task):
        nonlocal n
        if n == 7:
            n += 1
            raise KeyboardInterrupt
        n += 1
        return perform(task)

    monkeypatch.setattr(execute, "perform", counted)
    with pytest.raises(KeyboardInterrupt):
        search(plan, None, tmp_path)
    resumed = search(plan, None, tmp_path)
    assert resumed.confirmed.equals(found.confirmed) and n - 1 == found.runs


def test_killed_again_and_again_it_ends_in_the_same_answer(finished, tmp_path):
    """SIGKILL at moments of all kinds: what was finished is not done again, and nothing half-written is left."""
    plan, _, found, _ = finished
    dice, kept = random.Random(3), {}
    for _ in range(KILLS):
        child = os.fork()
        if child == 0:
            try:
                search(plan, None, tmp_path)
            finally:
                os._exit(0)
        while len(list(tmp_path.rglob("*.parquet"))) <= len(kept):
            assert os.waitpid(child, os.WNOHANG) == (0, 0), "it ended without a result more"
            time.sleep(0.001)
        time.sleep(dice.uniform(0.0, 0.05))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        now = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.parquet")}
        assert kept.items() <= now.items() and len(now) > len(kept), "finished work was lost or done again"
        if len(now) > found.runs - 4:  # nearly done: make it start over, so that there is something to kill
            for path in list(now)[: len(now) // 2]:
                path.unlink()
                del now[path]
        kept = now
    resumed = search(plan, None, tmp_path)
    assert resumed.trials.equals(found.trials) and resumed.confirmed.equals(found.confirmed)
    assert resumed.statement == found.statement and resumed.overrides == found.overrides
    assert not list(tmp_path.rglob("*.damaged"))
