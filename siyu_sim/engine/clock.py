"""SimPy's environment as a clock that can be set to an absolute instant.

`timeout(delay)` schedules at now + delay, and now + (t − now) is not always t in floating point. People's instants are computed
once and must be met exactly, by both engines, so the clock also schedules at t itself.
"""

from __future__ import annotations

from heapq import heappush

import simpy
from simpy.events import NORMAL, Event, EventPriority

PRIVATE, BROADCAST = NORMAL, 0


class Clock(simpy.Environment):
    """A SimPy environment in days, with `at(t)` beside `timeout(delay)`."""

    def at(self, t: float, priority: int = NORMAL) -> Event:
        """An event that happens at instant t (t ≥ now); among equal instants the lower priority number first."""
        if t < self.now:
            raise ValueError(f"instant {t} lies before now ({self.now})")
        event = Event(self)
        event._ok = True
        event._value = None
        heappush(self._queue, (t, EventPriority(priority), next(self._eid), event))
        return event
