"""The answer comes out of the numbers: either way, or no clear difference; and it never says more than the table."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siyu_sim.report.answer import answer
from siyu_sim.report.estimate import UNKNOWN, Estimate
from siyu_sim.report.facts import ArmFacts, BurnOut, Cost, Facts, Survival, Use, Worth, gather, late_growth
from siyu_sim.report.page import build
from siyu_sim.report.words import Words
from siyu_sim.study.crosscheck import Notice
from siyu_sim.study.results import Study
from tests.report import studies

EN, ZH = Words("en"), Words("zh")


def around(mean: float, half: float) -> Estimate:
    return Estimate(mean, mean - half, mean + half)


def arm(name: str, profit: Estimate, gain: Estimate = UNKNOWN, **measures: Estimate) -> ArmFacts:
    return ArmFacts(name, name.title(), profit, {"profit": profit, **measures}, gain)


def facts(diff: Estimate, p: float, **more) -> Facts:
    """Rewards against ads, with no programme as the baseline; profits as if both earned."""
    arms = (
        arm("none", around(1000, 300), ltv_to_cac=around(1.8, 0.1), acquisition_spend=around(500, 5)),
        arm("reward", around(5000, 400), around(4000, 500), ltv_to_cac=around(1.9, 0.1), acquisition_spend=around(600, 5)),
        arm("ads", around(5000 - diff.mean, 400), around(4000 - diff.mean, 500), acquisition_spend=around(590, 5)),
    )
    base = {
        "days": 365,
        "confidence": 0.95,
        "worlds": 20,
        "primary": "profit",
        "arms": arms,
        "baseline": "none",
        "a": "reward",
        "b": "ads",
        "diff": diff,
        "p_above": p,
        "profit_diff": diff,
        "focused": True,
        "best": "reward",
    }
    return Facts(**(base | more))


def said(f: Facts, words: Words = EN, better: str | None = "high", unit: str = "yuan", label: str = "profit") -> dict[str, str]:
    result = answer(f, better, unit, label)
    return {
        "headline": words.plain(result.headline),
        "sure": words.plain(result.sure),
        "reasons": " ".join(words.plain(r) for r in result.reasons),
        "warnings": " ".join(words.plain(r) for r in result.warnings),
        "banner": words.plain(result.banner) if result.banner else "",
        "main": result.main,
    }


# ------------------------------------------------------------------------------------------------- the verdict


def test_the_first_may_win():
    text = said(facts(around(2000, 500), 0.9999))
    assert text["headline"] == "“Reward” beats “Ads”: it earns ¥2,000 more over 365 days (95% interval ¥1,500 to ¥2,500)."
    assert text["sure"].startswith("Practically certain (probability >99.9%): in 20 worlds")
    assert text["main"] == "reward"


def test_the_second_may_win():
    text = said(facts(around(-2000, 500), 0.0001))
    assert text["headline"] == "“Ads” beats “Reward”: it earns ¥2,000 more over 365 days (95% interval ¥1,500 to ¥2,500)."
    assert text["sure"].startswith("Practically certain (probability >99.9%)")
    assert text["main"] == "ads"


def test_or_neither():
    text = said(facts(around(200, 500), 0.79))
    assert text["headline"].startswith("No clear difference between “Reward” and “Ads”")
    assert "beats" not in text["headline"]
    assert "−¥300 to ¥700" in text["headline"]
    assert "79%" in text["sure"] and "“Reward” is ahead" in text["sure"]


def test_leaning_the_other_way_names_the_one_ahead():
    assert "“Ads” is ahead with probability 79%" in said(facts(around(-200, 500), 0.21))["sure"]


def test_a_loss_is_called_a_loss():
    f = facts(around(2000, 500), 0.999)
    f = replace(f, arms=tuple(replace(a, primary=around(a.primary.mean - 9000, 400)) for a in f.arms))
    assert "it loses ¥2,000 less" in said(f)["headline"]


def test_where_less_is_better():
    text = said(facts(around(-3, 1), 0.001, primary="cac"), better="low", label="CAC")
    assert text["headline"] == "“Reward” beats “Ads”: its CAC is ¥3.00 lower over 365 days (95% interval ¥2.00 to ¥4.00)."
    assert said(facts(around(3, 1), 0.999, primary="cac"), better="low", label="CAC")["headline"].startswith(
        "“Ads” beats “Reward”"
    )


def test_where_nothing_is_better():
    text = said(facts(around(300, 100), 0.9999, primary="acquisition_spend"), better=None, label="acquisition spend")
    assert text["headline"].startswith("“Reward” has ¥300 more acquisition spend than “Ads” over 365 days")


def test_same_and_undefined():
    assert said(facts(Estimate(0, 0, 0), 0.5))["headline"].startswith("No difference")
    assert "cannot be compared" in said(facts(UNKNOWN, math.nan))["headline"]


@pytest.mark.parametrize(("p", "words"), [(0.999, "Practically certain"), (0.97, "Very likely"), (0.9, "Likely")])
def test_certainty_has_levels(p, words):
    assert said(facts(around(2000, 500), p))["sure"].startswith(words)


@given(mean=st.floats(-1e5, 1e5), half=st.floats(1, 1e5), p=st.floats(0, 1))
def test_the_headline_never_contradicts_the_interval(mean, half, p):
    f = facts(around(mean, half), p)
    for words, beats, unclear in ((EN, "beats", "No clear difference"), (ZH, "胜过", "没有明显差异")):
        headline = said(f, words)["headline"]
        if f.diff.sign == 0:
            assert beats not in headline and unclear in headline
        elif beats in headline:
            first = "Reward" if f.diff.sign > 0 else "Ads"
            assert headline.index(first) == 1


# ------------------------------------------------------------------------------------------------- reasons


def use(label: str, spend: Estimate, customers: Estimate, each: Estimate = UNKNOWN) -> Use:
    return Use(label, spend, customers, each)


def test_the_cheaper_way_is_named_only_if_the_prices_lie_apart():
    two = (
        use("Reward", around(3000, 100), around(60, 9), around(50, 5)),
        use("Ads", around(3000, 50), around(20, 4), around(150, 20)),
    )
    text = said(facts(around(2000, 500), 0.999, uses=two, reference="Tools"))["reasons"]
    assert "Measured against “Tools”" in text
    assert "“Reward” brings 60 more customers for ¥3,000 more spent on acquisition, ¥50.00 each (¥45.00 to ¥55.00)" in text
    assert "An additional customer is cheaper through “Reward”." in text
    close = (two[0], replace(two[1], cost_each=around(60, 20)))
    assert "cheaper" not in said(facts(around(2000, 500), 0.999, uses=close, reference="Tools"))["reasons"]


def test_no_price_where_no_customer_can_be_told():
    two = (use("Reward", around(3000, 100), around(60, 9), around(50, 5)), use("Ads", around(3000, 50), around(1, 4)))
    text = said(facts(around(2000, 500), 0.999, uses=two, reference="Tools"))["reasons"]
    assert "“Ads” brings no clear number of additional customers for ¥3,000 more" in text
    assert "cheaper" not in text


@pytest.mark.parametrize(
    ("spend", "customers", "words"),
    [
        (around(-300, 50), around(9, 2), "brings 9.0 more customers and spends ¥300 less"),
        (around(3, 50), around(9, 2), "no clear difference in acquisition spend"),
        (around(300, 50), around(-9, 2), "brings 9.0 fewer customers and does not spend less"),
        (around(-300, 50), around(-9, 2), "brings 9.0 fewer customers and spends ¥300 less"),
        (around(-300, 50), around(1, 2), "as many customers, as far as can be told, and spends ¥300 less"),
        (around(3, 50), around(1, 2), "makes no clear difference in customers or spending"),
    ],
)
def test_other_uses_of_money(spend, customers, words):
    text = said(facts(around(2000, 500), 0.999, uses=(use("Reward", spend, customers),), reference="Tools"))["reasons"]
    assert words in text


@pytest.mark.parametrize(
    ("k", "words"),
    [(around(0.1, 0.02), "does not live alone"), (around(1.0, 0.1), "is not clear"), (around(1.4, 0.1), "carries itself")],
)
def test_the_flywheel_lives_or_does_not(k, words):
    assert words in said(facts(around(2000, 500), 0.999, k=k, amplification=around(1.2, 0.01)))["reasons"]


@pytest.mark.parametrize(
    ("diff", "words"),
    [
        (around(0.2, 0.05), "clearly more than"),
        (around(-0.2, 0.05), "clearly less than"),
        (around(0.02, 0.05), "no clear difference"),
    ],
)
def test_survival_without_ads(diff, words):
    s = Survival("Rewards off", 182, around(0.7, 0.03), "Plain off", around(0.5, 0.03), diff)
    assert words in said(facts(around(2000, 500), 0.999, survival=s))["reasons"]


@pytest.mark.parametrize(
    ("gain", "words"),
    [(around(900, 100), "raises profit by ¥900"), (around(-900, 100), "costs ¥900 of profit"), (around(50, 100), "")],
)
def test_what_stopping_ads_does_to_profit(gain, words):
    s = Survival("Rewards off", 182, around(0.7, 0.03), stop_gain=gain)
    text = said(facts(around(2000, 500), 0.999, survival=s))["warnings"]
    assert words in text
    if not words:
        assert "Stopping" not in text


@pytest.mark.parametrize(
    ("diff", "words"),
    [
        (around(5, 1), "and brought less, ¥20.0"),
        (around(-5, 1), "and brought more, ¥20.0"),
        (around(1, 5), "no clear difference"),
    ],
)
def test_worth_of_a_referred_contact(diff, words):
    w = Worth("feed_ads", around(25, 1), around(8, 1), around(20, 1), around(40, 1), diff)
    assert words in said(facts(around(2000, 500), 0.999, worth=w))["reasons"]


def test_what_the_flywheel_has_made_of_a_contact_is_said_of_the_whole_horizon():
    """K counts 90 days, amplification the whole horizon: the one does not follow from the other."""
    f = facts(around(2000, 500), 0.999, k=around(0.05, 0.01), amplification=around(1.117, 0.003))
    text = said(f)["reasons"]
    assert "within 90 days (K below 1); over the 365 days each contact won otherwise has grown into 1.117." in text
    assert "365天里，每个从其他渠道加来的好友已变成1.117个" in said(f, ZH)["reasons"]


def test_what_would_have_happened_with_ads_kept_on_stands_beside_it():
    s = Survival("Rewards off", 182, around(0.58, 0.03), on=around(0.65, 0.02))
    assert "with ads kept on, “Rewards off” would stand at 65%" in said(facts(around(2000, 500), 0.999, survival=s))["reasons"]
    s = replace(s, other_label="Plain off", other_after=around(0.5, 0.03), diff=around(0.08, 0.02), other_on=around(0.61, 0.02))
    assert (
        "with ads kept on, the two would stand at 65% and 61%" in said(facts(around(2000, 500), 0.999, survival=s))["reasons"]
    )


def test_an_arm_outside_the_question_that_is_clearly_better_is_named():
    f = facts(around(2000, 500), 0.999, ahead=("none",), behind_by=around(900, 300))
    assert (
        "“Reward” itself does clearly worse than “None”, which is ahead of it by ¥900 (¥600 to ¥1,200)." in said(f)["reasons"]
    )
    assert "“Reward”本身明显不如“None”，后者领先900元" in said(f, ZH)["reasons"]
    assert "clearly worse" not in said(facts(around(2000, 500), 0.999))["reasons"]


# ------------------------------------------------------------------------------------------------- a sweep


def swept(not_apart: tuple[str, ...], diff: Estimate, p: float, gains: tuple[float, float] = (4000, 3800)) -> Facts:
    f = facts(diff, p, focused=False, not_apart=not_apart)
    new = dict(zip(("reward", "ads"), gains, strict=True))
    return replace(f, arms=tuple(replace(a, gain=around(new[a.name], 500)) if a.name in new else a for a in f.arms))


def test_settings_that_cannot_be_told_apart_are_named_and_none_is_the_winner():
    text = said(swept(("ads",), around(200, 500), 0.79))
    assert text["headline"] == (
        "No clear difference between “Reward” and “Ads”, the best of 3 arms over 365 days. Both beat “None”, “Reward” by "
        "¥4,000 (95% interval ¥3,500 to ¥4,500)."
    )
    assert "ahead of “Ads” on average (probability 79%)" in text["sure"]
    assert "with 95% confidence the best is among them" in text["sure"]
    assert said(swept(("ads",), around(200, 500), 0.79), ZH)["headline"].startswith("“Reward”和“Ads”之间没有明显差异")


def test_a_lead_that_does_not_outlast_the_number_of_comparisons_is_not_clear():
    """The pair alone would be clear at its own level."""
    text = said(swept(("ads",), around(600, 500), 0.98))
    assert text["headline"].startswith("No clear difference") and "best" not in text["reasons"]


def test_what_does_not_clearly_beat_the_first_setting_is_not_said_to():
    assert "beat" not in said(swept(("ads",), around(200, 500), 0.79, gains=(4000, 300)))["headline"]
    text = said(swept(("none", "ads"), around(200, 500), 0.79))["headline"]
    assert "none of the 3 arms is clearly the best" in text


def test_the_best_setting_is_held_against_the_runner_up():
    text = said(swept((), around(2000, 500), 0.9999))
    assert text["headline"].startswith("“Reward” beats “Ads”: it earns ¥2,000 more")
    assert "Of all 3 arms “Reward” does best, and its lead is clear." in text["reasons"]


def test_burn_out_or_not():
    worn = BurnOut("feed_ads", around(3000, 10), 0.01, 0.02, 0.05)
    assert "instead of 2%" in said(facts(around(2000, 500), 0.999, burn_out=worn))["reasons"]
    assert "not worn out" in said(facts(around(2000, 500), 0.999, burn_out=replace(worn, extra_rate=0.03)))["reasons"]


def test_a_lead_over_all_arms_is_clear_or_shared():
    assert "its lead is clear" in said(facts(around(2000, 500), 0.999))["reasons"]
    text = said(facts(around(2000, 500), 0.999, not_apart=("ads",)))["reasons"]
    assert "its lead over “Ads” is not clear; with 95% confidence the best is among these" in text


def test_where_all_come_out_the_same_none_is_said_to_do_best():
    f = facts(around(0, 0), 0.5, not_apart=("none", "ads"))
    f = replace(f, arms=tuple(replace(a, primary=around(5000, 400)) for a in f.arms))
    assert "best" not in said(f)["reasons"]
    f = replace(f, arms=(replace(f.arms[0], primary=around(4999, 400)), *f.arms[1:]))
    assert "does best on average" in said(f)["reasons"]


@pytest.mark.parametrize(("words", "even"), [(EN, "come out the same in every world"), (ZH, "在每个世界里结果都相同")])
def test_of_a_tie_that_is_exact_neither_is_said_to_be_ahead(words, even):
    text = said(swept(("ads",), around(0, 0), 0.5), words)["sure"]
    assert even in text
    assert "50%" not in text


@pytest.mark.parametrize(
    ("confidence", "shown"), [(0.95, "95%"), (0.975, "97.5%"), (0.995, "99.5%"), (0.999999, "99.9999%"), (0.9, "90%")]
)
@pytest.mark.parametrize("words", [EN, ZH])
def test_a_level_is_told_as_it_was_set(confidence, shown, words):
    """Rounded to whole per cent it would read as another level than the tables', or as certainty."""
    text = said(facts(around(2000, 500), 0.999, confidence=confidence), words)["headline"]
    assert f"{shown} interval" in text if words is EN else f"（{shown}区间" in text


