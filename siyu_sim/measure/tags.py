"""The tags that an operator sees on a contact (标签), and what the treatment does to those who bear them.

Tags are read off the control arm on one day in mid-run: what the operator would see who has not started the treatment. What is
compared is what came *after* that day in both arms. Reading tags at the end instead would mislead: those who had not bought by the
end of the control arm can only have been persuaded, and those who had can only have been driven away.

Only what is observed counts: orders, net sales, days, membership. Trust and segment do not.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from siyu_sim.behaviour.effects import BOUGHT, EXPOSED
from siyu_sim.behaviour.state import LEFT
from siyu_sim.measure.twins import Lives, Pair, uplift_table
from siyu_sim.simulation import Run, Snapshot

OUTSIDE, GONE = "outside", "gone"  # not a contact yet; has deleted us
STAGES = ("lead", "customer", "repeat", "member", GONE, OUTSIDE)
TIERS = ("no_order", "low", "middle", "high", GONE, OUTSIDE)
MIDDLE_FROM, HIGH_FROM = 0.5, 0.8  # quantiles of what buyers have spent
# recency, frequency, monetary: each above (1) or not above (0) the mean of the buyers; the names that practitioners give the eight
RFM = ("111", "101", "011", "001", "110", "100", "010", "000")
RFM_GROUPS = (*RFM, "no_order", GONE, OUTSIDE)


def after_snapshot(pair: Pair, control: Run, treatment: Run) -> Pair:
    """The pair with orders and contribution counted from the snapshot of each arm on. Raises ValueError without two of one day."""
    a, b = snapshot_of(control), snapshot_of(treatment)
    if a.day != b.day:
        raise ValueError(f"the snapshots are of different days: {a.day:g} in the control, {b.day:g} in the treatment")
    return replace(pair, control=_since(pair.control, a), treatment=_since(pair.treatment, b))


def snapshot_of(run: Run) -> Snapshot:
    if run.snapshot is None:
        raise ValueError("tags are read off a snapshot: simulate(…, snapshot_day=…)")
    return run.snapshot


def _since(lives: Lives, snapshot: Snapshot) -> Lives:
    """Less what had happened by the snapshot: its rows are the first ones of the run."""
    orders, contribution = lives.orders.copy(), lives.contribution.copy()
    person = snapshot.rows["person"].astype(np.int64)
    orders[person] -= snapshot.rows["orders"]
    contribution[person] -= snapshot.rows["margin"]
    return replace(lives, orders=orders, contribution=contribution)


def by_stage(later: Pair, control: Run) -> dict[str, np.ndarray]:
    """Uplift after the snapshot by the stage of the life cycle then. later: from `after_snapshot`; see measure.twins.uplift_table."""
    return uplift_table(later, stages(control), STAGES)


def by_tier(later: Pair, control: Run) -> dict[str, np.ndarray]:
    """… by value tier."""
    return uplift_table(later, tiers(control), TIERS)


def by_rfm(later: Pair, control: Run) -> dict[str, np.ndarray]:
    """… by RFM group; the control must have been run with its log."""
    return uplift_table(later, rfm(control), RFM_GROUPS)


def stages(run: Run) -> np.ndarray:
    """Stage of everybody in the market at the snapshot, an index into STAGES, shape (size,).

    lead: no order; customer: one; repeat: two or more; member: of any level, whatever the orders.
    """
    snapshot = snapshot_of(run)
    stage = np.minimum(snapshot.rows["orders"], 2).astype(np.int64)
    if snapshot.further is not None:
        stage[snapshot.further["level"] > 0] = STAGES.index("member")
    return _of_market(run, stage, STAGES)


def tiers(run: Run) -> np.ndarray:
    """Value tier of everybody at the snapshot, an index into TIERS, shape (size,), by net sales so far against those of all contacts
    held who have ordered: middle above their median, high above their 80 % quantile, low otherwise."""
    rows = snapshot_of(run).rows
    spent, buyer = rows["revenue"].astype(np.int64), _buyers(rows)
    tier = np.full(len(rows), TIERS.index("no_order"))
    tier[rows["orders"] > 0] = TIERS.index("low")
    if buyer.any():
        middle, high = np.quantile(spent[buyer], (MIDDLE_FROM, HIGH_FROM))
        tier[buyer & (spent > middle)] = TIERS.index("middle")
        tier[buyer & (spent > high)] = TIERS.index("high")
    return _of_market(run, tier, TIERS)


def rfm(run: Run) -> np.ndarray:
    """RFM group of everybody at the snapshot, an index into RFM_GROUPS, shape (size,).

    Contacts held who have ordered are split by whether they ordered more recently (R), more often (F) and for more money (M) than the
    mean of them all, which gives eight groups named by three digits, R F M. Needs the event log: a row does not keep the day of
    the last order.
    """
    snapshot = snapshot_of(run)
    rows = snapshot.rows
    if run.log_lines is None:
        raise ValueError("the day of the last order stands in the event log: simulate(…, log=True)")
    log = run.log_lines
    placed = log[(log["outcome"] & BOUGHT > 0) & (log["event"] != EXPOSED) & (log["t"] < snapshot.day)]
    last = np.full(run.scenario.market.size, -np.inf)
    np.maximum.at(last, placed["person"].astype(np.int64), placed["t"])
    group = np.full(len(rows), RFM_GROUPS.index("no_order"))
    buyer = _buyers(rows)
    if buyer.any():
        values = last[rows["person"]], rows["orders"].astype(float), rows["revenue"].astype(float)
        r, f, m = (value > value[buyer].mean() for value in values)
        of_code = np.array([RFM.index(f"{code:03b}") for code in range(8)])
        group[buyer] = of_code[4 * r[buyer] + 2 * f[buyer] + m[buyer]]
    return _of_market(run, group, RFM_GROUPS)


def _buyers(rows: np.ndarray) -> np.ndarray:
    """Rows of contacts held who have ordered."""
    return (rows["orders"] > 0) & ((rows["flags"] & LEFT) == 0)


def _of_market(run: Run, of_row: np.ndarray, names: tuple[str, ...]) -> np.ndarray:
    """Groups of the rows of the snapshot as those of everybody: who has left is GONE, who is no contact yet OUTSIDE."""
    rows = snapshot_of(run).rows
    whole = np.full(run.scenario.market.size, names.index(OUTSIDE))
    whole[rows["person"]] = np.where((rows["flags"] & LEFT) > 0, names.index(GONE), of_row)
    return whole
