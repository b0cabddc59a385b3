"""One function for each trigger in a contact's life. Each takes the scenario `p`, the slow state of the window `w` and the
contact's `row`, changes the row, fills `fx` if money moved, and returns outcome bits (`effects`).

Every draw is keyed by the person and the thing that happened (this post, this need, this order), so a handler may be called by
any engine in any order of people. What must reach somebody else (an invitation, a question to the desk) is only reported.
"""

import math

import numpy as np

from siyu_sim.behaviour.attention import sees
from siyu_sim.behaviour.effects import ASKED, BOUGHT, DROPPED, FIRST, INVITED, LEFT_US, LOST, SEEN, TOO_MUCH
from siyu_sim.behaviour.leaving import leave_log_odds
from siyu_sim.behaviour.need import need_gap
from siyu_sim.behaviour.purchase import impulse_log_odds, need_log_odds, write_order
from siyu_sim.behaviour.sharing import shares
from siyu_sim.behaviour.state import ASKING, CUSTOMER, LAPSED, LEFT, NEVER, READ, SHARED, SKIP_NEED
from siyu_sim.behaviour.trust import faded, gained, lost, post_gain
from siyu_sim.dice.decisions import DELIVERY, NEED, TOUCH_ORDER
from siyu_sim.dice.draw import happens, normal
from siyu_sim.dice.philox import uniforms
from siyu_sim.jit import jit

PROMO = 2
MOST_FEN = 2_000_000_000  # a row counts money in 32 bits: 20 million yuan a contact
MOST_ORDERS = 65_534  # … and orders in 16
POST_ROUND, DELIVERY_ROUND = 0, 1  # two kinds of occasion to invite: keeps their dice apart


@jit
def _end(row, t):
    """The contact is gone: no clock of theirs rings again."""
    row.flags |= LEFT
    row.t_leave = t
    row.t_need = NEVER
    row.t_delivery = NEVER
    row.t_reply = NEVER


@jit
def _lapse(row):
    """No further need of theirs will come to us; they may stay and read."""
    row.flags |= LAPSED
    row.t_need = NEVER


@jit
def _invite(row, fx, thing, kind):
    """Name the round of invitations: `thing` is the post's minute or the order's number."""
    row.flags |= SHARED
    fx.occasion = (np.uint64(thing) << np.uint64(1)) | np.uint64(kind)
    return INVITED


@jit(inline="always")
def _set(row, t, trust, fatigue):
    row.trust = trust
    row.fatigue = fatigue
    row.t_last = t


@jit(inline="always")
def on_touch(p, w, row, post, u_see, u_leave, u_buy, u_share, fx):
    """A post goes out. Seen or not; if seen: trust, fatigue, perhaps leaving, an order, a recommendation.

    The four uniforms are those of the TOUCH decision of this person at the post's minute.
    """
    t, kind = post.t, post.kind
    days = t - row.t_last
    trust = faded(row.trust, days, p.trust_decay)
    fatigue = faded(row.fatigue, days, p.fatigue_decay)
    if not sees(p, row, post, trust, fatigue, u_see):
        return 0
    row.flags |= READ
    trust = gained(trust, post_gain(p, w, row, kind, post.gain))
    if kind == PROMO:
        trust = lost(trust, p.promo_loss)
    fatigue += p.kind_fatigue_weight[kind]
    _set(row, t, trust, fatigue)
    if happens(u_leave, leave_log_odds(p, row.segment, kind, trust, fatigue)):
        _end(row, t)
        return SEEN | LEFT_US
    code = SEEN
    if (
        kind == PROMO
        and not row.flags & LAPSED
        and happens(u_buy, impulse_log_odds(p, w, row, trust, post.discount) + post.impulse)
    ):
        u_items, u_forward, _, _ = uniforms(p.seed_bits, row.person, TOUCH_ORDER, post.minute)
        write_order(p, fx, u_items, post.discount)
        code |= _order(p, row, t, fx)
        if u_forward < p.pull_forward:
            row.flags |= SKIP_NEED
    if shares(p, row, p.share_post, trust, u_share):
        code |= _invite(row, fx, post.minute, POST_ROUND)
    return code


