"""The threshold of self-sustaining referral, against the size of a branching process, and who carries it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

import siyu_sim as ss
from experiments.casebook.language import Say
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


def square(say: Say, value: Callable[[str], str]) -> str:
    rows = [
        [say(f"share {share:g}", f"分享{share:g}"), *(value(f"share_{s}_add_{a}") for a in ADDS)] for s, share in SHARES.items()
    ]
    return table(["", *(say(f"accept {add:g}", f"接受{add:g}") for add in ADDS.values())], rows)


def phases(studies: Sequence[Study], say: Say) -> str:
    (study,) = studies
    settings = study.plan.study
    last = settings.seed + settings.replications - 1

    def verdict(arm: str) -> str:
        k, tree, law = brought(study, arm), mean_of(study, arm, "amplification"), expected(brought(study, arm))
        shown = "∞" if k >= 1 else decimals(law)
        return f"**{decimals(tree)}** ({shown})" if k >= 1 else f"{decimals(tree)} ({shown})"

    def own(arm: str) -> str:
        k = brought(study, arm)
        return f"**{decimals(k)}**" if k >= 1 else decimals(k)

    return "\n\n".join([
        say(
            f"{settings.replications} worlds, seeds {settings.seed} to {last}.",
            f"{settings.replications} 个世界，种子 {settings.seed} 到 {last}。",
        ),
        say(
            "**K of the first contacts over three years**: friends brought by each of those who came while the channels were "
            "open. In bold: 1 or more.",
            "**三年里第一代好友的 K**：渠道开放期间进来的每个人带来几位朋友。粗体：达到或超过 1。",
        ),
        square(say, own),
        say(
            "**Amplification**: all contacts for each of those first ones, and in brackets 1 / (1 − K).",
            "**放大倍数**：全部好友除以这批第一代好友；括号里是 1 / (1 − K)。",
        ),
        square(say, verdict),
        say("**K within 90 days**, as the report has it:", "**90 天内的 K**，与报告口径一致："),
        square(say, lambda arm: decimals(mean_of(study, arm, "k_factor"))),
        say("**Share of the market** that became contacts:", "**市场渗透**：市场里成为好友的比例："),
        square(say, lambda arm: percent(mean_of(study, arm, "contacts") / study.plan.arm(arm).scenario.market.size)),
    ])  # fmt: skip


def generations(studies: Sequence[Study], say: Say) -> str:
    """Friends brought by each contact of a generation."""
    (study,) = studies
    rows = []
    for arm in FOLLOWED:
        number = people(study, arm)
        ks = [
            number[g + 1] / number[g] if g + 1 < len(number) and number[g] >= 100 else float("nan") for g in range(GENERATIONS)
        ]
        days = mean_of(study, arm, "cycle_days")
        rows.append([say.arm(study, arm), *map(decimals, ks), whole(days)])
    return table(
        [
            say("arm", "方案"),
            *(say(f"generation {g}", f"第{g}代") for g in range(GENERATIONS)),
            say("days to a friend's adding", "朋友加进来所需天数"),
        ],
        rows,
    )


def carriers(studies: Sequence[Study], say: Say) -> str:
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
    heads = [
        say("contacts", "好友"),
        say("of the friends brought, by those who bring most", "带来的朋友占比（按带人多少排）"),
        say("of the contribution, by those who pay most", "贡献毛利占比（按贡献多少排）"),
    ]
    lines = [
        [say(f"top {100 * share:g} %", f"头部 {100 * share:g} %"), *(percent(float(x)) for x in np.mean(values, axis=0))]
        for share, values in tops.items()
    ]
    alone, by_super = (percent(float(np.mean(x))) for x in (nobody, segments))
    most, super_share = tenths(float(np.mean(mean))), percent(scenario.market.segments["super"].share)
    return "\n\n".join([
        say(
            f"Arm *{say.arm(study, MIDDLE)}*, the first {CARRIED_WORLDS} worlds. {alone} of contacts bring nobody; the best brings "
            f"{most}. Super-users, {super_share} of the market, bring {by_super} of all friends.",
            f"“{say.arm(study, MIDDLE)}”，前 {CARRIED_WORLDS} 个世界。{alone}的好友一个人也没带来；带人最多的带来 {most} 人。"
            f"超级用户占市场 {super_share}，带来全部朋友的 {by_super}。",
        ),
        table(heads, lines),
    ])  # fmt: skip


CASE = Case("threshold", ("study.replications=4",))

PAGE = Page(
    name="threshold",
    mechanisms=("M12", "M11"),
    blocks=(Block("phases", (CASE,), phases), Block("generations", (CASE,), generations), Block("carriers", (CASE,), carriers)),
)
