"""Composition: users' folders, overrides, references, and what configs may not do."""

from __future__ import annotations

import sys

import pytest

from siyu_sim.report.facts import label_of
from siyu_sim.scenario.compose import Composer, evidence_key, parse
from siyu_sim.scenario.folders import read, shipped_folder
from siyu_sim.scenario.mistakes import ScenarioError
from siyu_sim.study.plan import load


@pytest.fixture(scope="module")
def composer() -> Composer:
    return Composer()


def write(folder, name, text):
    path = folder / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def problems(composer, *overrides):
    return {mistake.path: mistake for mistake in composer.compose(overrides).mistakes}


# -------------------------------------------------------------------------------- order of files and overrides


def test_levers_override_the_business_and_values_override_levers(composer):
    hook = composer.compose(["business=course", "hook=cash"]).scenario["hook"]
    assert (hook["strength"], hook["unit_cost_yuan"]) == (1.8, 10)
    hook = composer.compose(["hook.strength=2", "business=course", "hook=cash"]).scenario["hook"]
    assert (hook["strength"], hook["unit_cost_yuan"]) == (2, 10)


def test_references_follow_values_set_by_hand(composer):
    scenario = composer.compose(["referral=one_sided_high", "typical.reward_high_yuan=33"]).scenario
    assert scenario["referral"]["reward_yuan"] == 33
    assert "typical" not in scenario


def test_mappings_merge_and_lists_are_replaced(composer):
    scenario = composer.compose(["channels.live={active: true, add_rate: 0.1}", "content.weekdays=[mon]"]).scenario
    assert scenario["channels"]["live"]["add_rate"] == 0.1
    assert scenario["channels"]["live"]["cost_model"] == "per_exposure"
    assert scenario["content"]["weekdays"] == ["mon"]


def test_adding_and_removing(composer):
    channel = "{active: true, bought: false, audience_share: 0.1, audience_skew: {}, exposures_per_day: 5, add_rate: 0.1,"
    channel += " cost_model: per_day, cost_yuan: 1, budget_yuan_per_day: null, price_inflation_per_year: 0, repeat_shift: 0,"
    channel += " first_trust: 0.3, start_day: 0, stop_day: null}"
    plan = load(None, [f"+channels.kiosk={channel}", "~channels.live", "channels.content.audience_skew.super=2"])
    assert "kiosk" in plan.scenario.channels
    assert "live" not in plan.scenario.channels
    assert plan.scenario.channels["content"].audience_skew["super"] == 2


@pytest.mark.parametrize(
    ("overrides", "mapping", "left"),
    [
        (
            ["sop=lifecycle", "sop.wake_idle=null"],
            "sop",
            {"welcome", "first_coupon", "how_was_it", "second_order", "thank_you"},
        ),
        (["campaigns=monthly", "campaigns.monthly=null"], "campaigns", set()),
        (
            ["channels.live=null"],
            "channels",
            {"store", "feed_ads", "content", "package_card", "moments_ads", "douyin_live", "sms", "partner"},
        ),
        (["ladder=full", "ladder.premium=null"], "ladder", {"lead"}),
        (["touchpoints=full", "touchpoints.live=null"], "touchpoints", {"chat", "official", "fan", "mini"}),
        (["desk=shifts", "desk.shifts.evening=null"], "desk.shifts", {"experts"}),
        (["channels.feed_ads.audience_skew.bargain=null"], "channels.feed_ads.audience_skew", set()),
    ],
)
def test_null_takes_an_entry_out_as_a_tilde_does(overrides, mapping, left):
    plan, without = load(overrides=overrides), load(overrides=[*overrides[:-1], f"~{overrides[-1].removesuffix('=null')}"])
    assert plan.scenario == without.scenario
    data = plan.scenario.model_dump()
    for part in mapping.split("."):
        data = data[part]
    assert set(data) == left


def test_null_takes_an_arm_out_of_an_experiment():
    plan = load("referral", overrides=["experiment.arms.two_sided=null"])
    assert "two_sided" not in [arm.name for arm in plan.arms] and len(plan.arms) == 7
    with pytest.raises(ScenarioError, match=r"experiment\.focus: unknown arm"):
        load("referral", overrides=["experiment.arms.ads_instead=null"])


def test_null_where_no_entry_stands_is_still_a_mistake():
    for text, expected in (("sop.wake=null", "sop.wake_idle"), ("hook.strength=null", "not a number")):
        with pytest.raises(ScenarioError, match=expected):
            load(overrides=["sop=lifecycle", text])


