"""The threshold of self-sustaining referral, against the size of a branching process, and who carries it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

import siyu_sim as ss
from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import mean_of
from experiments.casebook.words import decimals, percent, table, tenths, whole
from siyu_sim.study.results import Study

SHARES = {"01": 0.01, "03": 0.03, "06": 0.06, "12": 0.12, "25": 0.25}
ADDS = {"05": 0.05, "10": 0.1, "20": 0.2, "35": 0.35, "50": 0.5}
MIDDLE = "share_12_add_20"
FOLLOWED = ("share_03_add_20", "share_06_add_20", MIDDLE, "share_12_add_35", "share_25_add_50")
GENERATIONS = 6
CARRIED_WORLDS = 2


def people(study: Study, arm: str) -> np.ndarray:
    """Contacts of each generation, all worlds together, shape (generations,)."""
    found = [s.tables["generations"]["people"] for s in study.summaries if s.arm == arm]
    size = max(map(len, found))
    return np.sum([np.pad(x, (0, size - len(x))) for x in found], axis=0)


def brought(study: Study, arm: str) -> float:
    """K of the first contacts: friends brought by each of those who came before the channels closed, over the whole run."""
    number = people(study, arm)
    return float(number[1] / number[0])


def expected(k: float) -> float:
    """Mean tree of a branching process in which everybody brings k."""
    return 1 / (1 - k) if k < 1 else float("inf")


def square(study: Study, value: Callable[[str], str]) -> str:
    rows = [[f"share {share:g}", *(value(f"share_{s}_add_{a}") for a in ADDS)] for s, share in SHARES.items()]
    return table(["", *(f"accept {add:g}" for add in ADDS.values())], rows)


def phases(studies: Sequence[Study]) -> str:
    (study,) = studies
    settings = study.plan.study

    def verdict(arm: str) -> str:
        k, tree, law = brought(study, arm), mean_of(study, arm, "amplification"), expected(brought(study, arm))
        shown = "∞" if k >= 1 else decimals(law)
        return f"**{decimals(tree)}** ({shown})" if k >= 1 else f"{decimals(tree)} ({shown})"

    def own(arm: str) -> str:
        k = brought(study, arm)
        return f"**{decimals(k)}**" if k >= 1 else decimals(k)

    return "\n\n".join([
        f"{settings.replications} worlds, seeds {settings.seed} to {settings.seed + settings.replications - 1}.",
        "**K of the first contacts over three years**: friends brought by each of those who came while the channels were open. "
        "In bold: 1 or more.",
        square(study, own),
        "**Amplification**: all contacts for each of those first ones, and in brackets 1 / (1 − K).",
        square(study, verdict),
        "**K within 90 days**, as the report has it:",
        square(study, lambda arm: decimals(mean_of(study, arm, "k_factor"))),
        "**Share of the market** that became contacts:",
        square(study, lambda arm: percent(mean_of(study, arm, "contacts") / study.plan.arm(arm).scenario.market.size)),
    ])  # fmt: skip


def generations(studies: Sequence[Study]) -> str:
    """Friends brought by each contact of a generation."""
    (study,) = studies
    rows = []
    for arm in FOLLOWED:
        number = people(study, arm)
        ks = [
            number[g + 1] / number[g] if g + 1 < len(number) and number[g] >= 100 else float("nan") for g in range(GENERATIONS)
        ]
        days = mean_of(study, arm, "cycle_days")
        rows.append([study.plan.arm(arm).label["en"], *map(decimals, ks), whole(days)])
    return table(["arm", *(f"generation {g}" for g in range(GENERATIONS)), "days to a friend's adding"], rows)


def carriers(studies: Sequence[Study]) -> str:
    """How the friends brought, and the money, are spread over contacts; contact by contact in the first worlds."""
    (study,) = studies
    plan = study.plan
    scenario = plan.arm(MIDDLE).scenario
    tops: dict[float, list[tuple[float, float]]] = {0.01: [], 0.1: [], 0.2: []}
    nobody, mean, segments = [], [], []
    names = list(scenario.market.segments)
    for r in range(CARRIED_WORLDS):
        rows = ss.simulate(scenario, plan.study.seed + r).rows
        parents = rows["referrer"][rows["referrer"] >= 0]
        children = np.bincount(parents, minlength=len(rows))
        nobody.append((children == 0).mean())
        mean.append(children.max())
        segments.append(children[rows["segment"] == names.index("super")].sum() / children.sum())
        for share, found in tops.items():
            count = int(np.ceil(share * len(rows)))
            friends, money = (np.sort(x)[::-1] for x in (children, rows["margin"].astype(np.int64)))
            found.append((friends[:count].sum() / friends.sum(), money[:count].sum() / money.sum()))
    heads = ["contacts", "of the friends brought, by those who bring most", "of the contribution, by those who pay most"]
    lines = [
        [f"top {100 * share:g} %", *(percent(float(x)) for x in np.mean(values, axis=0))] for share, values in tops.items()
    ]
    return "\n\n".join([
        f"Arm *{plan.arm(MIDDLE).label['en']}*, the first {CARRIED_WORLDS} worlds. {percent(float(np.mean(nobody)))} of "
        f"contacts bring nobody; the best brings {tenths(float(np.mean(mean)))}. Super-users, "
        f"{percent(scenario.market.segments['super'].share)} of the market, bring {percent(float(np.mean(segments)))} of all "
        "friends.",
        table(heads, lines),
    ])  # fmt: skip


CASE = Case("threshold", ("study.replications=4",))

PAGE = Page(
    name="threshold",
    mechanisms=("M12", "M11"),
    blocks=(Block("phases", (CASE,), phases), Block("generations", (CASE,), generations), Block("carriers", (CASE,), carriers)),
)
