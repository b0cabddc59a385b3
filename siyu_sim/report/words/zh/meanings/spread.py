"""Chinese: meanings of referral, schemes and reviews."""

TEXTS: dict[str, str] = {
    # ------------------------------------------------------------ referral
    "poster, mini-programme card, tracking: makes sharing easy; rewards need it": (
        "海报、小程序卡片、追踪：让分享变得容易；发奖励必须有它"
    ),
    "log-odds of sharing that tools add": "工具增加的分享对数几率",
    "reward to the referrer, for each success": "每次成功给推荐人的奖励",
    "reward to the person invited, for each success": "每次成功给被邀请人的奖励",
    "what counts as a success": "怎样才算一次成功",
    "log-odds of sharing per log(1 + reward / reward_scale_yuan)": (
        "每单位log（1＋奖励／reward_scale_yuan）对应的分享对数几率"
    ),
    "log-odds of adding per log(1 + invitee reward / reward_scale_yuan)": (
        "每单位log（1＋新人奖励／reward_scale_yuan）对应的添加对数几率"
    ),
    "share of borrowed trust lost when the referrer is seen to be paid and the invited person is not": (
        "让人看出推荐人拿了钱、被邀请人却没有时，损失的借来的信任比例"
    ),
    "yuan up to which a reward counts about in proportion": "奖励在这个金额以内大致按比例起作用",
    # ------------------------------------------------------------ scheme
    "null: the programme pays everybody the plain reward": "null：人人拿同样的奖励",
    "0: everybody, 1: customers, 2: repeat customers": "0：所有人，1：买过的，2：复购的",
    "net sales so far; 0: no condition": "至今的净销售额；0：不限",
    "null: none": "null：无",
    "log-odds of adding that it gives an invitation of the programme": "故事使转介绍邀请的添加对数几率增加多少",
    "multiplies the trust borrowed from the referrer, up to 1": "乘在从推荐人那里借来的信任上，结果最多为1",
    "cost of keeping it fresh, for 30 days": "保持新鲜的成本，按30天计",
    "rewards to the referrer by successes so far, instead of referral.reward_yuan; []: that reward": (
        "按推荐人至今的成功次数给的奖励，代替referral.reward_yuan；[]：仍用那份奖励"
    ),
    "successes of the referrer so far": "推荐人至今的成功次数",
    "reward for each further success": "此后每次成功的奖励",
    "most that one referrer gets: rewards, commission, prizes; null: no limit": (
        "一位推荐人最多拿到多少：奖励、佣金、奖品合计；null：不设上限"
    ),
    "null: no commission": "null：没有佣金",
    "share of the net sales of each order of a person invited": "占被邀请人每笔订单净销售额的比例",
    "days after that person added for which it is paid": "对方添加好友之后付佣金的天数",
    "null: no teams": "null：没有组团",
    "group_buy (拼团): a helper must order; help_me_cut (助力): it is enough to add": (
        "group_buy（拼团）：参团人必须下单；help_me_cut（助力）：添加好友即可"
    ),
    "people who complete the team": "成团所需的人数",
    "hours for which it stays open": "开放多少小时",
    "share off one item for the opener of a complete team; 1: a gift, always taken": (
        "成团后发起人一件商品减去的比例；1：白送，必定领取"
    ),
    "chance that the opener takes the prize (not a gift), at full price and the reference point of purchase": (
        "按原价、处于购买参照点时，发起人领用奖品（白送除外）的概率"
    ),
    "group_buy: share off the item that a helper orders": "group_buy：参团人所买商品减去的比例",
    "group_buy: chance that a helper who adds orders at once, at full price and the reference point of purchase": (
        "group_buy：按原价、处于购买参照点时，添加好友的参团人立即下单的概率"
    ),
    "people invited when a team is opened": "开团时邀请的人数",
    "cost of making it": "制作成本",
    # ------------------------------------------------------------ abuse
    "null: nobody cheats": "null：没有人作弊",
    "share of cheats at reward_sensitivity 1; the odds are proportional to it": (
        "reward_sensitivity为1时作弊者的比例；几率与它成正比"
    ),
    "log-odds of using a sharing occasion that a cheat has above others": "作弊者比别人更会利用分享机会的对数几率",
    "mean fakes an occasion (at least 1) where adding is paid; where buying is, 1": (
        "按添加付钱时，每次机会平均伪造的人数（至少1）；按购买付钱时为1"
    ),
    "what a fake account costs the cheat": "一个假账号花作弊者多少钱",
    "worth to the cheat of goods bought for the reward, as a share of their price": (
        "为拿奖励而买的货对作弊者值多少，占其价格的比例"
    ),
    "null: nothing is checked": "null：什么都不查",
    "chance that a fake is caught; its reward is not paid": "虚假好友被查出的概率；查出就不付奖励",
    "chance that an honest success is refused its reward": "真实的成功被误判、拿不到奖励的概率",
    "share of trust that the refused referrer loses": "被拒的推荐人损失的信任比例",
    "cost of each success checked": "每核查一次成功的成本",
    # ------------------------------------------------------------ reputation
    "null: deliveries are not talked about in public": "null：交付的好坏没有人公开谈论",
    "quality from which a delivery is good": "品质达到多少算好的交付",
    "quality below which it is bad": "品质低于多少算差的交付",
    "chance that a good delivery is reviewed in public": "好的交付得到公开评价的概率",
    "chance that a bad delivery is reviewed in public": "差的交付得到公开评价的概率",
    "time constant with which reviews are forgotten": "遗忘评价的时间常数",
    "recent reviews that it takes to be half known": "有这么多近期评价，才算一半为人所知",
    "log-odds of adding, on every channel and at invitations, per unit of reputation": (
        "口碑每多一个单位，在所有渠道和邀请中添加好友的对数几率"
    ),
    "log-odds of buying per unit of reputation": "口碑每多一个单位，购买的对数几率",
    "null: reviews are left alone": "null：不去管评价",
    "share of bad reviews that are steered: they do not count, and are no longer seen": (
        "被控评的差评比例：不再计入，也不再看得到"
    ),
    "cost of each that is steered": "每控掉一条的成本",
    "share of bad reviews that can be steered before people notice": "在人们察觉之前能控的差评比例",
    "share of the weight of reviews and of the trust gained by posts that is lost when all are steered": (
        "全部控掉时，评价的分量和内容带来的信任损失的比例"
    ),
    "null: content takes nothing from deliveries": "null：内容不从交付中取材",
    "recent good reviews that give 63 % of the supply": "有这么多近期好评，素材就有63%",
    "growth of the trust that a post gains, at full supply": "素材充足时，一条内容带来的信任增长多少",
    "share of the cost of useful posts that full supply saves": "素材充足时，干货成本省下的比例",
}
