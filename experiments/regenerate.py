"""Run the studies of the casebook and put their numbers into its pages, between `<!-- name -->` and `<!-- /name -->`.

`python experiments/regenerate.py` regenerates every page, `python experiments/regenerate.py hooks gmv` these two; the index is
brought up to date either way. Finished runs are kept in reports/.store, as those of the command line are: a command that was
stopped goes on where it stood, and a change of words runs nothing again. With `--check` nothing is run: the exit status is 1 if a
page shows numbers of other configurations than those that stand here now, or lacks a section, a block or its place in the index.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the pages speak of the tree that they stand in, whatever is installed

from experiments.casebook import index  # noqa: E402
from experiments.casebook.language import LANGUAGES  # noqa: E402


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("pages", nargs="*", metavar="page", help=f"one or more of: {', '.join(index.names())} (all, if none)")
    parser.add_argument("--check", action="store_true", help="run nothing; exit 1 if a page is out of date")
    options = parser.parse_args(argv)
    unknown = [name for name in options.pages if name not in index.names()]
    if unknown:
        parser.error(f"no such page: {', '.join(unknown)}; there are {', '.join(index.names())}")
    pages = [index.page(name) for name in options.pages or index.names()]
    if not options.check:
        for page in pages:
            begun = time.perf_counter()
            page.regenerate(ROOT / "reports" / ".store")
            print(f"{page.name}: {time.perf_counter() - begun:.0f} s", file=sys.stderr, flush=True)
        index.regenerate()
    found = {page.path(lang): page.problems(lang) for page in pages for lang in LANGUAGES}
    found |= {index.path(lang): index.problems(lang) for lang in LANGUAGES}
    for path, problems in found.items():
        for problem in problems:
            print(f"{path.relative_to(ROOT).as_posix()}: {problem}", file=sys.stderr)
    if not any(found.values()):
        return 0
    if options.check:
        print("python experiments/regenerate.py [page ...] brings numbers up to date", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
