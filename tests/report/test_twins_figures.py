"""Figures of twins, in both languages, from worlds written down by hand."""

from functools import lru_cache

import numpy as np
import pytest

from siyu_sim.measure.attribution import sources
from siyu_sim.measure.tags import RFM_GROUPS, STAGES, TIERS
from siyu_sim.measure.twins import INCREMENTS, NO_CONTACT, OUTCOMES, QUADRANTS, UPLIFT_COLUMNS
from siyu_sim.report.figures import twins as figures
from siyu_sim.report.page import embed
from siyu_sim.report.view import View
from siyu_sim.study.twins import PairOfArms, Twins, TwinSummary
from tests.report import studies

PAIR = PairOfArms("one_sided_high", "none")
PEOPLE = {"persuaded": 40, "sure": 100, "lost_cause": 855, "driven_away": 5}


def uplift_table(groups, uplift):
    """Groups of ten people of whom half buy without the treatment."""
    n = len(groups)
    columns = {name: np.zeros(n) for name in UPLIFT_COLUMNS[1:]}
    columns |= {"people": np.full(n, 10.0), "control": np.full(n, 0.5), "treatment": 0.5 + uplift, "uplift": uplift}
    return {"group": np.array(groups), **columns}


@lru_cache
def twins(worlds=3, true=20.0, spread=1.0, differs=("channel.my_shop", "touch.sop")):
    """first touch credits 30 and claims 60 of every increment, last touch 0 and 5."""
    summaries = []
    for k in range(worlds):
        moved = np.array([0.1, 0.0, -0.2]) + 0.01 * k
        values = {"true": true + spread * (k - 1), "first": 30.0, "first_claim": 60.0, "last": 0.0, "last_claim": 5.0}
        channels = sources(("store", "my_shop", "referral", "initial"))
        lines = {
            "outcome": np.repeat(OUTCOMES, 4),
            "quadrant": np.tile(QUADRANTS, len(OUTCOMES)),
            "people": np.tile([PEOPLE[name] + k for name in QUADRANTS], len(OUTCOMES)).astype(float),
        }
        lines["share"] = lines["people"] / 1000
        lines["orders"] = lines["contribution"] = lines["people"] * 0.5
        tables = {
            "twin_quadrants": lines,
            "twin_segments": uplift_table(["core", "mine", "super"], moved),
            "twin_sources": uplift_table(["my_shop", "referral", NO_CONTACT], moved),
            "twin_stages": uplift_table(STAGES, np.zeros(len(STAGES))),
            "twin_tiers": uplift_table(TIERS, np.zeros(len(TIERS))),
            "twin_rfm": uplift_table(RFM_GROUPS, np.zeros(len(RFM_GROUPS))),
            "twin_credits": {
                "rule": np.repeat(["first", "last"], len(channels)),
                "source": np.tile(channels, 2),
                "differs": np.tile([float(name in differs) for name in channels], 2),
            },
        }
        metrics = {f"{what}.{name}": value for what, value in values.items() for name in INCREMENTS}
        summaries.append(TwinSummary(k, metrics, tables, 75.0))
    return Twins(PAIR, summaries, 0.95)


def view(lang="en"):
    return View(studies.in_language(studies.small(), lang), lang)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_figure_is_made(lang):
    made = figures.figures(view(lang), twins())
    assert [figure.key for figure in made] == [
        "twin_quadrants", "twin_attribution", "twin_segments", "twin_sources", "twin_stages", "twin_tiers", "twin_rfm",
    ]  # fmt: skip
    for figure in made:
        assert figure.title and figure.takeaway and figure.alt and len(figure.frame) and figure.notes
        embed({"data": figure.traces, "layout": figure.layout})


def test_quadrants_say_what_they_hold():
    figure = figures.quadrants(view(), twins())
    assert figure is not None
    assert (
        "Of 1,004 people" in figure.takeaway
        and "persuades 41.0 to buy" in figure.takeaway
        and "drives away 6.0" in figure.takeaway
    )
    fields = {note["text"].split("</b>")[0].removeprefix("<b>"): note for note in figure.layout["annotations"]}
    assert (fields["Persuaded"]["x"], fields["Persuaded"]["y"]) == (0, 1)  # not without, but with
    assert (fields["Driven away"]["x"], fields["Driven away"]["y"]) == (1, 0)
    assert "41" in fields["Persuaded"]["text"] and "±" in fields["Persuaded"]["text"]


def test_uplift_names_who_was_moved_and_who_driven_away():
    figure = figures.uplift(view(), twins(), "twin_sources")
    assert figure is not None
    assert figure.layout["yaxis"]["ticktext"] == ["my shop", "referral", "no contact"]
    assert figure.traces[0]["x"] == pytest.approx([0.11, 0.01, -0.19])
    assert figure.takeaway == "Moved most: “no contact”, by −19.0 points. Driven away on balance: “no contact”."
    still = figures.uplift(view(), twins(), "twin_stages")
    assert still is not None and still.takeaway == "No group is clearly moved." and "day 75" in still.notes[0]


def test_attributed_beside_true():
    figure = figures.attributed(view(), twins())
    assert figure is not None
    assert len(figure.traces) == len(INCREMENTS)
    assert figure.traces[0]["x"] == [20, 60, 30, 5, 0]  # true; first touch claimed, its difference; last touch the same
    assert figure.takeaway.startswith("Customers: against “No programme”") and "20.0 more" in figure.takeaway
    assert "3.00 times" in figure.takeaway
    assert "my shop, SOP messages" in figure.notes[0]


def test_what_differs_in_touches_alone_is_told_by_last_touch():
    figure = figures.attributed(view(), twins(differs=("touch.sop",)))
    assert figure is not None and "goes by last touch claims 5 for it, 0.250 times" in figure.takeaway


def test_no_ratio_without_a_clear_increment_and_no_credit_without_a_source():
    unclear = figures.attributed(view(), twins(spread=40.0))
    nothing = figures.attributed(view(), twins(differs=()))
    assert unclear is not None and "is not clear" in unclear.takeaway and "times" not in unclear.takeaway
    assert nothing is not None and "no channel" in nothing.takeaway and nothing.notes == ()


def test_tables_that_are_not_there_have_no_figure():
    bare = twins()
    small = TwinSummary(1, bare.summaries[0].metrics, {k: v for k, v in bare.summaries[0].tables.items() if k != "twin_rfm"})
    assert figures.uplift(view(), Twins(PAIR, [small], 0.95), "twin_rfm") is None
    assert len(figures.figures(view(), Twins(PAIR, [small], 0.95))) == 6
