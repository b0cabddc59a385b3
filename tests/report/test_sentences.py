"""Whatever the numbers, no sentence contradicts them: direction, clearness, certainty, signs and units, in either language."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from siyu_sim.report.answer import answer, rests
from siyu_sim.report.answer.verdict import FEW
from siyu_sim.report.estimate import UNKNOWN, Estimate
from siyu_sim.report.facts import Draws, Facts, Use
from siyu_sim.report.words import Words
from tests.report.test_answer import arm, around, facts

EN, ZH = Words("en"), Words("zh")
# measure → (better side, unit, label in English and in Chinese)
MEASURES = {
    "profit": ("high", "yuan", "profit", "利润"),
    "cac": ("low", "yuan", "CAC", "获客成本（CAC）"),
    "customers": ("high", "people", "new customers", "新客数"),
    "refused_adds": ("low", "people", "adds refused", "加粉被拒"),
    "monthly_loss": ("low", "share", "contacts lost a month", "月流失率"),
    "k_factor": ("high", "ratio", "K-factor", "K因子"),
    "acquisition_spend": (None, "yuan", "acquisition spend", "获客费用"),
    "touches": (None, "count", "touches", "触达"),
}
UP = {"en": ("more", "higher"), "zh": ("多", "高")}
DOWN = {"en": ("less", "lower", "fewer"), "zh": ("少", "低")}
CERTAIN = {
    "en": {"Practically certain": 0.99, "Very likely": 0.95, "Likely": 0.8},
    "zh": {"几乎可以确定": 0.99, "很有把握": 0.95, "较有可能": 0.8},
}
numbers = st.floats(-1e5, 1e5).filter(lambda v: abs(v) > 1e-3)


@st.composite
def cases(draw) -> tuple[Facts, str]:
    """Facts of a question about two arms, and the measure that it is about; the probability is that of the interval."""
    primary = draw(st.sampled_from(list(MEASURES)))
    scale = 1e-5 if MEASURES[primary][1] == "share" else 1.0
    mean, half = draw(numbers) * scale, draw(st.floats(1e-3, 1e5)) * scale
    p = draw(st.floats(0.5, 1.0)) if abs(mean) <= half else draw(st.floats(0.975, 1.0))
    level, width = draw(numbers) * scale, draw(st.floats(0, 1e5)) * scale
    some = facts(around(mean, half), p if mean > 0 else 1 - p, primary=primary, worlds=draw(st.integers(2, 40)))
    known = {
        "reward": arm("reward", around(level, width), around(draw(numbers) * scale, half)),
        "ads": arm("ads", around(level - mean, width), around(draw(numbers) * scale, half)),
    }
    diff = draw(numbers)
    profit_diff = some.diff if primary == "profit" else around(diff, draw(st.floats(1, 1e5)))
    return replace(some, arms=tuple(known.get(a.name, a) for a in some.arms), profit_diff=profit_diff), primary


def told(f: Facts, primary: str, words: Words):
    better, unit, *labels = MEASURES[primary]
    return answer(f, better, unit, labels[words.lang == "zh"])


@given(case=cases())
def test_the_headline_says_which_and_by_how_much(case):
    f, primary = case
    better = MEASURES[primary][0]
    for words in (EN, ZH):
        headline = words.plain(told(f, primary, words).headline)
        bold = re.findall(r"<b>(.*?)</b>", str(words.say(told(f, primary, words).headline)))[0]
        clear = f.diff.sign != 0
        assert (("No clear difference" in headline) or ("没有明显差异" in headline)) == (not clear)
        assert (("beats" in headline) or ("胜过" in headline)) == (clear and better is not None)
        if not clear:
            continue
        first, second = sorted(("“Reward”", "“Ads”"), key=headline.index)
        ahead = "“Reward”" if (f.diff.mean > 0) == (better != "low") else "“Ads”"
        assert first == ahead and second != ahead
        assert "−" not in bold and ("points" in bold or "个百分点" in bold) == (MEASURES[primary][1] == "share")
        loses = "loses" in headline or "少亏" in headline
        rises = (better != "low") != loses  # a loss that is smaller is told as less
        assert any(word in bold for word in (UP if rises else DOWN)[words.lang]), bold
        assert not any(re.search(rf"\b{word}\b" if words is EN else word, bold) for word in (DOWN if rises else UP)[words.lang])
        if loses:
            assert primary == "profit" and all(f.arm(name).primary.mean < 0 for name in ("reward", "ads"))


@given(case=cases())
def test_how_sure_is_what_the_probability_earns(case):
    f, primary = case
    for words in (EN, ZH):
        result = told(f, primary, words)
        sure = words.plain(result.sure)
        p = max(f.p_above, 1 - f.p_above)
        said = [limit for text, limit in CERTAIN[words.lang].items() if sure.startswith(text)]
        if f.diff.sign == 0:
            assert said == []
            better = MEASURES[primary][0]
            alone = re.search("looked at alone|单独比", sure)  # where it would be clear by itself
            assert bool(alone) == (len(f.arms) > 2 and p > (1 + f.confidence) / 2)
            ahead = "“Reward”" if (f.diff.mean > 0) == (better != "low") else "“Ads”"
            assert sure.startswith(ahead)
            assert (("ahead" in sure) or ("领先" in sure)) == (better is not None)
        else:
            assert len(said) == 1 and p > said[0]
            assert all(p <= limit for limit in (0.8, 0.95, 0.99) if limit > said[0])
        assert words.numbers.probability(p) in sure
        assert (("Only" in sure) or ("只有" in sure)) == (f.worlds < FEW)


@given(case=cases())
def test_reasons_and_warnings_keep_the_signs(case):
    f, primary = case
    winner = told(f, primary, EN).main
    for words in (EN, ZH):
        result = told(f, primary, words)
        keys = {statement.key: words.plain(statement) for statement in (*result.reasons, *result.warnings)}
        for key, text in keys.items():
            if key.startswith("base.") and key != "base.none":
                gain = f.arm(winner).gain
                rises = key.endswith(("more", "higher"))
                assert gain.sign == (1 if rises else -1)
                assert any(word in text for word in (UP if rises else DOWN)[words.lang])
                worse = MEASURES[primary][0] is not None and rises != (MEASURES[primary][0] == "high")
                assert ("worse" in key) == worse
        signs = {"profit.more": 1, "profit.less": -1, "profit.none": 0}
        for key in signs.keys() & keys.keys():
            assert f.profit_diff.sign == signs[key]
        best = f.arm(f.best).of("profit")
        for key, sign in (("earns.yes", 1), ("earns.no", -1), ("earns.loses", -1), ("earns.open", 0)):
            assert key not in keys or best.sign == sign
        if "earns.no" in keys:
            assert primary == "profit"  # the best in another measure may not be the one that loses least


def test_both_lose_only_where_both_clearly_do():
    """The leader's own profit is not clear: then nothing is said of its sign."""
    f = facts(around(2000, 500), 0.999)
    f = replace(f, arms=tuple(replace(a, primary=around(-100, 400)) if a.name == "reward" else a for a in f.arms))
    text = EN.plain(told(f, "profit", EN).headline)
    assert "lose" not in text and text.startswith("“Reward” beats “Ads”: it brings ¥2,000 more profit")


