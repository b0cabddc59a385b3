"""Rules of the SOP: whom a rule addresses by what the operator can observe, and when its next personal message is due.

A person has two dice for each rule, thrown once: which script of the rule they get (a test of scripts), and whether they are held
out, so that what the rule does can be measured. See engine.parameters.sop for the numbers.
"""

import numpy as np

from siyu_sim.behaviour.effects import HELD, SENT
from siyu_sim.behaviour.state import NEVER
from siyu_sim.dice.decisions import SCRIPT
from siyu_sim.dice.philox import uniforms
from siyu_sim.jit import jit

ADDED, FIRST_ORDERED, ORDERED, DELIVERED = 1, 2, 3, 4  # what a message may follow
LEAD, ONE_ORDER, REPEAT, MEMBER = 1, 2, 4, 8  # stages, a bit each
MONTH_DAYS = 30


@jit
def script_dice(p, person, rule):
    """(which script of the rule, whether held out): two uniforms of this person for the rule."""
    u_script, u_holdout, _, _ = uniforms(p.seed_bits, person, SCRIPT, np.uint64(p.script_code[rule]))
    return u_script, u_holdout


@jit
def controls(p, person):
    """Rules of whose control the person is, a bit each: fixed for life, and noted in the row."""
    bits = 0
    for rule in range(int(p.n_rules)):
        if p.script_holdout[rule] > 0.0:
            _, u = script_dice(p, person, rule)
            if u < p.script_holdout[rule]:
                bits |= 1 << rule
    return bits


@jit
def script_of(p, row, rule):
    """Number of the script that the contact gets of a rule."""
    if int(p.tested) != rule + 1:
        return rule
    u, _ = script_dice(p, row.person, rule)
    for k in range(int(p.n_rules), int(p.n_scripts)):
        if int(p.script_base[k]) == rule and p.script_low[k] <= u < p.script_high[k]:
            return k
    return rule


@jit
def in_audience(p, row, more, k, t):
    """Whether script k is for this contact at t, hold-out aside."""
    orders = row.orders
    stage = LEAD if orders == 0 else ONE_ORDER if orders == 1 else REPEAT
    if more.level > 0:
        stage |= MEMBER
    if stage & int(p.script_stages[k]) == 0 or int(p.script_channels[k]) >> np.int64(row.channel) & 1 == 0:
        return False
    age = t - row.joined
    idle = t - more.last_order if orders > 0 else age
    unread = np.floor(t) - (more.read_day - 1.0) if more.read_day > 0 else age
    return (
        p.script_orders_min[k] <= orders <= p.script_orders_max[k]
        and p.script_spent_min[k] <= row.revenue <= p.script_spent_max[k]
        and p.script_idle_min[k] <= idle <= p.script_idle_max[k]
        and p.script_unread_min[k] <= unread <= p.script_unread_max[k]
        and p.script_age_min[k] <= age <= p.script_age_max[k]
        and p.script_level_min[k] <= more.level <= p.script_level_max[k]
    )


@jit
def addressed(p, row, more, k, t, fx):
    """SENT if script k is for this contact, HELD if the contact is of its control, 0 if it is not for them."""
    rule = int(p.script_base[k])
    if int(p.tested) == rule + 1:
        u, _ = script_dice(p, row.person, rule)
        if not p.script_low[k] <= u < p.script_high[k]:
            return 0
    if not in_audience(p, row, more, k, t):
        return 0
    fx.rule = k
    fx.newly = 0
    if rule < int(p.n_rules):
        fx.newly = 1 - (more.addressed >> rule & 1)
        more.addressed |= 1 << rule
    return HELD if row.control >> rule & 1 else SENT


@jit
def within_caps(p, more, k, t):
    """Whether one more message may go to the contact today; if so, it is counted."""
    if p.script_capped[k] == 0.0:
        return True
    day = int(t)
    this_month = np.int64(0)
    if more.sent_day > 0 and (more.sent_day - 1) // MONTH_DAYS == day // MONTH_DAYS:
        this_month = np.int64(more.sent_in_month)
    if p.cap_day != 0.0 and more.sent_day == day + 1:
        return False
    if p.cap_month != 0.0 and this_month >= p.cap_month:
        return False
    more.sent_day = day + 1
    more.sent_in_month = min(255, this_month + 1)
    return True


@jit
def assignments(row, more, fx):
    """Note, for an order, the rules that have addressed the contact: a bit each, those of the treated and those of the control."""
    fx.control = more.addressed & row.control
    fx.treated = more.addressed & ~row.control


@jit
def next_message(p, row, more, t, first):
    """Find the next personal message: the earliest due after t, or due at t itself by rule number `first` or a later one.

    Each rule has one anchor, the latest such event of the contact; rules due at one instant go out in the order of their numbers.
    """
    more.t_message = NEVER
    for rule in range(int(p.n_rules)):
        after = int(p.script_after[rule])
        if after == 0:
            continue
        if after == ADDED:
            due = row.joined + p.script_delay[rule]
        elif after == FIRST_ORDERED:
            due = row.first_order + p.script_delay[rule]
        elif after == ORDERED:
            due = more.last_order + p.script_delay[rule]
        else:
            due = more.last_order + p.delivery_days + p.script_delay[rule]
        if due < more.t_message and (due > t or (due == t and rule >= first)):
            more.t_message = due
            more.message = rule
