"""Cohorts by month of adding (30 days): who is still there, who buys, when acquisition is paid back.

Contacts held on day 0 belong to no cohort: nobody knows when they added, nor what they cost.
"""

from __future__ import annotations

import math

import numpy as np

from siyu_sim.behaviour.state import LEFT
from siyu_sim.engine import counters as c
from siyu_sim.engine.parameters import DAYS_PER_MONTH
from siyu_sim.ledger.causes import ACQUISITION_CAUSES
from siyu_sim.measure.money import divide
from siyu_sim.measure.ratio import Ratio, ratio
from siyu_sim.simulation import Run

FIRST_PURCHASE_DAYS = 30.0
REPURCHASE_DAYS = 30.0


def _added(run: Run) -> np.ndarray:
    """The rows of those who added during the run."""
    return run.rows[run.rows["channel"] != len(run.channels) - 1]


def sizes(run: Run) -> np.ndarray:
    """Contacts by month of adding, shape (months,)."""
    months = run.cohort.shape[1]
    return np.bincount((_added(run)["joined"] / DAYS_PER_MONTH).astype(np.int64), minlength=months)[:months]


def retention(run: Run) -> np.ndarray:
    """Share of a cohort still in contact at age 0, 1, 2 … months, shape (months, months); nan where not everybody of the cohort has
    been observed for that long."""
    months = run.cohort.shape[1]
    rows = _added(run)
    month = (rows["joined"] / DAYS_PER_MONTH).astype(np.int64)
    age_left = np.where((rows["flags"] & LEFT) > 0, rows["t_leave"] - rows["joined"], np.inf)
    number = sizes(run)
    table = np.full((months, months), np.nan)
    for age in range(months):
        stayed = np.bincount(month, weights=age_left > age * DAYS_PER_MONTH, minlength=months)[:months]
        seen = (np.arange(months) + 1 + age) * DAYS_PER_MONTH <= run.scenario.horizon_days + 1e-9
        ok = seen & (number > 0)
        table[ok, age] = stayed[ok] / number[ok]
    return table


def activity(run: Run) -> np.ndarray:
    """Share of a cohort that ordered in each month of its age, shape (months, months); nan where the month is not over for all."""
    months = run.cohort.shape[1]
    number = sizes(run)
    ends = (np.arange(months)[:, None] + 2 + np.arange(months)[None, :]) * DAYS_PER_MONTH
    ok = (ends <= run.scenario.horizon_days + 1e-9) & (number[:, None] > 0)
    return np.where(ok, run.cohort[c.COHORT_BUYERS] / np.maximum(number, 1)[:, None], np.nan)


def first_purchase_30_days(run: Run) -> Ratio:
    """Share of contacts who ordered within 30 days of adding, among those who added during the run and could be watched for 30 days,
    whether they are still there or not."""
    added = _added(run)
    watched = added[added["joined"] <= run.scenario.horizon_days - FIRST_PURCHASE_DAYS]
    ordered = watched["first_order"].astype(float) - watched["joined"] <= FIRST_PURCHASE_DAYS
    return ratio(float(ordered.sum()), len(watched))


def later_share(run: Run) -> Ratio:
    """Share of contribution that came after the contact's first month (30 days), of those who added during the run; nan without
    contribution, or where it is below zero in either part."""
    margin = run.cohort[c.COHORT_MARGIN]
    first, later = int(margin[:, 0].sum()), int(margin[:, 1:].sum())
    return ratio(later, first + later).through(share)


def share(value: float) -> float:
    """nan for what cannot be a share, since one part is below zero."""
    return value if 0 <= value <= 1 else math.nan


def repurchase_30_days(run: Run) -> Ratio:
    """Share of first-time customers who ordered again within 30 days, among those who could be watched for 30 days."""
    first = run.rows["first_order"].astype(float)
    watched = first <= run.scenario.horizon_days - REPURCHASE_DAYS
    gap = run.rows["second_order"].astype(float)[watched] - first[watched]
    return ratio(float((gap <= REPURCHASE_DAYS).sum()), float(watched.sum()))


def monthly_loss(run: Run) -> Ratio:
    """Share of contacts lost in 30 days: 1 − exp(−30 × leavers / contact-days)."""
    ends = np.where((run.rows["flags"] & LEFT) > 0, run.rows["t_leave"], run.scenario.horizon_days)
    days = float((ends - run.rows["joined"]).sum())
    return ratio(float(((run.rows["flags"] & LEFT) > 0).sum()), days).through(in_a_month)


def in_a_month(hazard: float) -> float:
    """Share lost in 30 days at a hazard a day."""
    return 1 - math.exp(-DAYS_PER_MONTH * hazard)


def cohort_cash(run: Run) -> tuple[np.ndarray, np.ndarray]:
    """(acquisition spend booked in each month, shape (months,); cumulative contribution of the contacts who added in that month, by
    age in months, shape (months, months)), yuan."""
    months = run.cohort.shape[1]
    month = np.minimum(((run.ends - 1e-9) / DAYS_PER_MONTH).astype(np.int64), months - 1)
    spend = run.money[:, list(ACQUISITION_CAUSES), :].sum(axis=(1, 2))
    by_month = np.bincount(month, weights=spend, minlength=months) / 100
    return by_month, run.cohort[c.COHORT_MARGIN].cumsum(axis=1) / 100


def ltv_by_age(run: Run) -> dict[str, np.ndarray]:
    """What contacts of each channel have brought in the month of adding (age 0) and in each month after it, those held on day 0 left
    out: arrays of one entry a channel and age, channel by channel.

    gained: discounted contribution, yuan, of the cohorts of which that month is over; people: the contacts of these cohorts.
    gained / people, added up over ages, is the lifetime value by age, each month of it from all who have lived it.
    """
    months, channels = len(run.worth), len(run.channels) - 1
    rows = _added(run)
    joined = (rows["joined"] / DAYS_PER_MONTH).astype(np.int64)
    seen = joined < months
    people = np.zeros((channels, months))
    np.add.at(people, (rows["channel"][seen], joined[seen]), 1)
    worth = run.worth[:, :channels].transpose(1, 2, 0) / 100  # by channel, month of adding, month at whose end it is taken
    brought = np.diff(worth, axis=2, prepend=0.0)
    ages = np.arange(months)
    gained, watched = np.zeros((channels, months)), np.zeros((channels, months))
    for age in ages:
        first = np.arange(months - age)
        gained[:, age] = brought[:, first, first + age].sum(axis=1)
        watched[:, age] = people[:, first].sum(axis=1)
    return {
        "channel": np.repeat(np.array(run.channels[:channels]), months),
        "age": np.tile(ages, channels),
        "gained": gained.ravel(),
        "people": watched.ravel(),
        "gained_per_contact": divide(gained, watched).ravel(),
    }


def payback_months(run: Run) -> float:
    """Age in months at which the contribution of the first cohort has covered what was spent to acquire in its month; linear within a
    month; nan if that does not happen before the horizon or nothing was spent."""
    spend, margin = cohort_cash(run)
    if spend[0] <= 0:
        return float("nan")
    before = 0.0
    for age, total in enumerate(margin[0]):
        if total >= spend[0]:
            return age + (spend[0] - before) / (total - before)
        before = total
    return float("nan")
