"""What the command line shows: the list of what can be run, the progress, the answer of a study."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siyu_sim.language import LANGUAGES, Language, of_environment

if TYPE_CHECKING:
    from siyu_sim.study.plan import Plan

NARROW = 70  # columns of a terminal with less room than for two things side by side


def language(plan: Plan) -> Language:
    """In which to tell a study: that of its report, or of the computer where the report has both."""
    return next((lang for lang in LANGUAGES if lang == plan.report.lang), None) or of_environment()
