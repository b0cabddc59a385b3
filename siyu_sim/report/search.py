"""The pages of searches and allocations: what was found, what fresh worlds say of it, and everything that was tried."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from siyu_sim.report import limits
from siyu_sim.report.bilingual import in_languages
from siyu_sim.report.definitions import link
from siyu_sim.report.estimate import Estimate
from siyu_sim.report.figures import Figure
from siyu_sim.report.figures import search as figures
from siyu_sim.report.figures.search import PER_YUAN, SPENDING, axis, levers_of, strategy, unit, value_text
from siyu_sim.report.parts import Section, Table
from siyu_sim.report.paths import Paths, breakable
from siyu_sim.report.plain import PlainPage, Said, build, untested
from siyu_sim.report.statements import Statement
from siyu_sim.report.view import PlanView
from siyu_sim.report.words import Words

if TYPE_CHECKING:
    from siyu_sim.study.allocate import Allocation
    from siyu_sim.study.search import Search

BEST_TRIALS = 10


def search_page(found: Search) -> PlainPage:
    """Of a search, in the plan's languages."""
    return in_languages(found.plan.report.languages, lambda lang: _search_page(PlanView(found.plan, lang), found))


def _search_page(view: PlanView, found: Search) -> PlainPage:
    settings = found.plan.study.search
    goal, chosen = found.goals[0], {int(trial) for trial in found.front["trial"]}
    front = figures.tried(view, found.trials, found.goals[0], found.goals[1], chosen, "front") if len(found.goals) > 1 else None
    goals = [figures.confirmed(view, found, goal)]
    tried = figures.tried(view, found.trials, SPENDING, goal, chosen)
    parts = [
        ("confirmed", goals, [what_to_type(view, found.overrides, found.arm), confirmed(view, found)]),
        ("front", [front], []),
        ("trials", [tried], [best_trials(view, found)]),
    ]
    sure = Statement(
        "search.sure",
        {"n": len(found.trials), "runs": view.numbers.whole(found.runs), "worlds": settings.rungs[-1], "fresh": settings.fresh},
    )
    warnings = [] if found.feasible else [Statement("search.warn.broken")]
    warnings.append(Statement("search.warn.curse"))
    reasons, banner = tuple(promised(view, found, found.goals)), untested(found.plan)
    text = _text(found.statement, view, levers_of(found.trials))
    said = Said(text, sure, reasons, tuple(warnings), found.feasible, banner)
    frames = {"trials": found.trials, "front": found.front, "confirmed": found.confirmed}
    return _page(view, "search", said, parts, frames, settings.fresh, found.runs)


def allocation_page(found: Allocation) -> PlainPage:
    """Of an allocation, in the plan's languages."""
    return in_languages(found.plan.report.languages, lambda lang: _allocation_page(PlanView(found.plan, lang), found))


def _allocation_page(view: PlanView, found: Allocation) -> PlainPage:
    settings = found.plan.study.allocate
    parts = [
        ("marginal", [figures.marginal(view, found)], [split(view, found), next_yuan(view, found)]),
        (
            "confirmed",
            [figures.confirmed(view, found, found.goal)],
            [what_to_type(view, {"best": found.overrides}, found.arm), confirmed(view, found)],
        ),
        ("trials", [figures.tried(view, found.trials, SPENDING, found.goal, set())], []),
    ]
    sure = Statement(
        "allocate.sure",
        {
            "n": len(found.trials),
            "runs": view.numbers.whole(found.runs),
            "budget": view.numbers.value(found.budget_yuan, "yuan"),
            "fresh": settings.fresh,
        },
    )
    warnings = [] if found.finished else [Statement("allocate.warn.unfinished")]
    warnings.append(Statement("allocate.warn.together"))
    reasons, banner = tuple(promised(view, found, (found.goal,))), untested(found.plan)
    text = _text(found.statement, view, levers_of(found.trials))
    said = Said(text, sure, reasons, tuple(warnings), found.feasible, banner)
    frames = {"trials": found.trials, "split": found.split, "marginal": found.marginal, "confirmed": found.confirmed}
    return _page(view, "allocate", said, parts, frames, settings.fresh, found.runs)


