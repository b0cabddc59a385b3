"""The GMV identity: turnover as a product of factors, and the exact contribution of each factor to a difference.

    GMV = traffic × lead conversion × activation × purchase conversion × orders a customer × items an order × paid an item
          + sales in public
    traffic = bought + earned + fission + contacts held on day 0

Bought and earned traffic are exposures on channels that are `bought` or not; fission is invitations looked at; wasted ones
count. Lead conversion: contacts for each of these (the add rate, with the contacts of day 0 above and below). Activation: of
these, contacts who have read anything of ours or ordered; a question alone leaves no trace in a row and does not count.
Purchase conversion: customers for each contact activated. The product equals GMV exactly, because each factor's denominator is
the numerator before it. What people who are no contacts buy in public stands beside the product: nothing of theirs is known.
"""

from __future__ import annotations

from itertools import combinations
from math import factorial, prod

from siyu_sim.behaviour.state import READ
from siyu_sim.engine import counters as c
from siyu_sim.measure.money import gmv, public_gmv
from siyu_sim.simulation import Run

TRAFFIC = ("bought_traffic", "earned_traffic", "fission_traffic", "held_at_start")  # added up
CHAIN = (
    "lead_conversion",
    "activation",
    "purchase_conversion",
    "orders_per_customer",
    "items_per_order",
    "paid_per_item",
)  # multiplied
PUBLIC = "public_sales"  # yuan, added to the product
FACTORS = (*TRAFFIC, *CHAIN, PUBLIC)


def traffic(run: Run) -> dict[str, int]:
    """Exposures and invitations looked at by where they come from, and the contacts held on day 0."""
    exposures = run.counts[:, c.EXPOSURES].sum(axis=0).tolist()
    bought = {name for name, channel in run.scenario.channels.items() if channel.bought}
    result = dict.fromkeys(TRAFFIC, 0)
    for name, number in zip(run.channels, exposures, strict=True):
        kind = "fission_traffic" if name == "referral" else "bought_traffic" if name in bought else "earned_traffic"
        result[kind] += number
    result["held_at_start"] = run.scenario.market.initial_contacts
    return result


def activated(run: Run) -> int:
    """Contacts who have ever read anything of ours, or ordered."""
    return int((((run.rows["flags"] & READ) > 0) | (run.rows["orders"] > 0)).sum())


def factors(run: Run) -> dict[str, float]:
    """The four parts of traffic and the six factors of the chain; those of the chain are zero from the first that is zero on."""
    parts = traffic(run)
    steps = [
        sum(parts.values()),
        len(run.rows),
        activated(run),
        int((run.rows["orders"] > 0).sum()),
        int(run.counts[:, c.ORDERS].sum()),
        int(run.counts[:, c.ITEMS].sum()),
        gmv(run) - public_gmv(run),
    ]
    chain = {name: steps[k + 1] / steps[k] if steps[k] else 0.0 for k, name in enumerate(CHAIN)}
    return parts | chain | {PUBLIC: public_gmv(run)}


def product(values: dict[str, float]) -> float:
    """Traffic × the chain + sales in public: the GMV that the factors stand for."""
    return sum(values[part] for part in TRAFFIC) * prod(values[factor] for factor in CHAIN) + values[PUBLIC]


def contributions(before: dict[str, float], after: dict[str, float]) -> dict[str, float]:
    """How much of GMV(after) − GMV(before) each factor accounts for: Shapley values, which add up to the difference.

    The mean, over all orders in which the factors could be switched from before to after, of the step that each makes; unlike
    logarithmic splits it needs no factor above zero. Traffic is one of the seven factors; because the product is linear in it,
    its value splits among its parts by their own differences, and is what each part would get as a factor of its own.
    """
    names = ("traffic", *CHAIN)
    old = {"traffic": sum(before[part] for part in TRAFFIC)} | {name: before[name] for name in CHAIN}
    new = {"traffic": sum(after[part] for part in TRAFFIC)} | {name: after[name] for name in CHAIN}

    def weight(factor: str) -> float:
        """Mean product of the other factors, over the orders in which they could have been switched before this one."""
        others = [name for name in names if name != factor]
        total = 0.0
        for size in range(len(names)):
            share = factorial(size) * factorial(len(others) - size) / factorial(len(names))
            for group in combinations(others, size):
                total += share * prod(new[name] if name in group else old[name] for name in others)
        return total

    per_visit = weight("traffic")
    result = {part: (after[part] - before[part]) * per_visit for part in TRAFFIC}
    result |= {name: (new[name] - old[name]) * weight(name) for name in CHAIN}
    return result | {PUBLIC: after[PUBLIC] - before[PUBLIC]}
