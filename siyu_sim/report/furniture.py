"""What every page has, whatever it answers: sections of figures and tables, what it rests on, how to get it again, the script."""

from __future__ import annotations

import base64
import gzip
import json
import math
import re
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from siyu_sim.report import assumptions, definitions, tables
from siyu_sim.report.figures import Figure
from siyu_sim.report.parts import Section, figures_of
from siyu_sim.report.paths import Paths, breakable
from siyu_sim.report.words import PAGE_LANG

if TYPE_CHECKING:
    from jinja2 import Environment

    from siyu_sim.report.view import PlanView

TEMPLATES = Path(__file__).parent / "templates"
PLOTLY = Path(__file__).parent / "plotly" / "plotly.min.js"
NAMES = {"en": "English", "zh": "中文"}  # of the languages, in themselves
WIDE = (
    "arms",
    "cash",
    "trees",
    "life",
    "flows",
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

UNPLACED = re.compile(r'href="#(assumptions|definitions|def-\w+)"')
LEFT_OUT = ("people", "product", "referral", "channels", "operation", "counting")  # what no mechanism has


@dataclass(frozen=True)
class Body:
    """All of a page in one language. figures: what the script draws, by key of the figure."""

    lang: str
    title: str
    html: str
    figures: dict[str, Any]
    phrases: dict[str, str]


def body(
    template: str,
    view: PlanView,
    sections: list[Section],
    evidence: list[assumptions.Line],
    provenance: dict[str, Any],
    *,
    last_stops: Sequence[str],
    **more: Any,
) -> Body:
    """The page in the view's language. last_stops: keys of the sections at its end; more: what the template needs beside."""
    w, plan = view.words, view.plan
    question = plan.question.get(view.lang) or plan.name
    at = f"{view.lang}-" if len(plan.report.languages) > 1 else ""  # before every id, for a file may hold two bodies
    shown = {look.name for look in view.looks}
    html = (
        _environment()
        .get_template(template)
        .render(
            w=w,
            n=view.numbers,
            view=view,
            plan=plan,
            lang=PAGE_LANG[view.lang],
            at=at,
            others=[(lang, PAGE_LANG[lang], NAMES[lang]) for lang in plan.report.languages if lang != view.lang],
            question=question,
            baseline=view.look(plan.baseline),
            level=view.level_text,
            sections=sections,
            wide=wide(sections),
            stops=[*((s.key, s.nav) for s in sections), *((key, w.text(f"nav.{key}")) for key in last_stops)],
            terms_of={figure.key: definitions.of_figure(view, figure) for figure in figures_of(sections)},
            metrics=definitions.terms(view),
            left_out=LEFT_OUT,
            evidence=tables.evidence(view, evidence),
            counts=assumptions.counts(evidence),
            provenance=provenance,
            override=Paths(w).override,
            scenarios={
                name: json.dumps(scenario, ensure_ascii=False, indent=1)
                for name, scenario in provenance["scenarios"].items()
                if name in shown
            },
            **more,
        )
    )
    html = UNPLACED.sub(rf'href="#{at}\1"', html)  # in sentences and cells, which know no ids; names are escaped
    figures = _clean(_figures_json(figures_of(sections)))
    return Body(view.lang, w.text("title", question=question), html, figures, {"old_browser": w.text("figure.old_browser")})


def shell(bodies: Sequence[Body]) -> str:
    """The file: its bodies, of which the reader sees one at a time, what the figures of all of them are drawn from, and the script."""
    figures: Any = bodies[0].figures
    for other in bodies[1:]:
        figures = shared(figures, other.figures, bodies[0].lang, other.lang)
    return (
        _environment()
        .get_template("base.html")
        .render(
            bodies=bodies,
            lang=PAGE_LANG[bodies[0].lang],
            title=bodies[0].title,
            nonce=secrets.token_urlsafe(16),
            figures_json=embed(figures),
            plotly=packed_plotly(),
            phrases=embed({one.lang: {**one.phrases, "title": one.title, "lang": PAGE_LANG[one.lang]} for one in bodies}),
            css=(TEMPLATES / "page.css").read_text("utf-8"),
            script=(TEMPLATES / "page.js").read_text("utf-8"),
        )
    )


def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["breakable"] = breakable
    return environment


def shared(one: Any, other: Any, lang: str, other_lang: str) -> Any:
    """Two trees of JSON as one: what both hold stands once, and what they differ in as {lang: …, other_lang: …}."""
    if type(one) is type(other):
        if isinstance(one, dict) and list(one) == list(other):
            return {key: shared(value, other[key], lang, other_lang) for key, value in one.items()}
        if isinstance(one, list) and len(one) == len(other):
            return [shared(a, b, lang, other_lang) for a, b in zip(one, other, strict=True)]
        if one == other:
            return one
    return {lang: one, other_lang: other}


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


@lru_cache(maxsize=1)
def packed_plotly() -> str:
    """The part of Plotly that figures need, compressed, so that the page stays small enough to forward; the script unpacks it."""
    return base64.b64encode(gzip.compress(PLOTLY.read_bytes(), 9, mtime=0)).decode("ascii")
