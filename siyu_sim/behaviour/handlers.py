"""One function for each trigger in a contact's life. Each takes the scenario `p`, the slow state of the window `w` and the
contact's `row`, changes the row, fills `fx` if money moved, and returns outcome bits (`effects`).

Every draw is keyed by the person and the thing that happened (this post, this need, this order), so a handler may be called by
any engine in any order of people. What must reach somebody else (an invitation, a question to the desk) is only reported.
"""

import math

import numpy as np

from siyu_sim.behaviour.attention import see_log_odds, sees
from siyu_sim.behaviour.cheats import BUYING, fakes_brought
from siyu_sim.behaviour.effects import (
    ASKED,
    BLOCKED,
    BOUGHT,
    DROPPED,
    FAKED,
    FIRST,
    GAVE_UP,
    INVITED,
    LEFT_US,
    LOST,
    REACHED,
    SEEN,
    SENT,
    TEAMED,
    TOO_MUCH,
)
from siyu_sim.behaviour.ladder import note_product, shop_shift, under_way, which_product
from siyu_sim.behaviour.leaving import leave_log_odds
from siyu_sim.behaviour.need import need_gap
from siyu_sim.behaviour.notices import CONTENT, on_notice
from siyu_sim.behaviour.purchase import impulse_log_odds, need_log_odds, write_order
from siyu_sim.behaviour.questions import AFTER_A_POST, ask_after_post, trust_after_wait
from siyu_sim.behaviour.retention import (
    affronted,
    after_order,
    after_sales,
    join_for_a_fee,
    offered,
    rights,
    won_back,
)
from siyu_sim.behaviour.reviews import reviewed
from siyu_sim.behaviour.scheme import helper_orders, open_team, takes_prize
from siyu_sim.behaviour.sharing import shares
from siyu_sim.behaviour.sop import addressed, in_audience, next_message, within_caps
from siyu_sim.behaviour.state import ASKING, CUSTOMER, LAPSED, LEFT, NEVER, PROMPTED, READ, SELF_DEALT, SHARED, SKIP_NEED
from siyu_sim.behaviour.touchpoints import after_seen, ease, reaches, surface_shifts
from siyu_sim.behaviour.trust import faded, gained, lost, post_gain
from siyu_sim.behaviour.welcome import greeted, greeting_gain, turned_away
from siyu_sim.dice.decisions import DELIVERY, MESSAGE, NEED, TOUCH_ORDER
from siyu_sim.dice.decisions import PROMPTED as PROMPTED_DICE
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
def _invite(p, row, more, t, fx, thing, kind, code):
    """Name the round of invitations: `thing` is the post's minute or the order's number. It may open a team; a cheat brings
    fakes instead. code: what has happened in this event so far."""
    fx.occasion = (np.uint64(thing) << np.uint64(1)) | np.uint64(kind)
    teamed = TEAMED if p.scheme_on != 0.0 and open_team(p, row, more, t) else 0
    if p.abuse_on != 0.0:
        fx.fakes = fakes_brought(p, row, more, fx.occasion, code)
        if fx.fakes > 0:
            if p.fake_by != BUYING:
                return FAKED | teamed
            more.marks |= SELF_DEALT
            write_order(p, more, fx, 0.0, 0.0, 0)
            return FAKED | teamed | _order(p, row, more, t, fx)
    row.flags |= SHARED
    return INVITED | teamed


@jit(inline="always")
def _set(row, t, trust, fatigue):
    row.trust = trust
    row.fatigue = fatigue
    row.t_last = t


@jit(inline="always")
def on_touch(p, w, row, more, group, account, post, u_see, u_leave, u_buy, u_share, fx):
    """A post goes out. Seen or not; if seen: trust, fatigue, perhaps leaving, an order, a recommendation.

    The four uniforms are those of the TOUCH decision of this person at the post's minute.
    """
    return _touched(p, w, row, more, group, account, post, post.t, post.minute, u_see, u_leave, u_buy, u_share, fx)