def _page(
    view: PlanView,
    kind: str,
    said: Said,
    parts: Iterable[tuple[str, list[Figure | None], list[Table]]],
    frames: Mapping[str, Any],
    worlds: int,
    runs: int,
) -> PlainPage:
    w, n, plan = view.words, view.numbers, view.plan
    sections = []
    for key, made, grids in parts:
        drawn, filled = [figure for figure in made if figure is not None], [table for table in grids if table.rows]
        if drawn or filled:
            sections.append(Section(key, w.text(f"section.{key}"), w.text(f"nav.{key}"), drawn, filled))
    question = plan.question.get(view.lang) or plan.name
    meta = w.text(
        "search.meta",
        business=w.text("meta.business", name=w.or_name("business", plan.business)) if plan.business else "",
        people=n.whole(plan.scenario.market.size),
        days=n.whole(plan.scenario.horizon_days),
        runs=n.whole(runs),
    )
    asked = {view.lang: w.text(f"{kind}.question", question=question)}
    return build(view, kind, said, sections, frames, question=asked, meta=meta, worlds=(worlds, plan.study.seed), runs=runs)


def _text(statement: Mapping[str, str], view: PlanView, levers: Iterable[str]) -> Statement:
    """What the study says of itself, its levers by their names."""
    text = Paths(view.words).in_text(statement[view.lang], levers)
    head, colon, rest = text.partition("：" if view.lang == "zh" else ": ")
    if colon and not re.search(r"[.。](?!\d)", head):  # what is found stands out before how
        return Statement("plain.found", {"head": head, "text": rest})
    return Statement("plain.said", {"text": text})


def promised(view: PlanView, found: Search | Allocation, goals: Iterable[str]) -> list[Statement]:
    """Of each goal: what the search made of the first strategy that it found, and what fresh worlds make of it."""
    result = []
    for goal in goals:
        rows = [r for r in found.confirmed.to_dict("records") if r["metric"] == goal and not math.isnan(r["diff"])]
        if rows:
            kind, row = unit(view, goal), rows[0]
            fresh = Estimate(row["diff"], row["diff_low"], row["diff_high"])
            args = {
                "name": strategy(view, row["strategy"]),
                "metric": figures.label(view, goal),
                "base": view.look(found.arm).label,
                "searched": view.numbers.value(row["searched"], kind, points=True),
                "diff": view.numbers.value(fresh, kind, points=True),
                "bounds": view.numbers.bounds(fresh, kind, points=True),
            }
            result.append(Statement("search.promise", args))
    return result


# ------------------------------------------------------------------------------------------------- tables


def what_to_type(view: PlanView, overrides: Mapping[str, tuple[str, ...]], arm: str) -> Table:
    """The overrides of each strategy that was found."""
    w = view.words
    rows = [
        [strategy(view, name), Markup("{}<br><code>{}</code>").format(_names(w, texts), breakable(" ".join(texts)))]
        for name, texts in overrides.items()
        if name != arm and texts
    ]
    return Table(w.text("search.type"), [w.text("search.head.strategy"), w.text("search.head.overrides")], rows, text=True)


def _names(w: Words, overrides: Iterable[str]) -> str:
    """Of the levers that overrides set."""
    return w.text("join").join(Paths(w).title(text.partition("=")[0]) for text in overrides)


def confirmed(view: PlanView, found: Search | Allocation) -> Table:
    """Each strategy and measure in fresh worlds."""
    w, n = view.words, view.numbers
    rows = []
    for row in found.confirmed.to_dict("records"):
        kind, known = unit(view, row["metric"]), not math.isnan(row["diff"])
        mean, diff = (Estimate(row[f"{a}"], row[f"{b}low"], row[f"{b}high"]) for a, b in (("mean", ""), ("diff", "diff_")))
        mean = mean.within(limits.of_metric(row["metric"]))
        limit = " … ".join(n.bare(row[side], kind) if not math.isnan(row[side]) else "" for side in ("min", "max")).strip()
        rows.append(
            [
                strategy(view, row["strategy"]),
                link(view, row["metric"], axis(view, row["metric"])),
                f"{n.bare(mean, kind)} {n.spread(mean, kind)}".strip(),
                f"{n.signed(diff, kind)} {n.spread(diff, kind)}".strip() if known else "",
                n.signed(row["searched"], kind) if known else "",
                "" if math.isnan(row["p_better"]) else n.probability(row["p_better"]),
                f"{limit} ({w.text('search.within.' + row['within'])})" if row["within"] else "",
            ]
        )
    heads = [w.text(f"search.head.{key}") for key in ("strategy", "metric", "mean", "diff", "searched", "better", "limit")]
    return Table(w.text("search.confirmed_table"), heads, rows, w.text("search.confirmed_note", level=view.level_text))


