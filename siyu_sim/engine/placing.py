"""On which of our accounts a newcomer lands, within the limits of the platform, and whether a channel's code works."""

import math

import numpy as np

from siyu_sim.jit import jit

NO_ROOM = -1


@jit
def is_broken(outages, channel, t):
    """Whether the code of a channel is out of order at t."""
    for k in range(len(outages)):  # noqa: SIM110  compiled code knows no generators
        if outages[k].channel == channel and outages[k].start <= t < outages[k].end:
            return True
    return False


@jit
def may_add(p, account, t):
    """Whether an open account takes one more at t."""
    changed = t >= p.rules_change
    if account.closed != 0 or account.silent_until > t:
        return False
    if account.members >= (p.then_contacts if changed else p.most_contacts):
        return False
    today = account.adds_today if account.today == math.floor(t) else 0
    if today >= (p.then_adds if changed else p.most_adds):
        return False
    return t - account.opened >= p.nurture_days or today < p.nurture_adds


@jit
def place(p, accounts, t):
    """The account that takes a newcomer at t, the first with room; opens another if that is allowed; NO_ROOM: nobody can."""
    n = 0
    while n < len(accounts) and accounts[np.uint64(n)].opened <= t:
        if may_add(p, accounts[np.uint64(n)], t):
            return n
        n += 1
    if n < len(accounts):
        accounts[np.uint64(n)].opened = t
        if may_add(p, accounts[np.uint64(n)], t):
            return n
    return NO_ROOM


@jit
def take(account, t):
    """Book one newcomer on an account."""
    today = math.floor(t)
    if account.today != today:
        account.today = today
        account.adds_today = 0
    account.adds_today += 1
    account.adds += 1
    account.members += 1


@jit
def hold(p, accounts):
    """The account of somebody held on day 0: accounts are filled one after another, the last one beyond its limit if need be."""
    n = 0
    while n < len(accounts) - 1 and accounts[np.uint64(n)].members >= p.most_contacts:
        n += 1
    account = accounts[np.uint64(n)]
    account.opened = -1.0e6  # long ago: nurtured, and no day of adds to remember
    account.members += 1
    return n
