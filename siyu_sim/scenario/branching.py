"""What one scenario must share with another to go on from its past."""

from __future__ import annotations

from typing import Any

from siyu_sim.language import Said
from siyu_sim.scenario.forces import with_forces
from siyu_sim.scenario.mistakes import Mistake, join
from siyu_sim.scenario.schema import Scenario

# who people are, and what every contact carries from the day of adding or is worked out over the time between two events
OF_PEOPLE = (
    "market",
    "product.need",
    "attention.seen_rate",
    "attention.spread",
    "dropout.a",
    "dropout.b",
    "leave.monthly_rate",
    "trust.half_life_days",
    "fatigue.half_life_days",
)
AS_THE_PAST = Said("as the past has it")


def branch_mistakes(past: Scenario, scenario: Scenario, day: float, where: str = "") -> list[Mistake]:
    """Why `scenario` cannot go on on `day` from where `past` led; empty if it can."""
    found = []
    if scenario.window_days != past.window_days:
        found.append(_differs("window_days", past.window_days, scenario.window_days, Said("the past was lived in windows")))
    if scenario.horizon_days < day:
        problem = Said("ends before the branch begins, on day {day:g}", day=day)
        found.append(Mistake("horizon_days", problem, scenario.horizon_days, Said("{bound} or more", bound=f"{day:g}")))
    if list(scenario.channels) != list(past.channels):
        problem = Said("the channels of a branch are those of its past, in their order; they may be switched on and off")
        found.append(Mistake("channels", problem, join(scenario.channels), join(past.channels)))
    found += _people(past, scenario)
    found += [mistake for name in ("crisis", "rivals") for mistake in _event(name, past, scenario, day)]
    found += _campaigns(past, scenario, day)
    test = scenario.script_test
    if test is not None and test != past.script_test and test.from_day < day:
        problem = Said("begins before the branch does, on day {day:g}", day=day)
        found.append(Mistake("script_test.from_day", problem, test.from_day, Said("{day:g} or later", day=day)))
    return [Mistake(m.path, m.problem, m.given, m.allowed, where=where) for m in found]


def _at(scenario: Scenario, path: str) -> Any:
    place: Any = scenario
    for name in path.split("."):
        place = getattr(place, name)
    return place.model_dump() if hasattr(place, "model_dump") else place


def _differs(path: str, before: Any, given: Any, why: str) -> Mistake:
    simple = not isinstance(before, dict)
    allowed = Said("as the past has it: {value}", value=before) if simple else AS_THE_PAST
    return Mistake(path, Said("differs from the past: {why}", why=why), given, allowed)


def _people(past: Scenario, scenario: Scenario) -> list[Mistake]:
    why = Said("a branch has the same people, who carry it already")
    moved_past, moved = with_forces(past), with_forces(scenario)
    found = []
    for path in OF_PEOPLE:
        before, given = _at(past, path), _at(scenario, path)
        if before != given:
            found.append(_differs(path, before, given, why))
        elif _at(moved_past, path) != _at(moved, path):
            name = "content" if path.startswith("attention") else "operations"
            force = [s.forces.model_dump()[name] if s.forces else None for s in (past, scenario)]
            stands = Said("it stands for {path}, and {why}", path=path, why=why)
            found.append(_differs(f"forces.{name}", force[0], force[1], stands))
    return found


def _event(name: str, past: Scenario, scenario: Scenario, day: float) -> list[Mistake]:
    """A thing that happens on a day of the world can differ as long as it lies ahead."""
    before, given = getattr(past, name), getattr(scenario, name)
    if before == given:
        return []
    if before is not None and before.day < day:
        problem = Said("has begun on day {begun:g}, before the branch does, on day {day:g}", begun=before.day, day=day)
        return [Mistake(name, problem, None if given is None else given.model_dump(), AS_THE_PAST)]
    if given is not None and given.day < day:
        problem = Said("lies before the branch, which begins on day {day:g}", day=day)
        return [Mistake(f"{name}.day", problem, given.day, Said("{day:g} or later", day=day))]
    return []


def _campaigns(past: Scenario, scenario: Scenario, day: float) -> list[Mistake]:
    """A campaign under way goes on; one that the past does not have, or not on these days, begins with the branch or later."""
    found = []
    for name, campaign in scenario.campaigns.items():
        known = past.campaigns.get(name)
        calendar = ("start_day", "every_days", "warmup_days", "open_days")
        if known is not None and all(getattr(known, field) == getattr(campaign, field) for field in calendar):
            continue
        if campaign.start_day < day:
            problem = Said("the past has no such campaign on these days, and the branch begins on day {day:g}", day=day)
            found.append(Mistake(f"campaigns.{name}.start_day", problem, campaign.start_day, Said("{day:g} or later", day=day)))
    return found
