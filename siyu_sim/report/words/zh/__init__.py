"""Chinese, in practitioners' terms."""

from siyu_sim.report.words.zh import answer, export, figures, page, searches, studies, twins

WORDS: dict[str, str] = {
    **page.WORDS,
    **answer.WORDS,
    **figures.WORDS,
    **twins.WORDS,
    **studies.WORDS,
    **searches.WORDS,
    **export.WORDS,
}
