"""From uniforms to draws: every transform against SciPy, monotone, and right at the edges."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numba import njit
from scipy import special, stats

from siyu_sim.dice.draw import (
    TABLE_POINTS,
    beta_table,
    constant_table,
    exponential,
    from_table,
    gamma_table,
    geometric_extra,
    happens,
    logit,
    normal,
    sigmoid,
)

SMALLEST, LARGEST = 0.5 / 2**32, 1 - 0.5 / 2**32  # of a uniform on the grid of 2**-32
ONE_IN_A_MILLION = 1e-6


def grid_uniforms(n: int, seed: int = 1) -> np.ndarray:
    words = np.random.default_rng(seed).integers(0, 2**32, n)
    return np.concatenate([(words + 0.5) / 2**32, [SMALLEST, LARGEST, 0.5]])


# ------------------------------------------------------------------------------------------------- chance


@njit
def _disagreements(us, xs):
    wrong = 0
    for u in us:
        for x in xs:
            wrong += happens(u, x) != (u < sigmoid(x))
    return wrong


def test_happens_is_u_below_sigmoid_everywhere():
    rng = np.random.default_rng(3)
    steps = np.arange(-110, 111) / 4.0  # the bounds themselves, and beyond the last
    xs = np.concatenate(
        [steps, np.nextafter(steps, 99), np.nextafter(steps, -99), rng.normal(0, 4, 800), rng.uniform(-70, 70, 200)]
    )
    assert _disagreements(grid_uniforms(1500), xs) == 0


def test_happens_at_the_very_sigmoid():
    """u equal to the sigmoid, and its neighbours, where only the exact comparison is right."""
    for x in np.random.default_rng(4).uniform(-23, 23, 3000):
        p = float(sigmoid(x))
        for u in (p, np.nextafter(p, 0), np.nextafter(p, 1)):
            assert happens(u, x) == (u < p)


@pytest.mark.parametrize("x", [60.0, 700.0, 1e6, np.inf])
def test_certain_and_impossible(x):
    assert happens(LARGEST, x)
    assert not happens(SMALLEST, -x)


@settings(derandomize=True, database=None, deadline=None)
@given(u=st.floats(SMALLEST, LARGEST), x=st.floats(-80, 80), step=st.floats(0, 10))
def test_happens_is_monotone(u, x, step):
    assert happens(u, x + step) or not happens(u, x)


def test_logit_undoes_sigmoid():
    for p in (1e-9, 0.03, 0.5, 0.97):
        assert sigmoid(logit(p)) == pytest.approx(p, rel=1e-12)


# ------------------------------------------------------------------------------------------------- closed forms


def test_normal_quantile():
    u = np.concatenate([grid_uniforms(20_000), np.geomspace(SMALLEST, 1e-3, 2000), 1 - np.geomspace(SMALLEST, 1e-3, 2000)])
    ours = np.array([normal(x) for x in u])
    np.testing.assert_allclose(ours, special.ndtri(u), rtol=2e-14, atol=1e-15)
    assert (np.diff(ours[np.argsort(u)]) >= 0).all()


def test_exponential_quantile():
    u = grid_uniforms(2000)
    np.testing.assert_allclose([exponential(x) for x in u], stats.expon.ppf(u), rtol=1e-13)


@pytest.mark.parametrize("mean", [0.15, 1.0, 4.0])
def test_geometric_extra(mean):
    p = 1 / (1 + mean)
    u = (np.arange(99_991) + 1 / 3) / 99_991  # no u lies on a step
    k = np.array([geometric_extra(x, mean) for x in u])
    np.testing.assert_array_equal(k, stats.geom.ppf(u, p) - 1)
    assert (np.diff(k) >= 0).all()
    assert k.mean() == pytest.approx(mean, rel=2e-3)


@pytest.mark.parametrize("mean", [0.0, -1.0])
def test_nobody_buys_more_than_one_item_when_the_mean_is_zero(mean):
    assert geometric_extra(LARGEST, mean) == 0


# ------------------------------------------------------------------------------------------------- tables


SHAPES = [0.1, 0.243, 0.8, 1.0, 5.0, 200.0]
BETAS = [(0.793, 2.426), (0.704, 1.182), (0.668, 3.806), (0.4, 12.0), (1.0, 1.0), (30.0, 10.0)]


@pytest.mark.parametrize("shape", SHAPES)
def test_gamma_quantiles(shape):
    table = gamma_table(shape)
    u = grid_uniforms(3000)
    ours = np.exp([from_table(table, x) for x in u])
    exact = np.where(u < 0.5, special.gammaincinv(shape, u), special.gammainccinv(shape, 1 - u)) / shape
    seen = exact > 1e-290
    np.testing.assert_allclose(ours[seen], exact[seen], rtol=2e-4)


@pytest.mark.parametrize(("a", "b"), BETAS)
def test_beta_quantiles(a, b):
    table = beta_table(a, b)
    u = grid_uniforms(3000)
    ours = special.expit([from_table(table, x) for x in u])
    np.testing.assert_allclose(ours, special.betaincinv(a, b, u), rtol=2e-4, atol=1e-12)


def _expectation(of) -> float:
    """E[of(u)] by quadrature over the log-odds of u, where the tables are smooth."""
    z, width = np.linspace(-22.5, 22.5, 60_001, retstep=True)
    p = special.expit(z)
    inside = np.clip(p, SMALLEST, LARGEST)
    return float(np.sum(of(inside) * p * special.expit(-z)) * width)


@pytest.mark.parametrize("shape", SHAPES)
def test_gamma_moments(shape):
    table = gamma_table(shape)
    values = lambda us: np.exp([from_table(table, u) for u in us])  # noqa: E731
    assert _expectation(values) == pytest.approx(1, rel=1e-5)
    assert _expectation(lambda us: values(us) ** 2) == pytest.approx(1 + 1 / shape, rel=1e-4)


@pytest.mark.parametrize(("a", "b"), BETAS)
def test_beta_moments(a, b):
    table = beta_table(a, b)
    values = lambda us: special.expit([from_table(table, u) for u in us])  # noqa: E731
    assert _expectation(values) == pytest.approx(a / (a + b), rel=1e-5)
    assert _expectation(lambda us: values(us) ** 2) == pytest.approx(a * (a + 1) / ((a + b) * (a + b + 1)), rel=1e-4)


@pytest.mark.parametrize("table", [gamma_table(0.243), gamma_table(30), beta_table(0.4, 12), beta_table(3, 0.2)])
def test_tables_are_monotone_in_the_uniform(table):
    u = np.sort(grid_uniforms(5000))
    assert (np.diff([from_table(table, x) for x in u]) >= 0).all()
    assert np.isfinite(table).all()
    assert table.shape == (TABLE_POINTS,)


def test_constant_table():
    table = constant_table(-60.0)
    assert {from_table(table, u) for u in (SMALLEST, 0.3, LARGEST)} == {-60.0}
