"""Whether a delivery is reviewed in public, and whether a bad review is settled before it counts."""

from siyu_sim.dice.decisions import REVIEW
from siyu_sim.dice.philox import uniforms
from siyu_sim.jit import jit

NONE, GOOD, BAD, SETTLED = 0, 1, 2, 3  # SETTLED: a bad one, steered


@jit
def reviewed(p, row, quality):
    """NONE, GOOD, BAD or SETTLED for the delivery of the latest order."""
    u, u_steer, _, _ = uniforms(p.seed_bits, row.person, REVIEW, row.orders)
    if quality >= p.good_from:
        return GOOD if u < p.good_review else NONE
    if quality < p.bad_below and u < p.bad_review:
        return SETTLED if u_steer < p.steered else BAD
    return NONE
