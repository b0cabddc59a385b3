"""Chinese: meanings of content, campaigns, touchpoints and groups."""

TEXTS: dict[str, str] = {
    # ------------------------------------------------------------ content
    "mean posts on a posting day; 0.5 = every second day": "发内容的日子平均每天的条数；0.5＝每两天一条",
    "hours of the day in order of preference: with n posts a day the first n are used": (
        "一天中的钟点，按优先顺序：每天n条就用前n个"
    ),
    "posting days; day 0 is a Monday": "发内容的日子；第0天是星期一",
    "fixed: at the hours; random: a Poisson process of the same rate": "fixed：在固定钟点；random：频率相同的泊松过程",
    "multiplies the trust a post gains; 1 = ordinary": "乘在一条内容带来的信任上；1＝普通",
    "multiplies the trust a post gains, too; 1 = ordinary": "也乘在一条内容带来的信任上；1＝普通",
    "share off the price of an order placed from a promotional post": "促销内容带来的订单，价格减去的比例",
    "no post before this day; null: from the first day on": "这一天之前不发；null：从第一天起就发",
    "no post from this day on; null: never": "从这一天起不再发；null：一直发",
    "share of posts of this kind": "这类内容的占比",
    # ------------------------------------------------------------ campaigns
    "empty: none": "空：没有",
    "first day of the warm-up; a fraction begins on the next whole day": "预热的第一天；带小数时从下一个整天开始",
    "days from one start to the next; null: once": "两次开始之间的天数；null：只办一次",
    "days whose posts build momentum": "内容用来造势的天数",
    "days on which the offer stands": "优惠有效的天数",
    "hours of the campaign's own posts on each of these days; empty: it sends none": (
        "活动自己的内容在这些日子的发送钟点；空：不发"
    ),
    "kind of its warm-up posts; on open days: promo": "预热内容的类型；优惠期间为promo",
    "share of missing momentum that each post sent during the warm-up builds, ours or its own": (
        "预热期间每发一条内容（平时的或活动自己的），补上所缺势能的比例"
    ),
    "log-odds of buying on open days at full momentum": "势能满时，优惠期间购买的对数几率",
    "half-life of momentum after the last open day": "最后一个优惠日之后，势能的半衰期",
    "share of the momentum left that works against buying after the last open day": (
        "最后一个优惠日之后，剩余势能反过来抑制购买的比例"
    ),
    "share off the price for everybody on open days": "优惠期间人人可享，价格减去的比例",
    "cost each time: design, gifts, streams; booked as content on the first open day": (
        "每次的成本：设计、礼品、直播；在第一个优惠日计入内容成本"
    ),
    # ------------------------------------------------------------ caps
    "frequency caps on one-to-one messages; null: none": "一对一消息的频次上限；null：无",
    "messages a day; null: no limit": "每天的条数；null：不设上限",
    "messages in a month of 30 days; null: no limit": "每30天的条数；null：不设上限",
    # ------------------------------------------------------------ touchpoints
    "touchpoints beside Moments, by name": "朋友圈之外的触点，按名称",
    "planned posts (broadcasts, sessions) a week; 0: it is only there, like a shop": (
        "每周计划的条数（群发、场次）；0：它只是在那里，像一家店"
    ),
    "share off the price of an order placed from a promotional post; null: as in Moments": (
        "促销内容带来的订单，价格减去的比例；null：与朋友圈相同"
    ),
    "chance that a contact of ordinary attention has it, trust apart; null for group (groups.join_share says)": (
        "注意力一般的好友会用这个触点的概率，信任另计；group为null（由groups.join_share决定）"
    ),
    "orders at which a contact is asked in; 0: on adding": "下过多少单的好友受邀加入；0：添加时即受邀",
    "net sales at which a contact is asked in, beside min_orders": "净销售额达到多少的好友受邀加入，与min_orders同时满足",
    "log-odds that a post is seen by who has the touchpoint": "用这个触点的人看到一条的对数几率",
    "standard deviation, in log-odds, of people's own habit of looking here, whatever else they look at": (
        "人与人看这个触点的习惯的标准差（对数几率），与看不看别的无关"
    ),
    "multiplies the trust that a post seen gains": "乘在看到一条带来的信任上",
    "multiplies the fatigue that it adds": "乘在它增加的疲劳上",
    "log-odds of deleting us at it": "因它而删除我们的对数几率",
    "log-odds of an order at once, at a promotional post": "看到促销内容立即下单的对数几率",
    "log-odds of meeting a need with us, for who has the touchpoint": "用这个触点的人，有需求时向我们买的对数几率",
    "log-odds of sharing, for who has the touchpoint": "用这个触点的人分享的对数几率",
    "cost of one post of this kind": "这类内容一条的成本",
    "what keeps the touchpoint open, for 30 days": "维持这个触点的费用，按30天计",
    "posts a day that the platform lets through; null: no limit": "平台每天允许的条数；null：不设上限",
    "posts in 30 days that the platform lets through; null: no limit": "平台每30天允许的条数；null：不设上限",
    # ------------------------------------------------------------ groups
    "group chats; null: none": "社群；null：无",
    "chance that a new contact joins the group offered to them": "新好友加入所提供的群的概率",
    "members at which the next group is opened; WeChat allows 500": "满多少人就开下一个群；微信允许500",
    "members up to which anybody may join by a code; beyond, by personal invitation only": (
        "多少人以内可以扫码进群；超过则须逐个邀请"
    ),
    "log-odds of joining where it takes a personal invitation": "须逐个邀请时进群的对数几率",
    "people who run one group, for 30 days": "运营一个群的人力，按30天计",
    "mood of a new group; 0 dead, 1 everybody talks": "新群的氛围；0：死群，1：人人都聊",
    "days in which the mood halves when nobody runs the group": "没有人管时，氛围减半所需的天数",
    "share of the missing mood that one useful or human post restores": "一条干货或人设内容补上所缺氛围的比例",
    "share of the missing mood that one order of each member restores, as a rate": "每位群友一单补上所缺氛围的速率",
    "share of promotion among the group's posts that its members put up with: the implicit contract": (
        "群友容忍促销内容在群内容中的占比，即隐性契约"
    ),
    "half-life of what members remember of the posts when they judge that share": (
        "群友判断促销占比时，对以往内容的记忆的半衰期"
    ),
    "share of the mood that a promotional post costs if all are; less in proportion, none up to the tolerance": (
        "全是促销时，一条促销内容损失的氛围比例；占比低则按比例减少，容忍度以内不损失"
    ),
    "log-odds of seeing a group post per unit of mood above 0.5": "氛围在0.5之上每多一个单位，看到群内容的对数几率",
    "growth of the trust that a group post gains per unit of mood above 0.5": (
        "氛围在0.5之上每多一个单位，群内容带来的信任增长多少"
    ),
    "chance to mute or leave the group at a post seen in it, at mood 0.5": "氛围0.5时，看到一条群内容就屏蔽或退群的概率",
    "log-odds of muting or leaving at a promotional post": "看到促销内容时屏蔽或退群的对数几率",
    "log-odds less of muting or leaving per unit of mood above 0.5": "氛围在0.5之上每多一个单位，屏蔽或退群减少的对数几率",
    "growth of the trust that a group post gains per weekly order for each active member (at most 1)": (
        "每位活跃群友每周的订单（最多计1）使群内容带来的信任增长的幅度"
    ),
    "log-odds of an order at a promotional group post per weekly order for each active member (at most 1)": (
        "每位活跃群友每周的订单（最多计1）对应的、看到群内促销就下单的对数几率"
    ),
}
