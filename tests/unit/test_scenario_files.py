"""Files are chosen and merged as Hydra itself does it, and a file is read anew once it has changed."""

from __future__ import annotations

import copy
import os

import pytest
from hydra import compose, initialize_config_dir
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from omegaconf import OmegaConf
from omegaconf.errors import ConfigTypeError

from siyu_sim.scenario.compose import Composer
from siyu_sim.scenario.files import Files, merge
from siyu_sim.scenario.folders import shipped_folder
from siyu_sim.scenario.mistakes import ScenarioError

# a small tree of its own with all that Hydra knows: packages, lists of defaults, overrides in them, own keys first or last
TREE = {
    "config": "defaults:\n  - _self_\n  - shop: tea\n  - hook: none\n  - desk: none\ntop: {a: 1, b: [1, 2], c: {d: 1}}\n",
    "shop/tea": "# @package _global_\ntop: {a: 2, c: {e: 5}}\n",
    "shop/milk_tea": "# @package _global_\ndefaults:\n  - tea\n  - _self_\ntop: {a: 3, c: {e: null}}\n",
    "shop/bubble_tea": "# @package _global_\ndefaults:\n  - _self_\n  - tea\ntop: {a: 4, b: [9]}\n",
    "shop/elsewhere": "# @package top.c\nd: 7\n",
    "hook/none": "# @package _global_\nhook: null\n",
    "hook/gift": "# @package _global_\nhook: {strength: 1, ways: [x, {y: 1}]}\n",
    "hook/here": "strength: 3\n",
    "desk/none": "# @package _global_\ndesk: null\n",
    "desk/busy": "# @package _global_\ndefaults:\n  - override /hook: gift\n  - _self_\ndesk: {people: 2}\n",
    "more/winter": "# @package _global_\ndefaults:\n  - override /shop: milk_tea\n  - _self_\nhook: {strength: 2}\ntop: {c: 3}\n",
}


def as_hydra_merges(folder, overrides) -> tuple[dict, dict]:
    """(data, the option of every group)."""
    with initialize_config_dir(version_base="1.3", config_dir=str(folder), job_name="test"):
        config = compose("config", overrides, return_hydra_config=True)
    choices = {group: option for group, option in config.hydra.runtime.choices.items() if not group.startswith("hydra/")}
    return {key: value for key, value in OmegaConf.to_container(config).items() if key != "hydra"}, choices


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tree")
    for name, text in TREE.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


SHOPS, HOOKS = ("tea", "milk_tea", "bubble_tea", "elsewhere"), ("none", "gift", "here")
CHOICES = [
    *({"shop": shop, "hook": hook} for shop in SHOPS for hook in HOOKS),
    *({"hook": hook, "desk": "busy"} for hook in HOOKS),
    *({"shop": shop, "more": "winter"} for shop in SHOPS),
]


@pytest.mark.parametrize("choices", CHOICES, ids=str)
def test_files_are_merged_as_hydra_merges_them(tree, choices):
    files = Files((tree,))
    expected, options = as_hydra_merges(tree, [f"{'' if g in files.defaults else '+'}{g}={o}" for g, o in choices.items()])
    data, found = files.merged(choices)
    assert data.pop("evidence") == {}
    assert (data, found) == (expected, options)


@pytest.mark.parametrize(
    "choices",
    [
        {"business": "course", "sop": "script_test", "membership": "paid", "hook": "cash", "touchpoints": "full"},
        {"business": "grocery", "groups": "promo_only", "ladder": "full", "desk": "small", "experiment": "referral"},
    ],
    ids=" ".join,
)
def test_the_shipped_configs_are_merged_as_hydra_merges_them(choices):
    """But for the evidence, whose entries replace one another as a whole."""
    files = Files((shipped_folder(),))
    data, _ = files.merged(choices)
    overrides = [f"{'' if g in files.defaults else '+'}{g}={o}" for g, o in choices.items()]
    expected, _ = as_hydra_merges(shipped_folder(), overrides)
    assert len(data.pop("evidence")) == len(expected.pop("evidence")) > 100
    assert data == expected


values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-5, 5), st.sampled_from(["x", ""])),
    lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(st.sampled_from("abc"), inner, max_size=3)),
    max_leaves=8,
)
trees = st.dictionaries(st.sampled_from("abc"), values, max_size=3)


