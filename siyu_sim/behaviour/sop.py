"""Rules of the SOP: whom a rule addresses by what the operator can observe, and when its next personal message is due."""

from siyu_sim.behaviour.state import NEVER
from siyu_sim.jit import jit


@jit
def next_message(p, row, more, t):
    """Find the next personal message after t."""
    more.t_message = NEVER
