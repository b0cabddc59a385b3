"""The casebook: every experiment has a page in each language and every page its experiment, whole, indexed, and with numbers of
these configs; what the pages show is the same in both languages."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from experiments import regenerate
from experiments.casebook import index, page, words
from experiments.casebook.language import LANGUAGES, Lang, Say
from experiments.casebook.page import Case
from siyu_sim.scenario.schema import Scenario

ROOT = Path(__file__).resolve().parents[2]
EXPERIMENTS = sorted(path.stem for path in (ROOT / "configs" / "experiment").glob("*.yaml"))
NAMES = index.names()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_experiment_has_a_page_and_every_page_its_experiment(lang):
    written = sorted(path.stem for path in page.folder(lang).glob("*.md") if path.stem != "README")
    assert NAMES == written == EXPERIMENTS
    assert "referral" in NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_whole_and_shows_numbers_of_the_configurations_that_ship(name):
    shown = index.page(name)
    assert [shown.problems(lang) for lang in LANGUAGES] == [[], []]
    assert shown.experiments[0] == name, "a page runs the experiment that it is named after"
    assert all(re.fullmatch(r"M([1-9]|1\d|2[0-4])", mechanism) for mechanism in shown.mechanisms)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_numbers_in_every_block(name, lang):
    for block in index.page(name).blocks:
        assert re.search(r"^\|.*\d.*\|$", block_of(name, block.name, lang), re.MULTILINE), block.name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_index_lists_every_page(lang):
    assert index.problems(lang) == []
    text = index.path(lang).read_text(encoding="utf-8")
    for name in NAMES:
        shown = index.page(name)
        assert f"[{shown.question(lang)}]({name}.md) | {', '.join(shown.mechanisms)} |" in text


def test_the_check_passes():
    assert regenerate.main(["--check"]) == 0


# ------------------------------------------------------------------------------------------------- both languages

CHINESE = re.compile(r"[\u3400-\u9fff\uff00-\uffef\u3000-\u303f]")
# terms that practitioners write in Latin letters, and names of models, platforms and companies
TERMS = {"A", "B", "AARRR", "CAC", "GMV", "IP", "K", "LTV", "SOP"}
NAMES_IN_PROSE = {"L", "P", "Binomial", "PAGE", "Markdown", "null"}
LARGE = re.compile(r"(?<![\d.])\d{1,3}(?:,\d{3})+(?!\d)")


def block_of(name: str, block: str, lang: Lang = "en") -> str:
    return index.page(name).text(lang).partition(f"<!-- {block} -->\n")[2].partition(f"<!-- /{block} -->")[0]


def prose_of(text: str) -> str:
    """A page without its blocks."""
    return re.sub(r"^<!-- (\w+) -->\n.*?^<!-- /\1 -->$", "", text, flags=re.DOTALL | re.MULTILINE)


def spoken(text: str) -> str:
    """What is left to read when code, commands, comments and the targets of links are taken away."""
    for unspoken in (r"^\[English\].*$", r"<!--.*?-->", r"^    .*$", r"`[^`]*`", r"\]\([^)]*\)", r"\bM\d+\b"):
        text = re.sub(unspoken, " ", text, flags=re.MULTILINE)
    return text


def english(text: str) -> set[str]:
    return set(re.findall(r"[A-Za-z]+", spoken(text)))


@pytest.mark.parametrize("name", NAMES)
def test_a_chinese_page_holds_no_english(name):
    shown = index.page(name)
    for block in shown.blocks:
        assert english(block_of(name, block.name, "zh")) <= TERMS, block.name
    assert english(prose_of(shown.text("zh"))) <= TERMS | NAMES_IN_PROSE


def test_the_chinese_index_holds_no_english():
    assert english(index.path("zh").read_text(encoding="utf-8")) <= TERMS | NAMES_IN_PROSE


@pytest.mark.parametrize("name", NAMES)
def test_the_blocks_of_an_english_page_hold_no_chinese(name):
    for block in index.page(name).blocks:
        assert not CHINESE.search(block_of(name, block.name)), block.name


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_show_the_same_numbers(name):
    """Cell by cell: what is a number, an interval or a list of overrides in English is the same in Chinese."""
    plain = re.compile(r"(?:`[^`]*`|[\d\s,.%+−–÷×()\[\]↑↓∞*])+")
    compared = 0
    for block in index.page(name).blocks:
        tables = [
            [line.strip("| ") for line in block_of(name, block.name, lang).splitlines() if line.startswith("|")]
            for lang in LANGUAGES
        ]
        rows = zip(*tables, strict=True)
        for en, zh in (cells for row in rows for cells in zip(*(line.split(" | ") for line in row), strict=True)):
            if plain.fullmatch(en):
                assert Say("zh").printed(en) == zh
                compared += 1
    assert compared > 20


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_give_the_same_commands(name):
    commands = [
        re.findall(r"^    (python [^#\n]*?) *(?:#.*)?$", index.page(name).text(lang), re.MULTILINE) for lang in LANGUAGES
    ]
    assert commands[0] == commands[1] != []


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_name_the_same_settings_and_large_numbers(name):
    """A setting named, or a number of a thousand or more quoted, in the prose of one language is in that of the other too."""
    prose = [prose_of(index.page(name).text(lang)) for lang in LANGUAGES]
    settings = [set(re.findall(r"`([a-z_]+[.=][^`]*)`", text)) for text in prose]
    large = [set(LARGE.findall(spoken(text))) for text in prose]
    assert settings[0] - settings[1] == set()
    assert large[0] == large[1]


def test_a_writer_says_one_language():
    assert Say("en")("yes", "是") == "yes"
    assert Say("zh")("yes", "是") == "是"
    assert Say("zh").business("coffee") == "咖啡店"
    assert Say("zh").business("tea") == Say("en").business("tea") == "tea"
    assert Say("zh").printed("12.3 % [−1 %, +2] %") == "12.3% [−1%, +2]%"
    assert Say("en").printed("12.3 %") == "12.3 %"


# ------------------------------------------------------------------------------------------------- what the check sees


@pytest.fixture(params=LANGUAGES)
def copied(request, tmp_path, monkeypatch):
    """The referral page in a folder of its own, which a test may spoil: (page, language, function that edits its text)."""
    whole = index.page("referral")
    texts = {lang: whole.text(lang) for lang in LANGUAGES}
    questions = {lang: whole.question(lang) for lang in LANGUAGES}
    monkeypatch.setattr(page, "FOLDER", tmp_path)
    monkeypatch.setattr(page, "_question", lambda name: questions)
    (tmp_path / "zh").mkdir()
    shown = replace(whole)
    for lang, text in texts.items():
        shown.path(lang).write_text(text, encoding="utf-8")

    def edit(old: str, new: str) -> None:
        assert old in texts[request.param]
        shown.path(request.param).write_text(texts[request.param].replace(old, new), encoding="utf-8")

    return shown, request.param, edit


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ({"en": "# Does rewarding", "zh": "# 把钱"}, {"en": "# Does not rewarding", "zh": "# 不把钱"}, "title"),
        ({"en": "## Why\n", "zh": "## 为什么\n"}, "## How\n", "sections"),
        ({"en": "\n## Predict first\n", "zh": "\n## 先猜一猜\n"}, "\n", "sections"),
        ({"en": "[中文](zh/", "zh": "[English](../"}, "[x](", "other language"),
        ("    python -m siyu_sim +experiment=referral\n", "", None),  # the second command is left
        ("python -m siyu_sim", "siyu-sim", "no command"),
        ({"en": "Mechanisms: M11, M6\n", "zh": "机制：M11, M6\n"}, "M11\n", "M11, M6"),
        ("<!-- cases -->\n", "", "blocks"),
        ("<!-- configurations ", "<!-- configurations 0", "other configurations"),
    ],
)
def test_the_check_sees_what_a_page_lacks(copied, old, new, problem):
    shown, lang, edit = copied
    assert shown.problems(lang) == []
    edit(*(text[lang] if isinstance(text, dict) else text for text in (old, new)))
    assert len(shown.problems(lang)) == (problem is not None)
    if problem:
        assert problem in shown.problems(lang)[0]


def test_a_missing_page_is_a_problem(copied):
    shown, lang, _ = copied
    shown.path(lang).unlink()
    assert shown.problems(lang) == ["referral.md does not exist"]


def test_a_fingerprint_follows_what_is_run_and_nothing_else():
    def mark(*overrides: str, arms: tuple[str, ...] = ()) -> str:
        block = page.Block("x", (Case("referral", overrides, arms),), lambda studies, say: "")
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
    shown, lang, _ = copied
    ran = []
    monkeypatch.setattr(page.ss, "run", lambda plan, store: ran.append(plan) or plan)
    blocks = tuple(replace(block, write=lambda studies, say: say("| one |", "| 一 |")) for block in shown.blocks)
    replace(shown, blocks=blocks).regenerate()
    assert [plan.name for plan in ran] == ["referral"] * len(ran)
    different = {case.key for block in shown.blocks for case in block.cases}
    assert len(ran) == len(different) == 17
    assert shown.text(lang).count({"en": "| one |", "zh": "| 一 |"}[lang]) == 3
    assert shown.stamp in shown.text(lang)


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
        (words.certainty(1.0, Say("en")), "over 99.9 %"),
        (words.certainty(0.0, Say("zh")), "不到 0.1 %"),
        (words.certainty(0.5, Say("zh")), "50.0 %"),
        (words.verdict(1, 2, Say("en")), "yes"),
        (words.verdict(-2, -1, Say("zh")), "**否**"),
        (words.verdict(-2, 1, Say("en")), "**unclear**"),
    ],
)
def test_numbers_as_the_pages_print_them(text, expected):
    assert text == expected


def test_a_table_has_as_many_cells_in_every_row():
    assert words.table(["a", "b"], [["1", "2"]]) == "| a | b |\n| --- | --- |\n| 1 | 2 |"
    with pytest.raises(ValueError, match="cells"):
        words.table(["a", "b"], [["1"]])


# ------------------------------------------------------------------------------------------------- what the prose leans on


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
