"""The numbers that the answer rests on, read off a study. Nothing is judged here; `answer` does that."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from siyu_sim.report.estimate import UNKNOWN, Estimate, estimate

if TYPE_CHECKING:
    from siyu_sim.study.plan import Arm, Plan
    from siyu_sim.study.results import Study

ARM_METRICS = (
    "profit",
    "cac",
    "ltv_per_customer",
    "ltv_to_cac",
    "payback_months",
    "k_factor",
    "amplification",
    "acquisition_spend",
)


@dataclass(frozen=True)
class ArmFacts:
    """One arm: its measures, and its difference from the baseline in the primary one."""

    name: str
    label: str
    primary: Estimate
    measures: dict[str, Estimate] = field(default_factory=dict)
    gain: Estimate = UNKNOWN  # primary, against the baseline in the same worlds
    is_test: bool = False  # stops bought channels part way: a test of survival, not a strategy to choose

    def of(self, metric: str) -> Estimate:
        return self.measures.get(metric, UNKNOWN)


@dataclass(frozen=True)
class Use:
    """What an arm does with money that the reference arm does not spend."""

    label: str
    spend: Estimate  # extra acquisition spend, yuan
    customers: Estimate  # extra first-time customers
    cost_each: Estimate  # the one divided by the other; unknown where the second is not clearly apart from 0


@dataclass(frozen=True)
class Worth:
    """A contact who came by referral beside one from a bought channel, in the same arm."""

    channel: str  # key of the bought channel
    referred_ltv: Estimate
    referred_cost: Estimate
    bought_ltv: Estimate
    bought_cost: Estimate
    ltv_diff: Estimate  # referred − bought, world by world


@dataclass(frozen=True)
class BurnOut:
    """What extra exposures on a channel did."""

    channel: str
    exposures: Estimate  # extra ones
    extra_rate: float  # contacts for each extra exposure
    mean_rate: float  # contacts for each exposure before
    wasted: float  # share of all exposures there that fell on people who were or had been contacts


@dataclass(frozen=True)
class Survival:
    """The ads-off test of one arm, and of another to hold it against."""

    label: str
    day: float
    after: Estimate  # new contacts a day after bought channels stopped, against just before
    other_label: str = ""
    other_after: Estimate = UNKNOWN
    diff: Estimate = UNKNOWN
    on: Estimate = UNKNOWN  # the same ratio of the arm with the channels left on: growth may fall without any stop
    other_on: Estimate = UNKNOWN
    stop_gain: Estimate = UNKNOWN  # profit against the same arm with the channels left on


@dataclass(frozen=True)
class Draws:
    """What the difference of the verdict depends on where every world draws what nobody has measured."""

    number: int  # draws
    mean: float  # primary, a − b
    right: Estimate  # share of draws in which the side that is ahead on average is ahead
    ignorance: Estimate  # share of the variance over worlds; unknown if too few draws were lived twice


@dataclass(frozen=True)
class Facts:
    days: float
    confidence: float
    worlds: int
    primary: str
    arms: tuple[ArmFacts, ...]
    baseline: str
    a: str = ""  # the two arms of the verdict; "" with a single arm
    b: str = ""
    diff: Estimate = UNKNOWN  # primary, a − b, world by world
    p_above: float = math.nan
    profit_diff: Estimate = UNKNOWN
    focused: bool = False  # a and b were named by the experiment, not found by ranking
    best: str = ""  # strategy with the best primary measure
    not_apart: tuple[str, ...] = ()  # strategies that cannot be told from it
    ahead: tuple[str, ...] = ()  # strategies other than b that do clearly better than a, the best first
    behind_by: Estimate = UNKNOWN  # primary, the first of these − a
    k: Estimate = UNKNOWN
    k_first: Estimate = UNKNOWN  # the same for those who added in the first month, before people run out
    k_days: float = 90
    amplification: Estimate = UNKNOWN
    ltv_to_cac_diff: Estimate = UNKNOWN  # a against the baseline
    reference: str = ""  # label of the arm against which the two uses of money are measured
    uses: tuple[Use, ...] = ()
    worth: Worth | None = None
    burn_out: BurnOut | None = None
    survival: Survival | None = None
    draws: Draws | None = None  # only of a study that draws its assumptions
    parameters: int = 0
    assumed: int = 0

    def arm(self, name: str) -> ArmFacts:
        return next(arm for arm in self.arms if arm.name == name)


# ------------------------------------------------------------------------------------------------- gathering


def gather(study: Study, lang: str, parameters: int, assumed: int) -> Facts:
    """The facts of a study. parameters, assumed: of the baseline scenario, see `assumptions`."""
    from siyu_sim.measure.catalogue import METRICS
    from siyu_sim.study.statistics import probability_above

    plan = study.plan
    level = plan.study.confidence
    est = partial(estimate, confidence=level)
    primary = plan.primary
    arms = tuple(_arm_facts(study, arm, lang) for arm in plan.arms)
    by_name = {arm.name: arm for arm in arms}
    strategies = [arm for arm in arms if not arm.is_test and arm.primary.known]
    sign = -1 if METRICS[primary].better == "low" else 1
    ranked = sorted(strategies, key=lambda arm: -sign * arm.primary.mean)
    best = ranked[0].name if ranked and METRICS[primary].better else ""
    alike = not_apart(study, [arm.name for arm in ranked], level)
    a, b = plan.focus or _best_pair(best, ranked, alike)
    facts: dict = {}
    if a:
        pair = study.values(a, primary) - study.values(b, primary)
        facts |= {
            "diff": est(pair),
            "p_above": probability_above(pair),
            "draws": _draws(study, a, b),
            "profit_diff": est(study.values(a, "profit") - study.values(b, "profit")),
            "ltv_to_cac_diff": est(study.values(a, "ltv_to_cac") - study.values(plan.baseline, "ltv_to_cac")),
        }
    main = a or plan.arms[0].name
    if a:
        reference = _reference(plan, a, b)
        ahead = _ahead(study, ranked, a, b, sign, level) if best else ()
        facts |= {
            "ahead": ahead,
            "behind_by": est(study.values(ahead[0], primary) - study.values(a, primary)) if ahead else UNKNOWN,
            "reference": by_name[reference].label,
            "burn_out": _burn_out(study, a, b, reference),
            "uses": tuple(_use(study, arm, reference, by_name[arm].label) for arm in (a, b) if arm != reference),
        }
    return Facts(
        days=plan.scenario.horizon_days,
        confidence=level,
        worlds=plan.study.replications,
        primary=primary,
        arms=arms,
        baseline=plan.baseline,
        a=a,
        b=b,
        focused=plan.focus is not None,
        best=best,
        not_apart=alike,
        k=by_name[main].of("k_factor"),
        k_first=est(np.array([s.tables["reproduction"]["r"][0] for s in study.summaries.of(main)])),
        k_days=min(90.0, plan.arm(main).scenario.horizon_days / 2),
        amplification=by_name[main].of("amplification"),
        worth=_worth(study, main, plan),
        survival=_survival(study, main, lang),
        parameters=parameters,
        assumed=assumed,
        **facts,
    )


def _draws(study: Study, a: str, b: str) -> Draws | None:
    if not len(study.sisters):
        return None
    row = study.uncertainty(baseline=b).set_index("arm").loc[a]
    right, ignorance = (
        Estimate(*(float(row[name + end]) for end in ("", "_low", "_high"))) for name in ("p_right", "ignorance")
    )
    return Draws(study.plan.study.replications, float(row["mean"]), right, ignorance)


def label_of(arm: Arm, lang: str) -> str:
    """The arm's label in a language, or its name: a page does not mix languages."""
    return arm.label.get(lang) or arm.name


