"""Who knows whom: an implicit small world, computed and never stored.

Contact j of person i lies in i's own community with probability `inside_share`, else anywhere in the market. A person knows
a log-normal number of people. Adding somebody to the market changes only the contacts that now fall on the newcomer.
"""

import math

from siyu_sim.dice.decisions import CONTACT, NATURE, TRAITS
from siyu_sim.dice.draw import normal
from siyu_sim.dice.philox import bits, uniforms, unit
from siyu_sim.dice.pick import pick
from siyu_sim.jit import jit


@jit
def number_of_contacts(p, person):
    """How many people a person might invite, at least 1."""
    _, _, u, _ = uniforms(p.seed_bits, person, TRAITS, NATURE)
    return max(1, int(math.exp(p.contacts_log_mean + p.contacts_log_sd * normal(u)) + 0.5))


@jit
def contact_of(p, person, j):
    """The person who is contact j (0 ≤ j) of a person; may be the person itself, which an invitation then wastes."""
    where, high, low, _ = bits(p.seed_bits, person, CONTACT, j)
    market = int(p.market_size)
    if unit(where) < p.inside_share:
        size = int(p.community_size)
        first = (int(person) // size) * size
        return first + pick(high, low, min(size, market - first))
    return pick(high, low, market)
