"""People of a past under another strategy: their state, as the scenario that led to it left it, in the terms of the one to come.

What a person has done and has is theirs. What a new strategy brings is offered to everybody held, as it is to those held on
day 0: group chats, touchpoints, accounts. What it does away with lapses. Names decide what is the same: rules of the SOP,
products, shifts, touchpoints.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from siyu_sim.behaviour.cheats import honesty
from siyu_sim.behaviour.sop import controls, next_message
from siyu_sim.behaviour.state import ASKING, CHEAT, CUSTOMER, GREETING, LEFT, MORE, NEVER, PROMPTED, READ, ROW
from siyu_sim.behaviour.touchpoints import GROUP, SURFACES, followed_on_adding
from siyu_sim.engine.desk import roster
from siyu_sim.engine.intake import join_group
from siyu_sim.engine.parameters import DAYS_PER_MONTH, Compiled
from siyu_sim.engine.placing import hold
from siyu_sim.engine.population import ACCOUNT, new_groups
from siyu_sim.jit import jit
from siyu_sim.language import Said
from siyu_sim.scenario.mistakes import Mistake, ScenarioError
from siyu_sim.scenario.schema import Scenario

State = dict[str, np.ndarray]


@jit
def _offer_groups(parameters, table, further, groups):
    p = parameters[0]
    for i in range(len(table)):
        if table[i].flags & LEFT == 0:
            join_group(p, table[i], further[i], groups)


@jit
def _know_by_dice(parameters, table):
    """Who cheats where it pays, and of whose control somebody is: fixed for life, but noted for the scenario at hand."""
    p = parameters[0]
    for i in range(len(table)):
        row = table[i]
        row.nature = row.nature & ~CHEAT | (honesty(p, row.person, row.segment) if p.abuse_on != 0.0 else 0)
        row.control = controls(p, row.person)


@jit
def _hold_all(parameters, table, further, accounts):
    p = parameters[0]
    for i in range(len(table)):
        if table[i].flags & LEFT == 0:
            further[i].account = hold(p, accounts)


@jit
def _offer_touchpoints(parameters, table, further, kept, offered):
    """kept, offered: touchpoints that go on, and those that are new, a bit each."""
    p = parameters[0]
    for i in range(len(table)):
        follows = np.int64(further[i].follows) & kept
        if table[i].flags & LEFT == 0:
            follows |= followed_on_adding(p, table[i]) & offered
        further[i].follows = follows


@jit
def _find_messages(parameters, table, further, t):
    p = parameters[0]
    for i in range(len(table)):
        if table[i].flags & LEFT == 0:
            next_message(p, table[i], further[i], t, 0)


def take_over(state: Mapping[str, np.ndarray], past: Scenario, compiled: Compiled, day: float) -> State:
    """The people's `state` on `day`, which `past` led to, as the scenario of `compiled` goes on with it.

    Both scenarios with their forces turned into parameters. Raises ScenarioError where the state does not fit.
    """
    scenario = compiled.scenario
    state = dict(state)
    n = len(state["rows"])
    rows, further = np.zeros(n, ROW), np.zeros(n, MORE)
    rows[:], further[:] = state["rows"], state["further"]
    state |= {"rows": rows, "further": further, "slow": state["slow"].copy()}
    tables = compiled.record, rows, further
    _know_by_dice(compiled.record, rows)
    _drop_open_talks(rows, further, past, scenario)
    _renumber(rows, further, past, scenario, day)
    _forget(further, past, scenario)
    state["accounts"] = _accounts(state["accounts"], tables, past, scenario)
    state["groups"] = _groups(state["groups"], tables, past, scenario)
    _touchpoints(tables, past, scenario)
    if scenario.sop != past.sop:
        further["message"] = 0
    if compiled.record["clocks_on"][0]:
        _find_messages(*tables, day)
    else:
        further["t_message"] = NEVER
    state["operators"] = _operators(state["operators"], past, scenario)
    state["cohort"] = _cohort(state["cohort"], scenario)
    if scenario.reputation is None:
        state["slow"]["reputation"] = state["slow"]["cases"] = 0.0
    return state


def _drop_open_talks(rows: np.ndarray, further: np.ndarray, past: Scenario, scenario: Scenario) -> None:
    """Who waits for an answer that nobody will give any more: a greeting without a welcome, a question after a post of what is no
    longer sold in chat."""
    dropped = np.uint8(0)
    if past.welcome is not None and scenario.welcome is None:
        dropped |= np.uint8(GREETING)
    if past.product.chat_only and not scenario.product.chat_only:
        dropped |= np.uint8(PROMPTED)
    open_talk = (further["marks"] & dropped) > 0
    rows["flags"][open_talk] &= np.uint8(0xFF ^ ASKING)
    rows["t_reply"][open_talk] = NEVER
    further["marks"] &= np.uint8(0xFF) ^ dropped


def _renumber(rows: np.ndarray, further: np.ndarray, past: Scenario, scenario: Scenario, day: float) -> None:
    """Rules, products and teams are kept by number: give each that goes on its new one."""
    further["addressed"] = _moved_bits(further["addressed"], list(past.sop), list(scenario.sop))
    products = ["core", *past.ladder], ["core", *scenario.ladder]
    bought = _moved_bits(further["bought"] & 0x0F, *products)
    if not past.ladder and scenario.ladder:  # what was bought before there was a ladder is the core product
        bought |= (rows["flags"] & CUSTOMER) > 0
    under_way = _moved_numbers(further["bought"] >> 4 & 3, *products)
    teams = ["", *past.desk.shifts], ["", *scenario.desk.shifts]
    team = _moved_numbers(further["bought"] >> 6, *teams)
    further["bought"] = bought | under_way << 4 | team << 6
    if _has_scripts(scenario) and not _has_scripts(past):  # until today nobody took down who reads us
        further["read_day"] = np.where((rows["flags"] & READ) > 0, int(day) + 1, 0)


def _has_scripts(s: Scenario) -> bool:
    return bool(s.sop) or (s.membership is not None and s.membership.ritual is not None)


def _moved_bits(bits: np.ndarray, before: Sequence[str], after: Sequence[str]) -> np.ndarray:
    moved = np.zeros_like(bits)
    for k, name in enumerate(after):
        if name in before:
            moved |= (bits >> before.index(name) & 1) << k
    return moved


def _moved_numbers(numbers: np.ndarray, before: Sequence[str], after: Sequence[str]) -> np.ndarray:
    """Number 0 for what there is no more."""
    places = np.zeros(256, numbers.dtype)
    for k, name in enumerate(before):
        places[k] = after.index(name) if name in after else 0
    return places[numbers]


def _forget(further: np.ndarray, past: Scenario, scenario: Scenario) -> None:
    """Memberships and schemes that are given up lapse; a new scheme counts from today."""
    if scenario.membership is None:
        further["level"] = further["points"] = 0
    else:
        further["level"] = np.minimum(further["level"], len(scenario.membership.levels))
        if scenario.membership.points is None:
            further["points"] = 0
    if (past.scheme is None) != (scenario.scheme is None):
        further["brought"] = further["earned"] = 0
    if scenario.scheme is None or scenario.scheme.team is None:
        further["team_left"], further["t_prize"] = 0, NEVER


def _accounts(accounts: np.ndarray, tables: tuple, past: Scenario, scenario: Scenario) -> np.ndarray:
    _, _, further = tables
    size = scenario.platform.accounts if scenario.platform else 1
    new = np.zeros(size, ACCOUNT)
    new["opened"] = np.inf
    if scenario.platform is None:
        further["account"] = 0
    elif past.platform is None:
        _hold_all(*tables, new)
    else:
        used = int(np.isfinite(accounts["opened"]).sum())
        if used > size:
            problem = Said("fewer accounts than the past has opened")
            raise ScenarioError([Mistake("platform.accounts", problem, size, Said("{bound} or more", bound=used))])
        new[:used] = accounts[:used]
    return new


def _groups(groups: np.ndarray, tables: tuple, past: Scenario, scenario: Scenario) -> np.ndarray:
    _, _, further = tables
    if scenario.groups is None or past.groups is None:
        further["group"] = 0
        new = new_groups(scenario)
        if scenario.groups is not None:
            _offer_groups(*tables, new)
        return new
    if scenario.groups.size == past.groups.size:
        return groups
    opened = int(groups["members"][0])
    new = np.zeros(opened + len(new_groups(scenario)), groups.dtype)
    new[: opened + 1] = groups[: opened + 1]
    taken = past.groups.size - groups["room"][1 : opened + 1]
    new["room"][1 : opened + 1] = np.maximum(0, scenario.groups.size - taken)
    return new


def _touchpoints(tables: tuple, past: Scenario, scenario: Scenario) -> None:
    """A touchpoint that is no longer kept for buyers is offered to everybody, too."""
    before = {SURFACES.index(name): one for name, one in past.touchpoints.items()}
    after = {SURFACES.index(name): one for name, one in scenario.touchpoints.items()}
    kept = sum(1 << k for k in after if k in before and k != GROUP)
    offered = sum(1 << k for k, one in after.items() if k != GROUP and not one.gated and (k not in before or before[k].gated))
    _offer_touchpoints(*tables, kept, offered)


def _operators(operators: np.ndarray, past: Scenario, scenario: Scenario) -> np.ndarray:
    """Whoever stays at the desk, by team and place, finishes what they are at."""
    new = roster(scenario)
    names = ["", *past.desk.shifts], ["", *scenario.desk.shifts]
    for k, name in enumerate(names[1]):
        if name in names[0]:
            here, there = np.flatnonzero(new["team"] == k), operators["team"] == names[0].index(name)
            stay = operators["free"][there][: len(here)]
            new["free"][here[: len(stay)]] = stay
    return new


def _cohort(cohort: np.ndarray, scenario: Scenario) -> np.ndarray:
    months = int(scenario.horizon_days // DAYS_PER_MONTH) + 1
    new = np.zeros((len(cohort), months, months), np.int64)
    common = min(months, cohort.shape[1])
    new[:, :common, :common] = cohort[:, :common, :common]
    return new
