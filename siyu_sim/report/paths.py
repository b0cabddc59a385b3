"""Parameters by name: their path as a label that reads, and what they mean in words."""

from __future__ import annotations

from siyu_sim.report.words import Words
from siyu_sim.report.words.zh.parameters import STEPS
from siyu_sim.scenario.meanings import in_words

CONTAINERS = ("market", "segments", "channels")  # which what stands below them does not need


class Paths:
    """The parameters of a scenario in one language."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def label(self, path: str) -> str:
        """Short, for axes and tables: "trust: half life days"; in Chinese "信任：半衰期（天）". Steps that nobody has a word for stand as
        they are."""
        steps = path.split(".")
        in_channel = steps[0] == "channels"
        while len(steps) > 2 and steps[0] in CONTAINERS:
            steps = steps[1:]
        *above, last = [self._step(step, channel=in_channel and k == 0) for k, step in enumerate(steps)]
        if self.words.lang == "zh":
            return f"{'·'.join(above)}：{last}" if above else last
        return f"{', '.join(above)}: {last}" if above else last

    def meaning(self, path: str) -> str:
        """What the schema or the configs say about it, in English; empty if they say nothing."""
        return in_words(path)

    def _step(self, step: str, *, channel: bool) -> str:
        name = self.words.table.get(f"{'channel' if channel else 'segment'}.{step}")
        if name:
            return name
        plain = step.replace("_", " ")
        return STEPS.get(step, plain) if self.words.lang == "zh" else plain
