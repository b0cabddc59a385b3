"""What two runs must share to count as the same, and what the books of one run must add up to."""

from __future__ import annotations

import numpy as np
import pytest

from siyu_sim.engine.counters import PUBLIC_MARGIN, PUBLIC_NET
from siyu_sim.engine.parameters import DAYS_PER_MONTH
from siyu_sim.ledger import causes
from siyu_sim.simulation import Run


def assert_same_run(a: Run, b: Run) -> None:
    """Identical books, counters, cohorts, samples, contacts (every field) and, where both kept one, event logs."""
    if a.log_lines is not None and b.log_lines is not None:
        assert_same_records(a.log_lines, b.log_lines, "log line")
    assert_same_records(a.rows, b.rows, "contact")
    if a.further is not None and b.further is not None:
        assert_same_records(a.further, b.further, "further row")
    assert (a.groups is None) == (b.groups is None)
    if a.groups is not None and b.groups is not None:
        assert_same_records(a.groups, b.groups, "group")
    assert (a.further is None) == (b.further is None)
    np.testing.assert_array_equal(a.counts, b.counts)
    np.testing.assert_array_equal(a.money, b.money)
    np.testing.assert_array_equal(a.cohort, b.cohort)
    np.testing.assert_array_equal(a.ends, b.ends)
    np.testing.assert_array_equal(a.samples, b.samples)
    np.testing.assert_array_equal(a.worth, b.worth)
    assert a.channels == b.channels
    assert a.n_events == b.n_events
    assert a.unspent == b.unspent
    assert a.decided == b.decided


def assert_same_records(a: np.ndarray, b: np.ndarray, what: str) -> None:
    """Equal structured arrays, field by field (padding between fields is not compared); names the first difference."""
    n = min(len(a), len(b))
    differs = np.zeros(n, bool)
    for name in a.dtype.names:
        differs |= a[name][:n] != b[name][:n]
    if differs.any():
        k = int(np.argmax(differs))
        fields = {name: (a[name][k], b[name][k]) for name in a.dtype.names if a[name][k] != b[name][k]}
        raise AssertionError(f"{what} {k} of {n} is the first of {differs.sum()} that differ: {fields}\n{a[k]}\n{b[k]}")
    assert len(a) == len(b), f"{len(a)} against {len(b)} {what}s"


def assert_books_balance(run: Run) -> None:
    """The sums over people plus overheads are the totals of the ledger, to the fen."""
    total = run.money.sum(axis=(0, 2))
    rows = run.rows
    public = run.counts.sum(axis=0)  # by channel: people who bought without being contacts have no row
    orders = total[causes.SALES] - total[causes.DISCOUNT]
    assert rows["revenue"].sum(dtype=np.int64) + public[PUBLIC_NET].sum() == orders
    margin = rows["margin"].sum(dtype=np.int64) + public[PUBLIC_MARGIN].sum()
    assert margin == sum(causes.SIGN[cause] * total[cause] for cause in causes.ORDER_CAUSES)
    added = rows[rows["channel"] != len(run.channels) - 1]  # contacts of day 0 are of no cohort
    assert run.cohort[2].sum() == added["margin"].sum(dtype=np.int64)
    for month, worth in enumerate(run.worth, start=1):
        if month * DAYS_PER_MONTH == run.ends[-1]:
            assert worth.sum() == pytest.approx(added["discounted"].sum(dtype=float)), "what all are worth at the end"
    per_contact = [i for i, name in enumerate(run.channels) if _per_contact(run, name)]
    media = run.money[:, causes.MEDIA, per_contact].sum()
    assert rows["spend"].sum(dtype=np.int64) == total[causes.HOOK] + total[causes.REWARD] + total[causes.ABUSE] + media
    for i, _ in enumerate(run.channels):
        own = rows[rows["channel"] == i]
        booked = run.money[:, :, i].sum(axis=0)
        assert own["revenue"].sum(dtype=np.int64) + public[PUBLIC_NET, i] == booked[causes.SALES] - booked[causes.DISCOUNT]
        lump = 0 if i in per_contact else booked[causes.MEDIA]
        assert own["spend"].sum(dtype=np.int64) == booked[list(causes.ACQUISITION_CAUSES)].sum() - lump
    scheme = run.scenario.scheme
    if scheme is not None and scheme.cap_yuan is not None and run.further is not None:
        assert run.further["earned"].max(initial=0) <= scheme.cap_yuan * 100 + 1e-6, "no referrer gets more than the cap"
    assert (run.money >= 0).all(), "amounts are positive; the sign belongs to the cause"
    running = list(causes.RUNNING_CAUSES)
    assert run.money[:, running, :-1].sum() == 0, "what runs the business belongs to no channel"
    people_causes = [k for k in range(len(causes.CAUSES)) if k not in running]
    assert run.money[:, people_causes, -1].sum() == 0, "and nothing else stands there"


def _per_contact(run: Run, name: str) -> bool:
    channel = run.scenario.channels.get(name)
    return channel is not None and channel.cost_model == "per_contact"
