"""The state that rules read and write: one row of 128 bytes a contact.

A row is two cache lines: the first holds all that a post or an idle day reads, the second what orders and adding need. Rows
are laid out record by record rather than column by column because the sweep takes one person after another; columns are then
strided views (`table["trust"]`).
"""

import numpy as np

# flags of a row
LEFT = 1  # deleted or blocked us, at t_leave
LAPSED = 2  # will never again have a need that we hear of
CUSTOMER = 4
SHARED = 8
SKIP_NEED = 16  # an impulse order has already met the next need
ASKING = 32  # waits for a reply
READ = 64  # has seen a touch of ours

NEVER = np.inf

ROW = np.dtype(
    [
        # ---- first cache line
        # private clocks, in days
        ("t_need", "f8"), ("t_delivery", "f8"), ("t_reply", "f8"), ("t_leave", "f8"),
        ("t_last", "f8"),  # instant at which trust and fatigue were last settled
        ("person", "u4"),
        ("see", "f4"),  # log-odds of seeing a post
        ("trust", "f4"), ("fatigue", "f4"), ("satisfaction", "f4"),
        ("channel", "u1"), ("segment", "u1"), ("flags", "u1"), ("taste", "u1"),
        # ---- second cache line
        ("joined", "f8"),
        ("need_index", "u4"), ("referrer", "i4"),  # referrer: row, or -1
        # money in fen: net sales, contribution of orders, spent to acquire this contact
        ("revenue", "i4"), ("margin", "i4"), ("spend", "i4"),
        ("discounted", "f4"),  # contribution discounted to the day of joining, fen
        ("rate", "f4"),  # needs a day
        ("drop", "f4"),  # log-odds of dropping out after an order
        ("first_order", "f4"), ("second_order", "f4"),  # instants, inf: none
        ("asked", "f4"),  # instant of the pending question; then hours waited
        ("orders", "u2"), ("asked_need", "u2"), ("generation", "u2"), ("last_month", "u2"),
    ],
    align=True,
)  # fmt: skip
assert ROW.itemsize == 128 and ROW.fields is not None and ROW.fields["joined"][1] == 64, ROW
