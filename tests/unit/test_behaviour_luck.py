"""Luck on different decisions is independent: no two of them share a draw.

With every weight at zero, what somebody draws on one decision tells nothing of what they draw on another. A handler that took a
uniform twice, or the dice of another decision, would show as a dependence between two outcomes of one life.
"""

import itertools

import numpy as np
from scipy import stats

from siyu_sim.behaviour.effects import BOUGHT, DELIVERY, DROPPED, INVITED, LEFT_US, NEED, SEEN, TOUCH
from siyu_sim.simulation import simulate
from tests.chance import ONE_IN_A_MILLION
from tests.crowd import FOREVER, PEOPLE, crowd, lines

UNKNOWN = -1
ONE_ITEM = 5000  # fen of contribution


def outcomes(log, holds) -> np.ndarray:
    """0 or 1 for everybody with a line in `log` (one each), UNKNOWN for all others, shape (PEOPLE,)."""
    out = np.full(PEOPLE, UNKNOWN)
    assert len(np.unique(log["person"])) == len(log)
    out[log["person"]] = holds(log)
    return out


def has(outcome):
    return lambda log: log["outcome"] & outcome > 0


def assert_independent(luck: dict[str, np.ndarray]) -> None:
    compared = 0
    for (one, a), (other, b) in itertools.combinations(luck.items(), 2):
        both = (a != UNKNOWN) & (b != UNKNOWN)
        table = np.array([[np.sum(both & (a == i) & (b == j)) for j in (0, 1)] for i in (0, 1)])
        if table.sum(axis=0).min() < 200 or table.sum(axis=1).min() < 200:
            continue  # one of them decides whether the other is observed
        compared += 1
        p = stats.chi2_contingency(table, correction=False).pvalue
        assert p > ONE_IN_A_MILLION, f"'{one}' and '{other}' depend on one another: {table.tolist()}, p = {p:.2g}"
    assert compared > 0.6 * len(luck) * (len(luck) - 1) / 2


GOODS = {
    "product__price_yuan": 100,
    "product__reference_price_yuan": 100,
    "product__extra_items_mean": 1.0,
    "product__quality_spread": 0.2,
    "trust__half_life_days": FOREVER,
    "trust__gain_delivery": 0.1,
    "trust__bad_delivery_loss": 0.1,
    "sharing__after_delivery_rate": 0.5,
    "dropout__a": 1.0,
    "dropout__b": 1.0,
    "leave__monthly_rate": 0.1,
}


def delivery_luck(run) -> dict[str, np.ndarray]:
    first = lines(run, DELIVERY)
    first = first[first["ref"] == 1]
    return {
        "good first delivery": outcomes(first, lambda log: log["trust"] > 0.5),
        "dropped at the first delivery": outcomes(first, has(DROPPED)),
        "shared at the first delivery": outcomes(first, has(INVITED)),
    }


def trait_luck(run) -> dict[str, np.ndarray]:
    rows = run.rows
    return {
        "taste": outcomes(rows, lambda r: r["taste"] > 127),
        "need rate": outcomes(rows, lambda r: r["rate"] > np.median(rows["rate"])),
    }


def test_of_needs_and_deliveries():
    """Everybody buys at the first need; later ones are bought, lost, or lost for good."""
    run = simulate(
        crowd(
            **GOODS,
            horizon_days=20,
            product__need__per_year=100,
            product__need__heterogeneity=2.0,
            purchase__first_rate=1,
            purchase__repeat_rate=0.5,
            purchase__rival_pull=0.9,
        ),
        log=True,
    )
    needs = lines(run, NEED)
    luck = trait_luck(run) | delivery_luck(run)
    luck["several items at the first need"] = outcomes(needs[needs["ref"] == 1], lambda log: log["fen"] > ONE_ITEM)
    for k in (2, 3):
        own = needs[needs["ref"] == k]
        luck[f"bought at need {k}"] = outcomes(own, has(BOUGHT))
        luck[f"gone at need {k}"] = outcomes(own[own["outcome"] & BOUGHT == 0], has(DROPPED))
        luck[f"several items at need {k}"] = outcomes(own[own["outcome"] & BOUGHT > 0], lambda log: log["fen"] > ONE_ITEM)
    assert_independent(luck)


def test_of_posts():
    """Promotion that is seen, left at, bought from and passed on, each with an even chance."""
    run = simulate(
        crowd(
            **GOODS,
            horizon_days=3,
            content__posts_per_day=1,
            content__mix={"useful": 0.0, "human": 0.0, "promo": 1.0},
            attention__seen_rate=0.5,
            purchase__first_rate=0.5,
            purchase__repeat_rate=0.5,
            purchase__impulse_rate=0.5,
            sharing__after_post_rate=0.5,
            leave__per_touch_rate=0.3,
            product__need__per_year=0.001,
            product__need__heterogeneity=2.0,
        ),
        log=True,
    )
    posts = lines(run, TOUCH)
    luck = trait_luck(run) | delivery_luck(run)
    for day in (0, 1):
        own = posts[posts["ref"] // 1440 == day]
        luck[f"saw post {day}"] = outcomes(own, has(SEEN))
        seen = own[own["outcome"] & SEEN > 0]
        luck[f"left at post {day}"] = outcomes(seen, has(LEFT_US))
        stayed = seen[seen["outcome"] & LEFT_US == 0]
        luck[f"passed post {day} on"] = outcomes(stayed, has(INVITED))
        if day == 0:  # afterwards, whoever dropped out cannot buy
            luck["bought at post 0"] = outcomes(stayed, has(BOUGHT))
            luck["several items at post 0"] = outcomes(
                stayed[stayed["outcome"] & BOUGHT > 0], lambda log: log["fen"] > ONE_ITEM
            )
    assert_independent(luck)
