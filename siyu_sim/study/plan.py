"""The plan of a study: its arms, each a validated scenario, and how often and where they run.

`load` composes the configs, applies overrides, expands an experiment or a sweep into arms, and raises one `ScenarioError`
with every mistake of every arm. Nothing is run or written here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from siyu_sim.language import Said
from siyu_sim.scenario.checking import check
from siyu_sim.scenario.compose import Composed, Composer, parse
from siyu_sim.scenario.folders import EXPERIMENT
from siyu_sim.scenario.mistakes import Mistake, ScenarioError, join
from siyu_sim.scenario.references import unresolved
from siyu_sim.scenario.schema import Evidence, Group, Scenario
from siyu_sim.scenario.strategies import refusal
from siyu_sim.study import crosscheck
from siyu_sim.study.experiment import AS_CONFIGURED, OF_THE_STUDY, Draft, Experiment, from_experiment, from_sweep, single
from siyu_sim.study.settings import ReportSettings, StudySettings

DEFAULT_METRICS = ("profit", "contacts", "customers", "cac", "ltv_per_contact", "k_factor", "referral_share")
Settings = TypeVar("Settings", bound=Group)


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
    overrides: tuple[str, ...] = ()  # the user's own, without the choice of experiment; a sweep's as typed
    config_dirs: tuple[str, ...] = ()
    evidence: dict[str, Evidence] = field(default_factory=dict)  # dotted path -> why; covers what lies below it too
    business: str = ""
    notices: tuple[crosscheck.Notice, ...] = ()  # what was hardly meant, though it can be run

    def arm(self, name: str) -> Arm:
        for arm in self.arms:
            if arm.name == name:
                return arm
        raise KeyError(f"no arm '{name}'; arms: {', '.join(a.name for a in self.arms)}")

    @property
    def scenario(self) -> Scenario:
        """The scenario of the baseline arm."""
        return self.arm(self.baseline).scenario


def is_test(plan: Plan, arm: Arm) -> bool:
    """Whether an arm stops bought channels before the horizon while the baseline does not: a test, not a strategy to choose."""
    stop = arm.scenario.ads_off_day
    return stop is not None and stop < arm.scenario.horizon_days and stop != plan.scenario.ads_off_day


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
    own, experiment, mistakes = _take_experiment(tuple(overrides), experiment)
    common = own
    drafts = single()
    spec = None
    if multirun:
        drafts, common, wrong = from_sweep(common, experiment)
        mistakes += wrong
    if experiment is not None:
        common = (f"{EXPERIMENT}={experiment}", *common)
    base = composer.compose(common)
    if experiment is not None and experiment in composer.groups.get(EXPERIMENT, ()):
        try:
            spec, drafts, wrong = from_experiment(experiment, base)
        except ScenarioError as error:
            wrong = list(error.mistakes)
        mistakes += wrong
    return _Assembly(composer, base, spec, drafts, common, mistakes).plan(own, config_dirs)


def _take_experiment(overrides: tuple[str, ...], experiment: str | None) -> tuple[tuple[str, ...], str | None, list[Mistake]]:
    """Separate `+experiment=name`, in any spelling, from the other overrides."""
    rest, mistakes = [], []
    for text in overrides:
        key, given, value = text.lstrip("+").partition("=")
        if given and key.strip() == EXPERIMENT:
            if experiment is not None and experiment != value:
                problem = Said("a second experiment beside '{first}'", first=experiment)
                mistakes.append(Mistake(text, problem, allowed=Said("one experiment a run")))
            experiment = value.strip()
        else:
            rest.append(text)
    return tuple(rest), experiment, mistakes


# ------------------------------------------------------------------------------------------------- all arms at once


class _Assembly:
    """From drafts to a plan, gathering the mistakes of all arms and telling each once."""

    def __init__(
        self,
        composer: Composer,
        base: Composed,
        spec: Experiment | None,
        drafts: Sequence[Draft],
        common: tuple[str, ...],  # overrides that all arms share, the choice of experiment among them
        mistakes: Iterable[Mistake],
    ):
        self.composer, self.base, self.spec, self.drafts, self.common = composer, base, spec, drafts, common
        self.mistakes = list(mistakes)
        self.composed: dict[str, Composed] = {}
        self._by_arm: dict[tuple[str, str, str], tuple[Mistake, list[str]]] = {}

    def plan(self, overrides: tuple[str, ...], config_dirs: Sequence[str | Path]) -> Plan:
        spec, drafts = self.spec, self.drafts
        study = self._settings(StudySettings, self.base.study, "study")
        report = self._settings(ReportSettings, self.base.report, "report")
        arms = [arm for arm in map(self._arm, drafts) if arm is not None]
        primary = spec.primary if spec else DEFAULT_METRICS[0]
        metrics = tuple(spec.metrics) if spec else DEFAULT_METRICS
        baseline = spec.baseline if spec else drafts[0].name
        self.mistakes += crosscheck.arm_names(spec, drafts, {arm.name: arm.scenario for arm in arms})
        self.mistakes += crosscheck.metric_names(primary, metrics)
        self.mistakes += crosscheck.without_effect(self.common, drafts)
        self.mistakes += self._python(study, arms)
        self._branch(study, arms, baseline)
        evidence = self._evidence(baseline)
        found = self._all_mistakes()
        if found or study is None or report is None:
            raise ScenarioError(found)
        single_arm = len(drafts) == 1
        if spec:
            name, question = spec.name, {str(lang): text for lang, text in spec.question.items()}
        elif single_arm:
            name = AS_CONFIGURED
            question = {"en": "What does this business come to as it is configured?", "zh": "按当前配置，这门生意结果如何？"}
        else:
            name, question = "sweep", {"en": "Which of these settings is best?", "zh": "哪一组设置最好？"}
        return Plan(
            name=name,
            question=question,
            arms=tuple(arms),
            baseline=baseline,
            primary=primary,
            metrics=metrics,
            focus=(spec.focus[0], spec.focus[1]) if spec and spec.focus else None,
            study=study,
            report=report.settled(),
            overrides=overrides,
            config_dirs=tuple(str(folder) for folder in config_dirs),
            evidence=evidence,
            business=self.base.choices.get("business", ""),
            notices=crosscheck.notices(arms, self._own_sizes(), study.replications),
        )

    def _arm(self, draft: Draft) -> Arm | None:
        """The validated arm, or None with its mistakes noted."""
        told: set[str] = set()
        try:
            variant = self._variant(draft)
            self.composed[draft.name] = variant
            self._note(variant.mistakes, draft.name)
            told = {mistake.path for mistake in variant.mistakes}
            scenario = check(Scenario, variant.scenario, known=variant.known, fallback=lambda: self._as_shipped(variant))
        except ScenarioError as error:
            self._note([m for m in error.mistakes if m.path not in told and not unresolved(m)], draft.name)
            return None
        if draft.ads_off_at is not None:
            scenario = scenario.model_copy(update={"ads_off_day": draft.ads_off_at * scenario.horizon_days})
        like = draft.spend_like
        spend_like = SpendLike(like.arm, like.cause, like.channel) if like else None
        return Arm(draft.name, draft.label, draft.overrides, scenario, spend_like)

    def _variant(self, draft: Draft) -> Composed:
        """The user's overrides, then the arm's: what an arm is about wins."""
        if not draft.overrides:
            return self.base
        changes, mistakes = parse(draft.overrides)
        for change in changes:
            if change.sweep:
                mistakes.append(
                    Mistake(change.text, Said("several values in one arm"), allowed=Said("one value; make an arm of each"))
                )
            elif change.path.split(".")[0] in OF_THE_STUDY:
                problem = Said("differs between arms, but is the same for the whole study")
                mistakes.append(Mistake(change.text, problem, allowed=Said("keys of the scenario")))
        if mistakes:
            raise ScenarioError(mistakes)
        return self.composer.compose((*self.common, *draft.overrides))

    def _as_shipped(self, variant: Composed) -> dict[str, Any]:
        """The same choice of files without any value set by hand."""
        return self.composer.compose([f"{group}={option}" for group, option in variant.choices.items() if option]).scenario

    def _own_sizes(self) -> dict[str, int]:
        """Of the arms whose market has been resized by hand: how large the files make it."""
        resized = {arm: one for arm, one in self.composed.items() if {"market", "market.size"} & one.touched.keys()}
        files: dict[str, int] = {}  # choice of options -> size
        for variant in resized.values():
            key = str(variant.choices)
            files[key] = files.get(key) or self._as_shipped(variant)["market"]["size"]
        return {arm: files[str(variant.choices)] for arm, variant in resized.items()}

    def _python(self, study: StudySettings | None, arms: Sequence[Arm]) -> list[Mistake]:
        """Strategies in Python run only if the user says so by hand: a folder of configs from somebody else must not."""
        if study is None:
            return []
        by_hand = bool({"study", "study.allow_python"} & self.base.touched.keys())
        if study.allow_python and not by_hand:
            problem = Said("set in a file: code is only run if you say so yourself")
            return [Mistake("study.allow_python", problem, True, Said("study.allow_python=true on the command line"))]
        found = {
            name: own.target
            for arm in arms
            if arm.scenario.strategies is not None
            for name, own in arm.scenario.strategies.python.items()
        }
        if found and not study.allow_python:
            return [refusal(name) for name in found]
        from siyu_sim.operator import strategies  # compiled code stands behind it

        mistakes: list[Mistake] = []
        for name, target in found.items():
            try:
                strategies.resolve(name, target)
            except ScenarioError as error:
                mistakes += error.mistakes
        return mistakes

    def _branch(self, study: StudySettings | None, arms: Sequence[Arm], baseline: str) -> None:
        """Whether all arms can part from the baseline's past on study.branch_day."""
        past = next((arm for arm in arms if arm.name == baseline), None)
        if study is None or study.branch_day is None or past is None:
            return
        from siyu_sim.scenario.branching import branch_mistakes
        from siyu_sim.study import branch  # compiled code stands behind it

        day, wrong = study.branch_day, branch.day_mistakes(past.scenario, study.branch_day)
        if study.kind != "compare":
            problem = Said("only a comparison of arms can begin with a shared past")
            wrong.append(Mistake(branch.PATH, problem, day, Said("null with study.kind={kind}", kind=study.kind)))
        elif len(self.drafts) == 1 and not self.mistakes:
            problem = Said("has no effect: there is one arm only")
            wrong.append(Mistake(branch.PATH, problem, day, Said("an experiment or a sweep of several arms")))
        if past.spend_like:
            problem = Said("the baseline takes over the spending of another arm, so its past cannot come first")
            wrong.append(Mistake(branch.PATH, problem, day, Said("an experiment whose baseline has no spend_like")))
        self.mistakes += wrong
        if not wrong:
            for arm in arms:
                self._note(branch_mistakes(past.scenario, arm.scenario, day), arm.name)

    def _settings(self, model: type[Settings], data: Mapping[str, Any], prefix: str) -> Settings | None:
        try:
            return check(model, data, prefix=prefix, known=self.base.known)
        except ScenarioError as error:
            # study.engine is spelt engine by users
            found = [m for m in error.mistakes if not unresolved(m)]
            self.mistakes += [replace(m, path="engine") if m.path == "study.engine" else m for m in found]
            return None

    def _note(self, mistakes: Iterable[Mistake], arm: str) -> None:
        for mistake in mistakes:
            key = (mistake.path, mistake.problem, repr(mistake.given))
            self._by_arm.setdefault(key, (mistake, []))[1].append(arm)

    def _all_mistakes(self) -> list[Mistake]:
        common, own = [], []
        shared = {change.path for change in parse(self.common)[0]}
        for mistake, arms in self._by_arm.values():
            if mistake.off and mistake.path in shared and len(arms) < len(self.drafts):
                continue  # it reaches the arms in which the mechanism is on
            if len(arms) == len(self.drafts):
                common.append(mistake)
            else:
                where = Said("arm {arm}", arm=arms[0]) if len(arms) == 1 else Said("arms {arms}", arms=join(arms))
                allowed = mistake.allowed or crosscheck.advice(mistake.path, self.composed)
                own.append(replace(mistake, where=where, allowed=allowed))
        return [*common, *self.mistakes, *own]

    def _evidence(self, baseline: str) -> dict[str, Evidence]:
        """Why each value is what it is: the baseline arm's words first, then those that only other arms have."""
        raw: dict[str, Any] = {}
        first = [self.composed[baseline]] if baseline in self.composed else []
        for variant in [*first, *self.composed.values()]:
            for path, entry in variant.evidence.items():
                raw.setdefault(path, entry)
        evidence = {}
        for path, entry in raw.items():
            try:
                evidence[path] = check(Evidence, entry, prefix=f"evidence.{path}")
            except ScenarioError as error:
                self.mistakes += error.mistakes
        for path, text in self.base.touched.items():
            if path.split(".")[0] in Scenario.model_fields:
                evidence[path] = Evidence(choice=f"set by hand: {text}")
        return evidence
