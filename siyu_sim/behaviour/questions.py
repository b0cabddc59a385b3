"""Questions to the desk: about a need, after a promotional post, or the greeting of a newcomer; and what waiting does to trust.

Until the reply the row keeps what was asked about; the desk then writes the hours waited, below zero where the contact has
given the question up.
"""

import math

import numpy as np

from siyu_sim.behaviour.effects import ASKED
from siyu_sim.behaviour.state import ASKING, GREETING, PROMPTED
from siyu_sim.dice.decisions import GREETING as GREETING_DICE
from siyu_sim.dice.decisions import PATIENCE
from siyu_sim.dice.draw import exponential
from siyu_sim.dice.philox import uniforms
from siyu_sim.jit import jit

A_GREETING = np.uint64(1) << np.uint64(40)  # numbers of questions that no need has
AFTER_A_POST = np.uint64(1) << np.uint64(41)
LEAST_HOURS = 1e-6


@jit
def ask_after_post(row, more, t):
    """A promotional post makes the contact ask about what is sold in chat only; nothing if a question is open already."""
    if row.flags & ASKING:
        return 0
    row.flags |= ASKING
    row.asked = t
    row.asked_need = np.int64(t) & 0xFFFF
    more.marks |= PROMPTED
    return ASKED


@jit
def question_number(p, row, more):
    """Names the question just asked among all of this contact, for the dice of the desk."""
    if p.core_in_chat != 0.0 and more.marks & PROMPTED:
        return AFTER_A_POST | np.uint64(row.asked_need)
    return np.uint64(row.need_index) - np.uint64(1)


@jit
def patience_of(p, row, more, number):
    """Days that the contact waits for an operator before giving the question up; infinite where nobody does."""
    if p.welcome_on != 0.0 and more.marks & GREETING:
        _, u, _, _ = uniforms(p.seed_bits, row.person, GREETING_DICE, 0)
        return p.greet_patience * exponential(u)
    if p.patience == 0.0:
        return np.inf
    u, _, _, _ = uniforms(p.seed_bits, row.person, PATIENCE, number)
    return p.patience * exponential(u)


@jit
def given_up(row, asked, patience, t1):
    """Nobody turned within `patience` days to the question of the instant `asked`: the contact acts on it, t1 at the earliest."""
    row.t_reply = max(asked + patience, t1)
    row.asked = -max(24.0 * patience, LEAST_HOURS)


@jit(inline="always")
def trust_after_wait(p, row, trust):
    """Trust that is left after the wait."""
    return trust if p.wait_decay == 0.0 else trust * math.exp(-p.wait_decay * abs(row.asked))