def is_test(plan: Plan, arm: Arm) -> bool:
    """Whether an arm stops bought channels before the horizon while the baseline does not."""
    stop = arm.scenario.ads_off_day
    return stop is not None and stop < arm.scenario.horizon_days and stop != plan.scenario.ads_off_day


def with_ads_on(plan: Plan, arm: Arm) -> Arm | None:
    """The arm that differs from an ads-off test only in that the bought channels go on."""
    same = arm.scenario.model_copy(update={"ads_off_day": None})
    return next((other for other in plan.arms if other.scenario == same and other.spend_like == arm.spend_like), None)


def _arm_facts(study: Study, arm: Arm, lang: str) -> ArmFacts:
    plan = study.plan
    level = plan.study.confidence
    values = study.values(arm.name, plan.primary)
    gain = UNKNOWN if arm.name == plan.baseline else estimate(values - study.values(plan.baseline, plan.primary), level)
    measures = {name: estimate(study.values(arm.name, name), level) for name in ARM_METRICS}
    return ArmFacts(arm.name, label_of(arm, lang), estimate(values, level), measures, gain, is_test(plan, arm))


def _best_pair(best: str, ranked: list[ArmFacts], not_apart: tuple[str, ...]) -> tuple[str, str]:
    """Without a focus: the best strategy against the next that cannot be told from it, or else the runner-up."""
    if not best or len(ranked) < 2:
        return "", ""
    return best, not_apart[0] if not_apart else ranked[1].name


