"""The GMV identity: turnover as a product of factors, and the exact contribution of each factor to a difference.

    GMV = traffic × lead conversion × purchase conversion × orders a customer × items an order × paid an item

traffic: exposures and invitations looked at, plus contacts held on day 0. Lead conversion: contacts for each of these. Purchase
conversion: customers for each contact. The product equals GMV exactly, because each factor's denominator is the one before.
Where people also buy in public, the product is the GMV of contacts, and `money.public_gmv` is added to it.
"""

from __future__ import annotations

from itertools import combinations
from math import factorial, prod

from siyu_sim.engine import counters as c
from siyu_sim.measure.money import gmv, private_customers, public_gmv
from siyu_sim.simulation import Run

FACTORS = ("traffic", "lead_conversion", "purchase_conversion", "orders_per_customer", "items_per_order", "paid_per_item")


def factors(run: Run) -> dict[str, float]:
    """The six factors; all zero from the first that is zero on."""
    initial = run.scenario.market.initial_contacts
    traffic = int(run.counts[:, c.EXPOSURES].sum()) + initial
    chain = [
        1, traffic, len(run.rows), private_customers(run), int(run.counts[:, c.ORDERS].sum()),
        int(run.counts[:, c.ITEMS].sum()), gmv(run) - public_gmv(run),
    ]  # fmt: skip
    return {name: chain[k + 1] / chain[k] if chain[k] else 0.0 for k, name in enumerate(FACTORS)}


def contributions(before: dict[str, float], after: dict[str, float]) -> dict[str, float]:
    """How much of GMV(after) − GMV(before) each factor accounts for: Shapley values, which add up to the difference.

    The mean, over all orders in which the factors could be switched from before to after, of the step that each makes; unlike
    logarithmic splits it needs no factor above zero.
    """
    n = len(FACTORS)

    def product(changed: frozenset[str]) -> float:
        return prod(after[f] if f in changed else before[f] for f in FACTORS)

    result = {}
    for factor in FACTORS:
        others = [f for f in FACTORS if f != factor]
        total = 0.0
        for size in range(n):
            weight = factorial(size) * factorial(n - 1 - size) / factorial(n)
            for group in combinations(others, size):
                changed = frozenset(group)
                total += weight * (product(changed | {factor}) - product(changed))
        result[factor] = total
    return result
