"""Which strategies to try next: Optuna, asked in batches.

With one goal its tree-structured Parzen estimator (Bergstra et al. 2011), with several NSGA-II (Deb et al. 2002). Every strategy of a
batch is proposed before any of it is told, so what is proposed depends on the size of a batch and on the seed, never on who computes
how fast.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from typing import Any

from siyu_sim.language import Said
from siyu_sim.scenario.mistakes import Mistake, ScenarioError
from siyu_sim.study.levers import Axis
from siyu_sim.study.search_settings import Value

RANDOM_FIRST = 10  # trials before the estimator takes over
VIOLATIONS = "violations"


def require_optuna() -> Any:
    """The module. Raises ScenarioError if it is not installed."""
    try:
        import optuna
    except ImportError as error:
        problem = Said("a search needs Optuna, which is not installed")
        raise ScenarioError([Mistake("study", problem, allowed="pip install 'siyu-sim[search]'")]) from error
    return optuna


class Proposals:
    """higher_is_better: one entry a goal."""

    def __init__(self, axes: Sequence[Axis], higher_is_better: Sequence[bool], seed: int, batch: int) -> None:
        optuna = require_optuna()
        self._optuna, self._axes = optuna, axes
        seed %= 2**32
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of options that Optuna calls experimental
            sampler: Any
            if len(higher_is_better) == 1:
                sampler = optuna.samplers.TPESampler(
                    seed=seed,
                    n_startup_trials=RANDOM_FIRST,
                    multivariate=True,
                    constant_liar=True,
                    constraints_func=_violations,
                )
            else:
                sampler = optuna.samplers.NSGAIISampler(
                    seed=seed, population_size=max(2 * batch, RANDOM_FIRST), constraints_func=_violations
                )
        level = optuna.logging.get_verbosity()
        optuna.logging.set_verbosity(optuna.logging.WARNING)
        try:
            directions = ["maximize" if high else "minimize" for high in higher_is_better]
            self._study = optuna.create_study(sampler=sampler, directions=directions)
        finally:
            optuna.logging.set_verbosity(level)
        self._spaces = {one.path: self._space(one) for one in axes}

    def suggest(self, values: Mapping[str, Value]) -> None:
        """Have a strategy proposed first; only if every lever can be set to its value."""
        if all(one.path in values and one.holds(values[one.path]) for one in self._axes):
            self._study.enqueue_trial({one.path: self._inner(one, values[one.path]) for one in self._axes})

    def ask(self, n: int) -> list[tuple[Any, dict[str, Value]]]:
        """(ticket, values) of n strategies."""
        tickets = []
        for _ in range(n):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                tickets.append(self._study.ask(self._spaces))
        return [(ticket, {one.path: self._outer(one, ticket.params[one.path]) for one in self._axes}) for ticket in tickets]

    def tell(self, ticket: Any, goals: Sequence[float] | None, violations: Sequence[float]) -> None:
        """goals: None if there are none, as the strategy cannot be. violations: one entry a constraint, above 0 if it is violated."""
        if goals is None:
            self._study.tell(ticket, state=self._optuna.trial.TrialState.FAIL)
            return
        ticket.set_user_attr(VIOLATIONS, list(violations))
        self._study.tell(ticket, list(goals))

    def _space(self, one: Axis) -> Any:
        spaces = self._optuna.distributions
        if one.options:
            return spaces.CategoricalDistribution(range(len(one.options)))
        if one.step is not None:  # counted in steps: whole, whatever the step
            return spaces.IntDistribution(0, round((one.high - one.low) / one.step))
        if one.whole:
            return spaces.IntDistribution(int(one.low), int(one.high), log=one.log)
        return spaces.FloatDistribution(one.low, one.high, log=one.log)

    @staticmethod
    def _outer(one: Axis, x: Any) -> Value:
        if one.options:
            return one.options[x]
        return one.value(one.low + x * one.step if one.step is not None else float(x))

    @staticmethod
    def _inner(one: Axis, value: Any) -> Any:
        if one.options:
            return one.options.index(value)
        return round((value - one.low) / one.step) if one.step is not None else value


def _violations(trial: Any) -> Sequence[float]:
    return trial.user_attrs[VIOLATIONS]
