"""Which person an exposure of a channel falls on, and when: a finite audience, met again and again as it is bought out."""

import numpy as np

from siyu_sim.dice.decisions import AUDIENCE, EXPOSURE
from siyu_sim.dice.philox import bits, fine_uniform, uniforms
from siyu_sim.dice.pick import pick
from siyu_sim.jit import jit
from siyu_sim.world.traits import segment_of

MOST_TRIES = 4096  # an audience thinner than about one in a thousand people may leave an exposure without a viewer


@jit
def draw_exposure(p, channel, day, j):
    """Dice of the j-th exposure of a day: (instant, uniform over the day; two words that name the person)."""
    a, b, high, low = bits(p.seed_bits, channel.code, EXPOSURE, (day << 32) | j)
    return float(day) + fine_uniform(a, b), high, low


@jit
def in_audience(p, channel, person):
    """Whether a channel can reach a person at all: fixed for life, and growing with the audience share."""
    u, _, _, _ = uniforms(p.seed_bits, person, AUDIENCE, channel.code)
    if u < channel.audience_least:
        return True
    if u >= channel.audience_most:
        return False
    return u < channel.audience[segment_of(p, person)]


@jit
def exposed_person(p, channel, high, low):
    """The person on whom an exposure falls, uniform over the audience; −1 if nobody was found."""
    market = int(p.market_size)
    for attempt in range(MOST_TRIES):
        person = pick(high, low ^ np.uint64(attempt), market)
        if in_audience(p, channel, person):
            return person
    return -1
