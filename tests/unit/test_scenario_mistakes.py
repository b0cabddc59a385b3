"""Mistakes in plain words."""

from __future__ import annotations

import copy

import pytest

from siyu_sim.scenario.checking import check
from siyu_sim.scenario.compose import Composer
from siyu_sim.scenario.folders import shipped_folder
from siyu_sim.scenario.mistakes import Mistake, ScenarioError, nearest, show
from siyu_sim.scenario.schema import Hook, Scenario
from siyu_sim.study.plan import load

HOOK = {"strength": 1.0, "relevance": 0.9, "unit_cost_yuan": 5, "strength_weight": 1.0, "grab_and_go": 0.5}


@pytest.fixture(scope="module")
def sound() -> dict:
    return Composer().compose([]).scenario


def mistakes_of(model, data, **how) -> dict[str, Mistake]:
    with pytest.raises(ScenarioError) as caught:
        check(model, data, **how)
    return {mistake.path: mistake for mistake in caught.value.mistakes}


@pytest.mark.parametrize(
    ("change", "path", "problem", "allowed"),
    [
        ({"strength": -1}, "hook.strength", "too small", "a number from 0 to 5"),
        ({"strength": 6}, "hook.strength", "too large", "a number from 0 to 5"),
        ({"strength": "1.5"}, "hook.strength", "not a number", "a number from 0 to 5"),
        ({"strength": True}, "hook.strength", "not a number", "a number from 0 to 5"),
        ({"strength": float("nan")}, "hook.strength", "not a finite number", "a number from 0 to 5"),
        ({"strength": None}, "hook.strength", "not a number", "a number from 0 to 5"),
        ({"unit_cost_yuan": -0.5}, "hook.unit_cost_yuan", "too small", "a number from 0 to 1,000,000"),
        ({"strenght": 1}, "hook.strenght", "unknown key", "strength, relevance, unit_cost_yuan, strength_weight, grab_and_go"),
    ],
)
def test_one_wrong_value(change, path, problem, allowed):
    found = mistakes_of(Hook, {**HOOK, **change}, prefix="hook")
    assert list(found) == [path]
    assert (found[path].problem, found[path].allowed) == (problem, allowed)
    assert repr(found[path].given) == repr(next(iter(change.values())))


@pytest.mark.parametrize(
    ("override", "allowed"),
    [
        ("crisis=public +crisis.dya=1", "day, heard_share, trust_loss, leave_rate, trust_weight, answered, answer_factor"),
        ("crisis=public crisis.day=-1", "a number from 0 to 36500"),
        ("abuse=checked abuse.check.catch_rate=1.5", "a number from 0 to 1"),
        ("groups=run touchpoints.group.hours=[25]", "a number from 0 and below 24"),
        ("groups=run touchpoints.group.hours=[]", "1 or more"),
        ("sop=lifecycle sop.wake_idle.who.idle_days.min=-1", "a number from 0 to 1,000,000,000 (or null)"),
        ("caps=wecom caps.per_month=0", "a whole number from 1 to 200 (or null)"),
        ("scheme=tiered scheme.tiers=[{from_successes:0,reward_yuan:1,a:1}]", "from_successes, reward_yuan"),
    ],
)
def test_what_is_allowed_inside_groups_that_may_be_null(override, allowed):
    with pytest.raises(ScenarioError) as caught:
        load(overrides=override.split())
    (mistake,) = caught.value.mistakes
    assert mistake.allowed == allowed


def test_a_missing_key_and_the_nearest_name():
    data = {key: value for key, value in HOOK.items() if key != "strength"} | {"strenght": 1}
    found = mistakes_of(Hook, data, prefix="hook")
    assert found["hook.strength"].problem == "missing: it has no default here"
    assert found["hook.strenght"].nearest == "hook.strength"


