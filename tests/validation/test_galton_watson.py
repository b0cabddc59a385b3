"""Galton–Watson cascades: referral as a branching process.

Every contact has exactly one occasion to share: one order (a need within 2.4 hours of joining, bought with certainty), after
which they share with certainty and drop out with certainty. Each share writes `INVITES` invitations to people anywhere in
the market, each accepted with probability K / INVITES, so the offspring is Binomial(INVITES, K / INVITES) with mean K.
An invitation is looked at in the window after it was written, so generation g joins at the start of day g.

The market is so large that hardly any invitation meets somebody who is a contact already; those that do are counted, and what
they can change at most is the stated bias.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
import pytest
from scipy import optimize, stats

from siyu_sim.engine import counters
from siyu_sim.simulation import Run, simulate
from tests.scenarios import blank
from tests.validation.check import Check, assert_all, mean_and_error

MARKET = 40_000_000
INVITES = 3
TREES = 1500  # a world
WORLDS = 6
GENERATIONS = 10  # looked at for K > 1
CASCADES = "Galton–Watson cascades"


def offspring(s: float, k: float) -> float:
    """G(s) of Binomial(INVITES, k / INVITES)."""
    a = k / INVITES
    return (1 - a + a * s) ** INVITES


def total_size(n: int, k: float) -> float:
    """P(a cascade has n people in all), seed included (Dwass 1969): P(Binomial(n·INVITES, a) = n − 1) / n."""
    return float(stats.binom.pmf(n - 1, n * INVITES, k / INVITES)) / n


def extinct_by(g: int, k: float) -> float:
    """P(nobody in generation g): G iterated g times on 0."""
    q = 0.0
    for _ in range(g):
        q = offspring(q, k)
    return q


def cascades(k: float, days: int) -> list[Run]:
    scenario = blank(
        {
            "market.size": MARKET,
            "market.initial_contacts": TREES,
            "horizon_days": days,
            "market.contacts.mean": 100_000,
            "product.need.per_year": 3650,
            "product.need.rhythm": "clockwork",
            "purchase.first_rate": 1,
            "purchase.repeat_rate": 1,
            "dropout.a": 1.0,
            "dropout.b": 1e-12,  # a propensity of 1, for all that a draw can tell
            "sharing.after_delivery_rate": 1,
            "sharing.invites": INVITES,
            "sharing.add_rate": k / INVITES,
        }
    )
    return [simulate(scenario, 1869 + world) for world in range(WORLDS)]


def roots(run: Run) -> np.ndarray:
    """The seed of each contact's cascade, shape (contacts,). Referrers always stand before those whom they referred."""
    root = np.arange(len(run.rows))
    for g in range(1, int(run.rows["generation"].max()) + 1):
        mine = run.rows["generation"] == g
        root[mine] = root[run.rows["referrer"][mine]]
    return root


def collision_share(run: Run) -> float:
    """Share of the invitations looked at that met a contact."""
    counts = run.counts.sum(axis=0)[:, run.channels.index("referral")]
    return counts[counters.WASTED] / max(1, counts[counters.EXPOSURES])


def sizes_of(run: Run, generation: int | None = None) -> np.ndarray:
    """People of each cascade, in all or in one generation, shape (TREES,)."""
    counted = slice(None) if generation is None else run.rows["generation"] == generation
    return np.bincount(roots(run)[counted], minlength=TREES)[:TREES]


def below_one(k: float, days: int, large: int) -> list[Check]:
    runs = cascades(k, days)
    for run in runs:
        assert run.counts[-5:, counters.SHARES].sum() == 0, "the last cascades had not ended"
        assert (run.rows["orders"] == 1).all()
    sizes = np.concatenate([sizes_of(run) for run in runs])
    thinned = k * (1 - max(collision_share(run) for run in runs))
    mean, se, _ = mean_and_error(sizes)
    found = [Check(CASCADES, f"K = {k}: mean size", 1 / (1 - k), mean, se, bias=1 / (1 - k) - 1 / (1 - thinned))]
    for n in range(1, 6):
        found.append(
            _share(f"K = {k}: share of cascades of size {n}", sizes == n, lambda kk, n=n: total_size(n, kk), k, thinned)
        )
    larger = lambda kk: 1 - sum(total_size(n, kk) for n in range(1, large + 1))  # noqa: E731
    found.append(_share(f"K = {k}: share of cascades larger than {large}", sizes > large, larger, k, thinned))
    return found


def _share(name: str, holds: np.ndarray, probability, k: float, thinned: float) -> Check:
    """A share against its probability at K, with the binomial standard error; the bias is what the collisions can change."""
    p = probability(k)
    return Check(CASCADES, name, p, holds.mean(), math.sqrt(p * (1 - p) / len(holds)), bias=abs(p - probability(thinned)))


def above_one(k: float) -> list[Check]:
    runs = cascades(k, GENERATIONS + 1)
    thinned = k * (1 - max(collision_share(run) for run in runs))
    found = []
    for g in (1, 2, 3, 5, GENERATIONS):
        alive = np.concatenate([sizes_of(run, g) for run in runs])
        found.append(_share(f"K = {k}: extinct by generation {g}", alive == 0, lambda kk, g=g: extinct_by(g, kk), k, thinned))
        mean, se, _ = mean_and_error(alive)
        found.append(Check(CASCADES, f"K = {k}: people of generation {g} in a cascade", k**g, mean, se, bias=k**g - thinned**g))
    return found


def ultimate_extinction(k: float) -> float:
    """The smallest root of q = G(q) in [0, 1)."""
    return float(optimize.brentq(lambda q: offspring(q, k) - q, 0, 1 - 1e-6)) if k > 1 else 1.0


@lru_cache(maxsize=1)
def checks() -> list[Check]:
    return below_one(0.5, 60, large=10) + below_one(0.9, 250, large=30) + above_one(1.2)


def test_closed_forms_agree_with_one_another():
    for k in (0.5, 0.9):
        sizes = np.arange(1, 20_000)
        p = stats.binom.pmf(sizes - 1, sizes * INVITES, k / INVITES) / sizes
        assert p.sum() == pytest.approx(1, abs=1e-6)
        assert p @ sizes == pytest.approx(1 / (1 - k), rel=1e-3)
        assert extinct_by(500, k) == pytest.approx(1)
    assert extinct_by(500, 1.2) == pytest.approx(ultimate_extinction(1.2))
    assert 0 < ultimate_extinction(1.2) < 1


@pytest.mark.slow
def test_cascades():
    assert_all(checks())
    assert max(c.bias / c.se for c in checks()) < 0.5, "the market is too small: collisions matter"