def test_a_probability_that_would_be_clear_alone_says_so():
    """Intervals hold for all arms at once, the probability for one difference: 99.8 % beside "no clear difference" needs a word."""
    open_ = around(400, 500)
    assert "Looked at alone, “Reward” is ahead with probability 99.8%" in said(facts(open_, 0.998))["sure"]
    assert "among 3 arms" in said(facts(open_, 0.998), better=None)["sure"]
    assert "单独看，“Reward”领先的概率是99.8%" in said(facts(open_, 0.998), ZH)["sure"]
    assert said(facts(open_, 0.97))["sure"].startswith("“Reward” is ahead with probability 97.0%")


def test_half_a_day_is_not_day_0():
    s = Survival("Reward", 0.5, around(0.6, 0.1))
    assert "stop on day 0.5," in said(facts(around(2000, 500), 0.999, survival=s))["reasons"]
    assert "stop on day 1,180," in said(facts(around(2000, 500), 0.999, survival=replace(s, day=1180.0)))["reasons"]


@pytest.mark.parametrize(
    ("profit", "words"),
    [(around(900, 100), "earns ¥900"), (around(-900, 100), "loses ¥900"), (around(50, 100), "is not clear")],
)
def test_whether_the_business_earns(profit, words):
    f = facts(around(2000, 500), 0.999)
    f = replace(f, arms=tuple(replace(a, measures=a.measures | {"profit": profit}) for a in f.arms))
    assert words in said(f)["warnings"]


