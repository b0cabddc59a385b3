"""Run the studies of the casebook and put their numbers into its pages, between `<!-- name -->` and `<!-- /name -->`.

`python experiments/regenerate.py` takes some minutes. With `--check` nothing is run: the exit status is 1 if a page shows
numbers of other configurations than those that stand here now.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the pages speak of the tree that they stand in, whatever is installed

import siyu_sim as ss  # noqa: E402

PAGE = ROOT / "experiments" / "referral.md"
BUSINESSES = ("coffee", "course")

# where the answer of `referral` turns, or might be thought to: business, overrides, what they stand for
CASES = (
    ("coffee", (), "as shipped"),
    ("coffee", ("referral.reward_weight=0.1",), "people hardly respond to a reward"),
    ("coffee", ("referral.reward_weight=0",), "people do not respond to it at all"),
    ("coffee", ("typical.reward_high_yuan=30", "typical.pair_reward_yuan=15"), "a reward of nearly two cups"),
    ("coffee", ("sharing.add_rate=0.05",), "few of the invited add"),
    (
        "coffee",
        ("channels.feed_ads.cost_yuan=0.2", "market.size=500000"),
        "adverts at a quarter of the price, ten times the audience",
    ),
    (
        "coffee",
        ("channels.feed_ads.cost_yuan=0.2", "market.size=500000", "referral.reward_weight=0.2"),
        "the same, and a weak response to rewards",
    ),
    ("coffee", ("horizon_days=730",), "two years instead of one"),
    ("course", (), "as shipped"),
    ("course", ("referral.reward_weight=0.1",), "people hardly respond to a reward"),
    ("course", ("referral.reward_weight=0",), "people do not respond to it at all"),
    ("course", ("typical.reward_high_yuan=1200", "typical.pair_reward_yuan=600"), "a reward of half the price"),
    ("course", ("sharing.add_rate=0.05",), "few of the invited add"),
    ("course", ("channels.feed_ads.cost_yuan=0.35", "market.size=500000"), "cheap adverts, five times the audience"),
    (
        "course",
        ("channels.feed_ads.cost_yuan=0.35", "market.size=500000", "channels.feed_ads.add_rate=0.05"),
        "the same, and better landing pages",
    ),
)
ARMS_OF_CASES = ("none", "tools", "one_sided_high", "ads_instead")
DEARER = ("one_sided_low", "one_sided_high", "two_sided", "ads_instead")  # spend more than `tools` on the same footing
TABLE = ("profit", "customers", "cac", "k_factor", "referral_customer_share", "ads_off_survival")


# ------------------------------------------------------------------------------------------------- words and numbers


def whole(x: float) -> str:
    return "–" if math.isnan(x) else f"{x:,.0f}".replace("-", "−")


def decimals(x: float) -> str:
    return "–" if math.isnan(x) else f"{x:.2f}".replace("-", "−")


def percent(x: float) -> str:
    return "–" if math.isnan(x) else f"{100 * x:.1f} %".replace("-", "−")


FORMATS = {"profit": whole, "customers": whole, "cac": whole, "k_factor": decimals, "referral_customer_share": percent}


def signed(x: float) -> str:
    return ("+" if round(x) > 0 else "") + whole(x)


def certainty(p: float) -> str:
    """A probability; never a false 0 or 1."""
    return "over 99.9 %" if p > 0.999 else "under 0.1 %" if p < 0.001 else percent(p)


def difference(row: Any) -> str:
    """A paired difference with its interval."""
    return f"{signed(row.diff)} [{signed(row.diff_low)}, {signed(row.diff_high)}]"


def verdict(row: Any) -> str:
    """What the interval of a difference says about "is it better?"."""
    return "yes" if row.diff_low > 0 else "**no**" if row.diff_high < 0 else "**unclear**"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [head, ["---"] * len(head), *rows])


def of(frame: Any, arm: str, metric: str) -> Any:
    return next(row for row in frame.itertuples(index=False) if row.arm == arm and row.metric == metric)


# ------------------------------------------------------------------------------------------------- plans


def default_plan(business: str) -> Any:
    return ss.load("referral", overrides=[f"business={business}"])


def case_plan(business: str, overrides: Sequence[str]) -> Any:
    """The experiment under a case's overrides, with the arms that the question needs."""
    plan = ss.load("referral", overrides=[f"business={business}", *overrides])
    return replace(plan, arms=tuple(plan.arm(name) for name in ARMS_OF_CASES))


def fingerprint() -> str:
    """A hash of every scenario behind the page, and of how often each is run."""
    plans = [*map(default_plan, BUSINESSES), *(case_plan(business, overrides) for business, overrides, _ in CASES)]
    digest = hashlib.sha256()
    for plan in plans:
        settings = plan.study
        digest.update(f"{settings.seed} {settings.replications} {settings.confidence}".encode())
        for arm in plan.arms:
            digest.update(f"{arm.name} {arm.spend_like} {arm.scenario.model_dump_json()}".encode())
    return digest.hexdigest()[:16]


