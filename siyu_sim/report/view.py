"""The study as figures and tables see it: labels in one language, one colour an arm, values by world."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np

from siyu_sim.report import limits
from siyu_sim.report.estimate import UNKNOWN, Estimate, estimate
from siyu_sim.report.facts import label_of, not_apart, with_ads_on
from siyu_sim.report.numbers import Numbers
from siyu_sim.report.statements import Statement
from siyu_sim.report.words import Words
from siyu_sim.study.plan import is_test

if TYPE_CHECKING:
    import pandas as pd

    from siyu_sim.measure.catalogue import Metric
    from siyu_sim.study.plan import Arm, Plan
    from siyu_sim.study.results import Study

# Colours of arms, found by a search from Okabe & Ito's: each stands out from the page in light and in dark (3:1), and any two of the
# first six differ for readers of any colour vision. Grey is the baseline. A test holds them to that.
BASELINE = "#7a7f87"
PALETTE = ("#0060e9", "#bd3b2c", "#17a681", "#ff5100", "#855b90", "#009aec", "#859d22", "#8f52bc", "#996a58", "#477775")
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross", "star", "hexagon", "triangle-down", "pentagon", "bowtie")
DASHES = ("solid", "dash", "dot", "dashdot")
MOST_BANDS = 3
MOST_ARMS = 20  # up to so many have a place in every figure
MOST_SHOWN = 12  # of more than that, so many have; and so many are shown before anybody chooses


@dataclass(frozen=True)
class Look:
    """How an arm is drawn, everywhere."""

    name: str
    label: str
    colour: str
    symbol: str
    dash: str
    is_baseline: bool
    is_test: bool


class PlanView:
    """A plan in one language: its arms as they are drawn, its measures by name."""

    def __init__(self, plan: Plan, lang: str) -> None:
        self.plan = plan
        self.lang = lang
        self.words = Words(lang)
        self.numbers = Numbers(lang)
        self.level = plan.study.confidence

    @property
    def level_text(self) -> str:
        return self.numbers.level(self.level)

    @property
    def branch_note(self) -> str:
        """On which day arms part that share a past; "" if they differ from day 0 on."""
        day = self.plan.study.branch_day
        return "" if day is None else self.words.text("meta.branch", day=f"{day:g}", base=self.look(self.plan.baseline).label)

    @cached_property
    def every(self) -> tuple[Look, ...]:
        """All arms in the plan's order; beyond ten, colours come again with another dash and symbol. Those with a place in figures
        have the first of them."""
        arms = sorted(self.plan.arms, key=lambda arm: arm.name not in self.shown)
        found, k = {}, 0
        for arm in arms:
            base = arm.name == self.plan.baseline
            colour = BASELINE if base else PALETTE[k % len(PALETTE)]
            symbol = "circle-open" if base else SYMBOLS[(k + k // len(PALETTE)) % len(SYMBOLS)]
            dash = "solid" if base else DASHES[k // len(PALETTE) % len(DASHES)]
            label = label_of(arm, self.lang)
            found[arm.name] = Look(arm.name, label, colour, symbol, dash, base, is_test(self.plan, arm))
            k += not base
        return tuple(found[arm.name] for arm in self.plan.arms)

    @cached_property
    def shown(self) -> frozenset[str]:
        """Arms that have a place in figures."""
        return frozenset(arm.name for arm in self.plan.arms)

    def named(self, look: Look) -> str:
        """The label of an arm on an axis, where no tag can stand beside it: a test says that it is one."""
        return f"{look.label} · {self.words.text('table.test')}" if look.is_test else look.label

    @cached_property
    def looks(self) -> tuple[Look, ...]:
        """The arms that have a place in figures, in the plan's order."""
        return tuple(look for look in self.every if look.name in self.shown)

    def look(self, name: str) -> Look:
        return self._by_name[name]

    def listed(self, names: Iterable[str]) -> str:
        """Arms one after the other, as a sentence has them."""
        return self.words.plain(Statement("list", {"labels": [self.look(name).label for name in names]}))

    @cached_property
    def _by_name(self) -> dict[str, Look]:
        return {look.name: look for look in self.every}

    @property
    def others(self) -> tuple[Look, ...]:
        """The arms of figures without the baseline."""
        return tuple(look for look in self.looks if not look.is_baseline)

    def metric(self, name: str) -> Metric:
        from siyu_sim.measure.catalogue import METRICS

        return METRICS[name]

    def label(self, metric: str) -> str:
        return self.metric(metric).label[self.lang]

    def axis(self, metric: str) -> str:
        """Label with its unit, for an axis or a heading."""
        return self.words.axis(self.label(metric), self.metric(metric).unit)

    def channel(self, key: str) -> str:
        return self.words.or_name("channel", key)


