"""Attribution: what a dashboard credits to channels and touches, to be held against what a treatment truly brought.

A *source* is a channel ("channel.store", "channel.referral", …) or a kind of touch ("touch.moments", …). Two rules credit the results of
one run to sources, each result once, so that the credits of either rule add up to the totals of the run:

first touch   everything of a contact goes to the channel by which they became one (the source that WeCom records at adding)
last touch    an order goes to the last touch that the contact noticed before it or at which it was placed, however long before; to the
              channel of adding if they have noticed none since. Noticed are posts and messages that were *seen*, answers of
              the desk, and a team completed. A new contact goes to the channel of adding, as under the first rule

Neither rule asks what would have happened otherwise.
"""

from __future__ import annotations

import numpy as np

from siyu_sim.behaviour.effects import BOUGHT, EXPOSED, FIRST, GAVE_UP, MESSAGE, PRIZE, REPLY, SEEN, TOUCH
from siyu_sim.behaviour.touchpoints import CHAT, SURFACES
from siyu_sim.engine import counters as c
from siyu_sim.ledger.causes import ORDER_CAUSES, SIGN
from siyu_sim.measure.twins import INCREMENTS
from siyu_sim.operator.calendar import PARTNER_MARK
from siyu_sim.operator.campaigns import campaign_key
from siyu_sim.operator.touchpoints import SURFACE_BIT
from siyu_sim.scenario.forces import with_forces
from siyu_sim.scenario.schema import Scenario
from siyu_sim.simulation import Run

FIRST_TOUCH, LAST_TOUCH = "first", "last"
# kinds of touch: the surfaces, and the posts and messages on them that are no part of their calendar
TOUCHES = (*SURFACES, "campaign", "partner", "sop", "reply", "team")
MINUTE_BITS = 26
Credits = dict[str, np.ndarray]  # increment (measure.twins.INCREMENTS) → amount by source; contribution in fen


def channel_source(name: str) -> str:
    return f"channel.{name}"


def touch_source(name: str) -> str:
    return f"touch.{name}"


def sources(channels: tuple[str, ...]) -> tuple[str, ...]:
    """Every source of a run with these channels: channels, then touches."""
    return (*map(channel_source, channels), *map(touch_source, TOUCHES))


def first_touch(run: Run) -> Credits:
    """Results of the run by source under the first rule, integers of shape (sources,). Orders in public belong to their channel."""
    counts = run.counts.sum(axis=0)
    by_channel = (
        counts[c.ADDED],
        counts[c.FIRST_ORDERS] + counts[c.PUBLIC_ORDERS],
        counts[c.ORDERS] + counts[c.PUBLIC_ORDERS],
        sum(SIGN[cause] * run.money[:, cause, :-1].sum(axis=0) for cause in ORDER_CAUSES),
    )
    no_touch = np.zeros(len(TOUCHES), np.int64)
    return {name: np.concatenate([values, no_touch]) for name, values in zip(INCREMENTS, by_channel, strict=True)}


def last_touch(run: Run) -> Credits:
    """The same under the second rule. What a contact's deliveries cost beside the order (after-sales care) follows their last order.
    Raises ValueError if the run kept no event log."""
    log = run.log_lines
    if log is None:
        raise ValueError("touches stand in the event log: simulate(…, log=True)")
    touch = touches_of(log, run.scenario)
    is_order = (log["outcome"] & BOUGHT > 0) & (log["event"] != EXPOSED)
    keep = np.flatnonzero((touch >= 0) | is_order)
    keep = keep[np.argsort(log["person"][keep], kind="stable")]  # by person, then as it happened
    person, touch, is_order, log = log["person"][keep].astype(np.int64), touch[keep], is_order[keep], log[keep]

    latest = np.maximum.accumulate(np.where(touch >= 0, np.arange(len(keep)), -1))[
        is_order
    ]  # line of the latest touch, of anybody
    buyer = person[is_order]
    entry = np.full(run.scenario.market.size, -1)
    entry[run.rows["person"]] = run.rows["channel"]
    own = (latest >= 0) & (person[latest] == buyer)
    source = np.where(own, len(run.channels) + touch[latest], entry[buyer])

    counts = run.counts.sum(axis=0)
    size = len(run.channels) + len(TOUCHES)
    credits = {name: np.zeros(size, np.int64) for name in INCREMENTS}
    public = slice(len(run.channels))
    credits["contacts"][public] = counts[c.ADDED]
    for name, which in (("customers", log["outcome"][is_order] & FIRST > 0), ("orders", np.ones(len(buyer), bool))):
        credits[name] += np.bincount(source[which], minlength=size)
        credits[name][public] += counts[c.PUBLIC_ORDERS]
    np.add.at(credits["contribution"], source, log["fen"][is_order])
    credits["contribution"][public] += counts[c.PUBLIC_MARGIN]

    of_orders = np.zeros(run.scenario.market.size, np.int64)
    np.add.at(of_orders, buyer, log["fen"][is_order])
    of_last_order = np.full(run.scenario.market.size, -1)
    of_last_order[buyer] = source  # the last one stays
    who = run.rows["person"].astype(np.int64)
    beside = run.rows["margin"] - of_orders[who]
    some = beside != 0
    np.add.at(credits["contribution"], of_last_order[who[some]], beside[some])
    return credits


