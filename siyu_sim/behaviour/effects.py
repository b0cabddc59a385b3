"""What a handler hands back: a word of outcome bits, and the amounts of an order."""

import numpy as np

SEEN = 1
BOUGHT = 2
FIRST = 4  # … and it was the first order
INVITED = 8
ASKED = 16
LEFT_US = 32
DROPPED = 64  # will buy no more
LOST = 128  # a need met elsewhere
ADDED = 256
DECLINED = 512
TOO_MUCH = 1024  # a row's money would overflow: the run must stop

EFFECTS = np.dtype(
    [
        # one order, in integer fen and items
        ("items", "i8"), ("sales", "i8"), ("discount", "i8"), ("goods", "i8"), ("fee", "i8"), ("refund", "i8"),
        ("margin", "i8"),  # sales − discount − goods − fee − refund
        ("reward", "i8"),  # paid for a first order to referrer and invitee together
        ("occasion", "u8"),  # names the invitation round for the dice
    ],
    align=True,
)  # fmt: skip

# events of a life, as the log names them
TOUCH, NEED, REPLY, DELIVERY, LEAVE, EXPOSED, INVITATION = 1, 2, 3, 4, 5, 6, 7
EVENTS = ("", "touch", "need", "reply", "delivery", "leave", "exposed", "invitation")
OUTCOMES = ("seen", "bought", "first", "invited", "asked", "left", "dropped", "lost", "added", "declined")
