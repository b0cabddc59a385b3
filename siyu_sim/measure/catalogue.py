"""Every scalar measure by name: its function, unit, better direction, label and definition in English and Chinese."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from siyu_sim.measure.ratio import Ratio

if TYPE_CHECKING:
    from siyu_sim.simulation import Run

Unit = Literal["people", "yuan", "share", "ratio", "days", "months", "count"]


@dataclass(frozen=True)
class Metric:
    """One measure. `source` is "module:function" below siyu_sim.measure, called with the Run.

    A function that returns a `Ratio` makes a ratio metric: over worlds its numerators and denominators are added up before they
    are divided. They are kept with the measures of a run as `<name>.above`, `<name>.below`, and `<name>.above_2`, `<name>.below_2`
    where the ratio is one of two ratios. `curve`, named as `source` is, turns the ratio into the measure where that is not the
    ratio itself; None elsewhere.
    """

    name: str
    unit: Unit
    better: Literal["high", "low"] | None
    label: dict[str, str]
    definition: dict[str, str]
    source: str
    curve: str | None = None

    def of(self, run: Run) -> float:
        """The value for one run; nan where it is not defined."""
        return float(self.function(run))

    @property
    def function(self) -> Callable[[Run], float]:
        return _function(self.source)

    def of_ratio(self, ratio: np.ndarray) -> np.ndarray:
        """The measure where its ratio comes to this, entry by entry."""
        if self.curve is None:
            return ratio
        curve = _function(self.curve)
        return np.array([curve(value) for value in np.ravel(ratio).tolist()]).reshape(np.shape(ratio))


def _function(source: str) -> Callable:
    from importlib import import_module

    module, name = source.split(":")
    return getattr(import_module(f"siyu_sim.measure.{module}"), name)


def _metric(name, unit, better, source, en, zh, definition_en, definition_zh, curve=None) -> Metric:
    return Metric(name, unit, better, {"en": en, "zh": zh}, {"en": definition_en, "zh": definition_zh}, source, curve)


_ALL = (
    _metric("profit", "yuan", "high", "money:profit", "Profit", "利润",
            "Contribution of orders less acquisition and running costs, undiscounted, to the horizon.",
            "订单贡献毛利减去获客费用和运营费用，不折现，截至模拟期末。"),
    _metric("gmv", "yuan", "high", "money:gmv", "GMV", "成交额（GMV）",
            "What customers paid: sales at list price less discounts.", "顾客实付金额：标价销售额减折扣。"),
    _metric("contribution", "yuan", "high", "money:contribution", "Contribution", "贡献毛利",
            "GMV less goods, fees and refunds.", "成交额减去货品成本、手续费和退款。"),
    _metric("acquisition_spend", "yuan", None, "money:acquisition_spend", "Acquisition spend", "获客费用",
            "Media, hooks and referral rewards.", "媒体投放、钩子和转介绍奖励之和。"),
    _metric("running_costs", "yuan", "low", "money:running_costs", "Running costs", "运营费用",
            "Content, salaries, licences and overhead.", "内容、人力、授权和固定费用之和。"),
    _metric("contacts", "people", "high", "money:contacts_added", "New contacts", "新增好友",
            "People who added us during the run, by any way.", "模拟期内以任何方式加上我们的人数。"),
    _metric("customers", "people", "high", "money:customers", "New customers", "新客数",
            "First orders during the run; in public, where buyers have no names, every order counts as one.",
            "模拟期内首次下单的人数；公域成交不识别买家，每单计一人。"),
    _metric("contact_cost", "yuan", "low", "money:contact_cost", "Cost per contact", "加粉成本",
            "Acquisition spend for each new contact.", "获客费用除以新增好友数。"),
    _metric("cac", "yuan", "low", "money:cac", "CAC", "获客成本（CAC）",
            "Acquisition spend for each new customer, all channels together.", "获客费用除以新客数，全渠道合计。"),
    _metric("ltv_per_contact", "yuan", "high", "money:ltv_per_contact", "LTV per contact", "单好友价值（LTV）",
            "Contribution realised to the horizon, discounted to the day of adding, for each contact.",
            "截至期末已实现的贡献毛利，折现到加好友当天，按每个好友平均。"),
    _metric("ltv_per_customer", "yuan", "high", "money:ltv_per_customer", "LTV per customer", "单客价值（LTV）",
            "The same for each contact who ever ordered.", "同上，按每个下过单的顾客平均。"),
    _metric("ltv_to_cac", "ratio", "high", "money:ltv_to_cac", "LTV / CAC", "LTV/CAC",
            "LTV per customer divided by CAC.", "单客价值除以获客成本。"),
    _metric("ltv_with_referrals", "yuan", "high", "flywheel:ltv_with_referrals", "LTV with referral credit", "含转介绍的单好友价值",
            "LTV of a contact who was not referred, plus that of everybody in the tree below, less what it cost to acquire them.",
            "非转介绍而来的好友的价值，加上其转介绍树上所有人的价值，减去获取这些人的费用。"),
    _metric("payback_months", "months", "low", "cohorts:payback_months", "Payback", "回本时间",
            "Age at which the contribution of the first monthly cohort has covered the acquisition spend of its month.",
            "首月加入的好友，其累计贡献毛利覆盖当月获客费用所需的月数。"),
    _metric("break_even_day", "days", "low", "money:break_even_day", "Break-even day", "累计盈亏平衡日",
            "First day from which cumulative profit stays at or above zero.", "累计利润从这一天起不再为负。"),
    _metric("first_purchase_30d", "share", "high", "cohorts:first_purchase_30_days", "First purchase in 30 days", "30天首购率",
            "Share of new contacts who order within 30 days of adding, of those watched for 30 days.",
            "加好友后30天内首次下单的好友占比，只计观察满30天的好友。"),
    _metric("order_value", "yuan", "high", "money:order_value", "Order value", "客单价",
            "GMV for each order.", "成交额除以订单数。"),
    _metric("revenue_per_customer", "yuan", "high", "money:revenue_per_customer", "GMV per customer", "人均消费额",
            "GMV for each contact who ever ordered.", "成交额除以下过单的顾客数。"),
    _metric("repeat_order_share", "share", "high", "money:repeat_order_share", "Repeat orders", "复购订单占比",
            "Share of orders that are not the customer's first.", "非首单的订单占全部订单的比例。"),
    _metric("later_share", "share", "high", "cohorts:later_share", "Contribution after the first month", "首月之后的贡献占比",
            "Share of the contribution of new contacts that came later than 30 days after adding.",
            "新增好友的贡献毛利中，在加好友满30天之后产生的占比。", "cohorts:share"),
    _metric("orders_to_pay_back", "count", "low", "money:orders_to_pay_back", "Orders to pay back", "回本单数",
            "CAC divided by the mean contribution of an order: how many orders a customer has to place to pay back.",
            "获客成本除以每单平均贡献毛利，即一个顾客要下多少单才能收回获客成本。"),
    _metric("cost_per_repeat", "yuan", "low", "money:cost_per_repeat", "Running costs per repeat order", "单次复购的运营费用",
            "Running costs for each order that is not a first one.", "运营费用除以复购订单数。"),
    _metric("repurchase_30d", "share", "high", "cohorts:repurchase_30_days", "Repurchase in 30 days", "30天复购率",
            "Share of new customers who order again within 30 days of their first order.", "首单后30天内再次下单的新客占比。"),
    _metric("monthly_loss", "share", "low", "cohorts:monthly_loss", "Contacts lost a month", "好友月流失率",
            "Share of contacts who delete us in 30 days.", "30天内删除或拉黑我们的好友占比。", "cohorts:in_a_month"),
    _metric("k_factor", "ratio", "high", "flywheel:k_factor", "K-factor", "K因子",
            "Contacts brought within 90 days of adding (half the horizon, if shorter), for each contact watched for that long.",
            "每个观察满90天（或模拟期一半，取较短者）的好友，在加入后同样天数内带来的好友数。"),
    _metric("cycle_days", "days", "low", "flywheel:cycle_days", "Referral cycle", "转介绍周期",
            "Mean days from the adding of a referrer to the adding of the person referred.", "从推荐人加入到被推荐人加入的平均天数。"),
    _metric("referral_share", "share", "high", "flywheel:referral_share", "Contacts by referral", "转介绍好友占比",
            "Share of new contacts who came by referral.", "新增好友中由转介绍而来的占比。"),
    _metric("referral_customer_share", "share", "high", "flywheel:referral_customer_share", "Customers by referral", "转介绍新客占比",
            "Share of new customers among contacts who came by referral; who buys in public and is no contact counts in neither.",
            "好友中的新客由转介绍而来的占比；未加好友、在公域直接成交者不计入。"),
    _metric("amplification", "ratio", "high", "flywheel:amplification", "Amplification", "裂变放大倍数",
            "All contacts for each contact who was not referred.", "全部好友数与非转介绍好友数之比。"),
    _metric("mean_depth", "count", "high", "flywheel:mean_depth", "Mean generation", "平均裂变层级",
            "Mean generation of the contacts referred.", "转介绍好友的平均层级。"),
    _metric("max_depth", "count", "high", "flywheel:max_depth", "Deepest tree", "最深裂变层级",
            "Generations of the deepest invitation tree.", "最深的邀请树的层数。"),
    _metric("reward_per_referred_customer", "yuan", "low", "flywheel:reward_per_referred_customer", "Cost per referred customer",
            "转介绍获客成本", "Rewards and hooks for each new customer who came by referral.", "奖励和钩子费用除以转介绍新客数。"),
    _metric("ads_off_survival", "ratio", "high", "flywheel:ads_off_survival", "Growth after ads stop", "停投后新增留存",
            "New contacts a day late after bought channels stop, against just before. Growth also slows as audiences are used "
            "up: compare with the same arm with ads on.",
            "停投后期的日新增好友数与停投前之比。受众用尽也会使增长放缓，请与不停投的同一方案比较。"),
    _metric("held_after_ads_off", "ratio", "high", "flywheel:held_after_ads_off", "Contacts after ads stop", "停投后好友存量比",
            "Contacts held at the end for each held when bought channels stopped.", "期末好友存量与停投当天存量之比。"),
    _metric("private_value", "yuan", "high", "asset:private_value", "Private value", "私域资产",
            "What the private domain is worth at the end: fan value + member value + brand value, a projection, before running "
            "costs.",
            "期末私域的价值：粉丝价值＋会员价值＋品牌价值，属于推算，未扣运营费用。"),
    _metric("fan_value", "yuan", "high", "asset:fan_value", "Fan value", "粉丝价值",
            "Discounted contribution to come from the contacts held who have not ordered yet and have not dropped out for good, "
            "by what fans brought and lost in the last 90 days (half the horizon, if shorter).",
            "尚未下单且未彻底流失的在册好友今后的贡献毛利（折现），按粉丝在最近90天（或模拟期一半，取较短者）的贡献和流失推算。"),
    _metric("member_value", "yuan", "high", "asset:member_value", "Member value", "会员价值",
            "The same for the contacts held who have ordered, by what members brought and lost in those days.",
            "同上，对象为已下过单的在册好友，按会员在同一时段的贡献和流失推算。"),
    _metric("brand_value", "yuan", "high", "asset:brand_value", "Brand value", "品牌价值",
            "Worth of the people who will come within a year by referral and by channels that are not bought, less what it costs "
            "to win them.",
            "今后一年经转介绍和非付费渠道自然到来的新好友的价值，减去获取他们的费用。"),
    _metric("top_fifth_share", "share", None, "money:top_fifth_share", "Contribution of the top fifth", "头部20%贡献占比",
            "Share of contribution from the fifth of contacts who brought most; over 100 % where the others cost more than they bring.",
            "贡献最高的20%好友所占的贡献毛利份额；其余好友入不敷出时会超过100%。"),
    _metric("contacts_held", "people", "high", "arena:contacts_held", "Contacts held", "期末好友存量",
            "Contacts who have not left, at the end.", "期末仍未删除我们的好友数。"),
    _metric("refused_adds", "people", "low", "arena:refused_adds", "Adds refused", "加粉受限人数",
            "People who would have added us, but no account could take them.", "愿意添加、但没有账号能再加人的人数。"),
    _metric("blocked_touches", "count", "low", "arena:blocked_touches", "Touches blocked", "被拦截触达",
            "Touches kept from a contact by a sending limit or a silenced account.", "因发送上限或账号受限而未送达的触达次数。"),
    _metric("lost_with_accounts", "people", "low", "arena:lost_with_accounts", "Lost with accounts", "随账号流失好友",
            "Contacts lost because their account was closed or its keeper left.", "因封号或员工离职而失去的好友数。"),
    _metric("broken_share", "share", "low", "arena:broken_share", "Broken codes", "失效码曝光占比",
            "Share of exposures and invitations, but those on contacts, that met a broken code.",
            "遇到失效二维码或链接的曝光与邀请占比（不含已是好友者）。"),
    _metric("hours_waited", "count", "low", "closing:hours_waited", "Hours waited", "平均等待小时数",
            "Mean hours from a question until an operator turns to it, or it is given up.", "从提问到客服开始接待（或放弃）的平均小时数。"),
    _metric("given_up_share", "share", "low", "closing:given_up_share", "Questions given up", "等不到回复的咨询占比",
            "Share of questions and greetings, of those answered or given up, that waited in vain.",
            "已有结果的咨询和打招呼中，因等不到回复而放弃的占比。"),
    _metric("other_products_share", "share", None, "closing:other_products_share", "Orders beside the core", "非主力品订单占比",
            "Share of contacts' orders that are of a lead or premium product.", "好友订单中引流品、高端品等非主力品的占比。"),
    _metric("public_share", "share", None, "closing:public_share", "GMV in public", "公域成交占比",
            "Share of GMV paid on public channels by people who are no contacts.", "未加好友者在公域渠道直接成交的金额占比。"),
    _metric("messages_sent", "count", None, "retention:messages_sent", "Messages of the SOP", "SOP触达条数",
            "One-to-one messages of the SOP and member-day posts that went out.", "SOP一对一消息与会员日内容的发送条数。"),
    _metric("blocked_share", "share", "low", "retention:blocked_share", "Messages blocked", "触达被限占比",
            "Share of messages of the SOP that a frequency cap kept back.", "因频次上限未能发出的SOP消息占比。"),
    _metric("won_back", "count", "high", "retention:returned", "Won back", "挽回人次",
            "Contacts who had stopped buying and returned at a message, each return counted.", "已流失顾客在触达后回归的人次。"),
    _metric("members", "people", "high", "retention:members", "Members held", "会员存量",
            "Contacts held at the end who are members of any level.", "期末仍在的各级会员人数。"),
    _metric("points_liability", "yuan", "low", "retention:points_liability", "Points outstanding", "未兑积分负债",
            "Worth of points held and not used at the end; their cost was booked when they were earned.",
            "期末未使用积分的价值；成本已在发放时计入。"),
    _metric("touches", "count", None, "touch:touches", "Touches", "触达次数",
            "Posts, on whatever touchpoint, times the contacts who could see each.", "各触点发出的内容数乘以能看到它的好友数。"),
    _metric("group_mood", "ratio", "high", "touch:group_mood", "Mood of the groups", "社群氛围",
            "Mean mood of the group chats at the end: 0 dead, 1 everybody talks.", "期末各社群氛围的平均值：0为死群，1为人人发言。"),
    _metric("group_active_share", "share", None, "touch:group_active_share", "Still in the group, unmuted", "未退群未屏蔽占比",
            "Of those who ever joined a group chat, the share who neither muted or left it nor deleted us.",
            "曾入群的好友中，既未屏蔽或退出群、也未删除我们的占比。"),
    _metric("top_percent_share", "share", None, "fission:top_percent_share", "Brought by the top 1 %", "头部1%推荐人占比",
            "Share of the contacts referred whom the most successful 1 % of referrers brought (at least one of them).",
            "带来好友最多的1%推荐人（至少一人）所带来的好友占全部转介绍好友的比例。"),
    _metric("top_tenth_share", "share", None, "fission:top_tenth_share", "Brought by the top 10 %", "头部10%推荐人占比",
            "Share of the contacts referred whom the most successful 10 % of referrers brought.",
            "带来好友最多的10%推荐人所带来的好友占全部转介绍好友的比例。"),
    _metric("creators_share", "share", None, "fission:creators_share", "Brought by creators", "创作者带来占比",
            "Share of the contacts referred whom creators brought, the 1 of 1/9/90.", "1/9/90中的创作者（1%）带来的转介绍好友占比。"),
    _metric("commenters_share", "share", None, "fission:commenters_share", "Brought by commenters", "互动者带来占比",
            "Share of the contacts referred whom commenters brought, the 9 of 1/9/90.", "1/9/90中的互动者（9%）带来的转介绍好友占比。"),
    _metric("readers_share", "share", None, "fission:readers_share", "Brought by readers", "潜水者带来占比",
            "Share of the contacts referred whom readers brought, the 90 of 1/9/90.", "1/9/90中的潜水者（90%）带来的转介绍好友占比。"),
    _metric("team_completion", "share", "high", "fission:team_completion", "Teams completed", "成团率",
            "Share of the teams opened (group-buy, help-me-cut) that found their helpers in time.",
            "拼团或助力中，在时限内凑齐人数的占比。"),
    _metric("fake_contacts", "people", "low", "fission:fake_contacts", "Fake contacts", "虚假好友数",
            "Fake accounts not found out: no people, but the operator counts them as contacts.",
            "未被识破的虚假账号，并非真人，却被计入好友数。"),
    _metric("fake_share", "share", "low", "fission:fake_share", "Fakes among reported contacts", "虚假好友占比",
            "Share of fakes in the new contacts that the operator reports.", "运营报表中的新增好友里虚假账号的占比。"),
    _metric("reported_contact_cost", "yuan", None, "fission:reported_contact_cost", "Reported cost per contact", "报表加粉成本",
            "Acquisition spend for each new contact as reported, fakes included.", "获客费用除以报表新增好友数（含虚假账号）。"),
    _metric("abuse_cost", "yuan", "low", "fission:abuse_cost", "Lost to abuse", "薅羊毛损失",
            "Hooks and rewards paid for fakes, and the cost of checking.", "为虚假账号付出的钩子和奖励，以及核查费用。"),
    _metric("programme_cost_per_customer", "yuan", "low", "fission:programme_cost_per_customer", "Programme cost per customer",
            "转介绍全成本/新客", "Rewards, hooks, fakes and checks for each new customer by referral.",
            "奖励、钩子、虚假账号损失与核查费用之和除以转介绍新客数。"),
    _metric("review_balance", "ratio", "high", "fission:review_balance", "Review balance", "口碑净值",
            "Good less bad, of all public reviews that counted; −1 to 1.", "计入口碑的公开评价中，好评减差评占总数的比例，−1到1。"),
)  # fmt: skip

METRICS: dict[str, Metric] = {metric.name: metric for metric in _ALL}


def measure_run(run: Run) -> dict[str, float]:
    """Every measure of one run by name; nan where a measure is not defined."""
    return {name: metric.of(run) for name, metric in METRICS.items()}


def measure_parts(run: Run) -> dict[str, float]:
    """The same, and what ratios were divided from: what pooling over worlds takes."""
    return {key: value for name, metric in METRICS.items() for key, value in with_parts(name, metric.function(run)).items()}


def with_parts(metric: str, value: float) -> dict[str, float]:
    """A value under its name; of a ratio its parts too: cac.above, cac.below, or ltv_to_cac.above, ltv_to_cac.above_2, …"""
    result = {metric: float(value)}
    if isinstance(value, Ratio):
        for side, parts in (("above", value.above), ("below", value.below)):
            result |= {f"{metric}.{side}" + (f"_{k}" if k > 1 else ""): part for k, part in enumerate(parts, 1)}
    return result


def parts_of(metric: str, measured: Iterable[str]) -> tuple[list[str], list[str]]:
    """Names of all numerators and of all denominators of a measure among those of a run; none if it is no ratio."""
    names = list(measured)
    above, below = ([name for name in names if name.startswith(f"{metric}.{side}")] for side in ("above", "below"))
    return above, below
