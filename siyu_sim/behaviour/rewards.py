"""What a success of a referrer is worth, to both sides; the prize of a completed team."""

from siyu_sim.behaviour.state import NEVER
from siyu_sim.jit import jit

ADDED_US, ORDERED_FIRST, ORDERED_AGAIN = 0, 1, 2  # what somebody invited did


@jit
def reward_of(p, kind, net, referrer, referrer_more):
    """(fen to the referrer, fen to the invited person) for one success; `net`: fen of the order."""
    if (kind == ADDED_US and p.pay_on_add != 0.0) or (kind == ORDERED_FIRST and p.pay_on_add == 0.0):
        return int(p.reward_fen), int(p.invitee_fen)
    return 0, 0


@jit
def on_prize(p, w, row, more, t, fx):
    """A team is complete: the prize is taken."""
    more.t_prize = NEVER
    return 0
