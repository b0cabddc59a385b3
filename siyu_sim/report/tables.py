"""The tables of the page, as plain cells of text; the template escapes them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from siyu_sim.report import limits
from siyu_sim.report.assumptions import Line
from siyu_sim.report.definitions import link
from siyu_sim.report.estimate import Estimate
from siyu_sim.report.figures import weekly as dashboard
from siyu_sim.report.figures.funnel import STEPS, step_rates
from siyu_sim.report.paths import Paths
from siyu_sim.report.words import PAGE_LANG

if TYPE_CHECKING:
    from siyu_sim.report.view import Look, PlanView, View


@dataclass(frozen=True)
class Cell:
    """Of the arms table: mean ± half interval; below it the difference, whether it is better, and how probable that is."""

    mean: str
    spread: str = ""
    diff: str = ""
    diff_spread: str = ""
    tone: str = ""  # better, worse, or "" where there is no clear difference or no better side
    probability: str = ""
    value: float = math.nan


@dataclass(frozen=True)
class Card:
    """A key figure."""

    label: Markup | str  # links to its definition
    value: str
    bounds: str
    change: str  # against the baseline; "" for the baseline itself
    change_bounds: str
    tone: str


Rows = list[tuple["Look", list["Cell"]]]


def arms(view: View) -> tuple[list[tuple[str, str, str]], Rows, Rows]:
    """Columns (metric, label with unit, definition), and one row of cells an arm: those with a place in figures, and the others, the
    best first."""
    metrics = list(dict.fromkeys((view.plan.primary, *view.plan.metrics)))
    columns = [(name, view.axis(name), view.metric(name).definition[view.lang]) for name in metrics]
    place = {name: k for k, name in enumerate(view.ranked)}
    others = sorted(
        (look for look in view.every if look.name not in view.shown), key=lambda look: place.get(look.name, len(place))
    )
    rows, more = (
        [(look, [_cell(view, look.name, name) for name in metrics]) for look in looks] for looks in (view.looks, others)
    )
    return columns, rows, more


def _cell(view: View, arm: str, metric: str) -> Cell:
    n, unit = view.numbers, view.metric(metric).unit
    line = view.row(arm, metric)
    mean = Estimate(line["mean"], line["low"], line["high"]).within(limits.of_metric(metric))
    if not mean.known:
        return Cell(n.bare(mean, unit))
    cell = Cell(n.bare(mean, unit), n.spread(mean, unit), value=mean.mean)
    diff = view.difference(arm, metric)
    if not diff.known:
        return cell
    p = line["p_better"]
    return Cell(
        cell.mean,
        cell.spread,
        n.signed(diff, unit),
        n.spread(diff, unit),
        _tone(diff, view.metric(metric).better),
        "" if p is None or math.isnan(p) else n.probability(p),
        mean.mean,
    )


def _tone(diff: Estimate, better: str | None) -> str:
    if better is None or diff.sign == 0:
        return ""
    return "better" if (diff.sign > 0) == (better == "high") else "worse"


def cards(view: View, arm: str) -> list[Card]:
    """Up to five key figures of an arm: the primary measure first."""
    wanted = dict.fromkeys((view.plan.primary, "customers", "cac", "ltv_to_cac", "k_factor", *view.plan.metrics))
    result = []
    for name in wanted:
        value = view.of(arm, name)
        if not value.known:
            continue
        metric, n = view.metric(name), view.numbers
        diff = view.difference(arm, name)
        change = n.signed(diff, metric.unit) if diff.known else ""
        points = view.words.text("unit.points") if metric.unit == "share" and change else ""
        result.append(
            Card(
                link(view, name),
                n.value(value, metric.unit),
                "" if math.isnan(value.low) else n.bounds(value, metric.unit),
                change + points,
                n.spread(diff, metric.unit) if diff.known else "",
                _tone(diff, metric.better),
            )
        )
        if len(result) == 5:
            break
    return result


def funnel(view: View) -> tuple[list[str], list[tuple[Look, list[str]]]]:
    """Rate of each step by arm."""
    heads = [view.words.text(f"step.{step}") for step, _, _ in STEPS]
    rows = []
    for look in view.looks:
        rates = step_rates(view, look.name)
        rows.append((look, [_plus_minus(view, rates[step].within(limits.PART), "share") for step, _, _ in STEPS]))
    return heads, rows


def _of_column(row: Mapping[str, Any], name: str) -> Estimate:
    return Estimate(row[name], row[f"{name}_low"], row[f"{name}_high"]).within(limits.of_column(name))


def _plus_minus(view: View, value: Estimate, unit: str) -> str:
    return (
        f"{view.numbers.bare(value, unit)} {view.numbers.spread(value, unit)}".strip()
        if value.known
        else view.numbers.bare(value, unit)
    )


CHANNEL_COLUMNS = (
    ("exposures", "people"),
    ("contacts", "people"),
    ("customers", "people"),
    ("spend", "yuan"),
    ("add_rate", "share"),
    ("contact_cost", "yuan"),
    ("cac", "yuan"),
    ("ltv_per_contact", "yuan"),
    ("ltv_per_customer", "yuan"),
)


def channels(view: View) -> tuple[list[Markup | str], dict[str, list[tuple[str, list[str]]]]]:
    """Heads, and for each arm its channels with anybody or any spending in them."""
    w = view.words
    heads = [link(view, name, w.text(f"channel_column.{name}")) for name, _ in CHANNEL_COLUMNS]
    table = view.table("channels")
    rows: dict[str, list[tuple[str, list[str]]]] = {}
    for row in table.to_dict("records"):
        if row["exposures"] > 0 or row["contacts"] > 0 or row["spend"] > 0:
            cells = [_plus_minus(view, _of_column(row, c), unit) for c, unit in CHANNEL_COLUMNS]
            rows.setdefault(row["arm"], []).append((view.channel(row["channel"]), cells))
    return heads, rows


def ledger(view: View) -> tuple[list[Look], list[tuple[str, list[str], bool]]]:
    """Arms as columns; rows (cause, signed yuan, whether it is the sum)."""
    table = view.table("ledger")
    wide = {(row["arm"], row["cause"]): row["yuan"] for row in table.to_dict("records")}
    causes = view.study.summaries[0].tables["ledger"]["cause"].tolist()
    n = view.numbers
    rows = [
        (view.words.text(f"cause.{cause}"), [n.whole(wide[look.name, cause]) for look in view.looks], False)
        for cause in causes
        if any(wide[look.name, cause] for look in view.looks)
    ]
    total = [n.whole(sum(wide[look.name, cause] for cause in causes)) for look in view.looks]
    return list(view.looks), [*rows, (view.words.text("cause.profit"), total, True)]


def weekly(view: View) -> tuple[list[Look], list[tuple[str, list[tuple[Markup | str, str, list[str]]]]], int]:
    """(arms as columns; (stage, its rows (metric with unit, process or result, cells)); number of weeks): the mean of the last full
    weeks, at most four, process before result. Metrics without any data are left out."""
    w = view.words
    spans = {look.name: min(dashboard.SPAN, len(view.weeks(look.name))) for look in view.looks}
    stages = []
    for stage in dashboard.STAGES:
        rows = []
        for column in dashboard.COLUMNS:
            if column.stage != stage or not dashboard.has_data(view, column):
                continue
            last = {look.name: dashboard.over(view, look.name, column, slice(-spans[look.name], None)) for look in view.looks}
            possible = limits.of_column(column.name)
            cells = [_plus_minus(view, last[look.name].within(possible), column.unit) for look in view.looks]
            rows.append((link(view, column.name, dashboard.label(view, column)), w.text(f"weekly.{column.kind}"), cells))
        if rows:
            stages.append((w.text(f"weekly.title.{stage}"), rows))
    return list(view.looks), stages, max(spans.values())


RULE_COLUMNS = (
    ("sent", "people"),
    ("treated", "people"),
    ("control", "people"),
    ("credited", "ratio"),
    ("orders_treated", "ratio"),
    ("orders_control", "ratio"),
    ("uplift", "ratio"),
    ("margin_uplift", "yuan"),
)
TRIAL_COLUMNS = (("sent", "people"), ("seen", "people"), ("orders", "people"), ("orders_per_message", "share"))


@dataclass(frozen=True)
class Messages:
    """What the rules of one arm did: lines of (name in words, key, cells)."""

    look: Look
    rules: list[tuple[str, str, list[str]]]
    trial: list[tuple[str, str, list[str]]]  # of the texts of its test; the last cell says where each was rolled out
    trial_title: str


def rule_heads(view: View) -> list[str]:
    return [view.words.text(f"rule_column.{name}") for name, _ in RULE_COLUMNS]


def trial_heads(view: View) -> list[str]:
    return [view.words.text(f"trial_column.{name}") for name, _ in (*TRIAL_COLUMNS, ("rolled_out", ""))]


def messages(view: View) -> list[Messages]:
    """Arms that hold somebody out of a rule, or test scripts: their rules against the control, and what the test decided."""
    result = []
    for look in view.looks:
        scenario = view.plan.arm(look.name).scenario
        held_out = any(rule.holdout > 0 for rule in scenario.sop.values())
        if held_out or scenario.script_test is not None:
            rules = _told(view, look, "rules", "rule", RULE_COLUMNS) if held_out else []
            result.append(Messages(look, rules, *_trial(view, look)))
    return result


def _told(
    view: View, look: Look, table: str, key: str, columns: tuple[tuple[str, str], ...]
) -> list[tuple[str, str, list[str]]]:
    rows = []
    for row in view.table(table).to_dict("records"):
        if row["arm"] == look.name:
            cells = [_plus_minus(view, _of_column(row, c), unit) for c, unit in columns]
            rows.append((view.words.or_name("rule", row[key].rpartition(".")[2]), row[key], cells))
    return rows


def _trial(view: View, look: Look) -> tuple[list[tuple[str, str, list[str]]], str]:
    """Texts of the test of scripts and its title; nothing without a test."""
    w, n, scenario = view.words, view.numbers, view.plan.arm(look.name).scenario
    test = scenario.script_test
    if test is None:
        return [], ""
    won = {row["text"]: row["rolled_out"] for row in view.table("trial").to_dict("records") if row["arm"] == look.name}
    rows = []
    for name, text, cells in _told(view, look, "trial", "text", TRIAL_COLUMNS):
        last = ""
        if text == test.rule:
            name = w.text("trial.as_it_was", rule=name)  # noqa: PLW2901
        elif math.isnan(won[text]):
            last = w.text("trial.undecided")
        else:
            worlds = round(won[text] * view.study.replications)
            last = w.text("trial.rolled_out", worlds=worlds, n=view.study.replications, day=n.whole(test.until_day))
        rows.append((name, text, [*cells, last]))
    days = {"from_day": n.whole(test.from_day), "until_day": n.whole(test.until_day)}
    return rows, w.text("trial.table", arm=look.label, rule=w.or_name("rule", test.rule), **days)


@dataclass(frozen=True)
class Given:
    """A parameter of the assumptions table and its value in words. name: below what the line names, "" if that is it; path: of it,
    as it is typed, where the line's is another."""

    name: str
    path: str
    meaning: str
    value: str


