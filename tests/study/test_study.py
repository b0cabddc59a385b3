"""A study is the same whoever runs it, pairs worlds, and moves the same money."""

from dataclasses import replace

import numpy as np
import pytest

from siyu_sim.study.plan import load
from siyu_sim.study.results import Study
from siyu_sim.study.run import run, run_world
from siyu_sim.study.summary import Summary

SMALL = ["market.size=12000", "horizon_days=120", "study.replications=4", "study.processes=1"]


@pytest.fixture(scope="module")
def study() -> Study:
    return run(load("referral", overrides=SMALL))


def same(a: Study, b: Study) -> None:
    assert a.runs.equals(b.runs)
    for name in ("time", "cohorts", "channels", "ledger", "generations", "gmv", "trust"):
        assert a.table(name).equals(b.table(name)), name
    assert [s.trees for s in a.summaries] == [s.trees for s in b.summaries]


def test_processes_do_not_matter(study):
    same(study, run(load("referral", overrides=[*SMALL[:3], "study.processes=2"])))


def test_threads_do_not_matter(study):
    same(study, run(load("referral", overrides=[*SMALL, "study.threads=2"])))


def test_the_command_in_the_provenance_gives_the_same_study(study):
    words = study.provenance["command"].split()
    assert words[:3] == ["python", "-m", "siyu_sim"]
    again = load(overrides=words[3:])
    assert again.name == "referral"
    same(study, run(again))
    assert study.provenance["config_hash"] == run(again).provenance["config_hash"]


def test_two_identical_arms_have_identical_results():
    plan = load("referral", overrides=SMALL)
    twin = replace(plan.arm("one_sided_high"), name="twin")
    study = run(replace(plan, arms=(plan.arm("one_sided_high"), twin), baseline="one_sided_high"))
    frame = study.compare()
    twin_rows = frame[frame.arm == "twin"]
    assert (twin_rows["diff"].dropna() == 0).all() and (twin_rows["diff_high"].dropna() == 0).all()
    assert set(twin_rows["p_better"].dropna()) <= {0.5}


def test_adding_an_arm_changes_no_other(study):
    plan = load("referral", overrides=SMALL)
    alone = run(replace(plan, arms=plan.arms[:2]))
    for arm in ("none", "tools"):
        assert np.array_equal(alone.values(arm, "profit"), study.values(arm, "profit"))


def test_pairing_saves_replications(study):
    frame = study.compare(metrics=("contacts", "customers", "gmv")).dropna(subset=["vrf"])
    programme = frame[frame.arm.isin(["tools", "one_sided_low", "one_sided_high", "two_sided", "ads_instead"])]
    assert (programme[programme.metric == "contacts"].vrf > 4).all()
    assert programme.vrf.median() > 4


def test_matched_spending_is_matched(study):
    """Fen by fen: what the rewards cost in a world is what advertising gets in it, to within the price of one exposure."""
    for s in study.summaries:
        if s.arm != "ads_instead":
            continue
        donor = next(d for d in study.summaries if d.arm == "one_sided_high" and d.seed == s.seed)
        plain = next(d for d in study.summaries if d.arm == "tools" and d.seed == s.seed)
        reward = -ledger(donor)["reward"]
        assert s.granted == pytest.approx(reward, abs=1e-9) and reward > 0
        extra = ledger(plain)["media"] - ledger(s)["media"]
        stores = per_contact(s) - per_contact(plain)  # channels paid by contact move a little with who is left to add
        price = 1.0
        assert extra - stores + s.unspent == pytest.approx(reward, abs=price)


def ledger(s: Summary) -> dict[str, float]:
    return dict(zip(s.tables["ledger"]["cause"].tolist(), s.tables["ledger"]["yuan"].tolist(), strict=True))


def per_contact(s: Summary) -> float:
    """Media of the store, which is paid by contact: spend less the hooks."""
    table = s.tables["channels"]
    k = table["channel"].tolist().index("store")
    hook = -ledger(s)["hook"] / table["contacts"].sum()
    return float(table["spend"][k] - hook * table["contacts"][k])


def test_ads_stop_at_half_time(study):
    for s in study.summaries:
        if s.arm in ("ads_off", "ads_off_plain"):
            survival = s.metrics["ads_off_survival"]
            assert 0 < survival < 2
        else:
            assert np.isnan(s.metrics["ads_off_survival"])


def test_compare_by_hand(study):
    a, b = study.values("tools", "contacts"), study.values("none", "contacts")
    line = study.compare(metrics=("contacts",)).set_index("arm").loc["tools"]
    assert line["mean"] == pytest.approx(a.mean())
    assert line["diff"] == pytest.approx((a - b).mean())
    half = 6.5797 * (a - b).std(ddof=1) / 2  # t(3, 1 − 2.5 %/7): seven differences at once, four worlds: Bonferroni
    assert line["high"] == pytest.approx(a.mean() + 3.182446 * a.std(ddof=1) / 2, rel=1e-6)  # t(3, 97.5 %)
    assert line["diff_high"] == pytest.approx((a - b).mean() + half, rel=1e-3)
    assert line["vrf"] == pytest.approx((a.var(ddof=1) + b.var(ddof=1)) / (a - b).var(ddof=1))


