"""Parameters by name: their path as a label that reads, what they mean and what they rest on, in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape

from siyu_sim.report.words import Words
from siyu_sim.report.words.en import parameters as en
from siyu_sim.report.words.zh import parameters as zh
from siyu_sim.report.words.zh.evidence import EVIDENCE
from siyu_sim.report.words.zh.meanings import MEANINGS
from siyu_sim.scenario.meanings import in_words, meanings

CONTAINERS = ("market", "segments", "channels", "touchpoints")  # which what stands below them does not need
TABLES = {"en": en, "zh": zh}
# below which users give names → the words' group of these
GIVEN = {
    "channels": "channel",
    "pace_by_cac": "channel",
    "segments": "segment",
    "audience_skew": "segment",
    "sop": "rule",
    "variants": "rule",
    "touchpoints": "touch",
}
GLOSS = re.compile(r" \([^()]*[\u4e00-\u9fff][^()]*\)")  # what practitioners say for it, in brackets
BREAKS = re.compile(r"(?<=[._])(?=[^\W\d])|(?<==)(?=.)")  # where a path may go on in the next line
BY_HAND = "set by hand: "  # as the plan's evidence of an override begins


def breakable(path: str) -> Markup:
    """Safe HTML of a path: a line too short for it breaks between its words, not within one."""
    return Markup("<wbr>").join(escape(part) for part in BREAKS.split(path))


class Paths:
    """The parameters of a scenario in one language."""

    def __init__(self, words: Words) -> None:
        self.words = words
        table = TABLES[words.lang]
        self.steps, self.names, self.values = table.STEPS, table.NAMES, table.VALUES

    def label(self, path: str) -> str:
        """Short, for axes and tables: "trust: half-life (days)", "信任：半衰期（天）". What has no word stands as it is."""
        named = self._named(path)
        while len(named) > 2 and named[0][0] in CONTAINERS:
            named = named[1:]
        *above, last = [name for _, name in named]
        if self.words.lang == "zh":
            return f"{'·'.join(above)}：{last}" if above else last
        return f"{', '.join(above)}: {last}" if above else last

    def below(self, path: str, stated: str) -> str:
        """The label of `path` where `stated`, a group above it, has been named already; without that, the whole."""
        if not path.startswith(f"{stated}."):
            return self.label(path)
        names = [name for _, name in self._named(path)[stated.count(".") + 1 :]]
        return ("·" if self.words.lang == "zh" else ", ").join(names)

    def named(self, path: str) -> Markup:
        """Safe HTML: the label, below it the path as it is typed."""
        return Markup("{}<br><code>{}</code>").format(self.label(path), breakable(path))

    def meaning(self, path: str) -> str:
        """What the schema or the configs say about it, in the language; empty if they say nothing."""
        text = in_words(path)
        return MEANINGS.get(text, "") if self.words.lang == "zh" else GLOSS.sub("", text)

    def value(self, path: str, value: str) -> str:
        """A value that is a word: one of the schema's in the language, a rule by its name, a user's own as it is written."""
        if path == "script_test.rule":
            return self.words.or_name("rule", value)
        return self.values.get(value, value)

    def given(self, path: str, value: Any) -> str:
        """Any value of a parameter in words."""
        if value is None:
            return self.words.text("value.none")
        if isinstance(value, bool):
            return self.words.text("value.yes" if value else "value.no")
        if isinstance(value, list | tuple):
            return self.words.text("join").join(self.given(path, v) for v in value)
        if isinstance(value, dict):
            items = (f"{self.below(f'{path}.{key}', path)} {self.given(path, v)}" for key, v in value.items())
            return " · ".join(items) or self.words.text("value.none")
        return f"{value:,.10g}" if isinstance(value, int | float) else self.value(path, str(value))

    def lever(self, key: str) -> Markup:
        """Safe HTML of a lever: its label, the path below it; the key alone where it has no name, such as a setting of the study."""
        return self.named(key) if key.split(".", 1)[0] in self.steps else Markup("<code>{}</code>").format(breakable(key))

    def title(self, key: str) -> str:
        """Of a lever, for an axis: its label, or the key where it has no name."""
        return self.label(key) if key.split(".", 1)[0] in self.steps else key

    def override(self, text: str) -> Markup:
        """Safe HTML of what is typed to set a lever: its name first."""
        key = text.lstrip("+~").partition("=")[0]
        typed = Markup('<code class="wrap">{}</code>').format(breakable(text))
        return Markup("{} {}").format(self.label(key), typed) if key.split(".", 1)[0] in self.steps else typed

    def in_text(self, text: str, keys: Iterable[str]) -> str:
        """A sentence that has levers as they are typed, with their names instead; an option without a dot only where it is set."""
        for key in keys:
            if key.split(".", 1)[0] in self.steps:
                end = r"(?!\w|\.\w)" if "." in key else r"(?==)"
                name = self.label(key).replace("\\", r"\\")
                text = re.sub(rf"(?<![\w.]){re.escape(key)}{end}", name, text, flags=re.ASCII)  # a Chinese sign may touch it
        return text

    def evidence(self, text: str) -> tuple[str, str]:
        """(what a value rests on, its language): the shipped configs' words in the reader's language; a user's own as they are
        written."""
        if self.words.lang == "zh":
            if text in EVIDENCE:
                return EVIDENCE[text], "zh"
            if text.startswith(BY_HAND):
                return f"手动设置：{text.removeprefix(BY_HAND)}", "zh"
        return text, language_of(text)

    @staticmethod
    def walk(path: str) -> Iterator[tuple[str, bool]]:
        """(step, whether it is a name that users give) along the path."""
        above, pattern = "", ""
        for step in path.split("."):
            here = f"{pattern}.{step}" if pattern else step
            given = above == "audience_skew" or (here not in _schema() and f"{pattern}.*" in _schema())
            yield step, given
            above, pattern = (above, f"{pattern}.*") if given else (step, here)

    def _named(self, path: str) -> list[tuple[str, str]]:
        """(step, its name) along the path."""
        result, above = [], ""
        for step, given in self.walk(path):
            if given:
                result.append((step, self._given(above, step)))
            else:
                name = self.steps.get(f"{above}.{step}") or self.steps.get(step) or step.replace("_", " ")
                result.append((step, name))
                above = step
        return result

    def _given(self, above: str, step: str) -> str:
        """The name of what a user may name, such as a channel."""
        return (
            self.words.table.get(f"{GIVEN.get(above, above)}.{step}")
            or self.names.get(f"{above}.{step}")
            or step.replace("_", " ")
        )


def language_of(text: str) -> str:
    """Of text that somebody wrote: Chinese if it has a Chinese character."""
    return "zh" if any("\u4e00" <= sign <= "\u9fff" for sign in text) else "en"


@lru_cache(maxsize=1)
def _schema() -> frozenset[str]:
    """Every path of the schema and of the groups above it; `*` stands for a name that users give."""
    return frozenset(".".join(path.split(".")[:n]) for path in meanings() for n in range(1, path.count(".") + 2))
