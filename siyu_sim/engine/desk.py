"""Phase 4 of a window: questions in order of arrival through finite teams with hours and days of work.

First come, first served by the operator who can turn to the question first: of several, the one free for longest. With Poisson
questions, exponential handling and one team that never closes this is the M/M/c queue, whose mean wait Erlang's C formula
gives; with customers whose patience is exponential, the M/M/c+M queue (Erlang A).
"""

from __future__ import annotations

import math

import numpy as np

from siyu_sim.behaviour.ladder import note_team
from siyu_sim.behaviour.questions import given_up, patience_of
from siyu_sim.behaviour.state import LEFT, NEVER
from siyu_sim.dice.decisions import SERVICE
from siyu_sim.dice.draw import exponential
from siyu_sim.dice.philox import uniforms
from siyu_sim.engine import counters as c
from siyu_sim.engine.population import OPERATOR
from siyu_sim.jit import jit
from siyu_sim.scenario.schema import WEEKDAYS, Scenario

SECONDS_PER_DAY = 86400.0
ALL_WEEK = 0b1111111


def roster(scenario: Scenario) -> np.ndarray:
    """Everybody at the desk, OPERATOR, all free on day 0: the desk's own operators, then those of the shifts."""
    desk = scenario.desk
    teams: list[tuple] = [(desk, ALL_WEEK, 1.0)]
    if desk.active:
        teams += [(s, sum(1 << WEEKDAYS.index(d) for d in set(s.weekdays)), s.handle_factor) for s in desk.shifts.values()]
    people = [
        (0.0, team.open_hour / 24, team.close_hour / 24, desk.handle_minutes / 1440 * factor, weekdays, number)
        for number, (team, weekdays, factor) in enumerate(teams)
        for _ in range(team.operators)
    ]
    return np.array(people, OPERATOR)


@jit
def in_opening_hours(t, opens, closes):
    """t itself if the desk is open (opens ≤ hour < closes, in days), else the next opening."""
    day = math.floor(t)
    hour = t - day
    if hour < opens:
        return day + opens
    if hour >= closes:
        return day + 1.0 + opens
    return t


@jit
def turns_to(operator, t):
    """Instant at which the operator can turn to a question of instant t."""
    start = in_opening_hours(max(t, operator.free), operator.opens, operator.closes)
    if operator.weekdays != ALL_WEEK:
        day = math.floor(start)
        while operator.weekdays >> (int(day) % 7) & 1 == 0:
            day += 1.0
            start = day + operator.opens
    return start


@jit
def answer(p, w, row, more, question, operators):
    """Serve one question: writes the hours waited and the instant of the reply to the row, and keeps the operator busy.

    Who waits beyond their own patience gives the question up and takes no operator's time. A reply, or giving up, reaches the
    contact in a later window. Returns the days waited.
    """
    best = 0
    start = NEVER
    for k in range(len(operators)):
        t = turns_to(operators[k], question.t)
        if t < start or (t == start and operators[k].free < operators[best].free):
            best, start = k, t
    patience = patience_of(p, row, more, question.need)
    if start - question.t > patience:
        given_up(row, question.t, patience, w.t1)
        return patience
    operator = operators[best]
    u, _, _, _ = uniforms(p.seed_bits, row.person, SERVICE, question.need)
    handling = operator.handling
    if p.desk_limit != 0.0:
        handling *= max(1.0, w.load)
    operator.free = start + handling * exponential(u)
    row.asked = (start - question.t) * 24.0
    row.t_reply = max(operator.free, w.t1)
    if p.more_on != 0.0:
        note_team(more, operator.team)
    return start - question.t


@jit
def serve_all(parameters, slow, table, further, questions, order, operators, counts):
    """Serve the window's questions in the given order."""
    p = parameters[0]
    w = slow[0]
    for k in order:
        question = questions[k]
        row = table[question.row]
        if row.flags & LEFT:
            continue
        days = answer(p, w, row, further[question.row], question, operators)
        counts[c.WAIT_SECONDS, row.channel] += int(days * SECONDS_PER_DAY + 0.5)
