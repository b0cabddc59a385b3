"""The results of a study: every measure of every run, comparisons with the baseline, averaged tables, provenance."""

from __future__ import annotations

import hashlib
import json
import shlex
import shutil
import weakref
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from siyu_sim.study.gather import Summaries
from siyu_sim.study.plan import Plan, is_test
from siyu_sim.study.precision import Columns, needed, pooled
from siyu_sim.study.statistics import (
    Worlds,
    interval,
    intervals,
    may_be_best,
    pooled_ratios,
    probability_above,
    quantile_interval,
    ratio_interval,
    simultaneous,
    variance_reduction,
)
from siyu_sim.study.summary import COUNTS, KEYS, RATIOS, Summary
from siyu_sim.study.twins import Twins

if TYPE_CHECKING:
    import pandas as pd

    from siyu_sim.study.twins import PairOfArms, TwinSummary


TABLE_WORLDS = 400  # tables, which are large, are averaged over no more worlds than these; measures over all


def columns(summaries: Sequence[Summary]) -> dict[str, dict[str, np.ndarray]]:
    """Arm → what was measured → values by world, in the order of the summaries."""
    summaries = summaries if isinstance(summaries, Summaries) else Summaries(summaries)
    of, measured = np.array(summaries.arms), summaries.metrics
    return {arm: {name: values[of == arm] for name, values in measured.items()} for arm in dict.fromkeys(summaries.arms)}


