"""What `--help` prints; the Chinese is in `zh/command.py`."""

from __future__ import annotations

HELP = """usage: python -m siyu_sim [+experiment=NAME] [GROUP=OPTION ...] [KEY=VALUE ...] [options]

Without arguments: a list of the experiments, businesses and levers.

  +experiment=NAME       run a question with all its arms
  GROUP=OPTION           choose a file: business=course, hook=cash, content=daily
  KEY=VALUE              set one value: hook.strength=1.5, horizon_days=730, study.replications=50,
                         study.seed=7, engine=reference, report.folder=DIR
  GROUP.NAME=null        leave one entry out: sop.wake_idle=null, channels.live=null
  study=sensitivity      which assumption decides between two arms, and at which value the answer flips
  study=search           the best strategy under a budget; study=allocate: how to split a budget
  report.lang=zh         the language of everything: en, zh, or both, a page with a switch; usually that of
                         the computer (LANG). --lang zh says the same
  -m, --multirun         one arm for each combination of listed values: hook=none,coupon
  --config-dir DIR       a folder of your own configs; its files add to the shipped ones and override
                         those of the same name (may be given several times)
  -q, --quiet            print only the verdict, in one line, and the path of the report, in the last
  --json                 print one JSON object: verdict, arms with their measures, seeds, paths
  --version              print the version
  -h, --help             print this

A study that was stopped goes on where it was when the same command is given again: finished runs are kept in
reports/.store.

  python -m siyu_sim store     what is kept there; store --help: how to look into it and make room
  python -m siyu_sim export    a report as XLSX, CSV, Parquet, PNG, SVG, PDF and PPTX; see export --help
"""

STORE = """examples:
  python -m siyu_sim store                                what is kept, by study
  python -m siyu_sim store show referral                  the tasks of one study
  python -m siyu_sim store show 3f9a                      one task: what it is about, and its measures
  python -m siyu_sim store prune --other-code             results of other versions of the code, which nothing reads any more
  python -m siyu_sim store prune --older 30 --study referral --dry-run
"""

EXPORT = """examples:
  python -m siyu_sim export reports/referral/2026-01-31_120000
  python -m siyu_sim export reports/referral/2026-01-31_120000 --to xlsx,pptx --lang zh

The files are written to export/ in that folder. XLSX, pictures, PDF and slides need pip install "siyu_sim[export]";
pictures, PDF and slides also Chromium or Chrome (for example apt install chromium; BROWSER_PATH names one elsewhere).
"""
