"""Chinese: meanings of the firm: money, forces, products, platform, strategies."""

TEXTS: dict[str, str] = {
    # ------------------------------------------------------------ horizon_days
    "days simulated": "模拟的天数",
    # ------------------------------------------------------------ window_days
    "what passes from one person to another arrives in a later window": "人与人之间传递的东西，到之后的时间窗才到达",
    # ------------------------------------------------------------ ads_off_day
    "day on which every bought channel stops; null: never": "从这一天起所有付费渠道停投；null：一直不停",
    # ------------------------------------------------------------ finance
    "share of net sales: payment and platform": "占净销售额的比例：支付与平台",
    "licence for each contact held": "每个好友的授权费",
    "contacts held without that licence": "不需要授权费的好友数",
    "people and systems that run the private domain, for 30 days": "经营私域的人员和系统，按30天计",
    "yearly, for present values": "年利率，用于折算现值",
    # ------------------------------------------------------------ forces
    "scores of the five forces (五力); null: none are given": "五力的得分；null：没有给出",
    "IP force (IP力): how far people know and believe who is speaking": "IP力：人们知道并相信说话的人到什么程度",
    "add-contact force (加微力): how well meeting us becomes adding us": "加微力：遇见我们之后有多容易变成好友",
    "product force (产品力): how good it is, and how readily it is tried": "产品力：产品有多好，人们有多愿意试",
    "operations force (运营力): repurchase, campaigns, service, keeping people": "运营力：复购、活动、服务、留人",
    "content force (内容力): how much is read, what it gains, whom it drives away": (
        "内容力：有多少人看，看了带来多少，又赶走了谁"
    ),
    # ------------------------------------------------------------ ladder
    "products beside the core one; empty: none": "核心产品之外的产品；空：没有",
    "price, as a multiple of the core product's price_yuan": "价格，为核心产品price_yuan的倍数",
    "what people expect to pay for it, as a multiple of the core's reference price": (
        "人们预期的价格，为核心产品预期价格的倍数"
    ),
    "share of its price left after goods and delivery": "扣除货品和配送之后剩下的价格比例",
    "log-odds of choosing it at a need, against the core product, at expected prices": (
        "有需求时选它的对数几率，与核心产品相比，价格符合预期"
    ),
    "true: only for those who have never bought (引流品)": "true：只卖给从未买过的人（引流品）",
    "open once one of these was bought: core, or other rungs; empty: no such gate": (
        "买过其中之一才开放：core，或产品体系中的其他产品；空：没有门槛"
    ),
    "orders of any product before it is open": "开放之前须有的订单数，不论哪种产品",
    "share of its net sales that is refunded": "净销售额中退款的比例",
    "mean quality delivered; null: as the core product": "交付的平均品质；null：与核心产品相同",
    # ------------------------------------------------------------ platform
    "null: one account without limits or risks": "null：只有一个账号，没有上限和风险",
    "accounts that we may open": "可以开的账号数",
    "phone, number, certification of an open account, for 30 days": "一个在用账号的手机、号码和认证，按30天计",
    "contacts that one account can hold": "一个账号能容纳的好友数",
    "people that one account can add in a day; whoever comes later is lost": "一个账号一天能加的人数；之后来的人就流失了",
    "Moments posts an account may publish in a day; further ones are not sent": "一个账号一天能发的朋友圈条数；多出的不发",
    "null: the rules stay": "null：规则不变",
    "multiplies the hazard of a ban from that day on": "从那天起乘在封号的风险上",
    "null: no account is ever banned": "null：从不封号",
    "bans a year of an established account that adds and promotes within what is safe": (
        "一个成熟账号在安全范围内添加和促销时，每年被封的次数"
    ),
    "adds a day that raise no suspicion": "不引起怀疑的每日添加数",
    "log hazard per multiple of safe_adds_per_day above it": "超过safe_adds_per_day之后，每多一倍增加的对数风险",
    "log hazard per promotional post of the day": "当天每条促销内容增加的对数风险",
    "whether adds and messages are made by plug-in": "是否用外挂添加和发消息",
    "multiplies the hazard with plug-ins": "用外挂时乘在风险上",
    "age up to which an account is young": "多少天以内算新号",
    "multiplies the hazard of a young account": "乘在新号的风险上",
    "share of bans that end": "会解封的封号比例",
    "how long such a ban silences the account": "这种封号让账号停用多久",
    "share of contacts found again after an account is closed for good": "账号永久关闭之后找回的好友比例",
    "null: accounts are used fully from the day they are opened": "null：账号开通当天就满负荷使用",
    "most adds a day while it is nurtured": "养号期间每天最多添加的人数",
    "accounts without contacts that stand ready": "备用的空账号数",
    "null: nobody leaves": "null：没有人离职",
    "departures a year behind one account": "一个账号背后每年的离职次数",
    "contacts are handed over to a successor; else the account leaves with the person": "好友交接给接手的同事；否则账号随人带走",
    "share of its contacts that stay after a hand-over": "交接之后留下的好友比例",
    "share of its contacts found again without a hand-over": "不做交接时找回的比例",
    "null: codes never break": "null：活码从不失效",
    "breaks a year of one channel's code": "一个渠道的活码每年失效的次数",
    "mean time until it works again": "恢复之前的平均时间",
    "day on which the rules tighten": "规则收紧的日子",
    "days for which a new account is nurtured": "新账号养号的天数",
    # ------------------------------------------------------------ crisis
    "share of contacts who hear of it": "听说此事的好友比例",
    "share of trust lost by those who hear": "听说的人损失的信任比例",
    "chance that one who hears deletes us, at trust 0.5 before the crisis": "危机前信任为0.5时，听说的人删除我们的概率",
    "log-odds less per unit of trust above 0.5": "信任在0.5之上每多一个单位，减少的对数几率",
    "whether we answer openly and at once": "是否立即公开回应",
    "what an open answer leaves of the loss of trust": "公开回应之后，信任损失还剩多少",
    "day on which it breaks": "危机爆发的日子",
    # ------------------------------------------------------------ strategies
    "processes that react to what the operator sees; null: none": "根据运营者看得到的数据做出反应的策略；null：没有",
    "by channel": "按渠道",
    "what a first-time customer of the channel may cost": "这个渠道的一位首购顾客最多可以花多少",
    "days between two looks": "两次检查之间的天数",
    "days that a look takes in": "一次检查回看的天数",
    "largest change of the budget at one look, as a share of it": "一次检查中预算的最大变动，占预算的比例",
    "smallest budget, as a share of the planned one": "最小预算，占计划预算的比例",
    "largest budget, in planned ones": "最大预算，为计划预算的倍数",
    "share of contacts lost in 30 days above which posts are cut": "30天内流失的好友比例超过它，就减少内容",
    "share of that limit below which posts are restored": "流失低于这个上限的这一比例，就恢复内容",
    "days between two looks; a look takes in the days since the last": "两次检查之间的天数；每次看上次之后的这些天",
    "factor on posts per day at one look; restoring divides by it": "一次检查时乘在每天条数上的系数；恢复时除以它",
    "never fewer than this (or the plan, if lower)": "不会少于这么多（若计划更低，则按计划）",
    "change of the whole reward at one look": "一次检查时整份奖励的变动",
    "smallest whole reward, both sides together": "整份奖励的下限，双方合计",
    "largest whole reward, both sides together": "整份奖励的上限，双方合计",
    "days of a referred customer's recent margin that a new one may cost": (
        "一位新的转介绍顾客最多可以花掉老转介绍顾客近期多少天的毛利"
    ),
    "looks to rest after a raise that did not pay": "加了奖励而不划算之后，歇几次检查",
    "by a name of one's own": "由用户自己命名",
    "module:function of a generator function (view, levers, **parameters)": (
        "module:function，即一个生成器函数（view, levers, **parameters）"
    ),
    "passed to it by name": "按名字传给它",
}
