"""Mistakes, and what was hardly meant, that show only when the arms of a study are seen together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from siyu_sim.language import Said
from siyu_sim.ledger.causes import CAUSES, CAUSES_OF, SIGN
from siyu_sim.measure.catalogue import METRICS
from siyu_sim.scenario.compose import Composed, parse
from siyu_sim.scenario.folders import EXPERIMENT
from siyu_sim.scenario.horizon import unreached
from siyu_sim.scenario.mistakes import Mistake, join, nearest
from siyu_sim.scenario.schema import Scenario
from siyu_sim.scenario.traffic import exposures
from siyu_sim.study.experiment import Draft, Experiment

if TYPE_CHECKING:
    from siyu_sim.study.plan import Arm

SPENT_CAUSES = (*(cause for cause, sign in zip(CAUSES, SIGN, strict=True) if sign < 0), *CAUSES_OF)


SMALL = 4  # a market that is so many times smaller than the business was made for
LONG = 20_000_000  # exposures in one run that take it ten seconds
SECONDS_PER_EXPOSURE = 5e-7  # one core; measured on markets of 2,000 and 200,000 people


@dataclass(frozen=True)
class Notice:
    """Not a mistake, but seldom what was meant.

    kind: beyond, a value that would take effect only after the horizon (path, and the arms in which that is so); same, arms
    that are one scenario, so that nothing is compared; small, a market that was made much smaller than that of the business, whose
    traffic stays as it was (numbers: size, own, before and now exposures a person); long, so much traffic that a run takes long
    (numbers: exposures, people, each, minutes of all arms in all worlds).
    """

    kind: Literal["beyond", "same", "small", "long"]
    arms: tuple[str, ...]
    path: str = ""
    numbers: dict[str, float] = field(default_factory=dict)


def notices(arms: Sequence[Arm], own_sizes: Mapping[str, int], worlds: int) -> tuple[Notice, ...]:
    """Each told once, whatever the number of arms. own_sizes: arm -> size of the market in the files of its business, of the arms whose
    market has been set to another by hand."""
    beyond: dict[str, list[str]] = {}
    alike: dict[tuple, list[str]] = {}
    for arm in arms:
        for path in unreached(arm.scenario):
            beyond.setdefault(path, []).append(arm.name)
        alike.setdefault((arm.scenario.model_dump_json(), arm.spend_like), []).append(arm.name)
    late = [Notice("beyond", tuple(names), path) for path, names in beyond.items()]
    same = [Notice("same", tuple(names)) for names in alike.values() if len(names) > 1]
    return (*same, *late, *_small(arms, own_sizes), *_long(arms, worlds))


def _small(arms: Sequence[Arm], own_sizes: Mapping[str, int]) -> Iterator[Notice]:
    """One for each size of market that is far below the business's own, while there is traffic."""
    found: dict[tuple[int, int], list[Arm]] = {}
    for arm in arms:
        size, own = arm.scenario.market.size, own_sizes.get(arm.name, 0)
        if size * SMALL <= own and exposures(arm.scenario) > 0:
            found.setdefault((size, own), []).append(arm)
    for (size, own), some in found.items():
        traffic = max(exposures(arm.scenario) for arm in some)
        numbers = {"size": size, "own": own, "before": traffic / own, "now": traffic / size}
        yield Notice("small", tuple(arm.name for arm in some), "market.size", numbers)


def _long(arms: Sequence[Arm], worlds: int) -> Iterator[Notice]:
    """One for the arms with so much traffic that it decides how long the study takes."""
    some = [arm for arm in arms if exposures(arm.scenario) >= LONG]
    if some:
        busiest = max((arm.scenario for arm in some), key=exposures)
        total, people = exposures(busiest), busiest.market.size
        minutes = sum(exposures(arm.scenario) for arm in some) * worlds * SECONDS_PER_EXPOSURE / 60
        numbers = {"exposures": total, "people": people, "each": total / people, "minutes": minutes}
        yield Notice("long", tuple(arm.name for arm in some), "channels", numbers)