class Study:
    """Arms × worlds. `summaries` holds one entry a run, ordered by world, then arm; `events` is the folder of event logs, if any;
    `told`, what went wrong with single files on the way, in words; `sisters`, with study.draw_assumptions, a second world of each of
    the first draws of assumptions; `twins`, two arms compared person by person, if they were."""

    def __init__(
        self,
        plan: Plan,
        summaries: Sequence[Summary],
        seconds: float,
        events: Path | None = None,
        told: tuple[str, ...] = (),
        sisters: Sequence[Summary] = (),
        twins: tuple[PairOfArms, list[TwinSummary]] | None = None,
    ) -> None:
        self.plan = plan
        self.summaries = summaries if isinstance(summaries, Summaries) else Summaries(summaries)
        self.seconds = seconds
        self.events = events
        self.told = told
        self.sisters = sisters if isinstance(sisters, Summaries) else Summaries(sisters)
        self.twins = Twins(*twins, plan.study.confidence) if twins else None
        self._pooled: dict[tuple[str, str], np.ndarray] = {}
        if events is not None:  # a study that is never reported leaves nothing behind
            weakref.finalize(self, shutil.rmtree, events, ignore_errors=True)

    @cached_property
    def runs(self) -> pd.DataFrame:
        """One row a run: arm, seed, every measure."""
        import pandas as pd

        from siyu_sim.measure.catalogue import METRICS

        known = self.summaries.metrics
        return pd.DataFrame(
            {"arm": self.summaries.arms, "seed": self.summaries.seeds, **{name: known[name] for name in METRICS}}
        )

    @cached_property
    def decisions(self) -> pd.DataFrame:
        """What the strategies changed: arm, seed, day, strategy, lever, old, new, why; without strategies no rows."""
        import pandas as pd

        columns = pd.Index(["arm", "seed", "day", "strategy", "lever", "old", "new", "why"])
        return pd.DataFrame([(s.arm, s.seed, *d) for s in self.summaries for d in s.decisions], columns=columns)

    @cached_property
    def _columns(self) -> dict[str, Columns]:
        return dict(columns(self.summaries))

    @property
    def _with_tables(self) -> list[Summary]:
        return self.summaries[: TABLE_WORLDS * len(self.plan.arms)]

    @property
    def replications(self) -> int:
        """Worlds that were run."""
        return len(self.summaries) // len(self.plan.arms)

    @property
    def first(self) -> int:
        """Worlds of the first stage; all of them, unless a precision took more."""
        return self.plan.study.replications

    @cached_property
    def worlds(self) -> Worlds:
        """Worlds run, and worlds that the precision asked for takes."""
        early = {arm: {name: v[: self.first] for name, v in measured.items()} for arm, measured in self._columns.items()}
        return needed(self.plan, early)

    def values(self, arm: str, metric: str) -> np.ndarray:
        """A measure of one arm in each single world, shape (worlds,). Their mean is not the measure of the study where that is a
        ratio: see `pooled`."""
        return self._columns[arm][metric]

    def pooled(self, arm: str, metric: str) -> np.ndarray:
        """The measure of one arm as values by world, shape (worlds,), whose mean is the measure of the study, for intervals and
        differences between arms: see study.precision.pooled."""
        if (arm, metric) not in self._pooled:
            self._pooled[arm, metric] = pooled(metric, self._columns[arm])
        return self._pooled[arm, metric]

    def compare(self, baseline: str | None = None, metrics: tuple[str, ...] | None = None) -> pd.DataFrame:
        """Each arm and measure against a baseline (the plan's), world by world.

        Columns: arm, metric; mean, low, high of the arm, for a ratio of sums over worlds; diff, diff_low, diff_high of arm − baseline
        in the same worlds, the intervals of all arms in a measure holding at once; p_better, the probability that the arm is
        better (nan for a measure without a better side), looked at alone; vrf, the variance-reduction factor. Intervals at the
        plan's confidence. The baseline's own differences are nan. docs/statistics.md has the methods.
        """
        import pandas as pd

        from siyu_sim.measure.catalogue import METRICS

        baseline = baseline or self.plan.baseline
        level = self.plan.study.confidence
        names = metrics or tuple(METRICS)
        differences = {name: self.differences(name, baseline) for name in names}
        lines = []
        for arm in self.plan.arms:
            for name in names:
                a, b = self.pooled(arm.name, name), self.pooled(baseline, name)
                mean, low, high = interval(a, level, self.first)
                line = {"arm": arm.name, "metric": name, "mean": mean, "low": low, "high": high}
                if arm.name == baseline:
                    line |= dict.fromkeys(("diff", "diff_low", "diff_high", "p_better", "vrf"), np.nan)
                else:
                    diff, diff_low, diff_high = differences[name][arm.name]
                    above = probability_above(a - b, self.first)
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

    def differences(self, metric: str, baseline: str | None = None) -> dict[str, tuple[float, float, float]]:
        """Of each arm but the baseline: (difference from it, low, high), intervals that hold at once."""
        baseline = baseline or self.plan.baseline
        others = [arm.name for arm in self.plan.arms if arm.name != baseline]
        if not others:
            return {}
        base = self.pooled(baseline, metric)
        rows = np.array([self.pooled(name, metric) - base for name in others])
        return dict(zip(others, simultaneous(rows, self.plan.study.confidence, self.first), strict=True))

    def best(self, metric: str | None = None, arms: Sequence[str] | None = None) -> tuple[str, ...]:
        """The arms that may be the best in a measure (the plan's primary one), the best mean first; at the plan's confidence, the one that
        truly is lies among them. arms: those to choose from; by default all but tests that stop bought channels part way."""
        from siyu_sim.measure.catalogue import METRICS

        metric = metric or self.plan.primary
        better = METRICS[metric].better
        if better is None:
            raise ValueError(f"'{metric}' has no better side; a measure to choose by is {self.plan.primary} or profit")
        chosen = arms if arms is not None else [arm.name for arm in self.plan.arms if not is_test(self.plan, arm)]
        return may_be_best({arm: self.pooled(arm, metric) for arm in chosen}, better, self.plan.study.confidence, self.first)

    def quantile(self, metric: str, q: float) -> pd.DataFrame:
        """The value that a measure stays below in a share q of worlds, 0 < q < 1, in each arm: profit and 0.1 make the profit that
        only 1 world in 10 falls short of. Columns: arm, metric, q, value, low, high; a bound is infinite where worlds are too few
        to tell (statistics.quantile_interval)."""
        import pandas as pd

        if not 0 < q < 1:
            raise ValueError(f"q is a share of worlds, above 0 and below 1, not {q}")
        lines = []
        for arm in self.plan.arms:
            value, low, high = quantile_interval(self.values(arm.name, metric), q, self.plan.study.confidence)
            lines.append({"arm": arm.name, "metric": metric, "q": q, "value": value, "low": low, "high": high})
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
                mean, low, high = ratio_interval(
                    spent[arm.name] - spent[baseline], more, self.plan.study.confidence, self.first
                )
                lines.append({"arm": arm.name, "metric": name, "mean": mean, "low": low, "high": high})
        return pd.DataFrame(lines)

    def table(self, name: str) -> pd.DataFrame:
        """A table of the runs (see study.summary.KEYS) averaged over worlds: arm, the keys, and for each value its mean and the bounds
        of its interval in columns `<value>`, `<value>_low`, `<value>_high`. Rows that exist in some worlds only (a tree of 17 people)
        count as 0 in the others for counts of people and trees, and are left out of the mean elsewhere.
        Ratios (study.summary.RATIOS) are ratios of sums over worlds. Of more than TABLE_WORLDS worlds the first are used."""
        import pandas as pd

        keys = ["arm", *KEYS[name]]
        frames = [pd.DataFrame(s.tables[name]).assign(arm=s.arm, world=s.seed) for s in self._with_tables]
        long = pd.concat(frames, ignore_index=True)
        columns = [column for column in long.columns if column not in (*keys, "world")]
        if long.empty:
            return pd.DataFrame(columns=pd.Index([*keys, *(c + end for end in ("", "_low", "_high") for c in columns)]))
        index = pd.MultiIndex.from_frame(long[keys].drop_duplicates())
        by_world = long.set_index([*keys, "world"]).unstack("world").reindex(index)

        def values(column: str) -> np.ndarray:
            """Shape (worlds, rows)."""
            return by_world[column].to_numpy(float, na_value=np.nan).T

        result = {}
        for column in columns:
            parts = RATIOS.get(name, {}).get(column)
            sample = pooled_ratios(values(parts[0]), values(parts[1])) if parts else values(column)
            if name in COUNTS:
                sample = np.nan_to_num(sample)
            result[column] = intervals(sample, self.plan.study.confidence, self.first)
        table = pd.DataFrame({column: mean for column, (mean, _, _) in result.items()}, index=index)
        for column, (_, low, high) in result.items():
            table[f"{column}_low"], table[f"{column}_high"] = low, high
        return table.reset_index()

    def worlds_of(self, arm: str, table: str, column: str) -> np.ndarray:
        """A column of a table of one arm by world, shape (worlds, rows), for tables of equal length in every world. Of a ratio (see
        study.summary.RATIOS) the values are those whose mean is the ratio of sums over worlds (statistics.linearised)."""

        def raw(name: str) -> np.ndarray:
            return np.array([s.tables[table][name] for s in self._with_tables if s.arm == arm])

        parts = RATIOS.get(table, {}).get(column)
        return pooled_ratios(raw(parts[0]), raw(parts[1])) if parts else raw(column)

    def gmv_contributions(self, arm: str, baseline: str | None = None) -> pd.DataFrame:
        """How much of the difference in GMV between two arms each factor of the identity accounts for, yuan: factor, mean, low, high."""
        import pandas as pd

        from siyu_sim.measure.gmv import FACTORS, contributions

        def factors(name: str) -> list[dict[str, float]]:
            tables = (s.tables["gmv"] for s in self.summaries if s.arm == name)
            return [dict(zip(t["factor"].tolist(), t["value"].tolist(), strict=True)) for t in tables]

        pairs = zip(factors(baseline or self.plan.baseline), factors(arm), strict=True)
        shares = [contributions(before, after) for before, after in pairs]
        lines = []
        for name in FACTORS:
            values = np.array([share[name] for share in shares])
            mean, low, high = interval(values, self.plan.study.confidence, self.first)
            lines.append({"factor": name, "mean": mean, "low": low, "high": high})
        return pd.DataFrame(lines)

    @cached_property
    def provenance(self) -> dict:
        """What is needed to get the same numbers again: versions, seeds, configs and their hash, overrides, the command."""
        import platform
        from importlib.metadata import version

        import siyu_sim

        plan = self.plan
        arms = {arm.name: arm.scenario.model_dump(mode="json") for arm in plan.arms}
        text = json.dumps(arms, sort_keys=True, ensure_ascii=False)
        words = ["python -m siyu_sim"]
        if plan.name not in ("as_configured", "sweep"):
            words.append(f"+experiment={plan.name}")
        words += [shlex.quote(override) for override in plan.overrides]
        words += [f"--config-dir {shlex.quote(folder)}" for folder in plan.config_dirs]
        if plan.name == "sweep":
            words.append("--multirun")
        return {
            "command": " ".join(words),
            "siyu_sim": siyu_sim.__version__,
            "python": platform.python_version(),
            "libraries": {name: version(name) for name in ("numpy", "numba", "simpy", "hydra-core", "pandas", "plotly")},
            "config_hash": hashlib.sha256(text.encode()).hexdigest(),
            "seeds": [plan.study.seed, plan.study.seed + self.replications - 1],
            "replications": self.replications,
            "engine": plan.study.engine,
            "overrides": list(plan.overrides),
            "arms": {arm.name: list(arm.overrides) for arm in plan.arms},
            "scenarios": arms,
            "events": sum(s.events for s in self.summaries),
            "seconds": self.seconds,
        }

    def report(self, folder: str | Path) -> Path:
        """Write the report and the data behind it under `folder`, all or nothing; returns the path of the page. Event logs move to
        `events/` beside it."""
        from siyu_sim.report.write import write_report

        page = write_report(self, Path(folder))
        if self.events is not None:
            self.events = page.parent / "events"
        return page
