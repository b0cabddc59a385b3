"""The interval that is drawn beside the verdict, against the numbers of the verdict."""

from __future__ import annotations

from dataclasses import replace

import pytest

from siyu_sim.report import strip
from siyu_sim.report.answer import answer
from siyu_sim.report.estimate import Estimate
from siyu_sim.report.facts import gather
from siyu_sim.report.view import View
from tests.report import studies


def drawn(diff: Estimate, p_above: float, lang: str = "en") -> strip.Strip | None:
    """Of the referral experiment, had its two arms differed so in profit."""
    view = View(studies.small(), lang)
    facts = replace(gather(studies.small(), lang, 1, 1), diff=diff, p_above=p_above)
    return strip.of_verdict(view, facts, answer(facts, "high", "yuan", "profit"))


def test_places_are_those_of_the_numbers():
    one = drawn(Estimate(100, -200, 400), 0.8)
    assert one is not None
    for place, value in ((one.zero, 0), (one.low, -200), (one.mean, 100), (one.high, 400)):
        assert place == pytest.approx(100 * (value + 200 + 180) / 960, abs=0.01)  # 600 wide, and 180 at either end
    assert (one.from_, one.to) == ("−¥200", "¥400")
    assert one.less == "← profit higher with “Reward money spent on feed ads”"
    assert one.more == "profit higher with “Large reward to the referrer” →"


@pytest.mark.parametrize(
    ("diff", "p_above", "winner"),
    [
        (Estimate(500, 300, 700), 0.999, "Large reward to the referrer"),
        (Estimate(-500, -700, -300), 0.001, "Reward money spent on feed ads"),
    ],
)
def test_a_clear_winner_is_ahead_on_the_right_as_its_sentence_has_it(diff, p_above, winner):
    one = drawn(diff, p_above)
    assert one is not None and one.zero < one.low < one.mean < one.high
    assert (one.from_, one.to) == ("¥300", "¥700") and one.less == "" and winner in one.more


def test_nothing_is_drawn_where_there_is_no_interval_or_no_pair():
    assert drawn(Estimate(0, 0, 0), 0.5) is None
    assert drawn(Estimate(float("nan"), float("nan"), float("nan")), float("nan")) is None
    view = View(studies.alone(), "en")
    facts = gather(studies.alone(), "en", 1, 1)
    assert strip.of_verdict(view, facts, answer(facts, "high", "yuan", "profit")) is None