def test_all_mistakes_are_told_at_once(sound):
    data = copy.deepcopy(sound)
    data["horizon_days"] = 0
    data["market"]["size"] = "many"
    data["market"]["segments"]["core"]["share"] = 2
    data["channels"]["store"]["cost_model"] = "per_exposures"
    data["content"]["weekdays"] = ["mon", "someday"]
    data["attention"]["by_hour"] = [0.0] * 23
    found = mistakes_of(Scenario, data)
    assert set(found) == {
        "horizon_days",
        "market.size",
        "market.segments.core.share",
        "channels.store.cost_model",
        "content.weekdays.1",
        "attention.by_hour",
    }
    assert found["horizon_days"].allowed == "a number above 0 to 36500"
    assert found["channels.store.cost_model"].nearest == "per_exposure"
    assert found["attention.by_hour"].problem == "too few entries"


def test_wrong_values_do_not_hide_values_that_do_not_fit_together(sound):
    data = copy.deepcopy(sound)
    data["hook"]["strength"] = -1
    data["market"]["communities"]["inside_share"] = 7
    data["market"]["initial_contacts"] = 60_000
    data["window_days"] = 365
    data["horizon_days"] = 300
    assert set(mistakes_of(Scenario, data)) == {"hook.strength", "market.communities.inside_share"}
    found = mistakes_of(Scenario, data, fallback=lambda: sound)
    assert set(found) == {"hook.strength", "market.communities.inside_share", "market"}
    assert "initial_contacts (60000) is larger than the market (size 50000)" in found["market"].problem


def test_the_whole_scenario_is_checked_once_its_parts_are_mended(sound):
    data = copy.deepcopy(sound)
    data["hook"]["strength"] = -1
    data["window_days"], data["horizon_days"] = 300, 200
    found = mistakes_of(Scenario, data, fallback=lambda: sound)
    assert "window_days (300) is longer than horizon_days (200)" in found[""].problem
    assert "hook.strength" in found


def test_a_whole_number_may_be_written_as_a_float(sound):
    data = copy.deepcopy(sound)
    data["market"]["size"] = 5e4
    assert check(Scenario, data).market.size == 50_000
    data["market"]["size"] = 5e4 + 0.5
    assert mistakes_of(Scenario, data)["market.size"].problem == "not a whole number"


def test_names_of_segments_and_channels(sound):
    data = copy.deepcopy(sound)
    data["channels"]["My Shop"] = data["channels"]["store"]
    found = mistakes_of(Scenario, data)["channels.My Shop"]
    assert found.problem == "not a name"
    assert found.allowed.startswith("small letters")


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("hook.strenght", ["hook.strength", "trust.half_life_days"], "hook.strength"),
        ("seed", ["study.seed", "hook", "market.segments"], "study.seed"),
        ("stor", ["store", "feed_ads"], "store"),
        ("xyzzy", ["store", "feed_ads"], ""),
    ],
)
def test_nearest(word, known, expected):
    assert nearest(word, known) == expected


def test_a_message_reads_as_a_user_would_write():
    assert show({"a": [True, None, 1.0, "x"]}) == "{a: [true, null, 1, 'x']}"
    error = ScenarioError([Mistake("a.b", "too small", 0, "above 0", "a.c", "arm x"), Mistake("c", "unknown key")])
    assert str(error).splitlines() == [
        "2 mistakes, nothing was run or written",
        "  a.b: too small   [arm x]",
        "      given:    0",
        "      allowed:  above 0",
        "      nearest:  a.c",
        "  c: unknown key",
    ]


# ------------------------------------------------------------------------------------------------ files of one's own


def own_business(folder, change):
    """A copy of a shipped business with its text changed; the overrides that choose it."""
    (folder / "business").mkdir()
    text = (shipped_folder() / "business" / "coffee.yaml").read_text("utf-8")
    changed = change(text)
    assert changed != text
    (folder / "business" / "mine.yaml").write_text(changed, "utf-8")
    return {"overrides": ["business=mine"], "config_dirs": [folder]}


def told_of(**how) -> dict[str, Mistake]:
    with pytest.raises(ScenarioError) as caught:
        load(**how)
    return {mistake.path: mistake for mistake in caught.value.mistakes}


