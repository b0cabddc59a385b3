"""The name of every decision that is drawn. A number is never used twice: two decisions with one number would share luck.

The comment says who decides and what the occasion is: a thing in the world, never a running count of draws, so that two
strategies which share the thing share its dice.
"""

TRAITS = 1  # person; occasion: block of traits
NEED_GAP = 2  # person; occasion: k-th need of this person
NEED_PHASE = 3  # person; occasion: 0
TOUCH = 4  # person; occasion: the minute of the post
TOUCH_ORDER = 5  # person; occasion: the minute of the post
NEED = 6  # person; occasion: k-th need of this person
DELIVERY = 7  # person; occasion: k-th order of this person
JOIN = 8  # person; occasion: 0 (what follows from having added)
ADD = 9  # person; occasion: the exposure
EXPOSURE = 10  # channel; occasion: (day, j-th exposure of the day)
AUDIENCE = 11  # person; occasion: channel
CONTACT = 12  # person; occasion: j-th contact of this person
INVITE = 13  # person who writes; occasion: (trigger, m-th invitation of the share)
POST_KIND = 14  # calendar; occasion: the minute of the slot
POST_GAP = 15  # calendar; occasion: k-th post (random timing only)
COMMUNITY = 16  # community; occasion: 0 (what its members have in common)
SERVICE = 17  # person; occasion: k-th need asked about (handling time at the desk)
ACCEPT = 18  # person invited; occasion: the invitation
OUTAGE = 20  # channel; occasion: k-th break of its code
BAN = 21  # account; occasion: day
RESIGN = 22  # account; occasion: day
MESSAGE = 19  # person; occasion: rule of the SOP and what it follows
FOLLOW = 60  # person; occasion: touchpoint (whether this person takes it up, and how often they look there)
MUTE = 61  # person; occasion: the post in the group chat
PRODUCT = 80  # person; occasion: that of the order (which product of the ladder)
PATIENCE = 81  # person; occasion: the question (how long until it is given up)
GREETING = 82  # person; occasion: 0 (whether they write first on adding, and how long they wait)
PUBLIC = 83  # person; occasion: the exposure (whether they buy in public)
PROMPTED = 84  # person; occasion: the day of the post that led to a question
SCRIPT = 40  # person; occasion: the rule's name (which of its scripts, and whether held out)
RETURN = 41  # person; occasion: the touch at which a lapsed contact may come back
CARE = 42  # person; occasion: k-th order of this person (whether a bad delivery is followed up)
MEMBERSHIP = 43  # person; occasion: k-th order of this person (whether the fee is paid)
GUEST = 100  # person invited into a group-buy team; occasion: 0 (orders at once or not)
TAKE = 105  # person whose team is complete; occasion: the second at which it would have closed (takes the prize or not)
FAKES = 101  # person who cheats; occasion: the round of sharing (how many)
CHECK_FAKE = 102  # person who cheats; occasion: (round of sharing, m-th fake)
CHECK = 103  # person invited; occasion: what they did (added, ordered first)
REVIEW = 104  # person; occasion: k-th order of this person

# blocks of traits: the occasions of TRAITS
INCLINATION, HABITS, NATURE, HONESTY = 0, 1, 2, 3