OWN_RULE = (
    "{when: {after: added, delay_hours: 1}, where: chat, what: {kind: useful, strength: 1, cost_yuan: 0}, why: hi, holdout: 0}"
)


def test_a_whole_entry_of_ones_own_needs_no_plus(composer):
    scenario = composer.compose(["campaigns.own={start_day: 3, open_days: 2, offer: 0.1}", f"sop.hello={OWN_RULE}"]).scenario
    assert set(scenario["campaigns"]) == {"own"} and set(scenario["sop"]) == {"hello"}


def test_an_entry_that_lacks_something_is_a_misspelt_one_or_says_what_it_lacks(composer):
    found = problems(composer, "channels.stor={active: false}", "hook.own={a: 1}", "campaigns.own=3")
    assert found["channels.stor"].nearest == "channels.store"
    assert found["hook.own"].problem == found["campaigns.own"].problem == "unknown key"
    with pytest.raises(ScenarioError) as caught:
        load(overrides=["campaigns.own={start_day: 3, days: 2, offer: 0.1}"])
    assert {m.path: m.problem.partition(":")[0] for m in caught.value.mistakes} == {
        "campaigns.own.open_days": "missing",
        "campaigns.own.days": "unknown key",
    }


def test_variants_do_not_leak_into_each_other(composer):
    before = composer.compose([]).scenario
    composer.compose(["hook.strength=3", "+channels.store.audience_skew.core=9", "content.hours=[1]"])
    assert composer.compose([]).scenario == before


# -------------------------------------------------------------------------------- users' folders


def test_a_users_folder_adds_options_and_overrides_shipped_ones(tmp_path):
    write(tmp_path, "hook/tea", "# @package _global_\nhook: {strength: 0.7, relevance: 1, unit_cost_yuan: 2}\n")
    write(tmp_path, "hook/gift", "# @package _global_\nhook: {strength: 4.5, relevance: 1, unit_cost_yuan: 2}\n")
    composer = Composer([tmp_path])
    assert "tea" in composer.groups["hook"]
    assert composer.compose(["hook=tea"]).scenario["hook"]["strength"] == 0.7
    assert composer.compose(["hook=gift"]).scenario["hook"]["strength"] == 4.5
    assert composer.compose(["hook=cash"]).scenario["hook"]["strength"] == 1.8
    assert Composer().compose(["hook=gift"]).scenario["hook"]["strength"] == 1.5


def test_a_users_business_overrides_the_default_of_the_same_name(tmp_path):
    text = (shipped_folder() / "business" / "coffee.yaml").read_text(encoding="utf-8")
    write(tmp_path, "business/coffee", text.replace("  price_yuan: 16", "  price_yuan: 21"))
    assert load(None, [], [tmp_path]).scenario.product.price_yuan == 21


def test_the_first_of_several_folders_wins(tmp_path):
    for name, strength in (("one", 0.1), ("two", 0.2)):
        text = f"# @package _global_\nhook: {{strength: {strength}, relevance: 1, unit_cost_yuan: 0}}\n"
        write(tmp_path / name, "hook/x", text)
    composer = Composer([tmp_path / "one", tmp_path / "two"])
    assert composer.compose(["hook=x"]).scenario["hook"]["strength"] == 0.1


def test_a_new_group_can_be_chosen(tmp_path):
    write(tmp_path, "season/winter", "# @package _global_\nproduct: {need: {per_year: 99}}\n")
    scenario = Composer([tmp_path]).compose(["season=winter", "business=course"]).scenario
    assert scenario["product"]["need"]["per_year"] == 99


def test_a_users_experiment_runs(tmp_path):
    write(
        tmp_path,
        "experiment/hooks",
        """# @package _global_
experiment:
  name: hooks
  question: {en: Which hook?}
  baseline: none
  primary: profit
  metrics: [profit]
  arms:
    none: {overrides: [hook=none]}
    cash: {label: {en: Cash}, overrides: [hook=cash, hook.strength=2]}
""",
    )
    plan = load("hooks", ["business=course"], [tmp_path])
    arms = [(arm.name, arm.label["en"], arm.scenario.hook.strength) for arm in plan.arms]
    assert arms == [("none", "none", 0), ("cash", "Cash", 2)]
    assert plan.config_dirs == (str(tmp_path),)