@jit(inline="always")
def on_need(p, w, row, t, fx):
    """A need for this kind of product arises: met already, asked about in chat, met with us, or met elsewhere."""
    k = row.need_index
    row.need_index = k + 1
    row.t_need = t + need_gap(p, row.person, k + 1, row.rate)
    if row.flags & SKIP_NEED:
        row.flags &= ~SKIP_NEED
        return 0
    u_ask, u_buy, u_rival, u_items = uniforms(p.seed_bits, row.person, NEED, k)
    if u_ask < p.ask_share and not row.flags & ASKING:
        row.flags |= ASKING
        row.asked = t
        row.asked_need = k & 0xFFFF
        return ASKED
    trust = faded(row.trust, t - row.t_last, p.trust_decay)
    return _decide(p, w, row, t, trust, u_buy, u_rival, u_items, 0.0, fx)


@jit
def on_reply(p, w, row, t, fx):
    """The desk answers a question; `asked` now holds the hours waited."""
    row.flags &= ~ASKING
    row.t_reply = NEVER
    days = t - row.t_last
    trust = gained(faded(row.trust, days, p.trust_decay), p.gain_reply)
    _set(row, t, trust, faded(row.fatigue, days, p.fatigue_decay))
    if row.flags & LAPSED:
        return LOST
    last = np.int64(row.need_index) - 1
    k = last - ((last - row.asked_need) & 0xFFFF)  # the row keeps 16 bits of the number of the need asked about
    _, u_buy, u_rival, u_items = uniforms(p.seed_bits, row.person, NEED, k)
    return _decide(p, w, row, t, trust, u_buy, u_rival, u_items, row.asked, fx)


@jit(inline="always")
def _decide(p, w, row, t, trust, u_buy, u_rival, u_items, hours_waited, fx):
    if happens(u_buy, need_log_odds(p, w, row, trust, hours_waited)):
        write_order(p, fx, u_items, 0.0)
        return _order(p, row, t, fx)
    if u_rival < p.rival_pull * (1.0 - trust):
        _lapse(row)
        return LOST | DROPPED
    return LOST


@jit
def _order(p, row, t, fx):
    """Book an order in the row and start its delivery."""
    code = BOUGHT
    if row.flags & CUSTOMER == 0:
        row.flags |= CUSTOMER
        row.first_order = t
        code |= FIRST
        if row.referrer >= 0 and p.pay_on_add == 0.0:
            fx.reward = int(p.reward_fen) + int(p.invitee_fen)
            row.spend += fx.reward
    elif row.orders == 1:
        row.second_order = t
    if row.orders == MOST_ORDERS:
        return code | TOO_MUCH
    row.orders += 1
    if row.revenue > MOST_FEN - fx.sales or abs(row.margin) > MOST_FEN - abs(fx.margin):
        return code | TOO_MUCH
    row.revenue += fx.sales - fx.discount
    row.margin += fx.margin
    row.discounted += fx.margin * math.exp(-p.discount_rate * (t - row.joined))
    if row.t_delivery == NEVER:  # else it travels with the order before it
        row.t_delivery = t + p.delivery_days
    return code


@jit
def on_delivery(p, w, row, t, fx):
    """What was ordered arrives: satisfaction and trust move, the buyer may drop out for good, or recommend us."""
    row.t_delivery = NEVER
    days = t - row.t_last
    trust = faded(row.trust, days, p.trust_decay)
    u_quality, u_drop, u_share, _ = uniforms(p.seed_bits, row.person, DELIVERY, row.orders)
    quality = min(1.0, max(0.0, p.quality + p.quality_sd * normal(u_quality)))
    row.satisfaction += p.learning * (quality - row.satisfaction)
    if quality >= 0.5:  # noqa: SIM108  two sentences read better than one
        trust = gained(trust, p.gain_delivery * (2.0 * quality - 1.0))
    else:
        trust = lost(trust, p.bad_loss * (1.0 - 2.0 * quality))
    _set(row, t, trust, faded(row.fatigue, days, p.fatigue_decay))
    code = 0
    drop = row.drop - p.drop_satisfaction * (row.satisfaction - 0.5)
    if p.drop_on != 0.0 and not row.flags & LAPSED and happens(u_drop, drop):
        _lapse(row)
        code |= DROPPED
    if shares(p, row, p.share_delivery, trust, u_share):
        code |= _invite(row, fx, row.orders, DELIVERY_ROUND)
    return code


@jit
def on_leave(p, w, row, t, fx):
    """A contact deletes us for reasons of their own."""
    _end(row, t)
    return LEFT_US
