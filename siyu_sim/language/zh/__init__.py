"""Chinese: English sentence → sentence, with the same gaps."""

from siyu_sim.language.zh import command, mistakes

SENTENCES: dict[str, str] = {**mistakes.SENTENCES, **command.SENTENCES}
