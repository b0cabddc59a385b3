"""Group chats: who is in which, how the mood moves, what it does, and the contract that too much asking breaks."""

import math
from types import SimpleNamespace

import numpy as np
import pytest

from siyu_sim.behaviour.effects import BOUGHT, LEFT_US, MUTED_US, NEED, SEEN, TOUCH
from siyu_sim.behaviour.state import LEFT, MUTED, SHARED
from siyu_sim.behaviour.touchpoints import GROUP
from siyu_sim.engine import counters as c
from siyu_sim.engine.people import Board
from siyu_sim.engine.slow.census import Census
from siyu_sim.engine.slow.groups import GroupChats
from siyu_sim.ledger import causes
from siyu_sim.scenario.checking import check
from siyu_sim.scenario.groups import Groups
from siyu_sim.scenario.mistakes import ScenarioError
from siyu_sim.scenario.schema import Scenario
from siyu_sim.simulation import simulate
from tests.chance import assert_share, odds
from tests.crowd import FOREVER, PEOPLE, booked, count, crowd, lines, market
from tests.lives import ALONE, Arms, changed
from tests.same import assert_same_records, assert_same_run
from tests.scenarios import blank, open_channel
from tests.touch import PROMO, group_posts, groups

STILL = {"horizon_days": 4, "trust__half_life_days": FOREVER, "fatigue__half_life_days": FOREVER}


def chats(*, levers=None, posts=None, **changes):
    """A crowd in group chats with a post a day; `posts` changes those, `levers` the scenario."""
    return crowd(**{**STILL, **(levers or {})}, touchpoints={"group": group_posts(**(posts or {}))}, groups=groups(**changes))


def by_day(run, days, outcome=SEEN):
    """(posts with an outcome, posts) of each day."""
    log = run.log_lines
    posts = log[log["event"] == TOUCH]
    for day in range(days):
        own = posts[posts["t"] == day + 0.5]
        yield (own["outcome"] & outcome > 0).sum(), len(own)


# ------------------------------------------------------------------------------------------------- who is in which


def test_a_share_of_new_contacts_joins_in_order_of_adding():
    run = simulate(market({"exposures_per_day": 3000}, **STILL, groups=groups(join_share=0.55, size=100, open_size=100)))
    group = run.further["group"].astype(int)
    assert_share(count(run, c.GROUPED), count(run, c.ADDED), 0.55)
    assert (group > 0).sum() == count(run, c.GROUPED)
    assert (np.diff(group[group > 0]) >= 0).all(), "one group after another"
    sizes = np.bincount(group)[1:]
    assert len(sizes) > 30
    assert (sizes[:-1] == 100).all()
    np.testing.assert_array_equal(run.groups["members"][1:][: len(sizes)], sizes)
    assert run.groups["room"][len(sizes)] == 100 - sizes[-1]


def test_beyond_two_hundred_joining_takes_an_invitation():
    """Replay who was offered a group with how many members; contacts of day 0 are rows in order of joining."""
    run = simulate(crowd(horizon_days=1, groups=groups(join_share=0.6, size=300, open_size=200, manual_shift=-1.2)))
    joined = run.further["group"] > 0
    before = (np.cumsum(joined) - joined) % 300
    assert_share(joined[before < 200].sum(), (before < 200).sum(), 0.6)
    assert_share(joined[before >= 200].sum(), (before >= 200).sum(), odds(0.6, -1.2))


def test_only_members_get_the_posts():
    run = simulate(chats(join_share=0.55))
    members = int((run.further["group"] > 0).sum())
    assert_share(members, PEOPLE, 0.55)
    assert count(run, c.TOUCHES) == count(run, c.SEEN) == 4 * members


def test_members_find_it_easier_to_buy_until_they_mute():
    """Everybody needs something once a day, and all members mute at the post at noon of day 0."""
    levers = {
        "horizon_days": 3,
        "product__need__per_year": 365,
        "product__need__rhythm": "clockwork",
        "purchase__first_rate": 0.2,
        "purchase__repeat_rate": 0.2,
    }
    run = simulate(chats(join_share=0.55, mute_rate=1.0, posts={"ease_shift": 0.8}, levers=levers), log=True)
    needs = lines(run, NEED)
    members = run.rows["person"][run.further["group"] > 0]
    member, bought = np.isin(needs["person"], members), needs["outcome"] & BOUGHT > 0
    before, after = needs["t"] < 0.5, needs["t"] >= 1
    for own, rate in ((member & before, odds(0.2, 0.8)), (member & after, 0.2), (~member, 0.2)):
        assert own.sum() > 1000
        assert_share(bought[own].sum(), own.sum(), rate)


