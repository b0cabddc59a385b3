"""The mood of each group chat, and the orders that its members see each other place.

Mood m ∈ [0, 1] halves every `half_life_days`. A useful or human post in the group restores the share `lift` of what is missing,
as does every order of a member; a promotional post costs mood if promotion makes up more of what is remembered than the
`tolerance`. Posts act at their instants, orders at the end of the window. A group opened in a window is left alone until the
next.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from siyu_sim.behaviour.touchpoints import GROUP, PROMO
from siyu_sim.engine.people import Board, People
from siyu_sim.engine.slow.census import Census
from siyu_sim.scenario.groups import Groups

if TYPE_CHECKING:
    from siyu_sim.engine.slow import Window

WEEK = 7.0


class GroupChats:
    """Mood and proof of all groups of a run."""

    def __init__(self, groups: Groups, census: Census) -> None:
        self._groups = groups
        self._census = census
        self._promo = self._posts = 0.0  # posts remembered
        self._last_post = 0.0
        self._open = 0  # groups that the window began with

    def open(self, people: People, t: float = 0.0) -> None:
        self._open = int(people.groups["members"][0])
        self._orders_per_day = np.zeros(len(people.groups))

    def state(self) -> dict[str, np.ndarray | float]:
        return {
            "promo": self._promo,
            "posts": self._posts,
            "last_post": self._last_post,
            "orders_per_day": self._orders_per_day,
        }

    def load(self, people: People, board: Board, state: Mapping[str, np.ndarray]) -> None:
        self.open(people, 0.0)  # what it counts stands in the rows
        self._promo, self._posts, self._last_post = (float(state[name]) for name in ("promo", "posts", "last_post"))
        known = state["orders_per_day"][: len(self._orders_per_day)]
        self._orders_per_day[: len(known)] = known

    def observe(self, people: People, window: Window) -> None:
        active, orders = self._census.active, self._census.new
        chats = people.groups
        here = slice(1, self._open + 1)
        mood = self._run(chats["mood"][here], window)
        per_member = orders / np.maximum(active, 1)
        chats["mood"][here] = 1.0 - (1.0 - mood) * np.exp(-self._groups.order_lift * per_member[here])
        days = window.end - window.start
        keep = math.exp(-days / WEEK)
        self._orders_per_day = keep * self._orders_per_day + (1.0 - keep) * orders / days
        chats["proof"][1:] = np.minimum(1.0, WEEK * self._orders_per_day / np.maximum(active, 1))[1:]
        self._open = int(chats["members"][0])

    def _run(self, mood: np.ndarray, window: Window) -> np.ndarray:
        """Mood after the window's posts and the time between them; all groups get the same posts."""
        groups, board = self._groups, window.board
        rate = math.log(2) / groups.half_life_days
        t = window.start
        posts = board.posts[board.first_post : board.n_posts]
        columns = (posts[name].tolist() for name in ("t", "kind", "surface", "over_limit"))
        for at, kind, surface, over_limit in zip(*columns, strict=True):
            if surface != GROUP or over_limit:
                continue
            mood = mood * math.exp(-rate * (at - t))
            t = at
            promo = kind == PROMO
            share = self._remember(t, promo)
            if promo:
                over = max(0.0, share - groups.tolerance) / (1.0 - groups.tolerance)
                mood = mood * (1.0 - groups.breach_loss * over)
            else:
                mood = 1.0 - (1.0 - mood) * (1.0 - groups.lift)
        return mood * math.exp(-rate * (window.end - t))

    def _remember(self, t: float, promo: bool) -> float:
        """Share of promotion among the posts remembered, this one included."""
        kept = 2.0 ** ((self._last_post - t) / self._groups.memory_days)
        self._promo = self._promo * kept + promo
        self._posts = self._posts * kept + 1.0
        self._last_post = t
        return self._promo / self._posts
