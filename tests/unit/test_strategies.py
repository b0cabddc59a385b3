"""Strategies that react: what they see, what they do, where they end up; and what happens to Python from elsewhere."""

from __future__ import annotations

import math
import pickle
from collections.abc import Callable

import numpy as np
import pytest

from siyu_sim.engine import counters as c
from siyu_sim.engine.parameters import compile_scenario
from siyu_sim.ledger import causes
from siyu_sim.operator.business import Business
from siyu_sim.operator.strategies.view import VISIBLE, View
from siyu_sim.scenario.folders import shipped_folder
from siyu_sim.scenario.mistakes import ScenarioError
from siyu_sim.scenario.schema import Scenario
from siyu_sim.simulation import simulate
from siyu_sim.study.plan import load
from tests.crowd import MARKET, count, market, segments
from tests.same import assert_books_balance, assert_same_run
from tests.scenarios import blank, open_channel

ZERO = {"useful": 0.0, "human": 0.0, "promo": 0.0}
PACE = {"target_cac_yuan": 12, "review_days": 7, "look_back_days": 7, "most_step": 0.3, "floor": 0.05, "ceiling": 4}
THROTTLE = {"most_monthly_loss": 0.06, "calm": 0.5, "review_days": 7, "cut": 0.5, "fewest_posts_per_day": 0.3}
RAISE = {"step_yuan": 4, "floor_yuan": 0, "ceiling_yuan": 60, "review_days": 7, "worth_days": 100, "rest_reviews": 1}
TOOLS = {"referral.tools": True, "market.initial_contacts": 1000}


def strategies(**chosen):
    return {"strategies": chosen}


# What a window brings, made up: fills money (causes, channels + 1) in fen and counts (counters, channels) for so many days.
World = Callable[[Business, float, np.ndarray, np.ndarray], None]


def play(scenario: Scenario, world: World) -> Business:
    """A business whose people are replaced by a formula."""
    compiled = compile_scenario(scenario, 1)
    business = Business(compiled, {}, contacts_held=scenario.market.initial_contacts)
    end = 0.0
    while end < scenario.horizon_days:
        days = min(scenario.window_days, scenario.horizon_days - end)
        end += days
        business.advance(end)
        money = np.zeros_like(business.money)
        counts = np.zeros((len(c.COUNTERS), len(compiled.channel_names)), np.int64)
        world(business, days, money, counts)
        business.observe(end, money, counts)
    return business


# ------------------------------------------------------------------------------------------------- pacing by CAC


def paced(**changes) -> Scenario:
    channel = open_channel(exposures_per_day=10_000, cost_yuan=1, budget_yuan_per_day=6000)
    return blank({"horizon_days": 280, "channels.ads": channel, **strategies(pace_by_cac={"ads": {**PACE, **changes}})})


def test_pacing_finds_the_budget_at_which_a_customer_costs_the_target():
    """A linear demand: at a budget of b yuan a day a customer costs 4 + b / 500 yuan. The target of 12 is met at b = 4,000."""

    def world(business, days, money, counts):
        spent = 6000 * business.pace[0] * days
        money[causes.MEDIA, 0] = round(spent * 100)
        counts[c.FIRST_ORDERS, 0] = round(spent / (4 + spent / days / 500))

    business = play(paced(), world)
    assert business.pace[0] == pytest.approx(4000 / 6000, rel=0.01)
    first = business.decisions[0]
    assert (first.day, first.strategy, first.lever, first.old) == (7, "pace_by_cac.ads", "channels.ads.budget", 1.0)
    assert first.new == pytest.approx(12 / 16, rel=0.01)  # 6,000 yuan a day: 16 yuan a customer
    assert "target 12" in first.why


