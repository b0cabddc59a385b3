"""The content calendar: when posts go out, of which kind, at what cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siyu_sim.dice.decisions import POST_GAP, POST_KIND
from siyu_sim.dice.draw import exponential
from siyu_sim.dice.philox import uniforms
from siyu_sim.ledger.causes import CONTENT, fen
from siyu_sim.scenario.schema import KINDS, WEEKDAYS

if TYPE_CHECKING:
    from siyu_sim.operator.business import Business

MINUTES = 1440


def publish(business: Business):
    """SimPy process: one post after another until the end of the run."""
    content = business.scenario.content
    if content.posts_per_day == 0:
        return
    slots = _random_slots(business) if content.timing == "random" else _fixed_slots(business)
    gains = {kind: _gain(business.scenario, kind) for kind in KINDS}
    costs = {kind: fen(content.cost_per_post_yuan.of(kind)) for kind in KINDS}
    for t, minute in slots:
        if t >= business.scenario.horizon_days:
            return
        yield business.clock.at(t)
        kind = _kind(business, minute)
        discount = content.promo_discount if kind == "promo" else 0.0
        business.board.post(
            t=t,
            minute=minute,
            kind=KINDS.index(kind),
            see=_hour_shift(business.scenario, minute),
            gain=gains[kind] * business.board.gain,
            discount=discount,
            fatigue=business.scenario.fatigue.weight.of(kind),
            leave=business.scenario.leave.shift.of(kind),
        )
        saved = business.board.useful_cost if kind == "useful" else 1.0
        business.spend(CONTENT, round(costs[kind] * saved))


def _fixed_slots(business: Business):
    """(instant, minute of the world): the first hours of the list, n a posting day, n spread evenly if it is no whole number."""
    content = business.scenario.content
    days = {WEEKDAYS.index(name) for name in content.weekdays}
    minutes = [round(hour * 60) for hour in content.hours]
    day = posting_days = sent = 0
    while True:
        if day % 7 in days:
            posting_days += 1
            due = int(content.posts_per_day * posting_days + 1e-9) - sent
            sent += due
            for minute in sorted(minutes[:due]):
                yield day + minute / MINUTES, day * MINUTES + minute
        day += 1


def _random_slots(business: Business):
    """A Poisson process of the same mean rate over the posting days."""
    content = business.scenario.content
    days = {WEEKDAYS.index(name) for name in content.weekdays}
    t, k = 0.0, 0
    while True:
        u, _, _, _ = uniforms(business.seed, 0, POST_GAP, k)
        t += exponential(u) / content.posts_per_day
        k += 1
        if int(t) % 7 in days:
            yield t, int(t * MINUTES * 1024)  # finer than a minute: two random posts must not share their dice


def _kind(business: Business, minute: int) -> str:
    """Kind of the post in a slot: a larger share of promotion turns some slots, and leaves the others as they were."""
    u, _, _, _ = uniforms(business.seed, 0, POST_KIND, minute)
    mix = business.scenario.content.mix
    if u < mix.promo:
        return "promo"
    return "human" if u >= 1 - mix.human else "useful"


def _hour_shift(scenario, minute: int) -> float:
    if scenario.content.timing == "random":
        minute //= 1024
    day, rest = divmod(minute, MINUTES)
    return scenario.attention.by_hour[rest // 60] + scenario.attention.by_weekday[day % 7]


def _gain(scenario, kind: str) -> float:
    """Share of missing trust that a post of this kind restores: base × quality × authenticity × fit of the mix."""
    content, trust = scenario.content, scenario.trust
    value = content.mix.useful + content.mix.human
    useful_share = content.mix.useful / value if value > 0 else trust.ideal_useful_share
    misfit = abs(useful_share - trust.ideal_useful_share) / max(trust.ideal_useful_share, 1 - trust.ideal_useful_share)
    return trust.gain.of(kind) * content.quality * content.authenticity * (1 - trust.mix_penalty * misfit)