def test_a_winner_worse_than_doing_nothing_is_told():
    f = facts(around(2000, 500), 0.999)
    f = replace(f, arms=tuple(replace(a, gain=around(-700, 100)) if a.name == "reward" else a for a in f.arms))
    assert "Against “None”, even “Reward” does worse: ¥700 less profit" in said(f)["reasons"]


def test_a_precision_that_was_not_reached_is_told():
    assert (
        "would take 1,234 worlds; study.max_replications allowed 20"
        in said(facts(around(2000, 500), 0.999, wanted=1234))["warnings"]
    )
    assert "precision" not in said(facts(around(2000, 500), 0.999, wanted=20))["warnings"]


def test_assumptions_are_told():
    assert (
        "80 of the 100 values behind this answer are assumptions"
        in said(facts(around(2000, 500), 0.999, parameters=100, assumed=80))["banner"]
    )
    assert "published or a choice" in said(facts(around(2000, 500), 0.999, parameters=100, assumed=0))["warnings"]


# ------------------------------------------------------------------------------------------------- one arm, real studies


@pytest.mark.parametrize(
    ("profit", "words"),
    [(around(900, 100), "earns ¥900"), (around(-900, 100), "loses ¥900"), (around(50, 100), "neither clearly earns nor loses")],
)
def test_one_arm(profit, words):
    f = Facts(
        365,
        0.95,
        20,
        "profit",
        (
            arm(
                "plain",
                profit,
                cac=around(40, 1),
                ltv_per_customer=around(70, 2),
                ltv_to_cac=around(1.8, 0.1),
                payback_months=around(3.4, 0.1),
            ),
        ),
        "plain",
    )
    text = said(f)
    assert words in text["headline"]
    assert "LTV/CAC 1.80, above 1" in text["reasons"] and "after 3.40 months" in text["reasons"]


