"""The calendars of the touchpoints beside Moments, one SimPy process each, and what groups and touchpoints cost to keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siyu_sim.behaviour.touchpoints import SURFACES
from siyu_sim.engine.parameters import DAYS_PER_MONTH
from siyu_sim.ledger.causes import CONTENT, SALARY, fen
from siyu_sim.operator.calendar import MINUTES, gain_of, kind_of, shift_at
from siyu_sim.scenario.schema import KINDS, WEEKDAYS
from siyu_sim.scenario.touchpoints import Touchpoint

if TYPE_CHECKING:
    from siyu_sim.operator.business import Business

SURFACE_BIT = 40  # of a slot's name, above every minute: slots of two surfaces never share their dice


class SendingLimit:
    """Counts what went out on the platform's calendar: days, and months of 30 days."""

    def __init__(self, per_day: int | None, per_month: int | None) -> None:
        self._limits = (1.0, per_day), (DAYS_PER_MONTH, per_month)
        self._sent: dict[tuple[float, int], int] = {}  # (days of the span, number of the span) -> sent

    def lets_through(self, t: float) -> bool:
        """Whether one more may go out at t; if so it is counted."""
        spans = [((days, int(t / days)), limit) for days, limit in self._limits]
        if any(limit is not None and self._sent.get(span, 0) >= limit for span, limit in spans):
            return False
        for span, _ in spans:
            self._sent[span] = self._sent.get(span, 0) + 1
        return True

    def state(self) -> list[list[float]]:
        """What has been counted: days of the span, its number, sent."""
        return [[days, number, sent] for (days, number), sent in sorted(self._sent.items())]

    def load(self, state: list[list[float]]) -> None:
        self._sent = {(float(days), int(number)): int(sent) for days, number, sent in state}


def send(business: Business, name: str):
    """SimPy process of one touchpoint: its planned posts, in order.

    A post over the platform's limit does not go out and costs nothing; it is handed on as such, so that each contact whom it
    would have reached is counted.
    """
    scenario = business.scenario
    touchpoint: Touchpoint = scenario.touchpoints[name]  # type: ignore[index]
    surface = SURFACES.index(name)
    limit = business.sending_limits[name]
    discount = scenario.content.promo_discount if touchpoint.promo_discount is None else touchpoint.promo_discount
    for t, minute in slots(touchpoint):
        if t >= scenario.horizon_days:
            return
        yield business.clock.at(t)
        slot = minute | surface << SURFACE_BIT
        kind = kind_of(business, slot, touchpoint.mix)
        over = not limit.lets_through(t)
        business.board.post(
            t=t,
            minute=slot,
            kind=KINDS.index(kind),
            see=shift_at(scenario, *divmod(minute, MINUTES)) + touchpoint.seen_shift,
            gain=gain_of(scenario, kind, touchpoint.mix) * touchpoint.gain_factor,
            discount=discount if kind == "promo" else 0.0,
            fatigue=scenario.fatigue.weight.of(kind) * touchpoint.fatigue_factor,
            leave=scenario.leave.shift.of(kind) + touchpoint.leave_shift,
            impulse=touchpoint.impulse_shift,
            special=1,
            surface=surface,
            over_limit=int(over),
        )
        if not over:
            business.spend(CONTENT, fen(touchpoint.cost_per_post_yuan.of(kind)))


def slots(touchpoint: Touchpoint):
    """(instant, minute of the world) of the planned posts: spread evenly over the posting days, the first hours of the list."""
    days = {WEEKDAYS.index(name) for name in touchpoint.weekdays}
    minutes = [round(hour * 60) for hour in touchpoint.hours]
    per_day = touchpoint.posts_per_week / len(days)
    day = posting_days = sent = 0
    while per_day > 0:
        if day % 7 in days:
            posting_days += 1
            due = int(per_day * posting_days + 1e-9) - sent
            sent += due
            for minute in sorted(minutes[:due]):
                yield day + minute / MINUTES, day * MINUTES + minute
        day += 1


def keep(business: Business):
    """SimPy process: what the touchpoints (content) and the groups open by then (salary) cost, day by day, right to the fen."""
    scenario = business.scenario
    touchpoints = sum(touchpoint.cost_yuan_per_month for touchpoint in scenario.touchpoints.values())
    a_group = scenario.groups.cost_yuan_per_month if scenario.groups else 0.0
    owed = {CONTENT: 0.0, SALARY: 0.0}
    paid = dict.fromkeys(owed, 0)
    day = 0
    while day < scenario.horizon_days:
        yield business.clock.at(float(day))
        months = min(1.0, scenario.horizon_days - day) / DAYS_PER_MONTH
        owed[CONTENT] += 100 * touchpoints * months
        owed[SALARY] += 100 * a_group * business.groups_open * months
        for cause, amount in owed.items():
            due = round(amount) - paid[cause]
            paid[cause] += due
            business.spend(cause, due)
        day += 1
