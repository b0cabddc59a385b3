"""Chinese: meanings of replies, SOP, repurchase."""

TEXTS: dict[str, str] = {
    # ------------------------------------------------------------ desk
    "share of needs that start with a question in chat": "先来聊天咨询的需求所占的比例",
    "mean handling time, exponential": "平均处理时间，指数分布",
    "an operator, all in, for 30 days": "一名客服30天的全部成本",
    "log-odds of an order at a reply, against deciding alone": "客服回复时下单的对数几率，与自己决定相比",
    "further operators beside these": "在此之外的其他客服",
    "people of this shift": "这一班的人数",
    "hour of the day at which it begins": "这一班开始的钟点",
    "hour at which it turns to no further question": "到这个钟点不再接新的咨询",
    "working days; day 0 is a Monday": "上班的日子；第0天是星期一",
    "log-odds of an order at their replies, against the desk's own operators": ("他们回复时下单的对数几率，与原有客服相比"),
    "multiplies the desk's handle_minutes": "乘在客服的handle_minutes上",
    "mean wait after which a customer gives the question up, exponential; null: nobody does": (
        "顾客放弃咨询之前的平均等待，指数分布；null：没有人放弃"
    ),
    "share of trust lost for each hour that a question waits": "咨询每等一小时损失的信任比例",
    "contacts held for each operator beyond which handling takes longer, in proportion; null: no such limit": (
        "每名客服的好友超过这个数，处理时间就按比例变长；null：没有这种限制"
    ),
    "whether there is a desk": "是否有客服",
    "hour of the day": "一天中的钟点",
    "people at the desk": "客服人数",
    # ------------------------------------------------------------ welcome
    "null: newcomers expect no answer": "null：新好友不期待回应",
    "share of new contacts who write first": "主动先发消息的新好友比例",
    "mean time that such a newcomer waits for an answer, exponential": "这样的新好友等待回应的平均时间，指数分布",
    "share of those who waited in vain who delete us": "白等一场的人里删除我们的比例",
    "share of missing trust gained by an answer at once, beside that of any reply": (
        "立即回应补上所缺信任的比例，在任何回复都有的之外"
    ),
    "an answer after this time gains half of it": "隔这么久才回应，补上的只有一半",
    # ------------------------------------------------------------ aftersales
    "follow-up of bad deliveries (售后); null: none": "对差的交付做售后关怀；null：无",
    "share of bad deliveries that are followed up": "得到售后关怀的差交付比例",
    "cost of each follow-up: the hour and the remedy": "每次售后的成本：工时与补救",
    "share of the missing satisfaction that it restores": "补上所缺满意度的比例",
    "share of the missing trust that it restores": "补上所缺信任的比例",
    # ------------------------------------------------------------ affront
    "what a deep discount costs with those who pay well; null: nothing": "大幅打折伤了花钱多的老客，要付多大代价；null：没有",
    "share of trust lost at each deep offer seen": "每看到一次深度优惠损失的信任比例",
    "an offer is deep from this share off the price on": "价格减去多少以上算深度优惠",
    "customers who have spent this much take it amiss": "消费达到这么多的顾客会介意",
    # ------------------------------------------------------------ sop
    "rules of one-to-one messages, by name (SOP); empty: none": "一对一消息的规则，逐条命名（SOP）；空：没有",
    "what the message follows; another such event before it is due starts the delay anew": (
        "消息跟在什么之后；到期之前再发生一次，延迟重新计时"
    ),
    "days between two messages of the rule": "这条规则两次消息之间的天数",
    "days on which it may go out; day 0 is a Monday": "可以发送的日子；第0天是星期一",
    "lead: no order; customer: one; repeat: two or more; member: of any level. Any of those listed will do": (
        "lead：没有下过单；customer：一单；repeat：两单及以上；member：任一等级的会员。符合所列任何一项即可"
    ),
    "net sales so far: the value tier": "至今的净销售额，即价值分层",
    "days since the last order, or since adding if there is none": "距上一单的天数；没有下过单则从添加算起",
    "days since they last opened a touch of ours, or since adding": "距上次看到我们触达的天数，或从添加算起",
    "days since adding": "添加之后的天数",
    "level of membership; 0: no member": "会员等级；0：不是会员",
    "where they came from; also referral and initial": "从哪里来；也可以是referral和initial",
    "a one-to-one message, which the frequency caps count": "一对一消息，计入频次上限",
    "log-odds of noticing it, and of an order or a return at it, against an ordinary post": (
        "注意到它、由此下单或回流的对数几率，与一条普通内容相比"
    ),
    "share off the price of an order at it (promo only)": "由它带来的订单，价格减去的比例（仅限promo）",
    "multiplies the trust it gains; 1 = ordinary": "乘在它带来的信任上；1＝普通",
    "cost of each message sent": "每发一条的成本",
    "share of people, by dice of their own for each rule, to whom it never goes: the control": (
        "从不发给的人所占的比例，每条规则单独抽签：对照组"
    ),
    "how long after that it is sent": "在那之后多久发送",
    "hour of the day at which it goes out": "发送的钟点",
    "orders so far": "至今的订单数",
    "kind of content: useful, human or promo": "内容类型：useful（干货）、human（人设）或promo（促销）",
    "what the message is for, in words": "这条消息的目的，用一句话说",
    # ------------------------------------------------------------ script_test
    "a test of texts for one rule (话术测试); null: none": "对一条规则做话术测试；null：无",
    "share of people, split evenly over the variants; the others get the rule as it is": (
        "参加测试的人的比例，平均分到各版话术；其余的人仍收到原来的规则"
    ),
    "then the variant with most orders placed at it, for each sent, is the rule": "之后，平均每条带来订单最多的话术成为规则",
    "the rule whose texts are tested": "测试话术的那条规则",
    "day on which the test begins": "测试开始的日子",
    # ------------------------------------------------------------ winback
    "how people who stopped buying return (流失挽回); null: never": "不再购买的人怎样回来（流失挽回）；null：不会回来",
    "chance to return at a message of the SOP seen: trust 0.5, full price, strength 0": (
        "看到SOP消息后回来的概率：信任0.5、原价、强度0"
    ),
    "log-odds per unit of trust above 0.5": "信任在0.5之上每多一个单位的对数几率",
    "whether a promotional post in Moments can win back too": "朋友圈的促销内容是否也能挽回",
    # ------------------------------------------------------------ membership
    "levels, points, member day (会员); null: none": "等级、积分、会员日（会员）；null：无",
    "net sales from which it is held": "净销售额达到多少可享",
    "share off the price at every order": "每单价格减去的比例",
    "log-odds of meeting a need with us: rights, service, habit": "有需求时向我们买的对数几率：权益、服务、习惯",
    "paid once to join, with an order that reaches the first level; 0: membership is free": (
        "入会时付一次，随达到第一级的那一单；0：免费入会"
    ),
    "chance to pay it, at each such order; without a fee everybody joins": "每到这样一单时愿意付会费的概率；不收费则人人入会",
    "worth of the points earned, as a share of what was paid": "所得积分的价值，占所付金额的比例",
    "balance from which it is used, at the next order": "达到这个余额，就在下一单使用",
    "largest share of an order that points pay": "一单中最多可用积分支付的比例",
    "days from one member day to the next": "两个会员日之间的天数",
    "hour of the day at which its message goes out": "会员日消息发送的钟点",
}
