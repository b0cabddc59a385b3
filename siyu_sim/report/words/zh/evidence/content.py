"""Chinese: evidence of content, campaigns, touchpoints and groups."""

TEXTS: dict[str, str] = {
    # ------------------------------------------------------------ content/daily
    "one a day, the most that WeCom allows by mass message": "每天一条，这是企业微信群发所允许的上限",
    "noon and evening first, when people look": "先中午和晚上，人们看手机的时候",
    "every day": "每天",
    "useful and human first": "以干货和人设内容为主",
    "ordinary": "普通水平",
    "an hour or two of an editor for a useful post, minutes for the others": "一条干货要编辑一两个小时，其余几分钟",
    "posts go out at set hours": "内容在固定的钟点发出",
    "posting begins at once": "立即开始发内容",
    "and goes on": "并一直发下去",
    # ------------------------------------------------------------ content/heavy
    "three a day in Moments, more than most people want": "朋友圈每天三条，多于大多数人想看的",
    "a quarter is promotion": "四分之一是促销内容",
    "three a day are hard to keep good": "一天三条很难条条都好",
    "three a day are hard to keep personal": "一天三条很难条条真诚",
    # ------------------------------------------------------------ content/light
    "every second day, below what WeCom allows": "每两天一条，低于企业微信的允许上限",
    # ------------------------------------------------------------ content/none
    "none": "不发",
    "without posts it means nothing": "没有内容时无意义",
    # ------------------------------------------------------------ content/promo_flood
    "four a day, the harvest style": "每天四条，收割的做派",
    "nearly all promotion": "几乎全是促销内容",
    "copied adverts": "照抄的广告",
    "nobody behind them": "背后没有真人",
    # ------------------------------------------------------------ campaigns/annual_push
    "the great sales of autumn": "秋季大促",
    "once a year": "一年一次",
    "three days of announcements": "预告三天",
    "as long as an offer stays news": "优惠的新鲜劲能有多久，就开多久",
    "the hours that are read most": "看的人最多的时段",
    "nothing but announcements": "只有预告",
    "growth of momentum by post is not published": "一条内容能造多少势能，没有公开数据",
    "trade figures: active to campaign 30-40 %, campaign to buy 15-25 % (L)": (
        "行业数据：活跃到参加活动30～40%，活动到购买15～25%（可信度低）"
    ),
    "forgotten within weeks": "几周之内就忘了",
    "who has stocked up buys less; not published": "囤了货的人会少买；没有公开数据",
    "deeper than all year": "全年最低价",
    "design and small gifts": "设计和小礼品",
    # ------------------------------------------------------------ campaigns/monthly
    "content has had time to work": "内容已经有时间起作用",
    "once a month": "每月一次",
    "five days of stories": "讲五天故事",
    "people and stories, no selling yet": "人物和故事，先不卖货",
    "a moderate offer": "力度适中的优惠",
    # ------------------------------------------------------------ caps/wecom
    "WeCom mass messages, official document 2025-11: adjustable to one a day": (
        "企业微信群发，官方文档2025年11月：可调为每天一条"
    ),
    "WeCom mass messages, official document 2025-11: messages a month up to the days of the month": (
        "企业微信群发，官方文档2025年11月：每月条数不超过当月天数"
    ),
    # ------------------------------------------------------------ caps/wecom_strict
    "the monthly limit is the tighter one": "每月的上限更紧",
    "WeCom mass messages, older rule: 4 a month": "企业微信群发，旧规则：每月4条",
    # ------------------------------------------------------------ touchpoints/chat
    "open and reply rates of mass messages are not published; nearer than a post, and more of a disturbance": (
        "群发的打开率和回复率没有公开数据；比一条朋友圈更近，也更打扰人"
    ),
    "one a week": "每周一条",
    "every contact has a chat with us": "每个好友都有与我们的私聊",
    "shorter than a Moments post": "比一条朋友圈短",
    "in the salaries already": "已计入薪资",
    "WeCom mass messages, 2025-11: adjustable to one a day for each customer": (
        "企业微信群发，2025年11月：每位客户可调为每天一条"
    ),
    "WeCom mass messages, 2025-11: as many a month as it has days, which one a day keeps; the older rule was 4": (
        "企业微信群发，2025年11月：每月条数等于当月天数，每天一条即不超限；旧规则为4条"
    ),
    # ------------------------------------------------------------ touchpoints/fan
    "what a fan community adds is not published; members hear more, mind less and recommend more": (
        "粉丝社群能增加多少没有公开数据；成员看得更多、更不介意、更爱推荐"
    ),
    "two a week": "每周两条",
    "no selling among fans": "粉丝之间不卖货",
    "half of those asked accept": "受邀的人有一半接受",
    "the third order shows a habit": "第三单说明已成习惯",
    "some hours of one person": "一个人的几个小时",
    # ------------------------------------------------------------ touchpoints/live
    "live view to order is not published; who comes stays longer and is asked to buy": (
        "直播观看到下单没有公开数据；来看的人停留更久，并被引导下单"
    ),
    "half of the sessions sell": "一半场次带货",
    "contacts who would ever watch": "会来看直播的好友",
    "two people for an evening": "两个人一个晚上",
    "in the cost of a session": "已计入每场成本",
    # ------------------------------------------------------------ touchpoints/mini
    "how much easier ordering sells is not published": "下单更方便能多卖多少没有公开数据",
    "it is a shop, not a paper": "它是店铺，不是报纸",
    "37 % of daily WeChat users use mini-programmes, any of them: a ceiling": (
        "微信日活用户中有37%使用小程序（任何小程序）：这是上限"
    ),
    "rent of a standard programme": "标准小程序的租金",
    # ------------------------------------------------------------ touchpoints/official
    "long reading by few; trust by article and leaving at one are not published": (
        "少数人会长读；文章带来的信任和由此引起的离开没有公开数据"
    ),
    "33 % of daily WeChat users read official accounts, any of them: a ceiling": (
        "微信日活用户中有33%阅读公众号（任何公众号）：这是上限"
    ),
    "open rate of official accounts 1.2 % (2019), 2.8-5.3 % claimed (2025): 3 % against the 30 % of a Moments post": (
        "公众号打开率1.2%（2019），自称2.8～5.3%（2025）：以3%对比一条朋友圈的30%"
    ),
    "an article takes half a day of an editor": "一篇文章要编辑半天",
    "subscription account: one send a day": "订阅号：每天群发一次",
    "a subscription account has none; a service account 4 sends a month": "订阅号没有此限；服务号每月群发4次",
    # ------------------------------------------------------------ groups/asked_too_much
    "twice as much promotion as members put up with": "促销内容是群友所能容忍的两倍",
    # ------------------------------------------------------------ groups/half_hearted
    "an hour a month": "每月一小时",
    "one in two weeks": "两周一条",
    # ------------------------------------------------------------ groups/left_alone
    "nobody runs them": "没有人管",
    "nothing is posted": "什么都不发",
    # ------------------------------------------------------------ groups/promo_only
    "a robot posts": "机器人发",
    "two a day": "每天两条",
    "offers only": "只有优惠",
    # ------------------------------------------------------------ groups/run
    "mute and leave rates, and what mood is worth, are not published": "屏蔽率、退群率和群氛围的价值都没有公开数据",
    "contact to group 50-60 %": "好友进群50～60%",
    "groups hold up to 500, above 200 by personal invitation only; 50 groups for 10,000 users": (
        "一个群最多500人，超过200人须逐个邀请；50个群服务10,000人"
    ),
    "above 200 members by personal invitation only": "超过200人须逐个邀请",
    "one operator for 50 groups, pay 4,500-5,000 yuan a month, loaded x 1.4-1.5": (
        "一名运营管50个群，月薪4,500～5,000元，用工成本系数1.4～1.5"
    ),
    "newcomers are curious": "新群友有好奇心",
    "a group lives one week to six months, up to two years if managed": "一个群能活一周到六个月，管得好可到两年",
    "three posts a week hold the mood near 0.8": "每周三条，氛围保持在0.8左右",
    "one advert in three posts is put up with": "三条里有一条广告，还能忍",
    "the last weeks count": "看的是最近几周",
    "a dozen adverts in a row kill a group": "连发十几条广告，群就死了",
    "not published": "没有公开数据",
    "nearer than Moments, and people mute a group before they delete us": "比朋友圈更近，而且人们会先屏蔽群，再删我们",
    "three a week": "每周三条",
    "when people look": "人们看手机的时候",
    "any day": "哪天都行",
    "as in Moments": "与朋友圈相同",
    "the same offer everywhere": "各处优惠相同",
    "groups.join_share says it": "由groups.join_share决定",
    "open to everybody": "人人可进",
    "as a chat message": "与私聊消息相同",
    "groups.cost_yuan_per_month has it": "计入groups.cost_yuan_per_month",
    "the platform sets none": "平台不设上限",
}
