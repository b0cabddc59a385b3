"""Booking what a handler reported: money by cause and channel, counters, cohorts. Integers only, so the order of booking and
the number of threads cannot change a sum."""

from siyu_sim.behaviour.effects import (
    ASKED,
    BLOCKED,
    BOUGHT,
    DELIVERY,
    DROPPED,
    FIRST,
    GAVE_UP,
    HELD,
    INVITED,
    LEFT_US,
    LOST,
    MESSAGE,
    MUTED_US,
    REPLY,
    RETURNED,
    SEEN,
    SENT,
    TEAMED,
    TOUCH,
)  # fmt: skip
from siyu_sim.behaviour.reviews import GOOD, NONE, SETTLED
from siyu_sim.behaviour.sharing import invitations_written
from siyu_sim.engine import counters as c
from siyu_sim.jit import jit
from siyu_sim.ledger import causes

_MONTH = 30.0
_SALES, _DISCOUNT, _GOODS, _FEE, _REFUND, _POINTS, _SERVICE = (
    causes.SALES, causes.DISCOUNT, causes.GOODS, causes.FEE, causes.REFUND, causes.POINTS, causes.SERVICE,
)  # fmt: skip


@jit
def _account_script(code, fx, counts, channel):
    """What became of a message of the SOP."""
    at = c.SCRIPTS_FROM + c.PER_SCRIPT * fx.rule
    if code & HELD:
        counts[at + c.SCRIPT_HELD, channel] += 1
        counts[at + c.CONTROL, channel] += fx.newly
        return
    counts[at + c.TREATED, channel] += fx.newly
    if code & BLOCKED:
        counts[at + c.SCRIPT_BLOCKED, channel] += 1
        return
    counts[c.MESSAGES, channel] += 1
    counts[at + c.SCRIPT_SENT, channel] += 1
    counts[at + c.SCRIPT_SEEN, channel] += code & SEEN
    if code & BOUGHT:
        counts[at + c.SCRIPT_ORDERS, channel] += 1
    if code & LEFT_US:
        counts[at + c.SCRIPT_LEFT, channel] += 1
    if code & RETURNED:
        counts[at + c.SCRIPT_RETURNED, channel] += 1


@jit
def _account_rules(p, fx, counts, channel):
    """An order, for every rule that has ever addressed who placed it."""
    for rule in range(int(p.n_rules)):
        at = c.SCRIPTS_FROM + c.PER_SCRIPT * rule
        if fx.treated >> rule & 1:
            counts[at + c.TREATED_ORDERS, channel] += 1
            counts[at + c.TREATED_MARGIN, channel] += fx.margin
        elif fx.control >> rule & 1:
            counts[at + c.CONTROL_ORDERS, channel] += 1
            counts[at + c.CONTROL_MARGIN, channel] += fx.margin


@jit
def account(p, row, event, code, t, fx, money, counts, cohort):
    """Book one event, except posts seen, needs and needs lost, which the sweep counts by itself.

    money[cause, channel] in fen, counts[counter, channel], cohort[measure, join month, age month].
    """
    channel = row.channel
    if event == DELIVERY:
        counts[c.DELIVERIES, channel] += 1
        money[_SERVICE, channel] += fx.service
        if fx.service > 0 and channel != counts.shape[1] - 1:
            cohort[c.COHORT_MARGIN, int(row.joined / _MONTH), int((t - row.joined) / _MONTH)] -= fx.service
        if p.reviews_on != 0.0 and fx.review != NONE:
            counts[c.GOOD_REVIEWS if fx.review == GOOD else c.BAD_REVIEWS, channel] += 1
            counts[c.STEERED, channel] += fx.review == SETTLED
    elif event == REPLY:
        if code & GAVE_UP:
            counts[c.GAVE_UP, channel] += 1
        else:
            counts[c.REPLIES, channel] += 1
        if code & LOST:
            counts[c.LOST, channel] += 1
    elif event == TOUCH and code & BOUGHT:
        counts[c.IMPULSE_ORDERS, channel] += 1
    elif event == MESSAGE:
        counts[c.SEEN, channel] += code & SEEN
    if code & (SENT | HELD) or (code & BLOCKED and fx.rule >= 0):
        _account_script(code, fx, counts, channel)
    if code & BLOCKED:
        counts[c.PLATFORM_LOST if code & LEFT_US else c.BLOCKED, channel] += 1
    if code & MUTED_US:
        counts[c.MUTED, channel] += 1
    if code & RETURNED:
        counts[c.RETURNED, channel] += 1
    if code & TEAMED:
        counts[c.TEAMS, channel] += 1
    if code & ASKED:
        counts[c.QUESTIONS, channel] += 1
    if code & LEFT_US:
        counts[c.LEFT, channel] += 1
    if code & DROPPED:
        counts[c.DROPPED, channel] += 1
    if code & INVITED:
        counts[c.SHARES, channel] += 1
        counts[c.INVITATIONS, channel] += invitations_written(p, code)
    if code & BOUGHT:
        counts[c.ORDERS, channel] += 1
        counts[c.ITEMS, channel] += fx.items
        if fx.rung != 0:
            counts[c.FIRST_RUNG + fx.rung - 1, channel] += 1
        if code & FIRST:
            counts[c.FIRST_ORDERS, channel] += 1
        money[_SALES, channel] += fx.sales
        money[_DISCOUNT, channel] += fx.discount
        money[_GOODS, channel] += fx.goods
        money[_FEE, channel] += fx.fee
        money[_REFUND, channel] += fx.refund
        money[_POINTS, channel] += fx.points
        if p.member_on != 0.0:
            counts[c.REDEEMED, channel] += fx.redeemed
        if p.sop_on != 0.0:
            _account_rules(p, fx, counts, channel)
        if channel == counts.shape[1] - 1:
            return  # held on day 0: of no cohort, since nobody knows when they added
        joined = int(row.joined / _MONTH)
        age = int((t - row.joined) / _MONTH)
        cohort[c.COHORT_ORDERS, joined, age] += 1
        cohort[c.COHORT_MARGIN, joined, age] += fx.margin
        if row.last_month != age + 1:
            row.last_month = age + 1
            cohort[c.COHORT_BUYERS, joined, age] += 1
