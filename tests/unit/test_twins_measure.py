"""Who was persuaded and who driven away, by hand on six people, and with effects worked out beforehand on many."""

from dataclasses import replace

import numpy as np
import pytest

from siyu_sim.behaviour.effects import BOUGHT, NEED
from siyu_sim.behaviour.state import LEFT, MORE, ROW
from siyu_sim.engine.log import LOG
from siyu_sim.measure import tags, twins
from siyu_sim.simulation import Snapshot, simulate
from tests.chance import assert_share
from tests.crowd import PEOPLE, crowd, segments
from tests.scenarios import variant
from tests.sixpeople import ORDER, SEED, scenario

# Without recommendations nobody brings persons 5 and 4: 5 comes by content instead, eight days later, and orders once instead of
# twice; 4 never comes. Everybody else lives as in tests.sixpeople:
#   person            0     1     2     3     4     5
#   orders without    4     –     1     1     –     1
#   orders with       4     –     1     1     1     2
#   source without    init  –     cont  cont  –     cont
#   source with       init  –     cont  cont  ref   ref


@pytest.fixture(scope="module")
def arms():
    """(without recommendations, with them)"""
    return tuple(simulate(scenario(sharing__after_delivery_rate=rate), SEED, log=True, snapshot_day=30) for rate in (0.0, 0.6))


@pytest.fixture(scope="module")
def pair(arms):
    return twins.match(*arms)


def rows_of(table, *keys):
    """Rows of a table by their keys, as dicts of the other columns."""
    columns = {name: values.tolist() for name, values in table.items()}
    lines = [dict(zip(columns, line, strict=True)) for line in zip(*columns.values(), strict=True)]
    return {tuple(line.pop(key) for key in keys) if len(keys) > 1 else line.pop(keys[0]): line for line in lines}


def test_lives_by_hand(pair):
    assert pair.control.orders.tolist() == [4, 0, 1, 1, 0, 1]
    assert pair.treatment.orders.tolist() == [4, 0, 1, 1, 1, 2]
    assert pair.more_contribution.tolist() == [0, 0, 0, 0, 590, 590]
    names = [*pair.sources, "–"]
    assert [names[k] for k in pair.control.source] == ["initial", "–", "content", "content", "–", "content"]
    assert [names[k] for k in pair.treatment.source] == ["initial", "–", "content", "content", "referral", "referral"]


QUADRANTS = {
    # people persuaded, sure, lost, driven away
    "added": [1, 4, 1, 0],
    "kept": [1, 3, 2, 0],  # person 3 deletes us on day 14 either way
    "bought": [1, 4, 1, 0],
    "bought_again": [1, 1, 4, 0],  # person 5
}
# of person 4, and of person 5 who buys once more, the contribution
GAINED = {
    "added": [ORDER, ORDER, 0, 0],
    "kept": [ORDER, ORDER, 0, 0],
    "bought": [ORDER, ORDER, 0, 0],
    "bought_again": [ORDER, 0, ORDER, 0],
}


@pytest.mark.parametrize("outcome", twins.OUTCOMES)
def test_quadrants_by_hand(pair, outcome):
    lines = rows_of(twins.quadrant_table(pair), "outcome", "quadrant")
    lines = [lines[outcome, name] for name in twins.QUADRANTS]
    assert [line["people"] for line in lines] == QUADRANTS[outcome]
    assert [line["share"] for line in lines] == pytest.approx([people / 6 for people in QUADRANTS[outcome]])
    assert [line["contribution"] for line in lines] == pytest.approx(GAINED[outcome])
    assert [line["orders"] for line in lines] == [value / ORDER for value in GAINED[outcome]]


def test_the_other_way_round_they_are_driven_away(arms):
    lines = rows_of(twins.quadrant_table(twins.match(*reversed(arms))), "outcome", "quadrant")
    for outcome, (persuaded, sure, lost, _) in QUADRANTS.items():
        assert [lines[outcome, name]["people"] for name in twins.QUADRANTS] == [0, sure, lost, persuaded]


def test_the_true_increment_by_hand(arms):
    assert twins.increments(*arms) == {"contacts": 1, "customers": 1, "orders": 2, "contribution": pytest.approx(2 * ORDER)}


