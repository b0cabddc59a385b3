"""Whether a post is the one that makes a contact delete us. The background hazard is a clock of its own (world.traits)."""

from siyu_sim.jit import jit


@jit(inline="always")
def leave_log_odds(p, segment, shift, trust, fatigue):
    """Log-odds of deleting us at a post just seen, fatigue including that post; `shift`: of its kind and surface."""
    return p.leave_touch + shift + p.leave_fatigue * fatigue - p.leave_trust * (trust - 0.5) + p.seg_leave_shift[segment]
