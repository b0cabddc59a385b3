"""The casebook: every experiment has a page and every page its experiment, whole, indexed, and with numbers of these configs."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from experiments import regenerate
from experiments.casebook import index, page, words
from experiments.casebook.page import Case
from siyu_sim.scenario.schema import Scenario

ROOT = Path(__file__).resolve().parents[2]
EXPERIMENTS = sorted(path.stem for path in (ROOT / "configs" / "experiment").glob("*.yaml"))
NAMES = index.names()


def test_every_experiment_has_a_page_and_every_page_its_experiment():
    written = sorted(path.stem for path in (ROOT / "experiments").glob("*.md") if path.stem != "README")
    assert NAMES == written == EXPERIMENTS
    assert "referral" in NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_whole_and_shows_numbers_of_the_configurations_that_ship(name):
    shown = index.page(name)
    assert shown.problems() == []
    assert shown.experiments[0] == name, "a page runs the experiment that it is named after"
    assert all(re.fullmatch(r"M([1-9]|1\d|2[0-4])", mechanism) for mechanism in shown.mechanisms)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_numbers_in_every_block(name):
    shown = index.page(name)
    for block in shown.blocks:
        content = shown.text.partition(f"<!-- {block.name} -->\n")[2].partition(f"<!-- /{block.name} -->")[0]
        assert re.search(r"^\|.*\d.*\|$", content, re.MULTILINE), block.name


def test_the_index_lists_every_page():
    assert index.problems() == []
    text = index.INDEX.read_text(encoding="utf-8")
    for name in NAMES:
        shown = index.page(name)
        assert f"[{shown.question}]({name}.md) | {', '.join(shown.mechanisms)} |" in text


def test_the_check_passes():
    assert regenerate.main(["--check"]) == 0


# ------------------------------------------------------------------------------------------------- what the check sees


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """The referral page in a folder of its own, which a test may spoil: (page, function that edits its text)."""
    original = index.page("referral").text
    monkeypatch.setattr(page, "FOLDER", tmp_path)
    (tmp_path / "referral.md").write_text(original, encoding="utf-8")
    shown = index.page("referral")

    def edit(old: str, new: str) -> None:
        assert old in original
        shown.path.write_text(original.replace(old, new), encoding="utf-8")

    monkeypatch.setattr(page, "_question", lambda name: original.partition("\n")[0].removeprefix("# "))
    return replace(shown), edit


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("# Does rewarding", "# Does not rewarding", "title"),
        ("## Why\n", "## How\n", "sections"),
        ("\n## Predict first\n", "\n", "sections"),
        ("    python -m siyu_sim +experiment=referral\n", "", None),  # the second command is left
        ("python -m siyu_sim", "siyu-sim", "no command"),
        ("Mechanisms: M11, M6\n", "Mechanisms: M11\n", "Mechanisms"),
        ("<!-- cases -->\n", "", "blocks"),
        ("<!-- configurations ", "<!-- configurations 0", "other configurations"),
    ],
)
def test_the_check_sees_what_a_page_lacks(copied, old, new, problem):
    shown, edit = copied
    assert shown.problems() == []
    edit(old, new)
    assert len(shown.problems()) == (problem is not None)
    if problem:
        assert problem in shown.problems()[0]


def test_a_missing_page_is_a_problem(copied):
    shown, _ = copied
    shown.path.unlink()
    assert shown.problems() == ["referral.md does not exist"]


def test_a_fingerprint_follows_what_is_run_and_nothing_else():
    def mark(*overrides: str, arms: tuple[str, ...] = ()) -> str:
        block = page.Block("x", (Case("referral", overrides, arms),), lambda studies: "")
        return page.Page("referral", ("M11",), (block,)).fingerprint()

    plain = mark()
    assert mark("report.lang=zh") == mark("study.processes=1") == plain
    marks = [plain, mark("study.seed=2"), mark("study.replications=3"), mark("hook=cash"), mark(arms=("none", "tools"))]
    assert len(set(marks)) == len(marks)


def test_what_is_off_leaves_a_fingerprint_as_it_was():
    assert page._used({"a": {"b": None, "c": {}}, "d": [1, {"e": None}], "f": 0, "g": False}) == {
        "d": [1, {}],
        "f": 0,
        "g": False,
    }
    off = [name for name, field in Scenario.model_fields.items() if field.default is None]
    data = Case("referral").plan.scenario.model_dump(mode="json")
    assert not set(off) & page._used(data).keys()


def test_one_page_runs_its_own_studies_alone(copied, monkeypatch):
    shown, _ = copied
    ran = []
    monkeypatch.setattr(page.ss, "run", lambda plan, store: ran.append(plan) or plan)
    blocks = tuple(replace(block, write=lambda studies: "| 1 |") for block in shown.blocks)
    replace(shown, blocks=blocks).regenerate()
    assert [plan.name for plan in ran] == ["referral"] * len(ran)
    different = {case.key for block in shown.blocks for case in block.cases}
    assert len(ran) == len(different) == 17
    assert shown.text.count("| 1 |") == 3
    assert shown.stamp in shown.text


def test_unknown_pages_are_named(capsys):
    with pytest.raises(SystemExit) as stop:
        regenerate.main(["nowhere"])
    assert stop.value.code == 2
    assert "no such page: nowhere" in capsys.readouterr().err


def test_a_block_needs_its_place():
    assert page.put("<!-- a -->\nold\n<!-- /a -->\n", "a", "new") == "<!-- a -->\n\nnew\n\n<!-- /a -->\n"
    for text in ("", "<!-- a -->\n", "<!-- a -->\n<!-- /a -->\n" * 2):
        with pytest.raises(ValueError, match="one block"):
            page.put(text, "a", "new")


# ------------------------------------------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (words.whole(-1234.4), "−1,234"),
        (words.whole(-0.4), "0"),
        (words.decimals(float("nan")), "–"),
        (words.percent(0.1234), "12.3 %"),
        (words.signed(0.2), "0"),
        (words.signed(12.0), "+12"),
        (words.signed(0.2, words.decimals), "+0.20"),
        (words.estimate(1, -2, 3), "+1 [−2, +3]"),
        (words.estimate(float("nan"), 0, 0), "–"),
        (words.certainty(1.0), "over 99.9 %"),
        (words.verdict(1, 2), "yes"),
        (words.verdict(-2, -1), "**no**"),
        (words.verdict(-2, 1), "**unclear**"),
    ],
)
def test_numbers_as_the_pages_print_them(text, expected):
    assert text == expected


def test_a_table_has_as_many_cells_in_every_row():
    assert words.table(["a", "b"], [["1", "2"]]) == "| a | b |\n| --- | --- |\n| 1 | 2 |"
    with pytest.raises(ValueError, match="cells"):
        words.table(["a", "b"], [["1"]])


# ------------------------------------------------------------------------------------------------- what the prose leans on


def block_of(name: str, block: str) -> str:
    return index.page(name).text.partition(f"<!-- {block} -->\n")[2].partition(f"<!-- /{block} -->")[0]


@pytest.mark.parametrize("business", ["coffee", "course"])
def test_the_best_hook_and_the_best_cadence_lie_inside(business):
    """The pages explain an optimum inside the range: it must not move to an end unnoticed when numbers are regenerated."""
    hook = re.search(r"best of these arms is \*(.*?)\*", block_of("hooks", business))
    cadence = re.search(
        r"Profit is highest at \*(.*?)\*, contribution, .* at \*(.*?)\*", block_of("cadence", business), re.DOTALL
    )
    assert hook is not None
    assert cadence is not None
    assert hook[1].startswith("Strength") and not hook[1].startswith("Strength 5")
    assert not {"No posts", "8 a day"} & set(cadence.groups())


def test_the_same_contact_is_dear_for_one_sale_and_cheap_for_five_years():
    rows = [line.split(" | ") for line in block_of("five_years", "course").splitlines() if line.startswith("| ")]
    even = {row[0].removeprefix("| "): row[-1].removesuffix(" |") for row in rows if len(row) == 4}
    once, after = (int(even[arm].replace(",", "")) for arm in ("Sold to once, then forgotten", "Looked after: posts"))
    assert once < 300 < after
