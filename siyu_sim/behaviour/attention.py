"""Whether a post is seen: habit and hour, trust for it, fatigue against it."""

from siyu_sim.dice.draw import happens
from siyu_sim.jit import jit


@jit(inline="always")
def might_see(p, row, post, u):
    """False if the contact would miss the post even with full trust and no fatigue: most posts, without reading the state.

    This changes no result, since who fails it would fail `sees`.
    """
    return happens(u, row.see + post.see + p.see_slack)


@jit(inline="always")
def sees(p, row, post, trust, fatigue, u):
    """Whether the contact sees the post."""
    return happens(u, row.see + post.see + p.see_trust * (trust - 0.5) - p.see_fatigue * fatigue)
