"""The SOP at work: rules of the calendar go out on their days, a test of scripts runs and is decided, messages are paid.

Personal messages (`when.after`) have clocks of their own in every contact's further row; all other decisions are taken here, from
what an operator sees: what was sent, and what was ordered at it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from siyu_sim.behaviour.touchpoints import CHAT
from siyu_sim.engine.counters import PER_SCRIPT, SCRIPT_ORDERS, SCRIPT_SENT, SCRIPTS_FROM
from siyu_sim.engine.parameters.sop import Script, Shares, scripts, shares_after_test, shares_in_test
from siyu_sim.engine.population import POST
from siyu_sim.ledger.causes import CONTENT, fen
from siyu_sim.scenario.schema import WEEKDAYS

if TYPE_CHECKING:
    from siyu_sim.operator.business import Business

MINUTES = 1440


class Sop:
    """All rules of one business.

    seen: what became of each script so far, (scripts, SCRIPT_COUNTERS). winner: variant that the test chose, None before.
    """

    def __init__(self, business: Business) -> None:
        self._business = business
        self._scripts = scripts(business.scenario)
        self._costs = np.array([fen(script.what.cost_yuan) for script in self._scripts], np.int64)
        self.seen = np.zeros((len(self._scripts), PER_SCRIPT), np.int64)
        self.winner: int | None = None
        for rule in sorted({script.base for script in self._scripts}):
            if self._scripts[rule].when.every_days is not None:
                business.clock.process(self._remind(rule))
        if business.scenario.script_test is not None:
            business.clock.process(self._test())

    @property
    def rolled_out(self) -> str | None:
        """Name of the variant that the test chose, None before."""
        test = self._business.scenario.script_test
        return None if test is None or self.winner is None else list(test.variants)[self.winner]

    def observe(self, counts: np.ndarray) -> None:
        """A window is over, its counts (counters, channels) not yet cleared: read off the results, pay what was sent."""
        if self._scripts:
            results = counts[SCRIPTS_FROM:].sum(axis=1).reshape(len(self._scripts), PER_SCRIPT)
            self.seen += results
            self._business.spend(CONTENT, int(results[:, SCRIPT_SENT] @ self._costs))

    def _remind(self, rule: int):
        """SimPy process of one rule of the calendar: each due day, every script of it goes to those whose script it is."""
        business, texts = self._business, [k for k, script in enumerate(self._scripts) if script.base == rule]
        for t, minute in _days(self._scripts[rule], business.scenario.horizon_days):
            yield business.clock.at(t)
            for k in texts:
                self._send(k, t, minute)

    def _send(self, k: int, t: float, minute: int) -> None:
        """The scripts of a rule share the luck of their slot, so that a test compares like with like."""
        business = self._business
        post = business.compiled.rules[k]
        code = int(business.compiled.record["script_code"][0, k])
        slot = minute | (code & 0x3FFF) << 26 | CHAT << 40 | (code >> 14 & 0x3FF) << 44  # a minute has 26 bits, a slot 54
        fields = {name: post[name] for name in POST.names or ()}
        business.board.post(**{**fields, "t": t, "minute": slot})

    def _test(self):
        """SimPy process: split people over the variants, wait, then give everybody the one with most orders a message."""
        business, test = self._business, self._business.scenario.script_test
        assert test is not None
        first, last = len(business.scenario.sop), len(business.scenario.sop) + len(test.variants)
        yield business.clock.at(test.from_day)
        self._assign(shares_in_test(business.scenario))
        before = self.seen[first:last].copy()
        yield business.clock.at(test.until_day)
        seen = self.seen[first:last] - before
        rates = seen[:, SCRIPT_ORDERS] / np.maximum(seen[:, SCRIPT_SENT], 1)
        self.winner = int(np.argmax(rates))  # the first named of those that are level
        self._assign(shares_after_test(business.scenario, self.winner))

    def _assign(self, shares: Shares) -> None:
        """From the window on that is about to be lived."""
        self._business.compiled.set({"script_low": shares.low, "script_high": shares.high})


def _days(script: Script, horizon: float):
    """(instant, minute of the world) of each day on which a rule of the calendar is due: the first allowed weekday, then the first
    allowed one at least `every_days` after."""
    when = script.when
    assert when.every_days is not None and when.hour is not None
    allowed = {WEEKDAYS.index(name) for name in when.weekdays or WEEKDAYS}
    minute = round(when.hour * 60)
    day, last = 0, -when.every_days
    while day + minute / MINUTES < horizon:
        if day % 7 in allowed and day - last >= when.every_days:
            last = day
            yield day + minute / MINUTES, day * MINUTES + minute
        day += 1
