"""A folder that a run has left, read as data from a stranger: nothing in it is run, nothing outside it is read or written."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, ValidationError, field_validator

from siyu_sim.language import Said
from siyu_sim.report.told import FORM, LANGUAGES

MOST_BYTES = 200_000_000  # of one file
NAME = r"^[\w-]{1,80}$"
# drawn from what the figure holds; others (maps, images) may fetch from elsewhere, and the part of Plotly that draws has none of them
TRACES = frozenset({"bar", "heatmap", "sankey", "scatter", "waterfall"})
FETCHING = frozenset({"images", "image", "mapbox", "map", "geo", "source", "template", "sliders", "updatemenus"})
Text = Annotated[str, Field(max_length=20_000)]
Key = Annotated[str, Field(pattern=NAME)]


class ArmTold(BaseModel):
    name: Text
    label: Text
    colour: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]


class FigureTold(BaseModel):
    key: Key
    title: Text
    takeaway: Text
    alt: Text
    notes: list[Text] = []
    legend: Literal["toggle", "choose", ""] = ""
    chosen: Text = ""
    data: list[dict[str, Any]]
    layout: dict[str, Any]

    @field_validator("data")
    @classmethod
    def _known_traces(cls, data: list[dict[str, Any]]) -> list[dict[str, Any]]:
        strange = sorted({str(trace.get("type", "scatter")) for trace in data} - TRACES)
        if strange:
            raise ValueError(f"traces of a type that no report has: {', '.join(strange)}")
        return data

    @field_validator("layout")
    @classmethod
    def _nothing_fetched(cls, layout: dict[str, Any]) -> dict[str, Any]:
        strange = sorted(FETCHING & layout.keys())
        if strange:
            raise ValueError(f"parts of a layout that no report has: {', '.join(strange)}")
        return layout


class PageTold(BaseModel):
    question: Text
    headline: Text
    sure: Text
    reasons: list[Text] = []
    warnings: list[Text] = []
    arms: list[ArmTold]
    at_first: list[Text] = []
    figures: list[FigureTold]


class ReportTold(BaseModel):
    form: int
    name: Text
    lang: Text
    shown: list[Text] = []  # languages that the page itself has
    baseline: Text
    primary: Text
    metrics: list[Text] = []
    pages: dict[str, PageTold]


@dataclass(frozen=True)
class RunFolder:
    """path: real, without links in it. told: of figures.json. provenance: command and version, empty where unknown."""

    path: Path
    told: ReportTold
    command: str
    version: str

    @property
    def page(self) -> Path:
        return self.path / "index.html"

    def csv(self) -> dict[str, Path]:
        """The tables by name, in the order of their names."""
        found = (self.path / "data").glob("*.csv")
        return {path.stem: path for path in sorted(found) if re.match(NAME, path.stem) and sound(self.path, path)}


FILE = "data/figures.json"


class FolderError(Exception):
    """What is wrong with a folder: all mistakes, one an argument."""

    def __str__(self) -> str:
        return "\n".join(map(str, self.args))


def sound(folder: Path, path: Path) -> bool:
    """Whether it is a plain file of bearable size that lies in the folder itself, not behind a link."""
    try:
        whole = not path.is_symlink() and path.resolve().is_relative_to(folder)
        return whole and path.is_file() and path.stat().st_size <= MOST_BYTES
    except OSError:
        return False


def read_folder(path: Path) -> RunFolder:
    """Raises FolderError. path: the folder of a report, or the page in it."""
    if path.name == "index.html":
        path = path.parent
    if not path.is_dir():
        raise FolderError(Said("no such folder: {path}", path=path))
    path = path.resolve()
    missing: list[str] = [
        Said("{name} is not a plain file in {path}", name=name, path=path)
        for name in ("index.html", "data/figures.json", "data/provenance.json")
        if not sound(path, path / name)
    ]
    if len(missing) == 3:
        raise FolderError(
            Said("not the folder of a report: {path} (a report is a folder with index.html and data/ in it)", path=path)
        )
    mistakes = missing
    if any("figures.json" in line for line in missing):
        mistakes.append(Said("an older report has no figures.json: give the command of the run again; finished runs are kept"))
    found = None if any("figures.json" in line for line in missing) else _told(path / "data" / "figures.json", mistakes)
    provenance = {} if any("provenance" in line for line in missing) else _json(path / "data" / "provenance.json", mistakes)
    if not isinstance(provenance, dict):
        mistakes.append(Said("{file}: not an object", file="data/provenance.json"))
    export = path / "export"
    if export.is_symlink() or (export.exists() and not export.is_dir()):
        mistakes.append(Said("{folder} must be a folder, not a link or a file", folder=export))
    if mistakes or found is None:
        raise FolderError(*mistakes)
    return RunFolder(path, found, str(provenance.get("command", "")), str(provenance.get("siyu_sim", "")))


def _json(path: Path, mistakes: list[str]) -> Any:
    try:
        return json.loads(path.read_text("utf-8"), parse_constant=lambda _: None)  # NaN, which a browser cannot read
    except (ValueError, RecursionError) as error:
        mistakes.append(Said("{file}: cannot be read as JSON: {why}", file=f"data/{path.name}", why=str(error).splitlines()[0]))
        return {}


def _told(path: Path, mistakes: list[str]) -> ReportTold | None:
    before = len(mistakes)
    data = _json(path, mistakes)
    if len(mistakes) > before:
        return None
    if not isinstance(data, dict) or data.get("form") != FORM:
        mistakes.append(Said("{file}: written by another version; give the command of the run again", file=FILE))
        return None
    try:
        told = ReportTold.model_validate(data)
    except ValidationError as error:
        mistakes += [
            Said(
                "{file}: {place}: not as a report has it ({why})",
                file=FILE,
                place=".".join(map(str, one["loc"])),
                why=one["msg"],
            )
            for one in error.errors()[:10]
        ]
        return None
    if not told.pages or not set(told.pages) <= set(LANGUAGES) or told.lang not in told.pages:
        mistakes.append(Said("{file}: pages in languages that reports do not have", file=FILE))
        return None
    for lang, page in told.pages.items():
        keys = [figure.key for figure in page.figures]
        if len({key.casefold() for key in keys}) < len(keys):
            mistakes.append(Said("{file}: two figures of one name in {place}", file=FILE, place=f"pages.{lang}"))
            return None
    return told
