"""Levers of a scenario: what they may be set to, checked before anything runs."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from siyu_sim.language import Said
from siyu_sim.scenario.mistakes import Mistake, ScenarioError, join, nearest
from siyu_sim.scenario.schema import Scenario
from siyu_sim.study.search_settings import Bound, Dose, Lever, Value
from siyu_sim.study.variants import Variants

MOST_CONTEXTS = 100  # combinations of options in which a lever is tried before it is called wrong


@dataclass(frozen=True)
class Axis:
    """One lever. options: empty for a range of numbers. step: None for every number between low and high. whole: whole numbers only."""

    path: str
    low: float = 0.0
    high: float = 0.0
    step: float | None = None
    log: bool = False
    whole: bool = False
    options: tuple[Value, ...] = ()

    def value(self, x: float) -> float | int:
        """A number as the configs want it: whole where it has to be, else short enough to read, and free of the dust of steps."""
        x = float(f"{x:.{4 if self.step is None else 10}g}")
        x = min(max(x, self.low), self.high)
        return int(x) if self.whole or (self.step is not None and x.is_integer()) else x

    def holds(self, value: Value) -> bool:
        """Whether the lever can be set to this value."""
        if self.options:
            return value in self.options
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not self.low <= value <= self.high:
            return False
        steps = (value - self.low) / self.step if self.step else 0.0
        return abs(steps - round(steps)) < 1e-6

    def ends(self) -> tuple[Value, ...]:
        """What has to be possible: every option, or both ends of the range."""
        return self.options or (self.value(self.low), self.value(self.high))


def axis(path: str, lever: Lever | Dose, variants: Variants) -> Axis:
    """The axis of a lever; a key that takes whole numbers only has whole steps."""
    if isinstance(lever, Lever) and lever.options is not None:
        return Axis(path, options=tuple(lever.options))
    low, high = lever.low, lever.high
    assert low is not None and high is not None  # what a lever without options has
    whole = _is_whole(path, variants)
    step = lever.step if lever.step is not None or not whole or (isinstance(lever, Lever) and lever.log) else 1.0
    if step is not None:
        high = low + step * math.floor((high - low) / step + 1e-9)
    return Axis(path, low, high, step, isinstance(lever, Lever) and lever.log, whole)


def _is_whole(path: str, variants: Variants) -> bool:
    try:
        value = variants.today(path)
    except (KeyError, TypeError):
        return False
    return isinstance(value, int) and not isinstance(value, bool)


def wrong_levers(axes: Sequence[Axis], variants: Variants, prefix: str) -> list[Mistake]:
    """What is wrong with levers: a path or an option that does not exist, a value that is not allowed. A value only has to go
    together with some of the options of the other levers; combinations that do not are passed over in the search."""
    found: dict[tuple[str, str], Mistake] = {}
    for one in axes:
        for value in one.ends():
            for mistake in _wrong(one, value, axes, variants):
                found.setdefault((mistake.path, mistake.problem), mistake)
    return [_placed(mistake, prefix) for mistake in found.values()]


def _wrong(one: Axis, value: Value, axes: Sequence[Axis], variants: Variants) -> Sequence[Mistake]:
    first: Sequence[Mistake] = ()
    for context in itertools.islice(_contexts(one, axes), MOST_CONTEXTS):
        try:
            variants.plan({**context, one.path: value}, strict=True)
        except ScenarioError as error:
            first = first or error.mistakes
        else:
            return ()
    return first


def _contexts(one: Axis, axes: Sequence[Axis]) -> Iterator[dict[str, Value]]:
    """As configured; then every combination of the options of the other levers."""
    yield {}
    others = [other for other in axes if other.options and other.path != one.path]
    for values in itertools.product(*(other.options for other in others)) if others else ():
        yield {other.path: value for other, value in zip(others, values, strict=True)}


def _placed(mistake: Mistake, prefix: str) -> Mistake:
    return replace(mistake, where=mistake.where or prefix)


# ------------------------------------------------------------------------------------------------ the usual levers


def usual_levers(variants: Variants) -> dict[str, Lever]:
    """For a search in which none is named: the hook, the programme, posts a day up to twice today's (2 at least), and the budget of
    each advertising channel up to three times today's."""
    found = {group: Lever(options=list(variants.options(group))) for group in ("hook", "referral")}
    posts = variants.scenario.content.posts_per_day
    found["content.posts_per_day"] = Lever(low=0.0, high=max(2.0, 2 * posts))
    found |= {path: Lever(low=0.0, high=3 * budget) for path, budget in _budgets(variants.scenario)}
    return found


def usual_doses(variants: Variants) -> dict[str, Dose]:
    """For an allocation in which none is named: the budget of each advertising channel up to four times the configured one in quarters
    of it, also of those that are off today, and, where a programme tracks them, the reward to the referrer in eight steps up to twice
    today's, a fifth of the price at least."""
    found = {
        path: Dose(low=0.0, high=4 * budget, step=budget / 4) for path, budget in _budgets(variants.scenario, also_off=True)
    }
    programme = variants.scenario.referral
    if programme.tools:
        high = max(2 * programme.reward_yuan, variants.scenario.product.price_yuan / 5)
        found["referral.reward_yuan"] = Dose(low=0.0, high=high, step=high / 8)
    return found


def _budgets(scenario: Scenario, also_off: bool = False) -> list[tuple[str, float]]:
    """Path and yuan a day of every channel that has a budget and is on, or also of those that are off."""
    return [
        (f"channels.{name}.budget_yuan_per_day", channel.budget_yuan_per_day)
        for name, channel in scenario.channels.items()
        if (channel.active or also_off) and channel.budget_yuan_per_day
    ]


# ------------------------------------------------------------------------------------------------ measures


def wrong_goals(goals: Sequence[str], path: str) -> list[Mistake]:
    """Measures that do not exist, or of which neither more nor less is better."""
    from siyu_sim.measure.catalogue import METRICS

    sided = [name for name, metric in METRICS.items() if metric.better]
    mistakes = []
    for name in goals:
        if name not in METRICS:
            mistakes.append(Mistake(path, Said("unknown metric"), name, join(sided), nearest(name, sided)))
        elif METRICS[name].better is None:
            problem = Said("no goal: neither more nor less of it is better; it can be a constraint")
            mistakes.append(Mistake(path, problem, name, join(sided)))
    return mistakes


def wrong_constraints(constraints: Mapping[str, Bound], path: str) -> list[Mistake]:
    from siyu_sim.measure.catalogue import METRICS

    return [
        Mistake(f"{path}.{name}", Said("unknown metric"), allowed=join(METRICS), nearest=nearest(name, METRICS))
        for name in constraints
        if name not in METRICS
    ]


def chosen_arm(name: str | None, names: Sequence[str], baseline: str, path: str) -> tuple[str, list[Mistake]]:
    """The arm that is named, else the baseline; and what is wrong with the name."""
    if name is None or name in names:
        return name or baseline, []
    return baseline, [Mistake(path, Said("unknown arm"), name, join(names), nearest(name, names))]
