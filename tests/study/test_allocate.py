"""Allocation on formulas whose best split is known, and through the engine."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from siyu_sim.scenario.mistakes import ScenarioError
from siyu_sim.study.allocate import _Allocate, _checked, _split_in_words, allocate, influence, runs_of
from siyu_sim.study.candidates import FRESH
from siyu_sim.study.confirm import against
from siyu_sim.study.plan import load
from tests.study.formula import Formula

TINY = ["study=allocate", "market.size=300", "horizon_days=30", "study.processes=1", "referral=tools"]
FEED, LIVE, REWARD = "channels.feed_ads.budget_yuan_per_day", "channels.live.budget_yuan_per_day", "referral.reward_yuan"
LEVERS = f"study.allocate.levers={{{FEED}:{{high:160,step:10}},{LIVE}:{{high:160,step:10}},{REWARD}:{{high:40,step:2}}}}"


def small(*overrides: str, levers: str = LEVERS):
    return load(overrides=[*TINY, levers, "study.allocate.fresh=12", "study.allocate.worlds=3", *overrides])


def find(plan, function):
    probe = Formula(plan, function)
    return _Allocate(_checked(plan), probe).run(), probe


def doses(scenario):
    """(feed, live, reward): yuan a day, 0 where a channel is off."""
    feed, live = (c.budget_yuan_per_day if c.active else 0.0 for c in (scenario.channels[n] for n in ("feed_ads", "live")))
    return feed, live, scenario.referral.reward_yuan


def concave(scenario, world):
    """Returns diminish: 30 √feed + 20 √live + 40 √(5 reward); a yuan of reward costs 5. The best split of B is in shares of 900, 400,
    1600: 31, 14, 55 %. What a world adds is the same for all."""
    feed, live, reward = doses(scenario)
    return {
        "profit": 30 * math.sqrt(feed) + 20 * math.sqrt(live) + 40 * math.sqrt(5 * reward) + 100 * (world % 7),
        "acquisition_spend": 7 + feed + live + 5 * reward,
    }


def best_of_grid(budget, f):
    grid = itertools.product(range(0, 161, 10), range(0, 161, 10), range(0, 41, 2))
    return max((30 * a**0.5 + 20 * b**0.5 + 40 * (5 * c) ** 0.5, (a, b, c)) for a, b, c in grid if 7 + a + b + 5 * c <= budget)


def test_the_best_split_of_a_concave_formula():
    """Exactly the best on the grid, found by trying all of it; and near the closed form: 290 yuan in shares of 9, 4 and 16."""
    found, probe = find(small("study.allocate.budget_yuan=297"), concave)
    value = best_of_grid(297, concave)[1]
    assert tuple(found["split"]["value"]) == value == (90, 40, 32)
    assert found["feasible"] and found["finished"]
    assert len({s for s, world in probe.seen if world == 0}) < 120  # of 6069 splits
    assert {world for _, world in probe.seen} == {0, 1, 2, *range(FRESH, FRESH + 12)}
    assert sum(probe.seen.values()) <= runs_of(small("study.allocate.budget_yuan=297"))
    assert found["overrides"][:2] == ("channels.feed_ads.active=true", f"{FEED}=90")


def test_what_a_lever_takes_and_what_the_next_step_returns():
    """Slopes at the best split: √ gains 30 (√100 − √90) / 10 = 1.54 of feed, 1.49 of live, 40 (√170 − √160) / 10 = 1.56 of the reward."""
    found, _ = find(small("study.allocate.budget_yuan=297"), concave)
    split = found["split"].set_index("lever")
    assert split["spend"].to_list() == pytest.approx([90, 40, 160])
    assert split["gain"].to_list() == pytest.approx([30 * 90**0.5, 20 * 40**0.5, 40 * 160**0.5])
    assert split.loc[LIVE, "today"] == 0 and split.loc[FEED, "today"] == 60
    marginal = found["marginal"].set_index("lever")
    expected = {REWARD: 4 * (170**0.5 - 160**0.5), FEED: 3 * (100**0.5 - 90**0.5), LIVE: 2 * (50**0.5 - 40**0.5)}
    assert list(marginal.index) == list(expected) and marginal["per_yuan"].to_dict() == pytest.approx(expected)
    assert marginal["extra_spend"].to_list() == pytest.approx([10, 10, 10])
    assert marginal.loc[FEED, "behind"] == pytest.approx(expected[REWARD] - expected[FEED])
    assert found["next_lever"] == REWARD and f"next yuan belongs to {REWARD}" in found["statement"]["en"]
    assert REWARD in found["statement"]["zh"]


def test_without_a_budget_today_s_spending_is_split_anew():
    """Today: 60 on feed ads alone, with its 7 fixed."""
    found, _ = find(small(), concave)
    assert found["budget_yuan"] == 67 and tuple(found["split"]["value"]) == best_of_grid(67, concave)[1]
    line = found["confirmed"].query("strategy == 'best' and metric == 'profit'").iloc[0]
    assert line["diff"] == pytest.approx(best_of_grid(67, concave)[0] - 30 * 60**0.5)


def test_what_counts_is_the_gain_for_each_yuan():
    """A step of the reward gains more than one of feed ads, 4 against 3, but costs twice as much."""

    def linear(scenario, world):
        feed, _, reward = doses(scenario)
        return {"profit": 0.3 * feed + reward, "acquisition_spend": feed + 5 * reward}

    levers = f"study.allocate.levers={{{FEED}:{{high:160,step:10}},{REWARD}:{{high:40,step:4}}}}"
    found, _ = find(small("study.allocate.budget_yuan=100", levers=levers), linear)
    assert tuple(found["split"]["value"]) == (100, 0)


def test_a_threshold_is_crossed():
    """Nothing below 30 yuan a day on live, then much: no single step gains."""

    def threshold(scenario, world):
        feed, live, _ = doses(scenario)
        return {"profit": 500.0 * (live >= 30) - feed - live, "acquisition_spend": feed + live}

    found, _ = find(small("study.allocate.budget_yuan=100"), threshold)
    assert tuple(found["split"]["value"]) == (0, 30, 0)  # four steps up, one back
    assert found["next_lever"] is None and "No lever clearly gains" in found["statement"]["en"]


def test_the_intervals_of_the_next_steps_hold_the_truth():
    """Noise of its own in every split and world: over 300 sets of fresh worlds all three true returns lie within in 95 % at least."""

    def noisy(scenario, world):
        known = concave(scenario, 0)
        key = [*(round(x) for x in doses(scenario)), world % 2**31, world // 2**31]
        return known | {"profit": known["profit"] + 5 * np.random.default_rng(key).standard_normal()}

    plan = small()
    study = _Allocate(_checked(plan), Formula(plan, noisy))
    split = (9, 4, 16)
    study._look([split])
    here, more = study.known[split], study._neighbours(split, 1)
    true = {REWARD: 4 * (170**0.5 - 160**0.5), FEED: 3 * (100**0.5 - 90**0.5), LIVE: 2 * (50**0.5 - 40**0.5)}
    inside, n, widths = 0, 300, []
    for k in range(n):
        worlds = range(FRESH + 12 * k, FRESH + 12 * (k + 1))
        study.candidates.look([here, *more], worlds)
        lines = study._marginal(here, more, worlds)
        inside += all(line.per_yuan_low <= true[line.lever] <= line.per_yuan_high for line in lines.itertuples())
        widths += (lines["per_yuan_high"] - lines["per_yuan_low"]).to_list()
    assert inside / n > 0.95 - 3 * math.sqrt(0.95 * 0.05 / n)
    # two noises of sd 5 over 10 yuan, 12 worlds, t with 11 degrees at 1 − 0.05/3
    assert np.mean(widths) == pytest.approx(2 * 2.82 * 5 * math.sqrt(2 / 12) / 10, rel=0.1)


def test_a_ratio_by_world():
    """Its mean is the ratio of means; nothing is told where the cost is not clearly above 0."""
    above, below = np.array([1.0, 3, 5]), np.array([1.0, 2, 3])
    assert influence(above, below, 0.5).mean() == pytest.approx(1.5)
    assert np.isnan(influence(above, np.array([-1.0, 1, 1]), 0.95)).all()
    assert influence(above, np.full(3, 2.0), 0.95).mean() == pytest.approx(1.5)
    assert np.isnan(influence(above, np.zeros(3), 0.95)).all()


def test_too_small_a_budget_and_too_few_looks():
    found, _ = find(small("study.allocate.budget_yuan=5"), concave)
    assert not found["feasible"] and "nothing to split" in found["statement"]["en"]
    short, probe = find(small("study.allocate.budget_yuan=297", "study.allocate.looks=20"), concave)
    assert not short["finished"] and len({s for s, world in probe.seen if world == 0}) <= 20


def test_all_mistakes_at_once():
    levers = f"study.allocate.levers={{{FEED.replace('feed', 'fed')}:{{high:10,step:5}}}}"
    with pytest.raises(ScenarioError) as error:
        allocate(small("study.allocate.goal=touches", "study.allocate.arm=x", levers=levers))
    text = str(error.value)
    for part in ("feed_ads", "two levers", "no goal", "unknown arm"):
        assert part in text
    assert len(error.value.mistakes) >= 4


def test_the_usual_doses():
    off = ["channels.moments_ads.budget_yuan_per_day", "channels.sms.budget_yuan_per_day"]
    assert [one.path for one in _checked(small(levers="study.allocate.levers={}")).axes] == [FEED, *off, REWARD]


@pytest.mark.parametrize("experiment", [None, "referral"])
@pytest.mark.parametrize("business", ["coffee", "course", "beauty", "grocery", "mother_baby"])
def test_every_business_can_be_allocated_as_it_is(business, experiment):
    assert len(_checked(load(experiment, overrides=[f"business={business}", "study=allocate"])).axes) >= 2


def test_without_levers_through_the_engine():
    """The channels that are off today stand at 0, can be switched on, and a budget that is left lets them be."""
    sizes = ["study.allocate.worlds=2", "study.allocate.fresh=2", "study.allocate.looks=12", "study.allocate.goal=contacts"]
    found = allocate(load("referral", overrides=["study=allocate", *TINY[1:4], *sizes]))
    split = found.split.set_index("lever")
    assert split["today"].to_list() == [60, 0, 0] and (split["value"] > 0).any()
    assert "that of “No programme”" in found.statement["en"] and "“不做转介绍”" in found.statement["zh"]


@pytest.mark.parametrize(
    ("spent", "en", "zh"),
    [
        (0.0, "The best use of 900 yuan is to spend none of it: a=0.", "这900元最好一分不花：a=0。"),
        (
            300.0,
            "Best split of 900 yuan: a=0. It spends 300 yuan and keeps the rest.",
            "900元的最佳分配：a=0。只花其中300元，其余留着不花。",
        ),
        (890.0, "Best split of 900 yuan: a=0.", "900元的最佳分配：a=0。"),
        (float("nan"), "Best split of 900 yuan: a=0.", "900元的最佳分配：a=0。"),
    ],
)
def test_money_that_is_not_spent_is_told(spent, en, zh):
    assert _split_in_words("a=0", 900.0, spent) == (en, zh)


@pytest.mark.parametrize(
    ("diff", "half", "en", "zh"),
    [
        (
            50,
            20,
            "profit is 50 yuan higher than that of “Now” (95% interval 30 to 70 yuan in difference)",
            "利润比“现在”高50元（差值的95%区间30～70元）",
        ),
        (-50, 20, "profit is 50 yuan lower than that of “Now”", "利润比“现在”低50元"),
        (-5, 20, "profit differs from that of “Now” by −5 yuan, not clearly (95% interval −25 to 15 yuan)", "差异不明显"),
    ],
)
def test_a_difference_is_told_with_its_direction(diff, half, en, zh):
    row = {"diff": diff, "diff_low": diff - half, "diff_high": diff + half}
    told = against(row, {"en": "Profit", "zh": "利润"}, {"en": "Now", "zh": "现在"}, 0.95, "yuan")
    assert en in told["en"] and zh in told["zh"]


def test_through_the_engine(tmp_path, monkeypatch):
    """Small, but all of it: money goes somewhere, within the budget of the search; a repetition computes nothing."""
    levers = f"study.allocate.levers={{{FEED}:{{high:60,step:30}},{REWARD}:{{high:10,step:5}}}}"
    plan = small("study.allocate.goal=contacts", "study.allocate.fresh=3", "study.allocate.worlds=2", levers=levers)
    seen = []
    found = allocate(plan, lambda done, total, note: seen.append((done, total)), tmp_path)
    assert seen[-1] == (found.runs, found.runs) and found.runs <= runs_of(plan)
    best = found.trials.query("spending <= @found.budget_yuan").sort_values("contacts").iloc[-1]
    assert best[FEED] == found.split.set_index("lever")["value"][FEED] > 0
    again = []
    monkeypatch.setattr("siyu_sim.study.execute.perform", again.append)
    assert allocate(plan, None, tmp_path).marginal.equals(found.marginal) and not again
