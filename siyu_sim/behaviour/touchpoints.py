"""Where a post reaches people, and what that changes: Moments, one-to-one chat, group chats, an official account and others."""

from siyu_sim.behaviour.effects import REACHED
from siyu_sim.jit import jit

MOMENTS, CHAT, GROUP, OFFICIAL, LIVE, FAN, MINI = 0, 1, 2, 3, 4, 5, 6
SURFACES = ("moments", "chat", "group", "official", "live", "fan", "mini")


@jit
def reaches(p, row, more, account, post, t):
    """REACHED if a special post can be seen by this contact at all; 0 if it is not for them; BLOCKED if a limit stops it."""
    return REACHED


@jit
def surface_shifts(p, row, more, group, post):
    """What the surface changes for this contact: (log-odds of seeing, factor of trust gained, log-odds of leaving, of buying)."""
    return 0.0, 1.0, 0.0, 0.0


@jit
def after_seen(p, w, row, more, group, post, t, occasion, trust):
    """What else follows from a special post seen; outcome bits."""
    return 0
