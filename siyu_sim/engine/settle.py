"""The end of a window: what the successes of referrers are worth, in order of their instants.

A success concerns two people, so it is settled between windows: the referrer's own row is only touched here.
"""

import numpy as np

from siyu_sim.behaviour.rewards import FAKED, settle_fakes, settle_honest
from siyu_sim.engine import counters as c
from siyu_sim.jit import jit
from siyu_sim.ledger import causes

_REWARD, _ABUSE = causes.REWARD, causes.ABUSE
MOST_SPEND = 2_000_000_000  # fen that a row has room for


@jit
def settle_all(parameters, slow, table, further, successes, order, money, counts):
    """Settle the window's successes in the given order.

    Rewards belong to the acquisition of the person invited: money[cause, channel of that person]. What fakes cost belongs to the
    contact who brought them, and to the channel that brought that contact. False if the money of a contact no longer fits its row.
    """
    p = parameters[0]
    t1 = slow[0].t1
    for k in order:
        success = successes[k]
        t = success.t
        row = table[success.row]
        i = np.uint64(success.referrer)
        paid = 0
        if success.kind == FAKED:
            lost, checked, caught, completed = settle_fakes(p, success.net, success.occasion, t, t1, table[i], further[i])
            counts[c.FAKES, row.channel] += success.net
            counts[c.CAUGHT, row.channel] += caught
        else:
            paid, lost, checked, refused, completed = settle_honest(
                p, success.kind, success.net, t, t1, row, further[success.row], table[i], further[i]
            )
            counts[c.UNREWARDED, row.channel] += refused
        if row.spend > MOST_SPEND - paid - lost:
            return False
        row.spend += paid + lost
        money[_REWARD, row.channel] += paid
        money[_ABUSE, row.channel] += lost
        counts[c.CHECKED, row.channel] += checked
        counts[c.COMPLETED, table[i].channel] += completed
    return True
