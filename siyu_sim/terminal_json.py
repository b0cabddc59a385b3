"""What `--json` prints: the answer of a study for another program."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

TABLES = ("confirmed", "front", "split", "marginal", "shares", "flips")  # of studies that are no comparison of arms


def as_json(found: Any, told: dict[str, Any], page: Path) -> str:
    """One object. found: a Study, or what another kind of study found; told: of figures.json; page: of the report.

    Each measure of an arm: unit; mean, low, high; least, most (what is possible, where the page cuts the interval; null: no such limit);
    diff, diff_low, diff_high, p_better against the baseline. What is not defined is null.
    """
    from siyu_sim.report import limits
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
        "verdict": {lang: {key: one[key] for key in said} for lang, one in told["pages"].items()},
        "baseline": plan.baseline,
        "primary": plan.primary,
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
