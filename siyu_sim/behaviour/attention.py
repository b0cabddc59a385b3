"""Whether a post is seen: habit, hour, trust for it, fatigue against it."""

from siyu_sim.behaviour.trust import settle
from siyu_sim.dice.draw import happens
from siyu_sim.jit import jit


@jit
def sees(p, row, post, u):
    """Whether the contact sees a post; settles the row if so, or if it was close.

    The first test uses the most that trust could add and no fatigue. It turns most posts away without reading the state, and
    changes no result: who fails it would fail the exact test.
    """
    habit = row.see + post.see
    if not happens(u, habit + p.see_slack):
        return False
    settle(p, row, post.t)
    return happens(u, habit + p.see_trust * (row.trust - 0.5) - p.see_fatigue * row.fatigue)