def test_one_arm_without_customers():
    text = said(Facts(365, 0.95, 20, "profit", (arm("plain", around(-900, 100)),), "plain"))
    assert "nobody became a customer" in text["reasons"] and "has not paid back" in text["reasons"]


@pytest.mark.parametrize(
    ("rival", "words", "expected"),
    [
        ("", EN, "The largest cost is salaries: ¥600, 47% of all spending."),
        ("media", EN, "The largest cost is salaries: ¥600, 47% of all spending, not clearly ahead of media."),
        ("", ZH, "最大的一项花费是客服人力：600元，占全部支出的47%。"),
    ],
)
def test_one_arm_names_its_largest_cost(rival, words, expected):
    cost = Cost("salary", around(600, 10), around(0.467, 0.01), rival)
    f = Facts(365, 0.95, 20, "profit", (arm("plain", around(-900, 100)),), "plain", cost=cost)
    assert said(f, words)["headline"].endswith(expected)


def test_the_largest_cost_is_that_of_the_ledger():
    """Discounts and refunds are money never taken in, not spent."""
    study = studies.alone()
    ledger = study.table("ledger").set_index("cause")["yuan"]
    spent = -ledger.drop(["sales", "discount", "refund"])
    cost = gather(study, "en", 1, 1).cost
    assert cost is not None and cost.cause == spent.idxmax() and cost.yuan.mean == pytest.approx(spent.max())
    assert cost.share.mean == pytest.approx(spent.max() / spent.sum(), rel=0.02), "mean of ratios against ratio of means"
    with_discounts = with_ledger(study, discount=-1e9)
    assert gather(with_discounts, "en", 1, 1).cost == cost
    dear = gather(with_ledger(study, media=-1e6), "en", 1, 1).cost
    assert dear is not None and dear.cause == "media" and dear.share.mean > 0.9 and dear.rival == ""
    assert gather(studies.small(), "en", 1, 1).cost is None