class View(PlanView):
    """A study in one language: values by world."""

    def __init__(self, study: Study, lang: str) -> None:
        super().__init__(study.plan, lang)
        self.study = study
        self._tables: dict[str, pd.DataFrame] = {}

    @cached_property
    def banded(self) -> frozenset[str]:
        """Arms whose intervals are drawn as bands; more would hide each other."""
        if len(self.looks) <= MOST_BANDS:
            return frozenset(look.name for look in self.looks)
        return frozenset({self.main, self.plan.baseline, *(self.plan.focus or ())})

    def bands_note(self, drawn: Iterable[str], mark: Literal["bands", "whiskers"] = "bands") -> tuple[str, ...]:
        """What the bands or whiskers of a figure are, for those of its arms that have one; nothing if none has."""
        banded = self.banded & set(drawn)
        labels = [self.words.text("quoted", label=look.label) for look in self.looks if look.name in banded]
        if not labels:
            return ()
        return (self.words.text(f"{mark}.note", level=self.level_text, arms=self.words.text("join").join(labels)),)

    @cached_property
    def shown(self) -> frozenset[str]:
        """All arms, or of more than MOST_ARMS those that matter."""
        names = frozenset(arm.name for arm in self.plan.arms)
        return names if len(names) <= MOST_ARMS else self._those_that_matter(MOST_SHOWN)

    @cached_property
    def at_first(self) -> frozenset[str]:
        """Arms that figures show before anybody chooses."""
        return self.shown if len(self.shown) <= MOST_SHOWN else self._those_that_matter(MOST_SHOWN // 2)

    def _those_that_matter(self, n: int) -> frozenset[str]:
        """The baseline, those that the question is about, tests of them, and the best: n of them."""
        named = [self.main, self.plan.baseline, *(self.plan.focus or ())]
        return frozenset(list(dict.fromkeys([*named, *self.ranked]))[:n])

    @cached_property
    def ranked(self) -> tuple[str, ...]:
        """All arms whose primary measure is defined, the best first (the largest, for a measure without a better side)."""
        sign = -1 if self.metric(self.plan.primary).better == "low" else 1
        means = {arm.name: self.of(arm.name, self.plan.primary) for arm in self.plan.arms}
        known = [name for name, value in means.items() if value.known]
        return tuple(sorted(known, key=lambda name: -sign * means[name].mean))

    @cached_property
    def may_be_best(self) -> frozenset[str]:
        """The best arm and those that cannot be told from it; none for a measure without a better side."""
        if self.metric(self.plan.primary).better is None or not self.ranked:
            return frozenset()
        names = [name for name in self.ranked if not self.look(name).is_test]
        return frozenset([*names[:1], *not_apart(self.study, names)])

    @cached_property
    def uncertain(self) -> list[dict]:
        """What the differences from the baseline depend on, see Study.uncertainty; empty if the study draws no assumptions."""
        return self.study.uncertainty().to_dict("records") if len(self.study.sisters) else []

    @cached_property
    def main(self) -> str:
        """The arm that a figure shows first: the first of the focus, else the best strategy, else the baseline."""
        if self.plan.focus:
            return self.plan.focus[0]
        if self.metric(self.plan.primary).better is None:
            return self.plan.baseline
        return next((name for name in self.ranked if not is_test(self.plan, self.plan.arm(name))), self.plan.baseline)

    # --------------------------------------------------------------------------------------------- measures

    def of(self, arm: str, metric: str) -> Estimate:
        """Mean and interval of a measure of an arm."""
        return estimate(self.study.pooled(arm, metric), self.level, self.study.first).within(limits.of_metric(metric))

    @cached_property
    def compared(self) -> pd.DataFrame:
        """Every measure of every arm against the baseline, see Study.compare."""
        return self.study.compare()

    def row(self, arm: str, metric: str) -> dict:
        """One line of the comparison."""
        return self._rows[arm, metric]

    @cached_property
    def _rows(self) -> dict[tuple[str, str], dict]:
        return {(line["arm"], line["metric"]): line for line in self.compared.to_dict("records")}

    def difference(self, arm: str, metric: str) -> Estimate:
        line = self.row(arm, metric)
        return UNKNOWN if line["diff"] is None else Estimate(line["diff"], line["diff_low"], line["diff_high"])

    # --------------------------------------------------------------------------------------------- tables

    def table(self, name: str) -> pd.DataFrame:
        """A table averaged over worlds, computed once."""
        if name not in self._tables:
            self._tables[name] = self.study.table(name)
        return self._tables[name]

    def worlds(self, arm: str, table: str, column: str) -> np.ndarray:
        """A column of a table of one arm by world, shape (worlds, rows), for tables of equal length in every world; of a ratio, values
        whose mean is the ratio of sums over worlds, see Study.worlds_of."""
        return self.study.worlds_of(arm, table, column)

    def weeks(self, arm: str) -> np.ndarray:
        """Days at which the weeks of the time table end, shape (weeks,), without a last one that is cut short by the horizon:
        a rate or a share over a day or two is mostly noise."""
        days = self.worlds(arm, "time", "day")[0]
        spans = np.diff(days, prepend=0.0)
        cut_short = len(days) > 1 and spans[-1] < np.median(spans[:-1]) * (1 - 1e-6)
        return days[:-1] if cut_short else days

    def over_worlds(self, values: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """(mean, low, high) of values, shape (worlds, n)."""
        from siyu_sim.study.statistics import intervals

        return intervals(values, self.level, self.study.first)

    # --------------------------------------------------------------------------------------------- ads-off tests

    @cached_property
    def tests(self) -> tuple[tuple[Look, Look | None, float], ...]:
        """(test arm, the arm with the channels left on or None, day of the stop)."""
        result = []
        for arm in self.plan.arms:
            stop = arm.scenario.ads_off_day
            if is_test(self.plan, arm) and stop is not None:
                twin: Arm | None = with_ads_on(self.plan, arm)
                result.append((self.look(arm.name), self.look(twin.name) if twin else None, stop))
        return tuple(result)
