"""Checkpoints and branches: files, refusals, what a new strategy finds on the day it takes over."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import numpy as np
import pytest

from siyu_sim import saving
from siyu_sim.behaviour.effects import EVENTS, SENT
from siyu_sim.behaviour.state import ASKING, CUSTOMER, LEFT, READ
from siyu_sim.engine import counters as c
from siyu_sim.ledger import causes
from siyu_sim.saving import load_checkpoint
from siyu_sim.scenario.mistakes import ScenarioError
from siyu_sim.scenario.schema import Scenario
from siyu_sim.simulation import Simulation, checkpoint, resume, simulate
from siyu_sim.study.branch import branched, branching_mistakes
from tests.chance import assert_share
from tests.digest import EXAMPLE_SEED, example
from tests.pages import blocks, run_python
from tests.same import assert_books_balance, assert_same_records, assert_same_run
from tests.scenarios import blank, open_channel, preset, variant

SEED = EXAMPLE_SEED
ROOT = Path(__file__).resolve().parents[2]


def merged(scenario: Scenario, **groups) -> Scenario:
    """With whole groups put in."""
    return Scenario.model_validate(scenario.model_dump() | groups)


@pytest.fixture(scope="module")
def whole():
    return simulate(example(), SEED, log=True)


@pytest.fixture(scope="module")
def saved():
    return checkpoint(example(), SEED, 14, log=True)


# ------------------------------------------------------------------------------------------------- continued


@pytest.mark.parametrize("day", [0, 0.5, 1, 13.5, 34.5, 35])
def test_continued_is_uninterrupted(whole, day):
    assert_same_run(whole, resume(checkpoint(example(), SEED, day, log=True)))


def test_threads_and_engines_change_nothing(whole):
    for engine in ("fast", "reference"):
        saved = checkpoint(example(), SEED, 14, engine=engine, threads=2, log=True)
        for onward in ("fast", "reference"):
            assert_same_run(whole, resume(saved, engine=onward, threads=2))


def test_threads_that_really_sweep(monkeypatch):
    monkeypatch.setattr("siyu_sim.engine.fast.ROWS_PER_THREAD", 50)
    saved = checkpoint(example(), SEED, 14, threads=3, log=True)
    assert_same_run(simulate(example(), SEED, log=True), resume(saved, threads=2))


def test_a_checkpoint_can_be_gone_on_from_again_and_again(saved):
    first = resume(saved)
    assert_same_run(first, resume(saved))
    rows = saved.people["rows"].copy()
    resume(saved, variant(example(), {"content.posts_per_day": 0}))
    np.testing.assert_array_equal(rows, saved.people["rows"])


def test_a_last_window_that_is_cut_short():
    scenario = variant(example(), {"horizon_days": 10.3, "window_days": 2})
    run = simulate(scenario, SEED, log=True)
    for day in (8, 10, 10.3):
        assert_same_run(run, resume(checkpoint(scenario, SEED, day, log=True)))


def reactive() -> Scenario:
    return variant(preset("business=coffee", "referral=one_sided_low", "strategies=pace_by_cac"), {
        "market.size": 4000, "horizon_days": 60, "strategies.pace_by_cac": {"feed_ads": {
            "target_cac_yuan": 5, "review_days": 5, "look_back_days": 14, "most_step": 0.3, "floor": 0.1, "ceiling": 5}}})  # fmt: skip


def test_strategies_go_on_with_what_they_remember():
    run = simulate(reactive(), SEED)
    days = [decision.day for decision in run.decided]
    assert min(days) < 20 and max(days) > 30, "they decide before and after"
    for day in (0, 20, 23, 30):
        assert_same_run(run, resume(checkpoint(reactive(), SEED, day)))


RICH = (
    "business=coffee", "referral=two_sided", "desk=small", "groups=run", "touchpoints=full", "sop=script_test", "membership=levels",
    "scheme=help_me_cut", "reputation=open", "platform=wecom", "campaigns=monthly", "welcome=expected", "winback=by_message",
    "aftersales=care", "abuse=checked", "ladder=full", "strategies=throttle_posts",
)  # fmt: skip


@pytest.mark.parametrize("day", [1, 30, 41])
def test_a_business_with_every_mechanism_goes_on(day):
    scenario = variant(preset(*RICH), {"market.size": 6000, "market.initial_contacts": 500, "horizon_days": 60})
    run = simulate(scenario, SEED, log=True)
    assert run.n_events > 20_000
    assert_same_run(run, resume(checkpoint(scenario, SEED, day, log=True)))


def test_grants_of_the_past_go_on_unless_others_are_given():
    scenario = variant(example(), {"channels.feed_ads.exposures_per_day": 50})
    grants = {"feed_ads": {5: 20_000, 20: 30_000}}
    saved = checkpoint(scenario, SEED, 14, grants=grants)
    assert_same_run(simulate(scenario, SEED, grants=grants), resume(saved))
    others = {"feed_ads": {5: 99_999, 25: 10_000}}
    as_it_is = {"feed_ads": {5: 20_000, 25: 10_000}}
    assert_same_run(simulate(scenario, SEED, grants=as_it_is), resume(saved, grants=others))


def test_saved_twice(whole):
    run = Simulation(example(), SEED, log=True, keep=True)
    run.run(until=7)
    again = Simulation.resume(run.checkpoint(), keep=True)
    again.run(until=21.5)
    assert_same_run(whole, resume(again.checkpoint()))
    assert_same_run(whole, run.close())


def test_a_run_that_took_down_too_little_cannot_be_saved():
    with pytest.raises(ValueError, match="keep=True"):
        Simulation(example(), SEED).checkpoint()


@pytest.mark.parametrize(("day", "nearest"), [(7.3, "7.5"), (-1, "0"), (40, "35"), (float("nan"), "")])
def test_a_day_on_which_no_window_ends_is_refused(day, nearest):
    with pytest.raises(ScenarioError, match=f"no window ends on this day.*\n.*\n.*nearest: {nearest}"):
        checkpoint(example(), SEED, day)


def coin(view, levers):
    """Not a function of what it sees."""
    yield view.wait(3)
    levers.set_posts_per_day(float(next(FLIPS)), "a whim")


FLIPS = iter([1.0, 2.0, 3.0])


def test_a_strategy_that_depends_on_more_than_its_view_is_found_out():
    own = {"python": {"coin": {"target": "tests.unit.test_checkpoint:coin"}}}
    scenario = merged(example(), strategies=own)
    saved = checkpoint(scenario, SEED, 14, allow_python=True)
    with pytest.raises(ScenarioError, match="has done otherwise"):
        resume(saved, allow_python=True)


def test_python_is_refused_when_a_checkpoint_names_it_and_nobody_allows_it(tmp_path):
    own = {"python": {"wait": {"target": "tests.unit.test_checkpoint:patient"}}}
    checkpoint(merged(example(), strategies=own), SEED, 14, allow_python=True).save(tmp_path / "x.npz")
    saved = load_checkpoint(tmp_path / "x.npz")
    with pytest.raises(ScenarioError, match="would run Python code"):
        resume(saved)
    assert len(resume(saved, allow_python=True).ends) == 70


def patient(view, levers):
    yield view.wait(3)


# ------------------------------------------------------------------------------------------------- files


def test_through_a_file(saved, whole, tmp_path):
    path = tmp_path / "day14.npz"
    saved.save(path)
    saved.save(str(path))  # over what is there
    assert [file.name for file in tmp_path.iterdir()] == ["day14.npz"]
    again = load_checkpoint(path)
    assert (again.scenario, again.seed, again.day, again.memory.decisions) == (example(), SEED, 14.0, saved.memory.decisions)
    assert_same_run(whole, resume(again))
    with zipfile.ZipFile(path) as file:
        assert all(name.endswith(".npy") for name in file.namelist())
        for name in file.namelist():
            with file.open(name) as member:
                np.lib.format.read_array(member, allow_pickle=False)


def test_a_file_cut_short_or_damaged_anywhere_is_noticed(saved, tmp_path):
    path = tmp_path / "x.npz"
    saved.save(path)
    content = path.read_bytes()
    rng = np.random.default_rng(5)
    for size in [0, 1, 100, len(content) - 1, *rng.integers(0, len(content), 40).tolist()]:
        path.write_bytes(content[:size])
        with pytest.raises(ScenarioError, match=r"damaged|checkpoint"):
            load_checkpoint(path)
    unnoticed = 0
    for place in rng.integers(0, len(content), 60).tolist():
        path.write_bytes(content[:place] + bytes([content[place] ^ 0x5A]) + content[place + 1 :])
        try:
            found = load_checkpoint(path)
        except ScenarioError:
            continue
        unnoticed += 1  # in a date or a permission of the archive
        assert_same_records(found.people["rows"], saved.people["rows"], "row")
    assert unnoticed < 10


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04nothing", json.dumps({"a": 1}).encode()])
def test_a_foreign_file_is_refused_in_one_sentence(tmp_path, content):
    path = tmp_path / "x.npz"
    path.write_bytes(content)
    with pytest.raises(ScenarioError) as error:
        load_checkpoint(path)
    assert len(error.value.mistakes) == 1 and str(path) in str(error.value)


def test_arrays_of_somebody_else_and_pickles_are_refused(tmp_path):
    np.savez(tmp_path / "other.npz", a=np.arange(3))
    with pytest.raises(ScenarioError, match="not a checkpoint"):
        load_checkpoint(tmp_path / "other.npz")
    header = np.array([{"format": saving.FORMAT}], dtype=object)
    np.savez(tmp_path / "pickle.npz", header=header, allow_pickle=True)
    with pytest.raises(ScenarioError, match="or no checkpoint"):
        load_checkpoint(tmp_path / "pickle.npz")
    np.save(tmp_path / "array.npy", np.arange(3))
    with pytest.raises(ScenarioError, match="no checkpoint"):
        load_checkpoint(tmp_path / "array.npy")
    with pytest.raises(FileNotFoundError):
        load_checkpoint(tmp_path / "none.npz")


def test_other_code_is_refused(saved, tmp_path, monkeypatch):
    saved.save(tmp_path / "x.npz")
    monkeypatch.setattr(saving, "code_version", lambda: "9.9+other")
    with pytest.raises(ScenarioError, match="made by other code"):
        load_checkpoint(tmp_path / "x.npz")


@pytest.mark.parametrize(
    ("part", "field", "value"),
    [("rows", "referrer", 10**6), ("rows", "channel", 200), ("waiting", "referrer", 10**6), ("further", "group", 9)],
)
def test_what_would_lead_compiled_code_astray_is_refused(saved, tmp_path, part, field, value):
    people = {name: array.copy() for name, array in saved.people.items()}
    people[part][field][-1] = value
    bad = saving.Checkpoint(**{**vars(saved), "people": people})
    bad.save(tmp_path / "x.npz")
    with pytest.raises(ScenarioError, match="out of range"):
        load_checkpoint(tmp_path / "x.npz")


def test_a_failed_save_leaves_nothing(saved, tmp_path, monkeypatch):
    saved.save(tmp_path / "x.npz")
    before = (tmp_path / "x.npz").read_bytes()

    def full(*_args, **_arrays):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "savez_compressed", full)
    with pytest.raises(OSError, match="No space"):
        saved.save(tmp_path / "x.npz")
    assert [file.name for file in tmp_path.iterdir()] == ["x.npz"]
    assert (tmp_path / "x.npz").read_bytes() == before


# ------------------------------------------------------------------------------------------------- branches: what may differ


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"window_days": 1}, "window_days"),
        ({"horizon_days": 10}, "horizon_days"),
        ({"market.size": 2001}, "market"),
        ({"product.need.per_year": 1}, "product.need"),
        ({"leave.monthly_rate": 0.5}, "leave.monthly_rate"),
        ({"attention.seen_rate": 0.9}, "attention.seen_rate"),
        ({"trust.half_life_days": 1}, "trust.half_life_days"),
        ({"channels.kiosk": open_channel()}, "channels"),
    ],
)
def test_what_a_branch_must_share_is_named(saved, changes, path):
    with pytest.raises(ScenarioError) as error:
        resume(saved, variant(example(), changes))
    assert [mistake.path for mistake in error.value.mistakes] == [path]
    assert error.value.mistakes[0].allowed


def campaign(**changes):
    return {
        "start_day": 0, "every_days": None, "warmup_days": 2, "open_days": 3, "hours": [], "warmup_kind": "useful", "build": 0.2,
        "purchase_weight": 1.0, "half_life_days": 3, "hangover": 0.5, "offer": 0.1, "cost_yuan": 100, **changes,
    }  # fmt: skip


CRISIS = {"day": 5, "heard_share": 1.0, "trust_loss": 0.5, "leave_rate": 0.1, "trust_weight": 0, "answered": True,
          "answer_factor": 0.5}  # fmt: skip
SCORES = dict.fromkeys(("ip", "add", "product", "operations", "content"), 1.0)


@pytest.mark.parametrize(
    ("groups", "path"),
    [
        ({"campaigns": {"sale": campaign()}}, "campaigns.sale.start_day"),
        ({"crisis": CRISIS}, "crisis.day"),
        ({"rivals": {"day": 3, "days": 30, "pull": 1, "keep": 0}}, "rivals.day"),
        ({"forces": SCORES | {"content": 2.0}}, "forces.content"),
        ({"forces": SCORES | {"operations": 2.0}}, "forces.operations"),
    ],
)
def test_what_lies_in_the_past_cannot_differ(saved, groups, path):
    with pytest.raises(ScenarioError) as error:
        resume(saved, merged(example(), **groups))
    assert [mistake.path for mistake in error.value.mistakes] == [path]


def test_what_lies_ahead_can(saved):
    ahead = {
        "campaigns": {"sale": campaign(start_day=14)}, "crisis": CRISIS | {"day": 14},
        "rivals": {"day": 20, "days": 30, "pull": 1, "keep": 0}, "forces": SCORES | {"ip": 2.0},
    }  # fmt: skip
    run = resume(saved, merged(example(), **ahead))
    assert run.money[:, causes.CONTENT].sum() > resume(saved).money[:, causes.CONTENT].sum() + 5_000


def test_a_crisis_that_has_happened_stays_as_it_was():
    saved = checkpoint(merged(example(), crisis=CRISIS), SEED, 14)
    for other in (None, CRISIS | {"answered": False}):
        with pytest.raises(ScenarioError, match="has begun on day 5"):
            resume(saved, merged(example(), crisis=other))


def test_all_mistakes_at_once(saved):
    with pytest.raises(ScenarioError) as error:
        resume(saved, variant(merged(example(), crisis=CRISIS), {"market.size": 9999, "window_days": 7}))
    assert {mistake.path for mistake in error.value.mistakes} == {"window_days", "market", "crisis.day"}


def test_a_branch_cannot_be_saved_again(saved):
    run = Simulation.resume(saved, variant(example(), {"content.posts_per_day": 0}), keep=True)
    run.run(until=20)
    with pytest.raises(ScenarioError, match="has itself branched off"):
        run.checkpoint()


def test_a_longer_horizon_is_the_run_that_was_longer_from_the_beginning(saved):
    longer = variant(example(), {"horizon_days": 90})
    assert_same_run(simulate(longer, SEED, log=True), resume(saved, longer))
    end = checkpoint(example(), SEED, 35, log=True)
    assert_same_run(simulate(longer, SEED, log=True), resume(end, longer))


# ------------------------------------------------------------------------------------------------- branches: what they find


def test_money_stops_with_the_strategy_and_the_past_stays(saved):
    off = {"channels.feed_ads.active": False, "content.posts_per_day": 0, "desk.salary_yuan_per_month": 9000}
    parent, branch = resume(saved), resume(saved, variant(example(), off))
    assert_books_balance(branch)
    k = len(saved.memory.ends)
    np.testing.assert_array_equal(branch.money[:k], parent.money[:k])
    ads = branch.channels.index("feed_ads")
    assert parent.money[k:, causes.MEDIA, ads].sum() > 0 == branch.money[k:, causes.MEDIA, ads].sum()
    posts = branch.log_lines[branch.log_lines["event"] == EVENTS.index("touch")]
    assert posts["t"].max() < 14
    salary = 9000 * 100 * example().desk.operators / 30
    assert branch.money[k:, causes.SALARY, -1].sum() == pytest.approx(salary * 21, abs=1)


def test_in_the_middle_of_a_day_what_was_planned_in_the_morning_goes_on():
    saved = checkpoint(example(), SEED, 14.5)
    parent, branch = resume(saved), resume(saved, variant(example(), {"channels.feed_ads.active": False}))
    ads, k = parent.channels.index("feed_ads"), len(saved.memory.ends)
    exposures = branch.counts[:, c.EXPOSURES, ads]
    assert exposures[k] == parent.counts[k, c.EXPOSURES, ads] > 0
    assert (exposures[k + 1 :] == 0).all() and parent.counts[k + 1 :, c.EXPOSURES, ads].sum() > 0


GROUPS = {
    "join_share": 0.6, "size": 30, "open_size": 30, "manual_shift": 0.0, "cost_yuan_per_month": 30, "first_mood": 0.5,
    "half_life_days": 5, "lift": 0.1, "order_lift": 0, "tolerance": 0.5, "memory_days": 7, "breach_loss": 0.1, "mood_seen": 0,
    "mood_gain": 0, "mute_rate": 0, "mute_promo_shift": 0, "mute_mood_weight": 0, "proof_gain": 0, "proof_weight": 0,
}  # fmt: skip


def test_group_chats_are_offered_to_everybody_held():
    crowd = {"market.size": 3000, "market.initial_contacts": 3000, "leave.monthly_rate": 0.5}
    saved = checkpoint(blank(crowd), SEED, 20)
    held = saved.people["rows"]["flags"] & LEFT == 0
    assert 1500 < held.sum() < 2700
    run = resume(saved, merged(saved.scenario, groups=GROUPS))
    joined = run.further["group"] > 0
    assert not joined[~held].any()
    assert_share(int(joined.sum()), int(held.sum()), 0.6)
    groups = len(run.groups) - 1
    assert groups == -(-int(joined.sum()) // 30)
    assert run.money[:, causes.SALARY].sum() == pytest.approx(groups * 3000 / 30 * 10, abs=1), "kept for ten days"


def message(**when):
    who = {name: {} for name in ("orders", "spent_yuan", "idle_days", "unread_days", "age_days", "level")}
    what = {"kind": "useful", "strength": 0, "discount": 0, "quality": 1, "cost_yuan": 0.5}
    return {
        "when": when,
        "who": {**who, "stage": None, "channels": None},
        "where": "chat",
        "what": what,
        "why": "",
        "holdout": 0,
    }


def test_a_message_after_the_last_order_finds_orders_of_the_past():
    """Nobody needed to know the last order before; it is known all the same. Each customer gets one message, 12 days after it."""
    lively = {"product.need.per_year": 20, "purchase.first_rate": 1.0, "purchase.repeat_rate": 1.0, "horizon_days": 40}
    saved = checkpoint(blank(lively), SEED, 20, log=True)
    stopped = variant(saved.scenario, {"purchase.first_rate": 0.0, "purchase.repeat_rate": 0.0})
    run = resume(saved, merged(stopped, sop={"refill": message(after="order", delay_hours=12 * 24)}))
    last = np.full(len(run.rows), -np.inf)
    orders = saved.people["log"]
    orders = orders[orders["fen"] > 0]
    np.maximum.at(last, orders["person"], orders["t"])
    due = np.flatnonzero(last + 12 >= 20)
    sent = run.log_lines[(run.log_lines["outcome"] & SENT) > 0]
    assert 300 < len(due) < 700
    np.testing.assert_array_equal(np.sort(sent["person"]), due)
    np.testing.assert_allclose(sent["t"], last[sent["person"]] + 12, rtol=1e-6)  # a row keeps it in 32 bits
    assert run.money[:, causes.CONTENT].sum() == 50 * len(due)


def test_who_has_ever_read_us_counts_as_reader_on_the_first_day_of_the_sop():
    rule = message(every_days=1, hour=12.0)
    rule["who"]["unread_days"] = {"min": 5.0}
    past = blank({"content.posts_per_day": 1, "attention.seen_rate": 0.02, "horizon_days": 20})
    saved = checkpoint(past, SEED, 10)
    readers = (saved.people["rows"]["flags"] & READ > 0).sum()
    assert 100 < readers < 300
    quiet = variant(past, {"content.posts_per_day": 0, "attention.seen_rate": 0.02})
    run = resume(saved, merged(quiet, sop={"wake": rule}))
    by_day = run.counts[:, c.MESSAGES].sum(axis=1)
    assert by_day[:10].sum() == 0
    assert (by_day[10:15] <= 1000 - readers).all() and by_day[10] == 1000 - readers
    assert by_day[15] > by_day[10], "five days later the readers of the past count as unread"


def test_a_ladder_counts_what_was_bought_before_it():
    past = blank({"product.need.per_year": 40, "purchase.first_rate": 0.5, "purchase.repeat_rate": 0.5, "horizon_days": 20})
    saved = checkpoint(past, SEED, 10)
    rung = {
        "price": 1, "reference_price": 1, "gross_margin": 0.5, "attraction": 20, "only_new": False, "after": ["core"],
        "min_orders": 0, "chat_only": False, "refund_share": 0, "quality": None,
    }  # fmt: skip
    run = resume(saved, merged(past, ladder={"bundle": rung}))
    customers = (saved.people["rows"]["flags"] & CUSTOMER) > 0
    orders = run.rows["orders"][customers].astype(int) - saved.people["rows"]["orders"][customers]
    core_first = (run.rows["orders"] > 0)[~customers]
    later = run.counts[10:, c.FIRST_RUNG].sum()
    again = run.rows["orders"][~customers].astype(int)[core_first] - 1
    assert later == orders.sum() + again.sum(), "whoever had the core before takes the bundle at once"


def scheme(**story):
    who = {"orders_at_least": 0, "spent_at_least_yuan": 0}
    told = {"accept_shift": 0, "trust_factor": 1, "cost_once_yuan": 500, "cost_yuan_per_month": 300, **story}
    return {"who": who, "story": told, "tiers": [], "cap_yuan": None, "distribution": None, "team": None}


def test_a_new_story_is_paid_on_the_day_it_begins_and_an_old_one_is_not_paid_again():
    past = blank({"referral.tools": True})
    told = merged(past, scheme=scheme())
    content = causes.CONTENT
    run = resume(checkpoint(past, SEED, 10), told)
    assert run.money[:10].sum() == 0 and run.money[10, content].sum() == 50_000 + 1000
    assert run.money[:, content].sum() == 50_000 + 20 * 1000
    saved = checkpoint(told, SEED, 10)
    assert resume(saved, merged(variant(told, {"finance.free_contacts": 5}))).money[:, content].sum() == 50_000 + 30 * 1000
    retold = resume(saved, merged(past, scheme=scheme(accept_shift=1)))
    assert retold.money[:, content].sum() == 100_000 + 30 * 1000


def test_a_new_strategy_begins_on_its_day_with_the_books_of_the_past():
    """It could not have moved the past, so it has not wound itself up against it: its first step is one step from the plan."""
    with_it, without = reactive(), merged(reactive(), strategies=None)
    run = resume(checkpoint(without, SEED, 40), with_it)
    assert run.decided and min(decision.day for decision in run.decided) == 45
    first = run.decided[0]
    assert (first.old, round(first.new, 9)) in {(1.0, 0.7), (1.0, 1.3)}
    assert "over 14 days" in first.why
    gone = resume(checkpoint(with_it, SEED, 40), without)
    assert all(decision.day < 40 for decision in gone.decided) and gone.decided
    k = gone.channels.index("feed_ads")
    plan = simulate(without, SEED).money[40:, causes.MEDIA, k]
    np.testing.assert_array_equal(gone.money[40:, causes.MEDIA, k], plan), "back to the plan"


def test_a_greeting_that_nobody_will_answer_any_more_is_dropped():
    welcome = {"writes_share": 1.0, "patience_hours": 2000, "leave_share": 0, "gain": 0, "gain_half_life_hours": 1}
    crowded = {
        "market.initial_contacts": 0, "channels.live": open_channel(exposures_per_day=40), "desk.active": True,
        "desk.handle_minutes": 600,
    }  # fmt: skip
    past = merged(blank(crowded), welcome=welcome)
    saved = checkpoint(past, SEED, 10, log=True)
    waiting = saved.people["rows"]["flags"] & ASKING > 0
    assert waiting.sum() > 100
    reply = EVENTS.index("reply")
    parent, branch = resume(saved), resume(saved, merged(past, welcome=None))
    assert (parent.log_lines["event"][parent.log_lines["t"] >= 10] == reply).sum() > 20
    assert (branch.log_lines["event"][branch.log_lines["t"] >= 10] != reply).all()
    assert not (branch.rows["flags"] & ASKING > 0).any()


def platform(**changes):
    limits = {"contacts": 300, "adds_per_day": None, "posts_per_day": None}
    return {
        "accounts": 10, "account_cost_yuan_per_month": 30, "limits": limits, "change": None, "bans": None, "nurture": None,
        "staff": None, "outages": None, **changes,
    }  # fmt: skip


def test_accounts_are_shared_out_as_on_day_0_and_those_in_use_cannot_be_undone():
    scenario = merged(blank(), platform=platform())
    run = resume(checkpoint(blank(), SEED, 10), scenario)
    np.testing.assert_array_equal(np.bincount(run.further["account"]), [300, 300, 300, 100])
    assert run.money[:, causes.LICENCE].sum() == 4 * 100 * 20
    saved = checkpoint(scenario, SEED, 10)
    with pytest.raises(ScenarioError, match=r"platform.accounts: fewer accounts than the past has opened\n.*3\n.*4 or more"):
        resume(saved, merged(blank(), platform=platform(accounts=3)))


def test_the_limits_of_a_new_touchpoint_have_counted_nothing_before_it():
    touchpoint = {
        "posts_per_week": 7, "hours": [9.0], "weekdays": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
        "mix": {"useful": 1, "human": 0, "promo": 0}, "promo_discount": None, "join_share": 1.0, "min_orders": 0,
        "min_spend_yuan": 0, "seen_shift": 0, "habit_spread": 0, "gain_factor": 1, "fatigue_factor": 1, "leave_shift": 0,
        "impulse_shift": 0, "ease_shift": 0, "share_shift": 0, "cost_per_post_yuan": {"useful": 1, "human": 1, "promo": 1},
        "cost_yuan_per_month": 0, "limit_per_day": None, "limit_per_month": 4,
    }  # fmt: skip
    scenario = merged(blank(), touchpoints={"official": touchpoint})
    run = resume(checkpoint(blank(), SEED, 10), scenario)
    touches = run.counts[:, c.TOUCHES].sum(axis=1)
    assert touches.tolist() == [0] * 10 + [1000] * 4 + [0] * 16, "four posts in the month, from the day it is there"
    assert run.money[:, causes.CONTENT].sum() == 400
    saved = checkpoint(scenario, SEED, 2)
    more = resume(saved, merged(blank(), touchpoints={"official": touchpoint | {"limit_per_month": 5}}))
    assert (more.counts[:, c.TOUCHES].sum(axis=1) > 0).sum() == 5, "two had gone out by then"


# ------------------------------------------------------------------------------------------------- the page


def test_the_page_runs_as_it_stands(tmp_path):
    told = run_python("\n".join(blocks(ROOT / "docs" / "checkpoint.md", "python")), tmp_path)
    lines = told.splitlines()
    assert lines[0] == "the same run: True"
    assert [line.split()[0] for line in lines[1:4]] == ["as", "fewer", "groups"]
    assert "market: differs from the past" in told


# ------------------------------------------------------------------------------------------------- studies


def test_arms_of_a_study_share_the_past_and_the_baseline_is_itself(whole):
    live = branched(example(), SEED, 14, log=True)
    assert_same_run(whole, live(example(), {}))
    arm = live(variant(example(), {"referral.reward_yuan": 50}), {"feed_ads": {3: 10_000, 20: 10_000}})
    k = 28
    np.testing.assert_array_equal(arm.money[:k], whole.money[:k])
    assert (arm.money[k:] != whole.money[k:]).any()


def test_all_arms_are_looked_at_before_the_first_runs():
    arms = {
        "baseline": example(),
        "posts": variant(example(), {"content.posts_per_day": 0}),
        "people": variant(example(), {"market.size": 3000, "leave.monthly_rate": 0.5}),
    }
    found = branching_mistakes(example(), arms, 14)
    assert [(m.path, m.where) for m in found] == [("market", "arm people"), ("leave.monthly_rate", "arm people")]
    assert [m.path for m in branching_mistakes(example(), arms, 14.2)] == ["study.branch_day"]
