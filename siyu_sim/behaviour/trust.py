"""Trust and fatigue: both fade exponentially, and are brought up to date only when somebody looks.

Trust is shot noise with saturation: each good contact restores a share g of what is missing,
T ← 1 − (1 − T)(1 − g), and between contacts T halves every `half_life_days`.
"""

from siyu_sim.dice.draw import decay
from siyu_sim.jit import jit


@jit(inline="always")
def faded(level, days, rate):
    """A level after `days` of exponential decay at `rate` a day."""
    return level * decay(days * rate)


@jit(inline="always")
def fade_at_most(x):
    """An upper bound of e**-x for x ≥ 0, tight for small x, in plain arithmetic: 1 − x + x²/2, or 1."""
    return min(1.0, 1.0 - x * (1.0 - 0.5 * x))


@jit(inline="always")
def fade_at_least(x):
    """A lower bound of e**-x for x ≥ 0: (1 − x/64)**64, or 0."""
    y = max(0.0, 1.0 - x / 64.0)
    y *= y
    y *= y
    y *= y
    y *= y
    y *= y
    return y * y


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