def test_pacing_moves_in_steps_between_its_bounds():
    """Money that brings nobody: down by 30 % a week to a twentieth. Customers for a song: up by 30 % to four times."""

    def nobody(business, days, money, counts):
        money[causes.MEDIA, 0] = 100

    def many(business, days, money, counts):
        money[causes.MEDIA, 0] = 100
        counts[c.FIRST_ORDERS, 0] = 10

    for world, bound, step in ((nobody, 0.05, 0.7), (many, 4.0, 1.3)):
        path = [decision.new for decision in play(paced(), world).decisions]
        expected = [step**k for k in range(1, 40) if 0.05 < step**k < 4]
        assert path == pytest.approx([*expected, bound])


def test_pacing_waits_while_there_is_nothing_to_judge():
    assert play(paced(), lambda *_: None).decisions == []


def test_pacing_an_auction_among_people():
    """Everybody who is met adds and buys at once: a customer costs 10 (1 + n / 1,000) yuan for n exposures a day.

    The target of 12 is met at n = 200, a budget of 2,400 of the planned 6,000 yuan (a whole traffic would cost 20,000).
    Near there a tenth more budget makes customers 1.43 % dearer, so a week closes a seventh of what is missing.
    """
    scenario = blank(
        {
            "market.size": 10_000_000,
            "market.initial_contacts": 0,
            "horizon_days": 250,
            "channels.ads": open_channel(exposures_per_day=1000, cost_yuan=10, budget_yuan_per_day=6000),
            "competition": {
                "start_day": 0, "entry_half_life_days": 1, "traffic_taken": 0, "price_rise": 0, "auction_slope": 1,
            },
            "product.need.per_year": 2000,
            "purchase.first_rate": 1.0,
            "dropout.a": 10_000, "dropout.b": 0.001,  # one order each: the crowd stays cheap to simulate
            **strategies(pace_by_cac={"ads": PACE}),
        }
    )  # fmt: skip
    run = simulate(scenario)
    late = run.ends > 200
    spent = run.money[late, causes.MEDIA, 0].sum() / 100
    customers = run.counts[late, c.FIRST_ORDERS, 0].sum()
    assert run.counts[:7, c.EXPOSURES, 0].mean() == pytest.approx(500 * (math.sqrt(1 + 4 * 0.6) - 1), abs=1)
    assert spent / customers == pytest.approx(12, rel=0.01)
    assert spent / late.sum() == pytest.approx(2400, rel=0.05)
    assert run.counts[late, c.EXPOSURES, 0].mean() == pytest.approx(200, rel=0.04)  # 0.5 % of exposures are wasted on contacts


# ------------------------------------------------------------------------------------------------- throttling content


def throttled(**changes) -> Scenario:
    return blank({"horizon_days": 84, "content.posts_per_day": 1.0, **strategies(throttle_posts={**THROTTLE, **changes})})


def test_a_jump_of_deletions_halves_the_posts_until_it_is_over():
    """Of 1,000 contacts 2 a day delete us (5.8 % a month: between calm and the limit); for three weeks from day 28 on, 4 a day."""

    def world(business, days, money, counts):
        jump = 28 < business.clock.now <= 49
        counts[c.LEFT, 0] = 4 if jump else 0 if business.clock.now > 56 else 2
        counts[c.ADDED, 0] = counts[c.LEFT, 0]

    business = play(throttled(), world)
    assert [(d.day, d.old, d.new) for d in business.decisions] == [
        (35, 1.0, 0.5),
        (42, 0.5, 0.3),  # half would be fewer than the fewest
        (63, 0.3, 0.6),
        (70, 0.6, 1.0),  # twice would be more than planned
    ]
    assert "11." in business.decisions[0].why
    posts = [business.board.posts["t"][k] for k in range(business.board.n_posts)]
    per_week = np.histogram(posts, bins=np.arange(0, 85, 7))[0].tolist()
    assert per_week[:5] == [7] * 5
    assert per_week[5] in (3, 4)  # at 0.5 a day
    assert sum(per_week[6:9]) in (6, 7)  # three weeks at 0.3 a day
    assert per_week[9] in (4, 5)
    assert per_week[10:] == [7, 7]