@jit
def on_message(p, w, row, more, group, account, post, t, fx):
    """A personal message of the SOP comes: a touch of this contact alone. `post` holds what its rule says.

    The occasion is the rule and what it followed: the number of the order, or the adding. (Occasions of touches stay below 2**56:
    a round of invitations appends 8 bits.)
    """
    rule = np.int64(more.message)
    occasion = (np.uint64(1) << np.uint64(54)) | (np.uint64(row.orders) << np.uint64(8)) | np.uint64(rule)
    fx.touch = occasion
    code = 0
    if in_audience(p, row, more, post.rule, t):  # nine in ten are not for the contact by then
        u_see, u_leave, u_buy, u_share = uniforms(p.seed_bits, row.person, MESSAGE, occasion)
        code = _touched(p, w, row, more, group, account, post, t, occasion, u_see, u_leave, u_buy, u_share, fx)
    if code & LEFT_US == 0:
        next_message(p, row, more, t, rule + 1)
    return code


@jit(inline="always")
def _touched(p, w, row, more, group, account, post, t, occasion, u_see, u_leave, u_buy, u_share, fx):
    kind = post.kind
    code = SEEN
    extra_gain, extra_leave, extra_buy = 1.0, 0.0, 0.0
    days = t - row.t_last
    trust = faded(row.trust, days, p.trust_decay)
    fatigue = faded(row.fatigue, days, p.fatigue_decay)
    if post.special == 0:
        if not sees(p, row, post, trust, fatigue, u_see):
            return 0
    else:
        fx.rule = -1
        if post.what != CONTENT:
            code = on_notice(p, row, more, post, t, trust, fatigue, u_see, u_leave)
            if code & LEFT_US:
                _end(row, t)
            return code
        reached = reaches(p, row, more, account, post, t)
        if post.rule >= 0 and reached != 0:
            ruled = addressed(p, row, more, post.rule, t, fx)
            if ruled != SENT:
                return ruled
            if reached == REACHED and within_caps(p, more, post.rule, t):
                code |= SENT
            else:
                reached = BLOCKED
        if reached != REACHED:
            return reached
        code |= REACHED
        extra_see, extra_gain, extra_leave, extra_buy = surface_shifts(p, row, more, group, post)
        if not happens(u_see, see_log_odds(p, row.see, post.see, trust, fatigue) + extra_see):
            return code & ~SEEN
    row.flags |= READ
    gain, leave = post_gain(p, w, row, kind, post.gain), post.leave
    if post.special != 0:
        gain *= extra_gain
        leave += extra_leave
    trust = gained(trust, gain)
    if kind == PROMO:
        trust = lost(trust, p.promo_loss)
        if p.affront_loss != 0.0:
            trust = affronted(p, row, post.discount, trust)
    fatigue += post.fatigue
    _set(row, t, trust, fatigue)
    if happens(u_leave, leave_log_odds(p, row.segment, leave, trust, fatigue)):
        _end(row, t)
        return code | LEFT_US
    if post.special != 0:
        code |= after_seen(p, w, row, more, group, post, t, occasion, trust)
    if p.reading_on != 0.0:
        code |= _after_reading(p, row, more, post, t, trust, occasion, code)
    if kind == PROMO and not row.flags & LAPSED:
        discount = offered(p, w, row, more, post.discount)
        x = impulse_log_odds(p, w, row, trust, discount) + post.impulse + extra_buy
        if p.member_on != 0.0:
            x += rights(p, row, more, discount)
        if happens(u_buy, x):
            if p.core_in_chat != 0.0:
                code |= ask_after_post(row, more, t)
            else:
                u_items, u_forward, _, _ = uniforms(p.seed_bits, row.person, TOUCH_ORDER, occasion)
                write_order(p, more, fx, u_items, discount, 0)
                code |= _order(p, row, more, t, fx)
                if u_forward < p.pull_forward:
                    row.flags |= SKIP_NEED
    if shares(p, row, more, p.share_post, trust, u_share):
        code |= _invite(p, row, more, t, fx, occasion, POST_ROUND, code)
    return code


