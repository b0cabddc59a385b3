"""Chinese: evidence of referral, schemes and reviews."""

TEXTS: dict[str, str] = {
    # ------------------------------------------------------------ referral/none
    "no programme": "没有转介绍机制",
    # ------------------------------------------------------------ referral/one_sided_high
    "sharing is made easy": "让分享变得容易",
    "a large reward, below what an advertised customer costs": "大额奖励，低于广告带来一位顾客的成本",
    "only the referrer is paid": "只奖励推荐人",
    # ------------------------------------------------------------ referral/one_sided_low
    "a small reward; 5 yuan per recruited member is known from a retailer": "小额奖励；已知有一家零售商每拉一位会员付5元",
    # ------------------------------------------------------------ referral/tools
    "nobody is paid": "谁也不给钱",
    # ------------------------------------------------------------ referral/two_sided
    "half of the large reward, so that a success costs the same": "大额奖励的一半，使每次成功的花费相同",
    "the other half": "另一半",
    # ------------------------------------------------------------ scheme/best_customers
    "a scheme needs a programme that tracks it": "这套玩法需要能追踪的转介绍机制",
    "super-users: the few who bring most": "超级用户：带来大部分新人的少数人",
    "none is told": "不讲故事",
    "one reward for every success": "每次成功奖励都一样",
    "no limit": "不设上限",
    "no commission": "没有佣金",
    "no teams": "没有组团",
    # ------------------------------------------------------------ scheme/customers
    "who has bought can tell what we are like": "买过的人才说得清我们怎么样",
    # ------------------------------------------------------------ scheme/distribution
    "everybody may take part": "人人可以参加",
    "five large rewards": "五份大额奖励",
    "a usual commission": "通常的佣金",
    "half a year": "半年",
    # ------------------------------------------------------------ scheme/group_buy
    "a team of two is the most usual": "两人团最常见",
    "three days, so that friends have time to look": "三天，让朋友有时间看",
    "the same for all": "大家都一样",
    "who opens a team wants the thing, but may have just bought it": "开团的人想要这件东西，但可能刚买过",
    "who follows a group-buy link wants the thing, but many only look": "点进拼团链接的人想要这件东西，但许多人只是看看",
    "who needs helpers asks more people than who recommends": "需要人助力的，比单纯推荐的人问得更多",
    # ------------------------------------------------------------ scheme/help_me_cut
    "few enough to be reached": "人数少到凑得齐",
    "a gift, or a good part of a dear product": "一份礼品，或者昂贵产品的一大半",
    "a helper only adds": "助力的人只需添加好友",
    # ------------------------------------------------------------ scheme/repeat_customers
    "who has come back was satisfied": "回来再买的人是满意的",
    # ------------------------------------------------------------ scheme/story
    "what a good story adds is not published": "好故事能增加多少没有公开数据",
    "a writer and a designer for some days": "一名文案加一名设计，几天时间",
    "a fresh poster a month": "每月一张新海报",
    # ------------------------------------------------------------ scheme/tiered
    "the small reward twice, then the large one": "先两次小额奖励，之后是大额奖励",
    # ------------------------------------------------------------ abuse/checked
    "how many cheat is not published; bonus hunters organise themselves": "作弊的人有多少没有公开数据；薅羊毛的人会自己抱团",
    "a cheat looks for the occasion": "作弊的人会主动找机会",
    "a few numbers of family and friends; farms have hundreds": "几个亲友的号码；刷号团伙有几百个",
    "an account bought or borrowed, and the time": "买来或借来的账号，加上花的时间",
    "resold below the price, or used without need": "低于原价转卖，或者用不上也留着",
    "same device, number or address": "同一设备、号码或地址",
    "families share devices": "一家人会共用设备",
    "to be called a cheat hurts": "被当成作弊的人，谁都不好受",
    "a service by the piece, and some eyes": "按条收费的服务，加一些人工抽看",
    # ------------------------------------------------------------ abuse/none
    "off": "关闭",
    # ------------------------------------------------------------ abuse/unchecked
    "nothing is checked": "什么都不查",
    # ------------------------------------------------------------ reputation/open
    "better than expected": "好于预期",
    "worse than expected": "不及预期",
    "few praise unasked; review rates in private domains are not published": "很少有人主动夸；私域里的评价率没有公开数据",
    "the angry write sooner": "生气的人更容易写",
    "people read the latest pages": "人们看的是最近几页",
    "a handful tells little": "寥寥几条说明不了什么",
    "the weight of reviews by others is not published for adding": "别人的评价对添加好友有多大分量，没有公开数据",
    "own experience counts for more": "自己的体验分量更重",
    "what cases do for content is not published": "案例对内容有多大作用没有公开数据",
    "reviews are left alone": "不去管评价",
    # ------------------------------------------------------------ reputation/overdone
    "all that can be": "能控的全控",
    "a quarter of an hour and a voucher": "一刻钟，加一张券",
    "nobody believes a shop without a single bad word": "一句差评都没有的店，没有人信",
    "what a wall of praise loses": "满屏好评损失掉的",
    # ------------------------------------------------------------ reputation/steered
    "as many as people take for care": "控到人们仍当作用心服务的程度",
}
