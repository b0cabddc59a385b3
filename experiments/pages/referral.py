"""Rewards for referrals against advertising for the same money."""

from __future__ import annotations

import math
from collections.abc import Sequence

from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import arms, cases, footing, of
from experiments.casebook.words import certainty, difference, table, whole
from siyu_sim.study.results import Study

TABLE = ("profit", "customers", "cac", "k_factor", "referral_customer_share", "ads_off_survival")
DEARER = ("one_sided_low", "one_sided_high", "two_sided", "ads_instead")  # spend more than `tools` on the same footing
ARMS_OF_CASES = ("none", "tools", "one_sided_high", "ads_instead")


def _case(words: str, *overrides: str) -> Case:
    return Case("referral", ("study.replications=6", *overrides), ARMS_OF_CASES, words)


# where the answer turns, or might be thought to
CHEAP = ("channels.feed_ads.cost_yuan=0.2", "market.size=500000")
CHEAP_COURSE = ("channels.feed_ads.cost_yuan=0.35", "market.size=500000")
CASES = (
    _case("as shipped", "business=coffee"),
    _case("people hardly respond to a reward", "business=coffee", "referral.reward_weight=0.1"),
    _case("people do not respond to it at all", "business=coffee", "referral.reward_weight=0"),
    _case("a reward of nearly two cups", "business=coffee", "typical.reward_high_yuan=30", "typical.pair_reward_yuan=15"),
    _case("few of the invited add", "business=coffee", "sharing.add_rate=0.05"),
    _case("adverts at a quarter of the price, ten times the audience", "business=coffee", *CHEAP),
    _case("the same, and a weak response to rewards", "business=coffee", *CHEAP, "referral.reward_weight=0.2"),
    _case("two years instead of one", "business=coffee", "horizon_days=730"),
    _case("as shipped", "business=course"),
    _case("people hardly respond to a reward", "business=course", "referral.reward_weight=0.1"),
    _case("people do not respond to it at all", "business=course", "referral.reward_weight=0"),
    _case("a reward of half the price", "business=course", "typical.reward_high_yuan=1200", "typical.pair_reward_yuan=600"),
    _case("few of the invited add", "business=course", "sharing.add_rate=0.05"),
    _case("cheap adverts, five times the audience", "business=course", *CHEAP_COURSE),
    _case("the same, and better landing pages", "business=course", *CHEAP_COURSE, "channels.feed_ads.add_rate=0.05"),
)


def business(studies: Sequence[Study]) -> str:
    """Arms, marginal costs and channels of the experiment as shipped."""
    (study,) = studies
    plan = study.plan
    assert plan.focus is not None
    first, second = plan.focus
    focus = of(study.compare(baseline=second, metrics=(plan.primary,)), first, plan.primary)
    costs = {row.arm: row.mean for row in study.marginal("tools").itertuples(index=False) if row.metric == "marginal_cac"}
    marginal = [whole(costs.get(arm.name, math.nan) if arm.name in DEARER else math.nan) for arm in plan.arms]
    given = [s for s in study.summaries if s.arm == second]
    reward = sum(s.granted for s in given) / plan.study.replications
    left = sum(max(s.unspent, 0.0) for s in given) / plan.study.replications
    channels = study.table("channels")
    here = channels[(channels["arm"] == first) & (channels["contacts"] > 0)]
    ways = [
        [f"`{row.channel}`", *map(whole, (row.contacts, row.customers, row.contact_cost, row.cac, row.ltv_per_customer))]
        for row in here.itertuples(index=False)
    ]
    labels = plan.arm(first).label["en"], plan.arm(second).label["en"]
    wins = "is better" if focus.diff_low > 0 else "is worse" if focus.diff_high < 0 else "cannot be told apart"
    return "\n\n".join([
        f"{footing(study, what='Profit')} "
        f"Marginal CAC: extra acquisition spend for each customer more than in *{plan.arm('tools').label['en']}*.",
        arms(study, TABLE, extra=[("marginal CAC", marginal)]),
        f"**{labels[0]}** against **{labels[1]}**: {difference(focus)} yuan, "
        f"better with probability {certainty(focus.p_better)}; it {wins}. "
        f"The reward money that went to adverts is {whole(reward)} yuan a world; {whole(left)} of it could not be spent.",
        f"Where people came from, arm *{labels[0]}*:",
        table(["channel", "contacts", "customers", "cost per contact", "CAC", "LTV per customer"], ways),
    ])  # fmt: skip


def turns(studies: Sequence[Study]) -> str:
    """The question under every case: reward against adverts, and reward against tools alone."""
    questions = (
        ("beats adverts?", "yuan, reward − adverts", "profit", "one_sided_high", "ads_instead"),
        ("beats tools alone?", "yuan, reward − tools", "profit", "one_sided_high", "tools"),
    )
    return cases(list(zip(CASES, studies, strict=True)), questions)


PAGE = Page(
    name="referral",
    mechanisms=("M11", "M6"),
    blocks=(
        Block("coffee", (Case("referral", ("business=coffee",)),), business),
        Block("course", (Case("referral", ("business=course",)),), business),
        Block("cases", CASES, turns),
    ),
)