@jit
def _after_reading(p, row, more, post, t, trust, occasion, code):
    """What the SOP notes of a reader, and the return of one who had lapsed; outcome bits. code: those of the touch so far."""
    if p.sop_on != 0.0:
        more.read_day = int(t) + 1
    if p.winback_on != 0.0 and row.flags & LAPSED and (code & SENT or (post.kind == PROMO and p.winback_posts != 0.0)):
        return won_back(p, row, more, post, t, trust, occasion)
    return 0


@jit(inline="always")
def on_need(p, w, row, more, t, fx):
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
    return _decide(p, w, row, more, t, trust, k, u_buy, u_rival, u_items, 0.0, False, fx)


@jit
def on_reply(p, w, row, more, t, fx):
    """The desk answers a question, or the contact gives it up; `asked` now holds the hours waited, below zero if in vain."""
    row.flags &= ~ASKING
    row.t_reply = NEVER
    days = t - row.t_last
    trust = trust_after_wait(p, row, faded(row.trust, days, p.trust_decay))
    in_vain = row.asked < 0.0
    if not in_vain:
        trust = gained(trust, p.gain_reply)
    greeting = p.welcome_on != 0.0 and greeted(p, more)
    if greeting and not in_vain:
        trust = gained(trust, greeting_gain(p, row.asked))
    _set(row, t, trust, faded(row.fatigue, days, p.fatigue_decay))
    if greeting:
        if in_vain and turned_away(p, row):
            _end(row, t)
            return GAVE_UP | LEFT_US
        return GAVE_UP if in_vain else 0
    if p.core_in_chat != 0.0 and more.marks & PROMPTED:
        return _after_post(p, w, row, more, t, trust, in_vain, fx)
    code = GAVE_UP if in_vain else 0
    if row.flags & LAPSED:
        return code | LOST
    last = np.int64(row.need_index) - 1
    k = last - ((last - row.asked_need) & 0xFFFF)  # the row keeps 16 bits of the number of the need asked about
    _, u_buy, u_rival, u_items = uniforms(p.seed_bits, row.person, NEED, k)
    if in_vain:
        return code | _met_elsewhere(p, w, row, trust, u_rival)
    return _decide(p, w, row, more, t, trust, k, u_buy, u_rival, u_items, row.asked, True, fx)


@jit
def _after_post(p, w, row, more, t, trust, in_vain, fx):
    """A promotional post had made the contact ask: the talk ends in an order or, without a need behind it, in nothing."""
    more.marks &= ~PROMPTED
    if in_vain:
        return GAVE_UP
    if row.flags & LAPSED:
        return 0
    u_buy, u_items, u_forward, _ = uniforms(p.seed_bits, row.person, PROMPTED_DICE, row.asked_need)
    code = _offer(p, w, row, more, t, trust, AFTER_A_POST | np.uint64(row.asked_need), u_buy, u_items, row.asked, True, fx)
    if code & BOUGHT and u_forward < p.pull_forward:
        row.flags |= SKIP_NEED
    return code


@jit
def _met_elsewhere(p, w, row, trust, u_rival):
    """A need is met by a rival, who may keep the contact for good."""
    if u_rival < p.rival_pull * (1.0 - trust) + p.rival_keep * (w.rival * (1.0 - trust)):
        _lapse(row)
        return LOST | DROPPED
    return LOST


@jit(inline="always")
def _decide(p, w, row, more, t, trust, k, u_buy, u_rival, u_items, hours_waited, in_chat, fx):
    """Need k is met with us or not; `in_chat`: an operator is talking to the contact."""
    code = _offer(p, w, row, more, t, trust, np.uint64(k), u_buy, u_items, hours_waited, in_chat, fx)
    return code if code else _met_elsewhere(p, w, row, trust, u_rival)


@jit(inline="always")
def _offer(p, w, row, more, t, trust, occasion, u_buy, u_items, hours_waited, in_chat, fx):
    """Order one of the products that are open, or none (0). occasion: names what led to it, for the dice."""
    discount = offered(p, w, row, more, 0.0)
    x = need_log_odds(p, w, row, trust, hours_waited, discount) - p.rival_offer * (w.rival * (1.0 - trust))
    if p.shop_on != 0.0:
        x += shop_shift(p, row, more, in_chat)
    if p.member_on != 0.0:
        x += rights(p, row, more, discount)
    if p.ease_on != 0.0:
        x += ease(p, more)
    if not happens(u_buy, x):
        return 0
    rung = which_product(p, row, more, in_chat, occasion) if p.ladder_on != 0.0 else 0
    write_order(p, more, fx, u_items, discount, rung)
    return _order(p, row, more, t, fx)


