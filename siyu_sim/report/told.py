"""What a report says and shows, as JSON beside its page: the words of the answer and the figures, in every language. `export` reads it."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from siyu_sim.report.furniture import embed
from siyu_sim.report.statements import Statement
from siyu_sim.report.words import TABLES

if TYPE_CHECKING:
    from siyu_sim.report.figures import Figure
    from siyu_sim.report.view import PlanView

FORM = 1  # of the file; a reader refuses others
LANGUAGES = tuple(TABLES)
S = TypeVar("S")


@dataclass(frozen=True)
class Told:
    """A page in one language. at_first: arms that figures show before anybody chooses."""

    view: PlanView
    question: str
    headline: Statement
    sure: Statement
    banner: Statement | None
    reasons: tuple[Statement, ...]
    warnings: tuple[Statement, ...]
    at_first: Iterable[str]
    figures: list[Figure]


def in_language(study: S, lang: str) -> S:
    """The same study (or sensitivity, search, allocation), to be reported in a language."""
    plan = study.plan  # type: ignore[attr-defined]
    plan = replace(plan, report=plan.report.model_copy(update={"lang": lang}))
    if is_dataclass(study) and not isinstance(study, type):
        return replace(study, plan=plan)
    other = copy.copy(study)
    other.plan = plan  # type: ignore[attr-defined]
    return other


def as_json(told: Mapping[str, Told], shown: Sequence[str]) -> str:
    """The text of figures.json. told: by language; shown: those that the page itself has, the first one first."""
    plan = told[shown[0]].view.plan
    return embed(
        {
            "form": FORM,
            "name": plan.name,
            "lang": shown[0],
            "shown": list(shown),
            "baseline": plan.baseline,
            "primary": plan.primary,
            "metrics": list(dict.fromkeys((plan.primary, *plan.metrics))),
            "pages": {language: _page(one) for language, one in told.items()},
        }
    )


def _page(told: Told) -> dict[str, Any]:
    words, first = told.view.words, set(told.at_first)
    return {
        "question": told.question,
        "headline": words.plain(told.headline),
        "sure": words.plain(told.sure),
        "banner": words.plain(told.banner) if told.banner else None,
        "reasons": [words.plain(reason) for reason in told.reasons],
        "warnings": [words.plain(warning) for warning in told.warnings],
        "arms": [{"name": look.name, "label": look.label, "colour": look.colour} for look in told.view.every],
        "at_first": [look.name for look in told.view.every if look.name in first],
        "figures": [
            {
                "key": figure.key,
                "title": figure.title,
                "takeaway": figure.takeaway,
                "alt": figure.alt,
                "notes": figure.notes,
                "legend": figure.legend,
                "chosen": figure.chosen,
                "data": figure.traces,
                "layout": figure.layout,
            }
            for figure in told.figures
        ],
    }