def with_ledger(study, **causes: float):
    """The same runs, with other amounts under some causes."""

    def changed(table):
        names = table["cause"].tolist()
        return {**table, "yuan": np.array([causes.get(name, v) for name, v in zip(names, table["yuan"], strict=True)])}

    summaries = [replace(s, tables={**s.tables, "ledger": changed(s.tables["ledger"])}) for s in study.summaries]
    return Study(study.plan, summaries, study.seconds)


@pytest.mark.parametrize("name", list(studies.ALL))
@pytest.mark.parametrize("words", [EN, ZH])
def test_the_answer_agrees_with_the_comparison_of_the_study(name, words):
    study = studies.ALL[name]()
    f = gather(study, words.lang, 10, 5)
    text = said(f, words)
    assert all(text.values())
    if f.a and f.diff.known:
        row = study.compare(baseline=f.b, metrics=(study.plan.primary,)).set_index("arm").loc[f.a]
        assert (f.diff.mean, f.diff.low, f.diff.high) == pytest.approx((row["diff"], row["diff_low"], row["diff_high"]))
        unclear = row["diff_low"] <= 0 <= row["diff_high"]
        assert unclear == (("beats" not in text["headline"]) if words is EN else ("胜过" not in text["headline"]))


def test_the_two_uses_are_measured_against_the_arm_without_the_grant():
    f = gather(studies.small(), "en", 1, 1)
    assert (f.a, f.b) == ("one_sided_high", "ads_instead")
    assert f.reference == "Tools only, no reward"
    assert [u.label for u in f.uses] == ["Large reward to the referrer", "Reward money spent on feed ads"]