@pytest.mark.parametrize("timing", ["fixed", "random"])
def test_a_cadence_may_fall_to_nothing_and_return(timing):
    def world(business, days, money, counts):
        if business.clock.now in (7, 35):
            business.set_posts_per_day(0.0 if business.clock.now == 7 else 1.0)

    scenario = throttled()
    content = {**scenario.content.model_dump(), "timing": timing}
    business = play(Scenario.model_validate({**scenario.model_dump(), "content": content, "strategies": None}), world)
    t = business.board.posts["t"][: business.board.n_posts]
    assert ((t >= 7) & (t < 35)).sum() == 0
    assert (t < 7).sum() == 7 if timing == "fixed" else 1 <= (t < 7).sum() <= 16
    assert (t >= 35).sum() == 49 if timing == "fixed" else 25 <= (t >= 35).sum() <= 80


def test_random_posts_keep_their_mean_rate_under_a_change_of_cadence():
    """Halved every week down to an eighth: 7 × (1 + 1/2 + 1/4 + 1/8 × 9) posts expected in 12 weeks."""

    def world(business, days, money, counts):
        counts[c.LEFT, 0] = counts[c.ADDED, 0] = 10

    total = 0
    for hour in range(40):  # forty calendars: another seed each
        scenario = throttled(fewest_posts_per_day=0.125)
        data = {**scenario.model_dump(), "content": {**scenario.content.model_dump(), "timing": "random"}}
        business = Business(compile_scenario(Scenario.model_validate(data), hour), {}, contacts_held=1000)
        for end in range(1, 85):
            business.advance(float(end))
            counts = np.zeros((len(c.COUNTERS), 2), np.int64)
            world(business, 1.0, business.money, counts)
            business.observe(float(end), np.zeros_like(business.money), counts)
        total += business.board.n_posts
    expected = 40 * 7 * (1 + 0.5 + 0.25 + 0.125 * 9)
    assert abs(total - expected) < 4 * math.sqrt(expected)


def test_throttling_among_people_whom_a_hook_draws_for_a_moment():
    """8,400 people who stay, then for three weeks 200 a day who take the hook and are gone after two days on average.

    In the first of these weeks about 0.9 × 200 × (7 − 2) = 900 delete us: 35 % a month. A week after the last of them came, about
    0.9 × 200 × 2 e^−3.5 = 11 are still to go: half a per cent a month.
    """
    stays = open_channel(exposures_per_day=300, stop_day=28, audience_skew={"other": 0.0})
    goes = open_channel(exposures_per_day=200, start_day=28, stop_day=49, audience_skew={"plain": 0.0})
    scenario = market(
        {"active": False},
        channels__stays=stays,
        channels__goes=goes,
        market__segments=segments(hook_greed=1.0),
        hook__strength=1.0,
        hook__relevance=0.0,
        hook__grab_and_go=0.9,
        horizon_days=84,
        content__posts_per_day=1.0,
        strategies={"throttle_posts": THROTTLE},
    )
    run = simulate(scenario)
    assert [(d.day, d.new) for d in run.decided] == [(35, 0.5), (42, 0.3), (63, 0.6), (70, 1.0)]
    fixed = simulate(scenario.model_copy(update={"strategies": None}))
    np.testing.assert_array_equal(run.counts[:35], fixed.counts[:35])
    assert run.counts[42:56, c.TOUCHES].sum() == pytest.approx(fixed.counts[42:56, c.TOUCHES].sum() * 4 / 14, rel=0.1)
    assert_same_run(run, simulate(scenario, engine="fast", threads=2))
    assert_books_balance(run)


# ------------------------------------------------------------------------------------------------- raising the reward


def raising(**changes) -> Scenario:
    return blank({**TOOLS, "horizon_days": 700, "window_days": 7, **strategies(raise_reward={**RAISE, **changes})})


