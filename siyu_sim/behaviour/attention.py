"""Whether a post is seen: habit and hour, trust for it, fatigue against it."""

from siyu_sim.behaviour.trust import fade_at_least, fade_at_most
from siyu_sim.dice.draw import ROUNDING, happens
from siyu_sim.jit import jit


@jit(inline="always")
def see_log_odds(p, see, post_see, trust, fatigue):
    """Log-odds that a contact with these levels sees a post."""
    return see + post_see + p.see_trust * (trust - 0.5) - p.see_fatigue * fatigue


@jit(inline="always")
def see_at_most(p, see, post_see, trust, fatigue, days):
    """An upper bound of `see_log_odds` for levels settled `days` ago, to which nothing but time has happened since.

    Bounds stand for the exponentials; none is computed.
    """
    trust_now = trust * (fade_at_most(days * p.trust_decay) if p.see_trust >= 0.0 else fade_at_least(days * p.trust_decay))
    return see_log_odds(p, see, post_see, trust_now, fatigue * fade_at_least(days * p.fatigue_decay)) + ROUNDING


@jit(inline="always")
def see_at_most_ever(p, see, post_see):
    """The same whatever may have happened: trust lies in 0 … 1, fatigue is not negative."""
    return see + post_see + 0.5 * abs(p.see_trust) + ROUNDING


@jit(inline="always")
def sees(p, row, post, trust, fatigue, u):
    """Whether the contact sees the post."""
    return happens(u, see_log_odds(p, row.see, post.see, trust, fatigue))
