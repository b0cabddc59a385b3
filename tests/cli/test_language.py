"""A reader of Chinese is answered in Chinese, whatever is asked: by the environment, `report.lang=` or `--lang`."""

from __future__ import annotations

import errno
import json
import re
from pathlib import Path

import pytest

from siyu_sim.language import of_environment, tell
from siyu_sim.language.folding import columns
from siyu_sim.scenario.folders import EXPERIMENT, find, groups, headline, read, search_order
from siyu_sim.study.plan import load
from siyu_sim.study.provenance import provenance
from siyu_sim.study.run import run

CHINESE = re.compile("[\u4e00-\u9fff]")
SMALL = ("+experiment=referral", "market.size=600", "horizon_days=40", "study.replications=2", "study.processes=1")
NAMES = re.compile(r"pip install|apt install|python -m siyu_sim( (store|export))?( (list|show|prune))?|list \| show \| prune")


@pytest.fixture
def in_chinese(monkeypatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert of_environment() == "zh"


def english(text: str) -> list[str]:
    """Words in a row that are no names, paths, keys or options."""
    rest = NAMES.sub("", text)
    return re.findall(r"(?<![\w./=+-])[A-Za-z]?[a-z]+[;:]? +[a-z]{2,}(?![\w./=])", rest)


def test_english_is_found_where_it_is():
    assert english("报告 see the page 完") == ["see the"]
    assert english("运行 +experiment=referral business=course 到 reports/a b") == []


# ------------------------------------------------------------------------------------------------- what is asked


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--help",),
        ("store", "--help"),
        ("store", "list", "--help"),
        ("store", "show", "--help"),
        ("store", "prune", "--help"),
        ("export", "--help"),
        ("store",),
        ("store", "burn"),
        ("store", "show"),
        ("store", "prune", "--older", "soon"),
        ("store", "--nothing"),
        ("export",),
        ("export", "nowhere", "--to", "doc", "--lang", "fr"),
        ("export", ".", "--to", ","),
        ("--multrun",),
        ("--seed=3",),
        ("-x",),
        ("--config-dir",),
        ("--config-dir", "nowhere"),
        ("--lang",),
        ("hook=none", "report.folder=/proc/nothing"),
    ],
    ids=" ".join,
)
def test_every_answer_is_chinese(cli, in_chinese, monkeypatch, words):
    monkeypatch.setenv("COLUMNS", "80")
    said = cli(*words)
    told = said.out + said.err
    assert CHINESE.search(told)
    assert english(told) == []


@pytest.mark.parametrize("words", [("--help", "report.lang=zh"), ("--lang", "zh", "--help"), ("--help", "--lang=zh")])
def test_help_in_the_language_that_is_asked_for(cli, words):
    assert cli(*words).out.startswith("用法：") and cli("--help").out.startswith("usage: ")


