"""The page: sections of figures and tables, put into the template."""

from __future__ import annotations

import base64
import gzip
import json
import math
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from siyu_sim.report import assumptions, notices, tables
from siyu_sim.report.answer import Answer, answer
from siyu_sim.report.facts import gather
from siyu_sim.report.figures import (
    Figure,
    asset,
    cash,
    channels,
    cohorts,
    flywheel,
    funnel,
    messages,
    money,
    mood,
    pairing,
    trees,
    twins,
    value,
    weekly,
)
from siyu_sim.report.view import View

if TYPE_CHECKING:
    from siyu_sim.study.plan import Arm
    from siyu_sim.study.results import Study

TEMPLATES = Path(__file__).parent / "templates"
PAGE_LANG = {"en": "en", "zh": "zh-CN"}
Build = Callable[[View], Figure | None]

# section → its figures, in the order of the page; tables are added by the template
SECTIONS: tuple[tuple[str, tuple[Build, ...]], ...] = (
    ("value", (value.differences, value.cac_ltv, channels.by_channel, asset.private_value)),
    ("funnel", (funnel.people,)),
    ("weekly", weekly.STAGE_FIGURES),
    ("messages", (messages.uplift,)),
    ("cash", (cash.cumulative, cash.payback)),
    ("cohorts", (lambda view: cohorts.heat(view, "retention"), lambda view: cohorts.heat(view, "activity"))),
    (
        "flywheel",
        (
            flywheel.k_factor,
            flywheel.reproduction,
            flywheel.share,
            flywheel.ads_off,
            flywheel.generations,
            flywheel.cascades,
            trees.sample,
        ),
    ),
    ("money", (money.gmv, money.ledger)),
    ("mood", (lambda view: mood.over_time(view, "trust"), lambda view: mood.over_time(view, "fatigue"))),
    ("pairing", (pairing.saved,)),
)
TWINS_AFTER = 1  # sections that come before the one on twins, if there is one


@dataclass(frozen=True)
class Section:
    key: str
    figures: list[Figure] = field(default_factory=list)


@dataclass(frozen=True)
class Page:
    """The page and what stands behind its figures."""

    html: str
    figures: list[Figure]
    view: View
    answer: Answer
    evidence: list[assumptions.Line]


def build(study: Study) -> Page:
    """The report of a study in the plan's language. Touches no files but the templates and Plotly's bundle."""
    view = View(study, study.plan.report.lang)
    evidence = assumptions.lines(study.plan)
    counts = assumptions.counts(evidence)
    primary = view.metric(study.plan.primary)
    facts = gather(study, view.lang, sum(counts.values()), counts["assumption"] + counts["unstated"])
    result = answer(facts, primary.better, primary.unit, view.words.in_sentence(primary.label[view.lang]))
    result = replace(result, warnings=(*notices.statements(study.plan, view.lang), *result.warnings))
    sections = [
        Section(key, [figure for make in makes if (figure := make(view)) is not None])
        for key, makes in SECTIONS
        if key != "messages" or tables.messages(view)
    ]
    if study.twins is not None:
        sections.insert(TWINS_AFTER, Section("twins", twins.figures(view, study.twins)))
    figures = [figure for section in sections for figure in section.figures]
    return Page(_render(view, result, sections, figures, evidence, counts), figures, view, result, evidence)


def _render(
    view: View, result: Answer, sections: list[Section], figures: list[Figure], evidence: list[assumptions.Line], counts: dict
) -> str:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    plan, study = view.plan, view.study
    columns, arm_rows = tables.arms(view)
    step_heads, step_rows = tables.funnel(view)
    channel_heads, channel_rows = tables.channels(view)
    ledger_looks, ledger_rows = tables.ledger(view)
    weekly_looks, weekly_stages, last_weeks = tables.weekly(view)
    told = tables.messages(view)
    provenance = study.provenance
    return environment.get_template("page.html").render(
        w=view.words,
        n=view.numbers,
        view=view,
        plan=plan,
        lang=PAGE_LANG[view.lang],
        nonce=secrets.token_urlsafe(16),
        question=plan.question.get(view.lang) or plan.name,
        answer=result,
        main=view.look(result.main),
        baseline=view.look(plan.baseline),
        cards=tables.cards(view, result.main),
        columns=columns,
        arm_rows=arm_rows,
        sections=sections,
        sections_by={s.key: s for s in sections},
        step_heads=step_heads,
        step_rows=step_rows,
        channel_heads=channel_heads,
        channel_rows=channel_rows,
        ledger_looks=ledger_looks,
        ledger_rows=ledger_rows,
        weekly_looks=weekly_looks,
        weekly_stages=weekly_stages,
        last_weeks=last_weeks,
        told=told,
        rule_heads=tables.rule_heads(view),
        trial_heads=tables.trial_heads(view),
        evidence=tables.evidence(view, evidence),
        counts=counts,
        metrics=_definitions(view),
        provenance=provenance,
        wide=_wide(sections),
        arm_extras={arm.name: _extras(view, arm) for arm in plan.arms},
        scenarios={name: json.dumps(text, ensure_ascii=False, indent=1) for name, text in provenance["scenarios"].items()},
        level=f"{100 * view.level:.4g}%",
        figures_json=embed(_figures_json(figures)),
        plotly=_packed_plotly(),
        phrases=embed({"old_browser": view.words.text("figure.old_browser")}),
        css=(TEMPLATES / "page.css").read_text("utf-8"),
        script=(TEMPLATES / "page.js").read_text("utf-8"),
    )


WIDE = ("arms", "cash", "trees", "private_value")


def _wide(sections: list[Section]) -> set[str]:
    """Figures that take a whole row: those made for it, and those that would stand alone in a row of two."""
    wide: set[str] = set()
    for section in sections:
        row: list[str] = []
        for figure in section.figures:
            if figure.key in WIDE:
                wide.update((figure.key, *row))
                row = []
            else:
                row = [] if row else [figure.key]
        wide.update(row)
    return wide


def _extras(view: View, arm: Arm) -> list[str]:
    """What sets an arm apart beside its overrides."""
    w, extras = view.words, []
    extras += [w.text("provenance.stops", day=view.numbers.whole(day)) for test, _, day in view.tests if test.name == arm.name]
    if arm.spend_like:
        like = arm.spend_like
        extras.append(
            w.text(
                "provenance.grant",
                arm=view.look(like.arm).label,
                cause=w.in_sentence(w.text(f"cause.{like.cause}")),
                channel=view.channel(like.channel),
            )
        )
    return extras


def _definitions(view: View) -> list[tuple[str, str, str, str]]:
    from siyu_sim.measure.catalogue import METRICS

    return [(m.name, m.label[view.lang], view.words.text(f"unit.{m.unit}"), m.definition[view.lang]) for m in METRICS.values()]


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


def _packed_plotly() -> str:
    """Plotly's own bundle, compressed, so that the page stays small enough to forward; the script unpacks it."""
    from plotly.offline import get_plotlyjs

    return base64.b64encode(gzip.compress(get_plotlyjs().encode(), 6, mtime=0)).decode("ascii")
