"""Dates at or after the end of a run: told, and truly without effect; those before it are not told, and have one."""

from __future__ import annotations

import numpy as np
import pytest

from siyu_sim.scenario.folders import shipped_folder
from siyu_sim.scenario.horizon import unreached
from siyu_sim.scenario.traffic import exposures
from siyu_sim.simulation import simulate
from siyu_sim.study.crosscheck import Notice
from siyu_sim.study.plan import load

DAYS = 14
BASE = ("market.size=6000", "market.initial_contacts=3000", f"horizon_days={DAYS}", "referral=one_sided_high")
CAMPAIGN = ("campaigns=monthly", "campaigns.monthly.warmup_days=0")
TEST = ("sop=script_test", "script_test.until_day=36499", "sop.everybody.when={every_days: 1, hour: 12}")
FLAGGED = "sop.everybody.when={every_days: 300, hour: 12, weekdays: [%s]}"


@pytest.mark.parametrize(
    ("path", "overrides", "late", "early"),
    [
        ("ads_off_day", (), ("ads_off_day=14",), ("ads_off_day=12",)),
        ("channels.store.start_day", (), ("channels.store.start_day=13.5",), ("channels.store.start_day=13",)),
        ("content.start_day", (), ("+content.start_day=14",), ("+content.start_day=12",)),
        ("campaigns.monthly.start_day", CAMPAIGN, ("campaigns.monthly.start_day=14",), ("campaigns.monthly.start_day=12",)),
        (
            "campaigns.monthly.open_days",
            ("campaigns=monthly", "campaigns.monthly.start_day=7"),
            ("campaigns.monthly.warmup_days=7",),
            ("campaigns.monthly.warmup_days=5",),
        ),
        ("crisis.day", ("crisis=public",), ("crisis.day=14",), ("crisis.day=13",)),
        ("rivals.day", ("rivals=campaign",), ("rivals.day=14",), ("rivals.day=8",)),
        ("competition.start_day", ("competition=rivals",), ("competition.start_day=14",), ("competition.start_day=1",)),
        (
            "platform.change.day",
            (
                "platform=wecom",
                "platform.change={limits: {contacts: null, adds_per_day: 1, posts_per_day: 0}, ban_factor: 1, day: 0}",
            ),
            ("platform.change.day=14",),
            ("platform.change.day=10",),
        ),
        ("sop.everybody.when", ("sop=one_for_all",), (FLAGGED % "sun", "horizon_days=6"), (FLAGGED % "mon", "horizon_days=6")),
        (
            "sop.welcome.when",
            ("sop=welcome", "sop.first_coupon.when.delay_hours=1"),
            ("sop.welcome.when.delay_hours=336",),
            ("sop.welcome.when.delay_hours=300",),
        ),
        ("script_test.from_day", TEST, ("script_test.from_day=14",), ("script_test.from_day=2",)),
        (
            "script_test.until_day",
            (*TEST, "script_test.from_day=2"),
            ("script_test.until_day=14",),
            ("script_test.until_day=4",),
        ),
    ],
)
def test_what_is_told_has_no_effect_and_what_is_not_told_has(path, overrides, late, early):
    def run(own):
        return simulate(load(overrides=[*BASE, *overrides, *own]).scenario, log=True)

    after, before = run(late), run(early)
    assert unreached(after.scenario) == [path]
    assert path not in unreached(before.scenario)
    never = run([text.replace("=14", "=30000") for text in late])
    np.testing.assert_array_equal(after.log_lines, never.log_lines)
    np.testing.assert_array_equal(after.money, never.money)
    assert after.money.shape != before.money.shape or (after.money != before.money).any()


def test_a_date_is_told_once_with_the_arms_in_which_it_lies_beyond():
    plan = load(overrides=["crisis=public", "crisis.day=100", "horizon_days=60,90,400"], multirun=True)
    assert plan.notices == (Notice("beyond", ("horizon_days=60", "horizon_days=90"), "crisis.day"),)
    assert load("crisis").notices == ()


