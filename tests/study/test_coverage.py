"""A stated 95 % covers 95 %, within what the number of synthetic studies allows (3.5 standard errors).

Synthetic studies are drawn from worlds whose truth is known: normal; lognormal worlds with Poisson counts in them, as contacts and
customers are; arms that share their worlds. Each statement is made for a fixed number of worlds, and for a number found by the
two-stage rule. The last test does it with the engine itself.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from scipy.stats import norm

from siyu_sim.study.statistics import (
    interval,
    linearised,
    may_be_best,
    of_sums,
    probability_above,
    quantile_interval,
    simultaneous,
    worlds_needed,
)

STATED = 0.95
MANY = 4000
FEW = 1500  # where a study takes milliseconds

Draw = Callable[[int], np.ndarray]


def assert_covers(hits: list[bool], stated: float = STATED) -> None:
    share, error = float(np.mean(hits)), math.sqrt(stated * (1 - stated) / len(hits))
    assert abs(share - stated) < 3.5 * error, (
        f"{share:.4f} of {len(hits)} studies, stated {stated}: {(share - stated) / error:+.1f} SE"
    )


def assert_covers_at_least(hits: list[bool], stated: float = STATED) -> None:
    share, error = float(np.mean(hits)), math.sqrt(stated * (1 - stated) / len(hits))
    assert share > stated - 3.5 * error, f"{share:.4f} of {len(hits)} studies, stated {stated}"


def holds(truth: float, bounds: tuple[float, float, float]) -> bool:
    return bounds[1] <= truth <= bounds[2]


def two_stages(
    draw: Draw, n: int, contrast: Callable[[np.ndarray], np.ndarray], half_width: float, most: int = 10_000
) -> np.ndarray:
    """Values by world on the first axis, as many as the precision takes. contrast: (worlds, …) to (comparisons, worlds)."""
    first = draw(n)
    more = worlds_needed(contrast(first), half_width, STATED, most).worlds - n
    return np.concatenate([first, draw(more)]) if more else first


# ------------------------------------------------------------------------------------------------- worlds with a known truth


def market(rng: np.random.Generator, worlds: int, effect: float = 1.0) -> np.ndarray:
    """spend, customers, discounted contribution, buyers of a small business; worlds differ by 20 % (lognormal), people by chance.

    The truth: CAC = 75/effect, LTV per customer = 200, LTV/CAC = 200·effect/75.
    """
    return paired_markets(rng, worlds, (effect,))[:, 0]


def paired_markets(rng: np.random.Generator, worlds: int, effects: tuple[float, ...]) -> np.ndarray:
    """The same for several arms in the same worlds, shape (worlds, arms, 4)."""
    size = rng.lognormal(-0.02, 0.2, worlds)
    taste = rng.lognormal(-0.005, 0.1, worlds)
    arms = []
    for effect in effects:
        spend = 3000 * (0.5 + 0.5 * size) * rng.lognormal(-0.0002, 0.02, worlds)
        customers = rng.poisson(40 * effect * size)
        value = 200 * taste * rng.gamma(np.maximum(customers, 1e-9) / 2.0, 2.0)  # what one customer brings has a CV of 1.4
        arms.append(np.stack([spend, customers, np.where(customers > 0, value, 0.0), customers], axis=1))
    return np.stack(arms, axis=1)


def cac(worlds: np.ndarray) -> np.ndarray:
    return linearised(worlds[:, [0, 1]], lambda m: of_sums(m[..., :1], m[..., 1:]))


def ltv_to_cac(worlds: np.ndarray) -> np.ndarray:
    """(discounted × customers) / (buyers × spend)"""
    return linearised(worlds[:, [2, 1, 3, 0]], lambda m: of_sums(m[..., :2], m[..., 2:]))


CAC, RATIO = 75.0, 200 / 75


# ------------------------------------------------------------------------------------------------- a fixed number of worlds


@pytest.mark.parametrize("worlds", [5, 20])
def test_means(worlds):
    rng = np.random.default_rng(1)
    assert_covers([holds(2.0, interval(rng.normal(2, 5, worlds), STATED)) for _ in range(MANY)])


def test_means_of_counts():
    rng = np.random.default_rng(2)
    assert_covers([holds(40.0, interval(market(rng, 20)[:, 1], STATED)) for _ in range(MANY)])


@pytest.mark.parametrize("worlds", [10, 20])
@pytest.mark.parametrize(("statistic", "truth"), [(cac, CAC), (ltv_to_cac, RATIO)])
def test_ratios(statistic, truth, worlds):
    rng = np.random.default_rng(3)
    assert_covers([holds(truth, interval(statistic(market(rng, worlds)), STATED)) for _ in range(MANY)])


def test_the_mean_of_ratios_would_not_cover():
    """Why ratios are pooled: with few customers a world, the mean of CACs of single worlds misses the CAC."""
    rng = np.random.default_rng(4)
    own, pooled = [], []
    for _ in range(1000):
        customers = rng.poisson(4.0, 50)
        spend = np.full(50, 300.0)
        worlds = np.stack([spend, customers], axis=1)
        each = np.divide(spend, customers, out=np.full(50, np.nan), where=customers > 0)
        own.append(holds(CAC, interval(each, STATED)))
        pooled.append(holds(CAC, interval(cac(worlds), STATED)))
    assert np.mean(own) < 0.5
    assert_covers(pooled)


@pytest.mark.parametrize(("statistic", "power"), [(cac, -1), (ltv_to_cac, 1)])
def test_differences_of_ratios(statistic, power):
    truth = {-1: CAC / 1.2 - CAC, 1: RATIO * 1.2 - RATIO}[power]
    rng = np.random.default_rng(5)
    hits = []
    for _ in range(MANY):
        both = paired_markets(rng, 20, (1.0, 1.2))
        hits.append(holds(truth, interval(statistic(both[:, 1]) - statistic(both[:, 0]), STATED)))
    assert_covers(hits)


def test_worlds_without_customers_do_no_harm():
    """A customer in two worlds of three: half the worlds have no CAC of their own."""
    rng = np.random.default_rng(6)
    hits = []
    for _ in range(MANY):
        spend, customers = np.full(60, 50.0), rng.poisson(2 / 3, 60)
        hits.append(holds(CAC, interval(cac(np.stack([spend, customers], axis=1)), STATED)))
    assert_covers(hits)


@pytest.mark.parametrize(("q", "worlds"), [(0.1, 40), (0.5, 20), (0.9, 100)])
@pytest.mark.parametrize("heavy", [False, True])
def test_quantiles(q, worlds, heavy):
    """Exact: as often as the binomial says, which is at least as often as stated."""
    from scipy.stats import binom

    rng = np.random.default_rng(7)
    hits = []
    for _ in range(MANY):
        x = rng.standard_normal(worlds)
        hits.append(
            holds(math.exp(norm.ppf(q)) if heavy else norm.ppf(q), quantile_interval(np.exp(x) if heavy else x, q, STATED))
        )
    low, high = binom.ppf([0.025, 0.975], worlds, q)
    exact = float(binom.cdf(high, worlds, q) - binom.cdf(low - 1, worlds, q))
    assert exact >= STATED
    assert_covers(hits, exact)


def test_the_probability_of_being_better_is_one():
    """Among studies that say 90 % or more, the arm is better as often as they say, if effects are as likely either way."""
    rng = np.random.default_rng(8)
    said, true = [], []
    for _ in range(MANY):
        effect = rng.normal(0, 30)  # wide: the prior is flat over a study's own spread
        p = probability_above(rng.normal(effect, 20, 10))
        if 0.6 < p < 0.99:
            said.append(p)
            true.append(effect > 0)
    error = math.sqrt(np.mean(np.array(said) * (1 - np.array(said))) / len(said))
    assert len(said) > 300 and abs(np.mean(true) - np.mean(said)) < 3.5 * error


def test_heavy_tails_cost_coverage():
    """What docs/statistics.md says of worlds in which a few people make the total: the t interval of a mean of lognormals with σ = 1
    (skewness 6) misses in one study of eight at 20 worlds, a ratio of such sums in one of eleven."""
    rng = np.random.default_rng(21)
    means, shares = [], []
    for _ in range(MANY):
        size = rng.lognormal(-0.5, 1.0, 20)
        customers = rng.poisson(200 * size)
        spend = 75 * 200 * size * rng.lognormal(-0.045, 0.3, 20)
        means.append(holds(1.0, interval(size, STATED)))
        shares.append(holds(CAC, interval(cac(np.stack([spend, customers], axis=1)), STATED)))
    assert 0.84 < np.mean(means) < 0.89
    assert 0.89 < np.mean(shares) < 0.93


# ------------------------------------------------------------------------------------------------- many arms


def alike(rng: np.random.Generator, arms: int, worlds: int, shared: float, spread: np.ndarray | float = 1.0) -> np.ndarray:
    """Differences from a baseline, shape (worlds, arms): a share of their variance is common to all; no true difference."""
    common, own = rng.standard_normal((worlds, 1)), rng.standard_normal((worlds, arms))
    return (math.sqrt(shared) * common + math.sqrt(1 - shared) * own) * spread


@pytest.mark.parametrize(("arms", "worlds", "shared"), [(2, 6, 0.5), (3, 10, 0.9), (5, 20, 0.0), (5, 20, 0.8), (9, 20, 0.5)])
def test_simultaneous_intervals_hold_all_at_once(arms, worlds, shared):
    rng = np.random.default_rng(9)
    spread = np.linspace(1, 5, arms)
    hits = []
    for _ in range(FEW):
        rows = alike(rng, arms, worlds, shared, spread).T
        hits.append(all(holds(0.0, bounds) for bounds in simultaneous(rows, STATED)))
    assert_covers(hits)


def test_intervals_one_by_one_would_not():
    rng = np.random.default_rng(10)
    hits = [all(holds(0.0, interval(row, STATED)) for row in alike(rng, 9, 20, 0.5).T) for _ in range(FEW)]
    assert np.mean(hits) < 0.8


def test_bonferroni_covers_at_least_as_often():
    rng = np.random.default_rng(11)
    hits = [all(holds(0.0, bounds) for bounds in simultaneous(alike(rng, 30, 20, 0.3).T, STATED)) for _ in range(FEW)]
    assert_covers_at_least(hits)


@pytest.mark.parametrize("gap", [0.0, 0.3, 1.0])
def test_the_best_is_in_the_set(gap):
    """Five arms, the best ahead of the next by gap: never dropped more often than stated, and the others are once it is far ahead."""
    rng = np.random.default_rng(12)
    hits, sizes = [], []
    for _ in range(MANY):
        world = rng.normal(0, 10, 20)
        arms = {name: world + rng.standard_normal(20) + (gap if name == "a" else 0.0) for name in "abcde"}
        kept = may_be_best(arms, "high", STATED)
        hits.append("a" in kept)
        sizes.append(len(kept))
        assert kept[0] == max(arms, key=lambda name: arms[name].mean())
    assert_covers_at_least(hits)
    assert {0.0: np.mean(sizes) > 4, 0.3: 2 < np.mean(sizes) < 5, 1.0: np.mean(sizes) < 2}[gap]


# ------------------------------------------------------------------------------------------------- two stages


def difference(values: np.ndarray) -> np.ndarray:
    return values[None, :]


@pytest.mark.parametrize("half_width", [0.5, 1.0, 3.0])
def test_means_after_two_stages(half_width):
    """Normal differences with σ = 3: about 140, 36 and 8 worlds are wanted, the first stage has 8."""
    rng = np.random.default_rng(13)
    hits = []
    for _ in range(MANY):
        values = two_stages(lambda n: rng.normal(1, 3, n), 8, difference, half_width)
        bounds = interval(values, STATED, 8)
        assert bounds[2] - bounds[1] <= 2 * half_width * (1 + 1e-9)
        hits.append(holds(1.0, bounds))
    assert_covers(hits)


def test_adding_worlds_until_it_looks_narrow_would_not_cover():
    """What the two stages are for: a look after every world, and the usual interval at the end."""
    rng = np.random.default_rng(14)
    hits = []
    for _ in range(1000):
        values = rng.normal(1, 3, 400)
        n = np.arange(1, 401)
        mean = values.cumsum() / n
        error = np.sqrt(np.maximum((values**2).cumsum() - n * mean**2, 0) / np.maximum(n - 1, 1) / n)
        stop = max(4, int(np.argmax((2.2 * error < 1.6) & (n >= 4))) + 1)
        hits.append(holds(1.0, interval(values[:stop], STATED)))
    assert np.mean(hits) < 0.93


def test_relative_precision():
    """2 % of the baseline's mean, estimated in the same first stage and correlated with the difference."""
    rng = np.random.default_rng(15)
    hits = []
    for _ in range(MANY):

        def draw(n: int) -> np.ndarray:
            base = rng.normal(100, 10, n)
            return np.stack([base, 1.02 * base + rng.normal(0, 6, n)], axis=1)

        first = draw(15)
        target = 0.02 * abs(first[:, 0].mean())
        more = worlds_needed(first[:, 1] - first[:, 0], target, STATED, 10_000).worlds - 15
        values = np.concatenate([first, draw(more)]) if more else first
        hits.append(holds(2.0, interval(values[:, 1] - values[:, 0], STATED, 15)))
    assert_covers(hits)


