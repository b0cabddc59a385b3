"""BG/NBD on the CDNOW parameters (Fader, Hardie & Lee 2005, "Counting your customers the easy way").

The simulator nests the model: needs are Poisson with Gamma(r) mixed rates, every need is an order, each order is delivered at
once, and after each the buyer drops out with a Beta(a, b) propensity. Nothing else happens. Time is in weeks of 7 days; as in
the paper a customer's clock starts at the first purchase, which the simulator does not count: joining stands for it.

The published parameters are rounded (r = 0.243, α = 4.414, a = 0.793, b = 2.426), and rounding moves E[X(t)] in the third
digit. These are the same estimates with more digits, which many implementations have found again from the same data.

For histogram and curve people must join when CDNOW's customers did. `FIRST_PURCHASES` counts the first purchases by day in the
public sample of 2,357 customers (Fader & Hardie's, read from the copy in the Python package `lifetimes` 0.11.3, column T), whose
histogram and 2,457 repeat purchases are the published ones. The simulator lets people
join evenly over those 84 days and weighs each by the number of customers of that day.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
import pytest
from scipy import special, stats

from siyu_sim.engine import counters
from siyu_sim.simulation import simulate
from tests.scenarios import blank, open_channel
from tests.validation.check import Check, assert_all

R, ALPHA, A, B = 0.2425946, 4.413603, 0.7929243, 2.4259153
PUBLISHED_PARAMETERS = 0.243, 4.414, 0.793, 2.426
CUSTOMERS = 2357
PUBLISHED_MEANS = {1: 0.0532, 3: 0.1506, 32: 1.0437, 78: 1.8576}  # expected repeat purchases by week
OBSERVED_FREQUENCIES = (1411, 439, 214, 100, 62, 38, 29, 64)  # customers with 0 … 6, 7+ repeats in weeks 1–39
OBSERVED_CUMULATIVE = {13: 828, 26: 1746, 39: 2457, 52: 3183, 65: 3844, 78: 4339}  # repeat transactions up to a week
FIRST_PURCHASES = (  # on days 1 … 84
    18, 22, 17, 20, 23, 25, 32, 18, 24, 18, 25, 26, 28, 25, 22, 22, 22, 27, 29, 35, 25, 25, 29, 26, 27, 26, 29, 31,
    33, 30, 22, 29, 30, 36, 36, 25, 43, 26, 31, 29, 33, 33, 25, 25, 25, 22, 35, 36, 34, 30, 25, 25, 32, 24, 37, 31,
    36, 34, 30, 26, 31, 30, 32, 40, 29, 29, 28, 31, 30, 30, 26, 28, 32, 25, 34, 28, 31, 28, 21, 19, 24, 24, 33, 30,
)  # fmt: skip

PEOPLE = 400_000
HELD = "BG/NBD, CDNOW: everybody joins on day 0"
STAGGERED = "BG/NBD, CDNOW: everybody joins on the day of the first purchase"


def expected_purchases(t: float) -> float:
    """E[X(t)], the paper's equation (9)."""
    if t <= 0:
        return 0.0
    z = t / (ALPHA + t)
    return (A + B - 1) / (A - 1) * (1 - (ALPHA / (ALPHA + t)) ** R * float(special.hyp2f1(R, B, A + B - 1, z)))


def probability(x: int, t: float) -> float:
    """P(X(t) = x), the paper's equation (8)."""
    j = np.arange(x + 1)
    terms = np.exp(special.gammaln(R + j) - special.gammaln(R) - special.gammaln(j + 1)) * (t / (ALPHA + t)) ** j
    alive = (ALPHA / (ALPHA + t)) ** R
    value = math.exp(special.betaln(A, B + x) - special.betaln(A, B)) * alive * terms[x]
    if x > 0:
        value += math.exp(special.betaln(A + 1, B + x - 1) - special.betaln(A, B)) * (1 - alive * terms[:x].sum())
    return value


def over_joining(f, week: float) -> float:
    """Mean of f(weeks since the first purchase) over the customers, at the end of a week."""
    day = np.arange(1, len(FIRST_PURCHASES) + 1)
    values = [f((7 * week - d) / 7) for d in day]
    return float(np.average(values, weights=FIRST_PURCHASES))


MODEL = {
    "product.need.per_year": R / ALPHA * 365 / 7,
    "product.need.heterogeneity": R,
    "purchase.first_rate": 1,
    "purchase.repeat_rate": 1,
    "dropout.a": A,
    "dropout.b": B,
}


def held(weeks: int) -> np.ndarray:
    """Purchases by the end of a week of people who all join on day 0, shape (PEOPLE,)."""
    run = simulate(
        blank(
            {
                **MODEL,
                "horizon_days": 7 * weeks,
                "window_days": 7,
                "market.size": PEOPLE,
                "market.initial_contacts": PEOPLE,
            }
        ),
        seed=390 + weeks,
    )
    assert run.rows["orders"].sum() == run.counts[:, counters.ORDERS].sum()
    return run.rows["orders"].astype(float)


