"""Lives as the event log tells them, and who was touched by a difference between two arms.

With social proof, the desk and strategies off, people act on one another only through invitations. A difference between two arms then
*touches*: those whom it meets itself (each test says who that is); both people between whom an invitation moved; and, from
there on, everybody who got an invitation from somebody touched. All others must live the same life in both arms.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.lib.recfunctions import repack_fields

from siyu_sim.behaviour.effects import DELIVERY, EXPOSED, INVITATION, INVITED
from siyu_sim.engine import calls
from siyu_sim.engine.parameters import CHANNEL, Compiled, channel_code, compile_scenario
from siyu_sim.scenario.schema import Scenario
from siyu_sim.simulation import Run, simulate

# what lets people act on one another, or on what everybody meets, beyond invitations
ALONE = {
    "trust.social_proof": 0.0,
    "purchase.proof_weight": 0.0,
    "desk.active": False,
    "product.chat_only": False,
    "ladder": {},  # some of it may be sold in chat only
    "strategies": None,
    "welcome": None,
    "groups": None,
    "touchpoints": {},  # groups among them
    "reputation": None,
    "platform": None,  # accounts are shared
    "script_test": None,  # the winner depends on everybody
    "scheme": None,  # what the invited do comes back to those who invited them
    "abuse": None,
}


def lives(log: np.ndarray) -> dict[int, bytes]:
    """Every event of each person, all fields, as bytes in order of time."""
    ordered = repack_fields(log[np.lexsort((log["ref"], log["event"], log["t"], log["person"]))])
    if len(ordered) == 0:
        return {}
    people, starts = np.unique(ordered["person"], return_index=True)
    ends = [*starts[1:], len(ordered)]
    return {int(i): ordered[a:b].tobytes() for i, a, b in zip(people, starts, ends, strict=True)}


def changed(a: np.ndarray, b: np.ndarray) -> set[int]:
    """People whose life is not the same, event by event, in two logs."""
    one, other = lives(a), lives(b)
    return {i for i in one.keys() | other.keys() if one.get(i) != other.get(i)}


def exposures(*worlds: Compiled) -> dict[int, tuple[int, int, int]]:
    """What a log line of an exposure is about: its `ref` -> (channel code, day, number of the exposure on that day)."""
    used = {
        (channel_code(name), math.ceil(world.scenario.horizon_days), math.ceil(channel.exposures_per_day) + 1)
        for world in worlds
        for name, channel in world.scenario.channels.items()
    }
    return _exposures(frozenset(used))


@lru_cache(maxsize=8)
def _exposures(used: frozenset[tuple[int, int, int]]) -> dict[int, tuple[int, int, int]]:
    """Of channels given as (code, days, most exposures a day); no other trait of a world matters."""
    found = {}
    channels = np.zeros(1, CHANNEL)
    for code, days, most in used:
        channels["code"] = code
        found |= {int(calls.occasion_of_exposure(channels, 0, d, j)): (code, d, j) for d in range(days) for j in range(most)}
    return found


def invitations(log: np.ndarray, invites: int) -> dict[int, tuple[int, int]]:
    """What a log line of an invitation is about: its `ref` -> (writer, occasion), of all invitations written in a log."""
    found = {}
    shares = log[log["outcome"] & INVITED > 0]
    for writer, event, ref in zip(shares["person"].tolist(), shares["event"].tolist(), shares["ref"].tolist(), strict=True):
        for m in range(invites):
            occasion = (ref << 1 | (event == DELIVERY)) << 7 | m
            found[int(calls.occasion_of_invitation(np.uint64(writer), np.uint64(occasion)))] = writer, occasion
    return found


class Arms:
    """Two scenarios in one world, both with their logs."""

    def __init__(self, a: Scenario, b: Scenario, seed: int) -> None:
        self.worlds: tuple[Compiled, Compiled] = compile_scenario(a, seed), compile_scenario(b, seed)
        self.runs: tuple[Run, Run] = simulate(a, seed, log=True), simulate(b, seed, log=True)
        self.logs = tuple(run.log_lines for run in self.runs)
        self._places = [{code: k for k, code in enumerate(world.channels["code"].tolist())} for world in self.worlds]

    def changed(self) -> set[int]:
        return changed(*self.logs)

    def everybody(self) -> set[int]:
        return set(np.concatenate([log["person"] for log in self.logs]).tolist())

    def with_event(self, arm: int, event: int, outcome: int = 0) -> set[int]:
        """People who had an event (with an outcome) in one arm."""
        log = self.logs[arm]
        return set(log["person"][(log["event"] == event) & (log["outcome"] & outcome == outcome)].tolist())

    def with_exposures(self, arm: int) -> set[tuple[int, int, int]]:
        """(channel code, day, number) of every exposure in the log of one arm."""
        known, log = exposures(*self.worlds), self.logs[arm]
        return {known[ref] for ref in log["ref"][log["event"] == EXPOSED].tolist()}

    def _exposed(self) -> set[tuple[tuple[int, int, int], int]]:
        """((channel code, day, number), viewer) of every exposure in either log."""
        known = exposures(*self.worlds)
        lines = np.concatenate([log[log["event"] == EXPOSED] for log in self.logs])
        return {(known[ref], person) for ref, person in zip(lines["ref"].tolist(), lines["person"].tolist(), strict=True)}

    def met_by_exposures(self, differs: Callable[[int, int, int], bool]) -> set[int]:
        """Viewers, in either arm, of the exposures (channel code, day, number) for which `differs` holds."""
        return {person for thing, person in self._exposed() if differs(*thing)}

    def viewer(self, arm: int, code: int, day: int, j: int) -> int:
        """On whom an exposure falls in an arm, from the dice; −1 if that channel is not in the arm."""
        world, k = self.worlds[arm], self._places[arm].get(code)
        return -1 if k is None else int(calls.exposure(world.record, world.channels, k, day, j)[1])

    def moved_exposures(self) -> set[int]:
        """Everybody on whom an exposure falls that falls on somebody else in the other arm."""
        met = set()
        for thing in {thing for thing, _ in self._exposed()}:
            viewers = {self.viewer(arm, *thing) for arm in (0, 1)}
            if len(viewers) > 1:
                met |= viewers
        return met

    def touched(self, first: set[int]) -> set[int]:
        """`first`, those between whom an invitation moved, and whom they reach by invitations."""
        known = {}
        for log, world in zip(self.logs, self.worlds, strict=True):
            known |= invitations(log, world.scenario.sharing.invites)
        lines = np.concatenate([log[log["event"] == INVITATION] for log in self.logs])
        sent = {(*known[ref], person) for ref, person in zip(lines["ref"].tolist(), lines["person"].tolist(), strict=True)}
        reached = set(first)
        for writer, occasion, _ in sent:
            invited = {self._invitee(world, writer, occasion) for world in self.worlds}
            if len(invited) > 1:
                reached |= invited
        while True:
            more = {person for writer, _, person in sent if writer in reached} - reached
            if not more:
                return reached
            reached |= more

    @staticmethod
    def _invitee(world: Compiled, writer: int, occasion: int) -> int:
        contact, _ = calls.whom_and_when(world.record, writer, np.uint64(occasion))
        return int(calls.invitee(world.record, writer, contact))
