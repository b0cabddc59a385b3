"""Whether somebody recommends us, after a delivery or on seeing a post, and what an invitation of theirs carries."""

from siyu_sim.behaviour.cheats import eager
from siyu_sim.behaviour.effects import TEAMED
from siyu_sim.behaviour.scheme import drawn_by_scheme, takes_part, team_is_open
from siyu_sim.behaviour.state import CLASS
from siyu_sim.behaviour.touchpoints import ease_of_sharing
from siyu_sim.dice.decisions import NATURE, TRAITS
from siyu_sim.dice.draw import happens
from siyu_sim.dice.philox import uniforms
from siyu_sim.jit import jit

PLAIN, PROGRAMME, FOR_TEAM = 0, 1, 2  # invitations: by oneself, by the programme, for a team of the programme
CREATOR, COMMENTER, READER = 0, 1, 2


@jit
def social_class(p, person):
    """CREATOR, COMMENTER or READER: the 1, the 9 and the 90 of a hundred. Fixed for life, and noted in the row."""
    u, _, _, _ = uniforms(p.seed_bits, person, TRAITS, NATURE)
    if u < p.creator_below:
        return CREATOR
    if u < p.commenter_below:
        return COMMENTER
    return READER


@jit(inline="always")
def share_inclination(p, row):
    """Log-odds of sharing against an ordinary reader: social class 1/9/90 and segment."""
    shift = p.seg_share[row.segment]
    kind = row.nature & CLASS
    if kind == CREATOR:
        return shift + p.creator_shift
    if kind == COMMENTER:
        return shift + p.commenter_shift
    return shift


@jit(inline="always")
def share_log_odds(p, row, more, base, trust):
    """Log-odds that a reader of the segment average shares: a base rate by trigger, trust, satisfaction, tools, reward."""
    tools, pull = p.share_tools, p.share_reward
    if p.scheme_on != 0.0:
        tools, pull = drawn_by_scheme(p, row, more)
    return (
        base
        + p.share_trust * (trust - 0.5)
        + p.share_satisfaction * (row.satisfaction - 0.5)
        + tools
        + pull * p.seg_reward[row.segment]
    )


@jit(inline="always")
def shares(p, row, more, base, trust, u):
    """Whether the contact shares at this trigger."""
    x = share_log_odds(p, row, more, base, trust)
    if p.ease_on != 0.0:
        x += ease_of_sharing(p, more)
    if p.abuse_on != 0.0:
        x += eager(p, row)
    elif not happens(u, x + p.share_slack):
        return False  # whoever it is; spares most readers a look at the second cache line of the row
    return happens(u, x + share_inclination(p, row))


@jit
def invitations_written(p, code):
    """How many people a share invites, from its outcome bits: more where it opens a team."""
    return int(p.team_invites) if code & TEAMED else int(p.invites)


@jit
def invited_by(p, row, more, t):
    """What the invitations of a share at t carry: PLAIN, PROGRAMME or FOR_TEAM."""
    if p.scheme_on == 0.0 or not takes_part(p, row):
        return PLAIN
    return FOR_TEAM if team_is_open(more, t) else PROGRAMME
