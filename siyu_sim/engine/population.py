"""The tables: one row of 128 bytes a contact, one byte a prospect, and what passes between phases.

Capacity is reserved for the whole market, but memory is only taken for rows in use: the operating system commits pages when
they are first written.
"""

from __future__ import annotations

import numpy as np

from siyu_sim.behaviour.state import ROW

# status of everybody in the market: exposures so far that did not add (saturating), or one of these
CONTACT = 255  # is or was a contact
MOST_EXPOSURES = 250
CACHE_LINE = 64  # bytes

POST = np.dtype(
    [
        ("t", "f8"),
        ("minute", "u8"),  # names the slot for the dice
        ("kind", "i8"),  # 0 useful, 1 human, 2 promo
        ("see", "f8"),  # log-odds by hour and weekday
        ("gain", "f8"),  # share of missing trust restored, before taste and social proof
        ("discount", "f8"),
        ("impulse", "f8"),  # log-odds of ordering from it, beyond those of any promotional post
    ],
    align=True,
)

INVITATION = np.dtype(
    [("due", "f8"), ("sent", "f8"), ("occasion", "u8"), ("referrer", "i4"), ("contact", "u4"), ("trust", "f4")], align=True
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
    [("due", "f8"), ("occasion", "u8"), ("person", "i8"), ("channel", "i4"), ("referrer", "i4"), ("trust", "f8")],
    align=True,
)

SLOW = np.dtype(
    # the slow state of the world in one window
    [("t0", "f8"), ("t1", "f8"), ("proof", "f8")],
    align=True,
)


def new_table(market_size: int) -> np.ndarray:
    """An empty table of ROW for up to `market_size` contacts, aligned so that no row touches a third cache line."""
    room = np.empty(market_size * ROW.itemsize + CACHE_LINE, np.uint8)
    skip = -room.ctypes.data % CACHE_LINE
    return room[skip : skip + market_size * ROW.itemsize].view(ROW)


def new_status(market_size: int) -> np.ndarray:
    """Status of every person of the market, uint8, all unexposed prospects."""
    return np.zeros(market_size, np.uint8)