def touches_of(log: np.ndarray, scenario: Scenario) -> np.ndarray:
    """Kind of touch that each line of an event log is to its person, an index into TOUCHES, −1 if it is none; shape (lines,)."""
    touch = np.full(len(log), -1)
    event, outcome = log["event"], log["outcome"]
    seen = outcome & SEEN > 0
    posts = np.flatnonzero((event == TOUCH) & seen)
    touch[posts] = _posts(log["ref"][posts], scenario)
    touch[(event == MESSAGE) & seen] = TOUCHES.index("sop")
    touch[(event == REPLY) & (outcome & GAVE_UP == 0)] = TOUCHES.index("reply")
    touch[(event == PRIZE) & (outcome & BOUGHT > 0)] = TOUCHES.index("team")
    return touch


def _posts(slot: np.ndarray, scenario: Scenario) -> np.ndarray:
    """Kinds of posts, from the names of their slots (operator.calendar, touchpoints, campaigns, sop)."""
    slot = slot.astype(np.int64)  # 55 bits
    surface = slot >> SURFACE_BIT & 0xF
    coded = (slot >> MINUTE_BITS & 0x3FFF > 0) | (slot >> (SURFACE_BIT + 4) > 0)
    kind = np.where((surface == CHAT) & coded, TOUCHES.index("sop"), surface)
    named = slot & PARTNER_MARK > 0
    kind[named] = TOUCHES.index("partner")
    plain = (
        slot & ((1 << SURFACE_BIT + 4) - 1) < 1 << MINUTE_BITS
    )  # below the key of a campaign stands a minute and nothing else
    for name in scenario.campaigns:
        kind[named & plain & (slot >> (SURFACE_BIT + 4) == campaign_key(name) >> (SURFACE_BIT + 4))] = TOUCHES.index("campaign")
    return kind


# ------------------------------------------------------------------------------------------------- what the arms differ in


def what_differs(control: Scenario, treatment: Scenario) -> frozenset[str]:
    """The sources that the treatment changes: what a dashboard would credit it with. Empty where it works through none, such as a price.

    Found from the levers in which the scenarios differ; see SOURCES_OF, and docs/twins.md.
    """
    a, b = (dict(_leaves(with_forces(scenario).model_dump())) for scenario in (control, treatment))
    paths = {path for path in a.keys() | b.keys() if a.get(path) != b.get(path)}  # null: none of it
    found: set[str] = set()
    for scenario in (control, treatment):
        for path in paths:
            found |= _sources_of(path, scenario)
    return frozenset(found)


# levers → the kind of touch, or the channel, through which they act
SOURCES_OF: dict[str, tuple[str, ...]] = {
    "referral": ("channel.referral",),
    "sharing": ("channel.referral",),
    "scheme": ("channel.referral", "touch.team"),
    "abuse": ("channel.referral",),
    "strategies.raise_reward": ("channel.referral",),
    "content": ("touch.moments",),
    "strategies.throttle_posts": ("touch.moments",),
    "campaigns": ("touch.campaign",),
    "groups": ("touch.group",),
    "sop": ("touch.sop",),
    "script_test": ("touch.sop",),
    "caps": ("touch.sop",),
    "winback": ("touch.sop",),
    "membership.ritual": ("touch.sop",),
    "desk": ("touch.reply",),
    "welcome": ("touch.reply",),
}


def _sources_of(path: tuple[str, ...], scenario: Scenario) -> set[str]:
    top = path[0]
    if top == "channels":
        return {channel_source(path[1])}
    if top == "touchpoints":
        return {touch_source(path[1])}
    if path[:2] == ("strategies", "pace_by_cac"):
        return {channel_source(path[2])} if len(path) > 2 else set()
    if top in ("ads_off_day", "competition"):
        return {channel_source(name) for name, channel in scenario.channels.items() if channel.bought}
    if top == "hook":
        return {channel_source(name) for name in (*scenario.channels, "referral")}
    return set(SOURCES_OF.get(top, SOURCES_OF.get(".".join(path[:2]), ())))


def _leaves(value: object, path: tuple[str, ...] = ()):
    """(path, value) of everything in a nested dict that is not a dict itself."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, (*path, str(key)))
    else:
        yield path, value
