"""The five forces: elasticities, interactions, and what is left of the claim that they multiply."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from experiments.casebook.factorial import Cells, effect, explained, subsets
from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import arms, footing
from experiments.casebook.words import decimals, estimate, percent, table, whole
from siyu_sim.study.results import Study
from siyu_sim.study.statistics import interval

FORCES = ("ip", "add", "product", "operations", "content")
WORDS = {"ip": "IP", "add": "add", "product": "product", "operations": "operations", "content": "content"}
RESULTS = ("contribution", "gmv", "customers", "contacts", "yield")
HEADS = {
    "contribution": "contribution",
    "gmv": "GMV",
    "customers": "customers",
    "contacts": "contacts",
    "yield": "orders of the last quarter",
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


def elasticities(study: Study) -> str:
    step = np.log(scores(study)[0])
    rows = []
    for force in FORCES:
        row = [text(study, effect(logs(study, name), FORCES, [force]) / step) for name in RESULTS]
        rows.append([WORDS[force], *row])
    return table(["force", *(HEADS[name] for name in RESULTS)], rows)


def interactions(study: Study) -> str:
    step = np.log(scores(study)[0])
    rows = []
    for pair in combinations(FORCES, 2):
        row = [text(study, effect(logs(study, name), FORCES, pair) / step) for name in RESULTS]
        rows.append([" × ".join(WORDS[f] for f in pair), *row])
    return table(["pair", *(HEADS[name] for name in RESULTS)], rows)


def laws(study: Study, whole_design: bool = True) -> str:
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
            HEADS[name],
            *(decimals(float(x.mean())) for x in (ratio, product, total)),
            estimate(*(100 * np.array(interval(ratio / product - 1, level)))) + " %",
        ])  # fmt: skip
        if whole_design:
            rows[-1] += [percent(float(explained(of(study, name), FORCES).mean())) for of in (logs, cells)]
    head = [
        "result",
        "all strong ÷ ordinary",
        "product of the five alone",
        "sum of the five alone",
        "above the product",
    ]
    return table(head + ["explained, logarithms", "explained, plain"] * whole_design, rows)


def weak_links(study: Study, name: str = "contribution") -> str:
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
            WORDS[force],
            *(decimals(float(np.exp(x.mean()))) for x in beside),
            text(study, beside[0] - beside[1]),
            decimals(float(np.exp((weak_rest - base).mean()))),
            decimals(float(down.mean())),
            decimals(float(up.mean())),
        ])  # fmt: skip
    head = [
        "force",
        "×, beside it weak",
        "×, beside it ordinary",
        "×, beside it strong",
        "first ÷ second, logarithm",
        "weak, four strong ÷ ordinary",
        "elasticity down",
        "elasticity up",
    ]
    return table(head, rows)


def ranks(study: Study, name: str = "contribution") -> str:
    """The best one, two, … forces: share of the whole gain, as logarithms, and how many of the 32 arms they beat."""
    values = {group: float(v.mean()) for group, v in cells(study, name).items()}
    base, full = values[frozenset()], values[frozenset(FORCES)]
    rows = []
    for size in range(1, len(FORCES) + 1):
        group = max((g for g in values if len(g) == size), key=lambda g: values[g])
        share = np.log(values[group] / base) / np.log(full / base)
        beaten = sum(v < values[group] for v in values.values())
        rows.append(
            [" + ".join(WORDS[f] for f in FORCES if f in group), whole(values[group]), percent(float(share)), f"{beaten} of 31"]
        )
    return table(["strong", "contribution", "share of the gain (logarithms)", "arms beaten"], rows)


def business(studies: Sequence[Study]) -> str:
    (study,) = studies
    strong, weak = scores(study)
    return "\n\n".join([
        f"{footing(study)} Strong is a score of {strong:g}, weak {weak:g}; arms named after forces have these strong and the "
        "others ordinary.",
        arms(study, ("contribution", "customers", "gmv", "contacts", "profit"), only=SHOWN),
        "**Elasticities**: per cent of the result for one per cent more of the force, averaged over the levels of the others.",
        elasticities(study),
        "**Interactions**: by how much the elasticity of one is higher where the other is strong. Zero is the multiplicative "
        "law.",
        interactions(study),
        "**The two laws.** *Explained*: share of the variation among the 32 arms that five separate effects account for, if "
        "effects multiply (logarithms) and if they add (plain).",
        laws(study),
        "**The weak link.** By what factor the other four, made strong, raise contribution. A force that caps the whole would "
        "leave them about 1 beside it.",
        weak_links(study),
        "**One or two.** The best choice of forces to make strong.",
        ranks(study),
    ])  # fmt: skip


def extremes(studies: Sequence[Study]) -> str:
    """The two laws and the weak link once more, with scores far from 1."""
    (study,) = studies
    strong, weak = scores(study)
    return "\n\n".join([
        f"{study.plan.business.capitalize()}, strong {strong:g}, weak {weak:g}; {study.plan.study.replications} worlds.",
        laws(study, whole_design=False),
        weak_links(study),
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
