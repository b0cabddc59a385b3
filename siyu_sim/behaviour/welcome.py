"""The greeting of a newcomer who writes first, and what waiting for it does."""

import math

from siyu_sim.behaviour.questions import given_up
from siyu_sim.behaviour.state import ASKING, GREETING
from siyu_sim.dice.decisions import GREETING as GREETING_DICE
from siyu_sim.dice.draw import exponential
from siyu_sim.dice.philox import uniforms
from siyu_sim.jit import jit


@jit
def writes_first(p, row, more):
    """Whether a new contact greets us: a question that opens at the instant of adding. Without a desk nobody will answer it."""
    u, u_patience, _, _ = uniforms(p.seed_bits, row.person, GREETING_DICE, 0)
    if u >= p.greet_share:
        return False
    row.flags |= ASKING
    row.asked = row.joined
    more.marks |= GREETING
    if p.desk_on == 0.0:
        given_up(row, row.joined, p.greet_patience * exponential(u_patience), row.joined)
    return True


@jit
def greeted(p, more):
    """Whether the question just answered, or given up, was the greeting of a newcomer."""
    if more.marks & GREETING:
        more.marks &= ~GREETING
        return True
    return False


@jit
def turned_away(p, row):
    """Whether a newcomer whom nobody answered deletes us."""
    _, _, u, _ = uniforms(p.seed_bits, row.person, GREETING_DICE, 0)
    return u < p.greet_leave


@jit
def greeting_gain(p, hours):
    """Share of missing trust that the answer to a greeting gains, beside that of any reply."""
    return p.greet_gain * math.exp(-p.greet_fade * hours)