@settings(max_examples=60, derandomize=True, database=None, deadline=None)
@given(files=st.lists(trees, min_size=2, max_size=4))
def test_merging_is_omegaconfs(files):
    try:
        expected = OmegaConf.to_container(OmegaConf.merge(*map(OmegaConf.create, files)))
    except ConfigTypeError:  # a list for a mapping, or the other way round: here the schema tells that, with the path
        reject()
    before, merged = [repr(data) for data in files], {}
    for data in files:
        merge(merged, data)
    assert merged == expected
    assert [repr(data) for data in files] == before, "a file was changed by what was merged into it"


def test_a_change_of_a_variant_reaches_no_file():
    """Lists, too: the levels of a membership are a list of groups."""
    overrides = ["membership=levels", "membership.levels.0.price_cut=0.5", "evidence.horizon_days={choice: mine}"]
    composer = Composer()
    before = copy.deepcopy(composer.compose(overrides[:1]))
    changed = composer.compose(overrides)
    assert (
        changed.scenario["membership"]["levels"][0]["price_cut"]
        == 0.5
        != before.scenario["membership"]["levels"][0]["price_cut"]
    )
    again = Composer().compose(overrides[:1])
    assert (again.scenario, again.evidence) == (before.scenario, before.evidence)


def test_a_file_that_has_changed_is_read_anew(tmp_path):
    path = tmp_path / "hook" / "mine.yaml"
    path.parent.mkdir()
    for step, (text, strength) in enumerate(
        [
            ("hook: {strength: 1}\n", 1),
            ("hook: {strength: 2}\n", 2),
            ("defaults: [cash, _self_]\nhook: {relevance: 0.1}\n", 1.8),  # now it brings another
            ("defaults: [gift, _self_]\nhook: {relevance: 0.1}\n", 1.5),
            ("hook: {strength: 4}\n", 4),
        ]
    ):
        path.write_text(f"# @package _global_\n{text}", encoding="utf-8")
        os.utime(path, ns=(step, step))
        assert Composer([tmp_path]).compose(["hook=mine"]).scenario["hook"]["strength"] == strength


@pytest.mark.parametrize(
    ("text", "where", "word"),
    [
        ("hook: {strength: !!timestamp 2024-01-01}\n", "hook.strength", "not a plain value"),
        ("hook: {ways: !!set {a, b}}\n", "hook.ways", "not a plain value"),
        ("hook: {5: 1}\n", "hook.5", "a key is not a word"),
        ("evidence: [a]\n", "evidence", "not a group of keys"),
    ],
)
def test_what_is_no_plain_data_is_a_mistake(tmp_path, text, where, word):
    (tmp_path / "hook").mkdir()
    (tmp_path / "hook" / "bad.yaml").write_text(f"# @package _global_\n{text}", encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        Composer([tmp_path]).compose(["hook=bad"])
    (mistake,) = caught.value.mistakes
    assert mistake.path == where
    assert word in mistake.problem


# ---------------------------------------------------------------------------------------------- size and depth

BOMB = "a: &a [1, 2, 3, 4, 5, 6, 7, 8, 9]\n" + "".join(
    f"{y}: &{y} [{', '.join([f'*{x}'] * 9)}]\n" for x, y in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("price: " + "[" * 30_000 + "]" * 30_000, "nested deeper than 50|nesting depth"),
        (BOMB, "more than 100,000 values"),
        ("a: " + "x" * 5_000_001, "longer than"),
        ("a: &a [*a]", "holds itself"),
    ],
    ids=["deep", "bomb", "long", "itself"],
)
def test_a_file_that_would_take_the_process_is_refused(tmp_path, text, problem):
    (tmp_path / "business").mkdir()
    (tmp_path / "business" / "odd.yaml").write_text(f"# @package _global_\n{text}\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match=problem):
        Composer([tmp_path]).compose(["business=odd"])


def test_aliases_and_a_mark_of_the_byte_order_are_welcome(tmp_path):
    (tmp_path / "business").mkdir()
    text = "# @package _global_\ndefaults: [coffee, _self_]\nproduct: {price_yuan: &p 22}\ntypical: {pair_reward_yuan: *p}\n"
    (tmp_path / "business" / "odd.yaml").write_text(text, encoding="utf-8-sig")
    assert Composer([tmp_path]).compose(["business=odd"]).scenario["product"]["price_yuan"] == 22


def test_a_circle_of_defaults_is_named(tmp_path):
    (tmp_path / "business").mkdir()
    (tmp_path / "business" / "odd.yaml").write_text("# @package _global_\ndefaults: [odd, _self_]\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match="circle"):
        Composer([tmp_path]).compose(["business=odd"])


def test_a_value_that_nests_too_deep_is_refused():
    (mistake,) = Composer().compose(["product.price_yuan=" + "[" * 3000 + "]" * 3000]).mistakes
    assert "nests deeper" in mistake.problem