def test_texts_of_an_experiment_are_one_line_without_signs_that_steer(tmp_path):
    """They stand in sentences, terminals, pictures and workbooks, none of which can hold an escape sign."""
    write(
        tmp_path,
        "experiment/hooks",
        r"""# @package _global_
experiment:
  name: hooks
  question: {en: "Which\r\n hook\u2028 now?", zh: "\u202e哪个\u0007钩子？"}
  baseline: none
  primary: profit
  metrics: [profit]
  arms:
    none: {label: {en: "\e[31mRed\0 \tone", zh: "\u202d红 👩\u200d👧"}, overrides: [hook=none]}
    cash: {label: {en: "\e"}, overrides: [hook=cash]}
""",
    )
    plan = load("hooks", [], [tmp_path])
    assert plan.question == {"en": "Which hook now?", "zh": "哪个钩子？"}
    assert plan.arms[0].label == {"en": "[31mRed one", "zh": "红 👩\u200d👧"}
    assert label_of(plan.arms[1], "en") == "cash"


def test_yaml_words_stay_words_and_numbers_numbers(tmp_path):
    path = write(tmp_path, "a", "on: 5e4\nno: 1e-3\ntime: 12:30\nflag: true\nnothing:\nday: 2024-01-01\nlow: -.5\n")
    expected = {"on": 5e4, "no": 1e-3, "time": "12:30", "flag": True, "nothing": None, "day": "2024-01-01", "low": -0.5}
    assert read(path) == expected


# -------------------------------------------------------------------------------- what configs may not do


def test_values_may_not_run_code(composer, tmp_path, monkeypatch):
    monkeypatch.setenv("SIYU_SECRET", "s3cret")
    overrides = ["report.folder=${oc.env:SIYU_SECRET}", "+hook._target_=os.system", "+hook.x={_target_: os.system}"]
    found = problems(composer, *overrides)
    assert set(found) == {"report.folder", "hook._target_", "hook.x._target_"}
    assert "s3cret" not in str(ScenarioError(found.values()))
    path = write(tmp_path, "hook/bad", "# @package _global_\nhook: {strength: '${oc.env:SIYU_SECRET}', _target_: os.system}\n")
    with pytest.raises(ScenarioError) as caught:
        Composer([tmp_path]).compose(["hook=bad"])
    assert {mistake.path for mistake in caught.value.mistakes} == {"hook.strength", "hook._target_"}
    assert all(mistake.where == str(path) for mistake in caught.value.mistakes)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("hook: {strength: [", "not valid YAML"),
        ("hook: {strength: 1}\nhook: {strength: 2}\n", "given twice"),
        ("- a\n- b\n", "not a group of keys"),
        ("hook: !!python/object/apply:os.system ['true']\n", "not valid YAML"),
        ("hydra: {callbacks: {x: {y: 1}}}\n", "'hydra' is not allowed"),
    ],
)
def test_broken_files_are_named(tmp_path, text, word):
    path = write(tmp_path, "hook/bad", "# @package _global_\n" + text)
    with pytest.raises(ScenarioError) as caught:
        Composer([tmp_path]).compose(["hook=bad"])
    message = str(caught.value)
    assert word in message
    assert str(path) in message


BADGE = "hook: {strength: 1, relevance: 1, unit_cost_yuan: 1}\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("hook/own", BADGE),
        ("hook/own", "# A badge.\n# @package _global_\n" + BADGE),
        ("business/own", "defaults: [coffee, _self_]\nproduct: {price_yuan: 22}\n"),
        ("business/own", "defaults: [coffee]\n"),
        ("sop/own", "sop: {}\n"),
        ("season/own", "product: {price_yuan: 22}\n"),
        ("hook/own", "strength: 1\nevidence: {hook.strength: {choice: bold}}\n"),
        ("experiment/own", "experiment: {name: own}\n"),
    ],
)
def test_a_file_without_its_header_says_so(tmp_path, name, text):
    """Not the mistakes that follow from it: that its values are missing, and that its group is an unknown key of itself."""
    path = write(tmp_path, name, text)
    with pytest.raises(ScenarioError) as caught:
        load(overrides=[name.replace("/", "=")], config_dirs=[tmp_path])
    (mistake,) = caught.value.mistakes
    assert mistake.path == str(path)
    assert mistake.allowed == "'# @package _global_' as the first line, before any other comment"
    write(tmp_path, name, "# @package _global_\n" + text)
    try:
        Composer([tmp_path]).compose([name.replace("/", "=")])
    except ScenarioError as error:
        assert "header" not in str(error)


