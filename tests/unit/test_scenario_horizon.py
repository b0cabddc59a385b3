"""Dates at or after the end of a run: told, and truly without effect; those before it are not told, and have one."""

from __future__ import annotations

import numpy as np
import pytest

from siyu_sim.scenario.horizon import unreached
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