def arm_names(spec: Experiment | None, drafts: Sequence[Draft], scenarios: Mapping[str, Scenario]) -> list[Mistake]:
    """What an experiment says about its own arms: baseline, focus, spend_like."""
    mistakes = []
    names = [draft.name for draft in drafts]
    if spec is not None:
        mistakes += _unknown_arm(f"{EXPERIMENT}.baseline", spec.baseline, names)
        for name in spec.focus or ():
            mistakes += _unknown_arm(f"{EXPERIMENT}.focus", name, names)
        if spec.focus and spec.focus[0] == spec.focus[1]:
            mistakes.append(Mistake(f"{EXPERIMENT}.focus", Said("names one arm twice"), spec.focus, Said("two different arms")))
    for position, draft in enumerate(drafts):
        if draft.spend_like is None:
            continue
        path = f"{EXPERIMENT}.arms.{draft.name}.spend_like"
        earlier, like = names[:position], draft.spend_like
        if like.arm in names and like.arm not in earlier:
            problem = Said("not an earlier arm: its spending must be known first")
            mistakes.append(Mistake(f"{path}.arm", problem, like.arm, join(earlier)))
        mistakes += _unknown_arm(f"{path}.arm", like.arm, names)
        if like.cause not in SPENT_CAUSES:
            near = nearest(like.cause, SPENT_CAUSES)
            mistakes.append(Mistake(f"{path}.cause", Said("unknown cause of spending"), like.cause, join(SPENT_CAUSES), near))
        if draft.name in scenarios:
            mistakes += _unusable_channel(f"{path}.channel", like.channel, scenarios[draft.name])
    return mistakes


def _unknown_arm(path: str, name: str, known: Sequence[str]) -> list[Mistake]:
    return [] if name in known else [Mistake(path, Said("unknown arm"), name, join(known), nearest(name, known))]


def _unusable_channel(path: str, name: str, scenario: Scenario) -> list[Mistake]:
    usable = [n for n, c in scenario.channels.items() if c.active and c.cost_model == "per_exposure" and c.cost_yuan > 0]
    if name in usable:
        return []
    channel = scenario.channels.get(name)
    if channel is None:
        problem = Said("unknown channel")
    elif not channel.active:
        problem = Said("this channel is off")
    else:
        problem = Said("more money buys nothing here: the channel is not paid by exposure (cost_model, cost_yuan)")
    return [Mistake(path, problem, name, join(usable), nearest(name, usable))]


def metric_names(primary: str, metrics: Sequence[str]) -> list[Mistake]:
    known = list(METRICS)
    named = [(f"{EXPERIMENT}.primary", primary), *((f"{EXPERIMENT}.metrics", name) for name in dict.fromkeys(metrics))]
    return [
        Mistake(path, Said("unknown metric"), name, join(known), nearest(name, known))
        for path, name in named
        if name not in known
    ]


def without_effect(common: Iterable[str], drafts: Sequence[Draft]) -> list[Mistake]:
    """Overrides of the user that every arm overrides in turn: silence would let them be taken for effective."""
    own = [{change.path for change in parse(draft.overrides)[0]} for draft in drafts]
    allowed = Said("a key that the arms leave alone, or an experiment of your own")
    return [
        Mistake(change.text, Said("has no effect: every arm of this experiment sets it"), allowed=allowed)
        for change in parse(common)[0]
        if change.path != EXPERIMENT and all(change.path in paths for paths in own)
    ]


def advice(path: str, composed: Mapping[str, Composed]) -> str:
    """Where to turn when one override for all arms suits only those that take the value from elsewhere."""
    for variant in composed.values():
        for key, text in variant.touched.items():
            if key == path or key.startswith(f"{path}."):
                sources = sorted({v.bypassed[key].strip("${}") for v in composed.values() if key in v.bypassed})
                if sources:
                    return Said(
                        "{text} reaches every arm; set what the arms take it from instead: {sources}",
                        text=text,
                        sources=join(sources),
                    )
    return ""