def test_members_share_more_easily():
    levers = {"horizon_days": 1, "content__posts_per_day": 1, "sharing__after_post_rate": 0.1}
    run = simulate(chats(join_share=0.55, posts={"posts_per_week": 0, "share_shift": 0.7}, levers=levers))
    shared, member = run.rows["flags"] & SHARED > 0, run.further["group"] > 0
    assert_share(shared[member].sum(), member.sum(), odds(0.1, 0.7))
    assert_share(shared[~member].sum(), (~member).sum(), 0.1)


def test_groups_cost_by_the_day_from_their_opening():
    """1,000 contacts fill ten groups of 100 on day 0."""
    scenario = blank({"horizon_days": 45, "groups": groups(size=100, open_size=100, cost_yuan_per_month=140.0)})
    assert booked(simulate(scenario), causes.SALARY) == round(10 * 140 * 1.5 * 100)


# ------------------------------------------------------------------------------------------------- what the mood does


@pytest.mark.parametrize("mood", [0.1, 0.9])
def test_mood_is_seen_gained_and_kept(mood):
    levers = {"attention__seen_rate": 0.3, "trust__gain__useful": 0.1}
    run = simulate(chats(first_mood=mood, mood_seen=1.5, mood_gain=0.8, levers={**levers, "horizon_days": 1}))
    assert_share(count(run, c.SEEN), PEOPLE, odds(0.3, 1.5 * (mood - 0.5)))
    gained = run.rows["trust"][run.rows["trust"] != 0.5]
    np.testing.assert_allclose(gained, 1 - 0.5 * (1 - 0.1 * (1 + 0.8 * (mood - 0.5))), rtol=1e-5)


def test_a_group_left_alone_dies():
    """Posts that lift nothing: on day d the mood that the day began with is 0.8 · 2^(−d/2)."""
    run = simulate(chats(first_mood=0.8, half_life_days=2, mood_seen=4.0, levers={"attention__seen_rate": 0.3}), log=True)
    for day, (saw, of) in enumerate(by_day(run, 4)):
        assert_share(saw, of, odds(0.3, 4.0 * (0.8 * 2 ** (-day / 2) - 0.5)))
    np.testing.assert_allclose(run.groups["mood"][1:], 0.8 * 2**-2, rtol=1e-9)


@pytest.mark.parametrize(("gap", "lift", "half_life"), [(1, 0.1, 10), (7, 0.3, 30)])
def test_a_group_that_is_run_settles(gap, lift, half_life):
    """Just after a post M = 1 − (1 − dM)(1 − g), so M = g / (1 − d(1 − g)) with d = 2^(−gap / half-life)."""
    days = 60 * gap
    posts = {"posts_per_week": 7} if gap == 1 else {"posts_per_week": 1, "weekdays": ["sun"]}
    scenario = blank(
        {
            "horizon_days": days,
            "touchpoints": {"group": group_posts(**posts)},
            "groups": groups(lift=lift, half_life_days=half_life, first_mood=0.05),
        }
    )
    d = 2 ** (-gap / half_life)
    after = lift / (1 - d * (1 - lift))
    np.testing.assert_allclose(simulate(scenario).groups["mood"][1:], after * 2 ** (-0.5 / half_life), rtol=1e-4)


def test_orders_of_members_keep_a_group_alive():
    """One order a day of each: after a window m ← 1 − (1 − dm)e^(−L), settling at (1 − e^(−L)) / (1 − d·e^(−L))."""
    levers = {"horizon_days": 60, "product__need__per_year": 365, "product__need__rhythm": "clockwork"}
    levers |= {"purchase__first_rate": 1.0, "purchase__repeat_rate": 1.0}
    run = simulate(
        blank(
            {
                **{k.replace("__", "."): v for k, v in levers.items()},
                "groups": groups(order_lift=0.2, half_life_days=5, first_mood=0.0),
            }
        )
    )
    d, kept = 2 ** (-1 / 5), math.exp(-0.2)
    np.testing.assert_allclose(run.groups["mood"][1:], (1 - kept) / (1 - d * kept), rtol=1e-4)


# ------------------------------------------------------------------------------------------------- the implicit contract


def mood_after(kinds, **changes):
    """Mood, from 0.5, after posts of these kinds, one a day."""
    board = Board()
    for day, kind in enumerate(kinds):
        board.post(t=day + 0.5, minute=day, kind=kind, see=0, gain=0, fatigue=0, leave=0, special=1, surface=GROUP)
    part = GroupChats(Groups(**groups(**changes)), Census())
    window = SimpleNamespace(start=0.0, end=float(len(kinds)), board=board)
    return float(part._run(np.array([0.5]), window)[0])