def best_trials(view: PlanView, found: Search) -> Table:
    """The best of what was tried: what was looked at longest and meets the constraints first."""
    w, n, goal = view.words, view.numbers, found.goals[0]
    better = view.metric(goal).better
    order = found.trials.assign(side=found.trials[goal] * (1 if better == "low" else -1)).sort_values(
        ["feasible", "worlds", "side"], ascending=[False, False, True], kind="stable"
    )
    chosen = set(found.front["trial"])
    levers = levers_of(found.trials)
    rows, marked = [], set()
    for k, row in enumerate(order.head(BEST_TRIALS).to_dict("records")):
        cells = [n.bare(row[name], unit(view, name)) for name in dict.fromkeys((*found.goals, SPENDING))]
        met = w.text("value.yes" if row["feasible"] else "value.no")
        rows.append([str(row["trial"]), *(value_text(row[path]) for path in levers), *cells, str(row["worlds"]), met])
        if row["trial"] in chosen:
            marked.add(k)
    measured = [axis(view, name) for name in dict.fromkeys((*found.goals, SPENDING))]
    named = [Paths(w).lever(lever) for lever in levers]
    heads = [w.text("search.head.trial"), *named, *measured, w.text("search.head.worlds"), w.text("search.head.feasible")]
    return Table(w.text("search.trials_table", n=len(rows)), heads, rows, marked=frozenset(marked))


def split(view: PlanView, found: Allocation) -> Table:
    """Each lever today and in the split, what it takes and what it brings."""
    w = view.words
    rows = [
        [
            Paths(w).lever(row["lever"]),
            value_text(row["today"]),
            value_text(row["value"]),
            _three(view, row, "spend", "yuan"),
            _three(view, row, "gain", unit(view, found.goal)),
        ]
        for row in found.split.to_dict("records")
    ]
    heads = [w.text(f"allocate.head.{key}") for key in ("lever", "today", "value", "spend", "gain")]
    return Table(w.text("allocate.split_table"), heads, rows, w.text("allocate.split_note", metric=axis(view, found.goal)))


def next_yuan(view: PlanView, found: Allocation) -> Table:
    """One step more of each lever."""
    w = view.words
    rows, marked = [], set()
    for k, row in enumerate(found.marginal.to_dict("records")):
        rows.append(
            [
                Paths(w).lever(row["lever"]),
                f"+{value_text(row['step'])}",
                _three(view, row, "extra_spend", "yuan"),
                _three(view, row, "extra_gain", unit(view, found.goal)),
                _three(view, row, "per_yuan", unit(view, found.goal), PER_YUAN),
                _three(view, row, "behind", unit(view, found.goal), PER_YUAN) if row["behind"] else "",
            ]
        )
        if row["lever"] == found.next_lever:
            marked.add(k)
    heads = [w.text(f"allocate.head.{key}") for key in ("lever", "step", "extra_spend", "extra_gain", "per_yuan", "behind")]
    note = w.text("allocate.marginal_note")
    return Table(w.text("allocate.marginal_table"), heads, rows, note, marked=frozenset(marked))


def _three(view: PlanView, row: Mapping[str, Any], name: str, kind: str, times: float = 1.0) -> str:
    value = Estimate(*(times * row[f"{name}{end}"] for end in ("", "_low", "_high")))
    return f"{view.numbers.signed(value, kind)} {view.numbers.spread(value, kind)}".strip() if value.known else "–"
