"""Chinese: meanings of people and how they behave."""

TEXTS: dict[str, str] = {
    # ------------------------------------------------------------ market
    "people who could ever become contacts": "有可能成为好友的总人数",
    "contacts held on day 0, the first people of the market": "第0天已有的好友数，取市场里最前面的人",
    "trust of the contacts held on day 0": "第0天已有好友的信任",
    "standard deviation, in log-odds, of people's own inclination to add": "人与人添加好友意愿的标准差（对数几率）",
    "people a community": "每个圈子的人数",
    "share of a person's contacts that lie in the own community": "一个人的人脉中属于自己圈子的比例",
    "probability that a person is of the community's own segment rather than of any": (
        "一个人属于本圈子主要人群、而不是随便哪个人群的概率"
    ),
    "mean number of people whom a person might invite": "一个人可能邀请的人数的平均值",
    "standard deviation of the logarithm of that number": "人脉数的对数的标准差",
    "log-odds of sharing, against a reader": "与只看的人相比，分享的对数几率",
    "share of the market": "占市场的比例",
    "multiplies the need rate": "乘在需求频率上",
    "log-odds of seeing a touch": "看到一次触达的对数几率",
    "log-odds of meeting a need with us at full price": "按原价有需求时向我们买的对数几率",
    "weight of a price cut in log-odds per log(price ratio)": "降价的权重：每单位log（价格之比）对应的对数几率",
    "multiplies the pull of referral rewards": "乘在转介绍奖励的吸引力上",
    "log-odds of sharing": "分享的对数几率",
    "multiplies the background rate of deleting us, and the odds of doing so at a post": (
        "乘在平时的删除率上，也乘在看内容时删除的几率上"
    ),
    "0: drawn by a hook as far as it is relevant; 1: drawn by any hook, relevant or not": (
        "0：钩子有多相关就被吸引多少；1：不管相关与否，什么钩子都吸引得来"
    ),
    "share of creators": "创作者的比例",
    "share of commenters; the rest read": "互动者的比例；其余的人只看",
    # ------------------------------------------------------------ attention
    "mean chance over people to see a post, at trust 0.5, no fatigue, an hour and weekday with shift 0": (
        "信任0.5、没有疲劳、钟点与星期的变化为0时，看到一条内容的平均概率"
    ),
    "standard deviation between people, log-odds": "人与人之间的标准差，对数几率",
    "log-odds by hour of the day": "一天中各钟点的对数几率",
    "log-odds by weekday, Monday first": "一周中各天的对数几率，从星期一起",
    "log-odds per unit of trust": "信任每多一个单位的对数几率",
    "log-odds lost per unit of fatigue": "疲劳每多一个单位损失的对数几率",
    # ------------------------------------------------------------ trust
    "share of the missing trust that one post seen restores": "看到一条内容，补上所缺信任的比例",
    "share of the missing trust that a good delivery restores": "一次好的交付，补上所缺信任的比例",
    "share of the missing trust that a reply in chat restores": "一次私聊回复，补上所缺信任的比例",
    "share of trust that a promotional post seen costs": "看到一条促销内容损失的信任比例",
    "share of trust that the worst delivery costs": "最差的交付损失的信任比例",
    "share of useful posts among useful and human ones that suits the business": (
        "干货与人设内容之中，最适合这门生意的干货占比"
    ),
    "loss of gain when the mix is at the far end from the ideal": "内容配比离理想最远时，损失的信任增益",
    "how far people differ in their taste for useful or human posts": "人与人对干货或人设内容的口味相差多大",
    "growth of gain per weekly order for each contact held (at most 1)": "每位好友每周的订单（最多计1）使信任增益增长的幅度",
    "days in which trust halves without input": "没有新的投入时，信任减半所需的天数",
    # ------------------------------------------------------------ fatigue
    "fatigue that one post seen adds": "看到一条内容增加的疲劳",
    "days in which fatigue halves": "疲劳减半所需的天数",
    # ------------------------------------------------------------ purchase
    "chance that a need is met with us by somebody who has never bought, at the reference point": (
        "处于参照点、从未买过的人，有需求时向我们买的概率"
    ),
    "chance that a need is met with us by a customer, at the reference point": (
        "处于参照点、已买过的顾客，有需求时向我们买的概率"
    ),
    "log-odds per weekly order for each contact held (at most 1)": "每位好友每周的订单（最多计1）对应的对数几率",
    "log-odds lost per hour until an operator turns to the question": "客服开始处理咨询之前，每等一小时损失的对数几率",
    "chance that a customer who sees a promotional post orders at once, at the reference point and without a discount": (
        "处于参照点、没有折扣时，看到促销内容的顾客立即下单的概率"
    ),
    "chance that such an order replaces the next need": "这样的订单顶替下一次需求的概率",
    "chance, at zero trust, that a need met elsewhere is the last one we hear of": (
        "信任为零时，在别处满足的需求从此不再找我们的概率"
    ),
    "log-odds per unit of satisfaction above 0.5": "满意度在0.5之上每多一个单位的对数几率",
    # ------------------------------------------------------------ dropout
    "null: nobody drops out": "null：没有人流失",
    "log-odds against dropping out per unit of satisfaction above 0.5": "满意度在0.5之上每多一个单位，不流失的对数几率",
    "weight of the latest delivery in satisfaction": "最近一次交付在满意度中的权重",
    "first parameter of the Beta propensity to stop after an order; null: nobody stops": (
        "下单后流失倾向的Beta分布的第一个参数；null：没有人流失"
    ),
    "second parameter of that propensity": "Beta分布的第二个参数",
    # ------------------------------------------------------------ leave
    "background share that leaves in 30 days, whatever we do": "不管我们怎么做，30天内离开的比例",
    "chance at one post seen, at trust 0.5, before fatigue (of which the post itself adds some)": (
        "信任0.5、未计疲劳（这条内容本身也会增加一些）时，看到一条内容就删除的概率"
    ),
    "log-odds by kind of post": "按内容类型的对数几率",
    "log-odds per unit of fatigue": "疲劳每多一个单位的对数几率",
    # ------------------------------------------------------------ sharing
    "chance to recommend after a delivery": "一次交付之后推荐的概率",
    "chance to pass on a post seen": "看到一条内容就转发的概率",
    "people invited at one occasion": "每次邀请的人数",
    "mean time until the invitation is looked at": "邀请被看到之前的平均时间",
    "mean chance to add at a first invitation, at referrer's trust 0.5, with an ordinary hook, unrewarded": (
        "推荐人信任0.5、普通钩子、没有奖励时，第一次邀请加好友的平均概率"
    ),
    "log-odds of adding per unit of the referrer's trust": "推荐人的信任每多一个单位，添加好友的对数几率",
    "share of the referrer's trust that a new contact starts with": "新好友一开始继承推荐人信任的比例",
    "log-odds of adding per earlier exposure or invitation, on any channel, that did not add": (
        "此前每有一次曝光或邀请（不论渠道）没有加上，添加好友的对数几率的变化"
    ),
    # ------------------------------------------------------------ product
    "what people expect to pay: dearer sells less, cheaper more": "人们预期的价格：更贵卖得少，更便宜卖得多",
    "share of the price left after the cost of goods and delivery": "扣除货品和配送成本之后剩下的价格比例",
    "mean items in an order beyond the first": "一单里第一件之外平均多买的件数",
    "share of net sales that is refunded, booked with each order": "净销售额中退款的比例，随每笔订单入账",
    "mean quality delivered; 0.5 = as expected": "交付的平均品质；0.5＝符合预期",
    "standard deviation of quality between deliveries": "各次交付之间品质的标准差",
    "mean needs of an ordinary person for this kind of product, ours or another's": (
        "普通人每年对这类产品的需求次数，不论买谁家的"
    ),
    "Gamma shape of the rates over people; null: all alike": "人与人需求频率的Gamma分布形状参数；null：人人相同",
    "gaps: exponential, Erlang-2, Erlang-3, constant": "需求间隔：exponential（指数）、Erlang-2、Erlang-3、constant（固定）",
    "true: bought only from an operator who answers a question": "true：只能在客服答疑之后购买",
    "list price of one item": "一件的标价",
    "days from the order to the delivery": "从下单到交付的天数",
    # ------------------------------------------------------------ (group)
    "null: off": "null：关闭",
}
