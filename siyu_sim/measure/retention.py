"""What rules of the SOP did, by observed counts and against their hold-outs; what members hold in points."""

from __future__ import annotations

import math

import numpy as np

from siyu_sim.behaviour.state import LEFT
from siyu_sim.engine import counters as c
from siyu_sim.engine.parameters.sop import scripts
from siyu_sim.measure.ratio import Ratio, ratio
from siyu_sim.simulation import Run

FEN = 100.0
Z95 = 1.959964


def script_counts(run: Run) -> np.ndarray:
    """Counts by window, script, SCRIPT_COUNTERS and channel, shape (windows, scripts, 13, channels)."""
    windows, _, channels = run.counts.shape
    return run.counts[:, c.SCRIPTS_FROM :].reshape(windows, -1, c.PER_SCRIPT, channels)


def script_table(run: Run) -> dict[str, dict[str, float]]:
    """By script (a rule, a variant of the test as rule.variant, or member_day): how many were sent, seen, ordered at, …"""
    totals = script_counts(run).sum(axis=(0, 3))
    names = c.SCRIPT_COUNTERS[: c.TREATED]
    table = {}
    for script, line in zip(scripts(run.scenario), totals.tolist(), strict=True):
        row = dict(zip(names, line[: c.TREATED], strict=True))
        table[script.name] = {
            **row,
            "orders_per_message": line[c.SCRIPT_ORDERS] / line[c.SCRIPT_SENT] if line[c.SCRIPT_SENT] else math.nan,
        }
    return table


def uplift_table(run: Run) -> dict[str, dict[str, float]]:
    """By rule: orders for each contact from the first time it addressed them, with it and held out from it, and the difference.

    Whether a contact is held out is decided by dice of the contact's own, and when a rule first addresses them does not depend on
    it, so the difference is what the rule caused: orders at the message less orders that it only brought forward. low, high: its
    95 % interval, taking orders of one contact as Poisson, which is narrow where few buy much. All nan without a control.
    """
    totals = script_counts(run).sum(axis=(0, 3))
    table = {}
    texts = scripts(run.scenario)
    for rule, name in enumerate(run.scenario.sop):
        own = [k for k, script in enumerate(texts) if script.base == rule]
        treated, control = totals[own, c.TREATED].sum(), totals[own, c.CONTROL].sum()
        ordered, ordered_without = totals[rule, c.TREATED_ORDERS], totals[rule, c.CONTROL_ORDERS]
        with_it, without = _ratio(ordered, treated), _ratio(ordered_without, control)
        half = Z95 * math.sqrt(_ratio(with_it, treated) + _ratio(without, control)) if treated and control else math.nan
        margins = totals[rule, c.TREATED_MARGIN], totals[rule, c.CONTROL_MARGIN]
        table[name] = {
            "treated": float(treated),
            "control": float(control),
            "orders_treated": with_it,
            "orders_control": without,
            "uplift": with_it - without,
            "low": with_it - without - half,
            "high": with_it - without + half,
            "margin_uplift": _ratio(margins[0], treated) / FEN - _ratio(margins[1], control) / FEN,
            "sent": float(totals[own, c.SCRIPT_SENT].sum()),
            "credited": _ratio(totals[own, c.SCRIPT_ORDERS].sum(), treated),
        }
    return table


def trial_table(run: Run) -> dict[str, dict[str, float]]:
    """By text of the test of scripts, the rule as it is first: what became of it in the test, and whether it is the rule since.

    sent, seen, orders, left: counted from the window in which the test began to that in which it was decided, all that the
    choice was made from. rolled_out: 1 or 0; nan where the test was not over by the horizon. Empty without a test.
    """
    test = run.scenario.script_test
    if test is None:
        return {}
    begun, decided = np.searchsorted(run.ends, [test.from_day, test.until_day], side="right")
    names, totals = [script.name for script in scripts(run.scenario)], script_counts(run)[begun:decided].sum(axis=(0, 3))
    table = {}
    for text in (test.rule, *(f"{test.rule}.{variant}" for variant in test.variants)):
        line = totals[names.index(text)].tolist()
        table[text] = {
            **dict(zip(c.SCRIPT_COUNTERS[: c.SCRIPT_BLOCKED], line[: c.SCRIPT_BLOCKED], strict=True)),
            "orders_per_message": _ratio(line[c.SCRIPT_ORDERS], line[c.SCRIPT_SENT]),
            "rolled_out": math.nan if run.rolled_out is None else float(text == f"{test.rule}.{run.rolled_out}"),
        }
    return table


def messages_sent(run: Run) -> float:
    """One-to-one messages of the SOP and posts of the member day that went out."""
    return float(run.counts[:, c.MESSAGES].sum())


def blocked_share(run: Run) -> Ratio:
    """Share of messages of the SOP that a frequency cap kept back; nan without any."""
    totals = script_counts(run).sum(axis=(0, 1, 3))
    return ratio(totals[c.SCRIPT_BLOCKED], totals[c.SCRIPT_BLOCKED] + totals[c.SCRIPT_SENT])


def returned(run: Run) -> float:
    """Contacts who had stopped buying and were won back, each return counted."""
    return float(run.counts[:, c.RETURNED].sum())


def members(run: Run) -> float:
    """Contacts held at the horizon who are members of any level."""
    if run.further is None:
        return 0.0
    return float(((run.further["level"] > 0) & (run.rows["flags"] & LEFT == 0)).sum())


def points_liability(run: Run) -> float:
    """Worth of the points that contacts held at the horizon have not used, yuan. The cost was booked when they were earned."""
    if run.further is None:
        return 0.0
    held = run.rows["flags"] & LEFT == 0
    return float(run.further["points"][held].sum(dtype=np.int64)) / FEN


def _ratio(above: float, below: float) -> float:
    return float(above) / float(below) if below else math.nan