def test_marginal_cost_by_hand(study):
    spend = study.values("one_sided_high", "acquisition_spend") - study.values("none", "acquisition_spend")
    more = study.values("one_sided_high", "contacts") - study.values("none", "contacts")
    line = study.marginal().query("arm == 'one_sided_high' and metric == 'marginal_contact_cost'").iloc[0]
    assert line["mean"] == pytest.approx(spend.sum() / more.sum())
    assert line["low"] <= line["mean"] <= line["high"]


def test_tables_average_over_worlds(study):
    funnel = study.table("funnel").set_index(["arm", "stage"])
    values = [s.tables["funnel"]["people"][1] for s in study.summaries if s.arm == "tools"]
    assert funnel.loc[("tools", "contacts"), "people"] == pytest.approx(np.mean(values))
    generations = study.table("generations").set_index(["arm", "generation"])
    people = [s.tables["generations"]["people"] for s in study.summaries if s.arm == "one_sided_high"]
    deepest = max(map(len, people)) - 1
    last = [p[deepest] if len(p) > deepest else 0.0 for p in people]  # worlds without such a generation count as 0
    row = generations.loc[("one_sided_high", deepest)]
    assert deepest >= 1 and row["people"] == pytest.approx(np.mean(last))
    half = 3.182446 * np.std(last, ddof=1) / 2
    assert row["people_high"] == pytest.approx(np.mean(last) + half, rel=1e-6)


def test_gmv_contributions_add_up(study):
    total = study.gmv_contributions("one_sided_high")["mean"].sum()
    diff = (study.values("one_sided_high", "gmv") - study.values("none", "gmv")).mean()
    assert total == pytest.approx(diff, rel=1e-9)


def test_a_world_does_not_depend_on_the_others(study):
    plan = load("referral", overrides=SMALL)
    alone = run_world(plan, 2)
    for s in alone:
        assert s.metrics["profit"] == study.values(s.arm, "profit")[2]


def test_event_logs_are_written_on_demand(tmp_path):
    import pandas as pd

    study = run(load(None, overrides=[*SMALL, "study.log=true", "study.replications=2"]))
    files = sorted(p.name for p in study.events.iterdir())
    assert files == ["as_configured-1.parquet", "as_configured-2.parquet"]
    log = pd.read_parquet(study.events / files[0])
    assert log.t.is_monotonic_increasing and log.first.sum() == study.values("as_configured", "customers")[0]


def test_better_means_lower_where_a_measure_says_so(study):
    """CAC: the probability of being better is that of costing less."""
    from siyu_sim.study.statistics import probability_above

    a, b = study.pooled("tools", "cac"), study.pooled("none", "cac")
    line = study.compare(metrics=("cac",)).set_index("arm").loc["tools"]
    assert line["p_better"] == pytest.approx(probability_above(b - a))
    assert (line["p_better"] > 0.5) == (line["diff"] < 0)


def test_a_killed_worker_is_named(tmp_path, monkeypatch, capsys):
    """A worker that dies, as when memory runs out, ends in one line and status 2, and no report."""
    from siyu_sim.cli import main

    def die(*_):
        import os
        import signal

        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr("siyu_sim.study.execute.perform", die)
    monkeypatch.chdir(tmp_path)
    assert main(["-q", "hook=none", *SMALL[:3], "study.processes=2"]) == 2
    assert "a worker process was killed" in capsys.readouterr().err
    assert not list(tmp_path.rglob("index.html"))


def test_matched_spending_adds_up_over_windows_of_half_a_day():
    plan = load("referral", overrides=[*SMALL, "window_days=0.5", "study.replications=2"])
    for s in run(plan).summaries:
        if s.arm == "one_sided_high":
            reward = -ledger(s)["reward"]
        if s.arm == "ads_instead":
            assert s.granted == pytest.approx(reward, abs=1e-9) and reward > 0


def test_an_arm_can_be_given_all_that_another_spends():
    plan = load("public_private", ["business=coffee", "horizon_days=40", "market.size=4000", "study.replications=2"])
    private, public, _ = run_world(plan, 0)
    spent = private.metrics["acquisition_spend"] + private.metrics["running_costs"]
    assert public.granted == pytest.approx(spent, abs=0.005)
    assert public.metrics["contacts"] == 0 < public.metrics["customers"]
    # what of it can be spent is spent on exposures; the rest is reported
    assert public.metrics["acquisition_spend"] + public.unspent == pytest.approx(spent, abs=40 * 0.01 + 1)
