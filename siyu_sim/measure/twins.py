"""Two arms in one world, person by person: who bought because of the treatment, who would have anyway, and whom it drove away.

The people of a world are the same in every arm, so both outcomes of a person, with the treatment and without it, are known. In
life one of them never is, which is why uplift has to be estimated there; here it is counted. `control` and `treatment` are the
two runs; everything is about the whole market, also about those who are a contact in neither arm.

What an order in public brings has no person: it is in the increments of the arms (`increments`) and in no table of people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from siyu_sim.behaviour.state import LEFT
from siyu_sim.engine.parameters import Compiled, compile_scenario
from siyu_sim.jit import jit
from siyu_sim.measure import money
from siyu_sim.simulation import Run
from siyu_sim.world.traits import segment_and_receptivity

FEN = 100.0
NOBODY = -1  # where a person is no contact
INCREMENTS = ("contacts", "customers", "orders", "contribution")

# outcomes of a person: each is true or false in each arm
ADDED = "added"  # is a contact, or was one
KEPT = "kept"  # is a contact at the horizon
BOUGHT = "bought"  # has ordered at least once
BOUGHT_AGAIN = "bought_again"  # … at least twice
OUTCOMES = (ADDED, KEPT, BOUGHT, BOUGHT_AGAIN)

# what a treatment did to a person with respect to one outcome, numbered as `quadrants` does
PERSUADED, SURE, LOST_CAUSE, DRIVEN_AWAY = 0, 1, 2, 3
QUADRANTS = ("persuaded", "sure", "lost_cause", "driven_away")


@dataclass(frozen=True)
class Lives:
    """What one arm came to for each person of the market, arrays of shape (market size,).

    row           row of the person, NOBODY if never a contact
    source        how they became a contact, an index into Pair.sources; NOBODY if never
    held          whether a contact at the horizon
    orders        orders placed
    contribution  contribution of their orders, fen
    """

    row: np.ndarray
    source: np.ndarray
    held: np.ndarray
    orders: np.ndarray
    contribution: np.ndarray

    def outcome(self, name: str) -> np.ndarray:
        """One of OUTCOMES, true or false."""
        if name == ADDED:
            return self.row != NOBODY
        if name == KEPT:
            return self.held
        return self.orders >= (1 if name == BOUGHT else 2)


@dataclass(frozen=True)
class Pair:
    """The lives of everybody in both arms. segment: of each person, an index into `segments`, the same in both arms."""

    control: Lives
    treatment: Lives
    segment: np.ndarray
    segments: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def size(self) -> int:
        return len(self.segment)

    @property
    def more_orders(self) -> np.ndarray:
        """Orders of each person, treatment − control, shape (size,)."""
        return self.treatment.orders - self.control.orders

    @property
    def more_contribution(self) -> np.ndarray:
        """Contribution of each person, treatment − control, fen, shape (size,)."""
        return self.treatment.contribution - self.control.contribution


def match(control: Run, treatment: Run) -> Pair:
    """The two runs person by person. Raises ValueError if they do not hold the same people for the same time."""
    for what, a, b in (
        ("seed", control.seed, treatment.seed),
        ("market.size", control.scenario.market.size, treatment.scenario.market.size),
        ("horizon_days", control.scenario.horizon_days, treatment.scenario.horizon_days),
    ):
        if a != b:
            raise ValueError(f"not twins: {what} is {a} in the control and {b} in the treatment")
    segment, segments = segments_of(control), tuple(control.scenario.market.segments)
    if segments != tuple(treatment.scenario.market.segments) or not np.array_equal(segment, segments_of(treatment)):
        raise ValueError("not twins: the arms divide the market into different segments")
    sources = tuple(dict.fromkeys((*control.channels, *treatment.channels)))
    return Pair(_lives(control, sources), _lives(treatment, sources), segment, segments, sources)


def _lives(run: Run, sources: tuple[str, ...]) -> Lives:
    number = np.array([sources.index(name) for name in run.channels])
    rows, person = run.rows, run.rows["person"].astype(np.int64)
    size = run.scenario.market.size

    def spread(values: np.ndarray, nobody: int, dtype: type) -> np.ndarray:
        whole: np.ndarray = np.full(size, nobody, dtype)
        whole[person] = values
        return whole

    return Lives(
        spread(np.arange(len(rows)), NOBODY, np.int64),
        spread(number[rows["channel"]] if len(rows) else rows["channel"], NOBODY, np.int64),
        spread((rows["flags"] & LEFT) == 0, 0, np.bool_),
        spread(rows["orders"], 0, np.int64),
        spread(rows["margin"], 0, np.int64),
    )


@jit
def _segments(parameters, segments):
    for person in range(len(segments)):
        segments[person], _ = segment_and_receptivity(parameters[0], person)


def segments_of(run: Run) -> np.ndarray:
    """Segment of everybody in the market, contact or not, shape (size,)."""
    compiled: Compiled = compile_scenario(run.scenario, run.seed)
    segments = np.empty(run.scenario.market.size, np.int64)
    _segments(compiled.record, segments)
    return segments


# ------------------------------------------------------------------------------------------------- who was moved


def quadrants(without: np.ndarray, with_it: np.ndarray) -> np.ndarray:
    """PERSUADED (only with the treatment), SURE (either way), LOST_CAUSE (neither way) or DRIVEN_AWAY (only without it), for
    each person; without, with_it: bool, shape (size,)."""
    return np.select([with_it & ~without, with_it & without, ~with_it & ~without], [PERSUADED, SURE, LOST_CAUSE], DRIVEN_AWAY)


def quadrant_table(pair: Pair) -> dict[str, np.ndarray]:
    """One entry for each outcome and quadrant. The quadrants of an outcome add up to the market.

    people, and their share of the market; orders and contribution (yuan) of these people, treatment − control: over the quadrants of
    any one outcome they add up to the same total.
    """
    lines = []
    for outcome in OUTCOMES:
        place = quadrants(pair.control.outcome(outcome), pair.treatment.outcome(outcome))
        people = _total(place, len(QUADRANTS))
        orders = _total(place, len(QUADRANTS), pair.more_orders)
        fen = _total(place, len(QUADRANTS), pair.more_contribution)
        lines += [
            (outcome, name, people[k], people[k] / pair.size, orders[k], fen[k] / FEN) for k, name in enumerate(QUADRANTS)
        ]
    return _columns(("outcome", "quadrant", "people", "share", "orders", "contribution"), lines)


UPLIFT_COLUMNS = (
    "group", "people", "control", "treatment", "uplift", "persuaded", "driven_away", "orders", "contribution", "each",
)  # fmt: skip


def uplift_table(pair: Pair, group: np.ndarray, names: Sequence[str]) -> dict[str, np.ndarray]:
    """What the treatment did to each group of people, one entry a group.

    group: number of everybody's group, shape (size,), decided by what is the same in both arms or stands in the control arm alone, so
    that the treatment cannot have moved people between groups. people: in it. control, treatment: share of them who ordered in that
    arm; uplift: treatment − control, which is (persuaded − driven_away) / people. orders, contribution: of all of them, treatment −
    control, the latter in yuan; each: contribution for each person. Shares and `each` are nan in an empty group.
    """
    without, with_it = pair.control.outcome(BOUGHT), pair.treatment.outcome(BOUGHT)
    place = quadrants(without, with_it)
    n = len(names)
    people = _total(group, n)
    control, treatment = (money.divide(_total(group[bought], n), people) for bought in (without, with_it))
    contribution = _total(group, n, pair.more_contribution) / FEN
    columns = (
        np.array(names),
        people,
        control,
        treatment,
        treatment - control,
        _total(group[place == PERSUADED], n),
        _total(group[place == DRIVEN_AWAY], n),
        _total(group, n, pair.more_orders),
        contribution,
        money.divide(contribution, people),
    )
    return dict(zip(UPLIFT_COLUMNS, columns, strict=True))


def by_segment(pair: Pair) -> dict[str, np.ndarray]:
    """Uplift by segment, over everybody in the market; see `uplift_table`."""
    return uplift_table(pair, pair.segment, pair.segments)


NO_CONTACT = "no contact"  # with a blank, which no channel may have in its name


def by_source(pair: Pair) -> dict[str, np.ndarray]:
    """Uplift by the source that a person has in the control arm; NO_CONTACT: those who are no contact there. See `uplift_table`."""
    group = np.where(pair.control.source == NOBODY, len(pair.sources), pair.control.source)
    return uplift_table(pair, group, (*pair.sources, NO_CONTACT))


def moves(pair: Pair) -> dict[str, np.ndarray]:
    """Where the people of a source in the treatment arm would have come from without the treatment: one entry for each pair of sources.

    control, treatment: source in that arm, NO_CONTACT if they are no contact there. people; those of them who ordered in the control,
    in the treatment arm (customers_control, customers_treatment); contribution, treatment − control, yuan.
    """
    names = (*pair.sources, NO_CONTACT)
    n = len(names)
    before, after = (np.where(a.source == NOBODY, n - 1, a.source) for a in (pair.control, pair.treatment))
    place = before * n + after
    return {
        "control": np.repeat(names, n),
        "treatment": np.tile(names, n),
        "people": _total(place, n * n),
        "customers_control": _total(place[pair.control.outcome(BOUGHT)], n * n),
        "customers_treatment": _total(place[pair.treatment.outcome(BOUGHT)], n * n),
        "contribution": _total(place, n * n, pair.more_contribution) / FEN,
    }


def increments(control: Run, treatment: Run) -> dict[str, float]:
    """What the treatment truly brought, treatment − control over all people and orders in public: contacts added, customers (see
    measure.money), orders, contribution of orders in yuan."""
    measures = (money.contacts_added, money.customers, money.orders, money.contribution)
    return {name: float(of(treatment) - of(control)) for name, of in zip(INCREMENTS, measures, strict=True)}


def _total(group: np.ndarray, n: int, values: np.ndarray | None = None) -> np.ndarray:
    """Number of people in each of n groups, or the exact sum of their integer values, as floats of shape (n,)."""
    total = np.zeros(n, np.int64)
    np.add.at(total, group, 1 if values is None else values)
    return total.astype(float)


def _columns(names: Sequence[str], lines: list[tuple]) -> dict[str, np.ndarray]:
    return {name: np.array(column) for name, column in zip(names, zip(*lines, strict=True), strict=True)}
