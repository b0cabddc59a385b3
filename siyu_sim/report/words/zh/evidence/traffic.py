"""Chinese: evidence of channels, hooks and rivals."""

TEXTS: dict[str, str] = {
    # ------------------------------------------------------------ channels/default
    "which channels are used, how they are paid and when they run": "用哪些渠道、怎么付费、何时开启",
    "how many people it can reach is local": "能触达多少人，因地而异",
    "traffic is local": "客流因地而异",
    "trust at the first meeting is not published": "初次见面时的信任没有公开数据",
    "who is met there more, who less": "哪些人在这里遇到得多，哪些人少",
    "add rate in store: base 15-25 %, excellent 30-40 %": "门店加粉率：普通15～25%，优秀30～40%",
    "cost per contact in store: 1-5 yuan": "门店加粉成本：1～5元",
    "add rate of Moments ads: base 2-5 %, excellent 5-8 %": "朋友圈广告加粉率：普通2～5%，优秀5～8%",
    "a small local budget": "本地的小预算",
    "add rate of RED: base 1-3 %, excellent 3-5 %": "小红书加粉率：普通1～3%，优秀3～5%",
    "add rate of live streams: base 5-10 %, excellent 15-20 %": "直播加粉率：普通5～10%，优秀15～20%",
    "cost per contact of live streams: 3-10 yuan, at 7 % a viewer": "直播加粉成本：3～10元，按每位观众7%计",
    "add rate of package cards: base 3-5 %, excellent 8-12 %": "包裹卡加粉率：普通3～5%，优秀8～12%",
    "cost per contact of package cards: 0.5-2 yuan, at 4 % a card": "包裹卡加粉成本：0.5～2元，按每张卡4%计",
    "wages; growth of contact cost is not published": "人工工资；加粉成本的涨幅没有公开数据",
    "rivals bid prices up; growth of contact cost is not published": "同行抬高出价；加粉成本的涨幅没有公开数据",
    "more creators for the same readers": "同样的读者，更多的创作者",
    "more streams for the same viewers": "同样的观众，更多的直播",
    "paper stays cheap": "印刷一直便宜",
    "who refused once is asked again without the surprise": "拒绝过一次的人再被问到，就没有新鲜感了",
    "an audience burns out": "同一批受众会投疲",
    "an audience burns out slowly": "受众会慢慢投疲",
    "the third card is not read": "第三张卡片没有人看",
    "as much as for feed ads": "与信息流广告一样多",
    "add rate of Douyin live streams: base 3-8 %, excellent 10-15 %": "抖音直播加粉率：普通3～8%，优秀10～15%",
    "cost per contact of live streams: 3-10 yuan, at 5.5 % a viewer": "直播加粉成本：3～10元，按每位观众5.5%计",
    "add rate of SMS: base 1-2 %, excellent 3-5 %": "短信加粉率：普通1～2%，优秀3～5%",
    "cost per contact of SMS: 5-15 yuan, at 1.5 % a message": "短信加粉成本：5～15元，按每条短信1.5%计",
    "a hundred messages a day": "每天一百条短信",
    "messages are a commodity": "短信是大路货",
    "the third message is not opened": "第三条短信没有人点开",
    "recommended by somebody else's operator: between an advert and a friend; not published": (
        "由别人的运营推荐：介于广告与朋友之间；没有公开数据"
    ),
    "no money changes hands": "双方不付钱",
    "a partner's readers burn out": "异业伙伴的读者会被用尽",
    "terms are agreed case by case; here a post for a week of their readers": "条件逐案商定；这里以一条内容换对方一周的读者",
    # ------------------------------------------------------------ competition/rivals
    "a new channel stays cheap for weeks, not for years": "新渠道便宜几周，不会便宜几年",
    "practitioners speak of a dividend that lasts months; growth of contact cost is not published": (
        "业内说红利只有几个月；加粉成本的涨幅没有公开数据"
    ),
    "how many rivals share an audience is local": "有多少同行争同一批受众，因地而异",
    "growth of contact cost is not published": "加粉成本的涨幅没有公开数据",
    "the next thousand costs more than the last; an elasticity of sales to advertising of 0.12-0.24 (M) is far below one": (
        "下一千次曝光比上一千次贵；销售额对广告的弹性为0.12～0.24（可信度中），远低于一"
    ),
    # ------------------------------------------------------------ hook/cash
    "add rate by hook is not published": "各种钩子的加粉率没有公开数据",
    "money suits everybody": "钱人人都要",
    "cash lures cost 3-20 yuan; Perfect Diary's red packet 1-2 yuan": "现金诱饵要花3～20元；完美日记的红包1～2元",
    # ------------------------------------------------------------ hook/coupon
    "about the ordinary hook (strength 1, relevance 1), to which the published add rates belong": (
        "大致是普通钩子（强度1，相关性1），公开的加粉率说的就是它"
    ),
    "hardly anybody takes a coupon for what he does not need": "用不上的东西，几乎没有人为它领券",
    "the coupon at its cost": "券的成本",
    # ------------------------------------------------------------ hook/gift
    "a thing in the hand beats a coupon": "拿在手里的东西胜过一张券",
    "some take it for its own sake": "有人只是冲着礼品来的",
    "the gift at its cost": "礼品的成本",
    # ------------------------------------------------------------ hook/none
    "no hook": "没有钩子",
    "without a hook it means nothing": "没有钩子时无意义",
    # ------------------------------------------------------------ public/shop
    (
        "orders for each click in public are not published by industry; set so that a first buyer costs about what the "
        "trade pays"
    ): ("各行业公域每次点击的下单率没有公开数据；取值使一位首购顾客的成本与业内所付的大致相同"),
    "an article sells nothing by itself": "文章本身卖不出东西",
    "live view to order is not published; as a click": "直播观看到下单没有公开数据；与点击相同",
    "commission of a shop on a platform": "平台店铺的佣金",
    # ------------------------------------------------------------ rivals/campaign
    "half a year in": "过了半年",
    "a month": "一个月",
    "what a rival's offer does is not published": "对手的优惠有多大作用没有公开数据",
    "some stay with the rival": "有些人就留在对手那里了",
}
