"""`python -m siyu_sim store`: what the folder of finished tasks holds, and how to make room."""

from __future__ import annotations

import argparse
import contextlib
import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from siyu_sim.language import Language, Said, tell
from siyu_sim.language.folding import columns
from siyu_sim.language.help import STORE
from siyu_sim.language.options import Options
from siyu_sim.study import codec
from siyu_sim.study.store import SUFFIX, Entry, Store

DAY = 86_400.0
NOTHING = "nothing is kept in {folder}"


def main(argv: Sequence[str], lang: Language = "en") -> int:
    """Run the subcommand; returns the exit status. Raises SystemExit(2) on wrong options."""
    options = _parser(lang).read(argv)
    store = Store(Path(options.folder).expanduser())
    if not store.folder.is_dir():
        _say(Said(NOTHING, folder=store.folder), lang)
        return 0
    if options.action == "show":
        return _show(store, options.what, lang)
    if options.action == "prune":
        return _prune(store, options, lang)
    return _list(store, lang)


def _parser(lang: Language) -> Options:
    common = Options(add_help=False, lang=lang)
    common.add_argument("--folder", default="reports/.store", metavar="DIR", help=Said("the store (reports/.store)"))
    common.add_language()
    parser = Options(
        prog="python -m siyu_sim store", description=Said("The folder of finished tasks."), epilog=Said(STORE), parents=[common],
        lang=lang,
    )  # fmt: skip
    actions = parser.add_subparsers(dest="action", metavar="list | show | prune")
    add = partial(actions.add_parser, lang=lang, parents=[common])
    add("list", help=tell(Said("what is kept, by study"), lang))
    show = add("show", help=tell(Said("the tasks of a study, or one task"), lang))
    show.add_argument("what", help=Said("the name of a study, or the first digits of a key"))
    removes = Said("remove results; what is removed is computed again when it is asked for")
    prune = add("prune", help=tell(removes, lang))
    prune.add_argument("--other-code", action="store_true", help=Said("of other versions of the code"))
    prune.add_argument("--older", type=float, metavar="DAYS", help=Said("written longer ago than this"))
    prune.add_argument("--study", metavar="NAME", help=Said("of this study only"))
    prune.add_argument("--all", action="store_true", help=Said("everything"))
    prune.add_argument("--dry-run", action="store_true", help=Said("only say what would go"))
    return parser


def _list(store: Store, lang: Language) -> int:
    from siyu_sim.study.version import code_version

    studies: dict[tuple[str, bool], list[Entry]] = {}
    damaged = store.leftovers()
    for entry in store.entries():
        if entry.damage:
            damaged.append(entry.path)
        else:
            ours = entry.about.get("code") == code_version()
            studies.setdefault((str(entry.about.get("study", "")), ours), []).append(entry)
    if not studies and not damaged:
        _say(Said(NOTHING, folder=store.folder), lang)
        return 0
    study, tasks, of_worlds, last, code = (
        tell(head, lang) for head in (Said("study"), Said("tasks"), Said("worlds"), Said("latest"), Said("code"))
    )
    print(_left(study, 24) + _right(tasks, 8) + _right(of_worlds, 8) + _right("MB", 8) + "  " + _left(last, 18) + code)
    for (name, ours), entries in sorted(studies.items()):
        worlds = len({entry.about.get("seed") for entry in entries})
        size = sum(entry.bytes for entry in entries) / 1e6
        latest = time.strftime("%Y-%m-%d %H:%M", time.localtime(max(entry.written for entry in entries)))
        which = tell(Said("this") if ours else Said("another: not used any more"), lang)
        print(f"{_left(name, 24)}{len(entries):8,}{worlds:8,}{size:8.1f}  {latest:18}{which}")
    if damaged:
        _say(Said("{n} damaged or half-written files, which prune removes", n=len(damaged)), lang)
    return 0


def _show(store: Store, what: str, lang: Language) -> int:
    entries = [entry for entry in store.entries() if not entry.damage]
    mine = [entry for entry in entries if entry.about.get("study") == what]
    if mine:
        key, world, days, people, arms = (
            tell(head, lang) for head in (Said("key"), Said("world"), Said("days"), Said("people"), Said("arms"))
        )
        print(_left(key, 14) + _right(world, 8) + _right(days, 8) + _right(people, 12) + "  " + arms)
        for entry in sorted(mine, key=lambda e: (e.about["seed"], e.about["arms"])):
            about = entry.about
            key = entry.path.parent.name + entry.path.stem[:8]
            print(f"{key:14}{about['seed']:8}{about['horizon_days']:8g}{about['people']:12,}  {', '.join(about['arms'])}")
        return 0
    found = [entry for entry in entries if (entry.path.parent.name + entry.path.stem).startswith(what.lower())]
    if len(found) != 1:
        names = sorted({str(entry.about.get("study", "")) for entry in entries})
        known = ", ".join(names) or Said("none")
        if found:
            told = Said("{n} keys begin with '{what}'; studies: {studies}", n=len(found), what=what, studies=known)
        else:
            told = Said("no study and no key '{what}'; studies: {studies}", what=what, studies=known)
        return _fail(told, lang)
    entry = found[0]
    print(f"{entry.path}\n" + "\n".join(f"  {name}: {value}" for name, value in entry.about.items() if name != "digest"))
    for arm, summary in zip(entry.about["arms"], codec.decode(entry.path.read_bytes()), strict=True):
        print(f"  {arm}:")
        for name, value in summary.metrics.items():
            print(f"    {name:32}{value:18,.4f}")
    return 0


def _prune(store: Store, options: argparse.Namespace, lang: Language) -> int:
    from siyu_sim.study.version import code_version

    if not (options.all or options.other_code or options.older is not None or options.study):
        return _fail(Said("prune needs to be told what: --other-code, --older DAYS, --study NAME or --all"), lang)
    horizon = time.time() - options.older * DAY if options.older is not None else None
    doomed = store.leftovers()
    for entry in store.entries():
        about = entry.about
        if entry.damage or (
            (options.study is None or about.get("study") == options.study)
            and (horizon is None or entry.written < horizon)
            and (not options.other_code or about.get("code") != code_version())
        ):
            doomed.append(entry.path)
    size, gone = 0, 0
    for path in doomed:
        with contextlib.suppress(OSError):
            size += path.stat().st_size
            if not options.dry_run:
                path.unlink()
            gone += 1
    if not options.dry_run:
        for folder in store.folder.glob("[0-9a-f][0-9a-f]"):
            with contextlib.suppress(OSError):
                folder.rmdir()
    left = sum(1 for _ in store.folder.rglob(f"*{SUFFIX}"))
    files, megabytes, results = f"{gone:,}", f"{size / 1e6:.1f}", f"{left:,}"
    if options.dry_run:
        _say(
            Said(
                "would remove {gone} files, {size} MB; {left} results are there now", gone=files, size=megabytes, left=results
            ),
            lang,
        )
    else:
        _say(Said("removed {gone} files, {size} MB; {left} results are left", gone=files, size=megabytes, left=results), lang)
    return 0


def _left(text: str, width: int) -> str:
    """A cell of a table, Chinese signs being two columns wide."""
    return text + " " * (width - columns(text))


def _right(text: str, width: int) -> str:
    return " " * (width - columns(text)) + text


def _say(message: Said, lang: Language) -> None:
    print(tell(message, lang))


def _fail(message: Said, lang: Language) -> int:
    print(tell(message, lang), file=sys.stderr)
    return 2
