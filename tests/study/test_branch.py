"""Studies whose arms share a past: nothing differs before the day of the branch, and after it each is what Python gives."""

from __future__ import annotations

import os
import pickle
import signal
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from siyu_sim.measure.catalogue import measure_run
from siyu_sim.scenario.mistakes import ScenarioError
from siyu_sim.simulation import checkpoint, resume
from siyu_sim.study.execute import execute
from siyu_sim.study.plan import load
from siyu_sim.study.results import Study
from siyu_sim.study.run import run
from siyu_sim.study.tasks import Worlds, of_world, perform

DAY = 42
SMALL = [
    "market.size=5000",
    "horizon_days=84",
    "sharing.after_delivery_rate=0.9",
    "study.replications=3",
    "study.processes=1",
    "study.twins=1",
]
BRANCH = f"study.branch_day={DAY}"


@pytest.fixture(scope="module")
def plan():
    return load("referral", overrides=[*SMALL, BRANCH])


@pytest.fixture(scope="module")
def study(plan) -> Study:
    return run(plan)


def by_week(study: Study, arm: str) -> list[pd.DataFrame]:
    return [pd.DataFrame(summary.tables["time"]) for summary in study.summaries if summary.arm == arm]


def assert_one_past(study: Study) -> None:
    """In every world, exactly; and something comes after it."""
    baseline, differ = by_week(study, study.plan.baseline), 0
    for arm in study.plan.arms:
        for ours, theirs in zip(by_week(study, arm.name), baseline, strict=True):
            before = ours.day.to_numpy() <= DAY
            assert before.sum() == DAY / 7
            pd.testing.assert_frame_equal(ours[before], theirs[before], check_exact=True)
            differ += not ours[~before].equals(theirs[~before])
    assert differ >= len(baseline)


def test_before_the_day_nothing_differs(study):
    assert_one_past(study)


def test_nor_if_every_world_draws_its_assumptions():
    assert_one_past(run(load("referral", overrides=[*SMALL, BRANCH, "study.draw_assumptions=true"])))


def test_the_baseline_is_what_it_is_without_a_branch(study, plan):
    alone = run(replace(load("referral", overrides=SMALL), arms=plan.arms[:1]))
    for name in ("profit", "contacts", "customers", "gmv"):
        np.testing.assert_array_equal(study.values(plan.baseline, name), alone.values(plan.baseline, name))


def test_arms_are_what_a_checkpoint_gives_in_python(study, plan):
    saved = checkpoint(plan.scenario, plan.study.seed, DAY)
    high, ads = plan.arm("one_sided_high"), plan.arm("ads_instead")
    runs = {"one_sided_high": resume(saved, high.scenario)}
    assert ads.spend_like is not None and ads.spend_like.arm == "one_sided_high"
    ledger = runs["one_sided_high"].ledger
    rewards = ledger[(ledger.cause == ads.spend_like.cause) & (ledger.day > DAY)]
    days = (rewards.day - plan.scenario.window_days).astype(int)
    grants = (-rewards.yuan * 100).round().astype(int).groupby(days).sum().to_dict()
    assert grants, "there are rewards to spend"
    runs["ads_instead"] = resume(saved, ads.scenario, grants={ads.spend_like.channel: grants})
    told = next(s for s in study.summaries if s.arm == "ads_instead")
    assert told.granted == pytest.approx(sum(grants.values()) / 100), "what went before the branch is not granted again"
    for arm, lived in runs.items():
        for name, value in measure_run(lived).items():
            assert study.values(arm, name)[0] == pytest.approx(value, rel=1e-12, nan_ok=True), (arm, name)


def test_people_are_compared_from_the_day_of_the_branch_on(study):
    assert study.twins is not None and study.twins.snapshot_day == DAY
    credits = study.twins.summaries[0].tables["twin_credits"]
    assert "last" in set(credits["rule"]), "the log covers the past"


def test_a_world_lives_the_past_once(plan, monkeypatch):
    begun = []
    monkeypatch.setattr(
        "siyu_sim.study.branch.checkpoint", lambda *args, **more: begun.append(args[1]) or checkpoint(*args, **more)
    )
    tasks = list(of_world(plan, 1))
    assert [len(task.parts) for task in tasks] == [len(plan.arms)]
    perform(tasks[0])
    assert begun == [plan.study.seed + 1]


# ------------------------------------------------------------------------------------------------- keys and the store


