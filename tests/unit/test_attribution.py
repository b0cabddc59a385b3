"""What first and last touch credit, by hand on six people; names of touches; what arms differ in."""

import numpy as np
import pytest

from siyu_sim.measure import attribution, twins
from siyu_sim.measure.money import orders
from siyu_sim.simulation import simulate
from siyu_sim.study.twins import Granted, credit_metrics
from tests.crowd import crowd
from tests.scenarios import preset, variant
from tests.sixpeople import ORDER, SEED, scenario

ALONE = {"sharing__after_delivery_rate": 0.0}
POSTS = {**ALONE, "content__posts_per_day": 1 / 6, "purchase__impulse_rate": 0.1} | {
    "content__mix": {"useful": 0.0, "human": 0.0, "promo": 1.0}
}


def live(**changes):
    return simulate(scenario(**changes), SEED, log=True)


def credited(run, credits):
    """Amounts other than 0, by increment and source."""
    names = attribution.sources(run.channels)
    return {key: {name: int(v) for name, v in zip(names, values, strict=True) if v} for key, values in credits.items()}


def test_first_touch_by_hand():
    """Of nine orders, person 5's two and person 4's one belong to referral; 0 was there before."""
    run = live()
    assert credited(run, attribution.first_touch(run)) == {
        "contacts": {"channel.content": 2, "channel.referral": 2},
        "customers": {"channel.content": 2, "channel.referral": 2, "channel.initial": 1},
        "orders": {"channel.content": 2, "channel.referral": 3, "channel.initial": 4},
        "contribution": {"channel.content": 1180, "channel.referral": 1770, "channel.initial": 2360},
    }
    # without posts and a desk nobody notices anything after adding
    assert credited(run, attribution.last_touch(run)) == credited(run, attribution.first_touch(run))


def test_last_touch_by_hand():
    """A promotional post every six days at noon from day 5. Person 0 has seen one before each of six orders, two of them at a post;
    3 orders on day 10.9 and sees the first post on day 11.5; 5 orders at a post on day 29.5 and again on day 47.7; 2 on
    day 59.6, six minutes into the evening after the last post."""
    run = live(**POSTS)
    assert credited(run, attribution.last_touch(run)) == {
        "contacts": {"channel.content": 3},
        "customers": {"channel.content": 1, "touch.moments": 3},
        "orders": {"channel.content": 1, "touch.moments": 9},
        "contribution": {"channel.content": 590, "touch.moments": 9 * 590},
    }
    assert credited(run, attribution.first_touch(run))["orders"] == {"channel.content": 4, "channel.initial": 6}


def test_credits_beside_the_truth_by_hand():
    """First touch credits the recommendations with both who came by them, although 5 would have come anyway and ordered once."""
    metrics = credit_metrics(live(**ALONE), live())
    for rule in ("first", "last"):
        assert [metrics[f"{rule}.{name}"] for name in twins.INCREMENTS] == pytest.approx([2, 2, 3, 3 * ORDER])
        assert [metrics[f"{rule}_claim.{name}"] for name in twins.INCREMENTS] == pytest.approx([2, 2, 3, 3 * ORDER])
    assert [metrics[f"true.{name}"] for name in twins.INCREMENTS] == pytest.approx([1, 1, 2, 2 * ORDER])


def test_posts_are_credited_with_three_times_what_they_bring():
    metrics = credit_metrics(live(**ALONE), live(**POSTS))
    assert (metrics["true.orders"], metrics["last.orders"], metrics["first.orders"]) == (3, 9, 0)
    assert (metrics["true.customers"], metrics["last.customers"]) == (0, 3)


def test_money_that_only_the_control_gets_is_claimed_by_nobody():
    """Content is said to differ: as the control's it counts with its difference, and is no claim of the treatment."""
    a, b = live(**ALONE), live()
    content = frozenset({"channel.content"})
    for also, claim in ((Granted(control=content), 2), (Granted(treatment=content), 4)):
        metrics = credit_metrics(a, b, also)
        assert metrics["first.contacts"] == 2 + (2 - 3)
        assert metrics["first_claim.contacts"] == claim


def test_without_a_log_there_is_no_last_touch():
    run = simulate(scenario(), SEED)
    with pytest.raises(ValueError, match="log=True"):
        attribution.last_touch(run)
    assert "last.orders" not in credit_metrics(run, run) and credit_metrics(run, run)["first.orders"] == 0


BUSY = (
    "business=coffee", "touchpoints=full", "groups=run", "sop=lifecycle", "membership=levels", "desk=small",
    "campaigns=monthly", "aftersales=care", "referral=two_sided", "scheme=group_buy", "public=shop",
)  # fmt: skip