@jit
def _order(p, row, more, t, fx):
    """Book an order in the row and start its delivery."""
    code = BOUGHT
    if row.flags & CUSTOMER == 0:
        row.flags |= CUSTOMER
        row.first_order = t
        code |= FIRST
    elif row.orders == 1:
        row.second_order = t
    if row.orders == MOST_ORDERS:
        return code | TOO_MUCH
    row.orders += 1
    if p.member_fee_fen != 0.0:
        join_for_a_fee(p, row, more, fx)
    if row.revenue > MOST_FEN - fx.sales or abs(row.margin) > MOST_FEN - abs(fx.margin):
        return code | TOO_MUCH
    row.revenue += fx.sales - fx.discount
    row.margin += fx.margin
    row.discounted += fx.margin * math.exp(-p.discount_rate * (t - row.joined))
    if row.t_delivery == NEVER:  # else it travels with the order before it
        row.t_delivery = t + p.delivery_days
    if p.ladder_on != 0.0:
        note_product(more, fx.rung)
    if p.more_on != 0.0:
        after_order(p, row, more, t, fx)
    return code


@jit
def on_delivery(p, w, row, more, t, fx):
    """What was ordered arrives: satisfaction and trust move, the buyer may drop out for good, or recommend us."""
    row.t_delivery = NEVER
    days = t - row.t_last
    trust = faded(row.trust, days, p.trust_decay)
    u_quality, u_drop, u_share, _ = uniforms(p.seed_bits, row.person, DELIVERY, row.orders)
    mean = p.rung_quality[under_way(more)] if p.ladder_on != 0.0 else p.quality
    quality = min(1.0, max(0.0, mean + p.quality_sd * normal(u_quality)))
    fx.quality = quality
    fx.service = 0
    if p.reviews_on != 0.0:
        fx.review = reviewed(p, row, quality)
    row.satisfaction += p.learning * (quality - row.satisfaction)
    if quality >= 0.5:  # noqa: SIM108  two sentences read better than one
        trust = gained(trust, p.gain_delivery * (2.0 * quality - 1.0))
    else:
        trust = lost(trust, p.bad_loss * (1.0 - 2.0 * quality))
    if p.aftersales_on != 0.0:
        trust = after_sales(p, row, fx, quality, trust)
        row.margin -= fx.service
        row.discounted -= fx.service * math.exp(-p.discount_rate * (t - row.joined))
    _set(row, t, trust, faded(row.fatigue, days, p.fatigue_decay))
    code = TOO_MUCH if row.margin < -MOST_FEN else 0
    drop = row.drop - p.drop_satisfaction * (row.satisfaction - 0.5)
    if p.drop_on != 0.0 and not row.flags & LAPSED and happens(u_drop, drop):
        _lapse(row)
        code |= DROPPED
    if shares(p, row, more, p.share_delivery, trust, u_share):
        code |= _invite(p, row, more, t, fx, row.orders, DELIVERY_ROUND, code)
    if p.abuse_on != 0.0 and code & BOUGHT == 0:
        more.marks &= ~SELF_DEALT
    return code


@jit
def on_prize(p, w, row, more, t, fx):
    """Whoever has completed a team takes the prize or not; on adding, somebody invited to a group-buy team its price."""
    more.t_prize = NEVER
    discount = p.team_discount
    if t == row.joined:
        if not helper_orders(p, w, row):
            return 0
        discount = p.helper_discount
    elif not takes_prize(p, w, row, more, t):
        return 0
    write_order(p, more, fx, 0.0, discount, 0)
    return _order(p, row, more, t, fx)


@jit
def on_leave(p, w, row, more, t, fx):
    """A contact deletes us for reasons of their own."""
    _end(row, t)
    return LEFT_US