@dataclass(frozen=True)
class Reason:
    """A line of the assumptions table. meaning: of the line's own path; lang: of the text, "" where it is the page's."""

    name: str
    path: str
    meaning: str
    given: list[Given]
    kind: str
    kind_text: str
    text: str
    lang: str
    confidence: str
    range: str


def evidence(view: PlanView, table: list[Line]) -> list[Reason]:
    """Rows of the assumptions table, in the page's language but for what a user wrote."""
    w, paths = view.words, Paths(view.words)
    rows = []
    for line in table:
        text, lang = paths.evidence(line.text)
        given = [_given(paths, line.path, path, value) for path, value in line.values]
        alone = len(given) == 1 and not given[0].path
        rows.append(
            Reason(
                paths.label(line.path) if line.path else "",
                line.path,
                paths.meaning(line.path) if alone else "",
                given,
                line.kind,
                w.text(f"kind.{line.kind}"),
                text,
                "" if lang == view.lang else PAGE_LANG[lang],
                w.text(f"confidence.{line.confidence}") if line.confidence else "",
                " – ".join(f"{v:g}" for v in line.range),
            )
        )
    return rows


def _given(paths: Paths, stated: str, below: str, value: Any) -> Given:
    path = f"{stated}.{below}".strip(".")
    if path == stated:
        return Given("", "", "", paths.given(path, value))
    return Given(paths.below(path, stated), path, paths.meaning(path), paths.given(path, value))
