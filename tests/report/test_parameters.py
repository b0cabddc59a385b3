"""What a report says about parameters is in its language: what they rest on, what they mean, how they are called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from siyu_sim.report.paths import CONTAINERS, GIVEN, Paths, breakable
from siyu_sim.report.words import TABLES, Words
from siyu_sim.report.words.en import parameters as en
from siyu_sim.report.words.zh import evidence as chinese_evidence
from siyu_sim.report.words.zh import parameters as zh
from siyu_sim.report.words.zh.evidence import EVIDENCE
from siyu_sim.report.words.zh.meanings import MEANINGS
from siyu_sim.scenario.meanings import PLAIN, in_words, meanings
from siyu_sim.study.settings import ReportSettings, StudySettings

CONFIGS = Path(__file__).parents[2] / "configs"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
NUMBER = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)( ?M\b|万)?")
NOT_SCENARIO = ("experiment", "study", "report", "evidence", "defaults", "hydra", "engine", "backend")


@lru_cache(maxsize=1)
def shipped() -> dict[str, Any]:
    """File, as its option is written → what it holds."""
    return {
        path.relative_to(CONFIGS).with_suffix("").as_posix(): yaml.safe_load(path.read_text("utf-8")) or {}
        for path in sorted(CONFIGS.rglob("*.yaml"))
    }


def texts_of(node: Any) -> Iterator[str]:
    """Sources, assumptions and reasons in the `evidence` blocks of a file."""
    if not isinstance(node, dict):
        return
    for key, value in node.items():
        if key == "evidence":
            yield from (text for entry in value.values() for text in _said(entry))
        else:
            yield from texts_of(value)


def _said(entry: Any) -> list[str]:
    return [str(entry[kind]) for kind in ("source", "assumption", "choice") if isinstance(entry, dict) and kind in entry]


def untold(files: dict[str, Any]) -> list[str]:
    """Where a Chinese text has to be added."""
    return [
        f"configs/{file}.yaml says {text!r}: add its Chinese to siyu_sim/report/words/zh/evidence/ (in the file of its topic)"
        for file, data in files.items()
        for text in texts_of(data)
        if text not in EVIDENCE
    ]


def numbers(text: str) -> Counter[float]:
    return Counter(
        round(float(digits.replace(",", "")) * {"M": 1e6, "万": 1e4}.get(unit.strip(), 1), 6)
        for digits, unit in NUMBER.findall(text)
    )


# ------------------------------------------------------------------------------------------------- evidence


def test_every_evidence_text_of_the_shipped_configs_has_its_chinese():
    assert len({text for data in shipped().values() for text in texts_of(data)}) > 500
    assert untold(shipped()) == []


def test_a_new_evidence_text_is_missed_and_the_message_says_where_to_add_it():
    files = {**shipped(), "hook/song": {"hook": {"strength": 2}, "evidence": {"hook.strength": {"choice": "a song is sung"}}}}
    (message,) = untold(files)
    assert "configs/hook/song.yaml" in message and "a song is sung" in message and "words/zh/evidence/" in message


def test_no_chinese_evidence_is_left_over_or_there_twice():
    used = {text for data in shipped().values() for text in texts_of(data)}
    assert [text for text in EVIDENCE if text not in used] == []
    topics = [
        getattr(chinese_evidence, name) for name in dir(chinese_evidence) if hasattr(getattr(chinese_evidence, name), "TEXTS")
    ]
    assert sum(len(topic.TEXTS) for topic in topics) == len(EVIDENCE)


@pytest.mark.parametrize("table", [EVIDENCE, MEANINGS], ids=["evidence", "meanings"])
def test_chinese_is_chinese_and_has_the_same_numbers(table):
    literal = {"<folder>/<experiment>/<time>/"}
    assert [text for text, told in table.items() if not CHINESE.search(told) and text not in literal] == []
    assert {text: told for text, told in table.items() if numbers(text) != numbers(told)} == {}


def test_numbers_are_compared_by_their_size():
    assert numbers("1.8 M users, 35,000 cups, 1.4-1.5") == numbers("180万人，35,000杯，1.4-1.5")
    assert numbers("20 M kept") != numbers("20万")


def test_what_a_user_wrote_stands_as_it_is_and_says_its_language():
    paths = {lang: Paths(Words(lang)) for lang in ("en", "zh")}
    assert paths["zh"].evidence("my own survey, 40 people") == ("my own survey, 40 people", "en")
    assert paths["en"].evidence("我们自己的问卷，40人") == ("我们自己的问卷，40人", "zh")
    assert paths["zh"].evidence("set by hand: hook.strength=2") == ("手动设置：hook.strength=2", "zh")
    assert paths["en"].evidence("shop hours") == ("shop hours", "en") and paths["zh"].evidence("shop hours") == (
        "门店营业时间",
        "zh",
    )


# ------------------------------------------------------------------------------------------------- meanings


def test_every_meaning_has_its_chinese():
    """Of the schema, of what only configs explain and of the settings of a study."""
    described = set(meanings().values()) | set(PLAIN.values())
    described |= {in_words(path.replace("*", "any")) for path in meanings()}
    for model in (StudySettings, ReportSettings):
        described |= {field.description for field in model.model_fields.values() if field.description}
    assert sorted(text for text in described if text and text not in MEANINGS) == []


def test_no_chinese_meaning_is_left_over():
    """Some are the words of comments in configs: those on the page of parameters."""
    page = (CONFIGS.parent / "docs" / "parameters.md").read_text("utf-8").replace("\\|", "|").replace("&lt;", "<")
    known = set(meanings().values()) | set(PLAIN.values())
    assert [text for text in MEANINGS if text not in known and f"| {text} |" not in page] == []


def test_english_meanings_have_no_chinese_gloss_on_the_page():
    paths = Paths(Words("en"))
    assert paths.meaning("forces.ip") == "IP force: how far people know and believe who is speaking"
    assert [path for path in meanings() if CHINESE.search(paths.meaning(path))] == []


# ------------------------------------------------------------------------------------------------- names


def steps_of(path: str) -> Iterator[tuple[str, str]]:
    """(step above that is no name of the user's, step) along a path of the schema."""
    above = ""
    for step in path.split("."):
        if step != "*":
            yield above, step
            above = step


@pytest.mark.parametrize("table", [en, zh], ids=["en", "zh"])
def test_every_step_of_the_schema_has_a_name(table):
    pairs = {pair for path in meanings() for pair in steps_of(path)}
    assert len(pairs) > 300
    assert sorted(pair for pair in pairs if pair[1] not in table.STEPS and ".".join(pair) not in table.STEPS) == []


def test_names_are_those_of_both_languages_and_none_is_left_over():
    assert set(en.STEPS) == set(zh.STEPS) and set(en.NAMES) == set(zh.NAMES) and set(en.VALUES) <= set(zh.VALUES)
    assert [name for name in (*en.STEPS.values(), *en.NAMES.values(), *en.VALUES.values()) if CHINESE.search(name)] == []
    assert [name for name in (*zh.STEPS.values(), *zh.NAMES.values(), *zh.VALUES.values()) if not CHINESE.search(name)] == [
        "SOP"
    ]
    pairs = {pair for path in meanings() for pair in steps_of(path)}
    pairs |= {("typical", key) for data in shipped().values() for key in data.get("typical", {})}
    pairs |= {("", name.split("/")[0]) for name in shipped()} | {("", "typical"), ("", "engine")}
    used = {step for _, step in pairs} | {".".join(pair) for pair in pairs}
    assert [step for step in zh.STEPS if step not in used] == []


def leaves(data: Any, path: str = "") -> Iterator[str]:
    if not isinstance(data, dict) or not data:
        yield path
        return
    for key, value in data.items():
        if path or key not in NOT_SCENARIO:
            yield from leaves(value, f"{path}.{key}" if path else str(key))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_name_that_the_shipped_configs_give_has_a_word(lang):
    """A channel, a segment, a rule …: what the schema leaves to the user."""
    paths, missing = Paths(Words(lang)), set()
    words, names = TABLES[lang], {"en": en, "zh": zh}[lang].NAMES
    for file, data in shipped().items():
        if file.split("/")[0] in ("study", "report", "backend"):
            continue
        for path in leaves(data):
            above = ""
            for step, given in paths.walk(path):
                if not given:
                    above = step
                elif f"{GIVEN.get(above, above)}.{step}" not in words and f"{above}.{step}" not in names:
                    missing.add(f"{above}.{step}")
    assert sorted(missing) == []


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_value_that_is_a_word_of_the_schema_has_one(lang):
    from tests.report.literals import literals

    assert {"per_exposure", "poisson", "group_buy", "mon"} <= literals()
    assert sorted(literals() - set({"en": en, "zh": zh}[lang].VALUES)) == []


@pytest.mark.parametrize(
    ("path", "english", "chinese"),
    [
        ("trust.half_life_days", "trust: half-life (days)", "信任：半衰期（天）"),
        ("channels.feed_ads.add_rate", "feed ads: add rate", "信息流广告：加粉率"),
        ("channels.content.active", "content: in use", "内容引流：是否启用"),
        ("channels.gain.add_rate", "gain: add rate", "gain：加粉率"),  # a user's name is no step, though it be spelt like one
        ("market.segments.super.share", "super-users: share", "超级用户：占比"),
        ("forces.content", "five forces: content force", "五力：内容力"),
        (
            "ladder.premium.price",
            "product ladder, premium product: price (core product = 1)",
            "产品体系·高端品：价格（核心产品为1）",
        ),
        ("channels.store.audience_skew.core", "stores, skew of the audience: core", "门店·受众偏向：核心客群"),
        ("trust.gain.human", "trust, gain: human posts", "信任·增益：人设内容"),
        ("hook", "hook", "钩子"),
    ],
)
def test_a_path_as_a_name(path, english, chinese):
    assert Paths(Words("en")).label(path) == english and Paths(Words("zh")).label(path) == chinese


def test_no_two_parameters_of_a_table_have_the_same_name():
    """The path stands below it, but the figures show the name alone."""
    for lang in ("en", "zh"):
        paths = Paths(Words(lang))
        concrete = [path for path in meanings() if "*" not in path]
        same = [name for name, n in Counter(map(paths.label, concrete)).items() if n > 1]
        assert same == []
    assert "market" in CONTAINERS


def test_levers_in_a_sentence_get_their_names():
    paths = Paths(Words("zh"))
    keys = ["hook", "content.posts_per_day", "channels.feed_ads.budget_yuan_per_day"]
    said = "最佳：hook=gift, content.posts_per_day=2。下一块钱该投给channels.feed_ads.budget_yuan_per_day。a hook"
    assert paths.in_text(said, keys) == "最佳：钩子=gift, 内容：每日条数=2。下一块钱该投给信息流广告：每日预算（元）。a hook"


@pytest.mark.parametrize(("lang", "marked"), [("en", ""), ("zh", "en")])
def test_the_table_marks_what_a_user_wrote_in_another_language(lang, marked):
    from siyu_sim.report import assumptions, tables
    from siyu_sim.report.view import PlanView
    from siyu_sim.scenario.schema import Evidence
    from siyu_sim.study.plan import load

    plan = load("referral")
    plan.evidence["product.quality"] = Evidence(choice="our own survey of 40 people")
    rows = tables.evidence(PlanView(plan, lang), assumptions.lines(plan))
    (own,) = (row for row in rows if row.path == "product.quality")
    assert (own.text, own.lang) == ("our own survey of 40 people", marked)
    assert [row.text for row in rows if row.lang] == [own.text] * bool(marked)
    if lang == "zh":
        said = [text for row in rows for text in (row.name, row.meaning, *(one.name for one in row.given))]
        assert [text for text in said if text and not CHINESE.search(text) and text != "SOP"] == []


def test_a_path_breaks_between_its_words_and_stays_itself():
    broken = breakable("market.segments.super.share_shift=0.5")
    assert broken == "market.<wbr>segments.<wbr>super.<wbr>share_<wbr>shift=<wbr>0.5"
    assert broken.striptags() == "market.segments.super.share_shift=0.5"
    assert breakable("a.<b>") == "a.&lt;b&gt;"
