"""The scheme of the programme: who may take part, what they are paid by successes so far, up to which cap, and teams."""

import numpy as np

from siyu_sim.behaviour.purchase import motivation
from siyu_sim.behaviour.state import BY_PROGRAMME, GUEST, NEVER
from siyu_sim.behaviour.trust import faded
from siyu_sim.dice.decisions import GUEST as GUEST_DICE
from siyu_sim.dice.decisions import TAKE
from siyu_sim.dice.draw import happens
from siyu_sim.dice.philox import uniforms
from siyu_sim.jit import jit


@jit
def takes_part(p, row):
    """Whether the contact may take part, by what the operator sees: orders and spending. Everybody, without a scheme."""
    return row.orders >= p.who_orders and row.revenue >= p.who_spent


@jit
def tier_of(p, brought):
    """Place of the tier that holds after `brought` successes."""
    tier = 0
    while tier + 1 < p.tiers and brought >= p.tier_from[tier + 1]:
        tier += 1
    return tier


@jit
def team_is_open(more, t):
    """Whether a team of the contact lacks helpers and has time left at t."""
    return more.team_left > 0 and t <= more.team_until


@jit
def room(p, more, t):
    """Fen that a referrer may still earn at t; the prize of an open team is set aside."""
    left = p.cap_fen - more.earned
    if p.team_on != 0.0 and team_is_open(more, t):
        left -= p.prize_fen
    return max(0, int(left))


@jit
def drawn_by_scheme(p, row, more):
    """(log-odds of sharing that the tools add, that the reward adds at reward sensitivity 1)."""
    if not takes_part(p, row):
        return 0.0, 0.0
    if more.earned >= p.cap_fen:
        return p.share_tools, 0.0
    return p.share_tools, p.tier_pull[tier_of(p, more.brought)]


@jit
def open_team(p, row, more, t):
    """Open a team at a share at t, unless one is open or its prize under way or beyond the cap; whether it was."""
    if p.team_on == 0.0 or not takes_part(p, row) or team_is_open(more, t) or more.t_prize != NEVER:
        return False
    if more.earned + p.prize_fen > p.cap_fen:
        return False
    more.team_until = t + p.team_days
    more.team_left = int(p.team_helpers)
    return True


@jit
def admit_invited(p, more, referrer_more, in_programme, for_team, t):
    """Mark somebody who adds at t by an invitation; a helper of a group-buy team considers its price at once."""
    if not in_programme:
        return
    more.marks |= BY_PROGRAMME
    if for_team and team_is_open(referrer_more, t):
        more.marks |= GUEST
        if p.team_orders != 0.0:
            more.t_prize = t


@jit
def helper_orders(p, w, row):
    """Whether a helper who has just added orders at the price of the team."""
    u, _, _, _ = uniforms(p.seed_bits, row.person, GUEST_DICE, 0)
    return happens(u, p.helper_base + motivation(p, w, row, row.trust) + p.seg_price[row.segment] * p.helper_cut)


@jit
def takes_prize(p, w, row, more, t):
    """Whether the opener of a complete team takes the prize: a gift always, a price cut as any other."""
    if p.team_discount >= 1.0:
        return True
    u, _, _, _ = uniforms(p.seed_bits, row.person, TAKE, np.uint64(more.team_until * 86400.0))
    trust = faded(row.trust, t - row.t_last, p.trust_decay)
    return happens(u, p.opener_base + motivation(p, w, row, trust) + p.seg_price[row.segment] * p.opener_cut)


@jit
def helps(p, more, t, t1):
    """One more helper of a team that is open at t; 1 if it is complete, and the prize due when the window has ended, at t1."""
    if not team_is_open(more, t):
        return 0
    more.team_left -= 1
    if more.team_left > 0:
        return 0
    more.t_prize = t1
    more.earned += int(p.prize_fen)
    return 1
