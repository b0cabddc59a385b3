"""Trust and fatigue: both fade exponentially, and are brought up to date only when somebody looks.

Trust is shot noise with saturation: each good contact restores a share g of what is missing,
T ← 1 − (1 − T)(1 − g), and between contacts T halves every `half_life_days`.
"""

import math

from siyu_sim.jit import jit


@jit(inline="always")
def faded(level, days, rate):
    """A level after `days` of exponential decay at `rate` a day."""
    return level * math.exp(-days * rate)


@jit(inline="always")
def gained(trust, g):
    """Trust after the share g (0 … 1) of what is missing has been restored."""
    return 1.0 - (1.0 - trust) * (1.0 - min(1.0, g))


@jit(inline="always")
def lost(trust, share):
    """Trust after a share (0 … 1) of it is lost."""
    return trust * (1.0 - share)


@jit(inline="always")
def post_gain(p, w, row, kind, base):
    """Share of missing trust that one post seen restores: base gain × taste × social proof."""
    taste = 1.0 + p.taste_spread * p.kind_taste_sign[kind] * (row.taste / 127.5 - 1.0)
    return base * taste * (1.0 + p.social_proof * w.proof)
