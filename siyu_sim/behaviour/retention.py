"""What keeps customers: offers, membership, points, after-sales care, winning back.

Each raises one term of action = motivation + ability + trigger: winning back is a trigger for those who have none left, membership
is ability (price, ease), after-sales care restores motivation (satisfaction, trust).
"""

import math

from siyu_sim.behaviour.effects import RETURNED
from siyu_sim.behaviour.need import first_need_after
from siyu_sim.behaviour.sop import assignments, next_message
from siyu_sim.behaviour.state import LAPSED, SKIP_NEED, WON_BACK
from siyu_sim.behaviour.touchpoints import ask_in
from siyu_sim.behaviour.trust import gained, lost
from siyu_sim.dice.decisions import CARE, MEMBERSHIP, RETURN
from siyu_sim.dice.draw import happens
from siyu_sim.dice.philox import uniforms
from siyu_sim.jit import jit

NO_RULE = 255


@jit
def offered(p, w, row, more, discount):
    """Share off the price that this contact may take now, if a post offers `discount`."""
    best = max(discount, w.offer)
    if p.member_on != 0.0:
        best = max(best, p.level_price[more.level])
    return best


# ------------------------------------------------------------------------------------------------- membership


@jit
def points_used(p, more, net):
    """Fen of points with which a member pays a part of an order of `net` fen."""
    if p.points_share == 0.0 or more.level == 0 or more.points < p.points_threshold:
        return 0
    return min(int(more.points), int(net * p.points_most))


@jit
def points_earned(p, more, net):
    """Worth, in fen, of the points that an order of `net` fen earns: on what is not paid with points."""
    if p.points_share == 0.0 or more.level == 0:
        return 0
    return int((net - points_used(p, more, net)) * p.points_share + 0.5)


@jit
def rights(p, row, more, discount):
    """Log-odds of an order that membership adds beyond its price: the level's rights, and the pull of points about to be used."""
    net = p.price_fen * (1.0 - discount)
    used = points_used(p, more, net)
    x = p.level_buy[more.level]
    if used > 0:
        x -= p.seg_price[row.segment] * math.log(1.0 - used / net)
    return x


@jit
def join_for_a_fee(p, row, more, fx):
    """With an order that reaches the first level, perhaps buy the membership: the fee is a sale without goods."""
    if more.level > 0 or row.revenue + fx.sales - fx.discount < p.level_fen[1]:
        return
    u, _, _, _ = uniforms(p.seed_bits, row.person, MEMBERSHIP, row.orders)
    if u < p.member_join:
        more.level = 1
        fee = int(p.member_fee_fen)
        kept = int(fee * p.fee_share + 0.5)
        fx.sales += fee
        fx.fee += kept
        fx.margin += fee - kept


@jit
def after_order(p, row, more, t, fx):
    """What an order changes beyond the row: points, level, the messages that follow it, what rules may claim it."""
    pending = more.message if more.t_message == t else NO_RULE
    more.last_order = t
    if p.sop_on != 0.0:
        assignments(row, more, fx)
    if p.member_on != 0.0:
        fx.redeemed = points_used(p, more, fx.sales - fx.discount)
        more.points += fx.points - fx.redeemed
        if more.level > 0 or p.member_fee_fen == 0.0:
            level = more.level
            while level < p.n_levels and row.revenue >= p.level_fen[level + 1]:
                level += 1
            more.level = level
    if p.gated_on != 0.0:
        ask_in(p, row, more)
    if p.clocks_on != 0.0:
        next_message(p, row, more, t, pending)


# ------------------------------------------------------------------------------------------------- after-sales, winning back


@jit
def after_sales(p, row, fx, quality, trust):
    """Care after a delivery; returns the trust after it."""
    if quality >= 0.5:
        return trust
    u, _, _, _ = uniforms(p.seed_bits, row.person, CARE, row.orders)
    if u >= p.care_share:
        return trust
    fx.service = int(p.care_fen)
    row.satisfaction = gained(row.satisfaction, p.care_satisfaction)
    return gained(trust, p.care_trust)


@jit
def won_back(p, row, more, post, t, trust, occasion):
    """RETURNED if a contact who had lapsed takes up buying at a touch seen: needs go on by their own clock."""
    u, _, _, _ = uniforms(p.seed_bits, row.person, RETURN, occasion)
    x = p.winback_rate + post.impulse + p.winback_trust * (trust - 0.5)
    if post.discount > 0.0:
        x -= p.seg_price[row.segment] * math.log(1.0 - post.discount)
    if not happens(u, x):
        return 0
    row.flags &= ~(LAPSED | SKIP_NEED)
    row.need_index, row.t_need = first_need_after(p, row.person, row.rate, t)
    more.marks |= WON_BACK
    return RETURNED


@jit
def affronted(p, row, discount, trust):
    """Trust after a deep discount has been seen, by somebody who has paid well."""
    if discount >= p.affront_discount and row.revenue >= p.affront_fen and row.orders > 0:
        return lost(trust, p.affront_loss)
    return trust
