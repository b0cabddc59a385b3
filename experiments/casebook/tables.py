"""The tables that most pages show: the arms of a study, and one question under several cases."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from experiments.casebook.language import Say, Text
from experiments.casebook.words import Format, difference, for_metric, table, verdict
from siyu_sim.study.results import Study
from siyu_sim.study.statistics import interval


def of(frame: Any, arm: str, metric: str) -> Any:
    """The row of `Study.compare` for an arm and a measure."""
    return next(row for row in frame.itertuples(index=False) if row.arm == arm and row.metric == metric)


DIFFERENCES: Text = ("Differences are", "差值")


def footing(study: Study, say: Say, baseline: str | None = None, what: Text = DIFFERENCES) -> str:
    """The sentence that says what a table of arms rests on."""
    plan = study.plan
    settings = plan.study
    last = settings.seed + settings.replications - 1
    against = say.arm(study, baseline or plan.baseline)
    return say(
        f"{settings.replications} worlds, seeds {settings.seed} to {last}; money in yuan. "
        f"{what[0]} against *{against}* in the same worlds, with {settings.confidence:.0%} intervals.",
        f"{settings.replications} 个世界，种子 {settings.seed} 到 {last}；金额单位：元。"
        f"{what[1]}均为同一批世界里与“{against}”之差，方括号内是 {settings.confidence:.0%} 区间。",
    )


def arms(
    study: Study,
    say: Say,
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
    plan = study.plan
    baseline = baseline or plan.baseline
    shown = [arm for arm in plan.arms if not only or arm.name in only]
    apart = set(differences or (plan.primary,))
    frame = study.compare(baseline=baseline, metrics=tuple(metrics))
    head, columns = [say("arm", "方案")], [[say.label(arm.label) for arm in shown]]
    for name in metrics:
        rows = [of(frame, arm.name, name) for arm in shown]
        form = for_metric(name, [row.mean for row in rows])
        head.append(say.metric(name))
        columns.append([form(row.mean) for row in rows])
        if name in apart:
            head.append(say("difference", "差值"))
            columns.append(["–" if row.arm == baseline else difference(row, form) for row in rows])
    for title, cells in extra:
        head.append(title)
        columns.append(list(cells))
    return table(head, zip(*columns, strict=True))


def with_footing(
    metrics: Sequence[str], differences: Sequence[str] = (), baseline: str | None = None, only: Sequence[str] = ()
):
    """`arms` and its sentence as the writer of a block of one case."""

    def write(studies: Sequence[Study], say: Say) -> str:
        (study,) = studies
        return f"{footing(study, say, baseline)}\n\n{arms(study, say, metrics, differences, baseline, only)}"

    return write


def cases(
    rows: Sequence[tuple[Any, Study]],
    say: Say,
    questions: Sequence[tuple[Text, Text, str, str, str]],
    form: Format | None = None,
) -> str:
    """One question, or more, under every case, and in how many worlds each row was run.

    `rows`: (case, its study). `questions`: (head of the verdict, head of the difference, metric, arm, against).
    """
    head = [say("business", "生意"), say("what changes", "改了什么"), say("overrides", "覆盖项")]
    lines = []
    for asked, compared, *_ in questions:
        head += [say(*asked), say(*compared)]
    for case, study in rows:
        given = [text for text in case.overrides if not text.startswith(("business=", "study."))]
        line = [say.business(study.plan.business), say(*case.words), " ".join(f"`{text}`" for text in given) or "–"]
        for _, _, metric, arm, against in questions:
            row = of(study.compare(baseline=against, metrics=(metric,)), arm, metric)
            line += [verdict(row.diff_low, row.diff_high, say), difference(row, form or for_metric(metric, [row.mean]))]
        lines.append(line)
    return f"{worlds([study.plan.study.replications for _, study in rows], say)}\n\n{table(head, lines)}"


def worlds(numbers: Sequence[int], say: Say) -> str:
    """In how many worlds each row of a table of cases was run."""
    least, most = min(numbers), max(numbers)
    if least == most:
        return say(f"{least} worlds in each row.", f"每行 {least} 个世界。")
    return say(f"{least} to {most} worlds in a row.", f"每行 {least} 到 {most} 个世界。")


def pairs(study: Study, say: Say, compared: Sequence[tuple[str, str]], metrics: Sequence[str]) -> str:
    """A row a pair (arm, against): paired differences of `metrics` in the same worlds, with intervals."""
    lines = []
    for arm, against in compared:
        frame = study.compare(baseline=against, metrics=tuple(metrics))
        rows = [of(frame, arm, name) for name in metrics]
        cells = [difference(row, for_metric(name, [row.mean, row.diff])) for name, row in zip(metrics, rows, strict=True)]
        lines.append([f"{say.arm(study, arm)} − {say.arm(study, against)}", *cells])
    return table([say("difference", "差值"), *(say.metric(name) for name in metrics)], lines)


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