def referred_by(a: float, b: float, margin: float) -> World:
    """a + b × reward new referred customers a day, each worth `margin` yuan a day from then on."""
    total = [0.0]

    def world(business, days, money, counts):
        reward = sum(business.rewards)
        new = (a + b * reward) * days
        referral = counts.shape[1] - 2
        money[causes.SALES, referral] = round(margin * (total[0] + new / 2) * days * 100)
        money[causes.REWARD, referral] = round(reward * new * 100)
        counts[c.FIRST_ORDERS, referral] = new
        total[0] += new

    return world


def test_the_reward_climbs_to_where_it_pays_no_more():
    """Worth 50 yuan each, n = 1,000 + 100 R a day: (50 − R) n is largest at R = 20, and the step from 20 to 24 loses.

    A step from R to R + 4 pays while 50 × 400 > 4,000 + 100 ((R + 4)² − R²), that is while R < 18.
    """
    business = play(raising(), referred_by(1000, 100, 0.5))
    path = [decision.new for decision in business.decisions if decision.lever == "referral.reward_yuan"]
    assert path[:7] == pytest.approx([4, 8, 12, 16, 20, 24, 20])
    assert set(np.round(path[5:], 6)) == {20, 24}, "it tries the next step again and again, and takes it back"
    tries = [d.day for d in business.decisions if d.new == 24]
    assert np.diff(tries).tolist() == [21.0] * (len(tries) - 1)  # a look to judge it, a look of rest, the next try
    record = business.compiled.record
    assert record["reward_fen"][0] == round(sum(business.rewards) * 100)


def test_the_reward_stays_where_a_referred_customer_is_worth_nothing():
    business = play(raising(), referred_by(1000, 100, 0.0))
    assert business.decisions == []


def test_the_reward_keeps_its_split_and_its_ceiling():
    scenario = Scenario.model_validate(
        {
            **raising(ceiling_yuan=20).model_dump(),
            "referral": {**raising().referral.model_dump(), "reward_yuan": 6, "invitee_reward_yuan": 2},
        }
    )
    business = play(scenario, referred_by(1000, 1000, 5.0))
    assert business.rewards == pytest.approx((15, 5))
    assert max(d.new for d in business.decisions) == pytest.approx(15)


def test_a_raised_reward_is_what_is_paid():
    """Half of those who get an invitation add, and the reward falls due on adding; the strategy raises it by 4 yuan a week."""
    scenario = blank(
        {
            **TOOLS,
            "market.size": MARKET,
            "market.contacts.mean": MARKET,
            "horizon_days": 35,
            "product.need.per_year": 365,
            "purchase.first_rate": 0.5,
            "purchase.repeat_rate": 0.5,
            "product.price_yuan": 100,
            "product.reference_price_yuan": 100,
            "sharing.after_delivery_rate": 0.2,
            "sharing.add_rate": 0.5,
            "referral.pay_on": "add",
            "referral.reward_weight": 2.0,
            **strategies(raise_reward={**RAISE, "ceiling_yuan": 8}),
        }
    )
    run = simulate(scenario)
    raises = [(d.day, d.new) for d in run.decided if d.new > d.old]
    assert raises[0] == (7, 4)
    referred = run.rows[run.rows["referrer"] >= 0]
    assert (referred["spend"][referred["joined"] < 7] == 0).all()
    days = {d.day: d.new for d in run.decided}
    paid = 0.0
    for day in range(1, 35):  # invitations of day 0 are looked at on day 1
        paid = days.get(day, paid)
        now = referred[(referred["joined"] >= day) & (referred["joined"] < day + 1)]
        assert len(now) > 10
        assert (now["spend"] == round(paid * 100)).all(), day
    assert_books_balance(run)
    flat = simulate(scenario.model_copy(update={"strategies": None}))
    assert count(run, c.SHARES) > 1.2 * count(flat, c.SHARES), "a reward moves people"


