"""Who carries the spread, what teams and schemes come to, what fakes hide, and what the reviews say."""

from __future__ import annotations

import numpy as np

from siyu_sim.behaviour.sharing import COMMENTER, CREATOR, READER, social_class
from siyu_sim.engine import counters as c
from siyu_sim.engine.parameters import compile_scenario
from siyu_sim.jit import jit
from siyu_sim.ledger.causes import ABUSE, HOOK, REWARD
from siyu_sim.measure.money import acquisition_spend
from siyu_sim.measure.ratio import Ratio, ratio
from siyu_sim.simulation import Run

REFERRAL = -2  # place of the channel referral among channels; one before, in money, whose last column is no channel


def _total(run: Run, counter: int) -> int:
    return int(run.counts[:, counter].sum())


def _brought(run: Run) -> np.ndarray:
    """Contacts brought by each contact who brought any, most first."""
    referrer = run.rows["referrer"]
    number = np.bincount(referrer[referrer >= 0], minlength=1)
    return np.sort(number[number > 0])[::-1]


def _share_of_top(run: Run, part: float) -> Ratio:
    """Share of the contacts brought that the most successful `part` of referrers brought, at least one of them; nan without any."""
    brought = _brought(run)
    top = max(1, round(part * len(brought)))
    return ratio(float(brought[:top].sum()), float(brought.sum()))


def top_percent_share(run: Run) -> Ratio:
    """Of the contacts brought, the share of the most successful 1 % of those who brought any."""
    return _share_of_top(run, 0.01)


def top_tenth_share(run: Run) -> Ratio:
    """Of the contacts brought, the share of the most successful 10 % of those who brought any."""
    return _share_of_top(run, 0.1)


@jit
def _classes(parameters, people, classes):
    for k in range(len(people)):
        classes[k] = social_class(parameters[0], people[k])


def _share_of_class(run: Run, kind: int) -> Ratio:
    referrer = run.rows["referrer"]
    people = run.rows["person"][referrer[referrer >= 0]].astype(np.int64)
    classes = np.empty(len(people), np.int64)
    _classes(compile_scenario(run.scenario, run.seed).record, people, classes)
    return ratio(float((classes == kind).sum()), float(len(people)))


def creators_share(run: Run) -> Ratio:
    """Of the contacts brought, the share of creators (the 1 of 1/9/90)."""
    return _share_of_class(run, CREATOR)


def commenters_share(run: Run) -> Ratio:
    """… of commenters (the 9)."""
    return _share_of_class(run, COMMENTER)


def readers_share(run: Run) -> Ratio:
    """… of readers (the 90)."""
    return _share_of_class(run, READER)


def team_completion(run: Run) -> Ratio:
    """Teams completed, of those opened; nan without teams."""
    return ratio(_total(run, c.COMPLETED), _total(run, c.TEAMS))


def fake_contacts(run: Run) -> float:
    """Fake accounts that were not found out: the operator takes them for contacts."""
    return float(_total(run, c.FAKES) - _total(run, c.CAUGHT))


def fake_share(run: Run) -> Ratio:
    """Their share of the new contacts that the operator reports."""
    fakes = fake_contacts(run)
    return ratio(fakes, _total(run, c.ADDED) + fakes)


def reported_contact_cost(run: Run) -> Ratio:
    """Acquisition spend for each new contact that the operator reports, fakes included, yuan."""
    return ratio(acquisition_spend(run), _total(run, c.ADDED) + fake_contacts(run))


def abuse_cost(run: Run) -> float:
    """Hooks and rewards lost to fakes, and the cost of checking, yuan."""
    return float(run.money[:, ABUSE].sum()) / 100


def programme_cost_per_customer(run: Run) -> Ratio:
    """All that the programme costs, fakes and checks included, for each new customer who came by it, yuan."""
    paid = run.money[:, [HOOK, REWARD], REFERRAL - 1].sum() + run.money[:, ABUSE].sum()
    return ratio(float(paid) / 100, float(run.counts[:, c.FIRST_ORDERS, REFERRAL].sum()))


def review_balance(run: Run) -> Ratio:
    """(good − bad) / (good + bad) over the reviews that counted; nan without any."""
    good, bad = _total(run, c.GOOD_REVIEWS), _total(run, c.BAD_REVIEWS) - _total(run, c.STEERED)
    return ratio(good - bad, good + bad)