# ------------------------------------------------------------------------------------------------- blocks


def business_block(business: str) -> str:
    """Arms, marginal costs and channels of the experiment as shipped."""
    from siyu_sim.measure.catalogue import METRICS

    plan = default_plan(business)
    settings = plan.study
    study = ss.run(plan)
    frame, marginal, channels = study.compare(), study.marginal("tools"), study.table("channels")
    first, second = plan.focus
    focus = of(study.compare(baseline=second, metrics=(plan.primary,)), first, plan.primary)
    costs = {
        row.arm: row.mean for row in marginal.itertuples(index=False) if row.metric == "marginal_cac" and row.arm in DEARER
    }
    arms = []
    for arm in plan.arms:
        cells = [FORMATS.get(name, decimals)(of(frame, arm.name, name).mean) for name in TABLE]
        against = "–" if arm.name == plan.baseline else difference(of(frame, arm.name, "profit"))
        arms.append([arm.label["en"], cells[0], against, *cells[1:], whole(costs.get(arm.name, math.nan))])
    names = [METRICS[name].label["en"] for name in TABLE]
    reward = sum(s.granted for s in study.summaries if s.arm == second) / settings.replications
    left = sum(max(s.unspent, 0.0) for s in study.summaries if s.arm == second) / settings.replications
    here = channels[(channels["arm"] == first) & (channels["contacts"] > 0)]
    ways = [
        [f"`{row.channel}`", *map(whole, (row.contacts, row.customers, row.contact_cost, row.cac, row.ltv_per_customer))]
        for row in here.itertuples(index=False)
    ]
    labels = plan.arm(first).label["en"], plan.arm(second).label["en"]
    wins = "is better" if focus.diff_low > 0 else "is worse" if focus.diff_high < 0 else "cannot be told apart"
    return "\n\n".join([
        f"{settings.replications} worlds, seeds {settings.seed} to {settings.seed + settings.replications - 1}; money in yuan. "
        f"Profit against *{plan.arm(plan.baseline).label['en']}* in the same worlds, with {settings.confidence:.0%} intervals. "
        f"Marginal CAC: extra acquisition spend for each customer more than in *{plan.arm('tools').label['en']}*.",
        table(["arm", names[0], "difference in profit", *names[1:], "marginal CAC"], arms),
        f"**{labels[0]}** against **{labels[1]}**: {difference(focus)} yuan, "
        f"better with probability {certainty(focus.p_better)}; it {wins}. "
        f"The reward money that went to adverts is {whole(reward)} yuan a world; {whole(left)} of it could not be spent.",
        f"Where people came from, arm *{labels[0]}*:",
        table(["channel", "contacts", "customers", "cost per contact", "CAC", "LTV per customer"], ways),
    ])  # fmt: skip


def cases_block() -> str:
    """The question under every case: reward against adverts, and reward against tools alone."""
    rows = []
    for business, overrides, words in CASES:
        study = ss.run(case_plan(business, overrides))
        ads = of(study.compare(baseline="ads_instead", metrics=("profit",)), "one_sided_high", "profit")
        tools = of(study.compare(baseline="tools", metrics=("profit",)), "one_sided_high", "profit")
        settings = " ".join(f"`{text}`" for text in overrides) or "–"
        rows.append([business, words, settings, verdict(ads), difference(ads), verdict(tools), difference(tools)])
        print(*rows[-1], sep=" | ", file=sys.stderr, flush=True)
    return table(
        [
            "business",
            "what changes",
            "overrides",
            "beats adverts?",
            "yuan, reward − adverts",
            "beats tools alone?",
            "yuan, reward − tools",
        ],
        rows,
    )


def put(text: str, name: str, content: str) -> str:
    """The page with the block `name` replaced. Raises ValueError where the page has no such block."""
    pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    if len(pattern.findall(text)) != 1:
        raise ValueError(f"{PAGE.name} needs one block <!-- {name} --> … <!-- /{name} -->")
    return pattern.sub(lambda match: f"{match[1]}\n{content}\n\n{match[2]}", text)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="run nothing; exit 1 if the configurations have changed since")
    options = parser.parse_args(argv)
    stamp = f"<!-- configurations {fingerprint()} -->"
    text = PAGE.read_text(encoding="utf-8")
    if options.check:
        if stamp in text:
            return 0
        print(
            f"{PAGE.relative_to(ROOT)} shows numbers of other configurations: run python experiments/regenerate.py",
            file=sys.stderr,
        )
        return 1
    for business in BUSINESSES:
        text = put(text, business, business_block(business))
    text = put(text, "cases", cases_block())
    text = re.sub(r"<!-- configurations \w* -->", stamp, text)
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
