"""Chinese: evidence of businesses."""

TEXTS: dict[str, str] = {
    # ------------------------------------------------------------ business/beauty
    "people in whose feeds the brand appears": "品牌会出现在其信息流里的人",
    "Yatsen: 82.6-114.1 yuan of revenue per customer and year, about 1.5 orders of 1.5 items": (
        "逸仙电商：每位顾客每年贡献收入82.6～114.1元，约1.5单，每单1.5件"
    ),
    "people expect the price that is asked": "人们预期的就是标价",
    "Yatsen (Perfect Diary), prospectus: gross margin 63.5 % in 2018, 63.6 % in 2019, after discounts of about 5 %": (
        "逸仙电商（完美日记）招股书：毛利率2018年63.5%，2019年63.6%，折扣约5%，已扣除"
    ),
    "a lipstick, and often something with it": "一支口红，常常再带一件",
    "wrong shade, sent back": "色号不对，退货",
    "somewhat better than expected": "比预期好一些",
    "it suits some and not others": "适合一些人，不适合另一些人",
    "a parcel takes days": "快递要几天",
    "make-up or care every two months, some people every week": "每两个月一次彩妆或护肤，有些人每周一次",
    "few buy most": "少数人买走大部分",
    "gives 5-10 % of contacts a first purchase within two months, as the trade says (L)": (
        "两个月内有5～10%的好友首购，与业内的说法一致（可信度低）"
    ),
    "Yatsen: 38.9 and 41.5 % of two cohorts had ordered again three quarters later (the first cohort of all: 8.1 %)": (
        "逸仙电商：两个同期群在三个季度后分别有38.9%和41.5%再次下单（最早的同期群：8.1%）"
    ),
    "trade figure active to campaign 30-40 %, campaign to buy 15-25 % (L)": (
        "行业数据：活跃到参加活动30～40%，活动到购买15～25%（可信度低）"
    ),
    "another brand becomes the habit": "换了别的牌子，成了习惯",
    "tried it once": "试过一次而已",
    "referred person adds: 20-30 %; those who recommend a brand seen only online trust it less than 0.5": (
        "被推荐的人添加好友：20～30%；推荐只在网上见过的品牌的人，对它的信任低于0.5"
    ),
    "no shops": "没有门店",
    "the brand streams": "品牌做直播",
    "parcels carry a card": "包裹里放卡片",
    "a small budget of an online brand": "线上品牌的小预算",
    "RED is where such brands are found": "这类品牌是在小红书上被发现的",
    "cost per contact of content: 5-20 yuan, at 2 % a reader": "内容渠道的加粉成本：5～20元，按每位读者2%计",
    "cost per contact of live streams: 3-10 yuan, at 6 % a viewer over a year": "直播的加粉成本：3～10元，按全年每位观众6%计",
    "viewers of one stream a day that get to see the code": "每天一场直播里看得到二维码的观众",
    "parcels a day": "每天的包裹数",
    "has just had a parcel of ours": "刚刚收到我们的包裹",
    "who buys the brand on a marketplace": "在电商平台上买过这个品牌的人",
    "32 instead of 46 yuan": "46元的卖32元",
    # ------------------------------------------------------------ business/coffee
    "a chain coffee after the usual discounts": "连锁咖啡通常打折之后的一杯",
    "Luckin: store-level margin 30.6 %": "瑞幸：门店层面利润率30.6%",
    "now and then a second cup or a snack": "偶尔再来一杯，或者一份点心",
    "few refunds on a drink": "饮品很少退款",
    "most cups alike, some spilt": "大多数都一样，偶尔洒了",
    "within the hour": "一小时之内",
    "one or two bought coffees a week, some people daily": "每周买一两杯咖啡，有些人天天买",
    "few drink most": "少数人喝掉大部分",
    "gives 5-10 % of contacts a first purchase within 30 days, as the trade says (L)": (
        "30天内有5～10%的好友首购，与业内的说法一致（可信度低）"
    ),
    "Luckin: 1.8 M private users buy 35,000 cups a day directly, 100,000+ prompted: 7-20 a user and year": (
        "瑞幸：180万私域用户每天直接下单35,000杯，促成100,000+杯：每人每年7～20杯"
    ),
    "habits form at another counter": "习惯在另一家的柜台养成",
    "moved, changed job, bored": "搬走、换工作、喝腻了",
    "customer recommends: 3-5 %, spread over several cups": "顾客会推荐：3～5%，分摊到几杯上",
    "traffic is local; so many readers make a contact cost 5-20 yuan, as the trade says (L)": (
        "客流是本地的；按这么多读者计，一个好友的成本是5～20元，与业内的说法一致（可信度低）"
    ),
    "takeaway bags carry a card": "外卖袋里放卡片",
    "12 instead of 16 yuan": "16元的卖12元",
    # ------------------------------------------------------------ business/course
    "families of one age group in one region": "一个地区、一个年龄段的家庭",
    "trial-course model: order 2,500 yuan": "试听课模式：正价订单2,500元",
    "Gaotu (GSX): gross margin 78.1 %": "高途（跟谁学）：毛利率78.1%",
    "a second subject now and then": "偶尔再报一科",
    "refunds before the first lessons": "开课前退费",
    "teachers differ": "老师各有不同",
    "a month shows whether it helps": "一个月能看出有没有效果",
    "about a term a year, some families every term; gives 5-10 % of contacts a first purchase, as the trade says (L)": (
        "大约一年一期，有些家庭期期都报；使5～10%的好友首购，与业内的说法一致（可信度低）"
    ),
    "few families buy most courses": "少数家庭买走大部分课程",
    "trial course: 25 % of trials pay": "试听课：25%的试听学员付费",
    "renewal in the next term; Fotile and cosmetics repurchase 40-50 %": "下一期续报；方太和美妆的复购为40～50%",
    "hardly anybody buys a course on impulse": "几乎没有人冲动报课",
    "who signs up elsewhere is gone for good": "在别家报了名，就不会再回来",
    "the child outgrows the course": "孩子过了这个年龄",
    "40-80 % of new pupils of grown schools come by referral; one went from single digits to about 30 %": (
        "成熟机构的新生有40～80%来自转介绍；有一家从个位数升到约30%"
    ),
    (
        "parents pass on lessons more than coffee; readers share 3.2 % of posts, mostly inviting nobody, and each "
        "sharing here invites five"
    ): ("家长转发课程比转发咖啡多；读者会分享3.2%的文章，多数不邀请任何人，而这里每次分享邀请五个人"),
    "a few parents of the same class": "同班的几位家长",
    "open lessons are streamed": "公开课做直播",
    "cost per contact of feed ads: 10-50 yuan, at 3.5 % a landing": "信息流的加粉成本：10～50元，按落地页3.5%计",
    "Gaotu (GSX) paid about 400-545 yuan for a customer; the budget is a choice": (
        "高途（跟谁学）获得一位顾客约花400～545元；预算是策略选择"
    ),
    "cost per contact of content: 5-20 yuan": "内容渠道的加粉成本：5～20元",
    "2,250 instead of 2,500 yuan": "2,500元的卖2,250元",
    "300 leads per consultant a month; pay 4,500-5,000 yuan a month, loaded x 1.4-1.5": (
        "每位顾问每月300条线索；月薪4,500～5,000元，用工成本系数1.4～1.5"
    ),
    # ------------------------------------------------------------ business/grocery
    "two or three kinds of fruit make an order of about 45 yuan": "两三样水果凑成约45元一单",
    "Pagoda (百果园): gross margin 11.6 %, as a franchiser; a shop of one's own keeps more": (
        "百果园：毛利率11.6%，这是加盟总部的口径；自营门店留得更多"
    ),
    "two or three kinds of fruit": "两三样水果",
    "fruit that disappoints is paid back": "水果不满意就退钱",
    "fruit varies": "水果有好有坏",
    "eaten the same day": "当天就吃掉",
    "fruit once a week, some households daily": "每周买一次水果，有些家庭天天买",
    "Pagoda (百果园): 49 % of members buy again, 76 % of paying members within a month": (
        "百果园：49%的会员会再买，付费会员一个月内有76%"
    ),
    "another shop is as near": "另一家店也一样近",
    "moved, or bad fruit once too often": "搬走了，或者再一次买到坏水果",
    "customer recommends: 3-5 %, spread over several purchases": "顾客会推荐：3～5%，分摊到几次购买上",
    "households that pass one of several shops": "从几家门店之一门口经过的家庭",
    "several shops, where staff do not ask everybody every day": "几家门店，店员不会每天问每一个人",
    "a shop of the neighbourhood is not looked for on RED": "街坊小店，没有人会到小红书上找",
    "delivery bags carry a card": "送货袋里放卡片",
    "a trial: the margin pays for few adverts": "试一试：这点毛利付不起多少广告",
    "an hour or two a day of staff who are there anyway": "反正在岗的店员每天花一两个小时",
    "below the gross margin, so that no order is sold at a loss": "低于毛利率，不做亏本的订单",
    # ------------------------------------------------------------ business/mother_baby
    "families with a child under three in one large city": "一座大城市里有三岁以下孩子的家庭",
    (
        "Kidswant (孩子王): about 800-950 yuan of sales for each active member and year; a tin of milk powder or a "
        "carton of nappies"
    ): ("孩子王：每位活跃会员每年消费约800～950元；一罐奶粉或一箱纸尿裤"),
    "Kidswant (孩子王), prospectus: gross margin 30.1-30.3 % in 2017-2019, after discounts": (
        "孩子王招股书：2017～2019年毛利率30.1～30.3%，已扣除折扣"
    ),
    "wipes with the nappies": "买纸尿裤时带几包湿巾",
    "wrong size, sent back": "尺码不对，退货",
    "known brands, little surprise": "知名品牌，很少有意外",
    "taken home or sent": "自己带走，或者送到家",
    "families stock up once a month": "一个月囤一次货",
    "more alike than drinkers of coffee: babies eat alike": "比喝咖啡的人彼此更像：宝宝吃得都差不多",
    "30-day repurchase: 15-20 %": "30天复购：15～20%",
    "the next shop has the same tin": "隔壁店里有同样的一罐",
    "the child grows out of it": "孩子长大了",
    "mothers pass on what they read more than coffee drinkers": "妈妈们比喝咖啡的人更爱转发看到的东西",
    "Kidswant (孩子王) pays its staff 5 yuan for each member recruited": "孩子王每拉来一位会员，付给员工5元",
    "the bonus stays as it is": "提成不变",
    "viewers of a weekly stream": "每周一场直播的观众",
    "the shops stream": "门店做直播",
    "136 instead of 160 yuan": "160元的卖136元",
}
