"""Phase 4 of a window: questions in order of arrival through a finite team with opening hours.

First come, first served by whichever operator is free first. With Poisson questions, exponential handling and a desk that never
closes this is the M/M/c queue, whose mean wait Erlang's C formula gives.
"""

import math

import numpy as np

from siyu_sim.behaviour.state import LEFT
from siyu_sim.dice.decisions import SERVICE
from siyu_sim.dice.draw import exponential
from siyu_sim.dice.philox import uniforms
from siyu_sim.engine import counters as c
from siyu_sim.jit import jit

SECONDS_PER_DAY = 86400.0


@jit
def in_opening_hours(t, opens, closes):
    """t itself if the desk is open (opens ≤ hour < closes, in days), else the next opening."""
    day = math.floor(t)
    hour = t - day
    if hour < opens:
        return day + opens
    if hour >= closes:
        return day + 1.0 + opens
    return t


@jit
def serve(p, row, question, free, opens, closes, handling):
    """Serve one question: (instant at which an operator turns to it, instant of the reply).

    Updates `free`, shape (operators,): the instants at which they are free again.
    """
    server = np.argmin(free)
    start = in_opening_hours(max(question.t, free[server]), opens, closes)
    u, _, _, _ = uniforms(p.seed_bits, row.person, SERVICE, question.need)
    free[server] = start + handling * exponential(u)
    return start, free[server]


@jit
def serve_all(parameters, table, questions, order, free, opens, closes, handling, t1, counts):
    """Serve the window's questions; sets each contact's reply, which reaches them in a later window, and the hours waited."""
    p = parameters[0]
    for k in order:
        question = questions[k]
        row = table[question.row]
        if row.flags & LEFT:
            continue
        start, reply = serve(p, row, question, free, opens, closes, handling)
        row.asked = (start - question.t) * 24.0
        row.t_reply = max(reply, t1)
        counts[c.WAIT_SECONDS, row.channel] += int((start - question.t) * SECONDS_PER_DAY + 0.5)
