"""The tables that most pages show: the arms of a study, and one question under several cases."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from experiments.casebook.words import Format, difference, for_metric, table, verdict
from siyu_sim.study.results import Study
from siyu_sim.study.statistics import interval


def of(frame: Any, arm: str, metric: str) -> Any:
    """The row of `Study.compare` for an arm and a measure."""
    return next(row for row in frame.itertuples(index=False) if row.arm == arm and row.metric == metric)


def footing(study: Study, baseline: str | None = None, what: str = "Differences are") -> str:
    """The sentence that says what a table of arms rests on."""
    plan = study.plan
    settings = plan.study
    last = settings.seed + settings.replications - 1
    return (
        f"{settings.replications} worlds, seeds {settings.seed} to {last}; money in yuan. "
        f"{what} against *{plan.arm(baseline or plan.baseline).label['en']}* in the same worlds, "
        f"with {settings.confidence:.0%} intervals."
    )


def arms(
    study: Study,
    metrics: Sequence[str],
    differences: Sequence[str] = (),
    baseline: str | None = None,
    only: Sequence[str] = (),
    extra: Sequence[tuple[str, Sequence[str]]] = (),
) -> str:
    """A row an arm: means of `metrics`, and the paired difference beside those named in `differences`.

    `differences`: the primary measure, if none is named. `only`: these arms, in the plan's order. `extra`: further columns,
    (head, a cell for each arm shown).
    """
    from siyu_sim.measure.catalogue import METRICS

    plan = study.plan
    baseline = baseline or plan.baseline
    shown = [arm for arm in plan.arms if not only or arm.name in only]
    apart = set(differences or (plan.primary,))
    frame = study.compare(baseline=baseline, metrics=tuple(metrics))
    head, columns = ["arm"], [[arm.label["en"] for arm in shown]]
    for name in metrics:
        rows = [of(frame, arm.name, name) for arm in shown]
        form = for_metric(name, [row.mean for row in rows])
        head.append(METRICS[name].label["en"])
        columns.append([form(row.mean) for row in rows])
        if name in apart:
            head.append("difference")
            columns.append(["–" if row.arm == baseline else difference(row, form) for row in rows])
    for title, cells in extra:
        head.append(title)
        columns.append(list(cells))
    return table(head, zip(*columns, strict=True))


def with_footing(
    metrics: Sequence[str], differences: Sequence[str] = (), baseline: str | None = None, only: Sequence[str] = ()
):
    """`arms` and its sentence as the writer of a block of one case."""

    def write(studies: Sequence[Study]) -> str:
        (study,) = studies
        return f"{footing(study, baseline)}\n\n{arms(study, metrics, differences, baseline, only)}"

    return write


def cases(
    rows: Sequence[tuple[Any, Study]],
    questions: Sequence[tuple[str, str, str, str, str]],
    form: Format | None = None,
) -> str:
    """One question, or more, under every case, and in how many worlds each row was run.

    `rows`: (case, its study). `questions`: (head of the verdict, head of the difference, metric, arm, against).
    """
    head = ["business", "what changes", "overrides"]
    lines = []
    for asked, compared, *_ in questions:
        head += [asked, compared]
    for case, study in rows:
        given = [text for text in case.overrides if not text.startswith(("business=", "study."))]
        line = [study.plan.business, case.words, " ".join(f"`{text}`" for text in given) or "–"]
        for _, _, metric, arm, against in questions:
            row = of(study.compare(baseline=against, metrics=(metric,)), arm, metric)
            line += [verdict(row.diff_low, row.diff_high), difference(row, form or for_metric(metric, [row.mean]))]
        lines.append(line)
    return f"{worlds([study.plan.study.replications for _, study in rows])}\n\n{table(head, lines)}"


def worlds(numbers: Sequence[int]) -> str:
    """In how many worlds each row of a table of cases was run."""
    least, most = min(numbers), max(numbers)
    return f"{least} worlds in each row." if least == most else f"{least} to {most} worlds in a row."


def pairs(study: Study, compared: Sequence[tuple[str, str]], metrics: Sequence[str]) -> str:
    """A row a pair (arm, against): paired differences of `metrics` in the same worlds, with intervals."""
    from siyu_sim.measure.catalogue import METRICS

    lines = []
    for arm, against in compared:
        frame = study.compare(baseline=against, metrics=tuple(metrics))
        rows = [of(frame, arm, name) for name in metrics]
        cells = [difference(row, for_metric(name, [row.mean, row.diff])) for name, row in zip(metrics, rows, strict=True)]
        lines.append([f"{study.plan.arm(arm).label['en']} − {study.plan.arm(against).label['en']}", *cells])
    return table(["difference", *(METRICS[name].label["en"] for name in metrics)], lines)


def ratio_interval(part: np.ndarray, base: np.ndarray, level: float) -> tuple[float, float, float]:
    """A ratio of two means over the same worlds, with its interval by linearisation. Both of shape (worlds,).

    A mean of the worlds' own ratios would be ruled by the worlds in which there is hardly anything below the line.
    """
    ratio = float(part.mean() / base.mean())
    _, low, high = interval((part - ratio * base) / base.mean(), level)
    return ratio, ratio + low, ratio + high


def mean_of(study: Study, arm: str, metric: str) -> float:
    """Mean over the worlds in which the measure is defined; nan if it is in none."""
    values = study.values(arm, metric)
    defined = values[~np.isnan(values)]
    return float(defined.mean()) if len(defined) else math.nan
