"""What the desk, the ladder and the public shop did: waiting, questions given up, other products, sales in public."""

from __future__ import annotations

from siyu_sim.engine import counters as c
from siyu_sim.measure.money import gmv, public_gmv
from siyu_sim.measure.ratio import Ratio, ratio
from siyu_sim.simulation import Run

PRODUCTS = slice(c.FIRST_RUNG, c.PUBLIC_ORDERS)  # the counters of orders beside the core product


def _total(run: Run, counter: int) -> int:
    return int(run.counts[:, counter].sum())


def hours_waited(run: Run) -> Ratio:
    """Mean hours from a question until an operator turned to it, or until it was given up; nan without any, or without a desk."""
    if not run.scenario.desk.active:
        return ratio(0, 0)
    return ratio(_total(run, c.WAIT_SECONDS) / 3600, _total(run, c.REPLIES) + _total(run, c.GAVE_UP))


def given_up_share(run: Run) -> Ratio:
    """Share of questions, greetings among them, that waited in vain, of those answered or given up; nan without any."""
    return ratio(_total(run, c.GAVE_UP), _total(run, c.REPLIES) + _total(run, c.GAVE_UP))


def orders_by_product(run: Run) -> dict[str, int]:
    """Orders of contacts by product: core, then the rungs of the ladder."""
    rungs = run.counts[:, PRODUCTS].sum(axis=(0, 2)).tolist()[: len(run.scenario.ladder)]
    return {"core": _total(run, c.ORDERS) - sum(rungs), **dict(zip(run.scenario.ladder, rungs, strict=True))}


def other_products_share(run: Run) -> Ratio:
    """Share of the orders of contacts that are of a product beside the core; nan without orders."""
    return ratio(int(run.counts[:, PRODUCTS].sum()), _total(run, c.ORDERS))


def public_share(run: Run) -> Ratio:
    """Share of GMV that people who are no contacts paid on the channels themselves; nan without GMV."""
    return ratio(public_gmv(run), gmv(run))
