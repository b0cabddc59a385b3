"""Numbers as text: no more digits than are known, never a bound that reads as 0 but is not."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siyu_sim.report.estimate import Estimate, certainty, estimate, judge
from siyu_sim.report.numbers import NONE, Numbers
from siyu_sim.study.statistics import interval, intervals

EN, ZH = Numbers("en"), Numbers("zh")
NAN = math.nan


def around(mean: float, half: float) -> Estimate:
    return Estimate(mean, mean - half, mean + half)


@pytest.mark.parametrize(
    ("value", "unit", "en", "zh"),
    [
        (around(4936, 4366), "yuan", "¥4,940", "4,940元"),
        (around(-35038, 22830), "yuan", "−¥35,000", "−35,000元"),
        (around(6704, 780), "yuan", "¥6,704", "6,704元"),
        (around(6714, 780), "yuan", "¥6,714", "6,714元"),
        (around(0.2001, 0.0061), "share", "20.0%", "20.0%"),
        (around(0.0239, 0.0004), "share", "2.39%", "2.39%"),
        (around(1.8405, 0.0664), "ratio", "1.84", "1.84"),
        (around(1528.7, 28.8), "people", "1,529", "1,529人"),
        (3.414, "months", "3.41 months", "3.41个月"),
        (365, "days", "365 days", "365天"),
        (1, "days", "1 day", "1天"),
        (NAN, "yuan", NONE, NONE),
        (0.0, "yuan", "¥0", "0元"),
    ],
)
def test_value(value, unit, en, zh):
    assert EN.value(value, unit) == en
    assert ZH.value(value, unit) == zh


def test_bounds():
    assert EN.bounds(around(6704, 2118), "yuan") == "¥4,590 to ¥8,820"
    assert ZH.bounds(around(6704, 2118), "yuan") == "4,590～8,820元"
    assert (EN.bounds(around(6.59, 0), "ratio"), ZH.bounds(around(6.59, 1e-15), "yuan")) == ("6.59", "6.59元")
    assert EN.bounds(around(-100, 600), "yuan") == "−¥700 to ¥500"
    assert EN.bounds(around(0.1199, 0.0044), "share", points=True) == "11.6 to 12.4 points"
    assert ZH.bounds(around(0.1199, 0.0044), "share", points=True) == "11.6～12.4个百分点"


def test_a_change_has_its_sign_before_its_unit():
    assert (EN.change(around(6704, 2118), "yuan"), ZH.change(around(6704, 2118), "yuan")) == ("+¥6,700", "+6,700元")
    assert (EN.change(around(-0.39, 0.29), "yuan"), ZH.change(around(-0.39, 0.29), "yuan")) == ("−¥0.39", "−0.39元")
    assert (EN.change(around(0, 600), "yuan"), ZH.change(around(0.02, 0.01), "share")) == ("¥0", "+2.0个百分点")


def test_signed_and_spread():
    assert EN.signed(around(6704, 2118), "yuan") == "+6,700"
    assert EN.spread(around(6704, 2118), "yuan") == "± 2,120"
    assert EN.signed(around(-0.39, 0.29), "yuan") == "−0.39"
    assert EN.signed(around(0, 600), "yuan") == "0"
    assert EN.signed(around(-0.001, 600), "yuan") == "0"  # and never "−0"
    assert EN.spread(around(5, 0), "people") == ""


def test_the_difference_of_two_cells_comes_to_the_difference_stated():
    """But for the last digit; rounded to two digits of the half width, 500 − (−1,400) would stand beside 1,800."""
    a, b = around(452, 1230), around(-1396, 1180)
    assert (EN.bare(a, "yuan"), EN.bare(b, "yuan")) == ("450", "−1,400")
    assert EN.value(around(a.mean - b.mean, 610), "yuan") == "¥1,848"
    assert EN.bounds(around(1848, 611), "yuan") == "¥1,237 to ¥2,459"


def test_a_half_width_does_not_read_as_zero():
    assert (EN.signed(around(0.0012, 0.0004), "ratio"), EN.spread(around(0.0012, 0.0004), "ratio")) == ("+0.0012", "± 0.0004")
    assert EN.spread(around(0.124, 0.0002), "share") == "± 0.02"
    assert EN.spread(around(0.5, 1e-15), "ratio") == ""  # nothing varies but the last bits of a float


@given(mean=st.floats(-1e4, 1e4), half=st.floats(1e-4, 1e4), unit=st.sampled_from(["yuan", "people", "share", "ratio"]))
def test_where_something_varies_its_spread_is_shown(mean, half, unit):
    assert any(c in "123456789" for c in EN.spread(around(mean, half), unit))


@pytest.mark.parametrize(("p", "text"), [(0.9999, ">99.9%"), (0.0001, "<0.1%"), (0.981, "98.1%"), (0.55, "55%"), (NAN, NONE)])
def test_probability(p, text):
    assert EN.probability(p) == text


@given(
    low=st.floats(-1e9, 1e9).filter(lambda v: abs(v) > 0.01),
    width=st.floats(0, 1e9),
    unit=st.sampled_from(["yuan", "people", "share", "ratio", "days", "months", "count"]),
)
def test_a_bound_beside_zero_does_not_read_as_zero(low, width, unit):
    """An interval that leaves out 0 says so in its digits too."""
    value = Estimate(low + width / 2, low, low + width)
    for text in EN.bounds(value, unit).split(" to "):
        number = float(text.replace("¥", "").replace("−", "-").replace(",", "").rstrip("% daysmonth"))
        exact = value.low if text == EN.bounds(value, unit).split(" to ", maxsplit=1)[0] else value.high
        if abs(exact) > 0.2:
            assert number != 0
            assert math.copysign(1, number) == math.copysign(1, exact)


@given(st.lists(st.floats(-100, 100) | st.just(NAN), min_size=2, max_size=9))
@settings(deadline=None)  # the first import of SciPy takes as long as it takes
def test_estimates_agree_with_the_study(values):
    import numpy as np

    column = np.array(values)[:, None]
    ours = [float(v[0]) for v in intervals(column, 0.9)]
    theirs = interval(np.array(values), 0.9)
    np.testing.assert_allclose(ours, theirs, rtol=1e-9, atol=1e-9)
    one = estimate(np.array(values), 0.9)
    np.testing.assert_allclose([one.mean, one.low, one.high], theirs, rtol=1e-12)


@given(mean=st.floats(-1e6, 1e6), half=st.floats(0.01, 1e6), p=st.floats(0, 1), better=st.sampled_from(["high", "low", None]))
def test_a_verdict_is_clear_only_if_the_interval_leaves_out_zero(mean, half, p, better):
    diff = around(mean, half)
    verdict = judge(diff, p, better)
    assert (verdict.kind == "clear") == (diff.sign != 0 and max(p, 1 - p) > 0.8)
    if verdict.kind == "clear":
        assert verdict.winner == {"high": 1, "low": -1, None: 0}[better] * (1 if mean > 0 else -1)
    else:
        assert verdict.winner == 0


def test_words_of_certainty():
    assert [certainty(p) for p in (0.999, 0.97, 0.9, 0.8, 0.5)] == ["certain", "very_likely", "likely", "unclear", "unclear"]


def test_verdicts_at_the_edges():
    assert judge(Estimate(NAN, NAN, NAN), NAN, "high").kind == "undefined"
    assert judge(Estimate(3, NAN, NAN), NAN, "high").kind == "undefined"
    assert judge(Estimate(0, 0, 0), 0.5, "high").kind == "same"
    assert judge(Estimate(7, 7, 7), 1.0, "high").kind == "clear"


@pytest.mark.parametrize("value", [4.1e-11, -4.1e-11])
def test_what_is_nothing_is_told_as_nothing(value):
    """A mood that has died away, the rounding of floats."""
    assert Numbers("zh").bare(Estimate(value, math.nan, math.nan), "ratio") == "0"
    assert Numbers("en").signed(Estimate(value, value, value), "ratio") == "0"
