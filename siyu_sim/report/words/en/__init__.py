"""English."""

from siyu_sim.report.words.en import answer, figures, page

WORDS: dict[str, str] = {**page.WORDS, **answer.WORDS, **figures.WORDS}