def test_promotion_within_the_tolerance_costs_nothing():
    assert mood_after([0, 0, 2], tolerance=0.34, breach_loss=0.9) == pytest.approx(0.5, rel=1e-4)
    assert mood_after([0, 1, 2, 0, 1, 2], tolerance=0.34, breach_loss=0.9) == pytest.approx(0.5, rel=1e-4)


def test_promotion_beyond_it_costs_in_proportion():
    """The third post makes a third of them promotion; the fourth a half."""
    first, second = (1 / 3 - 0.2) / 0.8, (1 / 2 - 0.2) / 0.8
    expected = 0.5 * (1 - 0.4 * first) * (1 - 0.4 * second)
    assert mood_after([0, 1, 2, 2], tolerance=0.2, breach_loss=0.4) == pytest.approx(expected, rel=1e-4)


def test_members_forget():
    """With a memory of one day the promo post after three others weighs 1 of 1 + 1/2 + 1/4 + 1/8."""
    share = 1 / (1 + 1 / 2 + 1 / 4 + 1 / 8)
    assert mood_after([0, 0, 0, 2], memory_days=1, breach_loss=0.5) == pytest.approx(0.5 * (1 - 0.5 * share), rel=1e-4)


def test_adverts_alone_kill_a_group():
    run = simulate(chats(first_mood=0.8, breach_loss=0.3, tolerance=0.3, posts={"mix": PROMO}))
    np.testing.assert_allclose(run.groups["mood"][1:], 0.8 * 0.7**4, rtol=1e-4)


def test_a_post_that_the_platform_holds_back_moves_no_mood():
    run = simulate(chats(first_mood=0.8, breach_loss=0.3, posts={"mix": PROMO, "limit_per_month": 1}))
    np.testing.assert_allclose(run.groups["mood"][1:], 0.8 * 0.7, rtol=1e-4)


# ------------------------------------------------------------------------------------------------- muting


@pytest.mark.parametrize("mood", [0.5, 0.2])
@pytest.mark.parametrize("mix", [None, PROMO])
def test_muting_at_a_post(mood, mix):
    """Of those who still get the posts, the same share mutes at each; a mute is for good."""
    run = simulate(
        chats(
            first_mood=mood,
            mute_rate=0.05,
            mute_promo_shift=1.0,
            mute_mood_weight=3.0,
            posts={"mix": mix} if mix else {},
        ),
        log=True,
    )
    left = PEOPLE
    for muted, of in by_day(run, 4, MUTED_US):
        assert of == left
        assert_share(muted, of, odds(0.05, -3.0 * (mood - 0.5), 1.0 if mix else 0.0))
        left -= muted
    assert count(run, c.MUTED) == (run.further["marks"] & MUTED > 0).sum() == PEOPLE - left
    assert run.groups["members"][1:].sum() == left
    assert run.metrics["group_active_share"] == left / PEOPLE
    assert run.metrics["group_mood"] == pytest.approx(mood, rel=1e-4)
    assert run.metrics["touches"] == count(run, c.TOUCHES)


def test_a_mute_is_not_a_deletion():
    run = simulate(chats(mute_rate=1.0, levers={"content__posts_per_day": 1, "content__hours": [18.0]}))
    assert count(run, c.LEFT) == 0
    assert count(run, c.SEEN) == 5 * PEOPLE, "one post in the group, then four in Moments"


# ------------------------------------------------------------------------------------------------- proof

DAILY = {
    "product__need__per_year": 365,
    "product__need__rhythm": "clockwork",
    "purchase__first_rate": 1.0,
    "purchase__repeat_rate": 1.0,
}


def test_proof_is_the_orders_a_week_of_the_own_group():
    run = simulate(
        chats(
            size=50, open_size=50, mute_rate=0.1, levers={**DAILY, "product__need__per_year": 36, "purchase__first_rate": 0.3,
            "horizon_days": 9, "leave__monthly_rate": 0.2},
        ),
        log=True,
    )  # fmt: skip
    group = np.zeros(PEOPLE, int)
    group[run.rows["person"]] = run.further["group"]
    gone, orders = np.full(PEOPLE, np.inf), lines(run, NEED, BOUGHT)
    for outcome in (MUTED_US, LEFT_US):
        own = run.log_lines[run.log_lines["outcome"] & outcome > 0]
        np.minimum.at(gone, own["person"], own["t"])
    average = np.zeros(len(run.groups))
    for day in range(9):
        active = gone >= day + 1
        own = orders["person"][(orders["t"] >= day) & (orders["t"] < day + 1)]
        number = np.bincount(group[own[active[own]]], minlength=len(average))
        average = math.exp(-1 / 7) * average + (1 - math.exp(-1 / 7)) * number
    members = np.bincount(group[gone >= 9], minlength=len(average))
    np.testing.assert_array_equal(run.groups["members"][1:], members[1:])
    np.testing.assert_allclose(run.groups["proof"][1:], np.minimum(1, 7 * average / np.maximum(members, 1))[1:], rtol=1e-9)
    assert run.groups["proof"][1:].std() > 0.02
    assert (run.rows["flags"] & LEFT > 0).any()


