"""Rewards for referrals against advertising for the same money."""

from __future__ import annotations

import math
from collections.abc import Sequence

from experiments.casebook.language import Say, Text
from experiments.casebook.page import Block, Case, Page
from experiments.casebook.tables import arms, cases, footing, of
from experiments.casebook.words import certainty, difference, table, whole
from siyu_sim.study.results import Study

TABLE = ("profit", "customers", "cac", "k_factor", "referral_customer_share", "ads_off_survival")
DEARER = ("one_sided_low", "one_sided_high", "two_sided", "ads_instead")  # spend more than `tools` on the same footing
ARMS_OF_CASES = ("none", "tools", "one_sided_high", "ads_instead")


def _case(words: Text, *overrides: str) -> Case:
    return Case("referral", ("study.replications=6", *overrides), ARMS_OF_CASES, words)


# where the answer turns, or might be thought to
CHEAP = ("channels.feed_ads.cost_yuan=0.2", "market.size=500000")
CHEAP_COURSE = ("channels.feed_ads.cost_yuan=0.35", "market.size=500000")
CASES = (
    _case(("as shipped", "默认设置"), "business=coffee"),
    _case(("people hardly respond to a reward", "大家对奖励几乎不动心"), "business=coffee", "referral.reward_weight=0.1"),
    _case(("people do not respond to it at all", "大家对奖励毫不动心"), "business=coffee", "referral.reward_weight=0"),
    _case(
        ("a reward of nearly two cups", "奖励接近两杯的价钱"),
        "business=coffee",
        "typical.reward_high_yuan=30",
        "typical.pair_reward_yuan=15",
    ),
    _case(("few of the invited add", "被邀请的人很少加"), "business=coffee", "sharing.add_rate=0.05"),
    _case(
        ("adverts at a quarter of the price, ten times the audience", "广告价格四分之一，受众十倍"), "business=coffee", *CHEAP
    ),
    _case(
        ("the same, and a weak response to rewards", "同上，且对奖励反应弱"),
        "business=coffee",
        *CHEAP,
        "referral.reward_weight=0.2",
    ),
    _case(("two years instead of one", "两年，而不是一年"), "business=coffee", "horizon_days=730"),
    _case(("as shipped", "默认设置"), "business=course"),
    _case(("people hardly respond to a reward", "大家对奖励几乎不动心"), "business=course", "referral.reward_weight=0.1"),
    _case(("people do not respond to it at all", "大家对奖励毫不动心"), "business=course", "referral.reward_weight=0"),
    _case(
        ("a reward of half the price", "奖励是半价"),
        "business=course",
        "typical.reward_high_yuan=1200",
        "typical.pair_reward_yuan=600",
    ),
    _case(("few of the invited add", "被邀请的人很少加"), "business=course", "sharing.add_rate=0.05"),
    _case(("cheap adverts, five times the audience", "广告便宜，受众五倍"), "business=course", *CHEAP_COURSE),
    _case(
        ("the same, and better landing pages", "同上，且落地页更好"),
        "business=course",
        *CHEAP_COURSE,
        "channels.feed_ads.add_rate=0.05",
    ),
)


def business(studies: Sequence[Study], say: Say) -> str:
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
    labels = say.arm(study, first), say.arm(study, second)
    wins = say("cannot be told apart", "分不出高下")
    if focus.diff_low > 0:
        wins = say("is better", "更好")
    elif focus.diff_high < 0:
        wins = say("is worse", "更差")
    p_better = certainty(focus.p_better, say)
    return "\n\n".join([
        footing(study, say, what=("Profit", "利润差"))
        + say(
            f" Marginal CAC: extra acquisition spend for each customer more than in *{say.arm(study, 'tools')}*.",
            f"边际 CAC：比“{say.arm(study, 'tools')}”每多一位新客多花的获客费用。",
        ),
        arms(study, say, TABLE, extra=[(say("marginal CAC", "边际 CAC"), marginal)]),
        say(
            f"**{labels[0]}** against **{labels[1]}**: {difference(focus)} yuan, better with probability {p_better}; it {wins}. "
            f"The reward money that went to adverts is {whole(reward)} yuan a world; {whole(left)} of it could not be spent.",
            f"“{labels[0]}”对“{labels[1]}”：{difference(focus)} 元，更好的概率 {p_better}，{wins}。"
            f"改投广告的奖励款每个世界 {whole(reward)} 元，其中 {whole(left)} 元没能花出去。",
        ),
        say(f"Where people came from, arm *{labels[0]}*:", f"人从哪里来（“{labels[0]}”）："),
        table(
            [
                say("channel", "渠道"),
                say("contacts", "新增好友"),
                say("customers", "新客数"),
                say("cost per contact", "加粉成本"),
                say("CAC", "CAC"),
                say("LTV per customer", "单客LTV"),
            ],
            ways,
        ),
    ])  # fmt: skip


def turns(studies: Sequence[Study], say: Say) -> str:
    """The question under every case: reward against adverts, and reward against tools alone."""
    questions = (
        (
            ("beats adverts?", "胜过广告？"),
            ("yuan, reward − adverts", "元，奖励 − 广告"),
            "profit",
            "one_sided_high",
            "ads_instead",
        ),
        (
            ("beats tools alone?", "胜过只给工具？"),
            ("yuan, reward − tools", "元，奖励 − 工具"),
            "profit",
            "one_sided_high",
            "tools",
        ),
    )
    return cases(list(zip(CASES, studies, strict=True)), say, questions)


PAGE = Page(
    name="referral",
    mechanisms=("M11", "M6"),
    blocks=(
        Block("coffee", (Case("referral", ("business=coffee",)),), business),
        Block("course", (Case("referral", ("business=course",)),), business),
        Block("cases", CASES, turns),
    ),
)
