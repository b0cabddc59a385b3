"""Whatever the scenario: caps are never exceeded, the control gets nothing, and the books of the SOP agree with the log."""

from __future__ import annotations

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from siyu_sim.behaviour.effects import BLOCKED, HELD, SEEN, SENT, TOUCH
from siyu_sim.engine import counters as c
from siyu_sim.engine.parameters.sop import scripts
from siyu_sim.ledger import causes
from siyu_sim.ledger.causes import fen
from siyu_sim.measure.retention import script_table
from siyu_sim.simulation import simulate
from tests.strategies import DRAWN, scenarios

MINUTE_BITS = 26  # of a slot; the bits above name the rule


@DRAWN
@given(scenario=scenarios(), seed=st.integers(0, 2**64 - 1))
def test_caps_and_control_hold_in_any_log(scenario, seed):
    assume(scenario.sop)
    scenario = scenario.model_copy(update={"membership": None})  # its day is a post, which no cap counts
    run = simulate(scenario, seed, log=True)
    log = run.log_lines
    sent, held = log[log["outcome"] & SENT > 0], log[log["outcome"] & HELD > 0]
    assert not (sent["outcome"] & (BLOCKED | HELD)).any()
    assert (held["outcome"] == HELD).all(), "somebody of the control felt something"

    caps = scenario.caps
    if caps is not None and len(sent):
        people, days = sent["person"].astype(np.int64), sent["t"].astype(np.int64)
        _, a_day = np.unique(people * 100_000 + days, return_counts=True)
        _, a_month = np.unique(people * 100_000 + days // 30, return_counts=True)
        assert caps.per_day is None or a_day.max() <= caps.per_day
        assert caps.per_month is None or a_month.max() <= caps.per_month

    of_calendar = [set(zip((x["ref"] >> MINUTE_BITS).tolist(), x["person"].tolist(), strict=True)) for x in (
        lines[lines["event"] == TOUCH] for lines in (sent, held)
    )]  # fmt: skip
    assert not of_calendar[0] & of_calendar[1], "once of the control of a rule, always"

    table = script_table(run)
    texts = scripts(scenario)
    assert sum(row["sent"] for row in table.values()) == len(sent) == run.counts[:, c.MESSAGES].sum()
    assert sum(row["held"] for row in table.values()) == len(held)
    assert sum(row["seen"] for row in table.values()) == (sent["outcome"] & SEEN > 0).sum()
    for text in texts:
        if text.holdout == 1:
            assert table[text.name]["sent"] == 0
        if text.holdout == 0:
            assert table[text.name]["held"] == 0
    cost = sum(fen(text.what.cost_yuan) * table[text.name]["sent"] for text in texts)
    assert run.money[:, causes.CONTENT, -1].sum() >= cost