# ------------------------------------------------------------------------------------------------- what is seen and done


def test_the_view_knows_what_is_over_and_nothing_else():
    compiled = compile_scenario(blank({"channels.ads": open_channel(), "window_days": 2}), 1)
    business = Business(compiled, {}, contacts_held=1000)
    view = View(business.clock, compiled.channel_names, 1000)
    money = np.zeros_like(business.money)
    counts = np.arange(len(c.COUNTERS))[:, None] * np.ones((1, 3), np.int64)
    money[causes.MEDIA, 0], money[causes.HOOK, 1], money[causes.SALARY, -1] = 1000, 500, 700
    money[causes.SALES, 2], money[causes.DISCOUNT, 2], money[causes.GOODS, 2] = 9000, 1000, 3000
    for k in (1, 2, 3):
        view.add(2.0 * k, money, counts, 1000 + 10 * k)
    assert view.until == 6
    assert view.held == 1030
    week, two, three = view.last(7), view.last(2), view.last(3)
    assert (week.days, two.days, three.days) == (6, 2, 4), "whole windows that ended within"
    assert two.spend() == 15
    assert two.spend(channel="ads") == 10
    assert two.spend("salary", "media") == 17
    assert two.gmv() == two.gmv("initial") == 80
    assert two.margin() == 50
    assert two.added("ads") == c.ADDED
    assert two.added() == 3 * c.ADDED
    assert week.deleted() == 9 * c.LEFT
    assert two.cac("referral") == 5 / c.FIRST_ORDERS
    assert week.contact_days == 2 * (1005 + 1015 + 1025)
    assert week.monthly_loss == pytest.approx(1 - math.exp(-30 * 9 * c.LEFT / week.contact_days))
    assert view.all().days == 6


def test_the_view_has_nothing_that_is_in_peoples_heads():
    hidden = {c.SEEN, c.NEEDS, c.LOST, c.DROPPED, c.WASTED}
    assert not hidden & set(VISIBLE)
    view = View(Business(compile_scenario(blank(), 1), {}).clock, ("referral", "initial"), 0)
    view.add(1.0, np.zeros((len(causes.CAUSES), 3), np.int64), np.ones((len(c.COUNTERS), 2), np.int64), 0)
    for name in dir(view.all()):
        for word in ("trust", "fatigue", "satisf", "lapse", "seen", "need", "lost"):
            assert word not in name
    assert view.all()._counts.shape[0] == len(VISIBLE)


def test_a_decision_of_the_morning_holds_for_the_day():
    """A strategy that wakes on day 7 sees day 6 whole, and what it sets holds for the posts and purchases of day 7."""

    def world(business, days, money, counts):
        counts[c.LEFT, 0] = counts[c.ADDED, 0] = 100

    scenario = throttled(fewest_posts_per_day=0, cut=0.0001)
    midnight = {**scenario.content.model_dump(), "hours": [0.0]}
    business = play(Scenario.model_validate({**scenario.model_dump(), "content": midnight}), world)
    assert business.board.posts["t"][: business.board.n_posts].tolist() == [0, 1, 2, 3, 4, 5, 6]


def test_strategies_that_change_nothing_change_nothing():
    levers = {
        "exposures_per_day": 100, "cost_yuan": 1, "budget_yuan_per_day": 60, "add_rate": 0.2,
    }  # fmt: skip
    content = {"content__posts_per_day": 0.7, "content__timing": "random", "referral__tools": True}
    idle = {
        "pace_by_cac": {"live": {**PACE, "floor": 1, "ceiling": 1}},
        "throttle_posts": {**THROTTLE, "most_monthly_loss": 0.99},
        "raise_reward": {**RAISE, "floor_yuan": 0},
    }
    plain, watched = simulate(market(levers, **content)), simulate(market(levers, **content, strategies=idle))
    assert watched.decided == ()
    assert watched.decisions.empty
    assert list(watched.decisions.columns) == ["day", "strategy", "lever", "old", "new", "why"]
    assert_same_run(plain, watched)


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        ({"pace_by_cac": {"nowhere": PACE}}, "no such channel"),
        ({"pace_by_cac": {"slot": PACE}}, "per_exposure"),
        ({"raise_reward": RAISE}, "referral.tools=true"),
        ({"raise_reward": {**RAISE, "floor_yuan": 61}}, "below floor_yuan"),
    ],
)
def test_a_strategy_without_its_lever_is_refused(chosen, says):
    with pytest.raises(ValueError, match=says):
        blank({"channels.slot": open_channel(cost_model="per_day"), "strategies": chosen})


