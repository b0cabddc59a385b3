"""The page: sections of figures and tables, put into the template."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from siyu_sim.report import assumptions, notices, strip, tables
from siyu_sim.report.answer import Answer, answer
from siyu_sim.report.bilingual import in_languages
from siyu_sim.report.facts import gather
from siyu_sim.report.figures import (
    Figure,
    asset,
    cash,
    channels,
    cohorts,
    flows,
    flywheel,
    funnel,
    measures,
    messages,
    money,
    mood,
    pairing,
    sweep,
    trees,
    twins,
    uncertainty,
    value,
    weekly,
    worth,
)
from siyu_sim.report.furniture import Body, body, embed
from siyu_sim.report.parts import Section, Table, figures_of
from siyu_sim.report.told import Told
from siyu_sim.report.view import View

if TYPE_CHECKING:
    from siyu_sim.study.plan import Arm
    from siyu_sim.study.results import Study

Build = Callable[[View], Figure | None]

# section → its figures, in the order of the page; tables are added by the template
SECTIONS: tuple[tuple[str, tuple[Build, ...]], ...] = (
    ("sweep", (sweep.over_levers,)),
    ("uncertainty", (uncertainty.split,)),
    ("value", (value.differences, value.cac_ltv, channels.by_channel, worth.by_channel, asset.private_value)),
    ("twins", ()),  # of a study that compared people one by one: twins.figures
    ("funnel", (flows.people, funnel.people)),
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
    ("money", (money.gmv, money.ledger, lambda view: measures.of_arms(view, "top_fifth_share"))),
    ("limits", ()),  # of a business that has any: measures.limits
    ("mood", (lambda view: mood.over_time(view, "trust"), lambda view: mood.over_time(view, "fatigue"))),
    ("pairing", (pairing.saved,)),
)
# sections that are there only if the study has something for them
OPTIONAL = ("sweep", "uncertainty", "twins", "messages", "limits")
TABLES: dict[str, Callable[[View], list[Table]]] = {"sweep": sweep.tables, "uncertainty": uncertainty.tables}


@dataclass(frozen=True)
class Page:
    """The page and what stands behind its figures."""

    html: str
    figures: list[Figure]
    view: View
    answer: Answer
    evidence: list[assumptions.Line]
    body: Body
    tolds: Mapping[str, Told] = field(default_factory=dict)  # by language of the page

    @property
    def told(self) -> Told:
        """What the page says and shows."""
        view, a = self.view, self.answer
        question = view.plan.question.get(view.lang) or view.plan.name
        return Told(view, question, a.headline, a.sure, a.banner, a.reasons, a.warnings, view.at_first, self.figures)


def build(study: Study) -> Page:
    """The report of a study in the plan's languages; what stands behind it is told in the first. Touches no files but the templates and
    Plotly's bundle."""
    return in_languages(study.plan.report.languages, lambda lang: _in_language(study, lang))


def _in_language(study: Study, lang: str) -> Page:
    view = View(study, lang)
    evidence = assumptions.lines(study.plan)
    counts = assumptions.counts(evidence)
    primary = view.metric(study.plan.primary)
    facts = gather(study, view.lang, sum(counts.values()), counts["assumption"] + counts["unstated"])
    result = answer(facts, primary.better, primary.unit, view.words.in_sentence(primary.label[view.lang]))
    result = replace(result, warnings=(*notices.statements(study.plan, view.lang), *result.warnings))
    told = tables.messages(view)
    sections = []
    for key, makes in SECTIONS:
        figures = [figure for make in makes if (figure := make(view)) is not None]
        if key == "twins" and study.twins is not None:
            figures = twins.figures(view, study.twins)
        if key == "limits":
            figures = measures.limits(view)
        if figures or (key == "messages" and told) or key not in OPTIONAL:
            found = TABLES[key](view) if key in TABLES else []
            sections.append(Section(key, view.words.text(f"section.{key}"), view.words.text(f"nav.{key}"), figures, found))
    made = _body(view, result, sections, evidence, told, strip.of_verdict(view, facts, result))
    return Page("", figures_of(sections), view, result, evidence, made)


def _body(
    view: View,
    result: Answer,
    sections: list[Section],
    evidence: list[assumptions.Line],
    told: list[tables.Messages],
    drawn: strip.Strip | None,
) -> Body:
    plan, w, n = view.plan, view.words, view.numbers
    columns, arm_rows, more_rows = tables.arms(view)
    step_heads, step_rows = tables.funnel(view)
    channel_heads, channel_rows = tables.channels(view)
    ledger_looks, ledger_rows = tables.ledger(view)
    weekly_looks, weekly_stages, last_weeks = tables.weekly(view)
    provenance = view.study.provenance
    return body(
        "page.html",
        view,
        sections,
        evidence,
        provenance,
        last_stops=("assumptions", "left_out", "definitions", "provenance"),
        seeds=w.text(
            "provenance.seeds_value", first=provenance["seeds"][0], last=provenance["seeds"][1], n=view.study.replications
        ),
        work=w.text("provenance.work_value", events=n.whole(provenance["events"]), seconds=f"{provenance['seconds']:.1f}"),
        files=w.text("provenance.files"),
        arm_extras={arm.name: _extras(view, arm) for arm in plan.arms},
        at_first=view.at_first,
        answer=result,
        strip=drawn,
        main=view.look(result.main),
        cards=tables.cards(view, result.main),
        columns=columns,
        arm_rows=arm_rows,
        more_rows=more_rows,
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
    )


def _extras(view: View, arm: Arm) -> list[str]:
    """What sets an arm apart beside its overrides."""
    w, extras = view.words, []
    extras += [w.text("provenance.stops", day=view.numbers.day(day)) for test, _, day in view.tests if test.name == arm.name]
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


__all__ = ["Page", "build", "embed"]
