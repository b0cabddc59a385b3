"""The end of a search: what was found against what is done today, in worlds that the search never saw.

What looks best among many was also lucky. Its luck stays behind in the worlds of the search, so the comparison here is unbiased, and
how much the search promised too much shows beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from siyu_sim.study.candidates import SPENDING, Candidate, Candidates
from siyu_sim.study.search_settings import Bound, Value
from siyu_sim.study.statistics import interval, probability_above
from siyu_sim.study.variants import text_of

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "strategy", "metric", "searched", "mean", "low", "high", "diff", "diff_low", "diff_high", "p_better", "min", "max", "within",
)  # fmt: skip


def confirm(
    candidates: Candidates,
    named: Mapping[str, Candidate],
    metrics: Sequence[str],
    bounds: Mapping[str, Bound],
    searched: range,
    fresh: range,
    confidence: float,
) -> pd.DataFrame:
    """One line a strategy and measure; the first of `named` is what the others are compared with.

    searched: difference to the first in the worlds of the search; mean, low, high: of the strategy in the fresh worlds; diff, diff_low,
    diff_high: difference to the first in the same fresh worlds; p_better: probability that it is better. min, max: of the constraint;
    within: the interval leaves no doubt that it is met (yes) or broken (no), or it does (unclear); empty without a constraint. With
    several strategies the intervals hold for all of them together (Bonferroni).
    """
    import pandas as pd

    from siyu_sim.measure.catalogue import METRICS

    candidates.look(named.values(), fresh)
    others = max(1, len(named) - 1)
    level = 1 - (1 - confidence) / others
    first = next(iter(named.values()))
    lines = []
    for name, one in named.items():
        for metric in metrics:
            values, base = (candidates.values(c, metric, fresh) for c in (one, first))
            mean, low, high = interval(values, level)
            line: dict[str, Any] = {"strategy": name, "metric": metric, "mean": mean, "low": low, "high": high, "within": ""}
            if one is not first:
                diff, diff_low, diff_high = interval(values - base, level)
                line |= {"diff": diff, "diff_low": diff_low, "diff_high": diff_high}
                before = candidates.values(one, metric, searched) - candidates.values(first, metric, searched)
                line["searched"] = interval(before, level)[0]
                side = METRICS[metric].better if metric in METRICS else "low"
                above = probability_above(values - base)
                line["p_better"] = above if side == "high" else 1 - above if side == "low" else np.nan
            bound = bounds.get(metric)
            if bound is not None:
                line |= {"min": bound.min, "max": bound.max, "within": within(low, high, bound)}
            lines.append(line)
    frame = pd.DataFrame(lines, columns=pd.Index(COLUMNS))
    numbers = [column for column in COLUMNS if column not in ("strategy", "metric", "within")]
    return frame.astype(dict.fromkeys(numbers, float))


def within(low: float, high: float, bound: Bound) -> str:
    """yes, no or unclear: an interval against what is allowed."""
    least = -np.inf if bound.min is None else bound.min
    most = np.inf if bound.max is None else bound.max
    if low >= least and high <= most:
        return "yes"
    if high < least or low > most:
        return "no"
    return "unclear"


def violation(mean: float, bound: Bound) -> float:
    """How far a mean is outside, as a share of the bound; 0 within. A mean that is not defined is far outside."""
    if np.isnan(mean):
        return 1e6
    over = [0.0]
    if bound.max is not None:
        over.append((mean - bound.max) / (abs(bound.max) or 1.0))
    if bound.min is not None:
        over.append((bound.min - mean) / (abs(bound.min) or 1.0))
    return max(over)


def words(values: Mapping[str, Value]) -> str:
    """Values of levers as one line."""
    return ", ".join(f"{path}={format(v, '.4g') if isinstance(v, float) else text_of(v)}" for path, v in values.items())


def against(
    row: Mapping[str, Any], label: Mapping[str, str], arms: Mapping[str, str], level: float, unit: str = ""
) -> dict[str, str]:
    """What fresh worlds say of a difference (diff, diff_low, diff_high), in both languages: higher, lower, or neither clearly. label: of
    the measure; arms: label of what it is held against; both by language. unit: of the measure; only money is said with
    its own."""
    diff, low, high = (float(row[name]) for name in ("diff", "diff_low", "diff_high"))
    yuan_en, yuan_zh = (" yuan", "元") if unit == "yuan" else ("", "")
    metric = label["en"][0].lower() + label["en"][1:] if label["en"][1:2].islower() else label["en"]
    bounds_en = f"{level:.0%} interval {amount(low)} to {amount(high)}{yuan_en}"
    bounds_zh = f"{level:.0%}区间{amount(low)}～{amount(high)}{yuan_zh}"
    if not (low > 0 or high < 0):
        return {
            "en": f"{metric} differs from that of “{arms['en']}” by {amount(diff)}{yuan_en}, not clearly ({bounds_en})",
            "zh": f"{label['zh']}与“{arms['zh']}”相差{amount(diff)}{yuan_zh}，差异不明显（{bounds_zh}）",
        }
    way_en, way_zh = ("higher", "高") if diff > 0 else ("lower", "低")
    return {
        "en": f"{metric} is {amount(abs(diff))}{yuan_en} {way_en} than that of “{arms['en']}” ({bounds_en} in difference)",
        "zh": f"{label['zh']}比“{arms['zh']}”{way_zh}{amount(abs(diff))}{yuan_zh}（差值的{bounds_zh}）",
    }


def amount(value: float) -> str:
    """A number in a sentence: two digits behind the point only where they tell something."""
    return (f"{value:,.0f}" if abs(value) >= 1000 else f"{value:,.3g}").replace("-", "−")


def shown(paths: Sequence[str]) -> list[str]:
    """Measures of a confirmation, each once; the spending last."""
    return [*dict.fromkeys(name for name in paths if name != SPENDING), SPENDING]
