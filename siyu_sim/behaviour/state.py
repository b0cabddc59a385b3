"""The state that rules read and write: one row of 128 bytes a contact, and one of 56 bytes more where a mechanism needs it.

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

CLASS = 3  # of `nature`: the bits of the social class
CHEAT = 4  # … uses the programme for rewards alone, where it pays

# marks of the further row
MUTED = 1  # sees no more of the group
GREETING = 2  # the open question is the greeting of a newcomer
WON_BACK = 4  # had lapsed once and came back
GUEST = 8  # came to help a team
BY_PROGRAMME = 16  # was invited by somebody who took part in the programme
SELF_DEALT = 32  # the order under way was bought for the reward
PROMPTED = 64  # the open question follows a promotional post; the row's `asked_need` is then its day

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
        ("control", "u2"),  # rules of the SOP of whose control the contact is, a bit each
        ("nature", "u1"),  # social class (see behaviour.sharing), CHEAT
    ],
    align=True,
)  # fmt: skip

MORE = np.dtype(
    # what optional mechanisms keep of a contact: written and read only where one of them is on
    [
        ("t_message", "f8"),  # instant of the next personal message
        ("t_prize", "f8"),  # instant at which a completed team's prize is taken
        ("last_order", "f4"),  # instant; −inf: never
        ("read_day", "u2"),  # day on which a touch of ours was last seen, plus one; 0: never
        ("addressed", "u2"),  # rules of the SOP that have ever addressed the contact, a bit each
        ("team_until", "f4"),  # instant at which an open team closes
        ("points", "i4"),  # held, in fen that they are worth
        ("earned", "i4"),  # fen of rewards so far, as a referrer
        ("account", "u4"),  # which of our accounts holds the contact
        ("group", "u4"),  # which group chat; 0: none
        ("follows", "u2"),  # touchpoints followed, a bit each
        ("brought", "u2"),  # successes as a referrer
        ("sent_day", "u2"),  # day of the latest message sent, plus one; 0: none
        ("sent_in_month", "u1"),  # messages in the month of that day
        ("message", "u1"),  # rule of the next personal message
        ("team_left", "u1"),  # helpers that the open team still lacks
        ("level", "u1"),  # of membership
        ("bought", "u1"),  # products ever bought, the one under way, the team that answers: see behaviour.ladder
        ("marks", "u1"),
    ],
    align=True,
)  # fmt: skip
assert MORE.itemsize == 56, MORE.itemsize
assert ROW.itemsize == 128 and ROW.fields is not None and ROW.fields["joined"][1] == 64, ROW
