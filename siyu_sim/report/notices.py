"""What a plan holds that was hardly meant (see study.crosscheck.Notice), as statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siyu_sim.report.facts import label_of
from siyu_sim.report.statements import Statement

if TYPE_CHECKING:
    from siyu_sim.study.plan import Plan


def statements(plan: Plan, lang: str) -> tuple[Statement, ...]:
    """One for each notice, with the labels of its arms in a language."""
    result = []
    for notice in plan.notices:
        arms = Statement("list", {"labels": [label_of(plan.arm(name), lang) for name in notice.arms]})
        key = f"notice.{notice.kind}"
        if notice.kind == "beyond" and len(notice.arms) == len(plan.arms):
            result.append(Statement(f"{key}_all", {"path": notice.path}))
        else:
            result.append(Statement(key, {"path": notice.path, "arms": arms}))
    return tuple(result)