# ------------------------------------------------------------------------------------------------- Python of one's own

MODULE = """
def half(view, levers, channel="ads", factor=0.5):
    yield view.wait(3)
    levers.set_budget(channel, factor, f"{view.last(3).exposures(channel)} exposures")

def wrong(view, levers):
    yield view.wait(2)
    levers.set_budget("adz", 1, "")

def wild(view, levers):
    yield view.wait(2)
    levers.set_posts_per_day(float("nan"), "")

def stuck(view, levers):
    while True:
        yield view.wait(0)

def plain(view, levers):
    return None
"""


@pytest.fixture
def own(tmp_path, monkeypatch):
    (tmp_path / "shop_rules.py").write_text(MODULE, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


def with_python(target: str, **parameters) -> Scenario:
    channel = open_channel(exposures_per_day=10, cost_yuan=1, budget_yuan_per_day=10)
    return blank({"channels.ads": channel, **strategies(python={"mine": {"target": target, "parameters": parameters}})})


def test_a_strategy_of_ones_own_runs_when_it_is_allowed(own):
    run = simulate(with_python("shop_rules:half", factor=0.3), allow_python=True)
    assert run.decided == ((3.0, "python.mine", "channels.ads.budget", 1.0, 0.3, "30 exposures"),)
    assert run.counts[:, c.EXPOSURES, 0].tolist() == [10] * 3 + [3] * 27


def test_a_budget_factor_thins_out_a_channel_without_a_budget(own):
    """Half of the exposures, at half of the money: paid by exposure, by day, by contact, or not at all."""
    for model, whole in (("per_exposure", 1000), ("per_day", 100), ("per_contact", 1000), ("exchange", 0)):
        partner = {"cost_yuan": 0, "exposures_per_partner_post": 50} if model == "exchange" else {}
        channel = open_channel(**{"exposures_per_day": 10, "cost_yuan": 1, "cost_model": model, **partner})
        mine = {"target": "shop_rules:half", "parameters": {}}
        scenario = blank({"market.size": 1_000_000, "channels.ads": channel, **strategies(python={"mine": mine})})
        run = simulate(scenario, allow_python=True)
        assert run.counts[:, c.EXPOSURES, 0].tolist() == [10] * 3 + [5] * 27
        money = run.money[:, causes.MEDIA, 0]
        added = run.counts[:, c.ADDED, 0]
        if model == "per_contact":
            np.testing.assert_array_equal(money, 100 * added)
        else:
            assert money.tolist() == [whole] * 3 + [whole / 2] * 27


def test_python_is_refused_without_the_switch(own):
    with pytest.raises(ScenarioError, match=r"strategies.python.mine: would run Python code"):
        simulate(with_python("shop_rules:half"))


@pytest.mark.parametrize(
    ("target", "says"),
    [
        ("no_such_module_here:f", "cannot be imported: ModuleNotFoundError"),
        ("shop_rules:nothing", "the module has no 'nothing'"),
        ("shop_rules:plain", "not a strategy: it has no yield"),
        ("os:system", "not a strategy"),
    ],
)
def test_a_target_that_is_no_strategy_is_refused(own, target, says):
    with pytest.raises(ScenarioError, match=says):
        simulate(with_python(target), allow_python=True)


@pytest.mark.parametrize(
    ("target", "says", "line"),
    [
        ("shop_rules:wrong", "no channel 'adz'; channels: ads", "shop_rules.py, line 8"),
        ("shop_rules:wild", "sets posts_per_day to nan", "shop_rules.py, line 12"),
        ("shop_rules:stuck", "cannot wait 0 days", "shop_rules.py, line 16"),
        ("shop_rules:half", "unexpected keyword argument 'speed'", ""),
    ],
)
def test_a_mistake_in_a_strategy_is_told_with_its_line(own, target, says, line):
    parameters = {"speed": 1} if "keyword" in says else {}
    with pytest.raises(ScenarioError) as error:
        simulate(with_python(target, **parameters), allow_python=True)
    assert says in str(error.value)
    assert line in str(error.value)
    assert str(pickle.loads(pickle.dumps(error.value))) == str(error.value), "as it comes home from a worker process"


def test_an_attribute_missing_inside_a_module_is_the_modules_own_mistake(own):
    (own / "shop_broken.py").write_text("import os\n\nos.no_such_thing\n", encoding="utf-8")
    with pytest.raises(
        ScenarioError, match=r"cannot be imported: AttributeError: module 'os' has no attribute 'no_such_thing'"
    ):
        simulate(with_python("shop_broken:half"), allow_python=True)


def test_a_fault_in_a_strategy_of_ours_is_not_told_as_the_users(monkeypatch):
    def faulty(view, levers):
        yield view.wait(1)
        raise ZeroDivisionError

    monkeypatch.setattr("siyu_sim.operator.strategies.processes", lambda scenario, allow_python: [("throttle_posts", faulty)])
    with pytest.raises(ZeroDivisionError):
        simulate(blank())


PLAN = ["strategies={python: {mine: {target: 'shop_rules:half', parameters: {channel: feed_ads}}}}"]


def test_a_plan_asks_for_the_switch_by_hand(own):
    with pytest.raises(ScenarioError, match=r"study\.allow_python=true"):
        load(overrides=PLAN)
    assert load(overrides=[*PLAN, "study.allow_python=true"]).study.allow_python
    with pytest.raises(ScenarioError, match="has no 'nothing'"):
        load(overrides=[PLAN[0].replace("half", "nothing"), "study.allow_python=true"])
    with pytest.raises(ScenarioError, match="not well formed"):
        load(overrides=[PLAN[0].replace("shop_rules:half", "shop_rules.half"), "study.allow_python=true"])


def test_a_file_cannot_allow_python(own, tmp_path):
    folder = tmp_path / "theirs"
    (folder / "study").mkdir(parents=True)
    head = "# @package _global_\n# Theirs.\n"
    text = (shipped_folder() / "study" / "default.yaml").read_text(encoding="utf-8")
    assert "allow_python: false" in text
    text = head + text.split("\n", 2)[2].replace("allow_python: false", "allow_python: true")
    (folder / "study" / "default.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError, match="only run if you say so yourself"):
        load(overrides=PLAN, config_dirs=[folder])


def test_every_option_of_a_lever_is_written_to_the_report(tmp_path):
    """Decisions of a study, by arm and world, in a table of the report; without strategies there is no such file."""
    from siyu_sim.study.run import run

    small = ["horizon_days=40", "market.size=3000", "study.replications=2", "study.processes=1"]
    for option, there in (("pace_by_cac", True), ("none", False)):
        study = run(load(overrides=[f"strategies={option}", *small]))
        assert set(study.decisions["seed"]) == ({1, 2} if there else set())
        page = study.report(tmp_path / option)
        file = page.parent / "data" / "decisions.csv"
        assert file.exists() == there
        if there:
            head = file.read_text(encoding="utf-8-sig").splitlines()[0]
            assert head == "arm,seed,day,strategy,lever,old,new,why"
