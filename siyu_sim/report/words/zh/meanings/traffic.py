"""Chinese: meanings of channels, hooks and rivals."""

TEXTS: dict[str, str] = {
    # ------------------------------------------------------------ channels
    "true: exposures cost money and stop in an ads-off test": "true：曝光要花钱，停投测试时停止",
    "share of people, before the skew by segment, whom this channel can reach at all": (
        "按人群倾斜之前，这个渠道触达得到的人所占的比例"
    ),
    "multiplies the audience share by segment (missing: 1)": "按人群乘在受众比例上（没写的人群：1）",
    "most exposures a day that exist to be had": "每天最多能得到的曝光",
    "price of an exposure, a day or a contact added, on day 0": "第0天一次曝光、一天或一个新增好友的价格",
    "spending limit (per_exposure only); null: no limit": "花费上限（仅限per_exposure）；null：不设上限",
    "yearly growth of cost_yuan": "cost_yuan每年的涨幅",
    "mean chance that a first exposure with an ordinary hook (strength 1, relevance 1) adds": (
        "第一次曝光、普通钩子（强度1，相关性1）时加好友的平均概率"
    ),
    "log-odds of adding, or of buying in public, per earlier exposure or invitation, on any channel, that did not add": (
        "此前每有一次曝光或邀请（不论渠道）没有加上，添加好友或公域购买的对数几率的变化"
    ),
    "trust at the moment of adding": "添加好友那一刻的信任",
    "a fraction opens the channel on the next whole day": "带小数时，渠道在下一个整天开启",
    "null: never": "null：不关闭",
    "share of first exposures, of people who are not contacts and do not add, that end in an order in public; null: none": (
        "既不是好友、这次也没有添加的人，第一次曝光在公域直接下单的比例；null：没有"
    ),
    "of the net sales of such orders: the platform's cut": "平台从这类订单净销售额中抽取的比例",
    "exchange only: exposures that a partner gives us for each post of ours about them": (
        "仅限互推：我们每为异业伙伴发一条内容，对方给我们的曝光数"
    ),
    "whether the channel runs at all": "渠道是否启用",
    "what cost_yuan is paid for": "cost_yuan为什么而付",
    "day on which the channel opens": "渠道开启的日子",
    "day on which it closes; null: never": "渠道关闭的日子；null：不关闭",
    # ------------------------------------------------------------ hook
    "perceived value; 1 = ordinary, 0 = none": "感知价值；1＝普通，0＝没有",
    "how far only people with the need want it": "在多大程度上只有有需求的人才想要",
    "paid for each contact added through a channel or an invitation": "每个经渠道或邀请添加的好友所花的钱",
    "log-odds of adding per unit of strength × relevance": "强度×相关性每多一个单位，添加好友的对数几率",
    "chance that a person drawn by a wholly irrelevant hook deletes us within days": (
        "被完全不相关的钩子吸引来的人，几天之内删除我们的概率"
    ),
    # ------------------------------------------------------------ competition
    "rivals for the same adverts; null: prices only inflate": "争同样广告位的同行；null：价格只随年涨幅上涨",
    "day on which rivals begin to enter; until then traffic and prices are ours alone": (
        "同行开始进入的日子；在此之前，流量和价格都由我们独享"
    ),
    "days in which half of the rivals still missing come in": "尚未进入的同行有一半进来所需的天数",
    "share of a bought channel's exposures that rivals take once all have come": (
        "同行全部进来之后，从付费渠道曝光中拿走的比例"
    ),
    "what rivals add to the price of an exposure or a day once all have come, as a share of it; 1 = doubled": (
        "同行全部进来之后，一次曝光或一天的价格上涨的比例；1＝翻倍"
    ),
    "what buying a day's whole traffic ourselves adds to the price of an exposure, as a share of it": (
        "一天的流量由我们全部买下时，一次曝光的价格上涨的比例"
    ),
    # ------------------------------------------------------------ rivals
    "null: no campaign of a rival": "null：没有对手的活动",
    "log-odds of buying from us lost at zero trust; none is lost at full trust": (
        "信任为零时，向我们购买减少的对数几率；信任满时不减少"
    ),
    "added to rival_pull while it lasts: chance, at zero trust, that a need lost is the last": (
        "活动期间加在rival_pull上：信任为零时，失去的需求从此不再来的概率"
    ),
    "first day of it": "活动的第一天",
    "how long it lasts": "持续多久",
}