def test_without_a_focus_the_best_is_held_against_the_next():
    study = studies.small()
    f = gather(studies.with_plan(study, focus=None), "en", 1, 1)
    ranked = sorted((a for a in f.arms if not a.is_test), key=lambda a: -a.primary.mean)
    assert f.a == f.best == ranked[0].name
    assert f.b == (f.not_apart[0] if f.not_apart else ranked[1].name)


def test_arms_ahead_are_those_clearly_better_than_the_one_asked_about():
    study = studies.small()
    asked = study.plan.focus[0]
    f = gather(study, "en", 1, 1)
    table = study.compare(baseline=asked, metrics=("profit",)).set_index("arm")
    for name in f.ahead:
        assert table.loc[name, "diff_low"] > 0 and name not in f.not_apart + study.plan.focus
    means = [f.arm(name).primary.mean for name in f.ahead]
    assert means == sorted(means, reverse=True)
    worst = min((a for a in f.arms if not a.is_test), key=lambda a: a.primary.mean).name
    turned = gather(studies.with_plan(study, focus=(worst, f.best)), "en", 1, 1)
    assert f.best not in turned.ahead and worst not in turned.ahead


def test_growth_with_ads_kept_on_is_measured_as_survival_is():
    """Of an arm whose channels do stop, it comes to the measure itself, but for weeks cut by the ends of the spans."""
    study = studies.small()
    for name in ("ads_off", "ads_off_plain"):
        stop = study.plan.arm(name).scenario.ads_off_day
        assert late_growth(study, name, stop) == pytest.approx(study.values(name, "ads_off_survival"), rel=0.1)
    f = gather(study, "en", 1, 1)
    assert f.survival.on.mean == pytest.approx(late_growth(study, "one_sided_high", 75.0).mean())
    assert f.survival.other_on.mean == pytest.approx(late_growth(study, "none", 75.0).mean())


def test_tests_of_survival_are_not_ranked():
    f = gather(studies.small(), "en", 1, 1)
    assert {a.name for a in f.arms if a.is_test} == {"ads_off", "ads_off_plain"}
    assert not f.arm(f.best).is_test and not {"ads_off", "ads_off_plain"} & set(f.not_apart)


def test_referral_that_carried_itself_until_people_ran_out_is_not_called_dependent():
    """K over everybody falls below 1 once the market is full; the first month's cohort tells what it was."""
    k = around(0.66, 0.01)
    full = said(facts(around(2000, 500), 0.999, k=k, k_first=around(2.1, 0.05), amplification=around(40, 1)))["reasons"]
    assert "carries itself" in full and "2.1" in full and "does not live alone" not in full
    below = said(facts(around(2000, 500), 0.999, k=k, k_first=around(0.7, 0.05), amplification=around(2.9, 0.1)))["reasons"]
    assert "does not live alone" in below


