"""Competition for bought traffic (红利 decays): rivals enter over time, and an auction dearer the more of a day we buy."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from siyu_sim.scenario.values import Day, Days, Group


class Competition(Group):
    """What happens to the channels that are `bought`. Pressure is the share of the rivals who have come by a day."""

    start_day: Day = Field(description="day on which rivals begin to enter; until then traffic and prices are ours alone")
    entry_half_life_days: Days = Field(description="days in which half of the rivals still missing come in")
    traffic_taken: Annotated[float, Field(ge=0, lt=1)] = Field(
        description="share of a bought channel's exposures that rivals take once all have come"
    )
    price_rise: Annotated[float, Field(ge=0, le=100)] = Field(
        description="what rivals add to the price of an exposure or a day once all have come, as a share of it; 1 = doubled"
    )
    auction_slope: Annotated[float, Field(ge=0, le=100)] = Field(
        description="what buying a day's whole traffic ourselves adds to the price of an exposure, as a share of it"
    )

    @property
    def most_price(self) -> float:
        """The largest factor on a price that can come of it."""
        return (1 + self.price_rise) * (1 + self.auction_slope)

    def pressure(self, day: float) -> float:
        """Share of the rivals who have come by a day: 0 before `start_day`, then 1 − 2^(−days since / half-life)."""
        return 1 - 2 ** (-max(0.0, day - self.start_day) / self.entry_half_life_days)

    def traffic(self, day: float) -> float:
        """Share of a bought channel's exposures that rivals leave to be had."""
        return 1 - self.traffic_taken * self.pressure(day)

    def price(self, day: float) -> float:
        """Factor on a price before our own buying."""
        return 1 + self.price_rise * self.pressure(day)
