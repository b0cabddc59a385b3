"""Shifted-beta-geometric retention (Fader & Hardie 2007, "How to project customer retention"), both segments of the paper.

A contract renewed once a year: needs come like clockwork, each is an order, and after each the customer ends the contract
with a Beta(α, β) propensity. The first order opens the contract; whoever makes order k + 1 has renewed k times.

The parameters are maximum-likelihood estimates from the paper's percentages of years 1–7, as in the paper; `estimate` does it
again. Years 8–12 are then a forecast, and the columns show how far the model itself is from what happened.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
import pytest
from scipy import optimize, special

from siyu_sim.simulation import simulate
from tests.scenarios import blank
from tests.validation.check import Check, assert_all

ALIVE = {  # per cent, years 1–12
    "regular": (63.1, 46.8, 38.2, 32.6, 28.9, 26.2, 24.1, 22.3, 20.7, 19.4, 18.3, 17.3),
    "high-end": (86.9, 74.3, 65.3, 59.3, 55.1, 51.7, 49.1, 46.8, 44.5, 42.7, 40.9, 39.4),
}
PARAMETERS = {"regular": (0.704, 1.182), "high-end": (0.668, 3.806)}
FITTED_YEARS = 7
PEOPLE = 400_000


def survival(t, alpha: float, beta: float):
    """S(t) = B(α, β + t) / B(α, β): share that has renewed t times."""
    return np.exp(special.betaln(alpha, beta + np.asarray(t, float)) - special.betaln(alpha, beta))


def estimate(per_cent) -> tuple[float, float]:
    """Maximum-likelihood (α, β) from the percentages alive after the first seven years."""
    alive = np.array([100, *per_cent[:FITTED_YEARS]]) / 100
    lost = -np.diff(alive)

    def minus_log_likelihood(logs):
        s = survival(np.arange(FITTED_YEARS + 1), *np.exp(logs))
        return -(lost @ np.log(-np.diff(s)) + alive[-1] * math.log(s[-1]))

    found = optimize.minimize(minus_log_likelihood, [0.0, 0.0], method="Nelder-Mead", options={"xatol": 1e-8, "fatol": 1e-14})
    return tuple(np.exp(found.x))


@lru_cache(maxsize=1)
def checks() -> list[Check]:
    found = []
    for name, (alpha, beta) in PARAMETERS.items():
        scenario = blank(
            {
                "market.size": PEOPLE,
                "market.initial_contacts": PEOPLE,
                "horizon_days": 13 * 365 + 2,
                "window_days": 365,
                "product.need.per_year": 1,
                "product.need.rhythm": "clockwork",
                "purchase.first_rate": 1,
                "purchase.repeat_rate": 1,
                "dropout.a": alpha,
                "dropout.b": beta,
            }
        )
        orders = simulate(scenario, seed=2007).rows["orders"]
        assert orders.min() >= 1
        for year, published in enumerate(ALIVE[name], 1):
            exact = float(survival(year, alpha, beta))
            se = 100 * math.sqrt(exact * (1 - exact) / PEOPLE)
            share = 100 * np.mean(orders > year)
            found.append(Check(f"sBG retention, {name}", f"% alive after year {year}", 100 * exact, share, se, published))
    return found


@pytest.mark.parametrize("name", ALIVE)
def test_parameters_are_the_estimates_from_the_published_percentages(name):
    assert estimate(ALIVE[name]) == pytest.approx(PARAMETERS[name], abs=6e-4)


@pytest.mark.slow
def test_survival():
    assert_all(checks())


@pytest.mark.slow
def test_the_model_is_near_what_happened():
    """The paper's own finding: a forecast from seven years stays within about two points over the next five."""
    for check in checks():
        assert abs(check.simulated - check.published) < 2.0
