"""Small real studies to report on, and copies of them with other words."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from siyu_sim.study.plan import Plan, load
from siyu_sim.study.results import Study
from siyu_sim.study.run import run

HOSTILE = '</script><script>window.hurt=1</script><img src=x onerror="window.hurt=1">\'"&{{7*7}}%{x}'


@lru_cache
def small() -> Study:
    """The referral experiment in a small market."""
    return _run("referral", "market.size=3000", "horizon_days=150", "study.replications=3")


@lru_cache
def short() -> Study:
    """Ten days, two worlds: cohorts, payback and most rates are not defined."""
    return _run("referral", "market.size=500", "horizon_days=10", "study.replications=2")


@lru_cache
def nobody() -> Study:
    """Nobody ever buys."""
    return _run("referral", "market.size=500", "horizon_days=40", "study.replications=2", "purchase.first_rate=0")


@lru_cache
def alone() -> Study:
    """One arm."""
    return _run(None, "market.size=2000", "horizon_days=120", "study.replications=3", "referral=one_sided_high")


@lru_cache
def unshared() -> Study:
    """Nobody recommends, with or without a programme; a sweep."""
    overrides = (
        "market.size=1000",
        "horizon_days=60",
        "study.replications=2",
        "sharing.after_delivery_rate=0",
        "sharing.after_post_rate=0",
        "hook=none,coupon",
    )
    return run(load(None, overrides=[*overrides, "study.processes=1"], multirun=True))


@lru_cache
def told() -> Study:
    """A sweep: a test of scripts for one rule, with nobody held out of it and with a third."""
    overrides = (
        "market.size=4000",
        "horizon_days=70",
        "study.replications=3",
        "study.processes=1",
        "sop=script_test",
        "script_test.from_day=10",
        "script_test.until_day=40",
        "sop.everybody.holdout=0,0.33",
    )
    return run(load(None, overrides=overrides, multirun=True))


ALL = {"small": small, "short": short, "nobody": nobody, "alone": alone, "unshared": unshared, "told": told}


def _run(experiment: str | None, *overrides: str) -> Study:
    return run(load(experiment, overrides=[*overrides, "study.processes=1"]))


def with_plan(study: Study, **changes) -> Study:
    """The same runs under a changed plan."""
    twins = (study.twins.pair, study.twins.summaries) if study.twins else None
    return Study(replace(study.plan, **changes), study.summaries, study.seconds, sisters=study.sisters, twins=twins)


def in_language(study: Study, lang: str) -> Study:
    return with_plan(study, report=study.plan.report.model_copy(update={"lang": lang}))


def hostile(study: Study) -> Study:
    """Names and texts that try to leave the page or the folder."""
    plan: Plan = study.plan
    arms = tuple(replace(arm, label={"en": HOSTILE + arm.name, "zh": HOSTILE + arm.name}) for arm in plan.arms)
    rumour = {"source": None, "confidence": None, "choice": None, "assumption": HOSTILE, "range": [0, 1]}
    evidence = {path: entry.model_copy(update=rumour) for path, entry in plan.evidence.items()}
    return with_plan(
        study,
        name=f"../../{HOSTILE}",
        question={"en": HOSTILE, "zh": HOSTILE},
        arms=arms,
        evidence=evidence,
        overrides=(HOSTILE,),
        business=HOSTILE,
    )
