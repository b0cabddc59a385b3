"""The plan of a study: its arms, each a validated scenario, and how often and where they run.

`load` composes the configs, applies overrides, expands an experiment or a sweep into arms, and raises one `ScenarioError`
with every mistake of every arm. Nothing is run or written here.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from siyu_sim.ledger.causes import CAUSES, SIGN
from siyu_sim.scenario.compose import Change, Composed, Composer, evidence_key, parse
from siyu_sim.scenario.folders import EXPERIMENT
from siyu_sim.scenario.mistakes import Mistake, ScenarioError, check, join, nearest
from siyu_sim.scenario.schema import Evidence, Group, Name, Scenario

AS_CONFIGURED = "as_configured"
DEFAULT_METRICS = ("profit", "contacts", "customers", "cac", "ltv_per_contact", "k_factor", "referral_share")
SPENT_CAUSES = tuple(cause for cause, sign in zip(CAUSES, SIGN, strict=True) if sign < 0)
MAX_ARMS = 200


# ------------------------------------------------------------------------------------------------- settings


class StudySettings(Group):
    replications: Annotated[int, Field(ge=2, le=100_000)] = Field(
        default=20, description="worlds; every arm runs in each. An interval needs at least 2")
    seed: Annotated[int, Field(ge=0, lt=2**63)] = Field(default=1, description="seed of the first world")
    processes: Annotated[int, Field(ge=1, le=4096)] | None = Field(default=None, description="null: one for each core")
    engine: Literal["fast", "reference"] = "fast"
    threads: Annotated[int, Field(ge=1, le=64)] = Field(default=1, description="inside one run")
    confidence: Annotated[float, Field(gt=0.5, lt=1)] = Field(default=0.95, description="of every interval")
    log: bool = Field(default=False, description="write the events of every run to Parquet")


class ReportSettings(Group):
    folder: Annotated[str, Field(min_length=1)] = "reports"
    lang: Literal["en", "zh"] = "en"


class _SpendLike(Group):
    arm: str
    cause: str
    channel: str


class _Arm(Group):
    label: dict[Literal["en", "zh"], str] = {}
    overrides: list[str] = []
    spend_like: _SpendLike | None = None
    ads_off_at: Annotated[float, Field(gt=0, lt=1)] | None = Field(
        default=None, description="share of the horizon after which every bought channel stops")


class _Experiment(Group):
    name: Name
    question: dict[Literal["en", "zh"], str]
    baseline: str
    focus: Annotated[list[str], Field(min_length=2, max_length=2)] | None = None
    primary: str
    metrics: Annotated[list[str], Field(min_length=1)]
    arms: Annotated[dict[Name, _Arm], Field(min_length=1, max_length=MAX_ARMS)]


# ------------------------------------------------------------------------------------------------- the plan


@dataclass(frozen=True)
class SpendLike:
    """In the same world, the fen that `arm` spends on `cause` each day go to `channel` of this arm on that day."""

    arm: str
    cause: str
    channel: str


@dataclass(frozen=True)
class Arm:
    name: str
    label: dict[str, str]  # language -> text
    overrides: tuple[str, ...]  # what sets this arm apart
    scenario: Scenario
    spend_like: SpendLike | None = None


@dataclass(frozen=True)
class Plan:
    name: str
    question: dict[str, str]  # language -> text
    arms: tuple[Arm, ...]  # an arm that `spend_like` names comes before the one that refers to it
    baseline: str
    primary: str
    metrics: tuple[str, ...]
    focus: tuple[str, str] | None
    study: StudySettings
    report: ReportSettings
    overrides: tuple[str, ...] = ()  # the user's own, common to all arms
    config_dirs: tuple[str, ...] = ()
    evidence: dict[str, Evidence] = field(default_factory=dict)  # dotted path -> why; covers what lies below it too
    business: str = ""

    def arm(self, name: str) -> Arm:
        for arm in self.arms:
            if arm.name == name:
                return arm
        raise KeyError(f"no arm '{name}'; arms: {', '.join(a.name for a in self.arms)}")

    @property
    def scenario(self) -> Scenario:
        """The scenario of the baseline arm."""
        return self.arm(self.baseline).scenario


@dataclass(frozen=True)
class _Draft:
    """An arm before validation."""

    name: str
    label: dict[str, str]
    overrides: tuple[str, ...]
    ads_off_at: float | None = None
    spend_like: _SpendLike | None = None


def load(
    experiment: str | None = None,
    overrides: Sequence[str] = (),
    config_dirs: Sequence[str | Path] = (),
    *,
    multirun: bool = False,
) -> Plan:
    """Compose and validate a study.

    `experiment` names a file in configs/experiment; without one there is a single arm, or with `multirun` one arm for each
    combination of the values that the overrides list (`hook=none,coupon`), the first being the baseline. `config_dirs`
    are searched before the shipped configs. Raises `ScenarioError` with all mistakes.
    """
    composer = Composer(config_dirs)
    common, experiment, mistakes = _take_experiment(tuple(overrides), experiment)
    drafts = [_Draft(AS_CONFIGURED, {"en": "As configured", "zh": "按当前配置"}, ())]
    spec = None
    if multirun:
        drafts, common, wrong = _sweep(common, experiment, drafts)
        mistakes += wrong
    if experiment:
        common = (f"{EXPERIMENT}={experiment}", *common)
    base = composer.compose(common)
    if experiment in composer.groups.get(EXPERIMENT, ()):
        try:
            spec, drafts = _arms_of(experiment, base)
        except ScenarioError as error:
            mistakes += error.mistakes
    return _assemble(composer, base, spec, drafts, common, tuple(overrides), config_dirs, mistakes)


def _take_experiment(
    overrides: tuple[str, ...], experiment: str | None
) -> tuple[tuple[str, ...], str | None, list[Mistake]]:
    """Separate `+experiment=name`, in any spelling, from the other overrides."""
    rest, mistakes = [], []
    for text in overrides:
        key, given, value = text.lstrip("+").partition("=")
        if given and key.strip() == EXPERIMENT:
            if experiment is not None and experiment != value:
                mistakes.append(Mistake(text, f"a second experiment beside '{experiment}'", allowed="one experiment a run"))
            experiment = value.strip()
        else:
            rest.append(text)
    return tuple(rest), experiment, mistakes


def _arms_of(experiment: str, base: Composed) -> tuple[_Experiment, list[_Draft]]:
    if base.experiment is None:
        allowed = "a key 'experiment' with name, question, baseline, primary, metrics and arms"
        raise ScenarioError([Mistake(EXPERIMENT, f"the file of '{experiment}' does not describe an experiment", allowed=allowed)])
    spec = check(_Experiment, base.experiment, prefix=EXPERIMENT)
    return spec, [
        _Draft(name, {str(k): v for k, v in arm.label.items()} or {"en": name}, tuple(arm.overrides), arm.ads_off_at, arm.spend_like)
        for name, arm in spec.arms.items()
    ]


def _sweep(
    overrides: tuple[str, ...], experiment: str | None, fallback: list[_Draft]
) -> tuple[list[_Draft], tuple[str, ...], list[Mistake]]:
    """One draft for each combination of the listed values, the overrides that list none, and what is wrong."""
    changes, mistakes = parse(overrides)
    swept = [change for change in changes if change.sweep]
    if experiment:
        problem = "a sweep and an experiment at once: an experiment lists its arms itself"
        mistakes.append(Mistake("--multirun", problem, allowed="one of the two; run the experiment once for each value"))
    elif not swept and not mistakes:
        problem = "nothing to sweep: no override lists several values"
        mistakes.append(Mistake("--multirun", problem, allowed="key=a,b,c or key=range(1,4)"))
    count = 1
    for change in swept:
        count *= len(change.sweep)
    if count > MAX_ARMS:
        mistakes.append(Mistake("--multirun", f"{count} combinations", allowed=f"up to {MAX_ARMS}"))
    steady = tuple(change.text for change in changes if not change.sweep)
    if mistakes or not swept:
        return fallback, steady, mistakes
    drafts = []
    for values in itertools.product(*(change.sweep for change in swept)):
        texts = tuple(change.with_value(value) for change, value in zip(swept, values, strict=True))
        name = " ".join(texts)
        drafts.append(_Draft(name, {"en": name}, texts))
    return drafts, steady, mistakes


# ------------------------------------------------------------------------------------------------- all arms at once


def _assemble(
    composer: Composer,
    base: Composed,
    spec: _Experiment | None,
    drafts: Sequence[_Draft],
    common: tuple[str, ...],
    overrides: tuple[str, ...],
    config_dirs: Sequence[str | Path],
    mistakes: Sequence[Mistake],
) -> Plan:
    found = _Findings([draft.name for draft in drafts])
    found.mistakes += mistakes
    study = found.check(StudySettings, base.study, "study", base)
    report = found.check(ReportSettings, base.report, "report", base)
    arms: list[Arm] = []
    composed: dict[str, Composed] = {}
    for draft in drafts:
        told: set[str] = set()
        try:
            variant = _compose_arm(composer, draft, common, base)
            composed[draft.name] = variant
            found.add(variant.mistakes, draft.name)
            told = {mistake.path for mistake in variant.mistakes}
            scenario = check(Scenario, variant.scenario, known=variant.known, fallback=lambda v=variant: _as_shipped(composer, v))
        except ScenarioError as error:
            found.add([mistake for mistake in error.mistakes if mistake.path not in told], draft.name)
            continue
        if draft.ads_off_at is not None:
            scenario = scenario.model_copy(update={"ads_off_day": draft.ads_off_at * scenario.horizon_days})
        spend_like = SpendLike(draft.spend_like.arm, draft.spend_like.cause, draft.spend_like.channel) if draft.spend_like else None
        arms.append(Arm(draft.name, draft.label, draft.overrides, scenario, spend_like))
    found.mistakes += _unused(composer, drafts, common, composed)
    primary = spec.primary if spec else DEFAULT_METRICS[0]
    metrics = tuple(spec.metrics) if spec else DEFAULT_METRICS
    names = [draft.name for draft in drafts]
    baseline = spec.baseline if spec else names[0]
    found.mistakes += _references(spec, names, drafts, arms)
    found.mistakes += _metric_mistakes(primary, metrics)
    evidence = _evidence(composed, baseline, found)
    found.raise_any(composed)
    return Plan(
        name=spec.name if spec else "sweep" if len(drafts) > 1 else AS_CONFIGURED,
        question=dict(spec.question) if spec else _question(drafts),
        arms=tuple(arms),
        baseline=baseline,
        primary=primary,
        metrics=metrics,
        focus=(spec.focus[0], spec.focus[1]) if spec and spec.focus else None,
        study=study,
        report=report,
        overrides=overrides,
        config_dirs=tuple(str(folder) for folder in config_dirs),
        evidence=evidence,
        business=base.choices.get("business", ""),
    )


def _question(drafts: Sequence[_Draft]) -> dict[str, str]:
    if len(drafts) == 1:
        return {"en": "What does this business come to as it is configured?", "zh": "按当前配置，这门生意结果如何？"}
    return {"en": "Which of these settings is best?", "zh": "哪一组设置最好？"}


class _Findings:
    """Mistakes of all arms, each told once."""

    def __init__(self, arms: Sequence[str]):
        self.arms = tuple(arms)
        self.mistakes: list[Mistake] = []
        self._by_arm: dict[Any, tuple[Mistake, list[str]]] = {}

    def add(self, mistakes: Iterable[Mistake], arm: str) -> None:
        for mistake in mistakes:
            key = (mistake.path, mistake.problem, repr(mistake.given))
            self._by_arm.setdefault(key, (mistake, []))[1].append(arm)

    def check(self, model: Any, data: Mapping[str, Any], prefix: str, base: Composed) -> Any:
        try:
            return check(model, data, prefix=prefix, known=base.known)
        except ScenarioError as error:
            # the CLI also spells study.engine as engine
            self.mistakes += [replace(m, path="engine") if m.path == "study.engine" else m for m in error.mistakes]
            return None

    def raise_any(self, composed: Mapping[str, Composed]) -> None:
        common, own = [], []
        for mistake, arms in self._by_arm.values():
            if len(arms) == len(self.arms):
                common.append(mistake)
            else:
                where = f"{'arm' if len(arms) == 1 else 'arms'} {join(arms)}"
                own.append(replace(mistake, where=where, allowed=mistake.allowed or _advice(mistake.path, composed)))
        found = [*common, *self.mistakes, *own]
        if found:
            raise ScenarioError(found)


def _advice(path: str, composed: Mapping[str, Composed]) -> str:
    """Where to turn when one override for all arms suits only those that take the value from elsewhere."""
    for variant in composed.values():
        for key, text in variant.touched.items():
            if key == path or key.startswith(f"{path}."):
                sources = sorted({v.bypassed[key].strip("${}") for v in composed.values() if key in v.bypassed})
                if sources:
                    return f"{text} reaches every arm; set what the arms take it from instead: {join(sources)}"
    return ""


def _as_shipped(composer: Composer, variant: Composed) -> dict[str, Any]:
    """The same choice of files without any value set by hand."""
    return composer.compose([f"{group}={option}" for group, option in variant.choices.items() if option is not None]).scenario


def _compose_arm(composer: Composer, draft: _Draft, common: tuple[str, ...], base: Composed) -> Composed:
    """The user's overrides, then the arm's: what an arm is about wins."""
    if not draft.overrides:
        return base
    changes, mistakes = parse(draft.overrides)
    for change in changes:
        if change.sweep:
            mistakes.append(Mistake(change.text, "several values in one arm", allowed="one value; make an arm of each"))
        elif change.path.split(".")[0] in (EXPERIMENT, "study", "report", "engine", "evidence"):
            mistakes.append(Mistake(change.text, "an arm changes the scenario, not how it is studied", allowed="levers"))
    if mistakes:
        raise ScenarioError(mistakes)
    return composer.compose((*common, *draft.overrides))


def _unused(
    composer: Composer, drafts: Sequence[_Draft], common: Iterable[str], composed: Mapping[str, Composed]
) -> list[Mistake]:
    """Overrides of the user that every arm overrides in turn: silence would let them be taken for effective."""
    if len(composed) < len(drafts):
        return []
    mistakes = []
    own = [{change.path for change in parse(draft.overrides)[0]} for draft in drafts]
    for change in parse(common)[0]:
        if change.path != EXPERIMENT and own and all(change.path in paths for paths in own):
            problem = "has no effect: every arm of this experiment sets it"
            mistakes.append(Mistake(change.text, problem, allowed="a key that the arms leave alone, or an experiment of your own"))
    return mistakes


def _references(
    spec: _Experiment | None, names: Sequence[str], drafts: Sequence[_Draft], arms: Sequence[Arm]
) -> list[Mistake]:
    """What the experiment says about its own arms."""
    mistakes = []

    def arm_named(path: str, name: str, known: Sequence[str] = names, problem: str = "unknown arm") -> bool:
        if name not in known:
            mistakes.append(Mistake(path, problem, name, join(known), nearest(name, known)))
        return name in known

    if spec is not None:
        arm_named(f"{EXPERIMENT}.baseline", spec.baseline)
        for name in spec.focus or ():
            arm_named(f"{EXPERIMENT}.focus", name)
        if spec.focus and spec.focus[0] == spec.focus[1]:
            mistakes.append(Mistake(f"{EXPERIMENT}.focus", "names one arm twice", spec.focus, "two different arms"))
    scenarios = {arm.name: arm.scenario for arm in arms}
    for position, draft in enumerate(drafts):
        if draft.spend_like is None:
            continue
        path = f"{EXPERIMENT}.arms.{draft.name}.spend_like"
        earlier = names[:position]
        if arm_named(f"{path}.arm", draft.spend_like.arm):
            arm_named(f"{path}.arm", draft.spend_like.arm, earlier, "not an earlier arm: its spending must be known first")
        cause = draft.spend_like.cause
        if cause not in SPENT_CAUSES:
            mistakes.append(Mistake(f"{path}.cause", "unknown cause of spending", cause, join(SPENT_CAUSES), nearest(cause, SPENT_CAUSES)))
        if draft.name in scenarios:
            mistakes += _channel_mistakes(f"{path}.channel", draft.spend_like.channel, scenarios[draft.name])
    return mistakes


def _channel_mistakes(path: str, name: str, scenario: Scenario) -> list[Mistake]:
    usable = [n for n, c in scenario.channels.items() if c.active and c.cost_model == "per_exposure" and c.cost_yuan > 0]
    if name in usable:
        return []
    channel = scenario.channels.get(name)
    if channel is None:
        problem = "unknown channel"
    elif not channel.active:
        problem = "this channel is off"
    else:
        problem = "more money buys nothing here: the channel is not paid by exposure (cost_model=per_exposure, cost_yuan above 0)"
    return [Mistake(path, problem, name, join(usable), nearest(name, usable))]


def _metric_mistakes(primary: str, metrics: Sequence[str]) -> list[Mistake]:
    try:
        from siyu_sim.measure.catalogue import METRICS
    except ModuleNotFoundError:
        return []

    known = list(METRICS)
    mistakes = []
    for path, name in ((f"{EXPERIMENT}.primary", primary), *((f"{EXPERIMENT}.metrics", name) for name in metrics)):
        if name not in known:
            mistakes.append(Mistake(path, "unknown metric", name, join(known), nearest(name, known)))
    return list(dict.fromkeys(mistakes))


def _evidence(composed: Mapping[str, Composed], baseline: str, found: _Findings) -> dict[str, Evidence]:
    """Why each value is what it is: the baseline arm's words first, then those only other arms have."""
    raw: dict[str, Any] = {}
    touched: dict[str, str] = {}
    order = [composed[baseline]] if baseline in composed else []
    for variant in [*order, *composed.values()]:
        for path, entry in variant.evidence.items():
            raw.setdefault(path, entry)
    evidence = {}
    for path, entry in raw.items():
        try:
            evidence[path] = check(Evidence, entry, prefix=f"evidence.{path}")
        except ScenarioError as error:
            found.mistakes += error.mistakes
    for variant in composed.values():
        touched.update(variant.touched)
    for path, text in touched.items():
        if evidence_key(path, evidence) is not None or path.split(".")[0] in Scenario.model_fields:
            evidence[path] = Evidence(choice=f"set by the override {text}")
    return evidence


__all__ = [
    "AS_CONFIGURED", "Arm", "Change", "Plan", "ReportSettings", "SpendLike", "StudySettings", "load",
]
