"""Pairs of arms in many worlds: which pair, what is told over worlds, and the referral experiment from end to end."""

import re
from pathlib import Path

import numpy as np
import pytest

from siyu_sim.measure.twins import INCREMENTS
from siyu_sim.simulation import simulate
from siyu_sim.study.plan import load
from siyu_sim.study.run import run
from siyu_sim.study.statistics import interval, ratio_interval
from siyu_sim.study.tasks import SNAPSHOT_SHARE
from siyu_sim.study.twins import (
    KEYS,
    Granted,
    PairOfArms,
    Twins,
    TwinSummary,
    granted,
    pair_of,
    twins_of,
)

WORLDS = 4
SMALL = ("market.size=6000", "horizon_days=180", f"study.replications={WORLDS}")


@pytest.fixture(scope="module")
def plan():
    return load("referral", overrides=list(SMALL))


def rewards_by_day(run):
    """What a run paid as rewards, by the day on which the window began: what `spend_like` hands on."""
    from siyu_sim.ledger.causes import REWARD

    return {day: int(fen) for day, fen in enumerate(run.money[:, REWARD].sum(axis=1)) if fen}


@pytest.fixture(scope="module")
def twins(plan):
    """Large reward against the same money for feed ads, in four worlds."""
    pair = pair_of(plan)
    summaries = []
    for seed in range(1, 1 + WORLDS):
        more = {"log": True, "snapshot_day": SNAPSHOT_SHARE * plan.scenario.horizon_days}
        treatment = simulate(plan.arm(pair.treatment).scenario, seed, **more)
        control = simulate(plan.arm(pair.control).scenario, seed, grants={"feed_ads": rewards_by_day(treatment)}, **more)
        summaries.append(twins_of(control, treatment, granted(plan, pair)))
    return Twins(pair, summaries[::-1], plan.study.confidence)


def test_the_pair_is_the_focus_or_the_last_arm(plan):
    assert pair_of(plan) == ("one_sided_high", "ads_instead") == PairOfArms(*plan.focus)
    assert granted(plan, pair_of(plan)) == Granted(control=frozenset({"channel.feed_ads"}))
    assert granted(plan, PairOfArms("ads_instead", "none")) == Granted(treatment=frozenset({"channel.feed_ads"}))
    assert pair_of(load("hooks")) == (load("hooks").focus or (load("hooks").arms[-1].name, load("hooks").baseline))
    with pytest.raises(ValueError, match="one"):
        pair_of(load())


def test_the_referral_experiment(twins):
    """What must be so whoever wins: worlds in order, all tables, both sums, and the shapes of attribution's errors."""
    assert [summary.seed for summary in twins.summaries] == [1, 2, 3, 4]
    assert twins.tables == tuple(KEYS)
    quadrants = twins.quadrants.set_index(["outcome", "quadrant"])
    added = quadrants.loc["added"]
    assert added["people"].sum() == 6000
    assert added.loc["persuaded", "people_low"] > 0  # rewards bring people whom the ads do not
    assert 0 < added.loc["driven_away", "people"] < added.loc["persuaded", "people"]  # the ads' own
    assert added["contribution"].sum() == pytest.approx(twins.values("true.contribution").mean())

    credits = twins.table("twin_credits")
    named = credits[credits["differs"] > 0]
    assert set(named["source"]) == {"channel.referral", "channel.feed_ads"}
    assert set(credits[credits["claims"] > 0]["source"]) == {"channel.referral"}

    lines = twins.attribution.set_index(["increment", "rule"])
    contacts = lines.loc["contacts", "first"]
    assert contacts["true"] > 0 and contacts["claimed"] > contacts["credited"] > 0
    assert contacts["claim_ratio_low"] > 1  # most recommend without a reward too
    # orders follow posts, so the last touch gives referral next to nothing
    assert lines.loc["orders", "last"]["claimed"] < 0.1 * lines.loc["orders", "first"]["claimed"]


def test_moves_say_whom_the_claims_rest_on(twins):
    """Contacts that first touch credits to referral in the treatment arm are those who move to referral in `twin_moves`."""
    moves = twins.table("twin_moves")
    credits = twins.table("twin_credits").set_index(["rule", "source"])
    by_referral = moves[moves["treatment"] == "referral"]
    assert by_referral["people"].sum() == pytest.approx(credits.loc["first", "channel.referral"]["contacts_treatment"])
    assert by_referral["customers_treatment"].sum() == pytest.approx(
        credits.loc["first", "channel.referral"]["customers_treatment"]
    )


