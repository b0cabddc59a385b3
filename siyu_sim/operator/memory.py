"""What a business has lived through, kept so that it can be lived again.

The processes of a business are generators, which cannot be saved. But all that they know of the world is what they were shown
after each window. So a saved business is that: the books, and what was shown. A fresh business is led through the same windows,
without any people, and stands where the first one stood, to the bit; a strategy that depends on anything else is found out.

A business of another scenario is led through them as well: the past of the other one is its memory. What it would have done
itself in those days has no effect; in the end it takes over what really went out and is owed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from siyu_sim.behaviour.notices import ACCOUNT_LOST
from siyu_sim.engine.counters import PER_SCRIPT, SCRIPTS_FROM
from siyu_sim.engine.parameters.sop import scripts
from siyu_sim.engine.population import POST
from siyu_sim.language import Said
from siyu_sim.operator.business import Business
from siyu_sim.operator.strategies.levers import Decision
from siyu_sim.scenario.mistakes import Mistake, ScenarioError
from siyu_sim.scenario.schema import Scenario

SHOWN = np.dtype(
    # to the business, on day 0 and after each window
    [
        ("accounts_open", "i8"), ("groups_open", "i8"),
        ("gain", "f8"), ("useful_cost", "f8"),  # see Board
        ("bills", "i8"),  # fen that the window has made due
        ("posts", "i8"),  # on the board by then
    ]
)  # fmt: skip


@dataclass(frozen=True)
class Memory:
    """The windows lived so far.

    ends (windows,) · money (windows, causes, channels + 1) · counts (windows, counters, channels) · shown (1 + windows,) SHOWN ·
    spent (causes, channels + 1): all that the business itself has spent · posts: POST, all that went out · plans: of exposures,
    for the day under way · decisions: of strategies · debts: posts owed to partners and what limits have counted · unspent,
    grants: of extra media money
    """

    ends: np.ndarray
    money: np.ndarray
    counts: np.ndarray
    shown: np.ndarray
    spent: np.ndarray
    posts: np.ndarray
    plans: list[tuple[int, int, int, float]]
    decisions: tuple[Decision, ...]
    debts: dict[str, Any]
    unspent: float
    grants: dict[str, dict[int, int]]


def debts(business: Business) -> dict[str, Any]:
    """What a business owes and has used up, in plain data."""
    return {
        "posts_owed": dict(business.posts_owed),
        "post_limit": business.post_limit.state(),
        "sending_limits": {name: limit.state() for name, limit in business.sending_limits.items()},
    }


def take_down(business: Business, bills: int) -> tuple:
    """What a business is shown between two windows, SHOWN."""
    board = business.board
    return business.accounts_open, business.groups_open, board.gain, board.useful_cost, bills, board.n_posts


def live_again(business: Business, memory: Memory, past: Scenario) -> None:
    """Lead a fresh business through the windows of a memory, which a business of the scenario `past` has made.

    Raises ScenarioError if a business of that very scenario then stands elsewhere.
    """
    same = business.before is None
    counts = memory.counts if same else by_script(memory.counts, past, business.scenario)
    spent = np.zeros_like(business.money)
    first = 0
    _show(business, memory.shown[0])
    for k, end in enumerate(memory.ends.tolist()):
        shown = memory.shown[k + 1]
        for post in memory.posts[first : shown["posts"]]:
            if post["what"] == ACCOUNT_LOST:  # what befell accounts comes from outside
                business.board.post(**{name: post[name] for name in POST.names or ()})
        first = int(shown["posts"])
        business.advance(end)
        board = business.board
        board.gain, board.useful_cost, board.bills = float(shown["gain"]), float(shown["useful_cost"]), int(shown["bills"])
        spent += business.close_window(counts[k])
        if not same:
            board.take(memory.posts[:first], board.plans)
        board.next_window(end)
        business.observe(end, memory.money[k], counts[k])
        _show(business, shown)
    if same:
        _compare(business, memory, spent)
    else:
        _take_over(business, memory)


def _show(business: Business, shown: np.void) -> None:
    business.accounts_open, business.groups_open = int(shown["accounts_open"]), int(shown["groups_open"])


def _compare(business: Business, memory: Memory, spent: np.ndarray) -> None:
    board = business.board
    alike = (
        np.array_equal(spent, memory.spent)
        and board.posts[: board.n_posts].tobytes() == memory.posts.tobytes()
        and board.plans == memory.plans
        and tuple(business.decisions) == memory.decisions
        and debts(business) == memory.debts
        and business.unspent_fen == memory.unspent
    )
    if not alike:
        problem = Said("the business, led through the same past again, has done otherwise: it cannot be continued")
        allowed = Said("strategies that depend on nothing but their view and parameters (no clock, no file, no random number)")
        raise ScenarioError([Mistake("strategies", problem, allowed=allowed)])


def _take_over(business: Business, memory: Memory) -> None:
    """What went out, is planned for today, and is owed is what really was; what was decided stays on record."""
    business.board.take(memory.posts, memory.plans)
    business.board.gain = business.board.useful_cost = 1.0  # until what moves them says otherwise
    business.decisions[:] = memory.decisions
    owed, limits = memory.debts["posts_owed"], memory.debts["sending_limits"]
    business.posts_owed = {name: owed.get(name, 0) for name in business.posts_owed}
    business.post_limit.load(memory.debts["post_limit"])
    for name, limit in business.sending_limits.items():
        limit.load(limits.get(name, []))


def by_script(counts: np.ndarray, past: Scenario, scenario: Scenario) -> np.ndarray:
    """counts (windows, counters, channels) with the scripts of another scenario: those of one name go on, new ones begin at 0."""
    before, after = [script.name for script in scripts(past)], [script.name for script in scripts(scenario)]
    new = np.zeros((len(counts), SCRIPTS_FROM + PER_SCRIPT * len(after), counts.shape[2]), counts.dtype)
    new[:, :SCRIPTS_FROM] = counts[:, :SCRIPTS_FROM]
    for k, name in enumerate(after):
        if name in before:
            here, there = (SCRIPTS_FROM + PER_SCRIPT * number for number in (k, before.index(name)))
            new[:, here : here + PER_SCRIPT] = counts[:, there : there + PER_SCRIPT]
    return new


def grants_from(day: float, lived: Mapping[str, Mapping[int, int]], later: Mapping[str, Mapping[int, int]]) -> dict:
    """Extra money of the past before `day`, of the future from then on: channel → day → fen."""
    merged: dict[str, dict[int, int]] = {}
    for part, wanted in ((lived, False), (later, True)):
        for channel, days in part.items():
            for when, fen in days.items():
                if (when >= day) == wanted:
                    merged.setdefault(channel, {})[when] = fen
    return merged