def test_the_day_and_the_past_are_in_the_key(plan):
    def key(*overrides):
        return next(of_world(load("referral", overrides=[*SMALL, *overrides]), 1)).key

    assert key(BRANCH) == key(BRANCH, "study.replications=9")
    assert len({key(), key(BRANCH), key("study.branch_day=49"), key(BRANCH, "study.seed=2")}) == 4
    task = next(of_world(plan, 1))
    other = plan.arm("tools").scenario
    assert replace(task, branch=replace(task.branch, past=other)).key != task.key
    assert pickle.loads(pickle.dumps(task)).key == task.key


def test_a_killed_study_goes_on_and_a_repeated_one_computes_nothing(study, plan, tmp_path, monkeypatch):
    child = os.fork()
    if child == 0:
        try:
            tasks = [task for r in range(2) for task in Worlds(plan).tasks(r)]
            from siyu_sim.study.store import Store

            for _ in execute(tasks, store=Store(tmp_path), processes=1):
                os.kill(os.getpid(), signal.SIGKILL)
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    kept = {path: path.stat().st_mtime_ns for path in Path(tmp_path).rglob("*.parquet")}
    assert len(kept) == 1
    again = run(plan, store=tmp_path)
    assert again.runs.drop(columns="seconds", errors="ignore").equals(study.runs.drop(columns="seconds", errors="ignore"))
    assert all(path.stat().st_mtime_ns == when for path, when in kept.items())

    def forbidden(task):
        raise AssertionError(f"{task.name} was computed again")

    monkeypatch.setattr("siyu_sim.study.execute.perform", forbidden)
    assert run(plan, store=tmp_path).runs.equals(again.runs)


# ------------------------------------------------------------------------------------------------- mistakes


def mistakes(*overrides: str, experiment: str | None = "referral", multirun: bool = False):
    with pytest.raises(ScenarioError) as caught:
        load(experiment, overrides=[*SMALL, *overrides], multirun=multirun)
    return caught.value.mistakes


@pytest.mark.parametrize(
    "day, problem",
    [("41.2", "no window ends"), ("84", "nothing lies behind"), ("900", "nothing lies behind"), ("0", "above 0"), ("x", "number")],
)  # fmt: skip
def test_days_that_cannot_be(day, problem):
    (mistake,) = mistakes(f"study.branch_day={day}")
    assert mistake.path == "study.branch_day" and problem in str(mistake)


def test_all_that_arms_cannot_branch_in_is_told_at_once():
    found = mistakes(BRANCH, "leave.monthly_rate=0.01,0.02,0.03", "trust.half_life_days=20,40", experiment=None, multirun=True)
    assert {m.path for m in found} == {"leave.monthly_rate", "trust.half_life_days"}
    assert all("differs from the past" in m.problem and m.where.startswith("arm") for m in found)


def test_what_has_no_past_to_share_is_told():
    (alone,) = mistakes(BRANCH, experiment=None)
    assert "one arm only" in alone.problem
    (kind,) = mistakes(BRANCH, "study=search")
    assert "comparison" in kind.problem


def test_a_baseline_that_takes_over_spending(tmp_path):
    (tmp_path / "experiment").mkdir()
    text = (Path(__file__).resolve().parents[2] / "configs/experiment/referral.yaml").read_text("utf-8")
    (tmp_path / "experiment/ads_first.yaml").write_text(
        text.replace("baseline: none", "baseline: ads_instead").replace("name: referral", "name: ads_first"), "utf-8"
    )
    with pytest.raises(ScenarioError) as caught:
        load("ads_first", overrides=[*SMALL, BRANCH], config_dirs=[tmp_path])
    (mistake,) = caught.value.mistakes
    assert "takes over the spending" in mistake.problem


# ------------------------------------------------------------------------------------------------- told


@pytest.mark.parametrize("lang, words", [("en", "Up to day 42 every arm lives what “"), ("zh", "第42天之前")])
def test_the_page_and_the_terminal_say_on_which_day_arms_part(study, plan, lang, words, capsys):
    from siyu_sim.report.page import build
    from siyu_sim.terminal.comparison import print_comparison

    spoken = replace(plan, report=plan.report.model_copy(update={"lang": lang}))
    told = Study(spoken, study.summaries, 1.0)
    assert words in build(told).html
    print_comparison(told, spoken)
    assert words in capsys.readouterr().out
    silent = replace(spoken, study=spoken.study.model_copy(update={"branch_day": None}))
    assert words not in build(Study(silent, study.summaries, 1.0)).html
