"""Strategies that react, as SimPy processes: generator functions (view, levers, **parameters) that sleep with
`yield view.wait(days)`, look at the `view` and pull the `levers`. One file each; one's own are given by dotted name."""

from __future__ import annotations

import inspect
import traceback
from collections.abc import Callable, Generator
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from siyu_sim.language import Said
from siyu_sim.operator.strategies.levers import Levers
from siyu_sim.operator.strategies.pace import pace_by_cac
from siyu_sim.operator.strategies.reward import raise_reward
from siyu_sim.operator.strategies.throttle import throttle_posts
from siyu_sim.operator.strategies.view import BEFORE_ALL, View
from siyu_sim.scenario.mistakes import Mistake, ScenarioError
from siyu_sim.scenario.schema import Scenario
from siyu_sim.scenario.strategies import PATH, refusal
from siyu_sim.scenario.values import Group

if TYPE_CHECKING:
    from siyu_sim.operator.business import Business

Process = Callable[[View, Levers], Generator]


def processes(scenario: Scenario, allow_python: bool) -> list[tuple[str, Process]]:
    """(name, function of view and levers) of every strategy of a scenario. Raises ScenarioError for Python that is not allowed."""
    chosen = scenario.strategies
    if chosen is None:
        return []
    found: list[tuple[str, Process]] = []
    for channel, pace in chosen.pace_by_cac.items():
        found.append((f"pace_by_cac.{channel}", partial(pace_by_cac, channel=channel, **pace.model_dump())))
    if chosen.throttle_posts is not None:
        found.append(("throttle_posts", partial(throttle_posts, **chosen.throttle_posts.model_dump())))
    if chosen.raise_reward is not None:
        found.append(("raise_reward", partial(raise_reward, **chosen.raise_reward.model_dump())))
    for name, own in chosen.python.items():
        if not allow_python:
            raise ScenarioError([refusal(name)])
        found.append((f"python.{name}", partial(resolve(name, own.target), **own.parameters)))
    return found


def settings(scenario: Scenario | None) -> dict[str, Group]:
    """What each strategy of a scenario is set to, by the names of `processes`."""
    chosen = scenario.strategies if scenario is not None else None
    if chosen is None:
        return {}
    found: dict[str, Group | None] = {
        **{f"pace_by_cac.{channel}": pace for channel, pace in chosen.pace_by_cac.items()},
        "throttle_posts": chosen.throttle_posts,
        "raise_reward": chosen.raise_reward,
        **{f"python.{name}": own for name, own in chosen.python.items()},
    }
    return {name: group for name, group in found.items() if group is not None}


def resolve(name: str, target: str) -> Callable[..., Generator]:
    """The generator function that `module:function` names; it is imported. Raises ScenarioError."""
    module, _, function = target.partition(":")
    path = f"{PATH}.{name}.target"
    try:
        imported = import_module(module)
    except Exception as error:  # somebody else's module may raise anything while it is imported; its error is told whole
        problem = Said("cannot be imported: {kind}: {error}", kind=type(error).__name__, error=str(error))
        raise ScenarioError(
            [Mistake(path, problem, target, Said("a module that can be imported from the current folder"))]
        ) from error
    found: Any = getattr(imported, function, None)
    if found is None:
        raise ScenarioError([Mistake(path, Said("the module has no '{function}'", function=function), target)])
    if not inspect.isgeneratorfunction(found):
        problem = Said("not a strategy: it has no yield")
        raise ScenarioError(
            [Mistake(path, problem, target, Said("a function (view, levers, ...) that yields view.wait(days)"))]
        )
    return found


def run(business: Business, name: str, process: Process, begins: float = 0.0):
    """SimPy process of one strategy, from the day it `begins`. A mistake in one of the user's own ends the run with its name and
    line."""
    assert business.view is not None
    if begins > 0.0:
        yield business.clock.at(begins, BEFORE_ALL)
    if not name.startswith("python."):
        yield from process(business.view, Levers(business, name))
        return
    try:
        yield from process(business.view, Levers(business, name))
    except Exception as error:  # the user's code may raise anything
        frames = traceback.extract_tb(error.__traceback__)
        own = [frame for frame in frames if Path(frame.filename).parent != Path(__file__).parent] or frames
        told = error.args[0] if error.args and isinstance(error.args[0], Said) else str(error)
        problem = Said("{kind}: {error}", kind=type(error).__name__, error=told)
        file, line, day = Path(own[-1].filename).name, own[-1].lineno, business.clock.now
        where = Said("{file}, line {line}, day {day:g}", file=file, line=line, day=day)
        raise ScenarioError([Mistake(f"strategies.{name}", problem, where=where)]) from error
