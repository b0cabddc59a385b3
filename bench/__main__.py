"""python -m bench [NAME ...]: run benchmarks by name; without a name, list them."""

from __future__ import annotations

import argparse
import os
import platform

from bench import growth, memory, report, speed, study, threads

BENCHMARKS = {module.__name__.removeprefix("bench."): module for module in (speed, threads, growth, memory, report, study)}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Speed and memory against named baselines.")
    parser.add_argument("names", nargs="*", choices=[[], *BENCHMARKS, "all"], metavar="NAME", help="what to run, or all")
    names = parser.parse_args().names
    if not names:
        for name, module in BENCHMARKS.items():
            print(f"{name:8}  {module.__doc__.splitlines()[0]}")
        return
    machine = platform.processor() or platform.machine()
    print(f"{machine}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, Python {platform.python_version()}")
    for name in BENCHMARKS if "all" in names else names:
        print(f"\n== {name}: {BENCHMARKS[name].__doc__.splitlines()[0]}")
        BENCHMARKS[name].run()


if __name__ == "__main__":
    main()
