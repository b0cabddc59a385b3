"""The report into a folder of its own, all or nothing."""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from siyu_sim.report import assumptions
from siyu_sim.report.told import LANGUAGES, Told, as_json, in_language

if TYPE_CHECKING:
    from siyu_sim.report.page import Page
    from siyu_sim.report.plain import PlainPage
    from siyu_sim.study.results import Study

S = TypeVar("S")


def write_report(study: Study, folder: Path) -> Path:
    """Write `<folder>/<experiment>/<time>/index.html` and `data/` beside it; returns the path of the page.

    data/ holds the values behind every figure and table as CSV (rules of the SOP and a test of scripts where there are any),
    `decisions.csv` if strategies took any, `assumptions.csv` with every parameter in force in the baseline and what it rests on,
    `runs.parquet` with every measure of every run, `provenance.json`, and `figures.json` with the words and figures of the page in
    every language. Everything is written to a hidden folder first and moved into place at the end, so that a report is there as a
    whole or not at all, also after Ctrl-C. Raises OSError.
    """
    from siyu_sim.report.page import build

    page, shown = build(study), study.plan.report.languages
    told = {other: page.tolds.get(other) or build(in_language(study, other)).told for other in LANGUAGES}

    def fill(part: Path) -> None:
        _write_all(page, part)
        _write_told(told, shown, part / "data")
        if study.events is not None:
            shutil.move(study.events, part / "events")

    return _whole(Path(folder) / safe_name(study.plan.name), fill)


def write_plain(make: Callable[[S], PlainPage], found: S, folder: Path) -> Path:
    """Write `<folder>/<experiment>-<kind>/<time>/` likewise with the page that `make` makes of what was found; data/ holds the values
    behind every figure and the page's tables as CSV, `provenance.json` and `figures.json`. Raises OSError."""
    page = make(found)
    shown: Sequence[str] = found.plan.report.languages  # type: ignore[attr-defined]
    told = {other: page.tolds.get(other) or make(in_language(found, other)).told for other in LANGUAGES}

    def fill(part: Path) -> None:
        data = part / "data"
        data.mkdir()
        for name, frame in {**{figure.key: figure.frame for figure in page.figures}, **page.frames}.items():
            frame.to_csv(data / f"{name}.csv", index=False, encoding="utf-8-sig")
        _write_assumptions(assumptions.lines(page.view.plan), data)
        (data / "provenance.json").write_text(json.dumps(page.provenance, ensure_ascii=False, indent=1), "utf-8")
        _write_told(told, shown, data)
        (part / "index.html").write_text(page.html, "utf-8")

    return _whole(Path(folder) / safe_name(f"{page.name}-{page.kind}"), fill)


def _whole(base: Path, fill: Callable[[Path], None]) -> Path:
    """A new folder under base with what `fill` writes into it, whole or not at all; the path of its page."""
    made = _missing_parents(base)
    base.mkdir(parents=True, exist_ok=True)
    part = base / f".part-{os.getpid()}-{time.time_ns()}"
    try:
        part.mkdir()
        fill(part)
        return _move_into_place(part, base, time.strftime("%Y-%m-%d_%H%M%S")) / "index.html"
    except BaseException as error:
        if isinstance(error, OSError):
            error.filename = error.filename or str(base)  # a full disk does not say where
        shutil.rmtree(part, ignore_errors=True)
        _remove_empty(made)
        raise


def safe_name(text: str) -> str:
    """A name of one folder, whatever the text: letters of any script, digits, - and _; at most 80 of them."""
    name = re.sub(r"[^\w-]+", "_", text).strip("_-")[:80]
    return name or "report"


def _write_told(told: dict[str, Told], shown: Sequence[str], data: Path) -> None:
    (data / "figures.json").write_text(as_json(told, shown), "utf-8")


def _write_assumptions(table: list[assumptions.Line], data: Path) -> None:
    assumptions.frame(table).to_csv(data / "assumptions.csv", index=False, encoding="utf-8-sig")


def _write_all(page: Page, folder: Path) -> None:
    study = page.view.study
    data = folder / "data"
    data.mkdir()
    for figure in page.figures:
        figure.frame.to_csv(data / f"{figure.key}.csv", index=False, encoding="utf-8-sig")  # the mark makes Excel read Chinese
    page.view.compared.to_csv(data / "comparison.csv", index=False, encoding="utf-8-sig")
    for name in ("channels", "funnel", "weekly", "ledger"):
        page.view.table(name).to_csv(data / f"table_{name}.csv", index=False, encoding="utf-8-sig")
    for name in ("rules", "trial"):
        if len(page.view.table(name)):
            page.view.table(name).to_csv(data / f"table_{name}.csv", index=False, encoding="utf-8-sig")
    study.marginal().to_csv(data / "marginal.csv", index=False, encoding="utf-8-sig")
    if len(study.decisions):
        study.decisions.to_csv(data / "decisions.csv", index=False, encoding="utf-8-sig")
    _write_assumptions(page.evidence, data)
    study.runs.to_parquet(data / "runs.parquet", index=False)
    (data / "provenance.json").write_text(json.dumps(study.provenance, ensure_ascii=False, indent=1), "utf-8")
    (folder / "index.html").write_text(page.html, "utf-8")


def _move_into_place(part: Path, base: Path, stamp: str) -> Path:
    """Rename to the first free of <stamp>, <stamp>-2, …; another process may take a name at the same time."""
    again = 1
    while True:
        target = base / (stamp if again == 1 else f"{stamp}-{again}")
        if not target.exists():
            try:
                part.replace(target)
            except OSError:
                if not target.exists():
                    raise
            else:
                return target
        again += 1


def _missing_parents(folder: Path) -> list[Path]:
    """The folder and those above it that do not exist yet, the deepest first."""
    return [path for path in (folder, *folder.parents) if not path.exists()]


def _remove_empty(folders: list[Path]) -> None:
    for path in folders:
        try:
            path.rmdir()
        except OSError:
            return