@pytest.fixture(scope="module")
def busy():
    """A business that uses every kind of touch, with a partner's posts."""
    changes = {
        "market.size": 8000, "market.initial_contacts": 1500, "horizon_days": 70, "channels.partner.active": True,
        "product.quality": 0.45, "touchpoints.mini.posts_per_week": 3,
    }  # fmt: skip
    return simulate(variant(preset(*BUSY), changes), 3, log=True)


def test_every_kind_of_touch_is_told_from_the_log(busy):
    touch = attribution.touches_of(busy.log_lines, busy.scenario)
    number = dict(zip(attribution.TOUCHES, np.bincount(touch[touch >= 0], minlength=len(attribution.TOUCHES)), strict=True))
    used = {name for name, n in number.items() if n}
    assert used == set(attribution.TOUCHES), set(attribution.TOUCHES) - used


def test_messages_of_the_sop_are_all_found(busy):
    """Seen messages of rules and of the member day, by the counters that the engine keeps, are as many as the log shows."""
    from siyu_sim.engine.counters import SCRIPT_SEEN
    from siyu_sim.measure.retention import script_counts

    touch = attribution.touches_of(busy.log_lines, busy.scenario)
    seen = script_counts(busy)[:, :, SCRIPT_SEEN].sum()
    assert (touch == attribution.TOUCHES.index("sop")).sum() == seen > 100


def test_both_rules_add_up_to_the_run(busy):
    from siyu_sim.measure import money

    true = [money.contacts_added(busy), money.customers(busy), money.orders(busy), 100 * money.contribution(busy)]
    for rule in (attribution.first_touch, attribution.last_touch):
        credits = rule(busy)
        assert [int(credits[name].sum()) for name in twins.INCREMENTS] == pytest.approx(true, abs=0.01)
    assert orders(busy) > 1000


def test_channels_differ_in_the_order_of_arms():
    """A channel that only one arm knows is a source of both tables, with nothing in the other arm."""
    from siyu_sim.study.twins import twin_tables
    from tests.scenarios import blank, open_channel

    levers = {"market.size": 2000, "market.initial_contacts": 0, "horizon_days": 5}
    a = blank({**levers, "channels.live": open_channel()})
    b = blank({**levers, "channels.kiosk": open_channel(), "channels.live": open_channel()})
    table = twin_tables(simulate(a, 2, log=True), simulate(b, 2, log=True))["twin_credits"]
    lines = {(rule, source): k for k, (rule, source) in enumerate(zip(table["rule"], table["source"], strict=True))}
    kiosk, stream = lines["first", "channel.kiosk"], lines["first", "channel.live"]
    assert table["contacts_control"][kiosk] == 0 < table["contacts_treatment"][kiosk]
    assert table["contacts_control"][stream] > 40 and table["contacts_treatment"][stream] > 40
    assert table["differs"][kiosk] == 1 and table["differs"][stream] == 0


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, set()),
        ({"product.price_yuan": 2}, set()),  # works through no touch
        ({"referral.tools": True}, {"channel.referral"}),
        ({"content.posts_per_day": 1}, {"touch.moments"}),
        ({"desk.active": True}, {"touch.reply"}),
        ({"hook.unit_cost_yuan": 1}, {"channel.live", "channel.referral"}),
        ({"channels.live.cost_yuan": 1}, {"channel.live"}),
        ({"ads_off_day": 3}, {"channel.live"}),
        ({"forces": {"ip": 1, "add": 2, "product": 1, "operations": 1, "content": 1}}, {"channel.live", "channel.referral"}),
    ],
)
def test_what_arms_differ_in(changes, found):
    from tests.crowd import market

    base = market({"add_rate": 0.5}, sharing__add_rate=0.2)
    assert attribution.what_differs(base, variant(base, changes)) == found


def test_what_arms_of_the_configs_differ_in():
    """… is the same whichever of the two is called the treatment."""
    plain = preset("business=coffee")
    for override, found in {
        "campaigns=monthly": {"touch.campaign"},
        "sop=lifecycle": {"touch.sop"},
        "membership=levels": {"touch.sop"},  # its member day
        "aftersales=care": set(),
        "welcome=expected": {"touch.reply"},
        "touchpoints=official": {"touch.official"},
    }.items():
        other = preset("business=coffee", override)
        assert attribution.what_differs(plain, other) == attribution.what_differs(other, plain) == found, override


def test_a_crowd_that_nobody_touches_credits_its_beginning():
    run = simulate(crowd(product__need__per_year=100, purchase__first_rate=0.5, purchase__repeat_rate=0.5), 2, log=True)
    assert set(credited(run, attribution.last_touch(run))["orders"]) == {"channel.initial"}
