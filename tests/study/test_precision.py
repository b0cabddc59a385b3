"""Ratios of a real study are ratios of sums; a precision adds worlds, and says so where it may not add enough."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from siyu_sim.measure.catalogue import METRICS, parts_of
from siyu_sim.report.answer import answer
from siyu_sim.report.facts import gather
from siyu_sim.report.words import Words
from siyu_sim.study.plan import Plan, load
from siyu_sim.study.precision import needed
from siyu_sim.study.results import Study, columns
from siyu_sim.study.run import run
from siyu_sim.study.statistics import interval, of_sums
from tests.report import studies

TINY = ["market.size=300", "horizon_days=30", "window_days=3", "study.processes=1", "hook=none,coupon,gift"]


def plan(*overrides: str) -> Plan:
    return replace(load(None, overrides=[*TINY, *overrides], multirun=True), primary="contacts")


# ------------------------------------------------------------------------------------------------- ratios


@pytest.mark.parametrize("name", list(studies.ALL))
def test_a_ratio_is_what_its_parts_come_to_in_every_run(name):
    for summary in studies.ALL[name]().summaries:
        for metric in METRICS:
            above, below = ([summary.metrics[part] for part in parts] for parts in parts_of(metric, summary.metrics))
            assert bool(above) == bool(below)
            if above:
                value = METRICS[metric].of_ratio(of_sums(np.array(above), np.array(below)))
                assert summary.metrics[metric] == pytest.approx(float(value), rel=1e-12, nan_ok=True), metric


def test_every_run_has_the_same_parts():
    names = {tuple(summary.metrics) for make in studies.ALL.values() for summary in make().summaries}
    assert len(names) == 1


def test_cac_is_all_that_was_spent_for_each_customer():
    study = studies.small()
    frame = study.compare(metrics=("cac", "ltv_to_cac")).set_index(["arm", "metric"])
    spend, customers = (study.values("tools", name) for name in ("acquisition_spend", "customers"))
    assert frame.loc[("tools", "cac"), "mean"] == pytest.approx(spend.sum() / customers.sum())
    assert frame.loc[("tools", "cac"), "mean"] != pytest.approx(study.values("tools", "cac").mean(), rel=1e-6)
    gap = (
        spend.sum() / customers.sum()
        - study.values("none", "acquisition_spend").sum() / study.values("none", "customers").sum()
    )
    assert frame.loc[("tools", "cac"), "diff"] == pytest.approx(gap)
    ltv = study.pooled("tools", "ltv_per_customer").mean()
    assert frame.loc[("tools", "ltv_to_cac"), "mean"] == pytest.approx(ltv / (spend.sum() / customers.sum()))


def test_ratios_of_tables_are_ratios_of_sums():
    study = studies.small()
    table = study.table("channels").set_index(["arm", "channel"])
    rows = [s.tables["channels"] for s in study.summaries if s.arm == "tools"]
    for k, channel in enumerate(rows[0]["channel"].tolist()):
        spend, contacts = (sum(row[name][k] for row in rows) for name in ("spend", "contacts"))
        if contacts:
            assert table.loc[("tools", channel), "contact_cost"] == pytest.approx(spend / contacts)
    retention = study.table("cohorts").set_index(["arm", "month", "age"]).loc[("tools", 0, 1)]
    assert retention["retention"] == pytest.approx(retention["stayed"] / retention["people"])


# ------------------------------------------------------------------------------------------------- precision


def test_worlds_are_added_until_the_differences_are_as_narrow_as_asked():
    asked = plan("study.replications=6", "study.precision_absolute=3", "study.max_replications=100")
    study = run(asked)
    assert 6 < study.replications < 100
    assert study.worlds == (study.replications, study.replications) and not study.worlds.capped
    for _, low, high in study.differences("contacts").values():
        assert high - low <= 2 * 3 * (1 + 1e-9)
    fixed = run(plan(f"study.replications={study.replications}"))
    assert study.runs.equals(fixed.runs)  # the worlds are those of a study of as many
    assert study.provenance["seeds"] == fixed.provenance["seeds"]
    # every interval rests on the spread of the first stage
    line = study.compare(metrics=("gmv",)).set_index("arm").loc["hook=coupon"]
    values = study.values("hook=coupon", "gmv")
    assert (line["mean"], line["low"], line["high"]) == pytest.approx(interval(values, 0.95, 6))
    half = 2.570582 * values[:6].std(ddof=1) / np.sqrt(len(values))  # t(5, 97.5 %)
    assert line["high"] - line["mean"] == pytest.approx(half, rel=1e-6)
    time = study.table("time")
    end = time[(time["arm"] == "hook=coupon") & (time["day"] == 30)].iloc[0]
    contacts = study.compare(metrics=("contacts",)).set_index("arm").loc["hook=coupon"]
    assert (end["contacts"], end["contacts_high"]) == pytest.approx((contacts["mean"], contacts["high"]))


def test_a_cap_that_is_hit_is_told():
    study = run(plan("study.replications=5", "study.precision=0.01", "study.max_replications=6"))
    assert study.replications == 6 and study.worlds.worlds == 6 < study.worlds.wanted and study.worlds.capped
    for lang, words in (("en", "study.max_replications allowed 6"), ("zh", "study.max_replications只允许6个")):
        said = answer(gather(study, lang, 0, 0), "high", "people", "contacts")
        assert any(words in Words(lang).plain(warning) for warning in said.warnings)


def test_a_relative_precision_is_of_the_baseline():
    first = run(plan("study.replications=5"))
    measured = columns(first.summaries)
    mean = float(measured["hook=none"]["contacts"].mean())
    relative = needed(plan("study.replications=5", "study.precision=0.05"), measured)
    absolute = needed(plan("study.replications=5", f"study.precision_absolute={0.05 * mean!r}"), measured)
    assert relative == absolute and relative.wanted > 5
    both = needed(plan("study.replications=5", "study.precision=0.5", f"study.precision_absolute={0.05 * mean!r}"), measured)
    assert both == absolute
    assert needed(plan("study.replications=4"), measured) == (5, 5)


def test_without_a_precision_nothing_is_added_and_nothing_is_capped():
    study = studies.small()
    assert study.worlds == (3, 3) and not study.worlds.capped


# ------------------------------------------------------------------------------------------------- decisions


def test_the_arms_that_may_be_best():
    study = studies.small()
    kept = study.best()
    assert not {"ads_off", "ads_off_plain"} & set(kept)
    means = {arm.name: study.pooled(arm.name, "profit").mean() for arm in study.plan.arms if "off" not in arm.name}
    assert kept[0] == max(means, key=means.__getitem__)
    assert study.best("contacts", ["none"]) == ("none",)
    with pytest.raises(ValueError, match="no better side"):
        study.best("touches")


def test_quantiles_over_worlds():
    study: Study = studies.small()
    frame = study.quantile("profit", 0.5).set_index("arm")
    values = np.sort(study.values("none", "profit"))
    assert frame.loc["none", "value"] == pytest.approx(values[1])
    assert frame.loc["none", "low"] == -np.inf and frame.loc["none", "high"] == np.inf  # three worlds
    with pytest.raises(ValueError, match="above 0 and below 1"):
        study.quantile("profit", 10)
