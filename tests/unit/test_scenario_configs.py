"""The shipped configs: every option validates for every business, and every number says why it is what it is."""

from __future__ import annotations

import re

import pytest

from siyu_sim.scenario.checking import check
from siyu_sim.scenario.compose import Composer, evidence_key
from siyu_sim.scenario.folders import SETTINGS, find, groups, headline, read, search_order
from siyu_sim.scenario.schema import Evidence, Scenario
from siyu_sim.study.plan import load

FOLDERS = search_order()
GROUPS = groups(FOLDERS)
BUSINESSES = GROUPS["business"]
CHINESE = re.compile("[\u4e00-\u9fff]")
LEVERS = [(group, option) for group, options in GROUPS.items() if group not in (*SETTINGS, "business") for option in options]


@pytest.fixture(scope="module")
def composer() -> Composer:
    return Composer()


def leaves(data, path=""):
    """Dotted paths of numbers, switches and nulls; a list counts as one leaf."""
    for key, value in data.items():
        here = f"{path}.{key}" if path else key
        if isinstance(value, dict):
            yield from leaves(value, here)
        elif value is None or isinstance(value, (bool, int, float, list)):
            yield here


def every_path(data, path=""):
    for key, value in data.items():
        here = f"{path}.{key}" if path else key
        yield here
        if isinstance(value, dict):
            yield from every_path(value, here)


@pytest.mark.parametrize("business", BUSINESSES)
@pytest.mark.parametrize(("group", "option"), LEVERS)
def test_every_option_validates_and_every_number_has_evidence(composer, business, group, option):
    composed = composer.compose([f"business={business}", f"{group}={option}"])
    assert composed.mistakes == ()
    check(Scenario, composed.scenario)
    bare = [path for path in leaves(composed.scenario) if evidence_key(path, composed.evidence) is None]
    assert bare == []


@pytest.mark.parametrize("business", BUSINESSES)
def test_evidence_is_well_formed_and_speaks_of_keys_that_exist(composer, business):
    composed = composer.compose([f"business={business}"])
    known = set(every_path(composed.scenario))
    for path, entry in composed.evidence.items():
        check(Evidence, entry, prefix=path)
        assert path in known, f"evidence for {path}, which does not exist"


@pytest.mark.parametrize("business", BUSINESSES)
def test_values_lie_within_the_range_that_their_evidence_states(composer, business):
    composed = composer.compose([f"business={business}"])
    for path, entry in composed.evidence.items():
        value = composed.scenario
        for part in path.split("."):
            value = value[part]
        if "range" in entry and isinstance(value, (int, float)):
            low, high = entry["range"]
            assert low <= value <= high, f"{path}={value} is outside its stated range {low} to {high}"


@pytest.mark.parametrize("business", BUSINESSES)
def test_a_business_replaces_the_evidence_of_what_it_overrides_as_a_whole(composer, business):
    general = read(find(FOLDERS, "behaviour/default"))["evidence"]
    own = read(find(FOLDERS, f"business/{business}"))["evidence"]
    composed = composer.compose([f"business={business}"]).evidence
    assert own.keys() & general.keys(), "nothing to replace: the test says nothing"
    assert {path: composed[path] for path in own} == own
    assert composed["sharing.delay_days"] == general["sharing.delay_days"]


def test_each_file_says_what_it_is():
    for group, options in GROUPS.items():
        for option in options:
            path = find(FOLDERS, f"{group}/{option}")
            assert path.read_text(encoding="utf-8").startswith("# @package _global_\n"), path
            english, chinese = headline(path), headline(path, "zh")
            assert english and not CHINESE.search(english), path
            assert CHINESE.search(chinese) and chinese.endswith(("。", "？")), path


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        ("# @package _global_\n# Tea.\n# zh: 茶。\nx: 1\n", "Tea.", "茶。"),
        ("# @package _global_\n# zh: 茶。\n# Tea.\nx: 1\n", "Tea.", "茶。"),
        ("# @package _global_\n# Tea.\nx: 1\n# zh: 茶。\n", "Tea.", "Tea."),
        ("# @package _global_\n# 茶。\nx: 1\n", "茶。", "茶。"),
        ("# @package _global_\nx: 1\n# Tea.\n", "", ""),
        ("# @package _global_\n# Note: dear.\nx: 1\n", "Note: dear.", "Note: dear."),
    ],
)
def test_a_file_says_what_it_is_in_one_language_or_two(tmp_path, text, english, chinese):
    path = tmp_path / "tea.yaml"
    path.write_text(text, encoding="utf-8")
    assert (headline(path), headline(path, "zh")) == (english, chinese)


def test_businesses_differ_where_they_should(composer):
    coffee, course = (check(Scenario, composer.compose([f"business={b}"]).scenario) for b in ("coffee", "course"))
    assert coffee.product.price_yuan < 50
    assert course.product.price_yuan > 1000
    assert coffee.product.need.per_year > 20 > course.product.need.per_year
    assert coffee.product.gross_margin == 0.306
    assert course.product.gross_margin == 0.781
    assert coffee.channels["store"].active
    assert not course.channels["store"].active


@pytest.mark.parametrize("business", BUSINESSES)
def test_referral_has_its_arms(business):
    plan = load("referral", [f"business={business}", "horizon_days=200"])
    arms = {arm.name: arm.scenario for arm in plan.arms}
    assert list(arms) == [
        "none",
        "tools",
        "one_sided_low",
        "one_sided_high",
        "two_sided",
        "ads_instead",
        "ads_off",
        "ads_off_plain",
    ]
    assert plan.business == business
    assert plan.baseline == "none"
    assert plan.scenario == arms["none"]
    assert plan.focus == ("one_sided_high", "ads_instead")
    rewards = {name: (s.referral.reward_yuan, s.referral.invitee_reward_yuan) for name, s in arms.items()}
    assert rewards["none"] == rewards["tools"] == rewards["ads_instead"] == (0, 0)
    assert 0 < rewards["one_sided_low"][0] < rewards["one_sided_high"][0]
    assert sum(rewards["two_sided"]) == rewards["one_sided_high"][0], "a success costs the same, shared or not"
    assert not arms["none"].referral.tools
    assert arms["ads_instead"].referral == arms["tools"].referral
    like = plan.arm("ads_instead").spend_like
    assert (like.arm, like.cause, like.channel) == ("one_sided_high", "reward", "feed_ads")
    half = {name: s.ads_off_day for name, s in arms.items()}
    assert half.pop("ads_off") == half.pop("ads_off_plain") == 100, "half time follows the horizon"
    assert set(half.values()) == {None}


def test_arms_differ_in_nothing_but_what_they_are_about():
    plan = load("referral", [])
    base = plan.scenario.model_dump(exclude={"referral", "ads_off_day"})
    for arm in plan.arms:
        assert arm.scenario.model_dump(exclude={"referral", "ads_off_day"}) == base, arm.name
