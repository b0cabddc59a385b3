"""Whether somebody recommends us, after a delivery or on seeing a post."""

from siyu_sim.behaviour.touchpoints import ease_of_sharing
from siyu_sim.dice.decisions import NATURE, TRAITS
from siyu_sim.dice.draw import happens
from siyu_sim.dice.philox import uniforms
from siyu_sim.jit import jit


@jit
def share_inclination(p, person, segment):
    """Log-odds of sharing against an ordinary reader: social class 1/9/90 and segment."""
    u, _, _, _ = uniforms(p.seed_bits, person, TRAITS, NATURE)
    shift = p.seg_share[segment]
    if u < p.creator_below:
        return shift + p.creator_shift
    if u < p.commenter_below:
        return shift + p.commenter_shift
    return shift


@jit(inline="always")
def share_log_odds(p, row, base, trust):
    """Log-odds that a reader of the segment average shares: a base rate by trigger, trust, satisfaction, tools, reward."""
    return (
        base
        + p.share_trust * (trust - 0.5)
        + p.share_satisfaction * (row.satisfaction - 0.5)
        + p.share_tools
        + p.share_reward * p.seg_reward[row.segment]
    )


@jit(inline="always")
def shares(p, row, more, base, trust, u):
    """Whether the contact shares at this trigger. Who the person is gets looked up only where it can matter."""
    x = share_log_odds(p, row, base, trust)
    if p.ease_on != 0.0:
        x += ease_of_sharing(p, more)
    if not happens(u, x + p.share_slack):
        return False
    return happens(u, x + share_inclination(p, row.person, row.segment))
