"""Money of a run in yuan: totals by cause, spending by channel, value of contacts."""

from __future__ import annotations

import numpy as np

from siyu_sim.engine import counters as c
from siyu_sim.ledger.causes import ACQUISITION_CAUSES, CAUSES, ORDER_CAUSES, RUNNING_CAUSES, SIGN
from siyu_sim.measure.ratio import Ratio, ratio
from siyu_sim.simulation import Run

FEN = 100.0


def by_cause(run: Run) -> dict[str, float]:
    """Yuan by cause over the whole run, with its sign: sales are positive, costs negative."""
    totals = run.money.sum(axis=(0, 2))
    return {name: float(sign * total) / FEN for name, sign, total in zip(CAUSES, SIGN, totals, strict=True)}


def gmv(run: Run) -> float:
    """Gross merchandise value: what customers paid, sales less discounts, yuan."""
    totals = by_cause(run)
    return totals["sales"] + totals["discount"]


def contribution(run: Run) -> float:
    """Contribution of orders: GMV less goods, fees and refunds, yuan."""
    return _signed(run, ORDER_CAUSES)


def acquisition_spend(run: Run) -> float:
    """Media, hooks and referral rewards, yuan, as a positive number."""
    return -_signed(run, ACQUISITION_CAUSES)


def running_costs(run: Run) -> float:
    """Content, salaries, licences, overhead, yuan, as a positive number."""
    return -_signed(run, RUNNING_CAUSES)


def profit(run: Run) -> float:
    """Contribution less acquisition and running costs, undiscounted, to the horizon, yuan."""
    return sum(by_cause(run).values())


def _signed(run: Run, which: tuple[int, ...]) -> float:
    totals = run.money.sum(axis=(0, 2))
    return float(sum(SIGN[k] * int(totals[k]) for k in which)) / FEN


def cash_curve(run: Run) -> np.ndarray:
    """Cumulative profit at the end of each window, yuan, shape (windows,)."""
    return (run.money.sum(axis=2) @ np.array(SIGN)).cumsum() / FEN


def break_even_day(run: Run) -> float:
    """End of the first window from which cumulative profit stays at or above zero to the horizon; nan if it never does."""
    below = np.nonzero(cash_curve(run) < 0)[0]
    first = 0 if len(below) == 0 else below[-1] + 1
    return float(run.ends[first]) if first < len(run.ends) else float("nan")


def contacts_added(run: Run) -> int:
    """People who added us during the run, by any way; contacts held on day 0 are not counted."""
    return int(run.counts[:, c.ADDED].sum())


def customers(run: Run) -> int:
    """First orders during the run: of contacts, and each order in public, whose buyers the platform does not name."""
    return private_customers(run) + int(run.counts[:, c.PUBLIC_ORDERS].sum())


def private_customers(run: Run) -> int:
    """Contacts who placed their first order during the run."""
    return int(run.counts[:, c.FIRST_ORDERS].sum())


def public_gmv(run: Run) -> float:
    """What people who are no contacts paid on the channels themselves, yuan; a part of `gmv`."""
    return int(run.counts[:, c.PUBLIC_NET].sum()) / FEN


def contact_cost(run: Run) -> Ratio:
    """Acquisition spend for each contact added (加粉成本), yuan; nan if nobody added."""
    return ratio(acquisition_spend(run), contacts_added(run))


def cac(run: Run) -> Ratio:
    """Customer acquisition cost, blended: acquisition spend for each first-time customer, yuan."""
    return ratio(acquisition_spend(run), customers(run))


def ltv_per_contact(run: Run) -> Ratio:
    """Realised lifetime value: contribution discounted to the day of adding, to the horizon, for each contact, yuan."""
    return ratio(float(run.rows["discounted"].astype(float).sum()) / FEN, len(run.rows))


def ltv_per_customer(run: Run) -> Ratio:
    """The same for each contact who ever ordered."""
    return ratio(float(run.rows["discounted"].astype(float).sum()) / FEN, int((run.rows["orders"] > 0).sum()))


def ltv_to_cac(run: Run) -> Ratio:
    """Realised lifetime value of a customer for each yuan of customer acquisition cost."""
    return ratio(ltv_per_customer(run), cac(run))


def order_value(run: Run) -> Ratio:
    """What an order pays (客单价): GMV for each order, yuan; nan without orders."""
    return ratio(gmv(run), orders(run))


def revenue_per_customer(run: Run) -> Ratio:
    """GMV for each contact who ever ordered, sales in public left out, yuan."""
    return ratio(gmv(run) - public_gmv(run), int((run.rows["orders"] > 0).sum()))


def repeat_order_share(run: Run) -> Ratio:
    """Share of orders that are not the contact's first."""
    return ratio(orders(run) - customers(run), orders(run))


def orders_to_pay_back(run: Run) -> Ratio:
    """CAC in orders: how many orders of mean contribution cover what a customer cost; nan where orders contribute nothing."""
    return ratio(cac(run), ratio(contribution(run), orders(run)))


def cost_per_repeat(run: Run) -> Ratio:
    """Running costs for each order that is not a first one, yuan; nan without such orders."""
    return ratio(running_costs(run), orders(run) - customers(run))


def orders(run: Run) -> int:
    """Orders placed during the run, those in public included."""
    return int(run.counts[:, [c.ORDERS, c.PUBLIC_ORDERS]].sum())


def top_fifth_share(run: Run) -> Ratio:
    """Share of all contribution that comes from the fifth of contacts who brought most; nan without contribution."""
    margin = np.sort(run.rows["margin"].astype(np.int64))[::-1]
    top = int(np.ceil(len(margin) / 5))
    return ratio(float(margin[:top].sum()), float(margin.sum()))


def channel_table(run: Run) -> dict[str, np.ndarray]:
    """One entry a channel in each column: what was spent, who came, what they are worth. Money in yuan, nan where undefined.

    spend: media of the channel, hooks and rewards of those who came by it. cac: spend for each first-time customer of the channel,
    those in public included. worth: discounted contribution of the people who came by it, buyers: those of them who ever ordered.
    """
    spend = run.money[:, list(ACQUISITION_CAUSES), :-1].sum(axis=(0, 1)) / FEN
    counts = run.counts.sum(axis=0)
    channel = run.rows["channel"].astype(np.int64)
    size = len(run.channels)
    discounted = np.bincount(channel, weights=run.rows["discounted"].astype(float), minlength=size) / FEN
    held = np.bincount(channel, minlength=size)
    buyers = np.bincount(channel, weights=run.rows["orders"] > 0, minlength=size)
    exposures, contacts, first = counts[c.EXPOSURES], counts[c.ADDED], counts[c.FIRST_ORDERS] + counts[c.PUBLIC_ORDERS]
    return {
        "channel": np.array(run.channels),
        "exposures": exposures,
        "contacts": contacts,
        "customers": first,
        "spend": spend,
        "add_rate": divide(contacts, exposures),
        "contact_cost": divide(spend, contacts),
        "cac": divide(spend, first),
        "worth": discounted,
        "people": held,
        "buyers": buyers,
        "ltv_per_contact": divide(discounted, held),
        "ltv_per_customer": divide(discounted, buyers),
    }


def divide(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """above / below entry by entry, nan where below is 0; below ≥ 0."""
    return np.where(below > 0, above / np.where(below > 0, below, 1), np.nan)
