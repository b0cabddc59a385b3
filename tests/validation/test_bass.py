"""Bass diffusion as the limit of a large market.

Everybody in the market meets the channel at rate p (exposures fall on anybody, whoever has not adopted adds at once), and each
contact recommends at rate q to one person anywhere in the market, who adds if not a contact yet. Then
dF/dt = (p + qF)(1 − F), whose solution is F(t) = (1 − e^−(p+q)t) / (1 + (q/p) e^−(p+q)t).

An invitation is looked at in the window after the one in which it was written, here of two days. `windowed` is the same
mean-field model with exactly that delay, so that what the window does is known and not hidden in a tolerance: the simulation is
held against `windowed`, and the gap between `windowed` and the closed form is stated as the shift.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
import pytest

from siyu_sim.engine import counters
from siyu_sim.simulation import simulate
from tests.scenarios import blank, open_channel
from tests.validation.check import Check, assert_all, mean_and_error

CASES = {"meta-average": (0.03, 0.38), "colour TV": (0.005, 0.84)}  # p, q a year
YEARS = {"meta-average": (1, 3, 5, 8, 12), "colour TV": (2, 4, 6, 8, 10)}
MARKET = 40_000
RUNS = 6
DAYS = 366  # of a year; a whole number of windows
WINDOW = 2  # days


def bass(t: float, p: float, q: float) -> float:
    decay = math.exp(-(p + q) * t)
    return (1 - decay) / (1 + q / p * decay)


@lru_cache(maxsize=16)
def windowed(p: float, q: float, years: int, window_days: float = WINDOW) -> np.ndarray:
    """F at the end of every window when invitations written in one window arrive together at the start of the next."""
    steps = 20  # within a window
    dt = window_days / DAYS / steps
    adopted, written, path = 0.0, 0.0, []
    for _ in range(round(years * DAYS / window_days)):
        adopted += (1 - adopted) * (1 - math.exp(-written))
        written = 0.0
        for _ in range(steps):
            middle = adopted + (1 - adopted) * p * dt / 2
            written += q * middle * dt
            adopted += (1 - adopted) * (1 - math.exp(-p * dt))
        path.append(adopted)
    return np.array(path)


def simulated(p: float, q: float, years: int, seed: int) -> np.ndarray:
    """Share of the market that has added, by window."""
    scenario = blank(
        {
            "market.size": MARKET,
            "market.initial_contacts": 0,
            "market.contacts.mean": MARKET,
            "horizon_days": years * DAYS,
            "window_days": WINDOW,
            "channels.press": open_channel(exposures_per_day=p * MARKET / DAYS),
            "product.need.per_year": q * 365 / DAYS,
            "purchase.first_rate": 1,
            "purchase.repeat_rate": 1,
            "sharing.after_delivery_rate": 1,
            "sharing.invites": 1,
            "sharing.add_rate": 1,
        }
    )
    run = simulate(scenario, seed)
    return run.counts[:, counters.ADDED].sum(axis=1).cumsum() / MARKET


@lru_cache(maxsize=1)
def checks() -> list[Check]:
    found = []
    for name, (p, q) in CASES.items():
        last = max(YEARS[name])
        paths = np.array([simulated(p, q, last, 1969 + k) for k in range(RUNS)])
        for year in YEARS[name]:
            mean, se, df = mean_and_error(paths[:, year * DAYS // WINDOW - 1])
            exact = bass(year, p, q)
            shift = windowed(p, q, last)[year * DAYS // WINDOW - 1] - exact
            study = f"Bass diffusion, {name} (p = {p}, q = {q} a year)"
            found.append(Check(study, f"share adopted after {year} year{'s'[: year > 1]}", exact, mean, se, df=df, shift=shift))
    return found


@pytest.mark.parametrize("name", CASES)
def test_the_window_delays_in_proportion_to_its_length(name):
    """The window's effect is bounded, one-sided, and vanishes with the window: the closed form is the limit."""
    p, q = CASES[name]
    last = max(YEARS[name])
    for year in YEARS[name]:
        exact = bass(year, p, q)
        full, half = (exact - windowed(p, q, last, w)[round(year * DAYS / w) - 1] for w in (WINDOW, WINDOW / 2))
        assert 0 < full < 0.01
        assert half == pytest.approx(full / 2, rel=0.1)


@pytest.mark.slow
def test_adoption():
    assert_all(checks())
