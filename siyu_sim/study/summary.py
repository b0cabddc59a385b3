"""What one run sends home: its measures and small tables, never its people (but for a few invitation trees to look at)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from siyu_sim.engine import counters as c
from siyu_sim.ledger.causes import ACQUISITION_CAUSES
from siyu_sim.measure import cohorts, dashboard, flywheel, funnel, gmv, money, retention
from siyu_sim.measure.catalogue import measure_parts
from siyu_sim.operator.strategies.levers import Decision
from siyu_sim.simulation import QUANTILES, Run

EXAMPLE_TREES = 12
MOST_NODES = 60  # of one example tree

# table → the columns that name a row; the others are values, averaged over worlds
KEYS = {
    "time": ("day",),
    "weekly": ("week", "day", "days"),
    "cohorts": ("month", "age"),
    "cohort_payback": ("month",),
    "reproduction": ("month",),
    "channels": ("channel",),
    "channel_ages": ("channel", "age"),
    "funnel": ("stage",),
    "ledger": ("cause",),
    "trust": ("day",),
    "generations": ("generation",),
    "tree_sizes": ("size",),
    "tree_depths": ("depth",),
    "gmv": ("factor",),
    "rules": ("rule",),
    "trial": ("text",),
}
COUNTS = ("generations", "tree_sizes", "tree_depths")  # a row that a world lacks counts as 0 there
# of the tables of the SOP, which are empty where a business has no rules
RULE_COLUMNS = ("sent", "treated", "control", "credited", "orders_treated", "orders_control", "uplift", "margin_uplift")
TRIAL_COLUMNS = ("sent", "seen", "orders", "left", "orders_per_message", "rolled_out")


# table → ratio → the columns it was divided from: over worlds these are added up, see study.statistics.linearised
RATIOS: dict[str, dict[str, tuple[str, str]]] = {
    "weekly": {column.name: (column.above, column.below) for column in dashboard.COLUMNS if column.form == "ratio"},
    "cohorts": {"retention": ("stayed", "people"), "activity": ("active", "people")},
    "reproduction": {"r": ("brought", "watched")},
    "channel_ages": {"gained_per_contact": ("gained", "people")},
    "channels": {
        "add_rate": ("contacts", "exposures"),
        "contact_cost": ("spend", "contacts"),
        "cac": ("spend", "customers"),
        "ltv_per_contact": ("worth", "people"),
        "ltv_per_customer": ("worth", "buyers"),
    },
}


@dataclass(frozen=True)
class Summary:
    """One run of one arm in one world. metrics: every measure, and what ratios were divided from (see catalogue.measure_parts).
    tables: name → column → values, one length a table, see KEYS."""

    arm: str
    seed: int
    metrics: dict[str, float]
    tables: dict[str, dict[str, np.ndarray]]
    trees: list[list[tuple[int, int, float, int]]]  # of each example tree: (node, parent or −1, day of adding, orders)
    events: int
    seconds: float
    granted: float  # yuan given to a channel on top of its budget
    unspent: float  # yuan of these that its traffic could not absorb
    decisions: tuple[Decision, ...] = ()  # what the strategies changed


def summarise(arm: str, run: Run, granted_yuan: float, keep_trees: bool) -> Summary:
    """Measures and tables of a run."""
    stages = funnel.funnel(run)
    causes = money.by_cause(run)
    factors = gmv.factors(run)
    tables = {
        "time": _time(run),
        "weekly": dashboard.weekly(run),
        "cohorts": _cohorts(run),
        "cohort_payback": _cohort_payback(run),
        "reproduction": {"month": np.arange(run.cohort.shape[1]), **flywheel.reproduction_by_month(run)},
        "channels": {**money.channel_table(run), "wasted": run.counts[:, c.WASTED].sum(axis=0)},
        "channel_ages": cohorts.ltv_by_age(run),
        "funnel": {"stage": np.array(list(stages)), "people": np.array(list(stages.values()), float)},
        "ledger": {"cause": np.array(list(causes)), "yuan": np.array(list(causes.values()))},
        "trust": _trust(run),
        "generations": _generations(run),
        "tree_sizes": _tree_sizes(run),
        "tree_depths": _tree_depths(run),
        "gmv": {"factor": np.array(list(factors)), "value": np.array(list(factors.values()))},
        "rules": _lines("rule", retention.uplift_table(run), RULE_COLUMNS),
        "trial": _lines("text", retention.trial_table(run), TRIAL_COLUMNS),
    }
    return Summary(
        arm, run.seed, measure_parts(run), tables, _trees(run) if keep_trees else [], run.n_events, run.seconds, granted_yuan,
        run.unspent / 100, run.decided,
    )  # fmt: skip


def _lines(key: str, table: dict[str, dict[str, float]], columns: tuple[str, ...]) -> dict[str, np.ndarray]:
    """Some columns of a table by name, and the names under `key`."""
    rows = table.values()
    return {key: np.array(list(table), str), **{name: np.array([row[name] for row in rows], float) for name in columns}}


def _time(run: Run) -> dict[str, np.ndarray]:
    """Week by week (window by window where windows are longer): cumulative money and people, contacts held, new contacts a day."""
    last = dashboard.last_windows(run)
    counts = run.counts.sum(axis=2).cumsum(axis=0)
    added = run.counts[:, c.ADDED].cumsum(axis=0)
    spent = (run.money[:, list(ACQUISITION_CAUSES)].sum(axis=(1, 2))).cumsum() / 100
    held = counts[:, c.ADDED] - counts[:, c.LEFT] + run.scenario.market.initial_contacts
    days = np.diff(run.ends[last], prepend=0.0)
    return {
        "day": run.ends[last],
        "cash": money.cash_curve(run)[last],
        "acquisition": spent[last],
        "held": held[last].astype(float),
        "contacts": counts[last, c.ADDED].astype(float),
        "customers": counts[last, c.FIRST_ORDERS].astype(float),
        "orders": counts[last, c.ORDERS].astype(float),
        "added_per_day": np.diff(added.sum(axis=1)[last], prepend=0) / days,
        "referred_per_day": np.diff(added[last, -2], prepend=0) / days,
    }


def _cohorts(run: Run) -> dict[str, np.ndarray]:
    retention, activity = cohorts.retention(run), cohorts.activity(run)
    months = len(retention)
    month, age = np.meshgrid(np.arange(months), np.arange(months), indexing="ij")
    known = (month + age) < months
    people = cohorts.sizes(run).astype(float)[month[known]]
    return {
        "month": month[known],
        "age": age[known],
        "retention": retention[known],
        "activity": activity[known],
        "people": people,
        "stayed": retention[known] * people,
        "active": activity[known] * people,
    }


def _cohort_payback(run: Run) -> dict[str, np.ndarray]:
    """By month of adding: spend to acquire, and contribution up to the horizon."""
    spend, margin = cohorts.cohort_cash(run)
    return {
        "month": np.arange(len(spend)),
        "contacts": cohorts.sizes(run).astype(float),
        "spend": spend,
        "contribution": margin[:, -1],
    }


def _trust(run: Run) -> dict[str, np.ndarray]:
    names = [
        f"{level}_{what}" for level in ("trust", "fatigue") for what in ("mean", *(f"q{round(q * 100)}" for q in QUANTILES))
    ]
    return {"day": run.samples[:, 0], **{name: run.samples[:, k + 1] for k, name in enumerate(names)}}


def _generations(run: Run) -> dict[str, np.ndarray]:
    people = np.bincount(run.rows["generation"], minlength=1) if len(run.rows) else np.zeros(1, int)
    return {"generation": np.arange(len(people)), "people": people.astype(float)}


def _tree_sizes(run: Run) -> dict[str, np.ndarray]:
    sizes = flywheel.tree_sizes(run)
    number = np.bincount(sizes) if len(sizes) else np.zeros(1, int)
    size = np.nonzero(number)[0]
    return {"size": size, "trees": number[size].astype(float)}


def _tree_depths(run: Run) -> dict[str, np.ndarray]:
    """Trees by the generation of their youngest contact: 0 = nobody was brought, 1 = nobody beyond the first friends."""
    depth = np.zeros(len(run.rows), int)
    np.maximum.at(depth, flywheel.roots(run), run.rows["generation"].astype(int))
    number = np.bincount(depth[run.rows["referrer"] < 0], minlength=1)
    return {"depth": np.arange(len(number)), "trees": number.astype(float)}


def _trees(run: Run) -> list[list[tuple[int, int, float, int]]]:
    """The largest trees and an even sample of the others with at least two people, nodes in order of adding."""
    root = flywheel.roots(run)
    sizes = np.bincount(root, minlength=len(root)) if len(root) else np.zeros(0, int)
    candidates = np.nonzero(sizes > 1)[0]
    candidates = candidates[np.argsort(-sizes[candidates], kind="stable")]
    largest = candidates[: EXAMPLE_TREES // 3]
    rest = candidates[EXAMPLE_TREES // 3 :]
    even = rest[np.linspace(0, len(rest) - 1, min(len(rest), EXAMPLE_TREES - len(largest))).astype(int)] if len(rest) else rest
    result = []
    for r in [*largest.tolist(), *even.tolist()]:
        nodes = np.nonzero(root == r)[0][:MOST_NODES]
        place = {int(node): k for k, node in enumerate(nodes)}
        rows = run.rows[nodes]
        parents = [place.get(int(p), -1) for p in rows["referrer"]]
        result.append(list(zip(range(len(nodes)), parents, rows["joined"].tolist(), rows["orders"].tolist(), strict=True)))
    return result
