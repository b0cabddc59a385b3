"""Pages of searches and allocations made of tables that were written by hand."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import lru_cache

import numpy as np
import pandas as pd
import pytest

from siyu_sim.report.furniture import embed
from siyu_sim.report.search import allocation_page, best_trials, confirmed, search_page
from siyu_sim.report.view import PlanView
from siyu_sim.report.words import Words
from siyu_sim.study.allocate import Allocation
from siyu_sim.study.confirm import COLUMNS
from siyu_sim.study.plan import Plan, load
from siyu_sim.study.search import Search
from tests.report.test_page import visible

ARM = "as_configured"


@lru_cache
def plan() -> Plan:
    return load(None, overrides=["study=search"])


def fresh(*goals: str) -> pd.DataFrame:
    """The best is promised 900 and brings 500 ± 200 of each goal; it stays within 8,000 of spending."""
    none = dict.fromkeys(("searched", "diff", "diff_low", "diff_high", "p_better", "min", "max"), np.nan)
    lines = []
    for name, diff in ((ARM, None), ("best", 500.0)):
        for metric in (*goals, "spending"):
            line = {"strategy": name, "metric": metric, "mean": 4000.0, "low": 3900.0, "high": 4100.0, "within": "", **none}
            if diff is not None:
                line |= {"searched": 900.0, "diff": diff, "diff_low": 300.0, "diff_high": 700.0, "p_better": 0.999}
            if metric == "spending":
                line |= {"max": 8000.0, "within": "yes"}
            lines.append(line)
    return pd.DataFrame(lines, columns=pd.Index(COLUMNS))


def trials(*goals: str) -> pd.DataFrame:
    rows = {
        "trial": [0, 1, 2, 3],
        "hook": ["none", "gift", "gift", "coupon"],
        "content.posts_per_day": [1.0, 2.0, 0.5, np.nan],
        "worlds": [6, 6, 2, 2],
    }
    measures = {goal: [1000.0, 1900.0, 2500.0, 1500.0] for goal in goals}
    return pd.DataFrame({**rows, **measures, "spending": [5e3, 6e3, 9e3, 4e3], "feasible": [True, True, False, True]})


def found(*goals: str) -> Search:
    tried = trials(*goals)
    front = tried.iloc[[1]].assign(strategy="best")
    said = {"en": "Best found: hook=gift.", "zh": "找到的最佳策略：hook=gift。"}
    return Search(plan(), ARM, goals, tried, front, fresh(*goals), {ARM: (), "best": ("hook=gift",)}, said, True, 99)


def split(next_lever: str | None = "hook.strength") -> Allocation:
    levers = ["hook.strength", "content.posts_per_day"]
    per_yuan = {"per_yuan": [0.4, np.nan], "per_yuan_low": [0.1, np.nan], "per_yuan_high": [0.7, np.nan]}
    three = {f"{name}{end}": [v, v] for name in ("spend", "gain") for end, v in (("", 9.0), ("_low", 8.0), ("_high", 10.0))}
    step = {f"extra_{key}": value for key, value in three.items()} | {
        f"behind{end}": [0.0, np.nan] for end in ("", "_low", "_high")
    }
    tried = trials("profit").drop(columns=["worlds", "feasible"])
    said = {"en": "Best split of 8,000 yuan.", "zh": "8,000元的最佳分配。"}
    return Allocation(
        plan(), ARM, "profit", 8000.0, tried, pd.DataFrame({"lever": levers, "today": [1.0, 0.0], "value": [2.0, 1.0], **three}),
        pd.DataFrame({"lever": levers, "step": [1.0, 1.0], **step, **per_yuan}), fresh("profit"), ("hook.strength=2",), next_lever,
        said, True, True, 99,
    )  # fmt: skip


PAGES = {
    "one": lambda p: search_page(replace(found("profit"), plan=p)),
    "front": lambda p: search_page(replace(found("profit", "cac"), plan=p)),
    "allocate": lambda p: allocation_page(replace(split(), plan=p)),
    "keep": lambda p: allocation_page(replace(split(None), plan=p, finished=False)),
}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", list(PAGES))
def test_every_page_is_whole(name, lang):
    import plotly.graph_objects as go

    made = PAGES[name](replace(plan(), report=plan().report.model_copy(update={"lang": lang})))
    text = visible(made.html)
    assert not re.findall(r"\bnan\b", text.lower()) and "{" not in text and "None" not in text
    assert len(re.findall(r"[\u4e00-\u9fff]", text)) == 0 if lang == "en" else re.findall(r"[a-z]{3,} [a-z]{3,}", text) == []
    for figure in made.figures:
        go.Figure(json.loads(embed({"data": figure.traces, "layout": figure.layout})))
        assert len(figure.frame) and figure.takeaway
    assert {"confirmed", "trials"} <= {figure.key for figure in made.figures}
    assert ("front" in {figure.key for figure in made.figures}) == (name == "front")


def test_what_was_promised_stands_beside_what_fresh_worlds_say():
    made = search_page(found("profit"))
    assert Words("en").plain(made.said.reasons[0]) == (
        "Profit of “Best found” less that of “As configured”: ¥900 in the search, ¥500 (¥300 to ¥700) in fresh worlds."
    )
    promised, told = next(figure for figure in made.figures if figure.key == "confirmed").traces
    assert promised["x"] == [900.0] and told["x"] == [500.0] and told["error_x"]["array"] == [200.0]


def test_tables():
    view = PlanView(plan(), "en")
    rows = confirmed(view, found("profit")).rows
    assert rows[-1][0] == "Best found" and rows[-1][-1] == "… 8,000 (met)" and rows[0][3] == ""
    table = best_trials(view, found("profit"))
    assert [row[0] for row in table.rows] == ["1", "0", "3", "2"] and table.marked == {0}  # those that break a limit come last
    assert table.rows[2][1:3] == ["coupon", "–"]


def test_gains_are_told_for_a_thousand_yuan():
    (trace,) = next(figure for figure in allocation_page(split()).figures if figure.key == "marginal").traces
    assert trace["x"] == [400.0] and trace["error_x"]["arrayminus"] == pytest.approx([300.0])  # the other has no return


@pytest.mark.parametrize(("result", "kind"), [(found("profit"), "search"), (split(), "allocate")])
def test_reports_have_folders_of_their_own(result, kind, tmp_path):
    page = result.report(tmp_path)
    assert page.parent.parent.name == f"as_configured-{kind}"
    assert len(pd.read_csv(page.parent / "data" / "confirmed.csv")) == len(result.confirmed)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_on_a_terminal_of_80_columns_lines_fit_and_numbers_stay_whole(lang, capsys, monkeypatch):
    from rich.cells import cell_len

    from siyu_sim.terminal.studies import print_allocation, print_search

    monkeypatch.setenv("COLUMNS", "80")
    path = {"hook.strength": "channels.douyin_live.budget_yuan_per_day"}
    long = replace(split(), split=split().split.replace({"lever": path}), marginal=split().marginal.replace({"lever": path}))
    for show, result in ((print_search, found("profit", "cac")), (print_allocation, long)):
        spoken = replace(result.plan, report=result.plan.report.model_copy(update={"lang": lang}))
        show(replace(result, plan=spoken))
        said = capsys.readouterr().out
        assert max(cell_len(line.rstrip()) for line in said.splitlines()) <= 80
        assert all(text in said for text in (("4,000", "± 100", "+900") if show is print_search else ("+400", "± 300")))


def test_the_terminal_says_the_same(capsys, monkeypatch):
    from siyu_sim.terminal.studies import print_allocation, print_search

    monkeypatch.setenv("COLUMNS", "160")
    print_search(found("profit"))
    print_allocation(split())
    said = capsys.readouterr().out
    assert "Best found: hook=gift." in said and "hook.strength" in said and "¥900 in the search" in said
