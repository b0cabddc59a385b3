"""A page of the casebook: the studies behind it, the blocks of numbers that they fill, and the fingerprint of both.

A page is a Markdown file in each language, experiments/<name>.md and experiments/zh/<name>.md, with blocks between `<!-- name -->`
and `<!-- /name -->`. Prose is written by hand; blocks are not. Both files are filled from the same studies.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import siyu_sim as ss
from experiments.casebook.language import LANGUAGES, Lang, Say, Text
from siyu_sim.study.plan import Plan
from siyu_sim.study.results import Study

FOLDER = Path(__file__).resolve().parent.parent
SECTIONS: dict[Lang, tuple[str, ...]] = {  # in this order
    "en": ("Predict first", "What you should see", "Why", "What to vary", "Where the model may be wrong"),
    "zh": ("先猜一猜", "你会看到", "为什么", "可以改什么", "模型可能错在哪里"),
}
MECHANISMS: dict[Lang, str] = {"en": "Mechanisms: ", "zh": "机制："}
STAMP = re.compile(r"<!-- configurations \w* -->")


@dataclass(frozen=True)
class Case:
    """An experiment under some overrides, with all its arms or only those that a block needs (the baseline among them)."""

    experiment: str
    overrides: tuple[str, ...] = ()
    arms: tuple[str, ...] = ()  # empty: all
    words: Text = ("", "")  # what the overrides stand for

    @property
    def key(self) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        """What is run: two cases of one key share a study."""
        return self.experiment, self.overrides, self.arms

    @property
    def plan(self) -> Plan:
        return _plan(*self.key)


@lru_cache(maxsize=500)
def _plan(experiment: str, overrides: tuple[str, ...], arms: tuple[str, ...]) -> Plan:
    plan = ss.load(experiment, overrides=list(overrides))
    return replace(plan, arms=tuple(arm for arm in plan.arms if arm.name in arms)) if arms else plan


@dataclass(frozen=True)
class Block:
    """One generated part of a page: a function of the studies of its cases, given in their order, and of a language."""

    name: str
    cases: tuple[Case, ...]
    write: Callable[[Sequence[Study], Say], str]


@dataclass(frozen=True)
class Page:
    """A question. `name` is that of its file and of the experiment that asks it; `mechanisms` are ids of docs/model.md."""

    name: str
    mechanisms: tuple[str, ...]
    blocks: tuple[Block, ...]

    def path(self, lang: Lang = "en") -> Path:
        return folder(lang) / f"{self.name}.md"

    def text(self, lang: Lang = "en") -> str:
        return self.path(lang).read_text(encoding="utf-8")

    def question(self, lang: Lang = "en") -> str:
        return _question(self.name)[lang]

    @property
    def experiments(self) -> tuple[str, ...]:
        """Names of the experiments that the page runs, in order of appearance."""
        return tuple(dict.fromkeys(case.experiment for block in self.blocks for case in block.cases))

    def fingerprint(self) -> str:
        """A hash of every scenario behind the page, and of how often each is run.

        What is off (null, or an empty mapping) is left out: a mechanism that a page does not use may be added to the schema
        without making its numbers old, as what is off changes no result.
        """
        digest = hashlib.sha256()
        for case in {case.key: case for block in self.blocks for case in block.cases}.values():
            digest.update(_described(case.plan).encode())
        return digest.hexdigest()[:16]

    @property
    def stamp(self) -> str:
        return f"<!-- configurations {self.fingerprint()} -->"

    def problems(self, lang: Lang = "en") -> list[str]:
        """What is wrong with the page in a language as it stands, without running anything."""
        if not self.path(lang).exists():
            return [f"{self.name}.md does not exist"]
        text = self.text(lang)
        head = text.partition("\n## ")[0]
        found = []
        if not text.startswith(f"# {self.question(lang)}\n"):
            found.append(f"its title is not the question of the experiment: {self.question(lang)}")
        link = link_to_other(lang, f"{self.name}.md")
        if f"\n{link}\n" not in head:
            found.append(f"no line before the first section leads to the other language: {link}")
        headings = re.findall(r"^## (.*)$", text, re.MULTILINE)
        if [heading for heading in headings if heading in SECTIONS[lang]] != list(SECTIONS[lang]):
            found.append(f"its sections are not, in this order, {', '.join(SECTIONS[lang])}")
        if f"python -m siyu_sim +experiment={self.name}" not in head:
            found.append("no command that runs it stands before the first section")
        mechanisms = f"{MECHANISMS[lang]}{', '.join(self.mechanisms)}"
        if f"{mechanisms}\n" not in head:
            found.append(f"no line before the first section says: {mechanisms}")
        names = [block.name for block in self.blocks]
        marks = re.findall(r"^<!-- (/?\w+) -->$", text, re.MULTILINE)
        if marks != [mark for name in names for mark in (name, f"/{name}")]:
            found.append(f"its blocks are not, in this order, {', '.join(names)}")
        if self.stamp not in text:
            found.append("it shows numbers of other configurations")
        return found

    def regenerate(self, store: Path | None = None) -> None:
        """Run the studies, then write every block and the stamp in both languages, or nothing. What `store` holds is read."""
        studies: dict[tuple, Study] = {}
        blocks: dict[Lang, dict[str, str]] = {lang: {} for lang in LANGUAGES}
        for block in self.blocks:
            begun = time.perf_counter()
            for case in block.cases:
                if case.key not in studies:
                    studies[case.key] = ss.run(_without_twins(case.plan), store=store)
            for lang in LANGUAGES:
                say = Say(lang)
                blocks[lang][block.name] = say.printed(block.write([studies[case.key] for case in block.cases], say))
            print(f"{self.name}: {block.name}, {time.perf_counter() - begun:.0f} s", file=sys.stderr, flush=True)
        # texts are read only now, so that prose may be written while the studies run
        for path, text in {self.path(lang): self._filled(lang, blocks[lang]) for lang in LANGUAGES}.items():
            path.write_text(text, encoding="utf-8")

    def _filled(self, lang: Lang, blocks: dict[str, str]) -> str:
        text = self.text(lang)
        for name, content in blocks.items():
            text = put(text, name, content)
        if len(STAMP.findall(text)) != 1:
            raise ValueError(f"{self.path(lang)} needs one line <!-- configurations 0 -->")
        return STAMP.sub(self.stamp, text)


def folder(lang: Lang) -> Path:
    """Where the pages of a language are."""
    return FOLDER if lang == "en" else FOLDER / lang


def link_to_other(lang: Lang, file: str) -> str:
    """The line of a page that leads to the same page in the other language."""
    return f"[中文](zh/{file})" if lang == "en" else f"[English](../{file})"


def put(text: str, name: str, content: str) -> str:
    """The page with the block `name` replaced. Raises ValueError where the page has no such block, or two."""
    pattern = re.compile(rf"^(<!-- {name} -->\n).*?^(<!-- /{name} -->)$", re.DOTALL | re.MULTILINE)
    if len(pattern.findall(text)) != 1:
        raise ValueError(f"the page needs one block <!-- {name} --> … <!-- /{name} -->")
    return pattern.sub(lambda match: f"{match[1]}\n{content}\n\n{match[2]}", text)


def _without_twins(plan: Plan) -> Plan:
    """Pages show no twins, which take time."""
    return replace(plan, study=plan.study.model_copy(update={"twins": 0}))


@lru_cache(maxsize=500)
def _question(experiment: str) -> dict[str, str]:
    """The question of an experiment in each language, read from its file alone."""
    import yaml

    path = FOLDER.parent / "configs" / "experiment" / f"{experiment}.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))["experiment"]["question"]


def _described(plan: Plan) -> str:
    settings = plan.study
    arms = [[arm.name, repr(arm.spend_like), _used(arm.scenario.model_dump(mode="json"))] for arm in plan.arms]
    return json.dumps([settings.seed, settings.replications, settings.confidence, arms], sort_keys=True)


def _used(value: Any) -> Any:
    """Without what is null or an empty mapping."""
    if isinstance(value, dict):
        kept = {key: _used(entry) for key, entry in value.items()}
        return {key: entry for key, entry in kept.items() if entry is not None and entry != {}}
    return [_used(entry) for entry in value] if isinstance(value, list) else value
