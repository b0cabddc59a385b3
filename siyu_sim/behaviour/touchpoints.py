"""Where a post reaches people, and what that changes: Moments, one-to-one chat, group chats, an official account and others.

Who has a touchpoint is a bit of `follows` in the further row, by the number of the surface. Being in a group chat stands in
`group` instead.
"""

from statistics import NormalDist

import numpy as np

from siyu_sim.behaviour.effects import BLOCKED, MUTED_US, REACHED
from siyu_sim.behaviour.state import MUTED
from siyu_sim.dice.decisions import FOLLOW, MUTE
from siyu_sim.dice.draw import ROUNDING, happens, normal
from siyu_sim.dice.philox import uniforms
from siyu_sim.jit import jit

MOMENTS, CHAT, GROUP, OFFICIAL, LIVE, FAN, MINI = 0, 1, 2, 3, 4, 5, 6
SURFACES = ("moments", "chat", "group", "official", "live", "fan", "mini")
N_SURFACES = len(SURFACES)
PROMO = 2


# ------------------------------------------------------------------------------------------------- who has what


@jit
def _follows(p, row, surface):
    """Whether the contact takes up a touchpoint once it is offered: fixed for life, whatever they think of us by then."""
    u, _, _, _ = uniforms(p.seed_bits, row.person, FOLLOW, surface)
    return happens(u, p.touch_join[surface] + p.seg_see[row.segment])


@jit
def followed_on_adding(p, row):
    """Touchpoints that a new contact has, a bit each."""
    bits = 0
    for surface in range(N_SURFACES):
        if p.touch_known[surface] != 0.0 and p.touch_gated[surface] == 0.0 and _follows(p, row, surface):
            bits |= 1 << surface
    return bits


@jit
def ask_in(p, row, more):
    """After an order: offer the touchpoints that are kept for those who bought as much."""
    for surface in range(N_SURFACES):
        if (
            p.touch_gated[surface] != 0.0
            and not more.follows >> surface & 1
            and row.orders >= p.touch_min_orders[surface]
            and row.revenue >= p.touch_min_fen[surface]
            and _follows(p, row, surface)
        ):
            more.follows |= 1 << surface


@jit(inline="always")
def had(more):
    """Touchpoints that the contact has now, a bit each; a group chat: is a member and has not muted it."""
    in_group = (more.group != 0) & (more.marks & MUTED == 0)  # no branch: half of all contacts are
    return np.int64(more.follows) | (np.int64(in_group) << GROUP)


@jit
def ease(p, more):
    """Log-odds of meeting a need with us that the contact's touchpoints add."""
    return p.had_ease[had(more)]


@jit
def ease_of_sharing(p, more):
    """Log-odds of sharing that the contact's touchpoints add."""
    return p.had_share[had(more)]


@jit
def joins_group(p, row, room):
    """Whether a new contact joins the group that has `room` places left."""
    u, _, _, _ = uniforms(p.seed_bits, row.person, FOLLOW, GROUP)
    manual = p.group_manual if p.group_size - room >= p.group_open else 0.0
    return happens(u, p.group_join + manual)


# ------------------------------------------------------------------------------------------------- a post


@jit
def reaches(p, row, more, account, post, t):
    """REACHED if a special post can be seen by this contact at all; 0 if it is not for them; BLOCKED if a limit stops it."""
    surface = post.surface
    if surface == GROUP and p.groups_on != 0.0:
        if more.group == 0 or more.marks & MUTED:
            return 0
    elif p.touch_known[surface] != 0.0 and not more.follows >> surface & 1:
        return 0
    if post.over_limit or (p.accounts_on != 0.0 and surface <= GROUP and account.silent_until > t):
        return BLOCKED  # Moments, chats and groups are the account's own; the rest goes on while it is banned
    return REACHED


@jit
def surface_shifts(p, row, more, group, post):
    """What the surface changes for this contact beyond what the post itself says: (log-odds of seeing, factor of trust gained,
    log-odds of leaving, of buying)."""
    see = 0.0
    if p.touch_habit[post.surface] > 0.0:
        _, u, _, _ = uniforms(p.seed_bits, row.person, FOLLOW, post.surface)
        see = p.touch_habit[post.surface] * normal(u)
    if post.surface != GROUP or p.groups_on == 0.0:
        return see, 1.0, 0.0, 0.0
    mood = group.mood - 0.5
    gain = (1.0 + p.group_gain * mood) * (1.0 + p.group_proof_gain * group.proof)
    return see + p.group_see * mood, gain, 0.0, p.group_proof_buy * group.proof


_STEPS = 256
_NORMAL_AT_MOST = np.array([NormalDist().inv_cdf((k + 1) / _STEPS) for k in range(_STEPS - 1)] + [7.0])


@jit(inline="always")
def habit_at_most(habit, word):
    """An upper bound of what habit, a spread above 0, adds to seeing; word: of 32 bits, whose uniform `surface_shifts` uses."""
    return habit * _NORMAL_AT_MOST[word >> np.uint64(24)] + ROUNDING


@jit(inline="always")
def mood_at_most(p):
    """An upper bound of what the mood of a group, 0 … 1, adds to seeing."""
    return 0.5 * abs(p.group_see) + ROUNDING


@jit
def after_seen(p, w, row, more, group, post, t, occasion, trust):
    """What else follows from a special post seen; outcome bits. In a group chat: muting it for good."""
    if post.surface != GROUP or p.groups_on == 0.0:
        return 0
    u, _, _, _ = uniforms(p.seed_bits, row.person, MUTE, occasion)
    x = p.group_mute - p.group_mute_mood * (group.mood - 0.5)
    if post.kind == PROMO:
        x += p.group_mute_promo
    if happens(u, x):
        more.marks |= MUTED
        return MUTED_US
    return 0
