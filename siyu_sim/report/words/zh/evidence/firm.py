"""Chinese: evidence of the firm: money, forces, products, platform, strategies."""

TEXTS: dict[str, str] = {
    # ------------------------------------------------------------ config
    "one year, so that every weekday, a season of posts and several cycles of referral are inside": (
        "一年，涵盖各个星期几、一季的内容和几轮转介绍"
    ),
    (
        "one day; halving it moves no main metric beyond its interval, which a test shows (with a desk a reply waits for "
        "the next window, which costs orders 0.4-0.8 %)"
    ): ("一天；减半之后，主要指标都没有超出区间，有测试为证（有客服时，回复要等到下一个时间窗，订单因此少0.4～0.8%）"),
    "off unless an option of touchpoints or groups brings it": "除非由touchpoints或groups的选项带来，否则关闭",
    "a test of survival that an experiment sets": "停投生存测试，由实验设定",
    # ------------------------------------------------------------ experiment/five_years
    "the price that the question names": "问题里说的价格",
    "the same with or without these contacts, so left out": "有没有这些好友都一样，所以不计",
    # ------------------------------------------------------------ experiment/threshold
    "which channels are used, how they are paid and when they run; all close after two months": (
        "用哪些渠道、怎么付费、何时开启；两个月后全部关闭"
    ),
    # ------------------------------------------------------------ finance/default
    "the firm's own cost of capital": "企业自己的资金成本",
    "ordinary payment fee": "通常的支付费率",
    "WeCom: 2,000 contacts free, then about 0.1 yuan per contact and year": (
        "企业微信：2,000个好友免费，之后每个好友每年约0.1元"
    ),
    "WeCom: 2,000 contacts free": "企业微信：2,000个好友免费",
    "one operator serves up to 10,000 users; pay 4,500-5,000 yuan a month, loaded x 1.4-1.5; here half of one": (
        "一名运营最多服务10,000人；月薪4,500～5,000元，用工成本系数1.4～1.5；这里按半个人计"
    ),
    # ------------------------------------------------------------ forces/ordinary
    "as ordinary businesses are": "普通企业的水平",
    # ------------------------------------------------------------ forces/shop
    "who sells well over the counter and posts what comes to hand": "柜台上会卖，朋友圈想到什么发什么",
    # ------------------------------------------------------------ forces/strong
    "half as strong again in everything": "样样都强一半",
    # ------------------------------------------------------------ forces/teacher
    "who speaks well in public and leaves the work to nobody": "台上讲得好，台下的活没有人干",
    # ------------------------------------------------------------ ladder/full
    "a set, a year's supply, the advanced term": "一套、一年的量、进阶一期",
    "the dear product earns most a piece": "贵的产品单件赚得最多",
    "uplift of a premium product is not published; -1.5: a fifth to a quarter as likely as the core": (
        "高端品能提升多少，没有公开数据；-1.5：被选中的机会是核心产品的五分之一到四分之一"
    ),
    "it is for customers": "为老顾客准备",
    "who knows the core product": "已经了解核心产品的人",
    "and came back once": "并且又回来买过一次",
    "off, so that it needs no desk; experiments switch it on": "关闭，这样不需要客服；由实验打开",
    "as the core product, roughly": "大致与核心产品相同",
    "as good as the core product": "与核心产品一样好",
    # ------------------------------------------------------------ ladder/lead
    "a first step that costs little": "花不了多少钱的第一步",
    "a lead product hardly earns, and should not lose much": "引流品几乎不赚，也不该亏太多",
    "uplift of a lead product is not published; 0.7 doubles the odds of the core": (
        "引流品能提升多少，没有公开数据；0.7使选中的机会是核心产品的两倍"
    ),
    "customers are past it": "老顾客已经用不着",
    "it comes first": "它排在最前面",
    "nobody needs advice for it": "买它用不着咨询",
    "few bother": "懒得退的居多",
    # ------------------------------------------------------------ platform/personal
    "as many as a middling firm runs": "中等规模的企业会有这么多",
    "a phone written off over two years, and its number": "一部手机按两年摊销，加上号码",
    "personal WeChat: 5,000 contacts": "个人微信：5,000个好友",
    "accounts under 30 days: over 60 passive adds a minute or 40 active an hour get banned": (
        "注册不满30天的账号：每分钟被动添加超过60人，或每小时主动添加40人，就会被封"
    ),
    "Moments of a person have no limit": "个人朋友圈没有条数上限",
    "the rules stay": "规则不变",
    "bans by behaviour are not published": "因行为而封号的概率没有公开数据",
    "selling from a person's account is against the terms": "用个人号卖货违反平台规则",
    "works by hand": "人工操作",
    "first offences end": "初犯会解封",
    "few leave another way to reach them": "没有几个人留下别的联系方式",
    "accounts under 30 days are watched most closely": "注册不满30天的账号被盯得最紧",
    "gently": "慢慢来",
    "two ready": "备两个",
    "service staff stay two years on average": "客服平均干两年",
    "a person's account goes with the person": "个人号跟着人走",
    "of no account without a hand-over": "不做交接时不起作用",
    "without a hand-over few are found again": "不做交接，能找回的人很少",
    "how often codes break is not published": "活码多久失效一次没有公开数据",
    # ------------------------------------------------------------ platform/wecom
    "certification 300 yuan a year": "认证费每年300元",
    "WeCom member: 5,000 contacts, expandable to 20,000": "企业微信员工号：5,000个好友，可扩到20,000",
    "what an account takes in a day is not published": "一个号一天能加多少人没有公开数据",
    "WeCom: adjustable to 7 messages a week or 1 a day for each customer (2025-11)": (
        "企业微信：每位客户可调为每周7条或每天1条（2025年11月）"
    ),
    "rare for an account that behaves": "守规矩的账号很少被封",
    "most bans of firms are for a time": "企业的封号大多有期限",
    "some are found again through orders and other touchpoints": "有些人可以通过订单和其他触点找回",
    "firms' accounts need none": "企业账号不需要养号",
    "WeCom hands contacts over": "企业微信可以交接客户（离职继承）",
    "loss when staff leave is not published; some decline the successor": ("员工离职时的损失没有公开数据；有些客户不接受换人"),
    # ------------------------------------------------------------ crisis/public
    "half a year in, when trust has been built or not": "过了半年，信任建没建起来已见分晓",
    "how far news travels": "消息能传多远",
    "loss of trust in a crisis is not published for private domains": "危机中私域信任的损失没有公开数据",
    "who leaves in a crisis is not published": "危机中谁会离开没有公开数据",
    "those who trust forgive": "信任的人会原谅",
    "no answer": "不回应",
    "an open answer softens the blow": "公开回应能减轻打击",
    # ------------------------------------------------------------ strategies/pace_by_cac
    "who reacts to what": "谁对什么做出反应",
    "what the business can earn back, see typical.target_cac_yuan": "生意赚得回来的数额，见typical.target_cac_yuan",
    "a meeting on Mondays": "每周一开会",
    "four weeks, so that a week of few customers does not decide": "四周，不让顾客少的一周说了算",
    "a fifth at a time: advertising platforms ask for small steps": "每次五分之一：投放平台建议小步调整",
    "a tenth, so that the price of customers stays known": "十分之一，以便一直知道顾客的价格",
    "no more than three times the plan": "不超过计划的三倍",
    # ------------------------------------------------------------ strategies/raise_reward
    "a reward needs a programme that tracks it": "奖励需要能追踪的转介绍机制",
    "the small reward of the business": "生意的小额奖励",
    "down to nothing": "可以降到零",
    "the large reward of the business": "生意的大额奖励",
    "four weeks, so that invitations have time to be answered": "四周，让邀请有时间得到回应",
    "half a year's margin: payback of acquisition within six months": "半年的毛利：获客在六个月内回本",
    "two months until the next try": "歇两个月再试",
    # ------------------------------------------------------------ strategies/throttle_posts
    "half as much again as the 4 % a month that MINISO lost (20 M added, 15 M kept, 14 months)": (
        "比名创优品每月4%的流失再多一半（添加2,000万，留住1,500万，14个月）"
    ),
    "restored at 4.5 % a month, so that it does not swing to and fro": "低于每月4.5%时恢复，免得来回摇摆",
    "halved at a time": "每次减半",
    "a post every fourth day keeps us in mind": "每四天一条，足以让人记得我们",
}
