"""Trust and fatigue: both fade exponentially, and are brought up to date only when somebody looks.

Trust is shot noise with saturation: each good contact restores a share g of what is missing,
T ← 1 − (1 − T)(1 − g), and between contacts T halves every `half_life_days`.
"""

import math

from siyu_sim.jit import jit


@jit
def settle(p, row, t):
    """Bring trust and fatigue of a row to instant t (t ≥ t_last)."""
    dt = t - row.t_last
    row.trust *= math.exp(-dt * p.trust_decay)
    row.fatigue *= math.exp(-dt * p.fatigue_decay)
    row.t_last = t


@jit
def gain(row, g):
    """Restore the share g (0 … 1) of the missing trust."""
    row.trust = 1.0 - (1.0 - row.trust) * (1.0 - min(1.0, g))


@jit
def lose(row, share):
    """Lose a share (0 … 1) of the trust there is."""
    row.trust *= 1.0 - share


@jit
def post_gain(p, w, row, kind, base):
    """Share of missing trust that one post seen restores: base gain × taste × social proof."""
    taste = 1.0 + p.taste_spread * p.kind_taste_sign[kind] * (row.taste / 127.5 - 1.0)
    return base * taste * (1.0 + p.social_proof * w.proof)