def test_uplift_by_source_by_hand(pair):
    """By the source without the treatment: of three by content, one orders more but nobody is persuaded; of two strangers one is."""
    lines = rows_of(twins.by_source(pair), "group")
    content, stranger, referral = lines["content"], lines["no contact"], lines["referral"]
    assert content == {
        "people": 3, "control": 1, "treatment": 1, "uplift": 0, "persuaded": 0, "driven_away": 0, "orders": 1,
        "contribution": pytest.approx(ORDER), "each": pytest.approx(ORDER / 3),
    }  # fmt: skip
    assert stranger == {
        "people": 2, "control": 0, "treatment": 0.5, "uplift": 0.5, "persuaded": 1, "driven_away": 0, "orders": 1,
        "contribution": pytest.approx(ORDER), "each": pytest.approx(ORDER / 2),
    }  # fmt: skip
    assert referral["people"] == 0 and np.isnan(referral["uplift"]) and np.isnan(referral["each"])


def test_moves_by_hand(pair):
    lines = {key: line for key, line in rows_of(twins.moves(pair), "control", "treatment").items() if line["people"]}
    assert {key: line["people"] for key, line in lines.items()} == {
        ("content", "content"): 2, ("content", "referral"): 1, ("no contact", "referral"): 1, ("initial", "initial"): 1,
        ("no contact", "no contact"): 1,
    }  # fmt: skip
    assert lines["no contact", "referral"] == {
        "people": 1, "customers_control": 0, "customers_treatment": 1, "contribution": pytest.approx(ORDER),
    }  # fmt: skip


# ------------------------------------------------------------------------------------------------- tags


def test_stages_by_hand(arms, pair):
    """On day 30 without recommendations: 0 has ordered twice, 3 has left, 5 and 2 have added and not yet ordered."""
    control, treatment = arms
    assert [tags.STAGES[k] for k in tags.stages(control)] == ["repeat", "outside", "lead", "gone", "outside", "lead"]
    later = tags.after_snapshot(pair, control, treatment)
    assert later.control.orders.tolist() == [2, 0, 1, 0, 0, 1]
    assert later.treatment.orders.tolist() == [2, 0, 1, 0, 1, 1]  # of 5's two orders one came before day 30
    lines = rows_of(tags.by_stage(later, control), "group")
    assert {name: line["people"] for name, line in lines.items()} == {
        "lead": 2, "customer": 0, "repeat": 1, "member": 0, "gone": 1, "outside": 2,
    }  # fmt: skip
    assert lines["outside"]["uplift"] == 0.5 and lines["outside"]["persuaded"] == 1
    assert (lines["lead"]["control"], lines["lead"]["treatment"], lines["lead"]["orders"]) == (1, 1, 0)


def test_a_snapshot_is_the_run_up_to_its_day(arms):
    """The rows of a run that ends on that day, but for what the horizon itself cuts off (deliveries under way: none here)."""
    control = arms[0]
    assert control.snapshot.day == 30
    np.testing.assert_array_equal(control.snapshot.rows, simulate(scenario(30, sharing__after_delivery_rate=0.0), SEED).rows)
    assert simulate(scenario(), SEED).snapshot is None


# person: orders, spent, day of the last order, flags, level
CONTACTS = [
    (0, 0, None, 0, 0),
    (1, 1000, 28.0, 0, 0),
    (1, 9000, 3.0, 0, 0),
    (4, 4000, 29.0, 0, 0),
    (6, 8000, 27.0, 0, 1),
    (5, 2000, 2.0, 0, 0),
    (3, 500, 20.0, LEFT, 0),
]


def told(run, contacts=CONTACTS):
    """A run whose snapshot and log tell of the contacts, persons 1 to n of a market of n + 2."""
    rows, further = np.zeros(len(contacts), ROW), np.zeros(len(contacts), MORE)
    lines = []
    for k, (orders, spent, last, flags, level) in enumerate(contacts):
        rows[k]["person"], rows[k]["orders"], rows[k]["revenue"], rows[k]["flags"] = k + 1, orders, spent, flags
        further[k]["level"] = level
        if last is not None:
            lines += [(t, 0, 0, k + 1, 0, 0, BOUGHT, NEED) for t in (last - 1, last, 31.0)]  # the last one after the snapshot
    market = run.scenario.market.model_copy(update={"size": len(contacts) + 2})
    return replace(
        run,
        scenario=run.scenario.model_copy(update={"market": market}),
        snapshot=Snapshot(30.0, rows, further),
        log_lines=np.array(lines, LOG),
    )


