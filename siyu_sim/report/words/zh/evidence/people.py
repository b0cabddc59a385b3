"""Chinese: evidence of people and how they behave."""

TEXTS: dict[str, str] = {
    # ------------------------------------------------------------ behaviour/default
    "reach a post is not published; of daily WeChat users 72 % view Moments, which bounds it": (
        "一条内容的触达率没有公开数据；微信日活用户中有72%看朋友圈，这是上限"
    ),
    "peaks at noon and in the evening, nobody at night": "中午和晚上最高，夜里没有人看",
    "nearly even over the week": "一周之内几乎一样",
    "some always look, some never": "有人总会看，有人从来不看",
    "trusted senders are read more": "信得过的人发的，看的人更多",
    "a tired reader scrolls on": "看烦了的人会直接划过去",
    "no figure is published; gains are small, losses larger": "没有公开数据；涨得慢，掉得快",
    "closeness to friends fades 15 % a year (half-life 4.3 years), a business far faster": (
        "朋友之间的亲密度每年减退15%（半衰期4.3年），对商家则快得多"
    ),
    "useful and human posts build trust, promotion hardly": "干货和人设内容建立信任，促销内容几乎不能",
    "seven useful to five human posts suits most businesses": "七条干货配五条人设内容，适合大多数生意",
    "promotion tires twice as much as a useful post": "促销内容带来的疲劳是干货的两倍",
    "a few quiet days make up for a busy one": "清静几天，可以抵消忙碌的一天",
    "not buying is mostly not trusting; the size is not published": "不买大多是因为不信任；作用大小没有公开数据",
    "an hour without a reply costs a third of the odds": "一小时不回复，成交的几率少三分之一",
    "half of the orders on impulse only come earlier": "冲动下的订单有一半只是提前买",
    "who was well served stays; the size is not published": "服务得好的人会留下；作用大小没有公开数据",
    "together with posts about 4 % a month, which MINISO lost (15 M kept of 20 M in 14 months)": (
        "连同看内容时的删除，每月约4%，即名创优品的流失水平（14个月里，2,000万好友留住1,500万）"
    ),
    "mass daily adverts: 15 % blocked, period not given": "天天群发广告：15%的人屏蔽，未说明时段",
    "people forgive those whom they trust": "信任谁，就会原谅谁",
    "promotion drives people out": "促销内容会把人赶走",
    "what moves a recommendation is not published": "什么因素促成推荐没有公开数据",
    "customer recommends: 3-5 %": "顾客会推荐：3～5%",
    "readers share 3.2 % of official-account posts, mostly without inviting anybody": (
        "读者会分享3.2%的公众号文章，多数并不邀请任何人"
    ),
    "a recommendation goes to a few people": "一次推荐只发给几个人",
    "seen within days": "几天之内就会看到",
    "referred person adds: 20-30 %": "被推荐的人添加好友：20～30%",
    "a friend's word opens the door; no uplift of referred customers is wired in": (
        "朋友的一句话能敲开门；模型没有写死“转介绍顾客更好”"
    ),
    "each further invitation works less": "每多邀请一次，效果就差一些",
    "add rate by hook is not published; industry bases and bests differ by about 0.8 log-odds": (
        "各种钩子的加粉率没有公开数据；行业的普通水平与优秀水平在对数几率上约差0.8"
    ),
    "cash lures draw bargain hunters who delete soon": "现金诱饵引来羊毛党，他们很快就删",
    "uplift of tools and rewards is not published": "工具和奖励能提升多少，没有公开数据",
    "small sums count in proportion, larger ones ever less; small is what is small beside the price": (
        "小额奖励按比例起作用，数额越大作用递减；小不小，要看与价格相比"
    ),
    "a paid word is trusted less": "拿了钱才说的话，信的人少",
    # ------------------------------------------------------------ market/default
    "practitioners' funnel: 50,000 people near a store, 1,000 visit, 500 add": (
        "业内的漏斗：门店附近50,000人，1,000人进店，500人加好友"
    ),
    "starts from nothing, so that every contact has a known cost": "从零开始，每个好友的成本都清楚",
    "of no account without contacts on day 0": "第0天没有好友时不起作用",
    "people differ widely in adding businesses": "愿不愿意加商家，人与人差别很大",
    "colleagues, neighbours and parents talk among themselves": "同事、邻居、家长彼此会聊",
    "most invitations stay in the community": "大多数邀请不出圈子",
    "neighbours are somewhat alike": "邻居多少有些相似",
    "people one would actually invite, far fewer than the address book": "真会开口邀请的人，远少于通讯录里的人",
    "some know many": "有些人认识很多人",
    "rule of participation: 1 % create, 9 % comment, 90 % read": "参与规律：1%创作，9%评论，90%只看",
    "creators share several times as often as readers": "创作者的分享是读者的几倍",
    "commenters share more than readers": "互动者比读者更爱分享",
    "a guess at how many": "占多少只是估计",
    "need, against the ordinary person": "需求，与普通人相比",
    "attention, against the ordinary person": "看内容的多少，与普通人相比",
    "liking to buy from us at full price": "按原价向我们买的意愿",
    "price elasticities differ several-fold between people": "人与人的价格弹性相差数倍",
    "small sums move some and not others": "小钱能打动一些人，打动不了另一些人",
    "sharing, against the ordinary person": "分享的多少，与普通人相比",
    "leaving, against the ordinary person": "离开的多少，与普通人相比",
    "taking what is free, needed or not": "免费的就拿，不管用不用得上",
}
