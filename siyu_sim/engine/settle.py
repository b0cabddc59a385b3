"""The end of a window: what the successes of referrers are worth, in order of their instants.

A success concerns two people, so it is settled between windows: the referrer's own row is only touched here.
"""

import numpy as np

from siyu_sim.behaviour.rewards import reward_of
from siyu_sim.jit import jit
from siyu_sim.ledger import causes

_REWARD = causes.REWARD


@jit
def settle(p, row, referrer, referrer_more, success):
    """Settle one success: fen paid to both sides together, charged to the acquisition of the person invited."""
    to_referrer, to_invitee = reward_of(p, success.kind, success.net, referrer, referrer_more)
    row.spend += to_referrer + to_invitee
    return to_referrer + to_invitee


@jit
def settle_all(parameters, table, further, successes, order, money):
    """Settle the window's successes in the given order; books money[cause, channel of the person invited]."""
    p = parameters[0]
    for k in order:
        success = successes[k]
        row = table[success.row]
        referrer = np.uint64(success.referrer)
        money[_REWARD, row.channel] += settle(p, row, table[referrer], further[referrer], success)