def test_another_measure_after_two_stages():
    """The number of worlds follows the primary measure; another one, correlated with it, is covered too."""
    rng = np.random.default_rng(16)
    hits = []
    for _ in range(MANY):

        def draw(n: int) -> np.ndarray:
            a = rng.normal(0, 1, n)
            return np.stack([a, 0.8 * a + rng.normal(3, 0.6, n)], axis=1)

        values = two_stages(draw, 10, lambda v: v[None, :, 0], 0.3)
        hits.append(holds(3.0, interval(values[:, 1], STATED, 10)))
    assert_covers(hits)


def test_ratios_after_two_stages():
    rng = np.random.default_rng(17)
    hits = []
    for _ in range(MANY // 2):
        values = two_stages(lambda n: market(rng, n), 20, lambda v: ltv_to_cac(v)[None, :], 0.06 * RATIO)
        hits.append(holds(RATIO, interval(ltv_to_cac(values), STATED, 20)))
    assert_covers(hits)


@pytest.mark.parametrize("q", [0.1, 0.5])
def test_quantiles_after_two_stages(q):
    rng = np.random.default_rng(18)
    hits = []
    for _ in range(MANY):
        values = two_stages(lambda n: rng.normal(0, 1, n), 20, difference, 0.3)
        hits.append(holds(norm.ppf(q), quantile_interval(values, q, STATED)))
    assert_covers_at_least(hits)


def test_simultaneous_intervals_after_two_stages():
    rng = np.random.default_rng(19)
    hits = []
    for _ in range(FEW):
        values = two_stages(lambda n: alike(rng, 4, n, 0.6, np.array([1.0, 2, 3, 4])), 12, lambda v: v.T, 1.5)
        bounds = simultaneous(values.T, STATED, 12)
        assert max(b[2] - b[1] for b in bounds) <= 3 * (1 + 1e-6)
        hits.append(all(holds(0.0, b) for b in bounds))
    assert_covers(hits)


def test_the_best_is_in_the_set_after_two_stages():
    rng = np.random.default_rng(20)
    hits = []
    for _ in range(MANY // 2):
        values = two_stages(lambda n: rng.standard_normal((n, 4)), 10, lambda v: (v[:, 1:] - v[:, :1]).T, 0.7)
        kept = may_be_best({name: values[:, k] for k, name in enumerate("abcd")}, "high", STATED, 10)
        hits.append("a" in kept)
    assert_covers_at_least(hits)


# ------------------------------------------------------------------------------------------------- the engine itself

STUDIES, WORLDS = 200, 6
METRICS = ("contacts", "customers", "gmv", "contact_cost", "cac", "ltv_to_cac")
# creams and serums: needs come in a rhythm, so that what 300 people spend in a world is not made by two or three of them
TINY = ["business=beauty", "market.size=300", "horizon_days=30", "window_days=3", "purchase.first_rate=0.6"]


@pytest.fixture(scope="module")
def engine() -> list[dict[str, np.ndarray]]:
    """Three hooks in 1200 worlds of 300 people: for each arm what was measured, by study and world, shape (STUDIES, WORLDS)."""
    from siyu_sim.measure.catalogue import METRICS as CATALOGUE
    from siyu_sim.measure.catalogue import with_parts
    from siyu_sim.simulation import simulate
    from siyu_sim.study.plan import load

    found = []
    for arm in load(None, overrides=[*TINY, "hook=none,coupon,gift"], multirun=True).arms:
        rows = []
        for seed in range(STUDIES * WORLDS):
            run = simulate(arm.scenario, seed)
            rows.append({key: v for name in METRICS for key, v in with_parts(name, CATALOGUE[name].function(run)).items()})
        found.append({name: np.array([row[name] for row in rows]).reshape(STUDIES, WORLDS) for name in rows[0]})
    return found


def of_studies(measured: dict[str, np.ndarray], metric: str) -> tuple[np.ndarray, float]:
    """Values by study and world as a study pools them, and the truth: the measure over all worlds."""
    from siyu_sim.study.precision import pooled

    each = [pooled(metric, {name: values[study] for name, values in measured.items()}) for study in range(STUDIES)]
    return np.array(each), float(pooled(metric, {name: values.ravel() for name, values in measured.items()}).mean())


@pytest.mark.parametrize("metric", METRICS)
def test_studies_of_the_engine_cover(engine, metric):
    (base, truth), *others = (of_studies(measured, metric) for measured in engine)
    assert_covers([holds(truth, interval(study, STATED)) for study in base])
    hits = []
    for k in range(STUDIES):
        bounds = simultaneous(np.array([values[k] - base[k] for values, _ in others]), STATED)
        hits.append(all(holds(t - truth, b) for (_, t), b in zip(others, bounds, strict=True)))
    assert_covers(hits)


def test_the_engine_has_a_best_arm_and_studies_keep_it(engine):
    """The gift brings most contacts; the set of a study holds it."""
    arms = [of_studies(measured, "contact_cost") for measured in engine]
    best = min(range(3), key=lambda k: arms[k][1])
    kept = [may_be_best({str(k): values[study] for k, (values, _) in enumerate(arms)}, "low") for study in range(STUDIES)]
    assert_covers_at_least([str(best) in names for names in kept])
