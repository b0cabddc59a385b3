"""What a plan holds that was hardly meant (see study.crosscheck.Notice), as statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siyu_sim.report.facts import label_of
from siyu_sim.report.statements import Statement

if TYPE_CHECKING:
    from siyu_sim.study.crosscheck import Notice
    from siyu_sim.study.plan import Plan


def statements(plan: Plan, lang: str) -> tuple[Statement, ...]:
    """One for each notice, with the labels of its arms in a language."""
    result = []
    for notice in plan.notices:
        arms = Statement("list", {"labels": [label_of(plan.arm(name), lang) for name in notice.arms]})
        key = f"notice.{notice.kind}"
        if notice.kind == "beyond" and len(notice.arms) == len(plan.arms):
            result.append(Statement(f"{key}_all", {"path": notice.path}))
        elif notice.numbers:
            numbers = {name: _rounded(value) for name, value in notice.numbers.items()}
            result.append(Statement(key, {"path": notice.path, "arms": arms, **numbers, "factor": _factor(notice)}))
        else:
            result.append(Statement(key, {"path": notice.path, "arms": arms}))
    return tuple(result)


def _rounded(value: float) -> str:
    """Whole from 10 on, else with two digits."""
    return f"{value:,.0f}" if value >= 10 else f"{value:.2g}"


def _factor(notice: Notice) -> str:
    """How many times smaller the market has been made."""
    return _rounded(notice.numbers["own"] / notice.numbers["size"]) if notice.kind == "small" else ""
