"""What an experiment's file may say, and how experiments and sweeps become drafts of arms."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from siyu_sim.language import Said
from siyu_sim.scenario.checking import check
from siyu_sim.scenario.compose import LIST_OF_VALUES, Change, Composed, parse
from siyu_sim.scenario.folders import EXPERIMENT
from siyu_sim.scenario.mistakes import Mistake, ScenarioError
from siyu_sim.scenario.schema import Group, Name

AS_CONFIGURED = "as_configured"
MAX_ARMS = 200
OF_THE_STUDY = (EXPERIMENT, "study", "backend", "report", "engine", "evidence")  # one value for all arms


def one_line(text: str) -> str:
    """The text in one line, without signs that steer a terminal or the direction of writing: it stands in sentences, tables, figures
    and files that cannot hold them."""
    return " ".join("".join(" " if sign.isspace() else sign for sign in text if _is_written(sign)).split())


def _is_written(sign: str) -> bool:
    """Not a control sign, an override of the direction of writing or half a pair; joiners of emoji and other scripts stay."""
    return sign.isspace() or not (unicodedata.category(sign) in ("Cc", "Cs") or sign in DIRECTIONS)


DIRECTIONS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
Texts = dict[Literal["en", "zh"], Annotated[str, AfterValidator(one_line)]]


class SpendLikeSpec(Group):
    arm: str
    cause: str
    channel: str


class ArmSpec(Group):
    label: Texts = Field(default_factory=dict)
    overrides: list[str] = Field(default_factory=list)
    spend_like: SpendLikeSpec | None = None
    ads_off_at: Annotated[float, Field(gt=0, lt=1)] | None = Field(
        default=None, description="share of the horizon after which every bought channel stops"
    )


class Experiment(Group):
    name: Name
    question: Texts
    baseline: str
    focus: Annotated[list[str], Field(min_length=2, max_length=2)] | None = None
    primary: str
    metrics: Annotated[list[str], Field(min_length=1)]
    arms: Annotated[dict[Name, ArmSpec], Field(min_length=1, max_length=MAX_ARMS)]


@dataclass(frozen=True)
class Draft:
    """An arm before its scenario is validated."""

    name: str
    label: dict[str, str]
    overrides: tuple[str, ...] = ()
    ads_off_at: float | None = None
    spend_like: SpendLikeSpec | None = None


def single() -> list[Draft]:
    """Without an experiment: the configuration as it is."""
    return [Draft(AS_CONFIGURED, {"en": "As configured", "zh": "按当前配置"})]


def from_experiment(name: str, base: Composed) -> tuple[Experiment, list[Draft], list[Mistake]]:
    """What an experiment's file says, its arms, and what is wrong with its name, which hides nothing else. Raises ScenarioError."""
    if base.experiment is None:
        problem = Said("the file of '{name}' does not describe an experiment", name=name)
        allowed = Said("a key 'experiment' with name, question, baseline, primary, metrics and arms")
        raise ScenarioError([Mistake(EXPERIMENT, problem, allowed=allowed)])
    data, mistakes = base.experiment, []
    if isinstance(data, dict) and data.get("name", name) != name:
        mistakes.append(Mistake(f"{EXPERIMENT}.name", Said("differs from the name of its file"), data["name"], name))
        data = {**data, "name": name}
    try:
        spec = check(Experiment, data, prefix=EXPERIMENT)
    except ScenarioError as error:
        raise ScenarioError([*mistakes, *error.mistakes]) from error
    drafts = []
    for arm, text in spec.arms.items():
        label = {str(lang): words for lang, words in text.label.items()} or {"en": arm}
        drafts.append(Draft(arm, label, tuple(text.overrides), text.ads_off_at, text.spend_like))
    return spec, drafts, mistakes


def from_sweep(overrides: tuple[str, ...], experiment: str | None) -> tuple[list[Draft], tuple[str, ...], list[Mistake]]:
    """One draft for each combination of the listed values, the overrides that list none, and what is wrong."""
    changes, mistakes = parse(overrides)
    swept = [change for change in changes if change.sweep]
    steady = tuple(change.text for change in changes if not change.sweep)
    count = 1
    for change in swept:
        count *= len(change.sweep)
    for change in swept:
        if change.path.split(".")[0] in OF_THE_STUDY:
            problem = Said("the same for the whole study, so it cannot be swept")
            mistakes.append(Mistake(change.text, problem, allowed=Said("one value, or another command for each")))
    if experiment:
        problem = Said("a sweep and an experiment at once: an experiment lists its arms itself")
        mistakes.append(Mistake("--multirun", problem, allowed=Said("one of the two; run the experiment once for each value")))
    elif not swept and not mistakes:
        problem = Said("nothing to sweep: no override lists several values")
        mistakes.append(Mistake("--multirun", problem, allowed=LIST_OF_VALUES))
    elif twice := _given_twice(changes):
        mistakes += twice
    elif count > MAX_ARMS:
        mistakes.append(
            Mistake("--multirun", Said("{count} combinations", count=count), allowed=Said("up to {high}", high=MAX_ARMS))
        )
    if mistakes:
        return single(), steady, mistakes
    drafts: dict[str, Draft] = {}
    for values in itertools.product(*(change.sweep for change in swept)):
        texts = tuple(change.with_value(value) for change, value in zip(swept, values, strict=True))
        name = " ".join(texts).replace("/", "_")  # files are named after arms
        drafts[name] = Draft(name, {"en": name}, texts)
    return list(drafts.values()), steady, mistakes


def _given_twice(changes: Sequence[Change]) -> list[Mistake]:
    """Keys of which a sweep says two things."""
    by_path: dict[str, list[Change]] = {}
    for change in changes:
        by_path.setdefault(change.path, []).append(change)
    mistakes = []
    for path, given in by_path.items():
        if len(given) > 1 and any(change.sweep for change in given):
            values = [value for change in given for value in change.sweep or (change.text.partition("=")[2],)]
            example = f"{path}={','.join(dict.fromkeys(values))}"
            allowed = Said("once, with all its values: {example}", example=example)
            mistakes.append(Mistake(path, Said("given twice"), [change.text for change in given], allowed))
    return mistakes
