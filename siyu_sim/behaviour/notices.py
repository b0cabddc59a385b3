"""What concerns contacts whether or not they look: a public crisis, the loss of the account that holds them."""

from siyu_sim.behaviour.effects import BLOCKED, LEFT_US, SHOCKED
from siyu_sim.behaviour.trust import lost
from siyu_sim.dice.draw import happens
from siyu_sim.jit import jit

CONTENT, CRISIS, ACCOUNT_LOST = 0, 1, 2  # what a post is


@jit
def on_notice(p, row, more, post, t, trust, fatigue, u_a, u_b):
    """Outcome bits of a notice; LEFT_US if it loses us the contact. trust, fatigue: faded to t."""
    if post.what == CRISIS:
        if u_a >= p.crisis_heard:
            return 0
        row.trust = lost(trust, p.crisis_loss)
        row.fatigue = fatigue
        row.t_last = t
        leaves = happens(u_b, p.crisis_leave - p.crisis_trust * (trust - 0.5))
        return SHOCKED | LEFT_US if leaves else SHOCKED
    if more.account != post.account:
        return 0
    if u_a < post.strength:
        more.account = post.surface  # the account that takes over
        return 0
    return BLOCKED | LEFT_US
