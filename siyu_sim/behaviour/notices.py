"""What concerns contacts whether or not they look: a public crisis, the loss of the account that holds them."""

from siyu_sim.jit import jit

CONTENT, CRISIS, ACCOUNT_LOST = 0, 1, 2  # what a post is


@jit
def on_notice(p, row, more, post, t, trust, fatigue, u_a, u_b):
    """Outcome bits of a notice; LEFT_US if it loses us the contact."""
    return 0