@pytest.mark.parametrize(
    "words", [("store", "--help", "--lang", "zh"), ("store", "--lang=zh", "--help"), ("export", "-h", "--lang", "zh")]
)
def test_help_of_a_subcommand_in_the_language_that_is_asked_for(cli, words):
    said = cli(*words)
    assert (said.status, said.err) == (0, "") and said.out.startswith("用法：") and english(said.out) == []
    assert not CHINESE.search(cli(*(word for word in words if "zh" not in word and word != "--lang")).out)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_list_in_chinese(cli, in_chinese, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", str(width))
    said = cli()
    lines = said.out.splitlines()
    assert max(columns(line) for line in lines if "python" not in line) <= width
    printed, folders = re.sub(r"\s", "", said.out), search_order()
    for group, options in groups(folders).items():
        for option in options:
            path = find(folders, f"{group}/{option}")
            if group == EXPERIMENT:
                assert re.sub(r"\s", "", read(path)[EXPERIMENT]["question"]["zh"]) in printed
                assert re.sub(r"\s", "", read(path)[EXPERIMENT]["question"]["en"]) not in printed
            elif group not in ("study", "backend", "report"):
                assert re.sub(r"\s", "", headline(path, "zh")) in printed


def test_the_list_is_for_a_language_alone_as_well(cli):
    assert cli("--lang", "zh").out.splitlines()[0].startswith("siyu_sim：") and not CHINESE.search(cli("report.lang=en").out)
    assert not CHINESE.search(cli().out)


def test_commands_to_try_ask_for_the_language_that_the_environment_has_not(cli, monkeypatch):
    assert "+experiment=referral report.lang=zh" in cli("--lang", "zh").out
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert "report.lang=zh" not in cli().out


# ------------------------------------------------------------------------------------------------- of a report


def test_a_report_is_in_the_language_of_the_environment(monkeypatch):
    assert load("referral").report.lang == "en"
    assert load("referral", ["report.lang=zh"]).report.lang == "zh"
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    plan = load("referral")
    assert plan.report.lang == "zh" and plan.report.languages == ("zh",)
    assert load("referral", ["report.lang=en"]).report.lang == "en"
    assert load("referral", ["report.lang=both"]).report.languages == ("en", "zh")


@pytest.mark.parametrize("overrides", [(), ("report.lang=auto",), ("report.lang=zh",)])
def test_the_command_that_gives_a_report_again_states_its_language(monkeypatch, overrides):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    plan = load("referral", overrides)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    words = provenance(plan)["command"].split()
    assert [word for word in words if "lang" in word] == ["report.lang=zh"]
    assert load(overrides=words[3:]).report == plan.report


# ------------------------------------------------------------------------------------------------- a run


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_run_is_chinese_from_the_first_line_to_the_last(cli, in_chinese, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", str(width))
    said = cli(*SMALL, "study.branch_day=20", "study.precision=0.5", "study.replications=5", "study.max_replications=6")
    assert said.status == 0, said.err
    assert english(said.err + said.out) == []
    lines = said.out.splitlines()
    assert max(columns(line.rstrip()) for line in lines[:-1]) <= width
    told = json.loads((Path(lines[-1].removeprefix("报告：")).parent / "data" / "figures.json").read_text("utf-8"))
    tail = re.sub(r"\s", "", said.out)
    words = told["pages"]["zh"]
    beware = [*filter(None, (words["banner"],)), *words["warnings"]]
    ends = [words["headline"], words["sure"], *("注意：" + one for one in beware), lines[-1]]
    assert tail.endswith(re.sub(r"\s", "", "".join(ends))), "the verdict stands last, where the eye is"
    assert "在第20天" in tail or "第20天" in tail


def test_both_languages_are_told_in_that_of_the_environment(cli, in_chinese):
    said = cli(*SMALL, "report.lang=both")
    assert said.status == 0 and "均值下方" in said.out and "运行中：20/20" in said.err and english(said.out) == []


@pytest.mark.parametrize("kind", ["sensitivity", "search", "allocate"])
def test_another_kind_of_study_is_chinese_too(cli, in_chinese, monkeypatch, kind):
    monkeypatch.setenv("COLUMNS", "80")
    levers = "{channels.feed_ads.budget_yuan_per_day: {low: 0, high: 60, step: 30}, content.posts_per_day: {low: 0, high: 2, step: 1}}"
    small = {
        "sensitivity": ["only=[product.gross_margin]", "base_samples=8", "steps=3", "worlds=2"],
        "search": ["trials=3", "rungs=[2]", "fresh=2"],
        "allocate": ["looks=3", "worlds=2", "fresh=2"],
    }[kind]
    own = [f"study={kind}", *(f"study.{kind}.{word}" for word in small)]
    said = cli(*SMALL, *own, *([f"+study.allocate.levers={levers}"] if kind == "allocate" else []))
    assert said.status == 0, said.err
    assert english(said.err + said.out) == []
    page = Path(said.out.splitlines()[-1].removeprefix("报告："))
    words = json.loads((page.parent / "data" / "figures.json").read_text("utf-8"))["pages"]["zh"]
    after = re.sub(r"\s", "", said.out).rsplit(re.sub(r"\s", "", words["headline"]), 1)[1]
    assert after.startswith(re.sub(r"\s", "", words["sure"]))


def test_notes_of_the_progress_are_sentences():
    plan = load("referral", SMALL[1:])
    heard: set[str] = set()
    run(plan, progress=lambda done, total, note: heard.add(note))
    told = {tell(note, "zh") for note in heard}
    assert {"世界 1", "世界 2", "世界 1：逐人对比"} <= told and english("\n".join(told)) == []


# ------------------------------------------------------------------------------------------------- the disk and what was kept


def test_only_what_was_there_before_counts_as_finished(cli):
    equal = ("--multirun", "hook.strength=1,1.0,1.2", *SMALL[1:])
    assert "finished before" not in cli(*equal).err
    again = re.search(r"(\d+) of (\d+) runs were finished before", cli(*equal).err)
    assert again and again[1] == again[2]


@pytest.mark.parametrize(("lang", "why"), [("en", "No space left on device"), ("zh", "磁盘空间不足")])
def test_a_full_disk_is_told_with_its_folder(cli, monkeypatch, lang, why):
    def full(self, *_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")  # as a write says it: without a path

    monkeypatch.setattr("siyu_sim.report.write._write_told", full)
    said = cli("-q", *SMALL, f"report.lang={lang}")
    assert said.status == 2 and said.out == ""
    assert why in said.err and str(Path("reports", "referral")) in said.err and said.err.count("\n") == 1


def test_what_a_program_is_told(cli):
    said = cli(*SMALL, "--json", "-q", "study.branch_day=20", "crisis=public", "crisis.day=300", "report.lang=zh")
    assert (said.status, said.err) == (0, "")
    answer = json.loads(said.out)
    assert (answer["lang"], answer["branch_day"]) == ("zh", 20)
    assert answer["notices"][0] == {"kind": "beyond", "path": "crisis.day", "arms": [arm["name"] for arm in answer["arms"]]}
    told = json.loads(Path(answer["data"], "figures.json").read_text("utf-8"))
    for lang in ("en", "zh"):
        words = answer["verdict"][lang]
        assert words["warnings"] == told["pages"][lang]["warnings"] and len(words["warnings"]) >= 2
        assert "20" in words["branch"] and bool(CHINESE.search(words["branch"])) == (lang == "zh")
    focus = answer["focus"]
    assert (focus["arm"], focus["against"]) == ("one_sided_high", "ads_instead") and focus["diff_low"] <= focus["diff_high"]
