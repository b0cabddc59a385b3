"""The fast engine against one SimPy process a person, and what each kind of event costs.

Both engines live the same year of the same 10,000 contacts and must end in the same books, or the benchmark fails: once with
posts and needs alone, once with every mechanism on.
"""

from __future__ import annotations

import time

import numpy as np

from bench.measure import EVERYTHING, fastest, held, least, verdict, warm_up
from siyu_sim.engine import counters as c
from siyu_sim.simulation import simulate

CONTACTS = 10_000
MANY = 100_000
REPEATS = 5
MIX, AIM = "a post a day and needs", 40  # nanoseconds an event
KINDS = {
    "nobody does anything": ("content=none", "product.need.per_year=0"),
    "a post a day, none seen": ("product.need.per_year=0", "attention.seen_rate=0"),
    "a post a day": ("product.need.per_year=0",),
    "four posts a day": ("product.need.per_year=0", "content.posts_per_day=4"),
    "needs only": ("content=none",),
    MIX: (),
    "the same, 100,000 contacts": (f"market.size={MANY}", f"market.initial_contacts={MANY}", "horizon_days=73"),
}


def run() -> None:
    warm_up()
    _against_reference("posts and needs")
    _against_reference("every mechanism on", *EVERYTHING)
    _by_kind()


def _against_reference(what: str, *overrides: str) -> None:
    case = held(CONTACTS, 365, *overrides)
    simulate(held(100, 3, *overrides), 1, engine="reference")  # compile
    before = fastest(case, REPEATS)
    begun = time.thread_time()
    reference = simulate(case, 1, engine="reference")
    slow = time.thread_time() - begun
    fast = least(
        [before, fastest(case, REPEATS)]
    )  # half a minute or more apart: a busy moment of the machine spoils one of them
    for name in ("money", "counts", "cohort"):
        if not np.array_equal(getattr(reference, name), getattr(fast.run, name)):
            raise AssertionError(f"the engines disagree on {name}")
    if reference.further is not None and not np.array_equal(reference.further, fast.run.further):
        raise AssertionError("the engines disagree on what mechanisms keep of the contacts")
    print(f"{what}: {CONTACTS:,} contacts, 365 days, {reference.n_events:,} events, log off, same books")
    for name, seconds in (("baseline: one SimPy process a person, one run", slow), ("fast engine", fast.whole)):
        print(f"  {name:48}{seconds:8.2f} s{seconds / reference.n_events * 1e9:10.1f} ns an event")
    verdict(f"speed of the fast engine against the baseline, {what}", slow / fast.whole, 200, "times", at_least=True)
    print()


def _by_kind() -> None:
    print(f"one thread, log off, least of {REPEATS:<8}{'':24}{'ns an event':>22}{'ns a contact-day':>18}")
    print(f"{'':30}{'events':>11}{'seen':>11}{'needs':>10}{'sweep':>11}{'whole run':>11}{'sweep':>18}")
    for label, overrides in KINDS.items():
        timing = fastest(held(CONTACTS, 365, *overrides), REPEATS)
        events, seen, needs = timing.run.n_events, *timing.run.counts[:, (c.SEEN, c.NEEDS)].sum((0, 2)).tolist()
        sweep, whole = timing.sweep / events * 1e9, timing.whole / events * 1e9
        costs = f"{sweep:11.1f}{whole:11.1f}" if events > CONTACTS else f"{'-':>11}" * 2
        print(f"{label:30}{events:11,}{seen:11,}{needs:10,}{costs}{timing.sweep / timing.contact_days * 1e9:18.1f}")
        if label == MIX:
            judged = sweep
    verdict(f"an event in the sweep, {MIX}, {CONTACTS:,} contacts", judged, AIM, "ns")
