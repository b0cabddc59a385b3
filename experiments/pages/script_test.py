"""A test of scripts inside the operation: what it brings, and how often it chooses wrong."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

import siyu_sim as ss
from experiments.casebook.language import Say
from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import arms, footing, pairs
from experiments.casebook.words import percent, table, tenths, whole
from siyu_sim.engine import counters as c
from siyu_sim.measure.retention import script_counts
from siyu_sim.study.results import Study

TABLE = ("profit", "gmv", "monthly_loss", "messages_sent")
TRIED = 40  # worlds in which only the choice is looked at
TESTED = ("tiny", "short", "long")


def proportion_interval(right: int, of: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share; it has a width at 0 and at 1 too."""
    z = 1.96
    share = right / of
    middle = (share + z**2 / (2 * of)) / (1 + z**2 / of)
    half = z / (1 + z**2 / of) * (share * (1 - share) / of + z**2 / (4 * of**2)) ** 0.5
    return middle - half, min(1.0, middle + half)


@lru_cache(maxsize=4)
def chosen_by(study: Study) -> list[list[str]]:
    """(arm, cells) of `choices`, the same in every language."""
    rows = []
    for arm in TESTED:
        scenario = study.plan.arm(arm).scenario
        test = scenario.script_test
        assert test is not None
        brief = scenario.model_copy(update={"horizon_days": test.until_day + 15})  # one mailing more shows what was chosen
        best = max(test.variants, key=lambda name: test.variants[name].strength)
        right, sent, orders = [], [], []
        first = len(scenario.sop)
        for r in range(TRIED):
            run = ss.simulate(brief, study.plan.study.seed + r)
            counts = script_counts(run).sum(axis=3)[:, first:]
            decided = np.flatnonzero(run.ends > test.until_day)[0]
            during, after = counts[:decided].sum(axis=0), counts[decided:].sum(axis=0)
            chosen = list(test.variants)[int(np.argmax(after[:, c.SCRIPT_SENT]))]
            right.append(chosen == best)
            sent.append(during[:, c.SCRIPT_SENT].mean())
            orders.append(during[:, c.SCRIPT_ORDERS].mean())
        low, high = proportion_interval(int(np.sum(right)), TRIED)
        chose = f"{percent(float(np.mean(right)))} [{percent(low)}, {percent(high)}]"
        rows.append([arm, whole(float(np.mean(sent))), tenths(float(np.mean(orders))), chose])
    return rows


def choices(studies: Sequence[Study], say: Say) -> str:
    """How often each test chose the better text, and on how much it stood."""
    (study,) = studies
    head = [
        say("test", "测试"),
        say("messages a variant", "每版发送条数"),
        say("orders a variant", "每版成交单数"),
        say("chose the better text", "选对的比例"),
    ]
    worlds = say(f"{TRIED} worlds, with 95% intervals.", f"{TRIED} 个世界，方括号内是 95% 区间。")
    rows = [[say.arm(study, arm), *cells] for arm, *cells in chosen_by(study)]
    return f"{worlds}\n\n{table(head, rows)}"


COMPARED = (("long", "short"), ("short", "tiny"), ("oracle", "long"))


def coffee(studies: Sequence[Study], say: Say) -> str:
    (study,) = studies
    return "\n\n".join([
        footing(study, say),
        arms(study, say, TABLE),
        say("A longer test against a shorter one, and what no test reaches:", "长测试对短测试，以及任何测试都达不到的上限："),
        pairs(study, say, COMPARED, ("profit", "gmv")),
    ])  # fmt: skip


SHIPPED = Case("script_test", ("business=coffee",))
LARGE = Case(
    "script_test", ("business=coffee", "market.size=500000", "channels.store.exposures_per_day=400", "study.replications=2")
)

PAGE = Page(
    name="script_test",
    mechanisms=("M14",),
    blocks=(
        Block("coffee", (SHIPPED,), coffee),
        Block("choices", (SHIPPED,), choices),
        Block("more", (LARGE,), choices),
    ),
)
