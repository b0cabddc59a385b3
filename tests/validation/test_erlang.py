"""The reply desk as an M/M/c queue: Erlang's C formula.

Very many contacts, each of whom asks rarely, make a Poisson stream of questions; handling is exponential; it never closes.
The mean wait is C(c, a) · h / (c − a), with a = λh the offered load. Someone who waits for a reply does not ask again, which
thins the stream by about a thousandth; what that can change is the stated bias.
"""

from __future__ import annotations

import math
from functools import lru_cache

import pytest

from siyu_sim.engine import counters
from siyu_sim.simulation import simulate
from tests.scenarios import blank
from tests.validation.check import Check, assert_all, mean_and_error

PEOPLE = 100_000
DAYS, WARM_UP = 100, 2
RUNS = 8
CASES = [(1, 30.0, 0.6), (2, 20.0, 0.8), (5, 60.0, 0.85)]  # operators, minutes of handling, load of each


def erlang_c(operators: int, offered: float) -> float:
    """P(a question waits)."""
    terms = [offered**k / math.factorial(k) for k in range(operators)]
    last = offered**operators / math.factorial(operators) * operators / (operators - offered)
    return last / (sum(terms) + last)


def mean_wait_minutes(operators: int, handling: float, per_minute: float) -> float:
    offered = per_minute * handling
    return erlang_c(operators, offered) * handling / (operators - offered)


@lru_cache(maxsize=1)
def checks() -> list[Check]:
    found = []
    for case, (operators, handling, load) in enumerate(CASES):
        per_day = load * operators / handling * 1440
        scenario = blank(
            {
                "market.size": PEOPLE,
                "market.initial_contacts": PEOPLE,
                "horizon_days": DAYS,
                "desk.active": True,
                "desk.ask_share": 1.0,
                "desk.operators": operators,
                "desk.handle_minutes": handling,
                "product.need.per_year": per_day * 365 / PEOPLE,
            }
        )
        waits, rates = [], []
        for seed in range(RUNS):
            counts = simulate(scenario, 1917 + RUNS * case + seed).counts[WARM_UP:].sum(axis=(0, 2))
            waits.append(counts[counters.WAIT_SECONDS] / counts[counters.QUESTIONS] / 60)
            rates.append(counts[counters.QUESTIONS] / (DAYS - WARM_UP) / 1440)
        mean, se, df = mean_and_error(waits)
        asked = per_day * (DAYS - WARM_UP) * RUNS
        assert abs(sum(rates) / RUNS / (per_day / 1440) - 1) < 4 / math.sqrt(asked)
        exact = mean_wait_minutes(operators, handling, per_day / 1440)
        thinning = 1.5 * per_day / PEOPLE  # no second question while the first waits, at most until the end of the next window
        bias = exact - mean_wait_minutes(operators, handling, per_day / 1440 * (1 - thinning))
        name = f"minutes waited: {operators} operator{'s'[: operators > 1]}, load {load:g}"
        found.append(Check("Erlang C at the reply desk", name, exact, mean, se, df=df, bias=bias))
    return found


def test_erlang_c_itself():
    assert erlang_c(1, 0.6) == pytest.approx(0.6)  # M/M/1: the load
    assert erlang_c(2, 1.0) == pytest.approx(1 / 3)  # M/M/2: 2ρ² / (1 + ρ)


@pytest.mark.slow
def test_waiting():
    assert_all(checks())
