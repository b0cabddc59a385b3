"""Who a person is, computed from the dice each time it is asked: nothing is stored for a prospect."""

import math

import numpy as np

from siyu_sim.behaviour.state import NEVER
from siyu_sim.dice.decisions import COMMUNITY, HABITS, INCLINATION, JOIN, NATURE, TRAITS
from siyu_sim.dice.draw import exponential, from_table, normal
from siyu_sim.dice.philox import uniforms
from siyu_sim.jit import jit


@jit
def _segment(p, person, u_own, u_same):
    u = u_own
    if u_same < p.homophily:
        u, _, _, _ = uniforms(p.seed_bits, int(person // p.community_size), COMMUNITY, 0)
    segment = 0
    while u >= p.seg_cumulative[np.uint64(segment)]:
        segment += 1
    return segment


@jit
def segment_of(p, person):
    """Segment of anybody in the market.

    With probability `homophily` a person is of the segment that the community drew, otherwise of one drawn alone, so the
    shares of the segments are kept and friends resemble each other.
    """
    u_own, u_same, _, _ = uniforms(p.seed_bits, person, TRAITS, INCLINATION)
    return _segment(p, person, u_own, u_same)


@jit
def segment_and_receptivity(p, person):
    """(segment, inclination to add in log-odds) of anybody in the market."""
    u_own, u_same, u_receptive, _ = uniforms(p.seed_bits, person, TRAITS, INCLINATION)
    return _segment(p, person, u_own, u_same), p.receptivity_sd * normal(u_receptive)


@jit
def habits(p, need_table, drop_table, person, segment):
    """(needs a day, log-odds of seeing a post, log-odds of dropping out after an order) of a person who adds."""
    u_need, u_see, u_drop, _ = uniforms(p.seed_bits, person, TRAITS, HABITS)
    rate = p.need_rate * p.seg_need[segment] * math.exp(from_table(need_table, u_need))
    see = p.see_mean + p.see_sd * normal(u_see) + p.seg_see[segment]
    return rate, see, from_table(drop_table, u_drop)


@jit
def taste_of(p, person):
    """Taste for useful (255) against human (0) posts, 0 … 255."""
    _, u, _, _ = uniforms(p.seed_bits, person, TRAITS, NATURE)
    return int(u * 256.0)


@jit
def leaves_at(p, person, segment, t, hooked):
    """Instant at which a person who adds at t deletes us for reasons of their own; `hooked`: got the hook for adding."""
    u_stay, u_grab, u_when, _ = uniforms(p.seed_bits, person, JOIN, 0)
    hazard = p.seg_leave_rate[segment]
    natural = t + exponential(u_stay) / hazard if hazard > 0.0 else NEVER
    if hooked and u_grab < p.seg_grab[segment]:
        return min(natural, t + 2.0 * exponential(u_when))  # took the hook and went: two days on average
    return natural