@pytest.mark.parametrize(("n", "words"), [(2, "“A” and “B”"), (3, "“A”, “B” and “C”"), (6, "“A”, “B”, “C”, “D” and 2 more")])
def test_lists_read_as_lists(n, words):
    from siyu_sim.report.statements import Statement

    labels = list("ABCDEF"[:n])
    assert EN.plain(Statement("list", {"labels": labels})) == words
    assert ZH.plain(Statement("list", {"labels": labels[:3]})) == ("“A”、“B”和“C”" if n > 2 else "“A”和“B”")


@given(spend=numbers, customers=numbers, half=st.floats(0.1, 1e5))
def test_a_use_of_money_is_told_by_its_signs(spend, customers, half):
    assume(abs(abs(spend) - half) > 1e-6 and abs(abs(customers) - half) > 1e-6)
    use = Use("Reward", around(spend, half), around(customers, half), UNKNOWN)
    f = facts(around(2000, 500), 0.999, uses=(use,), reference="None")
    reasons = [s for s in told(f, "profit", EN).reasons if s.key == "uses.one"]
    text = EN.plain(reasons[0])
    assert ("more customers" in text) == (use.customers.sign > 0 and "no clear number" not in text)
    assert ("fewer customers" in text) == (use.customers.sign < 0)
    assert "−" not in text


# ------------------------------------------------------------------------------------------------- what it rests on


def drawn(right: Estimate, ignorance: Estimate) -> Facts:
    draws = Draws(50, 2000.0, right, ignorance)
    return facts(around(2000, 500), 0.999, parameters=100, assumed=60, drawn=True, draws=draws)


def test_assumptions_that_were_not_varied_are_told_whatever_their_share():
    for assumed in (1, 40, 99):
        banner = rests.banner(facts(around(2000, 500), 0.999, parameters=100, assumed=assumed))
        assert banner is not None and banner.key == "rests.untested"
        for words in (EN, ZH):
            text = words.plain(banner)
            assert f"{assumed}" in text and "100" in text and "study=sensitivity" in text
    assert rests.banner(facts(around(2000, 500), 0.999, parameters=100, assumed=0)) is None


@given(p=st.floats(0.5, 1), half=st.floats(0, 0.3), share=st.floats(0, 1), spread=st.floats(0, 0.3))
def test_where_they_were_drawn_it_is_said_by_what_was_found(p, half, share, spread):
    right, ignorance = Estimate(p, p - half, min(p + half, 1.0)), Estimate(share, share - spread, share + spread)
    banner = rests.banner(drawn(right, ignorance))
    if right.low < rests.SAFE:
        assert banner is not None and banner.key == "rests.decide"
    elif ignorance.low > rests.MOSTLY:
        assert banner is not None and banner.key == "rests.mostly"
    else:
        assert banner is None


def test_one_arm_whose_assumptions_are_drawn_is_not_called_untested():
    one = (arm("only", around(900, 100)),)
    f = Facts(365, 0.95, 20, "profit", one, "only", parameters=100, assumed=60, drawn=True)
    result = answer(f, "high", "yuan", "profit")
    assert result.banner is None and result.warnings[-1].key == "assumed.drawn"
    assert answer(replace(f, drawn=False), "high", "yuan", "profit").banner is not None
