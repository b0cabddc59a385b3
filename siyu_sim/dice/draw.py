"""From uniforms to draws, always by inverse transform, so that every draw is monotone in its uniform."""

import math

import numpy as np

from siyu_sim.jit import jit

# ------------------------------------------------------------------------------------------------- logit and chance


@jit
def sigmoid(x):
    """1 / (1 + e**-x)."""
    return 1.0 / (1.0 + math.exp(-x))


@jit
def logit(p):
    return math.log(p / (1.0 - p))


ROUNDING = 1e-9  # in log-odds: far more than rounding could take from an upper bound
_STEPS = 16.0  # bounds per unit of log-odds
_EDGE = 24.0
_BOUNDS = np.array([1.0 / (1.0 + math.exp(-(k / _STEPS - _EDGE))) for k in range(int(2 * _EDGE * _STEPS) + 1)])
_LAST = 2.0 * _EDGE * _STEPS - 1.0


@jit(inline="always")
def happens(u, x):
    """u < sigmoid(x), exactly, and nearly always without an exponential.

    The sigmoid is monotone, so its values at the two neighbouring sixteenths of log-odds bound it; only a uniform that falls
    between them (about one in eighty) needs the function itself.
    """
    place = (x + _EDGE) * _STEPS
    if place <= 0.0 or place >= _LAST:
        return u < sigmoid(x)
    k = np.uint64(place)
    if u < _BOUNDS[k]:
        return True
    if u >= _BOUNDS[k + np.uint64(1)]:
        return False
    return u < sigmoid(x)


@jit(inline="always")
def might_happen(u, x):
    """False only if u ≥ sigmoid(x), in arithmetic that a processor does for several numbers at once; x at most ±24 or so.

    Past either end of the table its last bound stands: above, everything might happen.
    """
    k = np.uint64(min(max((x + _EDGE) * _STEPS, 0.0), _LAST))
    return (u < _BOUNDS[k + np.uint64(1)]) | (x >= _EDGE)


# ------------------------------------------------------------------------------------------------- decay

_FINE = 64
_WHOLE = np.exp(-np.arange(747.0))
_PARTS = np.exp(-np.arange(_FINE) / _FINE)


@jit(inline="always")
def decay(x):
    """e**-x for 0 ≤ x, to about 4e-16 of itself; 0 beyond 745.

    Two tables and a short series. A call of the C library would make the sweep put every number it works on into memory, and
    libraries differ in the last bit.
    """
    if x > 745.0:
        return 0.0
    k = np.uint64(x * _FINE + 0.5)
    r = x - np.float64(k) / _FINE
    series = 1.0 - r * (1.0 - r * (0.5 - r * (1.0 / 6.0 - r * (1.0 / 24.0 - r * (1.0 / 120.0)))))
    return _WHOLE[k >> np.uint64(6)] * _PARTS[k & np.uint64(_FINE - 1)] * series


# ------------------------------------------------------------------------------------------------- distributions


@jit
def exponential(u):
    """Unit exponential; decreasing in u is avoided, so a larger uniform waits longer."""
    return -math.log(1.0 - u)  # 1 − u is exact on the grid of u, so nothing is lost near 0


@jit
def geometric_extra(u, mean):
    """0, 1, 2, … with P(k) = p (1−p)**k and the given mean = (1−p)/p."""
    if mean <= 0.0:
        return 0
    return int(math.log1p(-u) / math.log(mean / (1.0 + mean)))


# fmt: off
@jit
def normal(u):
    """Standard normal quantile: algorithm AS 241 (Wichura 1988), relative error about 1e-16."""
    q = u - 0.5
    if abs(q) <= 0.425:
        r = 0.180625 - q * q
        return (
            q
            * (
                ((((((2509.0809287301226727 * r + 33430.575583588128105) * r + 67265.770927008700853) * r
                 + 45921.953931549871457) * r + 13731.693765509461125) * r + 1971.5909503065514427) * r
                 + 133.14166789178437745) * r + 3.387132872796366608
            )
            / (
                ((((((5226.495278852545925 * r + 28729.085735721942674) * r + 39307.89580009271061) * r
                 + 21213.794301586595867) * r + 5394.1960214247511077) * r + 687.1870074920579083) * r
                 + 42.313330701600911252) * r + 1.0
            )
        )
    r = u if q < 0.0 else 1.0 - u
    r = math.sqrt(-math.log(r))
    if r <= 5.0:
        r -= 1.6
        value = (
            ((((((7.7454501427834140764e-4 * r + 0.0227238449892691845833) * r + 0.24178072517745061177) * r
             + 1.27045825245236838258) * r + 3.64784832476320460504) * r + 5.7694972214606914055) * r
             + 4.6303378461565452959) * r + 1.42343711074968357734
        ) / (
            ((((((1.05075007164441684324e-9 * r + 5.475938084995344946e-4) * r + 0.0151986665636164571966) * r
             + 0.14810397642748007459) * r + 0.68976733498510000455) * r + 1.6763848301838038494) * r
             + 2.05319162663775882187) * r + 1.0
        )
    else:
        r -= 5.0
        value = (
            ((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r + 0.0012426609473880784386) * r
             + 0.026532189526576123093) * r + 0.29656057182850489123) * r + 1.7848265399172913358) * r
             + 5.4637849111641143699) * r + 6.6579046435011037772
        ) / (
            ((((((2.04426310338993978564e-15 * r + 1.4215117583164458887e-7) * r + 1.8463183175100546818e-5) * r
             + 7.868691311456132591e-4) * r + 0.0148753612908506148525) * r + 0.13692988092273580531) * r
             + 0.59983220655588793769) * r + 1.0
        )
    return -value if q < 0.0 else value
# fmt: on


# ------------------------------------------------------------------------------------------------- quantile tables

TABLE_POINTS = 4096
_SPAN = 24.0  # log-odds covered; a uniform on a grid of 2**-32 stays within ±22.9


def _grid():
    return np.linspace(-_SPAN, _SPAN, TABLE_POINTS)


def gamma_table(shape: float) -> np.ndarray:
    """Log-quantiles of Gamma(shape, mean 1) on a grid of log-odds of the uniform, shape (TABLE_POINTS,)."""
    from scipy.special import expit, gammainccinv, gammaincinv

    z = _grid()
    quantile = np.where(z < 0, gammaincinv(shape, expit(np.minimum(z, 0))), gammainccinv(shape, expit(-np.maximum(z, 0))))
    return np.log(np.maximum(quantile, 1e-300) / shape)


def beta_table(a: float, b: float) -> np.ndarray:
    """Log-odds of the quantiles of Beta(a, b) on a grid of log-odds of the uniform, shape (TABLE_POINTS,)."""
    from scipy.special import betaincinv, expit

    z = _grid()
    low = betaincinv(a, b, expit(z))
    high = betaincinv(b, a, expit(-z))
    return np.log(np.maximum(low, 1e-300)) - np.log(np.maximum(high, 1e-300))


def constant_table(value: float) -> np.ndarray:
    """A table that gives `value` whatever the uniform: a trait that everyone shares."""
    return np.full(TABLE_POINTS, value)


@jit
def from_table(table, u):
    """Interpolated table value at uniform u."""
    place = (math.log(u / (1.0 - u)) + _SPAN) * ((TABLE_POINTS - 1) / (2.0 * _SPAN))
    k = int(place)
    f = place - k
    return table[k] * (1.0 - f) + table[k + 1] * f