def test_the_nearest_name_is_never_the_misspelling_itself(tmp_path):
    how = own_business(tmp_path, lambda text: text.replace("price_yuan:", "prise_yuan:", 1))
    assert told_of(**how)["product.prise_yuan"].nearest == "product.price_yuan"
    how["overrides"].append("product.price_yan=9")
    found = told_of(**how)["product.price_yan"]
    assert found.nearest == "product.price_yuan"
    assert "prise_yuan" not in found.allowed


def test_names_of_ones_own_are_still_known(tmp_path):
    (tmp_path / "channels").mkdir()
    (tmp_path / "channels" / "mine.yaml").write_text(
        (shipped_folder() / "channels" / "default.yaml").read_text("utf-8").replace("  store:", "  kiosk:", 1), "utf-8"
    )
    found = told_of(overrides=["channels=mine", "channels.kioks.active=false"], config_dirs=[tmp_path])
    assert found["channels.kioks.active"].nearest == "channels.kiosk.active"


def test_what_a_business_lacks_of_typical_is_told_once_and_there(tmp_path):
    how = own_business(tmp_path, lambda text: text.replace("  reward_scale_yuan:", "  reward_skale_yuan:", 1))
    found = told_of(**how)
    assert list(found) == ["typical.reward_scale_yuan"]
    (mistake,) = found.values()
    assert mistake.problem == "missing, though referral.reward_scale_yuan is taken from it"
    assert "in the file of the business" in mistake.allowed
    assert mistake.nearest == "typical.reward_skale_yuan"


def test_a_wrong_name_of_an_experiment_hides_nothing(tmp_path):
    (tmp_path / "experiment").mkdir()
    text = (shipped_folder() / "experiment" / "referral.yaml").read_text("utf-8")
    text = text.replace("name: referral", "name: Other Name").replace("baseline: none", "baseline: nobody")
    (tmp_path / "experiment" / "mine.yaml").write_text(text, "utf-8")
    found = told_of(experiment="mine", config_dirs=[tmp_path])
    assert (found["experiment.name"].given, found["experiment.name"].allowed) == ("Other Name", "mine")
    assert found["experiment.baseline"].problem == "unknown arm"


@pytest.mark.parametrize(
    ("overrides", "path", "problem", "example"),
    [
        (["hook=none,coupon", "hook=gift"], "hook", "given twice", "hook=none,coupon,gift"),
        (["hook=gift", "hook=none,coupon"], "hook", "given twice", "hook=gift,none,coupon"),
        (["hook.strength=1,2", "hook.strength=1,3"], "hook.strength", "given twice", "hook.strength=1,2,3"),
        (
            ["engine=fast,reference"],
            "engine=fast,reference",
            "the same for the whole study, so it cannot be swept",
            "one value",
        ),
    ],
)
def test_what_a_sweep_cannot_take(overrides, path, problem, example):
    found = told_of(overrides=overrides, multirun=True)
    assert list(found) == [path]
    assert found[path].problem == problem
    assert example in found[path].allowed


def test_a_value_that_fits_none_of_several_types_is_one_mistake():
    found = told_of(overrides=["study=search", "study.search.levers={hook:{options:[none,[1]]}}"])
    assert list(found) == ["study.search.levers.hook.options.1"]
    assert found["study.search.levers.hook.options.1"].allowed == "text, a number, true or false"


@pytest.mark.parametrize(
    ("overrides", "problem", "allowed"),
    [
        (["report.folder=''"], "too short", "1 characters or more"),
        (["sop=lifecycle", "sop.wake_idle.who.stage=[]"], "too few entries", "1 or more"),
        (["strategies=throttle_posts", "strategies.python={own:{target:x}}"], "not well formed", "module:function"),
    ],
)
def test_every_kind_of_mistake_has_words_of_our_own(overrides, problem, allowed):
    (mistake,) = told_of(overrides=overrides).values()
    assert mistake.problem == problem
    assert mistake.allowed.startswith(allowed)