def test_tags_by_hand(arms):
    run = told(arms[0])
    assert [tags.STAGES[k] for k in tags.stages(run)] == [
        "outside", "lead", "customer", "customer", "repeat", "member", "repeat", "gone", "outside",
    ]  # fmt: skip
    # five buyers held spent 1000, 2000, 4000, 8000, 9000: median 4000, 80 % quantile 8200
    assert [tags.TIERS[k] for k in tags.tiers(run)] == [
        "outside", "no_order", "low", "high", "low", "middle", "low", "gone", "outside",
    ]  # fmt: skip
    # means: day 17.8, 3.4 orders, 4800 fen
    assert [tags.RFM_GROUPS[k] for k in tags.rfm(run)] == [
        "outside", "no_order", "100", "001", "110", "111", "010", "gone", "outside",
    ]  # fmt: skip


def test_the_upper_half_and_the_top_fifth_of_buyers(arms):
    run = told(arms[0], [(1, 100 * k, 5.0, 0, 0) for k in range(1, 21)])
    tier = [tags.TIERS[k] for k in tags.tiers(run)][1:21]
    assert tier == ["low"] * 10 + ["middle"] * 6 + ["high"] * 4
    same = told(arms[0], [(1, 100, 5.0, 0, 0)] * 20)
    assert {tags.TIERS[k] for k in tags.tiers(same)} == {"low", "outside"}


def test_nobody_there_has_no_tags():
    from tests.crowd import market

    empty = simulate(market({"add_rate": 0}, market__size=1000, horizon_days=4), log=True, snapshot_day=2)
    for tag, names in ((tags.stages, tags.STAGES), (tags.tiers, tags.TIERS), (tags.rfm, tags.RFM_GROUPS)):
        assert {names[k] for k in tag(empty)} == {"outside"}
    lines = rows_of(twins.quadrant_table(twins.match(empty, empty)), "outcome", "quadrant")
    assert lines["bought", "lost_cause"]["people"] == 1000


# ------------------------------------------------------------------------------------------------- many people


BUYING = {
    "product__need__per_year": 52,
    "product__need__rhythm": "clockwork",
    "horizon_days": 20,
    "market__initial_contacts": PEOPLE,
}


def test_sizes_of_the_quadrants():
    """Each has a single first-order chance a need, drawn with the same uniform in both arms: with u the lowest of n uniforms, the
    control buys if u < 0.1, the treatment if u < 0.2, and nobody is driven away. With n needs, P = 1 − (1 − p)^n."""
    once = {"product__need__per_year": 18.25, "horizon_days": 20}  # a need every 20 days: exactly one in the horizon
    a, b = (simulate(crowd(**{**BUYING, **once}, purchase__first_rate=p), 5) for p in (0.1, 0.2))
    lines = rows_of(twins.quadrant_table(twins.match(a, b)), "outcome", "quadrant")
    people = {name: int(lines["bought", name]["people"]) for name in twins.QUADRANTS}
    assert people["driven_away"] == 0 and sum(people.values()) == PEOPLE
    assert_share(people["sure"], PEOPLE, 0.1)
    assert_share(people["persuaded"], PEOPLE, 0.1)
    assert_share(people["lost_cause"], PEOPLE, 0.8)


def test_uplift_of_a_segment_that_alone_is_moved():
    """A shift of log-odds for one of two segments: the other half of the market is not moved at all."""
    base = crowd(**BUYING, purchase__first_rate=0.2, market__segments=segments())
    moved = variant(base, {"market.segments.other.buy_shift": 1.0})
    lines = rows_of(twins.by_segment(twins.match(simulate(base, 5), simulate(moved, 5))), "group")
    assert lines["plain"]["uplift"] == lines["plain"]["contribution"] == 0 and lines["plain"]["control"] > 0.2
    assert lines["other"]["uplift"] > 0.1 and lines["other"]["driven_away"] == 0
    assert sum(line["people"] for line in lines.values()) == PEOPLE


def test_what_are_no_twins(arms):
    a = arms[0]
    for other, what in (
        (simulate(scenario(), SEED + 1), "seed"),
        (simulate(scenario(market__size=7), SEED), "market.size"),
        (simulate(scenario(50), SEED), "horizon_days"),
        (simulate(scenario(market__segments=segments()), SEED), "segments"),
    ):
        with pytest.raises(ValueError, match=what):
            twins.match(a, other)
    with pytest.raises(ValueError, match="snapshot_day"):
        tags.after_snapshot(twins.match(a, a), a, simulate(scenario(), SEED))
    early = simulate(scenario(sharing__after_delivery_rate=0.0), SEED, snapshot_day=10)
    with pytest.raises(ValueError, match="different days"):
        tags.after_snapshot(twins.match(a, early), a, early)
    with pytest.raises(ValueError, match="log=True"):
        tags.rfm(early)