def not_apart(study: Study, ranked: Sequence[str], level: float) -> tuple[str, ...]:
    """Of strategies ranked from the best, those that cannot be told from it, with intervals widened for the number of comparisons."""
    if len(ranked) < 2:
        return ()
    wide = 1 - (1 - level) / (len(ranked) - 1)
    best = study.values(ranked[0], study.plan.primary)
    return tuple(name for name in ranked[1:] if estimate(best - study.values(name, study.plan.primary), wide).sign == 0)


def _ahead(study: Study, ranked: list[ArmFacts], a: str, b: str, sign: int, level: float) -> tuple[str, ...]:
    """Strategies other than b that are clearly better than a, the best first, with intervals as wide as in `not_apart`."""
    wide = 1 - (1 - level) / max(len(ranked) - 1, 1)
    of_a = study.values(a, study.plan.primary)

    def clearly_better(arm: ArmFacts) -> bool:
        return estimate(study.values(arm.name, study.plan.primary) - of_a, wide).sign == sign

    return tuple(arm.name for arm in ranked if arm.name not in (a, b) and clearly_better(arm))


def _reference(plan: Plan, a: str, b: str) -> str:
    """The arm that spends what b (or a) spends but for the money granted on top; else the baseline."""
    for name in (b, a):
        arm = plan.arm(name)
        if arm.spend_like:
            for other in plan.arms:
                if other.spend_like is None and other.scenario == arm.scenario:
                    return other.name
    return plan.baseline


def _use(study: Study, arm: str, reference: str, label: str) -> Use:
    from siyu_sim.study.statistics import ratio_interval

    level = study.plan.study.confidence
    spend = study.values(arm, "acquisition_spend") - study.values(reference, "acquisition_spend")
    customers = study.values(arm, "customers") - study.values(reference, "customers")
    return Use(label, estimate(spend, level), estimate(customers, level), Estimate(*ratio_interval(spend, customers, level)))


def channel_values(study: Study, arm: str, channel: str, column: str) -> np.ndarray | None:
    """A column of the channel table by world, shape (worlds,); None if the arm has no such channel."""
    rows = [s.tables["channels"] for s in study.summaries.of(arm)]
    names = rows[0]["channel"].tolist()
    if channel not in names:
        return None
    return np.array([row[column][names.index(channel)] for row in rows], float)


def _worth(study: Study, arm: str, plan: Plan) -> Worth | None:
    """Referred contacts beside those of the channel that the question is about, or the bought channel with most spending."""
    paid = next((plan.arm(name).spend_like for name in (plan.focus or ()) if plan.arm(name).spend_like), None)
    channel = paid.channel if paid else _dearest_bought(study, arm, plan)
    if channel is None:
        return None
    level = plan.study.confidence

    def of(name: str, column: str) -> np.ndarray:
        values = channel_values(study, arm, name, column)
        return np.full(plan.study.replications, np.nan) if values is None else values

    referred, bought = of("referral", "ltv_per_contact"), of(channel, "ltv_per_contact")
    worth = Worth(
        channel,
        estimate(referred, level),
        estimate(of("referral", "contact_cost"), level),
        estimate(bought, level),
        estimate(of(channel, "contact_cost"), level),
        estimate(referred - bought, level),
    )
    return worth if worth.referred_ltv.known and worth.bought_ltv.known else None