def test_a_file_that_lies_below_its_group_on_purpose_needs_no_header(tmp_path):
    write(tmp_path, "hook/own", "# A badge.\nstrength: 0.7\nrelevance: 1\nunit_cost_yuan: 2\n")
    assert load(overrides=["hook=own"], config_dirs=[tmp_path]).scenario.hook.strength == 0.7


def test_defaults_that_lead_nowhere_are_told_without_hydras_advice(tmp_path):
    write(tmp_path, "hook/bad", "# @package _global_\ndefaults: [missing]\nhook: {strength: 1}\n")
    with pytest.raises(ScenarioError) as caught:
        Composer([tmp_path]).compose(["hook=bad"])
    assert "missing" in str(caught.value)
    assert "+" not in str(caught.value)


def test_a_folder_that_does_not_exist(tmp_path):
    with pytest.raises(ScenarioError, match="no such folder"):
        Composer([tmp_path / "nowhere"])


# -------------------------------------------------------------------------------- overrides that are wrong


def test_unknown_keys_options_and_forms(composer):
    found = problems(
        composer,
        "hook.strenght=1",
        "hok=none",
        "business=tee",
        "just words",
        "hydra.run.dir=x",
        "hook=[a",
        "~hook",
        "~hook.strenght",
        "hook@elsewhere=cash",
        "trust.gain.usefull=1",
    )
    assert found["hook.strenght"].nearest == "hook.strength"
    assert found["hok"].nearest == "hook"
    assert found["business"].allowed == "beauty, coffee, course, grocery, mother_baby"
    assert found["just words"].problem == "not of the form key=value"
    assert found["hydra.run.dir=x"].problem == "Hydra's own settings and packages cannot be set"
    assert found["hook=[a"].problem == "the value is not well formed"
    assert found["~hook"].problem == "a group cannot be removed: choose an option"
    assert found["hook@elsewhere=cash"].problem == "Hydra's own settings and packages cannot be set"
    assert found["trust.gain.usefull"].nearest == "trust.gain.useful"
    assert "+" not in str(ScenarioError(found.values()))


def test_references_that_lead_nowhere_or_round_in_circles(composer):
    found = problems(
        composer,
        "hook.strength=${hook.weight}",
        "market.size=${market.initial_contacts}",
        "market.initial_contacts=${market.size}",
    )
    assert set(found) == {"hook.strength", "market.size", "market.initial_contacts"}


def test_relative_references(composer):
    scenario = composer.compose(["referral.invitee_reward_yuan=${.reward_yuan}", "referral.reward_yuan=4"]).scenario
    assert scenario["referral"]["invitee_reward_yuan"] == 4


def test_sweeps_are_recognised():
    changes, mistakes = parse(["hook=none,coupon", "a.b=range(1,4)", "c=[1,2]", "d=interval(0,1)", "e=glob(*)"])
    assert [change.sweep for change in changes] == [("none", "coupon"), ("1", "2", "3"), ()]
    assert [mistake.path for mistake in mistakes] == ["d=interval(0,1)", "e=glob(*)"]


def test_evidence_of_an_ancestor_covers_what_lies_below():
    assert evidence_key("a.b.c", ["a", "a.b"]) == "a.b"
    assert evidence_key("a.b.c", ["a.b.c.d", "x"]) is None


@pytest.mark.parametrize("value", ["null", "3", "[]"])
def test_evidence_is_a_group_of_keys(value):
    with pytest.raises(ScenarioError) as caught:
        load(overrides=[f"evidence={value}"])
    (mistake,) = caught.value.mistakes
    assert (mistake.path, mistake.problem) == ("evidence", "not a group of keys, like {a: 1}")


def test_the_host_programs_hydra_is_left_alone():
    from hydra.core.global_hydra import GlobalHydra

    Composer().compose([])
    assert not GlobalHydra().is_initialized()
    assert "hydra" in sys.modules


def test_a_value_of_a_mechanism_that_is_off_says_how_to_switch_it_on():
    with pytest.raises(ScenarioError) as caught:
        load(overrides=["crisis.day=10"])
    (mistake,) = caught.value.mistakes
    assert (mistake.path, mistake.problem) == ("crisis.day", "has no effect: crisis is off (null)")
    assert mistake.allowed == "crisis=public"


def test_a_value_for_all_arms_reaches_those_in_which_the_mechanism_is_on():
    plan = load("crisis", overrides=["crisis.heard_share=1"])
    assert plan.arm("trusted_crisis").scenario.crisis.heard_share == 1
    assert plan.arm("trusted_calm").scenario.crisis is None
