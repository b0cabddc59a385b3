"""Choosing one of n so that n may grow: power-of-two consistent hashing.

A plain `floor(u * n)` moves nearly every choice when one person is added. Here, going from n to n + 1 moves a choice with
probability 1/(n + 1), and then only to the newcomer. The scheme walks the powers of two downwards: at a level with 2**k
places it draws until it hits the upper half below n (chosen) or the lower half (the level below decides). Uniformity and
minimal disturbance are tests.
"""

import numpy as np

from siyu_sim.jit import jit


@jit
def mix(x):
    """The finalizer of SplitMix64 (Steele, Lea & Flood 2014): a bijection on uint64 that spreads every input bit."""
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


@jit
def pick(high, low, n):
    """One of 0 … n−1 (int64) from two words of 32 random bits; n ≥ 1."""
    base = (np.uint64(high) << np.uint64(32)) | np.uint64(low)
    level = 0
    while (1 << level) < n:
        level += 1
    while level > 0:
        half = np.int64(1) << (level - 1)
        mask = np.uint64((np.int64(1) << level) - 1)
        attempt = 0
        while True:
            salt = np.uint64(level * 4096 + attempt) * np.uint64(0x9E3779B97F4A7C15)
            x = np.int64(mix(base + salt) & mask)
            if x < half:
                break
            if x < n:
                return x
            attempt += 1
        n = half
        level -= 1
    return np.int64(0)