def told(true, credited, claimed):
    """Metrics of a world in which every increment has the same numbers."""
    values = {"true": true, "first": credited, "first_claim": claimed}
    return {f"{what}.{name}": value for what, value in values.items() for name in INCREMENTS}


def test_means_and_bounds_over_worlds_by_hand():
    true, credited, claimed = [10.0, 12.0, 14.0], [20.0, 25.0, 27.0], [40.0, 41.0, 45.0]
    summaries = []
    for seed in range(3):
        table = {"group": np.array(["a", "b"]), "people": np.array([seed, 5.0]), "each": np.array([np.nan, seed])}
        summaries.append(TwinSummary(seed, told(true[seed], credited[seed], claimed[seed]), {"twin_segments": table}))
    twins = Twins(PairOfArms("t", "c"), summaries, 0.9)
    table = twins.table("twin_segments").set_index("group")
    assert tuple(table.loc["a", ["people", "people_low", "people_high"]]) == interval(np.array([0.0, 1, 2]), 0.9)
    assert table.loc["b", "people_low"] == table.loc["b", "people_high"] == 5
    assert np.isnan(table.loc["a", "each"])
    line = twins.attribution.iloc[0]
    assert len(twins.attribution) == 4 and line["rule"] == "first"  # no log, no last touch
    assert line["ratio"] == pytest.approx(72 / 36) and line["error"] == pytest.approx(12)
    assert (line["ratio"], line["ratio_low"], line["ratio_high"]) == ratio_interval(np.array(credited), np.array(true), 0.9)


def test_nothing_is_a_multiple_of_what_may_be_nothing():
    """Three worlds whose true increments straddle 0: the error is told, the ratio is not."""
    summaries = [TwinSummary(k, told(true, 5.0, 9.0), {}) for k, true in enumerate((-1.0, 0.5, 1.0))]
    line = Twins(PairOfArms("t", "c"), summaries, 0.95).attribution.iloc[0]
    assert np.isnan(line["ratio"]) and np.isnan(line["ratio_low"]) and line["error"] == pytest.approx(5 - 0.5 / 3)


def test_no_worlds_no_twins():
    with pytest.raises(ValueError, match="worlds"):
        Twins(PairOfArms("t", "c"), [], 0.95)


def test_the_page_of_the_docs_runs_as_it_stands(capsys):
    page = (Path(__file__).resolve().parents[2] / "docs/twins.md").read_text("utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    exec(code, {})
    assert "persuaded" in capsys.readouterr().out


def test_a_study_brings_its_twins_home(plan, tmp_path):
    """What the tasks send is what the two runs give, through the store as well; the arms are those of the focus."""
    small = load("referral", overrides=["market.size=800", "horizon_days=60", "study.replications=2", "study.processes=1"])
    study = run(small, store=tmp_path)
    again = run(small, store=tmp_path)
    pair = pair_of(small)
    assert study.twins is not None and study.twins.pair == pair
    more = {"log": True, "snapshot_day": SNAPSHOT_SHARE * 60}
    donor = simulate(small.arm("one_sided_high").scenario, 2)
    arms = {name: small.arm(name) for name in pair}
    grants = {name: {"feed_ads": rewards_by_day(donor)} if arm.spend_like else {} for name, arm in arms.items()}
    runs = {name: simulate(arm.scenario, 2, grants=grants[name], **more) for name, arm in arms.items()}
    direct = twins_of(runs[pair.control], runs[pair.treatment], granted(small, pair))
    for home in (study.twins, again.twins):
        one = home.summaries[1]
        assert (one.seed, one.metrics, one.snapshot_day) == (2, direct.metrics, direct.snapshot_day)
        for name, columns in direct.tables.items():
            for column, values in columns.items():
                np.testing.assert_array_equal(one.tables[name][column], values)


def test_no_twins_of_one_arm_or_when_none_are_wanted():
    tiny = ["market.size=300", "horizon_days=20", "study.replications=2", "study.processes=1"]
    assert run(load(None, overrides=tiny)).twins is None
    assert run(load("referral", overrides=[*tiny, "study.twins=0"])).twins is None
