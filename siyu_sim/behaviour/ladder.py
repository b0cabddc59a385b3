"""The ladder of products: which are open to a contact, and which of them a need ends in.

At a need every product that is open stands beside buying nothing: a multinomial logit with an outside option. With `d` the
log-odds of a product against the core,

    P(any) = σ(x + log Σ exp(d)),    P(product | any) = exp(d) / Σ exp(d)

where x is the log-odds of the core alone. With only the core open the sum is 1 and its logarithm exactly 0.

One byte of the further row keeps, from the lowest bit: four bits of products ever bought (bit 0: the core), two of the product
under way, two of the team that answers the open question.
"""

import math

import numpy as np

from siyu_sim.behaviour.state import CUSTOMER
from siyu_sim.dice.decisions import PRODUCT
from siyu_sim.dice.philox import uniforms
from siyu_sim.jit import jit

PRODUCTS = 4
IMPOSSIBLE = -700.0  # log-odds below any draw


@jit
def is_open(p, row, more, k, in_chat):
    """Whether product k is offered to this contact; `in_chat`: by an operator who answers a question."""
    if p.rung_there[k] == 0.0 or (p.rung_chat[k] != 0.0 and not in_chat):
        return False
    if p.rung_new[k] != 0.0 and row.flags & CUSTOMER:
        return False
    needed = int(p.rung_after[k])
    return row.orders >= p.rung_orders[k] and (needed == 0 or (more.bought & needed) != 0)


@jit
def odds(attraction, sensitivity, price):
    """exp(d) of a product, d being its log-odds against the core."""
    return math.exp(attraction + sensitivity * price)


@jit
def pull(p, row, k):
    """exp(d) of product k for this contact."""
    return p.rung_odds[np.int64(row.segment) * PRODUCTS + k]


@jit
def total_pull(p, row, more, in_chat):
    """Σ exp(d) over the products that are open."""
    total = 0.0
    for k in range(PRODUCTS):
        if is_open(p, row, more, k, in_chat):
            total += pull(p, row, k)
    return total


@jit
def shop_shift(p, row, more, in_chat):
    """Log-odds that any product is bought, against the core alone: the choice there is, and the skill of who answers."""
    total = total_pull(p, row, more, in_chat)
    if total == 0.0:
        return IMPOSSIBLE
    return math.log(total) + (p.team_skill[team_of(more)] if in_chat else 0.0)


@jit
def which_product(p, row, more, in_chat, occasion):
    """The product bought, given that one is."""
    u, _, _, _ = uniforms(p.seed_bits, row.person, PRODUCT, occasion)
    left = u * total_pull(p, row, more, in_chat)
    last = 0
    for k in range(PRODUCTS):
        if is_open(p, row, more, k, in_chat):
            last = k
            left -= pull(p, row, k)
            if left < 0.0:
                return k
    return last


@jit
def note_product(more, k):
    """Product k was ordered: it counts as bought, and is under way."""
    more.bought = np.uint8((more.bought & 0xCF) | (1 << k) | (k << 4))


@jit
def under_way(more):
    """The product ordered last, which the next delivery is judged by."""
    return np.int64((more.bought >> 4) & 3)


@jit
def note_team(more, team):
    """The team of the operator who answers the open question."""
    more.bought = np.uint8((more.bought & 0x3F) | (team << 6))


@jit
def team_of(more):
    return np.int64(more.bought >> 6)
