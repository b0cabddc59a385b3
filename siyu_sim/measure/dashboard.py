"""The weekly dashboard: the funnel of acquisition, intake, conversion, retention and referral, process beside result.

A process metric is what the team does or sees at once (exposures, posts seen, waiting, invitations); a result metric is what
comes of it (contacts, orders, profit). Weeks are those of the calendar: days 1–7, 8–14, … Counts and money are kept by window,
so a window that straddles two weeks is counted whole in the week in which it ends, and a week in which no window ends has no
row. Column `days` says how many days a row covers: 7 where windows divide the week and the week is over; less in a last week
that the horizon cuts short, which stays in the table so that its columns add up to the totals of the run.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from siyu_sim.behaviour.state import LEFT
from siyu_sim.engine import counters as c
from siyu_sim.ledger.causes import ACQUISITION_CAUSES, CAUSES, DISCOUNT, ORDER_CAUSES, RUNNING_CAUSES, SALES, SIGN
from siyu_sim.measure.money import FEN, divide
from siyu_sim.simulation import Run

WEEK = 7.0
SECONDS_PER_HOUR = 3600.0


@dataclass(frozen=True)
class Column:
    """One metric of the dashboard. A flow adds up over weeks; `above` / `below` name the flows that a ratio divides."""

    name: str
    stage: str
    kind: str  # "process" or "result"
    unit: str  # as in measure.catalogue, or "hours"
    form: str  # "flow", "ratio" or "stock"
    above: str = ""
    below: str = ""


COLUMNS = (
    Column("exposures", "acquisition", "process", "count", "flow"),
    Column("add_rate", "acquisition", "process", "share", "ratio", "contacts", "exposures"),
    Column("spend", "acquisition", "process", "yuan", "flow"),
    Column("contacts", "acquisition", "result", "people", "flow"),
    Column("contact_cost", "acquisition", "result", "yuan", "ratio", "spend", "contacts"),
    Column("touches", "intake", "process", "count", "flow"),
    Column("seen_rate", "intake", "process", "share", "ratio", "seen", "touches"),
    Column("wait_hours", "intake", "process", "hours", "ratio", "hours_waited", "questions"),
    Column("seen", "intake", "result", "count", "flow"),
    Column("questions", "intake", "result", "count", "flow"),
    Column("needs", "conversion", "process", "count", "flow"),
    Column("need_conversion", "conversion", "process", "share", "ratio", "needs_met", "needs"),
    Column("orders", "conversion", "result", "count", "flow"),
    Column("first_orders", "conversion", "result", "count", "flow"),
    Column("gmv", "conversion", "result", "yuan", "flow"),
    Column("contribution", "conversion", "result", "yuan", "flow"),
    Column("left", "retention", "process", "people", "flow"),
    Column("loss_hazard", "retention", "process", "share", "ratio", "left", "contact_weeks"),
    Column("held", "retention", "result", "people", "stock"),
    Column("repeat_orders", "retention", "result", "count", "flow"),
    Column("shares", "referral", "process", "count", "flow"),
    Column("invitations", "referral", "process", "count", "flow"),
    Column("referred", "referral", "result", "people", "flow"),
    Column("referral_share", "referral", "result", "share", "ratio", "referred", "contacts"),
    Column("running_costs", "money", "process", "yuan", "flow"),
    Column("profit", "money", "result", "yuan", "flow"),
    Column("cumulative_profit", "money", "result", "yuan", "stock"),
)
STAGES = tuple(dict.fromkeys(column.stage for column in COLUMNS))
# denominators and numerators that are no metric of their own
PARTS = ("hours_waited", "needs_met", "contact_weeks")
FLOWS = tuple(column.name for column in COLUMNS if column.form == "flow") + PARTS


def weekly(run: Run) -> dict[str, np.ndarray]:
    """One entry a week in each column: week (1, 2, …), day (its last), days (that it covers), and the metrics of `COLUMNS`.

    Money in yuan. exposures include invitations looked at; spend is media, hooks and rewards; touches are posts and personal
    messages. needs_met are those not met elsewhere: one asked about counts as met until the reply, and is taken off in the
    week of a reply that does not end in an order. wait_hours is for each question asked in the week; the wait of one whose
    asker left before the desk turned to it is 0. loss_hazard is leavers for each contact and week, held the contacts at the
    end of the week. Ratios are nan where their denominator is 0.
    """
    last = last_windows(run)
    day = run.ends[last]

    def by_week(windows: np.ndarray) -> np.ndarray:
        """Sums of a series over the windows of each week."""
        return np.diff(windows.cumsum()[last], prepend=0)

    counts = {name: by_week(run.counts[:, k].sum(axis=1)).astype(float) for k, name in enumerate(c.COUNTERS)}
    by_cause = run.money.sum(axis=2) * np.array(SIGN)

    def yuan(causes: tuple[int, ...]) -> np.ndarray:
        return by_week(by_cause[:, list(causes)].sum(axis=1)) / FEN

    table = {
        "exposures": counts["exposures"],
        "spend": -yuan(ACQUISITION_CAUSES),
        "contacts": counts["added"],
        "touches": counts["touches"] + counts["messages"],
        "questions": counts["questions"],
        "hours_waited": counts["wait_seconds"] / SECONDS_PER_HOUR,
        "seen": counts["seen"],
        "needs": counts["needs"],
        "needs_met": counts["needs"] - counts["lost"],
        "orders": counts["orders"],
        "first_orders": counts["first_orders"],
        "repeat_orders": counts["orders"] - counts["first_orders"],
        "gmv": yuan((SALES, DISCOUNT)),
        "contribution": yuan(ORDER_CAUSES),
        "left": counts["left"],
        "contact_weeks": np.diff(contact_days(run, day), prepend=0.0) / WEEK,
        "held": run.scenario.market.initial_contacts + (counts["added"] - counts["left"]).cumsum(),
        "shares": counts["shares"],
        "invitations": counts["invitations"],
        "referred": by_week(run.counts[:, c.ADDED, run.channels.index("referral")]).astype(float),
        "running_costs": -yuan(RUNNING_CAUSES),
        "profit": yuan(tuple(range(len(CAUSES)))),
        "cumulative_profit": by_cause.sum(axis=1).cumsum()[last] / FEN,
    }
    for column in COLUMNS:
        if column.form == "ratio":
            table[column.name] = divide(table[column.above], table[column.below])
    keys = {"week": np.ceil(day / WEEK - 1e-9).astype(int), "day": day, "days": np.diff(day, prepend=0.0)}
    return keys | {column.name: table[column.name] for column in COLUMNS} | {name: table[name] for name in PARTS}


def last_windows(run: Run) -> np.ndarray:
    """Index of the last window that ends in each week, shape (weeks with such a window,)."""
    week = np.ceil(run.ends / WEEK - 1e-9)
    return np.nonzero(np.append(week[1:] != week[:-1], True))[0]


def contact_days(run: Run, until: np.ndarray) -> np.ndarray:
    """Days for which anybody was a contact, up to each of some instants, exactly from the rows, shape (instants,)."""
    left = run.rows["t_leave"][(run.rows["flags"] & LEFT) > 0]
    return _days_since(run.rows["joined"], until) - _days_since(left, until)


def _days_since(starts: np.ndarray, until: np.ndarray) -> np.ndarray:
    """Σ max(0, t − start) for each t of `until`."""
    starts = np.sort(starts.astype(float))
    sums = np.append(0.0, starts.cumsum())
    before = np.searchsorted(starts, until)
    return before * until - sums[before]