def staggered(weeks: int) -> tuple[np.ndarray, np.ndarray]:
    """(purchases by the end of a week, weights) of people who join over 84 days, shapes (people,).

    Someone who joins at any time of day d stands for a first purchase on day d of the data, whose clock at the end of week w
    shows 7w − d whole days; half a day less than until midnight, on average.
    """
    # a market so large that hardly any exposure falls on a contact, who could not join again
    days = len(FIRST_PURCHASES)
    channel = open_channel(exposures_per_day=PEOPLE / days, stop_day=days)
    run = simulate(
        blank(
            {
                **MODEL,
                "horizon_days": 7 * weeks - 0.5,
                "window_days": 7,
                "market.size": 100 * PEOPLE,
                "market.initial_contacts": 0,
                "channels.shop": channel,
            }
        ),
        seed=390 + weeks,
    )
    assert len(run.rows) > 0.99 * PEOPLE
    weights = np.array(FIRST_PURCHASES)[run.rows["joined"].astype(int)]
    return run.rows["orders"].astype(float), weights / weights.sum()


def weighted(values: np.ndarray, weights: np.ndarray) -> tuple[float, float]:
    """(mean, standard error) for 2,357 customers."""
    mean = float(weights @ values)
    return CUSTOMERS * mean, CUSTOMERS * math.sqrt(weights**2 @ (values - mean) ** 2)


@lru_cache(maxsize=1)
def means() -> list[Check]:
    checks = []
    for t, published in PUBLISHED_MEANS.items():
        x = held(t)
        se = x.std() / math.sqrt(len(x))
        checks.append(Check(HELD, f"purchases a customer by week {t}", expected_purchases(t), x.mean(), se, published))
    return checks


@lru_cache(maxsize=1)
def frequencies() -> list[Check]:
    """Customers of 2,357 with 0 … 6, 7+ repeat purchases in 39 weeks."""
    x, weights = staggered(39)
    exact = [over_joining(lambda t, k=k: probability(k, t), 39) for k in range(7)]
    exact.append(1 - sum(exact))
    checks = []
    for k, p in enumerate(exact):
        number, se = weighted((x == k if k < 7 else x >= 7).astype(float), weights)
        name = f"customers with {k}{'+' if k == 7 else ''} repeat{'s'[: k != 1]} in 39 weeks"
        checks.append(Check(STAGGERED, name, CUSTOMERS * p, number, se, OBSERVED_FREQUENCIES[k]))
    return checks


@lru_cache(maxsize=1)
def curve() -> list[Check]:
    """Repeat transactions of 2,357 customers up to weeks 13 … 78."""
    checks = []
    for week, observed in OBSERVED_CUMULATIVE.items():
        number, se = weighted(*staggered(week))
        exact = CUSTOMERS * over_joining(expected_purchases, week)
        checks.append(Check(STAGGERED, f"repeat transactions up to week {week}", exact, number, se, observed))
    return checks


def checks() -> list[Check]:
    return means() + frequencies() + curve()


def fit() -> tuple[float, float]:
    """(chi-square, probability) of the observed frequencies against the simulated ones: 8 cells, 4 estimated parameters."""
    simulated = np.array([c.simulated for c in frequencies()])
    chi_square = float(((np.array(OBSERVED_FREQUENCIES) - simulated) ** 2 / simulated).sum())
    return chi_square, float(stats.chi2.sf(chi_square, 8 - 1 - 4))


def test_parameters_are_the_published_ones():
    assert pytest.approx(PUBLISHED_PARAMETERS, abs=5e-4) == (R, ALPHA, A, B)
    assert sum(FIRST_PURCHASES) == sum(OBSERVED_FREQUENCIES) == CUSTOMERS


@pytest.mark.slow
def test_expected_purchases():
    assert_all(means())
    for check in means():  # the closed form is the one that was published, up to the digits of the parameters
        assert check.exact == pytest.approx(check.published, rel=3e-4, abs=5e-5)


@pytest.mark.slow
def test_frequency_of_purchases():
    """The model's own misfit to the data is the published one: chi-square 4.82 with 3 degrees of freedom, p = 0.19."""
    assert_all(frequencies())
    exact = np.array([c.exact for c in frequencies()])
    published_fit = float(((np.array(OBSERVED_FREQUENCIES) - exact) ** 2 / exact).sum())
    assert published_fit == pytest.approx(4.82, abs=0.02)
    chi_square, p = fit()
    assert chi_square == pytest.approx(published_fit, abs=1.0)
    assert p > 0.05


@pytest.mark.slow
def test_cumulative_purchases():
    """The simulator reproduces the model's curve. What CDNOW's customers did is another matter: the model is 14 % low at
    week 13, and within 5 % from week 26 to week 78."""
    assert_all(curve())
    for check in curve():
        assert check.exact == pytest.approx(check.published, rel=0.15 if check.quantity.endswith("week 13") else 0.05)
