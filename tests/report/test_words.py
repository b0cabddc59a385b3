"""Every word in both languages, with the same gaps."""

import re
import string

import pytest

from siyu_sim.ledger.causes import CAUSES, EVERYTHING
from siyu_sim.measure.catalogue import METRICS
from siyu_sim.measure.dashboard import COLUMNS
from siyu_sim.measure.dashboard import STAGES as WEEKLY_STAGES
from siyu_sim.measure.funnel import STAGES
from siyu_sim.measure.gmv import FACTORS
from siyu_sim.report.statements import Statement
from siyu_sim.report.words import TABLES, Words


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_the_same_keys_in_both_languages():
    assert set(TABLES["en"]) == set(TABLES["zh"])


def test_the_same_gaps_in_both_languages():
    assert {key: gaps(text) for key, text in TABLES["en"].items()} == {key: gaps(text) for key, text in TABLES["zh"].items()}


def test_nothing_is_empty_but_units():
    for table in TABLES.values():
        assert [
            key for key, text in table.items() if not text and not key.startswith("unit.") and not key.endswith(".then")
        ] == []


def test_chinese_is_chinese_and_english_is_not():
    def chinese(text: str) -> bool:
        return any("\u4e00" <= c <= "\u9fff" for c in text)

    assert [key for key, text in TABLES["en"].items() if chinese(text)] == []
    same = {key for key in TABLES["en"] if TABLES["en"][key] == TABLES["zh"][key]}
    assert all(
        not any(c.isalpha() for c in string.Formatter().vformat(TABLES["en"][key], (), Blank())) or key in ALIKE for key in same
    ), same


ALIKE = {"title", "value.hover", "curve.hover"}  # tags alone


class Blank(dict):
    def __missing__(self, key):
        return ""


@pytest.mark.parametrize(
    ("group", "names"),
    [
        ("cause", [*CAUSES, EVERYTHING, "profit"]),
        ("stage", STAGES),
        ("factor", [*FACTORS, "total"]),
        ("unit", {m.unit for m in METRICS.values()} | {column.unit for column in COLUMNS}),
        ("weekly", [*(column.name for column in COLUMNS), "process", "result"]),
        ("weekly.title", WEEKLY_STAGES),
    ],
)
def test_every_name_that_code_looks_up_is_there(group, names):
    for table in TABLES.values():
        assert {f"{group}.{name}" for name in names} <= set(table)


def test_every_metric_has_both_languages():
    for metric in METRICS.values():
        assert {"en", "zh"} <= set(metric.label) and {"en", "zh"} <= set(metric.definition)


def test_gaps_are_escaped_and_tags_kept():
    text = Words("en")("verdict.earns_more", a="<i>", b="&", diff="x", days="y", level="z", bounds="w")
    assert "&lt;i&gt;" in text and "&amp;" in text and "<b>" in text


def test_own_names_of_channels_stand_as_written():
    assert Words("zh").or_name("channel", "my_shop") == "my shop"
    assert Words("zh").or_name("channel", "feed_ads") == "信息流广告"


def test_small_letters_inside_a_sentence():
    words = Words("en")
    assert [words.in_sentence(t) for t in ("Profit", "CAC", "K-factor", "LTV / CAC", "")] == [
        "profit",
        "CAC",
        "K-factor",
        "LTV / CAC",
        "",
    ]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_rule_and_text_that_ships_has_a_name(lang):
    from siyu_sim.scenario.compose import Composer

    composer, found = Composer(), set()
    for option in composer.groups["sop"]:
        scenario = composer.compose([f"sop={option}"]).scenario
        found |= {*scenario["sop"], *(scenario["script_test"] or {"variants": ()})["variants"]}
    assert {"wake_idle", "story"} < found
    assert {f"rule.{name}" for name in found} <= set(TABLES[lang])


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_business_that_ships_has_a_name(lang):
    from siyu_sim.scenario.folders import groups, search_order

    for business in groups(search_order())["business"]:
        assert f"business.{business}" in TABLES[lang]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_plain_text_has_no_link_that_nobody_can_follow(lang):
    words = Words(lang)
    linked = [key for key, text in words.table.items() if '<a href="#' in text]
    assert linked
    for key in linked:
        gaps = dict.fromkeys(re.findall(r"{(\w+)}", words.table[key]), "x")
        plain = words.plain(Statement(key, gaps))
        link = re.search(r'<a href="#\w+">(.*?)</a>', words.table[key]).group(1)
        assert link in words.say(Statement(key, gaps)) and link not in plain
        assert plain == plain.strip() and plain[-1] in ".。", plain
