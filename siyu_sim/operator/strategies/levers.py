"""What a strategy can do: move a budget, a cadence, a reward. Every change is written down with its reason."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from siyu_sim.language import Said

if TYPE_CHECKING:
    from siyu_sim.operator.business import Business


class Decision(NamedTuple):
    """One change of course."""

    day: float
    strategy: str
    lever: str
    old: float
    new: float
    why: str


class Levers:
    """The hands of one strategy. A change to what is so already is no change, and is not written down."""

    def __init__(self, business: Business, strategy: str) -> None:
        self._business = business
        self._strategy = strategy

    def budget(self, channel: str) -> float:
        """Factor on the planned budget of a channel (on its exposures, if it has no budget)."""
        return self._business.pace[self._channel(channel)]

    def set_budget(self, channel: str, factor: float, why: str) -> None:
        """From the next morning on. 1 = as planned; the day's traffic stays the limit."""
        index = self._channel(channel)
        _check(Said("the budget of {channel}", channel=channel), factor)
        self._note(f"channels.{channel}.budget", self._business.pace[index], factor, why)
        self._business.pace[index] = factor

    @property
    def posts_per_day(self) -> float:
        return self._business.posts_per_day

    def set_posts_per_day(self, rate: float, why: str) -> None:
        """From the next morning on; at fixed hours, at most one post for each of content.hours."""
        content = self._business.scenario.content
        _check("posts_per_day", rate, len(content.hours) if content.timing == "fixed" else 48)
        if rate != self._business.posts_per_day:
            self._note("content.posts_per_day", self._business.posts_per_day, rate, why)
            self._business.set_posts_per_day(rate)

    @property
    def rewards(self) -> tuple[float, float]:
        """Yuan for a success: to the referrer, to the person invited."""
        return self._business.rewards

    def set_rewards(self, reward_yuan: float, invitee_reward_yuan: float, why: str) -> None:
        """From the window on that is about to begin, also for invitations on their way."""
        if not self._business.scenario.referral.tools:
            raise ValueError(Said("a reward needs a programme that tracks it: referral.tools is false"))
        new = reward_yuan, invitee_reward_yuan
        for value in new:
            _check(Said("a reward"), value, 1_000_000)
        names = "referral.reward_yuan", "referral.invitee_reward_yuan"
        for name, old, value in zip(names, self._business.rewards, new, strict=True):
            self._note(name, old, value, why)
        self._business.set_rewards(*new)

    def _channel(self, name: str) -> int:
        channels = self._business.scenario.channels
        if name not in channels:
            raise ValueError(Said("no channel '{name}'; channels: {channels}", name=name, channels=", ".join(channels)))
        return list(channels).index(name)

    def _note(self, lever: str, old: float, new: float, why: str) -> None:
        if new != old:
            decision = Decision(float(self._business.clock.now), self._strategy, lever, float(old), float(new), why)
            self._business.decisions.append(decision)


def _check(what: str, value: float, most: float = 1e9) -> None:
    if not (isinstance(value, (int, float)) and math.isfinite(value) and 0 <= value <= most):
        raise ValueError(
            Said(
                "a strategy sets {lever} to {value!r}: a number from 0 to {most:g} is possible",
                lever=what,
                value=value,
                most=most,
            )
        )
