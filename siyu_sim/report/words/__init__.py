"""Every word of the page: one table a language, the same keys in each. `{gaps}` are filled with text, which is escaped."""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup, escape

from siyu_sim.report.estimate import Estimate
from siyu_sim.report.numbers import Numbers
from siyu_sim.report.statements import Quantity, Statement
from siyu_sim.report.words import en, zh

LOSS = re.compile(r"(?<!>)(−¥[\d,.]*\d)")  # not to be broken after its sign
PAGE_LINK = re.compile(r' ?<a href="#[^"]*">.*?</a>')
MOST_LISTED = 4  # labels in one sentence
PAGE_LANG = {"en": "en", "zh": "zh-CN"}  # as HTML names them
TABLES: dict[str, dict[str, str]] = {"en": en.WORDS, "zh": zh.WORDS}


class Words:
    """The words of one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.table = TABLES[lang]
        self.numbers = Numbers(lang)

    def text(self, key: str, **args: Any) -> str:
        """Plain text, nothing escaped: for what is escaped later."""
        return self.table[key].format(**args) if args else self.table[key]

    def __call__(self, key: str, **args: Any) -> Markup:
        """Safe HTML: the gaps are escaped, the table's own tags stay."""
        return Markup(self.table[key]).format(**args) if args else Markup(self.table[key])

    def axis(self, label: str, unit: str) -> str:
        """A label with its unit, for an axis or a heading."""
        unit = self.text(f"unit.{unit}")
        if not unit:
            return label
        if label.endswith("）"):  # one pair of brackets is enough
            return f"{label[:-1]}，{unit}）"
        return self.text("axis", what=label, unit=unit)

    def or_name(self, group: str, key: str) -> str:
        """The word for a key that users may add to, such as a channel; their own names as they are, without underscores."""
        return self.table.get(f"{group}.{key}") or key.replace("_", " ")

    def say(self, statement: Statement) -> Markup:
        """A statement as a sentence, safe HTML."""
        if statement.key == "list":
            return self._list([self("quoted", label=label) for label in statement.args["labels"]])
        if statement.key == "channel":
            return escape(self.or_name("channel", statement.args["key"]))
        if statement.key == "cause":
            return escape(self.in_sentence(self.text(f"cause.{statement.args['key']}")))
        sentence = self(statement.key, **{name: self._fill(value) for name, value in statement.args.items()})
        return Markup(
            LOSS.sub(r'<span class="nw">\1</span>', str(sentence))
        )  # a plain str: joining parts of Markup would escape them

    def _list(self, names: list[Markup]) -> Markup:
        """A, B and C; of more than MOST_LISTED, how many there are beside."""
        join = Markup(self.table["list.and"]).join
        if len(names) > MOST_LISTED:
            return self("list.more", shown=join(names[:MOST_LISTED]), n=len(names) - MOST_LISTED)
        return self("list.last", shown=join(names[:-1]), last=names[-1]) if len(names) > 1 else join(names)

    def plain(self, statement: Statement) -> str:
        """A statement as plain text without tags, nor the links to other parts of the page, which nobody can follow from there."""
        return Markup(PAGE_LINK.sub("", str(self.say(statement)))).striptags()

    def in_sentence(self, label: str) -> str:
        """A label inside an English sentence: its first letter small, unless it is an abbreviation."""
        return label[0].lower() + label[1:] if self.lang == "en" and label[1:2].islower() else label

    def _fill(self, value: Any) -> Any:
        if isinstance(value, Statement):
            return self.say(value)
        return self.quantity(value) if isinstance(value, Quantity) else value

    def quantity(self, q: Quantity) -> str:
        """A number in its form, see statements.Quantity."""
        n, value, unit = self.numbers, q.value, q.unit
        if isinstance(value, Estimate):
            if q.form == "size":
                return n.value(value if value.mean >= 0 else -value, unit, points=True)
            if q.form in ("bounds", "point_bounds", "size_bounds"):
                return Markup('<span class="nw">{}</span>').format(n.bounds(value, unit, points=q.form != "bounds"))
            return n.value(value, unit, points=q.form == "points")
        if q.form == "probability":
            return n.probability(value)
        plain = {"share": n.share, "level": n.level, "whole": n.whole, "day": n.day}.get(q.form)
        return plain(value) if plain else n.value(value, unit)
