"""What `--json` prints: the answer of a study for another program."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

TABLES = ("confirmed", "front", "split", "marginal", "shares", "flips")  # of studies that are no comparison of arms


def as_json(found: Any, told: dict[str, Any], page: Path) -> str:
    """One object, whose keys are the same in every language. found: a Study, or what another kind of study found; told: of
    figures.json; page: of the report.

    verdict: the words of the page's first screen in each language (`lang`: that of the report), what to beware of and the day on
    which arms part among them. focus: the difference that the question is about, in the primary measure; null without such a pair.
    Each measure of an arm: unit; mean, low, high; least, most (what is possible, where the page cuts the interval; null: no such
    limit); diff, diff_low, diff_high, p_better against the baseline. What is not defined is null.
    """
    from siyu_sim.report import limits
    from siyu_sim.report.view import PlanView
    from siyu_sim.study.provenance import provenance

    plan = found.plan
    about = getattr(found, "provenance", None) or provenance(plan)
    said = ("question", "headline", "sure", "banner", "reasons", "warnings")
    tables = {
        name: getattr(found, name) for name in TABLES if not callable(getattr(found, name, None)) and hasattr(found, name)
    }
    if "shares" in tables:
        tables["shares"] = limits.cut_shares(tables["shares"])
    answer = {
        "name": plan.name,
        "kind": plan.study.kind,
        "lang": told["lang"],
        "verdict": {
            lang: {**{key: one[key] for key in said}, "branch": PlanView(plan, lang).branch_note}
            for lang, one in told["pages"].items()
        },
        "notices": [{"kind": one.kind, "path": one.path, "arms": list(one.arms)} for one in plan.notices],
        "branch_day": plan.study.branch_day,
        "baseline": plan.baseline,
        "primary": plan.primary,
        "focus": _focus(found) if hasattr(found, "compare") else None,
        "confidence": plan.study.confidence,
        "seeds": about["seeds"],
        "worlds": about["replications"],
        "arms": _arms(found) if hasattr(found, "compare") else [],
        "tables": {name: table.to_dict("records") for name, table in tables.items()},
        "report": str(page),
        "data": str(page.parent / "data"),
        "command": about["command"],
        "siyu_sim": about["siyu_sim"],
    }
    return json.dumps(_plain(answer), ensure_ascii=False, allow_nan=False)


def _focus(study: Any) -> dict[str, Any] | None:
    plan = study.plan
    if not plan.focus:
        return None
    arm, against = plan.focus
    frame = study.compare(baseline=against, metrics=(plan.primary,))
    (row,) = frame[frame["arm"] == arm].to_dict("records")
    return {"arm": arm, "against": against, **{key: row[key] for key in ("diff", "diff_low", "diff_high", "p_better")}}


def _arms(study: Any) -> list[dict[str, Any]]:
    from siyu_sim.measure.catalogue import METRICS
    from siyu_sim.report import limits

    rows: dict[str, dict[str, Any]] = {}
    for row in study.compare().to_dict("records"):
        name = row.pop("metric")
        least, most = limits.of_metric(name)
        rows.setdefault(row.pop("arm"), {})[name] = {"unit": METRICS[name].unit, "least": least, "most": most, **row}
    return [
        {"name": arm.name, "label": arm.label, "overrides": list(arm.overrides), "measures": rows[arm.name]}
        for arm in study.plan.arms
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if hasattr(value, "item"):
        value = value.item()
    return None if isinstance(value, float) and not math.isfinite(value) else value
