"""The greeting of a newcomer who writes first, and what waiting for it does."""

from siyu_sim.jit import jit


@jit
def greeted(p, row, more):
    """Whether the reply just given was the greeting of a newcomer."""
    return False
