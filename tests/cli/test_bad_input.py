"""Bad input: one clear message, exit status 2, nothing written."""

from __future__ import annotations

import re
import sys

import pytest
from rich.cells import cell_len


@pytest.fixture
def refused(cli, tmp_path):
    """Calls the command line, checks that it refuses and writes nothing, and gives back what it said."""

    def call(*argv: str) -> str:
        before = sorted(tmp_path.rglob("*"))
        said = cli(*argv)
        assert said.status == 2
        assert said.out == ""
        assert "Traceback" not in said.err
        assert sorted(tmp_path.rglob("*")) == before
        return said.err

    return call


EXPERIMENT = "+experiment=referral"


@pytest.mark.parametrize("words", [("--lang", "fr"), ("report.lang=ZH",), ("--lang=",)])
def test_a_language_that_there_is_not_is_a_mistake_of_the_list_too(refused, words):
    assert "auto, en, zh, both" in refused(*words)


def test_what_is_repeated_of_the_input_cannot_steer_the_terminal(refused):
    said = refused("hook=\x1b[2J\u202ecash\x9b31m")
    assert "[2J" in said
    assert not {"\x1b", "\x9b", "\u202e"} & set(said)


@pytest.mark.parametrize(
    ("overrides", "expected"),
    [
        (["hook.strenght=1"], ["hook.strenght: unknown key", "nearest:  hook.strength"]),
        (["hook.strength=strong"], ["hook.strength: not a number", "given:    'strong'", "a number from 0 to 5"]),
        (["hook.strength=true"], ["hook.strength: not a number", "given:    true"]),
        (["hook.strength=-1"], ["hook.strength: too small", "given:    -1", "a number from 0 to 5"]),
        (["hook=cupon"], ["unknown option of the group 'hook'", "given:    'cupon'", "cash, coupon, gift", "hook=coupon"]),
        (["market.size=0"], ["market.size: too small", "from 1 to 200,000,000"]),
        (["channels.feed_ads.budget_yuan_per_day=0"], ["channels.feed_ads: the channel is on with a zero budget"]),
        (["horizon_days=0"], ["horizon_days: too small", "above 0 to 36500"]),
        (["window_days=200", "horizon_days=100"], ["the scenario: window_days (200) is longer than horizon_days (100)"]),
        (["market.size=50"], ["the market (size 50) is smaller than the contacts of one person (mean 80)"]),
        (["market.initial_contacts=60000"], ["initial_contacts (60000) is larger than the market (size 50000)"]),
        (["content.posts_per_day=20"], ["posts_per_day=20 needs 20 hours"]),
        (["study.replications=1"], ["study.replications: too small", "a whole number from 2"]),
        (["study.seed=-1"], ["study.seed: too small"]),
        (["engine=quick"], ["engine: unknown choice", "fast, reference"]),
        (["report.lang=fr"], ["report.lang: unknown choice", "en, zh"]),
        (["seed=7"], ["seed: unknown key", "nearest:  study.seed"]),
        (["hook=none,coupon"], ["a sweep needs --multirun (-m)"]),
        (["referral=tools"], ["referral=tools: has no effect: every arm of this experiment sets it"]),
        (["referral.reward_yuan=12"], ["[arms none, ads_off_plain]", "typical.reward_high_yuan, typical.reward_low_yuan"]),
        (["channels.feed_ads.active=false"], ["experiment.arms.ads_instead.spend_like.channel: this channel is off"]),
    ],
)
def test_each_mistake_is_told_in_plain_words(refused, overrides, expected):
    message = refused(EXPERIMENT, *overrides)
    for text in expected:
        assert text in message
    assert message.startswith("1 mistake, nothing was run or written\n")
    assert f"+{overrides[0]}" not in message, "Hydra's advice leads astray"


def test_all_mistakes_at_once(refused):
    overrides = ["hook.strenght=1", "market.size=-3", "business=tea", "study.sed=3", "horizon_days=x", "half a word"]
    message = refused(EXPERIMENT, *overrides)
    assert message.startswith("6 mistakes")
    for text in (
        "hook.strenght: unknown key",
        "market.size: too small",
        "business: unknown option",
        "study.sed: unknown key",
        "horizon_days: not a number",
        "half a word: not of the form key=value",
    ):
        assert text in message


@pytest.mark.parametrize(("lang", "columns"), [("en", 60), ("zh", 60), ("en", 80), ("zh", 40)])
def test_mistakes_are_folded_to_a_window_and_whole_in_a_log(cli, monkeypatch, lang, columns):
    words = ("+experiment=referal", "market.sise=10", f"report.lang={lang}")
    whole = cli(*words).err
    monkeypatch.setenv("COLUMNS", str(columns))
    assert cli(*words).err == whole  # not a terminal
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    folded = cli(*words).err
    assert max(map(cell_len, folded.splitlines())) <= columns < max(map(cell_len, whole.splitlines()))
    assert "".join(folded.split()) == "".join(whole.split())
    assert re.search(r"\binitial_trust\b", folded) and re.search(r"\bplatform_risk\b", folded)  # no word is broken
    assert re.search(r"\n {8}[a-z]", folded)  # below what it goes on from


def test_a_path_is_not_folded(cli, monkeypatch, tmp_path):
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    folder = tmp_path / "a folder of a rather long name that no window holds".replace(" ", "_")
    assert str(folder) in cli("--config-dir", str(folder)).err


def test_nobody_can_ever_add(refused):
    off = [f"channels.{name}.active=false" for name in ("store", "feed_ads", "content", "live", "package_card")]
    assert "nobody can ever add" in refused(*off)


