"""Hold-outs and tests of scripts on the page, in the CSV beside it and in the terminal."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

from siyu_sim.report import tables
from siyu_sim.report.page import build
from siyu_sim.report.view import View
from siyu_sim.report.write import write_report
from siyu_sim.study.statistics import interval
from siyu_sim.terminal.comparison import print_comparison
from tests.report import studies

HELD = "sop.everybody.holdout=0.33"


def test_the_uplift_is_averaged_over_worlds():
    study = studies.told()
    row = study.table("rules").set_index("arm").loc[HELD]
    by_world = [s.tables["rules"] for s in study.summaries if s.arm == HELD]
    assert [t["rule"].tolist() for t in by_world] == [["everybody"]] * 3
    share = row["control"] / (row["control"] + row["treated"])
    assert 0.25 < share < 0.41, "a third of a few hundred"
    expected = interval(np.array([t["uplift"][0] for t in by_world]), 0.95)
    assert row[["uplift", "uplift_low", "uplift_high"]].tolist() == pytest.approx(expected)
    assert row["uplift"] == pytest.approx(row["orders_treated"] - row["orders_control"])
    assert study.table("rules").set_index("arm").loc["sop.everybody.holdout=0", "control"] == 0


def test_an_arm_with_a_hold_out_shows_its_rules_and_any_with_a_test_its_texts():
    free, held = tables.messages(View(studies.told(), "en"))
    assert free.rules == [] and len(free.trial) == len(held.trial) == 3
    ((name, key, cells),) = held.rules
    assert (name, key) == ("everybody", "everybody") and len(cells) == len(tables.RULE_COLUMNS)
    texts = [(name, cells[-1]) for name, _, cells in held.trial]
    assert [name for name, _ in texts] == ["everybody (as it was)", "plain text", "a story"]
    worlds = [int(re.match(r"in (\d) of 3 worlds, from day 40 on", last).group(1)) for _, last in texts[1:]]
    assert sum(worlds) == 3


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_section_stands_only_where_somebody_is_held_out_or_scripts_are_tested(lang):
    assert 'id="messages"' not in build(studies.in_language(studies.alone(), lang)).html
    page = build(studies.in_language(studies.told(), lang))
    words = page.view.words
    section = page.html[page.html.index('<section id="messages"') :]
    section = section[: section.index("</section>")]
    for key in (*(f"rule_column.{name}" for name, _ in tables.RULE_COLUMNS), "rules.note", "uplift.note"):
        assert words(key) in section, key
    assert section.count(words.text("rule.story")) == 2, "in the table of either arm"
    figure = next(figure for figure in page.figures if figure.key == "uplift")
    assert [trace["meta"]["arm"] for trace in figure.traces] == [HELD], "no control, no uplift"


def test_what_clearly_pays_is_said_and_what_does_not_too():
    from siyu_sim.report.figures import messages

    view = View(studies.told(), "en")
    for low, high, said in (
        (0.2, 1.8, "pay: 1 of the 1 with a hold-out; that clearly lose: 0."),
        (-0.2, 2.2, "pay: none of the 1 with a hold-out; that clearly lose: 0."),
        (-2.2, -0.2, "pay: none of the 1 with a hold-out; that clearly lose: 1."),
    ):
        table = view.study.table("rules")
        held = table["arm"] == HELD
        table.loc[held, ["margin_uplift", "margin_uplift_low", "margin_uplift_high"]] = 1.0, low, high
        view._tables["rules"] = table
        assert said in messages.uplift(view).takeaway


def test_rules_and_texts_have_csv_files(tmp_path):
    data = write_report(studies.told(), tmp_path).parent / "data"
    rules, trial = (pd.read_csv(data / f"table_{name}.csv") for name in ("rules", "trial"))
    assert {"rule", "uplift", "uplift_low", "margin_uplift_high"} <= set(rules.columns)
    assert trial["text"].tolist() == ["everybody", "everybody.plain", "everybody.story"] * 2
    assert not (write_report(studies.alone(), tmp_path).parent / "data" / "table_rules.csv").exists()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_terminal_shows_them(lang, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    study = studies.in_language(studies.told(), lang)
    study = studies.with_plan(study, focus=(HELD, "sop.everybody.holdout=0"))
    print_comparison(study, study.plan)
    printed = capsys.readouterr().out
    words = View(study, lang).words
    for key in ("rule_column.treated", "rule.story", "rule.everybody"):
        assert words.text(key) in printed
    print_comparison(studies.alone(), studies.alone().plan)
    assert View(study, "en").words.text("rules.rule") not in capsys.readouterr().out
