"""What is counted in every window, by the channel that a contact came from."""

EXPOSURES = 0  # exposures on the channel; invitations looked at, for "referral"
WASTED = 1  # of these, on people who are or were contacts already
ADDED = 2
TOUCHES = 3  # posts that went out to a contact
SEEN = 4
NEEDS = 5  # of contacts: met with us, elsewhere, by an order just before, or asked about first
LOST = 6  # … elsewhere
ORDERS = 7
FIRST_ORDERS = 8
ITEMS = 9
IMPULSE_ORDERS = 10  # orders placed from a promotional post
DELIVERIES = 11
SHARES = 12  # occasions on which somebody recommended us
INVITATIONS = 13  # invitations written
QUESTIONS = 14
REPLIES = 15
WAIT_SECONDS = 16
LEFT = 17
DROPPED = 18
MESSAGES = 19  # personal messages of the SOP that went out
BLOCKED = 20  # touches that a limit or a closed account kept from a contact
MUTED = 21  # contacts who muted or left the group chat
RETURNED = 22  # lapsed contacts won back
TEAMS = 23  # teams opened
BROKEN = 24  # exposures and invitations that met a broken code
REFUSED = 25  # people who would have added, but no account could take them
PLATFORM_LOST = 26  # contacts lost with an account: banned, or its keeper left
GREETINGS = 27  # newcomers who wrote first (questions too)
GAVE_UP = 28  # questions that waited in vain
FIRST_RUNG = 29  # orders of the first product of the ladder beside the core; the second and third follow
PUBLIC_ORDERS = 32  # by people who are not contacts; in no counter above
PUBLIC_ITEMS = 33
PUBLIC_NET = 34  # fen, sales less discounts
PUBLIC_MARGIN = 35  # fen
REDEEMED = 36  # fen of orders that members paid with points
GROUPED = 37  # new contacts who joined a group chat

COUNTERS = (
    "exposures", "wasted", "added", "touches", "seen", "needs", "lost", "orders", "first_orders", "items", "impulse_orders",
    "deliveries", "shares", "invitations", "questions", "replies", "wait_seconds", "left", "dropped",
    "messages", "blocked", "muted", "returned", "teams", "broken", "refused", "platform_lost",
    "greetings", "gave_up", "rung_1_orders", "rung_2_orders", "rung_3_orders",
    "public_orders", "public_items", "public_net", "public_margin",
    "redeemed", "grouped",
)  # fmt: skip

# counted for each script of the SOP; these follow the COUNTERS in a run's counts, script by script
SCRIPT_SENT, SCRIPT_SEEN, SCRIPT_ORDERS, SCRIPT_LEFT, SCRIPT_BLOCKED, SCRIPT_HELD, SCRIPT_RETURNED = 0, 1, 2, 3, 4, 5, 6
# … and for each rule, on its own script: contacts whom it has addressed, and what they ordered from then on, treated and control
TREATED, CONTROL, TREATED_ORDERS, CONTROL_ORDERS, TREATED_MARGIN, CONTROL_MARGIN = 7, 8, 9, 10, 11, 12
SCRIPT_COUNTERS = (
    "sent", "seen", "orders", "left", "blocked", "held", "returned",
    "treated", "control", "treated_orders", "control_orders", "treated_margin", "control_margin",
)  # fmt: skip
SCRIPTS_FROM = len(COUNTERS)
PER_SCRIPT = len(SCRIPT_COUNTERS)

# cohorts by month of joining × month of age
COHORT_ORDERS, COHORT_BUYERS, COHORT_MARGIN = 0, 1, 2
