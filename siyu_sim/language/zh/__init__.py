"""Chinese: English sentence → sentence, with the same gaps."""

from siyu_sim.language.zh import command, foreign, mistakes

SENTENCES: dict[str, str] = {**mistakes.SENTENCES, **command.SENTENCES}
FOREIGN: dict[str, str] = {**foreign.SYSTEM, **foreign.ARGPARSE}