@pytest.mark.parametrize("words", [EN, ZH])
def test_the_page_tells_what_was_hardly_meant(words):
    study = studies.in_language(studies.small(), words.lang)
    some = tuple(arm.name for arm in study.plan.arms[:2])
    every = tuple(arm.name for arm in study.plan.arms)
    notices = (Notice("same", some), Notice("beyond", some, "crisis.day"), Notice("beyond", every, "rivals.day"))
    page = build(studies.with_plan(study, notices=notices))
    told = [words.plain(warning) for warning in page.answer.warnings[:3]]
    labels = "和".join(f"“{arm.label['zh']}”" for arm in study.plan.arms[:2])
    if words is ZH:
        assert told == [
            f"{labels}的设置完全相同，它们之间不会有任何差异。",
            f"crisis.day在{labels}中不起作用：它在该方案的模拟期（horizon_days）之外。",
            "rivals.day不起作用：它在模拟期（horizon_days）之外。",
        ]
    assert "crisis.day" in told[1] and study.plan.arms[1].label[words.lang] in told[1]
    assert "rivals.day" in told[2] and study.plan.arms[1].label[words.lang] not in told[2]
    assert build(studies.with_plan(study, notices=())).answer.warnings == page.answer.warnings[3:]


@pytest.mark.parametrize("words", [EN, ZH])
def test_a_small_market_and_much_traffic_are_told_with_their_numbers(words):
    study = studies.in_language(studies.small(), words.lang)
    arms = tuple(arm.name for arm in study.plan.arms)
    small = Notice("small", arms, "market.size", {"size": 3000, "own": 50_000, "before": 1.78, "now": 29.7})
    long = Notice("long", arms, "channels", {"exposures": 3e8, "people": 2000, "each": 150_000, "minutes": 50})
    page = build(studies.with_plan(study, notices=(small, long)))
    told = [words.plain(warning) for warning in page.answer.warnings[:2]]
    for number in ("3,000", "50,000", "1.8", "30", "17", "market.size", "exposures_per_day", "budget_yuan_per_day"):
        assert number in told[0]
    for number in ("300,000,000", "2,000", "150,000", "50", "exposures_per_day"):
        assert number in told[1]


def test_more_worlds_than_tables_and_no_referral_channel(monkeypatch):
    """Tables are averaged over fewer worlds than measures are: what a channel lacks is missing in those worlds."""
    whole = studies.small()
    monkeypatch.setattr("siyu_sim.study.results.TABLE_WORLDS", 2)

    def without(summary):
        kept = summary.tables["channels"]["channel"] != "referral"
        channels = {name: values[kept] for name, values in summary.tables["channels"].items()}
        return replace(summary, tables={**summary.tables, "channels": channels})

    assert gather(Study(whole.plan, list(whole.summaries), 1.0), "en", 1, 0).worth is not None
    assert gather(Study(whole.plan, [without(s) for s in whole.summaries], 1.0), "en", 1, 0).worth is None


@pytest.mark.parametrize(("lang", "words"), [("en", "In “Profit” a few worlds"), ("zh", "“利润”主要取决于少数几个")])
def test_skewed_measures_are_named(lang, words):
    """Twenty worlds, of which one is far out in the profit of one arm; without it there is nothing to say."""
    whole = studies.small()
    first = {s.arm: s for s in whole.summaries if s.seed == whole.summaries[0].seed}
    noise = np.random.default_rng(5).normal(size=(20, len(first)))

    def told(far: float) -> list[str]:
        made = []
        for world in range(20):
            for k, (name, s) in enumerate(first.items()):
                moved = {m: v + noise[world, k] for m, v in s.metrics.items()}
                moved["profit"] += far * (world == 7 and name == "tools")
                made.append(replace(s, seed=world, metrics=moved))
        plan = replace(
            whole.plan, metrics=("profit", "contacts"), study=whole.plan.study.model_copy(update={"replications": 20})
        )
        found = answer(gather(Study(plan, made, 1.0), lang, 1, 0), "high", "yuan", "profit")
        return [Words(lang).plain(warning) for warning in found.warnings]

    assert not any(words in text for text in told(0.0))
    assert sum(words in text for text in told(50.0)) == 1
