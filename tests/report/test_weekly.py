"""The weekly dashboard of the page: full weeks only, flows for seven days, ratios of sums."""

from itertools import pairwise

import numpy as np
import pytest
from markupsafe import Markup

from siyu_sim.measure.dashboard import COLUMNS, STAGES
from siyu_sim.report import tables
from siyu_sim.report.figures import weekly
from siyu_sim.report.view import View
from siyu_sim.study.plan import load
from siyu_sim.study.run import run
from tests.report import studies


def test_every_metric_drawn_exists_in_its_stage():
    for stage, names in weekly.DRAWN.items():
        assert {weekly.BY_NAME[name].stage for name in names} == {stage}
        kinds = [weekly.BY_NAME[name].kind for name in names]
        assert kinds == sorted(kinds)  # process above result
    assert set(weekly.DRAWN) == set(STAGES)


def test_a_last_week_cut_short_is_left_out_of_figures_and_table_but_not_of_the_data():
    view = View(studies.small(), "en")  # 150 days: 21 weeks and three days
    figure = weekly.stage(view, "acquisition")
    assert max(max(trace["x"]) for trace in figure.traces) == 21
    assert figure.frame["week"].max() == 22 and figure.frame["days"].min() == 3


def test_panels_do_not_overlap():
    for stage in STAGES:
        figure = weekly.stage(View(studies.small(), "zh"), stage)
        domains = [figure.layout[key]["domain"] for key in figure.layout if key.startswith("yaxis")]
        assert len(domains) >= 2
        for (low, high), (_, next_high) in pairwise(domains):
            assert 0 <= next_high < low < high <= 1


def test_weeks_of_six_and_eight_days_are_drawn_as_seven():
    overrides = ["market.size=500", "horizon_days=28", "window_days=2", "study.replications=2", "study.processes=1"]
    study = run(load(None, overrides=overrides))
    view = View(study, "en")
    arm = study.plan.baseline
    assert view.worlds(arm, "weekly", "days")[0].tolist() == [6, 8, 6, 8]
    drawn = weekly.values(view, arm, weekly.BY_NAME["exposures"])
    raw = view.worlds(arm, "weekly", "exposures")
    np.testing.assert_allclose(drawn[0], raw[0] * np.array([7 / 6, 7 / 8, 7 / 6, 7 / 8]))
    np.testing.assert_array_equal(weekly.values(view, arm, weekly.BY_NAME["held"]), view.worlds(arm, "weekly", "held"))


def test_a_ratio_over_several_weeks_is_the_ratio_of_the_sums():
    view = View(studies.small(), "en")
    contacts, spend = (view.worlds("tools", "weekly", name)[:, 17:21].sum(axis=1) for name in ("contacts", "spend"))
    assert weekly.over(view, "tools", weekly.BY_NAME["contact_cost"], slice(-4, None)).mean == pytest.approx(
        spend.sum() / contacts.sum()
    )


def test_the_table_has_every_metric_with_data():
    view = View(studies.small(), "en")
    looks, stages, weeks = tables.weekly(view)
    assert weeks == 4 and [look.name for look in looks] == [arm.name for arm in view.plan.arms]
    rows = [metric for _, lines in stages for metric, _, _ in lines]
    assert [Markup(row).striptags() for row in rows] == [
        weekly.label(view, column) for column in COLUMNS if weekly.has_data(view, column)
    ]
    assert "Wait for a reply, hours" not in rows  # no desk
    assert all(len(cells) == len(looks) for _, lines in stages for _, _, cells in lines)


def test_too_short_for_a_comparison():
    figure = weekly.stage(View(studies.short(), "en"), "acquisition")  # ten days
    assert figure.takeaway.startswith("There are too few full weeks")


def test_arms_that_matter_have_their_intervals_behind_the_lines():
    view = View(studies.small(), "en")
    for name in STAGES:
        figure = weekly.stage(view, name)
        bands = [trace for trace in figure.traces if trace.get("fill")]
        assert {trace["meta"]["arm"] for trace in bands} == view.banded
        assert figure.notes == view.bands_note(view.banded)
        assert {trace["yaxis"] for trace in bands} == {trace["yaxis"] for trace in figure.traces}
    shares = [trace for trace in weekly.stage(view, "referral").traces if trace["yaxis"] == "y3"]
    assert all(0 <= end <= 1 for trace in shares for end in trace["y"] if not np.isnan(end))
