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
DECLINED = 512  # did not add
GAVE_UP = DECLINED  # at a reply: there was none, the contact waited in vain
MUTED_US = 1024  # the group chat muted or left
RETURNED = 2048  # a lapsed contact won back
BLOCKED = 4096  # a limit or a closed account kept it from the contact
TEAMED = 8192  # opened a team that needs helpers
REACHED = 16384  # a special post that the contact could see; an ordinary one reaches everybody
SHOCKED = 32768  # heard of a crisis
SENT = 1 << 16  # a message of the SOP went out to the contact
HELD = 1 << 17  # … would have, but the contact is of the rule's control
FAKED = 1 << 18  # brought fake accounts
TOO_MUCH = 1 << 30  # a row's money would overflow: the run must stop

EFFECTS = np.dtype(
    [
        # one order, in integer fen and items
        ("items", "i8"), ("sales", "i8"), ("discount", "i8"), ("goods", "i8"), ("fee", "i8"), ("refund", "i8"),
        ("margin", "i8"),  # sales − discount − goods − fee − refund − points
        ("points", "i8"),  # worth of the points earned
        ("service", "i8"),  # cost of after-sales care at a delivery
        ("rung", "i8"),  # product of the ladder ordered; 0: the core product
        ("redeemed", "i8"),  # fen of points used
        ("rule", "i8"), ("newly", "i8"),  # script of the SOP that addressed the contact; 1: the first time that its rule did
        ("treated", "i8"), ("control", "i8"),  # rules that had addressed who ordered, a bit each
        ("quality", "f8"),  # of what was delivered
        ("review", "i8"),  # of the delivery, see behaviour.reviews
        ("fakes", "i8"),  # fake accounts brought
        ("touch", "u8"),  # names a personal message for the dice
        ("occasion", "u8"),  # names the invitation round for the dice
    ],
    align=True,
)  # fmt: skip

# events of a life, as the log names them
TOUCH, NEED, REPLY, DELIVERY, LEAVE, EXPOSED, INVITATION, MESSAGE, PRIZE = 1, 2, 3, 4, 5, 6, 7, 8, 9
EVENTS = ("", "touch", "need", "reply", "delivery", "leave", "exposed", "invitation", "message", "prize")
OUTCOMES = (
    "seen", "bought", "first", "invited", "asked", "left", "dropped", "lost", "added", "declined",
    "muted", "returned", "blocked", "teamed", "reached", "shocked", "sent", "held", "faked",
)  # fmt: skip
LOGGED = (1 << 30) - 1  # the outcome bits that a log line keeps
