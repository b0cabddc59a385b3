"""From facts to statements: who wins, by how much, how sure, and why. Pure rules on numbers; `words` says them in a language.

A statement never goes beyond its interval: what does not leave out 0 is called no clear difference, and costs or values are
compared only where their intervals lie apart.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from siyu_sim.report.answer import one_arm, reasons, rests, warnings
from siyu_sim.report.answer.verdict import few, headline, sure, tie, tied_with, with_draws
from siyu_sim.report.estimate import Verdict, judge
from siyu_sim.report.facts import Facts
from siyu_sim.report.statements import Statement


@dataclass(frozen=True)
class Answer:
    verdict: Verdict | None  # None for a single arm
    main: str  # the arm that the key figures are about
    headline: Statement
    sure: Statement
    banner: Statement | None  # whether the result rests on assumptions
    reasons: tuple[Statement, ...]
    warnings: tuple[Statement, ...]


def answer(facts: Facts, better: str | None, unit: str, label: str) -> Answer:
    """better, unit, label: of the primary measure."""
    return _of_two(facts, better, unit, label) if facts.a else _of_one(facts)


def _of_two(facts: Facts, better: str | None, unit: str, label: str) -> Answer:
    a, b = facts.arm(facts.a), facts.arm(facts.b)
    judged = verdict = judge(facts.diff, facts.p_above, better)
    tied = tied_with(facts, judged)
    if tied:
        verdict = replace(verdict, kind="unclear", level="unclear", winner=0)
    winner = b if verdict.winner < 0 else a
    return Answer(
        verdict=verdict,
        main=winner.name if verdict.kind == "clear" else a.name,
        headline=tie(facts, tied, unit) if tied else headline(facts, verdict, a, b, better, unit, label),
        sure=with_draws(facts, better, few(facts, sure(facts, judged, tied, better))),
        banner=rests.banner(facts),
        reasons=(
            *reasons.against_baseline(facts, winner, better, unit, label),
            *reasons.behind(facts, a, unit),
            *reasons.profit_too(facts, a, b),
            *reasons.spending(facts, a, b),
            *reasons.uses(facts),
            *reasons.worth(facts),
            *reasons.burn_out(facts),
            *reasons.flywheel(facts, a),
            *reasons.survival(facts),
            *reasons.best(facts),
            *reasons.ltv_to_cac(facts, a),
        ),
        warnings=(*warnings.of_worlds(facts), *warnings.earns(facts), *warnings.stop_gain(facts), *rests.varied(facts)),
    )


def _of_one(facts: Facts) -> Answer:
    arm = facts.arms[0] if len(facts.arms) == 1 else facts.arm(facts.baseline)
    return Answer(
        verdict=None,
        main=arm.name,
        headline=one_arm.headline(facts, arm),
        sure=few(facts, one_arm.sure(facts, arm)),
        banner=rests.banner(facts),
        reasons=(*one_arm.worth_of_customers(facts, arm), *reasons.worth(facts), *reasons.flywheel(facts, arm)),
        warnings=(*warnings.of_worlds(facts), *rests.varied(facts)),
    )


__all__ = ["Answer", "answer"]