def test_unknown_experiment(refused):
    message = refused("+experiment=referal")
    assert "experiment: unknown experiment" in message
    assert "nearest:  experiment=referral" in message
    assert "given:    'referal'" in message


def test_two_experiments(refused):
    assert "a second experiment beside 'referral'" in refused(EXPERIMENT, "+experiment=other")


def test_a_report_folder_that_cannot_be_written(refused, tmp_path):
    (tmp_path / "file").write_text("x")
    message = refused(EXPERIMENT, "report.folder=file/below")
    assert message.count("\n") == 1
    assert "not a folder" in message
    assert refused(EXPERIMENT, "report.folder=/proc/nothing").count("\n") == 1


def test_sweeps_that_cannot_be(refused):
    assert "nothing to sweep" in refused("-m", "hook=none")
    assert "a sweep and an experiment at once" in refused("-m", EXPERIMENT, "hook=none,coupon")
    assert "combinations" in refused("-m", "market.size=range(1000,1900)")
    assert "sweep of more than" in refused("-m", "market.size=range(1,1000000)")
    message = refused("-m", "hook=none,cupon", "content.posts_per_day=1,99", "trust.half_life_days=0")
    assert message.startswith("3 mistakes")
    assert "arms hook=cupon content.posts_per_day=1, hook=cupon content.posts_per_day=99" in message


# -------------------------------------------------------------------------------- experiments of users' own


@pytest.fixture
def experiment(tmp_path):
    """Writes an experiment and gives the arguments that run it."""

    def write(arms: str, extra: str = "", metrics: str = "[profit]") -> tuple[str, ...]:
        path = tmp_path / "mine" / "experiment" / "mine.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f"# @package _global_\nexperiment: {{name: mine, question: {{en: Which}}, baseline: a, primary: profit,"
            f" metrics: {metrics}, {extra} arms: {arms}}}\n",
            encoding="utf-8",
        )
        return ("--config-dir", str(tmp_path / "mine"), "+experiment=mine")

    return write


def like(arm="a", cause="reward", channel="feed_ads") -> str:
    return f"{{a: {{}}, b: {{spend_like: {{arm: {arm}, cause: {cause}, channel: {channel}}}}}, c: {{}}}}"


@pytest.mark.parametrize(
    ("arms", "path", "problem"),
    [
        (like(arm="d"), "spend_like.arm", "unknown arm"),
        (like(arm="c"), "spend_like.arm", "not an earlier arm"),
        (like(arm="b"), "spend_like.arm", "not an earlier arm"),
        (like(cause="rewards"), "spend_like.cause", "unknown cause of spending"),
        (like(cause="sales"), "spend_like.cause", "unknown cause of spending"),
        (like(channel="tv"), "spend_like.channel", "unknown channel"),
        (like(channel="live"), "spend_like.channel", "this channel is off"),
        (like(channel="store"), "spend_like.channel", "more money buys nothing here"),
    ],
)
def test_spend_like(refused, experiment, arms, path, problem):
    message = refused(*experiment(arms))
    assert message.startswith("1 mistake,")
    assert f"experiment.arms.b.{path}: {problem}" in message


def test_the_arms_own_mistakes_are_told_with_their_names(refused, experiment):
    message = refused(*experiment("{a: {}, b: {overrides: [hook=cupon, hook.strenght=1]}, c: {overrides: [market.size=0]}}"))
    assert message.startswith("3 mistakes")
    assert "unknown option of the group 'hook'   [arm b]" in message
    assert "hook.strenght: unknown key   [arm b]" in message
    assert "market.size: too small   [arm c]" in message


@pytest.mark.parametrize(
    ("arms", "extra", "problem"),
    [
        ("{b: {}}", "", "experiment.baseline: unknown arm"),
        ("{a: {}, b: {}}", "focus: [a, z],", "experiment.focus: unknown arm"),
        ("{a: {}, b: {}}", "focus: [a, a],", "experiment.focus: names one arm twice"),
        ("{a: {}, b: {overrides: [study.seed=2]}}", "", "study.seed=2: differs between arms"),
        ("{a: {}, b: {overrides: ['hook=none,cash']}}", "", "several values in one arm"),
        ("{a: {}, b: {ads_off_at: 1.5}}", "", "experiment.arms.b.ads_off_at: too large"),
        ("{a: {}, b: {override: []}}", "", "experiment.arms.b.override: unknown key"),
        ("{}", "", "experiment.arms: too few entries"),
    ],
)
def test_experiments_that_do_not_hold_together(refused, experiment, arms, extra, problem):
    assert problem in refused(*experiment(arms, extra))


def test_unknown_metrics(refused, experiment):
    message = refused(*experiment("{a: {}}", metrics="[profit, profits]"))
    assert "experiment.metrics: unknown metric" in message
    assert "nearest:  profit" in message


def test_a_file_that_describes_no_experiment(refused, tmp_path):
    path = tmp_path / "mine" / "experiment" / "empty.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("# @package _global_\nhorizon_days: 10\n")
    message = refused("--config-dir", str(tmp_path / "mine"), "+experiment=empty")
    assert "does not describe an experiment" in message


@pytest.mark.parametrize("text", ["? [a, b]\n: 1\n", "product: &a {x: *a}\n", "defaults: nope\n"])
def test_a_strange_file_of_the_user_gives_a_message(refused, tmp_path, text):
    folder = tmp_path / "mine" / "business"
    folder.mkdir(parents=True)
    (folder / "odd.yaml").write_text("# @package _global_\n" + text)
    assert refused("--config-dir", str(folder.parent), "business=odd")
