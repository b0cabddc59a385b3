"""What every page has, whatever it answers: sections of figures and tables, what it rests on, how to get it again, the script."""

from __future__ import annotations

import base64
import gzip
import json
import math
import secrets
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from siyu_sim.report import assumptions, tables
from siyu_sim.report.figures import Figure
from siyu_sim.report.parts import Section, figures_of

if TYPE_CHECKING:
    from siyu_sim.report.view import PlanView

TEMPLATES = Path(__file__).parent / "templates"
PAGE_LANG = {"en": "en", "zh": "zh-CN"}
WIDE = (
    "arms",
    "cash",
    "trees",
    "private_value",
    "sweep",
    "uncertainty",
    "tornado",
    "screening",
    "shares",
    "confirmed",
    "front",
    "trials",
    "marginal",
)


def render(
    template: str,
    view: PlanView,
    sections: list[Section],
    evidence: list[assumptions.Line],
    provenance: dict[str, Any],
    *,
    last_stops: Sequence[str],
    **more: Any,
) -> str:
    """A page. last_stops: keys of the sections at its end; more: what the template needs beside."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    w, plan = view.words, view.plan
    shown = {look.name for look in view.looks}
    return environment.get_template(template).render(
        w=w,
        n=view.numbers,
        view=view,
        plan=plan,
        lang=PAGE_LANG[view.lang],
        nonce=secrets.token_urlsafe(16),
        question=plan.question.get(view.lang) or plan.name,
        baseline=view.look(plan.baseline),
        level=view.level_text,
        sections=sections,
        wide=wide(sections),
        stops=[*((s.key, s.nav) for s in sections), *((key, w.text(f"nav.{key}")) for key in last_stops)],
        evidence=tables.evidence(view, evidence),
        counts=assumptions.counts(evidence),
        provenance=provenance,
        scenarios={
            name: json.dumps(scenario, ensure_ascii=False, indent=1)
            for name, scenario in provenance["scenarios"].items()
            if name in shown
        },
        figures_json=embed(_figures_json(figures_of(sections))),
        plotly=packed_plotly(),
        phrases=embed({"old_browser": w.text("figure.old_browser")}),
        css=(TEMPLATES / "page.css").read_text("utf-8"),
        script=(TEMPLATES / "page.js").read_text("utf-8"),
        **more,
    )


def wide(sections: Iterable[Section]) -> set[str]:
    """Figures that take a whole row: those made for it, and those that would stand alone in a row of two."""
    found: set[str] = set()
    for section in sections:
        row: list[str] = []
        for figure in section.figures:
            if figure.key in WIDE:
                found.update((figure.key, *row))
                row = []
            else:
                row = [] if row else [figure.key]
        found.update(row)
    return found


# ------------------------------------------------------------------------------------------------- what the script reads


def _figures_json(figures: list[Figure]) -> dict[str, Any]:
    return {f.key: {"data": f.traces, "layout": f.layout, "legend": f.legend, "chosen": f.chosen} for f in figures}


def embed(data: Any) -> str:
    """JSON that can stand in a script element, whatever texts are in it; nan and infinities become null."""
    text = json.dumps(_clean(data), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _clean(value: Any) -> Any:
    """Plain Python for json, floats cut to six digits."""
    if isinstance(value, dict):
        return {str(key): _clean(v) for key, v in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(v) for v in value]
    if isinstance(value, bool | str | int) or value is None:
        return value
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float):
        return float(f"{value:.6g}") if math.isfinite(value) else None
    return value


@lru_cache(1)
def packed_plotly() -> str:
    """Plotly's own bundle, compressed, so that the page stays small enough to forward; the script unpacks it."""
    from plotly.offline import get_plotlyjs

    return base64.b64encode(gzip.compress(get_plotlyjs().encode(), 6, mtime=0)).decode("ascii")
