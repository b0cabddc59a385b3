"""Philox 4×32-10, the counter-based generator of Salmon, Moraes, Dror & Shaw (2011), "Parallel random numbers: as easy as
1, 2, 3", SC'11. Checked in the tests against the known-answer vectors published with the authors' Random123 library."""

import numpy as np

from siyu_sim.jit import jit

_M0 = np.uint64(0xD2511F53)
_M1 = np.uint64(0xCD9E8D57)
_W0 = np.uint64(0x9E3779B9)
_W1 = np.uint64(0xBB67AE85)
_LOW = np.uint64(0xFFFFFFFF)
_32 = np.uint64(32)


@jit(inline="always")
def philox4x32(c0, c1, c2, c3, k0, k1):
    """Ten rounds on counter (c0..c3) and key (k0, k1), each a uint64 below 2**32; four uint64 below 2**32."""
    for _ in range(10):
        p0 = _M0 * c0
        p1 = _M1 * c2
        c0, c1, c2, c3 = (p1 >> _32) ^ c1 ^ k0, p1 & _LOW, (p0 >> _32) ^ c3 ^ k1, p0 & _LOW
        k0 = (k0 + _W0) & _LOW
        k1 = (k1 + _W1) & _LOW
    return c0, c1, c2, c3


@jit(inline="always")
def bits(seed, who, decision, occasion):
    """Four words of 32 random bits for one (world seed: uint64, who: int < 2**32, decision: int, occasion: uint64)."""
    s = np.uint64(seed)
    o = np.uint64(occasion)
    return philox4x32(np.uint64(who), np.uint64(decision), o & _LOW, o >> _32, s & _LOW, s >> _32)


_TO_UNIT = 2.0**-32


@jit(inline="always")
def unit(word):
    """A word of 32 random bits as a uniform in (0, 1), never 0 nor 1."""
    return (np.float64(word) + 0.5) * _TO_UNIT


@jit(inline="always")
def uniforms(seed, who, decision, occasion):
    """Four independent uniforms in (0, 1), never 0 nor 1, on a grid of 2**-32."""
    a, b, c, d = bits(seed, who, decision, occasion)
    return unit(a), unit(b), unit(c), unit(d)


@jit
def fine_uniform(high, low):
    """One uniform in (0, 1) on a grid of 2**-53 from two words of 32 bits: for instants, where ties must not happen."""
    return (np.float64(high >> np.uint64(6)) * 134217728.0 + np.float64(low >> np.uint64(5)) + 0.5) * 2.0**-53
