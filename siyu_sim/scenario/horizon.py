"""Dates that a run never reaches: no mistakes, since a sweep over the horizon must be possible, but seldom what was meant."""

from __future__ import annotations

import math
from collections.abc import Iterator

from siyu_sim.scenario.schema import WEEKDAYS, Scenario
from siyu_sim.scenario.sop import When


def unreached(s: Scenario) -> list[str]:
    """Paths of the values that say when something begins, where that is at or after the end of the run."""
    return [path for path, begins in _beginnings(s) if begins >= s.horizon_days]


def _beginnings(s: Scenario) -> Iterator[tuple[str, float]]:
    """(path, first day on which it does anything)."""
    if s.ads_off_day is not None:
        yield "ads_off_day", s.ads_off_day
    for name, channel in s.channels.items():
        if channel.active:
            yield f"channels.{name}.start_day", math.ceil(channel.start_day)
    if s.content.start_day is not None and s.content.posts_per_day > 0:
        yield "content.start_day", s.content.start_day
    for name, campaign in s.campaigns.items():
        warmup = math.ceil(campaign.start_day)
        opens = warmup + campaign.warmup_days
        yield (f"campaigns.{name}.start_day", warmup) if warmup >= s.horizon_days else (f"campaigns.{name}.open_days", opens)
    if s.crisis is not None:
        yield "crisis.day", s.crisis.day
    if s.rivals is not None:
        yield "rivals.day", s.rivals.day
    if s.competition is not None:
        yield "competition.start_day", s.competition.start_day
    if s.platform is not None and s.platform.change is not None:
        yield "platform.change.day", s.platform.change.day
    for name, rule in s.sop.items():
        yield f"sop.{name}.when", _due(rule.when)
    if s.script_test is not None:
        test = s.script_test
        begun = test.from_day < s.horizon_days
        yield ("script_test.until_day", test.until_day) if begun else ("script_test.from_day", test.from_day)


def _due(when: When) -> float:
    """The earliest day on which a message can go out, day 0 being a Monday."""
    if when.delay_hours is not None:
        return when.delay_hours / 24
    return min(WEEKDAYS.index(day) for day in when.weekdays or WEEKDAYS) + (when.hour or 0.0) / 24
