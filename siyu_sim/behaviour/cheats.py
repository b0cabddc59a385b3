"""Cheats (羊毛党 of the programme): who they are, when faking pays, how many fakes they bring."""

from siyu_sim.behaviour.effects import BOUGHT
from siyu_sim.behaviour.scheme import takes_part
from siyu_sim.behaviour.state import CHEAT, SELF_DEALT
from siyu_sim.dice.decisions import FAKES, HONESTY, TRAITS
from siyu_sim.dice.draw import geometric_extra
from siyu_sim.dice.philox import uniforms
from siyu_sim.jit import jit

NOTHING, ADDING, BUYING = 0, 1, 2  # what a cheat gains by
MOST_FAKES = 100  # at one occasion


@jit
def honesty(p, person, segment):
    """CHEAT for a person who cheats where it pays, else 0: fixed for life, and noted in the row."""
    u, _, _, _ = uniforms(p.seed_bits, person, TRAITS, HONESTY)
    return CHEAT if u < p.seg_cheat[segment] else 0


@jit
def eager(p, row):
    """Log-odds of using an occasion to share that a cheat has above others, where faking pays."""
    if p.fake_by != NOTHING and row.nature & CHEAT and takes_part(p, row):
        return p.cheat_eager
    return 0.0


@jit
def fakes_brought(p, row, more, occasion, code):
    """Fakes that the contact brings at this occasion instead of inviting friends; 0: none.

    Where a fake has to buy there is one an occasion, and none on the goods of the one before: a single order feeds no chain.
    """
    if p.fake_by == NOTHING or not row.nature & CHEAT or more.earned >= p.cap_fen or not takes_part(p, row):
        return 0
    if p.fake_by == BUYING and (code & BOUGHT or more.marks & SELF_DEALT):
        return 0
    if p.fake_by == BUYING:
        return 1
    u, _, _, _ = uniforms(p.seed_bits, row.person, FAKES, occasion)
    return min(MOST_FAKES, 1 + geometric_extra(u, p.further_fakes))
