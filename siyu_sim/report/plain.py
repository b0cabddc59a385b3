"""The page of a study that is no comparison of arms: a verdict, sections of figures and tables, what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from siyu_sim.report import assumptions
from siyu_sim.report.answer import rests
from siyu_sim.report.furniture import Body, body
from siyu_sim.report.parts import Section, figures_of
from siyu_sim.report.statements import Statement
from siyu_sim.report.told import Told
from siyu_sim.report.view import PlanView

if TYPE_CHECKING:
    import pandas as pd

    from siyu_sim.report.figures import Figure
    from siyu_sim.study.plan import Plan


@dataclass(frozen=True)
class Said:
    """The answer of a page. clear: whether the verdict leaves no doubt."""

    headline: Statement
    sure: Statement
    reasons: tuple[Statement, ...] = ()
    warnings: tuple[Statement, ...] = ()
    clear: bool = True
    banner: Statement | None = None  # whether it rests on assumptions


@dataclass(frozen=True)
class PlainPage:
    """kind: the study's, part of its folder's name. frames: name → what is written as <name>.csv beside the figures' data."""

    name: str
    kind: str
    html: str
    figures: list[Figure]
    said: Said
    frames: Mapping[str, pd.DataFrame]
    provenance: dict[str, Any]
    view: PlanView
    body: Body
    tolds: Mapping[str, Told] = field(default_factory=dict)  # by language of the page

    @property
    def told(self) -> Told:
        """What the page says and shows."""
        view, said = self.view, self.said
        question = view.plan.question.get(view.lang) or view.plan.name
        arms = [look.name for look in view.looks]
        return Told(view, question, said.headline, said.sure, said.banner, said.reasons, said.warnings, arms, self.figures)


def untested(plan: Plan) -> Statement | None:
    """The warning that assumptions were not varied; None if nothing is assumed."""
    counts = assumptions.counts(assumptions.lines(plan))
    assumed = counts["assumption"] + counts["unstated"]
    return rests.untested(assumed, sum(counts.values())) if assumed else None


def build(
    view: PlanView,
    kind: str,
    said: Said,
    sections: list[Section],
    frames: Mapping[str, pd.DataFrame],
    *,
    question: Mapping[str, str],
    meta: str,
    worlds: tuple[int, int],
    runs: int,
) -> PlainPage:
    """A page in the view's language, for `in_languages`. question: language → text; meta: the line above it; worlds: (number, first
    seed); runs: lived."""
    from siyu_sim.study.provenance import provenance

    w, n, plan = view.words, view.numbers, view.plan
    evidence = assumptions.lines(plan)
    facts = {**provenance(plan), "seeds": [worlds[1], worlds[1] + worlds[0] - 1], "replications": worlds[0], "runs": runs}
    asked = PlanView(replace(plan, question=dict(question)), view.lang)
    made = body(
        "plain.html",
        asked,
        sections,
        evidence,
        facts,
        last_stops=("assumptions", "left_out", "definitions", "provenance"),
        said=said,
        meta=meta,
        at_first=frozenset(look.name for look in view.looks),
        seeds=w.text("plain.seeds", n=n.whole(worlds[0]), first=worlds[1]),
        work=w.text("plain.work", runs=n.whole(runs)),
        files=w.text("plain.files"),
        arm_extras={},
    )
    return PlainPage(plan.name, kind, "", figures_of(sections), said, frames, facts, asked, made)
