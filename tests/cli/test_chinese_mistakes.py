"""Mistakes on the command line, told to a reader of Chinese: no English but names, paths and values."""

from __future__ import annotations

import re

import pytest

CHINESE = re.compile(r"[\u4e00-\u9fff]")
# what was typed, or has to be typed: dotted paths, key=value, options of groups, quoted values, files, --flags, {a: 1}, null
TYPED = re.compile(
    r"'[^']*'|\{[^{}]*\}|\[[^\[\]]*\]|-{1,2}[a-z]+(-[a-z]+)*|[A-Za-z_]+([._/=][A-Za-z0-9_.,+=/()]*)+|\b(true|false|null|YAML|UTF-8)\b"
)
NAMES = {  # of keys, options, metrics, arms and channels that the cases bring up
    "hook", "referral", "cash", "coupon", "gift", "none", "strength", "relevance", "unit_cost_yuan", "strength_weight", "grab_and_go",
    "experiment", "typical", "min", "max", "profit", "feed_ads", "store", "content", "crisis", "options", "low", "high", "size",
    "stop_day", "start_day", "range", "contacts", "market", "window_days", "horizon_days",
}  # fmt: skip

CASES = {
    "too large": (["hook.strength=9"], "hook.strength：太大\n      给的是：9\n      允许的：0 到 5 的数字"),
    "not a number": (["hook.strength=strong"], "hook.strength：不是数字\n      给的是：'strong'"),
    "unknown key": (["hook.strenght=1"], "hook.strenght：没有这个参数"),
    "unknown option": (["hook=cupon"], "hook：“hook”没有这个选项"),
    "off": (["crisis.day=3"], "crisis.day：不起作用：crisis 没有开启（null）"),
    "open range": (["content.hours=[25]"], "允许的：不小于 0、小于 24 的数字"),
    "or null": (["channels.feed_ads.stop_day=-1"], "允许的：0 到 36500 的数字（或 null）"),
    "not together": (["window_days=40", "horizon_days=30"], "整个场景：window_days（40）比 horizon_days（30）还长"),
    "too few people": (
        ["market.initial_contacts=60000"],
        "market：期初好友（initial_contacts，60000）比市场（size，50000）还大",
    ),
    "malformed": (["hook.strength"], "hook.strength：不是 键=值 的写法"),
    "several values": (["hook=cash,coupon"], "hook=cash,coupon：给了多个值：要扫描请加 --multirun（-m）"),
    "nothing to sweep": (["-m"], "--multirun：没有可扫描的"),
    "given twice": (["-m", "hook=cash,coupon", "hook=gift"], "hook：给了两次"),
    "for the whole study": (["-m", "study.replications=2,3"], "study.replications=2,3：整个研究只有一个值，不能扫描"),
    "lever": (["study=search", "study.search.levers={hook.strength:{low:2,high:1}}"], "low（2）不小于 high（1）"),
    "lever's options": (["study=search", "study.search.levers={hook:{options:[cash,[1]]}}"], "不是普通的值"),
    "goal": (["study=search", "study.search.goals=[contact]"], "study.search.goals：没有这个指标"),
    "sensitivity": (["+experiment=referral", "study=sensitivity", "study.sensitivity.base_samples=33"], "不是 2 的幂"),
    "branch": (["+experiment=referral", "study.branch_day=1000"], "study.branch_day：分支那天之后没有时间了"),
    "code": (
        ["strategies=throttle_posts", "strategies.python={own:{target:os_path}}"],
        "允许的：模块:函数，如 my_folder.my_file:my_function",
    ),
    "experiment": (["+experiment=referal"], "experiment：没有这个实验"),
    "folder": (["report.folder=''"], "report.folder：太短"),
}


def left_in_english(text: str) -> list[str]:
    rest = TYPED.sub(" ", text)
    return [word for word in re.findall(r"[A-Za-z_]{2,}", rest) if word not in NAMES]


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_reads_wholly_chinese(cli, case):
    overrides, expected = CASES[case]
    said = cli(*overrides, "report.lang=zh")
    assert (said.status, said.out) == (2, "")
    assert expected in said.err
    problems = [line for line in said.err.splitlines() if not line.startswith("      ")]
    assert all(CHINESE.search(line) for line in problems)
    # what is allowed may be a list of names of any length
    told = "\n".join(line for line in said.err.splitlines() if not re.fullmatch(r" +允许的：([^\u4e00-\u9fff]|之下|…)*", line))
    assert left_in_english(told) == []


def test_the_reader_of_chinese_lines_finds_english():
    assert left_in_english("hook.strength：too large") == ["too", "large"]
    assert left_in_english("允许的：a number from 0 to 5")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hook: {strength: 1\n", "这里少了逗号或 }（第 2 行第 1 列）"),
        ("hook:\n  strength: 1\n  strength: 2\n", "参数“strength”写了两次（第 3 行第 3 列）"),
        ("hook:\n\tstrength: 1\n", "有一个不能用在开头的字符"),
        ("a: b: c\n", "这里不能有冒号"),
        ("hook: !!python/name:os.system\n", "YAML 写法不对"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_chinese(cli, tmp_path, text, expected):
    file = tmp_path / "mine" / "hook" / "own.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("# @package _global_\n# 我的钩子\n" + text, "utf-8")
    said = cli("--config-dir", "mine", "hook=own", "report.lang=zh")
    assert said.status == 2
    assert expected.replace("第 2 行", "第 4 行").replace("第 3 行", "第 5 行") in said.err


def test_english_stays_english(cli):
    said = cli("hook.strength=9", "report.lang=en")
    assert "hook.strength: too large\n      given:    9\n      allowed:  a number from 0 to 5" in said.err
