"""`python -m siyu_sim store`: what the folder of finished tasks holds, and how to make room."""

from __future__ import annotations

import argparse
import contextlib
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from siyu_sim.study import codec
from siyu_sim.study.store import SUFFIX, Entry, Store

DAY = 86_400.0
EXAMPLES = """examples:
  python -m siyu_sim store                                what is kept, by study
  python -m siyu_sim store show referral                  the tasks of one study
  python -m siyu_sim store show 3f9a                      one task: what it is about, and its measures
  python -m siyu_sim store prune --other-code             results of other versions of the code, which nothing reads any more
  python -m siyu_sim store prune --older 30 --study referral --dry-run
"""


def main(argv: Sequence[str]) -> int:
    """Run the subcommand; returns the exit status. Raises SystemExit(2) on wrong options."""
    options = _parser().parse_args(argv)
    store = Store(Path(options.folder).expanduser())
    if not store.folder.is_dir():
        print(f"nothing is kept in {store.folder}")
        return 0
    if options.action == "show":
        return _show(store, options.what)
    if options.action == "prune":
        return _prune(store, options)
    return _list(store)


def _parser() -> argparse.ArgumentParser:
    folder = argparse.ArgumentParser(add_help=False)
    folder.add_argument("--folder", default="reports/.store", metavar="DIR", help="the store (reports/.store)")
    parser = argparse.ArgumentParser(
        prog="python -m siyu_sim store", description="The folder of finished tasks.", epilog=EXAMPLES, parents=[folder],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    actions = parser.add_subparsers(dest="action", metavar="list | show | prune")
    actions.add_parser("list", parents=[folder], help="what is kept, by study")
    show = actions.add_parser("show", parents=[folder], help="the tasks of a study, or one task")
    show.add_argument("what", help="the name of a study, or the first digits of a key")
    prune = actions.add_parser(
        "prune", parents=[folder], help="remove results; what is removed is computed again when it is asked for"
    )
    prune.add_argument("--other-code", action="store_true", help="of other versions of the code")
    prune.add_argument("--older", type=float, metavar="DAYS", help="written longer ago than this")
    prune.add_argument("--study", metavar="NAME", help="of this study only")
    prune.add_argument("--all", action="store_true", help="everything")
    prune.add_argument("--dry-run", action="store_true", help="only say what would go")
    return parser


def _list(store: Store) -> int:
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
        print(f"nothing is kept in {store.folder}")
        return 0
    print(f"{'study':24}{'tasks':>8}{'worlds':>8}{'MB':>8}  {'latest':18}code")
    for (name, ours), entries in sorted(studies.items()):
        worlds = len({entry.about.get("seed") for entry in entries})
        size = sum(entry.bytes for entry in entries) / 1e6
        latest = time.strftime("%Y-%m-%d %H:%M", time.localtime(max(entry.written for entry in entries)))
        print(
            f"{name:24}{len(entries):8,}{worlds:8,}{size:8.1f}  {latest:18}{'this' if ours else 'another: not used any more'}"
        )
    if damaged:
        print(f"{len(damaged)} damaged or half-written files, which prune removes")
    return 0


def _show(store: Store, what: str) -> int:
    entries = [entry for entry in store.entries() if not entry.damage]
    mine = [entry for entry in entries if entry.about.get("study") == what]
    if mine:
        print(f"{'key':14}{'world':>8}{'days':>8}{'people':>12}  arms")
        for entry in sorted(mine, key=lambda e: (e.about["seed"], e.about["arms"])):
            about = entry.about
            key = entry.path.parent.name + entry.path.stem[:8]
            print(f"{key:14}{about['seed']:8}{about['horizon_days']:8g}{about['people']:12,}  {', '.join(about['arms'])}")
        return 0
    found = [entry for entry in entries if (entry.path.parent.name + entry.path.stem).startswith(what.lower())]
    if len(found) != 1:
        names = sorted({str(entry.about.get("study", "")) for entry in entries})
        problem = f"{len(found)} keys begin with '{what}'" if found else f"no study and no key '{what}'"
        raise SystemExit(_fail(f"{problem}; studies: {', '.join(names) or 'none'}"))
    entry = found[0]
    print(f"{entry.path}\n" + "\n".join(f"  {name}: {value}" for name, value in entry.about.items() if name != "digest"))
    for arm, summary in zip(entry.about["arms"], codec.decode(entry.path.read_bytes()), strict=True):
        print(f"  {arm}:")
        for name, value in summary.metrics.items():
            print(f"    {name:32}{value:18,.4f}")
    return 0


def _prune(store: Store, options: argparse.Namespace) -> int:
    from siyu_sim.study.version import code_version

    if not (options.all or options.other_code or options.older is not None or options.study):
        raise SystemExit(_fail("prune needs to be told what: --other-code, --older DAYS, --study NAME or --all"))
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
    verb = "would remove" if options.dry_run else "removed"
    print(f"{verb} {gone:,} files, {size / 1e6:.1f} MB; {left:,} results are {'there now' if options.dry_run else 'left'}")
    return 0


def _fail(message: str) -> int:
    print(message, file=sys.stderr)
    return 2
