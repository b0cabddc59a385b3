"""Intake (承接): newcomers who write first, and what it costs to leave them waiting."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from siyu_sim.scenario.values import Group, Share

Hours = Annotated[float, Field(gt=0, le=10_000)]


class Welcome(Group):
    """What a new contact expects on adding us. Without a desk nobody answers."""

    writes_share: Share = Field(description="share of new contacts who write first")
    patience_hours: Hours = Field(description="mean time that such a newcomer waits for an answer, exponential")
    leave_share: Share = Field(description="share of those who waited in vain who delete us")
    gain: Share = Field(description="share of missing trust gained by an answer at once, beside that of any reply")
    gain_half_life_hours: Hours = Field(description="an answer after this time gains half of it")
