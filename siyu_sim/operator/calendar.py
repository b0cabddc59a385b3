"""The content calendar: when posts go out, of which kind, at what cost; and the posts that we owe to partners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siyu_sim.dice.decisions import POST_GAP, POST_KIND
from siyu_sim.dice.draw import exponential
from siyu_sim.dice.philox import uniforms
from siyu_sim.engine.parameters import channel_code
from siyu_sim.ledger.causes import CONTENT, fen
from siyu_sim.scenario.schema import KINDS, WEEKDAYS
from siyu_sim.scenario.values import SharesByKind

if TYPE_CHECKING:
    from siyu_sim.operator.business import Business

MINUTES = 1440
AFTER_CHANNELS = 2  # priority among equal instants: the day's exposures are known by then
NO_ORDER = -1000.0  # log-odds of ordering from a post in which nothing of ours is on sale
PARTNER_MARK = 1 << 54  # above every minute, so that a partner's post shares its dice with no post of ours; 8 bits follow it


def publish(business: Business):
    """SimPy process: one post after another until the end of the run."""
    if business.scenario.content.timing == "random":
        yield from _random_days(business)
    else:
        yield from _fixed_days(business)


def _fixed_days(business: Business):
    """The first hours of the list, n a posting day, n spread evenly if it is no whole number."""
    content, horizon = business.scenario.content, business.scenario.horizon_days
    days = {WEEKDAYS.index(name) for name in content.weekdays}
    minutes = [round(hour * 60) for hour in content.hours]
    rate, sent, before, since = business.posts_per_day, 0, 0.0, 0  # posts due before the rate was set, posting days since
    day = 0
    while day < horizon:
        yield business.clock.at(float(day))
        if business.posts_per_day != rate:
            before, since, rate = before + rate * since, 0, business.posts_per_day
        if day % 7 in days:
            since += 1
            due = int(before + rate * since + 1e-9) - sent
            sent += due
            for minute in sorted(minutes[:due]):
                t = day + minute / MINUTES
                if t >= horizon:
                    return
                yield business.clock.at(t)
                _post(business, t, day * MINUTES + minute)
        day += 1


def _random_days(business: Business):
    """A Poisson process of the same mean rate over the posting days. A new rate stretches the gap under way."""
    content, horizon = business.scenario.content, business.scenario.horizon_days
    days = {WEEKDAYS.index(name) for name in content.weekdays}
    t, k = 0.0, 0
    while True:
        u, _, _, _ = uniforms(business.seed, 0, POST_GAP, k)
        gap = exponential(u)  # in posts
        while True:
            rate, changed = business.posts_per_day, business.cadence_changed
            due = t + gap / rate if rate > 0 else horizon
            yield business.clock.at(min(due, horizon)) | changed
            if business.clock.now >= min(due, horizon):
                break
            gap -= (business.clock.now - t) * rate
            t = business.clock.now
        t = due
        k += 1
        if t >= horizon:
            return
        if int(t) % 7 in days:
            _post(business, t, int(t * MINUTES * 1024))  # finer than a minute: two random posts must not share their dice


def publish_for_partner(business: Business, name: str):
    """SimPy process: the posts that we owe to the partner behind a channel, half an hour after the hours of our calendar, best first.

    What does not fit on a day waits for the next. Nothing of ours is on sale in them, so they cost trust and attention and
    bring no order.
    """
    scenario, code = business.scenario, channel_code(name)
    minutes = [(round(hour * 60) + 30) % MINUTES for hour in scenario.content.hours]
    day = 0
    while day < scenario.horizon_days:
        yield business.clock.at(float(day), AFTER_CHANNELS)
        number = min(business.posts_owed.get(name, 0), len(minutes))
        for j, minute in enumerate(sorted(minutes[:number])):
            t = day + minute / MINUTES
            if t >= scenario.horizon_days:
                return
            yield business.clock.at(t)
            occasion = PARTNER_MARK | code << 22 | day << 6 | j
            if put_post(business, t, occasion, "promo", shift_at(scenario, day, minute), gain=0.0, impulse=NO_ORDER):
                business.posts_owed[name] -= 1
        day += 1


def _post(business: Business, t: float, minute: int) -> None:
    """Put a post of our own on the board, unless the calendar has not begun or has ended."""
    scenario = business.scenario
    content = scenario.content
    if t < (content.start_day or 0.0) or (content.stop_day is not None and t >= content.stop_day):
        return
    kind = kind_of(business, minute, content.mix)
    discount = content.promo_discount if kind == "promo" else 0.0
    put_post(business, t, minute, kind, _hour_shift(scenario, minute), gain=gain_of(scenario, kind), discount=discount)


def put_post(
    business: Business,
    t: float,
    minute: int,
    kind: str,
    see: float,
    *,
    gain: float,
    discount: float = 0.0,
    impulse: float = 0.0,
) -> bool:
    """Put one post on the board and book what it cost to make; False if the platform refuses it."""
    scenario = business.scenario
    if not business.post_limit.lets_through(t):
        return False
    business.board.post(
        t=t,
        minute=minute,
        kind=KINDS.index(kind),
        see=see,
        gain=gain,
        discount=discount,
        impulse=impulse,
        fatigue=scenario.fatigue.weight.of(kind),
        leave=scenario.leave.shift.of(kind),
        special=int(scenario.platform is not None and scenario.platform.bans is not None),  # a banned account does not post
    )
    business.spend(CONTENT, fen(scenario.content.cost_per_post_yuan.of(kind)))
    return True


def kind_of(business: Business, minute: int, mix: SharesByKind) -> str:
    """Kind of the post in a slot: a larger share of promotion turns some slots, and leaves the others as they were."""
    u, _, _, _ = uniforms(business.seed, 0, POST_KIND, minute)
    if u < mix.promo:
        return "promo"
    return "human" if u >= 1 - mix.human else "useful"


def _hour_shift(scenario, minute: int) -> float:
    if scenario.content.timing == "random":
        minute //= 1024
    return shift_at(scenario, *divmod(minute, MINUTES))


def shift_at(scenario, day: int, minute: int) -> float:
    """Log-odds that a post is seen, by hour and weekday."""
    return scenario.attention.by_hour[minute // 60] + scenario.attention.by_weekday[day % 7]


def gain_of(scenario, kind: str, mix: SharesByKind | None = None) -> float:
    """Share of missing trust that a post of this kind restores: base × quality × authenticity × fit of the mix (of Moments)."""
    content, trust = scenario.content, scenario.trust
    mix = mix or content.mix
    value = mix.useful + mix.human
    useful_share = mix.useful / value if value > 0 else trust.ideal_useful_share
    misfit = abs(useful_share - trust.ideal_useful_share) / max(trust.ideal_useful_share, 1 - trust.ideal_useful_share)
    return trust.gain.of(kind) * content.quality * content.authenticity * (1 - trust.mix_penalty * misfit)
