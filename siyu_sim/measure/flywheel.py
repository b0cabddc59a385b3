"""The referral flywheel: how many contacts a contact brings, how fast, how deep, at what cost, and whether it lives on its own."""

from __future__ import annotations

import numpy as np

from siyu_sim.behaviour.state import LEFT
from siyu_sim.engine import counters as c
from siyu_sim.engine.parameters import DAYS_PER_MONTH
from siyu_sim.ledger.causes import HOOK, REWARD
from siyu_sim.measure.money import divide
from siyu_sim.measure.ratio import Ratio, ratio
from siyu_sim.simulation import Run

MATURITY_DAYS = 90.0


def maturity(run: Run) -> float:
    """Days for which every counted contact is watched: 90, or half the horizon if that is shorter."""
    return min(MATURITY_DAYS, run.scenario.horizon_days / 2)


def _early_children(run: Run) -> np.ndarray:
    """Contacts referred by each contact within the maturity span of its own adding, shape (rows,)."""
    rows = run.rows
    child = np.nonzero(rows["referrer"] >= 0)[0]
    parent = rows["referrer"][child]
    early = rows["joined"][child] - rows["joined"][parent] <= maturity(run)
    return np.bincount(parent[early], minlength=len(rows))


def k_factor(run: Run) -> Ratio:
    """K: contacts referred within 90 days of adding, for each contact who added at least 90 days before the horizon."""
    matured = run.rows["joined"] <= run.scenario.horizon_days - maturity(run)
    return ratio(float(_early_children(run)[matured].sum()), float(matured.sum()))


def reproduction_by_month(run: Run) -> dict[str, np.ndarray]:
    """R(t), the same by month of adding: r, of the contacts watched how many each brought; each shape (months,). nan where a cohort
    cannot be watched for the whole span, r also where it is empty."""
    months = run.cohort.shape[1]
    month = (run.rows["joined"] / DAYS_PER_MONTH).astype(np.int64)
    number = np.bincount(month, minlength=months)[:months]
    children = np.bincount(month, weights=_early_children(run), minlength=months)[:months]
    watched = (np.arange(months) + 1) * DAYS_PER_MONTH + maturity(run) <= run.scenario.horizon_days + 1e-9
    return {
        "r": np.where(watched, divide(children, number), np.nan),
        "brought": np.where(watched, children, np.nan),
        "watched": np.where(watched, number, np.nan),
    }


def cycle_days(run: Run) -> Ratio:
    """Mean days from the adding of a referrer to the adding of the contact referred; nan without referrals."""
    child = np.nonzero(run.rows["referrer"] >= 0)[0]
    days = run.rows["joined"][child] - run.rows["joined"][run.rows["referrer"][child]]
    return ratio(float(days.sum()), len(child))


def referral_share(run: Run) -> Ratio:
    """Share of new contacts who came by referral."""
    added = run.counts[:, c.ADDED].sum(axis=0)
    return ratio(float(added[-2]), float(added.sum()))


def referral_customer_share(run: Run) -> Ratio:
    """Share of first-time customers who came by referral."""
    first = run.counts[:, c.FIRST_ORDERS].sum(axis=0)
    return ratio(float(first[-2]), float(first.sum()))


def roots(run: Run) -> np.ndarray:
    """Row of the contact at the root of each contact's tree, shape (rows,). A referrer's row always lies before those referred."""
    parent = run.rows["referrer"]
    root = np.where(parent < 0, np.arange(len(parent)), parent)
    while True:
        higher = root[root]
        if np.array_equal(higher, root):
            return root
        root = higher


def tree_sizes(run: Run) -> np.ndarray:
    """Contacts in each invitation tree, roots included, shape (trees,)."""
    sizes = np.bincount(roots(run), minlength=len(run.rows))
    return sizes[run.rows["referrer"] < 0]


def amplification(run: Run) -> Ratio:
    """Contacts for each contact who was not referred: the mean size of a tree."""
    return ratio(len(run.rows), float((run.rows["referrer"] < 0).sum()))


def mean_depth(run: Run) -> Ratio:
    """Mean generation of the contacts referred; 1 = referred by somebody who was not."""
    referred = run.rows["generation"][run.rows["referrer"] >= 0]
    return ratio(float(referred.sum()), len(referred))


def max_depth(run: Run) -> float:
    """Generations of the deepest tree, 0 without referrals."""
    return float(run.rows["generation"].max()) if len(run.rows) else 0.0


def reward_per_referred_customer(run: Run) -> Ratio:
    """Rewards and hooks paid for each first-time customer who came by referral, yuan."""
    paid = run.money[:, [HOOK, REWARD], -3].sum() / 100  # columns end: … referral, initial, no channel
    return ratio(float(paid), float(run.counts[:, c.FIRST_ORDERS, -2].sum()))


def ltv_with_referrals(run: Run) -> Ratio:
    """Realised lifetime value of a contact who was not referred, with credit for the whole tree below: discounted contribution of
    everybody in it less what was paid to acquire those referred, discounted to the adding of the root, yuan.

    The people referred are counted here and nowhere else: the mean runs over roots only.
    """
    rows = run.rows
    root = roots(run)
    rate = np.log1p(run.scenario.finance.discount_rate_per_year) / 365
    worth = rows["discounted"].astype(float) - np.where(rows["referrer"] >= 0, rows["spend"], 0)
    total = float((worth * np.exp(-rate * (rows["joined"] - rows["joined"][root]))).sum()) / 100
    return ratio(total, float((rows["referrer"] < 0).sum()))


def ads_off_survival(run: Run) -> Ratio:
    """New contacts a day in the second half of the time without bought channels, against an equally long span just before they
    stopped; nan if they never stopped. 0 = dead. Growth also slows as audiences are used up, so 1 is more than can be expected: the
    same arm with its ads kept on is the comparison."""
    stop, horizon = run.scenario.ads_off_day, run.scenario.horizon_days
    if stop is None or stop >= horizon:
        return ratio(0, 0)
    span = (horizon - stop) / 2
    joined = run.rows["joined"][run.rows["channel"] != len(run.channels) - 1]
    before = ((joined >= stop - span) & (joined < stop)).sum() / min(span, stop) if stop > 0 else 0
    after = (joined >= horizon - span).sum() / span
    return ratio(float(after), float(before))


def held_after_ads_off(run: Run) -> Ratio:
    """Contacts held at the horizon for each contact held on the day when bought channels stopped; above 1 it grows by itself."""
    stop = run.scenario.ads_off_day
    if stop is None or stop >= run.scenario.horizon_days:
        return ratio(0, 0)
    leaves = np.where((run.rows["flags"] & LEFT) > 0, run.rows["t_leave"], np.inf)
    at_stop = ((run.rows["joined"] < stop) & (leaves >= stop)).sum()
    return ratio(float((leaves == np.inf).sum()), float(at_stop))
