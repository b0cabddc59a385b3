"""The five forces (五力) of a private domain, as scores that stand for parameters: IP, add-contact, product, operations, content.

A score of 1 is an ordinary business, whose parameters are those written down; null switches the group off. Each score multiplies
the odds (or, where a parameter is no probability, the value) of the parameters named in `EFFECTS`, and no parameter stands
under two forces. How much a force moves a *result* is not put in: it follows from what these parameters do.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, Field

from siyu_sim.scenario.values import Group

if TYPE_CHECKING:
    from siyu_sim.scenario.schema import Scenario

Score = Annotated[float, Field(gt=0, le=10)]
Change = Callable[[float, float], float]  # (value of a parameter, score) -> value under that score


class Forces(Group):
    """Five scores; 1 = ordinary, 2 = twice the odds."""

    ip: Score = Field(description="IP force (IP力): how far people know and believe who is speaking")
    add: Score = Field(description="add-contact force (加微力): how well meeting us becomes adding us")
    product: Score = Field(description="product force (产品力): how good it is, and how readily it is tried")
    operations: Score = Field(description="operations force (运营力): repurchase, campaigns, service, keeping people")
    content: Score = Field(description="content force (内容力): how much is read, what it gains, whom it drives away")


def odds(p: float, score: float) -> float:
    """The chance whose odds are `score` times those of p; 0 and 1 stay."""
    return p * score / (1 - p + p * score)


def odds_against(p: float, score: float) -> float:
    """The chance whose odds are those of p divided by `score`."""
    return odds(p, 1 / score)


def times(value: float, score: float) -> float:
    return value * score


def divided(value: float, score: float) -> float:
    return value / score


# force -> (path, change); `*` stands for every name
EFFECTS: dict[str, tuple[tuple[str, Change], ...]] = {
    "ip": (
        ("channels.*.first_trust", odds),
        ("sharing.borrowed_trust", odds),
        ("content.authenticity", times),
    ),
    "add": (
        ("channels.*.add_rate", odds),
        ("sharing.add_rate", odds),
    ),
    "product": (
        ("product.quality", odds),
        ("purchase.first_rate", odds),
    ),
    "operations": (
        ("purchase.repeat_rate", odds),
        ("purchase.impulse_rate", odds),
        ("sharing.after_delivery_rate", odds),
        ("trust.gain_reply", odds),
        ("leave.monthly_rate", odds_against),
        ("desk.handle_minutes", divided),
    ),
    "content": (
        ("content.quality", times),
        ("attention.seen_rate", odds),
        ("sharing.after_post_rate", odds),
        ("leave.per_touch_rate", odds_against),
    ),
}


def with_forces(scenario: Scenario) -> Scenario:
    """The scenario whose parameters the scores stand for, itself without scores. A score of 1 leaves its parameters to the bit.

    The result is not validated anew: a strong force may take a factor (`content.quality`) above what users may write.
    """
    forces = scenario.forces
    if forces is None:
        return scenario
    moved: Any = scenario.model_copy(update={"forces": None})
    for name, effects in EFFECTS.items():
        score = getattr(forces, name)
        if score == 1:
            continue
        for path, change in effects:
            moved = _moved(moved, path.split("."), change, score)
    return moved


def _moved(place: Any, path: list[str], change: Change, score: float) -> Any:
    """A copy of a group, a mapping or a value with the parameter at `path` below it changed."""
    if not path:
        return change(place, score)
    head, rest = path[0], path[1:]
    if head == "*":
        return {name: _moved(entry, rest, change, score) for name, entry in place.items()}
    assert isinstance(place, BaseModel)
    return place.model_copy(update={head: _moved(getattr(place, head), rest, change, score)})
