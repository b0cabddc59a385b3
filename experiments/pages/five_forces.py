"""The five forces: elasticities, interactions, and what is left of the claim that they multiply."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from experiments.casebook.factorial import Cells, effect, explained, subsets
from experiments.casebook.language import Say, Text
from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import arms, footing
from experiments.casebook.words import decimals, estimate, percent, table, whole
from siyu_sim.study.results import Study
from siyu_sim.study.statistics import interval

FORCES = ("ip", "add", "product", "operations", "content")
WORDS: dict[str, Text] = {
    "ip": ("IP", "IP力"),
    "add": ("add", "加微力"),
    "product": ("product", "产品力"),
    "operations": ("operations", "运营力"),
    "content": ("content", "内容力"),
}
RESULTS = ("contribution", "gmv", "customers", "contacts", "yield")
HEADS: dict[str, Text] = {
    "contribution": ("contribution", "贡献毛利"),
    "gmv": ("GMV", "GMV"),
    "customers": ("customers", "新客数"),
    "contacts": ("contacts", "新增好友"),
    "yield": ("orders of the last quarter", "最后一季订单"),
}
SHOWN = ("ordinary", *FORCES, "all", *(f"weak_{f}" for f in FORCES), *(f"weak_{f}_rest_strong" for f in FORCES))
QUARTER_WEEKS = 13


def arm_of(strong: frozenset[str]) -> str:
    """The arm in which just these forces are strong."""
    if len(strong) == len(FORCES):
        return "all"
    return "_".join(f for f in FORCES if f in strong) or "ordinary"


def result(study: Study, arm: str, name: str) -> np.ndarray:
    """A result of an arm, world by world; `yield` is what the private domain orders in its last quarter."""
    if name != "yield":
        return study.values(arm, name)
    orders = [s.tables["time"]["orders"] for s in study.summaries if s.arm == arm]
    return np.array([o[-1] - o[-1 - QUARTER_WEEKS] for o in orders])


def cells(study: Study, name: str) -> Cells:
    return {group: result(study, arm_of(group), name) for group in subsets(FORCES)}


def logs(study: Study, name: str) -> Cells:
    values = cells(study, name)
    assert all((v > 0).all() for v in values.values()), f"{name} has no logarithm"
    return {group: np.log(v) for group, v in values.items()}


def text(study: Study, values: np.ndarray) -> str:
    return estimate(*interval(values, study.plan.study.confidence), decimals)


def scores(study: Study) -> tuple[float, float]:
    """(strong, weak)."""
    strong, weak = study.plan.arm("all").scenario.forces, study.plan.arm("weak_ip").scenario.forces
    assert strong is not None and weak is not None
    return strong.ip, weak.ip


def elasticities(study: Study, say: Say) -> str:
    step = np.log(scores(study)[0])
    rows = []
    for force in FORCES:
        row = [text(study, effect(logs(study, name), FORCES, [force]) / step) for name in RESULTS]
        rows.append([say(*WORDS[force]), *row])
    return table([say("force", "力"), *(say(*HEADS[name]) for name in RESULTS)], rows)


def interactions(study: Study, say: Say) -> str:
    step = np.log(scores(study)[0])
    rows = []
    for pair in combinations(FORCES, 2):
        row = [text(study, effect(logs(study, name), FORCES, pair) / step) for name in RESULTS]
        rows.append([" × ".join(say(*WORDS[f]) for f in pair), *row])
    return table([say("pair", "两力"), *(say(*HEADS[name]) for name in RESULTS)], rows)


def laws(study: Study, say: Say, whole_design: bool = True) -> str:
    """All five strong against what two laws make of the single forces, and how far main effects alone explain the 32 arms."""
    rows = []
    level = study.plan.study.confidence
    for name in RESULTS:
        base, full = result(study, "ordinary", name), result(study, "all", name)
        singles = [result(study, f, name) for f in FORCES]
        ratio = full / base
        product = np.prod([s / base for s in singles], axis=0)
        total = 1 + sum((s - base) / base for s in singles)
        rows.append([
            say(*HEADS[name]),
            *(decimals(float(x.mean())) for x in (ratio, product, total)),
            estimate(*(100 * np.array(interval(ratio / product - 1, level)))) + " %",
        ])  # fmt: skip
        if whole_design:
            rows[-1] += [percent(float(explained(of(study, name), FORCES).mean())) for of in (logs, cells)]
    head = [
        say("result", "结果"),
        say("all strong ÷ ordinary", "全强 ÷ 普通"),
        say("product of the five alone", "五力单独相乘"),
        say("sum of the five alone", "五力单独相加"),
        say("above the product", "超出乘积"),
    ]
    more = [say("explained, logarithms", "解释率，对数"), say("explained, plain", "解释率，原值")]
    return table(head + more * whole_design, rows)


def weak_links(study: Study, say: Say, name: str = "contribution") -> str:
    """What the other four bring beside a weak force, beside an ordinary one and beside a strong one."""
    strong, weak = scores(study)
    base, full = (np.log(result(study, arm, name)) for arm in ("ordinary", "all"))
    rows = []
    for force in FORCES:
        arms_of = (force, arm_of(frozenset(FORCES) - {force}), f"weak_{force}", f"weak_{force}_rest_strong")
        alone, rest, weak_alone, weak_rest = (np.log(result(study, arm, name)) for arm in arms_of)
        beside = weak_rest - weak_alone, rest - base, full - alone
        down, up = (base - weak_alone) / -np.log(weak), (alone - base) / np.log(strong)
        rows.append([
            say(*WORDS[force]),
            *(decimals(float(np.exp(x.mean()))) for x in beside),
            text(study, beside[0] - beside[1]),
            decimals(float(np.exp((weak_rest - base).mean()))),
            decimals(float(down.mean())),
            decimals(float(up.mean())),
        ])  # fmt: skip
    head = [
        say("force", "力"),
        say("×, beside it weak", "×，它弱时"),
        say("×, beside it ordinary", "×，它普通时"),
        say("×, beside it strong", "×，它强时"),
        say("first ÷ second, logarithm", "第一列 ÷ 第二列，对数"),
        say("weak, four strong ÷ ordinary", "一弱四强 ÷ 普通"),
        say("elasticity down", "向下弹性"),
        say("elasticity up", "向上弹性"),
    ]
    return table(head, rows)


def ranks(study: Study, say: Say, name: str = "contribution") -> str:
    """The best one, two, … forces: share of the whole gain, as logarithms, and how many of the 32 arms they beat."""
    values = {group: float(v.mean()) for group, v in cells(study, name).items()}
    base, full = values[frozenset()], values[frozenset(FORCES)]
    rows = []
    for size in range(1, len(FORCES) + 1):
        group = max((g for g in values if len(g) == size), key=lambda g: values[g])
        share = np.log(values[group] / base) / np.log(full / base)
        beaten = sum(v < values[group] for v in values.values())
        rows.append([
            " + ".join(say(*WORDS[f]) for f in FORCES if f in group),
            whole(values[group]),
            percent(float(share)),
            say(f"{beaten} of 31", f"31 个中的 {beaten} 个"),
        ])  # fmt: skip
    head = [
        say("strong", "做强"),
        say("contribution", "贡献毛利"),
        say("share of the gain (logarithms)", "占全部增益（对数）"),
        say("arms beaten", "胜过的方案"),
    ]
    return table(head, rows)


def business(studies: Sequence[Study], say: Say) -> str:
    (study,) = studies
    strong, weak = scores(study)
    return "\n\n".join([
        footing(study, say)
        + say(
            f" Strong is a score of {strong:g}, weak {weak:g}; arms named after forces have these strong and the others ordinary.",
            f"“强”是 {strong:g} 分，“弱”是 {weak:g} 分；以某力命名的方案，是这些力强、其余普通。",
        ),
        arms(study, say, ("contribution", "customers", "gmv", "contacts", "profit"), only=SHOWN),
        say(
            "**Elasticities**: per cent of the result for one per cent more of the force, averaged over the levels of the others.",
            "**弹性**：某力提高百分之一，结果变化百分之几；对其余各力的水平取平均。",
        ),
        elasticities(study, say),
        say(
            "**Interactions**: by how much the elasticity of one is higher where the other is strong. Zero is the multiplicative "
            "law.",
            "**交互**：一力强时，另一力的弹性高出多少。零就是相乘律。",
        ),
        interactions(study, say),
        say(
            "**The two laws.** *Explained*: share of the variation among the 32 arms that five separate effects account for, if "
            "effects multiply (logarithms) and if they add (plain).",
            "**两种定律**。“解释率”：32 个方案之间的差异，有多少能由五个各自独立的效应说明；效应相乘看对数，效应相加看原值。",
        ),
        laws(study, say),
        say(
            "**The weak link.** By what factor the other four, made strong, raise contribution. A force that caps the whole would "
            "leave them about 1 beside it.",
            "**短板**。其余四力做强，贡献毛利变为几倍。若某力真能卡住全局，它弱时这个倍数应当约为 1。",
        ),
        weak_links(study, say),
        say("**One or two.** The best choice of forces to make strong.", "**一两个就够？** 该选哪几个力做强。"),
        ranks(study, say),
    ])  # fmt: skip


def extremes(studies: Sequence[Study], say: Say) -> str:
    """The two laws and the weak link once more, with scores far from 1."""
    (study,) = studies
    strong, weak = scores(study)
    return "\n\n".join([
        say(
            f"{study.plan.business.capitalize()}, strong {strong:g}, weak {weak:g}; {study.plan.study.replications} worlds.",
            f"{say.business(study.plan.business)}，强 {strong:g}，弱 {weak:g}；{study.plan.study.replications} 个世界。",
        ),
        laws(study, say, whole_design=False),
        weak_links(study, say),
    ])  # fmt: skip


def _case(business: str) -> Case:
    return Case("five_forces", (f"business={business}", "study.replications=6"))


FAR = Case(
    "five_forces",
    ("business=coffee", "study.replications=6", "typical.strong_force=3", "typical.weak_force=0.1"),
    (*SHOWN, *(arm_of(frozenset(FORCES) - {f}) for f in FORCES)),
)


PAGE = Page(
    name="five_forces",
    mechanisms=("M1",),
    blocks=(
        Block("coffee", (_case("coffee"),), business),
        Block("course", (_case("course"),), business),
        Block("extremes", (FAR,), extremes),
    ),
)
