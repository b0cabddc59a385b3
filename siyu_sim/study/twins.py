"""Twins in a study: the tables of one pair of arms in one world, and what many worlds say together.

A task that runs both arms of a pair in a world calls `twins_of` and sends the result home, never the people. The log is for the
last touch, the snapshot for the tags; without them the tables that need them are left out. `Twins` holds what came home and tells
means and intervals.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from siyu_sim.measure import attribution, tags, twins
from siyu_sim.simulation import Run
from siyu_sim.study.lives import LIVES, lives
from siyu_sim.study.plan import Plan
from siyu_sim.study.statistics import interval, ratio_interval
from siyu_sim.study.summary import Summary

if TYPE_CHECKING:
    import pandas as pd

# table → the columns that name a row; the others are values, averaged over worlds. Every world has the same rows
KEYS = {
    "twin_quadrants": ("outcome", "quadrant"),
    "twin_segments": ("group",),
    "twin_sources": ("group",),
    "twin_stages": ("group",),
    "twin_tiers": ("group",),
    "twin_rfm": ("group",),
    "twin_moves": ("control", "treatment"),
    "twin_credits": ("rule", "source"),
}
UPLIFTS = ("twin_segments", "twin_sources", "twin_stages", "twin_tiers", "twin_rfm")
TRUE = "true"
RULES = (attribution.FIRST_TOUCH, attribution.LAST_TOUCH)


class PairOfArms(NamedTuple):
    treatment: str
    control: str


def pair_of(plan: Plan) -> PairOfArms:
    """The pair that a plan is about: its focus, else its last arm against the baseline. Raises ValueError if there is one arm only."""
    if plan.focus and {*plan.focus} <= {arm.name for arm in plan.arms}:
        return PairOfArms(*plan.focus)
    others = [arm.name for arm in plan.arms if arm.name != plan.baseline]
    if not others:
        raise ValueError("twins need two arms, and the plan has one")
    return PairOfArms(others[-1], plan.baseline)


class Granted(NamedTuple):
    """Sources that get money in one arm on top of what its scenario says (Arm.spend_like)."""

    treatment: frozenset[str] = frozenset()
    control: frozenset[str] = frozenset()


NOTHING = Granted()


def granted(plan: Plan, pair: PairOfArms) -> Granted:
    """What the arms of a pair take over from other arms."""
    likes = (plan.arm(name).spend_like for name in pair)
    return Granted(*(frozenset() if like is None else frozenset({attribution.channel_source(like.channel)}) for like in likes))


@dataclass(frozen=True)
class TwinSummary:
    """One pair in one world. metrics: see `credit_metrics`; tables: name → column → values, see KEYS; snapshot_day: on which the tags
    were read, None if they were not."""

    seed: int
    metrics: dict[str, float]
    tables: dict[str, dict[str, np.ndarray]]
    snapshot_day: float | None = None


SNAPSHOT = "snapshot_day"


def summary_of(found: TwinSummary, events: int, seconds: float) -> Summary:
    """As the result of a task."""
    day = np.nan if found.snapshot_day is None else found.snapshot_day
    return Summary("", found.seed, {**found.metrics, SNAPSHOT: day}, found.tables, [], events, seconds, 0.0, 0.0)


def from_summary(summary: Summary) -> TwinSummary:
    """The inverse of `summary_of`."""
    metrics = dict(summary.metrics)
    day = metrics.pop(SNAPSHOT)
    return TwinSummary(summary.seed, metrics, summary.tables, None if np.isnan(day) else day)


def twins_of(control: Run, treatment: Run, also: Granted = NOTHING) -> TwinSummary:
    """Everything about a pair in one world. also: what the arms get beside what their scenarios show."""
    tables = twin_tables(control, treatment, also)
    metrics = _metrics_from(tables["twin_credits"], twins.increments(control, treatment))
    day = control.snapshot.day if control.snapshot is not None and "twin_stages" in tables else None
    return TwinSummary(control.seed, metrics, tables, day)


def twin_tables(control: Run, treatment: Run, also: Granted = NOTHING) -> dict[str, dict[str, np.ndarray]]:
    """The tables of KEYS that the runs allow, and LIVES with both logs. Raises ValueError if the runs are no twins."""
    pair = twins.match(control, treatment)
    tables = {
        "twin_quadrants": twins.quadrant_table(pair),
        "twin_segments": twins.by_segment(pair),
        "twin_sources": twins.by_source(pair),
        "twin_moves": twins.moves(pair),
        "twin_credits": _credits(control, treatment, also),
    }
    if control.log_lines is not None and treatment.log_lines is not None:
        tables[LIVES] = lives(control, treatment)
    if control.snapshot is not None and treatment.snapshot is not None:
        later = tags.after_snapshot(pair, control, treatment)
        tables["twin_stages"] = tags.by_stage(later, control)
        tables["twin_tiers"] = tags.by_tier(later, control)
        if control.log_lines is not None:
            tables["twin_rfm"] = tags.by_rfm(later, control)
    return tables


def _credits(control: Run, treatment: Run, also: Granted) -> dict[str, np.ndarray]:
    """What each rule credits to each source in both arms: `<increment>_control`, `<increment>_treatment`, contribution in yuan;
    differs: 1 if the arms differ in that source; claims: 1 if the treatment is what is new in it. Rows of the last touch only with
    both logs."""
    names = attribution.sources(tuple(dict.fromkeys((*control.channels, *treatment.channels))))
    claims = attribution.what_differs(control.scenario, treatment.scenario) | also.treatment
    differs = claims | also.control
    rules = [attribution.FIRST_TOUCH]
    if control.log_lines is not None and treatment.log_lines is not None:
        rules.append(attribution.LAST_TOUCH)
    table: dict[str, np.ndarray] = {
        "rule": np.repeat(rules, len(names)),
        "source": np.tile(names, len(rules)),
        "differs": np.tile([float(name in differs) for name in names], len(rules)),
        "claims": np.tile([float(name in claims) for name in names], len(rules)),
    }
    of_rule = {attribution.FIRST_TOUCH: attribution.first_touch, attribution.LAST_TOUCH: attribution.last_touch}
    for arm, run in (("control", control), ("treatment", treatment)):
        place = [names.index(name) for name in attribution.sources(run.channels)]
        for name in twins.INCREMENTS:
            table[f"{name}_{arm}"] = np.zeros(len(names) * len(rules))
        for k, rule in enumerate(rules):
            for name, amount in of_rule[rule](run).items():
                scale = twins.FEN if name == "contribution" else 1.0
                table[f"{name}_{arm}"][k * len(names) + np.array(place)] = amount / scale
    return table


def credit_metrics(control: Run, treatment: Run, also: Granted = NOTHING) -> dict[str, float]:
    """By name `<what>.<increment>`, for contacts, customers, orders and contribution (yuan):

    true            treatment − control, over everybody
    first, last     what the rule credits to the sources in which the arms differ, treatment − control
    first_claim, …  what it credits to them in the treatment arm alone, which is all that a dashboard without a control arm shows;
                    sources that get more in the control only are no part of it
    """
    return _metrics_from(_credits(control, treatment, also), twins.increments(control, treatment))


def _metrics_from(credits: dict[str, np.ndarray], true: dict[str, float]) -> dict[str, float]:
    metrics = {f"{TRUE}.{name}": value for name, value in true.items()}
    for rule in dict.fromkeys(credits["rule"].tolist()):
        of_rule = credits["rule"] == rule
        differs, claims = (of_rule & (credits[flag] > 0) for flag in ("differs", "claims"))
        for name in twins.INCREMENTS:
            with_it, without = credits[f"{name}_treatment"], credits[f"{name}_control"]
            metrics[f"{rule}.{name}"] = float((with_it[differs] - without[differs]).sum())
            metrics[f"{rule}_claim.{name}"] = float(with_it[claims].sum())
    return metrics


# ------------------------------------------------------------------------------------------------- many worlds


class Twins:
    """A pair of arms in many worlds. summaries: one a world; tables of means over worlds with the bounds of their intervals."""

    def __init__(self, pair: PairOfArms, summaries: Iterable[TwinSummary], confidence: float) -> None:
        self.pair = pair
        self.summaries = sorted(summaries, key=lambda summary: summary.seed)
        self.confidence = confidence
        if not self.summaries:
            raise ValueError("no worlds")

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables that there are."""
        return tuple(name for name in KEYS if name in self.summaries[0].tables)

    @property
    def snapshot_day(self) -> float | None:
        """Day on which the tags were read; None without."""
        return self.summaries[0].snapshot_day

    def table(self, name: str) -> pd.DataFrame:
        """A table (see KEYS) averaged over worlds: the keys, and each value with its bounds in `<value>_low`, `<value>_high`. A world
        in which a value is not defined is left out of its mean."""
        import pandas as pd

        first = self.summaries[0].tables[name]
        columns = {key: first[key] for key in KEYS[name]}
        for column in first:
            if column in KEYS[name]:
                continue
            worlds = np.array([summary.tables[name][column] for summary in self.summaries])
            bounds = np.array([interval(values, self.confidence) for values in worlds.T]).reshape(-1, 3)
            columns |= {column: bounds[:, 0], f"{column}_low": bounds[:, 1], f"{column}_high": bounds[:, 2]}
        return pd.DataFrame(columns)

    @property
    def quadrants(self) -> pd.DataFrame:
        """Persuaded, sure, lost causes and driven away, by outcome; see measure.twins.quadrant_table."""
        return self.table("twin_quadrants")

    def values(self, metric: str) -> np.ndarray:
        """One of `credit_metrics` by world, shape (worlds,)."""
        return np.array([summary.metrics[metric] for summary in self.summaries])

    @cached_property
    def attribution(self) -> pd.DataFrame:
        """What attribution credits to the treatment beside what it truly brought.

        One row an increment and rule. true, credited, claimed: means with bounds (see `credit_metrics`); ratio: credited / true, the
        ratio of the means with Fieller's interval, claim_ratio: claimed / true; 1 would be right. Both are nan where the true
        increment is not clearly apart from 0: then nothing can be said to be a multiple of it. error: credited − true, which is
        defined always.
        """
        import pandas as pd

        lines = []
        for name in twins.INCREMENTS:
            true = self.values(f"{TRUE}.{name}")
            for rule in RULES:
                if f"{rule}.{name}" not in self.summaries[0].metrics:
                    continue
                credited, claimed = self.values(f"{rule}.{name}"), self.values(f"{rule}_claim.{name}")
                line: dict[str, object] = {"increment": name, "rule": rule}
                for column, values in (
                    ("true", true),
                    ("credited", credited),
                    ("claimed", claimed),
                    ("error", credited - true),
                ):
                    line |= _bounds(column, interval(values, self.confidence))
                line |= _bounds("ratio", ratio_interval(credited, true, self.confidence))
                line |= _bounds("claim_ratio", ratio_interval(claimed, true, self.confidence))
                lines.append(line)
        return pd.DataFrame(lines)


def _bounds(column: str, estimate: tuple[float, float, float]) -> dict[str, object]:
    return dict(zip((column, f"{column}_low", f"{column}_high"), estimate, strict=True))
