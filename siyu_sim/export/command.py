"""`python -m siyu_sim export`: a run as XLSX, CSV, Parquet, PNG, SVG, PDF and PPTX, below the folder of the run."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from siyu_sim.export.folder import FolderError, RunFolder, read_folder
from siyu_sim.language import Language, Said, tell
from siyu_sim.language.disk import reason
from siyu_sim.language.help import EXPORT
from siyu_sim.language.options import Options
from siyu_sim.report.told import LANGUAGES

FORMS = ("xlsx", "csv", "parquet", "png", "svg", "pdf", "pptx")
USUAL = ("xlsx", "csv", "png", "pdf", "pptx")
DRAWS = "choreographer"  # starts the browser
NEEDED = {"xlsx": ("xlsxwriter",), "pptx": ("pptx", DRAWS), "png": (DRAWS,), "svg": (DRAWS,), "pdf": (DRAWS,)}
DRAWN = ("png", "svg", "pdf", "pptx")  # by a browser
INSTALL = 'pip install "siyu_sim[export]"'
BROWSER = Said("Chromium or Chrome (for example apt install chromium; BROWSER_PATH names one elsewhere)")


@dataclass(frozen=True)
class Asked:
    run: RunFolder
    forms: tuple[str, ...]
    lang: str  # of the files
    reader: Language


def main(argv: Sequence[str], lang: Language = "en") -> int:
    """Run the subcommand, answering in `lang`; returns the exit status. Raises SystemExit(2) on wrong options."""
    options = _parser(lang).read(argv)
    asked = _checked(options, lang)
    if isinstance(asked, list):
        for mistake in asked:
            print(tell(mistake, lang), file=sys.stderr)
        return 2
    from siyu_sim.export.browser import BrowserError

    folder = asked.run.path / "export"
    try:
        for name, content in _files(asked):
            _write(folder, name, content)
            print(folder / name)
    except (FolderError, BrowserError) as error:
        for line in error.args:
            print(tell(line, lang), file=sys.stderr)
        return 2
    return 0


def _parser(lang: Language) -> Options:
    parser = Options(
        prog="python -m siyu_sim export", description=Said("A run as files for other programs."), epilog=Said(EXPORT), lang=lang
    )
    parser.add_argument("folder", help=Said("of the run: the one with index.html in it, or that page"))
    some = Said("any of {forms} (those of {usual} that can be made)", forms=",".join(FORMS), usual=",".join(USUAL))
    parser.add_argument("--to", metavar="FORMS", help=some)
    spoken = Said("language of the files (that of the page) and of what is said here; the PDF has one that the page has")
    parser.add_argument("--lang", metavar="|".join(LANGUAGES), help=spoken)
    return parser


def _checked(options: Any, reader: Language) -> Asked | list[str]:
    """What is asked for, or all that is wrong with it."""
    mistakes: list[str] = []
    forms = tuple(dict.fromkeys(part.strip().lower() for part in (options.to or "").split(",") if part.strip()))
    unknown = [form for form in forms if form not in FORMS]
    known = ", ".join(FORMS)
    if unknown:
        mistakes.append(Said("{option}: {given} is not one of {known}", option="--to", given=", ".join(unknown), known=known))
    elif options.to is not None and not forms:
        mistakes.append(Said("{option}: {given} is not one of {known}", option="--to", given=Said("nothing"), known=known))
    if options.lang is not None and options.lang not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        mistakes.append(Said("{option}: {given} is not one of {known}", option="--lang", given=options.lang, known=known))
    run = None
    try:
        run = read_folder(Path(options.folder).expanduser())
    except FolderError as error:
        mistakes += error.args
    lang = options.lang or (run.told.lang if run else "")
    if run and lang in LANGUAGES and lang not in run.told.pages:
        mistakes.append(
            Said(
                "--lang: the report has no words in {lang}: give the command of the run again; finished runs are kept",
                lang=lang,
            )
        )
    if options.to is None and not mistakes:  # else nothing is made, and what else is missing is of no account
        forms = tuple(form for form in USUAL if not lacking([form]))
        for form in USUAL:
            if form not in forms:
                why = "; ".join(tell(line, reader) for line in lacking([form]))
                print(tell(Said("left out: {form} ({why})", form=form, why=why), reader), file=sys.stderr)
    elif options.to is not None:
        mistakes += lacking([form for form in forms if form in FORMS])
    return mistakes if mistakes or run is None else Asked(run, forms, lang, reader)


def lacking(forms: Sequence[str]) -> list[Said]:
    """What would have to be installed to make these, a line each."""
    modules = {module for form in forms for module in NEEDED.get(form, ()) if find_spec(module) is None}
    lines = [Said("{modules} missing: {install}", modules=", ".join(sorted(modules)), install=INSTALL)] if modules else []
    if set(forms) & set(DRAWN) and DRAWS not in modules:
        from siyu_sim.export.browser import has_browser

        if not has_browser():
            drawn = ", ".join(form for form in forms if form in DRAWN)
            lines.append(Said("no browser: {forms} need {browser}", forms=drawn, browser=BROWSER))
    return lines


def _files(asked: Asked) -> Iterator[tuple[str, bytes]]:
    """(path below export/, content) of each file."""
    from siyu_sim.export import tables

    run, lang, forms = asked.run, asked.lang, asked.forms
    if {"xlsx", "csv", "parquet"} & set(forms):
        found = tables.read_tables(run, lang)
        if "xlsx" in forms:
            from siyu_sim.export.workbook import workbook

            yield f"report.{lang}.xlsx", workbook(run, found, lang)
        for form, make in (("csv", tables.as_csv), ("parquet", tables.as_parquet)):
            if form in forms:
                for table in found:
                    yield (f"{form}/{table.name}.{lang}.csv" if form == "csv" else f"{form}/{table.name}.parquet"), make(table)
    if set(DRAWN) & set(forms):
        yield from _drawn(run, lang, forms, asked.reader)


def _drawn(run: RunFolder, lang: str, forms: Sequence[str], reader: Language) -> Iterator[tuple[str, bytes]]:
    from siyu_sim.export.browser import Picture, draw, harmless
    from siyu_sim.export.pictures import standalone
    from siyu_sim.export.slides import slides

    page = run.told.pages[lang]
    wanted = [Picture(figure.key, *standalone(figure, page, lang)) for figure in page.figures]
    both = len(run.told.shown) > 1
    of_page = lang if both else run.told.lang
    if "pdf" in forms and lang != of_page:
        name = f"report.{run.told.lang}.pdf"
        told = Said("{name}: the page as it was written; report.lang={lang} writes one in {lang}", name=name, lang=lang)
        print(tell(told, reader), file=sys.stderr)
    printed = harmless(run.page.read_text("utf-8", errors="replace")) if "pdf" in forms else None
    wanted_forms = {"slide" if form == "pptx" else form for form in forms} & {"png", "svg", "slide"}
    pictures, pdf = draw(wanted, wanted_forms, printed, at=lang if both else "")
    for (key, form), content in pictures.items():
        if form != "slide":
            yield f"{form}/{key}.{lang}.{form}", content
    if pdf is not None:
        yield f"report.{of_page}.pdf", pdf
    if "pptx" in forms:
        shown = {key: content for (key, form), content in pictures.items() if form == "slide"}
        yield f"report.{lang}.pptx", slides(run, shown, lang)


def _write(folder: Path, name: str, content: bytes) -> None:
    """Whole or not at all, and never through a link: written beside its place, then renamed."""
    path = folder / name
    for parent in (folder, path.parent):
        if parent.is_symlink():
            raise FolderError(Said("{folder} must be a folder, not a link", folder=parent))
        parent.mkdir(exist_ok=True)
    part = path.parent / f".part-{os.getpid()}"
    part.unlink(missing_ok=True)  # of a process of that number that was killed
    try:
        with part.open("xb") as file:
            file.write(content)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise type(error)(error.errno, reason(error), str(path)) from error
    except BaseException:
        part.unlink(missing_ok=True)
        raise
