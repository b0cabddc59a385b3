"""The tables: one row of 128 bytes a contact, one byte a prospect, and what passes between phases.

Capacity is reserved for the whole market, but memory is only taken for rows in use: the operating system commits pages when
they are first written.
"""

from __future__ import annotations

import numpy as np

from siyu_sim.behaviour.state import ROW
from siyu_sim.scenario.schema import Scenario

# status of everybody in the market: exposures so far that did not add (saturating), or one of these
CONTACT = 255  # is or was a contact
MOST_EXPOSURES = 250
CACHE_LINE = 64  # bytes

POST = np.dtype(
    [
        ("t", "f8"),
        ("minute", "u8"),  # names the slot for the dice
        ("kind", "i8"),  # 0 useful, 1 human, 2 promo
        ("see", "f8"),  # log-odds by hour, weekday and surface
        ("gain", "f8"),  # share of missing trust restored, before taste and social proof
        ("discount", "f8"),
        ("fatigue", "f8"),  # that it adds when seen
        ("leave", "f8"),  # log-odds of leaving at it
        ("impulse", "f8"),  # log-odds of an order at it
        ("strength", "f8"),  # of a notice, see `what`
        ("what", "i8"),  # CONTENT, or a notice that concerns people whether or not they look
        # 0: every contact gets it, nothing but the rule of seeing decides. Else the following count, and nobody is passed over
        ("special", "i8"),
        ("surface", "i8"),  # touchpoint
        ("rule", "i8"),  # who gets it: a rule of the SOP; −1: everybody on the surface
        ("account", "i8"),  # of ours that it concerns; −1: all
        ("over_limit", "i8"),  # 1: a sending limit of the platform keeps it from everybody whom it is for
        ("before", "i8"),  # ordinary posts before it
    ],
    align=True,
)

SUCCESS = np.dtype(
    # somebody invited did what may be rewarded: added, ordered first, ordered again; or a referrer brought fakes: net is then
    # their number, row the referrer's own, occasion the round of sharing
    [("t", "f8"), ("row", "i8"), ("referrer", "i8"), ("net", "i8"), ("kind", "i8"), ("occasion", "u8")],
    align=True,
)
INVITATION = np.dtype(
    [
        ("due", "f8"),
        ("occasion", "u8"),
        ("referrer", "i4"),
        ("contact", "u4"),
        ("trust", "f4"),
        ("programme", "u4"),
    ],
    align=True,  # behaviour.sharing: PLAIN, PROGRAMME, FOR_TEAM
)

OPERATOR = np.dtype(
    # somebody at the desk: free again at an instant; hours in days; team 0: the desk's own, then the shifts
    [("free", "f8"), ("opens", "f8"), ("closes", "f8"), ("handling", "f8"), ("weekdays", "i8"), ("team", "i8")],
    align=True,
)

QUESTION = np.dtype([("t", "f8"), ("row", "i8"), ("need", "u8")], align=True)

PLAN = np.dtype(
    # exposures bought or earned on one channel on one day, spread evenly over the first `span` of it
    [("day", "i8"), ("channel", "i8"), ("exposures", "i8"), ("span", "f8")],
    align=True,
)

ARRIVAL = np.dtype(
    # somebody meets us in a window: an exposure (referrer −1) or an invitation. An invitation written late in the window before
    # may be due before this one begins: it is looked at as soon as the window begins, in the order of what was due
    [
        ("due", "f8"),
        ("occasion", "u8"),
        ("person", "i8"),
        ("channel", "i4"),
        ("referrer", "i4"),
        ("trust", "f8"),
        ("programme", "u4"),
    ],
    align=True,
)

SLOW = np.dtype(
    # the slow state of the world in one window
    [
        ("t0", "f8"), ("t1", "f8"), ("proof", "f8"),
        ("momentum", "f8"),  # of campaigns: log-odds of buying
        ("offer", "f8"),  # share off the price that a campaign offers everybody
        ("reputation", "f8"),  # of what was delivered lately, −1 … 1
        ("load", "f8"),  # contacts held for each that the desk can look after; read where it has such a limit
        ("cases", "f8"),  # good deliveries lately that content can draw on, 0 … 1
        ("rival", "f8"),  # share of the window in which a rival campaigns
    ],
    align=True,
)  # fmt: skip

GROUP = np.dtype(
    # a group chat; number 0 stands for none, and its `members` is the number of groups opened so far
    [
        ("mood", "f8"),  # 0 dead … 1 everybody talks
        ("proof", "f8"),  # orders a week for each active member, at most 1
        ("members", "i8"),  # who joined and neither left nor muted it, at the end of the latest window
        ("room", "i8"),  # places not yet taken; whoever leaves is not replaced
    ],
    align=True,
)

ACCOUNT = np.dtype(
    # one of our accounts that holds contacts; without platform limits there is one, number 0
    [
        ("opened", "f8"),  # inf: not yet
        ("silent_until", "f8"),  # banned for a time: neither adds nor posts
        ("closed", "i8"),
        ("members", "i8"),  # contacts held
        ("adds", "i8"),  # since the hazard was last looked at
        ("adds_today", "i8"), ("today", "i8"),
    ],
    align=True,
)  # fmt: skip


def new_table(market_size: int, dtype: np.dtype = ROW) -> np.ndarray:
    """An empty table for up to `market_size` contacts, aligned so that no ROW touches a third cache line."""
    room = np.empty(market_size * dtype.itemsize + CACHE_LINE, np.uint8)
    skip = -room.ctypes.data % CACHE_LINE
    return room[skip : skip + market_size * dtype.itemsize].view(dtype)


def new_groups(scenario: Scenario) -> np.ndarray:
    """Group chats, GROUP: number 0 and as many as the whole market could fill."""
    groups = scenario.groups
    return np.zeros(1 if groups is None else 1 + -(-scenario.market.size // groups.size), GROUP)


def new_status(market_size: int) -> np.ndarray:
    """Status of every person of the market, uint8, all unexposed prospects."""
    return np.zeros(market_size, np.uint8)
