"""Whether a need, or a promotional post, ends in an order with us, and what the order comes to."""

import math

from siyu_sim.behaviour.retention import points_earned
from siyu_sim.behaviour.state import CUSTOMER
from siyu_sim.dice.draw import geometric_extra, happens
from siyu_sim.jit import jit


@jit(inline="always")
def motivation(p, w, row, trust):
    """Log-odds of buying beyond the base rate: segment, trust, satisfaction, social proof, price against expectation, a campaign."""
    return (
        p.seg_buy[row.segment]
        + p.buy_trust * (trust - 0.5)
        + p.buy_satisfaction * (row.satisfaction - 0.5)
        + p.buy_proof * w.proof
        + p.seg_price[row.segment] * p.buy_price
        + w.momentum
    )


@jit(inline="always")
def need_log_odds(p, w, row, trust, hours_waited, discount):
    """Log-odds that a need is met with us."""
    base = p.buy_repeat if row.flags & CUSTOMER else p.buy_first
    x = base + motivation(p, w, row, trust) - p.buy_wait * hours_waited
    if discount > 0.0:
        x -= p.seg_price[row.segment] * math.log(1.0 - discount)
    return x


@jit
def impulse_log_odds(p, w, row, trust, discount):
    """Log-odds that a promotional post seen is answered with an order; a first order is as much harder as at a need."""
    barrier = 0.0 if row.flags & CUSTOMER else p.buy_first - p.buy_repeat
    return p.impulse + barrier + motivation(p, w, row, trust) - p.seg_price[row.segment] * math.log(1.0 - discount)


@jit
def _whole(x):
    return int(x + 0.5)


@jit
def write_order(p, more, fx, u, discount, rung):
    """Fill in the amounts of an order of product `rung` (0: the core) in integer fen: items from u, a share `discount` off."""
    items = 1 + geometric_extra(u, p.extra_items)
    price, goods, refund = p.price_fen, p.goods_fen, p.refund_share
    if rung != 0:
        price, goods, refund = p.rung_fen[rung], p.rung_goods[rung], p.rung_refund[rung]
    fx.items = items
    fx.sales = items * int(price)
    fx.discount = _whole(fx.sales * discount)
    net = fx.sales - fx.discount
    fx.goods = items * int(goods)
    fx.fee = _whole(net * p.fee_share)
    fx.refund = _whole(net * refund)
    fx.points = points_earned(p, more, net)
    fx.margin = net - fx.goods - fx.fee - fx.refund - fx.points
    fx.rung = rung


@jit
def buys_in_public(p, channel, segment, u):
    """Whether somebody who is no contact buys on the channel itself at this exposure."""
    return happens(u, channel.public_buy + p.seg_buy[segment] + p.seg_price[segment] * p.buy_price)


@jit
def public_order(p, channel, u):
    """(items, sales, goods, fee, refund) in fen of an order in public: the core product, at list price, with the channel's fee."""
    items = 1 + geometric_extra(u, p.extra_items)
    sales = items * int(p.price_fen)
    return items, sales, items * int(p.goods_fen), _whole(sales * channel.public_fee), _whole(sales * p.refund_share)
