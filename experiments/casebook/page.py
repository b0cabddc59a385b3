"""A page of the casebook: the studies behind it, the blocks of numbers that they fill, and the fingerprint of both.

A page is a Markdown file with blocks between `<!-- name -->` and `<!-- /name -->`. Prose is written by hand; blocks are not.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import siyu_sim as ss
from siyu_sim.study.plan import Plan
from siyu_sim.study.results import Study

FOLDER = Path(__file__).resolve().parent.parent
SECTIONS = ("Predict first", "What you should see", "Why", "What to vary", "Where the model may be wrong")  # in this order
STAMP = re.compile(r"<!-- configurations \w* -->")


@dataclass(frozen=True)
class Case:
    """An experiment under some overrides, with all its arms or only those that a block needs (the baseline among them)."""

    experiment: str
    overrides: tuple[str, ...] = ()
    arms: tuple[str, ...] = ()  # empty: all
    words: str = ""  # what the overrides stand for

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
    """One generated part of a page: a function of the studies of its cases, given in their order."""

    name: str
    cases: tuple[Case, ...]
    write: Callable[[Sequence[Study]], str]


@dataclass(frozen=True)
class Page:
    """A question. `name` is that of its file and of the experiment that asks it; `mechanisms` are ids of docs/model.md."""

    name: str
    mechanisms: tuple[str, ...]
    blocks: tuple[Block, ...]

    @property
    def path(self) -> Path:
        return FOLDER / f"{self.name}.md"

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def question(self) -> str:
        return _question(self.name)

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

    def problems(self) -> list[str]:
        """What is wrong with the page as it stands, without running anything."""
        if not self.path.exists():
            return [f"{self.name}.md does not exist"]
        text = self.text
        head = text.partition("\n## ")[0]
        found = []
        if not text.startswith(f"# {self.question}\n"):
            found.append(f"its title is not the question of the experiment: {self.question}")
        headings = re.findall(r"^## (.*)$", text, re.MULTILINE)
        if [heading for heading in headings if heading in SECTIONS] != list(SECTIONS):
            found.append(f"its sections are not, in this order, {', '.join(SECTIONS)}")
        if f"python -m siyu_sim +experiment={self.name}" not in head:
            found.append("no command that runs it stands before the first section")
        if f"Mechanisms: {', '.join(self.mechanisms)}\n" not in head:
            found.append(f"no line before the first section says: Mechanisms: {', '.join(self.mechanisms)}")
        names = [block.name for block in self.blocks]
        marks = re.findall(r"^<!-- (/?\w+) -->$", text, re.MULTILINE)
        if marks != [mark for name in names for mark in (name, f"/{name}")]:
            found.append(f"its blocks are not, in this order, {', '.join(names)}")
        if self.stamp not in text:
            found.append("it shows numbers of other configurations")
        return found

    def regenerate(self, store: Path | None = None) -> None:
        """Run the studies, then write every block and the stamp, or nothing. What `store` holds is read instead of run."""
        studies: dict[tuple, Study] = {}
        blocks: dict[str, str] = {}
        for block in self.blocks:
            begun = time.perf_counter()
            for case in block.cases:
                if case.key not in studies:
                    studies[case.key] = ss.run(_without_twins(case.plan), store=store)
            blocks[block.name] = block.write([studies[case.key] for case in block.cases])
            print(f"{self.name}: {block.name}, {time.perf_counter() - begun:.0f} s", file=sys.stderr, flush=True)
        text = self.text  # read only now, so that prose may be written while the studies run
        for name, content in blocks.items():
            text = put(text, name, content)
        if len(STAMP.findall(text)) != 1:
            raise ValueError(f"{self.path.name} needs one line <!-- configurations 0 -->")
        self.path.write_text(STAMP.sub(self.stamp, text), encoding="utf-8")


def put(text: str, name: str, content: str) -> str:
    """The page with the block `name` replaced. Raises ValueError where the page has no such block, or two."""
    pattern = re.compile(rf"^(<!-- {name} -->\n).*?^(<!-- /{name} -->)$", re.DOTALL | re.MULTILINE)
    if len(pattern.findall(text)) != 1:
        raise ValueError(f"the page needs one block <!-- {name} --> … <!-- /{name} -->")
    return pattern.sub(lambda match: f"{match[1]}\n{content}\n\n{match[2]}", text)


def _without_twins(plan: Plan) -> Plan:
    """Pages show no twins, which take time."""
    return replace(plan, study=plan.study.model_copy(update={"twins": 0}))


def _question(experiment: str) -> str:
    """The question of an experiment, read from its file alone."""
    import yaml

    path = FOLDER.parent / "configs" / "experiment" / f"{experiment}.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))["experiment"]["question"]["en"]


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
