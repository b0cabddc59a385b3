"""How the mix of a calendar scales what a post gains."""

import pytest

from siyu_sim.operator.calendar import trust_gain
from tests.scenarios import blank


@pytest.mark.parametrize(
    ("mix", "kept"),
    [
        ((0.5, 0.5, 0.0), 1.0),
        ((0.3, 0.3, 0.4), 1.0),  # promotion does not count in the mix of useful and human
        ((0.6, 0.0, 0.4), 1 - 0.4),  # all useful: half off an ideal of half, which is as far as it goes
        ((0.45, 0.15, 0.4), 1 - 0.4 * 0.5),
        ((0.0, 0.0, 1.0), 1.0),
    ],
)
def test_misfit_is_measured_among_useful_and_human_posts(mix, kept):
    useful, human, promo = mix
    scenario = blank(
        {
            "content.mix": {"useful": useful, "human": human, "promo": promo},
            "trust.gain": {"useful": 0.1, "human": 0.1, "promo": 0.1},
            "trust.ideal_useful_share": 0.5,
            "trust.mix_penalty": 0.4,
        }
    )
    assert trust_gain(scenario, "useful", scenario.content.mix) == pytest.approx(0.1 * kept)