def test_arms_that_are_one_scenario_are_named():
    plan = load(overrides=["hook.strength=1,2", "content.posts_per_day=1,1.0"], multirun=True)
    names = [arm.name for arm in plan.arms]
    assert plan.notices == (Notice("same", tuple(names[:2])), Notice("same", tuple(names[2:])))
    assert load("referral").notices == (), "an arm that spends what another spent has that arm's scenario, and is another"


# ------------------------------------------------------------------------------------------------ traffic


TRAFFIC = [f"channels.{name}.exposures_per_day={n}" for name, n in (("store", 60), ("feed_ads", 600), ("content", 60))]
TRAFFIC += ["channels.feed_ads.cost_yuan=0.8", "channels.feed_ads.budget_yuan_per_day=60", "channels.package_card.active=false"]


def test_exposures_by_hand():
    plan = load(
        overrides=[
            *TRAFFIC,
            "horizon_days=100",
            "ads_off_day=50.5",
            "channels.store.start_day=9.5",
            "channels.content.stop_day=30",
        ]
    )
    # store 60 a day (not bought) from day 10; feed_ads 60 yuan a day at 0.8 yuan until they stop; content 60 a day for 30 days
    assert exposures(plan.scenario) == pytest.approx(60 * 90 + 75 * 50.5 + 60 * 30)
    unlimited = load(overrides=[*TRAFFIC, "horizon_days=10", "channels.feed_ads.budget_yuan_per_day=null"])
    assert exposures(unlimited.scenario) == pytest.approx(10 * (60 + 600 + 60))


def test_a_market_far_below_the_business_own_is_told_with_what_it_does_to_traffic():
    (notice,) = load(overrides=[*TRAFFIC, "market.size=3000", "horizon_days=100"]).notices
    assert (notice.kind, notice.path) == ("small", "market.size")
    assert notice.numbers == pytest.approx({"size": 3000, "own": 50_000, "before": 19_500 / 50_000, "now": 19_500 / 3000})
    assert load(overrides=["market.size=13000"]).notices == (), "less than four times smaller"
    (notice,) = load(overrides=["business=course", "market.size=13000"]).notices
    assert notice.numbers["own"] == 200_000, "of this business, not of the default"
    plan = load(overrides=["market.size=2000,3000,50000"], multirun=True)
    assert [(n.arms, n.numbers["size"]) for n in plan.notices] == [(("market.size=2000",), 2000), (("market.size=3000",), 3000)]


def test_a_business_that_is_small_in_its_own_file_is_not_told_of(tmp_path):
    (tmp_path / "business").mkdir()
    text = (shipped_folder() / "business" / "coffee.yaml").read_text("utf-8")
    text = text.replace("\nproduct:", "\nmarket: {size: 3000, contacts: {mean: 50}}\n\nproduct:", 1)
    (tmp_path / "business" / "stall.yaml").write_text(text, "utf-8")
    plan = load(overrides=["business=stall"], config_dirs=[tmp_path])
    assert (plan.scenario.market.size, plan.notices) == (3000, ())


def test_much_traffic_is_told_with_the_work_that_it_makes():
    flood = [
        *TRAFFIC,
        "channels.feed_ads.exposures_per_day=10000000",
        "channels.feed_ads.budget_yuan_per_day=null",
        "horizon_days=30",
    ]
    (notice,) = load(overrides=flood).notices
    assert notice.kind == "long"
    assert notice.numbers["exposures"] == pytest.approx(30 * (10_000_000 + 120))
    assert notice.numbers["each"] == pytest.approx(6000, rel=1e-3)
    assert notice.numbers["minutes"] == pytest.approx(300_003_600 * 20 * 5e-7 / 60)
    assert load(overrides=[*TRAFFIC, "channels.feed_ads.exposures_per_day=600000", "horizon_days=30"]).notices == (), (
        "the budget buys no more"
    )