def _dearest_bought(study: Study, arm: str, plan: Plan) -> str | None:
    spending = {}
    for name, channel in plan.arm(arm).scenario.channels.items():
        values = channel_values(study, arm, name, "spend") if channel.bought and channel.active else None
        if values is not None and values.mean() > 0:
            spending[name] = values.mean()
    return max(spending, key=spending.__getitem__) if spending else None


def _burn_out(study: Study, a: str, b: str, reference: str) -> BurnOut | None:
    from siyu_sim.study.statistics import ratio_interval

    for name in (b, a):
        paid = study.plan.arm(name).spend_like
        if paid is None or name == reference:
            continue
        level = study.plan.study.confidence
        shown, added, wasted = (
            channel_values(study, name, paid.channel, column) for column in ("exposures", "contacts", "wasted")
        )
        shown0, added0 = (channel_values(study, reference, paid.channel, column) for column in ("exposures", "contacts"))
        if shown is None or added is None or wasted is None or shown0 is None or added0 is None:
            return None
        exposures = estimate(shown - shown0, level)
        if exposures.sign <= 0 or shown0.sum() == 0:
            return None
        extra_rate = ratio_interval(added - added0, shown - shown0, level)[0]
        return BurnOut(paid.channel, exposures, extra_rate, added0.sum() / shown0.sum(), wasted.sum() / shown.sum())
    return None


def _survival(study: Study, main: str, lang: str) -> Survival | None:
    """The ads-off test of the main arm if there is one, else the first; beside it the test of another arm."""
    plan = study.plan
    level = plan.study.confidence
    tests = [arm for arm in plan.arms if is_test(plan, arm)]
    if not tests:
        return None
    twins = {arm.name: with_ads_on(plan, arm) for arm in tests}
    tests.sort(key=lambda arm: 0 if (twin := twins[arm.name]) and twin.name == main else 1)
    first, *others = tests
    after = study.values(first.name, "ads_off_survival")
    survival = Survival(label_of(first, lang), first.scenario.ads_off_day or 0.0, estimate(after, level))
    if not survival.after.known:
        return None
    survival = replace(survival, on=_kept_on(study, twins[first.name], survival.day))
    if others:
        other = study.values(others[0].name, "ads_off_survival")
        survival = replace(
            survival,
            other_label=label_of(others[0], lang),
            other_after=estimate(other, level),
            other_on=_kept_on(study, twins[others[0].name], others[0].scenario.ads_off_day or 0.0),
            diff=estimate(after - other, level),
        )
    twin = twins[first.name]
    if twin is not None:
        gain = study.values(first.name, "profit") - study.values(twin.name, "profit")
        survival = replace(survival, stop_gain=estimate(gain, level))
    return survival


def _kept_on(study: Study, arm: Arm | None, stop: float) -> Estimate:
    return UNKNOWN if arm is None else estimate(late_growth(study, arm.name, stop), study.plan.study.confidence)


def late_growth(study: Study, arm: str, stop: float) -> np.ndarray:
    """The ratio of `ads_off_survival` for an arm that goes on: new contacts a day in the second half of the time after day `stop`
    against an equally long span just before it, shape (worlds,); nan without any before. Read off the weekly table, between
    whose rows contacts are taken to come evenly."""
    horizon = study.plan.arm(arm).scenario.horizon_days
    span = (horizon - stop) / 2
    if not 0 < stop < horizon:
        return np.full(study.plan.study.replications, np.nan)
    tables = [s.tables["time"] for s in study.summaries.of(arm)]
    at = np.array([horizon - span, horizon, max(stop - span, 0.0), stop])
    late_from, late_to, early_from, early_to = np.array(
        [np.interp(at, np.append(0.0, table["day"]), np.append(0.0, table["contacts"])) for table in tables]
    ).T
    before = (early_to - early_from) / min(span, stop)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(before > 0, (late_to - late_from) / span / before, np.nan)