def test_proof_strengthens_posts_and_sells():
    """From the third day on everybody's daily order is more than one a week: proof stands at 1."""
    late = {"posts_per_week": 1, "weekdays": ["thu"]}
    levers = {**DAILY, "trust__gain__useful": 0.1}
    run = simulate(chats(proof_gain=0.6, posts=late, levers=levers))
    np.testing.assert_allclose(run.rows["trust"], 1 - 0.5 * (1 - 0.1 * 1.6), rtol=1e-5)
    run = simulate(chats(proof_weight=0.9, posts={**late, "mix": PROMO}, levers={**levers, "purchase__impulse_rate": 0.1}))
    assert_share(count(run, c.IMPULSE_ORDERS), PEOPLE, odds(0.1, 0.9))


# ------------------------------------------------------------------------------------------------- off, twins, mistakes

GROWING = {
    **ALONE,
    "horizon_days": 20,
    "market.size": 6000,
    "market.initial_contacts": 500,
    "channels.live": open_channel(exposures_per_day=40, add_rate=0.5),
    "attention.seen_rate": 0.5,
    "content.posts_per_day": 1,
    "trust.gain": {"useful": 0.05, "human": 0.05, "promo": 0.01},
    "leave.per_touch_rate": 0.01,
    "sharing.after_post_rate": 0.02,
    "sharing.add_rate": 0.4,
    "product.need.per_year": 100,
    "purchase.first_rate": 0.3,
    "purchase.repeat_rate": 0.3,
    "purchase.trust_weight": 1.0,
}


def test_groups_in_which_nothing_is_posted_change_nothing():
    plain, idle = (simulate(blank({**GROWING, "groups": g}), 3, log=True) for g in (None, groups(first_mood=0.9)))
    assert_same_records(plain.log_lines, idle.log_lines, "log line")
    assert_same_records(plain.rows, idle.rows, "contact")
    np.testing.assert_array_equal(plain.money, idle.money)


LIVELY = groups(
    join_share=0.3, size=40, open_size=40, first_mood=0.7, half_life_days=10, lift=0.1, order_lift=1.0, mood_seen=2.0, mood_gain=1.0,
    mute_rate=0.02, mute_mood_weight=2.0, proof_gain=1.0,
)  # fmt: skip


def test_outside_the_groups_lives_are_the_same():
    arms = Arms(blank(GROWING), blank({**GROWING, "touchpoints": {"group": group_posts()}, "groups": LIVELY}), 5)
    run = arms.runs[1]
    members = set(run.rows["person"][run.further["group"] > 0].tolist())
    assert len(members & arms.changed()) > 100
    assert arms.changed() <= arms.touched(members)
    assert len(arms.everybody() - arms.touched(members)) > 100


def test_members_move_one_another():
    """Groups are social: with more orders of some, others in the group see more. That is no accident of the dice."""
    posts = {"group": group_posts()}
    shy, keen = (
        simulate(
            blank({**GROWING, "channels": {}, "sharing.after_post_rate": 0, "touchpoints": posts, "groups": g}), 5, log=True
        )
        for g in (LIVELY, {**LIVELY, "order_lift": 8.0})
    )
    outside = set(shy.rows["person"][shy.further["group"] == 0].tolist())
    touched = changed(shy.log_lines, keen.log_lines)
    assert touched
    assert not touched & outside


def test_threads_do_not_matter():
    scenario = chats(join_share=0.5, mute_rate=0.1, levers={"attention__seen_rate": 0.5, "market__size": 50_000,
                     "market__initial_contacts": 50_000})  # fmt: skip
    assert_same_run(simulate(scenario, threads=1), simulate(scenario, threads=2))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"size": 400, "open_size": 400}, "above 200"),
        ({"size": 400, "open_size": 300}, "above 200"),
        ({"size": 501}, "a whole number from 2 to 500"),
        ({"tolerance": 1.0}, "below 1"),
    ],
)
def test_mistakes_are_told(changes, message):
    with pytest.raises(ScenarioError, match=message):
        check(Scenario, {**blank().model_dump(), "groups": groups(**changes)})


def test_who_is_in_a_group_is_said_once():
    for changes in ({"join_share": 0.5}, {"min_orders": 1}):
        data = {**blank().model_dump(), "groups": groups(), "touchpoints": {"group": {**group_posts(), **changes}}}
        with pytest.raises(ScenarioError, match="join_share says who"):
            check(Scenario, data)
