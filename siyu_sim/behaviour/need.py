"""When needs arise: a renewal process of each person, in the time of the world.

Poisson needs with Gamma-mixed rates give negative-binomial purchases; Erlang gaps are more regular, clockwork gaps are renewals
of a contract. Needs do not wait for us: somebody who adds on day 100 has had the needs before that day met elsewhere.
"""

from siyu_sim.behaviour.state import NEVER
from siyu_sim.dice.decisions import NEED_GAP, NEED_PHASE
from siyu_sim.dice.draw import exponential
from siyu_sim.dice.philox import uniforms
from siyu_sim.jit import jit

CLOCKWORK, POISSON, ERLANG2, ERLANG3 = 0, 1, 2, 3


@jit
def need_gap(p, person, k, rate):
    """Days between need k−1 and need k of a person; the first of a rhythmic need starts at a random phase."""
    if rate <= 0.0:
        return NEVER
    a, b, c, _ = uniforms(p.seed_bits, person, NEED_GAP, k)
    rhythm = int(p.rhythm)
    if rhythm == CLOCKWORK:
        gap = 1.0
    elif rhythm == ERLANG2:
        gap = (exponential(a) + exponential(b)) / 2.0
    elif rhythm == ERLANG3:
        gap = (exponential(a) + exponential(b) + exponential(c)) / 3.0
    else:
        return exponential(a) / rate
    if k == 0:
        phase, _, _, _ = uniforms(p.seed_bits, person, NEED_PHASE, 0)
        gap *= phase
    return gap / rate


@jit
def first_need_after(p, person, rate, t):
    """(index, instant) of a person's first need after t. Needs are a clock of the world: they do not wait for us."""
    k = 0
    instant = need_gap(p, person, k, rate)
    while instant <= t:
        k += 1
        instant += need_gap(p, person, k, rate)
    return k, instant
