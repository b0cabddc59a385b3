"""The cost of an event from 10 thousand to 3 million people.

Contacts and traffic grow with the market: a fifth of the people are contacts on day 0, and every channel sells exposures in
proportion. The baseline is the smallest market.
"""

from __future__ import annotations

from bench.measure import fastest, scenario, verdict, warm_up
from siyu_sim.scenario.schema import Scenario

SIZES = {10_000: 20, 100_000: 5, 1_000_000: 2, 3_000_000: 2}  # people: runs to take the least of
DAYS = 60
SHIPPED = 50_000  # people for whom the shipped traffic is meant
AIM = 1.3


def market(people: int) -> Scenario:
    """The coffee business, one post a day, stretched to a market of any size."""
    traffic = []
    for name, channel in scenario().channels.items():
        if channel.active:
            traffic.append(f"channels.{name}.exposures_per_day={channel.exposures_per_day * people / SHIPPED}")
            if channel.budget_yuan_per_day is not None:
                traffic.append(f"channels.{name}.budget_yuan_per_day={channel.budget_yuan_per_day * people / SHIPPED}")
    size = f"market.size={people}", f"market.initial_contacts={people // 5}", f"horizon_days={DAYS}"
    return scenario("content=daily", "referral=one_sided_high", *size, *traffic)


def run() -> None:
    warm_up()
    print(f"{'':34}{'ns an event':>26}{'against':>11}")
    print(f"{'people':>10}{'contacts':>11}{'events':>13}{'phases 2 to 4':>15}{'whole run':>11}{'smallest':>11}")
    costs: dict[int, float] = {}
    for people, repeats in SIZES.items():
        timing = fastest(market(people), repeats)
        events = timing.run.n_events
        costs[people], whole = timing.engine / events * 1e9, timing.whole / events * 1e9
        ratio = costs[people] / next(iter(costs.values()))
        print(f"{people:10,}{len(timing.run.rows):11,}{events:13,}{costs[people]:15.1f}{whole:11.1f}{ratio:11.2f}")
    smallest = min(costs)
    verdict("the dearest event against the smallest market", max(costs.values()) / costs[smallest], AIM, "times")
