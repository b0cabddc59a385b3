"""The results of a study: every measure of every run, comparisons with the baseline, averaged tables, provenance."""

from __future__ import annotations

import shutil
import weakref
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from siyu_sim.study.average import Average, frame_of
from siyu_sim.study.gather import Summaries
from siyu_sim.study.plan import Plan
from siyu_sim.study.statistics import interval, probability_above, ratio_interval, variance_reduction
from siyu_sim.study.summary import COUNTS, KEYS, Summary

if TYPE_CHECKING:
    import pandas as pd


class Study:
    """Arms × worlds. `summaries` holds one entry a run, ordered by world, then arm; `events` is the folder of event logs, if any;
    `told`, what went wrong with single files on the way, in words; `sisters`, with study.draw_assumptions, a second world of each of
    the first draws of assumptions."""

    def __init__(
        self,
        plan: Plan,
        summaries: Sequence[Summary],
        seconds: float,
        events: Path | None = None,
        told: tuple[str, ...] = (),
        sisters: Sequence[Summary] = (),
    ) -> None:
        self.plan = plan
        self.summaries = summaries if isinstance(summaries, Summaries) else Summaries(summaries)
        self.seconds = seconds
        self.events = events
        self.told = told
        self.sisters = sisters if isinstance(sisters, Summaries) else Summaries(sisters)
        self._averages: dict[str, pd.DataFrame] = {}
        if events is not None:  # a study that is never reported leaves nothing behind
            weakref.finalize(self, shutil.rmtree, events, ignore_errors=True)

    @cached_property
    def runs(self) -> pd.DataFrame:
        """One row a run: arm, seed, every measure."""
        import pandas as pd

        return pd.DataFrame({"arm": self.summaries.arms, "seed": self.summaries.seeds, **self.summaries.metrics})

    @cached_property
    def decisions(self) -> pd.DataFrame:
        """What the strategies changed: arm, seed, day, strategy, lever, old, new, why; without strategies no rows."""
        import pandas as pd

        columns = pd.Index(["arm", "seed", "day", "strategy", "lever", "old", "new", "why"])
        return pd.DataFrame([(s.arm, s.seed, *d) for s in self.summaries for d in s.decisions], columns=columns)

    def values(self, arm: str, metric: str) -> np.ndarray:
        """A measure of one arm, by world, shape (replications,)."""
        return self.summaries.metric(arm, metric)

    def compare(self, baseline: str | None = None, metrics: tuple[str, ...] | None = None) -> pd.DataFrame:
        """Each arm and measure against a baseline (the plan's), world by world.

        Columns: arm, metric; mean, low, high of the arm; diff, diff_low, diff_high of arm − baseline in the same worlds; p_better, the
        probability that the arm is better (nan for a measure without a better side); vrf, the variance-reduction factor. Intervals at
        the plan's confidence. The baseline's own differences are nan.
        """
        import pandas as pd

        from siyu_sim.measure.catalogue import METRICS

        baseline = baseline or self.plan.baseline
        level = self.plan.study.confidence
        lines = []
        for arm in self.plan.arms:
            for name in metrics or tuple(METRICS):
                a, b = self.values(arm.name, name), self.values(baseline, name)
                mean, low, high = interval(a, level)
                line = {"arm": arm.name, "metric": name, "mean": mean, "low": low, "high": high}
                if arm.name == baseline:
                    line |= dict.fromkeys(("diff", "diff_low", "diff_high", "p_better", "vrf"), np.nan)
                else:
                    diff, diff_low, diff_high = interval(a - b, level)
                    above = probability_above(a - b)
                    better = METRICS[name].better
                    line |= {
                        "diff": diff,
                        "diff_low": diff_low,
                        "diff_high": diff_high,
                        "p_better": above if better == "high" else 1 - above if better == "low" else np.nan,
                        "vrf": variance_reduction(a, b),
                    }
                lines.append(line)
        return pd.DataFrame(lines)

    def uncertainty(self, metric: str | None = None, baseline: str | None = None) -> pd.DataFrame:
        """What the difference of each arm to the baseline depends on, in a study that draws its assumptions (study.draw_assumptions).

        One line an arm: mean; sd over worlds, of which sd_ignorance comes from what nobody has measured and sd_chance from luck;
        ignorance, the first's share of the variance, with ignorance_low and ignorance_high; p_right, the share of draws in which the arm
        that is better on average is better, with p_right_low and p_right_high. ValueError in a study that does not draw.
        """
        import pandas as pd

        from siyu_sim.study.ignorance import probability_right, split

        if not len(self.sisters):
            raise ValueError("this study draws no assumptions: run it with study.draw_assumptions=true")
        metric, baseline = metric or self.plan.primary, baseline or self.plan.baseline
        level = self.plan.study.confidence
        lines = []
        for arm in self.plan.arms:
            if arm.name == baseline:
                continue
            first = self.values(arm.name, metric) - self.values(baseline, metric)
            second = self.sisters.metric(arm.name, metric) - self.sisters.metric(baseline, metric)
            lines.append(
                {"arm": arm.name, "metric": metric, **split(first, second, level), **probability_right(first, second, level)}
            )
        return pd.DataFrame(lines)

    def marginal(self, baseline: str | None = None) -> pd.DataFrame:
        """Marginal cost of each arm against a baseline: extra acquisition spend for each extra contact and customer, with Fieller's
        intervals; nan where the arm does not clearly bring more or fewer people. Columns: arm, metric, mean, low, high."""
        import pandas as pd

        baseline = baseline or self.plan.baseline
        spent = {arm.name: self.values(arm.name, "acquisition_spend") for arm in self.plan.arms}
        lines = []
        for arm in self.plan.arms:
            if arm.name == baseline:
                continue
            for name, what in (("marginal_contact_cost", "contacts"), ("marginal_cac", "customers")):
                more = self.values(arm.name, what) - self.values(baseline, what)
                mean, low, high = ratio_interval(spent[arm.name] - spent[baseline], more, self.plan.study.confidence)
                lines.append({"arm": arm.name, "metric": name, "mean": mean, "low": low, "high": high})
        return pd.DataFrame(lines)

    def table(self, name: str) -> pd.DataFrame:
        """A table of the runs (see study.summary.KEYS) averaged over worlds: arm, the keys, and for each value its mean and the bounds
        of its interval in columns `<value>`, `<value>_low`, `<value>_high`. Rows that exist in some worlds only (a tree of 17 people)
        count as 0 in the others for counts of people and trees, and are left out of the mean elsewhere."""
        import pandas as pd

        if not self._averages:
            self._averages = self._average()
        return self._averages[name].copy() if name in self._averages else pd.DataFrame()

    def _average(self) -> dict[str, pd.DataFrame]:
        """All tables at once, so that every summary is read once."""
        level = self.plan.study.confidence
        averages: dict[str, dict[str, Average]] = {name: {} for name in KEYS}
        for summary in self.summaries:
            for name, table in summary.tables.items():
                averages[name].setdefault(summary.arm, Average(KEYS[name])).add(table)
        frames = {}
        for name, arms in averages.items():
            if arms:
                frames[name] = frame_of(arms, level, absent_is_zero=name in COUNTS)
        return frames

    def gmv_contributions(self, arm: str, baseline: str | None = None) -> pd.DataFrame:
        """How much of the difference in GMV between two arms each factor of the identity accounts for, yuan: factor, mean, low, high."""
        import pandas as pd

        from siyu_sim.measure.gmv import FACTORS, contributions

        def factors(name: str) -> list[dict[str, float]]:
            tables = (s.tables["gmv"] for s in self.summaries.of(name))
            return [dict(zip(t["factor"].tolist(), t["value"].tolist(), strict=True)) for t in tables]

        pairs = zip(factors(baseline or self.plan.baseline), factors(arm), strict=True)
        shares = [contributions(before, after) for before, after in pairs]
        lines = []
        for name in FACTORS:
            mean, low, high = interval(np.array([share[name] for share in shares]), self.plan.study.confidence)
            lines.append({"factor": name, "mean": mean, "low": low, "high": high})
        return pd.DataFrame(lines)

    @cached_property
    def provenance(self) -> dict:
        """What is needed to get the same numbers again: versions, seeds, configs and their hash, overrides, the command."""
        from siyu_sim.study.provenance import provenance

        return {**provenance(self.plan), "events": sum(s.events for s in self.summaries), "seconds": self.seconds}

    def report(self, folder: str | Path) -> Path:
        """Write the report and the data behind it under `folder`, all or nothing; returns the path of the page. Event logs move to
        `events/` beside it."""
        from siyu_sim.report.write import write_report

        page = write_report(self, Path(folder))
        if self.events is not None:
            self.events = page.parent / "events"
        return page
