"""How the mix of a calendar scales what a post gains, and from when to when it posts."""

import numpy as np
import pytest

from siyu_sim.engine import counters as c
from siyu_sim.ledger import causes
from siyu_sim.operator.calendar import gain_of
from siyu_sim.simulation import simulate
from tests.crowd import FOREVER
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
    assert gain_of(scenario, "useful") == pytest.approx(0.1 * kept)


ZERO = {"useful": 0.0, "human": 0.0, "promo": 0.0}


def posting(**content):
    """A thousand contacts who see every post; each costs 5 yuan and restores a tenth of the missing trust."""
    always = {
        "posts_per_day": 0.5,
        "cost_per_post_yuan": {**ZERO, "useful": 5},
        **content,
    }
    levers = {f"content.{name}": value for name, value in always.items()}
    return blank({"trust.half_life_days": FOREVER, "trust.gain": {**ZERO, "useful": 0.1}, **levers})


@pytest.mark.parametrize("timing", ["fixed", "random"])
@pytest.mark.parametrize(("start", "stop"), [(None, 10), (7, None), (7.6, 20)])
def test_posts_go_out_between_start_and_stop(timing, start, stop):
    """What is posted then is what would have been posted anyway: the same posts to the same people, on the same days."""
    always = simulate(posting(timing=timing), log=True)
    some = simulate(posting(timing=timing, start_day=start, stop_day=stop), log=True)
    t = always.log_lines["t"]
    kept = always.log_lines[(t >= (start or 0)) & (t < (stop or 30))]
    assert 0 < len(kept) < len(always.log_lines)
    for name in ("t", "ref", "person"):
        np.testing.assert_array_equal(some.log_lines[name], kept[name])
    posts = len(np.unique(kept["t"]))
    assert some.counts[:, c.SEEN].sum() == posts * 1000
    assert some.money[:, causes.CONTENT].sum() == posts * 500
    np.testing.assert_allclose(some.rows["trust"], 1 - 0.5 * 0.9**posts, rtol=1e-4)


def test_a_calendar_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="not after start_day"):
        posting(start_day=9, stop_day=9)
